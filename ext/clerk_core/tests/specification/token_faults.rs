//! Who sent a token that is no good, and who sent none: only the first is told so (RFC 6750 section 3.1).

use crate::support::{App, Incoming, NOW, OTHER, get, machine_token, production, token};

fn is_about_a_token(app: &App, request: &Incoming) -> bool {
    app.decide(request).reason.is_some_and(|reason| reason.is_about_a_token())
}

#[test]
fn a_token_that_is_no_good() {
    let refused = [
        get("/").bearer("nonsense"),
        get("/").bearer(token().expired()),
        get("/").bearer(token().not_active_yet()),
        get("/").bearer(token().issued_in_the_future()),
        get("/").bearer(token().signed_by(&OTHER)),
        get("/").bearer(token().header("kid", "ins_unknown")),
        get("/").bearer(token().claim("iss", "https://clerk.attacker.example")),
        get("/").bearer(machine_token()),
        get("/").cookie("__session", token()).cookie("__client_uat", NOW + 100),
    ];
    for (index, request) in refused.iter().enumerate() {
        assert!(is_about_a_token(&production(), &request.clone().by_script()), "row {index}");
        assert!(is_about_a_token(&production(), request), "row {index}");
    }
    let expired = get("/").bearer(token().expired());
    assert!(is_about_a_token(&production().with("header_only", true), &expired));
}

#[test]
fn no_token_or_a_good_one() {
    for request in [get("/"), get("/").cookie("__client_uat", NOW), get("/").bearer(token())] {
        assert!(!is_about_a_token(&production(), &request));
    }
    assert!(!is_about_a_token(&production().with("header_only", true), &get("/")));
}
