use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use url::Url;

use crate::decision::TokenType;
use crate::error::ConfigError;
use crate::keys::{KeySet, Keys};
use crate::organization_sync::OrganizationSync;
use crate::path_pattern::PathPattern;
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

/// What it takes to be a satellite: a domain that gets its sessions from the instance's primary domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Satellite {
    /// Whether a first visit without cookies already asks the primary domain.
    pub auto_sync: bool,
}

/// Which kinds of tokens are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepts {
    /// This one.
    One(TokenType),
    /// Each of these.
    List(Vec<TokenType>),
    /// Every kind.
    Any,
}

/// A configuration that cannot be wrong: every option was read and checked when it was made.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) publishable_key: Option<PublishableKey>,
    pub(crate) secret_key: Option<Secret>,
    pub(crate) jwt_key: Option<Arc<KeySet>>,
    pub(crate) api_url: String,
    pub(crate) machine_secret_key: Option<Secret>,
    pub(crate) accepts: Accepts,
    pub(crate) proxy_url: Option<ProxyUrl>,
    /// The host of the Frontend API, from the publishable key or, for a satellite in production, from its domain.
    pub(crate) frontend_api: Option<String>,
    pub(crate) satellite: Option<Satellite>,
    pub(crate) organization_sync: OrganizationSync,
    pub(crate) sign_in_url: Option<String>,
    pub(crate) sign_up_url: Option<String>,
    pub(crate) trusted_hosts: Vec<String>,
    pub(crate) excluded_routes: Vec<String>,
    pub(crate) treat_pending_as_signed_out: bool,
    pub(crate) verification: Verification,
}

/// The options of the core, for the message about an unknown one.
const OPTIONS: [&str; 23] = [
    "accepts_token",
    "api_url",
    "audience",
    "authorized_parties",
    "clock_skew",
    "domain",
    "excluded_routes",
    "is_satellite",
    "issuer",
    "jwt_key",
    "machine_secret_key",
    "missing_azp",
    "organization_patterns",
    "personal_account_patterns",
    "proxy_url",
    "publishable_key",
    "satellite_auto_sync",
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
        let accepts = options.accepts()?;
        let machine_secret_key = options.machine_secret_key()?;
        // An API key or an M2M token is verified by the Backend API alone, the latter also with a machine's own secret.
        let needs_publishable_key =
            purpose == Purpose::Requests && !matches!(accepts, Accepts::One(TokenType::ApiKey | TokenType::M2mToken));
        let needs_secret_key = purpose == Purpose::Requests
            && !(accepts == Accepts::One(TokenType::M2mToken) && machine_secret_key.is_some());
        let publishable_key = options.publishable_key(needs_publishable_key)?;
        let secret_key = options.secret_key(publishable_key.as_ref(), needs_secret_key)?;
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
        let domain = options.domain()?;
        let satellite = options.satellite(publishable_key.as_ref(), proxy_url.as_ref(), domain.as_deref())?;
        let frontend_api = publishable_key.as_ref().map(|key| match (&satellite, &domain, key.instance()) {
            (Some(_), Some(domain), InstanceType::Production) => format!("clerk.{domain}"),
            _ => key.frontend_api().to_owned(),
        });
        let own_issuers = own_issuers(publishable_key.as_ref(), proxy_url.as_ref(), domain.as_deref());
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
            organization_sync: OrganizationSync {
                organization: options.path_patterns("organization_patterns")?,
                personal_account: options.path_patterns("personal_account_patterns")?,
            },
            publishable_key,
            secret_key,
            machine_secret_key,
            accepts,
            jwt_key,
            proxy_url,
            frontend_api,
            satellite,
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

    /// The secret key of a machine, which verifies M2M tokens.
    pub fn machine_secret_key(&self) -> Option<&Secret> {
        self.machine_secret_key.as_ref()
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

fn own_issuers(key: Option<&PublishableKey>, proxy_url: Option<&ProxyUrl>, domain: Option<&str>) -> Vec<String> {
    let mut issuers: Vec<String> = key.map(|key| format!("https://{}", key.frontend_api())).into_iter().collect();
    if issuers.is_empty() {
        return issuers;
    }
    if let Some(ProxyUrl::Absolute(url)) = proxy_url {
        issuers.push(url.clone());
    }
    issuers.extend(domain.map(|domain| format!("https://clerk.{domain}")));
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

    fn publishable_key(&self, needed: bool) -> Result<Option<PublishableKey>, ConfigError> {
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

    fn secret_key(&self, key: Option<&PublishableKey>, needed: bool) -> Result<Option<Secret>, ConfigError> {
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

    fn machine_secret_key(&self) -> Result<Option<Secret>, ConfigError> {
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

    fn accepts(&self) -> Result<Accepts, ConfigError> {
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

    fn domain(&self) -> Result<Option<String>, ConfigError> {
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

    fn satellite(
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

    fn path_patterns(&self, name: &str) -> Result<Vec<PathPattern>, ConfigError> {
        let patterns = self.texts(name)?;
        patterns
            .iter()
            .map(|pattern| PathPattern::parse(pattern).map_err(|rule| ConfigError::new(name, pattern.clone(), rule)))
            .collect()
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
