use std::time::Duration;

use crate::claims::{Claim, Claims};
use crate::config::MissingAzp;
use crate::effect::Effect;
use crate::error::TokenError;
use crate::keys::{Candidate, Found, KeySet, Keys, rsa_algorithm};
use crate::reason::Reason;
use crate::timestamp::Timestamp;
use crate::token::{Token, TokenClass};

/// What a token must satisfy besides its signature.
#[derive(Clone, Debug)]
pub struct Verification {
    /// The class of token wanted.
    pub class: TokenClass,
    /// `aud` must name one of these, when it is there. Empty: not checked.
    pub audience: Vec<String>,
    /// `azp` must be one of these origins. Empty: not checked.
    pub authorized_parties: Vec<String>,
    /// What a token without `azp` means when there are `authorized_parties`.
    pub missing_azp: MissingAzp,
    /// `iss` must be there and be one of these. Empty: see `own_issuers`.
    pub issuer: Vec<String>,
    /// When `issuer` is empty: a token that has an `iss` must have one of these. Empty: not checked.
    pub own_issuers: Vec<String>,
    /// How far the clocks of Clerk and of this machine may be apart.
    pub clock_skew: Duration,
}

/// What a verification came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The token is good; its claims.
    Verified(Claims),
    /// The token is refused.
    Refused(TokenError),
    /// The signing keys must be fetched first, with [`Effect::FetchKeys`].
    Need(Effect),
}

/// Verifies a JWT: its class, its signature, then its claims.
pub fn verify_token(text: &str, keys: &Keys, wanted: &Verification, now: Timestamp) -> Verdict {
    let candidate = match keys.read(text, now) {
        Ok(candidate) => candidate,
        Err(error) => return Verdict::Refused(error),
    };
    match verify(&candidate, keys, wanted, now) {
        Ok(Ok(())) => Verdict::Verified(candidate.token.claims().clone()),
        Ok(Err(error)) => Verdict::Refused(error),
        Err(effect) => Verdict::Need(effect),
    }
}

/// Verifies a token, unless something must be known first. Claims are judged only after the signature, so that nobody
/// learns the configuration by asking with tokens of their own making.
pub(crate) fn verify(
    candidate: &Candidate,
    keys: &Keys,
    wanted: &Verification,
    now: Timestamp,
) -> Result<Result<(), TokenError>, Effect> {
    let token = &candidate.token;
    if token.class() != wanted.class {
        return Ok(Err(TokenError::new(
            Reason::TokenTypeMismatch,
            "The token is of another class (session token, JWT template, machine token) than the one wanted.",
        )));
    }
    let set = match keys.find(token.header("kid").present(), now) {
        Found::Set(set) => set,
        Found::Fetch { unknown_kid } => return Err(Effect::FetchKeys { unknown_kid }),
        Found::Nothing(error) => return Ok(Err(error)),
    };
    if !candidate.is_verified_by(&set) {
        if let Err(error) = check_signature(token, &set) {
            return Ok(Err(error));
        }
        if let Claim::Present(exp) = token.claims().time("exp") {
            set.remember(token, exp.plus(wanted.clock_skew), now);
        }
    }
    Ok(check_claims(token.claims(), wanted, now))
}

/// The type and the signature alone. The caller has seen to it that the set has the token's key.
pub(crate) fn check_signature(token: &Token, set: &KeySet) -> Result<(), TokenError> {
    // The class of an OAuth token is its type.
    let fine =
        token.class() == TokenClass::OAuth || matches!(token.header("typ"), Claim::Absent | Claim::Present("JWT"));
    if !fine {
        return Err(TokenError::new(Reason::TokenInvalid, "The JWT is not of the type (typ) JWT."));
    }
    let algorithm = token.header("alg").present().and_then(rsa_algorithm).ok_or_else(|| {
        TokenError::new(Reason::TokenInvalidAlgorithm, "The JWT's algorithm is not RS256, RS384 or RS512.")
    })?;
    let key =
        set.find(token.header("kid").present()).and_then(|key| key.for_algorithm(algorithm)).ok_or_else(|| {
            TokenError::new(Reason::TokenVerificationFailed, "The signing key is for another algorithm than the JWT's.")
        })?;
    let (signed, signature) = token.split();
    match jsonwebtoken::crypto::verify(signature, signed.as_bytes(), key, algorithm) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(TokenError::new(Reason::TokenInvalidSignature, "The signature does not match.")),
    }
}

fn check_claims(claims: &Claims, wanted: &Verification, now: Timestamp) -> Result<(), TokenError> {
    let failed = |message: &str| Err(TokenError::new(Reason::TokenVerificationFailed, message));

    let Claim::Present(_) = claims.text("sub") else {
        return failed("The subject (sub) must be there and be a text.");
    };
    match claims.texts("aud") {
        Claim::Malformed => return failed("The audience (aud) must be a text or a list of texts."),
        Claim::Present(aud) if aud.iter().any(|aud| !aud.is_empty()) && !wanted.audience.is_empty() => {
            if !aud.iter().any(|aud| wanted.audience.iter().any(|wanted| wanted == aud)) {
                return failed("The audience (aud) is not the configured one.");
            }
        }
        Claim::Present(_) | Claim::Absent => {}
    }
    check_authorized_party(claims.text("azp"), wanted)?;
    check_issuer(claims.text("iss"), wanted)?;
    check_times(claims, wanted.clock_skew, now)
}

fn check_authorized_party(azp: Claim<&str>, wanted: &Verification) -> Result<(), TokenError> {
    let refused = |message: &str| Err(TokenError::new(Reason::TokenInvalidAuthorizedParties, message));
    if wanted.authorized_parties.is_empty() {
        return match azp {
            Claim::Malformed => {
                Err(TokenError::new(Reason::TokenVerificationFailed, "The authorized party (azp) must be a text."))
            }
            Claim::Present(_) | Claim::Absent => Ok(()),
        };
    }
    match azp {
        Claim::Present("") | Claim::Absent => match wanted.missing_azp {
            MissingAzp::Allow => Ok(()),
            MissingAzp::Reject => refused("The token has no authorized party (azp), and authorized_parties wants one."),
        },
        Claim::Present(azp) if wanted.authorized_parties.iter().any(|party| party == azp) => Ok(()),
        Claim::Present(_) | Claim::Malformed => refused("The authorized party (azp) is not one of authorized_parties."),
    }
}

fn check_issuer(iss: Claim<&str>, wanted: &Verification) -> Result<(), TokenError> {
    let accepted = match iss {
        Claim::Absent => wanted.issuer.is_empty(),
        Claim::Malformed => wanted.issuer.is_empty() && wanted.own_issuers.is_empty(),
        Claim::Present(iss) => {
            let issuers = if wanted.issuer.is_empty() { &wanted.own_issuers } else { &wanted.issuer };
            issuers.is_empty() || issuers.iter().any(|issuer| issuer == iss)
        }
    };
    if accepted {
        Ok(())
    } else {
        Err(TokenError::new(
            Reason::TokenInvalidIssuer,
            "The issuer (iss) is not this instance or not the configured one.",
        ))
    }
}

fn check_times(claims: &Claims, skew: Duration, now: Timestamp) -> Result<(), TokenError> {
    let wrong_type = |message: &str| Err(TokenError::new(Reason::TokenVerificationFailed, message));
    let times = |what: &str, time: Timestamp| format!("{what}: {} (now {}).", time.as_secs(), now.as_secs());

    let time = |name: &str| match claims.time(name) {
        Claim::Present(time) => Claim::Present(time.in_whole_secs()),
        other => other,
    };
    match time("exp") {
        Claim::Present(exp) if exp <= now.minus(skew) => {
            return Err(TokenError::new(Reason::TokenExpired, times("The token is expired", exp)));
        }
        Claim::Present(_) => {}
        Claim::Absent | Claim::Malformed => {
            return wrong_type("The expiration time (exp) must be there and be a number.");
        }
    }
    match time("nbf") {
        Claim::Present(nbf) if nbf > now.plus(skew) => {
            return Err(TokenError::new(Reason::TokenNotActiveYet, times("The token is not active yet", nbf)));
        }
        Claim::Present(_) | Claim::Absent => {}
        Claim::Malformed => return wrong_type("The time of activation (nbf) must be a number."),
    }
    match time("iat") {
        Claim::Present(iat) if iat > now.plus(skew) => {
            Err(TokenError::new(Reason::TokenIatInTheFuture, times("The token is issued in the future", iat)))
        }
        Claim::Present(_) | Claim::Absent => Ok(()),
        Claim::Malformed => wrong_type("The time of issue (iat) must be a number."),
    }
}
