//! What a discount would cost, before it starts: the members' own purchases of the last weeks, each looked at as if it
//! had brought the code. Whole rial, rounded down; purchases that the code does not take cost nothing.

use super::coupons::coupon;
use crate::api::types::{DiscountCost, DiscountEstimate};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CouponId;
use bazgasht_domain::loyalty::{Benefit, part_of};
use bazgasht_domain::money::{JS_SAFE_MAX, Rial};
use bazgasht_store::club::{self, Coupon, YearSale};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

const LOOK_BACK_DAYS: i32 = 13 * 7;
/// A discount without an end is counted for so long.
const OPEN_DAYS: i64 = 30;
const CODES_MAX: i64 = 10_000;

/// What one purchase would have had taken off; `None` when the code does not take it.
fn off(coupon: &Coupon, sale: &YearSale) -> Option<Rial> {
    let terms = &coupon.terms;
    let price = sale.total.get().saturating_add(sale.points_part.get());
    // The smallest basket is asked before discounts, as at the counter.
    let basket = Rial::new(price.saturating_add(sale.discount.get()));
    let covered = if terms.is_limited() {
        let lines = sale.lines.iter().filter(|line| terms.covers(line.product, line.category));
        Rial::new(lines.map(|line| line.total.get()).sum())
    } else {
        Rial::new(price)
    };
    terms.refuse_basket(basket, covered).is_none().then(|| coupon.benefit.off(covered))
}

/// The most that one use can take off; none for a share of the basket without an end.
fn most_of_one(benefit: &Benefit) -> Option<i64> {
    match benefit {
        Benefit::Amount { rial } => Some(rial.get()),
        Benefit::Percent { cap_rial, .. } => (cap_rial.get() > 0).then(|| cap_rial.get()),
        Benefit::Gift { .. } | Benefit::FreeDelivery => Some(0),
    }
}

pub(crate) fn cost(app: &Arc<App>, _: &Session, request: DiscountCost) -> Result<DiscountEstimate, AppError> {
    if !(1..=CODES_MAX).contains(&request.codes) {
        return Err(AppError::new(Code::CouponPeople).with("max", CODES_MAX));
    }
    let asked = coupon(CouponId::new(0), None, request.fields)?;
    let today = app.today();
    let window = asked.terms.window;
    let open_ended = window.until.is_none();
    let days = window.until.map_or(OPEN_DAYS, |until| {
        let from = window.from.map_or(today, ShopDay::from_instant);
        i64::from(ShopDay::from_instant(until).days_since(from.max(today))).max(0) + 1
    });
    app.shop().store().read(|reader| {
        let mut members = BTreeSet::new();
        for tier in &asked.terms.tiers {
            members.extend(club::members_of_tier(reader, tier)?);
        }
        let (mut sales, mut fitting, mut sum) = (0_i64, 0_i64, 0_i64);
        let mut by_person = BTreeSet::new();
        let from = today.plus_days(-LOOK_BACK_DAYS);
        club::sales_since(reader, from, asked.terms.is_limited(), |sale| {
            sales += 1;
            let is_member = asked.terms.tiers.is_empty() || members.contains(&sale.customer);
            if let Some(off) = off(&asked, &sale).filter(|_| is_member) {
                fitting += 1;
                sum = sum.saturating_add(off.get());
                by_person.insert(sale.customer);
            }
            ControlFlow::Continue(())
        })?;
        let mean = part_of(sum, 1, fitting.max(1));
        // The members go on buying as they did; of them, those who hold a code, and no more often than it allows.
        let buyers = i64::try_from(by_person.len()).unwrap_or(i64::MAX);
        let holders = if request.personal { request.codes.min(buyers) } else { buyers };
        let expected = part_of(part_of(fitting, days, i64::from(LOOK_BACK_DAYS)), holders, buyers.max(1));
        let people = if request.personal { request.codes } else { buyers };
        let all_most = asked.terms.max_uses.map(|most| most.saturating_mul(request.codes));
        let each_most = asked.terms.max_uses_per_customer.map(|most| most.saturating_mul(people));
        let uses = all_most.into_iter().chain(each_most).fold(expected, i64::min);
        let cap = |cost: i128| Rial::new(i64::try_from(cost).unwrap_or(JS_SAFE_MAX).min(JS_SAFE_MAX));
        let most_rial = all_most
            .zip(most_of_one(&asked.benefit))
            .map(|(uses, one)| cap(i128::from(uses) * i128::from(one)))
            .or_else(|| (most_of_one(&asked.benefit) == Some(0)).then_some(Rial::ZERO));
        Ok(DiscountEstimate {
            sales,
            fitting,
            off_rial: Rial::new(mean),
            days,
            open_ended,
            uses,
            cost_rial: cap(i128::from(mean) * i128::from(uses)),
            most_rial,
        })
    })
}
