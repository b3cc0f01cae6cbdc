//! A window of the customer list: filtered, sorted, counted in memory; only the rows on screen are read from the file.

use super::fields::birthday_of;
use super::own_fields;
use crate::api::types::{
    CustomFilter, CustomerFilter, CustomerList, CustomerRow, CustomerSort, FilterCount, ListCustomers,
    Rhythm, RhythmStatus,
};
use crate::core::{App, Loaded};
use crate::error::AppError;
use crate::permissions::Session;
use crate::views::{day_view, national_mobile};
use bazgasht_domain::calendar::{JalaliDate, ShopDay, is_leap};
use bazgasht_domain::ids::CustomerId;
use bazgasht_insights::customers::{Facts, SortBy, Status, facts};
use bazgasht_insights::kpi::{Scope, WindowDays};
use bazgasht_store::{Reader, custom, customers, facts as streams};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

const LIMIT_MAX: usize = 500;
/// A birthday "this week" is today or one of the six days after it.
const WEEK_DAYS: i32 = 7;
const STATUS_FILTERS: [(CustomerFilter, Status); 5] = [
    (CustomerFilter::OnTime, Status::OnTime),
    (CustomerFilter::Due, Status::Due),
    (CustomerFilter::Lapsed, Status::Lapsed),
    (CustomerFilter::New, Status::New),
    (CustomerFilter::Lead, Status::Lead),
];

pub(crate) fn list(app: &Arc<App>, _: &Session, request: ListCustomers) -> Result<CustomerList, AppError> {
    let scope = scope_of(app, crate::shop::window_days(app)?)?;
    let shop = app.shop();
    let birthdays =
        shop.store().read(|reader| customers::born_on(reader, &birthdays_of_week(scope.as_of)))?;
    let points = if request.sort == CustomerSort::Points { balances(app)? } else { HashMap::new() };
    let offset = usize::try_from(request.offset).unwrap_or(0);
    let limit = usize::try_from(request.limit).unwrap_or(0).min(LIMIT_MAX);
    let text = request.text.trim();
    let (chosen, columns) = shop.store().read(|reader| -> Result<_, AppError> {
        Ok((chosen(reader, &request.custom)?, own_fields::columns(reader, &request.columns)?))
    })?;
    let members = request.segment.map(|filter| crate::segments::members(app, filter)).transpose()?;
    let (ids, total, counts, read_as) = shop.numbers_cell().with(|numbers| {
        let asked = Asked { numbers, scope, birthdays: &birthdays, points: &points };
        let (mut all, read_as) = asked.ordered(&request, text);
        if let Some(chosen) = &chosen {
            all.retain(|id| chosen.contains(id));
        }
        if let Some(members) = &members {
            all.retain(|id| members.contains(id));
        }
        let page: Vec<CustomerId> = if request.descending {
            all.iter().rev().skip(offset).take(limit).copied().collect()
        } else {
            all.iter().skip(offset).take(limit).copied().collect()
        };
        Ok((page, all.len(), asked.counts(), read_as))
    })?;
    Ok(CustomerList {
        total: i64::try_from(total).unwrap_or(i64::MAX),
        rows: rows_with(app, &ids, &columns)?,
        counts,
        read_as,
    })
}

/// Who has everything that the filters ask of own fields; `None` without a filter.
fn chosen(reader: &Reader, filters: &[CustomFilter]) -> Result<Option<HashSet<CustomerId>>, AppError> {
    let fields = custom::all(reader)?;
    let mut chosen: Option<HashSet<CustomerId>> = None;
    for filter in filters {
        let wanted = own_fields::wanted(filter, &fields)?;
        let found: HashSet<CustomerId> =
            custom::people_with(reader, filter.field, &wanted)?.into_iter().collect();
        chosen = Some(match chosen {
            None => found,
            Some(before) => before.intersection(&found).copied().collect(),
        });
    }
    Ok(chosen)
}

struct Asked<'a> {
    numbers: &'a Loaded<'a>,
    scope: Scope,
    birthdays: &'a [CustomerId],
    points: &'a HashMap<CustomerId, i64>,
}

impl Asked<'_> {
    /// Everybody asked for, in ascending order, and what the text was read as.
    fn ordered(&self, request: &ListCustomers, text: &str) -> (Vec<CustomerId>, Option<String>) {
        let mut all = self.sorted(request);
        if text.is_empty() {
            return (all, None);
        }
        let found: HashSet<CustomerId> = self.numbers.people.search_all(text).into_iter().collect();
        all.retain(|id| found.contains(id));
        (all, self.numbers.people.search(text, 1).read_as)
    }

    fn sorted(&self, request: &ListCustomers) -> Vec<CustomerId> {
        let status =
            STATUS_FILTERS.iter().find(|(filter, _)| *filter == request.filter).map(|(_, status)| *status);
        let columns = self.numbers.columns;
        let by = match request.sort {
            CustomerSort::Value | CustomerSort::Points | CustomerSort::Name => SortBy::Value,
            CustomerSort::LastPurchase => SortBy::LastPurchase,
            CustomerSort::Orders => SortBy::Orders,
            CustomerSort::Newest => SortBy::Newest,
        };
        let mut all = self.numbers.census(self.scope, |census| census.sorted(columns, by, status));
        if request.filter == CustomerFilter::BirthdayThisWeek {
            let born: HashSet<&CustomerId> = self.birthdays.iter().collect();
            all.retain(|id| born.contains(id));
        }
        match request.sort {
            CustomerSort::Points => all.sort_by_key(|id| self.points.get(id).copied().unwrap_or(0)),
            CustomerSort::Name => {
                let kept: HashSet<CustomerId> = all.into_iter().collect();
                all = self.numbers.people.ids_by_name().into_iter().filter(|id| kept.contains(id)).collect();
            }
            CustomerSort::Value
            | CustomerSort::LastPurchase
            | CustomerSort::Orders
            | CustomerSort::Newest => {}
        }
        all
    }

    fn counts(&self) -> Vec<FilterCount> {
        let count =
            |filter, count: usize| FilterCount { filter, count: i64::try_from(count).unwrap_or(i64::MAX) };
        self.numbers.census(self.scope, |census| {
            let mut counts = vec![count(CustomerFilter::All, census.len())];
            counts
                .extend(STATUS_FILTERS.iter().map(|(filter, status)| count(*filter, census.count(*status))));
            counts.push(count(CustomerFilter::BirthdayThisWeek, self.birthdays.len()));
            counts
        })
    }
}

/// The month and day pairs that are kept this week: 30 Esfand is kept on the 29th of a common year.
fn birthdays_of_week(today: ShopDay) -> Vec<(u8, u8)> {
    let days = (0..WEEK_DAYS).map(|ahead| JalaliDate::from_day(today.plus_days(ahead)));
    let mut pairs: Vec<(u8, u8)> = days.clone().map(|date| (date.month(), date.day_of_month())).collect();
    if days.into_iter().any(|date| (date.month(), date.day_of_month()) == (12, 29) && !is_leap(date.year())) {
        pairs.push((12, 30));
    }
    pairs
}

fn balances(app: &Arc<App>) -> Result<HashMap<CustomerId, i64>, AppError> {
    let mut points = HashMap::new();
    app.shop().store().read(|reader| {
        streams::balances(reader, |id, balance| {
            points.insert(id, balance.get());
        })
    })?;
    Ok(points)
}

/// Today and the shop's window as far as it is known: what a rhythm is measured by. Never waits.
pub(crate) fn scope(app: &Arc<App>) -> Result<Scope, AppError> {
    scope_of(app, crate::shop::window_days_now(app)?)
}

fn scope_of(app: &Arc<App>, window_days: i64) -> Result<Scope, AppError> {
    let window = WindowDays::new(u32::try_from(window_days).unwrap_or(0))?;
    Ok(Scope { as_of: app.today(), window })
}

/// The rows of these customers, in this order. Never waits.
pub(crate) fn rows(app: &Arc<App>, ids: &[CustomerId]) -> Result<Vec<CustomerRow>, AppError> {
    rows_with(app, ids, &[])
}

/// The same with the values of these own fields.
fn rows_with(
    app: &Arc<App>,
    ids: &[CustomerId],
    columns: &[custom::Field],
) -> Result<Vec<CustomerRow>, AppError> {
    let scope = scope(app)?;
    let today = app.today();
    let shop = app.shop();
    let stored = shop.store().read(|reader| -> Result<_, AppError> {
        let mut stored = Vec::with_capacity(ids.len());
        for row in customers::rows(reader, ids)? {
            let values = if columns.is_empty() { Vec::new() } else { custom::values_of(reader, row.id)? };
            let texts: Vec<String> =
                columns.iter().map(|field| own_fields::text_of(field, &values)).collect();
            stored.push((row, texts));
        }
        Ok(stored)
    })?;
    shop.numbers_cell().histories(shop.store(), ids, |columns| {
        let view = |(row, custom): (customers::Row, Vec<String>)| {
            let facts = facts(columns, row.id, scope);
            CustomerRow { custom, ..row_view(row, &facts, today) }
        };
        stored.into_iter().map(view).collect()
    })
}

fn row_view(row: customers::Row, facts: &Facts, today: ShopDay) -> CustomerRow {
    let birthday = row.birth.and_then(birthday_of);
    CustomerRow {
        id: row.id,
        name: row.full_name,
        mobile: row.phone.as_deref().map(national_mobile),
        city: row.city,
        code: row.code,
        tags: row.tags,
        last: facts.last.map(|day| day_view(day, today)),
        rhythm: rhythm(facts),
        orders: facts.orders.into(),
        net_rial: facts.net,
        points_balance: row.totals.points,
        birthday_today: birthday.is_some_and(|birthday| birthday.days_until(today) == 0),
        district: row.district,
        company: row.company,
        created: day_view(row.created_day, today),
        custom: Vec::new(),
    }
}

pub(crate) fn rhythm(facts: &Facts) -> Rhythm {
    Rhythm {
        status: match facts.status {
            Status::Lead => RhythmStatus::Lead,
            Status::New => RhythmStatus::New,
            Status::FewData => RhythmStatus::FewData,
            Status::OnTime => RhythmStatus::OnTime,
            Status::Due => RhythmStatus::Due,
            Status::Lapsed => RhythmStatus::Lapsed,
        },
        days_since: facts.days_since.map(i64::from),
        gap_days_median: facts.gap_days_median,
        due_days: facts.due_days,
    }
}
