//! The only door for changes: one transaction that loads, decides and writes, one journal row, one answer kept under
//! the request id so that a repeat is a no-op. What changed reaches the numbers and the windows after the commit.

use super::{App, Shop, undo};
use crate::api::Tag;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, StaffId};
use bazgasht_domain::money::Rial;
use bazgasht_insights::columns::Purchase;
use bazgasht_insights::people::Person;
use bazgasht_store::{Tx, journal, requests, undo as steps};
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
    DiscardCustomer,
    AddNote,
    ChangeNote,
    RemoveNote,
    SaveCustomField,
    ArchiveCustomField,
    SetLeadStage,
    SaveOffer,
    CloseOffer,
    ReopenOffer,
    DiscardOffer,
    ScanDuplicates,
    SetNotSame,
    MergeCustomers,
    UndoMerge,
    EraseCustomer,
    ExportCustomer,
    RecordSale,
    CancelSale,
    RecordReturn,
    SaveProgram,
    SaveReward,
    SaveCoupon,
    GenerateCoupons,
    ArchiveCoupons,
    AdjustPoints,
    ReversePoints,
    SurveyAnswered,
    SetReferrer,
    ReviewTiers,
    ConfirmClock,
    ExpirePoints,
    PayReferrals,
    DayWork,
    AddStaff,
    UpdateStaff,
    SetStaffSecret,
    ArchiveStaff,
    SaveProduct,
    ArchiveProduct,
    RenameCategory,
    SuspendSale,
    DropSuspended,
    ReopenSuspended,
    SettleCredit,
    ReverseSettlement,
    PromiseDelivery,
    MarkDelivered,
    CloseDay,
    UndoClose,
    MoveCash,
    ReverseCashMove,
    SaveCost,
    RemoveCost,
    SetTarget,
    ResetOwnerSecret,
    SavePrintWords,
    IssueCard,
    MakeFamily,
    RenameFamily,
    AddToFamily,
    LeaveFamily,
    DissolveFamily,
}

impl Op {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StartShop => "start_shop",
            Self::SaveSettings => "save_settings",
            Self::CreateCustomer => "create_customer",
            Self::UpdateCustomer => "update_customer",
            Self::DiscardCustomer => "discard_customer",
            Self::AddNote => "add_note",
            Self::ChangeNote => "change_note",
            Self::RemoveNote => "remove_note",
            Self::SaveCustomField => "save_custom_field",
            Self::ArchiveCustomField => "archive_custom_field",
            Self::SetLeadStage => "set_lead_stage",
            Self::SaveOffer => "save_offer",
            Self::CloseOffer => "close_offer",
            Self::ReopenOffer => "reopen_offer",
            Self::DiscardOffer => "discard_offer",
            Self::ScanDuplicates => "scan_duplicates",
            Self::SetNotSame => "set_not_same",
            Self::MergeCustomers => "merge_customers",
            Self::UndoMerge => "undo_merge",
            Self::EraseCustomer => "erase_customer",
            Self::ExportCustomer => "export_customer",
            Self::RecordSale => "record_sale",
            Self::CancelSale => "cancel_sale",
            Self::RecordReturn => "record_return",
            Self::SaveProgram => "save_program",
            Self::SaveReward => "save_reward",
            Self::SaveCoupon => "save_coupon",
            Self::GenerateCoupons => "generate_coupons",
            Self::ArchiveCoupons => "archive_coupons",
            Self::AdjustPoints => "adjust_points",
            Self::ReversePoints => "reverse_points",
            Self::SurveyAnswered => "survey_answered",
            Self::SetReferrer => "set_referrer",
            Self::ReviewTiers => "review_tiers",
            Self::ConfirmClock => "confirm_clock",
            Self::ExpirePoints => "expire_points",
            Self::PayReferrals => "pay_referrals",
            Self::DayWork => "day_work",
            Self::AddStaff => "add_staff",
            Self::UpdateStaff => "update_staff",
            Self::SetStaffSecret => "set_staff_secret",
            Self::ArchiveStaff => "archive_staff",
            Self::SaveProduct => "save_product",
            Self::ArchiveProduct => "archive_product",
            Self::RenameCategory => "rename_category",
            Self::SuspendSale => "suspend_sale",
            Self::DropSuspended => "drop_suspended",
            Self::ReopenSuspended => "reopen_suspended",
            Self::SettleCredit => "settle_credit",
            Self::ReverseSettlement => "reverse_settlement",
            Self::PromiseDelivery => "promise_delivery",
            Self::MarkDelivered => "mark_delivered",
            Self::CloseDay => "close_day",
            Self::UndoClose => "undo_close",
            Self::MoveCash => "move_cash",
            Self::ReverseCashMove => "reverse_cash_move",
            Self::SaveCost => "save_cost",
            Self::RemoveCost => "remove_cost",
            Self::SetTarget => "set_target",
            Self::ResetOwnerSecret => "reset_owner_secret",
            Self::SavePrintWords => "save_print_words",
            Self::IssueCard => "issue_card",
            Self::MakeFamily => "make_family",
            Self::RenameFamily => "rename_family",
            Self::AddToFamily => "add_to_family",
            Self::LeaveFamily => "leave_family",
            Self::DissolveFamily => "dissolve_family",
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
    /// A customer is gone; nothing hung on them.
    Forgotten(CustomerId),
}

/// What one change may use and must say while it runs.
pub struct Change {
    /// Read once; the whole change happens at this instant.
    pub now: InstantMs,
    pub today: ShopDay,
    effects: Vec<Effect>,
    entity: (&'static str, i64),
    payload: Value,
    actor: Option<StaffId>,
    undo: Option<(&'static str, Value)>,
}

impl Change {
    /// The thing that was changed, and what to write in the journal about it: ids and numbers, no personal data.
    pub fn about(&mut self, entity: &'static str, id: i64, payload: Value) {
        self.entity = (entity, id);
        self.payload = payload;
    }

    /// Who made the change, when they came to be with it: the owner of a new shop.
    pub fn made_by(&mut self, staff: StaffId) {
        self.actor = Some(staff);
    }

    /// The command and its payload, without a request id, that take this change back.
    pub fn undo_by(&mut self, command: &'static str, payload: Value) {
        self.undo = Some((command, payload));
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
        if let Some(undoing) = session.undoing {
            undo::still_possible(tx, undoing)?;
        }
        let mut work = Change {
            now,
            today,
            effects: Vec::new(),
            entity: ("shop", 0),
            payload: Value::Null,
            actor: None,
            undo: None,
        };
        let answer = change(tx, &mut work)?;
        let payload = work.payload.to_string();
        let seq = journal::append(
            tx,
            &journal::Entry {
                op: op.as_str(),
                entity: work.entity.0,
                entity_id: work.entity.1,
                at: now,
                actor: session.staff.or(work.actor),
                approver: session.approver.map(|approver| approver.staff),
                payload: (!work.payload.is_null()).then_some(payload.as_str()),
            },
        )?;
        let kept = serde_json::to_string(&answer).map_err(AppError::internal)?;
        let request = requests::remember(tx, request_id, op.as_str(), &kept, now)?;
        if let Some((command, payload)) = &work.undo {
            steps::keep(tx, request, seq, command, &payload.to_string())?;
        }
        if let Some(undoing) = session.undoing {
            steps::mark(tx, undoing.request, undoing.seq, seq)?;
        }
        Ok(Done::Now { answer, seq, about: work.entity, effects: work.effects })
    })?;
    match done {
        Done::Before(answer) => Ok(Outcome { answer, repeated: true }),
        Done::Now { answer, seq, about, effects } => {
            let fits = shop.numbers_cell().take(seq, &effects);
            if touched.contains(&Tag::Products) {
                shop.catalogue().changed(about);
            }
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
    Now { answer: T, seq: i64, about: (&'static str, i64), effects: Vec<Effect> },
}
