//! Whether a program can work: the first rule that can not is named, with its place in its own list.

use super::Expiry;
use super::ladder::MINUTES;
use super::program::Program;
use super::rules::{Bonus, BonusReason, Ladder, Multiplier, MultiplierScope};
use crate::money::{JS_SAFE_MAX, Rial};
use crate::points::Points;
use std::collections::HashSet;

/// More rules than anybody can keep in mind.
const RULES_MAX: usize = 50;
const PERCENT_MAX: u16 = 10_000;
const NAME_CHARS_MAX: usize = 80;
/// Ids are kept by each ledger row.
const ID_BYTES_MAX: usize = 40;
const MONTHS_MAX: u16 = 120;
const DAYS_MAX: u16 = 3_650;

/// A rule that can not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ProgramFault {
    #[error("unit_not_positive")]
    UnitNotPositive,
    #[error("points_negative")]
    PointsNegative,
    #[error("redeem_points_not_positive")]
    RedeemPointsNotPositive,
    #[error("redeem_value_negative")]
    RedeemValueNegative,
    #[error("redeem_minimum_negative")]
    RedeemMinimumNegative,
    #[error("redeem_step_invalid")]
    RedeemStepInvalid,
    #[error("cap_out_of_range")]
    CapOutOfRange,
    #[error("too_large")]
    TooLarge,
    #[error("too_long")]
    TooLong,
    #[error("expiry_invalid")]
    ExpiryInvalid,
    #[error("too_many_rules")]
    TooManyRules,
    /// Empty, too long, with characters that ledger rules use themselves, or used twice.
    #[error("id_invalid")]
    IdInvalid,
    #[error("name_invalid")]
    NameInvalid,
    #[error("percent_out_of_range")]
    PercentOutOfRange,
    #[error("campaign_invalid")]
    CampaignInvalid,
    #[error("bonus_invalid")]
    BonusInvalid,
    #[error("tiers_not_rising")]
    TiersNotRising,
    #[error("tier_window_invalid")]
    TierWindowInvalid,
}

/// A rule that can not work, and its place: the id of the rule, or the name of the field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlacedFault {
    pub fault: ProgramFault,
    pub place: String,
}

type Checked = Result<(), PlacedFault>;

fn ensure(holds: bool, fault: ProgramFault, place: &str) -> Checked {
    if holds { Ok(()) } else { Err(PlacedFault { fault, place: place.to_owned() }) }
}

impl Program {
    /// # Errors
    /// The first rule that can not work.
    pub fn check(&self) -> Result<(), ProgramFault> {
        self.check_places().map_err(|found| found.fault)
    }

    /// # Errors
    /// The first rule that can not work, and where it stands.
    pub fn check_places(&self) -> Checked {
        let sizes = [
            ("unit", self.unit.get()),
            ("points_per_unit", self.points_per_unit.get()),
            ("redeem_points", self.redeem_points.get()),
            ("redeem_value", self.redeem_value.get()),
            ("redeem_minimum", self.redeem_minimum.get()),
            ("redeem_step", self.redeem_step.get()),
        ];
        let negative = |points: Points| points.is_negative();
        ensure(self.unit > Rial::ZERO, ProgramFault::UnitNotPositive, "unit")?;
        ensure(!negative(self.points_per_unit), ProgramFault::PointsNegative, "points_per_unit")?;
        ensure(self.redeem_points > Points::ZERO, ProgramFault::RedeemPointsNotPositive, "redeem_points")?;
        ensure(!self.redeem_value.is_negative(), ProgramFault::RedeemValueNegative, "redeem_value")?;
        ensure(!negative(self.redeem_minimum), ProgramFault::RedeemMinimumNegative, "redeem_minimum")?;
        let step = self.redeem_step.get();
        let whole = step >= 0 && step % self.redeem_points.get() == 0;
        ensure(whole, ProgramFault::RedeemStepInvalid, "redeem_step")?;
        ensure(self.redeem_cap_percent <= 100, ProgramFault::CapOutOfRange, "redeem_cap_percent")?;
        for (place, size) in sizes {
            ensure(size <= JS_SAFE_MAX, ProgramFault::TooLarge, place)?;
        }
        let days = [
            ("available_after_days", self.available_after_days),
            ("return_grace_days", self.return_grace_days),
            ("expiry_warning_days", self.expiry_warning_days),
        ];
        for (place, days) in days {
            ensure(days <= DAYS_MAX, ProgramFault::TooLong, place)?;
        }
        let months = if let Expiry::Months { months } = self.expiry { months } else { 1 };
        ensure((1..=MONTHS_MAX).contains(&months), ProgramFault::ExpiryInvalid, "expiry")?;
        self.check_ids()?;
        self.multipliers.iter().try_for_each(check_multiplier)?;
        self.bonuses.iter().try_for_each(check_bonus)?;
        check_ladder(&self.ladder)
    }

    fn check_ids(&self) -> Checked {
        let multipliers = self.multipliers.iter().map(|rule| (&rule.id, &rule.name));
        let bonuses = self.bonuses.iter().map(|rule| (&rule.id, &rule.name));
        let tiers = self.ladder.tiers.iter().map(|rule| (&rule.id, &rule.name));
        let all: Vec<_> = multipliers.chain(bonuses).chain(tiers).collect();
        ensure(all.len() <= RULES_MAX, ProgramFault::TooManyRules, "rules")?;
        let mut seen = HashSet::new();
        for (id, name) in all {
            let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
            let fits = (1..=ID_BYTES_MAX).contains(&id.len()) && id.chars().all(plain);
            ensure(fits && id != "base" && seen.insert(id), ProgramFault::IdInvalid, id)?;
            let named = !name.trim().is_empty() && name.chars().count() <= NAME_CHARS_MAX;
            ensure(named, ProgramFault::NameInvalid, id)?;
        }
        Ok(())
    }
}

fn check_multiplier(rule: &Multiplier) -> Checked {
    ensure(rule.percent <= PERCENT_MAX, ProgramFault::PercentOutOfRange, &rule.id)?;
    let MultiplierScope::Campaign { from, to, weekdays, from_minute, to_minute } = &rule.scope else {
        return Ok(());
    };
    let in_order = from <= to && from_minute < to_minute && *to_minute <= MINUTES;
    let known = weekdays.iter().all(|day| *day < 7) && weekdays.len() <= 7;
    ensure(in_order && known, ProgramFault::CampaignInvalid, &rule.id)
}

fn check_bonus(rule: &Bonus) -> Checked {
    let sizes = [rule.points.get(), rule.minimum_rial.get()];
    let gives = rule.points > Points::ZERO && rule.minimum_rial >= Rial::ZERO;
    ensure(gives, ProgramFault::BonusInvalid, &rule.id)?;
    ensure(sizes.iter().all(|size| *size <= JS_SAFE_MAX), ProgramFault::TooLarge, &rule.id)?;
    let works = match rule.reason {
        BonusReason::FirstPurchase => true,
        BonusReason::NthPurchase { nth, .. } => nth >= 2,
        // Two occasions of one yearly day must not overlap.
        BonusReason::Birthday { days_before, days_after }
        | BonusReason::Anniversary { days_before, days_after } => {
            u32::from(days_before) + u32::from(days_after) < 180
        }
        BonusReason::Referral { referrer_points, after_days } => {
            (0..=JS_SAFE_MAX).contains(&referrer_points.get()) && after_days <= DAYS_MAX
        }
        BonusReason::Survey { every_days } => (1..=DAYS_MAX).contains(&every_days),
    };
    ensure(works, ProgramFault::BonusInvalid, &rule.id)
}

fn check_ladder(ladder: &Ladder) -> Checked {
    for tier in &ladder.tiers {
        let sound = (1..=JS_SAFE_MAX).contains(&tier.threshold);
        ensure(sound, ProgramFault::TiersNotRising, &tier.id)?;
        ensure(tier.percent <= PERCENT_MAX, ProgramFault::PercentOutOfRange, &tier.id)?;
    }
    for pair in ladder.tiers.windows(2) {
        ensure(pair[0].threshold < pair[1].threshold, ProgramFault::TiersNotRising, &pair[1].id)?;
    }
    let window = (1..=MONTHS_MAX).contains(&ladder.window_months) && ladder.grace_days <= DAYS_MAX;
    ensure(ladder.is_empty() || window, ProgramFault::TierWindowInvalid, "ladder")
}
