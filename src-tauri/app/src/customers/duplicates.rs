//! The look over everybody for records of one person, as a job: people who meet under a key (a mobile, a national code,
//! a card, a name by sound) are compared, never everybody with everybody. A name that many share is no key.

use super::list::rows;
use super::merge;
use crate::api::Tag;
use crate::api::types::{
    CompareCustomers, ComparedSide, ComparedText, Comparison, Done, DuplicateList, DuplicatePair, JobPhase,
    JobStarted, JobState, JobWork, ReadDuplicates, ScanDuplicates, SetNotSame,
};
use crate::core::{App, Job, Op, transact};
use crate::data::start;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::likeness::{Likeness, likeness, meeting_keys};
use bazgasht_store::duplicates::{self, Found, Pair};
use bazgasht_store::{Reader, customers, settings};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// A key that more people meet under says nothing about any two of them.
const GROUP_MAX: usize = 24;
const PAIRS_MAX: usize = 50_000;
const LIMIT_MAX: u32 = 200;
/// Progress is told once in so many people.
const TELL_EVERY: i64 = 20_000;
const LOOKED_KEY: &str = "duplicates.looked";

pub(crate) fn scan(
    app: &Arc<App>,
    session: &Session,
    request: ScanDuplicates,
) -> Result<JobStarted, AppError> {
    let session = *session;
    start(app, JobWork::Duplicates, None, move |app, job| {
        let found = look(app, job)?;
        let pairs = i64::try_from(found.len()).unwrap_or(i64::MAX);
        let shop = app.shop();
        let touched = [Tag::Customers];
        transact(app, &shop, &session, Op::ScanDuplicates, &request.request_id, &touched, |tx, change| {
            duplicates::replace(tx, &found)?;
            settings::put(tx, LOOKED_KEY, &change.today.get())?;
            change.about("duplicates", 0, json!({ "pairs": pairs }));
            Ok(())
        })?;
        Ok(JobState::DuplicatesFound { pairs })
    })
}

/// The keys of everybody in twelve bytes each, then only those who share one.
fn look(app: &Arc<App>, job: &Job) -> Result<Vec<Found>, AppError> {
    let started = app.now().get();
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let shop = app.shop();
    shop.store().read(|reader| {
        let total = customers::count(reader)?;
        let mut keys: Vec<(u64, CustomerId)> = Vec::new();
        let mut done = 0;
        duplicates::records(reader, |id, record| {
            keys.extend(meeting_keys(&record).iter().map(|key| (hasher.hash_one(key), id)));
            done += 1;
            if done % TELL_EVERY == 0 {
                let elapsed_ms = app.now().get() - started;
                app.tell_job(
                    job,
                    JobState::Running { phase: JobPhase::Reading, done, total: Some(total), elapsed_ms },
                );
            }
        })?;
        let pairs = meeting_pairs(keys);
        let not_same: HashSet<Pair> = duplicates::not_same(reader)?.into_iter().collect();
        let wanted: HashSet<CustomerId> = pairs.iter().flat_map(|pair| [pair.a(), pair.b()]).collect();
        let mut records = HashMap::with_capacity(wanted.len());
        for id in wanted {
            if job.cancel.load(Ordering::Relaxed) {
                return Err(Code::JobUnknown.into());
            }
            if let Some(found) = customers::get(reader, id)? {
                records.insert(id, duplicates::record_of(&found.profile));
            }
        }
        let compare = |pair: &Pair| {
            let found = likeness(records.get(&pair.a())?, records.get(&pair.b())?)?;
            Some((*pair, found))
        };
        let mut found: Vec<(Pair, Likeness)> =
            pairs.iter().filter(|pair| !not_same.contains(pair)).filter_map(compare).collect();
        found.sort_by_key(|(pair, likeness)| (std::cmp::Reverse(likeness.score), *pair));
        found.truncate(PAIRS_MAX);
        let stored = |(pair, likeness): (Pair, Likeness)| {
            let reasons = serde_json::to_string(&likeness.reasons).map_err(AppError::internal)?;
            Ok(Found { pair, score: likeness.score, reasons })
        };
        found.into_iter().map(stored).collect()
    })
}

/// Every two who share a key, once.
fn meeting_pairs(mut keys: Vec<(u64, CustomerId)>) -> Vec<Pair> {
    keys.sort_unstable();
    keys.dedup();
    let mut pairs = Vec::new();
    for group in keys.chunk_by(|one, other| one.0 == other.0) {
        if (2..=GROUP_MAX).contains(&group.len()) {
            for (place, (_, one)) in group.iter().enumerate() {
                pairs.extend(group.iter().skip(place + 1).filter_map(|(_, other)| Pair::new(*one, *other)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

pub(crate) fn list(app: &Arc<App>, _: &Session, request: ReadDuplicates) -> Result<DuplicateList, AppError> {
    let limit = u32::try_from(request.limit).unwrap_or(0).min(LIMIT_MAX);
    let skip = u32::try_from(request.offset).unwrap_or(0);
    let today = app.today();
    let (total, found, looked, merges) = app.shop().store().read(|reader| -> Result<_, AppError> {
        let looked: Option<i32> = settings::get(reader, LOOKED_KEY)?;
        let looked = looked.map(|day| day_view(ShopDay::new(day), today));
        let found = duplicates::page(reader, limit, skip)?;
        Ok((duplicates::count(reader)?, found, looked, merge::recent(reader, today)?))
    })?;
    let ids: Vec<CustomerId> = found.iter().flat_map(|one| [one.pair.a(), one.pair.b()]).collect();
    let mut sides = rows(app, &ids)?.into_iter();
    let mut pairs = Vec::with_capacity(found.len());
    for one in found {
        let (Some(a), Some(b)) = (sides.next(), sides.next()) else { break };
        let reasons = serde_json::from_str(&one.reasons).map_err(AppError::internal)?;
        pairs.push(DuplicatePair { a, b, score: one.score.into(), reasons });
    }
    Ok(DuplicateList { total, pairs, looked, merges })
}

pub(crate) fn set_not_same(app: &Arc<App>, session: &Session, request: SetNotSame) -> Result<Done, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::SetNotSame, &id, &[Tag::Customers], |tx, change| {
        let pair = Pair::new(request.a, request.b).ok_or(Code::MergeSelf)?;
        duplicates::set_not_same(tx, pair, request.not_same, change.now, session.staff)?;
        change.undo_by(
            "set_not_same",
            json!({ "a": request.a, "b": request.b, "not_same": !request.not_same }),
        );
        change.about("duplicates", pair.a().get(), json!({ "a": pair.a(), "b": pair.b() }));
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}

pub(crate) fn compare(
    app: &Arc<App>,
    _: &Session,
    request: CompareCustomers,
) -> Result<Comparison, AppError> {
    let today = app.today();
    let mut sides = rows(app, &[request.a, request.b])?.into_iter();
    let (Some(a), Some(b)) = (sides.next(), sides.next()) else { return Err(Code::NotFound.into()) };
    app.shop().store().read(|reader| {
        let words = super::fields::ShopWords::read(reader)?;
        let side = |row: crate::api::types::CustomerRow| -> Result<_, AppError> {
            let found = living(reader, row.id)?;
            let fields = super::fields::typed(&found.profile, &found.consents, &words);
            let spelt = super::changes::spelt(reader, &fields, &words)?;
            let text = |one: super::changes::Spelt| ComparedText {
                field: one.field.to_owned(),
                name: one.part,
                text: one.text,
            };
            let record = duplicates::record_of(&found.profile);
            let side = ComparedSide {
                row,
                fields,
                code: found.profile.code,
                texts: spelt.into_iter().map(text).collect(),
                created: day_view(found.created_day, today),
            };
            Ok((side, record))
        };
        let ((a, one), (b, other)) = (side(a)?, side(b)?);
        let found = likeness(&one, &other);
        Ok(Comparison {
            a,
            b,
            score: found.as_ref().map_or(0, |found| found.score).into(),
            reasons: found.map(|found| found.reasons).unwrap_or_default(),
        })
    })
}

/// A record that is neither merged away nor erased.
pub(super) fn living(reader: &Reader, id: CustomerId) -> Result<customers::Customer, AppError> {
    let alive = |found: &customers::Customer| found.merged_into.is_none() && found.erased_at.is_none();
    customers::get(reader, id)?.filter(alive).ok_or_else(|| Code::NotFound.into())
}
