use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha1::{Digest, Sha1};

/// Which kind of instance a publishable key belongs to. It decides how browsers keep their state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceType {
    /// `pk_test_…`: the browser's state travels in the URL.
    Development,
    /// `pk_live_…`: the browser's state lives in cookies of the application's own domain.
    Production,
}

/// A publishable key, taken apart: the text after `pk_test_` or `pk_live_` is the base64 of `<frontend-api-host>$`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishableKey {
    text: String,
    instance: InstanceType,
    frontend_api: String,
    cookie_suffix: String,
}

impl PublishableKey {
    /// Reads a key. The error is the rule that the text breaks.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const FORM: &str = "must be the publishable key from the Clerk dashboard: pk_test_ or pk_live_ and the base64 of \
                            the frontend API host followed by $";
        let (instance, encoded) = if let Some(rest) = text.strip_prefix("pk_test_") {
            (InstanceType::Development, rest)
        } else if let Some(rest) = text.strip_prefix("pk_live_") {
            (InstanceType::Production, rest)
        } else {
            return Err(FORM);
        };
        let base64 = GeneralPurpose::new(
            &STANDARD,
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
        );
        let decoded = base64.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(FORM)?;
        let host = decoded.strip_suffix('$').ok_or(FORM)?;
        // It becomes part of URLs and is compared with `iss`, so nothing but a host (with an optional port) may pass.
        let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'));
        if !plain || !host.contains('.') {
            return Err(FORM);
        }
        let digest = BASE64_URL_SAFE_NO_PAD.encode(Sha1::digest(text.as_bytes()));
        Ok(Self {
            text: text.to_owned(),
            instance,
            frontend_api: host.to_owned(),
            cookie_suffix: format!("_{}", digest.get(..8).unwrap_or(&digest)),
        })
    }

    /// The key as configured.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Development or production.
    pub fn instance(&self) -> InstanceType {
        self.instance
    }

    /// The host of the instance's Frontend API, which is also the host in the `iss` claim of its tokens.
    pub fn frontend_api(&self) -> &str {
        &self.frontend_api
    }

    /// What follows a cookie's name in its suffixed form (`__session_Ab3dE-_9`), so that several Clerk applications
    /// can live on one domain: `_` and the first 8 characters of the url-safe base64 of the key's SHA-1.
    pub fn cookie_suffix(&self) -> &str {
        &self.cookie_suffix
    }

    /// The base URL of the hosted account portal that belongs to the Frontend API.
    pub fn account_portal(&self) -> String {
        let host = self.frontend_api.replacen("clerk.accountsstage.", "accountsstage.", 1);
        let first = ["clerk.accounts.", "clerk."]
            .iter()
            .filter_map(|prefix| host.find(prefix).map(|at| (at, prefix.len())))
            .min_by_key(|&(at, length)| (at, std::cmp::Reverse(length)));
        match first {
            Some((at, length)) => {
                format!("https://{}accounts.{}", &host[..at], &host[at + length..])
            }
            None => format!("https://{host}"),
        }
    }
}
