//! Splits decoded text into rows of cells, fed in pieces of any size.
//!
//! A quote opens a quoted cell only as the first letter of a cell, so inch marks inside a name stay letters. Every
//! line end outside quotes ends a row, blank lines too: the count is what a spreadsheet shows as the row number.

use crate::{CellKind, Limits, Row, SheetError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    RowStart,
    CellStart,
    Plain,
    Quoted,
    /// A quote inside a quoted cell: the end of it, or the first half of a doubled quote.
    QuoteInQuoted,
}

#[derive(Debug)]
pub(crate) struct Tokenizer {
    delimiter: u8,
    limits: Limits,
    state: State,
    /// The last byte was CR outside quotes, so an LF right after it belongs to the same line end.
    after_cr: bool,
    column: u32,
    rows_begun: u32,
}

/// What a piece of text led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// A row is complete; this many bytes were taken.
    Row(usize),
    /// All bytes were taken and the row goes on.
    More,
}

impl Tokenizer {
    pub(crate) fn new(delimiter: u8, limits: Limits) -> Self {
        Self { delimiter, limits, state: State::RowStart, after_cr: false, column: 0, rows_begun: 0 }
    }

    /// Takes text up to the end of a row.
    pub(crate) fn feed(&mut self, text: &str, row: &mut Row) -> Result<Step, SheetError> {
        let bytes = text.as_bytes();
        let mut at = 0;
        if let Some(first) = bytes.first()
            && std::mem::take(&mut self.after_cr)
            && *first == b'\n'
        {
            at = 1;
        }
        while let Some(byte) = bytes.get(at) {
            match self.state {
                State::RowStart => {
                    self.begin_row(row)?;
                    self.state = State::CellStart;
                }
                State::CellStart if *byte == b'"' => {
                    self.state = State::Quoted;
                    at += 1;
                }
                State::CellStart => self.state = State::Plain,
                State::Quoted => {
                    let rest = text.get(at..).unwrap_or_default();
                    let length = memchr::memchr(b'"', rest.as_bytes()).unwrap_or(rest.len());
                    row.push(rest.get(..length).unwrap_or_default(), &self.limits);
                    at += length;
                    if at < bytes.len() {
                        self.state = State::QuoteInQuoted;
                        at += 1;
                    }
                }
                State::QuoteInQuoted if *byte == b'"' => {
                    row.push("\"", &self.limits);
                    self.state = State::Quoted;
                    at += 1;
                }
                State::QuoteInQuoted => self.state = State::Plain,
                State::Plain => {
                    let rest = text.get(at..).unwrap_or_default();
                    let found = memchr::memchr3(self.delimiter, b'\r', b'\n', rest.as_bytes());
                    let length = found.unwrap_or(rest.len());
                    row.push(rest.get(..length).unwrap_or_default(), &self.limits);
                    at += length;
                    let Some(end) = bytes.get(at) else { break };
                    at += 1;
                    self.end_cell(row)?;
                    if *end == self.delimiter {
                        self.state = State::CellStart;
                    } else {
                        self.after_cr = *end == b'\r';
                        self.state = State::RowStart;
                        return Ok(Step::Row(at));
                    }
                }
            }
        }
        Ok(Step::More)
    }

    /// The text is over: `true` when a last row without a line end was open.
    pub(crate) fn finish(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        if self.state == State::RowStart {
            return Ok(false);
        }
        self.end_cell(row)?;
        self.state = State::RowStart;
        Ok(true)
    }

    fn begin_row(&mut self, row: &mut Row) -> Result<(), SheetError> {
        if self.rows_begun >= self.limits.rows {
            return Err(SheetError::TooManyRows { limit: self.limits.rows });
        }
        self.rows_begun += 1;
        self.column = 0;
        row.restart(self.rows_begun);
        Ok(())
    }

    fn end_cell(&mut self, row: &mut Row) -> Result<(), SheetError> {
        if self.column >= self.limits.columns {
            return Err(SheetError::TooManyColumns { row: self.rows_begun, limit: self.limits.columns });
        }
        row.end_cell(self.column as usize, CellKind::Text);
        self.column += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(pieces: &[&str]) -> Vec<(u32, Vec<String>)> {
        let mut tokenizer = Tokenizer::new(b';', Limits::default());
        let mut row = Row::new();
        let mut out = Vec::new();
        let keep = |row: &Row| (row.number(), row.cells().map(|cell| cell.text.to_owned()).collect());
        for piece in pieces {
            let mut rest = *piece;
            while let Step::Row(taken) = tokenizer.feed(rest, &mut row).unwrap() {
                out.push(keep(&row));
                rest = &rest[taken..];
            }
        }
        if tokenizer.finish(&mut row).unwrap() {
            out.push(keep(&row));
        }
        out
    }

    fn check(text: &str, expected: &[(u32, &[&str])], why: &str) {
        let expected: Vec<(u32, Vec<String>)> = expected
            .iter()
            .map(|(number, cells)| (*number, cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!(rows_of(&[text]), expected, "{why}");
        for (cut, _) in text.char_indices() {
            assert_eq!(rows_of(&[&text[..cut], &text[cut..]]), expected, "{why}; cut at {cut}");
        }
    }

    #[test]
    fn rows_and_cells() {
        check("a;b\r\nc;d\r\n", &[(1, &["a", "b"]), (2, &["c", "d"])], "Windows line ends");
        check("a;b\nc;d", &[(1, &["a", "b"]), (2, &["c", "d"])], "no line end after the last row");
        check("a\rb\r", &[(1, &["a"]), (2, &["b"])], "old Mac line ends");
        check("a\n\nb\n", &[(1, &["a"]), (2, &[""]), (3, &["b"])], "a blank line is a row of a spreadsheet");
        check(
            "\"a;\"\"b\"\"\";c\n",
            &[(1, &["a;\"b\"", "c"])],
            "quotes protect the delimiter and double for themselves",
        );
        check(
            "\"a\nb\";c\nd\n",
            &[(1, &["a\nb", "c"]), (2, &["d"])],
            "a line end in quotes is part of the cell",
        );
        check("tv 43\";x\n", &[(1, &["tv 43\"", "x"])], "an inch mark is a letter");
        check("\"a\"b;c\n", &[(1, &["ab", "c"])], "letters after the closing quote are kept");
        check(";;\n", &[(1, &["", "", ""])], "empty cells");
        check("نام;شهر\n", &[(1, &["نام", "شهر"])], "letters of several bytes");
        check("\"open", &[(1, &["open"])], "a quote that is never closed");
        check("", &[], "nothing");
    }

    #[test]
    fn long_cells_are_cut_and_marked() {
        let limits = Limits { cell_chars: 5, ..Limits::default() };
        let mut tokenizer = Tokenizer::new(b',', limits);
        let mut row = Row::new();
        let step = tokenizer.feed("سلام سلام,kurz\n", &mut row).unwrap();
        assert!(matches!(step, Step::Row(_)), "a long cell does not stop the row");
        assert_eq!(row.cell(0).text, "سلام ", "cut at five characters, not bytes");
        assert_eq!(
            row.cell(0).fault,
            Some(crate::CellFault::TooLong { chars: 9 }),
            "the true length is told"
        );
        assert_eq!(row.cell(1).text, "kurz", "the next cell is whole");
    }
}
