//! Byte strings of many rows in one buffer, to be scanned as a whole.
//!
//! Invariants: the buffer begins with [`END`]; what is kept of a row is any number of pieces, each closed by
//! [`END`], which is in no piece. So `END piece END` finds whole pieces, `END piece` beginnings of them.

use memchr::arch::all::packedpair::HeuristicFrequencyRank;
use memchr::memmem::{Finder, FinderBuilder};
use std::ops::Range;

/// Closes every piece.
pub(super) const END: u8 = 0;

pub(super) struct Texts {
    bytes: Vec<u8>,
    /// Where each row ends.
    ends: Vec<u32>,
    frequencies: Frequencies,
    /// For each byte how rare it is, in halvings: of 2^n bytes one is this.
    rarities: Box<[u8; 256]>,
}

/// How common each byte is in the buffer, from 0 to 255: scans look for the rarest bytes of a needle.
#[derive(Clone, Copy)]
struct Frequencies([u8; 256]);

impl HeuristicFrequencyRank for Frequencies {
    fn rank(&self, byte: u8) -> u8 {
        self.0[usize::from(byte)]
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            bytes: vec![END],
            ends: Vec::new(),
            frequencies: Frequencies([0; 256]),
            rarities: Box::new([0; 256]),
        }
    }
}

impl Texts {
    pub(super) fn with_capacity(rows: usize, bytes: usize) -> Self {
        let mut texts = Self { ends: Vec::with_capacity(rows), ..Self::default() };
        texts.bytes.reserve_exact(bytes);
        texts
    }

    /// Adds to the row that is being written.
    pub(super) fn write(&mut self, part: &[u8]) {
        self.bytes.extend_from_slice(part);
    }
    pub(super) fn end_piece(&mut self) {
        self.bytes.push(END);
    }
    /// Blocks are kept too small for their buffers to outgrow u32.
    pub(super) fn end_row(&mut self) {
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    /// Counts the bytes, once the last row is written, and gives back what was reserved too much.
    pub(super) fn seal(&mut self) {
        let mut counts = [0_u32; 256];
        for byte in &self.bytes {
            counts[usize::from(*byte)] += 1;
        }
        let mut order: Vec<u8> = (0..=u8::MAX).collect();
        order.sort_by_key(|byte| counts[usize::from(*byte)]);
        for (rank, byte) in (0..=u8::MAX).zip(order) {
            self.frequencies.0[usize::from(byte)] = rank;
            let one_in = self.bytes.len() / counts[usize::from(byte)].max(1) as usize;
            self.rarities[usize::from(byte)] = u8::try_from(one_in.max(1).ilog2()).unwrap_or(u8::MAX);
        }
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    pub(super) fn held_bytes(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * size_of::<u32>()
    }
    /// The pieces of a row with their [`END`]s.
    pub(super) fn row(&self, row: u32) -> &[u8] {
        &self.bytes[self.range(row)]
    }
    /// A row of one piece, without its [`END`].
    pub(super) fn single(&self, row: u32) -> &[u8] {
        let row = self.row(row);
        debug_assert!(row.last() == Some(&END), "rows of one piece end with it");
        &row[..row.len().saturating_sub(1)]
    }
    pub(super) fn range(&self, row: u32) -> Range<usize> {
        let row = row as usize;
        let start = if row == 0 { 1 } else { self.ends[row - 1] as usize };
        start..self.ends[row] as usize
    }

    /// How rare a text is here if letters did not care for each other, in halvings.
    pub(super) fn rarity(&self, text: &[u8]) -> u32 {
        text.iter().map(|byte| u32::from(self.rarities[usize::from(*byte)])).sum()
    }

    pub(super) fn finder<'n>(&self, needle: &'n [u8]) -> Finder<'n> {
        FinderBuilder::new().build_forward_with_ranker(self.frequencies, needle)
    }

    /// Calls `visit` with every occurrence from `from` on, overlapping ones too, until it says to stop. A needle
    /// that begins with [`END`] occurs at the byte after it, where its row begins.
    pub(super) fn scan(&self, needle: &[u8], from: usize, mut visit: impl FnMut(usize, &mut Rows) -> Onward) {
        let finder = self.finder(needle);
        let lead = usize::from(needle.first() == Some(&END));
        let mut rows = Rows { texts: self, row: 0 };
        let mut at = from;
        while let Some(step) = self.bytes.get(at..).and_then(|rest| finder.find(rest)) {
            let place = at + step + lead;
            at = match visit(place, &mut rows) {
                Onward::Next => place + 1 - lead,
                Onward::NextRow => self.range(rows.row_of(place)).end - lead,
                Onward::Stop => return,
            };
        }
    }
}

/// Tells the rows of places that come in ascending order.
pub(super) struct Rows<'a> {
    texts: &'a Texts,
    row: u32,
}

impl Rows<'_> {
    /// The row told last, which is not after the next one.
    pub(super) fn last(&self) -> u32 {
        self.row
    }
    /// Takes steps that double, then halves.
    pub(super) fn row_of(&mut self, place: usize) -> u32 {
        let later = &self.texts.ends[self.row as usize..];
        let mut bound = 1;
        while later.get(bound - 1).is_some_and(|end| *end as usize <= place) {
            bound *= 2;
        }
        let low = bound / 2;
        let high = bound.min(later.len());
        let step = low + later[low..high].partition_point(|end| *end as usize <= place);
        self.row += u32::try_from(step).unwrap_or(0);
        self.row
    }
}

/// Where a scan goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Onward {
    Next,
    NextRow,
    Stop,
}
