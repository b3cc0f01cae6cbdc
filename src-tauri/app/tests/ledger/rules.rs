//! Programs by number: as the naive model reads them, and as the command takes them.

use bazgasht_domain::calendar::{JalaliDate, Period, ShopDay};
use serde_json::{Value, json};

pub const PROGRAMS: usize = 5;
/// Of every sale that asks for one.
pub const DISCOUNT_PERCENT: i64 = 10;
pub const COUPON_PERCENT: i64 = 20;
pub const COUPON_USES: usize = 6;
pub const COUPON_USES_EACH: usize = 3;
pub const REWARD_POINTS: i64 = 60;
pub const REWARD_RIAL: i64 = 200_000;
pub const REWARD_STOCK: usize = 4;
/// Days after which a referral is paid.
pub const REFERRAL_DAYS: i32 = 5;

/// A program by number, as the naive model reads it.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub unit: i64,
    pub per_unit: i64,
    pub redeem_points: i64,
    pub redeem_rial: i64,
    pub step: i64,
    pub minimum: i64,
    pub cap_percent: i64,
    pub expiry: Expiry,
    pub wait_days: i32,
    pub policy: Policy,
    pub grace_days: i32,
    pub first_bonus: i64,
    /// Points of a survey, and in how many days it may be answered again.
    pub survey: Option<(i64, i32)>,
    /// Points of both sides.
    pub referral: Option<(i64, i64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    Never,
    Months(i32),
    EndOfMonth,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    Debt,
    Deduct,
    WriteOff,
}

pub fn rules(which: usize) -> Rules {
    let base = Rules {
        unit: 1_000_000,
        per_unit: 10_000,
        redeem_points: 10,
        redeem_rial: 10,
        step: 10,
        minimum: 10,
        cap_percent: 100,
        expiry: Expiry::Never,
        wait_days: 0,
        policy: Policy::Debt,
        grace_days: 30,
        first_bonus: 0,
        survey: None,
        referral: None,
    };
    match which {
        1 => Rules {
            unit: 300_000,
            per_unit: 7,
            redeem_points: 1,
            redeem_rial: 1_000,
            step: 1,
            minimum: 1,
            expiry: Expiry::Months(1),
            policy: Policy::Deduct,
            ..base
        },
        2 => Rules {
            expiry: Expiry::EndOfMonth,
            policy: Policy::WriteOff,
            grace_days: 0,
            first_bonus: 500,
            survey: Some((150, 10)),
            referral: Some((300, 200)),
            ..base
        },
        3 => Rules { expiry: Expiry::Months(2), wait_days: 3, grace_days: 5, survey: Some((40, 3)), ..base },
        4 => Rules {
            step: 100,
            minimum: 300,
            cap_percent: 50,
            first_bonus: 1_000,
            referral: Some((70, 900)),
            ..base
        },
        _ => base,
    }
}

/// The same program as the command takes it.
pub fn program(which: usize) -> Value {
    let rules = rules(which);
    let bonus = |id: &str, points: i64, reason: Value| json!({ "id": id, "name": id, "points": points, "minimum_rial": 0, "reason": reason });
    let mut bonuses = Vec::new();
    if rules.first_bonus > 0 {
        bonuses.push(bonus("first", rules.first_bonus, json!({ "kind": "first_purchase" })));
    }
    if let Some((points, every_days)) = rules.survey {
        bonuses.push(bonus("survey", points, json!({ "kind": "survey", "every_days": every_days })));
    }
    if let Some((points, referrer)) = rules.referral {
        let reason = json!({ "kind": "referral", "referrer_points": referrer, "after_days": REFERRAL_DAYS });
        bonuses.push(bonus("sent", points, reason));
    }
    let expiry = match rules.expiry {
        Expiry::Never => json!({ "kind": "never" }),
        Expiry::Months(months) => json!({ "kind": "months", "months": months }),
        Expiry::EndOfMonth => json!({ "kind": "end_of_month" }),
    };
    let policy = match rules.policy {
        Policy::Debt => "debt",
        Policy::Deduct => "deduct",
        Policy::WriteOff => "write_off",
    };
    json!({
        "unit": rules.unit, "points_per_unit": rules.per_unit, "base": "net", "remainder": "drop", "multipliers": [],
        "bonuses": bonuses,
        "redeem_points": rules.redeem_points, "redeem_value": rules.redeem_rial, "redeem_step": rules.step,
        "redeem_minimum": rules.minimum, "redeem_cap_percent": rules.cap_percent, "expiry": expiry,
        "available_after_days": rules.wait_days, "expiry_warning_days": 30, "spent_points": policy,
        "return_grace_days": rules.grace_days,
        // A ladder that multiplies nothing: reviews run, points stay the same.
        "ladder": { "basis": "spend", "window_months": 6, "grace_days": 20, "tiers": [
            { "id": "silver", "name": "silver", "threshold": 5_000_000, "percent": 100 },
            { "id": "gold", "name": "gold", "threshold": 20_000_000, "percent": 100 },
        ] },
    })
}

pub fn last_day(expiry: Expiry, day: i32) -> Option<i32> {
    let date = JalaliDate::from_day(ShopDay::new(day));
    match expiry {
        Expiry::Never => None,
        Expiry::Months(months) => date.add_months(months).ok().map(|date| date.day().get()),
        Expiry::EndOfMonth => Some(Period::containing_month(ShopDay::new(day)).last_day().get()),
    }
}

/// The last day of points that were there before the rule.
pub fn full_period(expiry: Expiry, today: i32) -> Option<i32> {
    match expiry {
        Expiry::EndOfMonth => last_day(expiry, today).and_then(|end| last_day(expiry, end + 1)),
        other => last_day(other, today),
    }
}
