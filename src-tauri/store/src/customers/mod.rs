//! Customers: what a person told us, and the totals that sales and the ledger keep beside it.
//! Nothing that was written down is dropped: a bad number stays as `raw`, a bad birthday as `birth_raw`.

mod details;
mod find;
mod phones;
mod read;
mod write;

pub use details::{Interest, InterestKind};
pub use find::{
    born_on, count, find_by_card, find_by_code, find_by_mobile_start, find_by_national_code, find_by_phone,
    find_by_phone_ending, find_by_words, referred_by, those_with_phone_of,
};
pub use phones::{Phone, PhoneKind};
pub use read::{Row, get, is_living, rows};
pub use write::{insert, remove, remove_consent, set_consent, update};

use crate::custom::Value;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomFieldId, CustomerId, ImportId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Kind {
    #[default]
    Person,
    Company,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Company => "company",
        }
    }
    fn parse(text: &str) -> Self {
        if text == "company" { Self::Company } else { Self::Person }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gender {
    Female,
    Male,
}

impl Gender {
    fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
    fn parse(text: &str) -> Self {
        if text == "female" { Self::Female } else { Self::Male }
    }
}

/// A Jalali birthday; the year is often unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birth {
    pub month: u8,
    pub day: u8,
    pub year: Option<i32>,
}

/// What a person told us. The caller brings the folded forms (`domain::text`); the store compares bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Profile {
    pub kind: Kind,
    /// The customer's number in another program; unique in the shop.
    pub code: Option<String>,
    pub first_name: String,
    pub last_name: String,
    pub full_name: String,
    /// Key form of the full name.
    pub name_key: String,
    /// Collation key of the full name.
    pub name_sort: Vec<u8>,
    pub gender: Option<Gender>,
    pub birth: Option<Birth>,
    /// What the birthday said when it could not be read.
    pub birth_raw: Option<String>,
    pub city: Option<String>,
    pub district: Option<String>,
    pub address: Option<String>,
    pub national_code: Option<String>,
    /// Number or barcode of the member card.
    pub card_no: Option<String>,
    pub company: Option<String>,
    pub company_size: Option<i64>,
    pub note: Option<String>,
    /// Acquisition channel.
    pub channel: Option<String>,
    pub acquisition_cost: Option<Rial>,
    pub referrer: Option<CustomerId>,
    pub is_lead: bool,
    pub phones: Vec<Phone>,
    pub tags: Vec<String>,
    pub interests: Vec<Interest>,
    /// Values of the fields that the shop added, by field.
    pub custom: Vec<(CustomFieldId, Value)>,
}

/// A person's yes or no to one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    pub channel: String,
    pub granted: bool,
    pub at: InstantMs,
    /// Where the answer came from (form, import, SMS).
    pub origin: String,
}

/// Kept beside the customer by sales and the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub points: Points,
    /// Sales not cancelled and not fully returned.
    pub orders_count: i64,
    /// Σ (total − returned) of those sales.
    pub net: Rial,
    pub first_day: Option<ShopDay>,
    pub last_day: Option<ShopDay>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    pub id: CustomerId,
    pub profile: Profile,
    pub consents: Vec<Consent>,
    pub totals: Totals,
    pub created_at: InstantMs,
    pub created_day: ShopDay,
    pub import: Option<ImportId>,
    pub merged_into: Option<CustomerId>,
    pub erased_at: Option<InstantMs>,
}
