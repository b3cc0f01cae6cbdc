//! One row of text cells, reused from row to row: all texts lie in one buffer, a cell is a range of it.

/// What the file says about a cell. The text is always what there is to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellKind {
    /// Also everything that comes from a text file, and text that begins with `=`.
    #[default]
    Text,
    /// A number in plain decimal notation, ASCII digits.
    Number,
    /// A serial day number of Excel's 1900 system (with a fraction for the time), shown as a date or a time.
    DateSerial,
    Bool,
    /// A formula that failed: `#REF!`, `#N/A` …
    Error,
}

/// Why the text of a cell is not what the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellFault {
    /// Cut at the limit; this many characters were there.
    TooLong { chars: u64 },
    /// Holds bytes that are not text in the encoding of the file.
    Unreadable,
}

/// A cell as borrowed from its row. A cell that is not there is an empty text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell<'a> {
    pub text: &'a str,
    pub kind: CellKind,
    pub fault: Option<CellFault>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: usize,
    end: usize,
    kind: CellKind,
    fault: Option<CellFault>,
}

/// A row as the person sees it in a spreadsheet: `number` counts from 1 and includes the header and blank rows.
#[derive(Debug, Clone, Default)]
pub struct Row {
    number: u32,
    text: String,
    spans: Vec<Span>,
    /// Characters of the cell being written, beyond what was kept too.
    open_chars: u64,
    open_start: usize,
    open_cut: bool,
}

impl Row {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Cells up to the last one that the file mentions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// No cell has anything but spaces in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.spans.iter().all(|span| span.fault.is_none())
    }

    #[must_use]
    pub fn cell(&self, column: usize) -> Cell<'_> {
        self.spans.get(column).map_or_else(Cell::default, |span| Cell {
            text: self.text.get(span.start..span.end).unwrap_or_default(),
            kind: span.kind,
            fault: span.fault,
        })
    }

    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|column| self.cell(column))
    }

    pub(crate) fn restart(&mut self, number: u32) {
        self.number = number;
        self.text.clear();
        self.spans.clear();
        self.begin_cell();
    }

    /// Adds a cell that was read before, as it is.
    pub(crate) fn put(&mut self, cell: Cell<'_>) {
        let start = self.text.len();
        self.text.push_str(cell.text);
        self.spans.push(Span { start, end: self.text.len(), kind: cell.kind, fault: cell.fault });
    }

    pub(crate) fn begin_cell(&mut self) {
        self.open_chars = 0;
        self.open_start = self.text.len();
        self.open_cut = false;
    }

    /// Adds to the open cell; what is beyond the limits is counted and dropped.
    pub(crate) fn push(&mut self, piece: &str, limits: &crate::Limits) {
        let room = u64::from(limits.cell_chars).saturating_sub(self.open_chars);
        // Bytes are never fewer than characters: when the bytes fit, no counting of characters is needed for the cut.
        if piece.len() as u64 <= room && self.text.len() + piece.len() <= limits.row_bytes {
            self.text.push_str(piece);
            self.open_chars +=
                if piece.is_ascii() { piece.len() as u64 } else { piece.chars().count() as u64 };
            return;
        }
        for letter in piece.chars() {
            let fits = self.open_chars < u64::from(limits.cell_chars)
                && self.text.len() + letter.len_utf8() <= limits.row_bytes;
            if fits && !self.open_cut {
                self.text.push(letter);
            } else {
                self.open_cut = true;
            }
            self.open_chars += 1;
        }
    }

    pub(crate) fn open_text(&self) -> &str {
        self.text.get(self.open_start..).unwrap_or_default()
    }

    /// Takes back what the open cell holds so far.
    pub(crate) fn clear_open(&mut self) {
        self.text.truncate(self.open_start);
        self.begin_cell();
    }

    /// Closes the open cell at `column`; columns in between become empty cells.
    pub(crate) fn end_cell(&mut self, column: usize, kind: CellKind) {
        let fault = if self.open_cut {
            Some(CellFault::TooLong { chars: self.open_chars })
        } else if self.open_text().contains('\u{FFFD}') {
            Some(CellFault::Unreadable)
        } else {
            None
        };
        let end = self.text.len();
        if self.spans.len() <= column {
            let gap = Span { start: self.open_start, end: self.open_start, ..Span::default() };
            self.spans.resize(column + 1, gap);
        }
        if let Some(span) = self.spans.get_mut(column) {
            *span = Span { start: self.open_start, end, kind, fault };
        }
        self.begin_cell();
    }
}
