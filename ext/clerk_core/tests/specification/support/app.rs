use clerk_core::{
    Answer, Config, Decision, Effect, Facts, Keys, Outcome, Purpose, Reason, Status, Step, Timestamp, Verdict,
    authenticate, verify_token,
};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use super::request::Incoming;
use super::token::{INSTANCE, jwk, jwks};
use super::{NOW, header};

/// The host of the Frontend API, of both instances.
pub(crate) const FRONTEND_API: &str = "clerk.example.com";
/// `pk_live_` + base64 of `clerk.example.com$`
pub(crate) const PRODUCTION_KEY: &str = "pk_live_Y2xlcmsuZXhhbXBsZS5jb20k";
/// `pk_test_` + base64 of `clerk.example.com$`
pub(crate) const DEVELOPMENT_KEY: &str = "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k";
/// What is secret about the secret keys.
pub(crate) const SECRET: &str = "WellKeptSecret0123456789";

/// Options as an application gives them.
pub(crate) fn options(given: Value) -> Map<String, Value> {
    given.as_object().unwrap().clone()
}

/// An application: its configuration, the signing keys it has loaded, and its clock.
#[derive(Clone)]
pub(crate) struct App {
    options: Map<String, Value>,
    keys: Option<Keys>,
    published: Option<Outcome>,
    now: Timestamp,
}

/// An application of a production instance that has just loaded its keys.
pub(crate) fn production() -> App {
    App::new(PRODUCTION_KEY, &format!("sk_live_{SECRET}"))
}

/// An application of a development instance that has just loaded its keys.
pub(crate) fn development() -> App {
    App::new(DEVELOPMENT_KEY, &format!("sk_test_{SECRET}"))
}

impl App {
    fn new(publishable_key: &str, secret_key: &str) -> Self {
        let app = Self {
            options: options(json!({ "publishable_key": publishable_key, "secret_key": secret_key })),
            keys: None,
            published: None,
            now: Timestamp::from_secs(NOW),
        };
        app.knowing(&[jwk(&INSTANCE)])
    }

    pub(crate) fn with(mut self, option: &str, value: impl Into<Value>) -> Self {
        self.options.insert(option.to_owned(), value.into());
        self
    }

    /// With these keys, loaded just now and still the ones that the Backend API publishes.
    pub(crate) fn knowing(mut self, jwk: &[Value]) -> Self {
        let mut keys = Keys::default();
        let body = jwks(jwk).to_string().into_bytes();
        let published = Outcome::Response { status: 200, body };
        keys.learn(&published, false, self.now).expect("usable keys");
        self.keys = Some(keys);
        self.published = Some(published);
        self
    }

    /// With the keys that its configuration gives it and nothing loaded.
    pub(crate) fn just_booted(mut self) -> Self {
        self.keys = None;
        self.published = None;
        self
    }

    pub(crate) fn config(&self) -> Config {
        Config::new(&self.options, Purpose::Requests).expect("a valid configuration")
    }

    pub(crate) fn cookie_suffix(&self) -> String {
        self.config().publishable_key().map_or_else(String::new, |key| key.cookie_suffix().to_owned())
    }

    fn keys(&self, config: &Config) -> Keys {
        self.keys.clone().unwrap_or_else(|| config.initial_keys())
    }

    /// The same keys, which remember no verified token.
    fn forgetful_keys(&self) -> Keys {
        let options = self.clone().with("token_cache_size", 0).options;
        // For whatever purpose: a configuration that has no publishable key can verify tokens.
        let mut keys = Config::new(&options, Purpose::Settings).expect("a valid configuration").initial_keys();
        if let (Some(_), Some(published)) = (&self.keys, &self.published) {
            keys.learn(published, false, self.now).expect("usable keys");
        }
        keys
    }

    /// Calls `with` with the facts of the request.
    pub(crate) fn facts<T>(&self, request: &Incoming, with: impl FnOnce(&Facts<'_>) -> T) -> T {
        request.seen(&self.cookie_suffix(), |request| with(&Facts { request, answers: &[] }))
    }

    /// The decision about the request.
    pub(crate) fn decide(&self, request: &Incoming) -> Decision {
        self.run(request).0
    }

    /// What had to be asked before the request could be decided.
    pub(crate) fn asked(&self, request: &Incoming) -> Vec<Effect> {
        self.run(request).1
    }

    fn run(&self, request: &Incoming) -> (Decision, Vec<Effect>) {
        let config = self.config();
        let mut keys = self.keys(&config);
        let mut forgetful = self.forgetful_keys();
        let mut answers: Vec<Answer> = Vec::new();
        let mut asked = Vec::new();
        loop {
            let step = request.seen(&self.cookie_suffix(), |seen| {
                let facts = Facts { request: seen, answers: &answers };
                let step = authenticate(&config, &keys, &facts, self.now);
                assert_eq!(step, authenticate(&config, &keys, &facts, self.now), "the same facts");
                assert_eq!(step, authenticate(&config, &forgetful, &facts, self.now), "without a memory of tokens");
                step
            });
            let effect = match step {
                Step::Decided(decision) => {
                    check(&decision, request);
                    return (*decision, asked);
                }
                Step::Need(effect) => effect,
            };
            assert!(asked.len() < 5, "no end of questions: {asked:?}");
            asked.push(effect.clone());
            let outcome =
                self.answer(&effect, request).unwrap_or_else(|| panic!("unexpected call of {}", effect.path()));
            if let Effect::FetchKeys { unknown_kid } = effect {
                let _ = keys.learn(outcome, unknown_kid, self.now);
                let _ = forgetful.learn(outcome, unknown_kid, self.now);
            } else {
                let outcome = outcome.clone();
                answers.push(Answer { effect, outcome });
            }
        }
    }

    fn answer<'a>(&'a self, effect: &Effect, request: &'a Incoming) -> Option<&'a Outcome> {
        let path = percent_decode_str(&effect.path()).decode_utf8_lossy().into_owned();
        let mut answers = request.answers.iter();
        match answers.find(|(called, _)| path.starts_with(called)) {
            Some((_, outcome)) => Some(outcome),
            None => self.published.as_ref().filter(|_| path == "/v1/jwks"),
        }
    }

    /// Compares rows of requests with what [`summary`] says of the decisions.
    #[track_caller]
    pub(crate) fn rows<E: AsRef<str>>(&self, rows: impl IntoIterator<Item = (Incoming, E)>) {
        let mut wrong = String::new();
        let mut count = 0;
        for (number, (request, expected)) in rows.into_iter().enumerate() {
            let got = summary(&self.decide(&request));
            if got != expected.as_ref() {
                let number = number + 1;
                wrong += &format!("row {number}: {request}\n  expected {}\n       got {got}\n", expected.as_ref());
            }
            count += 1;
        }
        assert!(count > 0, "no rows");
        assert!(wrong.is_empty(), "\n{wrong}");
    }

    /// What [`verify_token`] says of a token by hand: the user, or the reason.
    pub(crate) fn verify(&self, token: impl ToString) -> String {
        let config = Config::new(&self.options, Purpose::Tokens).expect("a valid configuration");
        let token = token.to_string();
        let judged = |keys: &Keys| verify_token(&token, keys, config.verification(), self.now);
        let keys = self.keys(&config);
        let first = judged(&keys);
        assert_eq!(first, judged(&keys), "seen before");
        assert_eq!(first, judged(&self.forgetful_keys()), "without a memory of tokens");
        verdict(&first)
    }
}

/// A verdict in a word: the subject, or the reason.
pub(crate) fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Verified(claims) => claims.text("sub").present().unwrap_or_default().to_owned(),
        Verdict::Refused(error) => error.reason.to_string(),
        Verdict::Need(effect) => format!("{effect:?}"),
    }
}

/// A decision in two words: `signed-in user_1`, `signed-out token-invalid`, `handshake dev-browser-sync`.
pub(crate) fn summary(decision: &Decision) -> String {
    let what = match (&decision.signed_in, &decision.reason) {
        (Some(signed_in), _) => signed_in.claims().text("sub").present().unwrap_or_default().to_owned(),
        (None, None) if decision.machine.is_some() => {
            decision.machine_token().and_then(|machine| machine.subject()).unwrap_or("without subject").to_owned()
        }
        (None, Some(reason)) => reason.to_string(),
        (None, None) => "nothing".to_owned(),
    };
    format!("{} {what}", decision.status.as_str())
}

/// What holds for every decision, whatever the request.
fn check(decision: &Decision, request: &Incoming) {
    let headers = decision.headers();
    for value in headers.iter().map(|(_, value)| &**value).chain(decision.set_cookies.iter().map(String::as_str)) {
        assert!(!value.contains(char::is_control), "a header of one line: {value:?}");
    }
    assert!(headers.iter().all(|(_, value)| value.is_ascii()), "headers of ASCII: {headers:?}");
    assert_eq!(decision.location.is_some(), header(decision, "location").is_some());
    assert_eq!(decision.location.is_some(), header(decision, "cache-control").is_some());
    assert!(decision.problem.is_none() || decision.status == Status::SignedOut);
    match decision.status {
        Status::SignedIn => {
            assert!(decision.signed_in.is_some() != decision.machine.is_some(), "a session or a machine: {decision:?}");
            assert!(decision.reason.is_none() && decision.token_type.is_some(), "{decision:?}");
            assert_eq!(header(decision, "x-clerk-auth-status"), None);
        }
        Status::SignedOut => {
            assert!(decision.signed_in.is_none() && decision.reason.is_some(), "{decision:?}");
            assert!(decision.session().is_none() && decision.machine.is_none() && !decision.is_signed_in());
        }
        Status::Handshake => {
            assert!(decision.signed_in.is_none() && decision.location.is_some(), "{decision:?}");
            assert!(decision.session().is_none());
            request.seen("", |request| assert!(request.is_document(), "only a page visit is redirected"));
        }
    }
    if decision.reason != Some(Reason::ExcludedRoute) && decision.status != Status::SignedIn {
        assert_eq!(header(decision, "x-clerk-auth-status").as_deref(), Some(decision.status.as_str()));
    }
}
