//! §10: API keys, M2M tokens and OAuth tokens, opaque and as JWTs. Only ever from the header, never a handshake.

use clerk_core::{Course, Decision, Method, TokenType};
use serde_json::{Value, json};

use crate::support::{
    App, Incoming, M2M, NOW, TEMPLATE, development, get, header, machine_token, oauth_token, production, public_pem,
    summary, token,
};

pub(crate) const API_KEY: &str = "ak_0123456789";
pub(crate) const MACHINE: &str = "mt_0123456789";
pub(crate) const OAUTH: &str = "oat_0123456789";
/// What becomes of a token that is not accepted, and of a request that has none.
pub(crate) const MISMATCH: &str = "signed-out token-type-mismatch";
const NO_TOKEN: &str = "signed-out No token in header";
pub(crate) const INVALID: &str = "signed-out token-invalid";
pub(crate) const FAILED: &str = "signed-out token-verification-failed";
const ANONYMOUS: &str = "signed-out session-token-and-uat-missing";

pub(crate) fn accepting(what: impl Into<Value>) -> App {
    production().with("accepts_token", what)
}

/// The opaque tokens: type, token, path of the call and name of the token in it.
pub(crate) fn opaque() -> [(&'static str, &'static str, &'static str, &'static str); 3] {
    [
        ("api_key", API_KEY, "/api_keys/verify", "secret"),
        ("m2m_token", MACHINE, "/m2m_tokens/verify", "token"),
        ("oauth_token", OAUTH, "/oauth_applications/access_tokens/verify", "access_token"),
    ]
}

/// The Backend API knows every opaque token.
pub(crate) fn known(request: Incoming) -> Incoming {
    request
        .api("/api_keys/verify", 200, &json!({ "id": "ak_1", "subject": "key_owner" }))
        .api("/m2m_tokens/verify", 200, &json!({ "id": "mt_1", "subject": "machine" }))
        .api("/oauth_applications/access_tokens/verify", 200, &json!({ "id": "oat_1", "subject": "oauth_user" }))
}

pub(crate) fn bearing(token: impl std::fmt::Display) -> Incoming {
    known(get("/").bearer(token))
}

/// A decision in a line, with the type of token it is about.
pub(crate) fn line(decision: &Decision) -> String {
    let about = decision.token_type.map_or("nothing", TokenType::as_str);
    format!("{} about {about}", summary(decision))
}

#[track_caller]
pub(crate) fn lines(app: &App, rows: &[(Incoming, &str)]) {
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
    for (_, token, path, name) in opaque() {
        let asked = accepting("any").asked(&bearing(token));
        let [effect] = &asked[..] else { panic!("one call: {asked:?}") };
        assert_eq!((effect.path().as_str(), effect.method()), (path, Method::Post), "without a version");
        let body: Value = serde_json::from_str(effect.body().unwrap().expose()).unwrap();
        assert_eq!(body, json!({ name: token }));
        assert!(!format!("{effect:?}").contains(token));
    }
    // Text of a client becomes JSON, not more.
    let asked = accepting("any").asked(&known(get("/").authorization("ak_\"}\\")));
    assert_eq!(asked[0].body().unwrap().expose(), r#"{"secret":"ak_\"}\\"}"#);
}

#[test]
fn a_machine_s_own_secret_is_for_m2m_tokens_only() {
    let of = |machine: Value, instance: Value, path: &str| {
        let app = accepting("m2m_token").with("machine_secret_key", machine).with("secret_key", instance);
        app.config().secret_for(path).map(|secret| secret.expose().to_owned())
    };
    let (machine, instance) = (json!("ak_machine"), json!("sk_live_0123456789"));
    for path in ["/m2m_tokens/verify", "/v1/m2m_tokens", "/v1/m2m_tokens?limit=1", "/v1/m2m_tokens/mt_1/revoke"] {
        assert_eq!(of(machine.clone(), instance.clone(), path).as_deref(), Some("ak_machine"), "{path}");
        assert_eq!(of(Value::Null, instance.clone(), path).as_deref(), Some("sk_live_0123456789"), "{path}");
    }
    for path in ["/v1/jwks", "/api_keys/verify", "/v1/machines/mch_1", "/v1/m2m_tokens_of", "/v1/users/m2m_tokens"] {
        assert_eq!(of(machine.clone(), instance.clone(), path).as_deref(), Some("sk_live_0123456789"), "{path}");
        assert_eq!(of(machine.clone(), Value::Null, path).as_deref(), Some("ak_machine"), "{path}: there is no other");
    }
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
fn a_machine_passes_through_untouched() {
    for token in [API_KEY.to_owned(), machine_token().to_string(), OAUTH.to_owned(), oauth_token().to_string()] {
        for request in [bearing(&token), bearing(&token).method("DELETE").by_script()] {
            let decision = accepting("any").decide(&request);
            assert!(decision.course() == Course::Pass && decision.is_signed_in());
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

#[test]
fn a_guard_that_names_no_kind_of_token_expects_a_session_unless_there_is_one_kind_only() {
    let expected = |accepts: Value| production().with("accepts_token", accepts).config().expected_token().as_str();
    assert_eq!(production().config().expected_token().as_str(), "session_token");
    assert_eq!(expected(json!("m2m_token")), "m2m_token");
    assert_eq!(expected(json!(["api_key"])), "api_key");
    assert_eq!(expected(json!(["api_key", "api_key"])), "api_key");
    assert_eq!(expected(json!(["api_key", "m2m_token"])), "session_token");
    assert_eq!(expected(json!("any")), "session_token");
}
