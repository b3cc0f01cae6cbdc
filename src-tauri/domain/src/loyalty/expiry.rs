//! When points end. The last day still counts: points that expire on a day can be spent on that day.

use crate::calendar::{JalaliDate, Period, ShopDay};
use serde::{Deserialize, Serialize};

/// The rule by which a lot gets its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(tag = "kind", rename_all = "snake_case")]
pub enum Expiry {
    #[default]
    Never,
    /// The same day so many Jalali months later, counted from the day of earning.
    Months {
        months: u16,
    },
    /// The last day of the Jalali month, season or year of earning.
    EndOfMonth,
    EndOfSeason,
    EndOfYear,
}

impl Expiry {
    /// The last day on which points earned on `earned` can be spent; `None` when they never expire, and
    /// when the day would lie beyond the calendar.
    #[must_use]
    pub fn last_day(self, earned: ShopDay) -> Option<ShopDay> {
        match self {
            Self::Never => None,
            Self::Months { months } => {
                JalaliDate::from_day(earned).add_months(i32::from(months)).ok().map(JalaliDate::day)
            }
            Self::EndOfMonth => Some(Period::containing_month(earned).last_day()),
            Self::EndOfSeason => Some(Period::containing_season(earned).last_day()),
            Self::EndOfYear => Some(Period::containing_year(earned).last_day()),
        }
    }

    /// The last day of points that were there when expiry was switched on: one full period from that day, also
    /// when the month, season or year is nearly over.
    #[must_use]
    pub fn full_period(self, switched_on: ShopDay) -> Option<ShopDay> {
        match self {
            Self::Never | Self::Months { .. } => self.last_day(switched_on),
            Self::EndOfMonth | Self::EndOfSeason | Self::EndOfYear => {
                self.last_day(switched_on).and_then(|end| self.last_day(end.plus_days(1)))
            }
        }
    }
}
