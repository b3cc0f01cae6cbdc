//! Names as they are compared: words in key form, without spaces between them, one byte for each Persian letter.
//!
//! Invariants: equal spellings fold to equal bytes; a folded text is empty or begins a word; no byte is below
//! 0x0E, so that what separates texts in a buffer is never part of one.

use bazgasht_domain::text::{key_form, phonetic_form};
use std::collections::HashMap;

/// Letters of the key form, which hold no capital ASCII letter: these stand for them, and a few control
/// characters. Anything else keeps its UTF-8 bytes, which are none of these.
const LETTERS: &str = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";
const CODES: [u8; 32] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\x0E\x0F\x10\x11\x12\x13";

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

struct Word {
    bytes: Vec<u8>,
    sound: Vec<u8>,
}

/// Folds texts and remembers words, which come again and again in names.
#[derive(Default)]
pub(super) struct Folder {
    known: HashMap<String, Vec<Word>>,
}

/// More spellings than any language of names has: then the memory starts anew.
const KNOWN_MAX: usize = 1 << 17;

impl Folder {
    pub(super) fn fold_into(&mut self, text: &str, folded: &mut Folded) {
        folded.clear();
        for raw in head(text).split(|letter: char| letter.is_whitespace() || letter == ZWNJ) {
            if raw.is_empty() {
                continue;
            }
            if !self.known.contains_key(raw) {
                if self.known.len() >= KNOWN_MAX {
                    self.known.clear();
                }
                self.known.insert(raw.to_owned(), words(raw));
            }
            for word in self.known.get(raw).into_iter().flatten() {
                if folded.bytes.len() + word.bytes.len() > BYTES_MAX {
                    return;
                }
                folded.starts.push(folded.bytes.len());
                folded.bytes.extend_from_slice(&word.bytes);
                folded.hear(&word.sound);
            }
        }
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

/// What is read of a text.
pub(super) fn head(text: &str) -> &str {
    text.char_indices().nth(CHARS_MAX).map_or(text, |(end, _)| &text[..end])
}

/// Characters of a piece of a folded text.
pub(super) fn char_count(folded: &[u8]) -> usize {
    folded.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// The words of a text without spaces: dashes, brackets and dots separate too.
fn words(raw: &str) -> Vec<Word> {
    let key = key_form(raw);
    let is_separator = |letter: char| !letter.is_alphanumeric() && letter < '\u{2190}';
    let parts = key.split(is_separator).filter(|part| !part.is_empty());
    parts.map(|part| Word { bytes: encode(part), sound: encode(&phonetic_form(part)) }).collect()
}

fn encode(key: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(key.len());
    for letter in key.chars() {
        match LETTERS.chars().position(|known| known == letter) {
            Some(at) => bytes.push(CODES[at]),
            None => bytes.extend_from_slice(letter.to_ascii_lowercase().encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}
