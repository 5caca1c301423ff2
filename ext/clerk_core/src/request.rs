use std::borrow::Cow;
use std::fmt;

use memchr::memchr;

/// Something that a request says: the entry of that name in a Rack environment (`HTTP_` left out).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// `REQUEST_METHOD`
    Method,
    /// `rack.url_scheme`
    Scheme,
    /// `HTTP_HOST`, else `SERVER_NAME:SERVER_PORT`
    Host,
    /// `SCRIPT_NAME`
    ScriptName,
    /// `PATH_INFO`
    PathInfo,
    /// `QUERY_STRING`
    QueryString,
    /// `HTTP_ACCEPT`
    Accept,
    /// `HTTP_AUTHORIZATION`
    Authorization,
    /// `HTTP_COOKIE`
    Cookie,
    /// `HTTP_REFERER`
    Referer,
    /// `HTTP_SEC_FETCH_DEST`
    SecFetchDest,
    /// `HTTP_UPGRADE`
    Upgrade,
    /// `HTTP_X_FORWARDED_HOST`
    ForwardedHost,
    /// `HTTP_X_FORWARDED_PROTO`
    ForwardedProto,
}

/// Where the facts of a request are read.
pub trait Source {
    /// A fact; `None` when there is none.
    fn read(&self, fact: Fact) -> Option<&[u8]>;

    /// All headers as pairs of name and value. They are collected only when the Backend API must be told what the
    /// browser sent.
    fn headers(&self) -> Vec<(String, String)>;
}

/// What a request says, as bytes: nothing of it is trusted, and nothing of it need be UTF-8. Most requests are decided
/// by a few facts, so each is read only when it is needed.
#[derive(Clone, Copy)]
pub struct Request<'a>(&'a dyn Source);

/// Bytes as text; what is not UTF-8 is replaced. Most are, and then this is much faster than asking for a replacement.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Shows the request line without the query: the rest may hold tokens.
impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |fact| text(self.get(fact));
        write!(f, "Request({} {}{})", text(Fact::Method), text(Fact::ScriptName), text(Fact::PathInfo))
    }
}

impl<'a> Request<'a> {
    /// From where its facts are read.
    pub fn new(source: &'a dyn Source) -> Self {
        Self(source)
    }

    /// A fact; empty when there is none, which means the same for most.
    pub fn get(&self, fact: Fact) -> &'a [u8] {
        self.find(fact).unwrap_or_default()
    }

    pub(crate) fn find(&self, fact: Fact) -> Option<&'a [u8]> {
        self.0.read(fact)
    }

    pub(crate) fn headers(&self) -> Vec<(String, String)> {
        self.0.headers()
    }

    pub(crate) fn is_get(&self) -> bool {
        self.get(Fact::Method) == b"GET"
    }

    /// Whether a redirect would reach a person: a GET whose answer becomes a page. `fetch` and XHR say
    /// `Sec-Fetch-Dest: empty`; old browsers and scripts say nothing and are judged by `Accept`. A WebSocket never is one.
    pub fn is_document(&self) -> bool {
        self.is_get() && self.is_page()
    }

    /// Whether the answer becomes a page, be it that of a form that was sent.
    pub fn is_page(&self) -> bool {
        !self.get(Fact::Upgrade).eq_ignore_ascii_case(b"websocket")
            && match self.get(Fact::SecFetchDest) {
                b"document" | b"iframe" => true,
                b"" => self.get(Fact::Accept).starts_with(b"text/html"),
                _ => false,
            }
    }

    /// The token of the `Authorization` header: the word after the scheme `Bearer`, or a single word without a scheme.
    /// Every other scheme is somebody else's (RFC 9110 section 11.6.2).
    pub(crate) fn bearer(&self) -> Option<Cow<'a, str>> {
        let header = self.get(Fact::Authorization).trim_ascii();
        let word = |text: &'a [u8]| text.split_at(memchr(b' ', text).unwrap_or(text.len()));
        let (scheme, rest) = word(header);
        let token = match rest.get(1..).map(|rest| word(rest).0) {
            _ if scheme.is_empty() => return None,
            None | Some(b"") => scheme,
            Some(token) if scheme == b"Bearer" => token,
            Some(_) => return None,
        };
        Some(text(token))
    }
}
