use url::Url;

use crate::config::ProxyUrl;
use crate::context::Context;
use crate::decision::Decision;
use crate::reason::Reason;
use crate::request::Fact;
use crate::url::origin;

/// Hosts of the account portals of development instances. Anybody may have one, so production does not know them.
const DEV_PORTALS: [&str; 3] = [".accounts.dev", ".accountsstage.dev", ".accounts.lclclerk.com"];
const LEGACY_DEV_PORTALS: [&str; 3] = [".lcl.dev", ".lclstage.dev", ".lclclerk.com"];

impl Context<'_> {
    /// A visitor who comes to the primary domain from another site may come from a satellite, where the session can
    /// have changed: worth one handshake. `None`: not such a visit.
    pub(crate) fn sync_with_referrer(&self) -> Option<Decision> {
        let request = &self.facts.request;
        let visit =
            request.is_get() && request.get(Fact::SecFetchDest) == b"document" && self.cookies.redirect_count() == 0;
        if !visit || self.config.satellite.is_some() || request.get(Fact::Referer).is_empty() {
            return None;
        }
        let referrer = Url::parse(std::str::from_utf8(request.get(Fact::Referer)).ok()?).ok()?;
        if origin(&referrer) == origin(self.url()?) || self.is_clerk(&referrer) {
            return None;
        }
        let message = "The visitor comes from another origin, which may be a satellite domain.";
        Some(self.handshake(Reason::PrimaryDomainCrossOriginSync, Some(message.to_owned())))
    }

    /// Whether a referrer is one of the instance's own pages at Clerk.
    fn is_clerk(&self, referrer: &Url) -> bool {
        let host = referrer.host_str().unwrap_or_default();
        let own = match &self.config.proxy_url {
            Some(ProxyUrl::Absolute(_) | ProxyUrl::Path(_)) => {
                let proxy = self.frontend_api().and_then(|url| Url::parse(&url).ok());
                proxy.is_some_and(|proxy| proxy.host_str() == Some(host))
            }
            None => self.config.publishable_key.as_ref().is_some_and(|key| {
                let portal = Url::parse(&key.account_portal()).ok();
                self.config.frontend_api.as_deref() == Some(host)
                    || portal.is_some_and(|portal| origin(&portal) == origin(referrer))
            }),
        };
        let dev_portal = || {
            (host.starts_with("accounts.") && LEGACY_DEV_PORTALS.iter().any(|suffix| host.ends_with(suffix)))
                || DEV_PORTALS
                    .iter()
                    .any(|suffix| host.strip_suffix(suffix).is_some_and(|name| !name.ends_with(".clerk")))
        };
        own || (self.config.is_development() && dev_portal())
    }
}
