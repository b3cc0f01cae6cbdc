//! What a return comes to: goods, points of exactly these goods, redeemed points that go back, what is left to refund.
//!
//! Invariants: nothing is written; all returns of a sale together give back what it was paid with, in money and in
//! points; no line and no amount comes back twice.

use super::super::lines::whole_sale;
use super::super::record::REWARD_RULE;
use crate::api::types::{ReturnLineInput, ReturnWhat};
use crate::error::{AppError, Code};
use crate::shop::Settings;
use bazgasht_domain::ids::{CustomerId, PointsEntryId, SaleId, SaleLineId};
use bazgasht_domain::loyalty::{
    Benefit, EarnFacts, EarnLine, LotFate, Program, Reversal, SpentPoints, earn, part_of, reversal, split,
};
use bazgasht_domain::money::{Rial, amount_in_words};
use bazgasht_domain::points::Points;
use bazgasht_store::points::{Entry, EntryKind};
use bazgasht_store::sales::Sale;
use bazgasht_store::{Reader, club, points, sales};

/// One line that comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Back {
    pub line: SaleLineId,
    pub quantity_milli: i64,
    pub goods: Rial,
}

/// An entry of the sale that is taken back, wholly or in part.
#[derive(Debug, Clone)]
pub(super) struct Reversed {
    pub entry: Entry,
    pub found: Reversal,
    pub deducted: Rial,
}

/// Redeemed points that go back into their lots.
#[derive(Debug, Clone)]
pub(super) struct GivenBack {
    pub rule: String,
    /// Whose lots they are: the record that spent them, which may have been merged away since.
    pub customer: CustomerId,
    pub to: Vec<(PointsEntryId, Points)>,
}

/// What the return would do.
pub(super) struct Plan {
    pub sale: Sale,
    /// The program that counted the sale; `None` when it was never kept.
    pub counted_by: Option<Program>,
    pub back: Vec<Back>,
    pub goods: Rial,
    pub full: bool,
    pub reversed: Vec<Reversed>,
    pub given_back: Vec<GivenBack>,
    /// What the sale's carried amount changes by.
    pub carry: Rial,
    pub deducted: Rial,
    pub policy: SpentPoints,
}

impl Plan {
    pub(super) fn refund(&self) -> Rial {
        Rial::new(self.goods.get() - self.deducted.get())
    }
}

/// Decides a return; of nothing, for a screen where nothing is chosen yet.
///
/// # Errors
/// `not_found`, `sale_cancelled`, `sale_returned`, `return_nothing`, `return_too_much`, `return_line_unknown`,
/// `return_by_lines`.
pub(super) fn plan(reader: &Reader, id: SaleId, what: Option<&ReturnWhat>) -> Result<Plan, AppError> {
    let sale = sales::get(reader, id)?.ok_or(Code::NotFound)?;
    if sale.header.cancelled_at.is_some() {
        return Err(Code::SaleCancelled.into());
    }
    if sale.header.fully_returned {
        return Err(Code::SaleReturned.into());
    }
    let revision = sale.header.program_rev.map_or(Ok(None), |revision| club::version(reader, revision))?;
    let counted_by = revision.map(|version| version.rules);
    let kept = club::facts_of(reader, id)?;
    let is_kept = kept.is_some();
    let before = facts(&sale, kept);
    let back = asked_back(reader, &sale, what)?;
    let mut after = before.clone();
    take_back(&sale, &mut after, what, &back);
    let full = what.is_some() && after.is_all_returned();
    let left = sale.header.total.get() - sale.header.returned.get();
    let goods = match what {
        None => 0,
        _ if full => left,
        Some(ReturnWhat::Amount { amount_rial }) => amount_rial.get(),
        Some(ReturnWhat::All | ReturnWhat::Lines { .. }) => {
            let payable = before.payable.get();
            (after.returned_share(payable) - before.returned_share(payable)).clamp(0, left)
        }
    };
    let shares = split(goods, &back.iter().map(|(_, weight)| *weight).collect::<Vec<_>>());
    let back =
        back.into_iter().zip(shares).map(|((back, _), goods)| Back { goods: Rial::new(goods), ..back });
    let mut plan = Plan {
        back: back.collect(),
        goods: Rial::new(goods),
        full,
        reversed: Vec::new(),
        given_back: Vec::new(),
        carry: Rial::ZERO,
        deducted: Rial::ZERO,
        policy: SpentPoints::Debt,
        counted_by,
        sale,
    };
    if plan.sale.header.customer.is_some() {
        decide_points(reader, &mut plan, &after, is_kept)?;
    }
    Ok(plan)
}

/// What the sale's points depended on, with what has come back of it so far.
fn facts(sale: &Sale, kept: Option<EarnFacts>) -> EarnFacts {
    let header = &sale.header;
    let after = header.total.get() + header.points_part.get();
    let mut facts = kept.unwrap_or_else(|| {
        let prices = split(after, &sale.lines.iter().map(|line| line.total.get()).collect::<Vec<_>>());
        let line = |(line, after): (&sales::Line, i64)| EarnLine {
            product: None,
            category: None,
            gross: Rial::new(line.total.get() + line.discount.get()),
            after: Rial::new(after),
            quantity_milli: line.quantity_milli,
            returned_milli: 0,
        };
        let mut lines: Vec<EarnLine> = sale.lines.iter().zip(prices).map(line).collect();
        if lines.is_empty() {
            let gross = Rial::new(after + header.discount.get());
            lines.push(whole_sale(gross, Rial::new(after), header.total, Rial::ZERO));
        }
        EarnFacts {
            day: header.day,
            minute: header.entry_minute,
            payable: header.total,
            tier: None,
            carried: Rial::ZERO,
            lines,
        }
    });
    if sale.lines.is_empty()
        && let Some(line) = facts.lines.first_mut()
    {
        line.returned_milli = header.returned.get();
    }
    for (line, sold) in facts.lines.iter_mut().zip(&sale.lines) {
        line.returned_milli = sold.returned_milli;
    }
    facts
}

/// The lines that come back, each with its weight in the price of all of them.
fn asked_back(reader: &Reader, sale: &Sale, what: Option<&ReturnWhat>) -> Result<Vec<(Back, i64)>, AppError> {
    let left = |line: &sales::Line| line.quantity_milli - line.returned_milli;
    let whole = |line: &sales::Line| ReturnLineInput { line: line.id, quantity_milli: left(line) };
    let asked: Vec<ReturnLineInput> = match what {
        None => Vec::new(),
        Some(ReturnWhat::All) => sale.lines.iter().filter(|line| left(line) > 0).map(whole).collect(),
        Some(ReturnWhat::Lines { lines }) => {
            if lines.is_empty() {
                return Err(Code::ReturnNothing.into());
            }
            lines.clone()
        }
        Some(ReturnWhat::Amount { amount_rial }) => {
            let left = Rial::new(sale.header.total.get() - sale.header.returned.get());
            if !sale.lines.is_empty() {
                return Err(Code::ReturnByLines.into());
            }
            if *amount_rial <= Rial::ZERO {
                return Err(Code::ReturnNothing.into());
            }
            if *amount_rial > left {
                let unit = Settings::read(reader)?.money_unit;
                return Err(AppError::new(Code::ReturnTooMuch).with("left", amount_in_words(left, unit)));
            }
            Vec::new()
        }
    };
    let mut seen = Vec::new();
    let mut back = Vec::new();
    for asked in asked {
        let sold = sale.lines.iter().find(|line| line.id == asked.line).ok_or(Code::ReturnLineUnknown)?;
        if seen.contains(&asked.line) {
            return Err(Code::ReturnLineUnknown.into());
        }
        seen.push(asked.line);
        if asked.quantity_milli <= 0 {
            return Err(Code::ReturnNothing.into());
        }
        if asked.quantity_milli > left(sold) {
            return Err(AppError::new(Code::ReturnTooMuch).with("left", thousandths(left(sold))));
        }
        let weight = part_of(sold.total.get(), asked.quantity_milli, sold.quantity_milli);
        back.push((
            Back { line: asked.line, quantity_milli: asked.quantity_milli, goods: Rial::ZERO },
            weight,
        ));
    }
    Ok(back)
}

/// «2», «1.5».
fn thousandths(milli: i64) -> String {
    let text = format!("{}.{:03}", milli / 1_000, milli % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn take_back(sale: &Sale, facts: &mut EarnFacts, what: Option<&ReturnWhat>, back: &[(Back, i64)]) {
    if sale.lines.is_empty()
        && let Some(line) = facts.lines.first_mut()
    {
        line.returned_milli = match what {
            None => line.returned_milli,
            Some(ReturnWhat::Amount { amount_rial }) => line.returned_milli + amount_rial.get(),
            Some(ReturnWhat::All | ReturnWhat::Lines { .. }) => line.quantity_milli,
        };
    }
    for (line, sold) in facts.lines.iter_mut().zip(&sale.lines) {
        let more =
            back.iter().find(|(back, _)| back.line == sold.id).map_or(0, |(back, _)| back.quantity_milli);
        line.returned_milli += more;
    }
}

fn decide_points(reader: &Reader, plan: &mut Plan, after: &EarnFacts, is_kept: bool) -> Result<(), AppError> {
    let sale = plan.sale.header.id;
    let current = club::current(reader)?.rules;
    plan.policy = current.spent_points;
    let mut room = plan.goods.get();
    for entry in points::entries_of_source(reader, "sale", sale.get())? {
        let taken_back = points::taken_back(reader, entry.id)?.get();
        let rest = entry.points.get() - taken_back;
        let due = match entry.kind {
            EntryKind::Earn if plan.full => rest,
            EntryKind::Earn => {
                let keeps = keeps_points(plan.counted_by.as_ref(), after, entry.points.get(), is_kept);
                (entry.points.get() - keeps - taken_back).clamp(0, rest)
            }
            EntryKind::Bonus if !still_holds(plan, &entry, after) => rest,
            _ => 0,
        };
        if due > 0 {
            let fate = points::lot_fate(reader, entry.customer, entry.id)?;
            let reversed = deduct(entry, Points::new(due), fate, &current, &mut room);
            plan.deducted = Rial::new(plan.deducted.get() + reversed.deducted.get());
            plan.reversed.push(reversed);
        }
    }
    plan.given_back = given_back(reader, plan, after)?;
    if is_kept {
        plan.carry = carry(reader, plan, after)?;
    }
    Ok(())
}

/// What the goods that stay have earned, by the rules that counted the sale.
fn keeps_points(program: Option<&Program>, after: &EarnFacts, whole: i64, is_kept: bool) -> i64 {
    match program {
        Some(program) if is_kept => earn(program, after).points.get(),
        Some(program) => earn(&program.base_only(), after).points.get(),
        // Nobody knows the rules any more: its share.
        None => whole - after.returned_share(whole),
    }
}

/// Whether a bonus of the sale has its condition still: the purchase stands and is not below the minimum.
fn still_holds(plan: &Plan, entry: &Entry, after: &EarnFacts) -> bool {
    let id = entry.cause.rule.split('@').next().unwrap_or_default();
    let rule =
        plan.counted_by.as_ref().and_then(|program| program.bonuses.iter().find(|bonus| bonus.id == id));
    !plan.full && rule.is_none_or(|bonus| after.left() >= bonus.minimum_rial)
}

/// Finds the points; what the shop deducts can not be more than what it gives back, the rest is owed.
fn deduct(entry: Entry, due: Points, fate: LotFate, program: &Program, room: &mut i64) -> Reversed {
    let mut found = reversal(due, fate, program.spent_points);
    let mut deducted = Rial::ZERO;
    if found.deducted > Points::ZERO {
        let (step, value) = (program.redeem_points.get(), program.redeem_value.get());
        if value > 0 {
            let most = (*room / value).saturating_mul(step);
            let covered =
                if program.value_of(found.deducted).get() <= *room { found.deducted.get() } else { most };
            let covered = covered.min(found.deducted.get());
            found.debt = Points::new(found.debt.get() + found.deducted.get() - covered);
            found.deducted = Points::new(covered);
        }
        deducted = program.value_of(found.deducted);
        *room -= deducted.get();
    }
    Reversed { entry, found, deducted }
}

/// Redeemed points that belong to the goods that come back, into the lots that the sale took them from.
fn given_back(reader: &Reader, plan: &Plan, after: &EarnFacts) -> Result<Vec<GivenBack>, AppError> {
    let sale = plan.sale.header.id;
    let all = points::entries_of_source(reader, "sale", sale.get())?;
    let spent: Vec<&Entry> = all.iter().filter(|entry| entry.kind == EntryKind::Redeem).collect();
    if spent.is_empty() {
        return Ok(Vec::new());
    }
    let earlier: Vec<Entry> = points::entries_of_returns(reader, sale)?
        .into_iter()
        .filter(|entry| entry.kind == EntryKind::ReverseRedeem)
        .collect();
    let mut given_back = Vec::new();
    for entry in spent {
        let rule = entry.cause.rule.clone();
        let whole = -entry.points.get();
        let is_back: Vec<&Entry> = earlier.iter().filter(|back| back.cause.rule == rule).collect();
        let before: i64 = is_back.iter().map(|back| back.points.get()).sum();
        // Of a household each has a part of their own, and of each the same share comes back.
        let is_reward = rule.split('@').next() == Some(REWARD_RULE);
        let upto = if !plan.full && is_reward && !is_divisible(reader, sale)? {
            0
        } else {
            after.returned_share(whole)
        };
        let mut left: Vec<(PointsEntryId, i64)> = points::allocations(reader, entry.customer, entry.id)?
            .iter()
            .map(|part| (part.lot, part.points.get()))
            .collect();
        for back in is_back {
            for part in points::allocations(reader, back.customer, back.id)? {
                if let Some(lot) = left.iter_mut().find(|(lot, _)| *lot == part.lot) {
                    lot.1 += part.points.get();
                }
            }
        }
        // The lot that lives longest is filled first: it is worth most to the customer.
        let mut living = Vec::with_capacity(left.len());
        for (lot, open) in left {
            let expires = points::lot_of(reader, entry.customer, lot)?.and_then(|lot| lot.expires);
            living.push((expires.is_none(), expires, lot, open));
        }
        living.sort_unstable_by(|a, b| b.cmp(a));
        let mut wanted = (upto - before).max(0);
        let mut to = Vec::new();
        for (_, _, lot, open) in living {
            let part = open.min(wanted);
            if part > 0 {
                to.push((lot, Points::new(part)));
                wanted -= part;
            }
        }
        if !to.is_empty() {
            given_back.push(GivenBack { rule, customer: entry.customer, to });
        }
    }
    Ok(given_back)
}

/// A gift or a free delivery comes back whole or not at all; money off is shared by the goods.
fn is_divisible(reader: &Reader, sale: SaleId) -> Result<bool, AppError> {
    let Some(used) = club::reward_of_sale(reader, sale)? else { return Ok(true) };
    let benefit = club::reward(reader, used.reward)?.map(|reward| reward.benefit);
    Ok(matches!(benefit, Some(Benefit::Amount { .. } | Benefit::Percent { .. })))
}

/// The sale's part in the carried amount goes with its goods.
fn carry(reader: &Reader, plan: &Plan, after: &EarnFacts) -> Result<Rial, AppError> {
    let Some(customer) = plan.sale.header.customer else { return Ok(Rial::ZERO) };
    let now = club::carry_of(reader, customer, plan.sale.header.id)?;
    let keeps = match &plan.counted_by {
        Some(program) if !plan.full => earn(program, after).carry,
        _ => Rial::ZERO,
    };
    Ok(Rial::new(keeps.get() - now.get()))
}
