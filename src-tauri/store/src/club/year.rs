//! Sales of members as a stream, for counting "what would have been". Cancelled and wholly returned sales are no
//! purchases and are left out.

use crate::customers::Birth;
use crate::{Reader, Result};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CategoryId, CustomerId, ProductId, SaleId};
use bazgasht_domain::money::Rial;
use std::ops::ControlFlow;

/// A purchase that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearSale {
    pub id: SaleId,
    pub customer: CustomerId,
    pub day: ShopDay,
    pub minute: Option<u16>,
    /// What is left in money.
    pub net: Rial,
    /// What was owed in money at first, and the part paid by points.
    pub total: Rial,
    pub points_part: Rial,
    pub discount: Rial,
    /// Empty unless lines were asked for.
    pub lines: Vec<YearLine>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearLine {
    pub product: Option<ProductId>,
    pub category: Option<CategoryId>,
    pub total: Rial,
    pub discount: Rial,
    pub quantity_milli: i64,
    pub returned_milli: i64,
}

fn sale(row: &rusqlite::Row<'_>) -> rusqlite::Result<YearSale> {
    Ok(YearSale {
        id: SaleId::new(row.get(0)?),
        customer: CustomerId::new(row.get(1)?),
        day: ShopDay::new(row.get(2)?),
        minute: row.get(3)?,
        net: Rial::new(row.get(4)?),
        total: Rial::new(row.get(5)?),
        points_part: Rial::new(row.get(6)?),
        discount: Rial::new(row.get(7)?),
        lines: Vec::new(),
    })
}

/// Calls `take` for each purchase from a day on, in the order of days, until it says that it has enough; with lines when
/// they are wanted.
///
/// # Errors
/// The store's own errors.
pub fn sales_since(
    reader: &Reader,
    from: ShopDay,
    with_lines: bool,
    mut take: impl FnMut(YearSale) -> ControlFlow<()>,
) -> Result<()> {
    if !with_lines {
        return reader.each_while(include_str!("year_sales.sql"), [from.get()], |row| Ok(take(sale(row)?)));
    }
    let mut open: Option<YearSale> = None;
    reader.each_while(include_str!("year_lines.sql"), [from.get()], |row| {
        let next = sale(row)?;
        if open.as_ref().is_none_or(|open| open.id != next.id)
            && let Some(done) = open.replace(next)
            && take(done).is_break()
        {
            open = None;
            return Ok(ControlFlow::Break(()));
        }
        let line = row.get::<_, Option<i64>>(8)?.map(|total| -> rusqlite::Result<YearLine> {
            Ok(YearLine {
                total: Rial::new(total),
                discount: Rial::new(row.get(9)?),
                quantity_milli: row.get(10)?,
                returned_milli: row.get(11)?,
                product: row.get::<_, Option<i64>>(12)?.map(ProductId::new),
                category: row.get::<_, Option<i64>>(13)?.map(CategoryId::new),
            })
        });
        if let (Some(open), Some(line)) = (open.as_mut(), line.transpose()?) {
            open.lines.push(line);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    if let Some(done) = open {
        let _ = take(done);
    }
    Ok(())
}

/// Net sales to members on each day of a span that had any.
///
/// # Errors
/// The store's own errors.
pub fn members_day_total(reader: &Reader, from: ShopDay, to: ShopDay) -> Result<Vec<(ShopDay, Rial)>> {
    reader.many(include_str!("members_day_total.sql"), (from.get(), to.get()), |row| {
        Ok((ShopDay::new(row.get(0)?), Rial::new(row.get(1)?)))
    })
}

/// A customer before a day: what bonuses ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuyerBefore {
    pub customer: CustomerId,
    pub birth: Option<Birth>,
    /// Of all time.
    pub first_day: Option<ShopDay>,
    /// Purchases before the day.
    pub orders: i64,
}

/// Everybody who ever bought. Unless all purchases are to be counted, `orders` only tells whether there was any: counting
/// reads each of them.
///
/// # Errors
/// The store's own errors.
pub fn buyers_before(
    reader: &Reader,
    day: ShopDay,
    counted: bool,
    mut take: impl FnMut(BuyerBefore),
) -> Result<()> {
    reader.each(include_str!("buyers_before.sql"), (day.get(), counted), |row| {
        let (month, of_month) = (row.get(1)?, row.get(2)?);
        let year = row.get(3)?;
        take(BuyerBefore {
            customer: CustomerId::new(row.get(0)?),
            birth: Option::zip(month, of_month).map(|(month, day)| Birth { month, day, year }),
            first_day: row.get::<_, Option<i32>>(4)?.map(ShopDay::new),
            orders: row.get(5)?,
        });
        Ok(())
    })
}
