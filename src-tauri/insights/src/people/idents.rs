//! Codes, cards and national codes: found whole by a table of hashes, in part by a scan.
//!
//! Invariant: a piece is the mark of its kind and the folded text, so one spelling under two kinds is two pieces.

use super::fold::fold_ident;
use super::texts::{END, Onward, Texts};
use super::{Matched, Person};

/// Shorter parts of a number would find nearly everybody.
const PART_BYTES_MIN: usize = 3;
const IDENT_BYTES_MAX: usize = 64;
/// What a piece begins with; in the order in which kinds are told.
const KINDS: [(u8, Matched); 3] = [(1, Matched::Code), (2, Matched::Card), (3, Matched::NationalCode)];

#[derive(Default)]
pub(super) struct Idents {
    texts: Texts,
    /// Hash of a whole text above, row below: ascending.
    table: Vec<u64>,
}

impl Idents {
    pub(super) fn with_texts(texts: Texts) -> Self {
        Self { texts, table: Vec::new() }
    }
    pub(super) fn texts(&self) -> &Texts {
        &self.texts
    }
    pub(super) fn write(&mut self, person: &Person) {
        let texts = [&person.code, &person.card_no, &person.national_code];
        for ((mark, _), text) in KINDS.iter().zip(texts) {
            let Some(text) = text else { continue };
            let folded = fold_ident(text);
            if !folded.is_empty() {
                self.texts.write(&[*mark]);
                self.texts.write(cut(&folded));
                self.texts.end_piece();
            }
        }
        self.texts.end_row();
    }
    pub(super) fn copy(&mut self, from: &Idents, row: u32) {
        self.texts.write(from.texts.row(row));
        self.texts.end_row();
    }
    pub(super) fn seal(&mut self, rows: u32) {
        self.texts.seal();
        let mut table = Vec::new();
        for row in 0..rows {
            table.extend(self.pieces(row).map(|(_, text)| entry(text, row)));
        }
        table.sort_unstable();
        table.dedup();
        table.shrink_to_fit();
        self.table = table;
    }

    fn pieces(&self, row: u32) -> impl Iterator<Item = (u8, &[u8])> {
        let pieces = self.texts.row(row).split(|byte| *byte == END);
        pieces.filter_map(|piece| piece.split_first()).map(|(mark, text)| (*mark, text))
    }

    /// Rows in ascending order that have exactly this text.
    pub(super) fn whole(&self, text: &[u8]) -> impl Iterator<Item = u32> {
        let text = cut(text);
        let first = entry(text, 0);
        let from = self.table.partition_point(|known| *known < first);
        let same_hash = self.table[from..].iter().take_while(move |known| **known >> 32 == first >> 32);
        let rows = same_hash.map(|known| (known & u64::from(u32::MAX)) as u32);
        rows.filter(move |row| self.pieces(*row).any(|(_, known)| known == text))
    }
    /// Calls `visit` with ascending rows that have this text as part of a number.
    pub(super) fn scan_parts(&self, text: &[u8], mut visit: impl FnMut(u32) -> bool) {
        if text.len() >= PART_BYTES_MIN {
            self.texts.scan(
                text,
                0,
                |place, rows| {
                    if visit(rows.row_of(place)) { Onward::NextRow } else { Onward::Stop }
                },
            );
        }
    }
    /// The first kind that has the text whole, else the first that has it in part.
    pub(super) fn kind(&self, row: u32, text: &[u8]) -> Matched {
        let whole = self.pieces(row).find(|(_, known)| *known == cut(text));
        let part = || self.pieces(row).find(|(_, known)| memchr::memmem::find(known, text).is_some());
        let mark = whole.or_else(part).map(|(mark, _)| mark);
        let kind = KINDS.iter().find(|(known, _)| Some(*known) == mark);
        kind.map_or(Matched::Code, |(_, matched)| *matched)
    }
    pub(super) fn has_part(&self, row: u32, text: &[u8]) -> bool {
        text.len() >= PART_BYTES_MIN && memchr::memmem::find(self.texts.row(row), text).is_some()
    }
    pub(super) fn held_bytes(&self) -> usize {
        self.texts.held_bytes() + self.table.capacity() * size_of::<u64>()
    }
}

fn cut(text: &[u8]) -> &[u8] {
    &text[..text.len().min(IDENT_BYTES_MAX)]
}

fn entry(text: &[u8], row: u32) -> u64 {
    u64::from(hash(text)) << 32 | u64::from(row)
}

/// FNV-1a of 64 bits, folded to 32.
fn hash(text: &[u8]) -> u32 {
    let mixed = text.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    (mixed ^ (mixed >> 32)) as u32
}
