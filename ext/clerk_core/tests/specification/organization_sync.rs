//! §7.2 and §5.2: URLs that name the organization (or the personal account) that shall be active.

use clerk_core::{Severity, Status};
use serde_json::json;

use crate::support::{
    App, Incoming, Jwt, NOW, development, get, header, location_parameter, location_query, post, production, summary,
    token,
};

const MISMATCH: &str = "handshake active-organization-mismatch";
const SIGNED_IN: &str = "signed-in user_1";

fn with_patterns(app: App) -> App {
    app.with(
        "organization_patterns",
        vec!["/orgs/:slug", "/orgs/:slug/(.*)", "/o/:id", "/both/:slug/:id", "/neither/:name", "/maybe/:slug?"],
    )
    .with("personal_account_patterns", vec!["/me", "/me/(.*)", "/neither/personal", "/orgs/:slug", "/maybe"])
}

fn app() -> App {
    with_patterns(production())
}

/// A session token of somebody whose active organization is `org_1`, alias `acme`.
fn member() -> Jwt {
    token().claim("org_id", "org_1").claim("org_slug", "acme")
}

/// The same in version 2.
fn member_2() -> Jwt {
    token().claim("v", 2).claim("o", json!({ "id": "org_1", "slg": "acme" }))
}

#[test]
fn the_organization_of_the_url_must_be_the_active_one() {
    for member in [member(), member_2()] {
        let at = |target: &str| get(target).session(&member);
        app().rows([
            (at("/orgs/acme"), SIGNED_IN),
            (at("/orgs/acme/"), SIGNED_IN),
            (at("/ORGS/acme"), SIGNED_IN),
            (at("/orgs/acme/a/b?c"), SIGNED_IN),
            (at("/o/org_1"), SIGNED_IN),
            (at("/orgs/other"), MISMATCH),
            (at("/orgs/other/a/b"), MISMATCH),
            (at("/orgs/ACME"), MISMATCH),
            // Parameters are not decoded.
            (at("/orgs/a%63me"), MISMATCH),
            // A slug is no id, an id no slug.
            (at("/orgs/org_1"), MISMATCH),
            (at("/o/acme"), MISMATCH),
            (at("/o/org_2"), MISMATCH),
            (at("/o/org_2/"), MISMATCH),
            (at("/o/org_2//"), SIGNED_IN),
            // The id wins over the slug.
            (at("/both/other/org_1"), SIGNED_IN),
            (at("/both/acme/org_2"), MISMATCH),
            // URLs of which no pattern knows.
            (at("/"), SIGNED_IN),
            (at("/orgs"), SIGNED_IN),
            (at("/x/orgs/other"), SIGNED_IN),
            (at("/?path=/orgs/other"), SIGNED_IN),
            (at("/neither/x"), SIGNED_IN),
        ]);
    }
}

#[test]
fn in_the_personal_account_no_organization_is_active() {
    let personal = |target: &str| get(target).session(token());
    let of_member = |target: &str| get(target).session(member());
    app().rows([
        (personal("/me"), SIGNED_IN),
        (personal("/me/x"), SIGNED_IN),
        (personal("/orgs/acme"), MISMATCH),
        (personal("/o/org_1"), MISMATCH),
        (personal("/orgs/"), SIGNED_IN),
        (of_member("/me"), MISMATCH),
        (of_member("/ME/"), MISMATCH),
        (of_member("/me/x/y"), MISMATCH),
        (of_member("/men"), SIGNED_IN),
        (get("/me").session(member_2()), MISMATCH),
        (get("/me").session(token().claim("v", 2)), SIGNED_IN),
    ]);
}

#[test]
fn organization_patterns_come_first_and_without_id_or_slug_they_match_nothing() {
    let at = |target: &str| get(target).session(member());
    app().rows([
        // `/orgs/:slug` is in both lists.
        (at("/orgs/acme"), SIGNED_IN),
        (at("/neither/personal"), MISMATCH),
        (get("/neither/personal").session(token()), SIGNED_IN),
        // `:slug?` takes no part.
        (at("/maybe"), MISMATCH),
        (at("/maybe/acme"), SIGNED_IN),
    ]);
    let only_organizations = production().with("organization_patterns", "/orgs/:slug");
    only_organizations.rows([(at("/orgs/other"), MISMATCH), (at("/me"), SIGNED_IN)]);
    let only_personal = production().with("personal_account_patterns", "/me");
    only_personal.rows([(at("/orgs/other"), SIGNED_IN), (at("/me"), MISMATCH)]);
    // A parameter that is empty says nothing.
    let empty = production().with("organization_patterns", "/e/:slug(.*)").with("personal_account_patterns", "/e");
    empty.rows([(at("/e/acme"), SIGNED_IN), (at("/e/other"), MISMATCH), (get("/e/").session(token()), SIGNED_IN)]);
    assert_eq!(organization_id(&empty, &at("/e/")).as_deref(), Some(""));
    // The first pattern that matches decides, whatever its parameters.
    let shadowed = production().with("organization_patterns", vec!["/orgs/:name", "/orgs/:slug"]);
    shadowed.rows([(at("/orgs/other"), SIGNED_IN)]);
}

#[test]
fn an_application_in_a_subdirectory_is_matched_by_its_whole_path() {
    let at = |target: &str| get(target).session(member()).script_name("/app");
    let app = production().with("organization_patterns", "/app/orgs/:slug");
    app.rows([(at("/orgs/acme"), SIGNED_IN), (at("/orgs/other"), MISMATCH)]);
    production().with("organization_patterns", "/orgs/:slug").rows([(at("/orgs/other"), SIGNED_IN)]);
}

/// The parameter of a handshake, whatever its reason.
fn organization_id(app: &App, request: &Incoming) -> Option<String> {
    let decision = app.decide(request);
    assert_eq!(decision.status, Status::Handshake, "{request}");
    location_parameter(&decision, "organization_id")
}

#[test]
fn the_handshake_names_the_organization_that_shall_become_active() {
    let rows = [
        ("/orgs/other", Some("other")),
        ("/orgs/a%63me", Some("a%63me")),
        ("/orgs/ACME/x", Some("ACME")),
        ("/o/org_2", Some("org_2")),
        ("/both/x/org_2", Some("org_2")),
        ("/me", Some("")),
        ("/neither/personal", Some("")),
        ("/neither/x", None),
        ("/", None),
    ];
    for (target, expected) in rows {
        let expired = get(target).session(member().expired());
        assert_eq!(organization_id(&app(), &expired).as_deref(), expected, "{target}");
        if expected.is_some() {
            assert_eq!(organization_id(&app(), &get(target).session(member())).as_deref(), expected, "{target}");
        }
    }
}

#[test]
fn whatever_the_reason_of_the_handshake() {
    let at = || get("/orgs/acme");
    let development = with_patterns(development());
    let named = Some("acme".to_owned());
    for request in [
        at().cookie("__client_uat", NOW),
        at().cookie("__session", member()),
        at().session(member().expired()),
        at().session(member().not_active_yet()),
        at().cookie("__session", member()).cookie("__client_uat", NOW),
        at().bearer(member().expired()),
        at().session(member()).referer("https://satellite.example.net/"),
    ] {
        assert_eq!(organization_id(&app(), &request), named, "{request}");
    }
    for request in [at(), get("/orgs/acme?__clerk_db_jwt=dvb_2")] {
        assert_eq!(organization_id(&development, &request), named, "{request}");
    }
    let satellite = app().with("is_satellite", true).with("domain", "satellite.example.net");
    let asked = get("/orgs/acme?__clerk_synced=false").at("https", "satellite.example.net");
    assert_eq!(organization_id(&satellite, &asked), named);
    // Without patterns there is nothing to name.
    assert_eq!(organization_id(&production(), &at().cookie("__client_uat", NOW)), None);
}

#[test]
fn the_parameter_is_the_last() {
    let last = |app: App, request: Incoming| location_query(&app.decide(&request)).pop().unwrap();
    let expected = ("organization_id".to_owned(), "other".to_owned());
    assert_eq!(last(app(), get("/orgs/other").session(member())), expected);
    assert_eq!(last(with_patterns(development()), get("/orgs/other").session(member()).known_browser()), expected);
}

#[test]
fn whoever_cannot_be_redirected_stays_signed_in() {
    let other = || get("/orgs/other").session(member());
    app().rows([
        (other().dest("iframe"), MISMATCH),
        (other().dest(""), MISMATCH),
        (other().by_script(), SIGNED_IN),
        (other().method("POST"), SIGNED_IN),
        (other().method("HEAD"), SIGNED_IN),
        (post("/me").session(member()), SIGNED_IN),
    ]);
    let decision = app().decide(&other().by_script());
    assert_eq!((decision.headers(), decision.notices.len()), (vec![], 0));
    assert_eq!(decision.session().unwrap().organization_id().as_deref(), Some("org_1"));
}

#[test]
fn after_three_redirects_too_with_a_line_in_the_log() {
    let after = |count: &str| get("/orgs/other").session(member()).cookie("__clerk_redirect_count", count);
    for (count, next) in [("0", 1), ("2", 3)] {
        let decision = app().decide(&after(count));
        assert_eq!(summary(&decision), MISMATCH, "{count}");
        assert_eq!(decision.set_cookies, [format!("__clerk_redirect_count={next}; SameSite=Lax; HttpOnly; Max-Age=2")]);
        assert_eq!(decision.notices, []);
    }
    for count in ["3", "4", "99"] {
        let decision = app().decide(&after(count));
        assert_eq!(summary(&decision), SIGNED_IN, "{count}");
        let [notice] = &decision.notices[..] else { panic!("one notice: {:?}", decision.notices) };
        assert_eq!(notice.severity, Severity::Warning);
        assert!(notice.text.contains("organization") && !notice.text.contains("other"), "{}", notice.text);
        assert_eq!((decision.headers(), decision.set_cookies.len()), (vec![], 0));
    }
    for request in [after("3").by_script(), after("3").method("POST")] {
        assert_eq!(app().decide(&request).notices, [], "who is not redirected is in no loop");
    }
    let right = app().decide(&get("/orgs/acme").session(member()).cookie("__clerk_redirect_count", 3));
    assert_eq!(right.notices, [], "the active organization is the right one");
}

#[test]
fn a_pending_session_has_no_say_in_organizations() {
    let pending = || get("/orgs/other").session(member().claim("sts", "pending"));
    for app in [app(), app().with("treat_pending_as_signed_out", false)] {
        app.rows([(pending(), SIGNED_IN), (pending().cookie("__clerk_redirect_count", 3), SIGNED_IN)]);
        assert_eq!(app.decide(&pending().cookie("__clerk_redirect_count", 3)).notices, []);
    }
    app().rows([(get("/orgs/other").session(member().claim("sts", "active")), MISMATCH)]);
}

#[test]
fn only_by_cookies() {
    app().rows([
        (get("/orgs/other").bearer(member()), SIGNED_IN),
        (get("/orgs/other"), "signed-out session-token-and-uat-missing"),
        (get("/orgs/other").session("nonsense"), "signed-out token-invalid"),
    ]);
    let cookies = json!({ "cookies": [format!("__session={}", member())] });
    let renewed = get("/orgs/other").renewable_session(member().expired()).api("/v1/sessions/", 200, &cookies);
    app().rows([(renewed, SIGNED_IN)]);
    let directives = [format!("__session={}", member())];
    let resolved = get("/orgs/other").cookie("__clerk_handshake", crate::support::handshake_token(&directives));
    app().rows([(resolved, SIGNED_IN)]);
}

#[test]
fn another_origin_is_synced_first() {
    let link = get("/orgs/other").session(member()).referer("https://satellite.example.net/");
    app().rows([
        (link.clone(), "handshake primary-domain-cross-origin-sync"),
        (link.cookie("__clerk_redirect_count", 1), MISMATCH),
    ]);
    // On a satellite, too, organizations are synced.
    let satellite = app().with("is_satellite", true).with("domain", "satellite.example.net");
    let own = member().claim("iss", "https://clerk.satellite.example.net");
    satellite.rows([(get("/orgs/other").at("https", "satellite.example.net").session(own), MISMATCH)]);
}

#[test]
fn the_handshake_says_why() {
    let decision = app().decide(&get("/orgs/other?a=1").session(member()));
    assert_eq!(header(&decision, "x-clerk-auth-reason").as_deref(), Some("active-organization-mismatch"));
    assert_eq!(location_parameter(&decision, "__clerk_hs_reason").as_deref(), Some("active-organization-mismatch"));
    let back = location_parameter(&decision, "redirect_url");
    assert_eq!(back.as_deref(), Some("https://www.example.com/orgs/other?a=1"));
}
