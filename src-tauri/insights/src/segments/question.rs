//! A condition made ready to be asked of rows: days resolved for one as-of day, texts looked up once per value that
//! occurs. [`Question::run`] is the one place that says what a condition means.

use super::ask::Ask;
use super::attributes::Attributes;
use super::known::{Known, Over};
use crate::customers::Status;
use crate::kpi::Segment as Cell;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomFieldId, CustomerId};
use bazgasht_domain::segment::{
    Attribute, Between, Forecast, Gender, LeadStage, ReferredBy, RfmGroup, Rhythm, Truth,
};

/// Columns of numbered values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    City,
    District,
    Channel,
    Tags,
    Interests,
    Consents,
    Tier,
    Field(CustomFieldId),
}

/// A range without an open end: two comparisons a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    min: i64,
    max: i64,
}

impl From<Between> for Limits {
    fn from(range: Between) -> Self {
        Self { min: range.min.unwrap_or(i64::MIN), max: range.max.unwrap_or(i64::MAX) }
    }
}

impl Limits {
    #[inline]
    fn contains(self, value: i64) -> bool {
        (value >= self.min) & (value <= self.max)
    }
}

pub(super) enum Question {
    Always(Truth),
    Last(Over),
    First(Over),
    Orders(Limits, Over),
    Net(Limits, Over),
    Basket(Limits, Over),
    Visits(Limits, Over),
    Bought {
        wanted: Vec<bool>,
        times: u32,
        over: Over,
    },
    Coded(Column, Vec<Truth>),
    Company(bool),
    CompanySize(Limits),
    FieldWhole(CustomFieldId, Limits),
    FieldFilled(CustomFieldId),
    Birthday(Vec<bool>),
    Age {
        years: Limits,
        this_year: i32,
        kept: Vec<bool>,
    },
    Gender(Gender),
    Points(Limits),
    Ending {
        from: ShopDay,
        to: ShopDay,
        points: Limits,
    },
    Debt(Limits),
    Lead {
        stages: Vec<LeadStage>,
    },
    Rhythm([bool; 6]),
    Scores([Option<Limits>; 3]),
    /// By place in [`Cell::ALL`].
    Cells([bool; 11]),
    Joined {
        from: ShopDay,
        to: ShopDay,
    },
    Referrer(ReferredBy),
    Predicted(Forecast, Limits),
    Recorded(Attribute),
}

/// Unknown without a value.
fn within(value: Option<i64>, range: Limits) -> Truth {
    value.map_or(Truth::Unknown, |value| Truth::of(range.contains(value)))
}

impl Question {
    pub(super) fn run<A: Ask>(&self, known: &Known<'_>, rows: A) -> A::Answer {
        let (attributes, dense) = (known.attributes, known.dense);
        match self {
            Self::Always(truth) => rows.ask(|_| *truth),
            Self::Last(over) => rows.ask(|row| Truth::of(over.contains(dense.last(row)))),
            Self::First(over) => rows.ask(|row| Truth::of(over.contains(dense.first(row)))),
            Self::Orders(count, over) if known.is_ever(*over) => {
                rows.ask(|row| Truth::of(count.contains(known.orders_ever(row))))
            }
            Self::Orders(count, over) => rows.ask(|row| Truth::of(count.contains(known.orders(row, *over)))),
            Self::Net(rial, over) => rows.ask(|row| Truth::of(rial.contains(known.net(row, *over)))),
            Self::Basket(rial, over) => rows.ask(|row| within(known.basket(row, *over), *rial)),
            Self::Visits(days, over) => rows.ask(|row| Truth::of(days.contains(known.visits(row, *over)))),
            Self::Bought { wanted, times, over } => rows.ask(|row| {
                let Some(lines) = known.goods else { return Truth::Unknown };
                let found = lines.times(row, wanted, over.lo, over.hi);
                match (found.sure >= *times, found.sure + found.unclear >= *times) {
                    (true, _) => Truth::Yes,
                    (false, true) => Truth::Unknown,
                    (false, false) => Truth::No,
                }
            }),
            Self::Coded(column, table) => Self::run_coded(attributes, *column, table, rows),
            Self::Company(is) => rows.ask(|row| Truth::of(attributes.is_company(row) == *is)),
            Self::CompanySize(people) => rows.ask(|row| within(attributes.company_size(row), *people)),
            Self::FieldWhole(field, range) => {
                let column = attributes.fields.get(field);
                rows.ask(|row| within(column.and_then(|column| column.whole(row)), *range))
            }
            Self::FieldFilled(field) => {
                let column = attributes.fields.get(field);
                let has = |row| column.is_some_and(|c| c.whole(row).is_some() || c.texts.code(row) != 0);
                rows.ask(|row| Truth::of(has(row)))
            }
            Self::Birthday(kept) => rows.ask(|row| match usize::from(attributes.birth(row)) {
                0 => Truth::Unknown,
                birth => Truth::of(kept.get(birth).copied().unwrap_or(false)),
            }),
            Self::Age { years, this_year, kept } => rows.ask(|row| {
                let birth = usize::from(attributes.birth(row));
                let age = attributes
                    .birth_year(row)
                    .filter(|_| birth != 0)
                    .map(|year| this_year - year - i32::from(!kept.get(birth).copied().unwrap_or(true)));
                within(age.filter(|age| *age >= 0).map(i64::from), *years)
            }),
            Self::Gender(gender) => rows.ask(|row| {
                attributes.gender(row).map_or(Truth::Unknown, |found| Truth::of(found == *gender))
            }),
            Self::Points(balance) => rows.ask(|row| Truth::of(balance.contains(attributes.points(row)))),
            Self::Ending { from, to, points } => {
                rows.ask(|row| Truth::of(points.contains(attributes.ending(row, *from, *to))))
            }
            Self::Debt(rial) => rows.ask(|row| Truth::of(rial.contains(attributes.debt(row)))),
            Self::Lead { stages } => {
                rows.ask(|row| Truth::of(lead_stage(known, row).is_some_and(|stage| stages.contains(&stage))))
            }
            Self::Rhythm(wanted) => {
                let (as_of, window) = (known.as_of, known.scope.window);
                rows.ask(|row| Truth::of(wanted[dense.status(row, as_of, window) as usize]))
            }
            Self::Scores(parts) => rows.ask(|row| {
                let score = known.rfm.and_then(|rfm| rfm.score(crate::columns::RowIndex(row)));
                let Some(score) = score else { return Truth::Unknown };
                let found = [score.r, score.f, score.m];
                let fits =
                    |(part, score): (&Option<Limits>, u8)| part.is_none_or(|p| p.contains(score.into()));
                Truth::of(parts.iter().zip(found).all(fits))
            }),
            Self::Cells(wanted) => rows.ask(|row| {
                let cell = known.rfm.and_then(|rfm| rfm.segment(crate::columns::RowIndex(row)));
                cell.map_or(Truth::Unknown, |cell| Truth::of(wanted[cell as usize]))
            }),
            Self::Joined { from, to } => {
                rows.ask(|row| Truth::of((*from..=*to).contains(&attributes.created(row))))
            }
            Self::Referrer(ReferredBy::Anybody) => {
                rows.ask(|row| Truth::of(attributes.referrer(row).is_some()))
            }
            Self::Referrer(ReferredBy::One { customer }) => {
                let is = |found: CustomerId| Truth::of(found == *customer);
                rows.ask(|row| attributes.referrer(row).map_or(Truth::Unknown, is))
            }
            Self::Predicted(forecast, range) => {
                rows.ask(|row| within(known.forecasts.and_then(|all| all.value(*forecast, row)), *range))
            }
            Self::Recorded(what) => rows.ask(|row| Truth::of(is_recorded(attributes, *what, row))),
        }
    }

    fn run_coded<A: Ask>(attributes: &Attributes, column: Column, table: &[Truth], rows: A) -> A::Answer {
        let said = |code: u32| table.get(code as usize).copied().unwrap_or(Truth::Unknown);
        match column {
            Column::City => rows.ask(|row| said(attributes.city.code(row))),
            Column::District => rows.ask(|row| said(attributes.district.code(row))),
            Column::Channel => rows.ask(|row| said(attributes.channel.code(row))),
            Column::Tags => rows.ask(|row| said(attributes.tags.code(row))),
            Column::Interests => rows.ask(|row| said(attributes.interests.code(row))),
            Column::Consents => rows.ask(|row| said(attributes.consents.code(row))),
            Column::Tier => rows.ask(|row| said(attributes.tier.code(row))),
            Column::Field(field) => {
                let found = attributes.fields.get(&field);
                rows.ask(|row| said(found.map_or(0, |found| found.texts.code(row))))
            }
        }
    }
}

pub(super) const STATUSES: [Status; 6] =
    [Status::Lead, Status::New, Status::FewData, Status::OnTime, Status::Due, Status::Lapsed];

pub(super) const fn rhythm(status: Status) -> Rhythm {
    match status {
        Status::Lead => Rhythm::Lead,
        Status::New => Rhythm::New,
        Status::FewData => Rhythm::FewData,
        Status::OnTime => Rhythm::OnTime,
        Status::Due => Rhythm::Due,
        Status::Lapsed => Rhythm::Lapsed,
    }
}

pub(super) const fn group(cell: Cell) -> RfmGroup {
    match cell {
        Cell::Champions => RfmGroup::Champions,
        Cell::Loyal => RfmGroup::Loyal,
        Cell::PotentialLoyalist => RfmGroup::PotentialLoyalist,
        Cell::New => RfmGroup::New,
        Cell::Promising => RfmGroup::Promising,
        Cell::NeedAttention => RfmGroup::NeedAttention,
        Cell::AboutToSleep => RfmGroup::AboutToSleep,
        Cell::CantLose => RfmGroup::CantLose,
        Cell::AtRisk => RfmGroup::AtRisk,
        Cell::Hibernating => RfmGroup::Hibernating,
        Cell::Lost => RfmGroup::Lost,
    }
}

/// `None` for somebody who came and bought without ever having been a lead.
pub(super) fn lead_stage(known: &Known<'_>, row: u32) -> Option<LeadStage> {
    let written = known.attributes.lead(row);
    if known.has_bought(row) {
        written.map(|_| LeadStage::Won)
    } else {
        Some(written.unwrap_or(LeadStage::New))
    }
}

fn is_recorded(attributes: &Attributes, what: Attribute, row: u32) -> bool {
    match what {
        Attribute::City => attributes.city.code(row) != 0,
        Attribute::District => attributes.district.code(row) != 0,
        Attribute::Channel => attributes.channel.code(row) != 0,
        Attribute::CompanySize => attributes.company_size(row).is_some(),
        Attribute::Interests => attributes.interests.code(row) != 0,
        Attribute::Birthday => attributes.birth(row) != 0,
        Attribute::BirthYear => attributes.birth_year(row).is_some(),
        Attribute::Gender => attributes.gender(row).is_some(),
        Attribute::Referrer => attributes.referrer(row).is_some(),
    }
}
