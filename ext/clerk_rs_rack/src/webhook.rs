//! `Clerk::WebhookVerifier`: tells Clerk's deliveries from everybody else's.

use clerk_core::{Timestamp, WEBHOOK_HEADERS, WebhookVerifier};
use magnus::prelude::*;
use magnus::{Error, RArray, RHash, RString, Ruby, function, method};

use crate::errors::{self, clerk, guard};
use crate::value::{frozen, map_from_ruby, map_to_ruby};

/// The signing secrets of one endpoint.
#[magnus::wrap(class = "Clerk::WebhookVerifier", free_immediately, size, frozen_shareable)]
struct RbWebhookVerifier(WebhookVerifier);

impl RbWebhookVerifier {
    fn new(ruby: &Ruby, options: RHash) -> Result<Self, Error> {
        let options = map_from_ruby(ruby, options).map_err(|error| errors::unreadable_option(ruby, &error))?;
        guard(ruby, || WebhookVerifier::new(&options))?.map(Self).map_err(|error| errors::configuration(ruby, &error))
    }

    /// `[id, milliseconds since the Unix epoch or nil, payload, endpoint]`
    fn verify(ruby: &Ruby, rb_self: &Self, headers: RHash, body: RString, now: i64) -> Result<RArray, Error> {
        let mut values: [(&str, Option<RString>); 6] = [("", None); 6];
        for (place, name) in values.iter_mut().zip(WEBHOOK_HEADERS.iter().flatten()) {
            *place = (name, headers.get(*name).and_then(RString::from_value));
        }
        let outcome = guard(ruby, || {
            // SAFETY: the caller's Hash and arguments keep the strings alive, and until the core returns no Ruby code
            // runs that could change them and no Ruby object is allocated, so no garbage collection moves them.
            let header = |name: &str| {
                let (_, value) = values.iter().find(|(known, _)| *known == name)?;
                value.as_ref().map(|value| unsafe { value.as_slice() })
            };
            rb_self.0.verify(header, unsafe { body.as_slice() }, Timestamp::from_millis(now))
        })?;
        let event = outcome.map_err(|error| errors::webhook(ruby, &error))?;
        let array = ruby.ary_new_capa(4);
        array.push(frozen(ruby.str_new(&event.id).as_value()))?;
        array.push(event.timestamp.map(Timestamp::as_millis))?;
        array.push(map_to_ruby(ruby, &event.payload)?)?;
        array.push(frozen(ruby.str_new(&event.endpoint).as_value()))?;
        Ok(array)
    }

    /// The headers of a delivery, under their HTTP names.
    fn sign(ruby: &Ruby, rb_self: &Self, id: RString, at: i64, body: RString) -> Result<RHash, Error> {
        let id = id.to_string()?;
        // SAFETY: as above.
        let signed = guard(ruby, || rb_self.0.sign(&id, Timestamp::from_millis(at), unsafe { body.as_slice() }))?;
        let hash = ruby.hash_new();
        for (name, value) in signed.map_err(|error| errors::webhook(ruby, &error))? {
            hash.aset(name, value)?;
        }
        Ok(hash)
    }

    fn inspect(&self) -> &'static str {
        "#<Clerk::WebhookVerifier>"
    }
}

pub(crate) fn init(ruby: &Ruby) -> Result<(), Error> {
    let class = clerk(ruby)?.define_class("WebhookVerifier", ruby.class_object())?;
    class.undef_default_alloc_func();
    let headers = ruby.ary_new();
    for name in WEBHOOK_HEADERS.iter().flatten() {
        headers.push(ruby.str_new(name).to_interned_str())?;
    }
    class.const_set("HEADERS", frozen(headers.as_value()))?;
    class.define_singleton_method("new", function!(RbWebhookVerifier::new, 1))?;
    class.define_method("verify", method!(RbWebhookVerifier::verify, 3))?;
    class.define_method("sign", method!(RbWebhookVerifier::sign, 3))?;
    class.define_method("inspect", method!(RbWebhookVerifier::inspect, 0))
}
