//! Every rule of authenticating a request of a [Clerk](https://clerk.com) application.
//!
//! This crate performs no I/O whatsoever: it opens no socket, reads no file, no environment variable and no clock.
//! It turns *request facts + configuration + keys + answers so far + now* into a decision, or into the one thing it
//! still needs to know.
//!
//! **On [`Step::Need`], perform the effect, add its answer to the facts (or to the [`Keys`]), and call
//! [`authenticate`] again.** The same facts always give the same step, so there is no order to get wrong.
//!
//! The pieces, one noun a file:
//!
//! | file | knows |
//! | --- | --- |
//! | `config`, `options`, `publishable_key`, `secret`, `route_pattern` | what an application may configure, and which values are wrong |
//! | `request`, `cookies`, `url` | what a request says, byte for byte untrusted |
//! | `token`, `object`, `claims`, `keys`, `verify` | JWTs: decode, classes, signing keys, signature and claims |
//! | `verified_tokens` | the tokens whose signature need not be checked again |
//! | `authenticate` | the order of the decisions (header, cookie) |
//! | `context`, `handshake`, `refresh` | which cookies count; how a session that must be renewed is renewed |
//! | `satellite`, `referrer` | several domains, one instance |
//! | `organization_sync`, `path_pattern` | URLs that name the organization to activate |
//! | `machine` | API keys, M2M tokens, OAuth tokens |
//! | `webhook` | whether a delivery of an event is Clerk's own |
//! | `session`, `authorization`, `redirect` | what an application asks of a decision |
//! | `guarded_routes` | which paths are behind a gate, however they are written |
//! | `effect`, `decision`, `reason`, `error` | what comes out |

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod authenticate;
mod authorization;
mod claims;
mod clerk_js;
mod config;
mod context;
mod cookies;
mod decision;
mod effect;
mod error;
mod guarded_routes;
mod handshake;
mod keys;
mod machine;
mod object;
mod options;
mod organization_sync;
mod path_pattern;
mod publishable_key;
mod reason;
mod redirect;
mod referrer;
mod refresh;
mod request;
mod route_pattern;
mod satellite;
mod secret;
mod session;
mod timestamp;
mod token;
mod url;
mod verified_tokens;
mod verify;
mod webhook;

pub use authenticate::{Facts, Step, authenticate};
pub use authorization::{Authorization, Factor, Reverification};
pub use claims::{Claim, Claims};
pub use config::{Accepts, Config, MissingAzp, ProxyUrl, Purpose, Satellite};
pub use decision::{Course, Decision, Notice, Severity, SignedIn, Status, TokenType};
pub use effect::{Answer, Effect, Method, Outcome};
pub use error::{ConfigError, TokenError};
pub use guarded_routes::GuardedRoutes;
pub use keys::{KeySet, Keys};
pub use machine::Machine;
pub use publishable_key::{InstanceType, PublishableKey};
pub use reason::{Reason, RefreshFailure};
pub use redirect::Destination;
pub use request::{Fact, Request, Source};
pub use secret::Secret;
pub use session::Session;
pub use timestamp::Timestamp;
pub use token::TokenClass;
pub use verify::{Verdict, Verification, verify_token};
pub use webhook::{WEBHOOK_HEADERS, WebhookError, WebhookEvent, WebhookVerifier};

/// The version of Clerk's Backend and Frontend API that this crate speaks (`Clerk-API-Version`).
pub const API_VERSION: &str = "2026-05-12";
