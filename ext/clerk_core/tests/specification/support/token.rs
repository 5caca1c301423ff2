use std::fmt;
use std::sync::LazyLock;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, jwk::Jwk};
use serde_json::{Map, Value, json};

use super::NOW;

/// The `cat` of the classes of tokens.
pub(crate) const SESSION: &str = "cl_B7d4PD111AAA";
pub(crate) const TEMPLATE: &str = "cl_B7d4PD222AAA";
pub(crate) const M2M: &str = "cl_B7d4PD333AAA";
pub(crate) const NO_INFORMATION: &str = "cl_I7d4PD111III";

/// A signing key and the name (`kid`) it goes by.
pub(crate) struct Signer {
    pub(crate) kid: &'static str,
    key: EncodingKey,
}

/// The signing key of the application's own Clerk instance.
pub(crate) static INSTANCE: LazyLock<Signer> = LazyLock::new(|| Signer {
    kid: "ins_1",
    key: EncodingKey::from_rsa_pem(include_bytes!("../../keys/instance.pem")).unwrap(),
});
/// The signing key of somebody else's.
pub(crate) static OTHER: LazyLock<Signer> = LazyLock::new(|| Signer {
    kid: "ins_2",
    key: EncodingKey::from_rsa_pem(include_bytes!("../../keys/other.pem")).unwrap(),
});

/// The public half of [`INSTANCE`], as one copies it from the Clerk dashboard.
pub(crate) fn public_pem() -> &'static str {
    include_str!("../../keys/instance.pub.pem")
}

/// The public half of a key as the Backend API publishes it.
pub(crate) fn jwk(signer: &Signer) -> Value {
    let mut jwk = serde_json::to_value(Jwk::from_encoding_key(&signer.key, Algorithm::RS256).unwrap()).unwrap();
    jwk["kid"] = json!(signer.kid);
    jwk["use"] = json!("sig");
    jwk
}

/// A key set as the Backend API publishes it.
pub(crate) fn jwks(keys: &[Value]) -> Value {
    json!({ "keys": keys })
}

/// A JWT in the making. Its `Display` is the signed token.
#[derive(Clone)]
pub(crate) struct Jwt {
    header: Map<String, Value>,
    claims: Map<String, Value>,
    signer: &'static LazyLock<Signer>,
}

/// A session token of `user_1` that is as good as can be.
pub(crate) fn token() -> Jwt {
    Jwt::new(json!({
        "azp": "https://www.example.com",
        "exp": NOW + 50,
        "iat": NOW - 10,
        "iss": "https://clerk.example.com",
        "nbf": NOW - 20,
        "sid": "sess_1",
        "sub": "user_1",
    }))
}

/// A JWT of `mch_1`, a machine.
pub(crate) fn machine_token() -> Jwt {
    let claims = json!({
        "exp": NOW + 50,
        "iat": NOW - 10,
        "iss": "https://clerk.example.com",
        "jti": "mt_1",
        "nbf": NOW - 20,
        "sub": "mch_1",
    });
    Jwt::new(claims).cat(M2M)
}

/// An OAuth access token (RFC 9068) of `user_1`.
pub(crate) fn oauth_token() -> Jwt {
    let claims = json!({
        "client_id": "client_1",
        "exp": NOW + 50,
        "iat": NOW - 10,
        "iss": "https://clerk.example.com",
        "jti": "oat_1",
        "nbf": NOW - 20,
        "scope": "openid email",
        "sub": "user_1",
    });
    Jwt::new(claims).header("typ", "at+jwt")
}

/// A handshake token that carries these cookie directives.
pub(crate) fn handshake_token(directives: &[String]) -> Jwt {
    Jwt::new(json!({ "handshake": directives }))
}

impl Jwt {
    fn new(claims: Value) -> Self {
        let header = json!({ "alg": "RS256", "kid": INSTANCE.kid, "typ": "JWT" });
        Self {
            header: header.as_object().unwrap().clone(),
            claims: claims.as_object().unwrap().clone(),
            signer: &INSTANCE,
        }
    }

    pub(crate) fn claim(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims.insert(name.to_owned(), value.into());
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.claims.remove(name);
        self
    }

    pub(crate) fn header(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header.insert(name.to_owned(), value.into());
        self
    }

    pub(crate) fn without_header(mut self, name: &str) -> Self {
        self.header.remove(name);
        self
    }

    /// With the `cat` of a class.
    pub(crate) fn cat(self, cat: &str) -> Self {
        self.header("cat", cat)
    }

    /// Of somebody else's instance, which may well claim our key's name.
    pub(crate) fn signed_by(mut self, signer: &'static LazyLock<Signer>) -> Self {
        self.signer = signer;
        self
    }

    /// A minute past its end.
    pub(crate) fn expired(self) -> Self {
        self.claim("exp", NOW - 60).claim("iat", NOW - 120).claim("nbf", NOW - 130)
    }

    /// A minute before its beginning.
    pub(crate) fn not_active_yet(self) -> Self {
        self.claim("nbf", NOW + 60)
    }

    /// Made a minute from now.
    pub(crate) fn issued_in_the_future(self) -> Self {
        self.claim("iat", NOW + 60)
    }

    /// The header and the claims of this token under the signature of another.
    pub(crate) fn forged(&self) -> String {
        let signature = token().claim("sub", "user_of_another_token").to_string();
        format!("{}.{}", self.signed_part(), signature.rsplit('.').next().unwrap())
    }

    fn signed_part(&self) -> String {
        let encode = |map: &Map<String, Value>| BASE64_URL_SAFE_NO_PAD.encode(Value::Object(map.clone()).to_string());
        format!("{}.{}", encode(&self.header), encode(&self.claims))
    }
}

impl fmt::Display for Jwt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hmac = EncodingKey::from_secret(public_pem().as_bytes());
        let (algorithm, key) = match self.header.get("alg").and_then(Value::as_str) {
            Some("none") => return write!(f, "{}.", self.signed_part()),
            // With the public key as the secret: everybody knows it.
            Some("HS256") => (Algorithm::HS256, &hmac),
            Some("RS384") => (Algorithm::RS384, &self.signer.key),
            Some("RS512") => (Algorithm::RS512, &self.signer.key),
            Some("PS256") => (Algorithm::PS256, &self.signer.key),
            _ => (Algorithm::RS256, &self.signer.key),
        };
        let signed = self.signed_part();
        let signature = jsonwebtoken::crypto::sign(signed.as_bytes(), key, algorithm).unwrap();
        write!(f, "{signed}.{signature}")
    }
}
