//! What every part of a workbook shares: attributes, references, and what a failure of the markup means.

use super::archive::Part;
use crate::{Limits, Row, SheetError};
use quick_xml::events::{BytesRef, BytesStart};

/// Markup of a sheet nests about ten deep; the parser keeps the names of open tags, so depth is memory.
pub(crate) const DEPTH_MAX: u32 = 64;

pub(crate) fn push_reference(reference: &BytesRef<'_>, row: &mut Row, limits: &Limits) {
    let mut utf8 = [0_u8; 4];
    match reference.resolve_char_ref() {
        Ok(Some(letter)) => row.push(letter.encode_utf8(&mut utf8), limits),
        _ => {
            let name = reference.borrow().into_inner();
            match name.as_ref() {
                "amp" => row.push("&", limits),
                "lt" => row.push("<", limits),
                "gt" => row.push(">", limits),
                "quot" => row.push("\"", limits),
                "apos" => row.push("'", limits),
                // An entity that no workbook defines: marked as unreadable.
                _ => row.push("\u{FFFD}", limits),
            }
        }
    }
}

/// The value of an attribute by its local name.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = quick_xml::escape::unescape(&found.value).ok()?;
    Some(value.into_owned())
}

pub(crate) fn xml_error(
    error: &quick_xml::Error,
    part: &Part<'_>,
    row: Option<u32>,
    limits: &Limits,
) -> SheetError {
    if part.get_ref().tripped() {
        return SheetError::TooLarge { limit_bytes: limits.unpacked_bytes };
    }
    match error {
        quick_xml::Error::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            SheetError::Io(std::io::Error::new(error.kind(), error.to_string()))
        }
        _ => SheetError::Damaged { row },
    }
}
