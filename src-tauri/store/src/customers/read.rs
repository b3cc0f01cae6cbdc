//! Reading customers: one whole, or the few columns of a list.

use super::{Birth, Consent, Customer, Gender, Kind, Profile, Totals, details, phones};
use crate::{Reader, Result};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, ImportId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;

/// Separates tags within one column of one statement; can not be typed.
const TAG_SEPARATOR: char = '\u{1f}';

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: CustomerId,
    pub full_name: String,
    /// The first number: E.164 when it is a mobile, as written otherwise.
    pub phone: Option<String>,
    pub city: Option<String>,
    pub tags: Vec<String>,
    pub totals: Totals,
    pub code: Option<String>,
    pub birth: Option<Birth>,
    pub district: Option<String>,
    pub company: Option<String>,
    pub created_day: ShopDay,
}

/// A text column holds a word that this program does not know.
pub(super) fn text_error(word: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        0,
        rusqlite::types::Type::Text,
        format!("unknown word {word}").into(),
    )
}

fn totals(row: &rusqlite::Row<'_>, first_column: usize) -> rusqlite::Result<Totals> {
    let day = |column: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i32>>(column)?.map(ShopDay::new));
    Ok(Totals {
        points: Points::new(row.get(first_column)?),
        orders_count: row.get(first_column + 1)?,
        net: Rial::new(row.get(first_column + 2)?),
        first_day: day(first_column + 3)?,
        last_day: day(first_column + 4)?,
    })
}

fn birth(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Birth>> {
    let (month, day) = (row.get("birth_month")?, row.get("birth_day")?);
    let year = row.get("birth_year")?;
    Ok(Option::zip(month, day).map(|(month, day)| Birth { month, day, year }))
}

fn profile(row: &rusqlite::Row<'_>) -> rusqlite::Result<Profile> {
    Ok(Profile {
        kind: Kind::parse(&row.get::<_, String>("kind")?),
        code: row.get("code")?,
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        full_name: row.get("full_name")?,
        name_key: row.get("name_key")?,
        name_sort: row.get("name_sort")?,
        gender: row.get::<_, Option<String>>("gender")?.as_deref().map(Gender::parse),
        birth: birth(row)?,
        birth_raw: row.get("birth_raw")?,
        city: row.get("city")?,
        district: row.get("district")?,
        address: row.get("address")?,
        national_code: row.get("national_code")?,
        card_no: row.get("card_no")?,
        company: row.get("company")?,
        company_size: row.get("company_size")?,
        note: row.get("note")?,
        channel: row.get("channel")?,
        acquisition_cost: row.get::<_, Option<i64>>("acquisition_cost_rial")?.map(Rial::new),
        referrer: row.get::<_, Option<i64>>("referrer_id")?.map(CustomerId::new),
        is_lead: row.get("is_lead")?,
        phones: Vec::new(),
        tags: Vec::new(),
        interests: Vec::new(),
        custom: Vec::new(),
    })
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: CustomerId) -> Result<Option<Customer>> {
    let found = reader.one(include_str!("get.sql"), [id.get()], |row| {
        Ok(Customer {
            id,
            profile: profile(row)?,
            consents: Vec::new(),
            totals: totals(row, 30)?,
            created_at: InstantMs::new(row.get("created_at_ms")?),
            created_day: ShopDay::new(row.get("created_day")?),
            import: row.get::<_, Option<i64>>("import_id")?.map(ImportId::new),
            merged_into: row.get::<_, Option<i64>>("merged_into")?.map(CustomerId::new),
            erased_at: row.get::<_, Option<i64>>("erased_at_ms")?.map(InstantMs::new),
        })
    })?;
    let Some(mut customer) = found else { return Ok(None) };
    customer.profile.phones = phones::of(reader, id)?;
    let sql = "SELECT tag FROM customer_tag WHERE customer_id = ?1 ORDER BY tag";
    customer.profile.tags = reader.many(sql, [id.get()], |row| row.get(0))?;
    customer.profile.interests = details::interests(reader, id)?;
    customer.profile.custom = details::custom(reader, id)?;
    customer.consents = consents(reader, id)?;
    Ok(Some(customer))
}

fn consents(reader: &Reader, id: CustomerId) -> Result<Vec<Consent>> {
    let sql = "SELECT channel, granted, at_ms, origin FROM customer_consent WHERE customer_id = ?1 ORDER BY channel";
    reader.many(sql, [id.get()], |row| {
        Ok(Consent {
            channel: row.get(0)?,
            granted: row.get(1)?,
            at: InstantMs::new(row.get(2)?),
            origin: row.get(3)?,
        })
    })
}

/// Whether there is such a record that was neither merged away nor erased: only these buy and hold points.
///
/// # Errors
/// The store's own errors.
pub fn is_living(reader: &Reader, id: CustomerId) -> Result<bool> {
    let sql = "SELECT 1 FROM customer WHERE id = ?1 AND merged_into IS NULL AND erased_at_ms IS NULL";
    Ok(reader.one(sql, [id.get()], |_| Ok(()))?.is_some())
}

/// The lines of a list, in the order asked for; an id without a customer is left out.
///
/// # Errors
/// The store's own errors.
pub fn rows(reader: &Reader, ids: &[CustomerId]) -> Result<Vec<Row>> {
    let mut lines = Vec::with_capacity(ids.len());
    for &id in ids {
        let line = reader.one(include_str!("row.sql"), [id.get()], |row| {
            let tags = row.get::<_, Option<String>>(3)?.unwrap_or_default();
            Ok(Row {
                id,
                full_name: row.get(0)?,
                phone: row.get(1)?,
                city: row.get(2)?,
                tags: tags.split(TAG_SEPARATOR).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
                totals: totals(row, 4)?,
                code: row.get(9)?,
                birth: birth(row)?,
                district: row.get("district")?,
                company: row.get("company")?,
                created_day: ShopDay::new(row.get("created_day")?),
            })
        })?;
        lines.extend(line);
    }
    Ok(lines)
}
