//! Why a file can not be read as a table. Every variant is something the person at the counter can act on.

use std::io;

/// Kinds of files that are recognised and can not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    /// Excel 97–2003 workbook.
    Xls,
    /// Binary workbook of Excel.
    Xlsb,
    /// OpenDocument spreadsheet.
    Ods,
    /// A workbook locked with a password.
    Encrypted,
    /// A document of another kind (PDF, picture, Word file, plain ZIP …).
    NotATable,
}

#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    #[error("file can not be read: {0}")]
    Io(#[source] io::Error),
    #[error("file is empty")]
    Empty,
    #[error("file is of a kind that is not read: {0:?}")]
    Unsupported(Unsupported),
    /// The bytes fit no encoding that Persian text comes in.
    #[error("text encoding is not recognised")]
    EncodingUnknown,
    /// Cut short or altered: the ZIP directory, a checksum or the markup is wrong.
    #[error("file is damaged near row {row:?}")]
    Damaged { row: Option<u32> },
    #[error("workbook has no sheet with cells")]
    NoSheet,
    /// Unpacking would take more than the limit.
    #[error("file unpacks to more than {limit_bytes} bytes")]
    TooLarge { limit_bytes: u64 },
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns { row: u32, limit: u32 },
    #[error("file has more than {limit} rows")]
    TooManyRows { limit: u32 },
}

impl From<io::Error> for SheetError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
