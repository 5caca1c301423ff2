use std::fmt;

/// A text that must never be seen: `Debug` redacts it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps the text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that sends it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What may be shown of a secret or a key in an error message: its public prefix (`sk_test_`), never the rest.
    pub fn mask(text: &str) -> String {
        let prefix = ["sk_test_", "sk_live_", "pk_test_", "pk_live_", "whsec_", "ak_"]
            .iter()
            .find(|prefix| text.starts_with(**prefix));
        match prefix {
            Some(prefix) => format!("{prefix}****"),
            None if text.is_empty() => String::new(),
            None => "****".to_owned(),
        }
    }
}

/// What may be shown of a text that was given as something else: all of it, unless it looks like a secret that ended
/// up in the wrong place, or like a URL with a password.
pub(crate) fn conceal(text: &str) -> String {
    let is_secret = ["sk_test_", "sk_live_", "whsec_", "ak_", "-----BEGIN"].iter().any(|mark| text.contains(mark));
    let has_user = text.contains("://") && text.contains('@');
    let is_masked = text.ends_with("****");
    if (is_secret && !is_masked) || has_user { "****".to_owned() } else { text.to_owned() }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(****)")
    }
}
