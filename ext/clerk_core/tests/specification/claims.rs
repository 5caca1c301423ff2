//! §8: each claim, absent, right, wrong and of the wrong type.

use serde_json::{Value, json};

use crate::support::{App, Jwt, NOW, OTHER, PRODUCTION_KEY, options, production, public_pem, token, verdict};

const FAILED: &str = "token-verification-failed";

#[track_caller]
fn verdicts<'a>(app: &App, rows: impl IntoIterator<Item = (Jwt, &'a str)>) {
    for (number, (token, expected)) in rows.into_iter().enumerate() {
        assert_eq!(app.verify(token), expected, "row {}", number + 1);
    }
}

/// Values that are of none of the types that claims have.
fn of_no_type() -> [Value; 3] {
    [json!(null), json!(true), json!({ "a": 1 })]
}

#[test]
fn sub_is_a_text() {
    verdicts(&production(), [(token(), "user_1"), (token().without("sub"), FAILED)]);
    for value in of_no_type().into_iter().chain([json!(1), json!(["user_1"])]) {
        verdicts(&production(), [(token().claim("sub", value), FAILED)]);
    }
}

#[test]
fn exp_is_a_number_that_must_be_there() {
    verdicts(
        &production(),
        [
            (token().claim("exp", NOW + 1), "user_1"),
            (token().claim("exp", NOW as f64 + 0.5), "user_1"),
            (token().claim("exp", 1e15), "user_1"),
            (token().claim("exp", 1e300), "user_1"),
            (token().claim("exp", 0), "token-expired"),
            (token().claim("exp", -1), "token-expired"),
            (token().claim("exp", -1e300), "token-expired"),
            (token().without("exp"), FAILED),
            (token().claim("exp", (NOW + 60).to_string()), FAILED),
            (token().claim("exp", json!([NOW + 60])), FAILED),
        ],
    );
    for value in of_no_type() {
        verdicts(&production(), [(token().claim("exp", value), FAILED)]);
    }
}

#[test]
fn nbf_and_iat_are_numbers_when_they_are_there() {
    for (claim, early) in [("nbf", "token-not-active-yet"), ("iat", "token-iat-in-the-future")] {
        verdicts(
            &production(),
            [
                (token().without(claim), "user_1"),
                (token().claim(claim, NOW), "user_1"),
                (token().claim(claim, 0), "user_1"),
                (token().claim(claim, -1e300), "user_1"),
                (token().claim(claim, NOW + 60), early),
                (token().claim(claim, 1e300), early),
                (token().claim(claim, NOW.to_string()), FAILED),
            ],
        );
        for value in of_no_type() {
            verdicts(&production(), [(token().claim(claim, value), FAILED)]);
        }
    }
}

#[test]
fn clocks_may_be_five_seconds_apart() {
    let ends = |at: i64| token().claim("exp", at);
    let begins = |at: i64| token().claim("nbf", at);
    let issued = |at: i64| token().claim("iat", at);
    verdicts(
        &production(),
        [
            (ends(NOW - 4), "user_1"),
            (ends(NOW - 5), "token-expired"),
            (begins(NOW + 5), "user_1"),
            (begins(NOW + 6), "token-not-active-yet"),
            (issued(NOW + 5), "user_1"),
            (issued(NOW + 6), "token-iat-in-the-future"),
        ],
    );
    verdicts(
        &production().with("clock_skew", 0),
        [
            (ends(NOW + 1), "user_1"),
            (ends(NOW), "token-expired"),
            (begins(NOW), "user_1"),
            (begins(NOW + 1), "token-not-active-yet"),
            (issued(NOW), "user_1"),
            (issued(NOW + 1), "token-iat-in-the-future"),
        ],
    );
    verdicts(&production().with("clock_skew", 0.5), [(ends(NOW), "user_1"), (ends(NOW - 1), "token-expired")]);
    // A fraction of a second is cut off.
    let fraction = |claim: &str, offset: f64| token().claim(claim, NOW as f64 + offset);
    verdicts(
        &production(),
        [
            (fraction("exp", -3.5), "user_1"),
            (fraction("exp", -4.5), "token-expired"),
            (fraction("nbf", 5.5), "user_1"),
            (fraction("iat", 5.5), "user_1"),
        ],
    );
    verdicts(&production().with("clock_skew", 60), [(ends(NOW - 59), "user_1"), (ends(NOW - 60), "token-expired")]);
}

#[test]
fn aud_is_judged_when_both_sides_have_one() {
    let app = production().with("audience", vec!["api", "web"]);
    verdicts(
        &app,
        [
            (token(), "user_1"),
            (token().claim("aud", "api"), "user_1"),
            (token().claim("aud", "web"), "user_1"),
            (token().claim("aud", json!(["mobile", "web"])), "user_1"),
            (token().claim("aud", json!([])), "user_1"),
            (token().claim("aud", "mobile"), FAILED),
            (token().claim("aud", "ap"), FAILED),
            (token().claim("aud", json!(["mobile"])), FAILED),
        ],
    );
    verdicts(&production().with("audience", "api"), [(token().claim("aud", "web"), FAILED)]);
    verdicts(&production(), [(token().claim("aud", "anything"), "user_1")]);
    for value in of_no_type().into_iter().chain([json!(1), json!(["api", 1])]) {
        verdicts(&app, [(token().claim("aud", value.clone()), FAILED)]);
        verdicts(&production(), [(token().claim("aud", value), FAILED)]);
    }
}

#[test]
fn azp_must_be_one_of_the_authorized_parties() {
    const REFUSED: &str = "token-invalid-authorized-parties";
    let app = production().with("authorized_parties", vec!["https://www.example.com", "http://localhost:3000"]);
    let with_azp = |azp: &str| token().claim("azp", azp);
    verdicts(
        &app,
        [
            (with_azp("https://www.example.com"), "user_1"),
            (with_azp("http://localhost:3000"), "user_1"),
            (with_azp("https://www.example.com/"), REFUSED),
            (with_azp("https://WWW.example.com"), REFUSED),
            (with_azp("https://www.example.com.evil.example"), REFUSED),
            (with_azp("https://example.com"), REFUSED),
            (with_azp(""), REFUSED),
            (token().without("azp"), REFUSED),
            (token().claim("azp", json!(["https://www.example.com"])), REFUSED),
            (token().claim("azp", Value::Null), REFUSED),
        ],
    );
    let lenient = app.with("missing_azp", "allow");
    verdicts(
        &lenient,
        [
            (token().without("azp"), "user_1"),
            (with_azp(""), "user_1"),
            (with_azp("https://www.example.com"), "user_1"),
            (with_azp("https://evil.example"), REFUSED),
            (token().claim("azp", Value::Null), REFUSED),
        ],
    );
    verdicts(
        &production(),
        [
            (with_azp("https://evil.example"), "user_1"),
            (token().without("azp"), "user_1"),
            (token().claim("azp", 1), FAILED),
        ],
    );
}

#[test]
fn iss_must_be_this_instance_when_nothing_else_is_said() {
    const REFUSED: &str = "token-invalid-issuer";
    let issued_by = |iss: &str| token().claim("iss", iss);
    verdicts(
        &production(),
        [
            (issued_by("https://clerk.example.com"), "user_1"),
            (token().without("iss"), "user_1"),
            (issued_by("https://clerk.example.org"), REFUSED),
            (issued_by("https://clerk.example.com/"), REFUSED),
            (issued_by("https://clerk.example.com.evil.example"), REFUSED),
            (issued_by("clerk.example.com"), REFUSED),
            (issued_by(""), REFUSED),
            (token().claim("iss", 1), REFUSED),
            (token().claim("iss", Value::Null), REFUSED),
        ],
    );
    let proxied = production().with("proxy_url", "https://www.example.com/__clerk/");
    verdicts(
        &proxied,
        [
            (issued_by("https://www.example.com/__clerk"), "user_1"),
            (issued_by("https://clerk.example.com"), "user_1"),
            (issued_by("https://www.example.com"), REFUSED),
        ],
    );
}

#[test]
fn iss_through_a_proxy_path_is_of_the_origin_of_the_request() {
    use crate::support::get;
    let issued_by = |iss: &str| get("/").bearer(token().claim("iss", iss));
    production().with("proxy_url", "/__clerk").rows([
        (issued_by("https://www.example.com/__clerk"), "signed-in user_1"),
        (issued_by("https://clerk.example.com"), "signed-in user_1"),
        (issued_by("https://shop.example.com/__clerk"), "signed-out token-invalid-issuer"),
        (issued_by("https://shop.example.com/__clerk").forwarded_host("shop.example.com"), "signed-in user_1"),
    ]);
}

#[test]
fn iss_must_be_the_configured_one_when_there_is_one() {
    const REFUSED: &str = "token-invalid-issuer";
    for issuer in [json!("https://auth.example.com"), json!(["x", "https://auth.example.com"])] {
        verdicts(
            &production().with("issuer", issuer),
            [
                (token().claim("iss", "https://auth.example.com"), "user_1"),
                (token(), REFUSED),
                (token().claim("iss", "https://auth.example.com/"), REFUSED),
                (token().without("iss"), REFUSED),
                (token().claim("iss", 1), REFUSED),
                (token().claim("iss", json!(["https://auth.example.com"])), REFUSED),
                (token().claim("iss", ""), REFUSED),
            ],
        );
    }
}

#[test]
fn without_a_publishable_key_any_issuer_will_do() {
    use clerk_core::{Config, Purpose, Timestamp, verify_token};
    let verify = |given: Value| {
        let config = Config::new(&options(given), Purpose::Tokens).unwrap();
        let token = token().claim("iss", "https://clerk.example.org").to_string();
        let now = Timestamp::from_secs(NOW);
        verdict(&verify_token(&token, &config.initial_keys(), config.verification(), now))
    };
    assert_eq!(verify(json!({ "jwt_key": public_pem() })), "user_1");
    assert_eq!(verify(json!({ "jwt_key": public_pem(), "publishable_key": PRODUCTION_KEY })), "token-invalid-issuer");
}

#[test]
fn the_first_bad_claim_of_the_order_is_the_reason() {
    let app = production().with("audience", "api").with("authorized_parties", vec!["https://www.example.com"]);
    let worst = token()
        .without("sub")
        .claim("aud", "web")
        .claim("azp", "x")
        .claim("iss", "x")
        .claim("exp", 0)
        .claim("nbf", NOW + 60)
        .claim("iat", NOW + 60);
    let steps: [(&str, Value, &str); 7] = [
        ("sub", json!("user_1"), FAILED),
        ("aud", json!("api"), "token-invalid-authorized-parties"),
        ("azp", json!("https://www.example.com"), "token-invalid-issuer"),
        ("iss", json!("https://clerk.example.com"), "token-expired"),
        ("exp", json!(NOW + 60), "token-not-active-yet"),
        ("nbf", json!(NOW), "token-iat-in-the-future"),
        ("iat", json!(NOW), "user_1"),
    ];
    assert_eq!(app.verify(&worst), FAILED);
    let mut token = worst;
    for (repaired, value, next) in steps {
        token = token.claim(repaired, value);
        assert_eq!(app.verify(&token), next, "after {repaired} is repaired");
    }
}

#[test]
fn nobody_learns_the_rules_with_tokens_of_their_own_making() {
    let app = production().with("authorized_parties", vec!["https://www.example.com"]);
    let guesses = [
        token(),
        token().claim("azp", "https://evil.example"),
        token().claim("iss", "https://evil.example"),
        token().without("sub"),
        token().claim("exp", "x"),
        token().expired(),
        token().claim("aud", 1),
    ];
    for guess in guesses {
        assert_eq!(app.verify(guess.forged()), "token-invalid-signature");
        assert_eq!(app.verify(guess.signed_by(&OTHER)), "token-invalid-signature");
    }
}
