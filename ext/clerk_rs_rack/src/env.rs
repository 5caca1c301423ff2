//! What the core needs of a Rack environment, read in one go.

use clerk_core::{Headers, Request};
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

/// Lends the facts of a Rack environment to `run`, which must not call into Ruby.
pub(crate) fn with_request<T>(ruby: &Ruby, env: RHash, run: impl FnOnce(Request<'_>) -> T) -> T {
    let get = |key: &Lazy<RString>| bytes(&env, env.get(ruby.get_inner(key)));
    let own_host;
    let host = match get(&HTTP_HOST).filter(|host| !host.is_empty()) {
        Some(host) => host,
        None => {
            let (name, port) = (get(&SERVER_NAME).unwrap_or_default(), get(&SERVER_PORT).unwrap_or_default());
            own_host = [name, b":", port].concat();
            &own_host
        }
    };
    let collect = || all_headers(env);
    run(Request {
        method: get(&REQUEST_METHOD).unwrap_or_default(),
        scheme: get(&URL_SCHEME).unwrap_or_default(),
        host,
        script_name: get(&SCRIPT_NAME).unwrap_or_default(),
        path_info: get(&PATH_INFO).unwrap_or_default(),
        query_string: get(&QUERY_STRING).unwrap_or_default(),
        accept: get(&HTTP_ACCEPT).unwrap_or_default(),
        authorization: get(&HTTP_AUTHORIZATION).unwrap_or_default(),
        cookie: get(&HTTP_COOKIE).unwrap_or_default(),
        referer: get(&HTTP_REFERER).unwrap_or_default(),
        sec_fetch_dest: get(&HTTP_SEC_FETCH_DEST).unwrap_or_default(),
        upgrade: get(&HTTP_UPGRADE).unwrap_or_default(),
        forwarded_host: get(&HTTP_X_FORWARDED_HOST),
        forwarded_proto: get(&HTTP_X_FORWARDED_PROTO),
        headers: Headers::new(&collect),
    })
}

/// The bytes of a value of the environment; `None` when it is no String.
fn bytes(_env: &RHash, value: Option<Value>) -> Option<&[u8]> {
    let string = RString::from_value(value?)?;
    // SAFETY: the environment, which the caller holds, keeps the string alive, and until `with_request` returns no
    // Ruby code runs that could change it and no Ruby object is allocated, so no garbage collection moves it.
    Some(unsafe { std::slice::from_raw_parts(string.as_slice().as_ptr(), string.as_slice().len()) })
}

/// The headers of a Rack environment under their HTTP names.
fn all_headers(env: RHash) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    // Visits the hash without allocating a Ruby object; the closure cannot fail.
    let _ = env.foreach(|name: Value, value: Value| {
        if let (Some(name), Some(value)) = (bytes(&env, Some(name)), bytes(&env, Some(value))) {
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
