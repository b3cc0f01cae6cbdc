//! Coupons by the hundred: one personal code for each of many people, and putting codes away together. A batch is made
//! whole or not at all.

use super::coupons::{coupon, insert, made_up};
use crate::api::Tag;
use crate::api::types::{ArchiveCoupons, CouponsGenerated, Done, GenerateCoupons, PersonalCode};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::national_mobile;
use bazgasht_domain::ids::{CouponId, CustomerId};
use bazgasht_domain::loyalty::CouponTerms;
use bazgasht_store::club::{self, Coupon};
use bazgasht_store::{Reader, Tx, customers};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One batch of personal codes.
const BATCH_MAX: usize = 10_000;

/// Everybody asked for, once each, in the order of ids.
fn people(reader: &Reader, request: &GenerateCoupons) -> Result<BTreeSet<CustomerId>, AppError> {
    let mut people: BTreeSet<CustomerId> = request.customers.iter().copied().collect();
    if let Some(tier) = &request.tier {
        people.extend(club::members_of_tier(reader, tier)?);
    }
    if people.is_empty() || people.len() > BATCH_MAX {
        return Err(AppError::new(Code::CouponPeople).with("max", BATCH_MAX));
    }
    Ok(people)
}

pub(crate) fn generate(
    app: &Arc<App>,
    session: &Session,
    request: GenerateCoupons,
) -> Result<CouponsGenerated, AppError> {
    let asked = coupon(CouponId::new(0), None, request.fields.clone())?;
    let shop = app.shop();
    let touched = [Tag::Points];
    let request_id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::GenerateCoupons, &request_id, &touched, |tx, change| {
        let mut made = Vec::new();
        for customer in people(tx, &request)? {
            let terms = CouponTerms { owner: Some(customer), ..asked.terms.clone() };
            let coupon = Coupon { code: made_up(app, tx)?, terms, ..asked.clone() };
            made.push((insert(tx, &coupon, change.now)?, customer, coupon.code));
        }
        let ids: Vec<CouponId> = made.iter().map(|(id, _, _)| *id).collect();
        let first = ids.first().map_or(0, |id| id.get());
        change.about("coupon", first, serde_json::json!({ "codes": made.len() }));
        change.undo_by("archive_coupons", serde_json::json!({ "coupons": ids, "archived": true }));
        Ok(made)
    })?;
    // Names are read when they are shown and never kept with the answer.
    let coupons = shop.store().read(|reader| {
        let named = |(coupon, customer, code): (CouponId, CustomerId, String)| -> Result<_, AppError> {
            let row = customers::rows(reader, &[customer])?.into_iter().next();
            let (name, phone) = row.map(|row| (row.full_name, row.phone)).unwrap_or_default();
            Ok(PersonalCode { customer, coupon, code, name, mobile: phone.as_deref().map(national_mobile) })
        };
        done.answer.into_iter().map(named).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(CouponsGenerated { coupons, repeated: done.repeated })
}

pub(crate) fn archive(app: &Arc<App>, session: &Session, request: ArchiveCoupons) -> Result<Done, AppError> {
    if request.coupons.is_empty() || request.coupons.len() > BATCH_MAX {
        return Err(AppError::new(Code::CouponPeople).with("max", BATCH_MAX));
    }
    let shop = app.shop();
    let touched = [Tag::Points];
    let done =
        transact(app, &shop, session, Op::ArchiveCoupons, &request.request_id, &touched, |tx, change| {
            let mut changed = Vec::new();
            for id in &request.coupons {
                if set_archived(tx, *id, request.archived.then_some(change.now))? {
                    changed.push(*id);
                }
            }
            let first = request.coupons.first().map_or(0, |id| id.get());
            change.about("coupon", first, serde_json::json!({ "codes": changed.len() }));
            if !changed.is_empty() {
                let back = serde_json::json!({ "coupons": changed, "archived": !request.archived });
                change.undo_by("archive_coupons", back);
            }
            Ok(())
        })?;
    Ok(Done { repeated: done.repeated })
}

/// False when it was so already.
fn set_archived(
    tx: &Tx,
    id: CouponId,
    at: Option<bazgasht_domain::clock::InstantMs>,
) -> Result<bool, AppError> {
    let found = club::coupon(tx, id)?.ok_or(Code::NotFound)?;
    if found.archived_at.is_some() == at.is_some() {
        return Ok(false);
    }
    club::update_coupon(tx, &Coupon { archived_at: at, ..found })?;
    Ok(true)
}
