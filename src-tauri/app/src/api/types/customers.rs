//! Customers: found, listed, opened, created.

use super::{
    ConsentTyped, CustomFilter, CustomTyped, CustomerCard, DayView, HealthView, InterestTyped, LotView,
    PersonMore, PersonOutlook, PhoneTyped, Rhythm, RhythmStatus,
};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomFieldId, CustomerId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindPeople {
    /// As typed: any digits, any ی/ک, any spacing, even the wrong keyboard layout.
    pub text: String,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MatchField {
    Name,
    Phone,
    Code,
    Card,
    NationalCode,
    Tag,
    /// Company, district or a field of the shop's own.
    Other,
    /// Sounds or looks alike; nothing matched exactly.
    Near,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonHit {
    pub id: CustomerId,
    pub name: String,
    pub initials: String,
    pub mobile: Option<String>,
    pub city: Option<String>,
    pub code: Option<String>,
    pub tags: Vec<String>,
    pub matched: MatchField,
    /// Range of characters (not bytes) of `name`, or of `mobile` for a phone match, that matched.
    #[ts(type = "[number, number] | null")]
    pub highlight: Option<(u32, u32)>,
    #[ts(type = "number")]
    pub orders: i64,
    pub last: Option<DayView>,
    pub points_balance: Points,
    pub status: RhythmStatus,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PeopleFound {
    pub hits: Vec<PersonHit>,
    /// What the text was read as, when it was typed on the wrong keyboard layout («hgd» → «علی»).
    pub read_as: Option<String>,
    /// There are more than `limit`.
    pub more: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomerSort {
    Value,
    LastPurchase,
    Orders,
    Points,
    Name,
    Newest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomerFilter {
    All,
    OnTime,
    Due,
    Lapsed,
    New,
    Lead,
    BirthdayThisWeek,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListCustomers {
    /// Empty for everybody; otherwise searched as in `find_people`.
    pub text: String,
    pub filter: CustomerFilter,
    /// All of them must hold.
    #[serde(default)]
    pub custom: Vec<CustomFilter>,
    /// Own fields whose values the rows bring.
    #[serde(default)]
    pub columns: Vec<CustomFieldId>,
    pub sort: CustomerSort,
    pub descending: bool,
    #[ts(type = "number")]
    pub offset: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomerRow {
    pub id: CustomerId,
    pub name: String,
    pub mobile: Option<String>,
    pub city: Option<String>,
    /// The customer's number in another program.
    pub code: Option<String>,
    pub tags: Vec<String>,
    pub last: Option<DayView>,
    pub rhythm: Rhythm,
    #[ts(type = "number")]
    pub orders: i64,
    pub net_rial: Rial,
    pub points_balance: Points,
    pub birthday_today: bool,
    pub district: Option<String>,
    pub company: Option<String>,
    pub created: DayView,
    /// As asked in `columns`; empty where nothing is known.
    pub custom: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomerList {
    #[ts(type = "number")]
    pub total: i64,
    pub rows: Vec<CustomerRow>,
    /// How many each filter would show, for the chips.
    pub counts: Vec<FilterCount>,
    pub read_as: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FilterCount {
    pub filter: CustomerFilter,
    #[ts(type = "number")]
    pub count: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    Female,
    Male,
}

/// The fields of a customer as a person types them; every text is read in Rust.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct CustomerFields {
    pub first_name: String,
    pub last_name: String,
    /// The first number; a mobile.
    pub mobile: String,
    pub mobile_label: String,
    /// Further numbers, mobiles or landlines.
    pub phones: Vec<PhoneTyped>,
    /// «۲۱ اردیبهشت», «1375/02/21», with or without a year.
    pub birthday: String,
    pub gender: Option<Gender>,
    pub city: String,
    pub district: String,
    pub address: String,
    pub national_code: String,
    pub card_no: String,
    pub company: String,
    /// People who work there.
    pub company_size: String,
    pub tags: Vec<String>,
    pub interests: Vec<InterestTyped>,
    /// How they came to the shop.
    pub channel: String,
    /// What winning them cost, as typed.
    pub acquisition_cost: String,
    pub referrer: Option<CustomerId>,
    /// Answers to channels; one that is not listed stays as it is.
    pub consents: Vec<ConsentTyped>,
    /// Own fields; one that is not listed stays as it is, an empty text takes the value away.
    pub custom: Vec<CustomTyped>,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreateCustomer {
    pub request_id: String,
    pub fields: CustomerFields,
    /// The person said that this mobile is shared in the family.
    pub shared_mobile_ok: bool,
    /// Somebody to win: shown among the leads from the start.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub is_lead: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UpdateCustomer {
    pub request_id: String,
    pub customer: CustomerId,
    pub fields: CustomerFields,
    pub shared_mobile_ok: bool,
}

/// Take a new record back; one that has been edited, bought or is referred to stays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DiscardCustomer {
    pub request_id: String,
    pub customer: CustomerId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomerSaved {
    pub id: CustomerId,
    pub name: String,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenCustomer {
    pub customer: CustomerId,
}

/// The first 360° page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomerFile {
    pub card: CustomerCard,
    pub fields: CustomerFields,
    pub code: Option<String>,
    pub birthday: Option<BirthdayView>,
    pub first: Option<DayView>,
    pub basket_rial_mean: Option<Rial>,
    /// Newest last, at most 40, for the rhythm strip.
    pub purchases: Vec<PurchaseDot>,
    /// The days when the next purchase is expected, from the own rhythm.
    pub expected: Option<ExpectedNext>,
    pub lots: Vec<LotView>,
    pub top_products: Vec<ProductTimes>,
    /// Cells of an import that could not be read, kept as they were.
    pub kept_raw: Vec<KeptRaw>,
    pub more: PersonMore,
    pub health: HealthView,
    /// From the last forecast; absent without one or without a purchase.
    pub outlook: Option<PersonOutlook>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BirthdayView {
    /// «۲۱ اردیبهشت ۱۳۷۵» or without the year.
    pub text: String,
    #[ts(type = "number")]
    pub in_days: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PurchaseDot {
    pub day: DayView,
    pub net_rial: Rial,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExpectedNext {
    pub from: DayView,
    pub to: DayView,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProductTimes {
    pub name: String,
    #[ts(type = "number")]
    pub times: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeptRaw {
    pub field: String,
    pub raw: String,
}

/// The purchases of one day: where a person reads a back-dated sale.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadDay {
    /// As typed, any spelling of a Jalali or Gregorian date.
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DayRead {
    pub day: ShopDay,
    pub view: DayView,
}
