//! The different words of all names, each with how often it occurs, and which of them a misspelt word may mean.
//!
//! Invariant: counts are those of the people in the index, so a word nobody has any more is never proposed.

use super::block::Block;
use std::collections::HashMap;

/// Shorter words are near to nearly everything.
const NEAR_BYTES_MIN: usize = 3;
/// A word that is still being typed is compared with the beginnings of others from here on.
const NEAR_START_BYTES_MIN: usize = 4;
/// Spellings tried for one typed word; the most frequent ones.
const PROPOSALS_MAX: usize = 6;

#[derive(Default)]
pub(super) struct Words {
    places: HashMap<Box<[u8]>, usize>,
    list: Vec<(Box<[u8]>, u32)>,
}

impl Words {
    pub(super) fn add_block(&mut self, block: &Block) {
        for row in block.live_rows() {
            self.add_row(block, row);
        }
    }
    pub(super) fn add_row(&mut self, block: &Block, row: u32) {
        for word in block.folded.words(row) {
            match self.places.get(word) {
                Some(place) => self.list[*place].1 += 1,
                None => {
                    self.places.insert(word.into(), self.list.len());
                    self.list.push((word.into(), 1));
                }
            }
        }
    }
    pub(super) fn remove_row(&mut self, block: &Block, row: u32) {
        for word in block.folded.words(row) {
            if let Some(place) = self.places.get(word) {
                self.list[*place].1 = self.list[*place].1.saturating_sub(1);
            }
        }
    }

    /// Words one slip of the hand away from `typed`, the most frequent first; when there are none, words that
    /// begin with such a slip, if `unfinished`.
    pub(super) fn near(&self, typed: &[u8], unfinished: bool) -> Vec<&[u8]> {
        if typed.len() < NEAR_BYTES_MIN {
            return Vec::new();
        }
        let whole = self.proposals(|word| is_one_slip(typed, word));
        if !whole.is_empty() || !unfinished || typed.len() < NEAR_START_BYTES_MIN {
            return whole;
        }
        self.proposals(|word| begins_with_one_slip(typed, word))
    }

    fn proposals(&self, fits: impl Fn(&[u8]) -> bool) -> Vec<&[u8]> {
        let alive = self.list.iter().filter(|(_, count)| *count > 0);
        let mut fitting: Vec<(&[u8], u32)> =
            alive.filter(|(word, _)| fits(word)).map(|(word, count)| (&**word, *count)).collect();
        fitting.sort_unstable_by(|(a, a_count), (b, b_count)| b_count.cmp(a_count).then_with(|| a.cmp(b)));
        fitting.truncate(PROPOSALS_MAX);
        fitting.into_iter().map(|(word, _)| word).collect()
    }

    pub(super) fn held_bytes(&self) -> usize {
        self.list.iter().map(|(word, _)| word.len() * 2 + 80).sum()
    }
}

/// Whether one letter was left out, added or replaced, or two neighbours changed places. A letter is a byte, as
/// Persian and plain Latin ones are.
fn is_one_slip(typed: &[u8], word: &[u8]) -> bool {
    if typed.len().abs_diff(word.len()) > 1 || typed == word {
        return false;
    }
    let same_start = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (typed, word) = (&typed[same_start..], &word[same_start..]);
    match (typed, word) {
        ([_, a @ ..], [_, b @ ..]) if typed.len() == word.len() => {
            let swapped = || typed[..2] == [word[1], word[0]] && typed[2..] == word[2..];
            a == b || (typed.len() > 1 && swapped())
        }
        ([_, a @ ..], _) if typed.len() > word.len() => a == word,
        (_, [_, b @ ..]) => typed == b,
        _ => false,
    }
}

fn begins_with_one_slip(typed: &[u8], word: &[u8]) -> bool {
    let lengths = typed.len() - 1..=typed.len() + 1;
    lengths.filter_map(|length| word.get(..length)).any(|start| is_one_slip(typed, start))
}
