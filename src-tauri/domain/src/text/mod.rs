//! Persian text in four forms, each built on the one before: *store* (what is kept), *key* (what is
//! compared), *tight* (key without spaces), *phonetic* (letters that sound alike made equal).
//!
//! Invariants: every form is idempotent, and equal texts give equal forms.

mod digits;
mod forms;
mod layout;
mod sort;

pub use digits::{to_ascii_digits, to_persian_digits};
pub use forms::{key_form, phonetic_form, store_form, tight_form};
pub use layout::fix_layout;
pub use sort::sort_key;

/// One letter of the first and one of the last word, for a picture-less person: «مریم سبزواری» gives
/// «م س». The space keeps the letters from joining.
#[must_use]
pub fn initials(name: &str) -> String {
    let stored = store_form(name);
    let mut letters = stored
        .split(|letter: char| letter.is_whitespace())
        .filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()));
    match (letters.next(), letters.next_back()) {
        (Some(first), Some(last)) => format!("{first} {last}"),
        (Some(only), None) => only.to_string(),
        (None, _) => String::new(),
    }
}

/// Trims the ends and makes every run of white space one plain space.
#[must_use]
pub fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}
