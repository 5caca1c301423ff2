//! §10: what an application sees of a machine token.

use clerk_core::{Machine, TokenType};
use serde_json::{Value, json};

use crate::machine_tokens::{accepting, opaque};
use crate::support::{Incoming, Jwt, get, machine_token, oauth_token};

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
        (decision.user_id().map(str::to_owned), decision.organization_id())
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
            assert_eq!(decision.organization_id().as_deref(), organization, "{kind} {subject}");
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
