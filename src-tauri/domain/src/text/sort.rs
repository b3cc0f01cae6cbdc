//! The order of a Persian dictionary: پ after ب, چ after ج, گ after ک, و before ه.

use super::store_form;
use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale_core::locale;
use std::sync::OnceLock;

/// Bytes whose plain order is the Persian order of the texts. Spellings with the same store form have the
/// same key.
#[must_use]
pub fn sort_key(text: &str) -> Vec<u8> {
    let stored = store_form(text);
    let mut key = Vec::with_capacity(stored.len() * 2);
    match collator() {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(&stored, &mut key);
        }
        None => key.extend_from_slice(stored.as_bytes()),
    }
    key
}

/// The rules of `fa` are compiled in; were they missing, texts would sort by code point.
fn collator() -> Option<&'static CollatorBorrowed<'static>> {
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    let build = || CollatorBorrowed::try_new(locale!("fa").into(), CollatorOptions::default()).ok();
    COLLATOR.get_or_init(build).as_ref()
}
