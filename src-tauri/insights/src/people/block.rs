//! Some people, folded, in the order of names. Rows never change; a person who changes or leaves is struck out.
//!
//! Invariants: rows ascend by (name_sort, id); an id is in a block once; every buffer has as many rows as `ids`.

use super::Person;
use super::fold::{Folded, Folder, head};
use super::idents::Idents;
use super::others::Others;
use super::phrases::Phrases;
use super::rank::{Rank, Tally};
use super::tags::Tags;
use super::texts::Texts;
use bazgasht_domain::ids::CustomerId;
use std::cmp::Ordering;

/// Longer collation keys than names of 128 characters have are cut.
const KEY_BYTES_MAX: usize = 512;
/// Larger blocks are not made, so that no buffer outgrows u32.
pub(super) const BLOCK_ROWS_MAX: usize = 1 << 22;
const PHONES_MAX: usize = 16;
const PHONE_DIGITS_MAX: usize = 20;

#[derive(Default)]
pub(super) struct Block {
    pub(super) ids: Vec<CustomerId>,
    /// Rows in ascending order of their ids.
    by_id: Vec<u32>,
    /// Names as given, for highlights.
    pub(super) names: Texts,
    keys: Texts,
    pub(super) folded: Phrases,
    /// Names by sound.
    pub(super) sounds: Phrases,
    /// A piece for each phone.
    pub(super) phones: Texts,
    pub(super) idents: Idents,
    pub(super) tags: Tags,
    pub(super) others: Others,
    struck: Vec<u64>,
    struck_count: usize,
}

impl Block {
    pub(super) fn with_capacity_of(blocks: &[&Block]) -> Self {
        let rows = blocks.iter().map(|block| block.ids.len()).sum();
        let of = |pick: fn(&Block) -> &Texts| {
            let bytes = blocks.iter().map(|block| pick(block).bytes().len()).sum();
            Texts::with_capacity(rows, bytes)
        };
        Self {
            ids: Vec::with_capacity(rows),
            names: of(|block| &block.names),
            keys: of(|block| &block.keys),
            folded: Phrases::with_texts(of(|block| block.folded.texts())),
            sounds: Phrases::with_texts(of(|block| block.sounds.texts())),
            phones: of(|block| &block.phones),
            idents: Idents::with_texts(of(|block| block.idents.texts())),
            others: Others::with_texts(of(|block| block.others.texts())),
            ..Self::default()
        }
    }

    /// Adds a person as the last row; the caller puts the rows in order later.
    pub(super) fn write(&mut self, person: &Person, folder: &mut Folder, folded: &mut Folded) {
        folder.fold_into(&person.name, folded);
        let row = self.next_row();
        self.ids.push(person.id);
        self.names.write(head(&person.name).as_bytes());
        let key = &person.name_sort;
        self.keys.write(&key[..key.len().min(KEY_BYTES_MAX)]);
        self.folded.write(&folded.bytes, folded.starts.iter().copied());
        self.sounds.write(&folded.sound, folded.sound_starts.iter().copied());
        for phone in person.phones.iter().take(PHONES_MAX) {
            let digits: Vec<u8> = phone.bytes().filter(u8::is_ascii_digit).take(PHONE_DIGITS_MAX).collect();
            if !digits.is_empty() {
                self.phones.write(&digits);
                self.phones.end_piece();
            }
        }
        self.idents.write(person);
        self.others.write(&person.others, folder, folded);
        for tag in &person.tags {
            self.tags.write(tag, row, folder, folded);
        }
        self.end_row();
    }

    /// Copies a row of another block, but its tags.
    pub(super) fn copy(&mut self, from: &Block, row: u32) {
        self.ids.push(from.ids[row as usize]);
        self.names.write(from.names.single(row));
        self.keys.write(from.keys.single(row));
        self.folded.copy(&from.folded, row);
        self.sounds.copy(&from.sounds, row);
        self.phones.write(from.phones.row(row));
        self.idents.copy(&from.idents, row);
        self.others.copy(&from.others, row);
        self.end_row();
    }

    fn end_row(&mut self) {
        for single in [&mut self.names, &mut self.keys] {
            single.end_piece();
            single.end_row();
        }
        self.phones.end_row();
    }

    /// The rows are complete and in order.
    pub(super) fn seal(&mut self) {
        for texts in [&mut self.names, &mut self.keys, &mut self.phones] {
            texts.seal();
        }
        self.folded.seal();
        self.sounds.seal();
        self.idents.seal(self.next_row());
        self.tags.seal();
        self.others.seal();
        self.ids.shrink_to_fit();
        self.number_rows();
    }

    /// Makes people findable by id and able to be struck out; enough for rows that are only to be gathered.
    pub(super) fn number_rows(&mut self) {
        let mut by_id: Vec<(CustomerId, u32)> = self.ids.iter().copied().zip(0..).collect();
        by_id.sort_unstable();
        self.by_id = by_id.into_iter().map(|(_, row)| row).collect();
        self.struck = vec![0; self.ids.len().div_ceil(64)];
    }

    pub(super) fn rows(&self) -> usize {
        self.ids.len()
    }
    pub(super) fn live_count(&self) -> usize {
        self.ids.len() - self.struck_count
    }
    pub(super) fn next_row(&self) -> u32 {
        u32::try_from(self.ids.len()).unwrap_or(u32::MAX)
    }
    pub(super) fn is_live(&self, row: u32) -> bool {
        self.struck[(row / 64) as usize] & (1 << (row % 64)) == 0
    }
    pub(super) fn live_rows(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.next_row()).filter(|row| self.is_live(*row))
    }
    /// Rows with the id of a later row; only before the rows were gathered.
    pub(super) fn repeated_rows(&self) -> Vec<u32> {
        let same = |pair: &&[u32]| self.ids[pair[0] as usize] == self.ids[pair[1] as usize];
        self.by_id.windows(2).filter(same).map(|pair| pair[0]).collect()
    }
    /// The row of a person who is not struck out.
    pub(super) fn row_of(&self, id: CustomerId) -> Option<u32> {
        let at = self.by_id.binary_search_by_key(&id, |row| self.ids[*row as usize]).ok()?;
        Some(self.by_id[at]).filter(|row| self.is_live(*row))
    }
    pub(super) fn strike(&mut self, row: u32) {
        self.struck[(row / 64) as usize] |= 1 << (row % 64);
        self.struck_count += 1;
    }

    /// People who have the text as part of a code, a card or a national code.
    pub(super) fn scan_ident_parts(&self, text: &[u8], tally: &mut Tally) {
        self.idents.scan_parts(text, |row| {
            if self.is_live(row) {
                tally.offer(Rank::IdentPart, row);
            }
            tally.is_open(Rank::IdentPart, row)
        });
    }

    pub(super) fn key(&self, row: u32) -> &[u8] {
        self.keys.single(row)
    }
    /// The order of names between rows of two blocks.
    pub(super) fn compare(&self, row: u32, other: &Block, other_row: u32) -> Ordering {
        let by_key = self.key(row).cmp(other.key(other_row));
        by_key.then_with(|| self.ids[row as usize].cmp(&other.ids[other_row as usize]))
    }

    pub(super) fn held_bytes(&self) -> usize {
        let texts = [&self.names, &self.keys, &self.phones];
        let texts: usize = texts.into_iter().map(Texts::held_bytes).sum();
        let phrases = self.folded.held_bytes() + self.sounds.held_bytes();
        let arrays = self.ids.capacity() * 8 + self.by_id.capacity() * 4 + self.struck.capacity() * 8;
        texts
            + phrases
            + arrays
            + self.idents.held_bytes()
            + self.tags.held_bytes()
            + self.others.held_bytes()
    }
}
