use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::decision::TokenType;
use crate::secret::Secret;

/// What stands for itself in one segment of a path or one value of a query. A dot does not: `..` is another path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'-');

/// The HTTP method of an [`Effect`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
}

/// The one thing that must be known before a request can be decided: a call to Clerk's Backend API, as data.
///
/// The caller sends it to the configured `api_url` with [`Config::secret_for`](crate::Config::secret_for) its path as
/// bearer token, and hands back the [`Outcome`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Load the instance's signing keys. Its answer belongs into the [`Keys`](crate::Keys), not into the facts,
    /// because every request shares it.
    FetchKeys {
        /// Whether the keys at hand are good but lack the `kid` that a token names.
        unknown_kid: bool,
    },
    /// Exchange the nonce of a handshake for its cookies.
    FetchHandshake {
        /// The nonce from the query or the cookie.
        nonce: Secret,
    },
    /// Ask whether an opaque machine token is good.
    VerifyMachineToken {
        /// Its kind.
        token_type: TokenType,
        /// The token.
        token: Secret,
    },
    /// Renew an expired session token.
    RefreshSession {
        /// The session's id, from the expired token.
        session_id: String,
        /// Whether the answer's cookies shall be suffixed.
        suffixed_cookies: bool,
        /// The JSON body. It holds the browser's refresh token.
        body: Secret,
    },
}

impl Effect {
    /// The method of the call.
    pub fn method(&self) -> Method {
        match self {
            Self::FetchKeys { .. } | Self::FetchHandshake { .. } => Method::Get,
            Self::RefreshSession { .. } | Self::VerifyMachineToken { .. } => Method::Post,
        }
    }

    /// The path and query of the call, below `api_url`. What comes from a request is percent-encoded.
    pub fn path(&self) -> String {
        let encode = |text| utf8_percent_encode(text, SEGMENT);
        match self {
            Self::FetchKeys { .. } => "/v1/jwks".to_owned(),
            Self::FetchHandshake { nonce } => {
                format!("/v1/clients/handshake_payload?nonce={}", encode(nonce.expose()))
            }
            // These have no version in their path in Clerk's SDKs.
            Self::VerifyMachineToken { token_type, .. } => match token_type {
                TokenType::ApiKey => "/api_keys/verify".to_owned(),
                TokenType::OAuthToken => "/oauth_applications/access_tokens/verify".to_owned(),
                TokenType::M2mToken | TokenType::SessionToken => "/m2m_tokens/verify".to_owned(),
            },
            Self::RefreshSession { session_id, suffixed_cookies, .. } => {
                let query = if *suffixed_cookies { "?suffixed_cookies=true" } else { "" };
                format!("/v1/sessions/{}/refresh{query}", encode(session_id))
            }
        }
    }

    /// The JSON body of the call, if it has one.
    pub fn body(&self) -> Option<Secret> {
        match self {
            Self::FetchKeys { .. } | Self::FetchHandshake { .. } => None,
            Self::RefreshSession { body, .. } => Some(body.clone()),
            Self::VerifyMachineToken { token_type, token } => {
                let name = match token_type {
                    TokenType::ApiKey => "secret",
                    TokenType::OAuthToken => "access_token",
                    TokenType::M2mToken | TokenType::SessionToken => "token",
                };
                Some(Secret::new(serde_json::json!({ name: token.expose() }).to_string()))
            }
        }
    }
}

/// What became of an [`Effect`].
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The API answered.
    Response {
        /// The HTTP status.
        status: u16,
        /// The body, whatever it is.
        body: Vec<u8>,
    },
    /// No answer came: no connection, a timeout, a broken one. The text is for the log.
    Failed(String),
}

/// Shows the status without the body, which may hold tokens.
impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Response { status, body } => write!(f, "Response({status}, {} bytes)", body.len()),
            Self::Failed(problem) => write!(f, "Failed({problem})"),
        }
    }
}

/// An effect and its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was asked.
    pub effect: Effect,
    /// What came back.
    pub outcome: Outcome,
}
