//! Reading closes.

use super::{Cash, Close, Figures, Flow, Mark, NewClose};
use crate::sales::PaymentKind;
use crate::{Reader, Result, StoreError};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{DayCloseId, StaffId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Close> {
    let rial = |column: usize| row.get(column).map(Rial::new);
    let points = |column: usize| row.get(column).map(Points::new);
    Ok(Close {
        id: DayCloseId::new(row.get(0)?),
        number: row.get(1)?,
        details: NewClose {
            day: ShopDay::new(row.get(2)?),
            entry_minute: row.get(3)?,
            at: InstantMs::new(row.get(4)?),
            after: row.get(24)?,
            upto: Mark { id: row.get(5)?, seq: row.get(6)? },
            staff: row.get::<_, Option<i64>>(7)?.map(StaffId::new),
            figures: Figures {
                sales_count: row.get(8)?,
                anonymous_count: row.get(9)?,
                anonymous: rial(10)?,
                discount: rial(11)?,
                points_part: rial(12)?,
                returns_count: row.get(13)?,
                cancelled_count: row.get(14)?,
                points_issued: points(15)?,
                points_redeemed: points(16)?,
                points_reversed: points(17)?,
                amounts: Vec::new(),
            },
            cash: Cash { opening: rial(18)?, expected: rial(19)?, counted: rial(20)?, left: rial(21)? },
            note: row.get(22)?,
        },
        undone_at: row.get::<_, Option<i64>>(23)?.map(InstantMs::new),
    })
}

fn with_amounts(reader: &Reader, mut close: Close) -> Result<Close> {
    let sql = "SELECT flow, kind, amount_rial FROM day_close_amount WHERE close_id = ?1 ORDER BY flow, kind";
    let found = reader.many(sql, [close.id.get()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, Rial::new(row.get(2)?)))
    })?;
    for (flow, kind, amount) in found {
        let kind = PaymentKind::parse(&kind)
            .ok_or_else(|| StoreError::corrupt(format!("unknown payment kind {kind}")))?;
        close.details.figures.amounts.push((Flow::parse(&flow)?, kind, amount));
    }
    Ok(close)
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: DayCloseId) -> Result<Option<Close>> {
    let found = reader.one(include_str!("get.sql"), [id.get()], row)?;
    found.map(|close| with_amounts(reader, close)).transpose()
}

/// The last close that stands.
///
/// # Errors
/// The store's own errors.
pub fn last(reader: &Reader) -> Result<Option<Close>> {
    let sql = "SELECT id FROM day_close WHERE undone_at_ms IS NULL ORDER BY number DESC LIMIT 1";
    match reader.one(sql, [], |row| row.get(0).map(DayCloseId::new))? {
        Some(id) => get(reader, id),
        None => Ok(None),
    }
}

/// Closes, the newest first, undone ones too.
///
/// # Errors
/// The store's own errors.
pub fn all(reader: &Reader, limit: u32, skip: u32) -> Result<Vec<Close>> {
    let found = reader.many(include_str!("all.sql"), (limit, skip), row)?;
    found.into_iter().map(|close| with_amounts(reader, close)).collect()
}
