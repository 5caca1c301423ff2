use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::API_VERSION;
use crate::context::Context;
use crate::decision::{Decision, Severity, Status};
use crate::effect::{Effect, Outcome};
use crate::error::TokenError;
use crate::keys::Found;
use crate::reason::Reason;
use crate::secret::Secret;
use crate::token::{Token, TokenClass};
use crate::url::without;
use crate::verify::{Verification, check_signature, verify};

/// How many redirects in a row end in giving up: the keys of the application and of the instance do not match.
pub(crate) const MAX_REDIRECTS: u32 = 3;
/// A nonce that Clerk issued is far shorter; a longer one is not worth a call.
const MAX_NONCE_LENGTH: usize = 1024;
/// How far the clock of a developer's machine may be off.
const DEVELOPMENT_SKEW: Duration = Duration::from_secs(24 * 60 * 60);

impl Context<'_> {
    /// Sends the browser through the Frontend API to renew its session; signed out with the same reason when the
    /// request is no page visit, or when that has been tried too often in a row.
    pub(crate) fn handshake(&self, reason: Reason, message: Option<String>) -> Decision {
        self.redirect(reason, message, |reason| self.handshake_location(reason))
    }

    /// The same with another place to go, for the redirects between the domains of a development instance.
    pub(crate) fn redirect(
        &self,
        reason: Reason,
        message: Option<String>,
        location: impl FnOnce(&Reason) -> Option<String>,
    ) -> Decision {
        let location = if self.facts.request.is_document() { location(&reason) } else { None };
        let mut decision = Decision { message, ..Decision::signed_out(reason) };
        let Some(location) = location else {
            return decision;
        };
        let redirects = self.cookies.redirect_count();
        if redirects >= MAX_REDIRECTS {
            self.notice(Severity::Error, loop_notice(decision.reason.as_ref()));
            return decision;
        }
        decision.status = Status::Handshake;
        decision.location = Some(location);
        decision
            .set_cookies
            .push(format!("__clerk_redirect_count={}; SameSite=Lax; HttpOnly; Max-Age=2", redirects.saturating_add(1)));
        decision
    }

    fn handshake_location(&self, reason: &Reason) -> Option<String> {
        let redirect_url = without(self.url()?, &["__clerk_db_jwt", "__dev_session"]);
        let mut location = Url::parse(&format!("{}/v1/client/handshake", self.frontend_api()?)).ok()?;
        let bearer = self.facts.request.bearer();
        {
            let mut query = location.query_pairs_mut();
            query
                .append_pair("redirect_url", redirect_url.as_str())
                .append_pair("__clerk_api_version", API_VERSION)
                .append_pair("suffixed_cookies", if self.trusts_suffixed() { "true" } else { "false" })
                .append_pair("__clerk_hs_reason", &reason.as_str())
                .append_pair("format", "nonce");
            if let Some(token) = self.session_cookie().or(bearer.as_deref()) {
                query.append_pair("__session", token);
            }
            if self.config.is_development()
                && let Some(dev_browser) = self.dev_browser()
            {
                query.append_pair("__clerk_db_jwt", dev_browser);
            }
            if let Some(target) = self.organization_target() {
                query.append_pair("organization_id", target.parameter());
            }
        }
        Some(location.into())
    }

    /// Takes in what the Frontend API sent the browser back with. `None`: there was nothing, or nothing usable, and the
    /// request is judged by its cookies.
    pub(crate) fn resolve_handshake(&self) -> Result<Option<Decision>, Effect> {
        let directives = if let Some(nonce) = self.handshake_nonce() {
            self.fetch_directives(nonce)?
        } else if let Some(token) = self.handshake_token() {
            match self.verify_directives(token)? {
                Ok(directives) => directives,
                // A network that fails says nothing about the keys.
                Err(error) if self.config.is_development() && error.reason != Reason::UnexpectedError => {
                    return Ok(Some(wrong_keys(error)));
                }
                Err(error) => {
                    self.notice(Severity::Warning, format!("A handshake token was ignored: {error}"));
                    return Ok(None);
                }
            }
        } else {
            return Ok(None);
        };

        let directives: Vec<String> =
            directives.into_iter().filter(|directive| self.may_be_a_header(directive)).collect();
        let mut decision = match session_token(&directives) {
            None => Decision::signed_out(Reason::SessionTokenMissing),
            Some(token) => match self.verify_new_session(token)? {
                Ok(token) => Decision::signed_in(token, self.config.treat_pending_as_signed_out),
                Err(error) => {
                    self.notice(Severity::Warning, format!("The session of a handshake was ignored: {error}"));
                    return Ok(None);
                }
            },
        };
        if self.config.is_development() && self.facts.request.is_document() {
            decision.location = self.cleaned_url();
        }
        decision.set_cookies = directives;
        decision.cross_origin = true;
        Ok(Some(decision))
    }

    /// Where to go so that nothing of a handshake is left in the address bar. Only for pages: a form or a script is
    /// answered where it is. `None` also when nothing of it is there: the same URL again would bring the same cookies
    /// again.
    fn cleaned_url(&self) -> Option<String> {
        const GONE: [&str; 4] = ["__clerk_handshake", "__clerk_handshake_nonce", "__clerk_help", "__clerk_db_jwt"];
        if !GONE[..2].iter().any(|name| self.has_query(name)) {
            return None;
        }
        self.url().map(|url| without(url, &GONE).into())
    }

    fn fetch_directives(&self, nonce: &str) -> Result<Vec<String>, Effect> {
        #[derive(Deserialize)]
        struct Payload {
            directives: Vec<String>,
        }
        if nonce.len() > MAX_NONCE_LENGTH {
            self.notice(Severity::Warning, "A handshake nonce was ignored: it is too long to be one.");
            return Ok(Vec::new());
        }
        let problem = match self.ask(Effect::FetchHandshake { nonce: Secret::new(nonce) })? {
            Outcome::Response { status: 200..=299, body } => match serde_json::from_slice::<Payload>(body) {
                Ok(payload) => return Ok(payload.directives),
                Err(_) => "the Backend API's answer has no directives".to_owned(),
            },
            Outcome::Response { status, .. } => format!("the Backend API answered {status}"),
            Outcome::Failed(problem) => problem.clone(),
        };
        self.notice(Severity::Warning, format!("The cookies of a handshake could not be fetched: {problem}"));
        Ok(Vec::new())
    }

    /// A handshake JWT has no times of its own: it is used at once. Only the session class may carry cookies, because
    /// the claims of a JWT template are its author's.
    fn verify_directives(&self, text: &str) -> Result<Result<Vec<String>, TokenError>, Effect> {
        let token = match Token::decode(text) {
            Ok(token) => token,
            Err(error) => return Ok(Err(error)),
        };
        let set = match self.keys.find(token.header("kid").present(), self.now) {
            Found::Set(set) => set,
            Found::Fetch { unknown_kid } => return Err(Effect::FetchKeys { unknown_kid }),
            Found::Nothing(error) => return Ok(Err(error)),
        };
        if token.class() != TokenClass::Session {
            return Ok(Err(TokenError::new(
                Reason::TokenInvalid,
                "The JWT is of another class than handshake tokens.",
            )));
        }
        Ok(check_signature(&token, &set).map(|()| match token.claims().value("handshake") {
            Some(Value::Array(directives)) => directives.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        }))
    }

    /// Verifies a session token that has just been minted: on a developer's machine a wrong clock is forgiven.
    fn verify_new_session(&self, text: &str) -> Result<Result<Arc<Token>, TokenError>, Effect> {
        let wanted = self.verification();
        let verified = self.verify_session(text, &wanted)?;
        let Err(error) = &verified else {
            return Ok(verified);
        };
        let is_time =
            matches!(error.reason, Reason::TokenExpired | Reason::TokenNotActiveYet | Reason::TokenIatInTheFuture);
        if !(self.config.is_development() && is_time) {
            return Ok(verified);
        }
        self.notice(
            Severity::Error,
            format!("Clock skew detected: set this machine's clock. Meanwhile a day of it is forgiven. {error}"),
        );
        let wanted = Verification { clock_skew: DEVELOPMENT_SKEW, ..wanted.into_owned() };
        self.verify_session(text, &wanted)
    }

    pub(crate) fn verify_session(
        &self,
        text: &str,
        wanted: &Verification,
    ) -> Result<Result<Arc<Token>, TokenError>, Effect> {
        Ok(match self.keys.read(text, self.now) {
            Ok(candidate) => verify(&candidate, self.keys, wanted, self.now)?.map(|()| candidate.token),
            Err(error) => Err(error),
        })
    }

    /// Whether a cookie directive is one line. Clerk sends no other, but it becomes a header verbatim.
    pub(crate) fn may_be_a_header(&self, directive: &str) -> bool {
        let fine = !directive.is_empty() && !directive.chars().any(char::is_control);
        if !fine {
            self.notice(Severity::Warning, "A cookie from Clerk was ignored: it is no valid header.");
        }
        fine
    }
}

fn loop_notice(reason: Option<&Reason>) -> String {
    let cause = match reason {
        Some(Reason::SatelliteNeedsSyncing) => {
            "The domain of this request is probably not configured as a satellite or primary domain of the instance."
        }
        _ => "The publishable key and the secret key are probably not of the same instance.",
    };
    let reason = reason.map(Reason::as_str).unwrap_or_default();
    format!("Renewing the session ended in a redirect loop (reason={reason}). {cause}")
}

/// The session token among cookie directives: the value of the last one whose name starts with `__session`. `None` when
/// there is none or it is empty: signed out. A directive without a value is a token that does not verify.
pub(crate) fn session_token(directives: &[String]) -> Option<&str> {
    let last = directives.iter().rev().find_map(|directive| {
        let pair = directive.split(';').next()?;
        pair.starts_with("__session").then(|| pair.split('=').nth(1))
    })?;
    match last {
        Some("") => None,
        Some(token) => Some(token),
        None => Some(""),
    }
}

/// In development the handshake token travels in the URL, so it is meant for this application: its keys must be wrong.
fn wrong_keys(error: TokenError) -> Decision {
    let problem = if error.reason == Reason::TokenInvalidSignature {
        "Clerk: the handshake token's signature does not match. If you have switched Clerk keys, clear the cookies of \
         this site and try again."
            .to_owned()
    } else {
        format!("Clerk: the handshake token does not verify. {error}")
    };
    Decision { message: Some(error.message), problem: Some(problem), ..Decision::signed_out(error.reason) }
}
