use std::sync::Arc;

use serde_json::{Map, Value};

use crate::decision::TokenType;
use crate::error::ConfigError;
use crate::keys::{KeySet, Keys};
use crate::options::Options;
use crate::organization_sync::OrganizationSync;
use crate::publishable_key::{InstanceType, PublishableKey};
use crate::request::{Fact, Request};
use crate::route_pattern;
use crate::secret::Secret;
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
    /// Calling the Backend API: a secret key, or that of a machine alone.
    Calls,
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
    pub(crate) sign_out_url: Option<String>,
    pub(crate) user_profile_url: Option<String>,
    pub(crate) trusted_hosts: Vec<String>,
    pub(crate) excluded_routes: Vec<String>,
    /// Whether only the `Authorization` header counts: cookies are not read, and no browser is redirected.
    pub(crate) header_only: bool,
    pub(crate) treat_pending_as_signed_out: bool,
    pub(crate) verification: Verification,
    /// How many verified tokens are remembered.
    pub(crate) token_cache_size: usize,
}

/// The options of the core, for the message about an unknown one.
const OPTIONS: [&str; 28] = [
    "accepts_token",
    "api_url",
    "audience",
    "authorized_parties",
    "clock_skew",
    "domain",
    "excluded_routes",
    "header_only",
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
    "sign_out_url",
    "sign_up_url",
    "token_cache_size",
    "token_class",
    "treat_pending_as_signed_out",
    "trusted_hosts",
    "user_profile_url",
    "webhook_signing_secret",
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
        // Requests are authenticated without it; a wrong one is said at boot all the same.
        options.webhook_signing_keys()?;
        let accepts = options.accepts()?;
        let machine_secret_key = options.machine_secret_key()?;
        // An API key or an M2M token is verified by the Backend API alone, the latter also with a machine's own secret.
        let needs_publishable_key =
            purpose == Purpose::Requests && !matches!(accepts, Accepts::One(TokenType::ApiKey | TokenType::M2mToken));
        let needs_secret_key = match purpose {
            Purpose::Requests => !(accepts == Accepts::One(TokenType::M2mToken) && machine_secret_key.is_some()),
            Purpose::Calls => machine_secret_key.is_none(),
            Purpose::Settings | Purpose::Tokens => false,
        };
        let publishable_key = options.publishable_key(needs_publishable_key)?;
        let secret_key = options.secret_key(publishable_key.as_ref(), needs_secret_key)?;
        let token_cache_size = options.token_cache_size()?;
        let jwt_key = options.jwt_key()?.map(|set| Arc::new(set.remembering(token_cache_size)));
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
            sign_out_url: options.page_url("sign_out_url")?,
            user_profile_url: options.page_url("user_profile_url")?,
            trusted_hosts: options.texts("trusted_hosts")?,
            excluded_routes: options.excluded_routes()?,
            header_only: options.flag("header_only")?.unwrap_or(false),
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
            token_cache_size,
        })
    }

    /// What the keys of this configuration are before anything is fetched.
    pub fn initial_keys(&self) -> Keys {
        self.jwt_key.clone().map_or_else(|| Keys::remembering(self.token_cache_size), Keys::local)
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

    /// The key that a call to the Backend API bears: where there is one, a machine's own for what machines do with their
    /// tokens (<https://clerk.com/docs/guides/development/machine-auth/m2m-tokens>), else the secret key.
    ///
    /// `path` is the call's below `api_url`, percent-encoded, with its query or without.
    pub fn secret_for(&self, path: &str) -> Option<&Secret> {
        let below = path.strip_prefix("/v1").unwrap_or(path).strip_prefix("/m2m_tokens");
        let is_of_machines = below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        let (machine, instance) = (self.machine_secret_key.as_ref(), self.secret_key.as_ref());
        if is_of_machines { machine.or(instance) } else { instance.or(machine) }
    }

    /// The publishable key.
    pub fn publishable_key(&self) -> Option<&PublishableKey> {
        self.publishable_key.as_ref()
    }

    /// The kinds of tokens that a guard expects which names none: where an application accepts several, only a session
    /// stands for a user with all their rights.
    pub fn expected_token(&self) -> TokenType {
        match &self.accepts {
            Accepts::One(one) => *one,
            Accepts::List(list) => match list.split_first() {
                Some((first, rest)) if rest.iter().all(|other| other == first) => *first,
                _ => TokenType::SessionToken,
            },
            Accepts::Any => TokenType::SessionToken,
        }
    }

    /// With the key set of another configuration where both have the same `jwt_key`, so that a token which the one has
    /// verified is known to the other.
    #[must_use]
    pub fn derived_from(self, other: &Self) -> Self {
        let jwt_key = match (&self.jwt_key, &other.jwt_key) {
            (Some(own), Some(others))
                if own.has_the_keys_of(others) && self.token_cache_size == other.token_cache_size =>
            {
                Some(Arc::clone(others))
            }
            _ => self.jwt_key,
        };
        Self { jwt_key, ..self }
    }

    /// Whether two configurations verify with the same keys: those of one instance, fetched from one place.
    pub fn shares_keys_with(&self, other: &Self) -> bool {
        self.jwt_key.is_none()
            && other.jwt_key.is_none()
            && self.secret_key.is_some()
            && self.secret_key == other.secret_key
            && self.api_url == other.api_url
            && self.token_cache_size == other.token_cache_size
    }

    /// The URL under which the visitor sees a request; `None` when it has no usable host.
    pub fn public_url(&self, request: &Request<'_>) -> Option<String> {
        crate::url::public(request, &self.trusted_hosts).map(String::from)
    }

    pub(crate) fn is_development(&self) -> bool {
        self.publishable_key.as_ref().is_some_and(|key| key.instance() == InstanceType::Development)
    }

    /// Whether a request's path is one of `excluded_routes`.
    pub(crate) fn excludes(&self, request: &Request<'_>) -> bool {
        !self.excluded_routes.is_empty() && {
            let path = [request.get(Fact::ScriptName), request.get(Fact::PathInfo)].concat();
            self.excluded_routes.iter().any(|pattern| route_pattern::matches(pattern.as_bytes(), &path))
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
