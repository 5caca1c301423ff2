//! §1 and design: every option is checked at boot, and what is wrong is said: the option and the rule, never a secret.

use clerk_core::{Config, InstanceType, MissingAzp, PublishableKey, Purpose};
use serde_json::{Value, json};

use crate::support::{DEVELOPMENT_KEY, FRONTEND_API, PRODUCTION_KEY, SECRET, options, public_pem};

fn secret_key() -> String {
    format!("sk_live_{SECRET}")
}

/// A production configuration with these options over it.
fn with(given: Value) -> Result<Config, String> {
    let mut all = options(json!({ "publishable_key": PRODUCTION_KEY, "secret_key": secret_key() }));
    all.extend(options(given));
    Config::new(&all, Purpose::Requests).map_err(|error| {
        let message = error.to_string();
        assert!(message.starts_with(error.option()), "{message}");
        message
    })
}

/// The options are refused: the message names the option and holds a word of the rule.
#[track_caller]
fn refused(given: Value, rule: &str) {
    let option = given.as_object().unwrap().keys().next().unwrap().clone();
    let message = with(given.clone()).expect_err(&given.to_string());
    assert!(message.starts_with(&option), "{given}: {message}");
    assert!(message.contains(rule), "{given}: {message}");
    assert!(!message.contains(SECRET), "{message}");
}

#[track_caller]
fn accepted(given: Value) {
    if let Err(message) = with(given.clone()) {
        panic!("{given}: {message}");
    }
}

/// base64 without padding, as the dashboard writes it.
fn key(prefix: &str, decoded: &str) -> String {
    use base64::Engine;
    format!("{prefix}{}", base64::prelude::BASE64_STANDARD_NO_PAD.encode(decoded))
}

#[test]
fn a_publishable_key_is_the_base64_of_a_host_and_a_dollar() {
    let read = |text: &str| PublishableKey::parse(text).map(|key| (key.instance(), key.frontend_api().to_owned()));
    let host = FRONTEND_API.to_owned();
    assert_eq!(read(PRODUCTION_KEY), Ok((InstanceType::Production, host.clone())));
    assert_eq!(read(DEVELOPMENT_KEY), Ok((InstanceType::Development, host)));
    let hosted = "happy-hippo-1.clerk.accounts.dev";
    assert_eq!(
        read("pk_test_aGFwcHktaGlwcG8tMS5jbGVyay5hY2NvdW50cy5kZXYk"),
        Ok((InstanceType::Development, hosted.to_owned()))
    );
    // Padding may be there or be missing.
    assert_eq!(read("pk_live_YS5iJA==").unwrap().1, "a.b");
    assert_eq!(read("pk_live_YS5iJA").unwrap().1, "a.b");
}

#[test]
fn anything_else_is_no_publishable_key() {
    let bad = [
        String::new(),
        "pk_live_".to_owned(),
        "pk_test".to_owned(),
        format!("pk_prod_{}", &PRODUCTION_KEY[8..]),
        format!(" {PRODUCTION_KEY}"),
        format!("{PRODUCTION_KEY} "),
        format!("{PRODUCTION_KEY}_x"),
        format!("{PRODUCTION_KEY}\n"),
        PRODUCTION_KEY.to_uppercase(),
        "pk_live_!!!".to_owned(),
        key("pk_live_", "clerk.example.com"),
        key("pk_live_", "clerk.example.com$$"),
        key("pk_live_", "clerk.example.com$ "),
        key("pk_live_", "a$clerk.example.com$"),
        key("pk_live_", "localhost$"),
        key("pk_live_", "$"),
        key("pk_live_", "evil.example/path$"),
        key("pk_live_", "user@evil.example$"),
        key("pk_live_", "evil.example\n$"),
        key("pk_live_", "evil.example?$"),
        secret_key(),
    ];
    for bad in bad {
        refused(json!({ "publishable_key": bad }), "pk_test_ or pk_live_");
    }
}

#[test]
fn a_secret_key_is_of_the_same_instance() {
    for bad in ["", "x", "sk_", "sk_live", "sk_prod_x", "pk_live_x", " sk_live_x", "SK_LIVE_X"] {
        refused(json!({ "secret_key": bad }), "sk_test_ or sk_live_");
    }
    for bad in ["sk_live_", "sk_live_a b", "sk_live_a\n", "sk_live_a\r\nx: y", "sk_live_ä"] {
        refused(json!({ "secret_key": bad }), "whole secret key");
    }
    refused(json!({ "secret_key": format!("sk_test_{SECRET}") }), "same instance");
    let message = with(json!({ "publishable_key": DEVELOPMENT_KEY })).unwrap_err();
    assert!(message.starts_with("secret_key (sk_live_****)") && message.contains("same instance"), "{message}");
    accepted(json!({ "secret_key": "sk_test_x", "publishable_key": DEVELOPMENT_KEY }));
}

#[test]
fn what_is_missing_is_said_with_the_name_of_its_environment_variable() {
    refused(json!({ "publishable_key": null }), "CLERK_PUBLISHABLE_KEY");
    refused(json!({ "secret_key": null }), "CLERK_SECRET_KEY");
    let tokens = |given: Value| Config::new(&options(given), Purpose::Tokens);
    let message = tokens(json!({})).unwrap_err().to_string();
    assert!(message.contains("CLERK_JWT_KEY") && message.contains("CLERK_SECRET_KEY"), "{message}");
    assert!(tokens(json!({ "jwt_key": public_pem() })).is_ok());
    assert!(tokens(json!({ "secret_key": secret_key() })).is_ok());
}

#[test]
fn a_jwt_key_is_the_pem_of_an_rsa_public_key() {
    accepted(json!({ "jwt_key": public_pem() }));
    accepted(json!({ "jwt_key": public_pem().trim_end() }));
    // As environment variables often have it.
    accepted(json!({ "jwt_key": public_pem().replace('\n', "\\n") }));
    let pem = public_pem();
    for bad in ["", "x", &pem[..pem.len() / 2], "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"] {
        refused(json!({ "jwt_key": bad }), "PEM");
    }
    refused(json!({ "jwt_key": secret_key() }), "PEM");
}

#[test]
fn a_private_key_in_its_place_is_refused_and_not_shown() {
    let private = include_str!("../keys/instance.pem");
    if let Err(message) = with(json!({ "jwt_key": private })) {
        assert!(!message.contains(&private[30..60]), "{message}");
    }
}

#[test]
fn an_option_that_is_none_is_named_with_those_that_are() {
    refused(json!({ "publishible_key": "x" }), "publishable_key");
    refused(json!({ "secretKey": secret_key() }), "secret_key");
    refused(json!({ "": 1 }), "clock_skew");
}

#[test]
fn null_is_not_given() {
    accepted(json!({
        "api_url": null, "audience": null, "authorized_parties": null, "clock_skew": null, "excluded_routes": null,
        "issuer": null, "jwt_key": null, "missing_azp": null, "proxy_url": null, "sign_in_url": null,
        "sign_up_url": null, "token_class": null, "treat_pending_as_signed_out": null, "trusted_hosts": null,
    }));
}

#[test]
fn every_option_has_a_type() {
    for option in [
        "api_url",
        "jwt_key",
        "missing_azp",
        "proxy_url",
        "publishable_key",
        "secret_key",
        "sign_in_url",
        "sign_up_url",
        "token_class",
    ] {
        for value in [json!(1), json!(true), json!(["x"]), json!({})] {
            refused(json!({ option: value }), "text");
        }
    }
    for option in ["publishable_key", "secret_key", "jwt_key"] {
        refused(json!({ option: [secret_key()] }), "text");
    }
    for option in ["audience", "authorized_parties", "excluded_routes", "issuer", "trusted_hosts"] {
        for value in [json!(1), json!({}), json!([1]), json!(["a", null]), json!(""), json!(["a", ""])] {
            refused(json!({ option: value }), "list of texts");
        }
    }
    for value in [json!("true"), json!(1), json!([])] {
        refused(json!({ "treat_pending_as_signed_out": value }), "true or false");
    }
    for value in [json!("5"), json!(-1), json!(3601), json!([]), json!(true)] {
        refused(json!({ "clock_skew": value }), "seconds");
    }
    for value in [json!(0), json!(0.5), json!(3600)] {
        accepted(json!({ "clock_skew": value }));
    }
}

#[test]
fn urls_are_absolute_http_or_https() {
    for bad in [
        "",
        "api.clerk.com",
        "ftp://api.clerk.com",
        "javascript:alert(1)",
        "https://",
        "https://a b",
        "https://a\n",
        "https://a/?b",
        "https://a/#b",
        "/path",
        "//api.clerk.com",
    ] {
        refused(json!({ "api_url": bad }), "absolute http or https URL");
    }
    let url = |text: &str| with(json!({ "api_url": text })).unwrap().api_url().to_owned();
    assert_eq!(url("https://api.clerk.com/"), "https://api.clerk.com");
    assert_eq!(url("http://127.0.0.1:4000"), "http://127.0.0.1:4000");
    assert_eq!(with(json!({})).unwrap().api_url(), "https://api.clerk.com");
}

#[test]
fn pages_and_the_proxy_may_be_paths_too() {
    for option in ["sign_in_url", "sign_up_url", "proxy_url"] {
        for good in ["https://accounts.example.com/x", "http://localhost:3000", "/x", "/x/y"] {
            accepted(json!({ option: good }));
        }
        for bad in ["", "x", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "ftp://a"]
        {
            refused(json!({ option: bad }), "absolute http or https URL, or a path");
        }
    }
}

#[test]
fn authorized_parties_are_origins() {
    for good in [json!("https://www.example.com"), json!(["http://localhost:3000", "chrome-extension://abcdef"])] {
        accepted(json!({ "authorized_parties": good }));
    }
    for bad in
        ["https://www.example.com/", "https://www.example.com/x", "https://WWW.example.com", "https://a.example:443"]
    {
        refused(json!({ "authorized_parties": bad }), "origins");
        refused(json!({ "authorized_parties": ["http://localhost:3000", bad] }), bad);
    }
}

#[test]
fn words_are_of_their_lists() {
    let missing = |word: &str| with(json!({ "missing_azp": word })).map(|config| config.verification().missing_azp);
    assert_eq!(missing("allow"), Ok(MissingAzp::Allow));
    assert_eq!(missing("reject"), Ok(MissingAzp::Reject));
    refused(json!({ "missing_azp": "ignore" }), ":reject or :allow");
    accepted(json!({ "token_class": "session_token" }));
    accepted(json!({ "token_class": "jwt_template" }));
    refused(json!({ "token_class": "m2m_token" }), ":session_token or :jwt_template");
    for bad in ["health", "*", "https://www.example.com/"] {
        refused(json!({ "excluded_routes": ["/a", bad] }), "paths that start with /");
    }
}

#[test]
fn a_secret_in_the_wrong_place_is_not_shown() {
    for option in [
        "api_url",
        "authorized_parties",
        "excluded_routes",
        "jwt_key",
        "missing_azp",
        "proxy_url",
        "publishable_key",
        "sign_in_url",
        "sign_up_url",
        "token_class",
        "clock_skew",
        "treat_pending_as_signed_out",
    ] {
        // A mix-up of two environment variables.
        if let Err(message) = with(json!({ option: secret_key() })) {
            assert!(!message.contains(SECRET), "{message}");
        }
    }
    for option in ["api_url", "proxy_url"] {
        let message = with(json!({ option: format!("https://user:{SECRET}@api.example.com") })).unwrap_err();
        assert!(!message.contains(SECRET), "{message}");
    }
}

#[test]
fn two_configurations_share_keys_only_when_they_are_of_one_instance() {
    let config = |given: Value| with(given).unwrap();
    let base = config(json!({}));
    let same = [json!({}), json!({ "authorized_parties": "https://a.example" })];
    assert!(same.into_iter().all(|given| base.shares_keys_with(&config(given))));
    for other in [
        json!({ "secret_key": "sk_live_other" }),
        json!({ "api_url": "http://localhost:4000" }),
        json!({ "jwt_key": public_pem() }),
    ] {
        assert!(!base.shares_keys_with(&config(other.clone())), "{other}");
        assert!(!config(other.clone()).shares_keys_with(&base), "{other}");
    }
    let without_secret = || Config::new(&options(json!({ "jwt_key": public_pem() })), Purpose::Tokens).unwrap();
    assert!(!without_secret().shares_keys_with(&without_secret()));
}
