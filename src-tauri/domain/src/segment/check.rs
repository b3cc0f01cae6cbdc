//! What a rule may be: limits that keep it readable and its evaluation quick. A rule that came through
//! [`Rule::check`] can be evaluated whatever it says.

use super::condition::{Between, BirthdayIn, Condition, FieldTest};
use super::time::{Ago, When, Window};
use super::{Clause, Group, Rule};
use crate::ids::SegmentId;
use crate::money::JS_SAFE_MAX;

pub const GROUPS_MAX: usize = 6;
pub const CONDITIONS_MAX: usize = 12;
/// Values of one condition.
pub const LIST_MAX: usize = 50;
pub const TEXT_CHARS_MAX: usize = 100;
/// Of a length of time, whatever its unit.
pub const DAYS_MAX: u16 = 3_650;
/// Of "at least so many times".
pub const COUNT_MAX: u16 = 10_000;
/// Of a rule as it is stored.
pub const JSON_BYTES_MAX: usize = 64 * 1024;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// A rule without a condition would mean nothing, or everybody by accident.
    #[error("a group has no condition")]
    Empty,
    #[error("more than {GROUPS_MAX} groups")]
    TooManyGroups,
    #[error("more than {CONDITIONS_MAX} conditions in a group")]
    TooManyConditions,
    #[error("a list has no value")]
    ListEmpty,
    #[error("a list has more than {LIST_MAX} values")]
    ListTooLong,
    #[error("a text is empty or has more than {TEXT_CHARS_MAX} characters")]
    Text,
    /// The ends are the wrong way round, out of range, or both missing.
    #[error("a range of values is no range")]
    Range,
    #[error("a length of time is not within 1..={DAYS_MAX}")]
    Length,
    #[error("the days end before they begin")]
    Days,
    #[error("not JSON of a rule: {detail}")]
    Malformed { detail: String },
    #[error("longer than {JSON_BYTES_MAX} bytes")]
    TooLong,
    /// Written by a newer program.
    #[error("version {found} of a rule is unknown")]
    Version { found: u64 },
    #[error("segment {0} is made of itself")]
    OfItself(SegmentId),
    /// Each is made of the next, the last of the first.
    #[error("segments are made of each other in a circle: {0:?}")]
    Circle(Vec<SegmentId>),
    #[error("there is no segment {0}")]
    NoSuchSegment(SegmentId),
}

impl Rule {
    /// # Errors
    /// The first thing that a rule may not be.
    pub fn check(&self) -> Result<(), RuleError> {
        if self.groups.is_empty() {
            return Err(RuleError::Empty);
        }
        if self.groups.len() > GROUPS_MAX {
            return Err(RuleError::TooManyGroups);
        }
        self.groups.iter().try_for_each(Group::check)
    }
}

impl Group {
    fn check(&self) -> Result<(), RuleError> {
        if self.all.is_empty() {
            return Err(RuleError::Empty);
        }
        if self.all.len() > CONDITIONS_MAX {
            return Err(RuleError::TooManyConditions);
        }
        self.all.iter().try_for_each(|Clause { when, .. }| when.check())
    }
}

impl Condition {
    /// # Errors
    /// The first thing that a condition may not be.
    pub fn check(&self) -> Result<(), RuleError> {
        let over = |values: &Between, window: &Window| range(values).and_then(|()| spell(window));
        match self {
            Self::Everybody
            | Self::Nobody
            | Self::Company { .. }
            | Self::GenderIs { .. }
            | Self::Referrer { .. }
            | Self::Segment { .. }
            | Self::Recorded { .. } => Ok(()),
            Self::LastPurchase { when } | Self::FirstPurchase { when } | Self::Joined { when } => {
                moment(when)
            }
            Self::Orders { count, window } => over(count, window),
            Self::Amount { rial, window } | Self::AverageBasket { rial, window } => over(rial, window),
            Self::Visits { days, window } => over(days, window),
            Self::Bought { times, window, .. } if (1..=COUNT_MAX).contains(times) => spell(window),
            Self::Bought { .. } => Err(RuleError::Range),
            Self::City { any_of }
            | Self::District { any_of }
            | Self::Channel { any_of }
            | Self::Tags { any_of } => texts(any_of),
            Self::CompanySize { people } => range(people),
            Self::Interests { any_of } => list(any_of),
            Self::Field { test, .. } => field(test),
            Self::Birthday { within: BirthdayIn::NextDays { days } } => length(*days),
            Self::Birthday { within: BirthdayIn::Month { month } } => {
                if (1..=12).contains(month) {
                    Ok(())
                } else {
                    Err(RuleError::Range)
                }
            }
            Self::Age { years } => range(years),
            Self::Tier { any_of, or_none } => {
                if *or_none && any_of.is_empty() {
                    Ok(())
                } else {
                    texts(any_of)
                }
            }
            Self::Points { balance } => range(balance),
            Self::PointsExpiring { days, points } => length(*days).and_then(|()| range(points)),
            Self::Debt { rial } => range(rial),
            Self::Consent { channel } => text(channel),
            Self::LeadStageIs { any_of } => list(any_of),
            Self::RhythmIs { any_of } => list(any_of),
            Self::RfmGroupIs { any_of } => list(any_of),
            Self::RfmScore { r: None, f: None, m: None } => Err(RuleError::Range),
            Self::RfmScore { r, f, m } => [r, f, m].into_iter().flatten().try_for_each(range),
            Self::Predicted { is, .. } => range(is),
        }
    }
}

fn range(values: &Between) -> Result<(), RuleError> {
    let (min, max) = (values.min.or(values.max), values.max.or(values.min));
    let is_safe = |value: i64| (-JS_SAFE_MAX..=JS_SAFE_MAX).contains(&value);
    match (min, max) {
        (Some(min), Some(max)) if min <= max && is_safe(min) && is_safe(max) => Ok(()),
        _ => Err(RuleError::Range),
    }
}

fn text(text: &str) -> Result<(), RuleError> {
    let fits = !text.trim().is_empty() && text.chars().count() <= TEXT_CHARS_MAX;
    if fits { Ok(()) } else { Err(RuleError::Text) }
}

fn list<T>(values: &[T]) -> Result<(), RuleError> {
    match values.len() {
        0 => Err(RuleError::ListEmpty),
        1..=LIST_MAX => Ok(()),
        _ => Err(RuleError::ListTooLong),
    }
}

fn texts(values: &[String]) -> Result<(), RuleError> {
    list(values)?;
    values.iter().try_for_each(|value| text(value))
}

fn length(days: u16) -> Result<(), RuleError> {
    if (1..=DAYS_MAX).contains(&days) { Ok(()) } else { Err(RuleError::Length) }
}

fn ago(ago: Ago) -> Result<(), RuleError> {
    length(ago.count)
}

fn moment(when: &When) -> Result<(), RuleError> {
    match when {
        When::Within { ago: length } | When::Before { ago: length } => ago(*length),
        When::Days { from: None, to: None } => Err(RuleError::Days),
        When::Days { from: Some(from), to: Some(to) } if to < from => Err(RuleError::Days),
        When::Days { .. } => Ok(()),
    }
}

fn spell(window: &Window) -> Result<(), RuleError> {
    match *window {
        Window::Ever => Ok(()),
        Window::Within { ago } => moment(&When::Within { ago }),
        Window::Days { from, to } => moment(&When::Days { from, to }),
    }
}

fn field(test: &FieldTest) -> Result<(), RuleError> {
    match test {
        FieldTest::Filled | FieldTest::Yes => Ok(()),
        FieldTest::AnyOf { texts: any_of } => texts(any_of),
        FieldTest::Holds { part } => text(part),
        FieldTest::Number { thousandths } => range(thousandths),
        FieldTest::Date { when } => moment(when),
    }
}
