//! §2: which form of the cookies counts, the plain one or the one with the suffix of the publishable key.

use serde_json::json;

use crate::support::{App, Incoming, Jwt, NOW, development, get, location_parameter, production, summary, token};

/// Tells the forms apart by the user in them.
fn plain() -> Jwt {
    token().claim("sub", "user_of_plain").claim("iat", NOW - 10)
}

fn suffixed() -> Jwt {
    token().claim("sub", "user_of_suffixed").claim("iat", NOW - 10)
}

fn both() -> Incoming {
    get("/").session(plain()).suffixed("__session", suffixed()).suffixed("__client_uat", NOW - 600)
}

#[test]
fn rule_1_a_plain_token_without_readable_issuer_counts() {
    let suffixed = get("/").suffixed("__session", suffixed()).suffixed("__client_uat", NOW - 600);
    production().rows([
        (suffixed.clone().session("nonsense"), "signed-out token-invalid"),
        (suffixed.clone().session(plain().without("iss")), "signed-in user_of_plain"),
        (suffixed.session(plain().claim("iss", "")), "signed-out token-invalid-issuer"),
    ]);
}

#[test]
fn rule_1_holds_for_an_issuer_that_is_no_text() {
    for issuer in [json!(null), json!(1), json!(["https://clerk.example.com"])] {
        let request = get("/")
            .session(plain().claim("iss", issuer))
            .suffixed("__session", suffixed())
            .suffixed("__client_uat", NOW - 600);
        production().rows([(request, "signed-out token-invalid-issuer")]);
    }
}

#[test]
fn rule_2_the_plain_token_of_another_instance_does_not_count() {
    let of = |issuer: &str| {
        let session = plain().claim("iss", issuer);
        get("/").session(session).suffixed("__session", suffixed()).suffixed("__client_uat", NOW - 600)
    };
    production().rows([
        (of("https://clerk.example.com"), "signed-in user_of_suffixed"),
        (of("https://clerk.example.org"), "signed-in user_of_suffixed"),
        (of("https://clerk.example.com.evil.example"), "signed-in user_of_suffixed"),
    ]);
    let only_plain = |issuer: &str| get("/").session(plain().claim("iss", issuer));
    production().rows([
        (only_plain("https://clerk.example.com"), "signed-in user_of_plain"),
        (only_plain("https://clerk.example.org"), "signed-out session-token-and-uat-missing"),
        (only_plain("https://clerk.example.com/"), "signed-out session-token-and-uat-missing"),
        // Its host is this instance's, so it counts; then the issuer itself is judged.
        (only_plain("http://clerk.example.com"), "signed-out token-invalid-issuer"),
        (only_plain("https://http://clerk.example.com"), "signed-out token-invalid-issuer"),
        (only_plain("clerk.example.com"), "signed-out token-invalid-issuer"),
    ]);
}

#[test]
fn rule_3_without_suffixed_cookies_the_plain_ones_count() {
    production().rows([
        (get("/").session(plain()), "signed-in user_of_plain"),
        (get("/").session(plain()).suffixed("__session", "").suffixed("__client_uat", ""), "signed-in user_of_plain"),
        (get("/").session(plain()).suffixed("__refresh", "refresh_1"), "signed-in user_of_plain"),
        (
            get("/").session(plain()).cookie("__session_AAAAAAAA", suffixed()).cookie("__client_uat_AAAAAAAA", NOW),
            "signed-in user_of_plain",
        ),
    ]);
}

#[test]
fn rule_4_the_newer_token_counts_when_neither_form_is_signed_out() {
    let issued = |plain_at: i64, suffixed_at: i64| {
        get("/")
            .session(plain().claim("iat", plain_at))
            .suffixed("__session", suffixed().claim("iat", suffixed_at))
            .suffixed("__client_uat", NOW - 600)
    };
    production().rows([
        (issued(NOW - 10, NOW - 11), "signed-in user_of_plain"),
        (issued(NOW - 10, NOW - 10), "signed-in user_of_suffixed"),
        (issued(NOW - 11, NOW - 10), "signed-in user_of_suffixed"),
        (
            get("/")
                .session(plain())
                .suffixed("__session", suffixed().without("iat"))
                .suffixed("__client_uat", NOW - 600),
            "signed-in user_of_plain",
        ),
        (get("/").session(plain()).suffixed("__client_uat", NOW - 600), "signed-in user_of_plain"),
        // Absent counts as not signed out.
        (
            get("/")
                .cookie("__session", plain())
                .suffixed("__session", suffixed().claim("iat", NOW - 30))
                .suffixed("__client_uat", NOW - 600),
            "handshake session-token-but-no-client-uat",
        ),
        // The plain form is signed out, so a newer token in it does not count.
        (
            get("/")
                .cookie("__session", plain())
                .cookie("__client_uat", 0)
                .suffixed("__session", suffixed().claim("iat", NOW - 30))
                .suffixed("__client_uat", NOW - 600),
            "signed-in user_of_suffixed",
        ),
    ]);
}

#[test]
fn rule_5_a_suffixed_form_that_is_signed_out_does_not_count_beside_a_plain_one_that_is_not() {
    let signed_out = get("/").suffixed("__client_uat", 0);
    production().rows([
        (signed_out.clone().session(plain()), "signed-in user_of_plain"),
        (
            signed_out.clone().session(plain()).suffixed("__session", suffixed().claim("iat", NOW)),
            "signed-in user_of_plain",
        ),
        (signed_out.clone().cookie("__session", plain()), "handshake session-token-but-no-client-uat"),
        (signed_out.clone().cookie("__client_uat", NOW - 60), "handshake client-uat-but-no-session-token"),
        (signed_out.cookie("__client_uat", 0).cookie("__session", plain()), "signed-out session-token-and-uat-missing"),
    ]);
}

#[test]
fn rule_6_a_suffixed_token_that_is_expired_does_not_count_in_development_beside_a_plain_sign_out() {
    let signed_out_in_plain = |suffixed: Jwt, plain_uat: &str| {
        get("/")
            .known_browser()
            .suffixed("__clerk_db_jwt", "dvb_1")
            .cookie("__client_uat", plain_uat)
            .suffixed("__session", suffixed)
            .suffixed("__client_uat", NOW - 600)
    };
    let ends = |at: i64| suffixed().claim("iat", NOW - 300).claim("exp", at);
    let expired = "handshake session-token-expired-refresh-non-eligible-no-refresh-cookie";
    development().rows([
        (signed_out_in_plain(ends(NOW - 60), "0"), "signed-out session-token-and-uat-missing"),
        (signed_out_in_plain(ends(NOW), "0"), "signed-out session-token-and-uat-missing"),
        (signed_out_in_plain(ends(NOW + 1), "0"), "signed-in user_of_suffixed"),
        (signed_out_in_plain(ends(NOW - 60), "00"), expired),
        (signed_out_in_plain(ends(NOW - 60), ""), expired),
    ]);
    production().rows([(signed_out_in_plain(ends(NOW - 60), "0"), expired)]);
    // Both forms are signed out.
    let twice = get("/")
        .suffixed("__clerk_db_jwt", "dvb_1")
        .cookie("__client_uat", 0)
        .suffixed("__client_uat", 0)
        .suffixed("__session", ends(NOW - 60));
    development().rows([(twice, "handshake session-token-but-no-client-uat")]);
    // One that cannot be decoded is not expired.
    let undecodable = get("/")
        .suffixed("__clerk_db_jwt", "dvb_1")
        .cookie("__client_uat", 0)
        .suffixed("__session", "nonsense")
        .suffixed("__client_uat", NOW);
    development().rows([(undecodable, "signed-out token-invalid")]);
}

#[test]
fn rule_7_a_suffixed_token_without_its_client_does_not_count() {
    production().rows([
        (get("/").suffixed("__session", suffixed()), "signed-out session-token-and-uat-missing"),
        (
            get("/").suffixed("__session", suffixed()).cookie("__client_uat", NOW - 60),
            "handshake client-uat-but-no-session-token",
        ),
        (get("/").session(plain()).suffixed("__session", suffixed()), "signed-in user_of_plain"),
    ]);
}

#[test]
fn rule_8_otherwise_the_suffixed_form_counts() {
    production().rows([
        (both(), "signed-in user_of_suffixed"),
        (get("/").suffixed("__session", suffixed()).suffixed("__client_uat", NOW - 600), "signed-in user_of_suffixed"),
        (get("/").suffixed("__client_uat", NOW - 600), "handshake client-uat-but-no-session-token"),
        (get("/").cookie("__client_uat", 0).suffixed("__client_uat", 0), "signed-out session-token-and-uat-missing"),
    ]);
}

#[test]
fn clerk_is_told_which_form_counts() {
    let told = |app: App, request: Incoming| {
        let decision = app.decide(&request);
        location_parameter(&decision, "suffixed_cookies").unwrap_or_else(|| summary(&decision))
    };
    assert_eq!(told(production(), get("/").suffixed("__client_uat", NOW)), "true");
    assert_eq!(told(production(), get("/").cookie("__client_uat", NOW)), "false");
    assert_eq!(told(development(), get("/")), "false");
}

#[test]
fn the_development_browser_is_read_in_the_form_that_counts() {
    let sent = |request: Incoming| location_parameter(&development().decide(&request), "__clerk_db_jwt");
    let browsers = get("/").cookie("__clerk_db_jwt", "plain").suffixed("__clerk_db_jwt", "suffixed");
    assert_eq!(sent(browsers.clone().cookie("__client_uat", 5)).as_deref(), Some("plain"));
    assert_eq!(sent(browsers.suffixed("__client_uat", 5)).as_deref(), Some("suffixed"));
}

#[test]
fn the_suffix_is_made_of_the_publishable_key() {
    // The first 8 characters of `printf %s pk_… | openssl sha1 -binary | basenc --base64url`.
    assert_eq!(production().cookie_suffix(), "_naoXFJnI");
    assert_eq!(development().cookie_suffix(), "_l2OS3d9k");
}
