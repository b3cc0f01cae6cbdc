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
mod guard;
mod header;
mod headers;
mod issues;
mod opened;
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
pub use opened::Opened;
pub use preview::analyse;
pub use run::run;
pub use types::{
    Checked, Choices, ColumnPreview, Confidence, Counts, Created, CustomerCounts, Field, FileFacts,
    ImportContext, Issue, Kind, Mapping, OrderCounts, Phase, Preview, Progress, Reason, Report, ReturnCounts,
    SalesCounts, Severity, UnitDoubt,
};

/// The headers of a file by position; empty texts where there are none.
///
/// # Errors
/// The file can not be read as a table, or has no row of data.
pub fn headers(file: &mut Opened, choices: &Choices) -> Result<Vec<String>, ImportError> {
    Ok(detect::detect(file, choices)?.headers)
}
