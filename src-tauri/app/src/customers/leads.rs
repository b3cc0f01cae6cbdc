//! Leads: everybody who has not bought yet, in stages. Who was never put into a stage is new; whoever has an order is won,
//! by that order alone, and shows among the won for a while.

use super::list::scope;
use super::{fields::text, offers};
use crate::api::Tag;
use crate::api::types::{Done, LeadBoard, LeadColumn, LeadRow, LeadStage, LeadView, ReadLeads, SetLeadStage};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, national_mobile};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::text::initials;
use bazgasht_insights::customers::{SortBy, Status};
use bazgasht_store::leads::{self, Lead, Stage};
use bazgasht_store::{Reader, customers, offers as stored_offers};
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;

const REASON_CHARS_MAX: usize = 200;
const LIMIT_MAX: usize = 200;
/// Won leads are shown this long.
const WON_DAYS: i32 = 30;
const STAGES: [LeadStage; 5] =
    [LeadStage::New, LeadStage::Contacted, LeadStage::Offer, LeadStage::Won, LeadStage::Lost];

pub(super) const fn stage_view(stage: Stage) -> LeadStage {
    match stage {
        Stage::New => LeadStage::New,
        Stage::Contacted => LeadStage::Contacted,
        Stage::Offer => LeadStage::Offer,
        Stage::Lost => LeadStage::Lost,
    }
}

fn since_day(lead: &Lead) -> ShopDay {
    lead.won_day.unwrap_or_else(|| ShopDay::from_instant(lead.since))
}

/// Where a person who was a lead stands; nothing for somebody who simply came and bought.
pub(super) fn of_customer(
    reader: &Reader,
    found: &customers::Customer,
    today: ShopDay,
) -> Result<Option<LeadView>, AppError> {
    let lead = leads::get(reader, found.id)?;
    let has_bought = found.totals.orders_count > 0;
    Ok(match lead {
        None if has_bought => None,
        None => Some(LeadView {
            stage: LeadStage::New,
            reason: String::new(),
            since: day_view(found.created_day, today),
        }),
        Some(lead) => Some(LeadView {
            stage: if has_bought { LeadStage::Won } else { stage_view(lead.stage) },
            since: day_view(since_day(&lead), today),
            reason: if has_bought { String::new() } else { lead.reason },
        }),
    })
}

/// Ids of each stage, the latest change first; those without a stage are new, the newest first.
fn by_stage(app: &Arc<App>, known: &[Lead]) -> Result<HashMap<LeadStage, Vec<CustomerId>>, AppError> {
    let scope = scope(app)?;
    let staged: HashMap<CustomerId, &Lead> = known.iter().map(|lead| (lead.customer, lead)).collect();
    let mut stages: HashMap<LeadStage, Vec<CustomerId>> = HashMap::new();
    for lead in known {
        let stage = match lead.won_day {
            Some(day) if scope.as_of.days_since(day) < WON_DAYS => LeadStage::Won,
            Some(_) => continue,
            None => stage_view(lead.stage),
        };
        stages.entry(stage).or_default().push(lead.customer);
    }
    let without_order = app.shop().numbers_cell().with(|numbers| {
        Ok(numbers.census(scope, |census| census.sorted(numbers.columns, SortBy::Newest, Some(Status::Lead))))
    })?;
    let fresh = without_order.into_iter().rev().filter(|id| !staged.contains_key(id));
    stages.entry(LeadStage::New).or_default().extend(fresh);
    Ok(stages)
}

pub(crate) fn read(app: &Arc<App>, _: &Session, request: ReadLeads) -> Result<LeadBoard, AppError> {
    let offset = usize::try_from(request.offset).unwrap_or(0);
    let limit = usize::try_from(request.limit).unwrap_or(0).min(LIMIT_MAX);
    let today = app.today();
    let shop = app.shop();
    let known = shop.store().read(leads::all)?;
    let stages = by_stage(app, &known)?;
    shop.store().read(|reader| {
        let (open_offers, due_offers) = stored_offers::count_open(reader, today)?;
        let wanted = STAGES.into_iter().filter(|stage| request.stage.is_none_or(|only| only == *stage));
        let column = |stage: LeadStage| {
            let all = stages.get(&stage).map_or(&[][..], Vec::as_slice);
            let page: Vec<CustomerId> = all.iter().skip(offset).take(limit).copied().collect();
            let rows = page.iter().map(|id| row(reader, *id, &known, today));
            Ok(LeadColumn {
                stage,
                total: i64::try_from(all.len()).unwrap_or(i64::MAX),
                rows: rows.collect::<Result<Vec<_>, AppError>>()?.into_iter().flatten().collect(),
            })
        };
        Ok(LeadBoard {
            columns: wanted.map(column).collect::<Result<_, AppError>>()?,
            won_days: WON_DAYS.into(),
            open_offers,
            due_offers,
        })
    })
}

fn row(reader: &Reader, id: CustomerId, known: &[Lead], today: ShopDay) -> Result<Option<LeadRow>, AppError> {
    let Some(found) = customers::get(reader, id)? else { return Ok(None) };
    let lead = known.iter().find(|lead| lead.customer == id);
    let open = offers::open_of(reader, id, today)?;
    let profile = found.profile;
    Ok(Some(LeadRow {
        customer: id,
        initials: initials(&profile.full_name),
        mobile: profile.phones.iter().find_map(|phone| phone.e164.as_deref()).map(national_mobile),
        name: profile.full_name,
        channel: profile.channel,
        reason: lead.map(|lead| lead.reason.clone()).unwrap_or_default(),
        since: day_view(lead.map_or(found.created_day, since_day), today),
        open_offer: open.into_iter().next(),
    }))
}

pub(crate) fn set_stage(app: &Arc<App>, session: &Session, request: SetLeadStage) -> Result<Done, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::SetLeadStage, &id, &[Tag::Customers], |tx, change| {
        let alive = |found: &customers::Customer| found.merged_into.is_none() && found.erased_at.is_none();
        let found = customers::get(tx, request.customer)?.filter(alive).ok_or(Code::NotFound)?;
        if found.totals.orders_count > 0 {
            return Err(AppError::new(Code::LeadIsWon).with("name", found.profile.full_name));
        }
        let reason = text("reason", &request.reason, REASON_CHARS_MAX)?;
        let to = match request.stage {
            LeadStage::New => Stage::New,
            LeadStage::Contacted => Stage::Contacted,
            LeadStage::Offer => Stage::Offer,
            LeadStage::Won => {
                return Err(AppError::new(Code::WonBySale).with("name", found.profile.full_name));
            }
            LeadStage::Lost if reason.is_empty() => {
                return Err(AppError::new(Code::ReasonMissing).with("field", "reason"));
            }
            LeadStage::Lost => Stage::Lost,
        };
        let reason = if to == Stage::Lost { reason } else { String::new() };
        let moved = leads::Move {
            customer: request.customer,
            to,
            reason: &reason,
            at: change.now,
            day: change.today,
            actor: session.staff,
        };
        let before = leads::set(tx, &moved)?;
        let stage = before.as_ref().map_or(LeadStage::New, |lead| stage_view(lead.stage));
        let reason = before.map(|lead| lead.reason).unwrap_or_default();
        change.undo_by(
            "set_lead_stage",
            json!({ "customer": request.customer, "stage": stage, "reason": reason }),
        );
        change.about("lead", request.customer.get(), json!({ "from": stage, "to": request.stage }));
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}
