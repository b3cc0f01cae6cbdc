//! Asking one row or a block of rows. One function answers for a row; a block is nothing but that function, row by row,
//! gathered into words.

use bazgasht_domain::segment::Truth;

/// Which rows a question is asked of.
pub(super) trait Ask {
    type Answer;
    fn ask(self, of: impl Fn(u32) -> Truth) -> Self::Answer;
}

/// Of one row.
pub(super) struct One(pub(super) u32);

impl Ask for One {
    type Answer = Truth;
    fn ask(self, of: impl Fn(u32) -> Truth) -> Truth {
        of(self.0)
    }
}

/// Words of one block.
pub(super) const WORDS: usize = 64;
pub(super) const BLOCK: usize = WORDS * 64;

/// The answers for the rows of one block: those true, those unknown.
#[derive(Clone, Copy)]
pub(super) struct Answers {
    pub(super) yes: [u64; WORDS],
    pub(super) unknown: [u64; WORDS],
}

impl Answers {
    pub(super) const fn all(truth: Truth) -> Self {
        let (yes, unknown) = match truth {
            Truth::No => (0, 0),
            Truth::Unknown => (0, u64::MAX),
            Truth::Yes => (u64::MAX, 0),
        };
        Self { yes: [yes; WORDS], unknown: [unknown; WORDS] }
    }
}

/// Of a whole block of rows from `first` on.
pub(super) struct Whole {
    pub(super) first: u32,
}

impl Ask for Whole {
    type Answer = Answers;
    fn ask(self, of: impl Fn(u32) -> Truth) -> Answers {
        let mut answers = Answers::all(Truth::No);
        for (at, first) in (0..WORDS).zip((self.first..).step_by(64)) {
            let (mut yes, mut unknown) = (0u64, 0u64);
            for bit in 0..64 {
                let said = of(first + bit) as u64;
                yes |= (said >> 1) << bit;
                unknown |= (said & 1) << bit;
            }
            (answers.yes[at], answers.unknown[at]) = (yes, unknown);
        }
        answers
    }
}
