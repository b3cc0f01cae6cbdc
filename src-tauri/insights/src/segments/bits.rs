//! One bit a row. A word beyond the end reads as zero, so a set made before a customer came need not be longer.

/// Rows of which something is true.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    #[must_use]
    pub fn with_rows(rows: usize) -> Self {
        Self { words: vec![0; rows.div_ceil(64)] }
    }
    pub(super) fn grow(&mut self, rows: usize) {
        let words = rows.div_ceil(64);
        if self.words.len() < words {
            self.words.resize(words, 0);
        }
    }
    #[must_use]
    pub fn get(&self, row: u32) -> bool {
        self.word(row as usize / 64) >> (row % 64) & 1 == 1
    }
    pub(super) fn set(&mut self, row: u32, value: bool) {
        if let Some(word) = self.words.get_mut(row as usize / 64) {
            let bit = 1 << (row % 64);
            *word = if value { *word | bit } else { *word & !bit };
        }
    }
    #[must_use]
    pub fn word(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or(0)
    }
    pub(super) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.words
    }
    #[must_use]
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }
    /// In ascending order of rows.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.words).flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }
    /// Rows in both.
    #[must_use]
    pub fn count_and(&self, other: &Self) -> u32 {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones()).sum()
    }
    /// Rows in every one; none when there is no set.
    #[must_use]
    pub fn of_all(sets: &[&Self]) -> Self {
        let Some((first, rest)) = sets.split_first() else { return Self::default() };
        let word = |(at, word): (usize, &u64)| rest.iter().fold(*word, |word, set| word & set.word(at));
        Self { words: first.words.iter().enumerate().map(word).collect() }
    }
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.words.len() * 8
    }
}

/// Who belongs, and of whom it is not known; nobody is in both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    pub yes: Bits,
    pub unknown: Bits,
}

impl Pair {
    pub(super) fn with_rows(rows: usize) -> Self {
        Self { yes: Bits::with_rows(rows), unknown: Bits::with_rows(rows) }
    }
}
