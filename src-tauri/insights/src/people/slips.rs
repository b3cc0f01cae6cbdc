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

    fn first(self) -> u8 {
        self.0.to_be_bytes()[0]
    }

    /// Whether one letter was left out, added or replaced, or two neighbours changed places.
    pub(super) fn is_one_slip_from(self, word: Self) -> bool {
        // Most words begin otherwise: for them the slip was in the first letter, and nothing is to be counted.
        let same = match self.first() == word.first() {
            true if self == word => return false,
            true => ((self.0 ^ word.0).leading_zeros() / 8) as usize,
            false => 0,
        };
        let (rest, other_rest) = (self.without(same), word.without(same));
        let (after, other_after) = (rest << 8, other_rest << 8);
        let left_out = rest == other_after;
        let added = after == other_rest;
        let replaced = after == other_after;
        let swapped = || (rest << 8 >> 120 << 120) | (rest >> 120 << 112) | (rest << 16 >> 16);
        left_out || added || replaced || swapped() == other_rest
    }
    /// Whether the word begins with one slip from this, behind the right first letter.
    pub(super) fn is_one_slip_from_start_of(self, word: Self) -> bool {
        let length = self.len();
        let lengths = length.saturating_sub(1)..=length + 1;
        self.first() == word.first()
            && lengths.into_iter().any(|letters| self.is_one_slip_from(word.head(letters)))
    }
}

#[cfg(test)]
mod tests {
    use super::Packed;

    fn check(typed: &str, word: &str, is_slip: bool, reason: &str) {
        let packed = |text: &str| Packed::new(text.as_bytes()).unwrap();
        assert_eq!(packed(typed).is_one_slip_from(packed(word)), is_slip, "{typed}, {word}: {reason}");
        assert_eq!(packed(word).is_one_slip_from(packed(typed)), is_slip, "{word}, {typed}: {reason}");
    }

    #[test]
    fn slips_of_the_hand() {
        for (typed, word, is_slip, reason) in [
            ("abcd", "abcd", false, "no slip"),
            ("abxd", "abcd", true, "replaced"),
            ("xbcd", "abcd", true, "the first one replaced"),
            ("abcx", "abcd", true, "the last one replaced"),
            ("abd", "abcd", true, "left out"),
            ("bcd", "abcd", true, "the first one left out"),
            ("abc", "abcd", true, "the last one left out"),
            ("bacd", "abcd", true, "the first two swapped"),
            ("abdc", "abcd", true, "the last two swapped"),
            ("acbd", "abcd", true, "swapped within"),
            ("badc", "abcd", false, "two swaps"),
            ("abxx", "abcd", false, "two replaced"),
            ("ab", "abcd", false, "two left out"),
            ("axcx", "abcd", false, "two apart"),
            ("cbad", "abcd", false, "not neighbours"),
            ("a", "b", true, "one letter for another"),
            ("", "a", true, "nothing and a letter"),
            ("0123456789abcdef", "0123456789abcdeF", true, "the last of as many as are packed"),
            ("123456789abcdef", "0123456789abcdef", true, "the first of as many as are packed"),
        ] {
            check(typed, word, is_slip, reason);
        }
    }

    #[test]
    fn beginnings_and_lengths() {
        let packed = |text: &str| Packed::new(text.as_bytes()).unwrap();
        let begins = |typed: &str, word: &str| packed(typed).is_one_slip_from_start_of(packed(word));
        assert!(begins("abx", "abcdef"), "replaced at the end of what was typed");
        assert!(begins("acd", "abcdef"), "left out");
        assert!(!begins("xbc", "abcdef"), "the first letter is taken as typed");
        assert!(Packed::new(&[b'a'; 17]).is_none(), "too long to be packed");
        assert_eq!(packed("abc").bytes(), b"abc", "unpacked again");
    }
}
