use serde_json::{Map, Value};

/// A JSON object that is kept: one text with its names and values one after the other, and where each of them ends. It
/// takes a quarter of the memory of a map of values, and the dozen members that a token has are found faster.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Object {
    text: Box<str>,
    members: Box<[Ends]>,
}

/// Where a member ends that starts where the one before it ended.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ends {
    /// The name's first bytes: most names are told apart by them, and those of claims are not longer.
    initials: u32,
    name: u32,
    value: u32,
    is_text: bool,
}

/// The value of a member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Member<'a> {
    /// A text, as it is.
    Text(&'a str),
    /// Anything else, as JSON.
    Json(&'a str),
}

impl Member<'_> {
    pub(crate) fn to_value(self) -> Value {
        match self {
            Self::Text(text) => Value::String(text.to_owned()),
            // It was written by this file.
            Self::Json(json) => serde_json::from_str(json).unwrap_or_default(),
        }
    }
}

impl Object {
    /// `None` for one of more than four gigabytes.
    pub(crate) fn new(map: &Map<String, Value>) -> Option<Self> {
        let mut text = String::new();
        let mut members = Vec::with_capacity(map.len());
        for (name, value) in map {
            text.push_str(name);
            let name_end = u32::try_from(text.len()).ok()?;
            match value {
                Value::String(value) => text.push_str(value),
                other => text.push_str(&other.to_string()),
            }
            let value_end = u32::try_from(text.len()).ok()?;
            members.push(Ends {
                initials: initials(name),
                name: name_end,
                value: value_end,
                is_text: value.is_string(),
            });
        }
        Some(Self { text: text.into(), members: members.into() })
    }

    pub(crate) fn get(&self, wanted: &str) -> Option<Member<'_>> {
        let initials = initials(wanted);
        let mut start = 0;
        for ends in &*self.members {
            if ends.initials == initials && self.slice(start, ends.name) == wanted {
                return Some(self.value(ends));
            }
            start = ends.value;
        }
        None
    }

    pub(crate) fn to_map(&self) -> Map<String, Value> {
        let mut start = 0;
        let members = self.members.iter().map(|ends| {
            let name = self.slice(start, ends.name).to_owned();
            start = ends.value;
            (name, self.value(ends).to_value())
        });
        members.collect()
    }

    /// What it takes in memory, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.text.len() + size_of_val(&*self.members)
    }

    fn value(&self, ends: &Ends) -> Member<'_> {
        let value = self.slice(ends.name, ends.value);
        if ends.is_text { Member::Text(value) } else { Member::Json(value) }
    }

    fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// The first four bytes of a name.
fn initials(name: &str) -> u32 {
    name.bytes().take(4).fold(0, |initials, byte| initials << 8 | u32::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_the_map_said() {
        let json =
            r#"{"":"","a":"x\"\u0000é","b":null,"c":[1,2.5,-0.0],"d":{"e":18446744073709551615},"f":true,"g":1e300}"#;
        let map: Map<String, Value> = serde_json::from_str(json).unwrap();
        let object = Object::new(&map).unwrap();
        assert_eq!(object.to_map(), map);
        assert_eq!(object.get("a"), Some(Member::Text("x\"\0é")));
        assert_eq!(object.get("b"), Some(Member::Json("null")));
        assert_eq!(object.get(""), Some(Member::Text("")));
        for absent in ["e", "aa", "ab", "h"] {
            assert_eq!(object.get(absent), None, "{absent}");
        }
    }

    #[test]
    fn an_empty_one_has_nothing() {
        let object = Object::new(&Map::new()).unwrap();
        assert_eq!(object, Object::default());
        assert_eq!(object.get("a"), None);
        assert_eq!(object.to_map(), Map::new());
    }
}
