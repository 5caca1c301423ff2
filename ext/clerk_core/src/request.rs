use std::borrow::Cow;

/// What a request says, as bytes: nothing of it is trusted, and nothing of it need be UTF-8.
///
/// The fields are those of the Rack environment of the same name (`HTTP_` left out). A header that is absent and one
/// that is empty mean the same.
#[derive(Clone, Copy, Debug, Default)]
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
    /// `HTTP_X_FORWARDED_HOST`; `None` when absent
    pub forwarded_host: Option<&'a [u8]>,
    /// `HTTP_X_FORWARDED_PROTO`; `None` when absent
    pub forwarded_proto: Option<&'a [u8]>,
    /// Every header, only needed to renew a session: the Backend API is told what the browser sent.
    pub headers: Option<&'a [(Vec<u8>, Vec<u8>)]>,
}

impl<'a> Request<'a> {
    pub(crate) fn is_get(&self) -> bool {
        self.method == b"GET"
    }

    /// Whether a redirect would reach a person: a GET whose answer becomes a page. `fetch` and XHR say
    /// `Sec-Fetch-Dest: empty`; old browsers and scripts say nothing and are judged by `Accept`.
    pub fn is_document(&self) -> bool {
        self.is_get()
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
        url::form_urlencoded::parse(self.query_string)
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }
}
