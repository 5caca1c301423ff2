use std::time::Duration;

use aws_lc_rs::hmac;
use serde_json::{Map, Value};
use url::Url;

use crate::config::{Accepts, MissingAzp, ProxyUrl, Satellite};
use crate::decision::TokenType;
use crate::error::ConfigError;
use crate::keys::{KeySet, TOKEN_CACHE_SIZE};
use crate::path_pattern::PathPattern;
use crate::publishable_key::{InstanceType, PublishableKey};
use crate::secret::Secret;
use crate::token::TokenClass;
use crate::webhook;

/// Reads single options.
pub(crate) struct Options<'a>(pub(crate) &'a Map<String, Value>);

impl Options<'_> {
    fn given(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    fn text(&self, name: &str) -> Result<Option<&str>, ConfigError> {
        match self.given(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(wrong_type(name, other, "must be a text")),
        }
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, ConfigError> {
        match self.given(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(other) => Err(wrong_type(name, other, "must be true or false")),
        }
    }

    pub(crate) fn texts(&self, name: &str) -> Result<Vec<String>, ConfigError> {
        const RULE: &str = "must be a text or a list of texts, none of them empty";
        let texts = match self.given(name) {
            None => return Ok(Vec::new()),
            Some(Value::String(text)) => Some(vec![text.clone()]),
            Some(Value::Array(values)) => values.iter().map(|value| value.as_str().map(str::to_owned)).collect(),
            Some(_) => None,
        };
        texts
            .filter(|texts| texts.iter().all(|text| !text.is_empty()))
            .ok_or_else(|| ConfigError::new(name, self.given(name).map(Value::to_string), RULE))
    }

    pub(crate) fn publishable_key(&self, needed: bool) -> Result<Option<PublishableKey>, ConfigError> {
        match self.text("publishable_key")? {
            Some(text) => PublishableKey::parse(text)
                .map(Some)
                .map_err(|rule| ConfigError::new("publishable_key", Secret::mask(text), rule)),
            None if !needed => Ok(None),
            None => Err(ConfigError::new(
                "publishable_key",
                None,
                "is missing: set it in Clerk.configure or as CLERK_PUBLISHABLE_KEY; it is on the API keys page of the \
                 Clerk dashboard",
            )),
        }
    }

    pub(crate) fn secret_key(&self, key: Option<&PublishableKey>, needed: bool) -> Result<Option<Secret>, ConfigError> {
        let Some(text) = self.text("secret_key")? else {
            return if needed {
                Err(ConfigError::new(
                    "secret_key",
                    None,
                    "is missing: set it in Clerk.configure or as CLERK_SECRET_KEY; it is on the API keys page of the \
                     Clerk dashboard",
                ))
            } else {
                Ok(None)
            };
        };
        let fault = |rule: &str| Err(ConfigError::new("secret_key", Secret::mask(text), rule));
        let instance = match text {
            _ if text.starts_with("sk_test_") => InstanceType::Development,
            _ if text.starts_with("sk_live_") => InstanceType::Production,
            _ => return fault("must start with sk_test_ or sk_live_"),
        };
        if !is_whole_secret(text, "sk_test_".len()) {
            return fault("must be the whole secret key, without white space");
        }
        if key.is_some_and(|key| key.instance() != instance) {
            return fault("must be of the same instance as the publishable_key: both test or both live");
        }
        Ok(Some(Secret::new(text)))
    }

    pub(crate) fn machine_secret_key(&self) -> Result<Option<Secret>, ConfigError> {
        match self.text("machine_secret_key")? {
            None => Ok(None),
            Some(text) if text.starts_with("ak_") && is_whole_secret(text, "ak_".len()) => Ok(Some(Secret::new(text))),
            Some(text) => Err(ConfigError::new(
                "machine_secret_key",
                Secret::mask(text),
                "must be the secret key of a machine: it starts with ak_ and has no white space",
            )),
        }
    }

    /// The keys of `webhook_signing_secret`, a text or a list; none when it is not given.
    pub(crate) fn webhook_signing_keys(&self) -> Result<Vec<hmac::Key>, ConfigError> {
        const NAME: &str = "webhook_signing_secret";
        let texts = match self.given(NAME) {
            None => return Ok(Vec::new()),
            Some(Value::Array(values)) => values.iter().map(Value::as_str).collect(),
            Some(value) => value.as_str().map(|text| vec![text]),
        };
        let Some(texts): Option<Vec<&str>> = texts else {
            return Err(ConfigError::new(NAME, Secret::mask("?"), "must be a text or a list of texts"));
        };
        texts
            .into_iter()
            .map(|text| webhook::signing_key(text).map_err(|rule| ConfigError::new(NAME, Secret::mask(text), rule)))
            .collect()
    }

    /// The seconds by which a webhook's timestamp may differ from the present.
    pub(crate) fn tolerance(&self) -> Result<Duration, ConfigError> {
        const RULE: &str = "must be a number of seconds from 0 to 86400";
        match self.given("tolerance") {
            None => Ok(Duration::from_secs(300)),
            Some(value) => value
                .as_f64()
                .filter(|seconds| (0.0..=86_400.0).contains(seconds))
                .map(Duration::from_secs_f64)
                .ok_or_else(|| ConfigError::new("tolerance", value.to_string(), RULE)),
        }
    }

    pub(crate) fn accepts(&self) -> Result<Accepts, ConfigError> {
        const RULE: &str = "must be :session_token, :api_key, :m2m_token or :oauth_token, a list of them, or :any";
        let one = |value: &Value| value.as_str().and_then(TokenType::named);
        let Some(value) = self.given("accepts_token") else {
            return Ok(Accepts::One(TokenType::SessionToken));
        };
        match value {
            Value::String(name) if name == "any" => Some(Accepts::Any),
            Value::String(_) => one(value).map(Accepts::One),
            Value::Array(values) if !values.is_empty() => {
                values.iter().map(one).collect::<Option<Vec<_>>>().map(Accepts::List)
            }
            _ => None,
        }
        .ok_or_else(|| ConfigError::new("accepts_token", value.to_string(), RULE))
    }

    pub(crate) fn domain(&self) -> Result<Option<String>, ConfigError> {
        match self.text("domain")? {
            None => Ok(None),
            Some(host) => {
                let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'));
                if plain && !host.is_empty() {
                    Ok(Some(host.to_owned()))
                } else {
                    Err(ConfigError::new("domain", host.to_owned(), "must be a host, such as satellite.example.com"))
                }
            }
        }
    }

    pub(crate) fn satellite(
        &self,
        key: Option<&PublishableKey>,
        proxy_url: Option<&ProxyUrl>,
        domain: Option<&str>,
    ) -> Result<Option<Satellite>, ConfigError> {
        let auto_sync = self.flag("satellite_auto_sync")?.unwrap_or(false);
        if !self.flag("is_satellite")?.unwrap_or(false) {
            return Ok(None);
        }
        if proxy_url.is_none() && domain.is_none() {
            return Err(ConfigError::new("domain", None, "is missing: a satellite needs its domain or a proxy_url"));
        }
        let development = key.is_some_and(|key| key.instance() == InstanceType::Development);
        let sign_in_url = self.text("sign_in_url")?;
        let elsewhere = sign_in_url.is_some_and(|url| is_http_url(url) && !is_at(url, domain));
        if development && !elsewhere {
            return Err(ConfigError::new(
                "sign_in_url",
                sign_in_url.map(str::to_owned),
                "must be the absolute URL of the sign-in page on the primary domain: a satellite of a development \
                 instance syncs through it",
            ));
        }
        Ok(Some(Satellite { auto_sync }))
    }

    pub(crate) fn path_patterns(&self, name: &str) -> Result<Vec<PathPattern>, ConfigError> {
        let patterns = self.texts(name)?;
        patterns
            .iter()
            .map(|pattern| PathPattern::parse(pattern).map_err(|rule| ConfigError::new(name, pattern.clone(), rule)))
            .collect()
    }

    pub(crate) fn token_cache_size(&self) -> Result<usize, ConfigError> {
        const RULE: &str = "must be a whole number of tokens from 0 (remembers none) to 10000000";
        match self.given("token_cache_size") {
            None => Ok(TOKEN_CACHE_SIZE),
            // A number from an environment variable has a decimal point.
            Some(value) => value
                .as_f64()
                .filter(|size| (0.0..=10_000_000.0).contains(size) && size.fract() == 0.0)
                .map(|size| size as usize)
                .ok_or_else(|| ConfigError::new("token_cache_size", value.to_string(), RULE)),
        }
    }

    pub(crate) fn jwt_key(&self) -> Result<Option<KeySet>, ConfigError> {
        match self.text("jwt_key")? {
            None => Ok(None),
            Some(pem) => match KeySet::from_pem(pem) {
                Ok(set) => Ok(Some(set)),
                Err(rule) => Err(ConfigError::new("jwt_key", None, rule)),
            },
        }
    }

    pub(crate) fn absolute_url(&self, name: &str) -> Result<Option<String>, ConfigError> {
        match self.text(name)? {
            None => Ok(None),
            Some(text) => parse_base_url(text).map(Some).ok_or_else(|| {
                ConfigError::new(
                    name,
                    text.to_owned(),
                    "must be an absolute http or https URL without query or fragment",
                )
            }),
        }
    }

    /// A page of the application or of the account portal: an absolute URL, or a path.
    pub(crate) fn page_url(&self, name: &str) -> Result<Option<String>, ConfigError> {
        const RULE: &str = "must be an absolute http or https URL, or a path that starts with one /";
        match self.text(name)? {
            None => Ok(None),
            Some(text) if is_path(text) || is_http_url(text) => Ok(Some(text.to_owned())),
            Some(text) => Err(ConfigError::new(name, text.to_owned(), RULE)),
        }
    }

    pub(crate) fn proxy_url(&self) -> Result<Option<ProxyUrl>, ConfigError> {
        const RULE: &str = "must be an absolute http or https URL, or a path that starts with one /";
        match self.text("proxy_url")? {
            None => Ok(None),
            Some(path) if is_path(path) => Ok(Some(ProxyUrl::Path(path.trim_end_matches('/').to_owned()))),
            Some(text) => match parse_base_url(text) {
                Some(url) => Ok(Some(ProxyUrl::Absolute(url))),
                None => Err(ConfigError::new("proxy_url", text.to_owned(), RULE)),
            },
        }
    }

    pub(crate) fn excluded_routes(&self) -> Result<Vec<String>, ConfigError> {
        let routes = self.texts("excluded_routes")?;
        match routes.iter().find(|route| !route.starts_with('/')) {
            None => Ok(routes),
            Some(route) => Err(ConfigError::new(
                "excluded_routes",
                route.clone(),
                "must be paths that start with /, where * stands for any characters",
            )),
        }
    }

    pub(crate) fn authorized_parties(&self) -> Result<Vec<String>, ConfigError> {
        const RULE: &str = "must be origins, such as https://www.example.com, without path or trailing slash";
        let parties = self.texts("authorized_parties")?;
        // Schemes other than http (chrome-extension:) and bare names are compared with `azp` as they are.
        let is_no_origin = |party: &&String| {
            Url::parse(party)
                .is_ok_and(|url| url.scheme().starts_with("http") && url.origin().ascii_serialization() != **party)
        };
        match parties.iter().find(is_no_origin) {
            None => Ok(parties),
            Some(party) => Err(ConfigError::new("authorized_parties", party.clone(), RULE)),
        }
    }

    pub(crate) fn missing_azp(&self) -> Result<MissingAzp, ConfigError> {
        match self.text("missing_azp")? {
            None | Some("reject") => Ok(MissingAzp::Reject),
            Some("allow") => Ok(MissingAzp::Allow),
            Some(other) => Err(ConfigError::new("missing_azp", other.to_owned(), "must be :reject or :allow")),
        }
    }

    pub(crate) fn token_class(&self) -> Result<TokenClass, ConfigError> {
        match self.text("token_class")? {
            None | Some("session_token") => Ok(TokenClass::Session),
            Some("jwt_template") => Ok(TokenClass::Template),
            Some(other) => {
                Err(ConfigError::new("token_class", other.to_owned(), "must be :session_token or :jwt_template"))
            }
        }
    }

    pub(crate) fn clock_skew(&self) -> Result<Duration, ConfigError> {
        const RULE: &str = "must be a number of seconds from 0 to 3600";
        match self.given("clock_skew") {
            None => Ok(Duration::from_secs(5)),
            Some(value) => value
                .as_f64()
                .filter(|seconds| (0.0..=3600.0).contains(seconds))
                .map(Duration::from_secs_f64)
                .ok_or_else(|| ConfigError::new("clock_skew", value.to_string(), RULE)),
        }
    }
}

/// Whether something follows the prefix, and nothing of it would break a header.
fn is_whole_secret(text: &str, prefix: usize) -> bool {
    text.len() > prefix && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn wrong_type(name: &str, value: &Value, rule: &str) -> ConfigError {
    // A secret in a wrapper of the wrong type is still a secret.
    let shown = if name.ends_with("_key") { Secret::mask("?") } else { value.to_string() };
    ConfigError::new(name, shown, rule)
}

fn is_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//") && !text.contains(['\\', '\t', '\n', '\r'])
}

fn is_http_url(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether a URL is on this host (with a port unless it is the default one).
fn is_at(url: &str, host: Option<&str>) -> bool {
    let authority = Url::parse(url).ok().map(|url| url.origin().ascii_serialization());
    let authority = authority.as_deref().and_then(|origin| origin.split_once("://")).map(|(_, authority)| authority);
    authority.is_some() && authority == host
}

fn parse_base_url(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let plain = is_http_url(text) && url.query().is_none() && url.fragment().is_none() && url.password().is_none();
    plain.then(|| text.trim_end_matches('/').to_owned())
}
