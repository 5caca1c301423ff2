//! `Clerk::GuardedRoutes`: which paths are behind a gate.

use clerk_core::{Fact, GuardedRoutes};
use magnus::prelude::*;
use magnus::{Error, RHash, Ruby, function, method};

use crate::env::with_request;
use crate::errors::{clerk, configuration, guard};

/// Patterns of paths.
#[magnus::wrap(class = "Clerk::GuardedRoutes", free_immediately, size, frozen_shareable)]
struct RbGuardedRoutes(GuardedRoutes);

impl RbGuardedRoutes {
    fn new(ruby: &Ruby, name: String, patterns: Vec<String>) -> Result<Self, Error> {
        GuardedRoutes::new(&name, &patterns).map(Self).map_err(|error| configuration(ruby, &error))
    }

    /// Whether the path of a Rack environment is one of them, however it is written.
    fn is_covering(ruby: &Ruby, rb_self: &Self, env: RHash) -> Result<bool, Error> {
        with_request(ruby, env, |request| {
            guard(ruby, || rb_self.0.cover(request.get(Fact::ScriptName), request.get(Fact::PathInfo)))
        })
    }

    /// Whether the path of a Rack environment can be read in one way only.
    fn is_unambiguous(ruby: &Ruby, _rb_self: &Self, env: RHash) -> Result<bool, Error> {
        with_request(ruby, env, |request| {
            guard(ruby, || GuardedRoutes::unambiguous(request.get(Fact::ScriptName), request.get(Fact::PathInfo)))
        })
    }
}

pub(crate) fn init(ruby: &Ruby) -> Result<(), Error> {
    let class = clerk(ruby)?.define_class("GuardedRoutes", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.define_singleton_method("new", function!(RbGuardedRoutes::new, 2))?;
    class.define_method("cover?", method!(RbGuardedRoutes::is_covering, 1))?;
    class.define_method("unambiguous?", method!(RbGuardedRoutes::is_unambiguous, 1))
}
