use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use url::Url;

use crate::request::{Fact, Request, text};

/// What may not stand raw between the origin and the end of a request's URL. A fragment never reaches a server, so a
/// `#` is part of the path.
const TARGET: &AsciiSet = &CONTROLS.add(b'#').add(b' ');

/// The URL under which the visitor sees this request (WHATWG), or `None` when its host can be no host or is not one of
/// `trusted_hosts`.
pub(crate) fn public(request: &Request<'_>, trusted_hosts: &[String]) -> Option<Url> {
    let own = (text(request.get(Fact::Scheme)), text(request.get(Fact::Host)));
    let forwarded = match (request.find(Fact::ForwardedHost), request.find(Fact::ForwardedProto)) {
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
    let (path, query) = (request.get(Fact::PathInfo), request.get(Fact::QueryString));
    let mut target = String::with_capacity(path.len() + query.len() + 2);
    for part in [request.get(Fact::ScriptName), path] {
        target.extend(percent_encode(part, TARGET));
    }
    if !target.starts_with('/') {
        target.insert(0, '/');
    }
    if !query.is_empty() {
        target.push('?');
        target.extend(percent_encode(query, TARGET));
    }
    target
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
    use crate::request::Source;

    const HERE: [(Fact, &[u8]); 2] = [(Fact::Scheme, b"http"), (Fact::Host, b"app.example:3000")];

    struct Facts<'a>(&'a [(Fact, &'a [u8])]);

    impl Source for Facts<'_> {
        fn read(&self, wanted: Fact) -> Option<&[u8]> {
            self.0.iter().chain(&HERE).find(|(fact, _)| *fact == wanted).map(|(_, value)| *value)
        }

        fn headers(&self) -> Vec<(String, String)> {
            Vec::new()
        }
    }

    /// The URL of a request that says this besides [`HERE`], or instead.
    fn seen_by(trusted_hosts: &[String], facts: &[(Fact, &[u8])]) -> Option<String> {
        public(&Request::new(&Facts(facts)), trusted_hosts).map(String::from)
    }

    fn seen(facts: &[(Fact, &[u8])]) -> String {
        seen_by(&[], facts).unwrap()
    }

    #[test]
    fn the_path_is_untouched_and_stays_a_path() {
        for path in ["/a%20b", "/x|y", "//evil.example/x", "/a%2Fb"] {
            assert_eq!(seen(&[(Fact::PathInfo, path.as_bytes())]), format!("http://app.example:3000{path}"));
        }
        let facts: [(Fact, &[u8]); 2] = [(Fact::PathInfo, b"/a#b"), (Fact::QueryString, b"c#d")];
        assert_eq!(seen(&facts), "http://app.example:3000/a%23b?c%23d");
    }

    #[test]
    fn bytes_that_are_no_text_are_encoded() {
        assert_eq!(seen(&[(Fact::PathInfo, b"/\xff\x00")]), "http://app.example:3000/%FF%00");
    }

    #[test]
    fn forwarded_headers_give_the_public_origin_by_their_first_value() {
        let forwarded = |host: &[u8], proto: &[u8]| seen(&[(Fact::ForwardedHost, host), (Fact::ForwardedProto, proto)]);
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
            assert_eq!(forwarded(host, proto), "http://app.example:3000/", "{host:?} {proto:?}");
        }
    }

    #[test]
    fn trusted_hosts_restrict_which_host_a_client_can_name() {
        let trusted = ["app.example".to_owned()];
        let forwarded = seen_by(&trusted, &[(Fact::ForwardedHost, b"evil.example")]);
        assert_eq!(forwarded.unwrap(), "http://app.example:3000/");
        assert_eq!(seen_by(&trusted, &[(Fact::Host, b"evil.example")]), None);
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
