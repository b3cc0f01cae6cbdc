//! Moving the rows of one record to another, and back. What follows a person is one list; a table that is not in it
//! stays where it was.

use super::Merge;
use crate::sales::recompute;
use crate::{Reader, Result, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, MergeId};
use bazgasht_domain::money::Rial;

/// Kind of row, its table, and the column that says whose it is.
const FOLLOWS: &[(&str, &str, &str)] = &[
    ("sale", "sale", "customer_id"),
    ("return", "sale_return", "customer_id"),
    ("note", "customer_note", "customer_id"),
    ("step", "lead_step", "customer_id"),
    ("offer", "offer", "customer_id"),
    ("referral", "customer", "referrer_id"),
    ("merged", "customer", "merged_into"),
];

/// An order that went over: what the columns in memory must hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    pub day: ShopDay,
    pub net: Rial,
}

/// Everything of `gone` that has a row of its own becomes `kept`'s. Answers the orders among it.
///
/// # Errors
/// The store's own errors.
pub fn move_over(tx: &Tx, merge: MergeId, kept: CustomerId, gone: CustomerId) -> Result<Vec<Order>> {
    for (kind, table, column) in FOLLOWS {
        // The two records themselves are written by the merge, not moved by it.
        let list = format!(
            "INSERT INTO merge_moved (merge_id, kind, row_id) SELECT ?1, ?2, id FROM {table} WHERE {column} = ?3 {}",
            if *table == "customer" { "AND id NOT IN (?3, ?4)" } else { "AND ?4 IS NOT NULL" },
        );
        tx.run(&list, (merge.get(), kind, gone.get(), kept.get()))?;
    }
    set_owner(tx, merge, kept)?;
    recompute(tx, kept)?;
    recompute(tx, gone)?;
    orders(tx, merge)
}

/// Exactly what went over goes back. What came since stays with the kept record.
///
/// # Errors
/// The store's own errors.
pub fn move_back(tx: &Tx, merge: &Merge) -> Result<Vec<Order>> {
    set_owner(tx, merge.id, merge.gone)?;
    recompute(tx, merge.kept)?;
    recompute(tx, merge.gone)?;
    orders(tx, merge.id)
}

fn set_owner(tx: &Tx, merge: MergeId, owner: CustomerId) -> Result<()> {
    for (kind, table, column) in FOLLOWS {
        let sql = format!(
            "UPDATE {table} SET {column} = ?3 WHERE id IN (SELECT row_id FROM merge_moved WHERE merge_id = ?1 AND kind = ?2)"
        );
        tx.run(&sql, (merge.get(), kind, owner.get()))?;
    }
    Ok(())
}

fn orders(reader: &Reader, merge: MergeId) -> Result<Vec<Order>> {
    reader.many(include_str!("orders.sql"), [merge.get()], |row| {
        Ok(Order { day: ShopDay::new(row.get(0)?), net: Rial::new(row.get(1)?) })
    })
}
