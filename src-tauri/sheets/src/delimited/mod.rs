//! Text files of rows: encoding first, then the delimiter, then a tokenizer that keeps one row in memory.

mod encoding;
mod reader;
mod sniff;
mod tokenizer;

pub(crate) use reader::TextRows;

use crate::probe::Probe;
use crate::{Limits, SheetError};
use encoding_rs::Encoding;

/// How to read a text file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dialect {
    pub(crate) encoding: &'static Encoding,
    pub(crate) delimiter: u8,
    /// The first line is Excel's own `sep=;` and no row of the table.
    pub(crate) has_sep_line: bool,
}

pub(crate) fn detect(probe: &Probe, limits: &Limits) -> Result<Dialect, SheetError> {
    let encoding = encoding::detect(probe)?;
    let (text, _) = encoding.decode_with_bom_removal(&probe.sample);
    Ok(sniff::dialect(encoding, &text, limits))
}
