use url::Url;

use crate::config::Satellite;
use crate::context::Context;
use crate::decision::Decision;
use crate::reason::Reason;
use crate::request::Fact;
use crate::url::{with, without};

/// Several domains, one Clerk instance: the primary domain holds the session, satellites fetch it from there.
impl Context<'_> {
    /// What a satellite does before the request is judged by its cookies. `None`: nothing.
    ///
    /// `__clerk_synced=false` asks for a sync (the visitor comes back from signing in on the primary domain),
    /// `__clerk_synced=true` says that one has just been made.
    pub(crate) fn sync_satellite(&self, satellite: &Satellite) -> Option<Decision> {
        let request = &self.facts.request;
        let synced = self.query("__clerk_synced");
        if !request.is_get() || request.get(Fact::SecFetchDest) != b"document" || synced == Some("true") {
            return None;
        }
        let asked = synced == Some("false");
        let has_cookies = self.session_cookie().is_some() || self.client_uat() != 0;
        match (has_cookies, asked) {
            (true, false) => None,
            (false, false) if !satellite.auto_sync => Some(Decision::anonymous()),
            _ if self.config.is_development() => Some(self.redirect(Reason::SatelliteNeedsSyncing, None, |_| {
                let mut location = without(&Url::parse(self.config.sign_in_url.as_deref()?).ok()?, &[]);
                location.query_pairs_mut().append_pair("__clerk_redirect_url", self.url()?.as_str());
                Some(location.into())
            })),
            _ => Some(self.handshake(Reason::SatelliteNeedsSyncing, None)),
        }
    }

    /// The primary domain of a development instance sends a satellite's visitor back, with the browser's identity.
    /// `None`: nobody asks, or for a place that is no web page.
    pub(crate) fn respond_to_satellite(&self) -> Option<Decision> {
        let wanted = self.query("__clerk_redirect_url")?;
        let mut target = Url::parse(wanted).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        if let Some(dev_browser) = self.dev_browser() {
            target.query_pairs_mut().append_pair("__clerk_db_jwt", dev_browser);
        }
        let target = with(&target, "__clerk_synced", "true");
        Some(self.redirect(Reason::PrimaryRespondsToSyncing, None, |_| Some(target.into())))
    }
}
