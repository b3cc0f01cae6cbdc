//! What is known of each person beside their purchases, in columns by row. They equal what the file says of each person
//! at the last time that person was put.

use super::coded::{Coded, at, put};
use crate::columns::RowIndex;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomFieldId, CustomerId};
use bazgasht_domain::segment::{Gender, Goods, LeadStage};
use std::collections::{BTreeMap, HashMap};

/// A value of a field of the shop's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    Text(String),
    /// Thousandths of a number, the day of a date, 1 or 0.
    Whole(i64),
}

/// One person, as the file has them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    pub city: Option<String>,
    pub district: Option<String>,
    pub channel: Option<String>,
    pub is_company: bool,
    pub company_size: Option<i64>,
    pub tags: Vec<String>,
    pub interests: Vec<Goods>,
    pub consents: Vec<(String, bool)>,
    pub tier: Option<String>,
    /// As it was written; having bought is not written.
    pub lead: Option<LeadStage>,
    pub gender: Option<Gender>,
    /// Jalali month and day, and the year when it is known.
    pub birth: Option<(u8, u8, Option<i32>)>,
    pub created: Option<ShopDay>,
    pub points: i64,
    /// Open lots that end, with their last day.
    pub ending: Vec<(ShopDay, i64)>,
    pub debt_rial: i64,
    pub referrer: Option<CustomerId>,
    pub fields: Vec<(CustomFieldId, FieldValue)>,
}

/// "Nothing written" in a column of whole numbers.
pub(super) const NO_NUMBER: i64 = 0;

#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    pub(super) texts: Coded<String>,
    /// The value plus one step away from zero, so that 0 is "nothing written".
    wholes: Vec<i64>,
}

impl Field {
    #[inline]
    pub(super) fn whole(&self, row: u32) -> Option<i64> {
        unshifted(at(&self.wholes, row))
    }
}

/// 0 must stay free: values from 0 upwards move one up.
const fn shifted(value: Option<i64>) -> i64 {
    match value {
        None => NO_NUMBER,
        Some(value) if value >= 0 => value.saturating_add(1),
        Some(value) => value,
    }
}

const fn unshifted(stored: i64) -> Option<i64> {
    match stored {
        NO_NUMBER => None,
        stored if stored > 0 => Some(stored - 1),
        stored => Some(stored),
    }
}

#[derive(Debug, Clone, Default)]
pub struct Attributes {
    pub(super) city: Coded<String>,
    pub(super) district: Coded<String>,
    pub(super) channel: Coded<String>,
    pub(super) tags: Coded<Vec<String>>,
    pub(super) interests: Coded<Vec<Goods>>,
    pub(super) consents: Coded<Vec<(String, bool)>>,
    pub(super) tier: Coded<String>,
    companies: Vec<bool>,
    company_size: Vec<i64>,
    /// 0, or one more than the place in `LeadStage::ALL`.
    lead: Vec<u8>,
    gender: Vec<u8>,
    /// month · 32 + day
    birth: Vec<u16>,
    birth_year: Vec<u16>,
    created: Vec<i32>,
    points: Vec<i64>,
    debt: Vec<i64>,
    referrer: Vec<i64>,
    ending: HashMap<u32, Box<[(ShopDay, i64)]>>,
    pub(super) fields: BTreeMap<CustomFieldId, Field>,
    /// Grows with every value that had not been seen before.
    words: u64,
}

fn place_of<T: PartialEq>(all: &[T], value: Option<&T>) -> u8 {
    let place = value.and_then(|value| all.iter().position(|known| known == value));
    place.and_then(|place| u8::try_from(place + 1).ok()).unwrap_or(0)
}

fn sorted<T: Ord + Clone>(values: &[T]) -> Option<Vec<T>> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.dedup();
    (!values.is_empty()).then_some(values)
}

impl Attributes {
    /// Everything that is known of one person, in place of what was known.
    pub fn put(&mut self, row: RowIndex, person: &Person) {
        let (key, row) = (row.0, row.index());
        let mut new = self.city.put(row, person.city.as_ref());
        new |= self.district.put(row, person.district.as_ref());
        new |= self.channel.put(row, person.channel.as_ref());
        new |= self.tags.put(row, sorted(&person.tags).as_ref());
        new |= self.interests.put(row, sorted(&person.interests).as_ref());
        new |= self.consents.put(row, sorted(&person.consents).as_ref());
        new |= self.tier.put(row, person.tier.as_ref());
        put(&mut self.companies, row, person.is_company);
        put(&mut self.company_size, row, shifted(person.company_size));
        put(&mut self.lead, row, place_of(LeadStage::ALL, person.lead.as_ref()));
        put(&mut self.gender, row, place_of(Gender::ALL, person.gender.as_ref()));
        let (month, day, year) = person.birth.unwrap_or((0, 0, None));
        put(&mut self.birth, row, u16::from(month & 15) << 5 | u16::from(day & 31));
        put(&mut self.birth_year, row, year.and_then(|year| u16::try_from(year).ok()).unwrap_or(0));
        put(&mut self.created, row, person.created.map_or(0, ShopDay::get));
        put(&mut self.points, row, person.points);
        put(&mut self.debt, row, person.debt_rial);
        put(&mut self.referrer, row, person.referrer.map_or(0, CustomerId::get));
        if person.ending.is_empty() {
            self.ending.remove(&key);
        } else {
            self.ending.insert(key, person.ending.clone().into_boxed_slice());
        }
        for field in self.fields.values_mut() {
            field.texts.put(row, None);
            put(&mut field.wholes, row, NO_NUMBER);
        }
        for (field, value) in &person.fields {
            let column = self.fields.entry(*field).or_default();
            match value {
                FieldValue::Text(text) => new |= column.texts.put(row, Some(text)),
                FieldValue::Whole(whole) => put(&mut column.wholes, row, shifted(Some(*whole))),
            }
        }
        self.words += u64::from(new);
    }

    /// What was compiled for an earlier number may lack values.
    pub(super) fn words(&self) -> u64 {
        self.words
    }
    pub(super) fn is_company(&self, row: u32) -> bool {
        at(&self.companies, row)
    }
    pub(super) fn company_size(&self, row: u32) -> Option<i64> {
        unshifted(at(&self.company_size, row))
    }
    pub(super) fn lead(&self, row: u32) -> Option<LeadStage> {
        usize::from(at(&self.lead, row)).checked_sub(1).and_then(|place| LeadStage::ALL.get(place)).copied()
    }
    pub(super) fn gender(&self, row: u32) -> Option<Gender> {
        usize::from(at(&self.gender, row)).checked_sub(1).and_then(|place| Gender::ALL.get(place)).copied()
    }
    /// month · 32 + day, 0 when it is not known.
    pub(super) fn birth(&self, row: u32) -> u16 {
        at(&self.birth, row)
    }
    pub(super) fn birth_year(&self, row: u32) -> Option<i32> {
        Some(i32::from(at(&self.birth_year, row))).filter(|year| *year > 0)
    }
    pub(super) fn created(&self, row: u32) -> ShopDay {
        ShopDay::new(at(&self.created, row))
    }
    pub(super) fn points(&self, row: u32) -> i64 {
        at(&self.points, row)
    }
    pub(super) fn debt(&self, row: u32) -> i64 {
        at(&self.debt, row)
    }
    pub(super) fn referrer(&self, row: u32) -> Option<CustomerId> {
        Some(at(&self.referrer, row)).filter(|id| *id != 0).map(CustomerId::new)
    }
    /// Points whose last day lies in the range.
    pub(super) fn ending(&self, row: u32, from: ShopDay, to: ShopDay) -> i64 {
        let lots = self.ending.get(&row).map_or(&[][..], |lots| lots);
        lots.iter().filter(|(day, _)| (from..=to).contains(day)).map(|(_, points)| points).sum()
    }
    /// Values of a text column that occur or occurred, for the lists to choose from.
    #[must_use]
    pub fn cities(&self) -> &[String] {
        self.city.names()
    }
    #[must_use]
    pub fn districts(&self) -> &[String] {
        self.district.names()
    }
    #[must_use]
    pub fn channels(&self) -> &[String] {
        self.channel.names()
    }
    /// Every tag, each once.
    #[must_use]
    pub fn tags(&self) -> Vec<String> {
        sorted(&self.tags.names().concat()).unwrap_or_default()
    }
    /// Every channel of consent, each once.
    #[must_use]
    pub fn consent_channels(&self) -> Vec<String> {
        let all: Vec<String> = self.consents.names().iter().flatten().map(|(name, _)| name.clone()).collect();
        sorted(&all).unwrap_or_default()
    }
    /// Memory of the columns.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let texts = self.city.bytes() + self.district.bytes() + self.channel.bytes() + self.tier.bytes();
        let sets = self.tags.bytes() + self.interests.bytes() + self.consents.bytes();
        let wide = self.company_size.len() + self.points.len() + self.debt.len() + self.referrer.len();
        let small = self.companies.len() + self.lead.len() + self.gender.len();
        let days = self.birth.len() * 2 + self.birth_year.len() * 2 + self.created.len() * 4;
        let lots: usize =
            self.ending.values().map(|lots| 32 + lots.len() * size_of::<(ShopDay, i64)>()).sum();
        let fields: usize = self.fields.values().map(|f| f.texts.bytes() + f.wholes.len() * 8).sum();
        texts + sets + wide * 8 + small + days + lots + fields
    }
}
