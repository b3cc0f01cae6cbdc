//! How good a match is, and the best rows of one block.
//!
//! Invariant: once enough rows are as good as a rank, worse ones are left out, and so are later rows of that rank;
//! neither can change an answer.

/// Better ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A whole code, card or national code.
    Ident,
    NameWhole,
    /// Every typed word is a whole word of the name by sound; only for a text that the keyboard garbled.
    SoundWhole,
    NameStart,
    /// The last digits of a phone.
    PhoneEnd,
    PhoneStart,
    /// A word of the name begins so; of several typed words each.
    NameWord,
    PhonePart,
    IdentPart,
    /// A word of the name sounds so at its beginning.
    SoundStart,
    NamePart,
    Tag,
    SoundPart,
    /// A slip of the hand.
    Spelling,
}

impl Rank {
    const ALL: [Self; 14] = [
        Self::Ident,
        Self::NameWhole,
        Self::SoundWhole,
        Self::NameStart,
        Self::PhoneEnd,
        Self::PhoneStart,
        Self::NameWord,
        Self::PhonePart,
        Self::IdentPart,
        Self::SoundStart,
        Self::NamePart,
        Self::Tag,
        Self::SoundPart,
        Self::Spelling,
    ];
}

/// Rows that match, by rank.
pub(super) struct Tally {
    enough: usize,
    lists: [Vec<u32>; Rank::ALL.len()],
    /// Rows from here on, in this rank, and all rows of later ranks are of no use.
    bound: (usize, u32),
}

impl Tally {
    /// `enough`: rows that the answer needs at most.
    pub(super) fn new(enough: usize) -> Self {
        Self { enough: enough.max(1), lists: Default::default(), bound: (Rank::ALL.len(), 0) }
    }
    /// Whether this row or a later one is still of use in this rank.
    pub(super) fn is_open(&self, rank: Rank, row: u32) -> bool {
        (rank as usize, row) < self.bound
    }
    /// Takes a row; those of one rank come in ascending order.
    pub(super) fn offer(&mut self, rank: Rank, row: u32) {
        let list = &mut self.lists[rank as usize];
        if (rank as usize, row) < self.bound && list.last() != Some(&row) {
            list.push(row);
            if list.len() >= self.enough {
                self.bound = (rank as usize, row);
            }
        }
    }
    /// Lets `scan` offer rows that may lie before those already here: a pass of its own from the first row on.
    pub(super) fn pass(&mut self, scan: impl FnOnce(&mut Tally)) {
        let mut pass = Self { bound: self.bound, ..Self::new(self.enough) };
        scan(&mut pass);
        for (rank, (list, more)) in self.lists.iter_mut().zip(pass.lists).enumerate() {
            if list.is_empty() {
                *list = more;
            } else if !more.is_empty() {
                list.extend(more);
                list.sort_unstable();
                list.dedup();
                list.truncate(self.enough);
            }
            if list.len() >= self.enough {
                self.bound = self.bound.min((rank, list.last().copied().unwrap_or(0)));
            }
        }
    }
    /// Every row once, with its best rank: by rank, then in the order of names.
    pub(super) fn into_rows(self, rows: usize) -> Vec<(Rank, u32)> {
        let mut best = Vec::new();
        if self.lists.iter().all(Vec::is_empty) {
            return best;
        }
        let mut seen = vec![0_u64; rows.div_ceil(64)];
        for (rank, list) in Rank::ALL.into_iter().zip(self.lists) {
            for row in list {
                let (place, bit) = ((row / 64) as usize, 1 << (row % 64));
                if seen[place] & bit == 0 {
                    seen[place] |= bit;
                    best.push((rank, row));
                }
            }
        }
        best.truncate(self.enough);
        best
    }
}
