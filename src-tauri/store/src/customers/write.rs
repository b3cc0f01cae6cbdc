//! Writing a customer: the row, its numbers and its tags stay together.

use super::{Consent, Profile, details, phones};
use crate::counts::{self, Counted};
use crate::{Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, ImportId};
use bazgasht_domain::money::Rial;
use rusqlite::ToSql;

/// The profile as named parameters, for both statements.
struct Bound<'a> {
    profile: &'a Profile,
    kind: &'static str,
    gender: Option<&'static str>,
    birth_month: Option<u8>,
    birth_day: Option<u8>,
    birth_year: Option<i32>,
    acquisition_cost_rial: Option<i64>,
    referrer_id: Option<i64>,
}

impl<'a> Bound<'a> {
    fn new(profile: &'a Profile) -> Self {
        Self {
            profile,
            kind: profile.kind.as_str(),
            gender: profile.gender.map(super::Gender::as_str),
            birth_month: profile.birth.map(|birth| birth.month),
            birth_day: profile.birth.map(|birth| birth.day),
            birth_year: profile.birth.and_then(|birth| birth.year),
            acquisition_cost_rial: profile.acquisition_cost.map(Rial::get),
            referrer_id: profile.referrer.map(CustomerId::get),
        }
    }

    fn params(&self) -> Vec<(&'static str, &dyn ToSql)> {
        let profile = self.profile;
        vec![
            (":kind", &self.kind),
            (":code", &profile.code),
            (":first_name", &profile.first_name),
            (":last_name", &profile.last_name),
            (":full_name", &profile.full_name),
            (":name_key", &profile.name_key),
            (":name_sort", &profile.name_sort),
            (":gender", &self.gender),
            (":birth_month", &self.birth_month),
            (":birth_day", &self.birth_day),
            (":birth_year", &self.birth_year),
            (":birth_raw", &profile.birth_raw),
            (":city", &profile.city),
            (":district", &profile.district),
            (":address", &profile.address),
            (":national_code", &profile.national_code),
            (":card_no", &profile.card_no),
            (":company", &profile.company),
            (":company_size", &profile.company_size),
            (":note", &profile.note),
            (":channel", &profile.channel),
            (":acquisition_cost_rial", &self.acquisition_cost_rial),
            (":referrer_id", &self.referrer_id),
            (":is_lead", &profile.is_lead),
        ]
    }
}

/// # Errors
/// `Duplicate { what: "customer.code" }` when the code is taken.
pub fn insert(
    tx: &Tx,
    profile: &Profile,
    at: InstantMs,
    day: ShopDay,
    import: Option<ImportId>,
) -> Result<CustomerId> {
    let id: CustomerId = tx.mint()?;
    let bound = Bound::new(profile);
    let (raw, at_ms, day, import) = (id.get(), at.get(), day.get(), import.map(ImportId::get));
    let mut params = bound.params();
    params.extend::<[(&'static str, &dyn ToSql); 4]>([
        (":id", &raw),
        (":created_at_ms", &at_ms),
        (":created_day", &day),
        (":import_id", &import),
    ]);
    tx.run(include_str!("insert.sql"), params.as_slice())?;
    counts::change(tx, Counted::People, 1);
    tx.touch(id);
    insert_details(tx, id, profile)?;
    Ok(id)
}

/// Replaces the whole profile, numbers and tags included.
///
/// # Errors
/// `NotFound`; `Duplicate { what: "customer.code" }` when the code is another customer's.
pub fn update(tx: &Tx, id: CustomerId, profile: &Profile) -> Result<()> {
    let bound = Bound::new(profile);
    let raw = id.get();
    let mut params = bound.params();
    params.push((":id", &raw));
    if tx.run(include_str!("update.sql"), params.as_slice())? == 0 {
        return Err(StoreError::NotFound { entity: "customer", id: raw });
    }
    tx.touch(id);
    tx.run("DELETE FROM customer_phone WHERE customer_id = ?1", [raw])?;
    tx.run("DELETE FROM customer_tag WHERE customer_id = ?1", [raw])?;
    details::clear(tx, id)?;
    insert_details(tx, id, profile)
}

/// Removes a record on which nothing hangs: no sale, no points, nobody's referral.
///
/// # Errors
/// `NotFound`; `MissingReference` when something refers to it.
pub fn remove(tx: &Tx, id: CustomerId) -> Result<()> {
    let raw = id.get();
    tx.run("DELETE FROM customer_phone WHERE customer_id = ?1", [raw])?;
    tx.run("DELETE FROM customer_tag WHERE customer_id = ?1", [raw])?;
    tx.run("DELETE FROM customer_consent WHERE customer_id = ?1", [raw])?;
    tx.run("DELETE FROM lead_step WHERE customer_id = ?1", [raw])?;
    tx.run("DELETE FROM lead WHERE customer_id = ?1", [raw])?;
    tx.run("DELETE FROM duplicate_pair WHERE a_id = ?1 OR b_id = ?1", [raw])?;
    details::clear(tx, id)?;
    if tx.run("DELETE FROM customer WHERE id = ?1", [raw])? == 0 {
        return Err(StoreError::NotFound { entity: "customer", id: raw });
    }
    counts::change(tx, Counted::People, -1);
    tx.touch(id);
    Ok(())
}

fn insert_details(tx: &Tx, id: CustomerId, profile: &Profile) -> Result<()> {
    phones::insert(tx, id, &profile.phones)?;
    for tag in &profile.tags {
        tx.run("INSERT OR IGNORE INTO customer_tag (customer_id, tag) VALUES (?1, ?2)", (id.get(), tag))?;
    }
    details::insert(tx, id, profile)
}

/// Keeps the newest answer per channel.
///
/// # Errors
/// `MissingReference` when there is no such customer.
pub fn set_consent(tx: &Tx, id: CustomerId, consent: &Consent) -> Result<()> {
    let row = (id.get(), &consent.channel, consent.granted, consent.at.get(), &consent.origin);
    tx.run(include_str!("set_consent.sql"), row)?;
    tx.touch(id);
    Ok(())
}

/// Forgets the answer to one channel: it was never asked.
///
/// # Errors
/// The store's own errors.
pub fn remove_consent(tx: &Tx, id: CustomerId, channel: &str) -> Result<()> {
    tx.run("DELETE FROM customer_consent WHERE customer_id = ?1 AND channel = ?2", (id.get(), channel))?;
    tx.touch(id);
    Ok(())
}
