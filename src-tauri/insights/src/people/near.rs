//! Near spellings, when nothing was found as typed: names that sound alike, else one slip of the hand in a word.
//!
//! Invariant: the work is bounded by the buffers: one scan by sound, one look at the different words, and a scan
//! for each of a few spellings.

use super::block::Block;
use super::phrases::Place;
use super::query::Query;
use super::rank::{Rank, Tally};
use super::texts::Onward;
use super::words::Words;

/// Shorter sounds are inside nearly every name.
const PART_BYTES_MIN: usize = 3;

/// People in whose names every typed word is heard; better when each is heard where a word begins.
pub(super) fn scan_sounds(block: &Block, sounds: &[Vec<u8>], tally: &mut Tally) {
    let Some(rarest) = sounds.iter().max_by_key(|word| block.sounds.texts().rarity(word)) else { return };
    tally.pass(|pass| {
        block.sounds.texts().scan(rarest, 0, |place, rows| {
            let row = rows.row_of(place);
            let heard = sounds.iter().map(|word| heard(block, row, word));
            let worst = heard.reduce(|worst, place| Some(worst?.max(place?))).flatten();
            if let Some(place) = worst.filter(|_| block.is_live(row)) {
                pass.offer(if place == Place::WordStart { Rank::SoundStart } else { Rank::SoundPart }, row);
            }
            if pass.is_open(Rank::SoundStart, row) { Onward::NextRow } else { Onward::Stop }
        });
    });
}

/// People in whose names every typed word is a whole word by sound.
pub(super) fn scan_whole_sounds(block: &Block, sounds: &[Vec<u8>], tally: &mut Tally) {
    let Some(rarest) = sounds.iter().max_by_key(|word| block.sounds.texts().rarity(word)) else { return };
    tally.pass(|pass| {
        block.sounds.texts().scan(rarest, 0, |place, rows| {
            let row = rows.row_of(place);
            let is_whole = |word: &Vec<u8>| block.sounds.words(row).any(|heard| heard == word.as_slice());
            if block.is_live(row) && sounds.iter().all(is_whole) {
                pass.offer(Rank::SoundWhole, row);
            }
            if pass.is_open(Rank::SoundWhole, row) { Onward::NextRow } else { Onward::Stop }
        });
    });
}

fn heard(block: &Block, row: u32, word: &[u8]) -> Option<Place> {
    let (_, place) = block.sounds.place(row, word)?;
    (place == Place::WordStart || word.len() >= PART_BYTES_MIN).then_some(place)
}

/// For each typed word the spellings it may stand for, itself first. Empty when that leads nowhere.
pub(super) fn spellings(words: &Words, query: &Query) -> Vec<Vec<Vec<u8>>> {
    let last = query.words.len().saturating_sub(1);
    let all = (0..).zip(&query.words).map(|(at, word)| {
        let near = words.near(word, at == last);
        [word.clone()].into_iter().chain(near).collect()
    });
    let all: Vec<Vec<Vec<u8>>> = all.collect();
    if all.iter().any(|spellings| spellings.len() > 1) { all } else { Vec::new() }
}

/// People in whose names every typed word is found in one of its spellings.
pub(super) fn scan_spellings(block: &Block, spellings: &[Vec<Vec<u8>>], tally: &mut Tally) {
    let Some(anchor) = spellings.iter().min_by_key(|of_word| of_word.len()) else { return };
    for needle in anchor {
        tally.pass(|pass| {
            block.folded.texts().scan(needle, 0, |place, rows| {
                let row = rows.row_of(place);
                if block.is_live(row) && spellings.iter().all(|of_word| found(block, row, of_word).is_some())
                {
                    pass.offer(Rank::Spelling, row);
                }
                if pass.is_open(Rank::Spelling, row) { Onward::NextRow } else { Onward::Stop }
            });
        });
    }
}

/// Where the name has the word as typed, or begins a word with another spelling of it: from and to, in bytes.
pub(super) fn found(block: &Block, row: u32, of_word: &[Vec<u8>]) -> Option<(usize, usize)> {
    let (typed, others) = of_word.split_first()?;
    if let Some((at, _)) = block.folded.place(row, typed) {
        return Some((at, at + typed.len()));
    }
    others.iter().find_map(|other| match block.folded.place(row, other) {
        Some((at, Place::WordStart)) => Some((at, at + other.len())),
        _ => None,
    })
}
