//! The different words of all names, each with how often it occurs, and which of them a misspelt word may mean.
//!
//! Invariant: counts are those of the people in the index, so a word nobody has any more is never proposed.

use super::block::Block;
use super::slips::Packed;
use std::collections::HashMap;

/// Shorter words are near to nearly everything.
const NEAR_BYTES_MIN: usize = 3;
/// A word that is still being typed is compared with the beginnings of others from here on.
const NEAR_START_BYTES_MIN: usize = 4;
/// Spellings tried for one typed word; the most frequent ones.
const PROPOSALS_MAX: usize = 6;
/// Words that changed are kept aside until there are so many, or a 16th of all.
const CHANGES_MAX: usize = 512;

#[derive(Default)]
pub(super) struct Words {
    /// Ascending.
    settled: Vec<Packed>,
    /// Of each settled word; apart, since looking for slips reads words only.
    counts: Vec<u32>,
    /// What has to be added to those counts.
    changes: HashMap<Packed, i64>,
}

impl Words {
    pub(super) fn add_block(&mut self, block: &Block) {
        for row in block.live_rows() {
            self.change(block, row, 1);
        }
        self.settle();
    }
    pub(super) fn add_row(&mut self, block: &Block, row: u32) {
        self.change(block, row, 1);
        self.settle_many();
    }
    pub(super) fn remove_row(&mut self, block: &Block, row: u32) {
        self.change(block, row, -1);
        self.settle_many();
    }

    fn change(&mut self, block: &Block, row: u32, by: i64) {
        for word in block.folded.words(row).filter_map(Packed::new) {
            *self.changes.entry(word).or_insert(0) += by;
        }
    }
    fn settle_many(&mut self) {
        if self.changes.len() > CHANGES_MAX.max(self.settled.len() / 16) {
            self.settle();
        }
    }
    fn settle(&mut self) {
        let mut counted: HashMap<Packed, i64> = std::mem::take(&mut self.changes);
        for (word, count) in self.settled.iter().zip(&self.counts) {
            *counted.entry(*word).or_insert(0) += i64::from(*count);
        }
        let mut alive: Vec<(Packed, u32)> = counted
            .into_iter()
            .map(|(word, count)| (word, to_count(count)))
            .filter(|(_, count)| *count > 0)
            .collect();
        alive.sort_unstable();
        (self.settled, self.counts) = alive.into_iter().unzip();
        self.settled.shrink_to_fit();
        self.counts.shrink_to_fit();
    }

    /// Words one slip of the hand away from `typed`, the most frequent first; when there are none, words that
    /// begin with such a slip, if `unfinished`.
    pub(super) fn near(&self, typed: &[u8], unfinished: bool) -> Vec<Vec<u8>> {
        let Some(packed) = Packed::new(typed).filter(|_| typed.len() >= NEAR_BYTES_MIN) else {
            return Vec::new();
        };
        let whole = self.proposals(|word| packed.is_one_slip_from(word));
        if !whole.is_empty() || !unfinished || typed.len() < NEAR_START_BYTES_MIN {
            return whole;
        }
        self.proposals(|word| packed.is_one_slip_from_start_of(word))
    }

    fn proposals(&self, fits: impl Fn(Packed) -> bool) -> Vec<Vec<u8>> {
        let of_settled = self.settled.iter().zip(&self.counts).filter(|(word, _)| fits(**word));
        let mut counted: HashMap<Packed, i64> =
            of_settled.map(|(word, count)| (*word, i64::from(*count))).collect();
        for (word, by) in self.changes.iter().filter(|(word, _)| fits(**word)) {
            *counted.entry(*word).or_insert(0) += by;
        }
        let counted = counted.into_iter().map(|(word, count)| (word, to_count(count)));
        let mut fitting: Vec<(Packed, u32)> = counted.filter(|(_, count)| *count > 0).collect();
        fitting.sort_unstable_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
        fitting.truncate(PROPOSALS_MAX);
        fitting.into_iter().map(|(word, _)| word.bytes()).collect()
    }

    pub(super) fn held_bytes(&self) -> usize {
        self.settled.capacity() * (size_of::<Packed>() + size_of::<u32>()) + self.changes.capacity() * 32
    }
}

fn to_count(count: i64) -> u32 {
    u32::try_from(count.max(0)).unwrap_or(u32::MAX)
}
