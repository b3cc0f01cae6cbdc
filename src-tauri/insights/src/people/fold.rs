//! Names as they are compared: words in key form, without spaces between them, one byte for each Persian letter.
//!
//! Invariants: equal spellings fold to equal bytes; a folded text is empty or begins a word; no byte is below
//! 0x0E, so that what separates texts in a buffer is never part of one.

use super::letters::{encode, encode_plain, is_plain, sound_of_plain};
use bazgasht_domain::text::{key_form, phonetic_form};
use std::collections::HashMap;

/// Characters searched of a name and read of a typed text.
pub(super) const CHARS_MAX: usize = 128;
/// A name longer than this in bytes after folding keeps what came before.
const BYTES_MAX: usize = 512;
const ZWNJ: char = '\u{200C}';

/// A text ready to be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Folded {
    /// The words joined.
    pub(super) bytes: Vec<u8>,
    /// Where each word starts in `bytes`.
    pub(super) starts: Vec<usize>,
    /// The words by sound, joined.
    pub(super) sound: Vec<u8>,
    /// Where each word starts in `sound`.
    pub(super) sound_starts: Vec<usize>,
}

impl Folded {
    pub(super) fn words(&self) -> impl Iterator<Item = &[u8]> {
        let ends = self.starts.iter().skip(1).copied().chain([self.bytes.len()]);
        self.starts.iter().zip(ends).map(|(start, end)| &self.bytes[*start..end])
    }
    /// Says whether there was room.
    fn push(&mut self, word: &[u8], sound: &[u8]) -> bool {
        let fits = self.bytes.len() + word.len() <= BYTES_MAX;
        if fits {
            self.starts.push(self.bytes.len());
            self.bytes.extend_from_slice(word);
            self.hear(sound);
        }
        fits
    }
    /// A letter that ends one word and begins the next is heard once, as within a word.
    fn hear(&mut self, word: &[u8]) {
        let heard_already = match (self.sound.last(), word.first()) {
            (Some(last), Some(first)) => last == first && first.is_ascii() && !first.is_ascii_digit(),
            _ => false,
        };
        self.sound_starts.push(self.sound.len() - usize::from(heard_already));
        self.sound.extend_from_slice(&word[usize::from(heard_already)..]);
    }
    fn clear(&mut self) {
        self.bytes.clear();
        self.starts.clear();
        self.sound.clear();
        self.sound_starts.clear();
    }
}

#[derive(Default)]
struct Word {
    bytes: Vec<u8>,
    sound: Vec<u8>,
}

/// Folds texts. Words of plain letters are quick; others are remembered, since they come again and again.
#[derive(Default)]
pub(super) struct Folder {
    known: HashMap<String, Vec<Word>>,
    plain: Word,
}

/// More spellings than any language of names has: then the memory starts anew.
const KNOWN_MAX: usize = 1 << 16;

impl Folder {
    pub(super) fn fold_into(&mut self, text: &str, folded: &mut Folded) {
        folded.clear();
        for raw in raw_words(head(text)) {
            let fits = if encode_plain(raw, &mut self.plain.bytes) {
                sound_of_plain(&self.plain.bytes, &mut self.plain.sound);
                folded.push(&self.plain.bytes, &self.plain.sound)
            } else {
                self.known_words(raw).iter().all(|word| folded.push(&word.bytes, &word.sound))
            };
            if !fits {
                return;
            }
        }
    }
    fn known_words(&mut self, raw: &str) -> &[Word] {
        if !self.known.contains_key(raw) {
            if self.known.len() >= KNOWN_MAX {
                self.known.clear();
            }
            self.known.insert(raw.to_owned(), words(raw));
        }
        self.known.get(raw).map_or(&[], Vec::as_slice)
    }
}

/// Folds one text.
pub(super) fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    Folder::default().fold_into(text, &mut folded);
    folded
}

/// Folds a number that may have letters; numbers are too many to remember.
pub(super) fn fold_ident(text: &str) -> Vec<u8> {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return head(text).to_ascii_lowercase().into_bytes();
    }
    fold(text).bytes
}

/// Characters of the folded text.
pub(super) fn folded_chars(text: &str) -> usize {
    let of_raw = |raw: &str| match is_plain(raw) {
        true => raw.chars().count(),
        false => parts(&key_form(raw)).map(|part| part.chars().count()).sum(),
    };
    raw_words(text).map(of_raw).sum()
}

/// What is read of a text.
pub(super) fn head(text: &str) -> &str {
    text.char_indices().nth(CHARS_MAX).map_or(text, |(end, _)| &text[..end])
}

fn raw_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_whitespace() || letter == ZWNJ).filter(|raw| !raw.is_empty())
}

/// Dashes, brackets and dots separate words too.
fn parts(key: &str) -> impl Iterator<Item = &str> {
    let is_separator = |letter: char| !letter.is_alphanumeric() && letter < '\u{2190}';
    key.split(is_separator).filter(|part| !part.is_empty())
}

fn words(raw: &str) -> Vec<Word> {
    let word = |part| Word { bytes: encode(part), sound: encode(&phonetic_form(part)) };
    parts(&key_form(raw)).map(word).collect()
}
