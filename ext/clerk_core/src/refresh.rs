use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::decision::Decision;
use crate::effect::{Effect, Outcome};
use crate::handshake::session_token;
use crate::reason::RefreshFailure;
use crate::secret::Secret;
use crate::url::origin;

/// What the Backend API wants to know to renew a session token.
#[derive(Serialize)]
struct Body<'a> {
    format: &'a str,
    expired_token: &'a str,
    refresh_token: &'a str,
    request_origin: &'a str,
    request_headers: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Renewed {
    #[serde(default)]
    cookies: Vec<String>,
}

#[derive(Deserialize)]
struct ApiErrors {
    errors: Vec<ApiError>,
}

#[derive(Deserialize)]
struct ApiError {
    code: Option<String>,
}

impl Context<'_> {
    /// Renews an expired session token without a redirect, when the browser has a refresh token.
    pub(crate) fn refresh(&self, refused: &str) -> Result<Result<Decision, RefreshFailure>, Effect> {
        if !self.facts.request.is_get() {
            return Ok(Err(RefreshFailure::NonGet));
        }
        let Some(refresh_token) = self.cookies.refresh() else {
            return Ok(Err(RefreshFailure::NoRefreshCookie));
        };
        // The refresh token belongs to the cookie's session, also when it is an expired bearer token that was refused.
        let expired = self.session_cookie().unwrap_or(refused);
        let effect = match self.refresh_effect(expired, refresh_token) {
            Ok(effect) => effect,
            Err(failure) => return Ok(Err(failure)),
        };
        let cookies = match self.ask(effect)? {
            Outcome::Failed(_) => return Ok(Err(RefreshFailure::FetchError)),
            Outcome::Response { status: 200..=299, body } => match serde_json::from_slice::<Renewed>(body) {
                Ok(renewed) => renewed.cookies,
                Err(_) => Vec::new(),
            },
            Outcome::Response { body, .. } => return Ok(Err(api_failure(body))),
        };
        let cookies: Vec<String> = cookies.into_iter().filter(|cookie| self.may_be_a_header(cookie)).collect();
        if cookies.is_empty() {
            return Ok(Err(RefreshFailure::UnusableAnswer));
        }
        let Some(token) = session_token(&cookies) else {
            return Ok(Err(RefreshFailure::InvalidSessionToken));
        };
        Ok(match self.verify_session(token, &self.verification())? {
            Ok(token) => {
                let mut decision = Decision::signed_in(token, self.config.treat_pending_as_signed_out);
                decision.set_cookies = cookies;
                Ok(decision)
            }
            Err(_) => Err(RefreshFailure::InvalidSessionToken),
        })
    }

    fn refresh_effect(&self, expired: &str, refresh_token: &str) -> Result<Effect, RefreshFailure> {
        let token = self.keys.read(expired, self.now).map_err(|_| RefreshFailure::DecodeFailed)?.token;
        let session_id = token.claims().text("sid").present().filter(|sid| !sid.is_empty());
        let session_id = session_id.ok_or(RefreshFailure::MissingSid)?.to_owned();
        let body = serde_json::json!(Body {
            format: "cookie",
            expired_token: expired,
            refresh_token,
            request_origin: &self.url().map(origin).unwrap_or_default(),
            request_headers: self.request_headers(),
        });
        Ok(Effect::RefreshSession {
            session_id,
            suffixed_cookies: self.trusts_suffixed(),
            body: Secret::new(body.to_string()),
        })
    }

    fn request_headers(&self) -> BTreeMap<String, Vec<String>> {
        let headers = self.facts.request.headers();
        headers.into_iter().map(|(name, value)| (name.to_ascii_lowercase(), vec![value])).collect()
    }
}

fn api_failure(body: &[u8]) -> RefreshFailure {
    let first = serde_json::from_slice::<ApiErrors>(body).ok().and_then(|body| body.errors.into_iter().next());
    match first {
        None => RefreshFailure::UnexpectedApiError,
        Some(ApiError { code: None }) => RefreshFailure::UnusableAnswer,
        Some(ApiError { code: Some(code) }) if code == "unexpected_error" => RefreshFailure::FetchError,
        // It becomes a header's value and a query parameter.
        Some(ApiError { code: Some(code) }) => {
            RefreshFailure::Api(code.chars().filter(|char| char.is_ascii_graphic()).take(64).collect())
        }
    }
}
