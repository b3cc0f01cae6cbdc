//! A period is a closed range of business days that has a name: a Jalali month, season or year, or any range.
//!
//! Invariant: `first_day() <= last_day()`, for every value that comes from [`Period::parse`], from a
//! constructor or through serde. A variant written out by hand with numbers outside the calendar is read
//! as the nearest one inside.

use super::words::{month_name, season_name};
use super::{DateError, JalaliDate, ShopDay, YEAR_MAX, YEAR_MIN, days_in_month};
use crate::text::to_persian_digits;
use serde::{Deserialize, Serialize};

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", try_from = "Unchecked")]
#[ts(tag = "kind", rename_all = "snake_case")]
pub enum Period {
    Month {
        year: i32,
        month: u8,
    },
    /// 1 = spring (months 1–3) … 4 = winter.
    Season {
        year: i32,
        season: u8,
    },
    Year {
        year: i32,
    },
    /// Both days belong to the range.
    Range {
        from: ShopDay,
        to: ShopDay,
    },
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Unchecked {
    Month { year: i32, month: u8 },
    Season { year: i32, season: u8 },
    Year { year: i32 },
    Range { from: ShopDay, to: ShopDay },
}

impl TryFrom<Unchecked> for Period {
    type Error = DateError;
    fn try_from(period: Unchecked) -> Result<Self, DateError> {
        match period {
            Unchecked::Month { year, month } => Self::month(year, month),
            Unchecked::Season { year, season } => Self::season(year, season),
            Unchecked::Year { year } => Self::year(year),
            Unchecked::Range { from, to } => Self::range(from, to),
        }
    }
}

impl Period {
    /// # Errors
    /// A year outside 1200–1500 or a month outside 1–12.
    pub fn month(year: i32, month: u8) -> Result<Self, DateError> {
        JalaliDate::new(year, month, 1).map(|_| Self::Month { year, month })
    }

    /// # Errors
    /// A year outside 1200–1500 or a season outside 1–4.
    pub fn season(year: i32, season: u8) -> Result<Self, DateError> {
        if !(1..=4).contains(&season) {
            return Err(DateError::SeasonOutOfRange);
        }
        JalaliDate::new(year, 1, 1).map(|_| Self::Season { year, season })
    }

    /// # Errors
    /// A year outside 1200–1500.
    pub fn year(year: i32) -> Result<Self, DateError> {
        JalaliDate::new(year, 1, 1).map(|_| Self::Year { year })
    }

    /// # Errors
    /// [`DateError::RangeReversed`], or a day outside the calendar.
    pub fn range(from: ShopDay, to: ShopDay) -> Result<Self, DateError> {
        JalaliDate::try_from_day(from)?;
        JalaliDate::try_from_day(to)?;
        if from > to { Err(DateError::RangeReversed) } else { Ok(Self::Range { from, to }) }
    }

    #[must_use]
    pub fn containing_month(day: ShopDay) -> Self {
        let date = JalaliDate::from_day(day);
        Self::Month { year: date.year(), month: date.month() }
    }
    #[must_use]
    pub fn containing_season(day: ShopDay) -> Self {
        let date = JalaliDate::from_day(day);
        Self::Season { year: date.year(), season: date.season() }
    }
    #[must_use]
    pub fn containing_year(day: ShopDay) -> Self {
        Self::Year { year: JalaliDate::from_day(day).year() }
    }

    #[must_use]
    pub fn first_day(self) -> ShopDay {
        match self {
            Self::Month { year, month } => JalaliDate::clamped(year, month, 1).day(),
            Self::Season { year, season } => JalaliDate::clamped(year, season_months(season).0, 1).day(),
            Self::Year { year } => JalaliDate::clamped(year, 1, 1).day(),
            Self::Range { from, .. } => from,
        }
    }

    #[must_use]
    pub fn last_day(self) -> ShopDay {
        match self {
            Self::Month { year, month } => JalaliDate::clamped(year, month, 31).day(),
            Self::Season { year, season } => JalaliDate::clamped(year, season_months(season).1, 31).day(),
            Self::Year { year } => JalaliDate::clamped(year, 12, 30).day(),
            Self::Range { from, to } => to.max(from),
        }
    }

    #[must_use]
    pub fn length_days(self) -> i32 {
        self.last_day().days_since(self.first_day()).saturating_add(1)
    }
    #[must_use]
    pub fn contains(self, day: ShopDay) -> bool {
        (self.first_day()..=self.last_day()).contains(&day)
    }

    /// The period of the same kind that ends the day before this one starts: the month before a month,
    /// as many days before a range. Before the first year of the calendar it is a range of as many days.
    #[must_use]
    pub fn previous(self) -> Self {
        let before = self.first_day().plus_days(-1);
        let inside = JalaliDate::try_from_day(before).is_ok();
        match self {
            Self::Month { .. } if inside => Self::containing_month(before),
            Self::Season { .. } if inside => Self::containing_season(before),
            Self::Year { .. } if inside => Self::containing_year(before),
            _ => Self::Range { from: before.plus_days(1 - self.length_days()), to: before },
        }
    }

    /// The same period one Jalali year earlier. A range of whole months stays whole months (Esfand of a
    /// common year becomes Esfand with its 30 days); other ranges move both ends, clamped.
    #[must_use]
    pub fn same_last_year(self) -> Self {
        match self {
            Self::Month { year, month } if year > YEAR_MIN => Self::Month { year: year - 1, month },
            Self::Season { year, season } if year > YEAR_MIN => Self::Season { year: year - 1, season },
            Self::Year { year } if year > YEAR_MIN => Self::Year { year: year - 1 },
            _ => self.range_last_year(),
        }
    }

    fn range_last_year(self) -> Self {
        let (first, last) = (self.first_day(), self.last_day());
        let shift =
            |day: ShopDay| -> Option<JalaliDate> { JalaliDate::try_from_day(day).ok()?.add_years(-1).ok() };
        let (Some(from), Some(to)) = (shift(first), shift(last)) else {
            return Self::Range { from: first.plus_days(-365), to: last.plus_days(-365) };
        };
        let end = JalaliDate::from_day(last);
        let whole_months = JalaliDate::from_day(first).day_of_month() == 1
            && end.day_of_month() == days_in_month(end.year(), end.month());
        let to = if whole_months { JalaliDate::clamped(to.year(), to.month(), 31) } else { to };
        Self::Range { from: from.day(), to: to.day() }
    }

    /// «آذر ۱۴۰۵», «پاییز ۱۴۰۵», «سال ۱۴۰۵», «۱ آذر ۱۴۰۵ تا ۵ دی ۱۴۰۵».
    #[must_use]
    pub fn label_fa(self) -> String {
        let first = JalaliDate::from_day(self.first_day());
        let year = to_persian_digits(&first.year().to_string());
        match self {
            Self::Month { .. } => format!("{} {year}", month_name(first.month())),
            Self::Season { .. } => format!("{} {year}", season_name(first.season())),
            Self::Year { .. } => format!("سال {year}"),
            Self::Range { .. } if self.length_days() == 1 => first.format_day_month_year(),
            Self::Range { .. } => {
                let last = JalaliDate::from_day(self.last_day());
                format!("{} تا {}", first.format_day_month_year(), last.format_day_month_year())
            }
        }
    }

    /// `1376-3` is a season, `1376-07` a month, `1376` a year, `1376/01/05..1376/02/10` a range; the
    /// number of digits after the year decides between the first two.
    ///
    /// # Errors
    /// [`DateError::NotADate`] for another shape, or the part that is out of range.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        if let Some((from, to)) = text.split_once("..") {
            let day = |text| super::parse_date(text, super::DateHint::Text).map(|date| date.day);
            return Self::range(day(from)?, day(to)?);
        }
        match year_and_part(text)? {
            (_, None) => Self::parse_year(text),
            (_, Some((_, 1))) => Self::parse_season(text),
            (_, Some(_)) => Self::parse_month(text),
        }
    }

    /// `1376-3`: the third season (autumn) of 1376.
    ///
    /// # Errors
    /// As [`Period::parse`].
    pub fn parse_season(text: &str) -> Result<Self, DateError> {
        match year_and_part(text)? {
            (year, Some((season, _))) => Self::season(year, season),
            (_, None) => Err(DateError::NotADate),
        }
    }

    /// `1376-07` or `1376-7`: Mehr 1376.
    ///
    /// # Errors
    /// As [`Period::parse`].
    pub fn parse_month(text: &str) -> Result<Self, DateError> {
        match year_and_part(text)? {
            (year, Some((month, _))) => Self::month(year, month),
            (_, None) => Err(DateError::NotADate),
        }
    }

    /// `1376`.
    ///
    /// # Errors
    /// As [`Period::parse`].
    pub fn parse_year(text: &str) -> Result<Self, DateError> {
        match year_and_part(text)? {
            (year, None) => Self::year(year),
            (_, Some(_)) => Err(DateError::NotADate),
        }
    }
}

/// First and last month of a season.
fn season_months(season: u8) -> (u8, u8) {
    let first = (season.clamp(1, 4) - 1) * 3 + 1;
    (first, first + 2)
}

/// A four-digit year and, after `-` or `/`, a number of one or two digits with its digit count.
fn year_and_part(text: &str) -> Result<(i32, Option<(u8, usize)>), DateError> {
    if text.len() > 32 {
        return Err(DateError::NotADate);
    }
    let ascii = crate::text::to_ascii_digits(text.trim());
    if ascii.is_empty() {
        return Err(DateError::Empty);
    }
    let (year, part) = match ascii.split_once(['-', '/']) {
        Some((year, part)) => (year, Some(part)),
        None => (ascii.as_str(), None),
    };
    let digits_only = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !digits_only(year) {
        return Err(DateError::NotADate);
    }
    let year = year.parse().map_err(|_| DateError::NotADate)?;
    if !(YEAR_MIN..=YEAR_MAX).contains(&year) {
        return Err(DateError::YearOutOfRange);
    }
    match part {
        None => Ok((year, None)),
        Some(part) if (1..=2).contains(&part.len()) && digits_only(part) => {
            Ok((year, Some((part.parse().map_err(|_| DateError::NotADate)?, part.len()))))
        }
        Some(_) => Err(DateError::NotADate),
    }
}
