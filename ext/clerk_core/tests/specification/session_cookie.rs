//! §4: what the cookies of a browser say, in the order in which they are asked.

use crate::support::{NOW, OTHER, TEMPLATE, development, get, post, production, token};

#[test]
fn a_session_token_and_a_client_sign_in() {
    production().rows([
        (get("/").session(token()), "signed-in user_1"),
        (get("/").session(token()).by_script(), "signed-in user_1"),
        (post("/").session(token()), "signed-in user_1"),
        (get("/").session(token()).dest("").accept(""), "signed-in user_1"),
    ]);
    development().rows([(get("/").session(token()).known_browser(), "signed-in user_1")]);
}

#[test]
fn a_development_instance_first_wants_to_know_the_browser() {
    development().rows([
        (get("/"), "handshake dev-browser-missing"),
        (get("/").by_script(), "signed-out dev-browser-missing"),
        (get("/").session(token()), "handshake dev-browser-missing"),
        (get("/").cookie("__clerk_db_jwt", ""), "handshake dev-browser-missing"),
        (get("/").known_browser(), "signed-out session-token-and-uat-missing"),
        (get("/?__clerk_db_jwt=dvb_2"), "handshake dev-browser-sync"),
        (get("/?__clerk_db_jwt=dvb_2").session(token()).known_browser(), "handshake dev-browser-sync"),
        (get("/?__clerk_db_jwt=").session(token()).known_browser(), "handshake dev-browser-sync"),
        (get("/?__clerk_db_jwt").known_browser(), "handshake dev-browser-sync"),
        (get("/?__clerk_db_jwt=dvb_2").known_browser().by_script(), "signed-out dev-browser-sync"),
        (get("/?x__clerk_db_jwt=1").known_browser(), "signed-out session-token-and-uat-missing"),
    ]);
    production().rows([
        (get("/?__clerk_db_jwt=dvb_2").session(token()), "signed-in user_1"),
        (get("/?__clerk_db_jwt=dvb_2"), "signed-out session-token-and-uat-missing"),
    ]);
}

#[test]
fn a_session_token_and_the_client_s_time_of_change_belong_together() {
    production().rows([
        (get("/"), "signed-out session-token-and-uat-missing"),
        (post("/").by_script(), "signed-out session-token-and-uat-missing"),
        (get("/").cookie("__client_uat", 0), "signed-out session-token-and-uat-missing"),
        (get("/").cookie("__session", token()), "handshake session-token-but-no-client-uat"),
        (get("/").cookie("__session", token()).cookie("__client_uat", 0), "handshake session-token-but-no-client-uat"),
        (get("/").cookie("__session", token()).by_script(), "signed-out session-token-but-no-client-uat"),
        (get("/").cookie("__client_uat", NOW), "handshake client-uat-but-no-session-token"),
        (get("/").cookie("__client_uat", NOW).by_script(), "signed-out client-uat-but-no-session-token"),
        (get("/").cookie("__client_uat", NOW).cookie("__session", ""), "handshake client-uat-but-no-session-token"),
    ]);
}

#[test]
fn the_client_s_time_of_change_is_the_integer_that_the_cookie_starts_with() {
    let session = get("/").cookie("__session", token());
    production().rows([
        (session.clone().cookie("__client_uat", "12abc"), "signed-in user_1"),
        (session.clone().cookie("__client_uat", "%2012"), "signed-in user_1"),
        (session.clone().cookie("__client_uat", "-5"), "signed-in user_1"),
        (session.clone().cookie("__client_uat", "abc"), "handshake session-token-but-no-client-uat"),
        (session.clone().cookie("__client_uat", "-"), "handshake session-token-but-no-client-uat"),
        (session.clone().cookie("__client_uat", "0.9"), "handshake session-token-but-no-client-uat"),
        (session.clone().cookie("__client_uat", ""), "handshake session-token-but-no-client-uat"),
        (
            // Broken percent-encoding stays as it is.
            session.clone().cookie("__client_uat", "%35%"),
            "handshake session-token-but-no-client-uat",
        ),
        (session.clone().cookie("__client_uat", "%35"), "signed-in user_1"),
        (session.cookie("__client_uat", "99999999999999999999"), "handshake session-token-iat-before-client-uat"),
        (get("/").cookie("__client_uat", "-5"), "handshake client-uat-but-no-session-token"),
    ]);
}

#[test]
fn a_token_from_before_the_client_s_last_change_is_stale() {
    let changed = |at: i64| get("/").cookie("__client_uat", at);
    let issued = |at: i64| token().claim("iat", at);
    production().rows([
        (changed(NOW - 10).cookie("__session", issued(NOW - 11)), "handshake session-token-iat-before-client-uat"),
        (
            changed(NOW - 10).cookie("__session", issued(NOW - 11)).by_script(),
            "signed-out session-token-iat-before-client-uat",
        ),
        (changed(NOW - 10).cookie("__session", issued(NOW - 10)), "signed-in user_1"),
        (changed(NOW - 10).cookie("__session", issued(NOW - 9)), "signed-in user_1"),
        (changed(NOW - 10).cookie("__session", token().without("iat")), "signed-in user_1"),
        // It is asked before the signature is, …
        (changed(NOW).cookie("__session", token().signed_by(&OTHER)), "handshake session-token-iat-before-client-uat"),
        // … but after the class of the token.
        (changed(NOW).cookie("__session", token().cat(TEMPLATE)), "signed-out token-type-mismatch"),
    ]);
}

#[test]
fn a_token_that_is_none_is_invalid() {
    production().rows([
        (get("/").session("nonsense"), "signed-out token-invalid"),
        (get("/").session("a.b.c"), "signed-out token-invalid"),
        (get("/").session("%E0"), "signed-out token-invalid"),
        (get("/").raw_cookies(b"__client_uat=1; __session=\xff\xfe"), "signed-out token-invalid"),
    ]);
}

#[test]
fn of_two_cookies_of_a_name_the_first_counts() {
    production().rows([
        (get("/").session(token()).session("nonsense"), "signed-in user_1"),
        (get("/").session("nonsense").session(token()), "signed-out token-invalid"),
        (get("/").session("").session(token()), "handshake client-uat-but-no-session-token"),
    ]);
}

#[test]
fn a_value_is_decoded_after_the_header_is_split() {
    let forged = format!("x%3B%20__session={}", token());
    production().rows([
        (get("/").cookie("__client_uat", 5).cookie("theme", forged), "handshake client-uat-but-no-session-token"),
        (get("/").session(token().to_string().replace('.', "%2E")), "signed-in user_1"),
        (get("/").session(token().to_string().replace('.', "%2e")), "signed-in user_1"),
        (get("/").raw_cookies(format!("a=1;__session={};b;  __client_uat=5", token())), "signed-in user_1"),
    ]);
}

#[test]
fn a_token_without_azp_is_worth_a_line_in_the_log_once_a_process() {
    let notices = |session| production().decide(&get("/").session(session)).notices;
    assert_eq!(notices(token()), []);
    let [notice] = &notices(token().without("azp"))[..] else { panic!("one notice") };
    assert!(notice.once && notice.text.contains("azp"), "{notice:?}");
    let bearer = production().decide(&get("/").bearer(token().without("azp")));
    assert_eq!(bearer.notices, [], "a token in the header");
    let settled = production().with("authorized_parties", "https://www.example.com").with("missing_azp", "allow");
    let decision = settled.decide(&get("/").session(token().without("azp")));
    assert_eq!(decision.notices, [], "the application has decided what it means");
}

#[test]
fn excluded_routes_are_not_looked_at() {
    let app = production().with("excluded_routes", vec!["/health", "/assets/*", "/*.js"]);
    app.rows([
        (get("/health").session(token()), "signed-out excluded-route"),
        (get("/assets/").session(token()), "signed-out excluded-route"),
        (get("/assets/a/b.css").cookie("__client_uat", NOW), "signed-out excluded-route"),
        (get("/a/b.js").cookie("__client_uat", NOW), "signed-out excluded-route"),
        (get("/health").bearer("nonsense"), "signed-out excluded-route"),
        (get("/assets/a").script_name("/blog").session(token()), "signed-in user_1"),
        (get("/").script_name("/health").session(token()), "signed-in user_1"),
        (get("/health/").session(token()), "signed-in user_1"),
        (get("/healthy").session(token()), "signed-in user_1"),
        (get("/assets").session(token()), "signed-in user_1"),
        (get("/x?/health").session(token()), "signed-in user_1"),
        (get("/b.json").session(token()), "signed-in user_1"),
    ]);
    assert_eq!(app.decide(&get("/health")).headers(), []);
}
