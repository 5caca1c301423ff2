//! Whatever a client sends: no panic, nobody signed in, nobody sent anywhere but to the Frontend API.

use clerk_core::{Outcome, Status};
use serde_json::json;

use crate::support::{
    App, Incoming, Jwt, M2M, OTHER, SECRET, TEMPLATE, development, get, handshake_token, jwk, machine_token,
    production, public_pem, token,
};

pub(crate) const HANDSHAKE: &str = "https://clerk.example.com/v1/client/handshake?";

/// Nobody is signed in, and a redirect goes to the Frontend API.
fn check(app: &App, request: &Incoming) -> Status {
    let decision = app.decide(request);
    assert_ne!(decision.status, Status::SignedIn, "{request}");
    if let Some(location) = &decision.location {
        assert!(location.starts_with(HANDSHAKE), "{location}");
    }
    decision.status
}

fn everywhere(request: &Incoming) {
    for app in [production(), development()] {
        check(&app, request);
    }
}

#[test]
fn bytes_that_are_no_text() {
    for bytes in
        [&b"\xff\xfe"[..], b"\0", b"a\0b", b"\xe0\x80\x80", b"\xed\xa0\x80", b"%", b"%%%", b"%ff", b"%00", b"\r\n"]
    {
        let cookie = |name: &str| [name.as_bytes(), b"=", bytes].concat();
        everywhere(&get("/").path([b"/", bytes].concat()));
        everywhere(&get("/").query(bytes).cookie("__client_uat", 1));
        everywhere(&get("/").authorization(bytes));
        everywhere(&get("/").authorization([b"Bearer ", bytes].concat()));
        everywhere(&get("/").at("https", bytes).cookie("__client_uat", 1));
        everywhere(&get("/").forwarded_host(bytes).cookie("__client_uat", 1));
        everywhere(&get("/").forwarded_proto(bytes).cookie("__client_uat", 1));
        everywhere(&get("/").script_name(bytes).cookie("__client_uat", 1));
        for name in ["__session", "__client_uat", "__clerk_db_jwt", "__clerk_handshake", "__clerk_redirect_count"] {
            everywhere(&get("/").raw_cookies(cookie(name)));
            everywhere(&get("/").raw_cookies(cookie(name)).cookie("__client_uat", 1).cookie("__session", "a.b.c"));
            everywhere(&get("/").query(cookie(name)).cookie("__client_uat", 1));
        }
        let nonce = get("/").raw_cookies(cookie("__clerk_handshake_nonce"));
        let decision = production().decide(&nonce.api_down("/v1/clients/"));
        assert_eq!(decision.status, Status::SignedOut);
    }
}

#[test]
fn a_megabyte_of_anything() {
    let size = 1 << 20;
    let app = production();
    for text in ["a".repeat(size), ".".repeat(size), "%".repeat(size)] {
        check(&app, &get("/").session(&text));
        check(&app, &get("/").bearer(&text));
        check(&app, &get("/").cookie("__clerk_handshake", &text));
        check(&app, &get("/").raw_cookies(text));
    }
    let needy = || get("/").cookie("__client_uat", 1);
    check(&app, &needy().query("a".repeat(size)));
    check(&app, &needy().path(format!("/{}", "a".repeat(size))));
    check(&app, &needy().raw_cookies("a=1;".repeat(size / 4)).cookie("__session", "x"));
    check(&app, &needy().query("a&".repeat(size / 8)));
    check(&app, &get("/").cookie("__client_uat", "1".repeat(size)));
    check(&app, &get("/").authorization(" ".repeat(size)));
}

#[test]
fn paths_and_queries_that_no_parser_likes() {
    for target in [
        "/|",
        "/[",
        "/a b",
        "/ä",
        "/<>\"`{}",
        "/\\",
        "/..",
        "/../..",
        "//",
        "///evil.example",
        "/@evil.example",
        "/%",
        "/a:b",
    ] {
        let status = check(&production(), &get(target).cookie("__client_uat", 1));
        assert_eq!(status, Status::Handshake, "{target}");
    }
    for query in
        ["%", "a=%", "&&&", "=", "[]=1", "a[b][c]=1", "?", "a=1;b=2", "__clerk_handshake[]=1", "__clerk_handshake[a]=1"]
    {
        let status = check(&production(), &get("/").query(query).cookie("__client_uat", 1));
        assert_eq!(status, Status::Handshake, "{query}");
    }
    for duplicated in ["__clerk_handshake=a&__clerk_handshake=b", "__clerk_db_jwt=a&__clerk_db_jwt=b"] {
        everywhere(&get("/").query(duplicated));
    }
}

#[test]
fn nobody_is_sent_anywhere_but_to_the_frontend_api() {
    let evil = [
        "evil.example",
        "evil.example/",
        "evil.example#",
        "evil.example?",
        "evil.example\\",
        "user@evil.example",
        "clerk.example.com@evil.example",
        "evil.example:80",
        "[::1]",
        "[",
        "evil.example\r\nx: y",
        "",
    ];
    let needy = || get("/").cookie("__client_uat", 1);
    for host in evil {
        everywhere(&needy().at("https", host));
        everywhere(&needy().forwarded_host(host));
        everywhere(&needy().forwarded_proto(host));
        everywhere(&needy().forwarded_host(host).forwarded_proto("https"));
        everywhere(&needy().path(format!("//{host}")));
        everywhere(&needy().path(host));
        everywhere(&needy().script_name(format!("//{host}")));
        everywhere(&needy().query(format!("redirect_url=https://{host}")));
        // Only the primary domain of a development instance answers satellites.
        let satellite = needy().query(format!("__clerk_redirect_url=https://{host}"));
        check(&production(), &satellite);
        for app in satellites() {
            check(&app, &satellite);
            check(&app, &needy().query(format!("__clerk_synced=false&__clerk_redirect_url=https://{host}")));
            check(&app, &get("/?__clerk_synced=false").at("https", host));
            check(&app, &get("/?__clerk_synced=false").forwarded_host(host));
        }
        for request in [satellite.clone().method("POST"), satellite.clone().by_script(), satellite.dest("image")] {
            assert_eq!(check(&development(), &request), Status::SignedOut);
        }
    }
    for scheme in ["javascript", "data", "file", "HTTPS", "https:", ""] {
        everywhere(&needy().at(scheme, "www.example.com"));
    }
}

/// Both kinds of satellites.
pub(crate) fn satellites() -> [App; 2] {
    let of = |app: App| {
        let app = app.with("is_satellite", true).with("proxy_url", "https://clerk.example.com");
        app.with("satellite_auto_sync", true)
    };
    [of(production()), of(development()).with("sign_in_url", "https://clerk.example.com/v1/client/handshake?")]
}

#[test]
fn a_development_primary_domain_answers_web_pages_only() {
    let answer = |wanted: &str| {
        let request = get("/").known_browser().query(format!("__clerk_redirect_url={wanted}"));
        let decision = development().decide(&request);
        assert_ne!(decision.status, Status::SignedIn, "{wanted}");
        decision.location
    };
    for scheme in [
        "javascript",
        "JAVASCRIPT",
        "data",
        "file",
        "ftp",
        "blob",
        "about",
        "vbscript",
        "ws",
        "wss",
        "mailto",
        "intent",
        "httpx",
        "xhttps",
        "%01javascript",
        "view-source:https",
    ] {
        for rest in [":alert(1)", "://evil.example/", ":https://evil.example/", "://evil.example/%0Ax"] {
            assert_eq!(answer(&format!("{scheme}{rest}")), None, "{scheme}{rest}");
        }
    }
    for wanted in
        ["https://a.example/%0D%0Ax: y", "https://a.example/%00", "%20https://a.example/", "https:\\\\a.example"]
    {
        let location = answer(wanted).unwrap();
        assert!(location.starts_with("https://a.example/"), "{location}");
        assert!(!location.contains(char::is_whitespace), "{location}");
    }
}

/// Tokens that a stranger may make, or take from elsewhere.
pub(crate) fn forgeries() -> Vec<String> {
    let good = token().to_string();
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let change = |change: fn(Jwt) -> Jwt| change(token()).to_string();
    let mut all = vec![
        format!("{signed}."),
        format!("{signed}.{}", signature.to_uppercase()),
        format!("{signed}.{}", &signature[..signature.len() - 2]),
        format!("{good}{good}"),
        format!("{good}."),
        format!("{good}=="),
        format!(" {good}x"),
        token().claim("sub", "user_admin").forged(),
        change(|jwt| jwt.header("alg", "none")),
        change(|jwt| jwt.header("alg", "None")),
        change(|jwt| jwt.header("alg", "HS256")),
        change(|jwt| jwt.header("alg", "PS256")),
        change(|jwt| jwt.header("alg", json!(null))),
        change(|jwt| jwt.header("alg", json!(["RS256"]))),
        change(|jwt| jwt.signed_by(&OTHER)),
        change(|jwt| jwt.signed_by(&OTHER).header("kid", OTHER.kid)),
        change(|jwt| jwt.signed_by(&OTHER).header("jwk", jwk(&OTHER)).header("x5c", json!(["x"]))),
        change(|jwt| jwt.signed_by(&OTHER).header("jku", "https://evil.example/jwks")),
        change(|jwt| jwt.cat(TEMPLATE)),
        change(|jwt| jwt.cat(M2M)),
        change(|jwt| jwt.without("exp")),
        change(|jwt| jwt.without("sub")),
        change(|jwt| jwt.expired()),
        handshake_token(&[]).to_string(),
    ];
    for value in [json!(null), json!(true), json!({}), json!([]), json!([[]]), json!("soon")] {
        for claim in ["sub", "exp", "nbf", "iat"] {
            if !(claim == "sub" && value.is_string()) {
                all.push(token().claim(claim, value.clone()).to_string());
            }
        }
    }
    all
}

#[test]
fn no_forgery_signs_in() {
    let networkless = production().with("jwt_key", public_pem()).just_booted();
    for forgery in forgeries() {
        let any = networkless.clone().with("accepts_token", "any");
        for app in [production(), development(), networkless.clone(), any] {
            check(&app, &get("/").bearer(&forgery));
            check(&app, &get("/").authorization(forgery.clone()));
            check(&app, &get("/").session(&forgery));
            check(&app, &get("/").session(&forgery).known_browser());
            check(&app, &get("/").suffixed("__session", &forgery).suffixed("__client_uat", 1).known_browser());
        }
    }
}

#[test]
fn names_of_keys_are_only_names() {
    for kid in ["k".repeat(10_000), "../../../etc/passwd".to_owned(), "' OR 1=1".to_owned(), String::new()] {
        let token = token().header("kid", kid);
        production().rows([
            (get("/").bearer(&token), "signed-out jwk-kid-mismatch"),
            (get("/").session(&token), "signed-out jwk-kid-mismatch"),
        ]);
    }
}

#[test]
fn deep_json_is_no_token() {
    use base64::Engine;
    let encode = |text: &str| base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(text);
    for deep in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("{{\"a\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000)),
    ] {
        let token = format!("{}.{}.AAAA", encode("{\"alg\":\"RS256\",\"kid\":\"ins_1\"}"), encode(&deep));
        production().rows([
            (get("/").bearer(&token), "signed-out token-invalid"),
            (get("/").session(&token), "signed-out token-invalid"),
        ]);
        let token = format!("{}.{}.AAAA", encode(&deep), encode("{}"));
        production().rows([(get("/").bearer(&token), "signed-out token-invalid")]);
    }
    let numbers = format!("{{\"exp\":1{},\"sub\":\"user_1\"}}", "0".repeat(400));
    let token = format!("{}.{}.AAAA", encode("{\"alg\":\"RS256\",\"kid\":\"ins_1\"}"), encode(&numbers));
    check(&production(), &get("/").bearer(token));
}

#[test]
fn answers_of_the_backend_api_that_are_none() {
    let bodies: [&[u8]; 8] =
        [b"", b"null", b"[]", b"{}", b"\xff", b"{\"keys\":1}", b"{\"cookies\":1}", b"{\"directives\":[1]}"];
    for body in bodies {
        for status in [0, 100, 200, 204, 302, 400, 404, 500, 999] {
            let raw = |request: Incoming, path: &str| request.api_raw(path, status, body);
            check(&production(), &raw(get("/?__clerk_handshake_nonce=n"), "/v1/clients/"));
            check(&production(), &raw(get("/").renewable_session(token().expired()), "/v1/sessions/"));
            check(&production().just_booted(), &raw(get("/").session(token()), "/v1/jwks"));
            let any = production().with("accepts_token", "any");
            check(&any, &raw(get("/").bearer("ak_1"), "/api_keys/"));
            check(&any, &raw(get("/").bearer("mt_1"), "/m2m_tokens/"));
            check(&any, &raw(get("/").bearer("oat_1"), "/oauth_applications/"));
            check(&any.just_booted(), &raw(get("/").bearer(machine_token()), "/v1/jwks"));
        }
    }
}

#[test]
fn what_is_asked_of_the_backend_api_is_bounded() {
    for forgery in forgeries() {
        assert!(production().asked(&get("/").bearer(&forgery)).len() <= 1);
    }
}

#[test]
fn nothing_secret_is_in_what_is_printed() {
    let app = production().with("jwt_key", public_pem());
    assert!(!format!("{:?}", app.config()).contains(SECRET));
    assert!(!format!("{:?}", app.config().secret_key()).contains(SECRET));

    let session = token().to_string();
    let decision = production().decide(&get("/").session(&session));
    assert!(!format!("{decision:?}").contains(&session), "a session token is as good as a password");

    let request = get("/").renewable_session(token().expired()).api_down("/v1/sessions/");
    let effects = production().asked(&request);
    assert!(!format!("{effects:?}").contains("refresh_1"));
    let request = get("/?__clerk_handshake_nonce=nonce_1").api_down("/v1/clients/");
    assert!(!format!("{:?}", production().asked(&request)).contains("nonce_1"));

    production().facts(&get("/?__clerk_handshake=hs_1").session(&session), |facts| {
        let printed = format!("{facts:?}");
        assert!(!printed.contains(&session) && !printed.contains("hs_1"), "{printed}");
    });
}

#[test]
fn nor_in_the_cookies_and_addresses_of_a_decision() {
    let session = token().to_string();
    let directives = [format!("__session={session}; Path=/")];
    let resolved = production().decide(&get("/").cookie("__clerk_handshake", handshake_token(&directives)));
    assert!(!format!("{resolved:?}").contains(&session));
    let sent = production().decide(&get("/").cookie("__session", &session));
    assert!(!format!("{sent:?}").contains(&session));
    let body = b"secret".to_vec();
    let printed = format!("{:?}", Outcome::Response { status: 200, body: body.clone() });
    assert!(!printed.contains("secret") && !printed.contains(&format!("{body:?}")), "{printed}");
}

#[test]
fn nothing_secret_is_in_the_log() {
    let session = token().to_string();
    let directives = [format!("__session={}", token().expired())];
    let noisy = [
        get("/").session(token().without("azp")),
        get("/").cookie("__client_uat", 1).cookie("__clerk_redirect_count", 3),
        get("/").cookie("__clerk_handshake", handshake_token(&directives).forged()),
        get("/").cookie("__clerk_handshake", handshake_token(&directives)),
        get("/").cookie("__clerk_handshake", handshake_token(&["a=1\n".to_owned()])).session(&session),
        get("/?__clerk_handshake_nonce=nonce_1").api_down("/v1/clients/"),
    ];
    for request in noisy {
        let decision = production().decide(&request);
        assert!(!decision.notices.is_empty(), "{request}");
        for notice in &decision.notices {
            assert!(!notice.text.contains("eyJ") && !notice.text.contains("nonce_1"), "{}", notice.text);
            assert!(!notice.text.contains(SECRET));
        }
    }
}
