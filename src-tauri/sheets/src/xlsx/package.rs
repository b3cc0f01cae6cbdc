//! An open workbook: its archive with the tables that every cell refers to.

use super::archive::{Archive, Part};
use super::strings::SharedStrings;
use super::styles::DateStyles;
use super::workbook::{self, Workbook};
use crate::{Limits, SheetError};
use std::path::Path;

/// An open workbook with everything that is needed to read one sheet of it.
pub(crate) struct Package {
    archive: Archive,
    pub(crate) limits: Limits,
    strings: SharedStrings,
    styles: DateStyles,
    pub(crate) book: Workbook,
}

impl Package {
    pub(crate) fn open(path: &Path, limits: Limits) -> Result<Self, SheetError> {
        let mut archive = Archive::open(path, limits)?;
        let book = workbook::read(&mut archive)?;
        let mut styles = DateStyles::default();
        if let Some(mut part) = archive.part("xl/styles.xml")? {
            styles = DateStyles::read(&mut part)?;
        }
        let mut strings = SharedStrings::default();
        let string_bytes_max = limits.shared_string_bytes.min(limits.unpacked_bytes);
        if let Some(mut part) = archive.part_within("xl/sharedStrings.xml", string_bytes_max)? {
            strings = SharedStrings::read(&mut part, &limits)?;
        }
        Ok(Self { archive, limits, strings, styles, book })
    }

    /// The stream of one sheet beside the tables its cells refer to.
    pub(crate) fn sheet(
        &mut self,
        name: &str,
    ) -> Result<(Part<'_>, &SharedStrings, &DateStyles), SheetError> {
        let part = self.archive.part(name)?.ok_or(SheetError::NoSheet)?;
        Ok((part, &self.strings, &self.styles))
    }
}
