//! A cost written, corrected, taken away and brought back. Each leaves what takes it back.

use super::period_of;
use crate::api::Tag;
use crate::api::types::{CostFields, CostSaved, Done, RemoveCost, SaveCost};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::Settings;
use bazgasht_domain::costs::{Cost, Purpose};
use bazgasht_domain::money::Rial;
use bazgasht_domain::text::store_form;
use bazgasht_store::{Tx, costs};
use std::sync::Arc;

const NAME_CHARS_MAX: usize = 60;
const NOTE_CHARS_MAX: usize = 300;
/// Longer than any contract of a shop.
const DAYS_MAX: i32 = 3_700;

pub(crate) fn save(app: &Arc<App>, session: &Session, request: SaveCost) -> Result<CostSaved, AppError> {
    let shop = app.shop();
    let done =
        transact(app, &shop, session, Op::SaveCost, &request.request_id, &[Tag::Costs], |tx, change| {
            let cost = read(tx, &request.fields)?;
            let id = match request.cost {
                Some(id) => {
                    let before = costs::get(tx, id)?.filter(|kept| !kept.removed).ok_or(Code::NotFound)?;
                    costs::update(tx, id, &cost)?;
                    let back = serde_json::json!({ "cost": id, "fields": typed(&before.cost) });
                    change.undo_by("save_cost", back);
                    id
                }
                None => {
                    let id = costs::insert(tx, &cost, change.now)?;
                    change.undo_by("remove_cost", serde_json::json!({ "cost": id, "removed": true }));
                    id
                }
            };
            let payload = serde_json::json!({ "purpose": cost.purpose, "amount_rial": cost.amount });
            change.about("cost", id.get(), payload);
            Ok(CostSaved { id, repeated: false })
        })?;
    Ok(CostSaved { repeated: done.repeated, ..done.answer })
}

pub(crate) fn remove(app: &Arc<App>, session: &Session, request: RemoveCost) -> Result<Done, AppError> {
    let shop = app.shop();
    let op = Op::RemoveCost;
    let done = transact(app, &shop, session, op, &request.request_id, &[Tag::Costs], |tx, change| {
        let before = costs::get(tx, request.cost)?.ok_or(Code::NotFound)?;
        costs::set_removed(tx, request.cost, request.removed.then_some(change.now))?;
        change.about("cost", request.cost.get(), serde_json::json!({ "removed": request.removed }));
        let back = serde_json::json!({ "cost": request.cost, "removed": before.removed });
        change.undo_by("remove_cost", back);
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}

fn read(tx: &Tx, fields: &CostFields) -> Result<Cost, AppError> {
    let unit = Settings::read(tx)?.money_unit;
    let (from, to) = (fields.period.first_day(), fields.period.last_day());
    if to < from || to.days_since(from) > DAYS_MAX {
        return Err(AppError::new(Code::PeriodInvalid).with("field", "period"));
    }
    let amount =
        crate::counter::read_amount(&fields.amount, unit).map_err(|error| error.with("field", "amount"))?;
    if amount == Rial::ZERO {
        return Err(AppError::new(Code::AmountMissing).with("field", "amount"));
    }
    let channel = text(&fields.channel, NAME_CHARS_MAX, "channel")?;
    let is_won = fields.purpose == Purpose::Acquisition;
    Ok(Cost {
        purpose: fields.purpose,
        from,
        to,
        channel: Some(channel).filter(|channel| is_won && !channel.is_empty()),
        amount,
        note: text(&fields.note, NOTE_CHARS_MAX, "note")?,
    })
}

fn text(typed: &str, most: usize, field: &str) -> Result<String, AppError> {
    let text = store_form(typed).trim().to_owned();
    if text.chars().count() > most {
        return Err(AppError::new(Code::TextTooLong).with("max", most).with("field", field));
    }
    Ok(text)
}

/// The fields as a person would type them to have these again. The amount carries its unit: the shop's may change meanwhile.
fn typed(cost: &Cost) -> CostFields {
    CostFields {
        purpose: cost.purpose,
        period: period_of(cost),
        channel: cost.channel.clone().unwrap_or_default(),
        amount: format!("{} rial", cost.amount.get()),
        note: cost.note.clone(),
    }
}
