//! The household as it is shown: on the page of one of its people, and at the counter.

use super::Pool;
use crate::api::types::{FamilyAtCounter, FamilyPage, FamilyView, OpenCustomer, PoolMember, PoolPerson};
use crate::club::Member;
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, national_mobile};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::Program;
use bazgasht_domain::text::initials;
use bazgasht_store::families::{self, Family};
use bazgasht_store::{Reader, club, customers};
use std::sync::Arc;

/// People who share a mobile and may be asked whether they are one household.
const SUGGESTED_MAX: u32 = 6;

pub(crate) fn read(app: &Arc<App>, _: &Session, request: OpenCustomer) -> Result<FamilyPage, AppError> {
    let now = app.now();
    app.shop().store().read(|reader| {
        let found = customers::get(reader, request.customer)?.ok_or(Code::NotFound)?;
        let family = families::of(reader, found.id)?;
        let program = club::current(reader)?.rules;
        let suggested = suggested(reader, found.id, family.as_ref())?;
        Ok(FamilyPage {
            family: family.map(|family| view(reader, family, &program, now)).transpose()?,
            suggested,
            last_name: found.profile.last_name,
        })
    })
}

/// Those with the same mobile who are in no family yet.
fn suggested(
    reader: &Reader,
    customer: CustomerId,
    family: Option<&Family>,
) -> Result<Vec<PoolPerson>, AppError> {
    let mut free = Vec::new();
    for other in customers::those_with_phone_of(reader, customer, SUGGESTED_MAX)? {
        let is_in = family.is_some_and(|family| family.has(other));
        if !is_in && customers::is_living(reader, other)? && families::of(reader, other)?.is_none() {
            free.push(other);
        }
    }
    Ok(customers::rows(reader, &free)?.into_iter().map(person).collect())
}

fn person(row: customers::Row) -> PoolPerson {
    PoolPerson {
        id: row.id,
        initials: initials(&row.full_name),
        name: row.full_name,
        mobile: row.phone.as_deref().map(national_mobile),
        points_balance: row.totals.points,
    }
}

fn view(reader: &Reader, family: Family, program: &Program, now: InstantMs) -> Result<FamilyView, AppError> {
    let today = ShopDay::from_instant(now);
    let mut members = Vec::with_capacity(family.members.len());
    let mut purses = Vec::with_capacity(family.members.len());
    for (id, since) in &family.members {
        let row = customers::rows(reader, &[*id])?.into_iter().next().ok_or(Code::NotFound)?;
        let member = Member::load(reader, *id, program, now)?;
        purses.push(member.purse(today));
        members.push(PoolMember {
            person: person(row),
            spendable: member.spendable(today),
            held: member.held,
            debt: member.debt(),
            since: day_view(ShopDay::from_instant(*since), today),
        });
    }
    let points = bazgasht_domain::loyalty::spendable(&purses);
    Ok(FamilyView {
        family: family.id,
        name: family.name,
        members,
        points,
        points_value_rial: program.value_of(points),
    })
}

/// What the household of the person at the counter may spend together; nothing without one.
///
/// # Errors
/// What the store says.
pub(crate) fn at_counter(
    reader: &Reader,
    buyer: CustomerId,
    program: &Program,
    now: InstantMs,
) -> Result<Option<FamilyAtCounter>, AppError> {
    let pool = Pool::of(reader, buyer, program, now)?;
    let Some(family) = &pool.family else { return Ok(None) };
    let buyer = Member::load(reader, buyer, program, now)?;
    let points = pool.spendable(&buyer, ShopDay::from_instant(now));
    Ok(Some(FamilyAtCounter {
        family: family.id,
        name: family.name.clone(),
        others: pool.others.iter().map(|other| other.name.clone()).collect(),
        points,
        points_value_rial: program.value_of(points),
    }))
}
