//! Which products a typed text means: every word in the name in any spelling, or a part of the code or barcode.

use super::catalogue::Entry;
use bazgasht_domain::text::{key_form, tight_form, to_ascii_digits};
use memchr::memmem::Finder;

/// Shorter pieces of a code fit too much.
const CODE_CHARS_MIN: usize = 3;

/// Those that fit, the best first: names that begin with the first word, then shorter names, then as they came.
pub(crate) fn by_text<'a>(all: impl Iterator<Item = &'a Entry>, typed: &str) -> Vec<&'a Entry> {
    let key = key_form(typed);
    let words: Vec<String> = key.split_whitespace().map(tight_form).filter(|word| !word.is_empty()).collect();
    let asked = Asked::new(&words, to_ascii_digits(typed.trim()).to_lowercase());
    let mut found: Vec<(u8, usize, &Entry)> =
        all.filter_map(|entry| Some((asked.rank(entry)?, entry.product.details.name.len(), entry))).collect();
    found.sort_by_key(|(rank, length, _)| (*rank, *length));
    found.into_iter().map(|(.., entry)| entry).collect()
}

/// What was typed, made ready once for a hundred thousand names.
struct Asked<'a> {
    words: Vec<Finder<'a>>,
    code: String,
    /// The code once more, when it is long enough to be looked for inside others.
    piece: Option<Finder<'static>>,
}

impl<'a> Asked<'a> {
    fn new(words: &'a [String], code: String) -> Self {
        let is_long = code.chars().count() >= CODE_CHARS_MIN;
        Self {
            words: words.iter().map(|word| Finder::new(word.as_bytes())).collect(),
            piece: is_long.then(|| Finder::new(code.as_bytes()).into_owned()),
            code,
        }
    }

    fn rank(&self, entry: &Entry) -> Option<u8> {
        let codes = || entry.codes.iter().flatten();
        if !self.code.is_empty() && codes().any(|own| *own == self.code) {
            return Some(0);
        }
        if let Some(first) = self.words.first()
            && self.words.iter().all(|word| word.find(entry.tight.as_bytes()).is_some())
        {
            return Some(if entry.tight.as_bytes().starts_with(first.needle()) { 1 } else { 2 });
        }
        let piece = self.piece.as_ref()?;
        codes().any(|own| piece.find(own.as_bytes()).is_some()).then_some(3)
    }
}
