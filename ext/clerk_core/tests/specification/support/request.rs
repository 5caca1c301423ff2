use std::fmt::{self, Display};

use clerk_core::{Fact, Outcome, Request, Source};
use serde_json::Value;

use super::NOW;

/// A request on its way to the application, and what Clerk's Backend API would say about it.
#[derive(Clone)]
pub(crate) struct Incoming {
    method: String,
    scheme: String,
    host: Vec<u8>,
    script_name: Vec<u8>,
    path: Vec<u8>,
    query: Vec<u8>,
    accept: String,
    referer: String,
    sec_fetch_dest: String,
    upgrade: String,
    authorization: Vec<u8>,
    cookies: Vec<Vec<u8>>,
    suffixed: Vec<(String, String)>,
    forwarded_host: Option<Vec<u8>>,
    forwarded_proto: Option<Vec<u8>>,
    headers: Vec<(String, String)>,
    pub(super) answers: Vec<(String, Outcome)>,
}

/// Somebody opens a page of <https://www.example.com> in a browser.
pub(crate) fn get(target: &str) -> Incoming {
    Incoming::new("GET", target)
}

/// Somebody submits a form on <https://www.example.com> in a browser.
pub(crate) fn post(target: &str) -> Incoming {
    Incoming::new("POST", target)
}

impl Incoming {
    fn new(method: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method: method.to_owned(),
            scheme: "https".to_owned(),
            host: b"www.example.com".to_vec(),
            script_name: Vec::new(),
            path: path.into(),
            query: query.into(),
            accept: "text/html,application/xhtml+xml".to_owned(),
            referer: String::new(),
            sec_fetch_dest: "document".to_owned(),
            upgrade: String::new(),
            authorization: Vec::new(),
            cookies: Vec::new(),
            suffixed: Vec::new(),
            forwarded_host: None,
            forwarded_proto: None,
            headers: Vec::new(),
            answers: Vec::new(),
        }
    }

    pub(crate) fn method(mut self, method: &str) -> Self {
        self.method = method.to_owned();
        self
    }

    /// By a script of the page (`fetch`), not by a person.
    pub(crate) fn by_script(self) -> Self {
        self.accept("*/*").dest("empty")
    }

    /// `Sec-Fetch-Dest`; empty for a client that does not send it.
    pub(crate) fn dest(mut self, dest: &str) -> Self {
        self.sec_fetch_dest = dest.to_owned();
        self
    }

    /// `Upgrade`, which asks for another protocol.
    pub(crate) fn upgrade(mut self, protocol: &str) -> Self {
        self.upgrade = protocol.to_owned();
        self
    }

    pub(crate) fn accept(mut self, accept: &str) -> Self {
        self.accept = accept.to_owned();
        self
    }

    /// Over plain HTTP to another host.
    pub(crate) fn at(mut self, scheme: &str, host: impl Into<Vec<u8>>) -> Self {
        self.scheme = scheme.to_owned();
        self.host = host.into();
        self
    }

    pub(crate) fn script_name(mut self, script_name: impl Into<Vec<u8>>) -> Self {
        self.script_name = script_name.into();
        self
    }

    pub(crate) fn path(mut self, path: impl Into<Vec<u8>>) -> Self {
        self.path = path.into();
        self
    }

    pub(crate) fn query(mut self, query: impl Into<Vec<u8>>) -> Self {
        self.query = query.into();
        self
    }

    pub(crate) fn forwarded_host(mut self, host: impl Into<Vec<u8>>) -> Self {
        self.forwarded_host = Some(host.into());
        self
    }

    pub(crate) fn forwarded_proto(mut self, proto: impl Into<Vec<u8>>) -> Self {
        self.forwarded_proto = Some(proto.into());
        self
    }

    /// The whole `Authorization` header.
    pub(crate) fn authorization(mut self, value: impl Into<Vec<u8>>) -> Self {
        self.authorization = value.into();
        self
    }

    pub(crate) fn bearer(self, token: impl Display) -> Self {
        self.authorization(format!("Bearer {token}"))
    }

    pub(crate) fn cookie(self, name: &str, value: impl Display) -> Self {
        self.raw_cookies(format!("{name}={value}"))
    }

    /// A cookie with the suffix of the application's publishable key in its name.
    pub(crate) fn suffixed(mut self, name: &str, value: impl Display) -> Self {
        self.suffixed.push((name.to_owned(), value.to_string()));
        self
    }

    /// A piece of the `Cookie` header as it is.
    pub(crate) fn raw_cookies(mut self, header: impl Into<Vec<u8>>) -> Self {
        self.cookies.push(header.into());
        self
    }

    /// The cookies of somebody who signed in ten minutes ago.
    pub(crate) fn session(self, token: impl Display) -> Self {
        self.cookie("__session", token).cookie("__client_uat", NOW - 600)
    }

    /// The same in their suffixed form, with a token that renews the session.
    pub(crate) fn renewable_session(self, token: impl Display) -> Self {
        self.suffixed("__session", token).suffixed("__client_uat", NOW - 600).suffixed("__refresh", "refresh_1")
    }

    /// The cookie by which a development instance knows a browser.
    pub(crate) fn known_browser(self) -> Self {
        self.cookie("__clerk_db_jwt", "dvb_1")
    }

    /// The visitor followed a link on this page.
    pub(crate) fn referer(mut self, url: &str) -> Self {
        self.referer = url.to_owned();
        self
    }

    /// Some other header, of which only the Backend API hears.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The Backend API answers calls of this path.
    pub(crate) fn api(mut self, path: &str, status: u16, body: &Value) -> Self {
        let body = body.to_string().into_bytes();
        self.answers.push((path.to_owned(), Outcome::Response { status, body }));
        self
    }

    /// The Backend API answers calls of this path with something other than JSON.
    pub(crate) fn api_raw(mut self, path: &str, status: u16, body: &[u8]) -> Self {
        let body = body.to_vec();
        self.answers.push((path.to_owned(), Outcome::Response { status, body }));
        self
    }

    /// The Backend API does not answer calls of this path.
    pub(crate) fn api_down(mut self, path: &str) -> Self {
        let outcome = Outcome::Failed("connection refused".to_owned());
        self.answers.push((path.to_owned(), outcome));
        self
    }

    /// Calls `with` with the request as the core sees it.
    pub(super) fn seen<T>(&self, cookie_suffix: &str, with: impl FnOnce(Request<'_>) -> T) -> T {
        let suffixed = self.suffixed.iter();
        let suffixed = suffixed.map(|(name, value)| format!("{name}{cookie_suffix}={value}").into_bytes());
        let cookies: Vec<Vec<u8>> = self.cookies.iter().cloned().chain(suffixed).collect();
        with(Request::new(&Seen { incoming: self, cookies: cookies.join(&b"; "[..]) }))
    }
}

struct Seen<'a> {
    incoming: &'a Incoming,
    cookies: Vec<u8>,
}

impl Source for Seen<'_> {
    fn read(&self, fact: Fact) -> Option<&[u8]> {
        let incoming = self.incoming;
        match fact {
            Fact::Method => Some(incoming.method.as_bytes()),
            Fact::Scheme => Some(incoming.scheme.as_bytes()),
            Fact::Host => Some(&incoming.host),
            Fact::ScriptName => Some(&incoming.script_name),
            Fact::PathInfo => Some(&incoming.path),
            Fact::QueryString => Some(&incoming.query),
            Fact::Accept => Some(incoming.accept.as_bytes()),
            Fact::Authorization => Some(&incoming.authorization),
            Fact::Cookie => Some(&self.cookies),
            Fact::Referer => Some(incoming.referer.as_bytes()),
            Fact::SecFetchDest => Some(incoming.sec_fetch_dest.as_bytes()),
            Fact::Upgrade => Some(incoming.upgrade.as_bytes()),
            Fact::ForwardedHost => incoming.forwarded_host.as_deref(),
            Fact::ForwardedProto => incoming.forwarded_proto.as_deref(),
        }
    }

    fn headers(&self) -> Vec<(String, String)> {
        self.incoming.headers.clone()
    }
}

impl Display for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.seen("_suffix", |request| {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            write!(
                f,
                "{} {}?{} dest={} authorization={:.40} cookies={:.400}",
                self.method,
                text(&self.path),
                text(&self.query),
                self.sec_fetch_dest,
                text(&self.authorization),
                text(request.get(Fact::Cookie))
            )
        })
    }
}
