use serde_json::{Map, Value};

use crate::claims::{Claim, Claims};

/// The claims of a session token as an application asks for them: versions 1 and 2 of Clerk's tokens look the same.
#[derive(Clone, Copy, Debug)]
pub struct Session<'a> {
    claims: &'a Claims,
}

impl<'a> Session<'a> {
    /// Reads verified claims.
    pub fn new(claims: &'a Claims) -> Self {
        Self { claims }
    }

    /// `sub`
    pub fn user_id(&self) -> Option<&'a str> {
        self.claims.text("sub").present()
    }

    /// `sid`
    pub fn session_id(&self) -> Option<&'a str> {
        self.claims.text("sid").present()
    }

    /// `sts`: `active`, or `pending` while the user has tasks to do first.
    pub fn status(&self) -> Option<&'a str> {
        self.claims.text("sts").present()
    }

    /// `act`: who impersonates the user (RFC 8693 section 4.1).
    pub fn actor(&self) -> Option<Map<String, Value>> {
        self.claims.object("act").present()
    }

    /// The id of the active organization: `o.id`, or `org_id` in version 1.
    pub fn organization_id(&self) -> Option<String> {
        self.of_organization("id", "org_id")
    }

    /// The slug of the active organization: `o.slg`, or `org_slug` in version 1.
    pub fn organization_slug(&self) -> Option<String> {
        self.of_organization("slg", "org_slug")
    }

    /// The user's role in the active organization, as `org:admin`: `o.rol` with its prefix, or `org_role` in version 1.
    pub fn organization_role(&self) -> Option<String> {
        match self.version_2() {
            Some(organization) => text(&organization?, "rol").map(|role| format!("org:{role}")),
            None => self.claims.text("org_role").present().map(str::to_owned),
        }
    }

    /// The user's permissions in the active organization, as `org:invoices:read`; `None` without an organization.
    pub fn organization_permissions(&self) -> Option<Vec<String>> {
        self.organization_id()?;
        Some(match self.version_2() {
            Some(organization) => unpack_permissions(self.claims.text("fea").present(), &organization?),
            None => match self.claims.value("org_permissions") {
                Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                _ => Vec::new(),
            },
        })
    }

    /// `fva`: minutes since the first and since the second factor was verified, −1 for one that is not enrolled.
    pub fn factor_ages(&self) -> Option<(i64, i64)> {
        match self.claims.value("fva")?.as_array()?.as_slice() {
            [first, second] => Some((first.as_i64()?, second.as_i64()?)),
            _ => None,
        }
    }

    /// Whether `fea` (features) or `pla` (plans) lists a name: `dashboard` in any scope, `org:dashboard` and
    /// `user:dashboard` in theirs. An unknown scope lists nothing.
    pub(crate) fn lists(&self, claim: &str, asked: &str) -> bool {
        let Claim::Present(listed) = self.claims.text(claim) else {
            return false;
        };
        let (scope, name) = match asked.split_once(':') {
            None => (None, asked),
            Some(("o" | "org" | "organization", name)) => (Some('o'), name),
            Some(("u" | "user", name)) => (Some('u'), name),
            Some(_) => return false,
        };
        scoped_names(listed).any(|(scopes, listed)| {
            listed == name && scope.map_or(scopes.contains(['o', 'u']), |scope| scopes.contains(scope))
        })
    }

    /// A text about the active organization: of `o`, or a claim of its own in version 1.
    fn of_organization(&self, name: &str, version_1: &str) -> Option<String> {
        match self.version_2() {
            Some(organization) => text(&organization?, name).map(str::to_owned),
            None => self.claims.text(version_1).present().map(str::to_owned),
        }
    }

    /// `Some(o)` for a token of version 2.
    fn version_2(&self) -> Option<Option<Map<String, Value>>> {
        let is_2 = self.claims.number("v") == Claim::Present(2.0);
        is_2.then(|| self.claims.object("o").present())
    }
}

fn text<'o>(organization: &'o Map<String, Value>, name: &str) -> Option<&'o str> {
    organization.get(name).and_then(Value::as_str)
}

/// The entries of `fea` and `pla`: a comma-separated list of `scopes:name`.
fn scoped_names(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split(',').filter_map(|entry| entry.trim().split_once(':'))
}

/// Unpacks version 2's permissions. The n-th mask of `fpm` belongs to the n-th feature of the whole `fea` claim (as
/// Clerk's documentation says under "Decode o.fpm manually"), bit j of it to the j-th name of `per`; bits beyond `per`
/// mean nothing.
fn unpack_permissions(features: Option<&str>, organization: &Map<String, Value>) -> Vec<String> {
    let (Some(features), Some(names), Some(masks)) = (features, text(organization, "per"), text(organization, "fpm"))
    else {
        return Vec::new();
    };
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    let mut permissions = Vec::new();
    for (feature, mask) in features.split(',').zip(masks.split(',')) {
        let Some((scopes, feature)) = feature.trim().split_once(':') else {
            continue;
        };
        if !scopes.contains('o') {
            continue;
        }
        let bits = low_bits(mask.trim(), names.len());
        let granted = names.iter().zip(bits).filter(|(name, bit)| *bit && !name.is_empty());
        permissions.extend(granted.map(|(name, _)| format!("org:{feature}:{name}")));
    }
    permissions
}

/// The lowest `count` bits of a decimal number of any size; none of a text that is no such number.
fn low_bits(decimal: &str, count: usize) -> Vec<bool> {
    if decimal.is_empty() || !decimal.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut digits: Vec<u8> = decimal.bytes().map(|byte| byte - b'0').collect();
    let mut bits = Vec::with_capacity(count);
    while bits.len() < count && digits.iter().any(|&digit| digit != 0) {
        let mut remainder = 0;
        for digit in &mut digits {
            let value = remainder * 10 + *digit;
            *digit = value / 2;
            remainder = value % 2;
        }
        bits.push(remainder == 1);
    }
    bits
}
