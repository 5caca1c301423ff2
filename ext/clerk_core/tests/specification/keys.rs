//! §9: the signing keys of an instance and their age.

use clerk_core::{KeySet, Keys, Outcome, Reason, Timestamp, Verdict, verify_token};
use serde_json::{Value, json};

use crate::support::{INSTANCE, Jwt, NOW, OTHER, jwk, jwks, production, public_pem, token};

const HOUR: i64 = 60 * 60;
const MINUTE: i64 = 60;
const LOAD: &str = "load the keys";
const LOAD_AGAIN: &str = "load the keys again";

/// The keys of one process over time, and what the Backend API says at that time. Times are seconds after [`NOW`].
struct Process(Keys);

fn loaded() -> Process {
    let mut process = Process(Keys::default());
    process.fetch(0, &published());
    process
}

fn published() -> Outcome {
    answer(200, &jwks(&[jwk(&INSTANCE)]))
}

fn answer(status: u16, body: &Value) -> Outcome {
    let body = body.to_string().into_bytes();
    Outcome::Response { status, body }
}

fn down() -> Outcome {
    Outcome::Failed("timeout".to_owned())
}

impl Process {
    /// What becomes of a token that never expires.
    fn verify(&self, jwt: Jwt, at: i64) -> String {
        let app = production();
        let forever = jwt.claim("exp", NOW + 1_000_000).claim("iat", 1).claim("nbf", 1).to_string();
        let config = app.config();
        match verify_token(&forever, &self.0, config.verification(), time(at)) {
            Verdict::Need(clerk_core::Effect::FetchKeys { unknown_kid: true }) => LOAD_AGAIN.to_owned(),
            Verdict::Need(_) => LOAD.to_owned(),
            verdict => crate::support::verdict(&verdict),
        }
    }

    fn known(&self, at: i64) -> String {
        self.verify(token(), at)
    }

    /// A token of a key that this process has not heard of.
    fn unknown(&self, at: i64) -> String {
        self.verify(token().signed_by(&OTHER).header("kid", OTHER.kid), at)
    }

    /// The fetch of a process that knows no keys, or whose keys are old.
    fn fetch(&mut self, at: i64, outcome: &Outcome) -> Option<Reason> {
        self.0.learn(outcome, false, time(at)).err().map(|error| error.reason)
    }

    /// The fetch because of an unknown `kid`.
    fn fetch_again(&mut self, at: i64, outcome: &Outcome) {
        let _ = self.0.learn(outcome, true, time(at));
    }

    fn claims_refresh(&mut self, at: i64) -> bool {
        self.0.claim_refresh(time(at))
    }
}

fn time(at: i64) -> Timestamp {
    Timestamp::from_secs(NOW + at)
}

#[test]
fn keys_are_loaded_when_the_first_token_comes() {
    let mut process = Process(Keys::default());
    assert!(!process.claims_refresh(0), "nothing to refresh");
    assert_eq!(process.known(0), LOAD);
    assert_eq!(process.fetch(0, &published()), None);
    assert_eq!(process.known(0), "user_1");
}

#[test]
fn keys_are_fresh_for_five_minutes() {
    let mut process = loaded();
    assert!(!process.claims_refresh(0));
    assert!(!process.claims_refresh(5 * MINUTE - 1));
    assert!(process.claims_refresh(5 * MINUTE));
}

#[test]
fn old_keys_serve_while_one_caller_refreshes_them() {
    let mut process = loaded();
    assert!(process.claims_refresh(6 * MINUTE));
    assert!(!process.claims_refresh(6 * MINUTE), "one is at it");
    assert!(!process.claims_refresh(6 * MINUTE + 10));
    assert_eq!(process.known(6 * MINUTE), "user_1", "nobody waits");
    assert_eq!(process.fetch(6 * MINUTE + 1, &published()), None);
    assert!(!process.claims_refresh(11 * MINUTE));
    assert!(process.claims_refresh(11 * MINUTE + 1));
}

#[test]
fn a_caller_that_never_comes_back_is_replaced() {
    let mut process = loaded();
    assert!(process.claims_refresh(6 * MINUTE));
    assert!(process.claims_refresh(7 * MINUTE));
}

#[test]
fn after_failed_refreshes_old_keys_serve_for_24_hours() {
    let mut process = loaded();
    for hour in 1..24 {
        assert!(process.claims_refresh(hour * HOUR), "it is tried again");
        assert_eq!(process.fetch(hour * HOUR, &down()), Some(Reason::UnexpectedError));
        assert_eq!(process.known(hour * HOUR), "user_1");
    }
    assert_eq!(process.known(24 * HOUR - 1), "user_1");
    assert_eq!(process.known(24 * HOUR), LOAD);
    process.fetch(24 * HOUR, &down());
    assert_eq!(process.known(24 * HOUR), "unexpected-error");
    process.fetch(24 * HOUR + 60, &published());
    assert_eq!(process.known(24 * HOUR + 60), "user_1");
}

#[test]
fn a_failed_refresh_is_not_tried_again_at_once() {
    let mut process = loaded();
    assert!(process.claims_refresh(HOUR));
    process.fetch(HOUR, &down());
    assert!(!process.claims_refresh(HOUR));
    assert!(!process.claims_refresh(HOUR + 29));
    assert!(process.claims_refresh(HOUR + 30));
}

#[test]
fn no_failure_discards_good_keys() {
    for failure in [
        down(),
        answer(500, &json!({})),
        answer(401, &json!({})),
        answer(404, &jwks(&[jwk(&INSTANCE)])),
        answer(200, &json!({ "keys": [] })),
        answer(200, &json!({ "keys": [{ "kid": "ins_1" }] })),
        answer(200, &json!("x")),
        Outcome::Response { status: 200, body: b"<html>\xff".to_vec() },
    ] {
        let mut process = loaded();
        assert!(process.fetch(HOUR, &failure).is_some());
        assert_eq!(process.known(HOUR), "user_1", "{failure:?}");
        process.fetch_again(HOUR, &failure);
        assert_eq!(process.known(HOUR), "user_1", "{failure:?}");
    }
}

#[test]
fn an_unknown_key_is_looked_for_every_30_seconds_at_most() {
    let mut process = loaded();
    assert_eq!(process.unknown(1), LOAD_AGAIN);
    process.fetch_again(1, &published());
    for later in [1, 2, 30] {
        assert_eq!(process.unknown(later), "jwk-kid-mismatch");
        assert_eq!(process.verify(token().header("kid", "yet another"), later), "jwk-kid-mismatch");
        assert_eq!(process.known(later), "user_1");
    }
    assert_eq!(process.unknown(31), LOAD_AGAIN);
    process.fetch_again(31, &down());
    assert_eq!(process.unknown(60), "jwk-kid-mismatch", "after a failure too");
    assert_eq!(process.unknown(61), LOAD_AGAIN);
}

#[test]
fn an_unknown_key_is_not_looked_for_where_loading_has_just_failed() {
    let mut process = loaded();
    process.fetch(HOUR, &down());
    assert_eq!(process.unknown(HOUR), "jwk-kid-mismatch");
    assert_eq!(process.unknown(HOUR + 1), LOAD_AGAIN);
}

#[test]
fn a_new_key_of_the_instance_is_found() {
    let mut process = loaded();
    assert_eq!(process.unknown(1), LOAD_AGAIN);
    process.fetch_again(1, &answer(200, &jwks(&[jwk(&INSTANCE), jwk(&OTHER)])));
    assert_eq!(process.unknown(1), "user_1");
    assert_eq!(process.known(1), "user_1");
}

#[test]
fn a_key_that_clerk_withdraws_is_gone() {
    let mut process = loaded();
    process.fetch(HOUR, &answer(200, &jwks(&[jwk(&OTHER)])));
    assert_eq!(process.known(HOUR), LOAD_AGAIN);
    process.fetch_again(HOUR, &answer(200, &jwks(&[jwk(&OTHER)])));
    assert_eq!(process.known(HOUR), "jwk-kid-mismatch");
}

#[test]
fn a_token_without_kid_costs_no_fetch() {
    assert_eq!(loaded().verify(token().without_header("kid"), 0), "jwk-kid-mismatch");
    assert_eq!(loaded().verify(token().header("kid", 1), 0), "jwk-kid-mismatch");
}

#[test]
fn without_keys_it_is_tried_again_ever_more_rarely() {
    let mut process = Process(Keys::default());
    let mut at = 0;
    for pause in [1, 2, 4, 8, 16, 30, 30] {
        assert_eq!(process.known(at), LOAD);
        assert_eq!(process.fetch(at, &answer(503, &json!({}))), Some(Reason::KeysFailedToLoad));
        for later in [0, pause - 1] {
            assert_eq!(process.known(at + later), "jwk-remote-failed-to-load", "{pause}");
        }
        at += pause;
    }
    process.fetch(at, &published());
    assert_eq!(process.known(at), "user_1");
    // Then everything starts anew.
    process.fetch(at + 25 * HOUR, &down());
    assert_eq!(process.known(at + 25 * HOUR), "unexpected-error");
    assert_eq!(process.known(at + 25 * HOUR + 1), LOAD);
}

#[test]
fn a_pem_serves_every_kid_and_never_ages() {
    let mut process = Process(Keys::local(KeySet::from_pem(public_pem()).unwrap()));
    for at in [0, HOUR, 100 * HOUR] {
        assert_eq!(process.known(at), "user_1");
        assert_eq!(process.verify(token().header("kid", "ins_x"), at), "user_1");
        assert_eq!(process.verify(token().without_header("kid"), at), "user_1");
        assert_eq!(process.unknown(at), "token-invalid-signature");
        assert!(!process.claims_refresh(at), "it needs no network");
    }
}

#[test]
fn a_local_key_set_is_all_there_is() {
    let set = KeySet::from_jwks(jwks(&[jwk(&INSTANCE)]).to_string().as_bytes()).unwrap();
    let process = Process(Keys::local(set));
    assert_eq!(process.known(100 * HOUR), "user_1");
    assert_eq!(process.unknown(0), "jwk-kid-mismatch");
}

#[test]
fn keys_that_cannot_sign_a_session_are_passed_over() {
    let with = |name: &str, value: Value| {
        let mut key = jwk(&INSTANCE);
        key[name] = value;
        key
    };
    let unusable = [
        with("kty", json!("EC")),
        with("kty", json!("oct")),
        with("use", json!("enc")),
        with("alg", json!("PS256")),
        with("alg", json!("HS256")),
        with("n", json!(null)),
        with("n", json!("!")),
        with("e", json!(1)),
        with("kid", json!(null)),
        json!({ "kid": "ins_1" }),
        json!(null),
        json!("key"),
    ];
    for unusable in unusable {
        let mut process = Process(Keys::default());
        let failed = process.fetch(0, &answer(200, &jwks(std::slice::from_ref(&unusable))));
        assert_eq!(failed, Some(Reason::KeysFailedToLoad), "{unusable}");
        assert_eq!(process.fetch(0, &answer(200, &jwks(&[unusable, jwk(&INSTANCE)]))), None);
        assert_eq!(process.known(0), "user_1");
    }
    // Members that say nothing about the use are no fault.
    let mut bare = jwk(&INSTANCE);
    bare.as_object_mut().unwrap().retain(|name, _| ["kid", "kty", "n", "e"].contains(&name.as_str()));
    bare["x-more"] = json!([1]);
    assert_eq!(Process(Keys::default()).fetch(0, &answer(200, &jwks(&[bare]))), None);
}

#[test]
fn a_clock_that_is_set_back_keeps_good_keys() {
    assert_eq!(loaded().known(-48 * HOUR), "user_1");
}

#[test]
fn a_clock_that_is_set_back_does_not_put_off_a_refresh() {
    let mut process = loaded();
    // Old keys serve meanwhile, so all that may go wrong is that nobody looks after them.
    assert!(process.claims_refresh(-48 * HOUR) || process.claims_refresh(-48 * HOUR + 5 * MINUTE));
}

#[test]
fn a_clock_that_is_set_back_does_not_hide_a_new_key() {
    let mut process = loaded();
    process.fetch_again(1, &published());
    assert_eq!(process.unknown(-48 * HOUR), LOAD_AGAIN);
    process.fetch_again(-48 * HOUR, &published());
    assert_eq!(process.unknown(-48 * HOUR), "jwk-kid-mismatch", "still one in 30 seconds");
}

#[test]
fn a_clock_that_is_set_back_does_not_put_off_the_first_keys() {
    let mut process = Process(Keys::default());
    process.fetch(0, &down());
    assert_eq!(process.known(-48 * HOUR), LOAD);
}
