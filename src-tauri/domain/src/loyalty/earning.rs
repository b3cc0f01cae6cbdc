//! What a purchase earns, and what is left of that when part of it has come back.
//!
//! Invariants: one function counts the sale and every state after a return, so what is taken back is exactly what
//! the goods earned; the base rule works on the total and never per line; the parts add up to the points; only
//! integers, rounded down once for all multipliers together: base × (1 + Σ(mᵢ − 1)).

use super::program::{Program, Remainder, safe};
use super::rules::{EarnBase, MultiplierScope};
use crate::calendar::ShopDay;
use crate::ids::{CategoryId, ProductId};
use crate::money::Rial;
use crate::points::Points;
use serde::{Deserialize, Serialize};

/// One line of a purchase, as earning looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarnLine {
    pub product: Option<ProductId>,
    pub category: Option<CategoryId>,
    /// Unit price × quantity.
    pub gross: Rial,
    /// After discounts and coupons, before the part that points pay.
    pub after: Rial,
    /// Thousandths, above zero.
    pub quantity_milli: i64,
    /// Thousandths that have come back.
    #[serde(default)]
    pub returned_milli: i64,
}

/// A purchase with everything that its points depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarnFacts {
    pub day: ShopDay,
    /// Minutes since midnight; unknown for a sale of another day.
    pub minute: Option<u16>,
    /// What was owed in money when everything was still sold.
    pub payable: Rial,
    /// The id of the customer's tier when they bought.
    pub tier: Option<String>,
    /// Left over from earlier purchases.
    pub carried: Rial,
    /// A sale by amount is one line without a product.
    pub lines: Vec<EarnLine>,
}

/// Which rule gave points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    Base,
    /// The id of the tier.
    Tier(String),
    /// The place of the multiplier in the program.
    Multiplier(usize),
}

/// Points with the rule they came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub rule: Rule,
    pub percent: Option<u16>,
    pub points: Points,
}

/// The points of a purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earned {
    pub base: Rial,
    pub points: Points,
    /// Add up to `points`.
    pub parts: Vec<Part>,
    /// The part of the base that earned nothing.
    pub remainder: Rial,
    /// What this purchase adds to (or takes from) the customer's carried amount; zero unless the program carries.
    pub carry: Rial,
}

impl EarnFacts {
    /// A purchase by amount, without a tier and with nothing carried.
    #[must_use]
    pub fn of_amount(day: ShopDay, payable: Rial) -> Self {
        let line = EarnLine {
            product: None,
            category: None,
            gross: payable,
            after: payable,
            quantity_milli: 1,
            returned_milli: 0,
        };
        Self { day, minute: None, payable, tier: None, carried: Rial::ZERO, lines: vec![line] }
    }

    /// What has come back, as a share of [`EarnFacts::after`].
    #[must_use]
    pub fn returned_after(&self) -> i64 {
        self.lines
            .iter()
            .map(|line| part_of(line.after.get(), line.returned_milli, line.quantity_milli))
            .sum()
    }

    /// The price after discounts, before points.
    #[must_use]
    pub fn after(&self) -> i64 {
        self.lines.iter().map(|line| line.after.get()).sum()
    }

    /// Everything has come back.
    #[must_use]
    pub fn is_all_returned(&self) -> bool {
        self.lines.iter().all(|line| line.returned_milli >= line.quantity_milli)
    }

    /// What of `whole` belongs to the goods that came back: all of it when everything did.
    #[must_use]
    pub fn returned_share(&self, whole: i64) -> i64 {
        if self.is_all_returned() { whole } else { part_of(whole, self.returned_after(), self.after()) }
    }

    /// The part of the price in money that is left.
    #[must_use]
    pub fn left(&self) -> Rial {
        Rial::new(self.payable.get() - self.returned_share(self.payable.get()))
    }

    /// The base of each line under a program; they add up to the base of the purchase.
    fn bases(&self, base: EarnBase) -> Vec<i64> {
        match base {
            EarnBase::Net => {
                let left = |line: &EarnLine| {
                    line.after.get() - part_of(line.after.get(), line.returned_milli, line.quantity_milli)
                };
                split(self.left().get(), &self.lines.iter().map(left).collect::<Vec<_>>())
            }
            EarnBase::Gross => {
                let left = |line: &EarnLine| {
                    line.gross.get() - part_of(line.gross.get(), line.returned_milli, line.quantity_milli)
                };
                self.lines.iter().map(left).collect()
            }
        }
    }
}

/// Counts the points of a purchase, or of what is left of it.
#[must_use]
pub fn earn(program: &Program, facts: &EarnFacts) -> Earned {
    let bases = facts.bases(program.base);
    let base: i64 = bases.iter().sum::<i64>().max(0);
    let unit = program.unit.get().max(1);
    let carries = program.remainder == Remainder::Carry && base > 0;
    let counted = if carries { base.saturating_add(facts.carried.get()).max(0) } else { base };
    let points = |amount: i64| -> i128 {
        let works = program.unit > Rial::ZERO;
        if works {
            i128::from(amount.max(0) / unit) * i128::from(program.points_per_unit.get().max(0))
        } else {
            0
        }
    };
    let mut parts = Parts::new(points(counted));
    if let Some(tier) = facts.tier.as_ref().and_then(|id| program.ladder.tier(id)) {
        parts.add(Rule::Tier(tier.id.clone()), tier.percent, parts.base);
    }
    for (place, multiplier) in program.multipliers.iter().enumerate() {
        let on_lines = |takes: &dyn Fn(&EarnLine) -> bool| {
            facts
                .lines
                .iter()
                .zip(&bases)
                .filter(|(line, _)| takes(line))
                .map(|(_, base)| *base)
                .collect::<Vec<_>>()
        };
        let under = match &multiplier.scope {
            MultiplierScope::Category { category } => {
                points(on_lines(&|line| line.category == Some(*category)).iter().sum())
            }
            MultiplierScope::Product { product } => {
                on_lines(&|line| line.product == Some(*product)).into_iter().map(points).sum()
            }
            MultiplierScope::Campaign { .. } => {
                if multiplier.scope.is_running(facts.day, facts.minute) {
                    parts.base
                } else {
                    0
                }
            }
        };
        parts.add(Rule::Multiplier(place), multiplier.percent, under);
    }
    let carry = if carries { base - counted / unit * unit } else { 0 };
    Earned {
        base: Rial::new(base),
        points: Points::new(safe(parts.given)),
        remainder: Rial::new(counted % unit),
        carry: Rial::new(carry),
        parts: parts.list,
    }
}

/// Rounds all multipliers down together: each part is what it adds to the sum of those before it.
struct Parts {
    base: i128,
    /// Σ points × (percent − 100), in hundredths of a point.
    extra_hundredths: i128,
    given: i128,
    list: Vec<Part>,
}

impl Parts {
    fn new(base: i128) -> Self {
        let given = i128::from(safe(base));
        let first = Part { rule: Rule::Base, percent: None, points: Points::new(safe(base)) };
        Self { base, extra_hundredths: 0, given, list: vec![first] }
    }

    fn add(&mut self, rule: Rule, percent: u16, under: i128) {
        if under == 0 || percent == 100 {
            return;
        }
        self.extra_hundredths += under * (i128::from(percent) - 100);
        let total = (self.base + self.extra_hundredths.div_euclid(100))
            .clamp(0, i128::from(crate::money::JS_SAFE_MAX));
        let points = Points::new(safe(total - self.given));
        self.given = total;
        self.list.push(Part { rule, percent: Some(percent), points });
    }
}

/// `whole × part ÷ of`, rounded down; nothing of nothing.
#[must_use]
pub fn part_of(whole: i64, part: i64, of: i64) -> i64 {
    if of <= 0 {
        return 0;
    }
    let part = i128::from(part.clamp(0, of));
    safe(i128::from(whole) * part / i128::from(of))
}

/// Divides `whole` by weights; the parts add up to it exactly when any weight is above zero.
#[must_use]
pub fn split(whole: i64, weights: &[i64]) -> Vec<i64> {
    let all: i64 = weights.iter().sum();
    let mut before = (0, 0);
    let mut parts = Vec::with_capacity(weights.len());
    for weight in weights {
        let sum = before.0 + weight;
        let upto = part_of(whole, sum, all);
        parts.push(upto - before.1);
        before = (sum, upto);
    }
    parts
}
