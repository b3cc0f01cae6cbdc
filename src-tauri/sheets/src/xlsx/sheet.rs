//! Rows of one sheet as a stream: one row in memory, numbers digit by digit, formulas by the value they last had.

use super::address::{cell_head, declared_rows, next_number};
use super::archive::{Part, drain};
use super::cell::{CellTables, Stored};
use super::markup::{DEPTH_MAX, push_reference, xml_error};
use super::strings::SharedStrings;
use super::styles::DateStyles;
use crate::{Limits, Row, SheetError};
use quick_xml::events::Event;

pub(crate) struct SheetRows<'a> {
    part: Option<Part<'a>>,
    tables: CellTables<'a>,
    limits: Limits,
    /// Rows as the sheet declares its own size; a hint and nothing more.
    pub(crate) rows_declared: Option<u32>,
    row_number: u32,
    depth: u32,
    buffer: Vec<u8>,
}

impl<'a> SheetRows<'a> {
    pub(crate) fn new(
        (part, strings, styles): (Part<'a>, &'a SharedStrings, &'a DateStyles),
        from_1904: bool,
        limits: Limits,
    ) -> Result<Self, SheetError> {
        let mut rows = Self {
            part: Some(part),
            tables: CellTables { strings, styles, from_1904, limits },
            limits,
            rows_declared: None,
            row_number: 0,
            depth: 0,
            buffer: Vec::with_capacity(1 << 10),
        };
        rows.skip_to_data()?;
        Ok(rows)
    }

    fn skip_to_data(&mut self) -> Result<(), SheetError> {
        let Some(part) = self.part.as_mut() else { return Ok(()) };
        loop {
            self.buffer.clear();
            part.get_mut().begin_event();
            match part.read_event_into(&mut self.buffer) {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    match tag.local_name().as_ref() {
                        "sheetData" => return Ok(()),
                        "dimension" => self.rows_declared = declared_rows(&tag),
                        _ if self.depth > DEPTH_MAX => return Err(SheetError::Damaged { row: None }),
                        _ => {}
                    }
                }
                Ok(Event::Empty(tag)) => match tag.local_name().as_ref() {
                    "dimension" => self.rows_declared = declared_rows(&tag),
                    "sheetData" => {
                        self.part = None;
                        return Ok(());
                    }
                    _ => {}
                },
                Ok(Event::End(_)) => self.depth = self.depth.saturating_sub(1),
                Ok(Event::Eof) => return Err(SheetError::NoSheet),
                Ok(_) => {}
                Err(error) => return Err(xml_error(&error, part, None, &self.limits)),
            }
        }
    }

    /// Fills `row` with the next row that has cells; `false` after the last one, when the checksum has been compared.
    pub(crate) fn read(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        let mut column = 0_u32;
        let mut open = false;
        loop {
            let Some(part) = self.part.as_mut() else { return Ok(false) };
            self.buffer.clear();
            part.get_mut().begin_event();
            let event = match part.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(xml_error(&error, part, Some(self.row_number), &self.limits)),
            };
            match event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "c" => {
                        let (at, stored, style) = cell_head(&tag, column);
                        if at >= self.limits.columns {
                            return Err(SheetError::TooManyColumns {
                                row: self.row_number,
                                limit: self.limits.columns,
                            });
                        }
                        column = at + 1;
                        self.read_cell(row, at, stored, style)?;
                    }
                    "row" => {
                        self.row_number = next_number(&tag, self.row_number, &self.limits)?;
                        row.restart(self.row_number);
                        column = 0;
                        open = true;
                    }
                    _ => {
                        self.depth += 1;
                        if self.depth > DEPTH_MAX {
                            return Err(SheetError::Damaged { row: Some(self.row_number) });
                        }
                    }
                },
                Event::Empty(tag) => match tag.local_name().as_ref() {
                    "c" => column = cell_head(&tag, column).0.saturating_add(1),
                    "row" => self.row_number = next_number(&tag, self.row_number, &self.limits)?,
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "row" if open && !row.is_empty() => return Ok(true),
                    "row" => open = false,
                    "sheetData" => {
                        if let Some(part) = self.part.take() {
                            drain(part)?;
                        }
                        return Ok(false);
                    }
                    _ => self.depth = self.depth.saturating_sub(1),
                },
                Event::Eof => return Err(SheetError::Damaged { row: Some(self.row_number) }),
                _ => {}
            }
        }
    }

    fn read_cell(
        &mut self,
        row: &mut Row,
        column: u32,
        stored: Stored,
        style: usize,
    ) -> Result<(), SheetError> {
        let Some(part) = self.part.as_mut() else { return Ok(()) };
        let (mut taking, mut in_phonetic, mut depth) = (false, false, 0_u32);
        loop {
            self.buffer.clear();
            part.get_mut().begin_event();
            let event = match part.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(xml_error(&error, part, Some(self.row_number), &self.limits)),
            };
            match event {
                Event::Text(text) if taking => row.push(&text.into_inner(), &self.limits),
                Event::CData(text) if taking => row.push(&text.into_inner(), &self.limits),
                Event::GeneralRef(reference) if taking => push_reference(&reference, row, &self.limits),
                Event::Start(tag) => {
                    depth += 1;
                    match tag.local_name().as_ref() {
                        "v" | "t" => taking = !in_phonetic,
                        "rPh" => in_phonetic = true,
                        _ if depth > DEPTH_MAX => {
                            return Err(SheetError::Damaged { row: Some(self.row_number) });
                        }
                        _ => {}
                    }
                }
                Event::End(tag) => match tag.local_name().as_ref() {
                    "c" => break,
                    "v" | "t" => taking = false,
                    "rPh" => in_phonetic = false,
                    _ => {}
                },
                Event::Eof => return Err(SheetError::Damaged { row: Some(self.row_number) }),
                _ => {}
            }
        }
        let finished = self.tables.finish(row, column as usize, stored, style);
        finished.ok_or(SheetError::Damaged { row: Some(self.row_number) })
    }
}
