//! Moving the rows of one record to another, and back. What follows a person is one list; a table that is not in it
//! stays where it was.

use super::Merge;
use crate::sales::recompute;
use crate::{Reader, Result, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, MergeId};
use bazgasht_domain::money::Rial;

/// One kind of row that follows a person.
struct Follows {
    kind: &'static str,
    table: &'static str,
    /// Which row it is, and whose.
    row: &'static str,
    owner: &'static str,
    /// Of a table with several kinds of rows: only these.
    only: &'static str,
}

const fn follows(kind: &'static str, table: &'static str, row: &'static str) -> Follows {
    Follows { kind, table, row, owner: "customer_id", only: "" }
}

const FOLLOWS: &[Follows] = &[
    follows("sale", "sale", "id"),
    follows("return", "sale_return", "id"),
    follows("note", "customer_note", "id"),
    follows("step", "lead_step", "id"),
    follows("offer", "offer", "id"),
    follows("hold", "points_hold", "id"),
    follows("suspended", "suspended_sale", "id"),
    follows("settlement", "settlement", "id"),
    follows("tier", "tier_change", "id"),
    follows("coupon", "coupon", "id"),
    follows("coupon_use", "coupon_use", "sale_id"),
    follows("reward_use", "reward_use", "sale_id"),
    Follows { only: "AND source_kind = 'sale'", ..follows("carry_sale", "points_carry", "source_id") },
    Follows { only: "AND source_kind = 'return'", ..follows("carry_return", "points_carry", "source_id") },
    Follows { only: "AND source_kind = 'cancel'", ..follows("carry_cancel", "points_carry", "source_id") },
    // The two records themselves are written by the merge, not moved by it.
    Follows { owner: "referrer_id", only: "AND id NOT IN (?3, ?4)", ..follows("referral", "customer", "id") },
    Follows { owner: "merged_into", only: "AND id NOT IN (?3, ?4)", ..follows("merged", "customer", "id") },
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
    for Follows { kind, table, row, owner, only } in FOLLOWS {
        let list = format!(
            "INSERT INTO merge_moved (merge_id, kind, row_id) SELECT ?1, ?2, {row} FROM {table} WHERE {owner} = ?3 {only} AND ?4 IS NOT NULL"
        );
        tx.run(&list, (merge.get(), kind, gone.get(), kept.get()))?;
    }
    set_owner(tx, merge, (gone, kept))?;
    recompute(tx, kept)?;
    recompute(tx, gone)?;
    touch_referred(tx, merge)?;
    orders(tx, merge)
}

/// Exactly what went over goes back. What came since stays with the kept record.
///
/// # Errors
/// The store's own errors.
pub fn move_back(tx: &Tx, merge: &Merge) -> Result<Vec<Order>> {
    set_owner(tx, merge.id, (merge.kept, merge.gone))?;
    // What was returned since of a sale that goes home goes with it.
    tx.run(include_str!("returns_home.sql"), (merge.id.get(), merge.gone.get()))?;
    recompute(tx, merge.kept)?;
    recompute(tx, merge.gone)?;
    touch_referred(tx, merge.id)?;
    orders(tx, merge.id)
}

/// Those who were sent by the one are now sent by the other.
fn touch_referred(tx: &Tx, merge: MergeId) -> Result<()> {
    let sql = "SELECT row_id FROM merge_moved WHERE merge_id = ?1 AND kind = 'referral'";
    let referred = tx.many(sql, [merge.get()], |row| row.get(0).map(CustomerId::new))?;
    referred.into_iter().for_each(|customer| tx.touch(customer));
    Ok(())
}

fn set_owner(tx: &Tx, merge: MergeId, (from, to): (CustomerId, CustomerId)) -> Result<()> {
    for Follows { kind, table, row, owner, only } in FOLLOWS {
        // Of a row that names no single thing only the one of this owner is meant; the two records stay out here too.
        let only = if only.contains("?4") { "" } else { only };
        let sql = format!(
            "UPDATE {table} SET {owner} = ?3 WHERE {owner} = ?4 {only} AND {row} IN (SELECT row_id FROM merge_moved WHERE merge_id = ?1 AND kind = ?2)"
        );
        tx.run(&sql, (merge.get(), kind, to.get(), from.get()))?;
    }
    Ok(())
}

fn orders(reader: &Reader, merge: MergeId) -> Result<Vec<Order>> {
    reader.many(include_str!("orders.sql"), [merge.get()], |row| {
        Ok(Order { day: ShopDay::new(row.get(0)?), net: Rial::new(row.get(1)?) })
    })
}
