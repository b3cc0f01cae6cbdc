//! Names in one buffer, a piece each, that know where their words begin.
//!
//! Invariant: a mark lies on the first byte of every word and nowhere else.

use super::texts::Texts;

#[derive(Default)]
pub(super) struct Phrases {
    texts: Texts,
    /// One bit for each byte of the buffer.
    starts: Vec<u64>,
}

/// Where in a name a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    WordStart,
    Inside,
}

impl Phrases {
    pub(super) fn with_texts(texts: Texts) -> Self {
        Self { texts, starts: Vec::new() }
    }
    pub(super) fn texts(&self) -> &Texts {
        &self.texts
    }
    pub(super) fn write(&mut self, name: &[u8], starts: impl Iterator<Item = usize>) {
        let base = self.texts.bytes().len();
        for start in starts {
            let place = base + start;
            if self.starts.len() <= place / 64 {
                self.starts.resize(place / 64 + 1, 0);
            }
            self.starts[place / 64] |= 1 << (place % 64);
        }
        self.texts.write(name);
        self.texts.end_piece();
        self.texts.end_row();
    }
    pub(super) fn copy(&mut self, from: &Phrases, row: u32) {
        self.write(from.name(row), from.word_starts(row));
    }
    pub(super) fn seal(&mut self) {
        self.texts.seal();
        self.starts.resize(self.texts.bytes().len().div_ceil(64), 0);
        self.starts.shrink_to_fit();
    }

    pub(super) fn name(&self, row: u32) -> &[u8] {
        self.texts.single(row)
    }
    /// Whether a word begins at this place of the buffer.
    pub(super) fn is_word_start(&self, place: usize) -> bool {
        self.starts.get(place / 64).is_some_and(|bits| bits & (1 << (place % 64)) != 0)
    }
    /// Where words begin, within the row.
    pub(super) fn word_starts(&self, row: u32) -> impl Iterator<Item = usize> + '_ {
        let range = self.texts.range(row);
        let base = range.start;
        range.filter(|place| self.is_word_start(*place)).map(move |place| place - base)
    }
    pub(super) fn words(&self, row: u32) -> impl Iterator<Item = &[u8]> {
        let name = self.name(row);
        let ends = self.word_starts(row).skip(1).chain([name.len()]);
        self.word_starts(row).zip(ends).map(move |(start, end)| &name[start..end])
    }

    /// The first word of a name that begins with `word`, else the first place inside one: in bytes of the row.
    pub(super) fn place(&self, row: u32, word: &[u8]) -> Option<(usize, Place)> {
        let base = self.texts.range(row).start;
        let name = self.name(row);
        let mut inside = None;
        let mut from = 0;
        while let Some(step) = name.get(from..).and_then(|rest| find_short(rest, word)) {
            let at = from + step;
            if self.is_word_start(base + at) {
                return Some((at, Place::WordStart));
            }
            inside = inside.or(Some((at, Place::Inside)));
            from = at + 1;
        }
        inside
    }

    pub(super) fn held_bytes(&self) -> usize {
        self.texts.held_bytes() + self.starts.capacity() * size_of::<u64>()
    }
}

/// Names are shorter than what a search engine needs to get going.
fn find_short(name: &[u8], word: &[u8]) -> Option<usize> {
    (!word.is_empty()).then(|| name.windows(word.len()).position(|window| window == word)).flatten()
}
