//! Import of customers, sales, returns and orders from a file of another program.
//!
//! Invariants: a run stores everything it accepts or nothing at all; the same file, or one that overlaps with it,
//! adds nothing twice; a row that stays out says its number and the reason; a bad cell never loses its customer;
//! imported history earns no points.

mod cells;
mod codes;
mod customers;
mod detect;
mod error;
mod fields;
mod headers;
mod issues;
mod preview;
mod returns;
mod run;
mod sales;
mod scan;
mod types;
mod watch;

pub use codes::{CODES, Code};
pub use error::ImportError;
pub use fields::fields_of;
pub use preview::analyse;
pub use run::run;
pub use types::{
    ColumnPreview, Confidence, Counts, Created, CustomerCounts, Field, FileFacts, ImportContext, Issue, Kind,
    Mapping, OrderCounts, Phase, Preview, Progress, Reason, Report, ReturnCounts, SalesCounts, Severity,
};

use std::path::Path;

/// What the headers of a file say, without reading its rows: a mapping to change and hand back.
///
/// # Errors
/// The file can not be read as a table; without `kind`, its headers do not tell what it is.
pub fn detect(path: &Path, kind: Option<Kind>) -> Result<Mapping, ImportError> {
    let mut table = bazgasht_sheets::open(path)?;
    Ok(detect::detect(&mut table, path, kind)?.mapping)
}
