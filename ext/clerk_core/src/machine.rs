use serde_json::{Map, Value, json};

use crate::claims::{Claim, Claims};
use crate::context::Context;
use crate::decision::{Decision, TokenType};
use crate::effect::{Effect, Outcome};
use crate::error::TokenError;
use crate::keys::Candidate;
use crate::reason::Reason;
use crate::secret::Secret;
use crate::token::{Token, TokenClass};
use crate::verify::{Verification, verify};

/// A verified machine token: what the token itself says (JWT), or what the Backend API says of it (opaque).
#[derive(Clone, Debug, PartialEq)]
pub struct Machine {
    facts: Map<String, Value>,
}

impl Machine {
    fn text(&self, name: &str) -> Option<&str> {
        self.facts.get(name).and_then(Value::as_str)
    }

    /// The id of the token.
    pub fn id(&self) -> Option<&str> {
        self.text("id")
    }

    /// Whom the token stands for: a user, an organization or a machine.
    pub fn subject(&self) -> Option<&str> {
        self.text("subject")
    }

    /// What the token may do.
    pub fn scopes(&self) -> Vec<&str> {
        self.facts.get("scopes").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// The name of an API key.
    pub fn name(&self) -> Option<&str> {
        self.text("name")
    }

    /// The client of an OAuth token.
    pub fn client_id(&self) -> Option<&str> {
        self.text("client_id")
    }

    /// The claims that its maker gave an API key or an M2M token.
    pub fn claims(&self) -> Option<&Map<String, Value>> {
        self.facts.get("claims").and_then(Value::as_object)
    }
}

/// The kind of machine token that a text looks like; `None` when it looks like none.
pub(crate) fn machine_type(text: &str, jwt: Option<&Token>) -> Option<TokenType> {
    match jwt.map(Token::class) {
        Some(TokenClass::MachineToMachine { by_subject: true }) => Some(TokenType::M2mToken),
        Some(TokenClass::OAuth) => Some(TokenType::OAuthToken),
        _ if text.starts_with("mt_") => Some(TokenType::M2mToken),
        _ if text.starts_with("oat_") => Some(TokenType::OAuthToken),
        _ if text.starts_with("ak_") => Some(TokenType::ApiKey),
        _ => None,
    }
}

impl Context<'_> {
    /// Judges a machine token of a kind that is accepted. It never leads to a handshake.
    pub(crate) fn by_machine_token(
        &self,
        text: &str,
        jwt: Option<Candidate>,
        token_type: TokenType,
    ) -> Result<Decision, Effect> {
        let verified = match jwt {
            Some(jwt) => self.verify_machine_jwt(&jwt, token_type)?,
            None => self.verify_opaque(text, token_type)?,
        };
        Ok(match verified {
            Ok(machine) => Decision::machine(text, token_type, machine),
            Err(error) => Decision {
                token_type: Some(token_type),
                message: Some(error.message),
                ..Decision::signed_out(error.reason)
            },
        })
    }

    fn verify_machine_jwt(
        &self,
        jwt: &Candidate,
        token_type: TokenType,
    ) -> Result<Result<Machine, TokenError>, Effect> {
        let token = &jwt.token;
        let configured = &self.config.verification;
        let is_m2m = token_type == TokenType::M2mToken;
        if is_m2m && !matches!(token.header("cat"), Claim::Absent | Claim::Present("cl_B7d4PD333AAA")) {
            return Ok(Err(TokenError::new(Reason::TokenInvalid, "The JWT is of another class than M2M tokens.")));
        }
        let wanted = Verification {
            class: token.class(),
            audience: if is_m2m { configured.audience.clone() } else { Vec::new() },
            authorized_parties: Vec::new(),
            issuer: Vec::new(),
            own_issuers: Vec::new(),
            ..configured.clone()
        };
        Ok(match verify(jwt, self.keys, &wanted, self.now)? {
            Err(error) => Err(TokenError::new(Reason::TokenVerificationFailed, error.message)),
            Ok(()) if is_m2m => Ok(m2m_jwt(token.claims())),
            Ok(()) => {
                self.check_oauth_audience(token.claims().value("aud").as_ref()).map(|()| oauth_jwt(token.claims()))
            }
        })
    }

    /// With an `audience`, an OAuth token must name it (RFC 9068 section 4).
    fn check_oauth_audience(&self, aud: Option<&Value>) -> Result<(), TokenError> {
        let wanted = &self.config.verification.audience;
        let named: Option<Vec<&str>> = match aud {
            Some(Value::String(text)) => Some(vec![text]),
            Some(Value::Array(values)) => values.iter().map(Value::as_str).collect(),
            _ => None,
        };
        let fine = named.is_some_and(|named| {
            named.iter().all(|aud| !aud.is_empty()) && named.iter().any(|aud| wanted.iter().any(|wanted| wanted == aud))
        });
        if wanted.is_empty() || fine {
            return Ok(());
        }
        Err(TokenError::new(Reason::TokenVerificationFailed, "The OAuth token is not for the configured audience."))
    }

    fn verify_opaque(&self, text: &str, token_type: TokenType) -> Result<Result<Machine, TokenError>, Effect> {
        let refused = |reason, message: &str| Ok(Err(TokenError::new(reason, message)));
        let mut facts = match self.ask(Effect::VerifyMachineToken { token_type, token: Secret::new(text) })? {
            Outcome::Response { status: 200..=299, body } => match serde_json::from_slice(body) {
                Ok(Value::Object(facts)) => facts,
                _ => {
                    return refused(Reason::UnexpectedError, "The Backend API's answer about the token is unreadable.");
                }
            },
            Outcome::Response { status: 401, .. } => {
                return refused(Reason::SecretKeyInvalid, "The Backend API does not accept the secret key.");
            }
            Outcome::Response { status: 404, .. } => return refused(Reason::TokenInvalid, "There is no such token."),
            Outcome::Response { .. } | Outcome::Failed(_) => {
                return refused(Reason::UnexpectedError, "The Backend API could not verify the token.");
            }
        };
        if is_dead(&facts) {
            return refused(Reason::TokenInvalid, "The token is revoked, expired or inactive.");
        }
        if !facts.get("subject").is_some_and(Value::is_string) {
            return refused(Reason::UnexpectedError, "The Backend API's answer about the token has no subject.");
        }
        if token_type == TokenType::OAuthToken
            && let Err(error) = self.check_oauth_audience(facts.get("aud"))
        {
            return Ok(Err(error));
        }
        if token_type == TokenType::OAuthToken {
            facts.remove("claims");
        }
        Ok(Ok(Machine { facts }))
    }
}

/// The API answers 200 for tokens that are no longer good, too; anything but a clear "no" in these fields is a "yes".
fn is_dead(facts: &Map<String, Value>) -> bool {
    let no = |name: &str| matches!(facts.get(name), None | Some(Value::Null | Value::Bool(false)));
    !no("revoked") || !no("expired") || !matches!(facts.get("active"), None | Some(Value::Null | Value::Bool(true)))
}

fn m2m_jwt(claims: &Claims) -> Machine {
    const STRUCTURAL: [&str; 6] = ["iss", "sub", "exp", "nbf", "iat", "jti"];
    let all = &claims.to_map();
    let own: Map<String, Value> = all
        .iter()
        .filter(|(name, _)| !STRUCTURAL.contains(&name.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    let scopes = match (all.get("scopes"), all.get("aud")) {
        (Some(Value::String(scopes)), _) => words(scopes),
        (_, Some(Value::String(aud))) => json!([aud]),
        (_, Some(aud)) => aud.clone(),
        (_, None) => json!([]),
    };
    let own = if own.is_empty() { Value::Null } else { Value::Object(own) };
    machine(all, [("scopes", scopes), ("claims", own)])
}

fn oauth_jwt(claims: &Claims) -> Machine {
    let all = &claims.to_map();
    let scopes = match (all.get("scp"), all.get("scope")) {
        (Some(Value::Array(scopes)), _) => json!(scopes),
        (_, Some(Value::String(scopes))) => words(scopes),
        _ => json!([]),
    };
    machine(all, [("scopes", scopes), ("client_id", all.get("client_id").cloned().unwrap_or_default())])
}

fn machine<const N: usize>(claims: &Map<String, Value>, more: [(&str, Value); N]) -> Machine {
    let claim = |name: &str| claims.get(name).cloned().unwrap_or_default();
    let mut facts = Map::new();
    facts.insert("id".to_owned(), claim("jti"));
    facts.insert("subject".to_owned(), claim("sub"));
    facts.extend(more.map(|(name, value)| (name.to_owned(), value)));
    Machine { facts }
}

fn words(text: &str) -> Value {
    json!(text.split(' ').collect::<Vec<_>>())
}
