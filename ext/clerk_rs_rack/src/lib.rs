//! The Ruby classes of the gem: a translation table between `clerk_core` and Ruby. No rule lives here.

mod authorization;
mod core;
mod decision;
mod effect;
mod env;
mod errors;
mod guarded_routes;
mod value;
mod vocabulary;
mod webhook;

use magnus::{Error, Ruby};

#[magnus::init]
fn init(ruby: &Ruby) -> Result<(), Error> {
    // SAFETY: called once, from the extension's init function. Everything the extension shares between Ractors is
    // `Sync` by Rust's rules, and it keeps no Ruby object but classes and what is frozen through and through: interned
    // strings, the decision about an anonymous visitor and its headers.
    unsafe { rb_sys::rb_ext_ractor_safe(true) };
    errors::init(ruby)?;
    env::init(ruby);
    vocabulary::init(ruby);
    effect::init(ruby)?;
    decision::init(ruby)?;
    authorization::init(ruby)?;
    guarded_routes::init(ruby)?;
    core::init(ruby)?;
    webhook::init(ruby)
}
