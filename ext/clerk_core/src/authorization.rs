use serde_json::{Map, Value, json};

use crate::session::Session;

/// Which factor must have been verified lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// The first (password, passkey, e-mail code …).
    First,
    /// The second; whichever is enrolled when only one is.
    Second,
    /// Both; the first when no second is enrolled.
    Multi,
}

/// How lately a user must have proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reverification {
    /// What must have been verified.
    pub level: Factor,
    /// Less than this many minutes ago.
    pub after_minutes: i64,
    /// The preset that was asked for by its name.
    preset: Option<&'static str>,
}

impl Reverification {
    /// One of Clerk's presets: `strict_mfa`, `strict`, `moderate`, `lax`.
    pub fn preset(name: &str) -> Option<Self> {
        let (preset, level, after_minutes) = match name {
            "strict_mfa" => ("strict_mfa", Factor::Multi, 10),
            "strict" => ("strict", Factor::Second, 10),
            "moderate" => ("moderate", Factor::Second, 60),
            "lax" => ("lax", Factor::Second, 1440),
            _ => return None,
        };
        Some(Self { level, after_minutes, preset: Some(preset) })
    }

    fn read(value: &Value) -> Result<Self, String> {
        const RULE: &str = "reverification must be :strict_mfa, :strict, :moderate or :lax, or a Hash with level \
                            (:first_factor, :second_factor, :multi_factor) and after_minutes (a positive Integer)";
        match value {
            Value::String(name) => Self::preset(name),
            Value::Object(custom) if custom.len() == 2 => Self::custom(custom),
            _ => None,
        }
        .ok_or_else(|| RULE.to_owned())
    }

    fn custom(custom: &Map<String, Value>) -> Option<Self> {
        let level = match custom.get("level")?.as_str()? {
            "first_factor" => Factor::First,
            "second_factor" => Factor::Second,
            "multi_factor" => Factor::Multi,
            _ => return None,
        };
        let after_minutes = custom.get("after_minutes")?.as_i64().filter(|&minutes| minutes > 0)?;
        Some(Self { level, after_minutes, preset: None })
    }

    /// What the answer to a request without it says, so that ClerkJS asks the user for the proof and tries again: the
    /// name of the preset, or level and minutes.
    pub fn hint(&self) -> Value {
        let level = match self.level {
            Factor::First => "first_factor",
            Factor::Second => "second_factor",
            Factor::Multi => "multi_factor",
        };
        self.preset.map_or_else(|| json!({ "level": level, "afterMinutes": self.after_minutes }), Value::from)
    }

    /// Whether the session's factors are fresh enough. Without readable ages they are not.
    pub fn is_satisfied(&self, session: &Session<'_>) -> bool {
        let Some((first, second)) = session.factor_ages().filter(|&(first, second)| first >= -1 && second >= -1) else {
            return false;
        };
        let fresh = |age: i64| age != -1 && age < self.after_minutes;
        match self.level {
            Factor::First => fresh(first),
            Factor::Second if second == -1 => fresh(first),
            Factor::Second => fresh(second),
            Factor::Multi if second == -1 => fresh(first),
            Factor::Multi => fresh(first) && fresh(second),
        }
    }
}

/// What an application asks of a session with `has?`. Everything asked must hold; asking nothing is false.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorization {
    /// A role in the active organization, with or without `org:`.
    pub role: Option<String>,
    /// A permission in the active organization, with or without `org:`.
    pub permission: Option<String>,
    /// A feature of the active organization or of the user.
    pub feature: Option<String>,
    /// A plan of the active organization or of the user.
    pub plan: Option<String>,
    /// A fresh proof of who the user is.
    pub reverification: Option<Reverification>,
}

impl Authorization {
    /// Reads the question from a map of names to values, where null means not asked. The error is for the developer.
    pub fn read(asked: &Map<String, Value>) -> Result<Self, String> {
        let mut authorization = Self::default();
        for (name, value) in asked.iter().filter(|(_, value)| !value.is_null()) {
            let slot = match name.as_str() {
                "role" => &mut authorization.role,
                "permission" => &mut authorization.permission,
                "feature" => &mut authorization.feature,
                "plan" => &mut authorization.plan,
                "reverification" => {
                    authorization.reverification = Some(Reverification::read(value)?);
                    continue;
                }
                _ => return Err(format!("unknown keyword: {name}")),
            };
            match value {
                Value::String(text) if !text.is_empty() => *slot = Some(text.clone()),
                _ => return Err(format!("{name} must be a text")),
            }
        }
        Ok(authorization)
    }

    /// Reads what a guard demands of every session, which must be able to hold: a scope with nothing behind it names
    /// nothing, and no name has control characters.
    pub fn demand(asked: &Map<String, Value>) -> Result<Self, String> {
        let authorization = Self::read(asked)?;
        let mut texts = asked.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
        match texts.find(|(_, text)| text.ends_with(':') || text.chars().any(char::is_control)) {
            Some((name, text)) => Err(format!("{name}: {text:?} names none")),
            None => Ok(authorization),
        }
    }

    /// Whether everything asked holds for the session.
    pub fn is_satisfied(&self, session: &Session<'_>) -> bool {
        let asked: [Option<bool>; 5] = [
            self.role.as_deref().map(|role| has_role(session, role)),
            self.permission.as_deref().map(|permission| has_permission(session, permission)),
            self.feature.as_deref().map(|feature| session.lists("fea", feature)),
            self.plan.as_deref().map(|plan| session.lists("pla", plan)),
            self.reverification.map(|reverification| reverification.is_satisfied(session)),
        ];
        let somebody = session.user_id().is_some_and(|id| !id.is_empty());
        somebody && asked.iter().any(Option::is_some) && asked.iter().flatten().all(|&holds| holds)
    }
}

fn has_role(session: &Session<'_>, asked: &str) -> bool {
    let bare = |role: &str| role.strip_prefix("org:").unwrap_or(role).to_owned();
    // A token with an empty role has none, whatever is asked for.
    let named = |role: &str| !bare(role).is_empty() && bare(role) == bare(asked);
    session.organization_id().is_some() && session.organization_role().is_some_and(|role| named(&role))
}

fn has_permission(session: &Session<'_>, asked: &str) -> bool {
    let full = if asked.starts_with("org:") { asked.to_owned() } else { format!("org:{asked}") };
    full != "org:" && session.organization_permissions().is_some_and(|permissions| permissions.contains(&full))
}
