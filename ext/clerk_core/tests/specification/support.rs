//! The vocabulary of the specification.

mod app;
mod delivery;
mod request;
mod token;

pub(crate) use app::{
    App, DEVELOPMENT_KEY, FRONTEND_API, PRODUCTION_KEY, SECRET, development, options, production, summary, verdict,
};
pub(crate) use delivery::{Delivery, EVENT, SIGNING_SECRET, endpoint, knowing, signed};
pub(crate) use request::{Incoming, get, post};
pub(crate) use token::{
    INSTANCE, Jwt, M2M, NO_INFORMATION, OTHER, SESSION, TEMPLATE, handshake_token, jwk, jwks, machine_token,
    oauth_token, public_pem, token,
};

/// When the tests take place, in Unix seconds.
pub(crate) const NOW: i64 = 1_800_000_000;

/// The value of a header of the decision.
pub(crate) fn header(decision: &clerk_core::Decision, name: &str) -> Option<String> {
    let headers = decision.headers();
    headers.into_iter().find(|(header, _)| *header == name).map(|(_, value)| value.into_owned())
}

/// The query of the URL that a decision redirects to, in its order.
pub(crate) fn location_query(decision: &clerk_core::Decision) -> Vec<(String, String)> {
    let location = decision.location.as_deref().expect("a redirect");
    url::Url::parse(location).expect("a URL").query_pairs().into_owned().collect()
}

/// One parameter of the URL that a decision redirects to.
pub(crate) fn location_parameter(decision: &clerk_core::Decision, name: &str) -> Option<String> {
    location_query(decision).into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}
