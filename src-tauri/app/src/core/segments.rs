//! The live segments of the open shop. They are made when somebody first asks and kept current from then on.
//!
//! Invariant: an answer is given only after everybody whose data a committed change wrote has been read again. A change
//! says whose data it wrote ([`Keeper::changed`]) after the columns have taken it, and costs no more than that; reading
//! and asking again is done by the next question. A person is read as the file has them by then: later than the change is
//! right too, since a later change says so again.

use super::App;
use super::numbers::{Loaded, Numbers};
use crate::api::Tag;
use crate::error::AppError;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CategoryId, CustomerId, ProductId, SegmentId};
use bazgasht_domain::segment::{self, Rule};
use bazgasht_insights::columns::Columns;
use bazgasht_insights::kpi::Scope;
use bazgasht_insights::segments::{Attributes, Engine, FieldValue, GoodsBuilder, Line, Person, What};
use bazgasht_store::{Store, Touched, custom, facts, products, segments};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// More changed people than this are read by reading everybody.
const PEOPLE_MAX: usize = 5_000;
/// People that are put into the columns while the numbers are held.
const BATCH: usize = 4_096;

#[derive(Default)]
pub struct Keeper {
    /// Held while segments are made or asked.
    state: Mutex<State>,
    stale: Mutex<Stale>,
}

#[derive(Default)]
struct State {
    engine: Option<Engine>,
    /// Of the numbers that the engine's rows belong to.
    load: u64,
    /// When the forecast was made that the engine knows.
    forecast: Option<InstantMs>,
}

/// What was committed since the last question.
#[derive(Default)]
struct Stale {
    touched: Touched,
    rules: bool,
    categories: bool,
}

impl Keeper {
    fn stale(&self) -> MutexGuard<'_, Stale> {
        self.stale.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A change was committed, and the columns have taken it.
    pub(super) fn changed(&self, people: Touched, tags: &[Tag]) {
        let mut stale = self.stale();
        stale.rules |= tags.contains(&Tag::Segments);
        stale.categories |= tags.contains(&Tag::Products);
        stale.touched.everybody |= people.everybody;
        stale.touched.people.extend(people.people);
        if stale.touched.people.len() > PEOPLE_MAX {
            stale.touched = Touched { everybody: true, ..Touched::default() };
        }
    }

    /// Runs `ask` over the live segments, current as of every change that was committed before. `goods`: the question
    /// looks at what was bought.
    ///
    /// # Errors
    /// What the store says; `numbers_loading`; whatever `ask` says.
    pub fn ask<T>(
        &self,
        app: &App,
        scope: Scope,
        goods: bool,
        ask: impl FnOnce(&Loaded<'_>, &mut Engine) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let shop = app.shop();
        let (store, numbers) = (shop.store(), shop.numbers_cell());
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            // Nothing is ready before the numbers are.
            let load = numbers.with(|_| Ok(())).map(|()| numbers.load_number())?;
            let stale = std::mem::take(&mut *self.stale());
            let anew = stale.touched.everybody || state.load != load;
            let mut engine = match state.engine.take().filter(|_| !anew) {
                Some(mut engine) => {
                    if !stale.touched.people.is_empty() {
                        read_again(store, numbers, &mut engine, &stale.touched)?;
                    }
                    if stale.categories {
                        let categories = categories(store)?;
                        if let Some(lines) = engine.goods_mut() {
                            lines.set_categories(categories);
                        }
                    }
                    if stale.rules || stale.categories {
                        set_rules(store, numbers, &mut engine)?;
                    }
                    engine
                }
                None => {
                    let mut engine = read_everybody(store, numbers, scope)?;
                    set_rules(store, numbers, &mut engine)?;
                    engine
                }
            };
            if goods && engine.goods().is_none() {
                read_goods(store, numbers, &mut engine)?;
                set_rules(store, numbers, &mut engine)?;
            }
            let told = shop.forecasts().kept();
            let made = told.as_ref().map(|kept| kept.made);
            if made != state.forecast.filter(|_| !anew) {
                numbers.with(|numbers| {
                    let columns = numbers.columns;
                    let outlook = told.map(|kept| kept.forecast.outlook_for(columns).for_segments());
                    engine.set_forecasts(columns, outlook);
                    Ok(())
                })?;
            }
            // Everything was read anew meanwhile: rows have other numbers.
            if numbers.load_number() != load {
                continue;
            }
            let answer = numbers.with(|numbers| {
                engine.renew(numbers.columns, scope)?;
                ask(numbers, &mut engine)
            });
            *state = State { engine: Some(engine), load, forecast: made };
            return answer;
        }
    }
}

/// A stored person as the columns take them.
pub(crate) fn person(found: facts::Attributes) -> Person {
    let value = |value| match value {
        custom::Value::Text(text) => FieldValue::Text(text),
        custom::Value::Whole(whole) => FieldValue::Whole(whole),
    };
    Person {
        city: found.city,
        district: found.district,
        channel: found.channel,
        is_company: found.is_company,
        company_size: found.company_size,
        tags: found.tags,
        interests: found.interests,
        consents: found.consents,
        tier: found.tier,
        lead: found.lead,
        gender: found.gender,
        birth: found.birth,
        created: found.created,
        points: found.points,
        ending: found.ending,
        debt_rial: found.debt_rial,
        referrer: found.referrer,
        fields: found.fields.into_iter().map(|(field, one)| (field, value(one))).collect(),
    }
}

fn line(found: &facts::Line) -> Line {
    let what = match (found.has_lines, found.product) {
        (false, _) => What::AmountOnly,
        (true, None) => What::FreeText,
        (true, Some(product)) => What::Product(product),
    };
    Line { sale: found.sale, day: found.day, what }
}

fn read_everybody(store: &Store, numbers: &Numbers, scope: Scope) -> Result<Engine, AppError> {
    let mut attributes = Attributes::default();
    let mut batch: Vec<(CustomerId, Person)> = Vec::with_capacity(BATCH);
    let mut put = |batch: &mut Vec<(CustomerId, Person)>| {
        numbers.with(|numbers| {
            for (customer, person) in batch.drain(..) {
                if let Some(row) = numbers.columns.row_of(customer) {
                    attributes.put(row, &person);
                }
            }
            Ok(())
        })
    };
    let mut failed = Ok(());
    store.read(|reader| {
        facts::attributes(reader, |customer, found| {
            batch.push((customer, person(found)));
            if batch.len() == BATCH && failed.is_ok() {
                failed = put(&mut batch);
            }
        })
    })?;
    failed?;
    put(&mut batch)?;
    numbers.with(|numbers| Ok(Engine::new(numbers.columns, attributes, scope)?))
}

fn categories(store: &Store) -> Result<Vec<(ProductId, CategoryId)>, AppError> {
    let all = store.read(products::all)?;
    Ok(all.into_iter().filter_map(|product| Some((product.id, product.details.category?))).collect())
}

fn read_goods(store: &Store, numbers: &Numbers, engine: &mut Engine) -> Result<(), AppError> {
    let mut builder = GoodsBuilder::default();
    let mut batch: Vec<facts::Line> = Vec::with_capacity(BATCH);
    let mut put = |batch: &mut Vec<facts::Line>| {
        numbers.with(|numbers| {
            for found in batch.drain(..) {
                if let Some(row) = numbers.columns.row_of(found.customer) {
                    builder.push(row, line(&found));
                }
            }
            Ok(())
        })
    };
    let mut failed = Ok(());
    store.read(|reader| {
        facts::lines(reader, |found| {
            batch.push(found);
            if batch.len() == BATCH && failed.is_ok() {
                failed = put(&mut batch);
            }
        })
    })?;
    failed?;
    put(&mut batch)?;
    engine.set_goods(Some(builder.finish(categories(store)?)));
    Ok(())
}

fn read_again(
    store: &Store,
    numbers: &Numbers,
    engine: &mut Engine,
    touched: &Touched,
) -> Result<(), AppError> {
    let goods = engine.goods().is_some();
    let read = store.read(|reader| {
        let one = |customer: &CustomerId| -> Result<_, AppError> {
            let found = facts::attributes_of(reader, *customer)?.map(person).unwrap_or_default();
            let lines = if goods { facts::lines_of(reader, *customer)? } else { Vec::new() };
            Ok((*customer, found, lines.iter().map(line).collect::<Vec<_>>()))
        };
        touched.people.iter().map(one).collect::<Result<Vec<_>, _>>()
    })?;
    numbers.with(|numbers| {
        let mut rows = Vec::with_capacity(read.len());
        for (customer, found, lines) in &read {
            // Somebody without a row was discarded, or comes with a change that says so again.
            let Some(row) = numbers.columns.row_of(*customer) else { continue };
            engine.put_person(row, found);
            engine.put_lines(row, lines);
            rows.push(row);
        }
        engine.touch(numbers.columns, &rows);
        Ok(())
    })
}

/// Rules that can be evaluated: not archived, or part of one that is not. One that this program can not read, and what is
/// made of it, is left out.
fn set_rules(store: &Store, numbers: &Numbers, engine: &mut Engine) -> Result<(), AppError> {
    let stored = store.read(segments::all)?;
    let read: BTreeMap<SegmentId, (bool, Rule)> = stored
        .into_iter()
        .filter_map(|one| Some((one.id, (one.archived_at.is_none(), segment::read(&one.rule).ok()?))))
        .collect();
    let mut wanted: Vec<SegmentId> =
        read.iter().filter(|(_, (is_live, _))| *is_live).map(|(id, _)| *id).collect();
    let mut rules: BTreeMap<SegmentId, Rule> = BTreeMap::new();
    while let Some(id) = wanted.pop() {
        if let Some((_, rule)) = read.get(&id).filter(|_| !rules.contains_key(&id)) {
            wanted.extend(rule.segments());
            rules.insert(id, rule.clone());
        }
    }
    loop {
        let broken = |rule: &Rule| rule.segments().any(|part| !rules.contains_key(&part));
        let lost: Vec<SegmentId> = rules.iter().filter(|(_, rule)| broken(rule)).map(|(id, _)| *id).collect();
        if lost.is_empty() {
            break;
        }
        lost.iter().for_each(|id| {
            rules.remove(id);
        });
    }
    if engine.goods().is_none() && rules.values().any(Rule::needs_goods) {
        read_goods(store, numbers, engine)?;
    }
    numbers.with(|numbers| live(engine, numbers.columns, &rules))
}

fn live(engine: &mut Engine, columns: &Columns, rules: &BTreeMap<SegmentId, Rule>) -> Result<(), AppError> {
    // A circle can not be saved: it would be a damaged file.
    engine.set_rules(columns, rules).map_err(AppError::internal)
}
