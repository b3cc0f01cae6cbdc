//! The program as one sentence, part by part, in the order in which it is read. Parts that change nothing are left out,
//! so a simple program is a short sentence.

use crate::api::types::SentencePart as Part;
use crate::error::AppError;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::loyalty::{
    Bonus, BonusReason, EarnBase, Expiry, Multiplier, MultiplierScope, Program, Remainder, SpentPoints,
};
use bazgasht_domain::points::Points;
use bazgasht_store::{Reader, products};

pub(super) fn sentence(reader: &Reader, program: &Program, today: ShopDay) -> Result<Vec<Part>, AppError> {
    let mut parts = vec![Part::Earn {
        unit_rial: program.unit,
        points: program.points_per_unit,
        gross: program.base == EarnBase::Gross,
    }];
    if program.remainder == Remainder::Carry {
        parts.push(Part::Carry);
    }
    let raised = program.ladder.tiers.iter().filter(|tier| tier.percent != 100);
    parts.extend(raised.map(|tier| Part::Tier { name: tier.name.clone(), percent: tier.percent }));
    for rule in &program.multipliers {
        parts.push(multiplier(reader, rule, today)?);
    }
    parts.extend(program.bonuses.iter().map(bonus));
    if program.redeem_value.get() > 0 {
        parts.push(Part::Redeem {
            points: program.redeem_points,
            value_rial: program.redeem_value,
            minimum: if program.redeem_minimum > program.redeem_points {
                program.redeem_minimum
            } else {
                Points::ZERO
            },
        });
        if program.redeem_cap_percent < 100 {
            parts.push(Part::RedeemCap { percent: program.redeem_cap_percent });
        }
    }
    if program.available_after_days > 0 {
        parts.push(Part::AvailableAfter { days: program.available_after_days });
    }
    if program.expiry != Expiry::Never {
        parts.push(Part::Expires { expiry: program.expiry });
    }
    if program.spent_points != SpentPoints::Debt {
        parts.push(Part::SpentPoints { policy: program.spent_points });
    }
    Ok(parts)
}

fn multiplier(reader: &Reader, rule: &Multiplier, today: ShopDay) -> Result<Part, AppError> {
    let percent = rule.percent;
    Ok(match &rule.scope {
        MultiplierScope::Category { category } => {
            let known = products::categories(reader)?.into_iter().find(|(id, _)| id == category);
            Part::Category { name: known.map_or_else(|| rule.name.clone(), |(_, name)| name), percent }
        }
        MultiplierScope::Product { product } => {
            let known = products::get(reader, *product)?.map(|product| product.details.name);
            Part::Product { name: known.unwrap_or_else(|| rule.name.clone()), percent }
        }
        MultiplierScope::Campaign { from, to, weekdays, from_minute, to_minute } => Part::Campaign {
            name: rule.name.clone(),
            percent,
            from: Box::new(day_view(*from, today)),
            to: Box::new(day_view(*to, today)),
            weekdays: weekdays.clone(),
            from_minute: *from_minute,
            to_minute: *to_minute,
        },
    })
}

fn bonus(rule: &Bonus) -> Part {
    let points = rule.points;
    match rule.reason {
        BonusReason::FirstPurchase => Part::FirstPurchase { points },
        BonusReason::NthPurchase { nth, every } => Part::NthPurchase { points, nth, every },
        BonusReason::Birthday { days_before, days_after } => {
            Part::Birthday { points, days_before, days_after }
        }
        BonusReason::Anniversary { .. } => Part::Anniversary { points },
        BonusReason::Referral { referrer_points, after_days } => {
            Part::Referral { points, referrer_points, after_days }
        }
        BonusReason::Survey { .. } => Part::Survey { points },
    }
}
