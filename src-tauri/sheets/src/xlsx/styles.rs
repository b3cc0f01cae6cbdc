//! Which cell styles show a number as a date or a time. Nothing else of the styles matters to a reader.

use super::archive::Part;
use super::markup::{attribute, xml_error};
use crate::{Limits, SheetError};
use quick_xml::events::Event;
use std::collections::HashMap;

/// One flag per cell style of the workbook, in the order of `cellXfs`.
#[derive(Debug, Default)]
pub(crate) struct DateStyles {
    is_date: Vec<bool>,
}

/// Excel allows 65,490 cell formats; more than this is no workbook.
const STYLES_MAX: usize = 200_000;

impl DateStyles {
    pub(crate) fn read(part: &mut Part<'_>) -> Result<Self, SheetError> {
        let mut own_formats: HashMap<u32, bool> = HashMap::new();
        let mut styles = Self::default();
        let (mut in_cell_formats, mut depth) = (false, 0_u32);
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            part.get_mut().begin_event();
            let event = match part.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return Err(xml_error(&error, part, None, &Limits::default())),
            };
            if matches!(event, Event::Start(_)) {
                depth += 1;
            }
            if depth > super::markup::DEPTH_MAX || styles.is_date.len() > STYLES_MAX {
                return Err(SheetError::Damaged { row: None });
            }
            match event {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "numFmt" => {
                        let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                        let code = attribute(&tag, "formatCode");
                        if let (Some(id), Some(code)) = (id, code)
                            && own_formats.len() < STYLES_MAX
                        {
                            own_formats.insert(id, shows_date(&code));
                        }
                    }
                    "cellXfs" => in_cell_formats = true,
                    "xf" if in_cell_formats => {
                        let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                        let known = own_formats.get(&id).copied();
                        styles.is_date.push(known.unwrap_or_else(|| built_in_date(id)));
                    }
                    _ => {}
                },
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    if tag.local_name().as_ref() == "cellXfs" {
                        in_cell_formats = false;
                    }
                }
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    pub(crate) fn is_date(&self, style: usize) -> bool {
        self.is_date.get(style).copied().unwrap_or(false)
    }
}

/// Number formats that need no code in the file (ECMA-376 part 1, 18.8.30, and the locale ones).
fn built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// A format code shows a date when y, m, d, h or s stands outside quotes, brackets and escapes.
fn shows_date(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => while letters.next().is_some_and(|inner| inner != '"') {},
            '[' => {
                let inner: String = letters.by_ref().take_while(|inner| *inner != ']').collect();
                if matches!(inner.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return true;
                }
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: bool, why: &str) {
        assert_eq!(shows_date(code), expected, "{code}: {why}");
    }

    #[test]
    fn date_formats_are_told_from_amounts() {
        check("yyyy/mm/dd", true, "a plain date");
        check("[$-fa-IR,16]yyyy/mm/dd;@", true, "the Persian calendar of Excel");
        check("[h]:mm", true, "elapsed hours");
        check("#,##0", false, "an amount");
        check("#,##0 \"days\"", false, "letters in quotes are words");
        check("#,##0_m", false, "an underscore pads by the width of a letter");
        check("[Red]0.00", false, "a colour");
        check("General", false, "no date letters");
        check("\"unclosed", false, "a quote that never ends");
        check("[unclosed", false, "a bracket that never ends");
    }
}
