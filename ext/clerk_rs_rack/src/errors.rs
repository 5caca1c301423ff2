//! The gem's exceptions are declared in Ruby (lib/clerk/errors.rb), where they can be read; here they are raised.

use std::panic::{AssertUnwindSafe, catch_unwind};

use clerk_core::{ConfigError, TokenError, WebhookError};
use magnus::error::ErrorType;
use magnus::prelude::*;
use magnus::value::Lazy;
use magnus::{Error, ExceptionClass, RModule, Ruby, kwargs};

static CONFIGURATION_ERROR: Lazy<ExceptionClass> = Lazy::new(|ruby| class_or_standard(ruby, "ConfigurationError"));
static INTERNAL_ERROR: Lazy<ExceptionClass> = Lazy::new(|ruby| class_or_standard(ruby, "InternalError"));
static TOKEN_ERROR: Lazy<ExceptionClass> = Lazy::new(|ruby| class_or_standard(ruby, "TokenError"));
static WEBHOOK_ERROR: Lazy<ExceptionClass> = Lazy::new(|ruby| class_or_standard(ruby, "WebhookError"));

/// The module `Clerk`.
pub(crate) fn clerk(ruby: &Ruby) -> Result<RModule, Error> {
    ruby.define_module("Clerk")
}

fn class(ruby: &Ruby, name: &str) -> Result<ExceptionClass, Error> {
    clerk(ruby)?.const_get(name)
}

fn class_or_standard(ruby: &Ruby, name: &str) -> ExceptionClass {
    // `init` has seen every class.
    class(ruby, name).unwrap_or_else(|_| ruby.exception_standard_error())
}

/// Raises what a wrong option deserves.
pub(crate) fn configuration(ruby: &Ruby, error: &ConfigError) -> Error {
    Error::new(ruby.get_inner(&CONFIGURATION_ERROR), error.to_string())
}

/// Raises what an option deserves whose value is of a class that no option has.
pub(crate) fn unreadable_option(ruby: &Ruby, error: &Error) -> Error {
    Error::new(ruby.get_inner(&CONFIGURATION_ERROR), message(error))
}

/// The message of an error that was raised while a value was read.
pub(crate) fn message(error: &Error) -> String {
    match error.error_type() {
        ErrorType::Error(_, message) => message.to_string(),
        ErrorType::Exception(exception) => exception.to_string(),
        ErrorType::Jump(_) => "cannot be read".to_owned(),
    }
}

/// Raises what a refused token deserves, with its reason.
pub(crate) fn token(ruby: &Ruby, error: &TokenError) -> Error {
    with_reason(ruby.get_inner(&TOKEN_ERROR), &error.message, &error.reason.as_str())
}

/// Raises what a refused delivery of a webhook deserves, with its reason.
pub(crate) fn webhook(ruby: &Ruby, error: &WebhookError) -> Error {
    with_reason(ruby.get_inner(&WEBHOOK_ERROR), &error.to_string(), error.reason())
}

fn with_reason(class: ExceptionClass, message: &str, reason: &str) -> Error {
    let exception = class.funcall::<_, _, magnus::Exception>("new", (message, kwargs!("reason" => reason)));
    exception.map_or_else(|error| error, Error::from)
}

/// Runs a piece of the core that touches no Ruby. A Rust panic would end the whole Ruby process, so a bug in the core
/// becomes `Clerk::InternalError` instead.
pub(crate) fn guard<T>(ruby: &Ruby, run: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| {
        Error::new(
            ruby.get_inner(&INTERNAL_ERROR),
            "clerk_rs_rack has a bug: its core panicked. Please report it with the line above.",
        )
    })
}

/// Looks every class up, so that a missing one fails on `require`, not in production.
pub(crate) fn init(ruby: &Ruby) -> Result<(), Error> {
    for name in ["ConfigurationError", "InternalError", "TokenError", "WebhookError"] {
        class(ruby, name)?;
    }
    Lazy::force(&CONFIGURATION_ERROR, ruby);
    Lazy::force(&INTERNAL_ERROR, ruby);
    Lazy::force(&TOKEN_ERROR, ruby);
    Lazy::force(&WEBHOOK_ERROR, ruby);
    Ok(())
}
