//! Behind a number: its formula with the values filled in, the people, what was left out.

use super::figures::{Figures, Read};
use super::{cards, excluded, people, periods, question};
use crate::api::types::{
    CardKey, CardUnit, DoorGroup, DoorView, Formula, NamedPerson, PeopleSet, ReadDoor, Term,
};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use bazgasht_domain::money::Rial;
use bazgasht_insights::kpi::PeriodKpis;
use bazgasht_store::{customers, sales};
use std::sync::Arc;

/// How many names a group shows.
const TOP: usize = 3;

pub(crate) fn door(app: &Arc<App>, _: &Session, request: ReadDoor) -> Result<DoorView, AppError> {
    let question = question(app, Some(request.period), request.window_days, request.as_of)?;
    let shop = app.shop();
    let read = shop.store().read(|reader| Read::of(reader, &question))?;
    let (figures, groups, leads) = shop.numbers_cell().with(|numbers| {
        let figures = Figures::count(numbers.live, &question, read)?;
        let groups = groups(request.key)
            .iter()
            .map(|set| Ok((*set, people::of(numbers.columns, *set, &question)?)))
            .collect::<Result<Vec<_>, AppError>>()?;
        Ok((figures, groups, numbers.columns.leads()))
    })?;
    shop.store().read(|reader| {
        let group = |(set, ids): (PeopleSet, Vec<_>)| -> Result<DoorGroup, AppError> {
            let top = ids.iter().take(TOP).copied().collect::<Vec<_>>();
            let named = customers::rows(reader, &top)?;
            Ok(DoorGroup {
                set,
                count: i64::try_from(ids.len()).unwrap_or(i64::MAX),
                top: named.into_iter().map(|row| NamedPerson { id: row.id, name: row.full_name }).collect(),
            })
        };
        let now = figures.now();
        Ok(DoorView {
            key: request.key,
            card: cards::card(request.key, &figures),
            period: periods::view(question.period, question.as_of, app.today()),
            window_days: i64::from(question.scope.window.get()),
            formula: formula(request.key, now, &figures),
            groups: groups.into_iter().map(group).collect::<Result<_, _>>()?,
            excluded: excluded(now, sales::count_cancelled(reader)?, leads),
            classic: (request.key == CardKey::Crr).then_some(now.bridge.crr_classic).flatten(),
        })
    })
}

/// Whose number it is.
const fn groups(key: CardKey) -> &'static [PeopleSet] {
    match key {
        CardKey::Crr => &[PeopleSet::Start, PeopleSet::Kept, PeopleSet::Lapsed],
        CardKey::Churn => &[PeopleSet::Start, PeopleSet::Lapsed, PeopleSet::Kept],
        CardKey::RepeatRate | CardKey::RepeatWithin90d => &[PeopleSet::Repeaters, PeopleSet::OneTimers],
        CardKey::ReturningShare => &[PeopleSet::Returning, PeopleSet::Ordering],
        CardKey::AverageBasket | CardKey::Revenue | CardKey::Orders => &[PeopleSet::Ordering],
        CardKey::NewCustomers | CardKey::Cac => &[PeopleSet::FirstOrder],
        CardKey::Crc => &[PeopleSet::Kept],
        CardKey::ActiveCustomers => {
            &[PeopleSet::End, PeopleSet::Kept, PeopleSet::Reactivated, PeopleSet::New]
        }
        CardKey::ClvSimple => &[PeopleSet::Repeaters],
    }
}

fn formula(key: CardKey, now: &PeriodKpis, figures: &Figures) -> Formula {
    let (lives, spent) = (&figures.lives, figures.spent[0]);
    let rial = |name: &str, value: Rial| term(name, value.get() as f64, CardUnit::Rial);
    let count = |name: &str, value: u32| term(name, f64::from(value), CardUnit::Count);
    let ratio = |numerator, denominator| Formula::Ratio { numerator, denominator };
    let revenue = term("revenue", now.revenue_rial.get() as f64, CardUnit::Rial);
    match key {
        CardKey::Crr => ratio(count("kept", now.bridge.kept), count("start", now.bridge.start)),
        CardKey::Churn => ratio(count("lapsed", now.bridge.lapsed), count("start", now.bridge.start)),
        CardKey::RepeatRate => {
            let rate = &now.repeat_purchase_rate;
            ratio(count("repeaters", rate.k), count("buyers", rate.n))
        }
        CardKey::RepeatWithin90d => {
            let rate = &lives.repeat_within_90d_matured;
            ratio(count("second_within_90d", rate.k), count("matured", rate.n))
        }
        CardKey::ReturningShare => {
            ratio(count("returning", now.returning_customers), count("ordering", now.customers_ordering))
        }
        CardKey::AverageBasket => ratio(revenue, count("orders", now.orders)),
        CardKey::Revenue => Formula::Count { of: revenue },
        CardKey::Orders => Formula::Count { of: count("orders", now.orders) },
        CardKey::NewCustomers => Formula::Count { of: count("first_order", now.new_customers) },
        CardKey::ActiveCustomers => Formula::Count { of: count("end", now.bridge.end) },
        CardKey::Cac => {
            ratio(rial("acquisition_cost", spent.acquisition), count("first_order", now.new_customers))
        }
        CardKey::Crc => ratio(rial("retention_cost", spent.retention), count("kept", now.bridge.kept)),
        CardKey::ClvSimple => {
            let clv = &lives.clv;
            Formula::Product {
                factors: vec![
                    term("basket_of_year", clv.aov_rial.unwrap_or(0.0), CardUnit::Rial),
                    term("orders_per_year", clv.orders_per_customer_year.unwrap_or(0.0), CardUnit::Count),
                    term("lifespan_years", clv.lifespan_years_mean.unwrap_or(0.0), CardUnit::Count),
                ],
            }
        }
    }
}

fn term(name: &str, value: f64, unit: CardUnit) -> Term {
    Term { name: name.to_owned(), value, unit }
}
