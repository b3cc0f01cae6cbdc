//! One decision for preview and record: discounts, coupon, reward, points spent, payable, points earned.
//!
//! Invariants: pure; payable = total − discount − coupon − reward − points, and none of these is below zero; the
//! prices of the lines after all discounts add up to payable + the part that points pay; the shares of redemption and reward
//! add up to their points.

use super::lines::PricedLine;
use crate::api::types::SaleField;
use crate::club::{self, Member};
use crate::error::{AppError, Code};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::{
    self, Asking, Buyer, DueBonus, EarnFacts, EarnLine, Earned, Program, Purse, RedeemFault, Share,
    due_bonuses, earn, spend, spendable, split,
};
use bazgasht_domain::money::{JS_SAFE_MAX, MoneyUnit, Rial};
use bazgasht_domain::points::Points;
use bazgasht_store::club::{Coupon, Reward};

/// What was asked, read into numbers, with what the file says about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub member: Option<&'a Member>,
    /// Whose points may be spent, the member's own first; empty for an anonymous sale.
    pub purses: &'a [Purse],
    pub amount: Rial,
    pub lines: &'a [PricedLine],
    pub discount: Rial,
    pub redeem: Points,
    /// With how often this customer used it.
    pub coupon: Option<(&'a Coupon, i64)>,
    pub reward: Option<&'a Reward>,
    pub day: ShopDay,
    /// Known for a sale of today.
    pub minute: Option<u16>,
    pub now: InstantMs,
    pub unit: MoneyUnit,
}

/// What the sale comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bill {
    /// The lines after their own discounts.
    pub total: Rial,
    pub discount: Rial,
    pub coupon_off: Rial,
    pub reward_off: Rial,
    pub reward_points: Points,
    pub redeem: Points,
    pub redeem_value: Rial,
    /// Whose points pay, the buyer's first.
    pub redeem_from: Vec<Share>,
    pub reward_from: Vec<Share>,
    pub payable: Rial,
    /// What the points depend on; nothing for an anonymous sale.
    pub facts: Option<EarnFacts>,
    pub earned: Option<Earned>,
    /// Limits per customer are not looked at yet.
    pub bonuses: Vec<DueBonus>,
}

impl Bill {
    /// The part of the price that points pay.
    pub(super) fn points_part(&self) -> Rial {
        Rial::new(self.redeem_value.get() + self.reward_off.get())
    }

    /// What of somebody's points the sale takes.
    pub(super) fn taken_of(&self, owner: CustomerId) -> i64 {
        let shares = self.redeem_from.iter().chain(&self.reward_from);
        shares.filter(|share| share.owner == owner).map(|share| share.points().get()).sum()
    }
}

type Refused = (SaleField, AppError);

/// # Errors
/// The field that is wrong, with its code.
pub(super) fn bill(asked: &Asked<'_>, program: &Program) -> Result<Bill, Refused> {
    let total = total(asked)?;
    if asked.discount < Rial::ZERO || asked.discount > total {
        return Err((SaleField::Discount, Code::DiscountTooLarge.into()));
    }
    let mut after = Prices::after(asked, total);
    let coupon_off = coupon(asked, &mut after, total)?;
    let (reward_off, reward_points) = reward(asked, total, after.sum())?;
    let basket = Rial::new(after.sum() - reward_off.get());
    let redeem_value = redeem(asked, program, basket, reward_points)?;
    let payable = Rial::new(basket.get() - redeem_value.get());
    let mut purses = asked.purses.to_vec();
    let mut from = |field, points| {
        spend(&mut purses, points).map_err(|short| (field, not_enough(short.open, short.asked)))
    };
    let redeem_from = from(SaleField::Redeem, asked.redeem)?;
    let reward_from = from(SaleField::Reward, reward_points)?;
    let facts = asked.member.map(|member| after.facts(asked, member, payable));
    let earned = facts.as_ref().map(|facts| earn(program, facts));
    let bonuses = asked.member.map_or_else(Vec::new, |member| {
        let buyer =
            Buyer { orders_before: member.orders, first_day: member.first_day, birthday: member.birthday };
        due_bonuses(program, &buyer, asked.day, payable)
    });
    Ok(Bill {
        total,
        discount: asked.discount,
        coupon_off,
        reward_off,
        reward_points,
        redeem: asked.redeem,
        redeem_value,
        redeem_from,
        reward_from,
        payable,
        facts,
        earned,
        bonuses,
    })
}

fn total(asked: &Asked<'_>) -> Result<Rial, Refused> {
    if !asked.lines.is_empty() {
        let sum = asked.lines.iter().try_fold(Rial::ZERO, |sum, line| sum.checked_add(line.total));
        let sum = sum.filter(|sum| sum.get() <= JS_SAFE_MAX);
        return sum.ok_or_else(|| (SaleField::Lines, Code::AmountTooLarge.into()));
    }
    if asked.amount < Rial::ZERO {
        return Err((SaleField::Amount, Code::AmountNegative.into()));
    }
    if asked.amount.get() > JS_SAFE_MAX {
        return Err((SaleField::Amount, Code::AmountTooLarge.into()));
    }
    Ok(asked.amount)
}

/// The price of each line while discounts come off; a sale by amount is one line.
struct Prices(Vec<i64>);

impl Prices {
    fn after(asked: &Asked<'_>, total: Rial) -> Self {
        let left = total.get() - asked.discount.get();
        if asked.lines.is_empty() {
            return Self(vec![left]);
        }
        Self(split(left, &asked.lines.iter().map(|line| line.total.get()).collect::<Vec<_>>()))
    }

    fn sum(&self) -> i64 {
        self.0.iter().sum()
    }

    /// Takes `off` from the prices that are covered, each by its share.
    fn take(&mut self, off: Rial, covered: &[bool]) {
        let weights: Vec<i64> =
            self.0.iter().zip(covered).map(|(price, covered)| if *covered { *price } else { 0 }).collect();
        for (price, part) in self.0.iter_mut().zip(split(off.get(), &weights)) {
            *price -= part;
        }
    }

    fn facts(&self, asked: &Asked<'_>, member: &Member, payable: Rial) -> EarnFacts {
        let lines = if asked.lines.is_empty() {
            let after = Rial::new(self.sum());
            vec![super::lines::whole_sale(asked.amount, after, payable, Rial::ZERO)]
        } else {
            let line = |(line, after): (&PricedLine, &i64)| EarnLine {
                product: line.product,
                category: line.category,
                gross: line.gross,
                after: Rial::new(*after),
                quantity_milli: line.quantity_milli,
                returned_milli: 0,
            };
            asked.lines.iter().zip(&self.0).map(line).collect()
        };
        EarnFacts {
            day: asked.day,
            minute: asked.minute,
            payable,
            tier: member.tier_id().map(str::to_owned),
            carried: member.carried,
            lines,
        }
    }
}

fn asking<'a>(asked: &Asked<'a>) -> Asking<'a> {
    Asking {
        now: asked.now,
        customer: asked.member.map(|member| member.id),
        tier: asked.member.and_then(Member::tier_id),
    }
}

fn coupon(asked: &Asked<'_>, after: &mut Prices, total: Rial) -> Result<Rial, Refused> {
    let Some((coupon, uses_of_customer)) = asked.coupon else { return Ok(Rial::ZERO) };
    let refuse =
        |refusal| (SaleField::Coupon, club::coupon_refusal(refusal, &coupon.terms.window, asked.unit));
    if let Some(refusal) = coupon.terms.refuse_person(&asking(asked), coupon.uses, uses_of_customer) {
        return Err(refuse(refusal));
    }
    let covered: Vec<bool> = if asked.lines.is_empty() {
        vec![!coupon.terms.is_limited()]
    } else {
        asked.lines.iter().map(|line| coupon.terms.covers(line.product, line.category)).collect()
    };
    let price = after.0.iter().zip(&covered).filter(|(_, covered)| **covered).map(|(price, _)| *price).sum();
    if let Some(refusal) = coupon.terms.refuse_basket(total, Rial::new(price)) {
        return Err(refuse(refusal));
    }
    let off = coupon.benefit.off(Rial::new(price));
    after.take(off, &covered);
    Ok(off)
}

fn reward(asked: &Asked<'_>, total: Rial, basket: i64) -> Result<(Rial, Points), Refused> {
    let Some(reward) = asked.reward else { return Ok((Rial::ZERO, Points::ZERO)) };
    let refuse =
        |refusal| (SaleField::Reward, club::reward_refusal(refusal, &reward.terms.window, asked.unit));
    if let Some(refusal) = reward.terms.refuse(&asking(asked), reward.uses) {
        return Err(refuse(refusal));
    }
    // What the goods cost, before points and coupons: as with coupons.
    if let Some(refusal) = reward.terms.refuse_basket(total) {
        return Err(refuse(refusal));
    }
    let spendable = spendable(asked.purses);
    if reward.points > spendable {
        return Err((SaleField::Reward, not_enough(spendable, reward.points)));
    }
    Ok((reward.benefit.off(Rial::new(basket)), reward.points))
}

fn not_enough(spendable: Points, wanted: Points) -> AppError {
    AppError::new(Code::PointsNotEnough).with("balance", spendable.get()).with("wanted", wanted.get())
}

/// What the points to be spent take off the basket, after the points that a reward costs.
fn redeem(
    asked: &Asked<'_>,
    program: &Program,
    basket: Rial,
    reward_points: Points,
) -> Result<Rial, Refused> {
    let refuse = |error: AppError| (SaleField::Redeem, error);
    if asked.redeem == Points::ZERO {
        return Ok(Rial::ZERO);
    }
    if asked.redeem < Points::ZERO {
        return Err(refuse(Code::RedeemInvalid.into()));
    }
    if asked.member.is_none() {
        return Err(refuse(Code::RedeemNeedsCustomer.into()));
    }
    let spendable = Points::new(spendable(asked.purses).get() - reward_points.get());
    if asked.redeem > spendable {
        return Err(refuse(not_enough(spendable, asked.redeem)));
    }
    program.redeem(asked.redeem, basket).map_err(|fault| {
        refuse(match fault {
            RedeemFault::NotPositive => Code::RedeemInvalid.into(),
            RedeemFault::BelowMinimum { minimum } => {
                AppError::new(Code::RedeemMinimum).with("minimum", minimum.get())
            }
            RedeemFault::NotAMultiple { step } => AppError::new(Code::RedeemStep).with("step", step.get()),
            RedeemFault::AboveCap { .. } => Code::RedeemOverTotal.into(),
        })
    })
}

/// Free delivery, by coupon or reward.
pub(super) fn has_free_delivery(asked: &Asked<'_>) -> bool {
    let benefits =
        [asked.coupon.map(|(coupon, _)| &coupon.benefit), asked.reward.map(|reward| &reward.benefit)];
    benefits.into_iter().flatten().any(|benefit| *benefit == loyalty::Benefit::FreeDelivery)
}
