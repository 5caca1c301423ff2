use percent_encoding::percent_decode;

use crate::error::ConfigError;
use crate::route_pattern;

/// How often a path may be percent-encoded over and over before the rest is taken as it is.
const MAX_DECODINGS: usize = 3;

/// Paths behind a gate, where `*` stands for any characters.
///
/// Behind the gate a router decides what a path means, and routers differ: Rails squeezes slashes and takes an extension
/// for a format, Sinatra decodes percent signs, a proxy in front may resolve dots. So a path is covered when any of these
/// readings of it matches. One too many asks somebody to prove who they are; one too few would let them pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardedRoutes(Vec<Vec<u8>>);

impl GuardedRoutes {
    /// Reads the patterns; `name` is what the application calls them. `/admin/*` covers `/admin` too.
    pub fn new(name: &str, patterns: &[String]) -> Result<Self, ConfigError> {
        const RULE: &str = "must be paths that start with /, where * stands for any characters, without ? and #";
        if patterns.is_empty() {
            return Err(ConfigError::new(name, None, "is empty: nothing would be guarded"));
        }
        let mut guarded = Vec::new();
        for pattern in patterns {
            if !pattern.starts_with('/') || pattern.contains(['?', '#']) {
                return Err(ConfigError::new(name, pattern.clone(), RULE));
            }
            // A pattern may be written as in an address bar.
            let decoded: Vec<u8> = percent_decode(pattern.as_bytes()).collect();
            let pattern = join(&segments(&decoded));
            guarded.extend(pattern.strip_suffix(b"/*").filter(|parent| !parent.is_empty()).map(<[u8]>::to_vec));
            guarded.push(pattern);
        }
        Ok(Self(guarded))
    }

    /// Whether a request may reach one of them. An application that is mounted somewhere may know its routes by the
    /// whole path or by the rest, so both count.
    pub fn cover(&self, script_name: &[u8], path_info: &[u8]) -> bool {
        self.covers(&[script_name, path_info].concat()) || (!script_name.is_empty() && self.covers(path_info))
    }

    /// Whether a path can be read in one way only: nothing of it is encoded, repeated or resolved.
    pub fn unambiguous(script_name: &[u8], path_info: &[u8]) -> bool {
        let path = [script_name, path_info].concat();
        let segments: Vec<&[u8]> = path.split(|&byte| byte == b'/').skip(1).collect();
        let (last, parents) = segments.split_last().map_or((&b""[..], &[][..]), |(last, parents)| (*last, parents));
        let plain =
            |segment: &[u8]| segment.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
        segments.iter().all(|segment| plain(segment) && !segment.starts_with(b"."))
            && parents.iter().all(|segment| !segment.is_empty())
            && (last.is_empty() || trim_end(last) == last)
    }

    fn covers(&self, path: &[u8]) -> bool {
        let mut path = path.to_vec();
        for _ in 0..=MAX_DECODINGS {
            // Some routers look at lines, some stop at a NUL; no visitor's browser sends either.
            if path.iter().any(u8::is_ascii_control) {
                return true;
            }
            if self.match_readings(&segments(&path)) {
                return true;
            }
            let decoded: Vec<u8> = percent_decode(&path).collect();
            if decoded == path {
                return false;
            }
            path = decoded;
        }
        false
    }

    fn match_readings(&self, segments: &[Vec<u8>]) -> bool {
        let plain = segments.iter().map(|segment| without_parameters(segment).to_vec());
        let plain: Vec<Vec<u8>> = plain.filter(|segment| !segment.is_empty()).collect();
        [segments.to_vec(), resolve_dots(segments), resolve_dots(&plain)].iter().any(|segments| {
            self.matches(segments)
                || self.matches(&with_last(segments, trim_end))
                || self.matches(&with_last(segments, stem))
        })
    }

    fn matches(&self, segments: &[Vec<u8>]) -> bool {
        let path = join(segments);
        self.0.iter().any(|pattern| route_pattern::matches(pattern, &path))
    }
}

/// The parts between slashes, of either kind and however many, as a router reads them that does not care about case and
/// takes a plus sign for a space.
fn segments(path: &[u8]) -> Vec<Vec<u8>> {
    let parts = path.split(|byte| matches!(byte, b'/' | b'\\'));
    parts.filter(|part| !part.is_empty()).map(fold).collect()
}

fn fold(part: &[u8]) -> Vec<u8> {
    let part: Vec<u8> = part.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    match str::from_utf8(&part) {
        // The two letters that a regular expression which ignores case takes for letters of ASCII: ſ and the Kelvin sign.
        Ok(text) => text.to_lowercase().replace('ſ', "s").replace('\u{212a}', "k").into_bytes(),
        Err(_) => part.to_ascii_lowercase(),
    }
}

fn join(segments: &[Vec<u8>]) -> Vec<u8> {
    [b"/".as_slice(), &segments.join(b"/".as_slice())].concat()
}

fn resolve_dots(segments: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut resolved: Vec<Vec<u8>> = Vec::new();
    for segment in segments {
        match segment.as_slice() {
            b"." => {}
            b".." => drop(resolved.pop()),
            _ => resolved.push(segment.clone()),
        }
    }
    resolved
}

fn with_last(segments: &[Vec<u8>], change: fn(&[u8]) -> &[u8]) -> Vec<Vec<u8>> {
    let mut changed = segments.to_vec();
    if let Some(last) = changed.pop() {
        let last = change(&last);
        changed.extend((!last.is_empty()).then(|| last.to_vec()));
    }
    changed
}

/// Without dots, white space and control characters at the end.
fn trim_end(segment: &[u8]) -> &[u8] {
    let end = segment.iter().rposition(|&byte| byte != b'.' && byte > b' ' && byte != 0x7f);
    &segment[..end.map_or(0, |end| end + 1)]
}

/// Without matrix parameters.
fn without_parameters(segment: &[u8]) -> &[u8] {
    segment.split(|&byte| byte == b';').next().unwrap_or(segment)
}

/// Without extensions, and without what comes after a semicolon.
fn stem(segment: &[u8]) -> &[u8] {
    let end = segment.iter().skip(1).position(|byte| matches!(byte, b'.' | b';'));
    trim_end(end.map_or(segment, |end| &segment[..=end]))
}
