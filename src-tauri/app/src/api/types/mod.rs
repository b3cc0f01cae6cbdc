//! What crosses the boundary, one file per concept. Names carry units; amounts are rial; days are business days.
//! Nothing here decides anything: a type that needs a rule belongs to domain.

mod board;
mod club;
mod club_people;
mod counter;
mod customers;
mod data;
mod returns;
mod rewards;
mod shared;
mod shop;

pub use board::*;
pub use club::*;
pub use club_people::*;
pub use counter::*;
pub use customers::*;
pub use data::*;
pub use returns::*;
pub use rewards::*;
pub use shared::*;
pub use shop::*;
