//! A workbook: a ZIP of XML parts, read as a stream with every size metered while it unpacks.
//!
//! The sheet is read here and not through a spreadsheet library for three reasons that matter at a counter: the
//! directory of a ZIP may lie about sizes, so what really comes out must be counted; digits of long codes and
//! amounts must not pass through a float; and no file may make the program reserve memory by declaring a size.

mod address;
mod archive;
mod cell;
mod markup;
mod meter;
mod package;
mod sheet;
mod strings;
mod styles;
mod workbook;

pub(crate) use package::Package;
pub(crate) use sheet::SheetRows;
