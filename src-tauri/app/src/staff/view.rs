//! A member of staff as the window shows them.

use crate::api::types::{Role, StaffView};
use bazgasht_domain::text::initials;
use bazgasht_store::staff::{self, Member};

pub(crate) const fn role(role: staff::Role) -> Role {
    match role {
        staff::Role::Owner => Role::Owner,
        staff::Role::Cashier => Role::Cashier,
        staff::Role::Care => Role::Care,
    }
}

pub(super) const fn stored_role(role: Role) -> staff::Role {
    match role {
        Role::Owner => staff::Role::Owner,
        Role::Cashier => staff::Role::Cashier,
        Role::Care => staff::Role::Care,
    }
}

pub(crate) fn person(member: &Member) -> StaffView {
    StaffView {
        id: member.id,
        initials: initials(&member.name),
        name: member.name.clone(),
        role: role(member.role),
    }
}
