//! `Clerk::Core`: one configuration of one Clerk instance, with its signing keys.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use clerk_core::{
    Answer, Config, Decision, Destination, Effect, Facts, InstanceType, Keys, Outcome, Purpose, Step, Timestamp,
    Verdict, authenticate, verify_token,
};
use magnus::prelude::*;
use magnus::{Error, RArray, RHash, RString, Ruby, Symbol, TryConvert, Value, function, method};

use crate::decision::RbDecision;
use crate::effect::RbEffect;
use crate::env::with_request;
use crate::errors::{self, clerk, guard};
use crate::value::{map_from_ruby, map_to_ruby};

/// A configuration and the keys it verifies with. The keys are shared with every configuration derived from it that
/// has the same instance. The lock is held to copy or replace them, never across a signature, the network or Ruby.
#[magnus::wrap(class = "Clerk::Core", free_immediately, size, frozen_shareable)]
struct RbCore {
    purpose: Purpose,
    config: Config,
    keys: Arc<Mutex<Keys>>,
}

impl RbCore {
    fn new(ruby: &Ruby, options: RHash, purpose: Symbol) -> Result<Self, Error> {
        let purpose = match &*purpose.name()? {
            "settings" => Purpose::Settings,
            "tokens" => Purpose::Tokens,
            "calls" => Purpose::Calls,
            _ => Purpose::Requests,
        };
        Self::build(ruby, options, purpose, None)
    }

    /// Another configuration for the same purpose. It shares the keys when it is of the same instance.
    fn with(ruby: &Ruby, rb_self: &Self, options: RHash) -> Result<Self, Error> {
        Self::build(ruby, options, rb_self.purpose, Some(rb_self))
    }

    fn build(ruby: &Ruby, options: RHash, purpose: Purpose, parent: Option<&Self>) -> Result<Self, Error> {
        let options = map_from_ruby(ruby, options).map_err(|error| errors::unreadable_option(ruby, &error))?;
        let config =
            guard(ruby, || Config::new(&options, purpose))?.map_err(|error| errors::configuration(ruby, &error))?;
        let config = match parent {
            Some(parent) => config.derived_from(&parent.config),
            None => config,
        };
        let keys = match parent {
            Some(parent) if config.shares_keys_with(&parent.config) => Arc::clone(&parent.keys),
            _ => Arc::new(Mutex::new(config.initial_keys())),
        };
        Ok(Self { purpose, config, keys })
    }

    fn keys(&self) -> MutexGuard<'_, Keys> {
        // Nothing panics while it holds the lock; if it did, the keys would still be whole.
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A `Clerk::Decision`, or the `Clerk::Effect` that must be performed first.
    fn authenticate(
        ruby: &Ruby,
        rb_self: &Self,
        env: RHash,
        answers: Option<RArray>,
        now: Option<i64>,
    ) -> Result<Value, Error> {
        let answers = match answers {
            Some(answers) => read_answers(answers)?,
            None => Vec::new(),
        };
        Ok(match rb_self.step(ruby, env, &answers, moment(now))?.0 {
            Step::Decided(decision) => RbDecision::wrap(ruby, *decision),
            Step::Need(effect) => ruby.obj_wrap(RbEffect(effect)).as_value(),
        })
    }

    /// The `Clerk::Decision` if that is all: nothing must be performed first, nothing is to be said in the log, and the
    /// keys are fresh. Else nil. Most requests end here.
    fn glance(ruby: &Ruby, rb_self: &Self, env: RHash, now: Option<i64>) -> Result<Option<Value>, Error> {
        Ok(match rb_self.step(ruby, env, &[], moment(now))? {
            (Step::Decided(decision), false) if decision.notices.is_empty() => Some(RbDecision::wrap(ruby, *decision)),
            _ => None,
        })
    }

    /// What the core comes to, and whether its keys want to be refreshed.
    fn step(&self, ruby: &Ruby, env: RHash, answers: &[Answer], now: Timestamp) -> Result<(Step, bool), Error> {
        let keys = self.keys().clone();
        let step = with_request(ruby, env, |request| {
            guard(ruby, || authenticate(&self.config, &keys, &Facts { request, answers }, now))
        })?;
        Ok((step, keys.is_refresh_due(now)))
    }

    /// The claims as a Hash, or the `Clerk::Effect` that must be performed first.
    fn verify(ruby: &Ruby, rb_self: &Self, token: RString, now: Option<i64>) -> Result<Value, Error> {
        // SAFETY: the bytes are copied at once.
        let token = String::from_utf8_lossy(unsafe { token.as_slice() }).into_owned();
        let keys = rb_self.keys().clone();
        let verdict = guard(ruby, || verify_token(&token, &keys, rb_self.config.verification(), moment(now)))?;
        match verdict {
            Verdict::Verified(claims) => map_to_ruby(ruby, &claims.to_map()),
            Verdict::Need(effect) => Ok(ruby.obj_wrap(RbEffect(effect)).as_value()),
            Verdict::Refused(error) => Err(errors::token(ruby, &error)),
        }
    }

    /// Takes in the answer to an effect that asked for the keys. What is wrong with it, as `[reason, message]`, or nil.
    fn learn(ruby: &Ruby, rb_self: &Self, answer: RArray, now: Option<i64>) -> Result<Option<(String, String)>, Error> {
        let answer = read_answer(answer)?;
        let Effect::FetchKeys { unknown_kid } = answer.effect else {
            return Err(Error::new(ruby.exception_arg_error(), "the effect asks for something else than the keys"));
        };
        let learnt = guard(ruby, || rb_self.keys().learn(&answer.outcome, unknown_kid, moment(now)))?;
        Ok(learnt.err().map(|error| (error.reason.as_str().into_owned(), error.message)))
    }

    /// Reserves the refresh of old keys for the caller, as a `Clerk::Effect`; nil when there is nothing to do.
    fn claim_refresh(&self, now: Option<i64>) -> Option<RbEffect> {
        let claimed = self.keys().claim_refresh(moment(now));
        claimed.then_some(RbEffect(Effect::FetchKeys { unknown_kid: false }))
    }

    /// Whether both verify with the same keys, so that fetching them once is enough.
    fn shares_keys_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.keys, &other.keys)
    }

    /// The decision for a request that something outside the core failed to decide: signed out.
    fn undecided(&self) -> RbDecision {
        RbDecision(Decision::undecided())
    }

    /// The URL of the sign-in, sign-up, sign-out or user profile page.
    fn page_url(
        ruby: &Ruby,
        rb_self: &Self,
        env: RHash,
        page: Symbol,
        return_url: Option<RString>,
        pending: bool,
    ) -> Result<Option<String>, Error> {
        let destination = match &*page.name()? {
            "sign_up" => Destination::SignUp,
            "sign_out" => Destination::SignOut,
            "user_profile" => Destination::UserProfile,
            _ => Destination::SignIn,
        };
        let return_url = match return_url {
            // One that is no text is none.
            Some(url) => url.to_string().ok(),
            None => None,
        };
        with_request(ruby, env, |request| {
            guard(ruby, || {
                let facts = Facts { request, answers: &[] };
                rb_self.config.page_url(&facts, destination, return_url.as_deref(), pending)
            })
        })
    }

    /// The URL of the request as the visitor sees it.
    fn public_url(ruby: &Ruby, rb_self: &Self, env: RHash) -> Result<Option<String>, Error> {
        with_request(ruby, env, |request| guard(ruby, || rb_self.config.public_url(&request)))
    }

    /// Whether a redirect would reach a person.
    fn is_document(ruby: &Ruby, _rb_self: &Self, env: RHash) -> bool {
        with_request(ruby, env, |request| request.is_document())
    }

    /// Whether the answer becomes a page.
    fn is_page(ruby: &Ruby, _rb_self: &Self, env: RHash) -> bool {
        with_request(ruby, env, |request| request.is_page())
    }

    /// The kind of token that a guard expects which names none.
    fn expected_token(&self) -> &'static str {
        self.config.expected_token().as_str()
    }

    fn api_url(&self) -> &str {
        self.config.api_url()
    }

    fn secret_key(&self) -> Option<&str> {
        self.config.secret_key().map(|key| key.expose())
    }

    fn machine_secret_key(&self) -> Option<&str> {
        self.config.machine_secret_key().map(|key| key.expose())
    }

    /// The key that a call to this path of the Backend API bears.
    fn secret_for(&self, path: String) -> Option<&str> {
        self.config.secret_for(&path).map(|key| key.expose())
    }

    fn publishable_key(&self) -> Option<&str> {
        self.config.publishable_key().map(|key| key.as_str())
    }

    fn frontend_api(&self) -> Option<&str> {
        self.config.publishable_key().map(|key| key.frontend_api())
    }

    fn scripts_url(&self) -> Option<String> {
        self.config.scripts_url()
    }

    fn is_development(&self) -> bool {
        self.config.publishable_key().is_some_and(|key| key.instance() == InstanceType::Development)
    }

    fn inspect(&self) -> String {
        format!("#<Clerk::Core {}>", self.frontend_api().unwrap_or("verifying tokens only"))
    }
}

/// The moment in milliseconds since the Unix epoch; without one, the present by the system's clock.
fn moment(now: Option<i64>) -> Timestamp {
    Timestamp::from_millis(now.unwrap_or_else(|| {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
    }))
}

fn read_answers(answers: RArray) -> Result<Vec<Answer>, Error> {
    answers.into_iter().map(|answer| read_answer(RArray::try_convert(answer)?)).collect()
}

/// `[effect, status, body]`, or `[effect, nil, what went wrong]`.
fn read_answer(answer: RArray) -> Result<Answer, Error> {
    let effect = answer.entry::<&RbEffect>(0)?.0.clone();
    let text: RString = answer.entry(2)?;
    // SAFETY: the bytes are copied at once.
    let bytes = unsafe { text.as_slice() }.to_vec();
    let outcome = match answer.entry::<Option<u16>>(1)? {
        Some(status) => Outcome::Response { status, body: bytes },
        None => Outcome::Failed(String::from_utf8_lossy(&bytes).into_owned()),
    };
    Ok(Answer { effect, outcome })
}

pub(crate) fn init(ruby: &Ruby) -> Result<(), Error> {
    let class = clerk(ruby)?.define_class("Core", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.const_set("API_VERSION", ruby.str_new(clerk_core::API_VERSION).to_interned_str())?;
    class.define_singleton_method("new", function!(RbCore::new, 2))?;
    class.define_method("with", method!(RbCore::with, 1))?;
    class.define_method("authenticate", method!(RbCore::authenticate, 3))?;
    class.define_method("glance", method!(RbCore::glance, 2))?;
    class.define_method("verify", method!(RbCore::verify, 2))?;
    class.define_method("learn", method!(RbCore::learn, 2))?;
    class.define_method("shares_keys_with?", method!(RbCore::shares_keys_with, 1))?;
    class.define_method("undecided", method!(RbCore::undecided, 0))?;
    class.define_method("claim_refresh", method!(RbCore::claim_refresh, 1))?;
    class.define_method("page_url", method!(RbCore::page_url, 4))?;
    class.define_method("public_url", method!(RbCore::public_url, 1))?;
    class.define_method("document?", method!(RbCore::is_document, 1))?;
    class.define_method("page?", method!(RbCore::is_page, 1))?;
    class.define_method("expected_token", method!(RbCore::expected_token, 0))?;
    class.define_method("api_url", method!(RbCore::api_url, 0))?;
    class.define_method("secret_key", method!(RbCore::secret_key, 0))?;
    class.define_method("machine_secret_key", method!(RbCore::machine_secret_key, 0))?;
    class.define_method("secret_for", method!(RbCore::secret_for, 1))?;
    class.define_method("publishable_key", method!(RbCore::publishable_key, 0))?;
    class.define_method("frontend_api", method!(RbCore::frontend_api, 0))?;
    class.define_method("scripts_url", method!(RbCore::scripts_url, 0))?;
    class.define_method("development?", method!(RbCore::is_development, 0))?;
    class.define_method("inspect", method!(RbCore::inspect, 0))
}
