//! §5.3: what the Frontend API sends the browser back with.

use clerk_core::{Effect, Method, Status};
use serde_json::{Value, json};
use url::Url;

use crate::support::{
    Incoming, Jwt, M2M, NO_INFORMATION, NOW, OTHER, SESSION, TEMPLATE, development, get, handshake_token, header, jwk,
    post, production, summary, token,
};

const PAYLOAD: &str = "/v1/clients/handshake_payload";

/// The cookie directives of a session.
fn directives(session: impl ToString) -> Vec<String> {
    let session = session.to_string();
    vec![
        "__client_uat=1799999990; Path=/; Domain=example.com; Max-Age=315360000; Secure; SameSite=Lax".to_owned(),
        format!("__session={session}; Path=/; Expires=Fri, 15 Jan 2027 08:00:50 GMT; Secure; SameSite=Lax"),
        format!("__session_naoXFJnI={session}; Path=/; Secure; SameSite=None; Partitioned"),
    ]
}

/// The directives of a sign-out.
fn sign_out() -> Vec<String> {
    vec!["__client_uat=0; Path=/".to_owned(), "__session=; Path=/; Max-Age=0".to_owned()]
}

/// The nonce in the path of a call, as the Backend API reads it.
fn nonce_of(path: &str) -> String {
    let url = Url::parse("https://api.clerk.com").unwrap().join(path).unwrap();
    assert_eq!(url.path(), PAYLOAD);
    let [(name, value)] = &url.query_pairs().collect::<Vec<_>>()[..] else { panic!("one parameter") };
    assert_eq!(name, "nonce");
    value.to_string()
}

/// Comes back with a handshake token.
fn back_with(session: impl ToString) -> Incoming {
    get("/").cookie("__clerk_handshake", handshake_token(&directives(session)))
}

/// Comes back with a nonce, for which the Backend API has these directives.
fn back_with_nonce(directives: &[String]) -> Incoming {
    get("/?__clerk_handshake_nonce=nonce_1").api(PAYLOAD, 200, &json!({ "directives": directives }))
}

#[test]
fn a_handshake_token_signs_in_and_brings_its_cookies() {
    let decision = production().decide(&back_with(token()));
    assert_eq!(summary(&decision), "signed-in user_1");
    assert_eq!(decision.set_cookies, directives(token()), "verbatim, each a header of its own");
    assert_eq!(
        decision.headers(),
        [("access-control-allow-origin", "null".into()), ("access-control-allow-credentials", "true".into()),]
    );
}

#[test]
fn a_handshake_nonce_is_exchanged_for_the_cookies() {
    let request = back_with_nonce(&directives(token()));
    let decision = production().decide(&request);
    assert_eq!(summary(&decision), "signed-in user_1");
    assert_eq!(decision.set_cookies, directives(token()));
    assert!(decision.cross_origin);

    let asked = production().asked(&request);
    let [effect @ Effect::FetchHandshake { .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(effect.method(), Method::Get);
    assert_eq!(nonce_of(&effect.path()), "nonce_1");
    assert_eq!(effect.body(), None);
}

#[test]
fn what_a_browser_sends_as_a_nonce_stays_a_parameter() {
    let path = |nonce: &str| {
        let request = get("/").cookie("__clerk_handshake_nonce", nonce).api(PAYLOAD, 404, &json!({}));
        production().asked(&request)[0].path()
    };
    for nonce in ["/../../users?limit=1#&a", "\r\nHost: evil", "%2F", "ä"] {
        let sent: String = nonce.bytes().map(|byte| format!("%{byte:02X}")).collect();
        assert_eq!(nonce_of(&path(&sent)), nonce);
        assert!(!path(&sent).contains(['#', ' ', '\r', '\n']));
    }
}

#[test]
fn a_nonce_that_is_none_is_not_worth_a_call() {
    let decision = production().decide(&get("/").cookie("__clerk_handshake_nonce", "n".repeat(100_000)));
    assert_eq!(summary(&decision), "signed-out session-token-missing");
    assert_eq!(decision.notices.len(), 1);
}

#[test]
fn the_query_wins_over_the_cookie_and_the_nonce_over_the_token() {
    let of = |user: &str| handshake_token(&directives(token().claim("sub", user)));
    let with_nonce = |request: Incoming| request.api(PAYLOAD, 200, &json!({ "directives": directives(token()) }));
    production().rows([
        (
            get(&format!("/?__clerk_handshake={}", of("user_of_query")))
                .cookie("__clerk_handshake", of("user_of_cookie")),
            "signed-in user_of_query",
        ),
        (get("/?__clerk_handshake=").cookie("__clerk_handshake", of("user_of_cookie")), "signed-in user_of_cookie"),
        (
            with_nonce(get("/?__clerk_handshake_nonce=n").cookie("__clerk_handshake", of("user_of_token"))),
            "signed-in user_1",
        ),
        (with_nonce(get("/").cookie("__clerk_handshake_nonce", "n")), "signed-in user_1"),
    ]);
}

#[test]
fn it_is_resolved_whatever_the_request_is() {
    production().rows([
        (back_with(token()).by_script(), "signed-in user_1"),
        (back_with(token()).method("POST"), "signed-in user_1"),
        (back_with(token()).session("nonsense"), "signed-in user_1"),
        (back_with(token()).cookie("__clerk_redirect_count", 3), "signed-in user_1"),
    ]);
    // Even before the development browser is known.
    development().rows([(back_with(token()), "signed-in user_1")]);
}

#[test]
fn a_token_in_the_header_wins_over_a_handshake() {
    let other = token().claim("sub", "user_2");
    let decision = production().decide(&back_with(token()).bearer(other));
    assert_eq!(summary(&decision), "signed-in user_2");
    assert_eq!(decision.set_cookies, [""; 0]);
    production().rows([(back_with(token()).authorization("Basic abc"), "signed-in user_1")]);
}

#[test]
fn in_development_the_url_is_cleaned_of_the_handshake() {
    let location = |request: &Incoming| development().decide(request).location;
    let target = format!(
        "/a%20b?x=%20&__clerk_handshake={}&__clerk_db_jwt=dvb_2&__clerk_help=1&__clerk_handshake_nonce=&y",
        handshake_token(&directives(token()))
    );
    let decision = development().decide(&get(&target));
    assert_eq!(summary(&decision), "signed-in user_1");
    assert_eq!(decision.location.as_deref(), Some("https://www.example.com/a%20b?x=+&y="));
    assert_eq!(header(&decision, "cache-control").as_deref(), Some("no-store"));
    assert_eq!(decision.set_cookies, directives(token()), "no redirect is counted");

    // Signed out alike, and when the directives could not be fetched.
    assert_eq!(location(&back_with_nonce(&sign_out())).as_deref(), Some("https://www.example.com/"));
    let failed = get("/p?__clerk_handshake_nonce=n").api_down(PAYLOAD);
    assert_eq!(location(&failed).as_deref(), Some("https://www.example.com/p"));
    // To the public origin.
    let handshake = handshake_token(&directives(token()));
    let back = get(&format!("/?__clerk_handshake={handshake}"));
    let behind = back.at("http", "10.0.0.1").forwarded_host("shop.example.com").forwarded_proto("https");
    assert_eq!(location(&behind).as_deref(), Some("https://shop.example.com/"));

    // A cookie that was left over would come back with the next request, and so would the redirect.
    assert_eq!(location(&back_with(token())), None);
    assert_eq!(location(&get("/p").cookie("__clerk_handshake_nonce", "n").api_down(PAYLOAD)), None);
    // A form or a script is answered where it is.
    assert_eq!(location(&post(&target)), None);
    assert_eq!(location(&get(&target).dest("empty")), None);

    assert_eq!(production().decide(&get(&target)).location, None, "in production nothing is in the URL");
}

#[test]
fn without_a_session_among_the_directives_nobody_is_signed_in() {
    for directives in [sign_out(), vec![], vec!["__client_uat=0".to_owned()]] {
        let decision = production().decide(&get("/").cookie("__clerk_handshake", handshake_token(&directives)));
        assert_eq!(summary(&decision), "signed-out session-token-missing");
        assert_eq!(decision.set_cookies, directives);
        assert!(decision.cross_origin);
        assert_eq!(header(&decision, "x-clerk-auth-reason").as_deref(), Some("session-token-missing"));
    }
    let without_array = handshake_token(&[]).without("handshake");
    production().rows([
        (get("/").cookie("__clerk_handshake", without_array), "signed-out session-token-missing"),
        (get("/").session(token()).api(PAYLOAD, 200, &json!({ "directives": [] })), "signed-in user_1"),
    ]);
}

#[test]
fn the_session_is_the_last_directive_whose_name_starts_with_session() {
    let user = |name: &str| token().claim("sub", name).to_string();
    let of = |directives: Vec<String>| get("/").cookie("__clerk_handshake", handshake_token(&directives));
    production().rows([
        (of(vec![format!("__session={}", user("first")), format!("__session_abc={}", user("last"))]), "signed-in last"),
        (of(vec![format!("__session={}; Path=/", user("first")), "other=1".to_owned()]), "signed-in first"),
        (of(vec![format!("__session={}=x", user("first"))]), "signed-in first"),
        (of(vec![format!("x__session={}", user("first"))]), "signed-out session-token-missing"),
        (
            of(vec![format!("__session={}", user("first")), "__session=; Max-Age=0".to_owned()]),
            "signed-out session-token-missing",
        ),
    ]);
}

#[test]
fn a_fetch_that_fails_counts_as_no_directives() {
    let nonce = || get("/?__clerk_handshake_nonce=n").session(token());
    for request in [
        nonce().api_down(PAYLOAD),
        nonce().api(PAYLOAD, 500, &json!({})),
        nonce().api(PAYLOAD, 401, &json!({ "errors": [] })),
        nonce().api(PAYLOAD, 200, &json!({ "directives": "x" })),
        nonce().api(PAYLOAD, 200, &json!([])),
        nonce().api_raw(PAYLOAD, 200, b"<html>\xff"),
    ] {
        let decision = production().decide(&request);
        assert_eq!(summary(&decision), "signed-out session-token-missing");
        assert_eq!(decision.set_cookies, [""; 0]);
        assert_eq!(decision.notices.len(), 1, "a line in the log");
    }
}

#[test]
fn a_directive_that_is_no_header_is_dropped() {
    let evil = ["a=1\r\nSet-Cookie: b=2", "a=1\nx: y", "a=\0", "", "a=1\u{7f}", "a=1\u{85}b"];
    let mut given = directives(token());
    given.extend(evil.map(str::to_owned));
    let request = get("/").cookie("__clerk_handshake", handshake_token(&given));
    let decision = production().decide(&request);
    assert_eq!(decision.set_cookies, directives(token()));
    assert_eq!(decision.notices.len(), evil.len());
    assert_eq!(production().decide(&back_with_nonce(&given)).set_cookies, directives(token()));
    // Entries that are no text are none.
    let odd = handshake_token(&[]).claim("handshake", json!([1, null, {}, "a=1"]));
    let decision = production().decide(&get("/").cookie("__clerk_handshake", odd));
    assert_eq!(decision.set_cookies, ["a=1"]);
}

/// Handshake tokens that do not verify, and why.
fn bad_tokens() -> Vec<(String, &'static str)> {
    let good = || handshake_token(&directives(token()));
    let with = |change: fn(Jwt) -> Jwt| change(good()).to_string();
    vec![
        ("nonsense".to_owned(), "token-invalid"),
        (good().forged(), "token-invalid-signature"),
        (with(|jwt| jwt.signed_by(&OTHER)), "token-invalid-signature"),
        (with(|jwt| jwt.header("alg", "none")), "token-invalid-algorithm"),
        (with(|jwt| jwt.header("alg", "HS256")), "token-invalid-algorithm"),
        (with(|jwt| jwt.header("alg", "PS256")), "token-invalid-algorithm"),
        (with(|jwt| jwt.header("typ", "at+jwt")), "token-invalid"),
        (with(|jwt| jwt.header("typ", "JWS")), "token-invalid"),
        (with(|jwt| jwt.header("typ", Value::Null)), "token-invalid"),
        (with(|jwt| jwt.cat(TEMPLATE)), "token-invalid"),
        (with(|jwt| jwt.cat(M2M)), "token-invalid"),
        (with(|jwt| jwt.cat("cl_unheard_of")), "token-invalid"),
        (with(|jwt| jwt.claim("sub", "mch_1")), "token-invalid"),
    ]
}

#[test]
fn in_production_a_handshake_token_that_does_not_verify_is_as_good_as_none() {
    for (bad, why) in bad_tokens() {
        let decision = production().decide(&get("/").cookie("__clerk_handshake", &bad).session(token()));
        assert_eq!(summary(&decision), "signed-in user_1", "{why}");
        assert_eq!(decision.set_cookies, [""; 0], "its directives are dropped");
        assert!(!decision.cross_origin && decision.problem.is_none());
        assert_eq!(decision.notices.len(), 1, "a line in the log");
        let decision = production().decide(&get(&format!("/?__clerk_handshake={bad}")));
        assert_eq!(summary(&decision), "signed-out session-token-and-uat-missing", "{why}");
    }
}

#[test]
fn in_development_it_means_that_the_keys_were_switched() {
    for (bad, why) in bad_tokens() {
        let decision = development().decide(&get(&format!("/?__clerk_handshake={bad}")).session(token()));
        assert_eq!(summary(&decision), format!("signed-out {why}"));
        assert!(decision.problem.is_some(), "an error page for the developer");
        assert_eq!(decision.location, None);
        assert_eq!(decision.set_cookies, [""; 0]);
    }
    let forged = handshake_token(&directives(token())).forged();
    let problem = development().decide(&get("/").cookie("__clerk_handshake", forged)).problem.unwrap();
    assert!(problem.contains("keys") && problem.contains("cookies"), "{problem}");
}

#[test]
fn a_handshake_token_of_the_session_class_or_of_none_is_one() {
    let with =
        |change: fn(Jwt) -> Jwt| get("/").cookie("__clerk_handshake", change(handshake_token(&directives(token()))));
    production().rows([
        (with(|jwt| jwt.cat(SESSION)), "signed-in user_1"),
        (with(|jwt| jwt.cat(NO_INFORMATION)), "signed-in user_1"),
        (with(|jwt| jwt.without_header("typ")), "signed-in user_1"),
        // Its own times say nothing.
        (with(|jwt| jwt.expired()), "signed-in user_1"),
        (with(|jwt| jwt.not_active_yet()), "signed-in user_1"),
        (with(|jwt| jwt.claim("exp", "soon")), "signed-in user_1"),
    ]);
    let without_alg = || {
        jwk(&crate::support::INSTANCE).as_object_mut().map(|jwk| {
            jwk.remove("alg");
            Value::Object(jwk.clone())
        })
    };
    let any_algorithm = production().knowing(&[without_alg().unwrap()]);
    any_algorithm.rows([
        (with(|jwt| jwt.header("alg", "RS384")), "signed-in user_1"),
        (with(|jwt| jwt.header("alg", "RS512")), "signed-in user_1"),
    ]);
}

#[test]
fn a_session_inside_that_does_not_verify_is_ignored_with_its_directives() {
    let bad: [(&str, Jwt); 6] = [
        ("signature", token().signed_by(&OTHER)),
        ("class", token().cat(TEMPLATE)),
        ("machine", token().claim("sub", "mch_1")),
        ("issuer", token().claim("iss", "https://clerk.example.org")),
        ("no exp", token().without("exp")),
        ("algorithm", token().header("alg", "HS256")),
    ];
    for (what, session) in bad {
        let decision = production().decide(&back_with(&session).session(token().claim("sub", "user_2")));
        assert_eq!(summary(&decision), "signed-in user_2", "{what}");
        assert_eq!(decision.set_cookies, [""; 0], "{what}");
        assert!(!decision.cross_origin, "{what}");
        let decision = development().decide(&back_with(&session).known_browser());
        assert_eq!(summary(&decision), "signed-out session-token-and-uat-missing", "{what}");
        assert!(decision.problem.is_none() && decision.location.is_none(), "{what}");
    }
    // The application's own rules count for it too.
    let app = production().with("authorized_parties", vec!["https://www.example.com"]);
    app.rows([
        (back_with(token()), "signed-in user_1"),
        (back_with(token().claim("azp", "https://evil.example")), "signed-out session-token-and-uat-missing"),
    ]);
}

#[test]
fn in_development_a_clock_that_is_off_is_forgiven_for_a_day() {
    let hour = 60 * 60;
    let ended = |ago: i64| back_with(token().claim("exp", NOW - ago).claim("iat", NOW - ago - 60)).known_browser();
    let begins = |later: i64| {
        let session = token().claim("exp", NOW + later + 60);
        back_with(session.claim("iat", NOW + later).claim("nbf", NOW + later)).known_browser()
    };
    development().rows([
        (ended(hour), "signed-in user_1"),
        (ended(23 * hour), "signed-in user_1"),
        (ended(25 * hour), "signed-out session-token-and-uat-missing"),
        (begins(hour), "signed-in user_1"),
        (begins(25 * hour), "signed-out session-token-and-uat-missing"),
        (back_with(token().expired().forged()).known_browser(), "signed-out session-token-and-uat-missing"),
    ]);
    let decision = development().decide(&ended(hour));
    assert!(decision.notices.iter().any(|notice| notice.text.contains("lock skew")), "{:?}", decision.notices);
    production().rows([
        (ended(hour), "signed-out session-token-and-uat-missing"),
        (begins(hour), "signed-out session-token-and-uat-missing"),
    ]);
}

#[test]
fn a_pending_session_is_a_session() {
    let decision = production().decide(&back_with(token().claim("sts", "pending")));
    assert_eq!(decision.status, Status::SignedIn);
    assert!(decision.session().is_none());
}

#[test]
fn a_stale_handshake_harms_nobody() {
    production().rows([
        (post("/").cookie("__clerk_handshake", "%").session(token()), "signed-in user_1"),
        (get("/?__clerk_handshake=%&__clerk_handshake=a").session(token()), "signed-in user_1"),
        (get("/?__clerk_handshake[]=a").session(token()), "signed-in user_1"),
    ]);
}
