//! Pairs of records that may be one person, as the last look over everybody found them, and the pairs that a person
//! said are two people.

use crate::customers::{Birth, Gender, Profile};
use crate::{Reader, Result, Tx};
use bazgasht_domain::calendar::Birthday;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, StaffId};
use bazgasht_domain::likeness::Record;

/// Two records, the smaller id first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pair {
    a: CustomerId,
    b: CustomerId,
}

impl Pair {
    /// `None` for one record twice.
    #[must_use]
    pub fn new(one: CustomerId, other: CustomerId) -> Option<Self> {
        (one != other).then(|| Self { a: one.min(other), b: one.max(other) })
    }
    #[must_use]
    pub const fn a(self) -> CustomerId {
        self.a
    }
    #[must_use]
    pub const fn b(self) -> CustomerId {
        self.b
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub pair: Pair,
    /// 0 to 100.
    pub score: u8,
    /// Names of the reasons, as JSON.
    pub reasons: String,
}

/// Everybody as they are compared, by id; numbers come with them.
///
/// # Errors
/// The store's own errors.
pub fn records(reader: &Reader, mut take: impl FnMut(CustomerId, Record)) -> Result<()> {
    let mut phones = reader.prepare(include_str!("phones.sql"))?;
    let mut phones = crate::facts::Beside::new(phones.query([])?);
    reader.each(include_str!("records.sql"), [], |row| {
        let id = row.get::<_, i64>(0)?;
        let birth = Option::zip(row.get(6)?, row.get(7)?);
        let birth =
            birth.map(|(month, day)| Ok::<_, rusqlite::Error>(Birth { month, day, year: row.get(8)? }));
        let phones = phones.of(id)?;
        let gender: Option<String> = row.get(5)?;
        let record = record(
            (row.get(1)?, row.get(2)?),
            phones,
            (row.get(3)?, row.get(4)?),
            (birth.transpose()?, gender.map(|gender| gender == "female"), row.get(9)?),
        );
        take(CustomerId::new(id), record);
        Ok(())
    })
}

/// One person as they are compared.
#[must_use]
pub fn record_of(profile: &Profile) -> Record {
    let phones = profile.phones.iter().map(|phone| phone.e164.clone().unwrap_or_default());
    record(
        (profile.first_name.clone(), profile.last_name.clone()),
        phones.collect(),
        (profile.national_code.clone(), profile.card_no.clone()),
        (profile.birth, profile.gender.map(|gender| gender == Gender::Female), profile.city.clone()),
    )
}

/// A number that is no mobile comes as an empty text.
fn record(
    (first_name, last_name): (String, String),
    phones: Vec<String>,
    (national_code, card_no): (Option<String>, Option<String>),
    (birth, gender, city): (Option<Birth>, Option<bool>, Option<String>),
) -> Record {
    Record {
        first_name,
        last_name,
        has_phone: !phones.is_empty(),
        mobiles: phones.into_iter().filter(|number| !number.is_empty()).collect(),
        national_code,
        card_no,
        birthday: birth.and_then(|birth| Birthday::new(birth.month, birth.day, birth.year).ok()),
        gender,
        city,
    }
}

/// Puts a new list in place of the old one.
///
/// # Errors
/// The store's own errors.
pub fn replace(tx: &Tx, found: &[Found]) -> Result<()> {
    tx.run("DELETE FROM duplicate_pair", [])?;
    for one in found {
        let row = (one.pair.a.get(), one.pair.b.get(), one.score, &one.reasons);
        tx.run("INSERT INTO duplicate_pair (a_id, b_id, score, reasons) VALUES (?1, ?2, ?3, ?4)", row)?;
    }
    Ok(())
}

/// The most certain first; pairs of people who are gone since, and those that are two people, left out.
///
/// # Errors
/// The store's own errors.
pub fn page(reader: &Reader, limit: u32, skip: u32) -> Result<Vec<Found>> {
    reader.many(include_str!("page.sql"), (limit, skip), |row| {
        Ok(Found {
            pair: Pair { a: CustomerId::new(row.get(0)?), b: CustomerId::new(row.get(1)?) },
            score: row.get(2)?,
            reasons: row.get(3)?,
        })
    })
}

/// # Errors
/// The store's own errors.
pub fn count(reader: &Reader) -> Result<i64> {
    Ok(reader.one(include_str!("count.sql"), [], |row| row.get(0))?.unwrap_or_default())
}

/// Remembers that these are two people, or forgets it again.
///
/// # Errors
/// `MissingReference`.
pub fn set_not_same(
    tx: &Tx,
    pair: Pair,
    not_same: bool,
    at: InstantMs,
    actor: Option<StaffId>,
) -> Result<()> {
    if not_same {
        let sql = "INSERT OR IGNORE INTO not_same (a_id, b_id, at_ms, actor) VALUES (?1, ?2, ?3, ?4)";
        tx.run(sql, (pair.a.get(), pair.b.get(), at.get(), actor.map(StaffId::get)))?;
    } else {
        tx.run("DELETE FROM not_same WHERE a_id = ?1 AND b_id = ?2", (pair.a.get(), pair.b.get()))?;
    }
    Ok(())
}

/// Every pair that a person said is two people.
///
/// # Errors
/// The store's own errors.
pub fn not_same(reader: &Reader) -> Result<Vec<Pair>> {
    reader.many("SELECT a_id, b_id FROM not_same", [], |row| {
        Ok(Pair { a: CustomerId::new(row.get(0)?), b: CustomerId::new(row.get(1)?) })
    })
}
