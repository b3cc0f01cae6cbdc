//! Words packed into numbers, so that a million of them can be asked at typing speed whether a slip of the hand
//! makes one of another.
//!
//! Invariant: the letters lie from the top byte down with zeros after them, so the order of numbers is that of
//! words. A letter is a byte, as Persian and plain Latin ones are.

/// Longer words are not packed.
pub(super) const PACKED_BYTES_MAX: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Packed(u128);

impl Packed {
    pub(super) fn new(word: &[u8]) -> Option<Self> {
        let mut bytes = [0; PACKED_BYTES_MAX];
        bytes.get_mut(..word.len())?.copy_from_slice(word);
        Some(Self(u128::from_be_bytes(bytes)))
    }
    pub(super) fn bytes(self) -> Vec<u8> {
        let bytes = self.0.to_be_bytes();
        bytes[..self.len()].to_vec()
    }
    fn len(self) -> usize {
        PACKED_BYTES_MAX - (self.0.trailing_zeros() / 8) as usize
    }
    /// The word without its first letters.
    fn without(self, letters: usize) -> u128 {
        u32::try_from(letters * 8).ok().and_then(|bits| self.0.checked_shl(bits)).unwrap_or(0)
    }
    fn head(self, letters: usize) -> Self {
        let keep = u32::try_from(letters * 8).ok().and_then(|bits| u128::MAX.checked_shr(bits)).unwrap_or(0);
        Self(self.0 & !keep)
    }

    /// Whether one letter was left out, added or replaced, or two neighbours changed places.
    pub(super) fn is_one_slip_from(self, word: Self) -> bool {
        let differing = self.0 ^ word.0;
        if differing == 0 {
            return false;
        }
        let same = (differing.leading_zeros() / 8) as usize;
        let (rest, other_rest) = (self.without(same), word.without(same));
        let (after, other_after) = (self.without(same + 1), word.without(same + 1));
        let left_out = rest == other_after;
        let added = after == other_rest;
        let replaced = after == other_after;
        let swapped = || (rest << 8 >> 120 << 120) | (rest >> 120 << 112) | (rest << 16 >> 16);
        left_out || added || replaced || swapped() == other_rest
    }
    /// Whether the word begins with one slip from this.
    pub(super) fn is_one_slip_from_start_of(self, word: Self) -> bool {
        let length = self.len();
        (length - 1..=length + 1).any(|letters| self.is_one_slip_from(word.head(letters)))
    }
}
