//! What decisions cost without Ruby, beside the signature that the first request with a token cannot do without:
//! `cargo bench`.

#![allow(clippy::unwrap_used)]

use std::hint::black_box;

use clerk_core::{Config, Fact, Facts, Keys, Outcome, Purpose, Request, Source, Timestamp, authenticate};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use serde_json::{Map, Value, json};

const KEY: &[u8] = include_bytes!("../tests/keys/instance.pem");
const PUBLIC_KEY: &[u8] = include_bytes!("../tests/keys/instance.pub.pem");
const NOW: i64 = 1_800_000_000;

/// A script's request, with a `Cookie` or an `Authorization` header.
struct Script {
    cookie: String,
    authorization: String,
}

impl Source for Script {
    fn read(&self, fact: Fact) -> Option<&[u8]> {
        match fact {
            Fact::Method => Some(b"GET"),
            Fact::Scheme => Some(b"https"),
            Fact::Host => Some(b"www.example.com"),
            Fact::PathInfo => Some(b"/dashboard"),
            Fact::QueryString => Some(b"page=2"),
            Fact::SecFetchDest => Some(b"empty"),
            Fact::Cookie => Some(self.cookie.as_bytes()),
            Fact::Authorization => Some(self.authorization.as_bytes()),
            _ => None,
        }
    }

    fn headers(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

fn session_token() -> String {
    let mut header = Header::new(Algorithm::RS256);
    header.kid = Some("ins_2aBcDeFgHiJkLmNoPqRsTuVwXyZ".to_owned());
    let claims = json!({
        "azp": "https://www.example.com", "exp": NOW + 60, "iat": NOW, "nbf": NOW - 10, "fva": [3, -1],
        "iss": "https://clerk.example.com", "sub": "user_2aBcDeFgHiJkLmNoPqRsTuVwXyZ", "sts": "active", "v": 2,
        "sid": "sess_2aBcDeFgHiJkLmNoPqRsTuVwXyZ", "jti": "0123456789abcdef0123",
        "o": { "id": "org_2aBcDeFgHiJkLmNoPqRsTuVwXyZ", "slg": "acme", "rol": "admin" },
    });
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_rsa_pem(KEY).unwrap()).unwrap()
}

fn config() -> Config {
    let options: Map<String, Value> = serde_json::from_value(json!({
        "publishable_key": "pk_live_Y2xlcmsuZXhhbXBsZS5jb20k", "secret_key": "sk_live_0123456789abcdef",
    }))
    .unwrap();
    Config::new(&options, Purpose::Requests).unwrap()
}

fn keys() -> Keys {
    let key = EncodingKey::from_rsa_pem(KEY).unwrap();
    let mut jwk = serde_json::to_value(Jwk::from_encoding_key(&key, Algorithm::RS256).unwrap()).unwrap();
    jwk["kid"] = json!("ins_2aBcDeFgHiJkLmNoPqRsTuVwXyZ");
    let mut keys = Keys::default();
    let body = json!({ "keys": [jwk] }).to_string().into_bytes();
    keys.learn(&Outcome::Response { status: 200, body }, false, Timestamp::from_secs(NOW)).unwrap();
    keys
}

fn decisions(criterion: &mut Criterion) {
    let (config, token, now) = (config(), session_token(), Timestamp::from_secs(NOW));
    let suffix = config.publishable_key().unwrap().cookie_suffix();
    let cookie = format!(
        "_ga=GA1.1.1234567890.1760000000; __session={token}; __session{suffix}={token}; __client_uat={NOW}; \
         __client_uat{suffix}={NOW}; theme=dark"
    );
    let decide = |keys: &Keys, script: &Script| {
        let facts = Facts { request: Request::new(script), answers: &[] };
        black_box(authenticate(&config, keys, &facts, now))
    };
    let by_cookie = Script { cookie, authorization: String::new() };
    let by_bearer = Script { cookie: String::new(), authorization: format!("Bearer {token}") };
    let anonymous = Script { cookie: "_ga=GA1.1.1; theme=dark".to_owned(), authorization: String::new() };

    let (signed, signature) = token.rsplit_once('.').unwrap();
    let public_key = DecodingKey::from_rsa_pem(PUBLIC_KEY).unwrap();
    criterion.bench_function("the signature alone", |bench| {
        bench.iter(|| jsonwebtoken::crypto::verify(signature, signed.as_bytes(), &public_key, Algorithm::RS256));
    });
    for (name, script) in [("cookie", &by_cookie), ("bearer", &by_bearer)] {
        criterion.bench_function(&format!("{name}, new token"), |bench| {
            bench.iter_batched(keys, |keys| decide(&keys, script), BatchSize::SmallInput);
        });
        let seen = keys();
        let _ = decide(&seen, script);
        criterion.bench_function(&format!("{name}, token seen before"), |bench| {
            bench.iter(|| decide(&seen, script));
        });
    }
    let keys = keys();
    criterion.bench_function("anonymous", |bench| bench.iter(|| decide(&keys, &anonymous)));
}

criterion_group!(benches, decisions);
criterion_main!(benches);
