//! What a figure is asked about: a closed range of days, the day it is looked at from, and the window of "active".

use bazgasht_domain::calendar::ShopDay;
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KpiError {
    #[error("the period ends on day {} before it starts on {}", .to.get(), .from.get())]
    EmptyPeriod { from: ShopDay, to: ShopDay },
    /// Nothing can be said about days to come.
    #[error("the period starts on day {} after the as-of day {}", .from.get(), .as_of.get())]
    PeriodNotBegun { from: ShopDay, as_of: ShopDay },
    /// Outside the days that the columns can hold.
    #[error("the as-of day {} is outside the days that can be held", .as_of.get())]
    AsOfOutOfRange { as_of: ShopDay },
    #[error("a window of {days} days is outside {}..={}", WindowDays::MIN, WindowDays::MAX)]
    WindowOutOfRange { days: u32 },
    /// Periods of one board must follow each other without a gap.
    #[error("the periods do not follow each other day by day")]
    PeriodsNotAdjacent,
    /// A board holds at most [`crate::board::PERIODS_MAX`] periods.
    #[error("{asked} periods are more than one board holds")]
    TooManyPeriods { asked: usize },
}

/// A closed, non-empty range of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Span {
    from: ShopDay,
    to: ShopDay,
}

impl Span {
    pub fn new(from: ShopDay, to: ShopDay) -> Result<Self, KpiError> {
        if to < from {
            return Err(KpiError::EmptyPeriod { from, to });
        }
        Ok(Self { from, to })
    }
    #[must_use]
    pub fn from(self) -> ShopDay {
        self.from
    }
    #[must_use]
    pub fn to(self) -> ShopDay {
        self.to
    }
    /// The days that have passed by `as_of`; refused when none has.
    pub fn until(self, as_of: ShopDay) -> Result<Self, KpiError> {
        if as_of < self.from {
            return Err(KpiError::PeriodNotBegun { from: self.from, as_of });
        }
        Ok(Self { from: self.from, to: self.to.min(as_of) })
    }
    /// Number of days, at least 1.
    #[must_use]
    pub fn days(self) -> u32 {
        (i64::from(self.to.get()) - i64::from(self.from.get()) + 1)
            .unsigned_abs()
            .try_into()
            .unwrap_or(u32::MAX)
    }
}

/// W: a customer is active on day d with an order in (d − W, d]. One number for the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ts_rs::TS)]
pub struct WindowDays(u16);

impl WindowDays {
    pub const MIN: u16 = 1;
    pub const MAX: u16 = 3650;
    /// The window while the shop's own rhythm is unknown.
    pub const DEFAULT: Self = Self(90);

    pub fn new(days: u32) -> Result<Self, KpiError> {
        let fits = u16::try_from(days).ok().filter(|d| (Self::MIN..=Self::MAX).contains(d));
        fits.map(Self).ok_or(KpiError::WindowOutOfRange { days })
    }
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// From when, and with which window, figures are looked at. Orders after `as_of` do not exist for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Scope {
    pub as_of: ShopDay,
    pub window: WindowDays,
}
