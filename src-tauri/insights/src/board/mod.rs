//! The whole board from one pass over the columns, and kept current purchase by purchase afterwards.
//! A full pass and any sequence of changes that leads to the same purchases give the same counts, to the last one.
//!
//! A customer's history is reduced to two 64-bit words: on which edges of the periods they were active, and in which
//! periods they ordered. Counting customers is then counting bits, column by column.

mod assemble;
mod bits;
mod frame;
mod live;
mod pass;
mod ranked;
mod tally;
mod trend;

pub use assemble::{Board, board};
pub use frame::PERIODS_MAX;
pub use live::{Live, VIEWS_KEPT};
pub use trend::{Trend, trend};

pub(crate) use assemble::period_figures;
pub(crate) use frame::Frame;
pub(crate) use pass::{pass, profile};
pub(crate) use ranked::Ranked;
