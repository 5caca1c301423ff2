use std::sync::Arc;

use crate::claims::{Claim, Claims};
use crate::config::{Accepts, Config};
use crate::context::{Context, Jwt};
use crate::decision::{Decision, TokenType};
use crate::effect::{Answer, Effect};
use crate::error::TokenError;
use crate::keys::Keys;
use crate::machine::machine_type;
use crate::reason::Reason;
use crate::request::Request;
use crate::session::Session;
use crate::timestamp::Timestamp;
use crate::token::TokenClass;
use crate::verify::verify;

/// Everything that is known about one request so far.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// What the request says.
    pub request: Request<'a>,
    /// The answers to what was asked before.
    pub answers: &'a [Answer],
}

/// What [`authenticate`] comes to.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Step {
    /// The request is decided.
    Decided(Box<Decision>),
    /// Something must be known first.
    Need(Effect),
}

/// Decides about a request, or says what it must know first.
///
/// A pure function: **on [`Step::Need`], perform the effect, add its answer to the facts (the answer to
/// [`Effect::FetchKeys`] goes into the keys: [`Keys::learn`]), and call again.**
pub fn authenticate(config: &Config, keys: &Keys, facts: &Facts<'_>, now: Timestamp) -> Step {
    if config.excludes(&facts.request) {
        return Step::Decided(Box::new(Decision::signed_out(Reason::ExcludedRoute)));
    }
    let context = Context::new(config, keys, facts, now);
    let decided = context.decide();
    match decided {
        Ok(mut decision) => {
            decision.notices = context.into_notices();
            Step::Decided(Box::new(decision))
        }
        Err(effect) => Step::Need(effect),
    }
}

impl Context<'_> {
    /// Who judges the request: that depends on the kinds of tokens accepted and on what is in the header.
    fn decide(&self) -> Result<Decision, Effect> {
        let Some(text) = self.facts.request.bearer() else {
            return match &self.config.accepts {
                Accepts::One(accepted) if *accepted != TokenType::SessionToken => {
                    Ok(mismatch(Reason::NoTokenInHeader, Some(*accepted)))
                }
                Accepts::List(list) if !list.contains(&TokenType::SessionToken) => {
                    Ok(mismatch(Reason::TokenTypeMismatch, None))
                }
                Accepts::One(_) | Accepts::List(_) | Accepts::Any => self.by_cookies(),
            };
        };
        let jwt = self.keys.read(&text, self.now);
        let kind = machine_type(&text, jwt.as_ref().ok().map(|candidate| &*candidate.token));
        match (&self.config.accepts, kind) {
            (Accepts::One(TokenType::SessionToken), _) => self.by_token(&text, &jwt, |_| None),
            (Accepts::One(accepted), kind) if kind != Some(*accepted) => {
                Ok(mismatch(Reason::TokenTypeMismatch, Some(*accepted)))
            }
            (Accepts::List(list), _) if !list.contains(&kind.unwrap_or(TokenType::SessionToken)) => {
                Ok(mismatch(Reason::TokenTypeMismatch, None))
            }
            (_, Some(kind)) => self.by_machine_token(&text, jwt.ok(), kind),
            (_, None) => self.by_token(&text, &jwt, |_| None),
        }
    }

    fn by_cookies(&self) -> Result<Decision, Effect> {
        if self.config.header_only {
            return Ok(Decision::signed_out(Reason::NoTokenInHeader));
        }
        if let Some(decision) = self.resolve_handshake()? {
            return Ok(decision);
        }
        if let Some(decision) = self.config.satellite.as_ref().and_then(|satellite| self.sync_satellite(satellite)) {
            return Ok(decision);
        }
        if self.config.is_development() {
            if self.config.satellite.is_none()
                && let Some(decision) = self.respond_to_satellite()
            {
                return Ok(decision);
            }
            if self.has_query("__clerk_db_jwt") {
                return Ok(self.handshake(Reason::DevBrowserSync, None));
            }
            if self.dev_browser().is_none() {
                return Ok(self.handshake(Reason::DevBrowserMissing, None));
            }
        }
        let client_uat = self.client_uat();
        match (self.session_cookie().zip(self.session_jwt()), client_uat != 0) {
            (None, false) => Ok(Decision::anonymous()),
            (Some(_), false) => Ok(self.handshake(Reason::SessionTokenWithoutClientUat, None)),
            (None, true) => Ok(self.handshake(Reason::ClientUatWithoutSessionToken, None)),
            (Some((text, jwt)), true) => self
                .by_token(text, jwt, |claims| {
                    let stale =
                        matches!(claims.time("iat"), Claim::Present(iat) if iat < Timestamp::from_secs(client_uat));
                    stale.then(|| self.handshake(Reason::SessionTokenIatBeforeClientUat, None))
                })
                .map(|decision| self.sync_signed_in(decision)),
        }
    }

    /// A verified session may still be the wrong one for this visit.
    fn sync_signed_in(&self, decision: Decision) -> Decision {
        // One that was renewed a moment ago is fresh from Clerk.
        let Some(signed_in) = decision.signed_in.as_ref().filter(|_| decision.set_cookies.is_empty()) else {
            return decision;
        };
        self.warn_of_missing_azp(signed_in.claims());
        let session = Session::new(signed_in.claims());
        let other = self.sync_with_referrer().or_else(|| self.sync_organization(&session));
        other.unwrap_or(decision)
    }

    /// Judges a session token. `doubt` may find something about its unverified claims that a handshake must settle.
    fn by_token(
        &self,
        text: &str,
        jwt: &Jwt,
        doubt: impl FnOnce(&Claims) -> Option<Decision>,
    ) -> Result<Decision, Effect> {
        let candidate = match jwt {
            Ok(candidate) => candidate,
            Err(error) => return self.refused(text, error.clone()),
        };
        if candidate.token.class() != TokenClass::Session {
            return Ok(Decision::signed_out(Reason::TokenTypeMismatch));
        }
        if let Some(decision) = doubt(candidate.token.claims()) {
            return Ok(decision);
        }
        match verify(candidate, self.keys, &self.verification(), self.now)? {
            Ok(()) => Ok(Decision::signed_in(Arc::clone(&candidate.token), self.config.treat_pending_as_signed_out)),
            Err(error) => self.refused(text, error),
        }
    }

    /// What a session token that fails means: an expired one is renewed on the spot where possible; a wrong time is
    /// worth a handshake; everything else is signed out.
    fn refused(&self, text: &str, error: TokenError) -> Result<Decision, Effect> {
        let reason = match error.reason {
            reason if self.config.header_only => {
                return Ok(Decision { message: Some(error.message), ..Decision::signed_out(reason) });
            }
            Reason::TokenExpired => match self.refresh(text)? {
                Ok(decision) => return Ok(decision),
                Err(failure) => Reason::SessionTokenExpired(failure),
            },
            Reason::TokenNotActiveYet => Reason::SessionTokenNotYetValid,
            Reason::TokenIatInTheFuture => Reason::SessionTokenIatInTheFuture,
            reason => {
                return Ok(Decision { message: Some(error.message), ..Decision::signed_out(reason) });
            }
        };
        Ok(self.handshake(reason, Some(error.message)))
    }

    fn warn_of_missing_azp(&self, claims: &Claims) {
        if claims.text("azp") == Claim::Absent && self.config.verification.authorized_parties.is_empty() {
            self.notice_once(
                "A session token from a cookie has no authorized party (azp). Clerk may refuse such tokens one day.",
            );
        }
    }
}

fn mismatch(reason: Reason, token_type: Option<TokenType>) -> Decision {
    Decision { token_type, ..Decision::signed_out(reason) }
}
