use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::claims::Claims;
use crate::machine::Machine;
use crate::reason::Reason;
use crate::secret::Secret;
use crate::session::Session;
use crate::token::Token;

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A verified session token.
    SignedIn,
    /// No session, or one that does not count; the [`Reason`] says why.
    SignedOut,
    /// The browser must first visit the Frontend API, which answers with fresh cookies.
    Handshake,
}

impl Status {
    /// The status as Clerk's SDKs name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::Handshake => "handshake",
        }
    }
}

/// What kind of token a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenType {
    /// A session token, in a cookie or in the `Authorization` header.
    SessionToken,
    /// An API key: `ak_…`.
    ApiKey,
    /// A machine-to-machine token: `mt_…`, or a JWT whose subject starts with `mch_`.
    M2mToken,
    /// An OAuth access token: `oat_…`, or a JWT of the type `at+jwt` (RFC 9068).
    OAuthToken,
}

impl TokenType {
    /// The type as Clerk's SDKs name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SessionToken => "session_token",
            Self::ApiKey => "api_key",
            Self::M2mToken => "m2m_token",
            Self::OAuthToken => "oauth_token",
        }
    }

    /// The type of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::SessionToken, Self::ApiKey, Self::M2mToken, Self::OAuthToken]
            .into_iter()
            .find(|one| one.as_str() == name)
    }
}

/// What becomes of the response to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It passes untouched.
    Pass,
    /// It gets the decision's headers.
    Headers,
    /// It gets headers and cookies.
    Cookies,
    /// The application is not called: the decision is the response.
    Stop,
}

/// How much a [`Notice`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Something a developer may want to know.
    Warning,
    /// Something that does not work until somebody repairs it.
    Error,
}

/// A line for the application's log. It holds no secret and no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// Whether it shall appear once a process only.
    pub once: bool,
    /// The line.
    pub text: String,
}

/// The verified session token of a signed-in request.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedIn(Arc<Token>);

impl SignedIn {
    /// The token itself.
    pub fn token(&self) -> &Secret {
        self.0.text()
    }

    /// Its claims.
    pub fn claims(&self) -> &Claims {
        self.0.claims()
    }
}

/// What a request is, and what its response must carry.
#[derive(Clone, PartialEq)]
#[must_use]
pub struct Decision {
    /// Where the request stands.
    pub status: Status,
    /// Why it is not signed in.
    pub reason: Option<Reason>,
    /// One more sentence for a developer.
    pub message: Option<String>,
    /// What kind of token it is about; `None` when the request has one of a kind that is not accepted.
    pub token_type: Option<TokenType>,
    /// The session token of a signed-in request.
    pub signed_in: Option<SignedIn>,
    /// The machine token of a signed-in request.
    pub machine: Option<(Secret, Machine)>,
    /// Where to redirect (307) instead of calling the application.
    pub location: Option<String>,
    /// `Set-Cookie` values, each a whole directive.
    pub set_cookies: Vec<String>,
    /// Whether the answer may be read by the Frontend API's page (it resolved a handshake).
    pub cross_origin: bool,
    /// For the log.
    pub notices: Vec<Notice>,
    /// In development only: what to show instead of the application, because the keys cannot be right.
    pub problem: Option<String>,
    pub(crate) pending_is_signed_out: bool,
}

/// Shows where the request stands and why. The rest holds tokens.
impl fmt::Debug for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.reason.as_ref().map(Reason::as_str).unwrap_or_default();
        write!(f, "Decision({} {reason})", self.status.as_str())
    }
}

impl Decision {
    pub(crate) fn signed_out(reason: Reason) -> Self {
        Self {
            status: Status::SignedOut,
            reason: Some(reason),
            message: None,
            token_type: Some(TokenType::SessionToken),
            signed_in: None,
            machine: None,
            location: None,
            set_cookies: Vec::new(),
            cross_origin: false,
            notices: Vec::new(),
            problem: None,
            pending_is_signed_out: true,
        }
    }

    pub(crate) fn signed_in(token: Arc<Token>, pending_is_signed_out: bool) -> Self {
        Self {
            status: Status::SignedIn,
            reason: None,
            signed_in: Some(SignedIn(token)),
            pending_is_signed_out,
            ..Self::signed_out(Reason::UnexpectedError)
        }
    }

    /// The decision about an ordinary visitor: nobody is signed in, and there is nothing more to say.
    pub fn anonymous() -> Self {
        Self::signed_out(Reason::SessionTokenAndUatMissing)
    }

    /// Whether this is [`anonymous`](Self::anonymous).
    pub fn is_anonymous(&self) -> bool {
        matches!(
            self,
            Self {
                status: Status::SignedOut,
                reason: Some(Reason::SessionTokenAndUatMissing),
                message: None,
                token_type: Some(TokenType::SessionToken),
                signed_in: None,
                machine: None,
                location: None,
                set_cookies,
                cross_origin: false,
                notices,
                problem: None,
                pending_is_signed_out: _,
            } if set_cookies.is_empty() && notices.is_empty()
        )
    }

    /// The decision when something outside this crate kept it from deciding: signed out, `unexpected-error`.
    pub fn undecided() -> Self {
        Self::signed_out(Reason::UnexpectedError)
    }

    /// What becomes of the response.
    pub fn course(&self) -> Course {
        if self.location.is_some() || self.problem.is_some() {
            Course::Stop
        } else if !self.set_cookies.is_empty() {
            Course::Cookies
        } else if self.cross_origin || self.visible_reason().is_some() {
            Course::Headers
        } else {
            Course::Pass
        }
    }

    /// Why the request is not signed in, where the response says so.
    fn visible_reason(&self) -> Option<&Reason> {
        let reason = self.reason.as_ref().filter(|reason| **reason != Reason::ExcludedRoute);
        reason.filter(|_| self.status != Status::SignedIn)
    }

    pub(crate) fn machine(token: &str, token_type: TokenType, machine: Machine) -> Self {
        Self {
            status: Status::SignedIn,
            reason: None,
            token_type: Some(token_type),
            machine: Some((Secret::new(token), machine)),
            ..Self::signed_out(Reason::UnexpectedError)
        }
    }

    /// The session that the application sees. A pending one (the user has tasks to do first) counts as none, unless
    /// configured otherwise.
    pub fn session(&self) -> Option<Session<'_>> {
        let session = Session::new(self.signed_in.as_ref()?.claims());
        (!(self.pending_is_signed_out && session.status() == Some("pending"))).then_some(session)
    }

    /// Whether somebody or something is signed in for the application: a session that counts, or a machine.
    pub fn is_signed_in(&self) -> bool {
        self.session().is_some() || self.machine.is_some()
    }

    /// The verified machine token.
    pub fn machine_token(&self) -> Option<&Machine> {
        self.machine.as_ref().map(|(_, machine)| machine)
    }

    /// The text of the verified token.
    pub fn token(&self) -> Option<&Secret> {
        match (&self.machine, self.session()) {
            (Some((token, _)), _) => Some(token),
            (None, Some(_)) => self.signed_in.as_ref().map(SignedIn::token),
            (None, None) => None,
        }
    }

    /// The user: of the session, or the one that an API key or an OAuth token stands for.
    pub fn user_id(&self) -> Option<&str> {
        match (&self.machine, self.token_type) {
            (Some((_, machine)), Some(TokenType::OAuthToken)) => machine.subject(),
            (Some((_, machine)), Some(TokenType::ApiKey)) => machine.subject().filter(|id| id.starts_with("user_")),
            (Some(_), _) => None,
            (None, _) => self.session()?.user_id(),
        }
    }

    /// The organization: the session's active one, or the one that an API key stands for.
    pub fn organization_id(&self) -> Option<String> {
        match (&self.machine, self.token_type) {
            (Some((_, machine)), Some(TokenType::ApiKey)) => {
                machine.subject().filter(|id| id.starts_with("org_")).map(str::to_owned)
            }
            (Some(_), _) => None,
            (None, _) => self.session()?.organization_id(),
        }
    }

    /// The status of the session, `pending` included.
    pub fn session_status(&self) -> Option<&str> {
        Session::new(self.signed_in.as_ref()?.claims()).status()
    }

    /// The headers that the response must carry besides `set-cookie`, by lower-case name. None at all for a request
    /// that is signed in, so that its response passes through untouched.
    pub fn headers(&self) -> Vec<(&'static str, Cow<'static, str>)> {
        let mut headers = Vec::with_capacity(3);
        if let Some(location) = &self.location {
            headers.push(("location", location.clone().into()));
            headers.push(("cache-control", "no-store".into()));
        }
        if self.cross_origin {
            headers.push(("access-control-allow-origin", "null".into()));
            headers.push(("access-control-allow-credentials", "true".into()));
        }
        if let Some(reason) = self.visible_reason() {
            headers.push(("x-clerk-auth-status", self.status.as_str().into()));
            headers.push(("x-clerk-auth-reason", visible_ascii(reason.as_str())));
            if let Some(message) = &self.message {
                headers.push(("x-clerk-auth-message", visible_ascii(message.clone().into())));
            }
        }
        headers
    }
}

/// What of a text may stand in a header's value.
fn visible_ascii(text: Cow<'static, str>) -> Cow<'static, str> {
    let is_visible = |char: char| char.is_ascii_graphic() || char == ' ';
    if text.chars().all(is_visible) { text } else { text.chars().filter(|&char| is_visible(char)).collect() }
}
