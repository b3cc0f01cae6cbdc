//! The file and its connections. Nobody outside this folder opens, begins, commits or checkpoints.

mod open;
mod store;
mod tx;

pub use open::{OpenOptions, ShopKind, sample_dir};
pub use store::{Checkpoint, Store};
pub use tx::{Reader, Touched, Tx};
