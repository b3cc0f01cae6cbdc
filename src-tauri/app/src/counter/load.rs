//! What the file says about a sale that is asked for: program, customer, coupon, reward, in one snapshot.

use super::decide::Bill;
use super::lines::{self, PricedLine};
use crate::api::types::{FamilyInSale, FamilyShare, LineInput, SaleField};
use crate::club::Member;
use crate::error::{AppError, Code};
use crate::families::Pool;
use crate::shop::Settings;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, RewardId};
use bazgasht_domain::loyalty::{CouponCode, DueBonus, MultiplierScope, Purse, spendable};
use bazgasht_domain::points::Points;
use bazgasht_store::club::{Coupon, Reward, Version};
use bazgasht_store::{Reader, club, points};

/// What a sale is decided on.
pub(super) struct Desk {
    pub settings: Settings,
    pub version: Version,
    pub member: Option<Member>,
    /// Whose points the member may spend beside their own.
    pub pool: Option<Pool>,
}

impl Desk {
    /// # Errors
    /// `not_found`.
    pub(super) fn open(
        reader: &Reader,
        customer: Option<CustomerId>,
        now: InstantMs,
    ) -> Result<Self, AppError> {
        let version = club::current(reader)?;
        let member = customer.map(|id| Member::living(reader, id, &version.rules, now)).transpose()?;
        let pool = customer.map(|id| Pool::of(reader, id, &version.rules, now)).transpose()?;
        Ok(Self { settings: Settings::read(reader)?, version, member, pool })
    }

    /// The member's purse first; none for an anonymous sale.
    pub(super) fn purses(&self, today: ShopDay) -> Vec<Purse> {
        let both = self.member.as_ref().zip(self.pool.as_ref());
        both.map_or_else(Vec::new, |(member, pool)| pool.purses(member, today))
    }

    /// The household as the sale leaves it; nothing without one.
    pub(super) fn family_in_sale(&self, bill: &Bill, purses: &[Purse]) -> Option<FamilyInSale> {
        let (member, pool) = self.member.as_ref().zip(self.pool.as_ref())?;
        let points = spendable(purses);
        let part = |purse: &Purse| FamilyShare {
            customer: purse.owner,
            name: pool.name_of(member, purse.owner).to_owned(),
            points: Points::new(bill.taken_of(purse.owner)),
        };
        let taken: Vec<FamilyShare> =
            purses.iter().map(part).filter(|share| share.points > Points::ZERO).collect();
        let spent: i64 = taken.iter().map(|share| share.points.get()).sum();
        Some(FamilyInSale {
            name: pool.family.as_ref()?.name.clone(),
            points,
            points_after: Points::new(points.get() - spent),
            taken,
        })
    }

    /// The coupon of a code, with how often this customer used it.
    ///
    /// # Errors
    /// `coupon_unknown`.
    pub(super) fn coupon(&self, reader: &Reader, typed: &str) -> Result<Option<(Coupon, i64)>, AppError> {
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let code = CouponCode::parse(typed).map_err(|_| AppError::new(Code::CouponUnknown))?;
        let coupon = club::coupon_by_code(reader, code.as_str())?;
        let coupon = coupon.filter(|coupon| coupon.archived_at.is_none()).ok_or(Code::CouponUnknown)?;
        let uses = match &self.member {
            Some(member) => club::uses_of_customer(reader, coupon.id, member.id)?,
            None => 0,
        };
        Ok(Some((coupon, uses)))
    }

    /// # Errors
    /// `reward_unknown`.
    pub(super) fn reward(&self, reader: &Reader, id: Option<RewardId>) -> Result<Option<Reward>, AppError> {
        let Some(id) = id else { return Ok(None) };
        let reward = club::reward(reader, id)?.filter(|reward| reward.archived_at.is_none());
        Ok(Some(reward.ok_or(Code::RewardUnknown)?))
    }

    /// # Errors
    /// The row that is wrong.
    pub(super) fn lines(
        &self,
        reader: &Reader,
        typed: &[LineInput],
        coupon: Option<&Coupon>,
    ) -> Result<Vec<PricedLine>, (SaleField, AppError)> {
        let by_rule = |scope: &MultiplierScope| matches!(scope, MultiplierScope::Category { .. });
        let in_program = self.version.rules.multipliers.iter().any(|rule| by_rule(&rule.scope));
        let in_coupon = coupon.is_some_and(|coupon| !coupon.terms.categories.is_empty());
        lines::priced(reader, typed, in_program || in_coupon)
    }

    /// Leaves out bonuses that the customer has had as often as they may.
    ///
    /// # Errors
    /// What the store says.
    pub(super) fn within_limits(
        &self,
        reader: &Reader,
        due: Vec<DueBonus>,
    ) -> Result<Vec<DueBonus>, AppError> {
        let Some(member) = self.member.as_ref().filter(|_| !due.is_empty()) else { return Ok(Vec::new()) };
        let given = points::bonuses(reader, member.id)?;
        let had = |rule: &str| given.iter().find(|(had, _)| had == rule).map_or(0, |(_, times)| *times);
        Ok(due.into_iter().filter(|bonus| had(&bonus.rule) < bonus.limit).collect())
    }
}
