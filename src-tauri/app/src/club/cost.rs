//! What points cost: those outstanding by month of their last day, those that end soon, and a promotion before it
//! starts. All from the ledger and the sales; whole rial, rounded down.

use super::statement::page;
use crate::api::types::{
    ExpiringList, ExpiringPerson, Liability, LiabilityMonth, Nothing, PromotionCost, PromotionEstimate,
    ReadExpiring,
};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, national_mobile};
use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_domain::loyalty::{EntryKind, Program, part_of};
use bazgasht_domain::money::{JS_SAFE_MAX, Rial};
use bazgasht_domain::points::Points;
use bazgasht_store::club::{current, members_day_total};
use bazgasht_store::{Reader, customers, points};
use std::sync::Arc;

/// Weeks that a promotion is estimated from.
const LOOK_BACK_DAYS: i32 = 13 * 7;
/// Points last ten years at most.
const GAP_MONTHS_MAX: i32 = 120;
const CAMPAIGN_DAYS_MAX: i32 = 366;
const WARNING_DAYS_MAX: i64 = 3_650;
/// One hundredth of a percent.
const BASIS_POINTS: i64 = 10_000;

/// What points are worth, also below a whole step of redemption.
pub(super) fn worth(program: &Program, points: i64) -> Rial {
    let (of, value) = (program.redeem_points.get().max(1), program.redeem_value.get().max(0));
    let rial = i128::from(points.max(0)) * i128::from(value) / i128::from(of);
    Rial::new(i64::try_from(rial).unwrap_or(JS_SAFE_MAX).min(JS_SAFE_MAX))
}

/// What was issued, redeemed and expired, what came back left out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Turnover {
    pub issued: i64,
    pub redeemed: i64,
    pub expired: i64,
}

impl Turnover {
    pub(super) fn read(reader: &Reader) -> Result<Self, AppError> {
        let mut sums = Self::default();
        for (kind, points) in points::by_kind(reader, None)? {
            match kind {
                EntryKind::Earn | EntryKind::Bonus | EntryKind::Opening | EntryKind::ReverseEarn => {
                    sums.issued += points.get();
                }
                EntryKind::Redeem | EntryKind::ReverseRedeem => sums.redeemed -= points.get(),
                EntryKind::Expire => sums.expired -= points.get(),
                EntryKind::Adjust | EntryKind::MergeIn | EntryKind::MergeOut | EntryKind::Transfer => {}
            }
        }
        Ok(sums)
    }

    /// The share of points that are really redeemed, of what had its chance: all of it when nothing had yet.
    pub(super) fn expected(&self, most: Rial) -> Rial {
        let done = self.redeemed.max(0) + self.expired.max(0);
        if done == 0 { most } else { Rial::new(part_of(most.get(), self.redeemed.max(0), done)) }
    }
}

pub(crate) fn liability(app: &Arc<App>, _: &Session, _: Nothing) -> Result<Liability, AppError> {
    app.shop().store().read(|reader| {
        let program = current(reader)?.rules;
        let mut months: Vec<(Option<Period>, i64)> = Vec::new();
        for (last, open) in points::open_by_last_day(reader)? {
            let month = last.map(Period::containing_month);
            match months.last_mut().filter(|(known, _)| *known == month) {
                Some((_, sum)) => *sum += open.get(),
                None => {
                    fill_up_to(&mut months, month);
                    months.push((month, open.get()));
                }
            }
        }
        let open: i64 = months.iter().map(|(_, points)| points).sum();
        let turnover = Turnover::read(reader)?;
        let month = |(month, points): (Option<Period>, i64)| LiabilityMonth {
            label: month.map(|month| month.label_fa()),
            points: Points::new(points),
            rial: worth(&program, points),
        };
        Ok(Liability {
            open: Points::new(open),
            debt: Points::new(open - points::balances(reader)?.get()),
            rial: worth(&program, open),
            months: months.into_iter().map(month).collect(),
            issued: Points::new(turnover.issued),
            redeemed: Points::new(turnover.redeemed),
            expired: Points::new(turnover.expired),
            breakage_basis_points: (turnover.issued > 0)
                .then(|| part_of(BASIS_POINTS, turnover.expired, turnover.issued)),
        })
    })
}

/// Months in between in which nothing ends: a chart without them would draw time crooked.
fn fill_up_to(months: &mut Vec<(Option<Period>, i64)>, next: Option<Period>) {
    let Some((Some(last), _)) = months.last() else { return };
    let (Some(next), mut day) = (next, last.last_day().plus_days(1)) else { return };
    for _ in 0..GAP_MONTHS_MAX {
        let month = Period::containing_month(day);
        if month == next {
            return;
        }
        months.push((Some(month), 0));
        day = month.last_day().plus_days(1);
    }
}

pub(crate) fn list_expiring(
    app: &Arc<App>,
    _: &Session,
    request: ReadExpiring,
) -> Result<ExpiringList, AppError> {
    let today = app.today();
    let (limit, skip) = page(request.limit, request.skip);
    app.shop().store().read(|reader| {
        let program = current(reader)?.rules;
        let days = request.days.unwrap_or(i64::from(program.expiry_warning_days)).clamp(0, WARNING_DAYS_MAX);
        let to = today.plus_days(i32::try_from(days).unwrap_or(0));
        let (total, points) = points::expiring_total(reader, today, to)?;
        let mut people = Vec::new();
        for found in points::expiring(reader, today, to, limit, skip)? {
            let row = customers::rows(reader, &[found.customer])?.into_iter().next();
            let row = row.ok_or(Code::NotFound)?;
            people.push(ExpiringPerson {
                customer: found.customer,
                name: row.full_name,
                mobile: row.phone.as_deref().map(national_mobile),
                points: found.points,
                rial: worth(&program, found.points.get()),
                first_day: day_view(found.first_day, today),
            });
        }
        Ok(ExpiringList { total, points, rial: worth(&program, points.get()), people })
    })
}

pub(crate) fn promotion_cost(
    app: &Arc<App>,
    _: &Session,
    request: PromotionCost,
) -> Result<PromotionEstimate, AppError> {
    let today = app.today();
    let span = request.to.days_since(request.from);
    let sound = (0..CAMPAIGN_DAYS_MAX).contains(&span) && request.weekdays.iter().all(|day| *day < 7);
    if !sound || request.percent > 10_000 {
        return Err(Code::BenefitInvalid.into());
    }
    let runs = |day: ShopDay| request.weekdays.is_empty() || request.weekdays.contains(&day.weekday());
    let days_of = |from: ShopDay, days: i32| (0..days).filter(|after| runs(from.plus_days(*after))).count();
    app.shop().store().read(|reader| {
        let program = current(reader)?.rules;
        let from = today.plus_days(-LOOK_BACK_DAYS);
        let sold = members_day_total(reader, from, today.plus_days(-1))?;
        let sum: i64 = sold.iter().filter(|(day, _)| runs(*day)).map(|(_, net)| net.get()).sum();
        let looked_at = i64::try_from(days_of(from, LOOK_BACK_DAYS)).unwrap_or(i64::MAX);
        let days = i64::try_from(days_of(request.from, span + 1)).unwrap_or(i64::MAX);
        let day_rial = part_of(sum, 1, looked_at.max(1));
        let base = i128::from(sum) * i128::from(days) / i128::from(looked_at.max(1));
        let more = i128::from(request.percent) - 100;
        let points = base * i128::from(program.points_per_unit.get()) / i128::from(program.unit.get().max(1));
        let extra = i64::try_from(points * more.max(0) / 100).unwrap_or(JS_SAFE_MAX).min(JS_SAFE_MAX);
        let most = worth(&program, extra);
        Ok(PromotionEstimate {
            days,
            day_rial: Rial::new(day_rial),
            extra_points: Points::new(extra),
            cost_rial_most: most,
            cost_rial_expected: Turnover::read(reader)?.expected(most),
        })
    })
}
