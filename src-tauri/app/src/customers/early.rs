//! People found in the file itself, for the moment until the search index is in memory: by number, card and code
//! through the file's own indexes, by the letters of a name by reading names. Exact spellings only; whoever is found
//! here is found by the index too.

use crate::error::AppError;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::phone::Mobile;
use bazgasht_domain::text::{key_form, to_ascii_digits};
use bazgasht_insights::people::{Found, Hit, Matched};
use bazgasht_store::{Reader, Store, customers};

pub(super) fn search(store: &Store, typed: &str, limit: usize) -> Result<Found, AppError> {
    let text = to_ascii_digits(typed.trim());
    let mut hits: Vec<Hit> = Vec::new();
    if !text.is_empty() && limit > 0 {
        store.read(|reader| gather(reader, &text, limit + 1, &mut hits))?;
    }
    let more = hits.len() > limit;
    hits.truncate(limit);
    Ok(Found { hits, read_as: None, more })
}

fn gather(reader: &Reader, text: &str, enough: usize, hits: &mut Vec<Hit>) -> Result<(), AppError> {
    let mut offer = |ids: Vec<CustomerId>, matched: Matched| {
        for id in ids {
            if hits.len() < enough && hits.iter().all(|hit| hit.id != id) {
                hits.push(Hit { id, matched, highlight: None });
            }
        }
    };
    offer(customers::find_by_code(reader, text)?.into_iter().collect(), Matched::Code);
    offer(customers::find_by_card(reader, text)?, Matched::Card);
    offer(customers::find_by_national_code(reader, text)?, Matched::NationalCode);
    if let Some(digits) = number(text) {
        let limit = u32::try_from(enough).unwrap_or(u32::MAX);
        if let Ok(mobile) = Mobile::parse(&digits) {
            offer(customers::find_by_phone(reader, &mobile.e164())?, Matched::Phone);
        }
        offer(customers::find_by_phone_ending(reader, &digits, limit)?, Matched::Phone);
        if let Some(start) = mobile_start(&digits) {
            offer(customers::find_by_mobile_start(reader, &start, limit)?, Matched::Phone);
        }
        return Ok(());
    }
    let key = key_form(text);
    let words: Vec<&str> = key.split_whitespace().collect();
    offer(customers::find_by_words(reader, &words, enough)?, Matched::Name);
    Ok(())
}

/// The digits of a text that holds nothing but digits and what is written between them.
fn number(text: &str) -> Option<String> {
    let between = |letter: char| letter.is_whitespace() || "+-().".contains(letter);
    let is_number = text.chars().all(|letter| letter.is_ascii_digit() || between(letter));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (is_number && !digits.is_empty()).then_some(digits)
}

/// The beginning of a mobile as it is stored, when so much of one was typed: 09…, 9…, 989…, 00989….
fn mobile_start(digits: &str) -> Option<String> {
    let rest = ["0098", "98", "0"].iter().find_map(|before| digits.strip_prefix(before)).unwrap_or(digits);
    rest.starts_with('9').then(|| format!("+98{rest}"))
}
