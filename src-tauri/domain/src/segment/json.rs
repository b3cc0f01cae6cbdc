//! A rule as it is stored: JSON with a version number. What is not exactly a rule is refused, never half read.

use super::{Group, JSON_BYTES_MAX, Rule, RuleError};
use serde::{Deserialize, Serialize};

/// Of the form; rises when an older program could misread a newer rule.
pub const VERSION: u64 = 1;

#[derive(Serialize)]
struct Written<'a> {
    v: u64,
    groups: &'a [Group],
}

#[derive(Deserialize)]
struct Numbered {
    v: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(rename = "v")]
    _version: u64,
    groups: Vec<Group>,
}

/// # Errors
/// What [`Rule::check`] says; `TooLong`.
pub fn write(rule: &Rule) -> Result<String, RuleError> {
    rule.check()?;
    let text = serde_json::to_string(&Written { v: VERSION, groups: &rule.groups }).map_err(malformed)?;
    if text.len() > JSON_BYTES_MAX { Err(RuleError::TooLong) } else { Ok(text) }
}

/// # Errors
/// `TooLong`, `Malformed`, `Version`, and what [`Rule::check`] says.
pub fn read(text: &str) -> Result<Rule, RuleError> {
    if text.len() > JSON_BYTES_MAX {
        return Err(RuleError::TooLong);
    }
    let numbered: Numbered = serde_json::from_str(text).map_err(malformed)?;
    if numbered.v != VERSION {
        return Err(RuleError::Version { found: numbered.v });
    }
    let stored: Stored = serde_json::from_str(text).map_err(malformed)?;
    let rule = Rule { groups: stored.groups };
    rule.check()?;
    Ok(rule)
}

fn malformed(cause: serde_json::Error) -> RuleError {
    RuleError::Malformed { detail: cause.to_string() }
}
