//! §12: what a response carries, by lower-case name; cookies apart.

use clerk_core::{Course, Decision};

use crate::support::{
    App, Incoming, OTHER, development, get, handshake_token, header, machine_token, post, production, token,
};

fn names(decision: &Decision) -> Vec<&'static str> {
    decision.headers().into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_request_that_is_signed_in_passes_through_untouched() {
    // What the log is told is no matter of the response.
    let noticed = get("/").session(token().without("azp"));
    assert!(!production().decide(&noticed).notices.is_empty());
    for request in [get("/").session(token()), get("/").bearer(token()), post("/").session(token()), noticed] {
        let decision = production().decide(&request);
        assert_eq!(decision.headers(), []);
        assert_eq!(decision.set_cookies, [""; 0]);
        assert_eq!(decision.location, None);
        assert_eq!(decision.course(), Course::Pass);
    }
}

#[test]
fn one_that_is_redirected_is_the_response_and_any_other_gets_what_it_needs() {
    let course = |app: App, request: Incoming| app.decide(&request).course();
    assert_eq!(course(production(), get("/").cookie("__client_uat", 1)), Course::Stop);
    assert_eq!(course(production(), get("/")), Course::Headers);
    assert_eq!(course(production(), get("/").bearer("nonsense")), Course::Headers);
    let directives = [format!("__session={}", token())];
    let cookies = get("/").by_script().cookie("__clerk_handshake", handshake_token(&directives));
    assert_eq!(course(production(), cookies), Course::Cookies);
    // Keys of two instances, on a developer's machine: a page says so.
    let foreign = get("/").cookie("__clerk_handshake", handshake_token(&directives).signed_by(&OTHER));
    assert_eq!(course(development(), foreign), Course::Stop);
}

#[test]
fn one_that_is_signed_out_says_why() {
    let decision = production().decide(&get("/"));
    assert_eq!(
        decision.headers(),
        [("x-clerk-auth-status", "signed-out".into()), ("x-clerk-auth-reason", "session-token-and-uat-missing".into()),]
    );
    assert_eq!(decision.course(), Course::Headers);
}

#[test]
fn and_with_a_message_when_there_is_one() {
    let decision = production().decide(&get("/").bearer("nonsense"));
    assert_eq!(names(&decision), ["x-clerk-auth-status", "x-clerk-auth-reason", "x-clerk-auth-message"]);
    let expired = production().decide(&get("/").session(token().expired()));
    assert_eq!(
        names(&expired),
        ["location", "cache-control", "x-clerk-auth-status", "x-clerk-auth-reason", "x-clerk-auth-message"]
    );
    let message = header(&expired, "x-clerk-auth-message").unwrap();
    assert!(message.contains("1799999940") && message.contains("1800000000"), "both times: {message}");
}

#[test]
fn an_excluded_route_carries_nothing() {
    let decision = production().with("excluded_routes", "/up").decide(&get("/up"));
    assert_eq!(decision.headers(), []);
    assert_eq!(decision.course(), Course::Pass);
}

#[test]
fn only_a_resolved_handshake_speaks_to_the_frontend_api_s_page() {
    let cross_origin = |request: Incoming| {
        let decision = development().decide(&request);
        header(&decision, "access-control-allow-origin").is_some()
    };
    let resolved = get("/?__clerk_handshake_nonce=n").api_down("/v1/clients/");
    assert!(cross_origin(resolved));
    for request in [get("/"), get("/").known_browser(), get("/").known_browser().session(token()), get("/").bearer("x")]
    {
        assert!(!cross_origin(request));
    }
}

#[test]
fn a_token_that_is_not_accepted_is_said_like_any_other() {
    let said = |accepts: &str, request: Incoming| {
        let headers = production().with("accepts_token", accepts).decide(&request).headers();
        headers.into_iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>()
    };
    let status = "x-clerk-auth-status: signed-out";
    assert_eq!(said("api_key", get("/")), [status, "x-clerk-auth-reason: No token in header"]);
    let mismatch = "x-clerk-auth-reason: token-type-mismatch";
    assert_eq!(said("api_key", get("/").bearer(token())), [status, mismatch]);
    assert_eq!(said("session_token", get("/").bearer(machine_token())), [status, mismatch]);
    let refused = said("any", get("/").bearer("ak_1").api("/api_keys/verify", 404, &serde_json::json!({})));
    assert_eq!(refused[..2], [status, "x-clerk-auth-reason: token-invalid"]);
    assert_eq!(said("any", get("/").bearer(machine_token())), [""; 0]);
}

#[test]
fn every_redirect_between_domains_says_what_it_is() {
    let satellite = development()
        .with("is_satellite", true)
        .with("domain", "satellite.example.net")
        .with("sign_in_url", "https://www.example.com/sign-in");
    let sent = satellite.decide(&get("/?__clerk_synced=false"));
    let answered = development().decide(&get("/?__clerk_redirect_url=https://satellite.example.net/"));
    for (decision, reason) in [(sent, "satellite-needs-syncing"), (answered, "primary-responds-to-syncing")] {
        assert_eq!(names(&decision), ["location", "cache-control", "x-clerk-auth-status", "x-clerk-auth-reason"]);
        assert_eq!(header(&decision, "x-clerk-auth-status").as_deref(), Some("handshake"));
        assert_eq!(header(&decision, "x-clerk-auth-reason").as_deref(), Some(reason));
        assert_eq!(header(&decision, "cache-control").as_deref(), Some("no-store"));
    }
}
