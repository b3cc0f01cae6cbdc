//! Customers one by one and in groups: what one history says, who stands behind a figure, everybody in an order.
//! Only orders up to the as-of day exist; a group always has as many people as the figure counts.

mod census;
mod facts;
mod groups;
pub mod health;

pub use census::{Census, SortBy};
pub use facts::{Facts, Status, facts, history};
pub(crate) use facts::{OwnRhythm, until};
pub(crate) use groups::Edges;
pub use groups::{PeopleSet, people_of};
