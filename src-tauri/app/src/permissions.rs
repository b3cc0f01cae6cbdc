//! Who may do what: one matrix, enforced by the dispatcher for every command. Default is deny.

use crate::api::Permission;
use crate::api::types::Role;
use bazgasht_domain::ids::StaffId;

/// Who is asking. The window and the headless twin each hold one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    pub staff: Option<StaffId>,
    pub role: Role,
}

impl Session {
    /// The owner at the machine: the shop has no other staff signed in.
    pub const OWNER: Self = Self { staff: None, role: Role::Owner };
}

/// Whether `role` may use commands that need `permission`.
#[must_use]
pub const fn allows(role: Role, permission: Permission) -> bool {
    match (role, permission) {
        (Role::Owner, _) | (_, Permission::Anyone) => true,
        (Role::Cashier, Permission::ReadCustomers | Permission::WriteCustomers | Permission::RecordSales) => {
            true
        }
        (Role::Care, Permission::ReadCustomers | Permission::WriteCustomers | Permission::ReadNumbers) => {
            true
        }
        (Role::Cashier, Permission::ReadNumbers | Permission::ManageData | Permission::ManageShop)
        | (Role::Care, Permission::RecordSales | Permission::ManageData | Permission::ManageShop) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_its_rights_and_no_more() {
        use Permission::*;
        let check = |role: Role, may: &[Permission]| {
            for permission in
                [Anyone, ReadCustomers, WriteCustomers, RecordSales, ReadNumbers, ManageData, ManageShop]
            {
                assert_eq!(
                    allows(role, permission),
                    may.contains(&permission),
                    "{role:?} and {permission:?}"
                );
            }
        };
        check(
            Role::Owner,
            &[Anyone, ReadCustomers, WriteCustomers, RecordSales, ReadNumbers, ManageData, ManageShop],
        );
        check(Role::Cashier, &[Anyone, ReadCustomers, WriteCustomers, RecordSales]);
        check(Role::Care, &[Anyone, ReadCustomers, WriteCustomers, ReadNumbers]);
    }
}
