//! Takes people one by one, in any order, and makes an index of them.
//!
//! Invariant: of several people with one id the last one counts, as if each had been an upsert.

use super::block::{BLOCK_ROWS_MAX, Block};
use super::fold::{Folded, Folder};
use super::gather::gather;
use super::words::Words;
use super::{Index, Person};

/// Holds people folded and packed, so that a stream of a million needs no list of a million [`Person`]s.
#[derive(Default)]
pub struct Builder {
    full: Vec<Block>,
    current: Block,
    folder: Folder,
    folded: Folded,
}

impl Builder {
    pub fn push(&mut self, person: &Person) {
        if self.current.rows() >= BLOCK_ROWS_MAX {
            self.full.push(std::mem::take(&mut self.current));
        }
        self.current.write(person, &mut self.folder, &mut self.folded);
    }

    #[must_use]
    pub fn finish(self) -> Index {
        let Self { full: mut written, current, folder, folded } = self;
        drop((folder, folded));
        written.push(current);
        strike_earlier(&mut written);
        let mut words = Words::default();
        let mut blocks = Vec::with_capacity(written.len());
        for rows in written {
            let block = gather(&[&rows]);
            // Gives the memory back before the next block is gathered.
            drop(rows);
            if block.rows() > 0 {
                words.add_block(&block);
                blocks.push(block);
            }
        }
        Index::of(blocks, words)
    }
}

/// Strikes out all but the last row of every id.
fn strike_earlier(written: &mut [Block]) {
    for number in 0..written.len() {
        let (earlier, rest) = written.split_at_mut(number);
        let Some(block) = rest.first_mut() else { return };
        block.number_rows();
        for row in block.repeated_rows() {
            block.strike(row);
        }
        for earlier in earlier {
            let again = block.ids.iter().filter_map(|id| earlier.row_of(*id));
            for row in again.collect::<std::collections::BTreeSet<u32>>() {
                earlier.strike(row);
            }
        }
    }
}
