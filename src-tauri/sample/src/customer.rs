//! The record of a customer, as a cashier would have filled it in: some fields are often missing.

use bazgasht_domain::calendar::{Birthday, ShopDay};
use bazgasht_domain::money::Rial;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Position in the customer list.
    pub index: u32,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub gender: Gender,
    /// `0912…`, eleven ASCII digits. About 1 % share the mobile of the customer before them: a family.
    pub mobile: String,
    pub birthday: Option<Birthday>,
    pub city: &'static str,
    pub district: &'static str,
    pub address: String,
    pub company: Option<Company>,
    pub group: Group,
    pub channel: Channel,
    /// What winning this customer cost.
    pub channel_cost: Rial,
    /// Position of the customer who sent them; always an earlier one.
    pub referrer: Option<u32>,
    pub consent_sms: bool,
    /// Member card: an EAN-13 of the in-store range 200.
    pub card: Option<String>,
    pub tags: Vec<&'static str>,
    pub note: Option<&'static str>,
    /// Day of the first purchase; of the registration when there is none.
    pub joined: ShopDay,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    pub name: String,
    pub headcount: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    Female,
    Male,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    Household,
    Vip,
    Business,
    Colleague,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    WalkIn,
    Referral,
    Instagram,
    Flyer,
    Map,
    Event,
}

impl Group {
    #[must_use]
    pub const fn label_fa(self) -> &'static str {
        match self {
            Self::Household => "خانوار",
            Self::Vip => "ویژه",
            Self::Business => "سازمانی",
            Self::Colleague => "همکار",
        }
    }
}

impl Channel {
    #[must_use]
    pub const fn label_fa(self) -> &'static str {
        match self {
            Self::WalkIn => "حضوری",
            Self::Referral => "معرفی مشتری",
            Self::Instagram => "اینستاگرام",
            Self::Flyer => "تراکت",
            Self::Map => "نقشه",
            Self::Event => "بازارچه",
        }
    }
}
