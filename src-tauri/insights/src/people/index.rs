//! The index as the program sees it: blocks of people, the larger ones first, and the words of all names.
//!
//! Invariant: a person is live in one block at most, and `words` counts the names of the live ones.

use super::block::{BLOCK_ROWS_MAX, Block};
use super::fold::{Folded, Folder};
use super::gather::gather;
use super::search::{Place, search};
use super::words::Words;
use super::{Builder, Found, Person};
use bazgasht_domain::ids::CustomerId;
use std::cmp::Ordering;
use std::sync::OnceLock;

/// Blocks below this are gathered with the next change; it takes a fraction of a millisecond.
const SMALL_ROWS: usize = 128;
/// A block is gathered with those after it unless it is this many times as large as they are: every person is
/// copied a few times in a lifetime, and a search meets a few blocks.
const GROWTH: usize = 4;

/// Everybody, searchable.
#[derive(Default)]
pub struct Index {
    blocks: Vec<Block>,
    words: Words,
    by_name: OnceLock<Vec<CustomerId>>,
}

impl Index {
    /// People may come in any order; the last of several with one id counts.
    pub fn build(people: impl IntoIterator<Item = Person>) -> Self {
        let mut builder = Builder::default();
        for person in people {
            builder.push(&person);
        }
        builder.finish()
    }
    pub(super) fn of(blocks: Vec<Block>, words: Words) -> Self {
        Self { blocks, words, by_name: OnceLock::new() }
    }

    /// Adds a person, or takes the new record of a known one.
    pub fn upsert(&mut self, person: &Person) {
        self.remove(person.id);
        let mut block = Block::default();
        block.write(person, &mut Folder::default(), &mut Folded::default());
        block.seal();
        self.words.add_row(&block, 0);
        self.blocks.push(block);
        self.gather_small();
        self.by_name.take();
    }

    /// An unknown person is no one to remove.
    pub fn remove(&mut self, id: CustomerId) {
        let known = (0..).zip(&self.blocks).find_map(|(number, block)| Some((number, block.row_of(id)?)));
        let Some((number, row)) = known else { return };
        let block: &mut Block = &mut self.blocks[number];
        self.words.remove_row(block, row);
        block.strike(row);
        if block.live_count() == 0 {
            self.blocks.remove(number);
        } else if block.live_count() * 2 < block.rows() {
            *block = gather(&[block]);
        }
        self.by_name.take();
    }

    fn gather_small(&mut self) {
        let Some(mut first) = self.blocks.len().checked_sub(1) else { return };
        let mut rows = self.blocks[first].rows();
        while let Some(before) = first.checked_sub(1).map(|before| self.blocks[before].rows()) {
            let is_small = before < SMALL_ROWS || before < rows * GROWTH;
            if !is_small || before + rows > BLOCK_ROWS_MAX {
                break;
            }
            rows += before;
            first -= 1;
        }
        if first + 1 < self.blocks.len() {
            let small: Vec<Block> = self.blocks.split_off(first);
            self.blocks.push(gather(&small.iter().collect::<Vec<_>>()));
        }
    }

    /// People in the index.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks.iter().map(Block::live_count).sum()
    }
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best `limit` matches. Nothing typed matches nobody.
    #[must_use]
    pub fn search(&self, typed: &str, limit: usize) -> Found {
        let mut answer = search(&self.blocks, &self.words, typed, limit.saturating_add(1));
        let more = answer.places.len() > limit;
        answer.places.truncate(limit);
        let hits = answer.places.iter().map(|place| answer.hit(&self.blocks, *place)).collect();
        Found { hits, read_as: answer.read_as, more }
    }
    /// Everybody who matches, in the order of [`Self::search`].
    #[must_use]
    pub fn search_all(&self, typed: &str) -> Vec<CustomerId> {
        let answer = search(&self.blocks, &self.words, typed, usize::MAX);
        let id = |place: &Place| self.blocks[place.block as usize].ids[place.row as usize];
        answer.places.iter().map(id).collect()
    }

    /// Everybody in the order of names; put together once after a change.
    #[must_use]
    pub fn by_name(&self) -> &[CustomerId] {
        self.by_name.get_or_init(|| self.in_order())
    }
    #[must_use]
    pub fn ids_by_name(&self) -> Vec<CustomerId> {
        self.by_name().to_vec()
    }

    /// The people of the largest block, with the few others put in between.
    fn in_order(&self) -> Vec<CustomerId> {
        let mut ids = Vec::with_capacity(self.len());
        let Some(largest) = self.blocks.iter().max_by_key(|block| block.rows()) else { return ids };
        let others = self.blocks.iter().filter(|block| !std::ptr::eq(*block, largest));
        let mut others: Vec<(&Block, u32)> =
            others.flat_map(|block| block.live_rows().map(move |row| (block, row))).collect();
        others.sort_by(|(a, a_row), (b, b_row)| a.compare(*a_row, b, *b_row));
        let mut others = others.into_iter().peekable();
        for row in largest.live_rows() {
            let comes_before =
                |(block, other): &(&Block, u32)| block.compare(*other, largest, row) == Ordering::Less;
            while let Some((block, other)) = others.next_if(comes_before) {
                ids.push(block.ids[other as usize]);
            }
            ids.push(largest.ids[row as usize]);
        }
        ids.extend(others.map(|(block, other)| block.ids[other as usize]));
        ids
    }

    /// Bytes held, roughly where maps are concerned.
    #[must_use]
    pub fn held_bytes(&self) -> usize {
        let by_name = self.by_name.get().map_or(0, |ids| ids.capacity() * size_of::<CustomerId>());
        self.blocks.iter().map(Block::held_bytes).sum::<usize>() + self.words.held_bytes() + by_name
    }
}
