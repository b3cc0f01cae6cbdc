//! Typed words in the folded names of a block.
//!
//! Invariant: every person whose name holds all typed words, in any order and spacing, is offered, with the best
//! rank that the name gives; words that are only a tag or part of a number of the person are allowed beside it.

use super::block::Block;
use super::phrases::Place;
use super::query::Query;
use super::rank::{Rank, Tally};
use super::texts::{END, Onward};
use memchr::memmem;

pub(super) fn scan(block: &Block, query: &Query, tally: &mut Tally) {
    let phrase = &query.text.bytes;
    let names = block.folded.texts();
    if let Some(first) = names.finder(phrase).find(names.bytes()) {
        // Nothing begins before the place where the phrase first occurs, but the END before it.
        let from = first.saturating_sub(1);
        tally.pass(|pass| scan_anchored(block, phrase, true, from, pass));
        tally.pass(|pass| scan_anchored(block, phrase, false, from, pass));
        tally.pass(|pass| scan_parts(block, phrase, from, pass));
    }
    if query.words.len() > 1 {
        let words = Words::new(block, query);
        tally.pass(|pass| words.scan_names(pass));
        tally.pass(|pass| words.scan_tags(pass));
        tally.pass(|pass| words.scan_others(pass));
    } else {
        for tag in block.tags.answering(phrase) {
            tally.pass(|pass| offer_all(block, block.tags.rows(tag), pass));
        }
    }
    tally.pass(|pass| block.others.scan(phrase, pass, |row| block.is_live(row)));
}

fn offer_all(block: &Block, rows: &[u32], tally: &mut Tally) {
    for row in rows.iter().filter(|row| block.is_live(**row)) {
        if !tally.is_open(Rank::Tag, *row) {
            return;
        }
        tally.offer(Rank::Tag, *row);
    }
}

fn scan_anchored(block: &Block, phrase: &[u8], whole: bool, from: usize, tally: &mut Tally) {
    let rank = if whole { Rank::NameWhole } else { Rank::NameStart };
    if !tally.is_open(rank, 0) {
        return;
    }
    let mut needle = Vec::with_capacity(phrase.len() + 2);
    needle.push(END);
    needle.extend_from_slice(phrase);
    if whole {
        needle.push(END);
    }
    block.folded.texts().scan(&needle, from, |place, rows| {
        let row = rows.row_of(place);
        if block.is_live(row) {
            tally.offer(rank, row);
        }
        if tally.is_open(rank, row) { Onward::NextRow } else { Onward::Stop }
    });
}

/// The phrase at the beginning of a later word or inside one. «سبز واری» is no two words of «علی سبزواری», but
/// the beginning of one.
fn scan_parts(block: &Block, phrase: &[u8], from: usize, tally: &mut Tally) {
    if !tally.is_open(Rank::NameWord, 0) {
        return;
    }
    block.folded.texts().scan(phrase, from, |place, rows| {
        let at_start = block.folded.is_word_start(place);
        if !at_start && !tally.is_open(Rank::NamePart, rows.last()) {
            return Onward::Next;
        }
        let row = rows.row_of(place);
        if block.is_live(row) {
            tally.offer(if at_start { Rank::NameWord } else { Rank::NamePart }, row);
        }
        if tally.is_open(Rank::NameWord, row) { Onward::Next } else { Onward::Stop }
    });
}

/// Several typed words against one person.
struct Words<'a> {
    block: &'a Block,
    query: &'a Query,
    /// Place of the word that is scanned for: the rarest one with a letter, else the rarest.
    anchor: usize,
    /// For each word the tags it may mean.
    tags: Vec<Vec<usize>>,
}

impl<'a> Words<'a> {
    fn new(block: &'a Block, query: &'a Query) -> Self {
        let tags = query.words.iter().map(|word| block.tags.answering(word)).collect();
        let names = block.folded.texts();
        let by_use = |word: &Vec<u8>| (word.iter().any(|byte| !byte.is_ascii_digit()), names.rarity(word));
        let anchor = (0..query.words.len()).max_by_key(|place| by_use(&query.words[*place])).unwrap_or(0);
        Self { block, query, anchor, tags }
    }

    fn scan_names(&self, tally: &mut Tally) {
        if !tally.is_open(Rank::NameWord, 0) {
            return;
        }
        let Some(anchor) = self.query.words.get(self.anchor) else { return };
        self.block.folded.texts().scan(anchor, 0, |place, rows| {
            // When there are enough parts of words, only a beginning can still make a better match.
            let is_part = !self.block.folded.is_word_start(place);
            if is_part && !tally.is_open(Rank::NamePart, rows.last()) {
                return Onward::Next;
            }
            let row = rows.row_of(place);
            if self.block.is_live(row)
                && let Some(rank) = self.rank(row)
            {
                tally.offer(rank, row);
            }
            if tally.is_open(Rank::NameWord, row) { Onward::NextRow } else { Onward::Stop }
        });
    }
    /// People whose names lack the anchor, but a tag has it.
    fn scan_tags(&self, tally: &mut Tally) {
        let Some(answering) = self.tags.get(self.anchor) else { return };
        let mut rows: Vec<u32> =
            answering.iter().flat_map(|tag| self.block.tags.rows(*tag)).copied().collect();
        rows.sort_unstable();
        for row in rows {
            if self.block.is_live(row) && tally.is_open(Rank::Tag, row) && self.rank(row) == Some(Rank::Tag) {
                tally.offer(Rank::Tag, row);
            }
        }
    }

    /// People of whom something else begins like the anchor.
    fn scan_others(&self, tally: &mut Tally) {
        let Some(anchor) = self.query.words.get(self.anchor) else { return };
        self.block
            .others
            .scan(anchor, tally, |row| self.block.is_live(row) && self.rank(row) == Some(Rank::Tag));
    }

    /// The rank of a person in whom every word was found.
    fn rank(&self, row: u32) -> Option<Rank> {
        let mut rank = Rank::NameWord;
        for (word, tags) in self.query.words.iter().zip(&self.tags) {
            let of_word = match self.block.folded.place(row, word) {
                Some((_, Place::WordStart)) => Rank::NameWord,
                Some((_, Place::Inside)) if !self.is_beside(word, tags, row) => Rank::NamePart,
                None if self.is_number_of(word, row) => Rank::NamePart,
                _ if self.is_beside(word, tags, row) => Rank::Tag,
                _ => return None,
            };
            rank = rank.max(of_word);
        }
        Some(rank)
    }
    fn is_beside(&self, word: &[u8], tags: &[usize], row: u32) -> bool {
        self.block.tags.has(tags, row) || self.block.others.has(row, word)
    }
    fn is_number_of(&self, word: &[u8], row: u32) -> bool {
        let is_digits = word.iter().all(u8::is_ascii_digit);
        let national = || word.strip_prefix(b"0").filter(|rest| rest.starts_with(b"9"));
        let in_phone = |digits: &[u8]| memmem::find(self.block.phones.row(row), digits).is_some();
        is_digits
            && (in_phone(word) || national().is_some_and(in_phone) || self.block.idents.has_part(row, word))
    }
}
