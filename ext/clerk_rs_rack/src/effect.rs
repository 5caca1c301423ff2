//! `Clerk::Effect`: a call to the Backend API that the core asks for.

use clerk_core::{Effect, Method};
use magnus::prelude::*;
use magnus::{Error, Ruby, method};

use crate::errors::clerk;

/// What the core asks for.
#[magnus::wrap(class = "Clerk::Effect", free_immediately, size, frozen_shareable)]
pub(crate) struct RbEffect(pub(crate) Effect);

impl RbEffect {
    fn http_method(&self) -> &'static str {
        match self.0.method() {
            Method::Get => "GET",
            Method::Post => "POST",
        }
    }

    fn path(&self) -> String {
        self.0.path()
    }

    fn body(&self) -> Option<String> {
        self.0.body().map(|body| body.expose().to_owned())
    }

    fn is_keys(&self) -> bool {
        matches!(self.0, Effect::FetchKeys { .. })
    }

    fn is_for_unknown_kid(&self) -> bool {
        matches!(self.0, Effect::FetchKeys { unknown_kid: true })
    }

    fn inspect(&self) -> String {
        // The path of a handshake holds its nonce, so only the kind is shown.
        let kind = match self.0 {
            Effect::FetchKeys { .. } => "fetch keys",
            Effect::FetchHandshake { .. } => "fetch handshake",
            Effect::RefreshSession { .. } => "refresh session",
            Effect::VerifyMachineToken { .. } => "verify machine token",
        };
        format!("#<Clerk::Effect {kind}>")
    }
}

pub(crate) fn init(ruby: &Ruby) -> Result<(), Error> {
    let class = clerk(ruby)?.define_class("Effect", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.define_method("http_method", method!(RbEffect::http_method, 0))?;
    class.define_method("path", method!(RbEffect::path, 0))?;
    class.define_method("body", method!(RbEffect::body, 0))?;
    class.define_method("keys?", method!(RbEffect::is_keys, 0))?;
    class.define_method("unknown_kid?", method!(RbEffect::is_for_unknown_kid, 0))?;
    class.define_method("inspect", method!(RbEffect::inspect, 0))
}
