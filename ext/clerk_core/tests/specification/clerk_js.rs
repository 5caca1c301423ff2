//! Where browsers load Clerk's JavaScript from.

use crate::support::{App, development, production};

fn scripts_url(app: &App) -> String {
    app.config().scripts_url().unwrap_or_else(|| "nowhere".to_owned())
}

#[test]
fn from_the_frontend_api_and_through_the_proxy_where_there_is_one() {
    for app in [production(), development()] {
        assert_eq!(scripts_url(&app), "https://clerk.example.com");
        let proxied = |url: &str| scripts_url(&app.clone().with("proxy_url", url));
        assert_eq!(proxied("https://www.example.com/__clerk/"), "https://www.example.com/__clerk");
        assert_eq!(proxied("/__clerk/"), "/__clerk");
    }
}

#[test]
fn a_satellite_in_production_has_a_frontend_api_of_its_own() {
    let satellite = |app: App| app.with("is_satellite", true).with("domain", "satellite.example.net");
    assert_eq!(scripts_url(&satellite(production())), "https://clerk.satellite.example.net");
    let local = satellite(development()).with("sign_in_url", "https://www.example.com/sign-in");
    assert_eq!(scripts_url(&local), "https://clerk.example.com");
}

#[test]
fn nowhere_without_a_publishable_key() {
    let machines = production().with("accepts_token", "api_key").with("publishable_key", serde_json::Value::Null);
    assert_eq!(scripts_url(&machines), "nowhere");
}
