//! Two records of one person made one, and apart again. Numbers, tags, interests, notes, offers, sales, returns and points
//! of both are kept; of single fields the choice decides. Taking it back gives each record what was its own: a field that
//! was edited since keeps the edit, a sale that came since stays with the kept record.

use super::duplicates::living;
use super::merge_points;
use super::save::{leads_to, make_known};
use crate::api::Tag;
use crate::api::types::{MergeCustomers, MergeView, Merged, UndoMerge};
use crate::core::{App, Change, Effect, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_insights::columns::Purchase;
use bazgasht_store::customers::{self, Consent, Customer, Profile};
use bazgasht_store::merges::{self, Merge, Order, Side, Sides};
use bazgasht_store::{Reader, Tx, families, leads};
use serde_json::json;
use std::sync::Arc;

/// Merges that a page offers to take back.
const RECENT_MAX: u32 = 20;

pub(crate) fn merge(app: &Arc<App>, session: &Session, request: MergeCustomers) -> Result<Merged, AppError> {
    let shop = app.shop();
    let touched = [Tag::Customers, Tag::Sales, Tag::Points];
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::MergeCustomers, &id, &touched, |tx, change| {
        write(tx, change, session, &request)
    })?;
    Ok(Merged { repeated: done.repeated, ..done.answer })
}

fn write(
    tx: &Tx,
    change: &mut Change,
    session: &Session,
    request: &MergeCustomers,
) -> Result<Merged, AppError> {
    if request.kept == request.gone {
        return Err(Code::MergeSelf.into());
    }
    let (kept, gone) = (living(tx, request.kept)?, living(tx, request.gone)?);
    let before = Sides { kept: side(tx, &kept)?, gone: side(tx, &gone)? };
    let after = joined(tx, &before, request)?;
    let name = after.kept.profile.full_name.clone();
    let both = (request.kept, request.gone);
    let merge = merges::insert(tx, both, &before, &after, change.now, session.staff)?;
    write_profiles(tx, (request.kept, &after.kept), (request.gone, &after.gone))?;
    for consent in &after.kept.consents {
        customers::set_consent(tx, request.kept, consent)?;
    }
    if !before.kept.has_stage
        && let Some(lead) = leads::get(tx, request.gone)?
    {
        let (customer, at, day) = (request.kept, change.now, change.today);
        let to =
            leads::Move { customer, to: lead.stage, reason: &lead.reason, at, day, actor: session.staff };
        leads::set(tx, &to)?;
    }
    merge_points::move_over(tx, change, session, (merge, request.kept, request.gone))?;
    families::merge_over(tx, merge, request.kept, request.gone, change.now)?;
    let orders = merges::move_over(tx, merge, request.kept, request.gone)?;
    tell(change, &orders, request.gone, request.kept);
    make_known(tx, change, request.kept)?;
    change.effect(Effect::Forgotten(request.gone));
    change.undo_by("undo_merge", json!({ "merge": merge }));
    change.about("customer", request.kept.get(), json!({ "merge": merge, "gone": request.gone }));
    Ok(Merged { merge, kept: request.kept, name, repeated: false })
}

/// The numbers in memory hear whose the orders are now.
fn tell(change: &mut Change, orders: &[Order], from: CustomerId, to: CustomerId) {
    for order in orders {
        let bought = |customer| Purchase { customer, day: order.day, net: order.net };
        change.effect(Effect::Unbought(bought(from)));
        change.effect(Effect::Bought(bought(to)));
    }
}

fn side(reader: &Reader, found: &Customer) -> Result<Side, AppError> {
    Ok(Side {
        profile: found.profile.clone(),
        consents: found.consents.clone(),
        has_stage: leads::get(reader, found.id)?.is_some(),
    })
}

/// The code of one record must be free before the other takes it.
fn write_profiles(
    tx: &Tx,
    (kept, kept_side): (CustomerId, &Side),
    (gone, gone_side): (CustomerId, &Side),
) -> Result<(), AppError> {
    customers::update(tx, gone, &Profile { code: None, ..gone_side.profile.clone() })?;
    customers::update(tx, kept, &kept_side.profile)?;
    customers::update(tx, gone, &gone_side.profile)?;
    Ok(())
}

/// Fields that a choice is made for, and how one is taken from another profile.
type Has = fn(&Profile) -> bool;
type Take = fn(&mut Profile, &Profile);
const CHOICES: &[(&str, Has, Take)] = &[
    (
        "name",
        |p| !p.full_name.is_empty(),
        |to, from| {
            to.first_name.clone_from(&from.first_name);
            to.last_name.clone_from(&from.last_name);
            to.full_name.clone_from(&from.full_name);
            to.name_key.clone_from(&from.name_key);
            to.name_sort.clone_from(&from.name_sort);
        },
    ),
    ("code", |p| p.code.is_some(), |to, from| to.code.clone_from(&from.code)),
    ("birthday", |p| p.birth.is_some(), |to, from| to.birth = from.birth),
    ("gender", |p| p.gender.is_some(), |to, from| to.gender = from.gender),
    ("city", |p| p.city.is_some(), |to, from| to.city.clone_from(&from.city)),
    ("district", |p| p.district.is_some(), |to, from| to.district.clone_from(&from.district)),
    ("address", |p| p.address.is_some(), |to, from| to.address.clone_from(&from.address)),
    (
        "national_code",
        |p| p.national_code.is_some(),
        |to, from| {
            to.national_code.clone_from(&from.national_code);
        },
    ),
    ("card_no", |p| p.card_no.is_some(), |to, from| to.card_no.clone_from(&from.card_no)),
    (
        "company",
        |p| p.company.is_some(),
        |to, from| {
            to.company.clone_from(&from.company);
            to.kind = from.kind;
        },
    ),
    ("company_size", |p| p.company_size.is_some(), |to, from| to.company_size = from.company_size),
    ("channel", |p| p.channel.is_some(), |to, from| to.channel.clone_from(&from.channel)),
    (
        "acquisition_cost",
        |p| p.acquisition_cost.is_some(),
        |to, from| {
            to.acquisition_cost = from.acquisition_cost;
        },
    ),
    ("referrer", |p| p.referrer.is_some(), |to, from| to.referrer = from.referrer),
    ("note", |p| p.note.is_some(), |to, from| to.note.clone_from(&from.note)),
];

/// What both records are after the merge. An empty field of the kept one is filled in any case.
fn joined(tx: &Tx, before: &Sides, request: &MergeCustomers) -> Result<Sides, AppError> {
    let (kept, gone) = (&before.kept.profile, &before.gone.profile);
    let mut profile = kept.clone();
    for (name, has, take) in CHOICES {
        let is_chosen = request.from_gone.iter().any(|chosen| chosen == name);
        if has(gone) && (is_chosen || !has(kept)) {
            take(&mut profile, gone);
        }
    }
    for phone in &gone.phones {
        let is_there = profile.phones.iter().any(|known| match &phone.e164 {
            Some(e164) => known.e164.as_ref() == Some(e164),
            None => known.raw == phone.raw,
        });
        if !is_there {
            profile.phones.push(phone.clone());
        }
    }
    if request.from_gone.iter().any(|chosen| chosen == "mobile")
        && let Some(main) = gone.phones.iter().find_map(|phone| phone.e164.clone())
        && let Some(at) = profile.phones.iter().position(|phone| phone.e164.as_ref() == Some(&main))
    {
        let phone = profile.phones.remove(at);
        profile.phones.insert(0, phone);
    }
    profile.tags.extend(gone.tags.iter().filter(|tag| !kept.tags.contains(tag)).cloned());
    profile.interests.extend(gone.interests.iter().filter(|one| !kept.interests.contains(one)));
    for (field, value) in &gone.custom {
        let name = format!("custom.{field}");
        let known = profile.custom.iter_mut().find(|(known, _)| known == field);
        match known {
            Some((_, own)) if request.from_gone.contains(&name) => own.clone_from(value),
            Some(_) => {}
            None => profile.custom.push((*field, value.clone())),
        }
    }
    profile.is_lead = kept.is_lead && gone.is_lead;
    let brought_by = profile.referrer;
    let is_ring = |id: CustomerId| -> Result<bool, AppError> {
        Ok(leads_to(tx, id, request.kept)? || leads_to(tx, id, request.gone)?)
    };
    // Who brought the one cannot have been brought by the other.
    if brought_by.map(is_ring).transpose()?.unwrap_or(false) {
        profile.referrer = None;
    }
    let code = if profile.code == gone.code { kept.code.clone() } else { gone.code.clone() };
    let gone_after = Profile {
        phones: Vec::new(),
        tags: Vec::new(),
        interests: Vec::new(),
        custom: Vec::new(),
        // The other code stays findable with the record that points here.
        code,
        referrer: None,
        ..gone.clone()
    };
    let consents = newest(&before.kept.consents, &before.gone.consents);
    Ok(Sides {
        kept: Side { profile, consents, has_stage: before.kept.has_stage || before.gone.has_stage },
        gone: Side {
            profile: gone_after,
            consents: before.gone.consents.clone(),
            has_stage: before.gone.has_stage,
        },
    })
}

/// Of two answers to one channel the later one counts; of two at one instant the no.
fn newest(one: &[Consent], other: &[Consent]) -> Vec<Consent> {
    let mut answers = one.to_vec();
    for answer in other {
        match answers.iter_mut().find(|known| known.channel == answer.channel) {
            Some(known) if (answer.at, !answer.granted) > (known.at, !known.granted) => {
                known.clone_from(answer)
            }
            Some(_) => {}
            None => answers.push(answer.clone()),
        }
    }
    answers
}

pub(crate) fn undo(app: &Arc<App>, session: &Session, request: UndoMerge) -> Result<Merged, AppError> {
    let shop = app.shop();
    let touched = [Tag::Customers, Tag::Sales, Tag::Points];
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::UndoMerge, &id, &touched, |tx, change| {
        let merge = merges::get(tx, request.merge)?.filter(|merge| !merge.undone).ok_or(Code::NotFound)?;
        take_apart(tx, change, session, &merge)
    })?;
    Ok(Merged { repeated: done.repeated, ..done.answer })
}

fn take_apart(tx: &Tx, change: &mut Change, session: &Session, merge: &Merge) -> Result<Merged, AppError> {
    let (Some(before), Some(after)) = (&merge.before, &merge.after) else {
        return Err(Code::MergeErased.into());
    };
    let now = customers::get(tx, merge.kept)?.ok_or(Code::NotFound)?;
    if now.merged_into.is_some() {
        let name = now.profile.full_name;
        return Err(AppError::new(Code::MergeUndoOrder).with("name", name));
    }
    let parted = Side { profile: parted(&now.profile, before, after), ..before.kept.clone() };
    merges::set_undone(tx, merge, change.now)?;
    write_profiles(tx, (merge.kept, &parted), (merge.gone, &before.gone))?;
    part_consents(tx, merge.kept, &now.consents, (&before.kept.consents, &after.kept.consents))?;
    if !before.kept.has_stage && after.kept.has_stage {
        leads::remove(tx, merge.kept)?;
    }
    let orders = merges::move_back(tx, merge)?;
    merge_points::move_back(tx, change, session, merge)?;
    families::merge_back(tx, merge.id, change.now)?;
    tell(change, &orders, merge.kept, merge.gone);
    make_known(tx, change, merge.kept)?;
    make_known(tx, change, merge.gone)?;
    change.about("customer", merge.kept.get(), json!({ "merge": merge.id, "gone": merge.gone }));
    Ok(Merged { merge: merge.id, kept: merge.kept, name: parted.profile.full_name, repeated: false })
}

/// The kept record without what the merge brought; a field that somebody edited since keeps the edit.
fn parted(now: &Profile, before: &Sides, after: &Sides) -> Profile {
    let (own, merged) = (&before.kept.profile, &after.kept.profile);
    if now == merged {
        return own.clone();
    }
    let mut profile = now.clone();
    for (_, _, take) in CHOICES {
        // Unedited when taking the merged value over changes nothing.
        let mut probe = profile.clone();
        take(&mut probe, merged);
        if probe == profile {
            take(&mut profile, own);
        }
    }
    let brought = |phone: &customers::Phone| merged.phones.contains(phone) && !own.phones.contains(phone);
    profile.phones.retain(|phone| !brought(phone));
    profile.tags.retain(|tag| own.tags.contains(tag) || !merged.tags.contains(tag));
    profile.interests.retain(|one| own.interests.contains(one) || !merged.interests.contains(one));
    profile.custom.retain(|one| own.custom.contains(one) || !merged.custom.contains(one));
    let missing =
        own.custom.iter().filter(|(field, _)| !profile.custom.iter().any(|(known, _)| known == field));
    let missing: Vec<_> = missing.cloned().collect();
    let emptied = |field| merged.custom.iter().any(|(known, _)| *known == field);
    profile.custom.extend(missing.into_iter().filter(|(field, _)| emptied(*field)));
    if now.is_lead == merged.is_lead {
        profile.is_lead = own.is_lead;
    }
    profile
}

fn part_consents(
    tx: &Tx,
    kept: CustomerId,
    now: &[Consent],
    (own, merged): (&[Consent], &[Consent]),
) -> Result<(), AppError> {
    for answer in now.iter().filter(|answer| merged.contains(answer) && !own.contains(answer)) {
        match own.iter().find(|known| known.channel == answer.channel) {
            Some(before) => customers::set_consent(tx, kept, before)?,
            None => customers::remove_consent(tx, kept, &answer.channel)?,
        }
    }
    Ok(())
}

fn view(reader: &Reader, merge: &Merge, today: ShopDay) -> Result<MergeView, AppError> {
    let kept = customers::rows(reader, &[merge.kept])?.into_iter().next();
    let gone = merge.before.as_ref().map(|sides| sides.gone.profile.full_name.clone());
    Ok(MergeView {
        merge: merge.id,
        kept: merge.kept,
        kept_name: kept.map(|row| row.full_name).unwrap_or_default(),
        gone_name: gone.unwrap_or_default(),
        day: day_view(ShopDay::from_instant(merge.at), today),
        can_undo: !merge.undone && merge.before.is_some() && merges::home(reader, merge.kept)? == merge.kept,
    })
}

/// Records that were merged into this one.
pub(super) fn into(reader: &Reader, kept: CustomerId, today: ShopDay) -> Result<Vec<MergeView>, AppError> {
    merges::into(reader, kept)?.iter().map(|merge| view(reader, merge, today)).collect()
}

/// The latest merges that stand.
pub(super) fn recent(reader: &Reader, today: ShopDay) -> Result<Vec<MergeView>, AppError> {
    merges::recent(reader, RECENT_MAX)?.iter().map(|merge| view(reader, merge, today)).collect()
}
