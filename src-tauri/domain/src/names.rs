//! Names of people, and when two of them may be the same person's.
//!
//! Invariant: nothing here changes what is shown; titles are dropped only to compare, and never the whole name.

use crate::text::{key_form, phonetic_form, single_spaced, store_form, tight_form};

/// Titles that are written before a name, in key form.
const TITLES: [&str; 15] = [
    "اقا",
    "اقای",
    "خانم",
    "خانوم",
    "بانو",
    "سرکار",
    "جناب",
    "حاج",
    "حاجی",
    "حاجیه",
    "دکتر",
    "مهندس",
    "استاد",
    "سید",
    "سیده",
];
/// The same behind a first name: «فاطمه سادات».
const TITLES_BEHIND: [&str; 2] = ["سادات", "السادات"];
/// A title before one of these is the first half of a surname: «حاجی زاده», «سید آبادی».
const SURNAME_ENDINGS: [&str; 9] = ["زاده", "پور", "نیا", "نژاد", "فر", "ابادی", "لو", "یان", "تبار"];
/// What must remain when سید is cut from a word it was joined to: «سیدعلی», but not «سیدی».
const JOINED_REST_MIN: usize = 3;

/// First and last name with one space between; either may be missing.
#[must_use]
pub fn full_name(first: &str, last: &str) -> String {
    single_spaced(&format!("{first} {last}"))
}

/// The name that is left without titles, for a careful look: «سیده فاطمه سادات حسینی» → «فاطمه حسینی».
/// In key form.
#[must_use]
pub fn without_titles(first: &str, last: &str) -> String {
    let (first, last) = (words(first), words(last));
    let all: Vec<&str> = first.iter().chain(&last).map(String::as_str).collect();
    let mut start = 0;
    while start + 1 < all.len() && TITLES.contains(&all[start]) && !SURNAME_ENDINGS.contains(&all[start + 1])
    {
        start += 1;
    }
    let mut kept: Vec<&str> = Vec::with_capacity(all.len());
    for (index, word) in all.iter().enumerate().skip(start) {
        let behind_first_name = index > start && index < first.len() && TITLES_BEHIND.contains(word);
        if !behind_first_name {
            kept.push(if index < first.len() { without_joined_title(word) } else { word });
        }
    }
    kept.join(" ")
}

/// Equal for two spellings of one name: titles, spaces and joiners do not count.
#[must_use]
pub fn duplicate_key(first: &str, last: &str) -> String {
    tight_form(&without_titles(first, last))
}

/// Equal for two names that sound alike as well: «طاهره» and «تاهره».
#[must_use]
pub fn duplicate_key_by_sound(first: &str, last: &str) -> String {
    phonetic_form(&without_titles(first, last))
}

/// The words of a name in key form; «سید‌علی» with a zero-width joiner is two words here.
fn words(name: &str) -> Vec<String> {
    let stored = store_form(name);
    let mut words = Vec::new();
    for word in stored.split_whitespace() {
        match word.split_once('\u{200C}') {
            Some((title, rest)) if ["سید", "سیده"].contains(&title) => {
                words.extend([title, rest].map(key_form))
            }
            _ => words.push(key_form(word)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn without_joined_title(word: &str) -> &str {
    match word.strip_prefix("سید") {
        Some(rest) if rest.chars().count() >= JOINED_REST_MIN => rest,
        _ => word,
    }
}
