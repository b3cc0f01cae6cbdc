//! Which products a typed text means: every word in the name in any spelling, or a part of the code or barcode.

use super::catalogue::Entry;
use bazgasht_domain::text::{key_form, tight_form, to_ascii_digits};

/// Shorter pieces of a code fit too much.
const CODE_CHARS_MIN: usize = 3;

/// Those that fit, the best first: names that begin with the first word, then shorter names, then as they came.
pub(crate) fn by_text<'a>(all: impl Iterator<Item = &'a Entry>, typed: &str) -> Vec<&'a Entry> {
    let key = key_form(typed);
    let words: Vec<String> = key.split_whitespace().map(tight_form).filter(|word| !word.is_empty()).collect();
    let code = to_ascii_digits(typed.trim()).to_lowercase();
    let mut found: Vec<(u8, usize, &Entry)> = all
        .filter_map(|entry| Some((rank(entry, &words, &code)?, entry.product.details.name.len(), entry)))
        .collect();
    found.sort_by_key(|(rank, length, _)| (*rank, *length));
    found.into_iter().map(|(.., entry)| entry).collect()
}

fn rank(entry: &Entry, words: &[String], code: &str) -> Option<u8> {
    let codes = || entry.codes.iter().flatten();
    if !code.is_empty() && codes().any(|own| own == code) {
        return Some(0);
    }
    if let Some(first) = words.first()
        && words.iter().all(|word| entry.tight.contains(word.as_str()))
    {
        return Some(if entry.tight.starts_with(first.as_str()) { 1 } else { 2 });
    }
    let fits = code.chars().count() >= CODE_CHARS_MIN && codes().any(|own| own.contains(code));
    fits.then_some(3)
}
