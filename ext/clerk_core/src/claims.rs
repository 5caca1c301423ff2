use serde_json::{Map, Value};

use crate::object::{Member, Object};
use crate::timestamp::Timestamp;

/// A claim of a token: there, not there, or there with a value of the wrong type, which is never the same as absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim<T> {
    /// The claim is there and of the right type.
    Present(T),
    /// There is no such claim.
    Absent,
    /// The claim is there, but of the wrong type (`null` is one).
    Malformed,
}

impl<T> Claim<T> {
    /// The value, when it is there and of the right type.
    pub fn present(self) -> Option<T> {
        match self {
            Self::Present(value) => Some(value),
            Self::Absent | Self::Malformed => None,
        }
    }
}

/// The claims of a token: its payload, a JSON object. Its header is one too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims(Object);

impl Claims {
    pub(crate) fn new(map: &Map<String, Value>) -> Option<Self> {
        Object::new(map).map(Self)
    }

    /// All claims as they came.
    pub fn to_map(&self) -> Map<String, Value> {
        self.0.to_map()
    }

    /// Any claim.
    pub(crate) fn value(&self, name: &str) -> Option<Value> {
        self.0.get(name).map(Member::to_value)
    }

    /// A claim that is a text.
    pub fn text(&self, name: &str) -> Claim<&str> {
        self.read(name, |member| match member {
            Member::Text(text) => Some(text),
            Member::Json(_) => None,
        })
    }

    /// A claim that is a number.
    pub(crate) fn number(&self, name: &str) -> Claim<f64> {
        self.read(name, |member| match member {
            Member::Text(_) => None,
            // No other JSON value reads as one.
            Member::Json(json) => json.parse().ok(),
        })
    }

    /// A claim that is a `NumericDate`.
    pub fn time(&self, name: &str) -> Claim<Timestamp> {
        match self.number(name) {
            Claim::Present(secs) => Claim::Present(Timestamp::from_numeric_date(secs)),
            Claim::Absent => Claim::Absent,
            Claim::Malformed => Claim::Malformed,
        }
    }

    /// A claim that is an object.
    pub fn object(&self, name: &str) -> Claim<Map<String, Value>> {
        self.read(name, |member| match member.to_value() {
            Value::Object(map) => Some(map),
            _ => None,
        })
    }

    /// A claim that is a text or a list of texts (`aud`, RFC 7519 section 4.1.3).
    pub(crate) fn texts(&self, name: &str) -> Claim<Vec<String>> {
        self.read(name, |member| match member.to_value() {
            Value::String(text) => Some(vec![text]),
            Value::Array(values) => values.iter().map(|value| value.as_str().map(str::to_owned)).collect(),
            _ => None,
        })
    }

    /// What they take in memory, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.0.size()
    }

    fn read<'a, T>(&'a self, name: &str, convert: impl FnOnce(Member<'a>) -> Option<T>) -> Claim<T> {
        match self.0.get(name) {
            None => Claim::Absent,
            Some(member) => convert(member).map_or(Claim::Malformed, Claim::Present),
        }
    }
}
