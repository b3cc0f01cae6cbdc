//! Exact look-ups by something a customer is known by. Names are searched in memory, not here.

use super::phones::reversed_digits;
use crate::counts::{self, Counted};
use crate::{Reader, Result};
use bazgasht_domain::ids::CustomerId;

fn id(row: &rusqlite::Row<'_>) -> rusqlite::Result<CustomerId> {
    row.get(0).map(CustomerId::new)
}

/// # Errors
/// The store's own errors.
pub fn find_by_code(reader: &Reader, code: &str) -> Result<Option<CustomerId>> {
    // The code of a record that was merged away still means that person.
    reader.one("SELECT coalesce(merged_into, id) FROM customer WHERE code = ?1", [code], id)
}

/// Everybody with this mobile, oldest first.
///
/// # Errors
/// The store's own errors.
pub fn find_by_phone(reader: &Reader, e164: &str) -> Result<Vec<CustomerId>> {
    let sql = "SELECT DISTINCT customer_id FROM customer_phone WHERE e164 = ?1 ORDER BY customer_id";
    reader.many(sql, [e164], id)
}

/// Everybody with a number that ends in these ASCII digits, at most `limit`.
///
/// # Errors
/// The store's own errors.
pub fn find_by_phone_ending(reader: &Reader, digits: &str, limit: u32) -> Result<Vec<CustomerId>> {
    let from = reversed_digits(digits);
    if from.is_empty() {
        return Ok(Vec::new());
    }
    // ':' is the character after '9'.
    let below = format!("{from}:");
    reader.many(include_str!("find_by_phone_ending.sql"), (from, below, limit), id)
}

/// Everybody with a mobile that begins with this, at most `limit`; "+98912" and longer.
///
/// # Errors
/// The store's own errors.
pub fn find_by_mobile_start(reader: &Reader, e164_start: &str, limit: u32) -> Result<Vec<CustomerId>> {
    // ':' is the character after '9'.
    let below = format!("{e164_start}:");
    let sql = "SELECT DISTINCT customer_id FROM customer_phone WHERE e164 >= ?1 AND e164 < ?2 LIMIT ?3";
    reader.many(sql, (e164_start, below, limit), id)
}

/// Everybody whose name holds all of these words (as `name_key` spells them), at most `limit`. Reads names until it
/// has found enough: for the moment until they are in memory.
///
/// # Errors
/// The store's own errors.
pub fn find_by_words(reader: &Reader, words: &[&str], limit: usize) -> Result<Vec<CustomerId>> {
    let mut found = Vec::new();
    let Some((longest, _)) = words.iter().map(|word| (word, word.len())).max_by_key(|(_, bytes)| *bytes)
    else {
        return Ok(found);
    };
    let mut statement = reader.prepare(include_str!("find_by_word.sql"))?;
    let mut rows = statement.query([longest])?;
    while found.len() < limit
        && let Some(row) = rows.next()?
    {
        let name = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        if words.iter().all(|word| name.contains(word)) {
            found.push(id(row)?);
        }
    }
    Ok(found)
}

/// Everybody with this national code.
///
/// # Errors
/// The store's own errors.
pub fn find_by_national_code(reader: &Reader, code: &str) -> Result<Vec<CustomerId>> {
    reader.many("SELECT id FROM customer WHERE national_code = ?1 ORDER BY id", [code], id)
}

/// Everybody with this member card.
///
/// # Errors
/// The store's own errors.
pub fn find_by_card(reader: &Reader, card_no: &str) -> Result<Vec<CustomerId>> {
    // A card of a record that was merged away still opens the person.
    let sql = "SELECT DISTINCT coalesce(merged_into, id) FROM customer WHERE card_no = ?1 ORDER BY 1";
    reader.many(sql, [card_no], id)
}

/// Others who share a mobile with this person: the family.
///
/// # Errors
/// The store's own errors.
pub fn those_with_phone_of(reader: &Reader, customer: CustomerId, limit: u32) -> Result<Vec<CustomerId>> {
    reader.many(include_str!("those_with_phone_of.sql"), (customer.get(), limit), id)
}

/// Whom this person brought, oldest first.
///
/// # Errors
/// The store's own errors.
pub fn referred_by(reader: &Reader, referrer: CustomerId) -> Result<Vec<CustomerId>> {
    let sql = "SELECT id FROM customer WHERE referrer_id = ?1 AND merged_into IS NULL ORDER BY id";
    reader.many(sql, [referrer.get()], id)
}

/// How many customers there are, merged and erased ones left out.
///
/// # Errors
/// The store's own errors.
pub fn count(reader: &Reader) -> Result<i64> {
    counts::of(reader, Counted::People)
}

/// Everybody born on one of these days of the year (month, day), merged and erased ones left out.
///
/// # Errors
/// The store's own errors.
pub fn born_on(reader: &Reader, days: &[(u8, u8)]) -> Result<Vec<CustomerId>> {
    let mut found = Vec::new();
    for day in days {
        found.extend(reader.many(include_str!("born_on.sql"), *day, id)?);
    }
    Ok(found)
}
