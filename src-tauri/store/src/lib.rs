//! All SQL of the program. One file, one writer, readers that never wait for it.
//!
//! A change is made through an opaque [`Tx`], a question is asked through an opaque [`Reader`] (a `&Tx` serves
//! as one); each aggregate is a module of free functions over them. The store decides nothing about the
//! business, but it refuses what would break its own promises: the ledger adds up, rows are never half-written,
//! one sale credits once.

mod engine;
mod error;
mod schema;

pub mod club;
pub mod costs;
pub mod counts;
pub mod credit;
pub mod custom;
pub mod customers;
pub mod dayclose;
pub mod delivery;
pub mod drafts;
pub mod drawer;
pub mod duplicates;
pub mod erase;
pub mod facts;
pub mod families;
pub mod ids;
pub mod imports;
pub mod journal;
pub mod leads;
pub mod merges;
pub mod notes;
pub mod offers;
pub mod points;
pub mod products;
pub mod requests;
pub mod returns;
pub mod sales;
pub mod settings;
pub mod staff;
pub mod suspended;
pub mod targets;
pub mod undo;

pub use engine::{Checkpoint, OpenOptions, Reader, ShopKind, Store, Tx, sample_dir};
pub use error::{Result, StoreError};
