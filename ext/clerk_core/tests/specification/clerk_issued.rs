//! Tokens that Clerk itself issued: a development instance of 2022, published with `@clerk/backend`.

use clerk_core::{Config, Outcome, Purpose, Timestamp, verify_token};
use serde_json::{Value, json};

use crate::support::{NOW, jwks, options, verdict};

fn vector(name: &str) -> Value {
    let vectors: Value =
        serde_json::from_str(include_str!("../../../../spec/fixtures/clerk-issued-2022.json")).unwrap();
    vectors[name].clone()
}

fn valid_at() -> i64 {
    vector("valid_at").as_i64().unwrap()
}

/// What becomes of the token at that time.
fn verify(token: &str, at: i64) -> String {
    let mut jwk = vector("jwk");
    jwk["kid"] = json!("ins_2GIoQhbUpy0hX7B2cVkuTMinXoD");
    let given = json!({
        "secret_key": "sk_test_1",
        // base64 of `clerk.inspired.puma-74.lcl.dev$`
        "publishable_key": "pk_test_Y2xlcmsuaW5zcGlyZWQucHVtYS03NC5sY2wuZGV2JA",
        "authorized_parties": "https://accounts.inspired.puma-74.lcl.dev",
    });
    let config = Config::new(&options(given), Purpose::Tokens).unwrap();
    let mut keys = config.initial_keys();
    let body = jwks(&[jwk]).to_string().into_bytes();
    let now = Timestamp::from_secs(at);
    keys.learn(&Outcome::Response { status: 200, body }, false, now).unwrap();
    let token = vector(token).as_str().unwrap().to_owned();
    verdict(&verify_token(&token, &keys, config.verification(), now))
}

#[test]
fn a_token_of_clerk_s_verifies_in_its_time() {
    assert_eq!(verify("token", valid_at()), "user_2GIpXOEpVyJw51rkZn9Kmnc6Sxr");
}

#[test]
fn and_not_before_or_after() {
    assert_eq!(verify("token", NOW), "token-expired");
    assert_eq!(verify("token", valid_at() - 3600), "token-not-active-yet");
    assert_eq!(verify("expired_token", valid_at()), "token-expired");
}

#[test]
fn nor_with_other_claims_under_its_signature() {
    assert_eq!(verify("invalid_signature_token", valid_at()), "token-invalid-signature");
}
