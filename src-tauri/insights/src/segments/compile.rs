//! From a condition to a question: days are resolved for one as-of day, and every value that occurs is judged once.

use super::attributes::Attributes;
use super::known::{Known, Over};
use super::question::{Column, Question, STATUSES, group, rhythm};
use crate::kpi::Segment as Cell;
use bazgasht_domain::calendar::{Birthday, JalaliDate, ShopDay};
use bazgasht_domain::ids::CustomFieldId;
use bazgasht_domain::segment::{Between, BirthdayIn, Condition, FieldTest, Truth, Window};
use bazgasht_domain::text::key_form;

/// month · 32 + day
const BIRTHDAYS: usize = 13 * 32;

fn any_text(names: &[String]) -> impl Fn(&str) -> bool + use<> {
    let wanted: Vec<String> = names.iter().map(|name| key_form(name)).collect();
    move |name| wanted.contains(&key_form(name))
}

fn birthdays(of: impl Fn(Birthday) -> bool) -> Vec<bool> {
    let mut table = vec![false; BIRTHDAYS];
    for month in 1..=12u8 {
        for day in 1..=31u8 {
            if let Ok(birthday) = Birthday::new(month, day, None) {
                table[usize::from(month) << 5 | usize::from(day)] = of(birthday);
            }
        }
    }
    table
}

/// Judges one text of a column.
fn text(any_of: &[String]) -> impl Fn(&String) -> Truth + use<> {
    let wanted = any_text(any_of);
    move |name| Truth::of(wanted(name))
}

impl Question {
    pub(super) fn of(condition: &Condition, known: &Known<'_>) -> Self {
        let today = known.scope.as_of;
        let over = |window: &Window| Over::of(window.range(today));
        let attributes = known.attributes;
        match condition {
            Condition::Everybody => Self::Always(Truth::Yes),
            Condition::Nobody => Self::Always(Truth::No),
            // Which segment is asked is the plan's business, not a question to a row.
            Condition::Segment { .. } => Self::Always(Truth::Unknown),
            Condition::LastPurchase { when } => Self::Last(Over::of(when.range(today))),
            Condition::FirstPurchase { when } => Self::First(Over::of(when.range(today))),
            // One order up to today is what the last day tells.
            Condition::Orders { count: Between { min: Some(1), max: None }, window }
                if over(window).hi >= known.as_of.0 =>
            {
                Self::Last(over(window))
            }
            Condition::Orders { count, window } => Self::Orders((*count).into(), over(window)),
            Condition::Amount { rial, window } => Self::Net((*rial).into(), over(window)),
            Condition::AverageBasket { rial, window } => Self::Basket((*rial).into(), over(window)),
            Condition::Visits { days, window } => Self::Visits((*days).into(), over(window)),
            Condition::Bought { goods, times, window } => Self::Bought {
                wanted: known.goods.map(|lines| lines.wanted(*goods)).unwrap_or_default(),
                times: u32::from(*times),
                over: over(window),
            },
            Condition::Company { is } => Self::Company(*is),
            Condition::CompanySize { people } => Self::CompanySize((*people).into()),
            Condition::Field { field, test } => Self::field(attributes, *field, test, today),
            Condition::Birthday { within: BirthdayIn::NextDays { days } } => {
                Self::Birthday(birthdays(|birthday| birthday.days_until(today) < i32::from(*days)))
            }
            Condition::Birthday { within: BirthdayIn::Month { month } } => {
                Self::Birthday(birthdays(|birthday| birthday.month() == *month))
            }
            Condition::Age { years } => {
                let this_year = JalaliDate::from_day(today).year();
                let kept = birthdays(|birthday| birthday.on(this_year).day() <= today);
                Self::Age { years: (*years).into(), this_year, kept }
            }
            Condition::GenderIs { gender } => Self::Gender(*gender),
            Condition::Points { balance } => Self::Points((*balance).into()),
            Condition::PointsExpiring { days, points } => Self::Ending {
                from: today,
                to: today.plus_days(i32::from(*days) - 1),
                points: (*points).into(),
            },
            Condition::Debt { rial } => Self::Debt((*rial).into()),
            Condition::LeadStageIs { any_of } => Self::Lead { stages: any_of.clone() },
            Condition::RhythmIs { any_of } => {
                Self::Rhythm(STATUSES.map(|status| any_of.contains(&rhythm(status))))
            }
            Condition::RfmScore { r, f, m } => Self::Scores([*r, *f, *m].map(|part| part.map(Into::into))),
            Condition::RfmGroupIs { any_of } => {
                Self::Cells(Cell::ALL.map(|cell| any_of.contains(&group(cell))))
            }
            Condition::Joined { when } => {
                let range = when.range(today);
                Self::Joined { from: range.from, to: range.to }
            }
            Condition::Referrer { by } => Self::Referrer(*by),
            Condition::Predicted { forecast, is } => Self::Predicted(*forecast, (*is).into()),
            Condition::Recorded { what } => Self::Recorded(*what),
            Condition::City { .. }
            | Condition::District { .. }
            | Condition::Channel { .. }
            | Condition::Tags { .. }
            | Condition::Interests { .. }
            | Condition::Tier { .. }
            | Condition::Consent { .. } => Self::coded(condition, attributes),
        }
    }

    /// Conditions on values of which few are different: each is judged once.
    fn coded(condition: &Condition, attributes: &Attributes) -> Self {
        let missing = Truth::Unknown;
        let (column, table) = match condition {
            Condition::City { any_of } => (Column::City, attributes.city.table(missing, text(any_of))),
            Condition::District { any_of } => {
                (Column::District, attributes.district.table(missing, text(any_of)))
            }
            Condition::Channel { any_of } => {
                (Column::Channel, attributes.channel.table(missing, text(any_of)))
            }
            Condition::Tags { any_of } => {
                let wanted = any_text(any_of);
                // Tags are what the shop says of a person: none is known to be none.
                let has = |tags: &Vec<String>| Truth::of(tags.iter().any(|tag| wanted(tag)));
                (Column::Tags, attributes.tags.table(Truth::No, has))
            }
            Condition::Interests { any_of } => {
                let has = |goods: &Vec<_>| Truth::of(goods.iter().any(|one| any_of.contains(one)));
                (Column::Interests, attributes.interests.table(missing, has))
            }
            Condition::Tier { any_of, or_none } => {
                let is = |tier: &String| Truth::of(any_of.contains(tier));
                (Column::Tier, attributes.tier.table(Truth::of(*or_none), is))
            }
            Condition::Consent { channel } => {
                let said = |all: &Vec<(String, bool)>| {
                    let found = all.iter().find(|(name, _)| name == channel);
                    found.map_or(missing, |(_, granted)| Truth::of(*granted))
                };
                (Column::Consents, attributes.consents.table(missing, said))
            }
            _ => return Self::Always(missing),
        };
        Self::Coded(column, table)
    }

    fn field(attributes: &Attributes, field: CustomFieldId, test: &FieldTest, today: ShopDay) -> Self {
        let texts = |of: &dyn Fn(&str) -> bool| {
            let column = attributes.fields.get(&field);
            let table = column.map(|column| column.texts.table(Truth::Unknown, |text| Truth::of(of(text))));
            Self::Coded(Column::Field(field), table.unwrap_or_else(|| vec![Truth::Unknown]))
        };
        match test {
            FieldTest::Filled => Self::FieldFilled(field),
            FieldTest::AnyOf { texts: any_of } => texts(&any_text(any_of)),
            FieldTest::Holds { part } => {
                let part = key_form(part);
                texts(&|text| key_form(text).contains(&part))
            }
            FieldTest::Number { thousandths } => Self::FieldWhole(field, (*thousandths).into()),
            FieldTest::Date { when } => {
                let range = when.range(today);
                let days = Between { min: Some(range.from.get().into()), max: Some(range.to.get().into()) };
                Self::FieldWhole(field, days.into())
            }
            FieldTest::Yes => Self::FieldWhole(field, Between::exactly(1).into()),
        }
    }
}
