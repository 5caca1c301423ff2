use regex_lite::Regex;

/// A path pattern in the syntax of path-to-regexp 6, which Clerk's other SDKs use.
///
/// | syntax | matches |
/// | --- | --- |
/// | `/orgs/settings` | itself, in any case, with or without a slash at the end |
/// | `:name` | one or more characters other than `/`, `#` and `?` |
/// | `:name(\d+)`, `(\d+)` | what the regular expression matches; a group without a name is numbered from 0 |
/// | `:name?`, `:name*`, `:name+` | optional, any number of times, once or more; the `/` or `.` before it belongs to it |
/// | `{-:name}?` | everything in the braces, with the same three modifiers |
/// | `\:` | the character itself |
///
/// Regular expressions are those of Rust: matching takes time linear in the path, so there is no look-around.
#[derive(Clone, Debug)]
pub(crate) struct PathPattern {
    regex: Regex,
    names: Vec<String>,
}

const SEGMENT: &str = "[^/#?]+?";

impl PathPattern {
    /// Reads a pattern. The error says what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut parser = Parser { rest: text, regex: String::new(), names: Vec::new(), unnamed: 0 };
        parser.pattern()?;
        // A slash at the end is optional.
        let regex = Regex::new(&format!("(?i)^{}[/#?]?$", parser.regex)).map_err(|error| error.to_string())?;
        Ok(Self { regex, names: parser.names })
    }

    /// The parameters of a path that matches: those that took part, by name, not decoded.
    pub(crate) fn parameters(&self, path: &str) -> Option<Vec<(String, String)>> {
        let captures = self.regex.captures(path)?;
        let pairs = self.names.iter().enumerate();
        Some(pairs.filter_map(|(at, name)| Some((name.clone(), captures.get(at + 1)?.as_str().to_owned()))).collect())
    }
}

struct Parser<'t> {
    rest: &'t str,
    regex: String,
    names: Vec<String>,
    unnamed: usize,
}

impl Parser<'_> {
    fn pattern(&mut self) -> Result<(), String> {
        // A character that may belong to the parameter behind it.
        let mut prefix = String::new();
        while let Some(next) = self.rest.chars().next() {
            if let Some(group) = self.group()? {
                if prefix.is_empty() || matches!(prefix.as_str(), "/" | ".") {
                    self.parameter(&std::mem::take(&mut prefix), group, "")?;
                } else {
                    self.literal(&std::mem::take(&mut prefix));
                    self.parameter("", group, "")?;
                }
                continue;
            }
            self.literal(&std::mem::take(&mut prefix));
            if next == '{' {
                self.braces()?;
            } else {
                prefix = self.character()?.to_string();
            }
        }
        self.literal(&prefix);
        Ok(())
    }

    /// One literal character, maybe escaped.
    fn character(&mut self) -> Result<char, String> {
        let mut chars = self.rest.chars();
        let mut next = chars.next();
        if let Some('}' | '?' | '*' | '+' | ')') = next {
            return Err(format!("unexpected {} (write \\ before it)", next.unwrap_or_default()));
        }
        if next == Some('\\') {
            next = chars.next();
        }
        self.rest = chars.as_str();
        next.ok_or_else(|| "ends in a \\".to_owned())
    }

    /// `:name`, `:name(regex)` or `(regex)`: its name and what it matches.
    fn group(&mut self) -> Result<Option<(String, String)>, String> {
        let name = match self.rest.strip_prefix(':') {
            None => None,
            Some(rest) => {
                let length =
                    rest.find(|char: char| !(char.is_ascii_alphanumeric() || char == '_')).unwrap_or(rest.len());
                if length == 0 {
                    return Err("a : must be followed by a name".to_owned());
                }
                self.rest = &rest[length..];
                Some(rest[..length].to_owned())
            }
        };
        let regex = self.regex_group()?;
        Ok(match (name, regex) {
            (None, None) => None,
            (Some(name), regex) => Some((name, regex.unwrap_or_else(|| SEGMENT.to_owned()))),
            (None, Some(regex)) => {
                self.unnamed += 1;
                Some(((self.unnamed - 1).to_string(), regex))
            }
        })
    }

    fn regex_group(&mut self) -> Result<Option<String>, String> {
        let Some(rest) = self.rest.strip_prefix('(') else {
            return Ok(None);
        };
        if rest.starts_with('?') {
            return Err("a regular expression must not start with ?".to_owned());
        }
        let (mut depth, mut escaped) = (1, false);
        let mut chars = rest.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            match char {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '(' if !matches!(chars.peek(), Some((_, '?'))) => {
                    return Err("a group within a regular expression must be written (?:…)".to_owned());
                }
                '(' => depth += 1,
                ')' if depth == 1 => {
                    self.rest = &rest[at + 1..];
                    return if at == 0 { Err("() is empty".to_owned()) } else { Ok(Some(rest[..at].to_owned())) };
                }
                ')' => depth -= 1,
                _ => {}
            }
        }
        Err("a ( has no )".to_owned())
    }

    /// `{prefix:name suffix}` with its modifier.
    fn braces(&mut self) -> Result<(), String> {
        self.rest = &self.rest[1..];
        let before = self.text_until_special()?;
        let group = self.group()?;
        let after = self.text_until_special()?;
        self.rest = self.rest.strip_prefix('}').ok_or_else(|| "a { has no }".to_owned())?;
        match group {
            Some(group) => self.parameter(&before, group, &after),
            None => {
                let modifier = self.modifier();
                self.regex.push_str(&format!("(?:{}{}){modifier}", escape(&before), escape(&after)));
                Ok(())
            }
        }
    }

    fn text_until_special(&mut self) -> Result<String, String> {
        let mut text = String::new();
        while let Some(next) = self.rest.chars().next() {
            if matches!(next, '{' | '}' | ':' | '(') {
                break;
            }
            text.push(self.character()?);
        }
        Ok(text)
    }

    fn modifier(&mut self) -> &'static str {
        for modifier in ["?", "*", "+"] {
            if let Some(rest) = self.rest.strip_prefix(modifier) {
                self.rest = rest;
                return modifier;
            }
        }
        ""
    }

    fn parameter(&mut self, prefix: &str, (name, regex): (String, String), suffix: &str) -> Result<(), String> {
        if self.names.contains(&name) {
            return Err(format!("the parameter {name} is there twice"));
        }
        self.names.push(name);
        let (before, after) = (escape(prefix), escape(suffix));
        let piece = match self.modifier() {
            modifier @ ("*" | "+") if !before.is_empty() || !after.is_empty() => {
                let optional = if modifier == "*" { "?" } else { "" };
                format!("(?:{before}((?:{regex})(?:{after}{before}(?:{regex}))*){after}){optional}")
            }
            modifier @ ("*" | "+") => format!("((?:{regex}){modifier})"),
            "?" => format!("(?:{before}({regex}){after})?"),
            _ => format!("{before}({regex}){after}"),
        };
        self.regex.push_str(&piece);
        Ok(())
    }

    fn literal(&mut self, text: &str) {
        self.regex.push_str(&escape(text));
    }
}

fn escape(text: &str) -> String {
    regex_lite::escape(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(pattern: &str, path: &str) -> Option<String> {
        let parameters = PathPattern::parse(pattern).unwrap().parameters(path)?;
        Some(parameters.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn the_syntax_of_path_to_regexp() {
        for (pattern, path, expected) in [
            ("/orgs/:slug", "/orgs/acme", Some("slug=acme")),
            ("/orgs/:slug", "/orgs/acme/", Some("slug=acme")),
            ("/orgs/:slug", "/ORGS/Acme", Some("slug=Acme")),
            ("/orgs/:slug", "/orgs/a%20b", Some("slug=a%20b")),
            ("/orgs/:slug", "/orgs/acme/x", None),
            ("/orgs/:slug", "/orgs", None),
            ("/orgs/:slug", "/orgs//", None),
            ("/orgs/:slug/(.*)", "/orgs/acme/a/b", Some("slug=acme 0=a/b")),
            ("/orgs/:slug(.*)?", "/orgs", Some("")),
            ("/orgs/:id(org_\\w+)", "/orgs/org_1", Some("id=org_1")),
            ("/orgs/:id(org_\\w+)", "/orgs/acme", None),
            ("/me/:rest*", "/me", Some("")),
            ("/me/:rest*", "/me/a/b", Some("rest=a/b")),
            ("/me/:rest+", "/me", None),
            ("/me{/extra}?", "/me/extra", Some("")),
            ("/me{/extra}?", "/me", Some("")),
            ("/a{-:b}?", "/a-c", Some("b=c")),
            ("/a.:ext", "/a.json", Some("ext=json")),
            ("/a\\:b", "/a:b", Some("")),
            ("/", "/", Some("")),
            ("/", "/x", None),
        ] {
            assert_eq!(matched(pattern, path).as_deref(), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn broken_patterns_say_what_is_wrong() {
        for pattern in ["/:", "/(", "/()", "/(?:a)", "/((a))", "/{a", "/a}", "/a?", "/:a/:a", "/([)", "/\\"] {
            assert!(PathPattern::parse(pattern).is_err(), "{pattern}");
        }
    }
}
