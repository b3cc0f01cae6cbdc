//! Rows of a table kept in memory after one reading, so that a second look needs neither the ZIP nor the XML.
//!
//! Invariants: what comes out equals what went in, cell by cell; equal cells are held once; beyond the limit nothing is
//! kept at all, and the caller reads the file again.

use crate::row::{CellFault, CellKind};
use crate::{Cell, Row};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// Bytes that the index needs for one text, beside the text.
const ENTRY_BYTES: usize = std::mem::size_of::<Entry>() + 32;

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: usize,
    len: u32,
    kind: CellKind,
    fault: Option<CellFault>,
}

/// The rows of one table in a compact form.
#[derive(Debug, Default)]
pub struct Kept {
    limit_bytes: usize,
    /// For each row its number (as the distance from the one before), its width, and the entry of each cell.
    rows: Vec<u8>,
    last_number: u32,
    texts: String,
    entries: Vec<Entry>,
    index: HashMap<u64, u32>,
    hasher: RandomState,
}

impl Kept {
    #[must_use]
    pub fn new(limit_bytes: usize) -> Self {
        Self { limit_bytes, ..Self::default() }
    }

    /// Keeps one more row. `false` when it does not fit any more: then these rows are of no use.
    #[must_use]
    pub fn push(&mut self, row: &Row) -> bool {
        put_number(&mut self.rows, row.number().wrapping_sub(self.last_number));
        self.last_number = row.number();
        let Ok(width) = u32::try_from(row.len()) else { return false };
        put_number(&mut self.rows, width);
        for cell in row.cells() {
            let Some(entry) = self.entry(cell) else { return false };
            put_number(&mut self.rows, entry);
        }
        self.bytes() <= self.limit_bytes
    }

    /// About as much memory as the rows take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.rows.len() + self.texts.len() + self.entries.len() * ENTRY_BYTES
    }

    /// The rows from the first one.
    #[must_use]
    pub fn rows(&self) -> KeptRows<'_> {
        KeptRows { kept: self, rest: &self.rows, number: 0 }
    }

    fn entry(&mut self, cell: Cell<'_>) -> Option<u32> {
        let hash = self.hasher.hash_one((cell.text, cell.kind as u8));
        let next = u32::try_from(self.entries.len()).ok()?;
        if let Some(known) = self.index.get(&hash)
            && let Some(entry) = self.entries.get(*known as usize)
            && self.cell(*entry) == cell
        {
            return Some(*known);
        }
        let entry = Entry {
            start: self.texts.len(),
            len: u32::try_from(cell.text.len()).ok()?,
            kind: cell.kind,
            fault: cell.fault,
        };
        self.texts.push_str(cell.text);
        self.entries.push(entry);
        self.index.insert(hash, next);
        Some(next)
    }

    fn cell(&self, entry: Entry) -> Cell<'_> {
        let text = self.texts.get(entry.start..entry.start + entry.len as usize).unwrap_or_default();
        Cell { text, kind: entry.kind, fault: entry.fault }
    }
}

/// Kept rows as a stream.
#[derive(Debug)]
pub struct KeptRows<'k> {
    kept: &'k Kept,
    rest: &'k [u8],
    number: u32,
}

impl KeptRows<'_> {
    /// Fills `row` with the next row; `false` after the last one.
    pub fn read(&mut self, row: &mut Row) -> bool {
        let Some(step) = take_number(&mut self.rest) else { return false };
        self.number = self.number.wrapping_add(step);
        row.restart(self.number);
        let width = take_number(&mut self.rest).unwrap_or(0);
        for _ in 0..width {
            let entry = take_number(&mut self.rest).and_then(|place| self.kept.entries.get(place as usize));
            row.put(entry.map_or_else(Cell::default, |entry| self.kept.cell(*entry)));
        }
        true
    }
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn put_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(first & 0x7F) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::Limits;
    use proptest::prelude::*;

    type Cells = Vec<(String, CellKind)>;

    fn fill(row: &mut Row, number: u32, cells: &Cells, limits: &Limits) {
        row.restart(number);
        for (column, (text, kind)) in cells.iter().enumerate() {
            row.push(text, limits);
            row.end_cell(column, *kind);
        }
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out(
            rows in proptest::collection::vec(
                (1_u32..70_000, proptest::collection::vec(("[ab\u{FFFD}آ]{0,9}", any::<bool>()), 0..9)), 0..40),
        ) {
            // A short limit, so that some cells are cut.
            let limits = Limits { cell_chars: 6, ..Limits::default() };
            let mut kept = Kept::new(1 << 20);
            let mut row = Row::new();
            let mut number = 0;
            let mut wanted = Vec::new();
            for (step, cells) in rows {
                number += step;
                let kinds = |is_number: bool| if is_number { CellKind::Number } else { CellKind::Text };
                let cells: Cells = cells.into_iter().map(|(text, is)| (text, kinds(is))).collect();
                fill(&mut row, number, &cells, &limits);
                prop_assert!(kept.push(&row), "it fits");
                wanted.push((number, cells));
            }
            for _ in 0..2 {
                let (mut again, mut back) = (kept.rows(), Row::new());
                for (number, cells) in &wanted {
                    fill(&mut row, *number, cells, &limits);
                    prop_assert!(again.read(&mut back), "as many rows");
                    prop_assert_eq!(back.number(), *number, "the number");
                    prop_assert!(back.cells().eq(row.cells()), "the same cells: {:?}", cells);
                    prop_assert_eq!(back.is_blank(), row.is_blank(), "as blank");
                }
                prop_assert!(!again.read(&mut back), "no more");
            }
        }
    }

    #[test]
    fn beyond_the_limit_it_says_no() {
        let mut row = Row::new();
        let mut kept = Kept::new(400);
        let taken = (1..100)
            .take_while(|number| {
                fill(&mut row, *number, &vec![(format!("{number}"), CellKind::Text)], &Limits::default());
                kept.push(&row)
            })
            .count();
        assert!((1..50).contains(&taken), "{taken} rows fit into 400 bytes");
    }
}
