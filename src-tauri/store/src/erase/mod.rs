//! Erasing a person: everything that says who it was is overwritten, everywhere; sales, returns and the ledger stay with
//! a record that has no name, so that no total changes. There is no way back.
//!
//! Of the ledger nothing but the reason of an adjustment goes: a person wrote it, and it may name somebody. Kind, points, day
//! and cause of every entry stay, so that all figures add up as before. A sale being typed for this person goes too: it could
//! not be recorded any more.

use crate::counts::{self, Counted};
use crate::{Result, StoreError, Tx, journal};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::CustomerId;

/// Each statement has the person's id as ?1.
const STATEMENTS: &[&str] = &[
    "DELETE FROM customer_phone WHERE customer_id = ?1",
    "DELETE FROM customer_tag WHERE customer_id = ?1",
    "DELETE FROM customer_consent WHERE customer_id = ?1",
    "DELETE FROM customer_interest WHERE customer_id = ?1",
    "DELETE FROM custom_value WHERE customer_id = ?1",
    "DELETE FROM customer_note WHERE customer_id = ?1",
    "DELETE FROM duplicate_pair WHERE a_id = ?1 OR b_id = ?1",
    "UPDATE lead SET reason = '' WHERE customer_id = ?1",
    "UPDATE lead_step SET reason = '' WHERE customer_id = ?1",
    "UPDATE offer SET note = '', reason = '' WHERE customer_id = ?1",
    "UPDATE sale SET note = NULL WHERE customer_id = ?1 AND note IS NOT NULL",
    "UPDATE sale_return SET reason = NULL WHERE customer_id = ?1 AND reason IS NOT NULL",
    "UPDATE settlement SET note = NULL WHERE customer_id = ?1",
    "UPDATE points_entry SET note = NULL WHERE customer_id = ?1 AND note IS NOT NULL",
    "DELETE FROM counter_draft WHERE instr(body, CAST(?1 AS TEXT)) > 0",
    "UPDATE delivery SET note = NULL WHERE sale_id IN (SELECT id FROM sale WHERE customer_id = ?1)",
    "UPDATE suspended_sale SET label = '', body = json_replace(body, '$.found', '', '$.note', '') WHERE customer_id = ?1",
    "UPDATE customer_merge SET before = NULL, after = NULL WHERE kept_id = ?1 OR gone_id = ?1",
];

/// Overwrites one record and what hangs on it. Records that were merged into it are the caller's to erase too.
///
/// # Errors
/// `NotFound` when there is no such customer or it was erased before.
pub fn person(tx: &Tx, customer: CustomerId, at: InstantMs) -> Result<()> {
    let id = customer.get();
    for cells in [include_str!("cells_by_phone.sql"), include_str!("cells_by_name.sql")] {
        tx.run(cells, [id])?;
    }
    for statement in STATEMENTS {
        tx.run(statement, [id])?;
    }
    let sql = "SELECT merged_into IS NULL FROM customer WHERE id = ?1";
    let was_counted = tx.one(sql, [id], |row| row.get::<_, bool>(0))? == Some(true);
    if tx.run(include_str!("customer.sql"), (id, at.get()))? == 0 {
        return Err(StoreError::NotFound { entity: "customer", id });
    }
    tx.touch(customer);
    // A record that was merged away is not counted already.
    counts::change(tx, Counted::People, -i64::from(was_counted));
    // Answers kept for repeats say names; the ids in them stay, so that a repeat stays a repeat.
    tx.run(include_str!("answers.sql"), [id])?;
    journal::empty_payloads(tx, "customer", id)?;
    Ok(())
}

/// From here on to the end of the program, freed pages are overwritten: what is erased is not left lying in the file.
///
/// # Errors
/// The store's own errors.
pub fn overwrite(tx: &Tx) -> Result<()> {
    tx.one("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
    Ok(())
}

/// Those who were merged into this record, or into one that was.
///
/// # Errors
/// The store's own errors.
pub fn merged_into(reader: &crate::Reader, customer: CustomerId) -> Result<Vec<CustomerId>> {
    let sql = "SELECT id FROM customer WHERE merged_into = ?1 ORDER BY id";
    reader.many(sql, [customer.get()], |row| row.get(0).map(CustomerId::new))
}
