//! §12: where people go who are not signed in.

use clerk_core::Destination::{self, SignIn, SignOut, SignUp, UserProfile};

use crate::support::{App, Incoming, development, get, production};

#[derive(Clone)]
struct Visit {
    app: App,
    request: Incoming,
    return_url: Option<&'static str>,
    pending: bool,
}

impl Visit {
    fn to(&self, destination: Destination) -> String {
        let config = self.app.config();
        self.app
            .facts(&self.request, |facts| config.page_url(facts, destination, self.return_url, self.pending))
            .unwrap_or_else(|| "nowhere".to_owned())
    }
}

fn visit(app: App) -> Visit {
    Visit { app, request: get("/page?a=1"), return_url: None, pending: false }
}

fn with(option: &str, value: &str) -> App {
    production().with(option, value)
}

#[test]
fn to_the_account_portal_when_nothing_is_configured() {
    assert_eq!(visit(production()).to(SignIn), "https://accounts.example.com/sign-in");
    assert_eq!(visit(production()).to(SignUp), "https://accounts.example.com/sign-up");
    // The portal of the key's host, whatever the proxy.
    let proxied = with("proxy_url", "https://www.example.com/__clerk");
    assert_eq!(visit(proxied).to(SignIn), "https://accounts.example.com/sign-in");
}

#[test]
fn the_account_portal_of_each_kind_of_host() {
    use base64::Engine;
    let portal = |host: &str| {
        let encoded = base64::prelude::BASE64_STANDARD.encode(format!("{host}$"));
        let app = development().with("publishable_key", format!("pk_test_{encoded}"));
        let url = visit(app).to(SignIn);
        url.trim_start_matches("https://").trim_end_matches("/sign-in").to_owned()
    };
    let rows = [
        ("clerk.example.com", "accounts.example.com"),
        ("happy-hippo-1.clerk.accounts.dev", "happy-hippo-1.accounts.dev"),
        ("happy-hippo-1.clerk.accountsstage.dev", "happy-hippo-1.accountsstage.dev"),
        ("clerk.abc.efg.lcl.dev", "accounts.abc.efg.lcl.dev"),
        ("my.clerk.example.com", "my.accounts.example.com"),
        ("clerk.clerk.example.com", "accounts.clerk.example.com"),
        ("frontend.example.com", "frontend.example.com"),
    ];
    for (host, expected) in rows {
        assert_eq!(portal(host), expected, "{host}");
    }
}

#[test]
fn to_the_configured_pages() {
    let app = with("sign_in_url", "https://id.example.com/in").with("sign_up_url", "/join?plan=team");
    assert_eq!(visit(app.clone()).to(SignIn), "https://id.example.com/in");
    assert_eq!(visit(app).to(SignUp), "https://www.example.com/join?plan=team");
    // Signing up is below signing in when only that is configured.
    let create = |sign_in: &str| visit(with("sign_in_url", sign_in)).to(SignUp);
    assert_eq!(create("/sign-in"), "https://www.example.com/sign-in/create");
    assert_eq!(create("https://id.example.com/in"), "https://id.example.com/in/create");
    // Only signing up is configured.
    assert_eq!(visit(with("sign_up_url", "/join")).to(SignIn), "https://accounts.example.com/sign-in");
    // A path is on the public origin.
    let mut behind = visit(with("sign_in_url", "/sign-in"));
    behind.request = get("/").at("http", "10.0.0.1").forwarded_host("shop.example.com").forwarded_proto("https");
    assert_eq!(behind.to(SignIn), "https://shop.example.com/sign-in");
}

#[test]
fn to_what_belongs_to_a_session() {
    assert_eq!(visit(production()).to(UserProfile), "https://accounts.example.com/user");
    assert_eq!(visit(with("user_profile_url", "/me")).to(UserProfile), "https://www.example.com/me");
    assert_eq!(visit(with("sign_out_url", "/bye")).to(SignOut), "https://www.example.com/bye");
    // The account portal has no page for it.
    assert_eq!(visit(production()).to(SignOut), "nowhere");
    // Tasks belong to signing in.
    let pending = Visit { pending: true, ..visit(with("sign_out_url", "/bye")) };
    assert_eq!(pending.to(SignOut), "https://www.example.com/bye");
    assert_eq!(pending.to(UserProfile), "https://accounts.example.com/user");
}

#[test]
fn and_back_again() {
    let back = |app: App, return_url: &'static str| {
        let visit = Visit { return_url: Some(return_url), ..visit(app) };
        visit.to(SignIn).split_once("redirect_url=").map(|(_, url)| url.to_owned())
    };
    let rows = [
        ("https://www.example.com/x?a=1&b", "https%3A%2F%2Fwww.example.com%2Fx%3Fa%3D1%26b"),
        ("/x", "https%3A%2F%2Fwww.example.com%2Fx"),
        ("x", "https%3A%2F%2Fwww.example.com%2Fx"),
        ("http://localhost:3000", "http%3A%2F%2Flocalhost%3A3000%2F"),
    ];
    for (return_url, expected) in rows {
        assert_eq!(back(production(), return_url).as_deref(), Some(expected), "{return_url}");
    }
    let app = with("sign_in_url", "/in?redirect_url=old&plan=team");
    let visit = Visit { return_url: Some("/new"), ..visit(app) };
    assert_eq!(
        visit.to(SignIn),
        "https://www.example.com/in?redirect_url=https%3A%2F%2Fwww.example.com%2Fnew&plan=team"
    );
}

#[test]
fn a_pending_session_goes_to_its_tasks() {
    let pending = |app: App| Visit { pending: true, ..visit(app) };
    assert_eq!(pending(production()).to(SignIn), "https://accounts.example.com/sign-in/tasks");
    assert_eq!(pending(production()).to(SignUp), "https://accounts.example.com/sign-up/tasks");
    assert_eq!(pending(with("sign_in_url", "/in?a=1")).to(SignIn), "https://www.example.com/in/tasks?a=1");
    assert_eq!(pending(with("sign_in_url", "/in")).to(SignUp), "https://www.example.com/in/create/tasks");
    let back = Visit { return_url: Some("/x"), ..pending(production()) };
    assert_eq!(
        back.to(SignIn),
        "https://accounts.example.com/sign-in/tasks?redirect_url=https%3A%2F%2Fwww.example.com%2Fx"
    );
}

#[test]
fn in_development_the_browser_is_made_known_elsewhere() {
    let to = |app: App, request: Incoming| {
        let visit = Visit { request, ..visit(app) };
        visit.to(SignIn)
    };
    let known = get("/").known_browser();
    assert_eq!(to(development(), get("/")), "https://accounts.example.com/sign-in");
    assert_eq!(to(development(), known.clone()), "https://accounts.example.com/sign-in?__clerk_db_jwt=dvb_1");
    assert_eq!(to(production(), known.clone()), "https://accounts.example.com/sign-in");
    let same = development().with("sign_in_url", "/sign-in");
    assert_eq!(to(same, known.clone()), "https://www.example.com/sign-in");
    let same = development().with("sign_in_url", "https://www.example.com:443/sign-in");
    assert_eq!(to(same, known.clone()), "https://www.example.com/sign-in");
    let port = development().with("sign_in_url", "https://www.example.com:8443/sign-in");
    assert_eq!(to(port, known), "https://www.example.com:8443/sign-in?__clerk_db_jwt=dvb_1");
}

#[test]
fn nowhere_when_the_request_has_no_usable_host() {
    let request = get("/").at("https", "evil.example");
    let visit = Visit { request, ..visit(production().with("trusted_hosts", "www.example.com")) };
    assert_eq!(visit.to(SignIn), "nowhere");
}

#[test]
fn a_satellite_s_visitor_comes_back_to_a_sync() {
    let satellite = || {
        let app = production().with("is_satellite", true).with("domain", "www.example.com");
        app.with("sign_in_url", "https://primary.example.com/in")
    };
    let back = |app: App, destination: Destination, return_url: &'static str| {
        let visit = Visit { return_url: Some(return_url), ..visit(app) };
        let url = url::Url::parse(&visit.to(destination)).unwrap();
        url.query_pairs().find(|(name, _)| name == "redirect_url").unwrap().1.into_owned()
    };
    assert_eq!(back(satellite(), SignIn, "/x?a=1"), "https://www.example.com/x?a=1&__clerk_synced=false");
    assert_eq!(back(satellite(), SignUp, "/x"), "https://www.example.com/x?__clerk_synced=false");
    assert_eq!(
        back(satellite(), SignIn, "/x?__clerk_synced=true&b=2"),
        "https://www.example.com/x?__clerk_synced=false&b=2"
    );
    let pending = Visit { return_url: Some("/x"), pending: true, ..visit(satellite()) };
    assert!(pending.to(SignIn).ends_with("redirect_url=https%3A%2F%2Fwww.example.com%2Fx%3F__clerk_synced%3Dfalse"));
    // Not on the satellite's own domain, and not without a return URL.
    assert_eq!(back(satellite().with("sign_in_url", "/in"), SignIn, "/x"), "https://www.example.com/x");
    assert_eq!(visit(satellite()).to(SignIn), "https://primary.example.com/in");
    assert_eq!(back(satellite().with("is_satellite", false), SignIn, "/x"), "https://www.example.com/x");
}
