//! Reasons for points as the window shows them.

use crate::api::types::{EarnPart, EarnPartKind};
use bazgasht_domain::loyalty::{Bonus, BonusReason, MultiplierScope, Part, Program, Rule};
use bazgasht_domain::points::Points;

/// The parts of what a purchase earned, in the order in which they add up.
pub(crate) fn earn_parts(program: &Program, parts: &[Part]) -> Vec<EarnPart> {
    parts.iter().map(|part| earn_part(program, part)).collect()
}

fn earn_part(program: &Program, part: &Part) -> EarnPart {
    let (kind, rule, name) = match &part.rule {
        Rule::Base => (EarnPartKind::Base, "base".to_owned(), String::new()),
        Rule::Tier(id) => {
            let name = program.ladder.tier(id).map_or_else(String::new, |tier| tier.name.clone());
            (EarnPartKind::Tier, id.clone(), name)
        }
        Rule::Multiplier(place) => program.multipliers.get(*place).map_or_else(
            || (EarnPartKind::Campaign, String::new(), String::new()),
            |rule| (scope_kind(&rule.scope), rule.id.clone(), rule.name.clone()),
        ),
    };
    EarnPart { kind, rule, name, percent: part.percent.map(i64::from), points: part.points }
}

fn scope_kind(scope: &MultiplierScope) -> EarnPartKind {
    match scope {
        MultiplierScope::Category { .. } => EarnPartKind::Category,
        MultiplierScope::Product { .. } => EarnPartKind::Product,
        MultiplierScope::Campaign { .. } => EarnPartKind::Campaign,
    }
}

fn bonus_kind(bonus: &Bonus) -> EarnPartKind {
    match bonus.reason {
        BonusReason::FirstPurchase => EarnPartKind::FirstPurchase,
        BonusReason::NthPurchase { .. } => EarnPartKind::NthPurchase,
        BonusReason::Birthday { .. } => EarnPartKind::Birthday,
        BonusReason::Anniversary { .. } => EarnPartKind::Anniversary,
        BonusReason::Referral { .. } => EarnPartKind::Referral,
        BonusReason::Survey { .. } => EarnPartKind::Survey,
    }
}

/// A bonus by its place in the program.
pub(crate) fn bonus_part(program: &Program, place: usize, points: Points) -> EarnPart {
    program.bonuses.get(place).map_or_else(|| plain(String::new(), points), |bonus| named(bonus, points))
}

fn named(bonus: &Bonus, points: Points) -> EarnPart {
    let (rule, name) = (bonus.id.clone(), bonus.name.clone());
    EarnPart { kind: bonus_kind(bonus), rule, name, percent: None, points }
}

fn plain(rule: String, points: Points) -> EarnPart {
    EarnPart { kind: EarnPartKind::Base, rule, name: String::new(), percent: None, points }
}

/// Points of a ledger rule: a bonus by its id (the year behind @ left out), everything else as the base rule.
pub(crate) fn part_of_rule(program: Option<&Program>, rule: &str, points: Points) -> EarnPart {
    let id = rule.split(['@', '#', ':']).next().unwrap_or(rule);
    let bonus = program.and_then(|program| program.bonuses.iter().find(|bonus| bonus.id == id));
    bonus.map_or_else(|| plain(rule.to_owned(), points), |bonus| named(bonus, points))
}
