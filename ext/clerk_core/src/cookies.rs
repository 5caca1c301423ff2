use std::borrow::Cow;

use memchr::memchr;

use crate::request::text;

/// The cookies of a request that mean something to Clerk, percent-decoded. An empty one counts as absent, but still
/// hides a later one of the same name.
#[derive(Debug, Default)]
pub(crate) struct Cookies<'a> {
    pub(crate) session: Pair<'a>,
    pub(crate) client_uat: Pair<'a>,
    pub(crate) dev_browser: Pair<'a>,
    refresh: Cookie<'a>,
    handshake: Cookie<'a>,
    handshake_nonce: Cookie<'a>,
    redirect_count: Cookie<'a>,
}

/// A cookie in both its forms: `__session` and `__session_Ab3dE-_9`.
#[derive(Debug, Default)]
pub(crate) struct Pair<'a> {
    plain: Cookie<'a>,
    suffixed: Cookie<'a>,
}

impl Pair<'_> {
    pub(crate) fn plain(&self) -> Option<&str> {
        self.plain.value()
    }

    pub(crate) fn suffixed(&self) -> Option<&str> {
        self.suffixed.value()
    }
}

#[derive(Debug, Default)]
struct Cookie<'a>(Option<Cow<'a, str>>);

impl<'a> Cookie<'a> {
    fn value(&self) -> Option<&str> {
        self.0.as_deref().filter(|value| !value.is_empty())
    }

    fn set(&mut self, raw: &'a [u8]) {
        // The first cookie of a name wins: browsers send the one with the longest path first (RFC 6265 section 5.4).
        self.0.get_or_insert_with(|| decode(raw));
    }
}

impl<'a> Cookies<'a> {
    /// Reads a `Cookie` header. It is split at the delimiters of RFC 6265 first and each value is decoded after, so
    /// that an encoded `;` cannot forge a cookie.
    pub(crate) fn parse(header: &'a [u8], suffix: &str) -> Self {
        let mut cookies = Self::default();
        let mut rest = header;
        while !rest.is_empty() {
            let (part, after) = rest.split_at(memchr(b';', rest).unwrap_or(rest.len()));
            rest = after.get(1..).unwrap_or_default();
            let Some(equals) = memchr(b'=', part) else {
                continue;
            };
            let name = part[..equals].trim_ascii();
            if !name.starts_with(b"__") {
                continue;
            }
            if let Some(cookie) = cookies.slot(name, suffix.as_bytes()) {
                cookie.set(part[equals + 1..].trim_ascii());
            }
        }
        cookies
    }

    fn slot(&mut self, name: &[u8], suffix: &[u8]) -> Option<&mut Cookie<'a>> {
        Some(match name {
            b"__session" => &mut self.session.plain,
            b"__client_uat" => &mut self.client_uat.plain,
            b"__clerk_db_jwt" => &mut self.dev_browser.plain,
            b"__clerk_handshake" => &mut self.handshake,
            b"__clerk_handshake_nonce" => &mut self.handshake_nonce,
            b"__clerk_redirect_count" => &mut self.redirect_count,
            _ => match name.strip_suffix(suffix)? {
                b"__session" => &mut self.session.suffixed,
                b"__client_uat" => &mut self.client_uat.suffixed,
                b"__clerk_db_jwt" => &mut self.dev_browser.suffixed,
                b"__refresh" => &mut self.refresh,
                _ => return None,
            },
        })
    }

    /// The refresh token; it only exists suffixed.
    pub(crate) fn refresh(&self) -> Option<&str> {
        self.refresh.value()
    }

    pub(crate) fn handshake(&self) -> Option<&str> {
        self.handshake.value()
    }

    pub(crate) fn handshake_nonce(&self) -> Option<&str> {
        self.handshake_nonce.value()
    }

    /// How many redirects in a row this browser has been through; 0 when it is no plain number.
    pub(crate) fn redirect_count(&self) -> u32 {
        let count = self.redirect_count.value().map(str::trim).unwrap_or_default();
        let is_number = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        // One too large to count is a loop too.
        if is_number { count.parse().unwrap_or(u32::MAX) } else { 0 }
    }
}

/// Percent-decodes a value. One whose encoding is broken (a stray `%`, bytes that are not UTF-8) keeps its raw text,
/// which then is no token.
fn decode(raw: &[u8]) -> Cow<'_, str> {
    let well_formed = || {
        raw.iter().enumerate().filter(|&(_, &byte)| byte == b'%').all(|(at, _)| {
            matches!(raw.get(at + 1..at + 3), Some([high, low]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
        })
    };
    if memchr(b'%', raw).is_some()
        && well_formed()
        && let Ok(text) = percent_encoding::percent_decode(raw).decode_utf8()
    {
        return text;
    }
    text(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(header: &[u8]) -> Option<String> {
        Cookies::parse(header, "_abcdefgh").session.plain().map(str::to_owned)
    }

    #[test]
    fn values_are_split_before_they_are_decoded() {
        assert_eq!(session(b"__session=a%3B%20__session%3Db").as_deref(), Some("a; __session=b"));
        assert_eq!(session(b"x=1;__session=a=b ; y").as_deref(), Some("a=b"));
    }

    #[test]
    fn the_first_cookie_of_a_name_wins_even_when_it_is_empty() {
        assert_eq!(session(b"__session=a; __session=b").as_deref(), Some("a"));
        assert_eq!(session(b"__session=; __session=b"), None);
    }

    #[test]
    fn broken_encodings_keep_their_raw_text() {
        assert_eq!(session(b"__session=%E0").as_deref(), Some("%E0"));
        assert_eq!(session(b"__session=%4").as_deref(), Some("%4"));
        assert_eq!(session(b"__session=\xff").as_deref(), Some("\u{fffd}"));
    }

    #[test]
    fn only_the_cookies_of_this_instance_are_read_in_their_suffixed_form() {
        let cookies = Cookies::parse(b"__session_abcdefgh=mine; __session_other123=theirs; __refresh=no", "_abcdefgh");
        assert_eq!(cookies.session.suffixed(), Some("mine"));
        assert_eq!(cookies.session.plain(), None);
        assert_eq!(cookies.refresh(), None, "__refresh only exists suffixed");
    }

    #[test]
    fn an_unreadable_redirect_counter_is_zero() {
        let count = |header: &'static [u8]| Cookies::parse(header, "_abcdefgh").redirect_count();
        assert_eq!(count(b"__clerk_redirect_count=2"), 2);
        assert_eq!(count(b"__clerk_redirect_count=two"), 0);
        assert_eq!(count(b"__clerk_redirect_count=-1"), 0);
        assert_eq!(count(b"__clerk_redirect_count=99999999999999"), u32::MAX);
    }
}
