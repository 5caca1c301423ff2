//! §10: API keys, M2M tokens and OAuth tokens, opaque and as JWTs. Only ever from the header, never a handshake.

use clerk_core::{Decision, Effect, Machine, Method, TokenType};
use serde_json::{Value, json};

use crate::support::{
    App, INSTANCE, Incoming, Jwt, M2M, NO_INFORMATION, NOW, OTHER, SESSION, TEMPLATE, development, get, header, jwk,
    machine_token, oauth_token, post, production, public_pem, summary, token,
};

const API_KEY: &str = "ak_0123456789";
const MACHINE: &str = "mt_0123456789";
const OAUTH: &str = "oat_0123456789";
/// What becomes of a token that is not accepted, and of a request that has none.
const MISMATCH: &str = "signed-out token-type-mismatch";
const NO_TOKEN: &str = "signed-out No token in header";
const INVALID: &str = "signed-out token-invalid";
const FAILED: &str = "signed-out token-verification-failed";
const ANONYMOUS: &str = "signed-out session-token-and-uat-missing";

fn accepting(what: impl Into<Value>) -> App {
    production().with("accepts_token", what)
}

/// The opaque tokens: type, token, path of the call and name of the token in it.
fn opaque() -> [(&'static str, &'static str, &'static str, &'static str); 3] {
    [
        ("api_key", API_KEY, "/api_keys/verify", "secret"),
        ("m2m_token", MACHINE, "/m2m_tokens/verify", "token"),
        ("oauth_token", OAUTH, "/oauth_applications/access_tokens/verify", "access_token"),
    ]
}

/// The Backend API knows every opaque token.
fn known(request: Incoming) -> Incoming {
    request
        .api("/api_keys/verify", 200, &json!({ "id": "ak_1", "subject": "key_owner" }))
        .api("/m2m_tokens/verify", 200, &json!({ "id": "mt_1", "subject": "machine" }))
        .api("/oauth_applications/access_tokens/verify", 200, &json!({ "id": "oat_1", "subject": "oauth_user" }))
}

fn bearing(token: impl std::fmt::Display) -> Incoming {
    known(get("/").bearer(token))
}

/// A decision in a line, with the type of token it is about.
fn line(decision: &Decision) -> String {
    let about = decision.token_type.map_or("nothing", TokenType::as_str);
    format!("{} about {about}", summary(decision))
}

#[track_caller]
fn lines(app: &App, rows: &[(Incoming, &str)]) {
    for (request, expected) in rows {
        assert_eq!(line(&app.decide(request)), *expected, "{request}");
    }
}

#[test]
fn session_tokens_alone_are_accepted_by_default() {
    for app in [production(), accepting("session_token")] {
        lines(
            &app,
            &[
                (bearing(token()), "signed-in user_1 about session_token"),
                (bearing(API_KEY), "signed-out token-invalid about session_token"),
                (bearing(MACHINE), "signed-out token-invalid about session_token"),
                (bearing(OAUTH), "signed-out token-invalid about session_token"),
                (bearing(machine_token()), "signed-out token-type-mismatch about session_token"),
                (bearing(oauth_token()), "signed-out token-type-mismatch about session_token"),
                (get("/").session(token()), "signed-in user_1 about session_token"),
                (get("/"), "signed-out session-token-and-uat-missing about session_token"),
            ],
        );
    }
}

#[test]
fn one_type_of_machine_token_is_accepted_alone() {
    let tokens = [
        ("session_token", token().to_string(), "user_1"),
        ("api_key", API_KEY.to_owned(), "key_owner"),
        ("m2m_token", MACHINE.to_owned(), "machine"),
        ("m2m_token", machine_token().to_string(), "mch_1"),
        ("oauth_token", OAUTH.to_owned(), "oauth_user"),
        ("oauth_token", oauth_token().to_string(), "user_1"),
        ("oauth_token", oauth_token().header("typ", "application/at+jwt").to_string(), "user_1"),
        ("none", "nonsense".to_owned(), ""),
        ("none", "mt".to_owned(), ""),
        ("none", "AK_0123456789".to_owned(), ""),
        ("none", "xak_0123456789".to_owned(), ""),
        ("none", "Bearer".to_owned(), ""),
        ("none", token().cat(M2M).to_string(), ""),
        ("none", token().cat(TEMPLATE).to_string(), ""),
    ];
    for accepted in ["api_key", "m2m_token", "oauth_token"] {
        let app = accepting(accepted);
        for (kind, token, subject) in &tokens {
            let expected = match *kind == accepted {
                true => format!("signed-in {subject} about {accepted}"),
                false => format!("{MISMATCH} about {accepted}"),
            };
            assert_eq!(line(&app.decide(&bearing(token))), expected, "{accepted}: {token}");
            if *kind != accepted {
                assert_eq!(app.asked(&bearing(token)), [], "{accepted}: {token}");
            }
        }
        let nothing = format!("{NO_TOKEN} about {accepted}");
        for request in [
            get("/"),
            get("/").session(token()),
            get("/").cookie("__client_uat", NOW),
            get("/").session(machine_token()),
            get("/").session(API_KEY),
            get("/").authorization("Basic dXNlcjpwYXNz"),
            get("/").authorization(format!("bearer {API_KEY}")),
            get("/?__clerk_handshake_nonce=n"),
        ] {
            assert_eq!(line(&app.decide(&request)), nothing, "{request}");
            assert_eq!(app.asked(&request), []);
        }
    }
}

#[test]
fn of_a_list_each_is_accepted() {
    let machines = accepting(vec!["api_key", "m2m_token"]);
    let none = "signed-out token-type-mismatch about nothing";
    lines(
        &machines,
        &[
            (bearing(API_KEY), "signed-in key_owner about api_key"),
            (bearing(MACHINE), "signed-in machine about m2m_token"),
            (bearing(machine_token()), "signed-in mch_1 about m2m_token"),
            (bearing(OAUTH), none),
            (bearing(oauth_token()), none),
            (bearing(token()), none),
            (bearing("nonsense"), none),
            // There is no going to cookies without session tokens.
            (get("/"), none),
            (get("/").session(token()), none),
            (get("/").cookie("__client_uat", NOW), none),
            (get("/").authorization("Basic abc"), none),
        ],
    );
    let mixed = accepting(vec!["oauth_token", "session_token"]);
    lines(
        &mixed,
        &[
            (bearing(token()), "signed-in user_1 about session_token"),
            (bearing(OAUTH), "signed-in oauth_user about oauth_token"),
            (bearing(oauth_token()), "signed-in user_1 about oauth_token"),
            (bearing(API_KEY), none),
            (bearing(MACHINE), none),
            (bearing(machine_token()), none),
            (bearing("nonsense"), "signed-out token-invalid about session_token"),
            (get("/").session(token()), "signed-in user_1 about session_token"),
            (get("/"), "signed-out session-token-and-uat-missing about session_token"),
            (get("/").session(machine_token()), "signed-out token-type-mismatch about session_token"),
        ],
    );
    // A list of one is a list.
    lines(
        &accepting(vec!["api_key"]),
        &[(bearing(API_KEY), "signed-in key_owner about api_key"), (bearing(MACHINE), none), (get("/"), none)],
    );
    lines(&accepting(vec!["session_token"]), &[(bearing(API_KEY), none), (bearing(machine_token()), none)]);
}

#[test]
fn any_is_each_of_them() {
    lines(
        &accepting("any"),
        &[
            (bearing(token()), "signed-in user_1 about session_token"),
            (bearing(API_KEY), "signed-in key_owner about api_key"),
            (bearing(MACHINE), "signed-in machine about m2m_token"),
            (bearing(machine_token()), "signed-in mch_1 about m2m_token"),
            (bearing(OAUTH), "signed-in oauth_user about oauth_token"),
            (bearing(oauth_token()), "signed-in user_1 about oauth_token"),
            (bearing("nonsense"), "signed-out token-invalid about session_token"),
            (bearing(token().cat(TEMPLATE)), "signed-out token-type-mismatch about session_token"),
            (bearing(token().cat(M2M)), "signed-out token-type-mismatch about session_token"),
            (get("/").session(token()), "signed-in user_1 about session_token"),
            (get("/").authorization("Basic abc").session(token()), "signed-in user_1 about session_token"),
            (get("/"), "signed-out session-token-and-uat-missing about session_token"),
            (known(get("/").authorization(MACHINE)), "signed-in machine about m2m_token"),
        ],
    );
}

#[test]
fn never_from_a_cookie() {
    for app in [accepting("any"), accepting(vec!["session_token", "api_key", "m2m_token", "oauth_token"])] {
        for opaque in [API_KEY, MACHINE, OAUTH] {
            app.rows([(known(get("/").session(opaque)), INVALID)]);
        }
        for jwt in [machine_token(), oauth_token()] {
            let directives = [format!("__session={jwt}")];
            let handed = get("/").cookie("__clerk_handshake", crate::support::handshake_token(&directives));
            app.rows([(get("/").session(jwt), MISMATCH), (handed, ANONYMOUS)]);
        }
    }
}

#[test]
fn an_opaque_token_is_shown_to_the_backend_api() {
    for (kind, token, path, name) in opaque() {
        let asked = accepting("any").asked(&bearing(token));
        let [effect] = &asked[..] else { panic!("one call: {asked:?}") };
        assert_eq!((effect.path().as_str(), effect.method()), (path, Method::Post), "without a version");
        let body: Value = serde_json::from_str(effect.body().unwrap().expose()).unwrap();
        assert_eq!(body, json!({ name: token }));
        assert_eq!(effect.prefers_machine_secret(), kind == "m2m_token");
        assert!(!format!("{effect:?}").contains(token));
    }
    // Text of a client becomes JSON, not more.
    let asked = accepting("any").asked(&known(get("/").authorization("ak_\"}\\")));
    assert_eq!(asked[0].body().unwrap().expose(), r#"{"secret":"ak_\"}\\"}"#);
}

#[test]
fn a_machine_s_own_secret_is_for_m2m_tokens_only() {
    let others = [
        production().asked(&get("/?__clerk_handshake_nonce=n").api_down("/v1/clients/")),
        production().just_booted().asked(&get("/").session(token()).api_down("/v1/jwks")),
        production().asked(&get("/").renewable_session(token().expired()).api_down("/v1/sessions/")),
    ];
    for effect in others.iter().flatten() {
        assert!(!effect.prefers_machine_secret(), "{effect:?}");
    }
    assert!(others.iter().all(|asked| !asked.is_empty()));
    let config = accepting("m2m_token").with("machine_secret_key", "ak_machine").config();
    assert_eq!(config.machine_secret_key().unwrap().expose(), "ak_machine");
    assert!(production().config().machine_secret_key().is_none());
}

#[test]
fn what_the_backend_api_answers_for_an_opaque_token() {
    for (kind, token, path, _) in opaque() {
        let app = accepting(kind);
        let request = || get("/").bearer(token);
        let error = json!({ "errors": [{ "code": "resource_not_found", "message": "no" }] });
        let mut rows = vec![
            (request().api(path, 200, &json!({ "id": "1", "subject": "user_1" })), "signed-in user_1"),
            (request().api(path, 201, &json!({ "id": "1", "subject": "user_1" })), "signed-in user_1"),
            (request().api(path, 401, &error), "signed-out secret-key-invalid"),
            (request().api(path, 404, &error), INVALID),
            (request().api_down(path), "signed-out unexpected-error"),
        ];
        for status in [100, 199, 300, 302, 400, 402, 403, 405, 410, 422, 429, 500, 503] {
            // Even if the body would do.
            let body = json!({ "id": "1", "subject": "user_1" });
            rows.push((request().api(path, status, &body), "signed-out unexpected-error"));
        }
        for body in
            [&b""[..], b"null", b"[]", b"\"x\"", b"\xff", b"{", b"{}", b"{\"subject\":1}", b"{\"subject\":null}"]
        {
            rows.push((request().api_raw(path, 200, body), "signed-out unexpected-error"));
        }
        app.rows(rows.clone());
        for (request, _) in rows {
            let decision = app.decide(&request);
            assert_eq!(decision.token_type.map(TokenType::as_str), Some(kind));
            if decision.machine.is_none() {
                assert!(header(&decision, "x-clerk-auth-message").is_some_and(|message| !message.contains(token)));
            }
        }
    }
}

#[test]
fn a_token_that_is_revoked_expired_or_inactive_signs_nobody_in() {
    for (kind, token, path, _) in opaque() {
        let app = accepting(kind);
        let saying = |name: &str, value: Value| {
            let mut body = json!({ "id": "1", "subject": "user_1" });
            body[name] = value;
            get("/").bearer(token).api(path, 200, &body)
        };
        app.rows([
            (saying("revoked", json!(true)), INVALID),
            (saying("expired", json!(true)), INVALID),
            (saying("active", json!(false)), INVALID),
            (saying("revoked", json!(false)), "signed-in user_1"),
            (saying("expired", json!(false)), "signed-in user_1"),
            (saying("active", json!(true)), "signed-in user_1"),
            (saying("revoked", json!(null)), "signed-in user_1"),
            (saying("expired", json!(null)), "signed-in user_1"),
            (saying("active", json!(null)), "signed-in user_1"),
            // What is no clear word is a bad one.
            (saying("revoked", json!("false")), INVALID),
            (saying("expired", json!(0)), INVALID),
            (saying("active", json!("true")), INVALID),
            (saying("active", json!(1)), INVALID),
            // Times are no such words.
            (saying("expiration", json!(NOW + 60)), "signed-in user_1"),
            (saying("revocation_reason", json!(null)), "signed-in user_1"),
        ]);
    }
}

#[test]
fn a_machine_jwt_is_verified_with_the_instance_s_keys() {
    for app in [accepting("m2m_token"), accepting("any")] {
        app.rows([
            (get("/").bearer(machine_token()), "signed-in mch_1"),
            (get("/").bearer(machine_token().without_header("cat")), "signed-in mch_1"),
            (get("/").bearer(machine_token().without_header("typ")), "signed-in mch_1"),
            (get("/").bearer(machine_token().without("nbf").without("iat")), "signed-in mch_1"),
            // Of another class: the only fault with a name of its own.
            (get("/").bearer(machine_token().cat(SESSION)), INVALID),
            (get("/").bearer(machine_token().cat(TEMPLATE)), INVALID),
            (get("/").bearer(machine_token().cat(NO_INFORMATION)), INVALID),
            (get("/").bearer(machine_token().cat("")), INVALID),
            (get("/").bearer(machine_token().header("cat", json!(null))), INVALID),
            (get("/").bearer(machine_token().header("typ", "at+jwt")), FAILED),
            (get("/").bearer(machine_token().header("typ", json!(null))), FAILED),
        ]);
    }
    assert_eq!(accepting("any").asked(&get("/").bearer(machine_token())), []);
}

#[test]
fn so_is_an_oauth_jwt() {
    for app in [accepting("oauth_token"), accepting("any")] {
        app.rows([
            (get("/").bearer(oauth_token()), "signed-in user_1"),
            (get("/").bearer(oauth_token().header("typ", "application/at+jwt")), "signed-in user_1"),
            // Its class is its type.
            (get("/").bearer(oauth_token().cat(SESSION)), "signed-in user_1"),
            (get("/").bearer(oauth_token().cat(M2M)), "signed-in user_1"),
        ]);
    }
    let other = |typ: &str| get("/").bearer(oauth_token().header("typ", typ));
    accepting("oauth_token").rows([
        (other("JWT"), MISMATCH),
        (other("AT+JWT"), MISMATCH),
        (other("at+jwt "), MISMATCH),
        (other(""), MISMATCH),
    ]);
}

#[test]
fn every_other_fault_of_a_jwt_is_a_failed_verification_and_never_a_handshake() {
    for (kind, good) in [("m2m_token", machine_token as fn() -> Jwt), ("oauth_token", oauth_token)] {
        for app in [accepting(kind), accepting("any"), development().with("accepts_token", kind)] {
            for bad in [
                good().expired(),
                good().not_active_yet(),
                good().issued_in_the_future(),
                good().without("exp"),
                good().claim("exp", "soon"),
                good().claim("aud", 1),
                good().signed_by(&OTHER),
                good().header("alg", "HS256"),
                good().header("kid", "ins_9"),
                good().without_header("kid"),
            ] {
                let decision = app.decide(&get("/").bearer(&bad).known_browser());
                assert_eq!(line(&decision), format!("{FAILED} about {kind}"));
                assert!(decision.location.is_none() && decision.message.is_some());
                app.rows([(post("/").by_script().bearer(&bad), FAILED)]);
            }
            app.rows([(get("/").bearer(good().forged()), FAILED)]);
        }
    }
}

#[test]
fn a_machine_jwt_without_a_signature_is_none() {
    for unsigned in [machine_token().header("alg", "none"), oauth_token().header("alg", "none")] {
        accepting("m2m_token").rows([(get("/").bearer(&unsigned), MISMATCH)]);
        accepting("oauth_token").rows([(get("/").bearer(&unsigned), MISMATCH)]);
        accepting(vec!["api_key", "m2m_token", "oauth_token"]).rows([(get("/").bearer(&unsigned), MISMATCH)]);
        for app in [accepting("any"), production()] {
            let decision = app.decide(&get("/").bearer(&unsigned));
            assert_eq!(decision.token_type, Some(TokenType::SessionToken));
            assert!(!decision.is_signed_in());
        }
    }
}

#[test]
fn keys_that_cannot_be_loaded_are_a_failed_verification_too() {
    for (kind, jwt) in [("m2m_token", machine_token()), ("oauth_token", oauth_token())] {
        let app = accepting(kind).just_booted();
        let request = get("/").bearer(&jwt);
        app.rows([
            (request.clone().api_down("/v1/jwks"), FAILED),
            (request.clone().api("/v1/jwks", 401, &json!({})), FAILED),
            (request.clone().api("/v1/jwks", 500, &json!({})), FAILED),
            (request.clone().api("/v1/jwks", 200, &json!({ "keys": [jwk(&INSTANCE)] })), {
                if kind == "m2m_token" { "signed-in mch_1" } else { "signed-in user_1" }
            }),
        ]);
        let asked = app.asked(&request.api_down("/v1/jwks"));
        assert_eq!(asked, [Effect::FetchKeys { unknown_kid: false }]);
    }
}

#[test]
fn with_a_pem_no_network_is_needed() {
    let app = accepting("any").with("jwt_key", public_pem()).just_booted();
    for (jwt, expected) in [
        (machine_token(), "signed-in mch_1"),
        (oauth_token(), "signed-in user_1"),
        (machine_token().header("kid", "ins_9"), "signed-in mch_1"),
        (oauth_token().without_header("kid"), "signed-in user_1"),
        (machine_token().signed_by(&OTHER), FAILED),
        (oauth_token().signed_by(&OTHER), FAILED),
        (machine_token().header("alg", "RS384"), FAILED),
    ] {
        let request = get("/").bearer(jwt);
        app.rows([(request.clone(), expected)]);
        assert_eq!(app.asked(&request), []);
    }
}

#[test]
fn authorized_parties_and_issuers_are_for_sessions() {
    let app = accepting("any")
        .with("authorized_parties", "https://www.example.com")
        .with("issuer", "https://issuer.example.com");
    app.rows([
        (get("/").bearer(machine_token()), "signed-in mch_1"),
        (get("/").bearer(oauth_token()), "signed-in user_1"),
        (get("/").bearer(machine_token().claim("azp", "https://evil.example")), "signed-in mch_1"),
        (get("/").bearer(oauth_token().claim("azp", "https://evil.example")), "signed-in user_1"),
        (get("/").bearer(token()), "signed-out token-invalid-issuer"),
    ]);
    accepting("any").rows([
        (get("/").bearer(machine_token().claim("iss", "https://elsewhere.example")), "signed-in mch_1"),
        (get("/").bearer(oauth_token().claim("iss", "https://elsewhere.example")), "signed-in user_1"),
        (get("/").bearer(machine_token().without("iss")), "signed-in mch_1"),
    ]);
}

#[test]
fn the_clock_skew_is_for_machines_too() {
    for (jwt, expected) in [(machine_token(), "signed-in mch_1"), (oauth_token(), "signed-in user_1")] {
        let late = get("/").bearer(jwt.claim("exp", NOW - 5));
        accepting("any").rows([(late.clone(), FAILED)]);
        accepting("any").with("clock_skew", 6).rows([(late, expected)]);
    }
}

/// What an `aud` may look like, and whether it names `a` or `z`.
fn audiences() -> [(Value, bool); 9] {
    [
        (json!("a"), true),
        (json!(["b", "a"]), true),
        (json!(["z"]), true),
        (json!("b"), false),
        (json!("A"), false),
        (json!(["b", "c"]), false),
        (json!([]), false),
        (json!(""), false),
        (json!(["b", ""]), false),
    ]
}

#[test]
fn an_audience_must_be_named_by_an_oauth_token() {
    let app = accepting("oauth_token").with("audience", vec!["a", "z"]);
    let path = "/oauth_applications/access_tokens/verify";
    let opaque = |body: &Value| get("/").bearer(OAUTH).api(path, 200, body);
    for (aud, named) in audiences() {
        let expected = if named { "signed-in user_1" } else { FAILED };
        app.rows([
            (get("/").bearer(oauth_token().claim("aud", aud.clone())), expected),
            (opaque(&json!({ "id": "1", "subject": "user_1", "aud": aud })), expected),
        ]);
    }
    app.rows([
        (get("/").bearer(oauth_token()), FAILED),
        (opaque(&json!({ "id": "1", "subject": "user_1" })), FAILED),
        (opaque(&json!({ "id": "1", "subject": "user_1", "aud": null })), FAILED),
        (opaque(&json!({ "id": "1", "subject": "user_1", "aud": ["a", 1] })), FAILED),
        (get("/").bearer(oauth_token().claim("aud", json!(["a", ""]))), FAILED),
        // A dead one is dead whatever it names.
        (opaque(&json!({ "id": "1", "subject": "user_1", "aud": "b", "revoked": true })), INVALID),
    ]);
    accepting("oauth_token").rows([
        (get("/").bearer(oauth_token().claim("aud", "b")), "signed-in user_1"),
        (opaque(&json!({ "id": "1", "subject": "user_1", "aud": "b" })), "signed-in user_1"),
    ]);
}

#[test]
fn but_only_not_be_contradicted_by_an_m2m_jwt() {
    let app = accepting("m2m_token").with("audience", vec!["a", "z"]);
    for (aud, named) in audiences() {
        // Section 8: nothing said is nothing checked.
        let said = ![json!([]), json!("")].contains(&aud);
        let expected = if named || !said { "signed-in mch_1" } else { FAILED };
        app.rows([(get("/").bearer(machine_token().claim("aud", aud)), expected)]);
    }
    app.rows([
        (get("/").bearer(machine_token()), "signed-in mch_1"),
        (get("/").bearer(machine_token().claim("aud", json!(["a", 1]))), FAILED),
        (bearing(MACHINE), "signed-in machine"),
    ]);
    accepting("api_key").with("audience", "a").rows([(bearing(API_KEY), "signed-in key_owner")]);
}

/// The machine of a request with this token.
#[track_caller]
fn seen<T>(kind: &str, request: &Incoming, read: impl FnOnce(&Machine) -> T) -> T {
    let decision = accepting(kind).decide(request);
    read(decision.machine_token().expect("a machine"))
}

#[test]
fn what_an_application_sees_of_an_opaque_token() {
    let body = json!({
        "id": "token_1", "subject": "user_1", "scopes": ["read", "write"], "name": "Deploy key",
        "client_id": "client_1", "claims": { "plan": "pro" },
    });
    for (kind, token, path, _) in opaque() {
        seen(kind, &get("/").bearer(token).api(path, 200, &body), |machine| {
            assert_eq!((machine.id(), machine.subject()), (Some("token_1"), Some("user_1")));
            assert_eq!(machine.scopes(), ["read", "write"]);
            assert_eq!(machine.name(), Some("Deploy key"));
            assert_eq!(machine.client_id(), Some("client_1"));
            // An OAuth token has none.
            let plan = (kind != "oauth_token").then(|| json!("pro"));
            assert_eq!(machine.claims().map(|claims| claims["plan"].clone()), plan);
        });
        let bare = json!({ "id": "token_1", "subject": "user_1", "scopes": null, "name": null, "claims": null });
        seen(kind, &get("/").bearer(token).api(path, 200, &bare), |machine| {
            assert_eq!((machine.scopes().len(), machine.name(), machine.client_id()), (0, None, None));
            assert_eq!(machine.claims(), None);
        });
    }
}

#[test]
fn whom_a_machine_token_stands_for() {
    let whom = |kind: &str, token: &str, path: &str, subject: &str| {
        let body = json!({ "id": "1", "subject": subject });
        let decision = accepting(kind).decide(&get("/").bearer(token).api(path, 200, &body));
        assert!(decision.is_signed_in() && decision.session().is_none() && decision.session_status().is_none());
        assert_eq!(decision.token().unwrap().expose(), token);
        (decision.user_id().map(str::to_owned), decision.organization_id().map(str::to_owned))
    };
    let some = |id: &str| Some(id.to_owned());
    let [api_key, m2m, oauth] = opaque().map(|(kind, token, path, _)| move |subject| whom(kind, token, path, subject));
    assert_eq!(api_key("user_1"), (some("user_1"), None));
    assert_eq!(api_key("org_1"), (None, some("org_1")));
    assert_eq!(api_key("mch_1"), (None, None));
    assert_eq!(api_key("xuser_1"), (None, None));
    assert_eq!(m2m("mch_1"), (None, None));
    assert_eq!(oauth("user_1"), (some("user_1"), None));
    assert_eq!(oauth("abc"), (some("abc"), None));
    for jwt in [machine_token(), oauth_token()] {
        let decision = accepting("any").decide(&get("/").bearer(&jwt));
        assert_eq!(decision.token().unwrap().expose(), jwt.to_string());
        assert_eq!(decision.organization_id(), None);
        let user = decision.token_type.filter(|kind| *kind == TokenType::OAuthToken).map(|_| "user_1");
        assert_eq!(decision.user_id(), user);
    }
}

#[test]
fn only_an_api_key_stands_for_an_organization_and_no_m2m_token_for_a_user() {
    for (kind, token, path, _) in opaque() {
        for subject in ["user_1", "org_1"] {
            let body = json!({ "id": "1", "subject": subject });
            let decision = accepting(kind).decide(&get("/").bearer(token).api(path, 200, &body));
            let organization = (kind == "api_key" && subject == "org_1").then_some("org_1");
            assert_eq!(decision.organization_id(), organization, "{kind} {subject}");
            let user = kind == "oauth_token" || (kind == "api_key" && subject == "user_1");
            assert_eq!(decision.user_id(), user.then_some(subject), "{kind} {subject}");
        }
    }
}

#[test]
fn what_an_application_sees_of_a_machine_jwt() {
    let machine = |jwt: Jwt| {
        seen("m2m_token", &get("/").bearer(jwt), |machine| {
            assert_eq!((machine.id(), machine.subject()), (Some("mt_1"), Some("mch_1")));
            assert_eq!((machine.name(), machine.client_id()), (None, None));
            let scopes: Vec<String> = machine.scopes().into_iter().map(str::to_owned).collect();
            (scopes.join("|"), machine.claims().cloned().map(Value::Object))
        })
    };
    let rows = [
        (machine_token(), "", None),
        (machine_token().claim("scopes", "mch_2 mch_3"), "mch_2|mch_3", Some(json!({ "scopes": "mch_2 mch_3" }))),
        (machine_token().claim("aud", "mch_2"), "mch_2", Some(json!({ "aud": "mch_2" }))),
        (machine_token().claim("aud", json!(["x", "y"])), "x|y", Some(json!({ "aud": ["x", "y"] }))),
        (
            machine_token().claim("aud", "x").claim("scopes", "y").claim("plan", json!({ "a": 1 })),
            "y",
            Some(json!({ "aud": "x", "scopes": "y", "plan": { "a": 1 } })),
        ),
        (machine_token().claim("azp", "z").without("nbf"), "", Some(json!({ "azp": "z" }))),
    ];
    for (jwt, scopes, claims) in rows {
        assert_eq!(machine(jwt), (scopes.to_owned(), claims));
    }
    let without = |jwt: Jwt| seen("m2m_token", &get("/").bearer(jwt), |machine| machine.id().map(str::to_owned));
    assert_eq!(without(machine_token().without("jti")), None);
}

#[test]
fn what_an_application_sees_of_an_oauth_jwt() {
    let scopes = |jwt: Jwt| {
        seen("oauth_token", &get("/").bearer(jwt), |machine| {
            assert_eq!((machine.id(), machine.subject()), (Some("oat_1"), Some("user_1")));
            assert_eq!((machine.name(), machine.client_id()), (None, Some("client_1")));
            assert_eq!(machine.claims(), None);
            machine.scopes().into_iter().map(str::to_owned).collect::<Vec<_>>().join("|")
        })
    };
    assert_eq!(scopes(oauth_token()), "openid|email");
    assert_eq!(scopes(oauth_token().claim("scp", json!(["a", "b"]))), "a|b");
    assert_eq!(scopes(oauth_token().claim("scp", json!([]))), "");
    assert_eq!(scopes(oauth_token().without("scope")), "");
    assert_eq!(scopes(oauth_token().without("scope").claim("scopes", "a").claim("aud", "b")), "");
    let client = |jwt: Jwt| seen("oauth_token", &get("/").bearer(jwt), |m| m.client_id().map(str::to_owned));
    assert_eq!(client(oauth_token().without("client_id")), None);
}

#[test]
fn a_machine_passes_through_untouched() {
    for token in [API_KEY.to_owned(), machine_token().to_string(), OAUTH.to_owned(), oauth_token().to_string()] {
        for request in [bearing(&token), bearing(&token).method("DELETE").by_script()] {
            let decision = accepting("any").decide(&request);
            assert!(decision.is_plain() && decision.is_signed_in());
            assert_eq!((decision.headers(), decision.set_cookies.len()), (vec![], 0));
            assert!(decision.signed_in.is_none());
            assert!(!format!("{decision:?}").contains(&token));
        }
    }
}

#[test]
fn whatever_else_the_request_has() {
    // Nothing of cookies, handshakes, satellites or referrers is looked at.
    let busy = |token: &str| {
        bearing(token)
            .query(
                "__clerk_db_jwt=dvb_2&__clerk_handshake=x&__clerk_synced=false&__clerk_redirect_url=https://a.example",
            )
            .cookie("__client_uat", NOW)
            .cookie("__clerk_redirect_count", 3)
            .referer("https://satellite.example.net/")
    };
    let satellite = accepting("any").with("is_satellite", true).with("domain", "satellite.example.net");
    for app in [accepting("any"), development().with("accepts_token", "any"), satellite] {
        app.rows([
            (busy(API_KEY), "signed-in key_owner"),
            (busy(&machine_token().to_string()), "signed-in mch_1"),
            (busy(&oauth_token().to_string()), "signed-in user_1"),
            (busy(&oauth_token().expired().to_string()), FAILED),
        ]);
    }
    accepting("api_key")
        .with("excluded_routes", "/up")
        .rows([(get("/up").bearer(API_KEY), "signed-out excluded-route")]);
}

#[test]
fn session_tokens_beside_machine_tokens_are_what_they_are_alone() {
    for app in [accepting("any"), accepting(vec!["session_token", "api_key"])] {
        app.rows([
            (
                get("/").bearer(token().expired()),
                "handshake session-token-expired-refresh-non-eligible-no-refresh-cookie",
            ),
            (get("/").cookie("__client_uat", NOW), "handshake client-uat-but-no-session-token"),
            (get("/").bearer(token().claim("azp", 1)), FAILED),
            (
                get("/").session(token()).referer("https://satellite.example.net/"),
                "handshake primary-domain-cross-origin-sync",
            ),
        ]);
    }
}

#[test]
fn api_keys_and_m2m_tokens_alone_need_no_publishable_key() {
    let keyless = |accepted: &str| accepting(accepted).with("publishable_key", ());
    keyless("api_key").rows([
        (bearing(API_KEY), "signed-in key_owner"),
        (bearing(token()), MISMATCH),
        (get("/"), NO_TOKEN),
        (get("/").session(token()), NO_TOKEN),
    ]);
    keyless("m2m_token").rows([
        (bearing(MACHINE), "signed-in machine"),
        (bearing(machine_token()), "signed-in mch_1"),
        (bearing(machine_token().expired()), FAILED),
        (get("/"), NO_TOKEN),
    ]);
    // An M2M token is verified with the machine's own secret, too.
    let own = keyless("m2m_token").with("secret_key", ()).with("machine_secret_key", "ak_machine");
    own.rows([(bearing(MACHINE), "signed-in machine")]);
    let networkless = own.with("jwt_key", public_pem()).just_booted();
    networkless.rows([(get("/").bearer(machine_token()), "signed-in mch_1")]);
}
