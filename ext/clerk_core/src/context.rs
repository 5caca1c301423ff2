use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

use memchr::{memchr, memmem};
use url::{Url, form_urlencoded};

use crate::authenticate::Facts;
use crate::claims::{Claim, Claims};
use crate::config::{Config, ProxyUrl};
use crate::cookies::{Cookies, Pair};
use crate::decision::{Notice, Severity};
use crate::effect::{Effect, Outcome};
use crate::error::TokenError;
use crate::keys::{Candidate, Keys};
use crate::request::Fact;
use crate::timestamp::Timestamp;
use crate::url::{origin, public};
use crate::verify::Verification;

/// One request on its way to a decision: what it says, read once and only when needed, and who asks.
pub(crate) struct Context<'a> {
    pub(crate) config: &'a Config,
    pub(crate) keys: &'a Keys,
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) now: Timestamp,
    pub(crate) cookies: Cookies<'a>,
    plain_session: OnceCell<Option<Jwt>>,
    suffixed_session: OnceCell<Option<Jwt>>,
    trusts_suffixed: OnceCell<bool>,
    parameters: OnceCell<Parameters<'a>>,
    url: OnceCell<Option<Url>>,
    notices: RefCell<Vec<Notice>>,
}

/// A text that should be a JWT.
pub(crate) type Jwt = Result<Candidate, TokenError>;
/// The names and values of a query.
type Parameters<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

impl<'a> Context<'a> {
    pub(crate) fn new(config: &'a Config, keys: &'a Keys, facts: &'a Facts<'a>, now: Timestamp) -> Self {
        let suffix = config.publishable_key.as_ref().map_or("_", |key| key.cookie_suffix());
        let cookies = Cookies::parse(if config.header_only { b"" } else { facts.request.get(Fact::Cookie) }, suffix);
        Self {
            config,
            keys,
            facts,
            now,
            cookies,
            plain_session: OnceCell::new(),
            suffixed_session: OnceCell::new(),
            trusts_suffixed: OnceCell::new(),
            parameters: OnceCell::new(),
            url: OnceCell::new(),
            notices: RefCell::default(),
        }
    }

    /// The first value of a query parameter of Clerk's that is there and not empty.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query_first(name).filter(|value| !value.is_empty())
    }

    /// Whether the query has a parameter of Clerk's of this name, be it empty.
    pub(crate) fn has_query(&self, name: &str) -> bool {
        self.query_first(name).is_some()
    }

    fn query_first(&self, name: &str) -> Option<&str> {
        let parameters = self.parameters.get_or_init(|| {
            let query = self.facts.request.get(Fact::QueryString);
            // Most queries can have none: it would be written plainly or percent-encoded.
            if memmem::find(query, b"__clerk_").is_none() && memchr(b'%', query).is_none() {
                return Vec::new();
            }
            form_urlencoded::parse(query).filter(|(name, _)| name.starts_with("__clerk_")).collect()
        });
        parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_ref())
    }

    /// Whether the suffixed form of the cookies is the one to trust. Applications of several instances on one domain
    /// overwrite each other's plain cookies; ClerkJS versions from before the suffixes write only plain ones.
    pub(crate) fn trusts_suffixed(&self) -> bool {
        *self.trusts_suffixed.get_or_init(|| self.judge_suffixed())
    }

    fn judge_suffixed(&self) -> bool {
        let cookies = &self.cookies;
        let (uat, suffixed_uat) = (cookies.client_uat.plain(), cookies.client_uat.suffixed());
        let (session, suffixed_session) = (cookies.session.plain(), cookies.session.suffixed());

        let claims = self.plain_session().and_then(claims);
        if session.is_some() {
            match claims.map(|claims| claims.text("iss")) {
                None | Some(Claim::Absent | Claim::Malformed | Claim::Present("")) => return false,
                Some(Claim::Present(iss)) if names_host(iss, self.config.frontend_api.as_deref()) => {}
                Some(Claim::Present(_)) => return true,
            }
        }
        if suffixed_uat.is_none() && suffixed_session.is_none() {
            return false;
        }
        let suffixed_claims = self.suffixed_session().and_then(self::claims);
        let issued_at =
            |claims: Option<&Claims>| claims.and_then(|claims| claims.time("iat").present()).unwrap_or_default();
        if suffixed_uat != Some("0") && uat != Some("0") && issued_at(claims) > issued_at(suffixed_claims) {
            return false;
        }
        if suffixed_uat == Some("0") && uat != Some("0") {
            return false;
        }
        let expired = || {
            let exp = suffixed_claims.and_then(|claims| claims.time("exp").present());
            exp.is_some_and(|exp| exp <= Timestamp::from_secs(self.now.as_secs()))
        };
        if self.config.is_development() && suffixed_uat != Some("0") && uat == Some("0") && expired() {
            return false;
        }
        suffixed_uat.is_some() || suffixed_session.is_none()
    }

    fn trusted<'c>(&self, pair: &'c Pair<'a>) -> Option<&'c str> {
        if self.trusts_suffixed() { pair.suffixed() } else { pair.plain() }
    }

    pub(crate) fn session_cookie(&self) -> Option<&str> {
        self.trusted(&self.cookies.session)
    }

    /// [`session_cookie`](Self::session_cookie) as a JWT.
    pub(crate) fn session_jwt(&self) -> Option<&Jwt> {
        if self.trusts_suffixed() { self.suffixed_session() } else { self.plain_session() }
    }

    fn plain_session(&self) -> Option<&Jwt> {
        let read = || self.cookies.session.plain().map(|text| self.keys.read(text, self.now));
        self.plain_session.get_or_init(read).as_ref()
    }

    fn suffixed_session(&self) -> Option<&Jwt> {
        let read = || {
            let text = self.cookies.session.suffixed()?;
            // Mostly the same token.
            match self.plain_session.get() {
                Some(plain) if self.cookies.session.plain() == Some(text) => plain.clone(),
                _ => Some(self.keys.read(text, self.now)),
            }
        };
        self.suffixed_session.get_or_init(read).as_ref()
    }

    /// When the client last changed its sessions, in Unix seconds; 0 when it has none or the cookie is unreadable.
    pub(crate) fn client_uat(&self) -> i64 {
        self.trusted(&self.cookies.client_uat).map_or(0, leading_integer)
    }

    pub(crate) fn dev_browser(&self) -> Option<&str> {
        self.query("__clerk_db_jwt").or_else(|| self.trusted(&self.cookies.dev_browser))
    }

    pub(crate) fn handshake_token(&self) -> Option<&str> {
        self.query("__clerk_handshake").or_else(|| self.cookies.handshake())
    }

    pub(crate) fn handshake_nonce(&self) -> Option<&str> {
        self.query("__clerk_handshake_nonce").or_else(|| self.cookies.handshake_nonce())
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
        if let Some(ProxyUrl::Path(path)) = &self.config.proxy_url
            && let Some(url) = self.url()
        {
            let mut wanted = wanted.clone();
            wanted.own_issuers.push(format!("{}{path}", origin(url)));
            return Cow::Owned(wanted);
        }
        Cow::Borrowed(wanted)
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

/// The claims of a text that is a JWT.
fn claims(jwt: &Jwt) -> Option<&Claims> {
    jwt.as_ref().ok().map(|candidate| candidate.token.claims())
}

/// Whether an issuer is this host.
fn names_host(iss: &str, host: Option<&str>) -> bool {
    host.is_some_and(|host| iss.strip_prefix("https://") == Some(host) || bare_host(iss) == host)
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
