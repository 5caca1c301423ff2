use std::sync::Arc;
use std::time::Duration;

use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;

use crate::effect::Outcome;
use crate::error::TokenError;
use crate::reason::Reason;
use crate::secret::Secret;
use crate::timestamp::Timestamp;
use crate::token::Token;
use crate::verified_tokens::VerifiedTokens;

/// How long a key set is fresh.
const FRESH: Duration = Duration::from_secs(5 * 60);
/// How long a key set keeps serving when it cannot be refreshed.
const USABLE: Duration = Duration::from_secs(24 * 60 * 60);
/// How often unknown `kid`s may cause a fetch, whatever clients send.
const UNKNOWN_KID_INTERVAL: Duration = Duration::from_secs(30);
/// How long a fetch may be under way before its slot is given to another caller.
const REFRESH_SLOT: Duration = Duration::from_secs(15);

/// How many verified tokens are remembered, unless configured otherwise.
pub(crate) const TOKEN_CACHE_SIZE: usize = 10_000;

/// A signing key of an instance.
#[derive(Debug)]
pub(crate) struct Key {
    decoding: DecodingKey,
    algorithm: Option<Algorithm>,
}

impl Key {
    /// The key to verify a signature of this algorithm with; `None` when the key is for another algorithm.
    pub(crate) fn for_algorithm(&self, algorithm: Algorithm) -> Option<&DecodingKey> {
        self.algorithm.is_none_or(|own| own == algorithm).then_some(&self.decoding)
    }
}

/// A set of signing keys: a JSON Web Key Set (RFC 7517 section 5), or one PEM that serves every `kid`. It remembers the
/// tokens that it has verified.
#[derive(Debug)]
pub struct KeySet {
    kind: Kind,
    verified: VerifiedTokens,
}

#[derive(Debug)]
enum Kind {
    /// The key and the PEM's text, which whoever mixes keys up may have taken from the private one.
    Pem(Key, Secret),
    Jwks(Vec<(Jwk, Key)>),
}

#[derive(Deserialize)]
struct Jwks {
    keys: Vec<Value>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Jwk {
    kid: String,
    kty: String,
    n: String,
    e: String,
    alg: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
}

impl KeySet {
    /// From the PEM of an RSA public key. The error is the rule that the text breaks.
    pub fn from_pem(pem: &str) -> Result<Self, &'static str> {
        const RULE: &str = "must be the PEM of an RSA public key (-----BEGIN PUBLIC KEY-----), from the API keys page of \
                            the Clerk dashboard";
        // A PEM that went through an environment variable often has its line breaks escaped.
        let pem = pem.replace("\\n", "\n");
        let pem = pem.trim();
        let decoding = DecodingKey::from_rsa_pem(pem.as_bytes()).map_err(|_| RULE)?;
        Ok(Self::new(Kind::Pem(Key { decoding, algorithm: Some(Algorithm::RS256) }, Secret::new(pem))))
    }

    /// From the JSON of a key set. Keys that cannot verify a session token (other types, other uses) are passed over;
    /// `None` when no key is left.
    pub fn from_jwks(json: &[u8]) -> Option<Self> {
        Self::from_json(serde_json::from_slice(json).ok()?)
    }

    fn from_json(json: Value) -> Option<Self> {
        let set: Jwks = serde_json::from_value(json).ok()?;
        let keys: Vec<(Jwk, Key)> = set.keys.into_iter().filter_map(signing_key).collect();
        (!keys.is_empty()).then(|| Self::new(Kind::Jwks(keys)))
    }

    fn new(kind: Kind) -> Self {
        Self { kind, verified: VerifiedTokens::new(TOKEN_CACHE_SIZE) }
    }

    /// The same keys with a memory for so many verified tokens; 0 remembers none.
    pub(crate) fn remembering(self, tokens: usize) -> Self {
        Self { verified: VerifiedTokens::new(tokens), ..self }
    }

    pub(crate) fn find(&self, kid: Option<&str>) -> Option<&Key> {
        match &self.kind {
            Kind::Pem(key, _) => Some(key),
            Kind::Jwks(keys) => keys.iter().find(|(jwk, _)| Some(jwk.kid.as_str()) == kid).map(|(_, key)| key),
        }
    }

    pub(crate) fn has_the_keys_of(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Pem(_, own), Kind::Pem(_, other)) => own == other,
            (Kind::Jwks(own), Kind::Jwks(other)) => own.iter().map(|(jwk, _)| jwk).eq(other.iter().map(|(jwk, _)| jwk)),
            _ => false,
        }
    }

    /// Remembers, until then, a token whose signature one of its keys has verified.
    pub(crate) fn remember(&self, token: &Arc<Token>, until: Timestamp, now: Timestamp) {
        self.verified.remember(token, until, now);
    }
}

fn signing_key(jwk: Value) -> Option<(Jwk, Key)> {
    let jwk: Jwk = serde_json::from_value(jwk).ok()?;
    if jwk.kty != "RSA" || jwk.usage.as_ref().is_some_and(|usage| usage != "sig") {
        return None;
    }
    let algorithm = match &jwk.alg {
        None => None,
        Some(name) => Some(rsa_algorithm(name)?),
    };
    let decoding = DecodingKey::from_rsa_components(&jwk.n, &jwk.e).ok()?;
    Some((jwk, Key { decoding, algorithm }))
}

/// The algorithms of Clerk's tokens (RFC 7518 section 3.3). Never `none`, never an HMAC with a public key.
pub(crate) fn rsa_algorithm(name: &str) -> Option<Algorithm> {
    match name {
        "RS256" => Some(Algorithm::RS256),
        "RS384" => Some(Algorithm::RS384),
        "RS512" => Some(Algorithm::RS512),
        _ => None,
    }
}

/// The signing keys of one instance and what is known about their age. One value an instance, shared by its requests;
/// a copy is cheap and serves one request.
///
/// The rules: fresh for 5 minutes; a stale set keeps serving while one caller refreshes it, for up to 24 hours when
/// refreshing fails; an unknown `kid` causes one fetch every 30 seconds at most; a failed fetch never discards good
/// keys, and without keys it is tried again after 1, 2, 4 … 30 seconds.
#[derive(Clone, Debug)]
pub struct Keys {
    set: Option<Arc<KeySet>>,
    /// How many verified tokens each set remembers.
    token_cache_size: usize,
    /// When `set` was loaded; `None` for a local key, which does not age.
    loaded_at: Option<Timestamp>,
    failed: Option<Failed>,
    unknown_kid_at: Option<Timestamp>,
    refreshing_since: Option<Timestamp>,
}

#[derive(Clone, Debug)]
struct Failed {
    at: Timestamp,
    times: u32,
    error: TokenError,
}

impl Failed {
    fn backs_off(&self, now: Timestamp) -> bool {
        let pause = Duration::from_secs(1 << self.times.saturating_sub(1).min(5)).min(UNKNOWN_KID_INTERVAL);
        is_within(self.at, pause, now)
    }
}

impl Default for Keys {
    fn default() -> Self {
        Self::remembering(TOKEN_CACHE_SIZE)
    }
}

/// A token to be judged, and whose keys have verified its signature already.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) token: Arc<Token>,
    verified_by: Option<Arc<KeySet>>,
}

impl Candidate {
    pub(crate) fn is_verified_by(&self, set: &Arc<KeySet>) -> bool {
        self.verified_by.as_ref().is_some_and(|by| Arc::ptr_eq(by, set))
    }
}

/// What [`Keys::find`] found.
pub(crate) enum Found {
    /// The set with the key.
    Set(Arc<KeySet>),
    /// The keys must be fetched first.
    Fetch { unknown_kid: bool },
    /// There is no such key, or no keys at all.
    Nothing(TokenError),
}

impl Keys {
    /// One key that is known beforehand (`jwt_key`): never fetched, never stale.
    pub fn local(set: impl Into<Arc<KeySet>>) -> Self {
        Self { set: Some(set.into()), ..Self::default() }
    }

    /// No keys yet; those that will be loaded remember so many verified tokens, 0 for none.
    pub(crate) fn remembering(tokens: usize) -> Self {
        Self {
            set: None,
            token_cache_size: tokens,
            loaded_at: None,
            failed: None,
            unknown_kid_at: None,
            refreshing_since: None,
        }
    }

    /// Takes a JWT apart, unless it is one of the verified ones.
    pub(crate) fn read(&self, text: &str, now: Timestamp) -> Result<Candidate, TokenError> {
        if let Some(set) = &self.set
            && let Some(token) = set.verified.recall(text, now)
        {
            return Ok(Candidate { token, verified_by: Some(Arc::clone(set)) });
        }
        Token::decode(text).map(|token| Candidate { token: Arc::new(token), verified_by: None })
    }

    pub(crate) fn find(&self, kid: Option<&str>, now: Timestamp) -> Found {
        let usable = self.set.as_ref().filter(|_| self.loaded_at.is_none_or(|at| now.since(at) < USABLE));
        match (usable, &self.failed) {
            (Some(set), _) if set.find(kid).is_some() => Found::Set(Arc::clone(set)),
            (Some(_), failed) => {
                let limited = self.unknown_kid_at.is_some_and(|at| is_within(at, UNKNOWN_KID_INTERVAL, now));
                if kid.is_none()
                    || self.loaded_at.is_none()
                    || limited
                    || failed.as_ref().is_some_and(|failed| failed.backs_off(now))
                {
                    Found::Nothing(TokenError::new(
                        Reason::KidMismatch,
                        "No signing key of this instance has the token's kid. Are the secret key and the publishable \
                         key of the same instance as the token?",
                    ))
                } else {
                    Found::Fetch { unknown_kid: true }
                }
            }
            (None, Some(failed)) if failed.backs_off(now) => Found::Nothing(failed.error.clone()),
            (None, _) => Found::Fetch { unknown_kid: false },
        }
    }

    /// Whether the keys are known well enough but are old, and nobody is refreshing them.
    pub fn is_refresh_due(&self, now: Timestamp) -> bool {
        let stale = self.loaded_at.is_some_and(|at| !is_within(at, FRESH, now));
        let backs_off = || self.failed.as_ref().is_some_and(|failed| is_within(failed.at, UNKNOWN_KID_INTERVAL, now));
        let taken = || self.refreshing_since.is_some_and(|at| is_within(at, REFRESH_SLOT, now));
        stale && !backs_off() && !taken()
    }

    /// Whether a [refresh is due](Self::is_refresh_due). `true` reserves it for the caller, which shall fetch the keys
    /// when that delays nobody, and [`learn`](Self::learn) what it got; others go on with the old keys.
    pub fn claim_refresh(&mut self, now: Timestamp) -> bool {
        let claimed = self.is_refresh_due(now);
        if claimed {
            self.refreshing_since = Some(now);
        }
        claimed
    }

    /// Takes in what became of a fetch. Good keys are kept when it failed; the error says why, for the log.
    pub fn learn(&mut self, outcome: &Outcome, unknown_kid: bool, now: Timestamp) -> Result<(), TokenError> {
        self.refreshing_since = None;
        if unknown_kid {
            self.unknown_kid_at = Some(now);
        }
        match read(outcome) {
            Ok(set) => {
                // The same keys again: what they have verified stays so.
                if !self.set.as_ref().is_some_and(|old| old.has_the_keys_of(&set)) {
                    self.set = Some(Arc::new(set.remembering(self.token_cache_size)));
                }
                self.loaded_at = Some(now);
                self.failed = None;
                Ok(())
            }
            Err(error) => {
                let times = self.failed.as_ref().map_or(0, |failed| failed.times).saturating_add(1);
                self.failed = Some(Failed { at: now, times, error: error.clone() });
                Err(error)
            }
        }
    }
}

/// Whether less than `pause` has passed since `at`. A moment in the future is over: the clock was set back.
fn is_within(at: Timestamp, pause: Duration, now: Timestamp) -> bool {
    at <= now && now.since(at) < pause
}

fn read(outcome: &Outcome) -> Result<KeySet, TokenError> {
    let (status, body) = match outcome {
        Outcome::Response { status, body } => (*status, serde_json::from_slice::<Value>(body)),
        Outcome::Failed(_) => {
            let message = "The Backend API cannot be reached for the signing keys.";
            return Err(TokenError::new(Reason::UnexpectedError, message));
        }
    };
    match (status, body) {
        (200..=299, Ok(json @ (Value::Object(_) | Value::Array(_)))) => KeySet::from_json(json).ok_or_else(|| {
            TokenError::new(Reason::KeysFailedToLoad, "The Backend API's key set has no usable signing key.")
        }),
        (200..=299, _) | (_, Err(_)) => Err(TokenError::new(
            Reason::UnexpectedError,
            format!("The Backend API's answer ({status}) about the signing keys is unreadable."),
        )),
        (_, Ok(json)) if names_error(&json, "clerk_key_invalid") => Err(TokenError::new(
            Reason::SecretKeyInvalid,
            "The Backend API does not accept the secret key. Copy it anew from the Clerk dashboard.",
        )),
        (_, Ok(_)) => Err(TokenError::new(
            Reason::KeysFailedToLoad,
            format!("The Backend API answered {status} when asked for the signing keys."),
        )),
    }
}

/// Whether an answer in Clerk's form has an error of this code.
fn names_error(json: &Value, code: &str) -> bool {
    let errors = json.get("errors").and_then(Value::as_array);
    errors.into_iter().flatten().any(|error| error.get("code").and_then(Value::as_str) == Some(code))
}
