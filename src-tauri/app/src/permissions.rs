//! Who may do what: one matrix, enforced by the dispatcher for every command. Default is deny.

use crate::api::Permission;
use crate::api::types::Role;
use crate::core::Undoing;
use bazgasht_domain::ids::StaffId;

/// Somebody who showed their secret for one command of somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approver {
    pub staff: StaffId,
    pub role: Role,
}

/// Who is asking. The window and the headless twin each hold one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    pub staff: Option<StaffId>,
    pub role: Role,
    /// Who stands behind this one command.
    pub approver: Option<Approver>,
    /// Nobody has signed in: only the door answers.
    pub locked: bool,
    /// Set only while a change is being taken back.
    pub undoing: Option<Undoing>,
}

impl Session {
    /// The owner at the machine: the shop has no other staff signed in.
    pub const OWNER: Self = Self::of(None, Role::Owner);

    /// Nobody at the machine of a shop with locks.
    pub const LOCKED: Self = Self { locked: true, ..Self::of(None, Role::Care) };

    #[must_use]
    pub const fn of(staff: Option<StaffId>, role: Role) -> Self {
        Self { staff, role, approver: None, locked: false, undoing: None }
    }

    /// Whether the person, or whoever stands behind them, may use commands that need `permission`.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        allows(self.role, permission)
            || self.approver.is_some_and(|approver| allows(approver.role, permission))
    }
}

/// Whether `role` may use commands that need `permission`.
#[must_use]
pub const fn allows(role: Role, permission: Permission) -> bool {
    use Permission::{
        AdjustPoints, Anyone, CloseDay, ErasePeople, EvenLocked, ManageClub, ManageData, ManageProducts,
        ManageSegments, ManageShop, ManageStaff, MergeCustomers, ReadCustomers, ReadNumbers, RecordSales,
        ReturnSales, WriteCustomers,
    };
    match (role, permission) {
        (Role::Owner, _)
        | (_, EvenLocked | Anyone)
        | (Role::Cashier, ReadCustomers | WriteCustomers | RecordSales | ReturnSales | CloseDay)
        | (Role::Care, ReadCustomers | WriteCustomers | MergeCustomers | ReadNumbers | ManageSegments) => {
            true
        }
        (
            Role::Cashier,
            MergeCustomers | ErasePeople | ManageProducts | ReadNumbers | ManageClub | AdjustPoints
            | ManageData | ManageShop | ManageStaff | ManageSegments,
        )
        | (
            Role::Care,
            ErasePeople | RecordSales | ReturnSales | CloseDay | ManageProducts | ManageClub | AdjustPoints
            | ManageData | ManageShop | ManageStaff,
        ) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_its_rights_and_no_more() {
        use Permission::*;
        let check = |role: Role, may: &[Permission]| {
            for permission in Permission::ALL.iter().copied() {
                assert_eq!(
                    allows(role, permission),
                    may.contains(&permission),
                    "{role:?} and {permission:?}"
                );
            }
        };
        check(Role::Owner, Permission::ALL);
        check(
            Role::Cashier,
            &[EvenLocked, Anyone, ReadCustomers, WriteCustomers, RecordSales, ReturnSales, CloseDay],
        );
        check(
            Role::Care,
            &[EvenLocked, Anyone, ReadCustomers, WriteCustomers, MergeCustomers, ReadNumbers, ManageSegments],
        );
    }
}
