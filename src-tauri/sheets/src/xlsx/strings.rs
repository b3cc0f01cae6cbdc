//! The shared strings of a workbook: one buffer and the ends of its pieces, capped, so that a text costs its own
//! bytes and four more.

use super::archive::Part;
use super::markup::{push_reference, xml_error};
use crate::{Limits, Row, SheetError};
use quick_xml::events::Event;

#[derive(Debug, Default)]
pub(crate) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    /// Reads `<si>` items; the runs of a rich text are joined, phonetic hints are left out. Long texts are cut
    /// one character past the cell limit, so that the cell that shows them is marked as cut.
    pub(crate) fn read(part: &mut Part<'_>, limits: &Limits) -> Result<Self, SheetError> {
        let mut strings = Self::default();
        let mut item = Row::new();
        let keep = Limits { cell_chars: limits.cell_chars.saturating_add(1), ..*limits };
        let (mut in_text, mut in_phonetic, mut depth) = (false, false, 0_u32);
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            part.get_mut().begin_event();
            match part.read_event_into(&mut buffer) {
                Ok(Event::Start(tag)) => {
                    depth += 1;
                    match tag.local_name().as_ref() {
                        "si" => item.restart(0),
                        "t" => in_text = !in_phonetic,
                        "rPh" => in_phonetic = true,
                        _ if depth > super::markup::DEPTH_MAX => {
                            return Err(SheetError::Damaged { row: None });
                        }
                        _ => {}
                    }
                }
                Ok(Event::End(tag)) => {
                    depth = depth.saturating_sub(1);
                    match tag.local_name().as_ref() {
                        "si" => strings.add(item.open_text())?,
                        "t" => in_text = false,
                        "rPh" => in_phonetic = false,
                        _ => {}
                    }
                }
                Ok(Event::Empty(tag)) if tag.local_name().as_ref() == "si" => strings.add("")?,
                Ok(Event::Text(text)) if in_text => item.push(&text.into_inner(), &keep),
                Ok(Event::CData(text)) if in_text => item.push(&text.into_inner(), &keep),
                Ok(Event::GeneralRef(reference)) if in_text => push_reference(&reference, &mut item, &keep),
                Ok(Event::Eof) => return Ok(strings),
                Ok(_) => {}
                Err(error) => return Err(xml_error(&error, part, None, limits)),
            }
        }
    }

    fn add(&mut self, text: &str) -> Result<(), SheetError> {
        self.text.push_str(text);
        // The part is capped far below 4 GiB; a longer one is no workbook.
        self.ends.push(u32::try_from(self.text.len()).map_err(|_| SheetError::Damaged { row: None })?);
        Ok(())
    }

    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end)
    }
}
