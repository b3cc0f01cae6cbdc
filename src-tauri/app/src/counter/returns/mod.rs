//! Goods that come back. Preview and record share one decision; a return is never returned, and a sale with all of its
//! returns leaves the ledger as it was before.

mod decide;
mod preview;
mod record;
mod refund;
mod reverse;

pub(crate) use preview::preview;
pub(crate) use record::record;
pub(super) use reverse::{Undone, undo_rest};
