//! What crosses the boundary, one file per concept. Names carry units; amounts are rial; days are business days.
//! Nothing here decides anything: a type that needs a rule belongs to domain.

mod board;
mod club;
mod counter;
mod customers;
mod data;
mod duplicates;
mod leads;
mod people;
mod shared;
mod shop;

pub use board::*;
pub use club::*;
pub use counter::*;
pub use customers::*;
pub use data::*;
pub use duplicates::*;
pub use leads::*;
pub use people::*;
pub use shared::*;
pub use shop::*;
