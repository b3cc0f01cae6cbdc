//! Which products a typed text means: every word in the name in any spelling, or a part of the code or barcode.

use super::catalogue::{Entry, Known};
use super::texts::Texts;
use bazgasht_domain::text::{key_form, tight_form, to_ascii_digits};
use memchr::memmem::Finder;
use std::sync::Arc;

/// Shorter pieces of a code fit too much.
const CODE_CHARS_MIN: usize = 3;

/// How well a product fits, the best first.
const SAME_CODE: u8 = 0;
const NAME_BEGINS: u8 = 1;
const NAME_HOLDS: u8 = 2;
const CODE_HOLDS: u8 = 3;
const UNFIT: u8 = u8::MAX;

/// How many fit, and of the first of them a page.
pub(crate) struct Found<'a> {
    pub total: usize,
    pub page: Vec<&'a Entry>,
}

/// Of the products that are `wanted`, those that fit: names that begin with the first word before others, shorter names
/// first, then as they stand.
pub(crate) fn by_text<'a>(
    known: &'a Known,
    wanted: impl Fn(&Entry) -> bool,
    typed: &str,
    (skip, limit): (usize, usize),
) -> Found<'a> {
    let fits = fits(known, typed);
    let order =
        (0u32..).zip(&fits).zip(&known.entries).filter(|((_, fit), entry)| **fit != UNFIT && wanted(entry));
    let order = order.map(|((place, fit), _)| {
        let length = known.names.get(place as usize).len() as u64;
        u64::from(*fit) << 56 | length.min(0xff_ffff) << 32 | u64::from(place)
    });
    let mut order: Vec<u64> = order.collect();
    let (total, end) = (order.len(), skip.saturating_add(limit));
    // Only what is shown is put in order.
    if end < total {
        order.select_nth_unstable(end);
        order.truncate(end);
    }
    order.sort_unstable();
    let entry = |key: &u64| known.entries.get(*key as u32 as usize).map(Arc::as_ref);
    Found { total, page: order.iter().skip(skip).filter_map(entry).collect() }
}

/// How each product fits.
fn fits(known: &Known, typed: &str) -> Vec<u8> {
    let mut fits = vec![UNFIT; known.entries.len()];
    let mut better = |place: usize, fit: u8| fits[place] = fits[place].min(fit);
    let key = key_form(typed);
    let words: Vec<String> = key.split_whitespace().map(tight_form).filter(|word| !word.is_empty()).collect();
    // The longest word is the rarest.
    if let Some((first, longest)) = words.first().zip(words.iter().max_by_key(|word| word.len())) {
        let others: Vec<Finder<'_>> =
            words.iter().filter(|word| *word != longest).map(|word| Finder::new(word.as_bytes())).collect();
        let begins = Texts::beginning(first);
        for place in known.names.holding(longest.as_bytes()) {
            let name = known.names.get(place);
            if others.iter().all(|word| word.find(name).is_some()) {
                better(place, if name.starts_with(&begins) { NAME_BEGINS } else { NAME_HOLDS });
            }
        }
    }
    let code = to_ascii_digits(typed.trim()).to_lowercase();
    if !code.is_empty() {
        known.codes.holding(&Texts::whole(&code)).for_each(|place| better(place, SAME_CODE));
    }
    if code.chars().count() >= CODE_CHARS_MIN {
        known.codes.holding(code.as_bytes()).for_each(|place| better(place, CODE_HOLDS));
    }
    fits
}
