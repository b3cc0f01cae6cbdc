//! A person in full: numbers, consents, interests, the shop's own fields, health, family, notes.

use super::{BirthdayView, DayView, LeadView, MergeView, OfferView};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomFieldId, CustomerId, NoteId};
use bazgasht_insights::customers::health::{Alarm, Next, Reason, Tone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PhoneTyped {
    pub number: String,
    /// «همسر», «محل کار» …
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InterestKind {
    Category,
    Product,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct InterestTyped {
    pub kind: InterestKind,
    #[ts(type = "number")]
    pub id: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InterestView {
    pub kind: InterestKind,
    #[ts(type = "number")]
    pub id: i64,
    pub name: String,
}

/// Ways to reach somebody that need their word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentChannel {
    Sms,
    Call,
    Messenger,
    Email,
}

impl ConsentChannel {
    pub const ALL: [Self; 4] = [Self::Sms, Self::Call, Self::Messenger, Self::Email];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Call => "call",
            Self::Messenger => "messenger",
            Self::Email => "email",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConsentTyped {
    pub channel: ConsentChannel,
    /// `None`: was never asked.
    pub granted: Option<bool>,
    /// Where the answer came from: `form`, `counter`, `call`, `import` …
    pub origin: String,
    /// When, for an undo that brings an answer back; new answers are of now.
    #[serde(default)]
    #[ts(skip)]
    pub at: Option<InstantMs>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConsentView {
    pub channel: ConsentChannel,
    pub granted: Option<bool>,
    pub origin: String,
    pub day: Option<DayView>,
    pub time: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomKind {
    Text,
    Number,
    Date,
    Choice,
    YesNo,
}

/// A field that the shop added.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomFieldView {
    pub id: CustomFieldId,
    pub name: String,
    pub kind: CustomKind,
    pub choices: Vec<String>,
    pub archived: bool,
    /// People who have a value of it.
    #[ts(type = "number")]
    pub uses: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomFields {
    /// In the order of the form, archived ones last.
    pub fields: Vec<CustomFieldView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveCustomField {
    pub request_id: String,
    /// `None` makes a new one.
    pub field: Option<CustomFieldId>,
    pub name: String,
    /// Counts only for a new one: the kind of a field never changes.
    pub kind: CustomKind,
    pub choices: Vec<String>,
    /// Its place in the form, from 0; `None` leaves it.
    #[ts(type = "number | null")]
    pub place: Option<i64>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomFieldSaved {
    pub id: CustomFieldId,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ArchiveCustomField {
    pub request_id: String,
    pub field: CustomFieldId,
    pub archived: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CustomTyped {
    pub field: CustomFieldId,
    /// A date in any spelling, a number in any digits, `yes` or `no`.
    pub text: String,
}

/// People whose value of a field is so.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CustomFilter {
    pub field: CustomFieldId,
    /// Of a text or choice: the whole text. Of a number or date: the lower end. `yes` or `no`. Empty: any value.
    pub from: String,
    /// Of a number or date: the upper end; empty is open.
    pub to: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomView {
    pub field: CustomFieldId,
    pub name: String,
    pub kind: CustomKind,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonRef {
    pub id: CustomerId,
    pub name: String,
}

/// Somebody who shares a mobile.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FamilyMember {
    pub id: CustomerId,
    pub name: String,
    pub initials: String,
    #[ts(type = "number")]
    pub orders: i64,
    pub last: Option<DayView>,
}

/// What the page shows beside the fields themselves.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonMore {
    pub phones: Vec<PhoneView>,
    pub referrer: Option<PersonRef>,
    /// Whom this person brought, at most ten.
    pub referred: Vec<PersonRef>,
    #[ts(type = "number")]
    pub referred_count: i64,
    pub family: Vec<FamilyMember>,
    pub consents: Vec<ConsentView>,
    pub interests: Vec<InterestView>,
    /// Fields that are in use, with or without a value.
    pub custom: Vec<CustomView>,
    pub created: DayView,
    /// Of somebody who has not bought yet.
    pub lead: Option<LeadView>,
    pub open_offers: Vec<OfferView>,
    /// Records that were merged into this one.
    pub merges: Vec<MergeView>,
    /// This record was merged away: that one goes on.
    pub merged_into: Option<PersonRef>,
    pub birthday: Option<BirthdayView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PhoneView {
    /// National spelling of a mobile, as written otherwise.
    pub number: String,
    pub label: String,
    pub mobile: bool,
    /// How many people share it, this one included.
    #[ts(type = "number")]
    pub shared_by: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HealthReason {
    pub tone: Tone,
    pub reason: Reason,
}

/// The relationship against the person's own rhythm.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HealthView {
    /// `None`: too few data.
    #[ts(type = "number | null")]
    pub score: Option<u8>,
    pub reasons: Vec<HealthReason>,
    pub alarm: Option<Alarm>,
    pub next: Next,
}

/// One field of an edit; texts as a person reads them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldChange {
    /// Name of a member of `CustomerFields`.
    pub field: String,
    /// Which of several: the name of an own field, a channel.
    #[serde(default)]
    pub part: String,
    pub before: String,
    pub after: String,
}

/// Change only some fields.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditCustomer {
    pub request_id: String,
    pub customer: CustomerId,
    #[ts(type = "Partial<CustomerFields>")]
    pub patch: serde_json::Map<String, serde_json::Value>,
    pub shared_mobile_ok: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddNote {
    pub request_id: String,
    pub customer: CustomerId,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NoteSaved {
    pub note: NoteId,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeNote {
    pub request_id: String,
    pub note: NoteId,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveNote {
    pub request_id: String,
    pub note: NoteId,
    /// False brings it back.
    pub removed: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindInterests {
    pub text: String,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct InterestsFound {
    pub hits: Vec<InterestView>,
}

/// Erase a person for good. The name is typed by whoever does it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EraseCustomer {
    pub request_id: String,
    pub customer: CustomerId,
    pub typed_name: String,
}

/// What erasing would take and leave, to be named before it is done.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EraseSummary {
    pub name: String,
    /// Records that go: this one and those merged into it.
    #[ts(type = "number")]
    pub records: i64,
    #[ts(type = "number")]
    pub notes: i64,
    #[ts(type = "number")]
    pub sales_kept: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportCustomer {
    pub request_id: String,
    pub customer: CustomerId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomerExported {
    /// `None` when the dialog was closed.
    pub folder: Option<String>,
    pub files: Vec<String>,
}
