//! Counting what a close covers: the sales, returns, settlements and undone sales between two marks. Only what was
//! written at this counter counts; an import brings no money into the drawer.

use super::{Flow, Mark};
use crate::sales::PaymentKind;
use crate::{Reader, Result, StoreError};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;

/// The sums of a close.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// Sales that stand, the anonymous ones too.
    pub sales_count: i64,
    pub anonymous_count: i64,
    pub anonymous: Rial,
    pub discount: Rial,
    /// The part of sales that was paid by points.
    pub points_part: Rial,
    pub returns_count: i64,
    /// Sales of earlier closes that were taken back since.
    pub cancelled_count: i64,
    pub points_issued: Points,
    pub points_redeemed: Points,
    /// Issued points that returns took back.
    pub points_reversed: Points,
    /// Sorted by flow and kind; zero sums are left out. Refunds and cancelled sales are what went out, positive.
    pub amounts: Vec<(Flow, PaymentKind, Rial)>,
}

impl Figures {
    /// What went one way by one kind of payment.
    #[must_use]
    pub fn amount(&self, flow: Flow, kind: PaymentKind) -> Rial {
        let found = self.amounts.iter().find(|(f, k, _)| (*f, *k) == (flow, kind));
        found.map_or(Rial::ZERO, |(_, _, amount)| *amount)
    }

    /// What went one way; `None` when the sum leaves the range of an amount.
    #[must_use]
    pub fn total(&self, flow: Flow) -> Option<Rial> {
        Rial::checked_sum(self.amounts.iter().filter(|(f, _, _)| *f == flow).map(|(_, _, amount)| *amount))
    }
}

/// Counts everything after `from` up to and with `upto`.
///
/// # Errors
/// `OutOfRange` when a sum leaves the range of an amount; `Corrupt` when a kind of payment is unknown.
pub fn count(reader: &Reader, from: Mark, upto: Mark) -> Result<Figures> {
    let ids = (from.id, upto.id);
    let standing = (from.id, upto.id, upto.seq);
    let mut figures = Figures::default();
    let sales = reader.one(include_str!("count_sales.sql"), standing, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    if let Some((sales, anonymous, anonymous_rial, discount, points_part)) = sales {
        figures.sales_count = sales;
        figures.anonymous_count = anonymous;
        figures.anonymous = Rial::new(anonymous_rial);
        figures.discount = Rial::new(discount);
        figures.points_part = Rial::new(points_part);
    }
    let sql = "SELECT count(*) FROM sale_return WHERE id > ?1 AND id <= ?2 AND source = 0";
    figures.returns_count = reader.one(sql, ids, |row| row.get(0))?.unwrap_or(0);
    let cancelled = (from.seq, upto.seq, from.id);
    figures.cancelled_count =
        reader.one(include_str!("count_cancelled.sql"), cancelled, |row| row.get(0))?.unwrap_or(0);
    let points = reader.one(include_str!("count_points.sql"), standing, |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    })?;
    if let Some((issued, redeemed, reversed)) = points {
        figures.points_issued = Points::new(issued);
        figures.points_redeemed = Points::new(redeemed);
        figures.points_reversed = Points::new(reversed);
    }
    add(reader, &mut figures, Flow::Sale, include_str!("sale_amounts.sql"), standing)?;
    add(reader, &mut figures, Flow::Refund, include_str!("refund_amounts.sql"), ids)?;
    add(reader, &mut figures, Flow::Settlement, include_str!("settlement_amounts.sql"), ids)?;
    add(reader, &mut figures, Flow::Cancelled, include_str!("cancelled_amounts.sql"), cancelled)?;
    add_moves(reader, &mut figures, ids)?;
    figures.amounts.sort_by_key(|(flow, kind, _)| (flow.as_str(), kind.as_str()));
    Ok(figures)
}

/// The drawer's own moves are cash.
fn add_moves(reader: &Reader, figures: &mut Figures, ids: (i64, i64)) -> Result<()> {
    let sums = reader.one(include_str!("drawer_amounts.sql"), ids, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (put_in, taken_out) = sums.unwrap_or((0, 0));
    for (flow, sum) in [(Flow::PutIn, put_in), (Flow::TakenOut, taken_out)] {
        if sum != 0 {
            figures.amounts.push((flow, PaymentKind::Cash, Rial::new(sum)));
        }
    }
    Ok(())
}

fn add(
    reader: &Reader,
    figures: &mut Figures,
    flow: Flow,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<()> {
    let found = reader.many(sql, params, |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    for (word, sum) in found.into_iter().filter(|(_, sum)| *sum != 0) {
        let kind = PaymentKind::parse(&word)
            .ok_or_else(|| StoreError::corrupt(format!("unknown payment kind {word}")))?;
        figures.amounts.push((flow, kind, Rial::new(sum)));
    }
    Ok(())
}
