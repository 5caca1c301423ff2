use std::borrow::Cow;
use std::fmt;

/// What a request says, as bytes: nothing of it is trusted, and nothing of it need be UTF-8.
///
/// The fields are those of the Rack environment of the same name (`HTTP_` left out). A header that is absent and one
/// that is empty mean the same.
#[derive(Clone, Copy, Default)]
pub struct Request<'a> {
    /// `REQUEST_METHOD`
    pub method: &'a [u8],
    /// `rack.url_scheme`
    pub scheme: &'a [u8],
    /// `HTTP_HOST`, else `SERVER_NAME:SERVER_PORT`
    pub host: &'a [u8],
    /// `SCRIPT_NAME`
    pub script_name: &'a [u8],
    /// `PATH_INFO`
    pub path_info: &'a [u8],
    /// `QUERY_STRING`
    pub query_string: &'a [u8],
    /// `HTTP_ACCEPT`
    pub accept: &'a [u8],
    /// `HTTP_AUTHORIZATION`
    pub authorization: &'a [u8],
    /// `HTTP_COOKIE`
    pub cookie: &'a [u8],
    /// `HTTP_SEC_FETCH_DEST`
    pub sec_fetch_dest: &'a [u8],
    /// `HTTP_UPGRADE`
    pub upgrade: &'a [u8],
    /// `HTTP_REFERER`
    pub referer: &'a [u8],
    /// `HTTP_X_FORWARDED_HOST`; `None` when absent
    pub forwarded_host: Option<&'a [u8]>,
    /// `HTTP_X_FORWARDED_PROTO`; `None` when absent
    pub forwarded_proto: Option<&'a [u8]>,
    /// Every header, only read to renew a session.
    pub headers: Headers<'a>,
}

/// All headers of a request as pairs of name and value, collected only when the Backend API must be told what the
/// browser sent.
#[derive(Clone, Copy, Default)]
pub struct Headers<'a>(Option<&'a dyn Fn() -> Vec<(String, String)>>);

impl<'a> Headers<'a> {
    /// From a function that collects them.
    pub fn new(collect: &'a dyn Fn() -> Vec<(String, String)>) -> Self {
        Self(Some(collect))
    }

    pub(crate) fn collect(&self) -> Vec<(String, String)> {
        self.0.map(|collect| collect()).unwrap_or_default()
    }
}

impl fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Headers(..)")
    }
}

/// Shows the request line without the query: the rest may hold tokens.
impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |bytes| String::from_utf8_lossy(bytes);
        write!(f, "Request({} {}{})", text(self.method), text(self.script_name), text(self.path_info))
    }
}

impl<'a> Request<'a> {
    pub(crate) fn is_get(&self) -> bool {
        self.method == b"GET"
    }

    /// Whether a redirect would reach a person: a GET whose answer becomes a page. `fetch` and XHR say
    /// `Sec-Fetch-Dest: empty`; old browsers and scripts say nothing and are judged by `Accept`. A WebSocket never is one.
    pub fn is_document(&self) -> bool {
        self.is_get() && self.is_page()
    }

    /// Whether the answer becomes a page, be it that of a form that was sent.
    pub fn is_page(&self) -> bool {
        !self.upgrade.eq_ignore_ascii_case(b"websocket")
            && match self.sec_fetch_dest {
                b"document" | b"iframe" => true,
                b"" => self.accept.starts_with(b"text/html"),
                _ => false,
            }
    }

    /// The token of the `Authorization` header: the word after the scheme `Bearer`, or a single word without a scheme.
    /// Every other scheme is somebody else's (RFC 9110 section 11.6.2).
    pub(crate) fn bearer(&self) -> Option<Cow<'a, str>> {
        let mut words = self.authorization.trim_ascii().split(|&byte| byte == b' ');
        let scheme = words.next().filter(|word| !word.is_empty())?;
        let token = match words.next() {
            None | Some(b"") => scheme,
            Some(token) if scheme == b"Bearer" => token,
            Some(_) => return None,
        };
        Some(String::from_utf8_lossy(token))
    }

    /// The first value of a query parameter that is there and not empty.
    pub(crate) fn query(&self, name: &str) -> Option<Cow<'a, str>> {
        self.query_first(name).filter(|value| !value.is_empty())
    }

    /// Whether the query has a parameter of this name, be it empty.
    pub(crate) fn has_query(&self, name: &str) -> bool {
        self.query_first(name).is_some()
    }

    fn query_first(&self, name: &str) -> Option<Cow<'a, str>> {
        if self.query_string.is_empty() {
            return None;
        }
        url::form_urlencoded::parse(self.query_string).find(|(key, _)| key == name).map(|(_, value)| value)
    }
}
