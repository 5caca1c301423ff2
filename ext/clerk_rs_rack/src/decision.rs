//! `Clerk::Decision`: what the core decided about one request.

use clerk_core::{Course, Decision, Machine, Reason, Session, Severity};
use magnus::prelude::*;
use magnus::r_hash::ForEach;
use magnus::rb_sys::AsRawValue;
use magnus::typed_data::Obj;
use magnus::value::{Lazy, LazyId};
use magnus::{Error, RArray, RHash, Ruby, Symbol, Value, method};

use crate::authorization;
use crate::errors::clerk;
use crate::value::{frozen, map_to_ruby, merged};
use crate::vocabulary::{interned, text};

/// A decision. Claims become Ruby objects only when they are asked for.
#[magnus::wrap(class = "Clerk::Decision", free_immediately, size, frozen_shareable)]
pub(crate) struct RbDecision(pub(crate) Decision);

/// Most visitors of most sites are nobody in particular, and all of them are alike: one object serves every request.
static ANONYMOUS: Lazy<Obj<RbDecision>> = Lazy::new(|ruby| {
    let decision = ruby.obj_wrap(RbDecision(Decision::anonymous()));
    decision.freeze();
    decision
});
static ANONYMOUS_HEADERS: Lazy<RHash> =
    Lazy::new(|ruby| ruby.get_inner(&ANONYMOUS).make_headers(ruby).unwrap_or_else(|_| ruby.hash_new()));

static PASS: LazyId = LazyId::new("pass");
static HEADERS: LazyId = LazyId::new("headers");
static COOKIES: LazyId = LazyId::new("cookies");
static STOP: LazyId = LazyId::new("stop");

impl RbDecision {
    /// The Ruby object for a decision.
    pub(crate) fn wrap(ruby: &Ruby, decision: Decision) -> Value {
        if decision.is_anonymous() {
            ruby.get_inner(&ANONYMOUS).as_value()
        } else {
            ruby.obj_wrap(Self(decision)).as_value()
        }
    }

    fn status(ruby: &Ruby, rb_self: &Self) -> Value {
        interned(ruby, rb_self.0.status.as_str())
    }

    fn reason(ruby: &Ruby, rb_self: &Self) -> Option<Value> {
        rb_self.0.reason.as_ref().map(|reason| text(ruby, reason.as_str()))
    }

    fn is_about_a_token(&self) -> bool {
        self.0.reason.as_ref().is_some_and(Reason::is_about_a_token)
    }

    fn is_transient(&self) -> bool {
        self.0.reason.as_ref().is_some_and(Reason::is_transient)
    }

    fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    fn token_type(ruby: &Ruby, rb_self: &Self) -> Option<Value> {
        rb_self.0.token_type.map(|token_type| interned(ruby, token_type.as_str()))
    }

    fn problem(&self) -> Option<&str> {
        self.0.problem.as_deref()
    }

    fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    fn set_cookies(ruby: &Ruby, rb_self: &Self) -> RArray {
        ruby.ary_from_iter(rb_self.0.set_cookies.iter().map(String::as_str))
    }

    /// The headers besides `set-cookie`, frozen.
    fn headers(ruby: &Ruby, rb_self: &Self) -> Result<RHash, Error> {
        if rb_self.0.is_anonymous() { Ok(ruby.get_inner(&ANONYMOUS_HEADERS)) } else { rb_self.make_headers(ruby) }
    }

    /// These headers over an application's own, in a new object of the same class.
    fn headers_over(ruby: &Ruby, rb_self: &Self, own: Value) -> Result<Value, Error> {
        let headers = Self::headers(ruby, rb_self)?;
        match RHash::from_value(own).filter(|own| own.class().as_raw() == ruby.class_hash().as_raw()) {
            Some(own) => merged(own, headers).map(RHash::as_value),
            // Rack::Headers and its like fold the case of names.
            None if own.respond_to("merge", false)? => own.funcall("merge", (headers,)),
            // Rack 2 asks for less than a Hash.
            None => {
                let copy: Value = own.funcall("dup", ())?;
                headers.foreach(|name: Value, value: Value| {
                    copy.funcall::<_, _, Value>("[]=", (name, value)).map(|_| ForEach::Continue)
                })?;
                Ok(copy)
            }
        }
    }

    fn make_headers(&self, ruby: &Ruby) -> Result<RHash, Error> {
        let hash = ruby.hash_new();
        for (name, value) in self.0.headers() {
            hash.aset(interned(ruby, name), text(ruby, value))?;
        }
        hash.freeze();
        Ok(hash)
    }

    /// What becomes of the response, as `:pass`, `:headers`, `:cookies` or `:stop`.
    fn course(ruby: &Ruby, rb_self: &Self) -> Symbol {
        let name = match rb_self.0.course() {
            Course::Pass => &PASS,
            Course::Headers => &HEADERS,
            Course::Cookies => &COOKIES,
            Course::Stop => &STOP,
        };
        LazyId::get_inner_with(name, ruby).into()
    }

    /// Each notice as `[severity, once, text]`.
    fn notices(ruby: &Ruby, rb_self: &Self) -> Result<RArray, Error> {
        let array = ruby.ary_new_capa(rb_self.0.notices.len());
        for notice in &rb_self.0.notices {
            let severity = match notice.severity {
                Severity::Warning => "warn",
                Severity::Error => "error",
            };
            array.push((ruby.to_symbol(severity), notice.once, notice.text.as_str()))?;
        }
        Ok(array)
    }

    fn is_signed_in(&self) -> bool {
        self.0.is_signed_in()
    }

    /// A text of the session that the application sees.
    fn session_text(&self, read: impl FnOnce(Session<'_>) -> Option<String>) -> Option<String> {
        self.0.session().and_then(read)
    }

    fn user_id(&self) -> Option<&str> {
        self.0.user_id()
    }

    fn session_id(&self) -> Option<String> {
        self.session_text(|session| session.session_id().map(str::to_owned))
    }

    fn organization_id(&self) -> Option<String> {
        self.0.organization_id()
    }

    fn organization_slug(&self) -> Option<String> {
        self.session_text(|session| session.organization_slug())
    }

    fn organization_role(&self) -> Option<String> {
        self.session_text(|session| session.organization_role())
    }

    fn organization_permissions(&self) -> Option<Vec<String>> {
        self.0.session()?.organization_permissions()
    }

    fn session_status(&self) -> Option<&str> {
        self.0.session_status()
    }

    fn factor_ages(&self) -> Option<(i64, i64)> {
        self.0.session()?.factor_ages()
    }

    fn actor(ruby: &Ruby, rb_self: &Self) -> Result<Option<Value>, Error> {
        match rb_self.0.session().and_then(|session| session.actor()) {
            Some(actor) => map_to_ruby(ruby, &actor).map(Some),
            None => Ok(None),
        }
    }

    fn claims(ruby: &Ruby, rb_self: &Self) -> Result<Option<Value>, Error> {
        match (&rb_self.0.signed_in, rb_self.0.session()) {
            (Some(signed_in), Some(_)) => map_to_ruby(ruby, &signed_in.claims().to_map()).map(Some),
            _ => Ok(None),
        }
    }

    /// The verified token itself.
    fn token(ruby: &Ruby, rb_self: &Self) -> Option<Value> {
        rb_self.0.token().map(|token| frozen(ruby.str_new(token.expose()).as_value()))
    }

    /// A text of the machine token.
    fn machine_text(&self, read: impl FnOnce(&Machine) -> Option<&str>) -> Option<&str> {
        self.0.machine_token().and_then(read)
    }

    fn token_id(&self) -> Option<&str> {
        self.machine_text(Machine::id)
    }

    fn subject(&self) -> Option<&str> {
        self.machine_text(Machine::subject)
    }

    fn token_name(&self) -> Option<&str> {
        self.machine_text(Machine::name)
    }

    fn client_id(&self) -> Option<&str> {
        self.machine_text(Machine::client_id)
    }

    fn scopes(&self) -> Option<Vec<String>> {
        Some(self.0.machine_token()?.scopes().into_iter().map(str::to_owned).collect())
    }

    fn machine_claims(ruby: &Ruby, rb_self: &Self) -> Result<Option<Value>, Error> {
        match rb_self.0.machine_token().and_then(Machine::claims) {
            Some(claims) => map_to_ruby(ruby, claims).map(Some),
            None => Ok(None),
        }
    }

    fn has(ruby: &Ruby, rb_self: &Self, asked: RHash) -> Result<bool, Error> {
        let asked = authorization::read(ruby, asked)?;
        Ok(rb_self.0.session().is_some_and(|session| asked.is_satisfied(&session)))
    }

    fn inspect(&self) -> String {
        let status = self.0.status.as_str();
        match &self.0.reason {
            None => format!("#<Clerk::Decision {status}>"),
            Some(reason) => format!("#<Clerk::Decision {status} ({reason})>"),
        }
    }
}

pub(crate) fn init(ruby: &Ruby) -> Result<(), Error> {
    let class = clerk(ruby)?.define_class("Decision", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.define_method("status", method!(RbDecision::status, 0))?;
    class.define_method("reason", method!(RbDecision::reason, 0))?;
    class.define_method("token_refused?", method!(RbDecision::is_about_a_token, 0))?;
    class.define_method("transient?", method!(RbDecision::is_transient, 0))?;
    class.define_method("message", method!(RbDecision::message, 0))?;
    class.define_method("token_type", method!(RbDecision::token_type, 0))?;
    class.define_method("problem", method!(RbDecision::problem, 0))?;
    class.define_method("location", method!(RbDecision::location, 0))?;
    class.define_method("set_cookies", method!(RbDecision::set_cookies, 0))?;
    class.define_method("headers_over", method!(RbDecision::headers_over, 1))?;
    class.define_method("headers", method!(RbDecision::headers, 0))?;
    class.define_method("course", method!(RbDecision::course, 0))?;
    class.define_method("notices", method!(RbDecision::notices, 0))?;
    class.define_method("signed_in?", method!(RbDecision::is_signed_in, 0))?;
    class.define_method("user_id", method!(RbDecision::user_id, 0))?;
    class.define_method("session_id", method!(RbDecision::session_id, 0))?;
    class.define_method("organization_id", method!(RbDecision::organization_id, 0))?;
    class.define_method("organization_slug", method!(RbDecision::organization_slug, 0))?;
    class.define_method("organization_role", method!(RbDecision::organization_role, 0))?;
    class.define_method("organization_permissions", method!(RbDecision::organization_permissions, 0))?;
    class.define_method("session_status", method!(RbDecision::session_status, 0))?;
    class.define_method("factor_ages", method!(RbDecision::factor_ages, 0))?;
    class.define_method("actor", method!(RbDecision::actor, 0))?;
    class.define_method("claims", method!(RbDecision::claims, 0))?;
    class.define_method("token", method!(RbDecision::token, 0))?;
    class.define_method("token_id", method!(RbDecision::token_id, 0))?;
    class.define_method("subject", method!(RbDecision::subject, 0))?;
    class.define_method("token_name", method!(RbDecision::token_name, 0))?;
    class.define_method("client_id", method!(RbDecision::client_id, 0))?;
    class.define_method("scopes", method!(RbDecision::scopes, 0))?;
    class.define_method("machine_claims", method!(RbDecision::machine_claims, 0))?;
    class.define_method("has?", method!(RbDecision::has, 1))?;
    class.define_method("inspect", method!(RbDecision::inspect, 0))?;
    Lazy::force(&ANONYMOUS, ruby);
    Lazy::force(&ANONYMOUS_HEADERS, ruby);
    Ok(())
}
