//! When a customer comes: first visit, own purchase rate, own regularity, own dropout.
//!
//! The heterogeneity is that of Schmittlein, Morrison and Colombo, "Counting Your Customers" (1987):
//! gamma rates and gamma dropout (Pareto/NBD); regular customers have Erlang instead of exponential gaps.
//! Visits never decrease in time and lie inside the history.

use crate::dice::{Dice, Topic};
use crate::kind::Kind;
use crate::season::Season;
use rand_distr::Gamma;

/// Share of customers, per thousand, whom the shop knew when it began to keep its book.
const KNOWN_AT_START_PER_MILLE: u32 = 200;
/// Days over which those were written down.
const START_RUSH_DAYS: f64 = 40.0;

/// Shape of the purchase-rate and dropout gammas of households.
const RATE_SHAPE: f64 = 1.1;
const DROPOUT_SHAPE: f64 = 0.85;

/// The visits of one customer as (count of visits before, day since the first of the history).
#[derive(Debug, Clone)]
pub(crate) struct Visits<'a> {
    season: &'a Season,
    dice: Dice,
    gap: Option<Gamma<f64>>,
    next: f64,
    end: f64,
    nth: u32,
}

impl<'a> Visits<'a> {
    /// `tempo` multiplies every rate; the shop's counts are set with it.
    pub(crate) fn of(season: &'a Season, seed: u64, customer: u32, kind: Kind, tempo: f64) -> Self {
        let mut dice = Dice::new(seed, Topic::Timeline, u64::from(customer), 0);
        let next = first_visit(&mut dice, season);
        let day = season.average_day();
        let (gap_days, regularity, life_days) = habits(&mut dice, kind);
        let end = match kind {
            Kind::Prospect => f64::NEG_INFINITY,
            Kind::Passerby => next,
            _ => (next + life_days * day).min(season.total()),
        };
        let gap = Gamma::new(regularity, gap_days / tempo * day / regularity).ok();
        Self { season, dice, gap, next, end, nth: 0 }
    }

    /// About `count` visits spread over the whole history by nobody in particular.
    pub(crate) fn anonymous(season: &'a Season, seed: u64, count: f64) -> Self {
        let dice = Dice::new(seed, Topic::Timeline, u64::from(u32::MAX), 0);
        let gap = Gamma::new(1.0, season.total() / count).ok();
        // Nobody in particular comes not even once when none are wanted.
        let next = if count > 0.0 { 0.0 } else { f64::INFINITY };
        Self { season, dice, gap, next, end: season.total(), nth: 0 }
    }

    /// The day someone was written down, bought or not.
    pub(crate) fn registration(season: &Season, seed: u64, customer: u32) -> u16 {
        season.day_at(first_visit(&mut Dice::new(seed, Topic::Timeline, u64::from(customer), 0), season))
    }
}

impl Iterator for Visits<'_> {
    type Item = (u32, u16);

    fn next(&mut self) -> Option<(u32, u16)> {
        if self.next > self.end || self.next >= self.season.total() {
            return None;
        }
        let visit = (self.nth, self.season.day_at(self.next));
        self.nth += 1;
        self.next = match &self.gap {
            Some(gap) => self.next + self.dice.sample(gap),
            None => f64::INFINITY,
        };
        Some(visit)
    }
}

fn first_visit(dice: &mut Dice, season: &Season) -> f64 {
    let known = dice.chance(KNOWN_AT_START_PER_MILLE);
    let moment = dice.unit();
    moment * if known { START_RUSH_DAYS * season.average_day() } else { season.total() }
}

/// Mean gap in days, regularity (Erlang stages of a gap) and lifetime in days.
fn habits(dice: &mut Dice, kind: Kind) -> (f64, f64, f64) {
    match kind {
        Kind::Prospect | Kind::Passerby | Kind::Anonymous => (1.0, 1.0, 0.0),
        Kind::Household => {
            let rate = dice.gamma(RATE_SHAPE, 1.0 / 37.0).max(1e-6);
            let stages = [1.0, 2.0, 4.0][dice.weighted(&[40, 35, 25])];
            let dropout = dice.gamma(DROPOUT_SHAPE, 1.0 / 330.0).max(1e-6);
            (1.0 / rate, stages, dice.exponential() / dropout)
        }
        Kind::Vip => (3.0 + 6.0 * dice.unit(), 3.0, 600.0 + 3000.0 * dice.exponential()),
        Kind::Business => (8.0 + 24.0 * dice.unit(), 6.0, 300.0 + 1200.0 * dice.exponential()),
        Kind::Colleague => (3.0 + 8.0 * dice.unit(), 2.0, 500.0 + 1500.0 * dice.exponential()),
    }
}
