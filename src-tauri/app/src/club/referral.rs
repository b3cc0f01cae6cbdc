//! Who sent whom. Nobody sends themselves, no ring ever closes, and what was paid for is not rewritten.

use super::member::refuse_gone;
use crate::api::Tag;
use crate::api::types::{Done, SetReferrer};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::{Reader, club, customers};
use std::sync::Arc;

/// A chain longer than this is taken for a ring.
const CHAIN_MAX: usize = 1_000;

pub(crate) fn set(app: &Arc<App>, session: &Session, request: SetReferrer) -> Result<Done, AppError> {
    let shop = app.shop();
    let touched = [Tag::Customers];
    let done =
        transact(app, &shop, session, Op::SetReferrer, &request.request_id, &touched, |tx, change| {
            refuse_gone(tx, request.customer)?;
            let row = customers::rows(tx, &[request.customer])?.into_iter().next().ok_or(Code::NotFound)?;
            if club::referral_settled(tx, request.customer)? {
                return Err(Code::ReferralPaid.into());
            }
            if let Some(referrer) = request.referrer {
                refuse_gone(tx, referrer)?;
                refuse_ring(tx, request.customer, referrer)?;
                // Taking a removal back restores what was there before the purchases.
                if row.totals.orders_count > 0 && session.undoing.is_none() {
                    return Err(Code::ReferralTooLate.into());
                }
            }
            let before = club::referrer_of(tx, request.customer)?;
            club::set_referrer(tx, request.customer, request.referrer)?;
            let back = serde_json::json!({ "customer": request.customer, "referrer": before });
            change.undo_by("set_referrer", back);
            let told = serde_json::json!({ "referrer": request.referrer });
            change.about("customer", request.customer.get(), told);
            Ok(())
        })?;
    Ok(Done { repeated: done.repeated })
}

/// # Errors
/// `referrer_self`, `referrer_ring`.
pub(super) fn refuse_ring(
    reader: &Reader,
    customer: CustomerId,
    referrer: CustomerId,
) -> Result<(), AppError> {
    if customer == referrer {
        return Err(Code::ReferrerSelf.into());
    }
    let mut above = Some(referrer);
    for _ in 0..CHAIN_MAX {
        let Some(next) = above else { return Ok(()) };
        above = club::referrer_of(reader, next)?;
        if above == Some(customer) {
            break;
        }
    }
    Err(Code::ReferrerRing.into())
}
