//! §4.12: who comes to the primary domain from elsewhere may come from a satellite, where the session can have changed.

use crate::support::{
    App, Incoming, NOW, development, get, header, location_parameter, post, production, summary, token,
};

const SYNC: &str = "handshake primary-domain-cross-origin-sync";
const SIGNED_IN: &str = "signed-in user_1";

/// Somebody who is signed in follows a link on this page.
fn from(url: &str) -> Incoming {
    get("/").session(token()).known_browser().referer(url)
}

#[track_caller]
fn everywhere(app: &App, expected: &str, urls: &[&str]) {
    app.rows(urls.iter().map(|url| (from(url), expected)));
}

#[test]
fn a_visitor_from_another_origin_is_synced() {
    for app in [production(), development()] {
        everywhere(
            &app,
            SYNC,
            &[
                "https://satellite.example.net/x",
                "https://example.com/",
                "https://www.example.com.evil.example/",
                // Another scheme or port is another origin.
                "http://www.example.com/",
                "https://www.example.com:8443/",
                // An opaque origin is no origin of ours.
                "about:blank",
                "about:client",
                "data:,x",
                "android-app://com.example.app/",
                "file:///x",
            ],
        );
    }
}

#[test]
fn one_from_the_same_origin_or_from_nowhere_is_not() {
    for app in [production(), development()] {
        everywhere(
            &app,
            SIGNED_IN,
            &[
                "",
                "https://www.example.com/",
                "https://www.example.com/other?a=1",
                "https://www.example.com:443/",
                "HTTPS://WWW.EXAMPLE.COM/",
                "nonsense",
                "/relative",
                "//satellite.example.net/",
                "https://",
            ],
        );
    }
}

#[test]
fn the_public_origin_is_what_counts() {
    let behind =
        |url: &str| from(url).at("http", "10.0.0.1:8080").forwarded_host("shop.example.com").forwarded_proto("https");
    production().rows([
        (behind("https://shop.example.com/"), SIGNED_IN),
        (behind("http://10.0.0.1:8080/"), SYNC),
        (behind("http://shop.example.com/"), SYNC),
    ]);
}

#[test]
fn the_pages_of_the_instance_at_clerk_are_known() {
    for app in [production(), development()] {
        everywhere(
            &app,
            SIGNED_IN,
            &[
                "https://clerk.example.com/v1/client",
                // Of the frontend API only the name of the host counts.
                "http://clerk.example.com/",
                "https://clerk.example.com:8443/",
                "https://accounts.example.com/sign-in",
            ],
        );
        everywhere(
            &app,
            SYNC,
            &[
                // Of the account portal the whole origin.
                "http://accounts.example.com/",
                "https://accounts.example.com:8443/",
                "https://accounts.evil.example/",
                "https://clerk.evil.example/",
                "https://x.clerk.example.com/",
                "https://xclerk.example.com/",
                "https://clerk.example.com.evil.example/",
            ],
        );
    }
}

#[test]
fn the_portals_of_development_instances_are_known_in_development_only() {
    let portals = [
        "https://happy-hippo-1.accounts.dev/",
        "https://happy-hippo-1.accountsstage.dev/",
        "https://happy-hippo-1.accounts.lclclerk.com/",
        "http://happy-hippo-1.accounts.dev:8443/",
        "https://clerk.accounts.dev/",
        "https://accounts.abc.lcl.dev/",
        "https://accounts.abc.lclstage.dev/",
        "https://accounts.abc.lclclerk.com/",
    ];
    everywhere(&development(), SIGNED_IN, &portals);
    // Anybody can have one.
    everywhere(&production(), SYNC, &portals);
    everywhere(
        &development(),
        SYNC,
        &[
            "https://happy-hippo-1.clerk.accounts.dev/",
            "https://happy-hippo-1.clerk.accountsstage.dev/",
            "https://happy-hippo-1.clerk.accounts.lclclerk.com/",
            "https://accounts.dev/",
            "https://abc.lcl.dev/",
            "https://abc.lclstage.dev/",
            "https://abc.lclclerk.com/",
            "https://myaccounts.abc.lcl.dev/",
            "https://x.accounts.dev.evil.example/",
            "https://evilaccounts.dev/",
        ],
    );
}

#[test]
fn behind_a_proxy_the_proxy_is_what_is_known() {
    let absolute = production().with("proxy_url", "https://proxy.example.com:8443/__clerk");
    everywhere(&absolute, SIGNED_IN, &["https://proxy.example.com/", "http://proxy.example.com:1/"]);
    everywhere(
        &absolute,
        SYNC,
        &["https://clerk.example.com/", "https://accounts.example.com/", "https://accounts.proxy.example.com/"],
    );
    // A path is on the public origin, of which then every scheme and port is known.
    let path = production().with("proxy_url", "/__clerk");
    everywhere(&path, SIGNED_IN, &["http://www.example.com/", "https://www.example.com:8443/"]);
    everywhere(&path, SYNC, &["https://clerk.example.com/", "https://accounts.example.com/"]);
    // The portals of development instances are known whatever the proxy.
    let development = development().with("proxy_url", "https://proxy.example.com/__clerk");
    everywhere(&development, SIGNED_IN, &["https://happy-hippo-1.accounts.dev/", "https://proxy.example.com/"]);
    everywhere(&development, SYNC, &["https://accounts.example.com/"]);
}

#[test]
fn only_a_page_visit_is_synced_and_only_once() {
    let elsewhere = || from("https://satellite.example.net/");
    production().rows([
        (elsewhere(), SYNC),
        (elsewhere().cookie("__clerk_redirect_count", 0), SYNC),
        (elsewhere().cookie("__clerk_redirect_count", "x"), SYNC),
        (elsewhere().cookie("__clerk_redirect_count", 1), SIGNED_IN),
        (elsewhere().cookie("__clerk_redirect_count", 3), SIGNED_IN),
        (elsewhere().method("POST"), SIGNED_IN),
        (elsewhere().method("HEAD"), SIGNED_IN),
        (elsewhere().by_script(), SIGNED_IN),
        // Sec-Fetch-Dest must be document, although a handshake may start from these, too.
        (elsewhere().dest("iframe"), SIGNED_IN),
        (elsewhere().dest(""), SIGNED_IN),
    ]);
    let form = post("/").session(token()).referer("https://satellite.example.net/");
    production().rows([(form, SIGNED_IN)]);
    assert_eq!(production().decide(&elsewhere().cookie("__clerk_redirect_count", 3)).notices, []);
}

#[test]
fn only_of_the_primary_domain() {
    let at_satellite = |url: &str| {
        let own = token().claim("iss", "https://clerk.satellite.example.net");
        get("/").at("https", "satellite.example.net").session(own).referer(url)
    };
    let satellite = production().with("is_satellite", true).with("domain", "satellite.example.net");
    satellite.rows([(at_satellite("https://www.example.com/"), SIGNED_IN)]);
}

#[test]
fn only_by_cookies_and_only_when_they_sign_in() {
    let link = || get("/").referer("https://satellite.example.net/");
    production().rows([
        (link().bearer(token()), SIGNED_IN),
        (link(), "signed-out session-token-and-uat-missing"),
        (link().session("nonsense"), "signed-out token-invalid"),
        (link().session(token().without("sub")), "signed-out token-verification-failed"),
        (link().cookie("__client_uat", NOW), "handshake client-uat-but-no-session-token"),
        (link().session(token().claim("sts", "pending")), SYNC),
    ]);
}

#[test]
fn a_session_that_was_just_renewed_is_fresh_from_clerk() {
    let cookies = serde_json::json!({ "cookies": [format!("__session={}", token())] });
    let renewed = get("/").renewable_session(token().expired()).referer("https://satellite.example.net/").api(
        "/v1/sessions/",
        200,
        &cookies,
    );
    production().rows([(renewed, SIGNED_IN)]);
    let directives = [format!("__session={}", token())];
    let resolved = get("/")
        .cookie("__clerk_handshake", crate::support::handshake_token(&directives))
        .referer("https://satellite.example.net/");
    production().rows([(resolved, SIGNED_IN)]);
}

#[test]
fn the_handshake_is_one_like_others() {
    let decision = production().decide(&from("https://satellite.example.net/"));
    assert_eq!(summary(&decision), SYNC);
    assert_eq!(location_parameter(&decision, "__session"), Some(token().to_string()));
    assert_eq!(location_parameter(&decision, "redirect_url").as_deref(), Some("https://www.example.com/"));
    assert_eq!(decision.set_cookies, ["__clerk_redirect_count=1; SameSite=Lax; HttpOnly; Max-Age=2"]);
    let message = header(&decision, "x-clerk-auth-message").unwrap();
    assert!(message.contains("origin") && !message.contains("satellite.example.net"), "{message}");
    // Without a host to come back to there is none.
    let app = production().with("trusted_hosts", "shop.example.com");
    app.rows([(from("https://satellite.example.net/"), SIGNED_IN)]);
}
