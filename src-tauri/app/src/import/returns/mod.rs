//! Returns of a file: read like sales, then tied to the sales they came from.
//!
//! Decisions: a line comes from the latest earlier sale of the same customer and product that still has enough to
//! give back; when no single line has, from several, newest first. What finds no sale is stored as a return without
//! one and counted. The parts of one paper of returns that belong to different sales are stored apart, as
//! «number», «number/2» …, because a stored return names one sale.

mod link;
mod write;

pub(super) use link::{Link, link};
pub(super) use write::write;
