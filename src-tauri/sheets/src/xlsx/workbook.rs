//! The list of sheets: names as the person sees them, and the part each one lies in.

use super::archive::Archive;
use super::markup::{DEPTH_MAX, attribute, xml_error};
use crate::SheetError;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

#[derive(Debug, Clone)]
pub(crate) struct SheetEntry {
    pub(crate) name: String,
    pub(crate) part: String,
    pub(crate) hidden: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<SheetEntry>,
    /// Dates count from 1904 and not from 1900 (files of old Macs).
    pub(crate) from_1904: bool,
}

/// A workbook with more sheets than this is no list of customers or sales.
const SHEETS_MAX: usize = 1_000;

pub(crate) fn read(archive: &mut Archive) -> Result<Workbook, SheetError> {
    let mut targets: HashMap<String, String> = HashMap::new();
    each_tag(archive, "xl/_rels/workbook.xml.rels", |tag| {
        if tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            targets.insert(id, target);
        }
        targets.len() <= SHEETS_MAX * 4
    })?;
    let mut book = Workbook::default();
    let mut references = Vec::new();
    each_tag(archive, "xl/workbook.xml", |tag| {
        match tag.local_name().as_ref() {
            "workbookPr" => {
                book.from_1904 =
                    attribute(tag, "date1904").is_some_and(|value| value == "1" || value == "true");
            }
            "sheet" => {
                let hidden = attribute(tag, "state").is_some_and(|state| state != "visible");
                if let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id")) {
                    references.push((name, id, hidden));
                }
            }
            _ => {}
        }
        references.len() <= SHEETS_MAX
    })?;
    for (name, id, hidden) in references {
        let part = match targets.get(&id) {
            Some(target) => match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("xl/{target}"),
            },
            None => continue,
        };
        // Chart sheets and macro sheets are parts of other folders.
        if part.contains("worksheets/") {
            book.sheets.push(SheetEntry { name, part, hidden });
        }
    }
    Ok(book)
}

fn each_tag(
    archive: &mut Archive,
    part: &str,
    mut visit: impl FnMut(&BytesStart<'_>) -> bool,
) -> Result<(), SheetError> {
    let limits = archive.limits;
    let Some(mut xml) = archive.part(part)? else { return Ok(()) };
    let mut buffer = Vec::new();
    let mut depth = 0_u32;
    loop {
        buffer.clear();
        xml.get_mut().begin_event();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > DEPTH_MAX || !visit(&tag) {
                    return Err(SheetError::Damaged { row: None });
                }
            }
            Ok(Event::Empty(tag)) => {
                if !visit(&tag) {
                    return Err(SheetError::Damaged { row: None });
                }
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(xml_error(&error, &xml, None, &limits)),
        }
    }
}
