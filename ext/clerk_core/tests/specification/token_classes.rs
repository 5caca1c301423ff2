//! §8 and peers §6 S1, S2: one instance signs many classes of tokens with one key. Only a session token signs in,
//! whichever way it comes.

use serde_json::json;

use crate::support::{
    App, Incoming, Jwt, M2M, NO_INFORMATION, SESSION, TEMPLATE, get, handshake_token, production, public_pem, token,
};

/// Every class, all with a good signature and good claims.
fn sessions() -> [(&'static str, Jwt); 3] {
    [
        ("an old session token", token()),
        ("a session token", token().cat(SESSION)),
        ("a token of an instance that stamps one cat on all", token().cat(NO_INFORMATION)),
    ]
}

fn others() -> [(&'static str, Jwt); 9] {
    [
        ("a JWT template", token().cat(TEMPLATE)),
        ("a machine token", token().cat(M2M)),
        ("a machine token by its subject", token().claim("sub", "mch_1")),
        ("a machine token in disguise", token().claim("sub", "mch_1").cat(SESSION)),
        ("an OAuth token", token().header("typ", "at+jwt")),
        ("an OAuth token by its long type", token().header("typ", "application/at+jwt")),
        ("a class of the future", token().cat("cl_B7d4PD999AAA")),
        ("an empty class", token().cat("")),
        ("a class of the wrong type", token().header("cat", json!(null))),
    ]
}

fn fetched() -> App {
    production()
}

fn networkless() -> App {
    production().with("jwt_key", public_pem()).just_booted()
}

/// Who comes with this token, in each way there is, and what becomes of it when it is refused.
fn ways(jwt: &Jwt) -> [(&'static str, Incoming, &'static str); 7] {
    let directives = [format!("__session={jwt}; Path=/")];
    let cookies = json!({ "cookies": directives });
    [
        ("header", get("/").bearer(jwt), "signed-out token-type-mismatch"),
        ("header without scheme", get("/").authorization(jwt.to_string()), "signed-out token-type-mismatch"),
        ("cookie", get("/").session(jwt), "signed-out token-type-mismatch"),
        (
            "suffixed cookie",
            get("/").suffixed("__session", jwt).suffixed("__client_uat", 5),
            "signed-out token-type-mismatch",
        ),
        (
            "session inside a handshake token",
            get("/").cookie("__clerk_handshake", handshake_token(&directives)),
            "signed-out session-token-and-uat-missing",
        ),
        (
            "session behind a handshake nonce",
            get("/?__clerk_handshake_nonce=n").api("/v1/clients/", 200, &json!({ "directives": directives })),
            "signed-out session-token-and-uat-missing",
        ),
        (
            "session inside a refresh",
            get("/").renewable_session(token().expired()).by_script().api("/v1/sessions/", 200, &cookies),
            "signed-out session-token-expired-refresh-invalid-session-token",
        ),
    ]
}

#[test]
fn a_session_token_signs_in_whichever_way_it_comes() {
    for (class, jwt) in sessions() {
        for (way, request, _) in ways(&jwt) {
            for app in [fetched(), networkless()] {
                let decision = app.decide(&request);
                assert_eq!(crate::support::summary(&decision), "signed-in user_1", "{class} as {way}");
            }
        }
    }
}

#[test]
fn nothing_else_does() {
    for (class, jwt) in others() {
        for (way, request, refused) in ways(&jwt) {
            for app in [fetched(), networkless()] {
                let decision = app.decide(&request);
                assert_eq!(crate::support::summary(&decision), refused, "{class} as {way}");
                assert!(decision.session().is_none() && decision.set_cookies.is_empty(), "{class} as {way}");
            }
        }
    }
}

#[test]
fn nothing_else_carries_a_handshake() {
    let directives = [format!("__session={}; Path=/", token())];
    for (class, jwt) in others() {
        let carrier = jwt.claim("handshake", json!(directives));
        let decision = production().decide(&get(&format!("/?__clerk_handshake={carrier}")));
        assert!(decision.set_cookies.is_empty() && decision.signed_in.is_none(), "{class}");
    }
}

#[test]
fn a_token_verified_by_hand_is_a_session_token_too() {
    for app in [fetched(), networkless()] {
        for (class, jwt) in sessions() {
            assert_eq!(app.verify(jwt), "user_1", "{class}");
        }
        for (class, jwt) in others() {
            assert_eq!(app.verify(jwt), "token-type-mismatch", "{class}");
        }
    }
}

#[test]
fn unless_a_template_s_token_is_asked_for() {
    let app = networkless().with("token_class", "jwt_template");
    assert_eq!(app.verify(token().cat(TEMPLATE)), "user_1");
    for (class, jwt) in sessions().into_iter().chain(others()).filter(|(class, _)| *class != "a JWT template") {
        assert_eq!(app.verify(jwt), "token-type-mismatch", "{class}");
    }
}

#[test]
fn an_opaque_machine_token_is_no_jwt() {
    production().rows([
        (get("/").bearer("ak_0123456789"), "signed-out token-invalid"),
        (get("/").bearer("mt_0123456789"), "signed-out token-invalid"),
        (get("/").bearer("oat_0123456789"), "signed-out token-invalid"),
        (get("/").session("ak_0123456789"), "signed-out token-invalid"),
    ]);
}

#[test]
fn whatever_else_is_accepted_only_a_session_token_is_a_session() {
    let accepted = json!(["session_token", "api_key", "m2m_token", "oauth_token"]);
    for app in [fetched(), networkless()] {
        for app in [app.clone().with("accepts_token", "any"), app.with("accepts_token", accepted.clone())] {
            for (class, jwt) in sessions() {
                for (way, request, _) in ways(&jwt) {
                    let decision = app.decide(&request);
                    assert_eq!(crate::support::summary(&decision), "signed-in user_1", "{class} as {way}");
                    assert!(decision.session().is_some() && decision.machine.is_none());
                }
            }
            for (class, jwt) in others() {
                for (way, request, refused) in ways(&jwt) {
                    let decision = app.decide(&request);
                    assert!(decision.session().is_none(), "{class} as {way}");
                    if !way.starts_with("header") {
                        assert_eq!(crate::support::summary(&decision), refused, "{class} as {way}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_session_token_is_no_machine() {
    for app in [fetched(), networkless()] {
        for accepted in ["api_key", "m2m_token", "oauth_token"] {
            for (class, jwt) in sessions() {
                let decision = app.clone().with("accepts_token", accepted).decide(&get("/").bearer(jwt));
                assert_eq!(crate::support::summary(&decision), "signed-out token-type-mismatch", "{class}");
            }
        }
    }
}
