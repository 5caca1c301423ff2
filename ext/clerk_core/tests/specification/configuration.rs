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
fn calls_need_the_secret_key_of_the_instance_or_of_a_machine_and_no_publishable_key() {
    let calls = |given: Value| Config::new(&options(given), Purpose::Calls).map_err(|error| error.to_string());
    for without in [json!({}), json!({ "publishable_key": PRODUCTION_KEY }), json!({ "jwt_key": public_pem() })] {
        let message = calls(without).unwrap_err();
        assert!(message.starts_with("secret_key") && message.contains("CLERK_SECRET_KEY"), "{message}");
    }
    assert!(calls(json!({ "secret_key": secret_key() })).is_ok());
    assert!(calls(json!({ "machine_secret_key": "ak_x" })).is_ok());
    let message = calls(json!({ "secret_key": "pk_live_x" })).unwrap_err();
    assert!(message.starts_with("secret_key") && message.contains("sk_test_ or sk_live_"), "{message}");
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
    for pem in [private, public_pem()] {
        let seen = with(json!({ "jwt_key": pem })).map_or_else(|message| message, |config| format!("{config:?}"));
        assert!(!seen.contains(&pem[30..60]), "{seen}");
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
        "accepts_token": null, "api_url": null, "audience": null, "authorized_parties": null, "clock_skew": null,
        "domain": null, "excluded_routes": null, "is_satellite": null, "issuer": null, "jwt_key": null,
        "machine_secret_key": null, "missing_azp": null, "organization_patterns": null,
        "personal_account_patterns": null, "proxy_url": null, "satellite_auto_sync": null, "sign_in_url": null,
        "sign_up_url": null, "token_cache_size": null, "token_class": null, "treat_pending_as_signed_out": null, "trusted_hosts": null,
    }));
}

#[test]
fn every_option_has_a_type() {
    for option in [
        "api_url",
        "domain",
        "jwt_key",
        "machine_secret_key",
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
    for option in ["publishable_key", "secret_key", "jwt_key", "machine_secret_key"] {
        refused(json!({ option: [secret_key()] }), "text");
    }
    for option in [
        "audience",
        "authorized_parties",
        "excluded_routes",
        "issuer",
        "organization_patterns",
        "personal_account_patterns",
        "trusted_hosts",
    ] {
        for value in [json!(1), json!({}), json!([1]), json!(["a", null]), json!(""), json!(["a", ""])] {
            refused(json!({ option: value }), "list of texts");
        }
    }
    for value in [json!("true"), json!(1), json!([])] {
        for option in ["is_satellite", "satellite_auto_sync", "treat_pending_as_signed_out"] {
            refused(json!({ option: value }), "true or false");
        }
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
        "accepts_token",
        "api_url",
        "authorized_parties",
        "domain",
        "is_satellite",
        "machine_secret_key",
        "organization_patterns",
        "personal_account_patterns",
        "satellite_auto_sync",
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

#[test]
fn accepted_tokens_are_of_four_types() {
    for good in [
        json!("session_token"),
        json!("api_key"),
        json!("m2m_token"),
        json!("oauth_token"),
        json!("any"),
        json!(["api_key"]),
        json!(["session_token", "api_key", "m2m_token", "oauth_token"]),
        json!(["api_key", "api_key"]),
    ] {
        accepted(json!({ "accepts_token": good }));
    }
    for bad in [
        json!(""),
        json!("machine_token"),
        json!("API_KEY"),
        json!("api_key "),
        json!([]),
        json!(["any"]),
        json!(["api_key", "any"]),
        json!(["api_key", "x"]),
        json!(["api_key", null]),
        json!([["api_key"]]),
        json!(true),
        json!(1),
        json!({}),
    ] {
        refused(json!({ "accepts_token": bad }), ":session_token, :api_key, :m2m_token or :oauth_token");
    }
}

#[test]
fn what_is_needed_depends_on_the_tokens_that_are_accepted() {
    let missing = |accepts: Value, given: Value| {
        let mut all = options(json!({ "accepts_token": accepts }));
        all.extend(options(given));
        Config::new(&all, Purpose::Requests).err().map_or("nothing".to_owned(), |error| error.option().to_owned())
    };
    let secret = || json!({ "secret_key": secret_key() });
    let machine = || json!({ "machine_secret_key": "ak_machine" });
    for (accepts, given, expected) in [
        (json!("api_key"), secret(), "nothing"),
        (json!("m2m_token"), secret(), "nothing"),
        (json!("m2m_token"), machine(), "nothing"),
        (json!("api_key"), machine(), "secret_key"),
        (json!("api_key"), json!({}), "secret_key"),
        (json!("m2m_token"), json!({}), "secret_key"),
        (json!("m2m_token"), json!({ "jwt_key": public_pem() }), "secret_key"),
        (json!("oauth_token"), secret(), "publishable_key"),
        (json!("session_token"), secret(), "publishable_key"),
        (json!("any"), secret(), "publishable_key"),
        // Only alone.
        (json!(["api_key"]), secret(), "publishable_key"),
        (json!(["api_key", "m2m_token"]), secret(), "publishable_key"),
        (json!(["m2m_token"]), json!({ "publishable_key": PRODUCTION_KEY }), "secret_key"),
        (json!("oauth_token"), json!({ "publishable_key": PRODUCTION_KEY }), "secret_key"),
        (json!("any"), json!({ "publishable_key": PRODUCTION_KEY, "machine_secret_key": "ak_m" }), "secret_key"),
    ] {
        assert_eq!(missing(accepts.clone(), given.clone()), expected, "{accepts} {given}");
    }
    // A key that is not needed is none the less read.
    assert_eq!(
        missing(json!("api_key"), json!({ "publishable_key": "x", "secret_key": secret_key() })),
        "publishable_key"
    );
}

#[test]
fn a_machine_s_secret_key_starts_with_ak() {
    accepted(json!({ "machine_secret_key": "ak_0123" }));
    for bad in ["", "ak", "ak_", "AK_0123", " ak_0123", "ak_01 23", "ak_0123\n", "ak_\r\nx: y", "ak_\u{e4}", "mt_0123"]
    {
        refused(json!({ "machine_secret_key": bad }), "starts with ak_");
    }
    let message = with(json!({ "machine_secret_key": format!("ak_{SECRET} ") })).unwrap_err();
    assert!(message.contains("ak_****") && !message.contains(SECRET), "{message}");
    let config = with(json!({ "machine_secret_key": format!("ak_{SECRET}") })).unwrap();
    assert!(!format!("{config:?}").contains(SECRET));
}

#[test]
fn a_domain_is_a_host() {
    for good in ["satellite.example.net", "clerk.example.net", "localhost:3000", "a-b.example"] {
        accepted(json!({ "domain": good }));
    }
    for bad in
        ["", "https://satellite.example.net", "a.example/", "a.example/x", "user@a.example", "a b", "a?b", "a#b", "a\n"]
    {
        refused(json!({ "domain": bad }), "must be a host");
    }
}

#[test]
fn a_satellite_needs_a_domain_or_a_proxy() {
    let satellite = |key: &str, given: Value| {
        let secret = format!("sk_{}_{SECRET}", if key == DEVELOPMENT_KEY { "test" } else { "live" });
        let mut all = options(json!({ "publishable_key": key, "secret_key": secret, "is_satellite": true }));
        all.extend(options(given));
        let config = Config::new(&all, Purpose::Requests);
        config.err().map_or("nothing".to_owned(), |error| error.option().to_owned())
    };
    let page = "https://www.example.com/sign-in";
    for (key, given, expected) in [
        (PRODUCTION_KEY, json!({}), "domain"),
        (PRODUCTION_KEY, json!({ "sign_in_url": page }), "domain"),
        (PRODUCTION_KEY, json!({ "domain": "a.example" }), "nothing"),
        (PRODUCTION_KEY, json!({ "proxy_url": "https://a.example/__clerk" }), "nothing"),
        (PRODUCTION_KEY, json!({ "proxy_url": "/__clerk" }), "nothing"),
        (PRODUCTION_KEY, json!({ "domain": "a.example", "sign_in_url": "/sign-in" }), "nothing"),
        (DEVELOPMENT_KEY, json!({ "sign_in_url": page }), "domain"),
        (DEVELOPMENT_KEY, json!({ "domain": "a.example" }), "sign_in_url"),
        (DEVELOPMENT_KEY, json!({ "proxy_url": "/__clerk" }), "sign_in_url"),
        (DEVELOPMENT_KEY, json!({ "domain": "a.example", "sign_in_url": "/sign-in" }), "sign_in_url"),
        (DEVELOPMENT_KEY, json!({ "domain": "a.example", "sign_in_url": "ftp://a.example/" }), "sign_in_url"),
        (DEVELOPMENT_KEY, json!({ "domain": "a.example", "sign_in_url": page }), "nothing"),
        (DEVELOPMENT_KEY, json!({ "proxy_url": "/__clerk", "sign_in_url": page }), "nothing"),
        // Whoever is none needs none of it.
        (DEVELOPMENT_KEY, json!({ "is_satellite": false, "satellite_auto_sync": true }), "nothing"),
        (DEVELOPMENT_KEY, json!({ "is_satellite": false, "domain": "a.example" }), "nothing"),
    ] {
        assert_eq!(satellite(key, given.clone()), expected, "{key} {given}");
    }
    refused(json!({ "is_satellite": "true" }), "true or false");
    refused(json!({ "satellite_auto_sync": "true" }), "true or false");
}

#[test]
fn a_development_satellite_s_sign_in_page_is_on_another_origin() {
    let page = |url: &str| {
        with(json!({
            "publishable_key": DEVELOPMENT_KEY, "secret_key": "sk_test_x", "is_satellite": true,
            "domain": "satellite.example.net", "sign_in_url": url,
        }))
    };
    assert!(page("https://www.example.com/sign-in").is_ok());
    let message = page("https://satellite.example.net/sign-in").unwrap_err();
    assert!(message.starts_with("sign_in_url"), "{message}");
    assert!(
        page("http://satellite.example.net/sign-in").is_err() && page("https://satellite.example.net:443/").is_err()
    );
    assert!(page("https://satellite.example.net:8443/sign-in").is_ok());
    assert!(page("https://www.satellite.example.net/sign-in").is_ok());
}

#[test]
fn patterns_of_paths_are_those_of_path_to_regexp() {
    for option in ["organization_patterns", "personal_account_patterns"] {
        for good in [json!("/orgs/:slug"), json!(["/orgs/:id", "/orgs/:id/(.*)"]), json!("/a{/b}?"), json!([])] {
            accepted(json!({ option: good }));
        }
        for bad in ["/:", "/(", "/a?", "/:a/:a", "/([)", "/{a"] {
            refused(json!({ option: bad }), bad);
            let message = with(json!({ option: ["/orgs/:slug", bad] })).unwrap_err();
            assert!(message.starts_with(option) && message.contains(bad), "{message}");
        }
    }
}
