//! The list of segments with their live sizes, the size of a rule that is being typed, and what rules can be made of.

use super::{ask, ready};
use crate::api::types::{
    CountSegment, ListSegments, Nothing, NumberName, ReadySegment, SegmentCount, SegmentFilter, SegmentList,
    SegmentNames, SegmentPart, SegmentSize, SegmentValues, SegmentView, TierName,
};
use crate::core::{App, Loaded};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::ids::{CustomerId, SegmentId};
use bazgasht_domain::segment::{self, Condition, Goods, ReferredBy, Rule};
use bazgasht_insights::segments::{Counted, Engine};
use bazgasht_store::segments::{self, Segment, Size};
use bazgasht_store::{Reader, club, custom, customers};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// The small trend beside a segment.
const TREND_DAYS: i32 = 90;

pub(crate) fn list(app: &Arc<App>, _: &Session, request: ListSegments) -> Result<SegmentList, AppError> {
    let today = app.today();
    let shop = app.shop();
    let (stored, sizes) = shop.store().read(|reader| -> Result<_, AppError> {
        Ok((segments::all(reader)?, segments::sizes(reader, today.plus_days(-TREND_DAYS))?))
    })?;
    let rules: BTreeMap<SegmentId, Option<Rule>> =
        stored.iter().map(|one| (one.id, segment::read(&one.rule).ok())).collect();
    let offered = ready::all();
    let (people, counts, ready_counts) = ask(app, &[], |numbers, engine| {
        let counts: BTreeMap<SegmentId, Counted> =
            stored.iter().filter_map(|one| Some((one.id, engine.count(one.id)?))).collect();
        let mut ready_counts = Vec::with_capacity(offered.len());
        for (_, rule) in &offered {
            ready_counts.push(engine.draft(numbers.columns, rule)?.counted());
        }
        Ok((people(numbers), counts, ready_counts))
    })?;
    let made = |key: &str| stored.iter().find(|one| is_from(one, key)).map(|one| one.id);
    let ready = offered.into_iter().zip(ready_counts).map(|((key, rule), counted)| ReadySegment {
        made: made(key),
        key: key.to_owned(),
        rule,
        count: count_view(counted, people),
    });
    let ready = ready.collect();
    let names = shop.store().read(|reader| names(app, reader, rules.values().flatten()))?;
    let view = |one: &Segment| {
        let of_it = |size: &&Size| size.segment == one.id && size.revision == one.revision;
        let size = |size: &Size| SegmentSize { day: day_view(size.day, today), members: size.members };
        let uses =
            |rule: &Option<Rule>| rule.as_ref().is_some_and(|r| r.segments().any(|part| part == one.id));
        SegmentView {
            id: one.id,
            name: one.name.clone(),
            treatment: one.treatment.clone(),
            ready: one.ready.clone(),
            rule: rules.get(&one.id).cloned().flatten(),
            revision: one.revision,
            archived: one.archived_at.is_some(),
            count: counts.get(&one.id).map(|counted| count_view(*counted, people)),
            sizes: sizes.iter().filter(of_it).map(size).collect(),
            used_by: rules.iter().filter(|(_, rule)| uses(rule)).map(|(id, _)| *id).collect(),
        }
    };
    let shown = stored.iter().filter(|one| request.archived || one.archived_at.is_none());
    Ok(SegmentList { segments: shown.map(view).collect(), ready, people, names })
}

fn is_from(one: &Segment, key: &str) -> bool {
    one.archived_at.is_none() && one.ready.as_deref() == Some(key)
}

pub(super) fn people(numbers: &Loaded<'_>) -> u32 {
    u32::try_from(numbers.people.len()).unwrap_or(u32::MAX)
}

pub(super) fn count_view(counted: Counted, people: u32) -> SegmentCount {
    SegmentCount { members: counted.members, unknown: counted.unknown, people }
}

/// The names behind the numbers of rules; what is gone has none.
fn names<'r>(
    app: &Arc<App>,
    reader: &Reader,
    rules: impl Iterator<Item = &'r Rule>,
) -> Result<SegmentNames, AppError> {
    let (mut goods, mut people) = (BTreeSet::new(), BTreeSet::new());
    for condition in rules.flat_map(Rule::conditions) {
        match condition {
            Condition::Bought { goods: one, .. } => goods.extend([*one]),
            Condition::Interests { any_of } => goods.extend(any_of),
            Condition::Referrer { by: ReferredBy::One { customer } } => people.extend([*customer]),
            _ => {}
        }
    }
    let shop = app.shop();
    let known = shop.catalogue().read(shop.store())?;
    let mut names = SegmentNames::default();
    for one in goods {
        match one {
            Goods::Product { product } => {
                let found = known.entries.iter().find(|entry| entry.product.id == product);
                let name = found.map(|entry| entry.product.details.name.clone());
                names.products.extend(name.map(|name| NumberName { id: product.get(), name }));
            }
            Goods::Category { category } => {
                let name = known.categories.get(&category).cloned();
                names.categories.extend(name.map(|name| NumberName { id: category.get(), name }));
            }
        }
    }
    let people: Vec<CustomerId> = people.into_iter().collect();
    let rows = customers::rows(reader, &people)?;
    names.customers =
        rows.into_iter().map(|row| NumberName { id: row.id.get(), name: row.full_name }).collect();
    let fields = custom::all(reader)?;
    names.fields =
        fields.into_iter().map(|field| NumberName { id: field.id.get(), name: field.name }).collect();
    Ok(names)
}

pub(crate) fn count(app: &Arc<App>, _: &Session, request: CountSegment) -> Result<SegmentCount, AppError> {
    super::save::refuse_circle(app, request.segment, &request.rule)?;
    ask(app, &[&request.rule], |numbers, engine| {
        let found = engine.draft(numbers.columns, &request.rule)?;
        Ok(count_view(found.counted(), people(numbers)))
    })
}

/// Who is in a part of a segment.
pub(crate) fn members(app: &Arc<App>, filter: SegmentFilter) -> Result<HashSet<CustomerId>, AppError> {
    ask(app, &[], |numbers, engine| Ok(in_order(numbers, engine, filter)?.into_iter().collect()))
}

/// In the order of their rows.
pub(super) fn in_order(
    numbers: &Loaded<'_>,
    engine: &Engine,
    filter: SegmentFilter,
) -> Result<Vec<CustomerId>, AppError> {
    let found = engine.found(filter.segment).ok_or(Code::NotFound)?;
    let bits = match filter.part {
        SegmentPart::Members => &found.yes,
        SegmentPart::Unknown => &found.unknown,
    };
    Ok(bits.rows().filter_map(|row| numbers.columns.customer_at(row)).collect())
}

pub(crate) fn values(app: &Arc<App>, _: &Session, _: Nothing) -> Result<SegmentValues, AppError> {
    let program = app.shop().store().read(club::current)?.rules;
    let tiers = program.ladder.tiers.into_iter();
    let tiers = tiers.map(|tier| TierName { id: tier.id, name: tier.name }).collect();
    ask(app, &[], |_, engine| {
        let known = engine.attributes();
        let sorted = |values: &[String]| {
            let mut values = values.to_vec();
            values.sort_by_cached_key(|value| bazgasht_domain::text::sort_key(value));
            values
        };
        Ok(SegmentValues {
            cities: sorted(known.cities()),
            districts: sorted(known.districts()),
            channels: sorted(known.channels()),
            tags: sorted(&known.tags()),
            consents: known.consent_channels(),
            tiers,
        })
    })
}
