//! "With this program, last year would have …": the real sales of the last 365 days, counted once by the program in
//! force and once by the one asked for, by the same functions that count a sale. Nothing is written. Who asks again
//! meanwhile makes the earlier question stop.

use super::cost::Turnover;
use super::program::check;
use super::sentence::sentence;
use super::year::{Known, Year};
use crate::api::types::{SimulateProgram, SimulatedPerson, Simulation};
use crate::core::App;
use crate::customers::birthday_of;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::{Bonus, BonusReason, MultiplierScope, Program};
use bazgasht_domain::money::Rial;
use bazgasht_store::club::{buyers_before, current, sales_since};
use bazgasht_store::{Reader, customers};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

const YEAR_DAYS: i32 = 365;
const PEOPLE: usize = 10;

pub(crate) fn simulate(
    app: &Arc<App>,
    _: &Session,
    request: SimulateProgram,
) -> Result<Simulation, AppError> {
    let proposed = request.program;
    check(&proposed)?;
    let today = app.today();
    let from = today.plus_days(1 - YEAR_DAYS);
    let is_newest = app.newest_trial();
    app.shop().store().read(|reader| {
        let in_force = current(reader)?.rules;
        let wants_lines = [&in_force, &proposed].iter().any(|program| looks_at_lines(program));
        let known = people_before(reader, from, [&in_force, &proposed])?;
        let mut years = [Year::new(&in_force), Year::new(&proposed)];
        // Whoever stood in a tier when the year began had bought before it.
        let begin = years.iter().map(|year| year.looks_back_to(from)).min().unwrap_or(from);
        let (mut sales, mut net) = (0_i64, 0_i64);
        sales_since(reader, begin, wants_lines, |sale| {
            if !is_newest() {
                return ControlFlow::Break(());
            }
            if sale.day < from {
                years.iter_mut().for_each(|year| year.warm(&sale));
            } else if sale.day <= today {
                sales += 1;
                net += sale.net.get();
                for year in &mut years {
                    year.count(&sale, known.get(&sale.customer.get()));
                }
            }
            ControlFlow::Continue(())
        })?;
        if !is_newest() {
            return Err(Code::TrialSuperseded.into());
        }
        years.iter_mut().for_each(|year| year.close(today));
        let turnover = Turnover::read(reader)?;
        let [before, after] = &years;
        Ok(Simulation {
            from: day_view(from, today),
            to: day_view(today, today),
            sentence: sentence(reader, &proposed, today)?,
            sales,
            customers: after.buyers(),
            net_rial: Rial::new(net),
            people: people(reader, before, after)?,
            current: before.view(&turnover, net),
            proposed: after.view(&turnover, net),
        })
    })
}

fn looks_at_lines(program: &Program) -> bool {
    let by_line = |scope: &MultiplierScope| !matches!(scope, MultiplierScope::Campaign { .. });
    program.multipliers.iter().any(|rule| by_line(&rule.scope))
}

/// Nobody is looked up when no bonus asks.
fn people_before(
    reader: &Reader,
    from: ShopDay,
    programs: [&Program; 2],
) -> Result<HashMap<i64, Known>, AppError> {
    let on_purchase =
        |bonus: &Bonus| !matches!(bonus.reason, BonusReason::Referral { .. } | BonusReason::Survey { .. });
    let by_number = |bonus: &Bonus| matches!(bonus.reason, BonusReason::NthPurchase { .. });
    let any = |of: &dyn Fn(&Bonus) -> bool| programs.iter().any(|program| program.bonuses.iter().any(of));
    let mut known = HashMap::new();
    if any(&on_purchase) {
        buyers_before(reader, from, any(&by_number), |buyer| {
            let birthday = buyer.birth.and_then(birthday_of);
            let facts = Known { orders: buyer.orders, first_day: buyer.first_day, birthday };
            known.insert(buyer.customer.get(), facts);
        })?;
    }
    Ok(known)
}

/// Those for whom the change is largest, the most affected first.
fn people(reader: &Reader, before: &Year<'_>, after: &Year<'_>) -> Result<Vec<SimulatedPerson>, AppError> {
    let mut changes: Vec<_> = after.earned().map(|(id, points)| (id, before.points_of(id), points)).collect();
    changes.sort_unstable_by_key(|(id, old, new)| (-(new.get() - old.get()).abs(), -new.get(), *id));
    let mut people = Vec::new();
    for (id, current, proposed) in changes.into_iter().take(PEOPLE) {
        let customer = CustomerId::new(id);
        let row = customers::rows(reader, &[customer])?.into_iter().next();
        let name = row.map_or_else(String::new, |row| row.full_name);
        people.push(SimulatedPerson { customer, name, current, proposed, tier: after.tier_name(id) });
    }
    Ok(people)
}
