use std::fmt::{self, Display};

use clerk_core::{Timestamp, WebhookEvent, WebhookVerifier};
use serde_json::{Value, json};

use super::{NOW, options};

/// What Svix's documentation uses.
pub(crate) const SIGNING_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// The body of a delivery.
pub(crate) const EVENT: &str =
    r#"{"type":"user.created","object":"event","timestamp":1800000000123,"data":{"id":"user_1"}}"#;

/// An endpoint with these options.
pub(crate) fn endpoint(given: Value) -> WebhookVerifier {
    WebhookVerifier::new(&options(given)).expect("valid options")
}

/// An endpoint that knows this secret, or these.
pub(crate) fn knowing(secret: impl Into<Value>) -> WebhookVerifier {
    endpoint(json!({ "webhook_signing_secret": secret.into() }))
}

/// A delivery on its way to the endpoint.
#[derive(Clone)]
pub(crate) struct Delivery {
    headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

/// The delivery of a body, signed at this time.
pub(crate) fn signed(body: &str, secret: &str, at: i64) -> Delivery {
    let headers = knowing(secret).sign("msg_1", Timestamp::from_secs(at), body.as_bytes()).unwrap();
    let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value.into_bytes())).collect();
    Delivery { headers, body: body.into() }
}

impl Delivery {
    pub(crate) fn with(mut self, name: &str, value: impl Into<Vec<u8>>) -> Self {
        let value = value.into();
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) fn header(&self, name: &str) -> Option<&[u8]> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_slice())
    }

    pub(crate) fn signature(&self) -> String {
        String::from_utf8(self.header("svix-signature").unwrap().to_vec()).unwrap()
    }

    /// Under the names of the Standard Webhooks specification.
    pub(crate) fn standard(mut self) -> Self {
        for (name, _) in &mut self.headers {
            *name = name.replace("svix-", "webhook-");
        }
        self
    }

    /// What an endpoint makes of it: the type of the event, or the reason of the refusal.
    pub(crate) fn at(&self, endpoint: &WebhookVerifier) -> String {
        match endpoint.verify(|name| self.header(name), &self.body, Timestamp::from_secs(NOW)) {
            Ok(event) => event.payload["type"].as_str().unwrap().to_owned(),
            Err(error) => {
                let message = error.to_string();
                assert!(!message.contains("v1,") && !message.contains("MfKQ"), "{message}");
                error.reason().to_owned()
            }
        }
    }

    pub(crate) fn event(&self) -> WebhookEvent {
        knowing(SIGNING_SECRET)
            .verify(|name| self.header(name), &self.body, Timestamp::from_secs(NOW))
            .expect("an event")
    }
}

impl Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.headers {
            write!(f, "{name}: {} ", String::from_utf8_lossy(&value[..value.len().min(80)]))?;
        }
        write!(f, "{}", String::from_utf8_lossy(&self.body[..self.body.len().min(80)]))
    }
}
