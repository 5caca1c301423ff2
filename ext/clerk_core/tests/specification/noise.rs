//! Thousands of requests made by chance, the same ones every time: no panic, nobody signed in, no sentence without end.

use clerk_core::{Effect, Keys, Outcome, Purpose, Reason, Status};
use serde_json::{Value, json};

use crate::hostile::{HANDSHAKE, forgeries, satellites};
use crate::support::{App, FRONTEND_API, INSTANCE, NOW, development, get, jwk, jwks, production, public_pem, summary};

/// A small generator of numbers (SplitMix64): the same every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn bytes(&mut self) -> Vec<u8> {
        (0..self.below(24)).map(|_| *self.one_of(b"\0\r\n\t %=;&,./\\?#@:[]{}|+-_~a0Z\x7f\xc3\xa4\xff")).collect()
    }

    /// A word that means something, a mutilated one, or noise.
    fn word(&mut self, words: &[String]) -> Vec<u8> {
        let mut word = match self.below(4) {
            0 => return self.bytes(),
            _ => self.one_of(words).clone().into_bytes(),
        };
        if self.below(3) == 0 && !word.is_empty() {
            let at = self.below(word.len());
            match self.below(3) {
                0 => word.truncate(at),
                1 => word[at] ^= 1 << self.below(8),
                _ => word.splice(at..at, self.bytes()).for_each(drop),
            }
        }
        word
    }
}

#[test]
fn thousands_of_requests_of_noise() {
    let mut words = forgeries();
    words.extend(
        [
            "",
            "0",
            "1",
            "-1",
            "99999999999999999999",
            "dvb_1",
            "true",
            "false",
            "nonce",
            "refresh_1",
            "a.b.c",
            "ak_1",
            "mt_1",
            "oat_1",
            "https://a.example/",
        ]
        .map(str::to_owned),
    );
    words.push(NOW.to_string());
    let names: Vec<String> = [
        "__session",
        "__client_uat",
        "__clerk_db_jwt",
        "__clerk_handshake",
        "__clerk_handshake_nonce",
        "__clerk_redirect_count",
        "__refresh",
        "__dev_session",
        "__clerk_help",
        "__clerk_synced",
        "__clerk_redirect_url",
        "a",
    ]
    .map(str::to_owned)
    .to_vec();
    let apps: Vec<App> = [
        production(),
        development(),
        production().with("proxy_url", "https://clerk.example.com/"),
        development().with("authorized_parties", "https://www.example.com").with("clock_skew", 0),
        production().with("trusted_hosts", "www.example.com"),
        production().with("accepts_token", "any").with("organization_patterns", vec!["/:slug", "/:id/(.*)"]),
        development()
            .with("accepts_token", vec!["session_token", "m2m_token"])
            .with("personal_account_patterns", "/(.*)"),
    ]
    .into_iter()
    .chain(satellites())
    .collect();
    let suffixes = [production().cookie_suffix(), development().cookie_suffix(), String::new()];
    let mut random = Random(1);
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..5_000 {
        let mut request = get("/")
            .method(random.one_of::<&str>(&["GET", "GET", "GET", "POST", "HEAD", "", "get"]))
            .dest(random.one_of::<&str>(&["document", "document", "iframe", "empty", ""]))
            .accept(random.one_of::<&str>(&["text/html", "*/*", ""]))
            .path([b"/".to_vec(), random.bytes()].concat());
        let mut query = Vec::new();
        for _ in 0..random.below(3) {
            query.extend([random.word(&names), b"=".to_vec(), random.word(&words), b"&".to_vec()].concat());
        }
        request = request.query(query);
        if random.below(2) == 0 {
            request = request.known_browser().session(random.one_of(&words));
        }
        for _ in 0..random.below(6) {
            let suffix = random.one_of(&suffixes).as_bytes().to_vec();
            request = request.raw_cookies([random.word(&names), suffix, b"=".to_vec(), random.word(&words)].concat());
        }
        if random.below(6) == 0 {
            let scheme = random.one_of(&["Bearer ", "", "bearer ", "Basic "]).as_bytes().to_vec();
            request = request.authorization([scheme, random.word(&words)].concat());
        }
        if random.below(4) == 0 {
            request = request.forwarded_host(random.bytes());
        }
        if random.below(4) == 0 {
            request = request.at("https", random.bytes());
        }
        request = request.api_raw("/v1/clients/", 200, b"{\"directives\":[\"a=1\"]}").api_raw(
            "/v1/sessions/",
            200,
            b"{\"cookies\":[\"a=1\"]}",
        );
        for path in ["/api_keys/", "/m2m_tokens/", "/oauth_applications/"] {
            request = request.api_raw(path, 200, b"{\"subject\":\"user_1\",\"active\":false}");
        }
        if random.below(4) == 0 {
            request = request.referer(&String::from_utf8_lossy(&random.word(&words)));
        }
        let decision = random.one_of(&apps).decide(&request);
        assert!(!decision.is_signed_in() && decision.signed_in.is_none(), "{request}");
        if decision.status == Status::Handshake && decision.reason != Some(Reason::PrimaryRespondsToSyncing) {
            let location = decision.location.as_deref().unwrap();
            assert!(location.starts_with(HANDSHAKE), "{location}");
        }
        kinds.insert(summary(&decision));
    }
    // The noise reaches everything worth reaching.
    assert!(kinds.len() >= 15, "{kinds:?}");
}

#[test]
fn noise_for_the_keys_and_the_configuration() {
    let mut random = Random(2);
    let good = jwks(&[jwk(&INSTANCE)]).to_string();
    let words = vec![good, public_pem().to_owned(), FRONTEND_API.to_owned()];
    let config = production().config();
    let options = [
        "api_url",
        "proxy_url",
        "sign_in_url",
        "publishable_key",
        "secret_key",
        "jwt_key",
        "authorized_parties",
        "accepts_token",
        "domain",
        "machine_secret_key",
        "organization_patterns",
        "personal_account_patterns",
    ];
    for _ in 0..2_000 {
        let body = random.word(&words);
        let text = String::from_utf8_lossy(&body).into_owned();
        let mut keys = Keys::default();
        let _ = keys.learn(&Outcome::Response { status: 200, body }, false, clerk_core::Timestamp::from_secs(NOW));
        let given: Value = json!({ *random.one_of(&options): text });
        let _ = clerk_core::Config::new(&crate::support::options(given), Purpose::Requests);
        let effect = Effect::FetchHandshake { nonce: clerk_core::Secret::new(text) };
        assert!(effect.path().starts_with("/v1/clients/handshake_payload?nonce=") && effect.path().is_ascii());
    }
    assert!(config.verification().own_issuers.len() == 1);
}
