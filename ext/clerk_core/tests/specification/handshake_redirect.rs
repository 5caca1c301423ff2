//! §5.1 and §5.2: a browser is sent through the Frontend API to renew its session.

use clerk_core::{Severity, Status};

use crate::support::{
    App, DEVELOPMENT_KEY, Incoming, NOW, development, get, header, location_parameter, location_query, post,
    production, summary, token,
};

/// A visit that needs a handshake: there is a client but no session.
fn visit(target: &str) -> Incoming {
    get(target).cookie("__client_uat", 5)
}

fn location(app: &App, request: &Incoming) -> String {
    let decision = app.decide(request);
    decision.location.clone().unwrap_or_else(|| summary(&decision))
}

/// Where the browser shall come back to.
fn redirect_url(app: &App, request: &Incoming) -> String {
    location_parameter(&app.decide(request), "redirect_url").expect("a handshake")
}

#[test]
fn only_a_page_visit_is_redirected() {
    let handshake = "handshake client-uat-but-no-session-token";
    let signed_out = "signed-out client-uat-but-no-session-token";
    production().rows([
        (visit("/").dest("document"), handshake),
        (visit("/").dest("iframe"), handshake),
        (visit("/").dest("document").accept("*/*"), handshake),
        (visit("/").dest("").accept("text/html"), handshake),
        (visit("/").dest("").accept("text/html,application/xml;q=0.9"), handshake),
        (visit("/").dest("").accept("*/*"), signed_out),
        (visit("/").dest("").accept(""), signed_out),
        (visit("/").dest("").accept("application/json, text/html"), signed_out),
        // What `fetch`, Turbo and the like send.
        (visit("/").dest("empty").accept("text/html"), signed_out),
        (visit("/").dest("image"), signed_out),
        // What no browser sends with a WebSocket, and what a redirect would break (ours).
        (visit("/").dest("").upgrade("websocket"), signed_out),
        (visit("/").upgrade("WebSocket"), signed_out),
        (visit("/").dest("websocket").upgrade("websocket"), signed_out),
        (visit("/").upgrade("h2c"), handshake),
        (visit("/").dest("script").accept("text/html"), signed_out),
        (visit("/").method("POST"), signed_out),
        (visit("/").method("HEAD"), signed_out),
        (visit("/").method("get"), signed_out),
        (visit("/").method("OPTIONS"), signed_out),
    ]);
}

#[test]
fn the_whole_location_of_a_production_instance() {
    assert_eq!(
        location(&production(), &visit("/a/b?c=1")),
        "https://clerk.example.com/v1/client/handshake\
         ?redirect_url=https%3A%2F%2Fwww.example.com%2Fa%2Fb%3Fc%3D1\
         &__clerk_api_version=2026-05-12\
         &suffixed_cookies=false\
         &__clerk_hs_reason=client-uat-but-no-session-token\
         &format=nonce"
    );
}

#[test]
fn the_whole_location_of_a_development_instance() {
    let session = token().expired().to_string();
    assert_eq!(
        location(&development(), &get("/").session(&session).known_browser()),
        format!(
            "https://clerk.example.com/v1/client/handshake\
             ?redirect_url=https%3A%2F%2Fwww.example.com%2F\
             &__clerk_api_version=2026-05-12\
             &suffixed_cookies=false\
             &__clerk_hs_reason=session-token-expired-refresh-non-eligible-no-refresh-cookie\
             &format=nonce\
             &__session={session}\
             &__clerk_db_jwt=dvb_1"
        )
    );
}

#[test]
fn parameters_that_have_nothing_to_say_are_left_out() {
    let names = |app: &App, request: &Incoming| -> Vec<String> {
        let query = location_query(&app.decide(request));
        query.into_iter().skip(5).map(|(name, _)| name).collect()
    };
    assert_eq!(names(&production(), &visit("/")), [""; 0]);
    assert_eq!(names(&production(), &visit("/").known_browser()), [""; 0]);
    assert_eq!(names(&production(), &get("/").cookie("__session", token())), ["__session"]);
    assert_eq!(names(&development(), &visit("/")), [""; 0]);
    assert_eq!(names(&development(), &visit("/").known_browser()), ["__clerk_db_jwt"]);
}

#[test]
fn the_browser_of_the_query_wins_over_the_cookie_s() {
    let sent = |request: Incoming| location_parameter(&development().decide(&request), "__clerk_db_jwt");
    assert_eq!(sent(get("/?__clerk_db_jwt=dvb_2").known_browser()).as_deref(), Some("dvb_2"));
    assert_eq!(sent(get("/?__clerk_db_jwt=").known_browser()).as_deref(), Some("dvb_1"));
}

#[test]
fn the_token_of_the_cookie_is_sent_else_the_header_s() {
    let expired = token().expired().to_string();
    let sent = |request: &Incoming| location_parameter(&production().decide(request), "__session");
    assert_eq!(sent(&get("/").bearer(&expired)), Some(expired.clone()));
    assert_eq!(sent(&get("/").bearer(&expired).session("cookie")).as_deref(), Some("cookie"));
}

#[test]
fn the_browser_comes_back_to_the_same_url() {
    let rows = [
        ("/", "https://www.example.com/"),
        ("/a%20b/ä|", "https://www.example.com/a%20b/%C3%A4|"),
        ("//evil.example/x", "https://www.example.com//evil.example/x"),
        ("/a//b/", "https://www.example.com/a//b/"),
        // Its query is serialised anew.
        ("/?a=b%20c", "https://www.example.com/?a=b+c"),
        ("/?~&e", "https://www.example.com/?%7E=&e="),
        ("/?a=1&a=2&", "https://www.example.com/?a=1&a=2"),
        ("/?", "https://www.example.com/"),
        ("/?q=%", "https://www.example.com/?q=%25"),
        // What only Clerk needs is taken out.
        ("/?a=1&__clerk_db_jwt=x&b=2&__dev_session=y", "https://www.example.com/?a=1&b=2"),
        ("/?__clerk_db_jwt=x", "https://www.example.com/"),
    ];
    for (target, expected) in rows {
        assert_eq!(redirect_url(&production(), &visit(target)), expected, "{target}");
    }
    assert_eq!(redirect_url(&production(), &visit("/page").script_name("/blog")), "https://www.example.com/blog/page");
    for path in ["", "*", ".evil.example", "@evil.example", ":80"] {
        let expected = format!("https://www.example.com/{path}");
        assert_eq!(redirect_url(&production(), &visit("/").path(path)), expected, "a path begins with /");
    }
    assert_eq!(redirect_url(&production(), &visit("/").at("http", "localhost:3000")), "http://localhost:3000/");
}

#[test]
fn the_public_origin_is_what_proxies_in_front_say_by_their_first_value() {
    let own = "http://10.0.0.1:8080/";
    let rows: [(&str, &str, &str); 12] = [
        ("www.example.com", "https", "https://www.example.com/"),
        ("www.example.com:8443", "https", "https://www.example.com:8443/"),
        ("www.example.com,proxy.internal", "https,http", "https://www.example.com/"),
        ("www.example.com, proxy.internal", "https, http", "https://www.example.com/"),
        // A blank behind the host is no part of it, and schemes know no case.
        ("www.example.com ,proxy.internal", "HTTPS", "https://www.example.com/"),
        // These do not parse, and the whole origin falls back.
        ("www.example.com", "https ,http", own),
        ("", "https", own),
        ("www.example.com", "", own),
        (",www.example.com", "https", own),
        ("www example com", "https", own),
        // Stricter than the reference.
        ("www.example.com", "javascript", own),
        ("user@evil.example", "https", own),
    ];
    for (host, proto, expected) in rows {
        let request = visit("/").at("http", "10.0.0.1:8080").forwarded_host(host).forwarded_proto(proto);
        assert_eq!(redirect_url(&production(), &request), expected, "{host:?} {proto:?}");
    }
    let behind = visit("/").at("http", "10.0.0.1:8080");
    assert_eq!(redirect_url(&production(), &behind.clone().forwarded_proto("https")), "https://10.0.0.1:8080/");
    assert_eq!(redirect_url(&production(), &behind.forwarded_host("www.example.com")), "http://www.example.com/");
}

#[test]
fn trusted_hosts_are_the_only_ones_that_a_browser_comes_back_to() {
    let app = production().with("trusted_hosts", vec!["www.example.com", "localhost:3000"]);
    let spoofed = visit("/").forwarded_host("evil.example");
    assert_eq!(redirect_url(&production(), &spoofed), "https://evil.example/");
    assert_eq!(redirect_url(&app, &spoofed), "https://www.example.com/");
    assert_eq!(redirect_url(&app, &visit("/").forwarded_host("WWW.Example.COM")), "https://www.example.com/");
    assert_eq!(redirect_url(&app, &visit("/").at("http", "localhost:3000")), "http://localhost:3000/");
    let signed_out = "signed-out client-uat-but-no-session-token";
    app.rows([
        (visit("/").at("https", "evil.example"), signed_out),
        (visit("/").at("http", "localhost:4000"), signed_out),
        (visit("/").at("https", "www.example.com.evil.example"), signed_out),
        (visit("/").at("https", ""), signed_out),
        (get("/").at("https", "evil.example").session(token()), "signed-in user_1"),
    ]);
}

#[test]
fn the_frontend_api_may_be_reached_through_the_application_s_domain() {
    let address = |proxy_url: &str, request: Incoming| {
        let app = production().with("proxy_url", proxy_url);
        let location = location(&app, &request);
        location.split('?').next().unwrap().to_owned()
    };
    let rows = [
        ("https://www.example.com/__clerk", "https://www.example.com/__clerk/v1/client/handshake"),
        ("https://www.example.com/__clerk/", "https://www.example.com/__clerk/v1/client/handshake"),
        ("https://fapi.example.com", "https://fapi.example.com/v1/client/handshake"),
        ("http://localhost:4000/clerk//", "http://localhost:4000/clerk/v1/client/handshake"),
        ("/__clerk", "https://www.example.com/__clerk/v1/client/handshake"),
        ("/__clerk/", "https://www.example.com/__clerk/v1/client/handshake"),
    ];
    for (proxy_url, expected) in rows {
        assert_eq!(address(proxy_url, visit("/")), expected, "{proxy_url}");
    }
    // A path is on the public origin of each request.
    let forwarded = visit("/").at("http", "10.0.0.1").forwarded_host("shop.example.com").forwarded_proto("https");
    assert_eq!(address("/__clerk", forwarded), "https://shop.example.com/__clerk/v1/client/handshake");
    assert_eq!(
        address("/__clerk", visit("/").at("http", "localhost:3000")),
        "http://localhost:3000/__clerk/v1/client/handshake"
    );
}

#[test]
fn three_redirects_in_a_row_are_a_loop() {
    let after = |count: &str| visit("/").cookie("__clerk_redirect_count", count);
    for (count, next) in [("", 1), ("0", 1), ("1", 2), ("2", 3), ("two", 1), ("-1", 1), ("%E0", 1)] {
        let decision = production().decide(&after(count));
        assert_eq!(decision.status, Status::Handshake, "{count}");
        assert_eq!(decision.set_cookies, [format!("__clerk_redirect_count={next}; SameSite=Lax; HttpOnly; Max-Age=2")]);
        assert_eq!(decision.notices, []);
    }
    for count in ["3", "4", "1000000"] {
        let decision = production().decide(&after(count));
        assert_eq!(summary(&decision), "signed-out client-uat-but-no-session-token", "{count}");
        assert_eq!(decision.set_cookies, [""; 0]);
        assert_eq!(header(&decision, "cache-control"), None);
        let [notice] = &decision.notices[..] else { panic!("one notice") };
        assert_eq!(notice.severity, Severity::Error);
        assert!(notice.text.contains("key"), "{}", notice.text);
    }
    // Who is not redirected is in no loop.
    assert_eq!(production().decide(&after("3").by_script()).notices, []);
}

#[test]
fn the_loop_guard_holds_for_the_development_browser_too() {
    let after_three = |request: Incoming| request.cookie("__clerk_redirect_count", 3);
    development().rows([
        (after_three(get("/")), "signed-out dev-browser-missing"),
        (after_three(get("/?__clerk_db_jwt=dvb_2")), "signed-out dev-browser-sync"),
        (
            after_three(get("/").bearer(token().expired())),
            "signed-out session-token-expired-refresh-non-eligible-no-refresh-cookie",
        ),
    ]);
}

#[test]
fn a_handshake_is_never_cached_and_says_why() {
    let decision = production().decide(&visit("/"));
    let mut headers = decision.headers();
    headers.retain(|(name, _)| *name != "location");
    assert_eq!(
        headers,
        [
            ("cache-control", "no-store".into()),
            ("x-clerk-auth-status", "handshake".into()),
            ("x-clerk-auth-reason", "client-uat-but-no-session-token".into()),
        ]
    );
}

#[test]
fn no_form_is_lost_to_a_redirect() {
    let app = development().with("publishable_key", DEVELOPMENT_KEY);
    app.rows([
        (post("/"), "signed-out dev-browser-missing"),
        (
            post("/").known_browser().session(token().expired()),
            "signed-out session-token-expired-refresh-non-eligible-non-get",
        ),
        (post("/").known_browser().cookie("__session", token()), "signed-out session-token-but-no-client-uat"),
        (
            post("/").known_browser().cookie("__client_uat", NOW).cookie("__session", token()),
            "signed-out session-token-iat-before-client-uat",
        ),
    ]);
}
