//! Streams that fill the columns in memory. Each calls back once a row and keeps nothing.
//! Rows come in the order they lie in the file; a closure that fails ends the stream.

mod attributes;

pub use attributes::{Attributes, Line, attributes, attributes_of, lines, lines_of};

use crate::{Reader, Result};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, SaleId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;

/// One order of a known customer: not cancelled, not fully returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purchase {
    pub sale: SaleId,
    pub customer: CustomerId,
    pub day: ShopDay,
    /// total − returned.
    pub net: Rial,
}

/// What a person is searched by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    pub full_name: String,
    pub name_key: String,
    /// ASCII digits of every number: E.164 without "+" for a mobile, what was written otherwise.
    pub phone_digits: Vec<String>,
    pub code: Option<String>,
    pub card_no: Option<String>,
    pub national_code: Option<String>,
    pub tags: Vec<String>,
    pub name_sort: Vec<u8>,
    /// What else they are found by: company, district, texts of the shop's own fields, codes of merged records.
    pub others: Vec<String>,
}

/// Anonymous sales of one day, counted beside the figures as excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnonymousDay {
    pub day: ShopDay,
    pub orders_count: i64,
    pub net: Rial,
}

/// # Errors
/// The store's own errors.
pub fn purchases(reader: &Reader, mut take: impl FnMut(Purchase)) -> Result<()> {
    reader.each(include_str!("purchases.sql"), [], |row| {
        take(Purchase {
            sale: SaleId::new(row.get(0)?),
            customer: CustomerId::new(row.get(1)?),
            day: ShopDay::new(row.get(2)?),
            net: Rial::new(row.get(3)?),
        });
        Ok(())
    })
}

/// The orders of one customer, oldest first: what `purchases` gives of them, through an index.
///
/// # Errors
/// The store's own errors.
pub fn purchases_of(reader: &Reader, customer: CustomerId) -> Result<Vec<Purchase>> {
    reader.many(include_str!("purchases_of.sql"), [customer.get()], |row| {
        Ok(Purchase {
            sale: SaleId::new(row.get(0)?),
            customer,
            day: ShopDay::new(row.get(1)?),
            net: Rial::new(row.get(2)?),
        })
    })
}

/// # Errors
/// The store's own errors.
pub fn anonymous_days(reader: &Reader) -> Result<Vec<AnonymousDay>> {
    reader.many(include_str!("anonymous_days.sql"), [], |row| {
        Ok(AnonymousDay {
            day: ShopDay::new(row.get(0)?),
            orders_count: row.get(1)?,
            net: Rial::new(row.get(2)?),
        })
    })
}

/// Every customer that is neither merged away nor erased, by id.
///
/// # Errors
/// The store's own errors.
pub fn people(reader: &Reader, mut take: impl FnMut(CustomerId, Person)) -> Result<()> {
    let mut phones = reader.prepare(include_str!("phones.sql"))?;
    let mut phones = Beside::new(phones.query([])?);
    let mut tags = reader.prepare(include_str!("tags.sql"))?;
    let mut tags = Beside::new(tags.query([])?);
    let mut texts = reader.prepare(include_str!("custom_texts.sql"))?;
    let mut texts = Beside::new(texts.query([])?);
    let mut merged = reader.prepare(include_str!("merged_codes.sql"))?;
    let mut merged = Beside::new(merged.query([])?);
    reader.each(include_str!("people.sql"), [], |row| {
        let id = row.get::<_, i64>(0)?;
        let reversed = phones.of(id)?;
        let person = Person {
            full_name: row.get(1)?,
            name_key: row.get(2)?,
            phone_digits: reversed.iter().map(|digits| digits.chars().rev().collect()).collect(),
            code: row.get(3)?,
            card_no: row.get(4)?,
            national_code: row.get(5)?,
            tags: tags.of(id)?,
            name_sort: row.get(6)?,
            others: others(row.get(7)?, row.get(8)?, texts.of(id)?, merged.of(id)?),
        };
        take(CustomerId::new(id), person);
        Ok(())
    })
}

fn others(
    company: Option<String>,
    district: Option<String>,
    texts: Vec<String>,
    merged: Vec<String>,
) -> Vec<String> {
    company.into_iter().chain(district).chain(texts).chain(merged).collect()
}

/// Rows of (customer, text) by customer, read in step with the customers themselves.
pub(crate) struct Beside<'s> {
    rows: rusqlite::Rows<'s>,
    ahead: Option<(i64, String)>,
}

impl<'s> Beside<'s> {
    pub(crate) fn new(rows: rusqlite::Rows<'s>) -> Self {
        Self { rows, ahead: None }
    }

    /// The texts of `id`; ids must be asked for in rising order.
    pub(crate) fn of(&mut self, id: i64) -> rusqlite::Result<Vec<String>> {
        let mut texts = Vec::new();
        loop {
            if self.ahead.is_none() {
                self.ahead = self
                    .rows
                    .next()?
                    .map(|row| Ok::<_, rusqlite::Error>((row.get(0)?, row.get(1)?)))
                    .transpose()?;
            }
            match self.ahead.take() {
                Some((owner, _)) if owner < id => {}
                Some((owner, text)) if owner == id => texts.push(text),
                later => {
                    self.ahead = later;
                    return Ok(texts);
                }
            }
        }
    }
}

/// One person as `people` gives them; `None` when merged away, erased or unknown.
///
/// # Errors
/// The store's own errors.
pub fn person(reader: &Reader, id: CustomerId) -> Result<Option<Person>> {
    let found = crate::customers::get(reader, id)?;
    let alive = found.filter(|customer| customer.merged_into.is_none() && customer.erased_at.is_none());
    let Some(customer) = alive else { return Ok(None) };
    let text = |row: &rusqlite::Row<'_>| row.get::<_, String>(1);
    let texts = reader.many(include_str!("custom_texts_of.sql"), [id.get()], text)?;
    let merged = reader.many(include_str!("merged_codes_of.sql"), [id.get()], text)?;
    let profile = customer.profile;
    Ok(Some(Person {
        full_name: profile.full_name,
        name_key: profile.name_key,
        phone_digits: profile.phones.iter().map(crate::customers::Phone::digits).collect(),
        code: profile.code,
        card_no: profile.card_no,
        national_code: profile.national_code,
        tags: profile.tags,
        name_sort: profile.name_sort,
        others: others(profile.company, profile.district, texts, merged),
    }))
}

/// Erased people: their orders count, but no list shows them.
///
/// # Errors
/// The store's own errors.
pub fn erased(reader: &Reader) -> Result<Vec<CustomerId>> {
    let sql = "SELECT id FROM customer WHERE erased_at_ms IS NOT NULL";
    reader.many(sql, [], |row| row.get(0).map(CustomerId::new))
}

/// Balances that are not zero.
///
/// # Errors
/// The store's own errors.
pub fn balances(reader: &Reader, mut take: impl FnMut(CustomerId, Points)) -> Result<()> {
    let sql = "SELECT id, points_balance FROM customer WHERE points_balance <> 0 ORDER BY id";
    reader.each(sql, [], |row| {
        take(CustomerId::new(row.get(0)?), Points::new(row.get(1)?));
        Ok(())
    })
}
