use std::time::Duration;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use crate::error::ConfigError;
use crate::options::Options;
use crate::timestamp::Timestamp;

/// The headers of a delivery: its id, when it was signed, and the signatures. Clerk delivers through Svix; the second
/// family is that of the Standard Webhooks specification.
pub const WEBHOOK_HEADERS: [[&str; 3]; 2] =
    [["svix-id", "svix-timestamp", "svix-signature"], ["webhook-id", "webhook-timestamp", "webhook-signature"]];

/// As many bytes as Svix's own secrets have, and as few as Standard Webhooks allows: a text that lost its end is refused.
const SHORTEST_SECRET: usize = 24;

/// The times of Clerk's events are milliseconds, those of its published examples seconds. This many seconds are the year
/// 5138, as milliseconds 1973.
const FIRST_MILLISECONDS: u64 = 100_000_000_000;

/// What the endpoint of a webhook needs to tell Clerk's deliveries from everybody else's.
///
/// A delivery's signature is the HMAC-SHA256 of `id.timestamp.body`, in base64, under a secret that the endpoint shares
/// with Clerk.
#[derive(Debug)]
pub struct WebhookVerifier {
    keys: Vec<hmac::Key>,
    tolerance: Duration,
}

/// An event, from a delivery that is Clerk's own.
#[derive(Clone, Debug, PartialEq)]
pub struct WebhookEvent {
    /// The id of the message, which is the same whenever it is delivered again.
    pub id: String,
    /// Which secret signed it, as a name that tells nothing of it: endpoints have secrets of their own.
    pub endpoint: String,
    /// When it happened.
    pub timestamp: Option<Timestamp>,
    /// The event: a text `type`, an object `data`, and whatever else Clerk says.
    pub payload: Map<String, Value>,
}

/// Why a delivery is refused. Quotes nothing of it but times, so it may be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// A header is missing or empty.
    #[error("The header {0} is missing.")]
    HeaderMissing(&'static str),
    /// The id is none that could have been signed.
    #[error("The header {0} is no id of a message.")]
    IdInvalid(&'static str),
    /// The timestamp is no number of Unix seconds.
    #[error("The header {0} is no number of seconds.")]
    TimestampInvalid(&'static str),
    /// It was signed too long ago: perhaps somebody replays it.
    #[error("The delivery was signed {age} s ago, and {tolerance} s are tolerated.")]
    TooOld {
        /// Seconds since it was signed.
        age: i64,
        /// Seconds that would be accepted.
        tolerance: i64,
    },
    /// It claims to be signed in the future.
    #[error("The delivery was signed {ahead} s in the future, and {tolerance} s are tolerated. Is the clock right?")]
    InTheFuture {
        /// Seconds until it is signed.
        ahead: i64,
        /// Seconds that would be accepted.
        tolerance: i64,
    },
    /// No signature is one under a secret of this endpoint.
    #[error(
        "No signature matches. Is the signing secret that of this endpoint, and has nothing changed the body on its way?"
    )]
    SignatureMismatch,
    /// The signature is good, but what was signed is no event.
    #[error("The body is no event of Clerk's: a JSON object with a type and data.")]
    PayloadInvalid,
}

impl WebhookError {
    /// The machine-readable reason.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::HeaderMissing(_) => "header-missing",
            Self::IdInvalid(_) => "id-invalid",
            Self::TimestampInvalid(_) => "timestamp-invalid",
            Self::TooOld { .. } => "timestamp-too-old",
            Self::InTheFuture { .. } => "timestamp-in-the-future",
            Self::SignatureMismatch => "signature-mismatch",
            Self::PayloadInvalid => "payload-invalid",
        }
    }
}

impl WebhookVerifier {
    /// Reads the options `webhook_signing_secret` (one or, while it is rotated, several) and `tolerance` (seconds, 300
    /// unless given).
    pub fn new(options: &Map<String, Value>) -> Result<Self, ConfigError> {
        let options = Options(options);
        let tolerance = options.tolerance()?;
        let keys = options.webhook_signing_keys()?;
        if keys.is_empty() {
            return Err(ConfigError::new(
                "webhook_signing_secret",
                None,
                "is missing: set it in Clerk.configure or as CLERK_WEBHOOK_SIGNING_SECRET; it is on the page of the \
                 endpoint, under Webhooks, in the Clerk dashboard",
            ));
        }
        Ok(Self { keys, tolerance })
    }

    /// Judges a delivery by its headers, which `header` finds by their names in lower case, and by its body, byte for
    /// byte as it arrived.
    pub fn verify<'a>(
        &self,
        header: impl Fn(&str) -> Option<&'a [u8]>,
        body: &[u8],
        now: Timestamp,
    ) -> Result<WebhookEvent, WebhookError> {
        let (names, [id, timestamp, signatures]) = headers(header)?;
        let id_text = id_text(id).ok_or(WebhookError::IdInvalid(names[0]))?;
        let at = seconds(timestamp).ok_or(WebhookError::TimestampInvalid(names[1]))?;
        self.check_time(at, now)?;
        let expected: Vec<String> = self.keys.iter().map(|key| signature(key, id, timestamp, body)).collect();
        let matching = signatures
            .split(|byte| *byte == b' ')
            .filter_map(|signature| signature.strip_prefix(b"v1,"))
            .find_map(|given| expected.iter().position(|own| verify_slices_are_equal(own.as_bytes(), given).is_ok()));
        let key = matching.and_then(|at| self.keys.get(at)).ok_or(WebhookError::SignatureMismatch)?;
        WebhookEvent::read(id_text, endpoint(key), body).ok_or(WebhookError::PayloadInvalid)
    }

    /// The headers that make a delivery of a body, as Clerk would send them: signed with every secret. For tests.
    pub fn sign(&self, id: &str, at: Timestamp, body: &[u8]) -> Result<[(&'static str, String); 3], WebhookError> {
        let [names, _] = WEBHOOK_HEADERS;
        let timestamp = at.as_secs().to_string();
        if id_text(id.as_bytes()).is_none() {
            return Err(WebhookError::IdInvalid(names[0]));
        }
        if seconds(timestamp.as_bytes()).is_none() {
            return Err(WebhookError::TimestampInvalid(names[1]));
        }
        let sign = |key| format!("v1,{}", signature(key, id.as_bytes(), timestamp.as_bytes(), body));
        let signatures = self.keys.iter().map(sign).collect::<Vec<_>>().join(" ");
        Ok([(names[0], id.to_owned()), (names[1], timestamp), (names[2], signatures)])
    }

    fn check_time(&self, at: i64, now: Timestamp) -> Result<(), WebhookError> {
        let tolerance = i64::try_from(self.tolerance.as_secs()).unwrap_or(i64::MAX);
        let age = now.as_secs().saturating_sub(at);
        match age {
            _ if age > tolerance => Err(WebhookError::TooOld { age, tolerance }),
            _ if age < -tolerance => Err(WebhookError::InTheFuture { ahead: age.saturating_neg(), tolerance }),
            _ => Ok(()),
        }
    }
}

impl WebhookEvent {
    fn read(id: String, endpoint: String, body: &[u8]) -> Option<Self> {
        let payload: Map<String, Value> = serde_json::from_slice(body).ok()?;
        let is_event = payload.get("type").and_then(Value::as_str).is_some_and(|name| !name.is_empty())
            && payload.get("data").is_some_and(Value::is_object);
        let timestamp = payload.get("timestamp").and_then(Value::as_i64).map(|number| {
            let milliseconds = number.unsigned_abs() >= FIRST_MILLISECONDS;
            if milliseconds { Timestamp::from_millis(number) } else { Timestamp::from_secs(number) }
        });
        is_event.then_some(Self { id, endpoint, timestamp, payload })
    }
}

/// The first family of which no header is missing. Two families are never mixed.
fn headers<'a>(header: impl Fn(&str) -> Option<&'a [u8]>) -> Result<([&'static str; 3], [&'a [u8]; 3]), WebhookError> {
    let families = WEBHOOK_HEADERS.map(|names| {
        let values = names.map(|name| header(name).map(<[u8]>::trim_ascii).filter(|value| !value.is_empty()));
        (names, values)
    });
    for (names, values) in families {
        if let [Some(id), Some(timestamp), Some(signatures)] = values {
            return Ok((names, [id, timestamp, signatures]));
        }
    }
    let [svix, standard] = families;
    let is_standard = svix.1.iter().all(Option::is_none) && standard.1.iter().any(Option::is_some);
    let (names, values) = if is_standard { standard } else { svix };
    let missing = names.into_iter().zip(values).find(|(_, value)| value.is_none());
    Err(WebhookError::HeaderMissing(missing.map_or(names[0], |(name, _)| name)))
}

/// Without a dot, so that `id.timestamp.body` can be read in one way only.
fn id_text(id: &[u8]) -> Option<String> {
    let plain = !id.is_empty() && id.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'.');
    String::from_utf8(id.to_vec()).ok().filter(|_| plain)
}

/// Digits and nothing else: what is signed is the text, not the number.
fn seconds(text: &[u8]) -> Option<i64> {
    let digits = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(text).ok().filter(|_| digits)?.parse().ok()
}

fn endpoint(key: &hmac::Key) -> String {
    let digest = hmac::sign(key, b"the endpoint of this secret");
    BASE64_URL_SAFE_NO_PAD.encode(digest.as_ref().get(..12).unwrap_or_default())
}

fn signature(key: &hmac::Key, id: &[u8], timestamp: &[u8], body: &[u8]) -> String {
    let mut context = hmac::Context::with_key(key);
    for part in [id, b".", timestamp, b".", body] {
        context.update(part);
    }
    BASE64_STANDARD.encode(context.sign())
}

/// The key of a secret as the dashboard shows it. The error is the rule that the text breaks.
pub(crate) fn signing_key(text: &str) -> Result<hmac::Key, &'static str> {
    const RULE: &str = "must be the whole signing secret of the endpoint from the Clerk dashboard: whsec_ and the base64 \
                        of 24 bytes or more";
    let base64 = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    let bytes = base64.decode(text.strip_prefix("whsec_").unwrap_or(text)).map_err(|_| RULE)?;
    if bytes.len() < SHORTEST_SECRET {
        return Err(RULE);
    }
    Ok(hmac::Key::new(hmac::HMAC_SHA256, &bytes))
}
