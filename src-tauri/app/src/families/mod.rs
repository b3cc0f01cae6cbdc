//! Households: who spends points together, and what they may spend. The rules of spending are `domain::loyalty::pool`;
//! here people come in and go, and the counter gets their purses.
//!
//! Membership changes no ledger row and no balance: who leaves takes along what is open in their own lots, and what
//! others paid for them before stays paid. A return goes to whoever spent, in or out of the family by then.

mod change;
mod page;
mod pool;

pub(crate) use change::{add, dissolve, erased, leave, make, rename};
pub(crate) use page::{at_counter, read};
pub(crate) use pool::{Pool, free_to_hold};
