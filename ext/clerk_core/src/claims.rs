use serde_json::{Map, Value};

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

    fn read<'a>(map: &'a Map<String, Value>, name: &str, convert: impl FnOnce(&'a Value) -> Option<T>) -> Self {
        match map.get(name) {
            None => Self::Absent,
            Some(value) => convert(value).map_or(Self::Malformed, Self::Present),
        }
    }
}

/// The claims of a token: its payload, a JSON object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims(Map<String, Value>);

impl Claims {
    pub(crate) fn new(map: Map<String, Value>) -> Self {
        Self(map)
    }

    /// All claims as they came.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// A claim that is a text.
    pub fn text(&self, name: &str) -> Claim<&str> {
        text(&self.0, name)
    }

    /// A claim that is a `NumericDate`.
    pub fn time(&self, name: &str) -> Claim<Timestamp> {
        Claim::read(&self.0, name, |value| value.as_f64().map(Timestamp::from_numeric_date))
    }

    /// A claim that is an object.
    pub fn object(&self, name: &str) -> Claim<&Map<String, Value>> {
        Claim::read(&self.0, name, Value::as_object)
    }

    /// A claim that is a text or a list of texts (`aud`, RFC 7519 section 4.1.3).
    pub(crate) fn texts(&self, name: &str) -> Claim<Vec<&str>> {
        Claim::read(&self.0, name, |value| match value {
            Value::String(text) => Some(vec![text.as_str()]),
            Value::Array(values) => values.iter().map(Value::as_str).collect(),
            _ => None,
        })
    }
}

/// A text in any JSON object of a token (its header, its payload, `o`).
pub(crate) fn text<'a>(map: &'a Map<String, Value>, name: &str) -> Claim<&'a str> {
    Claim::read(map, name, Value::as_str)
}
