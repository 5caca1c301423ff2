//! A signature is checked once a token and key set. Nothing about the decision may change: every row of this
//! specification is decided three times, for a token that is new, for one that was seen, and without a memory.

use clerk_core::{Config, Effect, Keys, Outcome, Purpose, Timestamp, Verdict, verify_token};
use serde_json::{Value, json};

use crate::support::{INSTANCE, NOW, OTHER, TEMPLATE, jwk, jwks, options, production, public_pem, token, verdict};

/// The keys of a process that has verified this token.
fn having_verified(token: &str) -> Keys {
    let mut keys = Keys::default();
    learn(&mut keys, &[jwk(&INSTANCE)]);
    assert_eq!(judge(&keys, token, &production().config(), NOW), "user_1");
    keys
}

fn learn(keys: &mut Keys, published: &[Value]) {
    let outcome = Outcome::Response { status: 200, body: jwks(published).to_string().into_bytes() };
    keys.learn(&outcome, false, Timestamp::from_secs(NOW)).unwrap();
}

fn judge(keys: &Keys, token: &str, config: &Config, at: i64) -> String {
    verdict(&verify_token(token, keys, config.verification(), Timestamp::from_secs(at)))
}

#[test]
fn the_times_of_a_token_are_judged_each_time() {
    let seen = token().claim("iat", NOW).claim("nbf", NOW).claim("exp", NOW + 60).to_string();
    let keys = having_verified(&seen);
    let at = |seconds| judge(&keys, &seen, &production().config(), NOW + seconds);
    assert_eq!(at(64), "user_1");
    assert_eq!(at(65), "token-expired");
    assert_eq!(at(-6), "token-not-active-yet");
    assert_eq!(at(0), "user_1");
}

#[test]
fn so_are_its_parties_its_issuer_and_its_audience_by_whatever_configuration_asks() {
    let seen = token().claim("azp", "https://www.example.com").claim("aud", "one").to_string();
    let keys = having_verified(&seen);
    for (option, good, bad, reason) in [
        ("authorized_parties", "https://www.example.com", "https://b.example", "token-invalid-authorized-parties"),
        ("issuer", "https://clerk.example.com", "https://clerk.b.example", "token-invalid-issuer"),
        ("audience", "one", "two", "token-verification-failed"),
    ] {
        let with = |value: &str| judge(&keys, &seen, &production().with(option, value).config(), NOW);
        assert_eq!(with(good), "user_1", "{option}");
        assert_eq!(with(bad), reason, "{option}");
    }
}

#[test]
fn so_is_its_class() {
    let template = token().header("cat", TEMPLATE).to_string();
    let mut keys = Keys::default();
    learn(&mut keys, &[jwk(&INSTANCE)]);
    let class = |name: &str| {
        let given = options(json!({ "secret_key": "sk_live_WellKeptSecret0123456789", "token_class": name }));
        judge(&keys, &template, &Config::new(&given, Purpose::Tokens).unwrap(), NOW)
    };
    assert_eq!(class("jwt_template"), "user_1");
    assert_eq!(class("session_token"), "token-type-mismatch");
}

#[test]
fn a_token_is_another_one_when_a_single_character_is() {
    let seen = token().to_string();
    let keys = having_verified(&seen);
    for at in 0..seen.len() {
        let mut forged = seen.clone().into_bytes();
        forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(forged).unwrap();
        let verdict = verify_token(&forged, &keys, production().config().verification(), Timestamp::from_secs(NOW));
        // A changed `kid` is one to look for.
        assert!(
            matches!(verdict, Verdict::Refused(_) | Verdict::Need(Effect::FetchKeys { unknown_kid: true })),
            "{at}: {verdict:?}"
        );
    }
    for forged in [seen[..seen.len() - 1].to_owned(), format!("{seen}A"), format!("{seen}."), seen[1..].to_owned()] {
        assert_ne!(judge(&keys, &forged, &production().config(), NOW), "user_1", "{forged}");
    }
}

#[test]
fn what_a_withdrawn_key_has_signed_is_refused() {
    let seen = token().to_string();
    let mut keys = having_verified(&seen);
    learn(&mut keys, &[jwk(&INSTANCE)]);
    assert_eq!(judge(&keys, &seen, &production().config(), NOW), "user_1", "the same keys again");
    learn(&mut keys, &[jwk(&OTHER)]);
    assert_ne!(judge(&keys, &seen, &production().config(), NOW), "user_1");
    // Its name alone does not bring it back.
    let mut renamed = jwk(&OTHER);
    renamed["kid"] = json!(INSTANCE.kid);
    learn(&mut keys, &[renamed]);
    assert_eq!(judge(&keys, &seen, &production().config(), NOW), "token-invalid-signature");
}

#[test]
fn what_one_instance_has_verified_another_has_not() {
    let seen = token().to_string();
    having_verified(&seen);
    let mut others = Keys::default();
    let mut renamed = jwk(&OTHER);
    renamed["kid"] = json!(INSTANCE.kid);
    learn(&mut others, &[renamed]);
    assert_eq!(judge(&others, &seen, &production().config(), NOW), "token-invalid-signature");
}

#[test]
fn configurations_with_one_jwt_key_remember_together_where_the_one_comes_of_the_other() {
    let with =
        |size: usize| production().with("jwt_key", public_pem()).with("token_cache_size", size).just_booted().config();
    let parent = with(10);
    let seen = token().to_string();
    assert_eq!(judge(&parent.initial_keys(), &seen, &parent, NOW), "user_1");
    let remembered = |config: Config| {
        let keys = config.initial_keys();
        format!("{keys:?}").contains("VerifiedTokens(1 of")
    };
    assert!(remembered(with(10).derived_from(&parent)));
    assert!(!remembered(with(20).derived_from(&parent)), "of another size");
    assert!(!remembered(with(10)), "of another origin");
    let other = production().with("jwt_key", include_str!("../keys/other.pub.pem")).with("token_cache_size", 10);
    assert!(!remembered(other.just_booted().config().derived_from(&parent)), "with another key");
}

#[test]
fn how_many_are_remembered_is_a_whole_number() {
    let with = |size: Value| {
        Config::new(&options(json!({ "token_cache_size": size })), Purpose::Settings).map_err(|error| error.to_string())
    };
    for size in [json!(0), json!(1.0), json!(10_000_000), json!(null)] {
        assert!(with(size.clone()).is_ok(), "{size}");
    }
    for size in [json!("5"), json!(-1), json!(0.5), json!(10_000_001), json!([]), json!(true)] {
        let message = with(size.clone()).unwrap_err();
        assert!(message.starts_with("token_cache_size") && message.contains("whole number"), "{size}: {message}");
    }
}
