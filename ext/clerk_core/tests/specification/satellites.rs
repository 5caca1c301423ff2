//! §7.1 and §4.3: several domains of one instance. A satellite fetches its session from the primary domain.

use clerk_core::{Reason, Severity};

use crate::support::{App, Incoming, Jwt, NOW, development, get, location_parameter, post, production, summary, token};

const DOMAIN: &str = "satellite.example.net";
const NEEDS: &str = "handshake satellite-needs-syncing";
const ANONYMOUS: &str = "signed-out session-token-and-uat-missing";

/// A satellite of a production instance.
fn live() -> App {
    production().with("is_satellite", true).with("domain", DOMAIN)
}

/// A satellite of a development instance.
fn local() -> App {
    let app = development().with("is_satellite", true).with("domain", DOMAIN);
    app.with("sign_in_url", "https://www.example.com/sign-in")
}

fn eager(app: App) -> App {
    app.with("satellite_auto_sync", true)
}

/// Somebody opens a page of the satellite.
fn visit(target: &str) -> Incoming {
    get(target).at("https", DOMAIN)
}

/// A session token that was issued for the satellite's domain.
fn own_token() -> Jwt {
    token().claim("iss", format!("https://clerk.{DOMAIN}"))
}

#[test]
fn a_visitor_without_cookies_is_a_stranger_until_a_sync_is_asked_for() {
    for app in [live(), local()] {
        app.rows([
            (visit("/"), ANONYMOUS),
            (visit("/?__clerk_synced=1"), ANONYMOUS),
            (visit("/?__clerk_synced="), ANONYMOUS),
            (visit("/?__clerk_synced=False"), ANONYMOUS),
            (visit("/?__clerk_synced=false"), NEEDS),
            (visit("/?__clerk_synced=false&__clerk_synced=true"), NEEDS),
            (visit("/").known_browser(), ANONYMOUS),
            (visit("/?__clerk_synced=true").known_browser(), ANONYMOUS),
        ]);
    }
    // Nothing is left to the satellite after a sync, so then the development browser is wanted.
    live().rows([(visit("/?__clerk_synced=true"), ANONYMOUS)]);
    local().rows([(visit("/?__clerk_synced=true"), "handshake dev-browser-missing")]);
}

#[test]
fn unless_the_satellite_syncs_by_itself() {
    for app in [live(), local()] {
        let app = eager(app);
        app.rows([
            (visit("/"), NEEDS),
            (visit("/?__clerk_synced=1"), NEEDS),
            (visit("/?__clerk_synced=false"), NEEDS),
            (visit("/?__clerk_synced=true").known_browser(), ANONYMOUS),
            // A development browser is not a session.
            (visit("/").known_browser(), NEEDS),
            (visit("/").cookie("__client_uat", 0), NEEDS),
            (visit("/").cookie("__session", "").cookie("__client_uat", ""), NEEDS),
        ]);
    }
    let patient = live().with("satellite_auto_sync", false);
    patient.rows([(visit("/"), ANONYMOUS)]);
}

#[test]
fn a_visitor_with_cookies_is_judged_by_them() {
    for app in [live(), eager(live())] {
        app.rows([
            (visit("/").session(own_token()), "signed-in user_1"),
            (visit("/?__clerk_synced=true").session(own_token()), "signed-in user_1"),
            (visit("/").cookie("__client_uat", NOW), "handshake client-uat-but-no-session-token"),
            (visit("/").cookie("__session", own_token()), "handshake session-token-but-no-client-uat"),
            (visit("/").cookie("__client_uat", -1), "handshake client-uat-but-no-session-token"),
        ]);
    }
    for app in [local(), eager(local())] {
        app.rows([
            (visit("/").session(token()).known_browser(), "signed-in user_1"),
            (visit("/").session(token()), "handshake dev-browser-missing"),
            (visit("/?__clerk_db_jwt=dvb_2").session(token()), "handshake dev-browser-sync"),
            (visit("/").cookie("__client_uat", NOW).known_browser(), "handshake client-uat-but-no-session-token"),
        ]);
    }
}

#[test]
fn unless_a_sync_is_asked_for() {
    live().rows([
        (visit("/?__clerk_synced=false").session(own_token()), NEEDS),
        (visit("/?__clerk_synced=false").cookie("__client_uat", NOW), NEEDS),
    ]);
    local().rows([(visit("/?__clerk_synced=false").session(token()).known_browser(), NEEDS)]);
}

#[test]
fn only_cookies_of_the_trusted_form_count() {
    let other_form = visit("/").cookie("__session", token());
    // The plain token is of another domain of the instance, so the suffixed form is trusted, which is empty.
    live().rows([(other_form.clone(), ANONYMOUS)]);
    eager(live()).rows([(other_form, NEEDS)]);
    let suffixed = visit("/").suffixed("__session", own_token()).suffixed("__client_uat", NOW - 600);
    eager(live()).rows([(suffixed, "signed-in user_1")]);
}

#[test]
fn a_sync_is_for_page_visits_only() {
    let asked = || visit("/?__clerk_synced=false");
    for app in [live(), eager(live())] {
        for request in [
            asked().by_script(),
            asked().dest("iframe"),
            // Unlike for other handshakes, Sec-Fetch-Dest must be there.
            asked().dest(""),
            asked().dest("Document"),
            asked().method("POST"),
            asked().method("HEAD"),
            post("/?__clerk_synced=false").at("https", DOMAIN),
        ] {
            app.rows([(request.clone(), ANONYMOUS), (request.session(own_token()), "signed-in user_1")]);
        }
    }
    for app in [local(), eager(local())] {
        app.rows([
            (asked().by_script(), "signed-out dev-browser-missing"),
            (asked().method("POST"), "signed-out dev-browser-missing"),
            (asked().dest("iframe"), "handshake dev-browser-missing"),
            (asked().dest(""), "handshake dev-browser-missing"),
        ]);
    }
}

#[test]
fn a_token_in_the_header_needs_no_sync() {
    for app in [eager(live()), eager(local())] {
        app.rows([
            (visit("/").bearer(token()), "signed-in user_1"),
            (visit("/?__clerk_synced=false").bearer(token()), "signed-in user_1"),
            (visit("/?__clerk_synced=false").bearer("nonsense"), "signed-out token-invalid"),
        ]);
    }
}

#[test]
fn a_handshake_that_has_been_made_comes_first() {
    let directives = [format!("__session={}; Path=/", own_token())];
    let back =
        visit("/?__clerk_synced=false").cookie("__clerk_handshake", crate::support::handshake_token(&directives));
    live().rows([(back, "signed-in user_1")]);
}

#[test]
fn in_production_the_frontend_api_of_the_satellite_s_domain_syncs() {
    let location = |app: App| app.decide(&visit("/a%20b?x=c%20d&__clerk_synced=false")).location.unwrap();
    assert_eq!(
        location(live()),
        "https://clerk.satellite.example.net/v1/client/handshake\
         ?redirect_url=https%3A%2F%2Fsatellite.example.net%2Fa%2520b%3Fx%3Dc%2Bd%26__clerk_synced%3Dfalse\
         &__clerk_api_version=2026-05-12\
         &suffixed_cookies=false\
         &__clerk_hs_reason=satellite-needs-syncing\
         &format=nonce"
    );
    let base = |app: App| location(app).split('?').next().unwrap().to_owned();
    let proxied = live().with("proxy_url", "https://satellite.example.net/__clerk");
    assert_eq!(base(proxied.clone()), "https://satellite.example.net/__clerk/v1/client/handshake");
    assert_eq!(base(proxied.with("domain", ())), "https://satellite.example.net/__clerk/v1/client/handshake");
    assert_eq!(base(live().with("proxy_url", "/__clerk")), "https://satellite.example.net/__clerk/v1/client/handshake");
    assert_eq!(
        base(live().with("domain", "other.example:8443")),
        "https://clerk.other.example:8443/v1/client/handshake"
    );
}

#[test]
fn a_domain_changes_the_frontend_api_of_production_satellites_only() {
    let base = |app: App, request: Incoming| {
        let location = app.decide(&request).location.unwrap();
        location.split('?').next().unwrap().to_owned()
    };
    let needy = || visit("/").cookie("__client_uat", 5).known_browser();
    let usual = "https://clerk.example.com/v1/client/handshake";
    assert_eq!(base(production().with("domain", DOMAIN), needy()), usual);
    assert_eq!(base(live().with("is_satellite", false), needy()), usual);
    assert_eq!(base(development().with("domain", DOMAIN), needy()), usual);
    assert_eq!(base(local(), needy()), usual);
    assert_eq!(base(live(), needy()), "https://clerk.satellite.example.net/v1/client/handshake");
}

#[test]
fn the_issuer_that_tells_the_forms_of_the_cookies_apart_is_the_domain_s() {
    let both = |plain: Jwt| {
        let suffixed = own_token().claim("sub", "user_of_suffixed");
        visit("/").session(plain.claim("iat", NOW)).suffixed("__session", suffixed).suffixed("__client_uat", NOW - 600)
    };
    live().rows([(both(own_token()), "signed-in user_1"), (both(token()), "signed-in user_of_suffixed")]);
    // Whatever the proxy.
    live()
        .with("proxy_url", "https://satellite.example.net/__clerk")
        .rows([(both(own_token()), "signed-in user_1"), (both(token()), "signed-in user_of_suffixed")]);
    local().rows([
        (both(token()).known_browser().suffixed("__clerk_db_jwt", "dvb_1"), "signed-in user_1"),
        (both(own_token()).known_browser().suffixed("__clerk_db_jwt", "dvb_1"), "signed-in user_of_suffixed"),
    ]);
    production()
        .with("domain", DOMAIN)
        .rows([(both(token()), "signed-in user_1"), (both(own_token()), "signed-in user_of_suffixed")]);
    // Without a domain it is the key's host.
    let proxied = live().with("domain", ()).with("proxy_url", "https://satellite.example.net/__clerk");
    proxied.rows([(visit("/").session(token()), "signed-in user_1")]);
}

#[test]
fn an_issuer_of_neither_domain_is_refused() {
    let of = |issuer: &str| visit("/").bearer(token().claim("iss", issuer));
    live().rows([
        (of("https://clerk.satellite.example.net"), "signed-in user_1"),
        (of("https://clerk.example.com"), "signed-in user_1"),
        (of("https://satellite.example.net"), "signed-out token-invalid-issuer"),
        (of("https://clerk.other.example.net"), "signed-out token-invalid-issuer"),
    ]);
}

#[test]
fn in_development_the_sign_in_page_of_the_primary_domain_syncs() {
    let location = |app: App, target: &str| app.decide(&visit(target)).location.unwrap();
    assert_eq!(
        location(local(), "/a%20b?x=c%20d&__clerk_synced=false"),
        "https://www.example.com/sign-in?__clerk_redirect_url=\
         https%3A%2F%2Fsatellite.example.net%2Fa%2520b%3Fx%3Dc%2520d%26__clerk_synced%3Dfalse"
    );
    let to = |sign_in_url: &str| location(eager(local()).with("sign_in_url", sign_in_url), "/");
    let back = "__clerk_redirect_url=https%3A%2F%2Fsatellite.example.net%2F";
    assert_eq!(to("http://localhost:3000"), format!("http://localhost:3000/?{back}"));
    assert_eq!(to("https://www.example.com/in?a=1"), format!("https://www.example.com/in?a=1&{back}"));
    // A proxy has nothing to do with it.
    let proxied = eager(local()).with("proxy_url", "https://satellite.example.net/__clerk");
    assert_eq!(location(proxied, "/"), format!("https://www.example.com/sign-in?{back}"));
    // The development browser stays here: the primary domain has its own.
    let known = eager(local()).decide(&visit("/?__clerk_db_jwt=dvb_1").known_browser());
    assert!(!known.location.unwrap().contains("&__clerk_db_jwt"));
}

#[test]
fn the_query_of_the_sign_in_page_is_serialised_anew() {
    let app = eager(local()).with("sign_in_url", "https://www.example.com/in?a=b%20c&~");
    assert_eq!(
        app.decide(&visit("/")).location.unwrap(),
        "https://www.example.com/in?a=b+c&%7E=&__clerk_redirect_url=https%3A%2F%2Fsatellite.example.net%2F"
    );
}

#[test]
fn three_syncs_in_a_row_are_a_loop_of_domains_that_are_not_configured() {
    for app in [live(), local()] {
        let after = |count: &str| visit("/?__clerk_synced=false").cookie("__clerk_redirect_count", count);
        let decision = app.decide(&after("2"));
        assert_eq!(summary(&decision), NEEDS);
        assert_eq!(decision.set_cookies, ["__clerk_redirect_count=3; SameSite=Lax; HttpOnly; Max-Age=2"]);
        for count in ["3", "4"] {
            let decision = app.decide(&after(count));
            assert_eq!(summary(&decision), "signed-out satellite-needs-syncing");
            assert_eq!((decision.location, decision.set_cookies.len()), (None, 0));
            let [notice] = &decision.notices[..] else { panic!("one notice") };
            assert_eq!(notice.severity, Severity::Error);
            assert!(notice.text.contains("domain") && !notice.text.contains("key"), "{}", notice.text);
        }
    }
}

#[test]
fn a_satellite_whose_request_has_no_usable_host_stays_signed_out() {
    for app in [eager(live()), eager(local())] {
        let app = app.with("trusted_hosts", DOMAIN);
        app.rows([(get("/").at("https", "evil.example"), "signed-out satellite-needs-syncing")]);
    }
}

/// Where the primary domain of a development instance sends a satellite's visitor.
fn answers(target: &str) -> String {
    let decision = development().decide(&get(target).known_browser());
    match decision.location {
        Some(location) if decision.reason == Some(Reason::PrimaryRespondsToSyncing) => location,
        _ => "no answer".to_owned(),
    }
}

#[test]
fn the_primary_domain_sends_the_visitor_back_with_the_development_browser() {
    let rows = [
        ("https://a.example/x", "https://a.example/x?__clerk_db_jwt=dvb_1&__clerk_synced=true"),
        ("http://a.example:3000", "http://a.example:3000/?__clerk_db_jwt=dvb_1&__clerk_synced=true"),
        // Set in its place, and the query serialised anew.
        (
            "https://a.example/x?a=b%2520c%26__clerk_synced=false%26z~",
            "https://a.example/x?a=b+c&__clerk_synced=true&z%7E=&__clerk_db_jwt=dvb_1",
        ),
        (
            "https://a.example/?__clerk_synced=false%26a=1%26__clerk_synced=false",
            "https://a.example/?__clerk_synced=true&a=1&__clerk_db_jwt=dvb_1",
        ),
        // Appended, whatever is there.
        (
            "https://a.example/?__clerk_db_jwt=old",
            "https://a.example/?__clerk_db_jwt=old&__clerk_db_jwt=dvb_1&__clerk_synced=true",
        ),
        ("https://a.example/x%23top", "https://a.example/x?__clerk_db_jwt=dvb_1&__clerk_synced=true#top"),
    ];
    for (wanted, expected) in rows {
        assert_eq!(answers(&format!("/sign-in?__clerk_redirect_url={wanted}")), expected, "{wanted}");
    }
    let location = |request: Incoming| development().decide(&request).location.unwrap();
    let asked = "/?__clerk_redirect_url=https://a.example";
    assert_eq!(location(get(asked)), "https://a.example/?__clerk_synced=true", "no development browser yet");
    assert_eq!(
        location(get(&format!("{asked}&__clerk_db_jwt=dvb_2")).known_browser()),
        "https://a.example/?__clerk_db_jwt=dvb_2&__clerk_synced=true"
    );
}

#[test]
fn whoever_the_visitor_is() {
    let asked = get("/?__clerk_redirect_url=https://a.example");
    let expected = "handshake primary-responds-to-syncing";
    development().rows([
        (asked.clone(), expected),
        (asked.clone().known_browser(), expected),
        (asked.clone().known_browser().session(token()), expected),
        (asked.clone().known_browser().cookie("__client_uat", NOW), expected),
        (asked.clone().dest("iframe"), expected),
        (asked.clone().dest("").accept("text/html"), expected),
        (asked.bearer(token()), "signed-in user_1"),
    ]);
}

#[test]
fn only_to_an_absolute_http_or_https_url() {
    for wanted in [
        "",
        "/x",
        "x",
        "//a.example",
        "a.example",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "%20javascript:alert(1)",
        "java%0Ascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example",
        "intent://a.example",
        "https://",
        "https:",
        "https://a b",
    ] {
        let target = format!("/?__clerk_redirect_url={wanted}");
        assert_eq!(answers(&target), "no answer", "{wanted}");
        development().rows([
            (get(&target).known_browser(), ANONYMOUS),
            (get(&target).known_browser().session(token()), "signed-in user_1"),
            (get(&target), "handshake dev-browser-missing"),
        ]);
    }
    assert_eq!(answers("/"), "no answer");
    // The first of two counts.
    assert_eq!(answers("/?__clerk_redirect_url=x&__clerk_redirect_url=https://a.example"), "no answer");
}

#[test]
fn never_for_a_form_or_a_script() {
    let asked = || get("/?__clerk_redirect_url=https://a.example").known_browser().session(token());
    let expected = "signed-out primary-responds-to-syncing";
    development().rows([
        (asked().method("POST"), expected),
        (asked().method("HEAD"), expected),
        (asked().by_script(), expected),
        (asked().dest("").accept("*/*"), expected),
        (asked().dest("image"), expected),
    ]);
}

#[test]
fn never_in_production_and_never_by_a_satellite() {
    let asked = || get("/?__clerk_redirect_url=https://a.example");
    production().rows([
        (asked(), ANONYMOUS),
        (asked().session(token()), "signed-in user_1"),
        (asked().cookie("__client_uat", NOW), "handshake client-uat-but-no-session-token"),
    ]);
    local().rows([
        (asked(), ANONYMOUS),
        (asked().session(token()).known_browser(), "signed-in user_1"),
        (asked().session(token()), "handshake dev-browser-missing"),
    ]);
}

#[test]
fn the_answer_is_never_cached_and_has_its_loop_guard() {
    let asked = |count: u32| get("/?__clerk_redirect_url=https://a.example").cookie("__clerk_redirect_count", count);
    let decision = development().decide(&asked(0));
    assert_eq!(crate::support::header(&decision, "cache-control").as_deref(), Some("no-store"));
    assert_eq!(decision.set_cookies, ["__clerk_redirect_count=1; SameSite=Lax; HttpOnly; Max-Age=2"]);
    let looping = development().decide(&asked(3));
    assert_eq!(summary(&looping), "signed-out primary-responds-to-syncing");
    assert!(looping.notices.len() == 1 && looping.location.is_none());
}

#[test]
fn it_comes_before_the_browser_that_the_query_names() {
    let both = get("/?__clerk_db_jwt=dvb_2&__clerk_redirect_url=https://a.example");
    development().rows([(both, "handshake primary-responds-to-syncing")]);
    let sync = development().decide(&get("/?__clerk_db_jwt=dvb_2&__clerk_redirect_url=x"));
    assert_eq!(summary(&sync), "handshake dev-browser-sync");
    assert_eq!(location_parameter(&sync, "__clerk_db_jwt").as_deref(), Some("dvb_2"));
}
