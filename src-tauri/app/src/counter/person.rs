//! The person at the counter: who, how many points, how usual, what to say.

use super::hints;
use crate::api::types::{CounterCustomer, CustomerCard};
use crate::core::{App, Shop};
use crate::customers::{birthday_of, rhythm, scope};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, national_mobile};
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;
use bazgasht_domain::text::initials;
use bazgasht_insights::columns::Columns;
use bazgasht_insights::customers::facts;
use bazgasht_store::{club, customers, points};
use std::sync::Arc;

pub(crate) fn customer(
    app: &Arc<App>,
    _: &Session,
    request: CounterCustomer,
) -> Result<CustomerCard, AppError> {
    card(app, request.customer)
}

/// # Errors
/// `not_found`.
pub(crate) fn card(app: &Arc<App>, id: CustomerId) -> Result<CustomerCard, AppError> {
    let scope = scope(app)?;
    let today = app.today();
    let shop = app.shop();
    let now = app.now();
    let (found, program, lots, family) = shop.store().read(|reader| -> Result<_, AppError> {
        let found = customers::get(reader, id)?.filter(|customer| customer.erased_at.is_none());
        let program = club::current(reader)?.rules;
        let family = crate::families::at_counter(reader, id, &program, now)?;
        Ok((found.ok_or(Code::NotFound)?, program, points::open_lots(reader, id)?, family))
    })?;
    let facts = shop.numbers_cell().histories(shop.store(), &[id], |columns| facts(columns, id, scope))?;
    let balance = found.totals.points;
    let value = program.value_of(balance);
    let profile = found.profile;
    let person = hints::Person {
        facts: &facts,
        birthday: profile.birth.and_then(birthday_of),
        balance,
        value,
        lots: &lots,
    };
    Ok(CustomerCard {
        id,
        initials: initials(&profile.full_name),
        hints: hints::hints(&person, today),
        name: profile.full_name,
        mobile: profile.phones.iter().find_map(|phone| phone.e164.as_deref()).map(national_mobile),
        city: profile.city,
        tags: profile.tags,
        points_balance: balance,
        points_value_rial: value,
        family,
        orders: facts.orders.into(),
        net_rial: facts.net,
        basket_rial_median: facts.basket_median,
        last: facts.last.map(|day| day_view(day, today)),
        rhythm: rhythm(&facts),
    })
}

/// Orders behind a usual basket.
const ORDERS_MIN: u32 = 3;

/// The person's own usual basket, or the shop's mean when they are new or nobody is known; unknown as long as the
/// shop's numbers are.
///
/// # Errors
/// What the store says.
pub(super) fn usual_basket(shop: &Shop, customer: Option<CustomerId>) -> Result<Option<Rial>, AppError> {
    let numbers = shop.numbers_cell();
    if let Some(id) = customer {
        let nets = |columns: &Columns| columns.purchases_of(id).map(|(_, net)| net).collect();
        let mut own: Vec<Rial> = numbers.histories(shop.store(), &[id], nets)?;
        if own.len() >= ORDERS_MIN as usize {
            own.sort_unstable();
            return Ok(own.get(own.len() / 2).copied());
        }
    }
    Ok(numbers.now(|numbers| mean_basket(numbers.columns)).flatten())
}

fn mean_basket(columns: &Columns) -> Option<Rial> {
    let all = columns.known_totals().over(columns.first_day()?, columns.last_day()?);
    (all.orders >= ORDERS_MIN).then(|| Rial::new(all.revenue_rial.get() / i64::from(all.orders)))
}
