//! What the file says about a sale that is asked for: program, customer, coupon, reward, in one snapshot.

use super::lines::{self, PricedLine};
use crate::api::types::{LineInput, SaleField};
use crate::club::Member;
use crate::error::{AppError, Code};
use crate::shop::Settings;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, RewardId};
use bazgasht_domain::loyalty::{CouponCode, DueBonus, MultiplierScope};
use bazgasht_store::club::{Coupon, Reward, Version};
use bazgasht_store::{Reader, club, points};

/// What a sale is decided on.
pub(super) struct Desk {
    pub settings: Settings,
    pub version: Version,
    pub member: Option<Member>,
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
        Ok(Self { settings: Settings::read(reader)?, version, member })
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
