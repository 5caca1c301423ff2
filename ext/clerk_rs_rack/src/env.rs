//! What the core needs of a Rack environment, read when it is needed.

use std::cell::OnceCell;

use clerk_core::{Fact, Request, Source};
use magnus::rb_sys::{AsRawValue, FromRawValue, protect};
use magnus::value::Lazy;
use magnus::{RHash, RString, Ruby, Value};

/// The keys, as frozen strings that are made once.
macro_rules! keys {
    ($($name:ident = $text:literal),+ $(,)?) => {
        $(static $name: Lazy<RString> = Lazy::new(|ruby| ruby.str_new($text).to_interned_str());)+

        /// Makes every key, on the main Ractor.
        pub(crate) fn init(ruby: &Ruby) {
            $(Lazy::force(&$name, ruby);)+
        }
    };
}

keys! {
    REQUEST_METHOD = "REQUEST_METHOD",
    URL_SCHEME = "rack.url_scheme",
    HTTP_HOST = "HTTP_HOST",
    SERVER_NAME = "SERVER_NAME",
    SERVER_PORT = "SERVER_PORT",
    SCRIPT_NAME = "SCRIPT_NAME",
    PATH_INFO = "PATH_INFO",
    QUERY_STRING = "QUERY_STRING",
    HTTP_ACCEPT = "HTTP_ACCEPT",
    HTTP_AUTHORIZATION = "HTTP_AUTHORIZATION",
    HTTP_COOKIE = "HTTP_COOKIE",
    HTTP_REFERER = "HTTP_REFERER",
    HTTP_SEC_FETCH_DEST = "HTTP_SEC_FETCH_DEST",
    HTTP_UPGRADE = "HTTP_UPGRADE",
    HTTP_X_FORWARDED_HOST = "HTTP_X_FORWARDED_HOST",
    HTTP_X_FORWARDED_PROTO = "HTTP_X_FORWARDED_PROTO",
}

/// Lends the facts of a Rack environment to `run`, which must not call into Ruby but by asking for them.
pub(crate) fn with_request<T>(ruby: &Ruby, env: RHash, run: impl FnOnce(Request<'_>) -> T) -> T {
    run(Request::new(&Env::new(ruby, env)))
}

/// A Rack environment, and what every request is asked for: reading all of it at once is cheaper than one by one.
struct Env<'a> {
    ruby: &'a Ruby,
    hash: RHash,
    authorization: Option<&'a [u8]>,
    cookie: Option<&'a [u8]>,
    query_string: Option<&'a [u8]>,
    own_host: OnceCell<Vec<u8>>,
}

impl<'a> Env<'a> {
    fn new(ruby: &'a Ruby, hash: RHash) -> Self {
        let keys = [&HTTP_AUTHORIZATION, &HTTP_COOKIE, &QUERY_STRING].map(|key| ruby.get_inner(key));
        let [authorization, cookie, query_string] = look_up(hash, keys).map(bytes);
        Self { ruby, hash, authorization, cookie, query_string, own_host: OnceCell::new() }
    }

    fn get(&self, key: &Lazy<RString>) -> Option<&'a [u8]> {
        bytes(self.hash.get(self.ruby.get_inner(key)))
    }
}

impl Source for Env<'_> {
    fn read(&self, fact: Fact) -> Option<&[u8]> {
        match fact {
            Fact::Authorization => self.authorization,
            Fact::Cookie => self.cookie,
            Fact::QueryString => self.query_string,
            Fact::Host => self.get(&HTTP_HOST).filter(|host| !host.is_empty()).or_else(|| {
                Some(self.own_host.get_or_init(|| {
                    [&SERVER_NAME, &SERVER_PORT].map(|key| self.get(key).unwrap_or_default()).join(&b':')
                }))
            }),
            Fact::Method => self.get(&REQUEST_METHOD),
            Fact::Scheme => self.get(&URL_SCHEME),
            Fact::ScriptName => self.get(&SCRIPT_NAME),
            Fact::PathInfo => self.get(&PATH_INFO),
            Fact::Accept => self.get(&HTTP_ACCEPT),
            Fact::Referer => self.get(&HTTP_REFERER),
            Fact::SecFetchDest => self.get(&HTTP_SEC_FETCH_DEST),
            Fact::Upgrade => self.get(&HTTP_UPGRADE),
            Fact::ForwardedHost => self.get(&HTTP_X_FORWARDED_HOST),
            Fact::ForwardedProto => self.get(&HTTP_X_FORWARDED_PROTO),
        }
    }

    /// Under their HTTP names.
    fn headers(&self) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        // Visits the hash without allocating a Ruby object; the closure cannot fail.
        let _ = self.hash.foreach(|name: Value, value: Value| {
            if let (Some(name), Some(value)) = (bytes(Some(name)), bytes(Some(value))) {
                let name = match name.strip_prefix(b"HTTP_") {
                    // Rack's own, not a header.
                    Some(b"VERSION") => None,
                    None if matches!(name, b"CONTENT_TYPE" | b"CONTENT_LENGTH") => Some(name),
                    name => name,
                };
                if let Some(name) = name {
                    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
                    headers.push((text(name).replace('_', "-"), text(value)));
                }
            }
            Ok(magnus::r_hash::ForEach::Continue)
        });
        headers
    }
}

const NIL: rb_sys::VALUE = rb_sys::special_consts::Qnil as rb_sys::VALUE;

/// Several values of a hash at once; `None` for one that is not there.
fn look_up<const N: usize>(hash: RHash, keys: [RString; N]) -> [Option<Value>; N] {
    let mut values = [NIL; N];
    let found = protect(|| {
        for (value, key) in values.iter_mut().zip(keys) {
            // SAFETY: both are live Ruby objects of these types, and `protect` catches what a strange key of the hash
            // might raise while it is compared.
            *value = unsafe { rb_sys::rb_hash_lookup2(hash.as_raw(), key.as_raw(), NIL) };
        }
        NIL
    });
    // SAFETY: they were just read from the hash, which the caller holds.
    values.map(|value| found.as_ref().ok().map(|_| unsafe { Value::from_raw(value) }))
}

/// The bytes of a value of the environment; `None` when it is no String.
fn bytes<'a>(value: Option<Value>) -> Option<&'a [u8]> {
    let string = RString::from_value(value?)?;
    // SAFETY: the environment, which the caller holds, keeps the string alive, and until `with_request` returns nothing
    // but look-ups in the environment runs: no code that could change the string, no allocation of a Ruby object, and
    // so no garbage collection that could move it.
    Some(unsafe { std::slice::from_raw_parts(string.as_slice().as_ptr(), string.as_slice().len()) })
}
