//! Reads tables that come from outside (csv, xlsx) as rows of text cells, and decides nothing about them.
//!
//! Invariants: any bytes give rows or a typed error, never a panic; memory does not grow with the number of rows
//! (one row is held at a time, plus the shared strings of a workbook, which are capped); what a number looks like
//! is kept digit by digit, it never passes through a float unless the file itself carries float noise.

mod delimited;
mod error;
mod kept;
mod limits;
mod number;
mod probe;
mod row;
mod table;
mod xlsx;

pub use error::{SheetError, Unsupported};
pub use kept::{Kept, KeptRows};
pub use limits::Limits;
pub use row::{Cell, CellFault, CellKind, Row};
pub use table::{Format, Rows, Table, open, open_with};
