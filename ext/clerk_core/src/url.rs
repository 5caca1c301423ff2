use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use url::Url;

use crate::request::Request;

/// What may not stand raw between the origin and the end of a request's URL. A fragment never reaches a server, so a
/// `#` is part of the path.
const TARGET: &AsciiSet = &CONTROLS.add(b'#').add(b' ');

/// The URL under which the visitor sees this request (WHATWG), or `None` when its host can be no host or is not one of
/// `trusted_hosts`.
pub(crate) fn public(request: &Request<'_>, trusted_hosts: &[String]) -> Option<Url> {
    let own = (text(request.scheme), text(request.host));
    let forwarded = match (request.forwarded_host, request.forwarded_proto) {
        (None, None) => None,
        (host, proto) => {
            Some((proto.map_or_else(|| own.0.clone(), first_value), host.map_or_else(|| own.1.clone(), first_value)))
        }
    };
    let target = target(request);
    forwarded
        .and_then(|(scheme, host)| build(&scheme, &host, &target, trusted_hosts))
        .or_else(|| build(&own.0, &own.1, &target, trusted_hosts))
}

fn build(scheme: &str, host: &str, target: &str, trusted_hosts: &[String]) -> Option<Url> {
    let (scheme, host) = (scheme.to_ascii_lowercase(), host.trim_ascii_end());
    // Anything else could smuggle a scheme, a user or a path into a URL that people are sent to.
    if !matches!(scheme.as_str(), "http" | "https") || host.is_empty() || host.contains(['/', '\\', '@', '?', '#']) {
        return None;
    }
    let url = Url::parse(&format!("{scheme}://{host}{target}")).ok()?;
    let name = url.host_str()?;
    let trusted = trusted_hosts.is_empty()
        || trusted_hosts.iter().any(|trusted| trusted.eq_ignore_ascii_case(name) || trusted.eq_ignore_ascii_case(host));
    trusted.then_some(url)
}

/// The path and query of the request. A path that starts with `//` stays a path.
fn target(request: &Request<'_>) -> String {
    let mut target = String::with_capacity(request.path_info.len() + request.query_string.len() + 2);
    for part in [request.script_name, request.path_info] {
        target.extend(percent_encode(part, TARGET));
    }
    if !target.starts_with('/') {
        target.insert(0, '/');
    }
    if !request.query_string.is_empty() {
        target.push('?');
        target.extend(percent_encode(request.query_string, TARGET));
    }
    target
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// The text before the first comma of a header that every proxy on the way may have added to.
fn first_value(header: &[u8]) -> Cow<'_, str> {
    text(header.split(|&byte| byte == b',').next().unwrap_or_default())
}

/// The URL without these query parameters. What is left of the query is serialised anew, as browsers do.
pub(crate) fn without(url: &Url, names: &[&str]) -> Url {
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !names.contains(&name.as_ref()))
        .map(|(k, v)| (k.into(), v.into()))
        .collect();
    let mut url = url.clone();
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(kept);
    }
    url
}

/// The URL with this query parameter set once, in the place of the first of its name.
pub(crate) fn with(url: &Url, name: &str, value: &str) -> Url {
    let mut found = false;
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (key, old) in url.query_pairs() {
        if key != name {
            pairs.push((key.into(), old.into()));
        } else if !found {
            found = true;
            pairs.push((name.to_owned(), value.to_owned()));
        }
    }
    if !found {
        pairs.push((name.to_owned(), value.to_owned()));
    }
    let mut url = url.clone();
    url.query_pairs_mut().clear().extend_pairs(pairs);
    url
}

/// `scheme://host[:port]`
pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get<'a>(path: &'a str, query: &'a str) -> Request<'a> {
        Request {
            method: b"GET",
            scheme: b"http",
            host: b"app.example:3000",
            path_info: path.as_bytes(),
            query_string: query.as_bytes(),
            ..Request::default()
        }
    }

    fn seen(request: &Request<'_>) -> Option<String> {
        public(request, &[]).map(String::from)
    }

    #[test]
    fn the_path_is_untouched_and_stays_a_path() {
        for path in ["/a%20b", "/x|y", "//evil.example/x", "/a%2Fb"] {
            assert_eq!(seen(&get(path, "")).unwrap(), format!("http://app.example:3000{path}"));
        }
        assert_eq!(seen(&get("/a#b", "c#d")).unwrap(), "http://app.example:3000/a%23b?c%23d");
    }

    #[test]
    fn bytes_that_are_no_text_are_encoded() {
        let request = Request { path_info: b"/\xff\x00", ..get("", "") };
        assert_eq!(seen(&request).unwrap(), "http://app.example:3000/%FF%00");
    }

    #[test]
    fn forwarded_headers_give_the_public_origin_by_their_first_value() {
        let forwarded = |host: &'static [u8], proto: &'static [u8]| {
            seen(&Request { forwarded_host: Some(host), forwarded_proto: Some(proto), ..get("/", "") }).unwrap()
        };
        assert_eq!(forwarded(b"www.example", b"https"), "https://www.example/");
        assert_eq!(forwarded(b"www.example,proxy", b"https,http"), "https://www.example/");
        assert_eq!(forwarded(b"www.example ,proxy", b"HTTPS"), "https://www.example/");
        for (host, proto) in [
            (&b""[..], &b"https"[..]),
            (b"www.example", b""),
            (b"a b", b"https"),
            (b"www.example", b"javascript"),
            (b"user@www.example", b"https"),
            (b"www.example/path", b"https"),
            (b"\xff", b"https"),
        ] {
            let request = Request { forwarded_host: Some(host), forwarded_proto: Some(proto), ..get("/", "") };
            assert_eq!(seen(&request).unwrap(), "http://app.example:3000/", "{host:?} {proto:?}");
        }
    }

    #[test]
    fn trusted_hosts_restrict_which_host_a_client_can_name() {
        let trusted = ["app.example".to_owned()];
        let request = Request { forwarded_host: Some(b"evil.example"), ..get("/", "") };
        assert_eq!(public(&request, &trusted).unwrap().as_str(), "http://app.example:3000/");
        let request = Request { host: b"evil.example", ..get("/", "") };
        assert_eq!(public(&request, &trusted), None);
    }

    #[test]
    fn queries_are_serialised_anew() {
        let url = Url::parse("https://a.example/?x=a%20b&gone=1&~&y").unwrap();
        assert_eq!(without(&url, &["gone"]).as_str(), "https://a.example/?x=a+b&%7E=&y=");
        assert_eq!(
            without(&Url::parse("https://a.example/?gone=1").unwrap(), &["gone"]).as_str(),
            "https://a.example/"
        );
        assert_eq!(with(&url, "gone", "2").query(), Some("x=a+b&gone=2&%7E=&y="));
        assert_eq!(with(&url, "new", "&").query(), Some("x=a+b&gone=1&%7E=&y=&new=%26"));
    }
}
