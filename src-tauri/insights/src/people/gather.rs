//! Makes one block of the live rows of others.
//!
//! Invariant: what comes out is what the same people written at once would give; nothing is folded again.

use super::block::Block;
use bazgasht_domain::ids::CustomerId;

const HEAD_BYTES: u16 = 24;

/// A row of one of several blocks.
#[derive(Clone, Copy)]
struct Source {
    /// The first bytes of the collation key, as numbers of the same order: nearly all keys are no longer.
    head: [u64; 3],
    key_bytes: u16,
    id: CustomerId,
    block: u32,
    row: u32,
}

/// The live rows of all blocks in the order of names. No person may be live in two of them.
pub(super) fn gather(blocks: &[&Block]) -> Block {
    let mut sources = sources(blocks);
    let compare = |a: &Source, b: &Source| {
        a.head.cmp(&b.head).then_with(|| {
            if a.key_bytes.max(b.key_bytes) <= HEAD_BYTES {
                // One of them may go on with zeros.
                return (a.key_bytes, a.id).cmp(&(b.key_bytes, b.id));
            }
            blocks[a.block as usize].compare(a.row, blocks[b.block as usize], b.row)
        })
    };
    // Rows of a block that is in order already are a run that this sort only merges.
    sources.sort_by(compare);
    let mut gathered = Block::with_capacity_of(blocks);
    let mut new_rows: Vec<Vec<u32>> = blocks.iter().map(|block| vec![u32::MAX; block.rows()]).collect();
    for source in &sources {
        new_rows[source.block as usize][source.row as usize] = gathered.next_row();
        gathered.copy(blocks[source.block as usize], source.row);
    }
    for (block, new_rows) in blocks.iter().zip(&new_rows) {
        gathered.tags.copy(&block.tags, new_rows);
    }
    gathered.seal();
    gathered
}

fn sources(blocks: &[&Block]) -> Vec<Source> {
    let mut sources = Vec::with_capacity(blocks.iter().map(|block| block.live_count()).sum());
    for (number, block) in (0..).zip(blocks) {
        sources.extend(block.live_rows().map(|row| Source::of(block, number, row)));
    }
    sources
}

impl Source {
    fn of(block: &Block, number: u32, row: u32) -> Self {
        let key = block.key(row);
        let mut head = [0; 3];
        for (number, bytes) in head.iter_mut().zip(key.chunks(size_of::<u64>())) {
            let mut padded = [0; size_of::<u64>()];
            padded[..bytes.len()].copy_from_slice(bytes);
            *number = u64::from_be_bytes(padded);
        }
        let key_bytes = u16::try_from(key.len()).unwrap_or(u16::MAX);
        Self { head, key_bytes, id: block.ids[row as usize], block: number, row }
    }
}
