//! §6: an expired session is renewed on the spot when the browser has a token for that.

use clerk_core::{Effect, Method};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::support::{
    Incoming, NOW, OTHER, TEMPLATE, development, get, header, location_parameter, post, production, summary, token,
};

const REFRESH: &str = "/v1/sessions/sess_1/refresh";

fn renewed(session: impl ToString) -> Value {
    json!({ "object": "cookies", "cookies": cookies(session) })
}

fn cookies(session: impl ToString) -> Vec<String> {
    vec![
        format!("__session={}; Path=/; Secure; SameSite=Lax", session.to_string()),
        "__client_uat=1799999990; Path=/".to_owned(),
    ]
}

/// The path and query of a call as the Backend API reads it.
fn decoded(effect: &Effect) -> String {
    percent_decode_str(&effect.path()).decode_utf8().unwrap().into_owned()
}

fn expired() -> Incoming {
    get("/").renewable_session(token().expired())
}

#[test]
fn a_renewed_session_signs_in_without_a_redirect() {
    for request in [
        expired(),
        expired().by_script(),
        get("/").suffixed("__refresh", "refresh_1").bearer(token().expired()).by_script(),
    ] {
        let decision = production().decide(&request.api(REFRESH, 200, &renewed(token().claim("sid", "sess_2"))));
        assert_eq!(summary(&decision), "signed-in user_1");
        assert_eq!(decision.set_cookies, cookies(token().claim("sid", "sess_2")));
        assert_eq!(decision.headers(), [], "nothing about other origins");
        assert_eq!(decision.location, None);
    }
    let known = expired().suffixed("__clerk_db_jwt", "dvb_1").api(REFRESH, 200, &renewed(token()));
    development().rows([(known, "signed-in user_1")]);
}

#[test]
fn what_the_backend_api_is_asked() {
    let session = token().expired().to_string();
    let request = get("/page?a=1")
        .renewable_session(&session)
        .at("http", "10.0.0.1")
        .forwarded_host("shop.example.com")
        .forwarded_proto("https")
        .header("User-Agent", "Browser/1.0")
        .header("x-custom", "ä")
        .api(REFRESH, 200, &renewed(token()));
    let asked = production().asked(&request);
    let [effect @ Effect::RefreshSession { .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(effect.method(), Method::Post);
    assert_eq!(decoded(effect), "/v1/sessions/sess_1/refresh?suffixed_cookies=true");
    let body: Value = serde_json::from_str(effect.body().unwrap().expose()).unwrap();
    assert_eq!(
        body,
        json!({
            "format": "cookie",
            "expired_token": session,
            "refresh_token": "refresh_1",
            "request_origin": "https://shop.example.com",
            "request_headers": { "user-agent": ["Browser/1.0"], "x-custom": ["ä"] },
        })
    );
    // Only the form that counts is named.
    let plain = get("/").session(&session).suffixed("__refresh", "refresh_1").api(REFRESH, 200, &renewed(token()));
    assert_eq!(decoded(&production().asked(&plain)[0]), "/v1/sessions/sess_1/refresh");
}

#[test]
fn what_a_token_says_as_its_session_stays_a_part_of_the_path() {
    let sid = "../users/user_1?x=#";
    let request = get("/").renewable_session(token().expired().claim("sid", sid)).api("/v1/sessions/", 404, &json!({}));
    let effect = &production().asked(&request)[0];
    assert_eq!(decoded(effect), format!("/v1/sessions/{sid}/refresh?suffixed_cookies=true"));
    let path = effect.path();
    assert!(path.matches('/').count() == 4 && path.matches('?').count() == 1 && !path.contains(['#', ' ']), "{path}");
    assert!(!path.contains(".."), "{path}");
}

#[test]
fn only_a_get_with_a_refresh_cookie_and_a_session_is_renewed() {
    let handshake = |why: &str| format!("handshake session-token-expired-refresh-{why}");
    let signed_out = |why: &str| format!("signed-out session-token-expired-refresh-{why}");
    let no_cookie = get("/").session(token().expired());
    production().rows([
        (expired().method("POST"), signed_out("non-eligible-non-get")),
        (expired().method("HEAD"), signed_out("non-eligible-non-get")),
        (post("/").session(token().expired()), signed_out("non-eligible-non-get")),
        (no_cookie.clone(), handshake("non-eligible-no-refresh-cookie")),
        (no_cookie.clone().by_script(), signed_out("non-eligible-no-refresh-cookie")),
        (no_cookie.clone().suffixed("__refresh", ""), handshake("non-eligible-no-refresh-cookie")),
        (no_cookie.cookie("__refresh", "plain"), handshake("non-eligible-no-refresh-cookie")),
        (
            get("/").renewable_session(token().expired().without("sid")),
            handshake("expired-session-token-missing-sid-claim"),
        ),
        (
            get("/").renewable_session(token().expired().claim("sid", 7)),
            handshake("expired-session-token-missing-sid-claim"),
        ),
        (
            get("/").renewable_session(token().expired().claim("sid", "")),
            handshake("expired-session-token-missing-sid-claim"),
        ),
    ]);
}

#[test]
fn a_token_is_only_renewed_when_everything_but_its_time_is_right() {
    production().rows([
        (get("/").renewable_session(token().expired().forged()), "signed-out token-invalid-signature"),
        (
            get("/").renewable_session(token().expired().claim("iss", "https://clerk.example.org")),
            "signed-out token-invalid-issuer",
        ),
        (get("/").renewable_session(token().expired().cat(TEMPLATE)), "signed-out token-type-mismatch"),
        (get("/").renewable_session(token().not_active_yet()), "handshake session-token-nbf"),
    ]);
}

#[test]
fn why_it_was_not_renewed_is_said() {
    let code = |code: &str| json!({ "errors": [{ "code": code }, { "code": "second" }] });
    let rows = [
        (expired().api_down(REFRESH), "fetch-error"),
        (expired().api(REFRESH, 500, &code("unexpected_error")), "fetch-error"),
        (expired().api(REFRESH, 422, &code("refresh_token_expired")), "refresh_token_expired"),
        (expired().api(REFRESH, 401, &code("client_not_found")), "client_not_found"),
        (expired().api(REFRESH, 500, &json!({ "error": "x" })), "unexpected-bapi-error"),
        (expired().api_raw(REFRESH, 502, b"<html>Bad Gateway"), "unexpected-bapi-error"),
        (expired().api(REFRESH, 200, &json!({})), "unexpected-sdk-error"),
        (expired().api(REFRESH, 200, &json!({ "cookies": [] })), "unexpected-sdk-error"),
        (expired().api(REFRESH, 200, &renewed(token().expired())), "invalid-session-token"),
        (expired().api(REFRESH, 200, &renewed(token().signed_by(&OTHER))), "invalid-session-token"),
        (expired().api(REFRESH, 200, &renewed(token().cat(TEMPLATE))), "invalid-session-token"),
        (expired().api(REFRESH, 200, &renewed("nonsense")), "invalid-session-token"),
        (expired().api(REFRESH, 200, &json!({ "cookies": ["a=1"] })), "invalid-session-token"),
    ];
    for (request, why) in rows {
        let reason = format!("session-token-expired-refresh-{why}");
        let visit = production().decide(&request);
        assert_eq!(summary(&visit), format!("handshake {reason}"));
        assert_eq!(location_parameter(&visit, "__clerk_hs_reason"), Some(reason.clone()));
        assert!(visit.set_cookies.iter().all(|cookie| cookie.starts_with("__clerk_redirect_count=")), "{why}");
        let script = production().decide(&request.by_script());
        assert_eq!(summary(&script), format!("signed-out {reason}"));
        assert_eq!(script.set_cookies, [""; 0], "{why}");
    }
}

#[test]
fn no_clock_is_forgiven_to_a_renewed_token() {
    let renewed = renewed(token().claim("exp", NOW - 3600));
    let known = expired().suffixed("__clerk_db_jwt", "dvb_1").by_script();
    development()
        .rows([(known.api(REFRESH, 200, &renewed), "signed-out session-token-expired-refresh-invalid-session-token")]);
}

#[test]
fn what_the_backend_api_says_cannot_break_a_header() {
    let code = json!({ "errors": [{ "code": "a\r\nset-cookie: b=1 ä" }] });
    let decision = production().decide(&expired().api(REFRESH, 400, &code).by_script());
    let reason = header(&decision, "x-clerk-auth-reason").unwrap();
    assert_eq!(reason, "session-token-expired-refresh-aset-cookie:b=1", "no white space, no letters beyond ASCII");
    assert_eq!(summary(&decision), format!("signed-out {reason}"));

    let mut with_evil = cookies(token());
    with_evil.insert(0, "a=1\r\nlocation: https://evil.example".to_owned());
    let decision = production().decide(&expired().api(REFRESH, 200, &json!({ "cookies": with_evil })));
    assert_eq!(decision.set_cookies, cookies(token()));
}
