//! Who was sent by whom, and what of it was settled. A referral is settled once.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, SaleId};

/// A new customer with the one who sent them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referral {
    pub customer: CustomerId,
    pub referrer: CustomerId,
    /// Their first purchase that still stands.
    pub sale: SaleId,
}

/// # Errors
/// The store's own errors.
pub fn referrer_of(reader: &Reader, customer: CustomerId) -> Result<Option<CustomerId>> {
    let sql = "SELECT referrer_id FROM customer WHERE id = ?1";
    let found = reader.one(sql, [customer.get()], |row| row.get::<_, Option<i64>>(0))?;
    Ok(found.flatten().map(CustomerId::new))
}

/// # Errors
/// `NotFound`; `MissingReference` when the referrer does not exist.
pub fn set_referrer(tx: &Tx, customer: CustomerId, referrer: Option<CustomerId>) -> Result<()> {
    let sql = "UPDATE customer SET referrer_id = ?2 WHERE id = ?1";
    if tx.run(sql, (customer.get(), referrer.map(CustomerId::get)))? == 0 {
        return Err(StoreError::NotFound { entity: "customer", id: customer.get() });
    }
    tx.touch(customer);
    Ok(())
}

/// # Errors
/// The store's own errors.
pub fn referral_settled(reader: &Reader, customer: CustomerId) -> Result<bool> {
    let sql = "SELECT 1 FROM referral_settled WHERE customer_id = ?1";
    Ok(reader.one(sql, [customer.get()], |_| Ok(()))?.is_some())
}

/// Referrals not settled yet whose new customer first bought on this day or earlier and kept it. A record that one was
/// merged into whose referral was settled is not new.
///
/// # Errors
/// The store's own errors.
pub fn pending_referrals(reader: &Reader, first_by: ShopDay, limit: u32) -> Result<Vec<Referral>> {
    reader.many(include_str!("pending_referrals.sql"), (first_by.get(), limit), |row| {
        Ok(Referral {
            customer: CustomerId::new(row.get(0)?),
            referrer: CustomerId::new(row.get(1)?),
            sale: SaleId::new(row.get(2)?),
        })
    })
}

/// # Errors
/// `Duplicate` when it was settled before.
pub fn settle_referral(tx: &Tx, referral: &Referral, day: ShopDay) -> Result<()> {
    let row = (referral.customer.get(), referral.referrer.get(), referral.sale.get(), day.get());
    let sql =
        "INSERT INTO referral_settled (customer_id, referrer_id, sale_id, shop_day) VALUES (?1, ?2, ?3, ?4)";
    tx.run(sql, row)?;
    Ok(())
}

/// Whose referral was settled with this sale as their first; the record that bought it, also after it was merged away.
///
/// # Errors
/// The store's own errors.
pub fn settled_by(reader: &Reader, sale: SaleId) -> Result<Option<CustomerId>> {
    let sql = "SELECT customer_id FROM referral_settled WHERE sale_id = ?1";
    reader.one(sql, [sale.get()], |row| row.get(0).map(CustomerId::new))
}
