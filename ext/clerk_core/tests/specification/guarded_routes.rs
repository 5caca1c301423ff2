//! A gate in front of some paths cannot be walked around by writing a path differently (ours).

use clerk_core::GuardedRoutes;

fn gate(patterns: &[&str]) -> GuardedRoutes {
    let patterns: Vec<String> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
    GuardedRoutes::new("routes", &patterns).expect("valid patterns")
}

#[track_caller]
fn covers(gate: &GuardedRoutes, paths: &[&str], expected: bool) {
    for path in paths {
        assert_eq!(gate.cover(b"", path.as_bytes()), expected, "{path}");
    }
}

#[test]
fn a_path_is_covered_and_its_neighbours_are_not() {
    let gate = gate(&["/admin", "/billing/*", "/users/*/edit"]);
    covers(&gate, &["/admin", "/billing/cards", "/billing/a/b", "/users/1/edit"], true);
    covers(
        &gate,
        &["/", "/administrator", "/admin/users", "/billings", "/users/1", "/users/1/edited", "/x/admin"],
        false,
    );
}

#[test]
fn what_is_below_a_place_includes_the_place() {
    covers(&gate(&["/billing/*"]), &["/billing", "/billing/", "/billing.json", "/billing/x"], true);
    covers(&gate(&["/*"]), &["/", "", "//", "/x", "/x/y.json", "*"], true);
}

#[test]
fn however_a_router_may_read_it() {
    let gate = gate(&["/admin/*", "/settings"]);
    let slashes = ["//admin/x", "/admin//x", "///admin/x/", "/settings/", "/settings//", "\\admin\\x", "/\\settings"];
    let extensions =
        ["/settings.json", "/settings.tar.gz", "/admin.json", "/admin/x.html", "/settings;a=1", "/settings.j;s"];
    let ends = ["/settings.", "/settings...", "/settings%20", "/settings%00", "/settings%09", "/settings%2e"];
    let percent =
        ["/%61dmin/x", "/admin%2fx", "/admin%2Fx", "/%2561dmin/x", "/admin%252fx", "/%2fsettings", "/settings%2ejson"];
    let dots = [
        "/./admin/x",
        "/x/../admin/x",
        "/admin/../admin/x",
        "/x/%2e%2e/settings",
        "/../settings",
        "/admin/x/..",
        "/admin/../x",
    ];
    let case = ["/ADMIN/x", "/Settings", "/%41DMIN/x", "/ſettings", "/%C5%BFettings", "/ADM%C4%B1N/../admin"];
    let parameters = ["/admin;x=1/users", "/settings;x", "/;x/settings"];
    let lines = ["/x\n/admin/users", "/x%0a/admin/users", "/x%250a/admin"];
    for paths in [&slashes[..], &extensions, &ends, &percent, &dots, &case, &parameters, &lines] {
        covers(&gate, paths, true);
    }
    covers(&crate::guarded_routes::gate(&["/kk"]), &["/\u{212a}k", "/%E2%84%AAk"], true);
}

#[test]
fn an_application_may_be_mounted_somewhere() {
    let gate = gate(&["/admin/*", "/cards"]);
    assert!(gate.cover(b"/admin", b"/cards"), "the whole path");
    assert!(gate.cover(b"/billing", b"/cards"), "the rest");
    assert!(gate.cover(b"/admin", b""));
    assert!(!gate.cover(b"/billing", b"/invoices"));
}

#[test]
fn a_path_may_have_one_reading_only() {
    let one = |path: &str| GuardedRoutes::unambiguous(b"", path.as_bytes());
    for path in ["/", "", "/health", "/health/", "/assets/a-1.min.js", "/a/b/c"] {
        assert!(one(path), "{path}");
    }
    for path in
        ["//health", "/health/../admin", "/health//x", "/%61", "/x\\y", "/x/./y", "/x.", "/.x", "/a b", "/x;y", "/é"]
    {
        assert!(!one(path), "{path}");
    }
}

#[test]
fn any_bytes_are_a_path() {
    let gate = gate(&["/admin/*"]);
    for path in [&b"/admin/\xff\xfe"[..], b"/\x80", b"%", b"/admin/%", b"/admin/%zz", b"\xff", b"/\xf0\x9f"] {
        assert_eq!(gate.cover(b"", path), path.starts_with(b"/admin"), "{path:?}");
    }
    let long = "/%2561".repeat(50_000);
    assert!(!gate.cover(b"", long.as_bytes()));
}

#[test]
fn patterns_are_read_like_paths() {
    covers(&gate(&["//Admin//*"]), &["/admin/x"], true);
    covers(&gate(&["/settings/"]), &["/settings"], true);
    // As in an address bar, or as in a route.
    for pattern in ["/my page/*", "/my%20page/*", "/my+page/*"] {
        covers(&gate(&[pattern]), &["/my%20page/1", "/my+page/1", "/my%2Bpage/1", "/my page/1"], true);
    }
    for pattern in ["/café", "/caf%C3%A9", "/CAFÉ"] {
        covers(&gate(&[pattern]), &["/café", "/caf%C3%A9", "/c%61f%c3%a9", "/CAF%C3%89"], true);
    }
    // A dot in a pattern is a dot.
    covers(&gate(&["/feed.xml"]), &["/feed.xml"], true);
    covers(&gate(&["/feed.xml"]), &["/feed", "/feed.json"], false);
}

#[test]
fn a_wrong_pattern_says_so() {
    let error = |patterns: &[&str]| {
        let patterns: Vec<String> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        GuardedRoutes::new("routes", &patterns).expect_err("a wrong pattern").to_string()
    };
    assert_eq!(
        error(&["admin"]),
        "routes (admin): must be paths that start with /, where * stands for any characters, without ? and #"
    );
    assert!(error(&["/admin?x=1"]).starts_with("routes (/admin?x=1): must be paths"));
    assert!(error(&["/admin#a"]).starts_with("routes (/admin#a): must be paths"));
    assert_eq!(error(&[]), "routes: is empty: nothing would be guarded");
}
