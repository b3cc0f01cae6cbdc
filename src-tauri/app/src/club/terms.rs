//! Why a coupon or a reward can not be had, and moments as people say them.

use crate::api::types::{Moment, MomentView, ShelfState};
use crate::error::{AppError, Code};
use crate::views::{day_view, minute_of_day, time_of_minute};
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::loyalty::{Refusal, Window};
use bazgasht_domain::money::{MoneyUnit, amount_in_words};

/// # Errors
/// `date_invalid` for a minute that no day has, `benefit_invalid` when the end is not after the beginning.
pub(super) fn window(from: Option<Moment>, until: Option<Moment>) -> Result<Window, AppError> {
    let window = Window { from: from.map(instant).transpose()?, until: until.map(instant).transpose()? };
    if window.is_sound() { Ok(window) } else { Err(Code::BenefitInvalid.into()) }
}

fn instant(moment: Moment) -> Result<InstantMs, AppError> {
    let known = JalaliDate::try_from_day(moment.day).is_ok() && moment.minute < 24 * 60;
    let at = known.then(|| moment.day.at_second(u32::from(moment.minute) * 60)).flatten();
    at.ok_or_else(|| Code::DateInvalid.into())
}

pub(super) fn moment(at: InstantMs) -> Moment {
    Moment { day: ShopDay::from_instant(at), minute: minute_of_day(at) }
}

pub(super) fn moment_view(at: InstantMs, today: ShopDay) -> MomentView {
    let moment = moment(at);
    MomentView { moment, day: day_view(moment.day, today), time: time_of_minute(moment.minute) }
}

/// Where it stands on the shelf, whoever asks; `most` is its stock or its maximum of uses.
pub(super) fn shelf(
    archived: bool,
    window: &Window,
    (most, uses): (Option<i64>, i64),
    now: InstantMs,
) -> ShelfState {
    if archived {
        ShelfState::Archived
    } else if window.until.is_some_and(|until| now >= until) {
        ShelfState::Over
    } else if most.is_some_and(|most| uses >= most) {
        ShelfState::UsedUp
    } else if window.from.is_some_and(|from| now < from) {
        ShelfState::Early
    } else {
        ShelfState::Active
    }
}

/// «۱ آذر ۱۴۰۵» and the time.
fn said(at: Option<InstantMs>) -> String {
    at.map_or_else(String::new, |at| {
        let moment = moment(at);
        let day = JalaliDate::from_day(moment.day).format_long();
        format!("{day} {}", time_of_minute(moment.minute))
    })
}

pub(crate) fn coupon_refusal(refusal: Refusal, window: &Window, unit: MoneyUnit) -> AppError {
    let code = match refusal {
        Refusal::NeedsCustomer => Code::CouponNeedsCustomer,
        Refusal::OfAnother => Code::CouponOfAnother,
        Refusal::Early => Code::CouponEarly,
        Refusal::Over => Code::CouponOver,
        Refusal::UsedUp { .. } => Code::CouponUsedUp,
        Refusal::UsedByCustomer { .. } => Code::CouponUsedByCustomer,
        Refusal::OtherTier => Code::CouponOtherTier,
        Refusal::BelowMinimum { .. } => Code::CouponMinimum,
        Refusal::OtherGoods => Code::CouponOtherGoods,
    };
    with_details(code, refusal, window, unit)
}

pub(crate) fn reward_refusal(refusal: Refusal, window: &Window, unit: MoneyUnit) -> AppError {
    let code = match refusal {
        Refusal::NeedsCustomer => Code::RewardNeedsCustomer,
        Refusal::Early => Code::RewardEarly,
        Refusal::Over => Code::RewardOver,
        Refusal::UsedUp { .. } => Code::RewardGone,
        Refusal::OtherTier => Code::RewardOtherTier,
        Refusal::BelowMinimum { .. } => Code::RewardMinimum,
        Refusal::OfAnother | Refusal::UsedByCustomer { .. } | Refusal::OtherGoods => Code::RewardUnknown,
    };
    with_details(code, refusal, window, unit)
}

fn with_details(code: Code, refusal: Refusal, window: &Window, unit: MoneyUnit) -> AppError {
    let error = AppError::new(code);
    match refusal {
        Refusal::Early => error.with("from", said(window.from)),
        Refusal::Over => error.with("until", said(window.until)),
        Refusal::UsedUp { uses } | Refusal::UsedByCustomer { uses } => error.with("uses", uses),
        Refusal::BelowMinimum { minimum } => error.with("minimum", amount_in_words(minimum, unit)),
        Refusal::NeedsCustomer | Refusal::OfAnother | Refusal::OtherTier | Refusal::OtherGoods => error,
    }
}
