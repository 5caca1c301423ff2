use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

use url::Url;

use crate::authenticate::Facts;
use crate::claims::Claim;
use crate::config::{Config, ProxyUrl};
use crate::cookies::{Cookies, Pair};
use crate::decision::{Notice, Severity};
use crate::effect::{Effect, Outcome};
use crate::keys::Keys;
use crate::timestamp::Timestamp;
use crate::token::Token;
use crate::url::{origin, public};
use crate::verify::Verification;

/// One request on its way to a decision: what it says, read once, and who asks.
pub(crate) struct Context<'a> {
    pub(crate) config: &'a Config,
    pub(crate) keys: &'a Keys,
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) now: Timestamp,
    pub(crate) cookies: Cookies<'a>,
    /// Whether the suffixed form of the cookies is the one to trust.
    pub(crate) suffixed: bool,
    url: OnceCell<Option<Url>>,
    notices: RefCell<Vec<Notice>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(config: &'a Config, keys: &'a Keys, facts: &'a Facts<'a>, now: Timestamp) -> Self {
        let suffix = config.publishable_key.as_ref().map_or("_", |key| key.cookie_suffix());
        let cookies = Cookies::parse(if config.header_only { b"" } else { facts.request.cookie }, suffix);
        let suffixed = trusts_suffixed(&cookies, config, now);
        Self { config, keys, facts, now, cookies, suffixed, url: OnceCell::new(), notices: RefCell::default() }
    }

    fn trusted<'c>(&self, pair: &'c Pair<'a>) -> Option<&'c str> {
        if self.suffixed { pair.suffixed() } else { pair.plain() }
    }

    pub(crate) fn session_cookie(&self) -> Option<&str> {
        self.trusted(&self.cookies.session)
    }

    /// When the client last changed its sessions, in Unix seconds; 0 when it has none or the cookie is unreadable.
    pub(crate) fn client_uat(&self) -> i64 {
        self.trusted(&self.cookies.client_uat).map_or(0, leading_integer)
    }

    pub(crate) fn dev_browser(&self) -> Option<Cow<'_, str>> {
        self.facts
            .request
            .query("__clerk_db_jwt")
            .or_else(|| self.trusted(&self.cookies.dev_browser).map(Cow::Borrowed))
    }

    pub(crate) fn handshake_token(&self) -> Option<Cow<'_, str>> {
        self.facts.request.query("__clerk_handshake").or_else(|| self.cookies.handshake().map(Cow::Borrowed))
    }

    pub(crate) fn handshake_nonce(&self) -> Option<Cow<'_, str>> {
        self.facts
            .request
            .query("__clerk_handshake_nonce")
            .or_else(|| self.cookies.handshake_nonce().map(Cow::Borrowed))
    }

    /// The URL under which the visitor sees this request, when it has a usable one.
    pub(crate) fn url(&self) -> Option<&Url> {
        self.url.get_or_init(|| public(&self.facts.request, &self.config.trusted_hosts)).as_ref()
    }

    /// The base URL of the Frontend API for this request, without a trailing slash.
    pub(crate) fn frontend_api(&self) -> Option<String> {
        match &self.config.proxy_url {
            Some(ProxyUrl::Absolute(url)) => Some(url.clone()),
            Some(ProxyUrl::Path(path)) => Some(format!("{}{path}", origin(self.url()?))),
            None => Some(format!("https://{}", self.config.frontend_api.as_ref()?)),
        }
    }

    /// What tokens must satisfy. A proxy that is configured as a path may issue under each origin it is seen at.
    pub(crate) fn verification(&self) -> Cow<'a, Verification> {
        let wanted = &self.config.verification;
        match (&self.config.proxy_url, self.url()) {
            (Some(ProxyUrl::Path(path)), Some(url)) => {
                let mut wanted = wanted.clone();
                wanted.own_issuers.push(format!("{}{path}", origin(url)));
                Cow::Owned(wanted)
            }
            _ => Cow::Borrowed(wanted),
        }
    }

    /// The outcome of an effect, or the effect itself when it must be performed first.
    pub(crate) fn ask(&self, effect: Effect) -> Result<&'a Outcome, Effect> {
        match self.facts.answers.iter().find(|answer| answer.effect == effect) {
            Some(answer) => Ok(&answer.outcome),
            None => Err(effect),
        }
    }

    pub(crate) fn notice(&self, severity: Severity, text: impl Into<String>) {
        self.notices.borrow_mut().push(Notice { severity, once: false, text: text.into() });
    }

    pub(crate) fn notice_once(&self, text: impl Into<String>) {
        self.notices.borrow_mut().push(Notice { severity: Severity::Warning, once: true, text: text.into() });
    }

    pub(crate) fn into_notices(self) -> Vec<Notice> {
        self.notices.into_inner()
    }
}

/// Which form of the cookies to trust. Applications of several instances on one domain overwrite each other's plain
/// cookies; ClerkJS versions from before the suffixes write only plain ones.
fn trusts_suffixed(cookies: &Cookies<'_>, config: &Config, now: Timestamp) -> bool {
    let (uat, suffixed_uat) = (cookies.client_uat.plain(), cookies.client_uat.suffixed());
    let (session, suffixed_session) = (cookies.session.plain(), cookies.session.suffixed());
    let decode = |text: Option<&str>| text.and_then(|text| Token::decode(text).ok());

    let token = decode(session);
    if session.is_some() {
        let host = config.frontend_api.as_deref();
        match token.as_ref().map(|token| token.claims().text("iss")) {
            None | Some(Claim::Absent | Claim::Malformed | Claim::Present("")) => return false,
            Some(Claim::Present(iss)) if Some(bare_host(iss).as_str()) == host => {}
            Some(Claim::Present(_)) => return true,
        }
    }
    if suffixed_uat.is_none() && suffixed_session.is_none() {
        return false;
    }
    let suffixed_token = decode(suffixed_session);
    let issued_at = |token: &Option<Token>| {
        token.as_ref().and_then(|token| token.claims().time("iat").present()).unwrap_or_default()
    };
    if suffixed_uat != Some("0") && uat != Some("0") && issued_at(&token) > issued_at(&suffixed_token) {
        return false;
    }
    if suffixed_uat == Some("0") && uat != Some("0") {
        return false;
    }
    let expired = suffixed_token
        .as_ref()
        .and_then(|token| token.claims().time("exp").present())
        .is_some_and(|exp| exp <= Timestamp::from_secs(now.as_secs()));
    if config.is_development() && suffixed_uat != Some("0") && uat == Some("0") && expired {
        return false;
    }
    suffixed_uat.is_some() || suffixed_session.is_none()
}

/// An issuer with every `http://` and `https://` removed, in one pass.
fn bare_host(iss: &str) -> String {
    let mut host = String::new();
    let mut rest = iss;
    while let Some(next) = rest.chars().next() {
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
        match scheme {
            Some(scheme) => rest = &rest[scheme.len()..],
            None => {
                host.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    host
}

/// The integer that a text starts with, as JavaScript's `parseInt` reads it; 0 when there is none.
fn leading_integer(text: &str) -> i64 {
    let text = text.trim_start();
    let (sign, digits) = match text.as_bytes() {
        [b'-', ..] => (-1, &text[1..]),
        [b'+', ..] => (1, &text[1..]),
        _ => (1, text),
    };
    let digits = digits.split(|char: char| !char.is_ascii_digit()).next().unwrap_or_default();
    if digits.is_empty() { 0 } else { sign * digits.parse().unwrap_or(i64::MAX) }
}
