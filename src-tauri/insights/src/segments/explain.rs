//! Why somebody is in or out: what each condition says of them, and their own value beside it.

use super::engine::Engine;
use super::known::{Known, Over};
use super::question::{lead_stage, rhythm};
use crate::columns::{Columns, Offset, RowIndex};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;
use bazgasht_domain::segment::{Attribute, Condition, FieldTest, Forecast, Goods, Rule, Truth, Window};
use serde::Serialize;

/// A person's own value, to be shown beside what a condition asks.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(tag = "kind", rename_all = "snake_case", rename = "SegmentOwn")]
pub enum Own {
    /// Nothing is written down.
    Missing,
    /// It never happened, or there is none.
    Never,
    Day {
        day: ShopDay,
    },
    Count {
        #[ts(type = "number")]
        count: i64,
    },
    Rial {
        rial: Rial,
    },
    Percent {
        #[ts(type = "number")]
        percent: i64,
    },
    Thousandths {
        #[ts(type = "number")]
        thousandths: i64,
    },
    Texts {
        texts: Vec<String>,
    },
    Goods {
        goods: Vec<Goods>,
    },
    /// A word of the catalogue: a gender, a stage, a rhythm, a group.
    Word {
        word: String,
    },
    Birthday {
        #[ts(type = "number")]
        month: u8,
        #[ts(type = "number")]
        day: u8,
    },
    Scores {
        #[ts(type = "number")]
        r: u8,
        #[ts(type = "number")]
        f: u8,
        #[ts(type = "number")]
        m: u8,
    },
    /// Surely so often; maybe so much oftener, in orders of which only the amount is known.
    Times {
        #[ts(type = "number")]
        sure: u32,
        #[ts(type = "number")]
        unclear: u32,
    },
    Customer {
        customer: CustomerId,
    },
    YesNo {
        yes: bool,
    },
}

/// What one clause says of a person: its condition, and the clause with its turning round.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub condition: Truth,
    pub clause: Truth,
    pub own: Own,
}

impl Engine {
    /// What every clause of a rule says of one person, group by group, and what it comes to.
    pub fn explain(&mut self, columns: &Columns, row: RowIndex, rule: &Rule) -> (Truth, Vec<Vec<Said>>) {
        self.prepare_rule(columns, rule);
        let said = |clause: &bazgasht_domain::segment::Clause| {
            let condition = self.says(columns, row, &clause.when);
            let own = self.own(columns, row, &clause.when);
            Said { condition, clause: if clause.not { condition.negated() } else { condition }, own }
        };
        let groups = rule.groups.iter().map(|group| group.all.iter().map(said).collect()).collect();
        (rule.holds(|condition| self.says(columns, row, condition)), groups)
    }

    fn own(&self, columns: &Columns, row: RowIndex, condition: &Condition) -> Own {
        let known = self.known(columns);
        let (attributes, row) = (known.attributes, row.0);
        let over = |window: &Window| Over::of(window.range(known.scope.as_of));
        let text =
            |text: Option<&String>| text.map_or(Own::Missing, |t| Own::Texts { texts: vec![t.clone()] });
        match condition {
            Condition::Everybody | Condition::Nobody => Own::Never,
            Condition::LastPurchase { .. } => day(known.dense.last(row)),
            Condition::FirstPurchase { .. } => day(known.dense.first(row)),
            Condition::Orders { window, .. } => Own::Count { count: known.orders(row, over(window)) },
            Condition::Visits { window, .. } => Own::Count { count: known.visits(row, over(window)) },
            Condition::Amount { window, .. } => rial(Some(known.net(row, over(window)))),
            Condition::AverageBasket { window, .. } => rial(known.basket(row, over(window))),
            Condition::Bought { goods, window, .. } => {
                let over = over(window);
                let times =
                    known.goods.map(|lines| lines.times(row, &lines.wanted(*goods), over.lo, over.hi));
                times.map_or(Own::Missing, |times| Own::Times { sure: times.sure, unclear: times.unclear })
            }
            Condition::City { .. } => text(attributes.city.value(row)),
            Condition::District { .. } => text(attributes.district.value(row)),
            Condition::Channel { .. } => text(attributes.channel.value(row)),
            Condition::Tags { .. } => {
                attributes.tags.value(row).map_or(Own::Never, |tags| Own::Texts { texts: tags.clone() })
            }
            Condition::Interests { .. } => attributes
                .interests
                .value(row)
                .map_or(Own::Missing, |goods| Own::Goods { goods: goods.clone() }),
            Condition::Company { .. } => Own::YesNo { yes: attributes.is_company(row) },
            Condition::CompanySize { .. } => count(attributes.company_size(row)),
            Condition::Field { field, test } => field_value(&known, row, *field, test),
            Condition::Birthday { .. } => match attributes.birth(row) {
                0 => Own::Missing,
                birth => Own::Birthday { month: (birth >> 5) as u8, day: (birth & 31) as u8 },
            },
            Condition::Age { .. } => match attributes.birth_year(row) {
                Some(year) if attributes.birth(row) != 0 => count(age(&known, row, year)),
                _ => Own::Missing,
            },
            Condition::GenderIs { .. } => word(attributes.gender(row).map(|gender| gender.as_str())),
            Condition::Tier { .. } => match attributes.tier.value(row) {
                Some(tier) => Own::Texts { texts: vec![tier.clone()] },
                None => Own::Never,
            },
            Condition::Points { .. } => Own::Count { count: attributes.points(row) },
            Condition::PointsExpiring { days, .. } => {
                let today = known.scope.as_of;
                Own::Count { count: attributes.ending(row, today, today.plus_days(i32::from(*days) - 1)) }
            }
            Condition::Debt { .. } => rial(Some(attributes.debt(row))),
            Condition::Consent { channel } => {
                let all = attributes.consents.value(row);
                let said = all.and_then(|all| all.iter().find(|(name, _)| name == channel));
                said.map_or(Own::Missing, |(_, granted)| Own::YesNo { yes: *granted })
            }
            Condition::LeadStageIs { .. } => {
                lead_stage(&known, row).map_or(Own::Never, |stage| word(Some(stage.as_str())))
            }
            Condition::RhythmIs { .. } => {
                let status = known.dense.status(row, known.as_of, known.scope.window);
                word(Some(rhythm(status).as_str()))
            }
            Condition::RfmScore { .. } => {
                let score = known.rfm.and_then(|rfm| rfm.score(RowIndex(row)));
                score.map_or(Own::Missing, |score| Own::Scores { r: score.r, f: score.f, m: score.m })
            }
            Condition::RfmGroupIs { .. } => {
                word(known.rfm.and_then(|rfm| rfm.segment(RowIndex(row))).map(crate::kpi::Segment::as_str))
            }
            Condition::Joined { .. } => Own::Day { day: attributes.created(row) },
            Condition::Referrer { .. } => {
                attributes.referrer(row).map_or(Own::Missing, |customer| Own::Customer { customer })
            }
            Condition::Segment { .. } => match self.says(columns, RowIndex(row), condition) {
                Truth::Unknown => Own::Missing,
                said => Own::YesNo { yes: said == Truth::Yes },
            },
            Condition::Predicted { forecast, .. } => {
                let value = known.forecasts.and_then(|all| all.value(*forecast, row));
                match (forecast, value) {
                    (_, None) => Own::Missing,
                    (Forecast::Value, value) => rial(value),
                    (Forecast::Alive | Forecast::Buy, Some(percent)) => Own::Percent { percent },
                }
            }
            Condition::Recorded { what } => recorded(self, columns, row, *what),
        }
    }
}

fn recorded(engine: &Engine, columns: &Columns, row: u32, what: Attribute) -> Own {
    let asked = Condition::Recorded { what };
    Own::YesNo { yes: engine.says(columns, RowIndex(row), &asked) == Truth::Yes }
}

fn day(stored: u16) -> Own {
    if stored == super::dense::NEVER { Own::Never } else { Own::Day { day: Offset(stored).day() } }
}

fn rial(value: Option<i64>) -> Own {
    value.map_or(Own::Missing, |value| Own::Rial { rial: Rial::new(value) })
}

fn count(value: Option<i64>) -> Own {
    value.map_or(Own::Missing, |count| Own::Count { count })
}

fn word(word: Option<&str>) -> Own {
    word.map_or(Own::Missing, |word| Own::Word { word: word.to_owned() })
}

fn age(known: &Known<'_>, row: u32, year: i32) -> Option<i64> {
    let birth = known.attributes.birth(row);
    let parts = (u8::try_from(birth >> 5).ok()?, u8::try_from(birth & 31).ok()?);
    let birthday = bazgasht_domain::calendar::Birthday::new(parts.0, parts.1, Some(year)).ok()?;
    birthday.age_on(known.scope.as_of).map(i64::from)
}

fn field_value(
    known: &Known<'_>,
    row: u32,
    field: bazgasht_domain::ids::CustomFieldId,
    test: &FieldTest,
) -> Own {
    let Some(column) = known.attributes.fields.get(&field) else { return Own::Missing };
    if let Some(text) = column.texts.value(row) {
        return Own::Texts { texts: vec![text.clone()] };
    }
    match (column.whole(row), test) {
        (None, _) => Own::Missing,
        (Some(whole), FieldTest::Date { .. }) => {
            i32::try_from(whole).map_or(Own::Missing, |day| Own::Day { day: ShopDay::new(day) })
        }
        (Some(whole), FieldTest::Yes) => Own::YesNo { yes: whole == 1 },
        (Some(thousandths), FieldTest::Number { .. }) => Own::Thousandths { thousandths },
        (Some(_), _) => Own::YesNo { yes: true },
    }
}
