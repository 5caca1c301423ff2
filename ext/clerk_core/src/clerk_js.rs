use crate::config::{Config, ProxyUrl};

impl Config {
    /// Where browsers load Clerk's JavaScript from: everything before `/npm/@clerk/…`. That is the Frontend API, which
    /// is the proxy where there is one (a path of the application stays a path, for the browser to complete).
    ///
    /// `None` without a publishable key.
    pub fn scripts_url(&self) -> Option<String> {
        let frontend_api = self.frontend_api.as_ref()?;
        Some(match &self.proxy_url {
            Some(ProxyUrl::Absolute(url) | ProxyUrl::Path(url)) => url.clone(),
            None => format!("https://{frontend_api}"),
        })
    }
}
