//! The texts that decisions are told in. There are few, so Ruby keeps each of them once and no request makes them anew.

use std::borrow::Cow;

use clerk_core::Reason;
use magnus::prelude::*;
use magnus::rb_sys::FromRawValue;
use magnus::{RString, Ruby, Value};

/// The text as a frozen string; one of a closed set is the same object each time.
pub(crate) fn text(ruby: &Ruby, text: Cow<'static, str>) -> Value {
    match text {
        Cow::Borrowed(text) => interned(ruby, text),
        Cow::Owned(text) => {
            let text = ruby.str_new(&text);
            text.freeze();
            text.as_value()
        }
    }
}

/// A text that is known beforehand, without making an object where Ruby has it already.
pub(crate) fn interned(_ruby: &Ruby, text: &'static str) -> Value {
    let length = text.len() as std::ffi::c_long;
    // SAFETY: Ruby's thread is at hand, and the text lives as long as the process. Whatever it raises is that memory has
    // run out.
    unsafe { Value::from_raw(rb_sys::rb_enc_interned_str(text.as_ptr().cast(), length, rb_sys::rb_utf8_encoding())) }
}

/// Keeps what every other request says.
pub(crate) fn init(ruby: &Ruby) {
    for reason in Reason::SIMPLE {
        if let Cow::Borrowed(text) = reason.as_str() {
            keep(ruby, text);
        }
    }
    for text in ["signed-in", "signed-out", "handshake", "x-clerk-auth-status", "x-clerk-auth-reason"] {
        keep(ruby, text);
    }
}

fn keep(ruby: &Ruby, text: &'static str) {
    if let Some(text) = RString::from_value(interned(ruby, text)) {
        ruby.gc_register_mark_object(text);
    }
}
