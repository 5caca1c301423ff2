//! Who is signed out, and may be signed in a moment later without doing anything. A WebSocket, which no redirect can
//! help, then tries again.

use serde_json::json;

use crate::support::{App, Incoming, NOW, OTHER, development, get, production, token};

fn is_transient(app: &App, request: Incoming) -> bool {
    let request = request.by_script();
    app.decide(&request).reason.is_some_and(|reason| reason.is_transient())
}

#[test]
fn a_session_whose_token_clerk_s_javascript_renews() {
    let renewable = [
        get("/").session(token().expired()),
        get("/").bearer(token().expired()),
        get("/").session(token().issued_in_the_future()),
        get("/").session(token().not_active_yet()),
        get("/").cookie("__session", token()).cookie("__client_uat", NOW + 100),
        get("/").cookie("__client_uat", NOW),
        get("/").cookie("__session", token()),
    ];
    for (index, request) in renewable.into_iter().enumerate() {
        assert!(is_transient(&production(), request.clone()), "row {index}");
        assert!(is_transient(&development(), request.known_browser()), "row {index}");
    }
}

#[test]
fn keys_that_could_not_be_had_just_now() {
    let (app, visit) = (production().just_booted(), get("/").session(token()));
    assert!(is_transient(&app, visit.clone().api_down("/v1/jwks")));
    // A secret key that Clerk does not accept stays so.
    assert!(!is_transient(&app, visit.api("/v1/jwks", 401, &json!({ "errors": [{ "code": "clerk_key_invalid" }] }))));
}

#[test]
fn but_neither_a_stranger_nor_a_token_that_never_will_be_good() {
    let refused = [
        get("/"),
        get("/").cookie("__client_uat", 0),
        get("/").session(token().signed_by(&OTHER)),
        get("/").session("nonsense"),
        get("/").session(token().claim("iss", "https://clerk.attacker.example")),
    ];
    for (index, request) in refused.into_iter().enumerate() {
        assert!(!is_transient(&production(), request), "row {index}");
    }
    assert!(!is_transient(&development(), get("/")));
    assert!(!is_transient(&production(), get("/").session(token())), "it is signed in");
}
