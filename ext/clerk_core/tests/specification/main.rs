//! What `clerk_core` promises, one behaviour a file, each row a request and its decision.
//!
//! `support` has the vocabulary: [`support::production`] and [`support::development`] are applications,
//! [`support::get`] is somebody who opens a page of theirs, [`support::token`] is a session token with a real signature.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

mod auth_object;
mod authorization;
mod bearer;
mod claims;
mod clerk_issued;
mod clerk_js;
mod configuration;
mod cookies_which_form;
mod guarded_routes;
mod handshake_redirect;
mod handshake_resolution;
mod header_only;
mod hostile;
mod keys;
mod machine_jwts;
mod machine_object;
mod machine_tokens;
mod noise;
mod organization_sync;
mod redirects;
mod referrer;
mod refresh;
mod response_headers;
mod satellites;
mod session_cookie;
mod token_classes;
mod token_errors;
mod token_faults;
mod transient;
mod verified_tokens;
mod webhooks;
