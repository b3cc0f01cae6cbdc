//! Makes one block of the live rows of others.
//!
//! Invariant: what comes out is what the same people written at once would give; nothing is folded again.

use super::block::Block;

/// A row of one of several blocks.
#[derive(Clone, Copy)]
struct Source {
    /// The first bytes of the collation key, as a number of the same order: most comparisons end here.
    head: u128,
    block: u32,
    row: u32,
}

/// The live rows of all blocks in the order of names. No person may be live in two of them.
pub(super) fn gather(blocks: &[&Block]) -> Block {
    let mut sources = sources(blocks);
    let compare = |a: &Source, b: &Source| {
        a.head.cmp(&b.head).then_with(|| {
            let (block, other) = (blocks[a.block as usize], blocks[b.block as usize]);
            block.compare(a.row, other, b.row)
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
        let of = |row| Source { head: head(block.key(row)), block: number, row };
        sources.extend(block.live_rows().map(of));
    }
    sources
}

fn head(key: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    let length = key.len().min(bytes.len());
    bytes[..length].copy_from_slice(&key[..length]);
    u128::from_be_bytes(bytes)
}
