use std::borrow::Cow;
use std::fmt;

/// Why a request is not (or not yet) signed in, and why a token was refused. Shown to developers in the header
/// `x-clerk-auth-reason`; the texts are those of Clerk's own SDKs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// There is a `__client_uat` cookie but no session token.
    ClientUatWithoutSessionToken,
    /// A development instance has not met this browser.
    DevBrowserMissing,
    /// A development instance sends this browser's identity in the URL.
    DevBrowserSync,
    /// Ours: the route is configured in `excluded_routes`, so nothing was looked at.
    ExcludedRoute,
    /// The URL is about another organization than the active one.
    ActiveOrganizationMismatch,
    /// Only a machine token is accepted, and there is none.
    NoTokenInHeader,
    /// A visitor from another origin, which may be a satellite domain.
    PrimaryDomainCrossOriginSync,
    /// The primary domain sends a satellite's visitor back.
    PrimaryRespondsToSyncing,
    /// A satellite domain has to fetch the session from the primary domain.
    SatelliteNeedsSyncing,
    /// No signing key has the token's `kid`.
    KidMismatch,
    /// There is neither a `jwt_key` nor a `secret_key` to find the signing key with.
    KeyFailedToResolve,
    /// The signing keys could not be loaded from the Backend API.
    KeysFailedToLoad,
    /// The Backend API does not accept the secret key.
    SecretKeyInvalid,
    /// The session token's time is up; what became of the attempt to renew it without a redirect.
    SessionTokenExpired(RefreshFailure),
    /// The session token was issued before the client last changed its sessions.
    SessionTokenIatBeforeClientUat,
    /// The session token claims to come from the future.
    SessionTokenIatInTheFuture,
    /// There is no session token where one was expected.
    SessionTokenMissing,
    /// The session token is not valid yet.
    SessionTokenNotYetValid,
    /// There is a session token but no `__client_uat` cookie.
    SessionTokenWithoutClientUat,
    /// There is neither a session token nor a `__client_uat` cookie: an ordinary anonymous visit.
    SessionTokenAndUatMissing,
    /// Expired (`exp`).
    TokenExpired,
    /// `iat` is in the future.
    TokenIatInTheFuture,
    /// Not a JWT, or one of a form that Clerk does not issue.
    TokenInvalid,
    /// An algorithm other than RS256, RS384 and RS512, or not the key's own.
    TokenInvalidAlgorithm,
    /// `azp` is not one of `authorized_parties`.
    TokenInvalidAuthorizedParties,
    /// `iss` is not this instance, or not the configured `issuer`.
    TokenInvalidIssuer,
    /// The signature does not match.
    TokenInvalidSignature,
    /// Not valid yet (`nbf`).
    TokenNotActiveYet,
    /// A token of another class (JWT template, machine token) where a session token is wanted.
    TokenTypeMismatch,
    /// A claim is missing, of the wrong type, or for somebody else.
    TokenVerificationFailed,
    /// Something outside the token: the network failed while the keys were loaded.
    UnexpectedError,
}

impl Reason {
    /// Every reason that needs no more than its name.
    pub const SIMPLE: [Self; 30] = [
        Self::ClientUatWithoutSessionToken,
        Self::DevBrowserMissing,
        Self::DevBrowserSync,
        Self::ExcludedRoute,
        Self::ActiveOrganizationMismatch,
        Self::NoTokenInHeader,
        Self::PrimaryDomainCrossOriginSync,
        Self::PrimaryRespondsToSyncing,
        Self::SatelliteNeedsSyncing,
        Self::KidMismatch,
        Self::KeyFailedToResolve,
        Self::KeysFailedToLoad,
        Self::SecretKeyInvalid,
        Self::SessionTokenIatBeforeClientUat,
        Self::SessionTokenIatInTheFuture,
        Self::SessionTokenMissing,
        Self::SessionTokenNotYetValid,
        Self::SessionTokenWithoutClientUat,
        Self::SessionTokenAndUatMissing,
        Self::TokenExpired,
        Self::TokenIatInTheFuture,
        Self::TokenInvalid,
        Self::TokenInvalidAlgorithm,
        Self::TokenInvalidAuthorizedParties,
        Self::TokenInvalidIssuer,
        Self::TokenInvalidSignature,
        Self::TokenNotActiveYet,
        Self::TokenTypeMismatch,
        Self::TokenVerificationFailed,
        Self::UnexpectedError,
    ];

    /// The text of the reason.
    pub fn as_str(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::ClientUatWithoutSessionToken => "client-uat-but-no-session-token",
            Self::DevBrowserMissing => "dev-browser-missing",
            Self::DevBrowserSync => "dev-browser-sync",
            Self::ExcludedRoute => "excluded-route",
            Self::ActiveOrganizationMismatch => "active-organization-mismatch",
            Self::NoTokenInHeader => "No token in header",
            Self::PrimaryDomainCrossOriginSync => "primary-domain-cross-origin-sync",
            Self::PrimaryRespondsToSyncing => "primary-responds-to-syncing",
            Self::SatelliteNeedsSyncing => "satellite-needs-syncing",
            Self::KidMismatch => "jwk-kid-mismatch",
            Self::KeyFailedToResolve => "jwk-failed-to-resolve",
            Self::KeysFailedToLoad => "jwk-remote-failed-to-load",
            Self::SecretKeyInvalid => "secret-key-invalid",
            Self::SessionTokenExpired(failure) => {
                return Cow::Owned(format!("session-token-expired-refresh-{}", failure.as_str()));
            }
            Self::SessionTokenIatBeforeClientUat => "session-token-iat-before-client-uat",
            Self::SessionTokenIatInTheFuture => "session-token-iat-in-the-future",
            Self::SessionTokenMissing => "session-token-missing",
            Self::SessionTokenNotYetValid => "session-token-nbf",
            Self::SessionTokenWithoutClientUat => "session-token-but-no-client-uat",
            Self::SessionTokenAndUatMissing => "session-token-and-uat-missing",
            Self::TokenExpired => "token-expired",
            Self::TokenIatInTheFuture => "token-iat-in-the-future",
            Self::TokenInvalid => "token-invalid",
            Self::TokenInvalidAlgorithm => "token-invalid-algorithm",
            Self::TokenInvalidAuthorizedParties => "token-invalid-authorized-parties",
            Self::TokenInvalidIssuer => "token-invalid-issuer",
            Self::TokenInvalidSignature => "token-invalid-signature",
            Self::TokenNotActiveYet => "token-not-active-yet",
            Self::TokenTypeMismatch => "token-type-mismatch",
            Self::TokenVerificationFailed => "token-verification-failed",
            Self::UnexpectedError => "unexpected-error",
        })
    }

    /// Whether a token was there and is no good, so that another one might be (RFC 6750 section 3.1: `invalid_token`).
    pub fn is_about_a_token(&self) -> bool {
        matches!(
            self,
            Self::KidMismatch
                | Self::SessionTokenExpired(_)
                | Self::SessionTokenIatBeforeClientUat
                | Self::SessionTokenIatInTheFuture
                | Self::SessionTokenNotYetValid
                | Self::TokenExpired
                | Self::TokenIatInTheFuture
                | Self::TokenInvalid
                | Self::TokenInvalidAlgorithm
                | Self::TokenInvalidAuthorizedParties
                | Self::TokenInvalidIssuer
                | Self::TokenInvalidSignature
                | Self::TokenNotActiveYet
                | Self::TokenTypeMismatch
                | Self::TokenVerificationFailed
        )
    }

    /// Whether it may pass by itself: the browser has a session whose token Clerk's JavaScript renews every minute, or
    /// the keys could not be had just now. Who can only ask again (a WebSocket) should then ask again.
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::ClientUatWithoutSessionToken
                | Self::KeysFailedToLoad
                | Self::SessionTokenExpired(_)
                | Self::SessionTokenIatBeforeClientUat
                | Self::SessionTokenIatInTheFuture
                | Self::SessionTokenNotYetValid
                | Self::SessionTokenWithoutClientUat
                | Self::UnexpectedError
        )
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.as_str())
    }
}

/// Why an expired session token was not renewed on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefreshFailure {
    /// Only a GET is renewed.
    NonGet,
    /// The browser has no `__refresh` cookie.
    NoRefreshCookie,
    /// The session cookie is no token (then a bearer token had expired).
    DecodeFailed,
    /// The expired token has no `sid` claim to renew.
    MissingSid,
    /// The Backend API could not be reached.
    FetchError,
    /// The Backend API answered with an error of this code.
    Api(String),
    /// The Backend API answered with an error that is not in its own form.
    UnexpectedApiError,
    /// The Backend API answered with neither cookies nor the code of an error.
    UnusableAnswer,
    /// The renewed session token does not verify.
    InvalidSessionToken,
}

impl RefreshFailure {
    fn as_str(&self) -> &str {
        match self {
            Self::NonGet => "non-eligible-non-get",
            Self::NoRefreshCookie => "non-eligible-no-refresh-cookie",
            Self::DecodeFailed => "expired-session-token-decode-failed",
            Self::MissingSid => "expired-session-token-missing-sid-claim",
            Self::FetchError => "fetch-error",
            Self::Api(code) => code,
            Self::UnexpectedApiError => "unexpected-bapi-error",
            Self::UnusableAnswer => "unexpected-sdk-error",
            Self::InvalidSessionToken => "invalid-session-token",
        }
    }
}
