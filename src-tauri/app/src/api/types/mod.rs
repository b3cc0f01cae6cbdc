//! What crosses the boundary, one file per concept. Names carry units; amounts are rial; days are business days.
//! Nothing here decides anything: a type that needs a rule belongs to domain.

mod board;
mod club;
mod club_cost;
mod club_people;
mod counter;
mod customers;
mod data;
mod drawer;
mod duplicates;
mod leads;
mod people;
mod print;
mod products;
mod returns;
mod rewards;
mod segments;
mod shared;
mod shop;
mod staff;
mod till;
mod timeline;

pub use board::*;
pub use club::*;
pub use club_cost::*;
pub use club_people::*;
pub use counter::*;
pub use customers::*;
pub use data::*;
pub use drawer::*;
pub use duplicates::*;
pub use leads::*;
pub use people::*;
pub use print::*;
pub use products::*;
pub use returns::*;
pub use rewards::*;
pub use segments::*;
pub use shared::*;
pub use shop::*;
pub use staff::*;
pub use till::*;
pub use timeline::*;
