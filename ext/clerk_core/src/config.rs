use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use url::Url;

use crate::error::ConfigError;
use crate::keys::{KeySet, Keys};
use crate::publishable_key::{InstanceType, PublishableKey};
use crate::request::Request;
use crate::secret::Secret;
use crate::token::TokenClass;
use crate::verify::Verification;

/// What a configuration is for, which decides what it must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Whatever it is later completed for: nothing is required yet.
    Settings,
    /// Authenticating requests: a publishable key and a secret key.
    Requests,
    /// Verifying tokens by hand: a secret key or a `jwt_key`.
    Tokens,
}

/// What a token without `azp` means when there are `authorized_parties`: Clerk mints such tokens on some navigations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingAzp {
    /// It is refused (the default).
    Reject,
    /// It passes.
    Allow,
}

/// Where the Frontend API is reached through the application's own domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProxyUrl {
    /// An absolute URL, without trailing slashes.
    Absolute(String),
    /// A path on the public origin of each request.
    Path(String),
}

/// A configuration that cannot be wrong: every option was read and checked when it was made.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) publishable_key: Option<PublishableKey>,
    pub(crate) secret_key: Option<Secret>,
    pub(crate) jwt_key: Option<Arc<KeySet>>,
    pub(crate) api_url: String,
    pub(crate) proxy_url: Option<ProxyUrl>,
    pub(crate) sign_in_url: Option<String>,
    pub(crate) sign_up_url: Option<String>,
    pub(crate) trusted_hosts: Vec<String>,
    pub(crate) excluded_routes: Vec<String>,
    pub(crate) treat_pending_as_signed_out: bool,
    pub(crate) verification: Verification,
}

/// The options of the core, for the message about an unknown one.
const OPTIONS: [&str; 16] = [
    "api_url",
    "audience",
    "authorized_parties",
    "clock_skew",
    "excluded_routes",
    "issuer",
    "jwt_key",
    "missing_azp",
    "proxy_url",
    "publishable_key",
    "secret_key",
    "sign_in_url",
    "sign_up_url",
    "token_class",
    "treat_pending_as_signed_out",
    "trusted_hosts",
];

impl Config {
    /// Reads and checks the options: a map from their names to values, where null means not given.
    pub fn new(options: &Map<String, Value>, purpose: Purpose) -> Result<Self, ConfigError> {
        if let Some(unknown) = options.keys().find(|name| !OPTIONS.contains(&name.as_str())) {
            return Err(ConfigError::new(
                unknown,
                None,
                format!("is no option of Clerk; the options are {}", OPTIONS.join(", ")),
            ));
        }
        let options = Options(options);
        let publishable_key = options.publishable_key(purpose)?;
        let secret_key = options.secret_key(publishable_key.as_ref(), purpose)?;
        let jwt_key = options.jwt_key()?;
        if purpose == Purpose::Tokens && secret_key.is_none() && jwt_key.is_none() {
            return Err(ConfigError::new(
                "jwt_key",
                None,
                "is missing: verifying a token needs a jwt_key (CLERK_JWT_KEY), or a secret_key (CLERK_SECRET_KEY) to \
                 fetch the signing keys with",
            ));
        }
        let proxy_url = options.proxy_url()?;
        let own_issuers = own_issuers(publishable_key.as_ref(), proxy_url.as_ref());
        Ok(Self {
            api_url: options.absolute_url("api_url")?.unwrap_or_else(|| "https://api.clerk.com".to_owned()),
            sign_in_url: options.page_url("sign_in_url")?,
            sign_up_url: options.page_url("sign_up_url")?,
            trusted_hosts: options.texts("trusted_hosts")?,
            excluded_routes: options.excluded_routes()?,
            treat_pending_as_signed_out: options.flag("treat_pending_as_signed_out")?.unwrap_or(true),
            verification: Verification {
                class: options.token_class()?,
                audience: options.texts("audience")?,
                authorized_parties: options.authorized_parties()?,
                missing_azp: options.missing_azp()?,
                issuer: options.texts("issuer")?,
                own_issuers,
                clock_skew: options.clock_skew()?,
            },
            publishable_key,
            secret_key,
            jwt_key,
            proxy_url,
        })
    }

    /// What the keys of this configuration are before anything is fetched.
    pub fn initial_keys(&self) -> Keys {
        self.jwt_key.as_deref().cloned().map_or_else(Keys::default, Keys::local)
    }

    /// What tokens must satisfy.
    pub fn verification(&self) -> &Verification {
        &self.verification
    }

    /// The base of the Backend API's URL, without trailing slashes.
    pub fn api_url(&self) -> &str {
        &self.api_url
    }

    /// The secret key.
    pub fn secret_key(&self) -> Option<&Secret> {
        self.secret_key.as_ref()
    }

    /// The publishable key.
    pub fn publishable_key(&self) -> Option<&PublishableKey> {
        self.publishable_key.as_ref()
    }

    /// Whether two configurations verify with the same keys: those of one instance, fetched from one place.
    pub fn shares_keys_with(&self, other: &Self) -> bool {
        self.jwt_key.is_none()
            && other.jwt_key.is_none()
            && self.secret_key.is_some()
            && self.secret_key == other.secret_key
            && self.api_url == other.api_url
    }

    /// The URL under which the visitor sees a request; `None` when it has no usable host.
    pub fn public_url(&self, request: &Request<'_>) -> Option<String> {
        crate::url::public(request, &self.trusted_hosts).map(String::from)
    }

    pub(crate) fn is_development(&self) -> bool {
        self.publishable_key.as_ref().is_some_and(|key| key.instance() == InstanceType::Development)
    }

    /// Whether a path is one of `excluded_routes`.
    pub(crate) fn excludes(&self, script_name: &[u8], path_info: &[u8]) -> bool {
        !self.excluded_routes.is_empty() && {
            let path = [script_name, path_info].concat();
            self.excluded_routes.iter().any(|pattern| matches_pattern(pattern.as_bytes(), &path))
        }
    }
}

fn own_issuers(key: Option<&PublishableKey>, proxy_url: Option<&ProxyUrl>) -> Vec<String> {
    let mut issuers: Vec<String> = key.map(|key| format!("https://{}", key.frontend_api())).into_iter().collect();
    if let (false, Some(ProxyUrl::Absolute(url))) = (issuers.is_empty(), proxy_url) {
        issuers.push(url.clone());
    }
    issuers
}

/// `*` stands for any characters, also none; everything else for itself. Linear in the path for each `*`.
fn matches_pattern(pattern: &[u8], path: &[u8]) -> bool {
    let mut parts = pattern.split(|&byte| byte == b'*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        if part.is_empty() {
            continue;
        }
        match rest.windows(part.len()).position(|window| window == part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

/// Reads single options.
struct Options<'a>(&'a Map<String, Value>);

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

    fn flag(&self, name: &str) -> Result<Option<bool>, ConfigError> {
        match self.given(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(other) => Err(wrong_type(name, other, "must be true or false")),
        }
    }

    fn texts(&self, name: &str) -> Result<Vec<String>, ConfigError> {
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

    fn publishable_key(&self, purpose: Purpose) -> Result<Option<PublishableKey>, ConfigError> {
        match (self.text("publishable_key")?, purpose) {
            (Some(text), _) => PublishableKey::parse(text)
                .map(Some)
                .map_err(|rule| ConfigError::new("publishable_key", Secret::mask(text), rule)),
            (None, Purpose::Settings | Purpose::Tokens) => Ok(None),
            (None, Purpose::Requests) => Err(ConfigError::new(
                "publishable_key",
                None,
                "is missing: set it in Clerk.configure or as CLERK_PUBLISHABLE_KEY; it is on the API keys page of the \
                 Clerk dashboard",
            )),
        }
    }

    fn secret_key(&self, key: Option<&PublishableKey>, purpose: Purpose) -> Result<Option<Secret>, ConfigError> {
        let Some(text) = self.text("secret_key")? else {
            return match purpose {
                Purpose::Settings | Purpose::Tokens => Ok(None),
                Purpose::Requests => Err(ConfigError::new(
                    "secret_key",
                    None,
                    "is missing: set it in Clerk.configure or as CLERK_SECRET_KEY; it is on the API keys page of the \
                     Clerk dashboard",
                )),
            };
        };
        let fault = |rule: &str| Err(ConfigError::new("secret_key", Secret::mask(text), rule));
        let (instance, rest) = match (text.strip_prefix("sk_test_"), text.strip_prefix("sk_live_")) {
            (Some(rest), _) => (InstanceType::Development, rest),
            (_, Some(rest)) => (InstanceType::Production, rest),
            _ => return fault("must start with sk_test_ or sk_live_"),
        };
        // It is sent in a header.
        if rest.is_empty() || !rest.bytes().all(|byte| byte.is_ascii_graphic()) {
            return fault("must be the whole secret key, without white space");
        }
        if key.is_some_and(|key| key.instance() != instance) {
            return fault("must be of the same instance as the publishable_key: both test or both live");
        }
        Ok(Some(Secret::new(text)))
    }

    fn jwt_key(&self) -> Result<Option<Arc<KeySet>>, ConfigError> {
        match self.text("jwt_key")? {
            None => Ok(None),
            Some(pem) => match KeySet::from_pem(pem) {
                Ok(set) => Ok(Some(Arc::new(set))),
                Err(rule) => Err(ConfigError::new("jwt_key", None, rule)),
            },
        }
    }

    fn absolute_url(&self, name: &str) -> Result<Option<String>, ConfigError> {
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
    fn page_url(&self, name: &str) -> Result<Option<String>, ConfigError> {
        const RULE: &str = "must be an absolute http or https URL, or a path that starts with one /";
        match self.text(name)? {
            None => Ok(None),
            Some(text) if is_path(text) || is_http_url(text) => Ok(Some(text.to_owned())),
            Some(text) => Err(ConfigError::new(name, text.to_owned(), RULE)),
        }
    }

    fn proxy_url(&self) -> Result<Option<ProxyUrl>, ConfigError> {
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

    fn excluded_routes(&self) -> Result<Vec<String>, ConfigError> {
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

    fn authorized_parties(&self) -> Result<Vec<String>, ConfigError> {
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

    fn missing_azp(&self) -> Result<MissingAzp, ConfigError> {
        match self.text("missing_azp")? {
            None | Some("reject") => Ok(MissingAzp::Reject),
            Some("allow") => Ok(MissingAzp::Allow),
            Some(other) => Err(ConfigError::new("missing_azp", other.to_owned(), "must be :reject or :allow")),
        }
    }

    fn token_class(&self) -> Result<TokenClass, ConfigError> {
        match self.text("token_class")? {
            None | Some("session_token") => Ok(TokenClass::Session),
            Some("jwt_template") => Ok(TokenClass::Template),
            Some(other) => {
                Err(ConfigError::new("token_class", other.to_owned(), "must be :session_token or :jwt_template"))
            }
        }
    }

    fn clock_skew(&self) -> Result<Duration, ConfigError> {
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

fn parse_base_url(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let plain = is_http_url(text) && url.query().is_none() && url.fragment().is_none() && url.password().is_none();
    plain.then(|| text.trim_end_matches('/').to_owned())
}
