//! Staff: who there is, who signs in, who stands behind a forbidden action.

use super::Problem;
use super::{Role, StaffView};
use bazgasht_domain::ids::StaffId;
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// A typed PIN or password. It never shows itself in a log.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Secret(String);

impl Secret {
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(typed.to_owned())
    }

    #[must_use]
    pub(crate) fn shown(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Beside a command: somebody who may do it shows their secret, once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    pub staff: StaffId,
    pub secret: Secret,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub staff: StaffId,
    pub secret: Secret,
}

/// Who can sign in; all that a locked shop tells about its people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SignInList {
    pub staff: Vec<StaffView>,
    /// Where an owner who forgot their secret lays the file `reset_file` with a new one.
    pub data_folder: String,
    pub reset_file: String,
    /// What came of such a file when the program started.
    pub reset: Option<OwnerReset>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnerReset {
    /// Who has a new secret; none when it was refused.
    pub name: Option<String>,
    pub problem: Option<Problem>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StaffList {
    /// Archived members too, oldest first.
    pub staff: Vec<StaffRow>,
    /// Signing in is asked for: an owner has a secret.
    pub locks: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StaffRow {
    pub who: StaffView,
    /// Without one nobody signs in under this name.
    pub has_secret: bool,
    pub archived: bool,
    pub is_me: bool,
    /// Cannot be archived or given another role.
    pub is_last_owner: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddStaff {
    pub request_id: String,
    pub name: String,
    pub role: Role,
    /// Empty: none yet.
    pub secret: Secret,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StaffSaved {
    pub id: StaffId,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UpdateStaff {
    pub request_id: String,
    pub staff: StaffId,
    pub name: String,
    pub role: Role,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetStaffSecret {
    pub request_id: String,
    pub staff: StaffId,
    /// Empty removes it.
    pub secret: Secret,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ArchiveStaff {
    pub request_id: String,
    pub staff: StaffId,
    /// False brings the member back.
    pub archived: bool,
}
