//! Many sales in one transaction. Rows go in in the order of their ids; what is kept beside them (the customers'
//! totals and, for a load that outweighs the shop, the secondary indexes) is made once, at the end.

use super::write::{Minted, Statements};
use super::{NewSale, totals};
use crate::counts::{self, Counted};
use crate::{Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, SaleId};
use bazgasht_domain::money::Rial;
use std::collections::HashMap;

/// Below this many rows keeping the indexes along is as quick.
const REBUILD_ROWS_MIN: u64 = 20_000;

/// How many rows a statement writes.
const STATEMENT_ROWS: usize = 32;

/// A load under way. Until [`Bulk::finish`] the last sales are not to be seen yet, the customers' totals are
/// behind, and looking sales up by invoice, customer or day may be slow. An error anywhere must be returned
/// from the transaction.
pub struct Bulk<'t> {
    tx: &'t Tx,
    statements: Statements<'t>,
    pending: Vec<(Minted, NewSale)>,
    gains: HashMap<i64, totals::Gain>,
    /// The statements that make the dropped indexes again.
    indexes: Vec<String>,
}

impl<'t> Bulk<'t> {
    /// `rows_expected` decides whether the indexes are rebuilt at the end instead of kept along.
    ///
    /// # Errors
    /// The store's own errors.
    pub fn begin(tx: &'t Tx, rows_expected: u64) -> Result<Self> {
        tx.grow_cache()?;
        let indexes = if rows_expected >= REBUILD_ROWS_MIN && outweighs(tx, rows_expected)? {
            drop_indexes(tx)?
        } else {
            Vec::new()
        };
        Ok(Self {
            tx,
            statements: Statements::prepare(tx, STATEMENT_ROWS)?,
            pending: Vec::with_capacity(STATEMENT_ROWS),
            gains: HashMap::new(),
            indexes,
        })
    }

    /// # Errors
    /// As `sales::insert`, but what another table or row refuses may only show later or at `finish`.
    pub fn add(&mut self, sale: NewSale) -> Result<SaleId> {
        let minted = Minted::for_sale(self.tx, &sale)?;
        if let Some(customer) = sale.customer {
            self.gain(customer, sale.day, sale.total)?;
        }
        let id = minted.sale;
        self.pending.push((minted, sale));
        if self.pending.len() >= STATEMENT_ROWS {
            self.flush()?;
        }
        Ok(id)
    }

    fn flush(&mut self) -> Result<()> {
        let rows: Vec<_> = self.pending.iter().map(|(minted, sale)| (minted, sale)).collect();
        self.statements.write(&rows)?;
        counts::change(
            self.tx,
            Counted::Sales,
            i64::try_from(rows.len()).map_err(|_| StoreError::OutOfRange)?,
        );
        self.pending.clear();
        Ok(())
    }

    fn gain(&mut self, customer: CustomerId, day: ShopDay, net: Rial) -> Result<()> {
        let gain = self.gains.entry(customer.get()).or_insert(totals::Gain::none(day));
        gain.orders_count += 1;
        gain.net = gain.net.checked_add(net).ok_or(StoreError::OutOfRange)?;
        gain.first_day = gain.first_day.min(day);
        gain.last_day = gain.last_day.max(day);
        Ok(())
    }

    /// # Errors
    /// `Duplicate` when an invoice number was taken.
    pub fn finish(mut self) -> Result<()> {
        self.flush()?;
        for index in self.indexes {
            self.tx.run(&index, [])?;
        }
        let mut gains: Vec<_> = self.gains.into_iter().collect();
        gains.sort_unstable_by_key(|(customer, _)| *customer);
        for (customer, gain) in gains {
            totals::add(self.tx, CustomerId::new(customer), gain)?;
        }
        Ok(())
    }
}

/// Whether so many new rows are more than a third of those there are.
fn outweighs(tx: &Tx, rows_expected: u64) -> Result<bool> {
    let some = i64::try_from(rows_expected.saturating_mul(3)).unwrap_or(i64::MAX);
    let sql = "SELECT count(*) FROM (SELECT 1 FROM sale LIMIT ?1)";
    let there = tx.one(sql, [some], |row| row.get::<_, i64>(0))?.unwrap_or_default();
    Ok(there < some)
}

fn drop_indexes(tx: &Tx) -> Result<Vec<String>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'sale' ORDER BY name";
    let found = tx.many(sql, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    for (name, _) in &found {
        tx.run(&format!("DROP INDEX {name}"), [])?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}
