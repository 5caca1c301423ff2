//! `Clerk::Authorization`: what an application demands of a session, read and checked once.

use clerk_core::Authorization;
use magnus::prelude::*;
use magnus::{Error, RHash, Ruby, function, method};

use crate::decision::RbDecision;
use crate::errors::clerk;
use crate::value::map_from_ruby;

/// A demand.
#[magnus::wrap(class = "Clerk::Authorization", free_immediately, size, frozen_shareable)]
struct RbAuthorization(Authorization);

impl RbAuthorization {
    fn new(ruby: &Ruby, asked: RHash) -> Result<Self, Error> {
        let demand = Authorization::demand(&map_from_ruby(ruby, asked)?);
        demand.map(Self).map_err(|message| Error::new(ruby.exception_arg_error(), message))
    }

    /// Whether the session of a decision satisfies it.
    fn is_satisfied_by(&self, decision: &RbDecision) -> bool {
        decision.0.session().is_some_and(|session| self.0.is_satisfied(&session))
    }

    /// What the answer says when the demanded reverification is missing, as JSON.
    fn reverification_hint(&self) -> Option<String> {
        self.0.reverification.map(|reverification| reverification.hint().to_string())
    }
}

/// Reads what is asked of a session.
pub(crate) fn read(ruby: &Ruby, asked: RHash) -> Result<Authorization, Error> {
    Authorization::read(&map_from_ruby(ruby, asked)?).map_err(|message| Error::new(ruby.exception_arg_error(), message))
}

pub(crate) fn init(ruby: &Ruby) -> Result<(), Error> {
    let class = clerk(ruby)?.define_class("Authorization", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.define_singleton_method("new", function!(RbAuthorization::new, 1))?;
    class.define_method("satisfied_by?", method!(RbAuthorization::is_satisfied_by, 1))?;
    class.define_method("reverification_hint", method!(RbAuthorization::reverification_hint, 0))
}
