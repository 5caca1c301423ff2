use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use crate::claims::{Claim, Claims};
use crate::error::TokenError;
use crate::reason::Reason;
use crate::secret::Secret;

/// The classes of JWTs that one Clerk instance signs with one and the same key. Only the header `cat`, and for machine
/// tokens `typ` and `sub`, tell them apart, so a class is checked wherever a token is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenClass {
    /// A session token; also a token from before the classes, or from an instance that stamps one `cat` on all.
    Session,
    /// A token made from a JWT template: its author chose the claims.
    Template,
    /// A machine-to-machine token.
    MachineToMachine {
        /// Whether its subject says so, not only its `cat`.
        by_subject: bool,
    },
    /// An OAuth access token (RFC 9068).
    OAuth,
    /// A class that this version does not know.
    Unknown,
}

/// A JWT taken apart (RFC 7519, RFC 7515 compact serialization). Nothing about it is verified.
#[derive(PartialEq)]
pub(crate) struct Token {
    text: Secret,
    header: Claims,
    claims: Claims,
    class: TokenClass,
    /// The length of `<header>.<payload>`, the signed part of the text.
    signed: usize,
}

impl Token {
    /// Takes a JWT apart.
    pub(crate) fn decode(text: &str) -> Result<Self, TokenError> {
        let mut parts = text.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(TokenError::new(Reason::TokenInvalid, "A JWT has three parts separated by dots."));
        };
        let object = |part: &str| -> Option<Claims> {
            let map: Map<String, Value> = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).ok()?).ok()?;
            Claims::new(&map)
        };
        let (Some(header_claims), Some(claims), Ok(_)) =
            (object(header), object(payload), BASE64_URL_SAFE_NO_PAD.decode(signature))
        else {
            return Err(TokenError::new(
                Reason::TokenInvalid,
                "The header, the payload or the signature of the JWT cannot be decoded.",
            ));
        };
        Ok(Self {
            class: class(&header_claims, &claims, !signature.is_empty()),
            text: Secret::new(text),
            header: header_claims,
            claims,
            signed: header.len() + 1 + payload.len(),
        })
    }

    pub(crate) fn text(&self) -> &Secret {
        &self.text
    }

    pub(crate) fn claims(&self) -> &Claims {
        &self.claims
    }

    pub(crate) fn header(&self, name: &str) -> Claim<&str> {
        self.header.text(name)
    }

    /// The signed part and the signature.
    pub(crate) fn split(&self) -> (&str, &str) {
        let text = self.text.expose();
        (text.get(..self.signed).unwrap_or_default(), text.get(self.signed + 1..).unwrap_or_default())
    }

    /// The class of the token, as far as an unverified token can say.
    pub(crate) fn class(&self) -> TokenClass {
        self.class
    }

    /// What it takes in memory, in bytes.
    pub(crate) fn size(&self) -> usize {
        size_of::<Self>() + self.text.expose().len() + self.header.size() + self.claims.size()
    }
}

/// Shows what kind of token it is. The rest is a secret.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({:?})", self.class)
    }
}

fn class(header: &Claims, claims: &Claims, is_signed: bool) -> TokenClass {
    // A machine JWT is a whole one; without a signature it is only a token that does not verify.
    if is_signed {
        if claims.text("sub").present().is_some_and(|sub| sub.starts_with("mch_")) {
            return TokenClass::MachineToMachine { by_subject: true };
        }
        if let Claim::Present("at+jwt" | "application/at+jwt") = header.text("typ") {
            return TokenClass::OAuth;
        }
    }
    match header.text("cat") {
        Claim::Absent | Claim::Present("cl_B7d4PD111AAA" | "cl_I7d4PD111III") => TokenClass::Session,
        Claim::Present("cl_B7d4PD222AAA") => TokenClass::Template,
        Claim::Present("cl_B7d4PD333AAA") => TokenClass::MachineToMachine { by_subject: false },
        Claim::Present(_) | Claim::Malformed => TokenClass::Unknown,
    }
}
