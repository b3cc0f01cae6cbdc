//! Sales of today as receipts, for the counter's foot. A receipt is counted from what was committed.

use crate::api::types::{DaySoFar, Nothing, SaleReceipt};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, time_of_minute};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::Benefit;
use bazgasht_domain::points::Points;
use bazgasht_store::{Reader, club, customers, points, sales};
use std::sync::Arc;

/// Sales shown under the counter while nobody stands there.
const RECENT: usize = 5;

pub(crate) fn day_so_far(app: &Arc<App>, _: &Session, _: Nothing) -> Result<DaySoFar, AppError> {
    let now = app.now();
    let today = ShopDay::from_instant(now);
    app.shop().store().read(|reader| {
        let totals = sales::day_totals(reader, today)?;
        let today_sales = sales::of_day(reader, today)?;
        let recent = today_sales.iter().rev().filter(|sale| sale.cancelled_at.is_none());
        let recent = recent.filter(|sale| sale.source != sales::Source::Import).take(RECENT);
        Ok(DaySoFar {
            day: day_view(today, today),
            sales: totals.sales_count,
            total_rial: totals.total,
            recent: recent.map(|sale| receipt(reader, sale, now)).collect::<Result<_, _>>()?,
        })
    })
}

/// What the household of a customer may spend together; nothing without one.
///
/// # Errors
/// What the store says.
pub(super) fn family_points(
    reader: &Reader,
    customer: Option<CustomerId>,
    now: InstantMs,
) -> Result<Option<Points>, AppError> {
    let Some(customer) = customer else { return Ok(None) };
    let program = club::current(reader)?.rules;
    Ok(crate::families::at_counter(reader, customer, &program, now)?.map(|family| family.points))
}

/// The receipt of a sale that was committed before.
pub(crate) fn receipt(
    reader: &Reader,
    sale: &sales::Header,
    now: InstantMs,
) -> Result<SaleReceipt, AppError> {
    let today = ShopDay::from_instant(now);
    let row = match sale.customer {
        Some(customer) => customers::rows(reader, &[customer])?.into_iter().next(),
        None => None,
    };
    let entries = points::entries_of_source(reader, "sale", sale.id.get())?;
    let sum = |kind: points::EntryKind| {
        entries.iter().filter(|e| e.kind == kind).map(|e| e.points.get()).sum::<i64>()
    };
    let coupon = match club::coupon_of_sale(reader, sale.id)? {
        Some(used) => club::coupon(reader, used.coupon)?,
        None => None,
    };
    let reward = match club::reward_of_sale(reader, sale.id)? {
        Some(used) => club::reward(reader, used.reward)?,
        None => None,
    };
    let benefits =
        [coupon.as_ref().map(|coupon| &coupon.benefit), reward.as_ref().map(|reward| &reward.benefit)];
    let free_delivery = benefits.into_iter().flatten().any(|benefit| *benefit == Benefit::FreeDelivery);
    let gross = sale.total.checked_add(sale.discount).and_then(|sum| sum.checked_add(sale.points_part));
    Ok(SaleReceipt {
        sale: sale.id,
        invoice_no: sale.invoice_no.clone().unwrap_or_default(),
        day: day_view(sale.day, today),
        time: sale.entry_minute.map(time_of_minute).unwrap_or_default(),
        customer: sale.customer,
        balance_after: row.as_ref().map(|row| row.totals.points),
        family_points: family_points(reader, sale.customer, now)?,
        customer_name: row.map(|row| row.full_name),
        total_rial: gross.ok_or(Code::AmountTooLarge)?,
        payable_rial: sale.total,
        discount_rial: sale.discount,
        points_rial: sale.points_part,
        free_delivery,
        coupon_code: coupon.map(|coupon| coupon.code),
        reward: reward.map(|reward| reward.name),
        tier_reached: None,
        points_earned: Points::new(sum(points::EntryKind::Earn) + sum(points::EntryKind::Bonus)),
        points_redeemed: Points::new(-sum(points::EntryKind::Redeem)),
        repeated: false,
    })
}
