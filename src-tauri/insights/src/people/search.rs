//! What a typed text finds: as typed, else as the Persian keyboard would have written it, else in near spellings.
//!
//! Invariant: a later reading is tried only when the earlier ones found nobody.

use super::block::Block;
use super::fold::head;
use super::query::Query;
use super::rank::{Rank, Tally};
use super::words::Words;
use super::{Hit, Matched, highlight, names, near, phones};
use bazgasht_domain::text::{fix_layout, single_spaced, store_form};
use std::cmp::Ordering;

/// One person found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) rank: Rank,
    pub(super) block: u32,
    pub(super) row: u32,
}

/// What was found and how the text was read to find it.
pub(super) struct Answer {
    pub(super) places: Vec<Place>,
    pub(super) read_as: Option<String>,
    query: Query,
    nearness: Nearness,
}

enum Nearness {
    None,
    Sounds(Vec<Vec<u8>>),
    Spellings(Vec<Vec<Vec<u8>>>),
}

/// `enough`: people that the answer needs at most.
pub(super) fn search(blocks: &[Block], words: &Words, typed: &str, enough: usize) -> Answer {
    let shop = Shop { blocks, words, enough };
    let as_typed = Reading::new(typed.to_owned(), None);
    if let Some(found) = as_typed.exactly(&shop) {
        return as_typed.answer(found);
    }
    let fixed = fix_layout(head(typed)).map(|fixed| single_spaced(&store_form(&fixed)));
    let on_persian_keys = fixed.map(|fixed| Reading::new(fixed.clone(), Some(fixed)));
    let guessed = on_persian_keys.as_ref().and_then(|reading| Some(reading.answer(reading.guessed(&shop)?)));
    let nearly = |reading: &Reading| Some(reading.answer(reading.nearly(&shop)?));
    guessed
        .or_else(|| nearly(&as_typed))
        .or_else(|| on_persian_keys.as_ref().and_then(nearly))
        .unwrap_or_else(|| as_typed.answer((Vec::new(), Nearness::None)))
}

/// Where to look.
struct Shop<'a> {
    blocks: &'a [Block],
    words: &'a Words,
    enough: usize,
}

/// A typed text read one way.
struct Reading {
    text: String,
    read_as: Option<String>,
    query: Query,
}

impl Reading {
    fn new(text: String, read_as: Option<String>) -> Self {
        let query = Query::read(&text);
        Self { text, read_as, query }
    }
    fn answer(&self, (places, nearness): (Vec<Place>, Nearness)) -> Answer {
        Answer { places, read_as: self.read_as.clone(), query: self.query.clone(), nearness }
    }

    fn exactly(&self, shop: &Shop) -> Option<(Vec<Place>, Nearness)> {
        let places = shop.best(|block, tally| scan(block, &self.query, tally));
        (!places.is_empty()).then_some((places, Nearness::None))
    }
    /// Of a text that was never typed so: whole words that sound like it come before names that only begin with it
    /// or have it inside a word. «hgd» is «الی» on the keys, which «الینا» begins with, but «علی» was meant.
    fn guessed(&self, shop: &Shop) -> Option<(Vec<Place>, Nearness)> {
        let (places, nearness) = self.exactly(shop)?;
        let is_clear = places.first().is_some_and(|best| best.rank <= Rank::NameWhole);
        if is_clear || self.query.phone.is_some() {
            return Some((places, nearness));
        }
        let sounds = Query::sounds(&self.text);
        let places = shop.best(|block, tally| {
            near::scan_whole_sounds(block, &sounds, tally);
            scan(block, &self.query, tally);
            near::scan_sounds(block, &sounds, tally);
        });
        Some((places, Nearness::Sounds(sounds)))
    }
    fn nearly(&self, shop: &Shop) -> Option<(Vec<Place>, Nearness)> {
        // A wrong digit is another number.
        if self.query.phone.is_some() {
            return None;
        }
        let sounds = Query::sounds(&self.text);
        let heard = shop.best(|block, tally| near::scan_sounds(block, &sounds, tally));
        if !heard.is_empty() {
            return Some((heard, Nearness::Sounds(sounds)));
        }
        let spellings = near::spellings(shop.words, &self.query);
        let spelt = shop.best(|block, tally| near::scan_spellings(block, &spellings, tally));
        (!spelt.is_empty()).then_some((spelt, Nearness::Spellings(spellings)))
    }
}

/// Everything that the text is in as it stands.
fn scan(block: &Block, query: &Query, tally: &mut Tally) {
    if query.is_empty() {
        return;
    }
    let phrase = &query.text.bytes;
    let whole = block.idents.whole(phrase).filter(|row| block.is_live(*row));
    tally.pass(|pass| whole.for_each(|row| pass.offer(Rank::Ident, row)));
    names::scan(block, query, tally);
    if let Some(part) = &query.phone {
        phones::scan(block, part, tally);
    }
    if query.has_digit() {
        tally.pass(|pass| block.scan_ident_parts(phrase, pass));
    }
}

impl Shop<'_> {
    /// The best of all blocks: by rank, then in the order of names.
    fn best(&self, scan: impl Fn(&Block, &mut Tally)) -> Vec<Place> {
        let mut places = Vec::new();
        for (number, block) in (0..).zip(self.blocks) {
            let mut tally = Tally::new(self.enough);
            scan(block, &mut tally);
            let rows = tally.into_rows(block.rows());
            places.extend(rows.into_iter().map(|(rank, row)| Place { rank, block: number, row }));
        }
        if self.blocks.len() > 1 {
            // What a block found is in order already: a run that this sort only merges.
            places.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| self.by_name(*a, *b)));
            places.truncate(self.enough);
        }
        places
    }
    fn by_name(&self, a: Place, b: Place) -> Ordering {
        if a.block == b.block {
            return a.row.cmp(&b.row);
        }
        self.blocks[a.block as usize].compare(a.row, &self.blocks[b.block as usize], b.row)
    }
}

impl Answer {
    pub(super) fn hit(&self, blocks: &[Block], place: Place) -> Hit {
        let (block, row, query) = (&blocks[place.block as usize], place.row, &self.query);
        let (matched, highlight) = match place.rank {
            Rank::Ident | Rank::IdentPart => (block.idents.kind(row, &query.text.bytes), None),
            Rank::NameWhole | Rank::NameStart | Rank::NameWord | Rank::NamePart => {
                (Matched::Name, highlight::of_name(block, row, query))
            }
            Rank::PhoneEnd | Rank::PhoneStart | Rank::PhonePart => {
                (Matched::Phone, query.phone.as_ref().and_then(|part| phones::highlight(block, row, part)))
            }
            Rank::Tag if query.is_tag_of(block, row) => (Matched::Tag, None),
            Rank::Tag => (Matched::Other, None),
            // Of the words that sound right some are spelt so too.
            Rank::SoundWhole if query.is_spelt_in(block, row) => {
                (Matched::Name, highlight::of_name(block, row, query))
            }
            Rank::SoundWhole | Rank::SoundStart | Rank::SoundPart | Rank::Spelling => {
                (Matched::Near, self.highlight_near(block, row))
            }
        };
        Hit { id: block.ids[row as usize], matched, highlight }
    }

    fn highlight_near(&self, block: &Block, row: u32) -> Option<(u32, u32)> {
        match &self.nearness {
            Nearness::None => None,
            Nearness::Sounds(sounds) => highlight::of_sounds(block, row, sounds),
            Nearness::Spellings(spellings) => highlight::of_spellings(block, row, spellings),
        }
    }
}
