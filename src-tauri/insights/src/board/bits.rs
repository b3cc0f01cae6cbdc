//! Counting, over many 64-bit words, how often each bit is set: fifteen words at a time through carry-save adders,
//! then in bytes, then in counters. About eight operations a word instead of one per set bit.

const EVERY_NIBBLE: u64 = 0x1111_1111_1111_1111;
const LOW_NIBBLES: u64 = 0x0f0f_0f0f_0f0f_0f0f;
const BLOCK: usize = 15;
/// A byte holds the sums of this many blocks of at most fifteen.
const BLOCKS_PER_SPILL: u32 = 17;

#[derive(Debug, Clone)]
pub(super) struct BitCounts {
    words: [u64; BLOCK],
    held: usize,
    /// Byte b of entry k counts bit 8·b + k.
    bytes: [u64; 8],
    blocks: u32,
    counts: [u32; 64],
}

impl Default for BitCounts {
    fn default() -> Self {
        Self { words: [0; BLOCK], held: 0, bytes: [0; 8], blocks: 0, counts: [0; 64] }
    }
}

/// Sum and carry of three words, bit by bit.
fn add3(a: u64, b: u64, c: u64) -> (u64, u64) {
    let half = a ^ b;
    (half ^ c, (a & b) | (half & c))
}

impl BitCounts {
    #[inline]
    pub(super) fn push(&mut self, word: u64) {
        self.words[self.held] = word;
        self.held += 1;
        if self.held == BLOCK {
            self.add_block();
        }
    }

    fn add_block(&mut self) {
        let w = self.words;
        let (s, c1) = add3(w[0], w[1], w[2]);
        let (s, c2) = add3(s, w[3], w[4]);
        let (s, c3) = add3(s, w[5], w[6]);
        let (s, c4) = add3(s, w[7], w[8]);
        let (s, c5) = add3(s, w[9], w[10]);
        let (s, c6) = add3(s, w[11], w[12]);
        let (ones, c7) = add3(s, w[13], w[14]);
        let (t, d1) = add3(c1, c2, c3);
        let (t, d2) = add3(t, c4, c5);
        let (twos, d3) = add3(t, c6, c7);
        let (fours, eights) = add3(d1, d2, d3);
        for k in 0..4 {
            let nibbles = (ones >> k & EVERY_NIBBLE)
                | (twos >> k & EVERY_NIBBLE) << 1
                | (fours >> k & EVERY_NIBBLE) << 2
                | (eights >> k & EVERY_NIBBLE) << 3;
            self.bytes[k] += nibbles & LOW_NIBBLES;
            self.bytes[k + 4] += nibbles >> 4 & LOW_NIBBLES;
        }
        self.held = 0;
        self.blocks += 1;
        if self.blocks == BLOCKS_PER_SPILL {
            self.spill();
        }
    }

    fn spill(&mut self) {
        for (k, lanes) in self.bytes.iter_mut().enumerate() {
            for (byte, count) in lanes.to_le_bytes().iter().enumerate() {
                self.counts[8 * byte + k] += u32::from(*count);
            }
            *lanes = 0;
        }
        self.blocks = 0;
    }

    /// How many of the pushed words had bit 0, 1, … set.
    pub(super) fn finish(mut self) -> [u32; 64] {
        self.words[self.held..].fill(0);
        self.add_block();
        self.spill();
        self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_words_do_not_overflow_the_bytes() {
        for n in [0u32, 1, 14, 15, 16, 254, 255, 256, 1000] {
            let mut counts = BitCounts::default();
            (0..n).for_each(|_| counts.push(u64::MAX));
            assert_eq!(counts.finish(), [n; 64], "{n} words of ones");
        }
    }

    proptest! {
        #[test]
        fn equals_counting_one_by_one(words in prop::collection::vec(any::<u64>(), 0..600)) {
            let mut counts = BitCounts::default();
            words.iter().for_each(|w| counts.push(*w));
            let mut want = [0u32; 64];
            for w in &words {
                for (bit, count) in want.iter_mut().enumerate() {
                    *count += u32::from(w >> bit & 1 == 1);
                }
            }
            prop_assert_eq!(counts.finish(), want);
        }
    }
}
