//! §11: `has?`. Everything asked must hold, and what cannot be read does not.

use clerk_core::Authorization;
use serde_json::{Value, json};

use crate::support::{Jwt, get, options, production, token};

/// Rows of a question and its answer for the session of this token.
#[track_caller]
fn has(jwt: &Jwt, rows: impl IntoIterator<Item = (Value, bool)>) {
    let decision = production().decide(&get("/").bearer(jwt));
    let session = decision.session().expect("a session");
    for (asked, expected) in rows {
        let authorization = Authorization::read(&options(asked.clone())).expect("a question");
        assert_eq!(authorization.is_satisfied(&session), expected, "{asked}");
    }
}

fn member() -> Jwt {
    token()
        .claim("v", 2)
        .claim("fea", "o:invoices,u:dark_mode,ou:chat")
        .claim("pla", "o:team,u:free")
        .claim("o", json!({ "id": "org_1", "rol": "admin", "slg": "acme", "per": "read,write", "fpm": "1,0,0" }))
}

fn verified(first: i64, second: i64) -> Jwt {
    token().claim("fva", json!([first, second]))
}

#[test]
fn asking_nothing_is_false() {
    has(&member(), [(json!({}), false), (json!({ "role": null, "plan": null }), false)]);
}

#[test]
fn a_role_with_or_without_its_prefix() {
    let rows = || {
        [
            (json!({ "role": "org:admin" }), true),
            (json!({ "role": "admin" }), true),
            (json!({ "role": "org:member" }), false),
            (json!({ "role": "adm" }), false),
            (json!({ "role": "org:org:admin" }), false),
            (json!({ "role": "Admin" }), false),
            (json!({ "role": "org:" }), false),
        ]
    };
    has(&member(), rows());
    has(&token().claim("org_id", "org_1").claim("org_role", "org:admin"), rows());
    has(&token().claim("org_id", "org_1").claim("org_role", "admin"), rows());
    // No active organization, no role.
    has(&token().claim("org_role", "org:admin"), [(json!({ "role": "admin" }), false)]);
    has(&token(), [(json!({ "role": "admin" }), false)]);
    has(&token().claim("v", 2).claim("o", json!({ "rol": "admin" })), [(json!({ "role": "admin" }), false)]);
}

#[test]
fn a_permission_with_or_without_its_prefix() {
    let rows = || {
        [
            (json!({ "permission": "org:invoices:read" }), true),
            (json!({ "permission": "invoices:read" }), true),
            (json!({ "permission": "org:invoices:write" }), false),
            (json!({ "permission": "invoices" }), false),
            (json!({ "permission": "org:org:invoices:read" }), false),
        ]
    };
    has(&member(), rows());
    let old = token().claim("org_permissions", json!(["org:invoices:read"]));
    has(&old.clone().claim("org_id", "org_1"), rows());
    has(&old, [(json!({ "permission": "org:invoices:read" }), false)]);
    // The prefix is optional on the asked side only.
    let bare = token().claim("org_id", "org_1").claim("org_permissions", json!(["invoices:read"]));
    has(&bare, [(json!({ "permission": "invoices:read" }), false)]);
}

#[test]
fn a_feature_in_its_scope() {
    has(
        &member(),
        [
            (json!({ "feature": "invoices" }), true),
            (json!({ "feature": "o:invoices" }), true),
            (json!({ "feature": "org:invoices" }), true),
            (json!({ "feature": "organization:invoices" }), true),
            (json!({ "feature": "u:invoices" }), false),
            (json!({ "feature": "user:invoices" }), false),
            (json!({ "feature": "dark_mode" }), true),
            (json!({ "feature": "user:dark_mode" }), true),
            (json!({ "feature": "org:dark_mode" }), false),
            (json!({ "feature": "org:chat" }), true),
            (json!({ "feature": "user:chat" }), true),
            (json!({ "feature": "team:chat" }), false),
            (json!({ "feature": "ou:chat" }), false),
            (json!({ "feature": ":chat" }), false),
            (json!({ "feature": "cha" }), false),
            (json!({ "feature": "team" }), false),
        ],
    );
    has(&token(), [(json!({ "feature": "chat" }), false)]);
    has(
        &token().claim("fea", "x:beta,gamma"),
        [
            (json!({ "feature": "beta" }), false),
            (json!({ "feature": "x:beta" }), false),
            (json!({ "feature": "gamma" }), false),
        ],
    );
    has(&token().claim("fea", 1), [(json!({ "feature": "1" }), false)]);
}

#[test]
fn a_plan_in_its_scope() {
    has(
        &member(),
        [
            (json!({ "plan": "team" }), true),
            (json!({ "plan": "org:team" }), true),
            (json!({ "plan": "user:team" }), false),
            (json!({ "plan": "free" }), true),
            (json!({ "plan": "u:free" }), true),
            (json!({ "plan": "o:free" }), false),
            (json!({ "plan": "x:free" }), false),
            (json!({ "plan": "invoices" }), false),
        ],
    );
    has(&token(), [(json!({ "plan": "free" }), false)]);
}

#[test]
fn everything_asked_must_hold() {
    has(
        &member().claim("fva", json!([1, 1])),
        [
            (json!({ "role": "admin", "permission": "invoices:read" }), true),
            (json!({ "role": "admin", "permission": "invoices:write" }), false),
            (json!({ "role": "member", "permission": "invoices:read" }), false),
            (json!({ "feature": "chat", "plan": "team", "role": "admin", "reverification": "strict" }), true),
            (json!({ "feature": "chat", "plan": "gold", "role": "admin" }), false),
            (json!({ "role": "member", "reverification": "strict" }), false),
        ],
    );
}

#[test]
fn presets_of_reverification() {
    // Minutes since the first and since the second factor; −1: not enrolled.
    let rows: [(i64, i64, [bool; 4]); 13] = [
        //            strict_mfa strict moderate lax
        (0, 0, [true, true, true, true]),
        (9, 9, [true, true, true, true]),
        (10, 9, [false, true, true, true]),
        (9, 10, [false, false, true, true]),
        (10, 10, [false, false, true, true]),
        (0, 59, [false, false, true, true]),
        (0, 60, [false, false, false, true]),
        (0, 1439, [false, false, false, true]),
        (0, 1440, [false, false, false, false]),
        // Without a second factor the first counts; without a first only what asks for the second.
        (9, -1, [true, true, true, true]),
        (10, -1, [false, false, true, true]),
        (-1, 9, [false, true, true, true]),
        (-1, -1, [false, false, false, false]),
    ];
    for (first, second, expected) in rows {
        let names = ["strict_mfa", "strict", "moderate", "lax"];
        let asked = names.map(|name| json!({ "reverification": name }));
        has(&verified(first, second), asked.into_iter().zip(expected));
    }
}

#[test]
fn a_level_and_minutes_of_one_s_own() {
    let asked = |level: &str, minutes: i64| json!({ "reverification": { "level": level, "after_minutes": minutes } });
    has(
        &verified(5, 30),
        [
            (asked("first_factor", 6), true),
            (asked("first_factor", 5), false),
            (asked("second_factor", 31), true),
            (asked("second_factor", 30), false),
            (asked("multi_factor", 31), true),
            (asked("multi_factor", 30), false),
        ],
    );
    has(
        &verified(5, -1),
        [
            (asked("first_factor", 6), true),
            (asked("second_factor", 6), true),
            (asked("second_factor", 5), false),
            (asked("multi_factor", 6), true),
            (asked("multi_factor", 5), false),
        ],
    );
    has(
        &verified(-1, 5),
        [(asked("first_factor", 6), false), (asked("second_factor", 6), true), (asked("multi_factor", 6), false)],
    );
}

#[test]
fn ages_that_cannot_be_read_are_not_fresh() {
    let ages = [
        json!(null),
        json!("0,0"),
        json!([]),
        json!([0]),
        json!([0, 0, 0]),
        json!(["0", "0"]),
        json!([0, null]),
        json!([null, 0]),
        json!([-2, 0]),
        json!([0, -2]),
        json!({ "0": 0, "1": 0 }),
    ];
    for ages in ages {
        let jwt = token().claim("fva", ages);
        has(&jwt, [(json!({ "reverification": "lax" }), false)]);
        has(&jwt, [(json!({ "reverification": { "level": "first_factor", "after_minutes": 60 } }), false)]);
    }
    has(&token(), [(json!({ "reverification": "lax" }), false)]);
}

#[test]
fn a_question_that_is_none_is_an_error() {
    let read = |asked: Value| Authorization::read(&options(asked)).expect_err("an error");
    assert!(read(json!({ "rol": "admin" })).contains("rol"));
    for name in ["role", "permission", "feature", "plan"] {
        for value in [json!(1), json!(["a"]), json!(true), json!("")] {
            assert!(read(json!({ name: value })).contains(name));
        }
    }
    for value in [
        json!("strictest"),
        json!(10),
        json!({}),
        json!({ "level": "first_factor" }),
        json!({ "after_minutes": 10 }),
        json!({ "level": "third_factor", "after_minutes": 10 }),
        json!({ "level": "first_factor", "after_minutes": 0 }),
        json!({ "level": "first_factor", "after_minutes": -1 }),
        json!({ "level": "first_factor", "after_minutes": "10" }),
        json!({ "level": "first_factor", "after_minutes": 10, "more": 1 }),
    ] {
        assert!(read(json!({ "reverification": value })).contains("reverification"));
    }
}

#[test]
fn a_demand_names_something() {
    let demand = |asked: Value| Authorization::demand(asked.as_object().unwrap()).err();
    for asked in [json!({ "role": "org:admin" }), json!({ "feature": "user:chat", "reverification": "lax" })] {
        assert_eq!(demand(asked), None);
    }
    assert_eq!(demand(json!({ "role": "org:" })).as_deref(), Some("role: \"org:\" names none"));
    for asked in [json!({ "permission": "x:" }), json!({ "plan": ":" }), json!({ "feature": "a\0b" })] {
        assert!(demand(asked).unwrap().ends_with("names none"));
    }
    assert!(demand(json!({ "role": 1 })).unwrap().contains("must be a text"));
}
