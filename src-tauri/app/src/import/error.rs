//! Why an import as a whole did not happen. Nothing was stored in any of these cases.

use super::codes::Code;
use super::types::Field;
use bazgasht_sheets::{SheetError, Unsupported};
use bazgasht_store::StoreError;
use serde_json::{Map, Value};

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error("the file holds a header and no rows")]
    HeadersOnly,
    #[error("the headers do not tell what the file is")]
    KindUnknown,
    #[error("no column holds any of {one_of:?}")]
    ColumnMissing { one_of: &'static [Field] },
    #[error("two columns hold {field:?}")]
    ColumnTwice { field: Field },
    /// The mapping was made for a file with other columns, or names a field of another kind of file.
    #[error("the mapping does not fit the file")]
    MappingMisfit,
    #[error("the amounts of the file add up to more than can be held")]
    TotalTooLarge,
    #[error("cancelled")]
    Cancelled,
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is kept beside the run could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl ImportError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        let code = match self {
            Self::Sheet(error) => sheet_code(error),
            Self::HeadersOnly => Code::HeadersOnly,
            Self::KindUnknown => Code::KindUnknown,
            Self::ColumnMissing { .. } => Code::ColumnMissing,
            Self::ColumnTwice { .. } => Code::ColumnTwice,
            Self::MappingMisfit => Code::MappingMisfit,
            Self::TotalTooLarge => Code::TotalTooLarge,
            Self::Cancelled => Code::Cancelled,
            Self::Store(_) | Self::Json(_) => Code::StoreFailed,
        };
        code.as_str()
    }

    #[must_use]
    pub fn params(&self) -> Map<String, Value> {
        let mut params = Map::new();
        match self {
            Self::ColumnMissing { one_of } => {
                let names: Vec<&str> = one_of.iter().map(|field| field.as_str()).collect();
                params.insert("field".to_owned(), names.first().copied().unwrap_or_default().into());
                params.insert("one_of".to_owned(), names.into());
            }
            Self::ColumnTwice { field } => {
                params.insert("field".to_owned(), field.as_str().into());
            }
            Self::Sheet(SheetError::Damaged { row: Some(row) }) => {
                params.insert("row".to_owned(), (*row).into());
            }
            Self::Sheet(SheetError::TooManyColumns { row, limit }) => {
                params.insert("row".to_owned(), (*row).into());
                params.insert("limit".to_owned(), (*limit).into());
            }
            Self::Sheet(SheetError::TooManyRows { limit }) => {
                params.insert("limit".to_owned(), (*limit).into());
            }
            Self::Sheet(SheetError::TooLarge { limit_bytes }) => {
                params.insert("limit_mib".to_owned(), (*limit_bytes >> 20).into());
            }
            Self::Sheet(_)
            | Self::HeadersOnly
            | Self::KindUnknown
            | Self::MappingMisfit
            | Self::TotalTooLarge
            | Self::Cancelled
            | Self::Store(_)
            | Self::Json(_) => {}
        }
        params
    }
}

fn sheet_code(error: &SheetError) -> Code {
    match error {
        SheetError::Io(_) => Code::FileUnreadable,
        SheetError::Empty => Code::FileEmpty,
        SheetError::Unsupported(Unsupported::Xls) => Code::FileOldExcel,
        SheetError::Unsupported(Unsupported::Xlsb) => Code::FileBinaryExcel,
        SheetError::Unsupported(Unsupported::Ods) => Code::FileOpenDocument,
        SheetError::Unsupported(Unsupported::Encrypted) => Code::FileLocked,
        SheetError::Unsupported(Unsupported::NotATable) => Code::FileNotATable,
        SheetError::EncodingUnknown => Code::EncodingUnknown,
        SheetError::Damaged { .. } => Code::FileDamaged,
        SheetError::NoSheet => Code::NoSheet,
        SheetError::TooLarge { .. } => Code::FileTooLarge,
        SheetError::TooManyColumns { .. } => Code::TooManyColumns,
        SheetError::TooManyRows { .. } => Code::TooManyRows,
    }
}
