//! The only door for changes: one transaction that loads, decides and writes, one journal row, one answer kept under
//! the request id so that a repeat is a no-op. What changed reaches the numbers and the windows after the commit.

use super::{App, Shop};
use crate::api::Tag;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::money::Rial;
use bazgasht_insights::columns::Purchase;
use bazgasht_insights::people::Person;
use bazgasht_store::{Tx, journal, requests};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

/// Every kind of change, as the journal names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    StartShop,
    SaveSettings,
    CreateCustomer,
    UpdateCustomer,
    RecordSale,
    CancelSale,
}

impl Op {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StartShop => "start_shop",
            Self::SaveSettings => "save_settings",
            Self::CreateCustomer => "create_customer",
            Self::UpdateCustomer => "update_customer",
            Self::RecordSale => "record_sale",
            Self::CancelSale => "cancel_sale",
        }
    }
}

/// What a committed change means for the numbers in memory.
#[derive(Debug, Clone)]
pub enum Effect {
    Bought(Purchase),
    Unbought(Purchase),
    SoldAnonymously {
        day: ShopDay,
        net: Rial,
    },
    UnsoldAnonymously {
        day: ShopDay,
        net: Rial,
    },
    /// A customer is new or their searchable fields changed.
    Known(Person),
}

/// What one change may use and must say while it runs.
pub struct Change {
    /// Read once; the whole change happens at this instant.
    pub now: InstantMs,
    pub today: ShopDay,
    effects: Vec<Effect>,
    entity: (&'static str, i64),
    payload: Value,
}

impl Change {
    /// The thing that was changed, and what to write in the journal about it: ids and numbers, no personal data.
    pub fn about(&mut self, entity: &'static str, id: i64, payload: Value) {
        self.entity = (entity, id);
        self.payload = payload;
    }

    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }
}

/// The answer, and whether it had been given before.
#[derive(Debug, Clone)]
pub struct Outcome<T> {
    pub answer: T,
    pub repeated: bool,
}

/// Longest request id we keep; a UUID has 36 characters.
const REQUEST_ID_MAX: usize = 64;

/// Runs `change` once per `request_id`.
///
/// # Errors
/// `bad_request` for an unusable id, `request_reused` when the id belongs to another kind of change, and whatever
/// `change` or the store say; in every case nothing was written.
pub fn transact<T: Serialize + DeserializeOwned>(
    app: &Arc<App>,
    shop: &Shop,
    session: &Session,
    op: Op,
    request_id: &str,
    touched: &[Tag],
    change: impl FnOnce(&Tx, &mut Change) -> Result<T, AppError>,
) -> Result<Outcome<T>, AppError> {
    if request_id.is_empty() || request_id.len() > REQUEST_ID_MAX {
        return Err(AppError::new(Code::BadRequest).with("detail", "request_id"));
    }
    let order = shop.in_order();
    let now = app.now();
    let today = ShopDay::from_instant(now);
    let done = shop.store().write(|tx| -> Result<Done<T>, AppError> {
        if let Some(before) = requests::find(tx, request_id)? {
            if before.op != op.as_str() {
                return Err(Code::RequestReused.into());
            }
            return Ok(Done::Before(serde_json::from_str(&before.response).map_err(AppError::internal)?));
        }
        let mut work = Change { now, today, effects: Vec::new(), entity: ("shop", 0), payload: Value::Null };
        let answer = change(tx, &mut work)?;
        let payload = work.payload.to_string();
        let seq = journal::append(
            tx,
            &journal::Entry {
                op: op.as_str(),
                entity: work.entity.0,
                entity_id: work.entity.1,
                at: now,
                actor: session.staff,
                payload: (!work.payload.is_null()).then_some(payload.as_str()),
            },
        )?;
        let kept = serde_json::to_string(&answer).map_err(AppError::internal)?;
        requests::remember(tx, request_id, op.as_str(), &kept, now)?;
        Ok(Done::Now { answer, seq, effects: work.effects })
    })?;
    match done {
        Done::Before(answer) => Ok(Outcome { answer, repeated: true }),
        Done::Now { answer, seq, effects } => {
            let fits = shop.numbers_cell().take(seq, &effects);
            drop(order);
            if !fits {
                app.load_numbers();
            }
            app.changed(touched);
            Ok(Outcome { answer, repeated: false })
        }
    }
}

enum Done<T> {
    Before(T),
    Now { answer: T, seq: i64, effects: Vec<Effect> },
}
