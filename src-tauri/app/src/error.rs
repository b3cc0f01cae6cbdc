//! Errors at the boundary: a Code and its parameters. The words are in the window's catalogue, which the headless
//! twin shares; rich causes stay inside and never cross.

use crate::api::types::Problem;
use bazgasht_store::StoreError;
use serde_json::{Map, Value};
use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident => $text:literal),+ $(,)?) => {
        /// Everything that can be told to a person. The catalogue has one sentence for each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[doc = $doc])* $name),+ }

        impl Code {
            /// Every code, for the test that the catalogue is complete.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text),+ }
            }
        }
    };
}

codes! {
    /// Something we did not foresee; the cause is in the log.
    Internal => "internal",
    UnknownCommand => "unknown_command",
    /// The request does not fit the command's type.
    BadRequest => "bad_request",
    /// A number beyond 2^53 − 1, which JavaScript cannot hold.
    NumberTooLarge => "number_too_large",
    Forbidden => "forbidden",
    /// The same request id was used for another kind of change.
    RequestReused => "request_reused",
    AlreadyOpen => "already_open",
    NewerFile => "newer_file",
    CorruptFile => "corrupt_file",
    NotOurFile => "not_our_file",
    FolderDenied => "folder_denied",
    DiskFull => "disk_full",
    DiskFault => "disk_fault",
    NoShop => "no_shop",
    ShopExists => "shop_exists",
    NumbersLoading => "numbers_loading",
    NotFound => "not_found",
    NameEmpty => "name_empty",
    TextTooLong => "text_too_long",
    MobileInvalid => "mobile_invalid",
    DuplicateMobile => "duplicate_mobile",
    BirthdayInvalid => "birthday_invalid",
    NationalCodeInvalid => "national_code_invalid",
    DuplicateNationalCode => "duplicate_national_code",
    DuplicateCard => "duplicate_card",
    AmountMissing => "amount_missing",
    AmountInvalid => "amount_invalid",
    AmountTooLarge => "amount_too_large",
    AmountNegative => "amount_negative",
    AmountFraction => "amount_fraction",
    DiscountTooLarge => "discount_too_large",
    LineQuantityInvalid => "line_quantity_invalid",
    LinePriceInvalid => "line_price_invalid",
    LineTitleEmpty => "line_title_empty",
    RedeemInvalid => "redeem_invalid",
    RedeemNeedsCustomer => "redeem_needs_customer",
    RedeemStep => "redeem_step",
    RedeemMinimum => "redeem_minimum",
    PointsNotEnough => "points_not_enough",
    RedeemOverTotal => "redeem_over_total",
    PaymentsMismatch => "payments_mismatch",
    DateInvalid => "date_invalid",
    DateMissing => "date_missing",
    DateYearOutOfRange => "date_year_out_of_range",
    DateDayOutOfRange => "date_day_out_of_range",
    DateAmbiguous => "date_ambiguous",
    DateInFuture => "date_in_future",
    SaleCancelled => "sale_cancelled",
    SaleHasReturns => "sale_has_returns",
    PointsAlreadySpent => "points_already_spent",
    PeriodInvalid => "period_invalid",
    TargetInvalid => "target_invalid",
    WindowInvalid => "window_invalid",
    /// The shop has too little history for a model.
    ForecastTooFew => "forecast_too_few",
    /// The shop's history does not carry a model.
    ForecastRefused => "forecast_refused",
    ForecastHorizon => "forecast_horizon",
    ProgramInvalid => "program_invalid",
    FileGone => "file_gone",
    NoDialog => "no_dialog",
    JobUnknown => "job_unknown",
    JobRunning => "job_running",
    SampleOpen => "sample_open",
    ImportFailed => "import_failed",
    NumberInvalid => "number_invalid",
    ChoiceUnknown => "choice_unknown",
    ChoicesMissing => "choices_missing",
    FieldNameTaken => "field_name_taken",
    TooMany => "too_many",
    NoteEmpty => "note_empty",
    LeadIsWon => "lead_is_won",
    WonBySale => "won_by_sale",
    ReasonMissing => "reason_missing",
    OfferEmpty => "offer_empty",
    OfferClosed => "offer_closed",
    DateInPast => "date_in_past",
    MergeSelf => "merge_self",
    MergeErased => "merge_erased",
    MergeUndoOrder => "merge_undo_order",
    NameMismatch => "name_mismatch",
    CouponUnknown => "coupon_unknown",
    CouponOfAnother => "coupon_of_another",
    CouponNeedsCustomer => "coupon_needs_customer",
    CouponEarly => "coupon_early",
    CouponOver => "coupon_over",
    CouponUsedUp => "coupon_used_up",
    CouponUsedByCustomer => "coupon_used_by_customer",
    CouponMinimum => "coupon_minimum",
    CouponOtherGoods => "coupon_other_goods",
    CouponOtherTier => "coupon_other_tier",
    CouponCodeInvalid => "coupon_code_invalid",
    CouponCodeTaken => "coupon_code_taken",
    CouponPeople => "coupon_people",
    RewardUnknown => "reward_unknown",
    RewardNeedsCustomer => "reward_needs_customer",
    RewardEarly => "reward_early",
    RewardOver => "reward_over",
    RewardGone => "reward_gone",
    RewardOtherTier => "reward_other_tier",
    RewardMinimum => "reward_minimum",
    /// An amount, a percentage, a number of uses or a window that can not work.
    BenefitInvalid => "benefit_invalid",
    /// The program was saved by somebody else meanwhile.
    ProgramChanged => "program_changed",
    /// Another program is being tried: nobody waits for this one.
    TrialSuperseded => "trial_superseded",
    ReturnReasonMissing => "return_reason_missing",
    ReturnNothing => "return_nothing",
    ReturnTooMuch => "return_too_much",
    ReturnLineUnknown => "return_line_unknown",
    /// An amount was asked for of a sale that has lines.
    ReturnByLines => "return_by_lines",
    SaleReturned => "sale_returned",
    ReturnBeforeSale => "return_before_sale",
    RefundMismatch => "refund_mismatch",
    AdjustReasonMissing => "adjust_reason_missing",
    PointsInvalid => "points_invalid",
    PointsGone => "points_gone",
    ReferrerSelf => "referrer_self",
    ReferrerRing => "referrer_ring",
    ReferralPaid => "referral_paid",
    ReferralTooLate => "referral_too_late",
    SurveyOff => "survey_off",
    SurveyTooSoon => "survey_too_soon",
    ClockInDoubt => "clock_in_doubt",
    /// What was changed has been changed again since.
    UndoTooLate => "undo_too_late",
    /// Nobody is signed in.
    Locked => "locked",
    SecretWrong => "secret_wrong",
    /// Too many wrong secrets; the next try is possible later.
    SecretWait => "secret_wait",
    SecretShort => "secret_short",
    SecretEasy => "secret_easy",
    /// Before anybody else gets a secret, an owner needs one.
    OwnerSecretFirst => "owner_secret_first",
    LastOwner => "last_owner",
    StaffNameTaken => "staff_name_taken",
    AutoLockInvalid => "auto_lock_invalid",
    BarcodeInvalid => "barcode_invalid",
    /// Thirteen digits whose check digit is wrong.
    BarcodeCheckDigit => "barcode_check_digit",
    DuplicateBarcode => "duplicate_barcode",
    DuplicateProductCode => "duplicate_product_code",
    DuplicateCategory => "duplicate_category",
    /// The suspended sale was sold or dropped meanwhile.
    SuspendedEnded => "suspended_ended",
    CreditNeedsCustomer => "credit_needs_customer",
    SettleOverOpen => "settle_over_open",
    NothingOwed => "nothing_owed",
    SettlementReversed => "settlement_reversed",
    /// Something was recorded while the drawer was being counted.
    TillMoved => "till_moved",
    CloseNotLast => "close_not_last",
    PrintFailed => "print_failed",
    /// The drawer's move was taken back before, or takes one back itself.
    MoveReversed => "move_reversed",
    /// Which of several owners is meant.
    OwnerUnclear => "owner_unclear",
    /// No owner has a secret that could be forgotten.
    NoOwnerSecret => "no_owner_secret",
    /// The file with the new secret could not be deleted.
    ResetFileStays => "reset_file_stays",
    /// This person is in another family.
    FamilyTaken => "family_taken",
    FamilyTwice => "family_twice",
    FamilyOfOne => "family_of_one",
    FamilyFull => "family_full",
    /// It was dissolved, or this person left it meanwhile.
    FamilyOver => "family_over",
}

/// A failure as it crosses the boundary.
#[derive(Debug, Clone, PartialEq)]
pub struct AppError {
    /// A `Code`, or a code of the import, as text.
    pub code: String,
    pub params: Map<String, Value>,
    /// For the log only; may hold technical detail, never personal data.
    pub detail: String,
}

impl AppError {
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self { code: code.as_str().to_owned(), params: Map::new(), detail: String::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self { detail: cause.to_string(), ..Self::new(Code::Internal) }
    }

    #[must_use]
    pub fn is(&self, code: Code) -> bool {
        self.code == code.as_str()
    }

    #[must_use]
    pub fn into_problem(self) -> Problem {
        Problem { code: self.code, params: self.params }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if !self.detail.is_empty() {
            write!(f, " ({})", self.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for AppError {}

impl From<Code> for AppError {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::AlreadyOpen => Code::AlreadyOpen,
            StoreError::NewerSchema { .. } => Code::NewerFile,
            StoreError::NotOurs { .. } => Code::NotOurFile,
            StoreError::Corrupt { .. } => Code::CorruptFile,
            StoreError::ReadOnly => Code::FolderDenied,
            StoreError::DiskFull => Code::DiskFull,
            StoreError::Io { .. } | StoreError::Locked | StoreError::PragmaRefused { .. } => Code::DiskFault,
            StoreError::NotFound { .. } | StoreError::MissingReference => Code::NotFound,
            StoreError::OutOfRange => Code::AmountTooLarge,
            StoreError::Duplicate { .. }
            | StoreError::Invariant { .. }
            | StoreError::Json(_)
            | StoreError::Sql(_) => Code::Internal,
        };
        Self { detail: error.to_string(), ..Self::new(code) }
    }
}

impl From<crate::import::ImportError> for AppError {
    fn from(error: crate::import::ImportError) -> Self {
        match error {
            crate::import::ImportError::Store(cause) => cause.into(),
            other => Self { code: other.code().to_owned(), params: other.params(), detail: String::new() },
        }
    }
}
