//! `header_only` (ours, for APIs): the `Authorization` header alone counts. What Clerk's Go middleware does.

use serde_json::json;

use crate::support::{OTHER, development, get, machine_token, post, production, token};

#[test]
fn a_bearer_token_signs_in_and_nothing_else_does() {
    for app in [production(), development()] {
        app.with("header_only", true).rows([
            (get("/").bearer(token()), "signed-in user_1"),
            (post("/").bearer(token()), "signed-in user_1"),
            (get("/"), "signed-out No token in header"),
            (get("/").session(token()), "signed-out No token in header"),
            (get("/").session(token()).bearer(token().signed_by(&OTHER)), "signed-out token-invalid-signature"),
            (get("/").session(token()).bearer(token().claim("sub", "user_2")), "signed-in user_2"),
        ]);
    }
}

#[test]
fn no_browser_is_ever_redirected() {
    let app = development().with("header_only", true);
    app.rows([
        (get("/?__clerk_db_jwt=dvb_1"), "signed-out No token in header"),
        (get("/?__clerk_handshake=x"), "signed-out No token in header"),
        (get("/?__clerk_handshake_nonce=x"), "signed-out No token in header"),
        (get("/").cookie("__client_uat", 5), "signed-out No token in header"),
        (get("/").bearer(token().expired()), "signed-out token-expired"),
        (get("/").bearer(token().expired()).suffixed("__refresh", "r"), "signed-out token-expired"),
        (get("/").bearer(token().not_active_yet()), "signed-out token-not-active-yet"),
        (get("/").bearer(token().issued_in_the_future()), "signed-out token-iat-in-the-future"),
    ]);
}

#[test]
fn it_goes_together_with_the_kinds_of_tokens_that_are_accepted() {
    let either = production().with("header_only", true).with("accepts_token", json!(["session_token", "m2m_token"]));
    either.rows([
        (get("/").bearer(token()), "signed-in user_1"),
        (get("/").session(token()), "signed-out No token in header"),
    ]);
    let machines = production().with("header_only", true).with("accepts_token", "m2m_token");
    machines.rows([
        (get("/").bearer(machine_token()), "signed-in mch_1"),
        (get("/").session(token()), "signed-out No token in header"),
    ]);
}
