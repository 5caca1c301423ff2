//! §11: what an application sees of a session; tokens of version 1 and 2 look the same.

use serde_json::{Value, json};

use crate::support::{App, Jwt, get, production, token};

/// Reads the session of a request with this token.
#[track_caller]
fn seen<T>(jwt: &Jwt, read: impl FnOnce(clerk_core::Session<'_>) -> T) -> T {
    let decision = production().decide(&get("/").bearer(jwt));
    read(decision.session().expect("a session"))
}

fn version_1() -> Jwt {
    token()
        .claim("org_id", "org_1")
        .claim("org_role", "org:admin")
        .claim("org_slug", "acme")
        .claim("org_permissions", json!(["org:invoices:read", "org:invoices:write"]))
}

/// A token of version 2 with these features, permission names and masks.
fn version_2(features: &str, names: &str, masks: &str) -> Jwt {
    token()
        .claim("v", 2)
        .claim("fea", features)
        .claim("o", json!({ "id": "org_1", "rol": "admin", "slg": "acme", "per": names, "fpm": masks }))
}

fn permissions(jwt: &Jwt) -> Option<Vec<String>> {
    seen(jwt, |session| session.organization_permissions())
}

#[test]
fn who_it_is() {
    let jwt = token().claim("sts", "active").claim("act", json!({ "sub": "user_support" }));
    seen(&jwt, |session| {
        assert_eq!(session.user_id(), Some("user_1"));
        assert_eq!(session.session_id(), Some("sess_1"));
        assert_eq!(session.status(), Some("active"));
        assert_eq!(session.actor().unwrap()["sub"], "user_support");
    });
    seen(&token(), |session| {
        assert_eq!(session.status(), None);
        assert_eq!(session.actor(), None);
        assert_eq!(session.organization_id(), None);
        assert_eq!(session.organization_role(), None);
        assert_eq!(session.organization_slug(), None);
        assert_eq!(session.organization_permissions(), None);
        assert_eq!(session.factor_ages(), None);
    });
}

#[test]
fn the_active_organization_looks_the_same_in_both_versions() {
    for jwt in [version_1(), version_2("o:invoices", "read,write", "3")] {
        seen(&jwt, |session| {
            assert_eq!(session.organization_id().as_deref(), Some("org_1"));
            assert_eq!(session.organization_role().as_deref(), Some("org:admin"));
            assert_eq!(session.organization_slug().as_deref(), Some("acme"));
            assert_eq!(session.organization_permissions().unwrap(), ["org:invoices:read", "org:invoices:write"]);
        });
    }
}

#[test]
fn a_version_is_read_by_its_own_claims_only() {
    let both = version_1().claim("v", 2);
    seen(&both, |session| {
        assert_eq!(session.organization_id(), None);
        assert_eq!(session.organization_role(), None);
        assert_eq!(session.organization_permissions(), None);
    });
    let old = version_2("o:invoices", "read", "1").without("v");
    seen(&old, |session| assert_eq!(session.organization_id(), None));
}

#[test]
fn an_organization_without_permissions_has_an_empty_list() {
    assert_eq!(permissions(&version_1().without("org_permissions")), Some(vec![]));
    assert_eq!(permissions(&token().claim("v", 2).claim("o", json!({ "id": "org_1" }))), Some(vec![]));
    assert_eq!(permissions(&token().claim("v", 2)), None);
}

#[test]
fn packed_permissions_are_unpacked() {
    let rows: [(&str, &str, &str, &[&str]); 15] = [
        ("o:a", "read", "1", &["org:a:read"]),
        ("o:a", "read", "0", &[]),
        ("o:a", "read,write", "2", &["org:a:write"]),
        ("o:a,o:b", "read,write", "1,3", &["org:a:read", "org:b:read", "org:b:write"]),
        ("o:a,o:b", "read", "0,1", &["org:b:read"]),
        // A mask belongs to a feature by its position in the whole list, also of a user's.
        ("u:x,o:a", "read", "0,1", &["org:a:read"]),
        ("u:x,o:a", "read,write", "3,2", &["org:a:write"]),
        ("u:x,o:a", "read", "1", &[]),
        ("ou:a,uo:b", "read", "1,1", &["org:a:read", "org:b:read"]),
        // Bits beyond the names, masks beyond the features and features beyond the masks mean nothing.
        ("o:a", "read", "255", &["org:a:read"]),
        ("o:a", "read", "1,1,1", &["org:a:read"]),
        ("o:a,o:b", "read", "1", &["org:a:read"]),
        ("a,o:b", "read", "1,1", &["org:b:read"]),
        (" o:a , o:b ", "read , write", " 1 , 2 ", &["org:a:read", "org:b:write"]),
        ("", "", "", &[]),
    ];
    for (features, names, masks, expected) in rows {
        let got = permissions(&version_2(features, names, masks)).unwrap();
        assert_eq!(got, expected, "{features:?} {names:?} {masks:?}");
    }
}

#[test]
fn masks_may_be_wider_than_any_integer() {
    let names: Vec<String> = (0..200).map(|number| format!("p{number}")).collect();
    let names = names.join(",");
    let granted = |mask: &str| permissions(&version_2("o:a", &names, mask)).unwrap();
    // 2^64, 2^64 - 1, 2^150 + 1
    assert_eq!(granted("18446744073709551616"), ["org:a:p64"]);
    assert_eq!(granted("18446744073709551615").len(), 64);
    assert_eq!(granted("1427247692705959881058285969449495136382746625"), ["org:a:p0", "org:a:p150"]);
}

#[test]
fn what_is_no_mask_grants_nothing() {
    for mask in ["-1", "1.5", "0x1", "1e3", "x", "", "+1", "\u{0661}"] {
        assert_eq!(permissions(&version_2("o:a", "read", mask)).unwrap(), [""; 0], "{mask:?}");
    }
    for o in [
        json!({ "id": "org_1", "per": "read", "fpm": 1 }),
        json!({ "id": "org_1", "per": ["read"], "fpm": "1" }),
        json!({ "id": "org_1", "fpm": "1" }),
    ] {
        let jwt = version_2("o:a", "", "").claim("o", o);
        assert_eq!(permissions(&jwt).unwrap(), [""; 0]);
    }
    assert_eq!(permissions(&version_2("o:a", "", "1").claim("fea", 1)).unwrap(), [""; 0]);
    assert_eq!(permissions(&version_2("o:a", ",read", "3")).unwrap(), ["org:a:read"]);
}

#[test]
fn claims_of_the_wrong_type_are_not_there() {
    let jwt = token()
        .claim("sid", 1)
        .claim("sts", json!(["active"]))
        .claim("act", "user_support")
        .claim("org_id", json!({}))
        .claim("org_role", 1)
        .claim("org_permissions", "org:a:read")
        .claim("fva", "1,2");
    seen(&jwt, |session| {
        assert_eq!(session.session_id(), None);
        assert_eq!(session.status(), None);
        assert_eq!(session.actor(), None);
        assert_eq!(session.organization_id(), None);
        assert_eq!(session.organization_role(), None);
        assert_eq!(session.organization_permissions(), None);
        assert_eq!(session.factor_ages(), None);
    });
    for o in [json!("org_1"), json!([]), json!(null), json!({ "id": 1 })] {
        let jwt = version_2("o:a", "read", "1").claim("o", o);
        assert_eq!(seen(&jwt, |session| session.organization_id()), None);
    }
}

#[test]
fn a_pending_session_counts_as_signed_out_unless_configured_otherwise() {
    let see = |app: App, status: Value| {
        let decision = app.decide(&get("/").session(token().claim("sts", status)));
        assert_eq!(decision.status, clerk_core::Status::SignedIn);
        assert_eq!(decision.headers(), []);
        (decision.session().is_some(), decision.session_status().map(str::to_owned))
    };
    let lenient = || production().with("treat_pending_as_signed_out", false);
    assert_eq!(see(production(), json!("pending")), (false, Some("pending".to_owned())));
    assert_eq!(see(lenient(), json!("pending")), (true, Some("pending".to_owned())));
    assert_eq!(see(production(), json!("active")), (true, Some("active".to_owned())));
}
