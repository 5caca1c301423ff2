//! §10: M2M tokens and OAuth tokens that are JWTs: verified with the instance's keys.

use clerk_core::{Effect, TokenType};
use serde_json::{Value, json};

use crate::machine_tokens::{API_KEY, FAILED, INVALID, MACHINE, MISMATCH, OAUTH, accepting, bearing, line};
use crate::support::{
    INSTANCE, Jwt, M2M, NO_INFORMATION, NOW, OTHER, SESSION, TEMPLATE, development, get, jwk, machine_token,
    oauth_token, post, production, public_pem, token,
};

#[test]
fn a_machine_jwt_is_verified_with_the_instance_s_keys() {
    for app in [accepting("m2m_token"), accepting("any")] {
        app.rows([
            (get("/").bearer(machine_token()), "signed-in mch_1"),
            (get("/").bearer(machine_token().without_header("cat")), "signed-in mch_1"),
            (get("/").bearer(machine_token().without_header("typ")), "signed-in mch_1"),
            (get("/").bearer(machine_token().without("nbf").without("iat")), "signed-in mch_1"),
            // Of another class: the only fault with a name of its own.
            (get("/").bearer(machine_token().cat(SESSION)), INVALID),
            (get("/").bearer(machine_token().cat(TEMPLATE)), INVALID),
            (get("/").bearer(machine_token().cat(NO_INFORMATION)), INVALID),
            (get("/").bearer(machine_token().cat("")), INVALID),
            (get("/").bearer(machine_token().header("cat", json!(null))), INVALID),
            (get("/").bearer(machine_token().header("typ", "at+jwt")), FAILED),
            (get("/").bearer(machine_token().header("typ", json!(null))), FAILED),
        ]);
    }
    assert_eq!(accepting("any").asked(&get("/").bearer(machine_token())), []);
}

#[test]
fn so_is_an_oauth_jwt() {
    for app in [accepting("oauth_token"), accepting("any")] {
        app.rows([
            (get("/").bearer(oauth_token()), "signed-in user_1"),
            (get("/").bearer(oauth_token().header("typ", "application/at+jwt")), "signed-in user_1"),
            // Its class is its type.
            (get("/").bearer(oauth_token().cat(SESSION)), "signed-in user_1"),
            (get("/").bearer(oauth_token().cat(M2M)), "signed-in user_1"),
        ]);
    }
    let other = |typ: &str| get("/").bearer(oauth_token().header("typ", typ));
    accepting("oauth_token").rows([
        (other("JWT"), MISMATCH),
        (other("AT+JWT"), MISMATCH),
        (other("at+jwt "), MISMATCH),
        (other(""), MISMATCH),
    ]);
}

#[test]
fn every_other_fault_of_a_jwt_is_a_failed_verification_and_never_a_handshake() {
    for (kind, good) in [("m2m_token", machine_token as fn() -> Jwt), ("oauth_token", oauth_token)] {
        for app in [accepting(kind), accepting("any"), development().with("accepts_token", kind)] {
            for bad in [
                good().expired(),
                good().not_active_yet(),
                good().issued_in_the_future(),
                good().without("exp"),
                good().claim("exp", "soon"),
                good().claim("aud", 1),
                good().signed_by(&OTHER),
                good().header("alg", "HS256"),
                good().header("kid", "ins_9"),
                good().without_header("kid"),
            ] {
                let decision = app.decide(&get("/").bearer(&bad).known_browser());
                assert_eq!(line(&decision), format!("{FAILED} about {kind}"));
                assert!(decision.location.is_none() && decision.message.is_some());
                app.rows([(post("/").by_script().bearer(&bad), FAILED)]);
            }
            app.rows([(get("/").bearer(good().forged()), FAILED)]);
        }
    }
}

#[test]
fn a_machine_jwt_without_a_signature_is_none() {
    for unsigned in [machine_token().header("alg", "none"), oauth_token().header("alg", "none")] {
        accepting("m2m_token").rows([(get("/").bearer(&unsigned), MISMATCH)]);
        accepting("oauth_token").rows([(get("/").bearer(&unsigned), MISMATCH)]);
        accepting(vec!["api_key", "m2m_token", "oauth_token"]).rows([(get("/").bearer(&unsigned), MISMATCH)]);
        for app in [accepting("any"), production()] {
            let decision = app.decide(&get("/").bearer(&unsigned));
            assert_eq!(decision.token_type, Some(TokenType::SessionToken));
            assert!(!decision.is_signed_in());
        }
    }
}

#[test]
fn keys_that_cannot_be_loaded_are_a_failed_verification_too() {
    for (kind, jwt) in [("m2m_token", machine_token()), ("oauth_token", oauth_token())] {
        let app = accepting(kind).just_booted();
        let request = get("/").bearer(&jwt);
        app.rows([
            (request.clone().api_down("/v1/jwks"), FAILED),
            (request.clone().api("/v1/jwks", 401, &json!({})), FAILED),
            (request.clone().api("/v1/jwks", 500, &json!({})), FAILED),
            (request.clone().api("/v1/jwks", 200, &json!({ "keys": [jwk(&INSTANCE)] })), {
                if kind == "m2m_token" { "signed-in mch_1" } else { "signed-in user_1" }
            }),
        ]);
        let asked = app.asked(&request.api_down("/v1/jwks"));
        assert_eq!(asked, [Effect::FetchKeys { unknown_kid: false }]);
    }
}

#[test]
fn with_a_pem_no_network_is_needed() {
    let app = accepting("any").with("jwt_key", public_pem()).just_booted();
    for (jwt, expected) in [
        (machine_token(), "signed-in mch_1"),
        (oauth_token(), "signed-in user_1"),
        (machine_token().header("kid", "ins_9"), "signed-in mch_1"),
        (oauth_token().without_header("kid"), "signed-in user_1"),
        (machine_token().signed_by(&OTHER), FAILED),
        (oauth_token().signed_by(&OTHER), FAILED),
        (machine_token().header("alg", "RS384"), FAILED),
    ] {
        let request = get("/").bearer(jwt);
        app.rows([(request.clone(), expected)]);
        assert_eq!(app.asked(&request), []);
    }
}

#[test]
fn authorized_parties_and_issuers_are_for_sessions() {
    let app = accepting("any")
        .with("authorized_parties", "https://www.example.com")
        .with("issuer", "https://issuer.example.com");
    app.rows([
        (get("/").bearer(machine_token()), "signed-in mch_1"),
        (get("/").bearer(oauth_token()), "signed-in user_1"),
        (get("/").bearer(machine_token().claim("azp", "https://evil.example")), "signed-in mch_1"),
        (get("/").bearer(oauth_token().claim("azp", "https://evil.example")), "signed-in user_1"),
        (get("/").bearer(token()), "signed-out token-invalid-issuer"),
    ]);
    accepting("any").rows([
        (get("/").bearer(machine_token().claim("iss", "https://elsewhere.example")), "signed-in mch_1"),
        (get("/").bearer(oauth_token().claim("iss", "https://elsewhere.example")), "signed-in user_1"),
        (get("/").bearer(machine_token().without("iss")), "signed-in mch_1"),
    ]);
}

#[test]
fn the_clock_skew_is_for_machines_too() {
    for (jwt, expected) in [(machine_token(), "signed-in mch_1"), (oauth_token(), "signed-in user_1")] {
        let late = get("/").bearer(jwt.claim("exp", NOW - 5));
        accepting("any").rows([(late.clone(), FAILED)]);
        accepting("any").with("clock_skew", 6).rows([(late, expected)]);
    }
}

/// What an `aud` may look like, and whether it names `a` or `z`.
fn audiences() -> [(Value, bool); 9] {
    [
        (json!("a"), true),
        (json!(["b", "a"]), true),
        (json!(["z"]), true),
        (json!("b"), false),
        (json!("A"), false),
        (json!(["b", "c"]), false),
        (json!([]), false),
        (json!(""), false),
        (json!(["b", ""]), false),
    ]
}

#[test]
fn an_audience_must_be_named_by_an_oauth_token() {
    let app = accepting("oauth_token").with("audience", vec!["a", "z"]);
    let path = "/oauth_applications/access_tokens/verify";
    let opaque = |body: &Value| get("/").bearer(OAUTH).api(path, 200, body);
    for (aud, named) in audiences() {
        let expected = if named { "signed-in user_1" } else { FAILED };
        app.rows([
            (get("/").bearer(oauth_token().claim("aud", aud.clone())), expected),
            (opaque(&json!({ "id": "1", "subject": "user_1", "aud": aud })), expected),
        ]);
    }
    app.rows([
        (get("/").bearer(oauth_token()), FAILED),
        (opaque(&json!({ "id": "1", "subject": "user_1" })), FAILED),
        (opaque(&json!({ "id": "1", "subject": "user_1", "aud": null })), FAILED),
        (opaque(&json!({ "id": "1", "subject": "user_1", "aud": ["a", 1] })), FAILED),
        (get("/").bearer(oauth_token().claim("aud", json!(["a", ""]))), FAILED),
        // A dead one is dead whatever it names.
        (opaque(&json!({ "id": "1", "subject": "user_1", "aud": "b", "revoked": true })), INVALID),
    ]);
    accepting("oauth_token").rows([
        (get("/").bearer(oauth_token().claim("aud", "b")), "signed-in user_1"),
        (opaque(&json!({ "id": "1", "subject": "user_1", "aud": "b" })), "signed-in user_1"),
    ]);
}

#[test]
fn but_only_not_be_contradicted_by_an_m2m_jwt() {
    let app = accepting("m2m_token").with("audience", vec!["a", "z"]);
    for (aud, named) in audiences() {
        // Section 8: nothing said is nothing checked.
        let said = ![json!([]), json!("")].contains(&aud);
        let expected = if named || !said { "signed-in mch_1" } else { FAILED };
        app.rows([(get("/").bearer(machine_token().claim("aud", aud)), expected)]);
    }
    app.rows([
        (get("/").bearer(machine_token()), "signed-in mch_1"),
        (get("/").bearer(machine_token().claim("aud", json!(["a", 1]))), FAILED),
        (bearing(MACHINE), "signed-in machine"),
    ]);
    accepting("api_key").with("audience", "a").rows([(bearing(API_KEY), "signed-in key_owner")]);
}
