//! Counting, over many 64-bit words, how often each bit is set: sixty words at a time through carry-save adders,
//! then in bytes, then in counters. A few operations a word instead of one per set bit.

const EVERY_NIBBLE: u64 = 0x1111_1111_1111_1111;
const LOW_NIBBLES: u64 = 0x0f0f_0f0f_0f0f_0f0f;
/// Words that are added side by side: the compiler turns these loops into vector instructions.
const LANES: usize = 4;
/// Words per lane that four planes of bits can count.
const DEPTH: usize = 15;
/// Words per block.
pub(super) const BLOCK: usize = DEPTH * LANES;
/// A byte holds the sums of this many blocks of at most fifteen per lane.
const BLOCKS_PER_SPILL: u32 = 17;

type Lanes = [u64; LANES];

#[derive(Debug, Clone)]
pub(super) struct BitCounts {
    words: [u64; BLOCK],
    held: usize,
    /// Byte b of entry k counts bit 8·b + k.
    bytes: [Lanes; 8],
    blocks: u32,
    counts: [u32; 64],
}

impl Default for BitCounts {
    fn default() -> Self {
        Self { words: [0; BLOCK], held: 0, bytes: [[0; LANES]; 8], blocks: 0, counts: [0; 64] }
    }
}

/// Sum and carry of three words, bit by bit.
#[inline]
fn add3(a: Lanes, b: Lanes, c: Lanes) -> (Lanes, Lanes) {
    let (mut sum, mut carry) = ([0; LANES], [0; LANES]);
    for i in 0..LANES {
        let half = a[i] ^ b[i];
        sum[i] = half ^ c[i];
        carry[i] = (a[i] & b[i]) | (half & c[i]);
    }
    (sum, carry)
}

impl BitCounts {
    #[inline]
    pub(super) fn push(&mut self, word: u64) {
        self.words[self.held] = word;
        self.held += 1;
        if self.held == BLOCK {
            self.flush();
        }
    }

    #[inline(never)]
    fn flush(&mut self) {
        let words = self.words;
        self.held = 0;
        self.add_block(&words);
    }

    /// The words of one block at once.
    #[inline]
    pub(super) fn add_block(&mut self, words: &[u64; BLOCK]) {
        let (groups, _) = words.as_chunks::<LANES>();
        let w = |i: usize| groups[i];
        let (s, c1) = add3(w(0), w(1), w(2));
        let (s, c2) = add3(s, w(3), w(4));
        let (s, c3) = add3(s, w(5), w(6));
        let (s, c4) = add3(s, w(7), w(8));
        let (s, c5) = add3(s, w(9), w(10));
        let (s, c6) = add3(s, w(11), w(12));
        let (ones, c7) = add3(s, w(13), w(14));
        let (t, d1) = add3(c1, c2, c3);
        let (t, d2) = add3(t, c4, c5);
        let (twos, d3) = add3(t, c6, c7);
        let (fours, eights) = add3(d1, d2, d3);
        for k in 0..4 {
            for i in 0..LANES {
                let nibbles = (ones[i] >> k & EVERY_NIBBLE)
                    | (twos[i] >> k & EVERY_NIBBLE) << 1
                    | (fours[i] >> k & EVERY_NIBBLE) << 2
                    | (eights[i] >> k & EVERY_NIBBLE) << 3;
                self.bytes[k][i] += nibbles & LOW_NIBBLES;
                self.bytes[k + 4][i] += nibbles >> 4 & LOW_NIBBLES;
            }
        }
        self.blocks += 1;
        if self.blocks == BLOCKS_PER_SPILL {
            self.spill();
        }
    }

    fn spill(&mut self) {
        for (k, lanes) in self.bytes.iter_mut().enumerate() {
            for lane in lanes {
                for (byte, count) in lane.to_le_bytes().iter().enumerate() {
                    self.counts[8 * byte + k] += u32::from(*count);
                }
                *lane = 0;
            }
        }
        self.blocks = 0;
    }

    /// How many of the pushed words had bit 0, 1, … set.
    pub(super) fn finish(mut self) -> [u32; 64] {
        self.words[self.held..].fill(0);
        self.flush();
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
        for n in [0u32, 1, 14, 15, 59, 60, 61, 1019, 1020, 1021, 5000] {
            let mut counts = BitCounts::default();
            (0..n).for_each(|_| counts.push(u64::MAX));
            assert_eq!(counts.finish(), [n; 64], "{n} words of ones");
        }
    }

    proptest! {
        #[test]
        fn equals_counting_one_by_one(words in prop::collection::vec(any::<u64>(), 0..2500)) {
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
