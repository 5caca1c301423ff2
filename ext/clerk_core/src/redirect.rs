use url::Url;

use crate::authenticate::Facts;
use crate::config::Config;
use crate::context::Context;
use crate::keys::Keys;
use crate::timestamp::Timestamp;
use crate::url::with;

/// A page of the account portal, or the application's own in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The sign-in page.
    SignIn,
    /// The sign-up page.
    SignUp,
    /// Where a session ends. The account portal has no such page.
    SignOut,
    /// The user's own settings.
    UserProfile,
}

impl Config {
    /// The URL of a page for a visitor of this request: the configured one, else (sign-up) `<sign_in_url>/create`, else
    /// the account portal's.
    ///
    /// `return_url` is where the visitor shall come back to, absolute or relative to the request. A `pending` session
    /// goes to the tasks that are left instead of signing in. `None` when there is no such page, or the request has no
    /// usable host.
    pub fn page_url(
        &self,
        facts: &Facts<'_>,
        destination: Destination,
        return_url: Option<&str>,
        pending: bool,
    ) -> Option<String> {
        let keys = Keys::default();
        let context = Context::new(self, &keys, facts, Timestamp::default());
        let base = context.url()?;
        let mut page = base.join(&self.page(destination, base)?).ok()?;
        if pending && matches!(destination, Destination::SignIn | Destination::SignUp) {
            let path = format!("{}/tasks", page.path().trim_end_matches('/'));
            page.set_path(&path);
        }
        let elsewhere =
            (page.host_str(), page.port_or_known_default()) != (base.host_str(), base.port_or_known_default());
        if let Some(mut return_url) = return_url.and_then(|url| page_on_the_web(base, url)) {
            // Who comes back to a satellite from signing in has a session there that it does not know of.
            if elsewhere && self.satellite.is_some() {
                return_url = with(&return_url, "__clerk_synced", "false");
            }
            page = with(&page, "redirect_url", return_url.as_str());
        }
        if elsewhere
            && self.is_development()
            && let Some(dev_browser) = context.dev_browser()
        {
            page = with(&page, "__clerk_db_jwt", dev_browser);
        }
        Some(page.into())
    }

    fn page(&self, destination: Destination, base: &Url) -> Option<String> {
        let portal = |path: &str| Some(format!("{}{path}", self.publishable_key.as_ref()?.account_portal()));
        match (destination, &self.sign_in_url, &self.sign_up_url) {
            (Destination::SignIn, Some(url), _) | (Destination::SignUp, _, Some(url)) => Some(url.clone()),
            (Destination::SignUp, Some(sign_in), None) => {
                let mut url = base.join(sign_in).ok()?;
                let path = format!("{}/create", url.path());
                url.set_path(&path);
                Some(url.into())
            }
            (Destination::SignIn, None, _) => portal("/sign-in"),
            (Destination::SignUp, None, None) => portal("/sign-up"),
            (Destination::SignOut, ..) => self.sign_out_url.clone(),
            (Destination::UserProfile, ..) => self.user_profile_url.clone().or_else(|| portal("/user")),
        }
    }
}

/// Not `javascript:` and its like, which an application may have taken from a parameter.
fn page_on_the_web(base: &Url, url: &str) -> Option<Url> {
    base.join(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}
