//! What else people are found by: company, district, words of the shop's own fields. Found from the beginning of a word.
//!
//! Invariant: of every text the whole and each later word is a piece, so one scan finds what begins so.

use super::fold::{Folded, Folder};
use super::rank::{Rank, Tally};
use super::texts::{END, Onward, Texts};
use memchr::memmem;

#[derive(Default)]
pub(super) struct Others {
    texts: Texts,
}

impl Others {
    pub(super) fn with_texts(texts: Texts) -> Self {
        Self { texts }
    }
    pub(super) fn texts(&self) -> &Texts {
        &self.texts
    }
    pub(super) fn write(&mut self, texts: &[String], folder: &mut Folder, folded: &mut Folded) {
        for text in texts {
            folder.fold_into(text, folded);
            let words = folded.words().skip(1);
            for piece in
                std::iter::once(folded.bytes.as_slice()).chain(words).filter(|piece| !piece.is_empty())
            {
                self.texts.write(piece);
                self.texts.end_piece();
            }
        }
        self.texts.end_row();
    }
    pub(super) fn copy(&mut self, from: &Others, row: u32) {
        self.texts.write(from.texts.row(row));
        self.texts.end_row();
    }
    pub(super) fn seal(&mut self) {
        self.texts.seal();
    }

    /// Whether something of this row begins so.
    pub(super) fn has(&self, row: u32, word: &[u8]) -> bool {
        let range = self.texts.range(row);
        if range.is_empty() || word.is_empty() {
            return false;
        }
        // With the END that closes what lies before: every piece begins behind one.
        let bytes = &self.texts.bytes()[range.start - 1..range.end];
        memmem::find_iter(bytes, word).any(|at| at > 0 && bytes[at - 1] == END)
    }
    /// Offers the rows that `rank` agrees to, of those in which something begins so.
    pub(super) fn scan(&self, word: &[u8], tally: &mut Tally, mut agrees: impl FnMut(u32) -> bool) {
        // Only the END that every buffer begins with: nobody has anything here.
        if word.is_empty() || self.texts.bytes().len() <= 1 || !tally.is_open(Rank::Tag, 0) {
            return;
        }
        let needle: Vec<u8> = std::iter::once(END).chain(word.iter().copied()).collect();
        self.texts.scan(&needle, 0, |place, rows| {
            let row = rows.row_of(place);
            if agrees(row) {
                tally.offer(Rank::Tag, row);
            }
            if tally.is_open(Rank::Tag, row) { Onward::NextRow } else { Onward::Stop }
        });
    }
    pub(super) fn held_bytes(&self) -> usize {
        self.texts.held_bytes()
    }
}
