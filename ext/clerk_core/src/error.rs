use crate::reason::Reason;
use crate::secret::conceal;

/// The application's fault: a configuration that cannot work. Its message names the option, the value (secrets masked)
/// and the rule, so that it can be shown as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{option}{}: {rule}", shown(.value))]
pub struct ConfigError {
    option: String,
    value: Option<String>,
    rule: String,
}

fn shown(value: &Option<String>) -> String {
    value.as_ref().map(|value| format!(" ({value})")).unwrap_or_default()
}

impl ConfigError {
    pub(crate) fn new(option: &str, value: impl Into<Option<String>>, rule: impl Into<String>) -> Self {
        let value = value.into().map(|value| conceal(&value));
        Self { option: option.to_owned(), value, rule: rule.into() }
    }

    /// The name of the option.
    pub fn option(&self) -> &str {
        &self.option
    }
}

/// A token's fault (or, for the `jwk-…` reasons, the keys'): why it is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} (reason={reason})")]
pub struct TokenError {
    /// The machine-readable reason, as Clerk's SDKs name it.
    pub reason: Reason,
    /// One sentence for a developer. It quotes nothing of the token but times, so it may be logged.
    pub message: String,
}

impl TokenError {
    pub(crate) fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into() }
    }
}
