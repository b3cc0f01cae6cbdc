//! Why a date was refused. One variant per sentence that a person can act on.

/// A date, month, season or year that can not be used as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum DateError {
    #[error("no date was given")]
    Empty,
    #[error("the text is not a date")]
    NotADate,
    /// A year of one to three digits: 40 may be 1340 or 1440, so nobody guesses.
    #[error("the year has fewer than four digits")]
    AmbiguousYear,
    /// 03/04/2025 is a day of March or of April.
    #[error("day and month can be read in either order")]
    AmbiguousOrder,
    /// Outside the Jalali years 1200–1500 (Gregorian 1821–2122).
    #[error("the year is outside 1200–1500")]
    YearOutOfRange,
    #[error("there is no such month")]
    MonthOutOfRange,
    /// 31 Mehr, 30 Esfand of a common year, 29 February 2025.
    #[error("the month has no such day")]
    DayOutOfRange,
    #[error("there is no such season")]
    SeasonOutOfRange,
    #[error("there is no such time of day")]
    TimeOutOfRange,
    /// «شنبه ۱ آذر» when that day was a Sunday: one of the two is a slip, and nobody knows which.
    #[error("the weekday does not belong to the date")]
    WeekdayMismatch,
    /// The first day comes after the last one.
    #[error("the range ends before it starts")]
    RangeReversed,
}
