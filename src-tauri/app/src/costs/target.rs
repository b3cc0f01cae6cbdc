//! Marks for figures: what the owner wants a number to be. A mark is kept as a whole number, shares in millionths.

use crate::api::Tag;
use crate::api::types::{CardKey, CardUnit, Done, SetTarget, TargetView};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::money::JS_SAFE_MAX;
use bazgasht_store::{Reader, targets};
use std::collections::HashMap;
use std::sync::Arc;

const MILLION: f64 = 1e6;

/// All marks at one moment.
#[derive(Debug, Default)]
pub(crate) struct Targets(HashMap<String, i64>);

impl Targets {
    pub(crate) fn read(reader: &Reader) -> Result<Self, AppError> {
        Ok(Self(targets::all(reader)?.into_iter().collect()))
    }

    /// The mark of a figure beside its value. `unsettled`: the figure still grows, or stands on too few; then it can be
    /// reached but not missed.
    pub(crate) fn of(
        &self,
        (key, unit): (CardKey, CardUnit),
        value: Option<f64>,
        unsettled: bool,
    ) -> Option<TargetView> {
        let mark = shown(*self.0.get(&name(key))?, unit);
        let missed = value.map(|value| if key.is_better_low() { value > mark } else { value < mark });
        Some(TargetView { value: mark, missed: missed.filter(|missed| !(*missed && unsettled)) })
    }
}

/// The name under which the file knows a figure: the one that crosses the boundary.
fn name(key: CardKey) -> String {
    serde_json::to_value(key).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn shown(mark: i64, unit: CardUnit) -> f64 {
    match unit {
        CardUnit::Share => mark as f64 / MILLION,
        CardUnit::Rial | CardUnit::Count => mark as f64,
    }
}

fn kept(value: f64, unit: CardUnit) -> Result<i64, AppError> {
    let (scaled, most) = match unit {
        CardUnit::Share => (value * MILLION, MILLION),
        CardUnit::Rial | CardUnit::Count => (value, JS_SAFE_MAX as f64),
    };
    if !(0.0..=most).contains(&scaled) {
        return Err(AppError::new(Code::TargetInvalid).with("field", "target"));
    }
    Ok(scaled.round() as i64)
}

pub(crate) fn set_target(app: &Arc<App>, session: &Session, request: SetTarget) -> Result<Done, AppError> {
    let shop = app.shop();
    let unit = crate::board::unit(request.card);
    let mark = request.value.map(|value| kept(value, unit)).transpose()?;
    let op = Op::SetTarget;
    let done = transact(app, &shop, session, op, &request.request_id, &[Tag::Costs], |tx, change| {
        let name = name(request.card);
        let before = targets::get(tx, &name)?.map(|mark| shown(mark, unit));
        targets::set(tx, &name, mark, change.now)?;
        change.about(
            "target",
            0,
            serde_json::json!({ "figure": name, "before": before, "after": request.value }),
        );
        change.undo_by("set_target", serde_json::json!({ "card": request.card, "value": before }));
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}
