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
        if query.words.len() == 1 {
            tally.pass(|pass| scan_parts(block, phrase, from, pass));
        }
    }
    if query.words.len() > 1 {
        let words = Words::new(block, query);
        tally.pass(|pass| words.scan_names(pass));
        tally.pass(|pass| words.scan_tags(pass));
    } else {
        for tag in block.tags.answering(phrase) {
            tally.pass(|pass| offer_all(block, block.tags.rows(tag), pass));
        }
    }
}

fn offer_all(block: &Block, rows: &[u32], tally: &mut Tally) {
    for row in rows.iter().filter(|row| block.is_live(**row)) {
        if !tally.is_open(Rank::Tag) {
            return;
        }
        tally.offer(Rank::Tag, *row);
    }
}

fn scan_anchored(block: &Block, phrase: &[u8], whole: bool, from: usize, tally: &mut Tally) {
    let rank = if whole { Rank::NameWhole } else { Rank::NameStart };
    if !tally.is_open(rank) {
        return;
    }
    let mut needle = Vec::with_capacity(phrase.len() + 2);
    needle.push(END);
    needle.extend_from_slice(phrase);
    if whole {
        needle.push(END);
    }
    block.folded.texts().scan(&needle, from, |_, row| {
        if block.is_live(row) {
            tally.offer(rank, row);
        }
        if tally.is_open(rank) { Onward::NextRow } else { Onward::Stop }
    });
}

/// The one typed word, in a word of a name that is not its first.
fn scan_parts(block: &Block, phrase: &[u8], from: usize, tally: &mut Tally) {
    if !tally.is_open(Rank::NameWord) {
        return;
    }
    block.folded.texts().scan(phrase, from, |place, row| {
        let at_start = block.folded.is_word_start(place);
        if at_start || tally.is_open(Rank::NamePart) {
            if !block.is_live(row) {
                return Onward::NextRow;
            }
            tally.offer(if at_start { Rank::NameWord } else { Rank::NamePart }, row);
        }
        if tally.is_open(Rank::NameWord) { Onward::Next } else { Onward::Stop }
    });
}

/// Several typed words against one person.
struct Words<'a> {
    block: &'a Block,
    query: &'a Query,
    /// For each word the tags it may mean.
    tags: Vec<Vec<usize>>,
}

impl<'a> Words<'a> {
    fn new(block: &'a Block, query: &'a Query) -> Self {
        let tags = query.words.iter().map(|word| block.tags.answering(word)).collect();
        Self { block, query, tags }
    }

    fn scan_names(&self, tally: &mut Tally) {
        if !tally.is_open(Rank::NameWord) {
            return;
        }
        self.block.folded.texts().scan(self.query.anchor(), 0, |_, row| {
            if self.block.is_live(row)
                && let Some(rank) = self.rank(row)
            {
                tally.offer(rank, row);
            }
            if tally.is_open(Rank::NameWord) { Onward::NextRow } else { Onward::Stop }
        });
    }
    /// People whose names lack the anchor, but a tag has it.
    fn scan_tags(&self, tally: &mut Tally) {
        let Some(answering) = self.tags.get(self.query.anchor) else { return };
        let mut rows: Vec<u32> =
            answering.iter().flat_map(|tag| self.block.tags.rows(*tag)).copied().collect();
        rows.sort_unstable();
        for row in rows {
            if self.block.is_live(row) && tally.is_open(Rank::Tag) && self.rank(row) == Some(Rank::Tag) {
                tally.offer(Rank::Tag, row);
            }
        }
    }

    /// The rank of a person in whom every word was found.
    fn rank(&self, row: u32) -> Option<Rank> {
        let mut rank = Rank::NameWord;
        for (word, tags) in self.query.words.iter().zip(&self.tags) {
            let of_word = match self.block.folded.place(row, word) {
                Some((_, Place::WordStart)) => Rank::NameWord,
                Some((_, Place::Inside)) if !self.block.tags.has(tags, row) => Rank::NamePart,
                None if self.is_number_of(word, row) => Rank::NamePart,
                _ if self.block.tags.has(tags, row) => Rank::Tag,
                _ => return None,
            };
            rank = rank.max(of_word);
        }
        // «سبز واری» is no two words of «علی سبزواری», but the beginning of one.
        let as_one = || self.block.folded.place(row, &self.query.text.bytes);
        match rank {
            Rank::NamePart if matches!(as_one(), Some((_, Place::WordStart))) => Some(Rank::NameWord),
            rank => Some(rank),
        }
    }
    fn is_number_of(&self, word: &[u8], row: u32) -> bool {
        let is_digits = word.iter().all(u8::is_ascii_digit);
        let national = || word.strip_prefix(b"0").filter(|rest| rest.starts_with(b"9"));
        let in_phone = |digits: &[u8]| memmem::find(self.block.phones.row(row), digits).is_some();
        is_digits
            && (in_phone(word) || national().is_some_and(in_phone) || self.block.idents.has_part(row, word))
    }
}
