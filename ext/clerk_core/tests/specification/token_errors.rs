//! §6 and §8: why a token is not accepted, in the order in which it is judged.

use serde_json::{Value, json};

use crate::support::{
    INSTANCE, Incoming, Jwt, OTHER, development, get, header, jwk, jwks, production, public_pem, summary, token,
};

const JWKS: &str = "/v1/jwks";

/// Each token in the header, by a script, and in the cookie.
fn both(app: &crate::support::App, rows: impl IntoIterator<Item = (String, &'static str)>) {
    for (token, reason) in rows {
        let expected = format!("signed-out {reason}");
        app.rows([
            (get("/").bearer(&token), &expected),
            (get("/").session(&token), &expected),
            (get("/").session(&token).by_script(), &expected),
        ]);
    }
}

#[test]
fn a_text_that_is_no_jwt_is_invalid() {
    let good = token().to_string();
    let parts: Vec<&str> = good.split('.').collect();
    let (header, payload, signature) = (parts[0], parts[1], parts[2]);
    both(
        &production(),
        [
            "x".to_owned(),
            "..".to_owned(),
            "...".to_owned(),
            format!("{header}.{payload}"),
            format!("{good}."),
            format!("{good}.x.y"),
            format!(".{payload}.{signature}"),
            format!("{header}..{signature}"),
            format!("{header}!.{payload}.{signature}"),
            format!("{header}.{payload}.%%%"),
            // "null", "[]" and "1" as header or payload
            format!("bnVsbA.{payload}.{signature}"),
            format!("{header}.W10.{signature}"),
            format!("{header}.MQ.{signature}"),
            format!("{header}.eyJ7.{signature}"),
        ]
        .map(|token| (token, "token-invalid")),
    );
}

#[test]
fn each_fault_has_its_reason() {
    let parties = production().with("authorized_parties", vec!["https://www.example.com"]);
    both(
        &parties,
        [
            (token().header("kid", "ins_unknown").to_string(), "jwk-kid-mismatch"),
            (token().header("typ", "JWS").to_string(), "token-invalid"),
            (token().header("alg", "HS256").to_string(), "token-invalid-algorithm"),
            (token().header("alg", "none").to_string(), "token-invalid-algorithm"),
            (token().header("alg", "PS256").to_string(), "token-invalid-algorithm"),
            (token().without_header("alg").to_string(), "token-invalid-algorithm"),
            (token().header("alg", 256).to_string(), "token-invalid-algorithm"),
            (token().forged(), "token-invalid-signature"),
            (token().signed_by(&OTHER).to_string(), "token-invalid-signature"),
            (token().without("sub").to_string(), "token-verification-failed"),
            (token().claim("azp", "https://evil.example").to_string(), "token-invalid-authorized-parties"),
            (token().claim("iss", "https://clerk.example.org").to_string(), "token-invalid-issuer"),
        ]
        .into_iter()
        // A cookie of another issuer is not even ours to judge.
        .filter(|(_, reason)| *reason != "token-invalid-issuer"),
    );
    production().rows([(
        get("/").bearer(token().claim("iss", "https://clerk.example.org")),
        "signed-out token-invalid-issuer",
    )]);
}

#[test]
fn the_first_fault_of_the_order_is_the_reason() {
    // Key, type, algorithm, signature, claims: each row repairs the fault that the row before names.
    let worst = token().header("kid", "x").header("typ", "x").header("alg", "HS256").without("sub").expired();
    production().rows([
        (get("/").bearer(worst.clone()), "signed-out jwk-kid-mismatch"),
        (get("/").bearer(worst.clone().header("kid", INSTANCE.kid)), "signed-out token-invalid"),
        (
            get("/").bearer(worst.clone().header("kid", INSTANCE.kid).header("typ", "JWT")),
            "signed-out token-invalid-algorithm",
        ),
        (get("/").bearer(token().without("sub").expired().forged()), "signed-out token-invalid-signature"),
        (get("/").bearer(token().without("sub").expired()), "signed-out token-verification-failed"),
    ]);
}

#[test]
fn the_type_is_jwt_or_not_said() {
    let app = production();
    let verify = |typ: Value| app.verify(token().header("typ", typ));
    assert_eq!(app.verify(token().without_header("typ")), "user_1");
    assert_eq!(verify(json!("JWT")), "user_1");
    for typ in [json!("jwt"), json!("JOSE"), json!(""), json!(null), json!(1)] {
        assert_eq!(verify(typ.clone()), "token-invalid", "{typ}");
    }
}

#[test]
fn a_key_that_names_its_algorithm_takes_no_other() {
    let key_for = |alg: Value| {
        let mut key = jwk(&INSTANCE);
        key["alg"] = alg;
        production().knowing(&[key])
    };
    let of = |alg: &str| token().header("alg", alg);
    let mut any = jwk(&INSTANCE);
    any.as_object_mut().unwrap().remove("alg");
    let any = production().knowing(&[any]);
    for alg in ["RS256", "RS384", "RS512"] {
        assert_eq!(any.verify(of(alg)), "user_1", "{alg}");
        assert_eq!(key_for(json!(alg)).verify(of(alg)), "user_1", "{alg}");
    }
    assert_eq!(key_for(json!("RS256")).verify(of("RS512")), "token-verification-failed");
    assert_eq!(key_for(json!("RS512")).verify(of("RS256")), "token-verification-failed");
    for alg in ["HS256", "PS256", "none", "rs256", ""] {
        assert_eq!(any.verify(of(alg)), "token-invalid-algorithm", "{alg}");
    }
    let pem = production().with("jwt_key", public_pem()).just_booted();
    assert_eq!(pem.verify(of("RS256")), "user_1");
    assert_eq!(pem.verify(of("RS512")), "token-verification-failed");
    assert_eq!(pem.verify(of("HS256")), "token-invalid-algorithm");
}

#[test]
fn keys_that_cannot_be_loaded_are_no_fault_of_the_token() {
    let boot = production().just_booted();
    let expected = [
        (get("/").api_down(JWKS), "unexpected-error"),
        (get("/").api(JWKS, 500, &json!({})), "jwk-remote-failed-to-load"),
        (get("/").api(JWKS, 200, &json!({ "keys": [] })), "jwk-remote-failed-to-load"),
        (get("/").api(JWKS, 200, &json!({})), "jwk-remote-failed-to-load"),
        // No JSON is no answer of the Backend API.
        (get("/").api_raw(JWKS, 200, b"<html>"), "unexpected-error"),
        (get("/").api_raw(JWKS, 502, b"<html>"), "unexpected-error"),
        (get("/").api(JWKS, 401, &json!({})), "jwk-remote-failed-to-load"),
        (get("/").api(JWKS, 401, &json!({ "errors": [{ "code": "clerk_key_invalid" }] })), "secret-key-invalid"),
        (get("/").api(JWKS, 403, &json!({ "errors": [{ "code": "clerk_key_invalid" }] })), "secret-key-invalid"),
        (get("/").api(JWKS, 403, &json!({ "errors": [{ "code": "other" }] })), "jwk-remote-failed-to-load"),
        (get("/").api(JWKS, 200, &jwks(&[jwk(&OTHER)])), "jwk-kid-mismatch"),
    ];
    for (request, reason) in expected {
        let expected = format!("signed-out {reason}");
        boot.rows([(request.clone().bearer(token()), &expected), (request.clone().session(token()), &expected)]);
    }
    boot.rows([(get("/").session(token()).api(JWKS, 200, &jwks(&[jwk(&INSTANCE)])), "signed-in user_1")]);
}

#[test]
fn whoever_has_no_token_needs_no_keys() {
    let boot = production().just_booted();
    assert_eq!(boot.asked(&get("/")), []);
    assert_eq!(boot.asked(&get("/").cookie("__client_uat", 5)), []);
    assert_eq!(boot.asked(&get("/").bearer("nonsense")), []);
}

#[test]
fn a_matter_of_time_is_worth_a_handshake() {
    let rows: [(Jwt, &str); 3] = [
        (token().expired(), "session-token-expired-refresh-non-eligible-no-refresh-cookie"),
        (token().not_active_yet(), "session-token-nbf"),
        (token().issued_in_the_future(), "session-token-iat-in-the-future"),
    ];
    for (token, reason) in rows {
        let visit = |request: Incoming| (request, format!("handshake {reason}"));
        let script = |request: Incoming| (request.by_script(), format!("signed-out {reason}"));
        production().rows([
            visit(get("/").session(&token)),
            script(get("/").session(&token)),
            visit(get("/").bearer(&token)),
            script(get("/").bearer(&token)),
        ]);
        development().rows([visit(get("/").session(&token).known_browser())]);
    }
}

#[test]
fn the_message_helps_a_developer_and_quotes_nothing_of_the_token() {
    let bad = [
        token().claim("sub", "user_secret").forged(),
        token().claim("sub", 7).claim("azp", "user_secret").to_string(),
        token().claim("sub", "user_secret").claim("iss", "https://user_secret").to_string(),
        token().claim("sub", "user_secret").header("typ", "user_secret").to_string(),
        token().claim("sub", "user_secret").header("kid", "user_secret").to_string(),
        token().claim("sub", "user_secret").expired().to_string(),
    ];
    for bad in bad {
        let decision = production().decide(&get("/").bearer(&bad).by_script());
        let message = header(&decision, "x-clerk-auth-message").expect("a message");
        assert!(!message.contains("user_secret") && !message.is_empty(), "{}: {message}", summary(&decision));
    }
}
