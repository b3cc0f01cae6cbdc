//! Coupon codes and their uses. A use that comes back is marked, never removed; the count beside the code repeats what
//! the uses say and is changed in the same transaction.

use super::{read_json, window, write_json};
use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CouponId, CustomerId, SaleId};
use bazgasht_domain::loyalty::{Benefit, CouponTerms};
use bazgasht_domain::money::Rial;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coupon {
    pub id: CouponId,
    pub code: String,
    pub name: String,
    pub benefit: Benefit,
    pub terms: CouponTerms,
    pub uses: i64,
    pub archived_at: Option<InstantMs>,
}

/// A coupon that went with a sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CouponUse {
    pub coupon: CouponId,
    pub off: Rial,
    pub is_back: bool,
}

struct Texts {
    benefit: String,
    products: String,
    categories: String,
    tiers: String,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Coupon, Texts)> {
    let texts =
        Texts { benefit: row.get(4)?, products: row.get(11)?, categories: row.get(12)?, tiers: row.get(13)? };
    let terms = CouponTerms {
        owner: row.get::<_, Option<i64>>(2)?.map(CustomerId::new),
        window: window(row.get(9)?, row.get(10)?),
        minimum: Rial::new(row.get(5)?),
        max_uses: row.get(6)?,
        max_uses_per_customer: row.get(7)?,
        products: Vec::new(),
        categories: Vec::new(),
        tiers: Vec::new(),
    };
    let coupon = Coupon {
        id: CouponId::new(row.get(0)?),
        code: row.get(1)?,
        name: row.get(3)?,
        benefit: Benefit::FreeDelivery,
        terms,
        uses: row.get(8)?,
        archived_at: row.get::<_, Option<i64>>(14)?.map(InstantMs::new),
    };
    Ok((coupon, texts))
}

fn whole((coupon, texts): (Coupon, Texts)) -> Result<Coupon> {
    let terms = CouponTerms {
        products: read_json(&texts.products)?,
        categories: read_json(&texts.categories)?,
        tiers: read_json(&texts.tiers)?,
        ..coupon.terms
    };
    Ok(Coupon { benefit: read_json(&texts.benefit)?, terms, ..coupon })
}

/// # Errors
/// `Corrupt` when its terms can not be read.
pub fn coupon(reader: &Reader, id: CouponId) -> Result<Option<Coupon>> {
    reader.one(include_str!("coupon.sql"), [id.get()], read)?.map(whole).transpose()
}

/// # Errors
/// `Corrupt` when its terms can not be read.
pub fn coupon_by_code(reader: &Reader, code: &str) -> Result<Option<Coupon>> {
    let id =
        reader.one("SELECT id FROM coupon WHERE code = ?1", [code], |row| row.get(0).map(CouponId::new))?;
    id.map_or(Ok(None), |id| coupon(reader, id))
}

/// Newest first: those whose code, name or person holds a text, of one person or of everybody; and how many there are.
///
/// # Errors
/// `Corrupt` when terms can not be read.
pub fn coupons(
    reader: &Reader,
    text: &str,
    customer: Option<CustomerId>,
    archived: bool,
    (limit, skip): (u32, u32),
) -> Result<(i64, Vec<Coupon>)> {
    let asked = (text, customer.map(CustomerId::get), archived);
    let total = reader.one(include_str!("count_coupons.sql"), asked, |row| row.get(0))?;
    let asked = (text, customer.map(CustomerId::get), archived, limit, skip);
    let found = reader.many(include_str!("coupons.sql"), asked, read)?;
    Ok((total.unwrap_or_default(), found.into_iter().map(whole).collect::<Result<_>>()?))
}

/// `id` and `uses` of what is given are not looked at.
///
/// # Errors
/// `Duplicate { what: "coupon.code" }`; `MissingReference` when its owner does not exist.
pub fn insert_coupon(tx: &Tx, coupon: &Coupon, at: InstantMs) -> Result<CouponId> {
    let id: CouponId = tx.mint()?;
    let terms = &coupon.terms;
    let row = (
        id.get(),
        &coupon.code,
        terms.owner.map(CustomerId::get),
        &coupon.name,
        write_json(&coupon.benefit)?,
        terms.minimum.get(),
        terms.max_uses,
        terms.max_uses_per_customer,
        terms.window.from.map(InstantMs::get),
        terms.window.until.map(InstantMs::get),
        write_json(&terms.products)?,
        write_json(&terms.categories)?,
        write_json(&terms.tiers)?,
        at.get(),
        coupon.archived_at.map(InstantMs::get),
    );
    tx.run(include_str!("insert_coupon.sql"), row)?;
    Ok(id)
}

/// Replaces its terms; code, owner and uses stay.
///
/// # Errors
/// `NotFound`.
pub fn update_coupon(tx: &Tx, coupon: &Coupon) -> Result<()> {
    let terms = &coupon.terms;
    let row = (
        coupon.id.get(),
        &coupon.name,
        write_json(&coupon.benefit)?,
        terms.minimum.get(),
        terms.max_uses,
        terms.max_uses_per_customer,
        terms.window.from.map(InstantMs::get),
        terms.window.until.map(InstantMs::get),
        write_json(&terms.products)?,
        write_json(&terms.categories)?,
        write_json(&terms.tiers)?,
        coupon.archived_at.map(InstantMs::get),
    );
    if tx.run(include_str!("update_coupon.sql"), row)? == 0 {
        return Err(StoreError::NotFound { entity: "coupon", id: coupon.id.get() });
    }
    Ok(())
}

/// How often one person used a coupon and kept it.
///
/// # Errors
/// The store's own errors.
pub fn uses_of_customer(reader: &Reader, coupon: CouponId, customer: CustomerId) -> Result<i64> {
    let row = (coupon.get(), customer.get());
    Ok(reader.one(include_str!("uses_of_customer.sql"), row, |row| row.get(0))?.unwrap_or_default())
}

/// What a coupon took off so far.
///
/// # Errors
/// The store's own errors.
pub fn coupon_off(reader: &Reader, coupon: CouponId) -> Result<Rial> {
    let sql =
        "SELECT coalesce(sum(off_rial), 0) FROM coupon_use WHERE coupon_id = ?1 AND taken_back_ms IS NULL";
    Ok(Rial::new(reader.one(sql, [coupon.get()], |row| row.get(0))?.unwrap_or_default()))
}

/// Counts one use with a sale. False when the code is used up.
///
/// # Errors
/// The store's own errors.
pub fn take_coupon(
    tx: &Tx,
    sale: SaleId,
    customer: Option<CustomerId>,
    (coupon, off): (CouponId, Rial),
    at: InstantMs,
) -> Result<bool> {
    let sql = "UPDATE coupon SET used_count = used_count + 1 WHERE id = ?1 AND (max_uses IS NULL OR used_count < max_uses)";
    if tx.run(sql, [coupon.get()])? == 0 {
        return Ok(false);
    }
    let row = (sale.get(), coupon.get(), customer.map(CustomerId::get), off.get(), at.get());
    tx.run(include_str!("insert_coupon_use.sql"), row)?;
    Ok(true)
}

/// # Errors
/// The store's own errors.
pub fn coupon_of_sale(reader: &Reader, sale: SaleId) -> Result<Option<CouponUse>> {
    let sql = "SELECT coupon_id, off_rial, taken_back_ms IS NOT NULL FROM coupon_use WHERE sale_id = ?1";
    reader.one(sql, [sale.get()], |row| {
        Ok(CouponUse {
            coupon: CouponId::new(row.get(0)?),
            off: Rial::new(row.get(1)?),
            is_back: row.get(2)?,
        })
    })
}

/// The coupon of a sale can be used again; nothing when there was none or it is back already.
///
/// # Errors
/// The store's own errors.
pub fn take_coupon_back(tx: &Tx, sale: SaleId, at: InstantMs) -> Result<()> {
    let sql = "UPDATE coupon_use SET taken_back_ms = ?2 WHERE sale_id = ?1 AND taken_back_ms IS NULL";
    if tx.run(sql, (sale.get(), at.get()))? > 0 {
        tx.run(include_str!("give_coupon_back.sql"), [sale.get()])?;
    }
    Ok(())
}
