//! The fields of a customer: typed text → profile, profile → text. A field that cannot be read is an error beside
//! that field; what an import kept aside is not lost by an edit of something else.

use super::{own_fields, phones};
use crate::api::types::{ConsentChannel, ConsentTyped, CustomerFields, Gender, InterestKind, InterestTyped};
use crate::counter::date_error;
use crate::error::{AppError, Code};
use bazgasht_domain::calendar::{Birthday, DateError, parse_birthday};
use bazgasht_domain::identity::NationalCode;
use bazgasht_domain::money::{MoneyUnit, Rial, format_amount, parse_amount};
use bazgasht_domain::names::full_name;
use bazgasht_domain::text::{key_form, sort_key, store_form, to_ascii_digits, to_persian_digits};
use bazgasht_store::customers::{self, Birth, Consent, Profile};
use bazgasht_store::{Reader, custom};

const SHORT_CHARS_MAX: usize = 100;
const LONG_CHARS_MAX: usize = 2_000;
const COMPANY_SIZE_MAX: i64 = 10_000_000;

/// What reading and writing fields needs to know of the shop.
pub(super) struct ShopWords {
    pub unit: MoneyUnit,
    /// Fields in use, in the order of the form.
    pub custom: Vec<custom::Field>,
}

impl ShopWords {
    /// # Errors
    /// What the store says.
    pub fn read(reader: &Reader) -> Result<Self, AppError> {
        let custom = custom::all(reader)?.into_iter().filter(|field| field.archived_at.is_none());
        Ok(Self { unit: crate::shop::Settings::read(reader)?.money_unit, custom: custom.collect() })
    }
}

/// The profile that `fields` describe, on top of `before` (what the window does not show stays).
///
/// # Errors
/// `name_empty`, `text_too_long`, `mobile_invalid`, `birthday_invalid` or a date code, `national_code_invalid`, and
/// what an amount or a value of an own field is refused with; each with the parameter `field`.
pub(super) fn profile(
    fields: &CustomerFields,
    before: Profile,
    words: &ShopWords,
) -> Result<Profile, AppError> {
    let first_name = text("first_name", &fields.first_name, SHORT_CHARS_MAX)?;
    let last_name = text("last_name", &fields.last_name, SHORT_CHARS_MAX)?;
    let company = text("company", &fields.company, SHORT_CHARS_MAX)?;
    let mut name = full_name(&first_name, &last_name);
    if name.is_empty() {
        name.clone_from(&company);
    }
    if name.is_empty() {
        return Err(AppError::new(Code::NameEmpty).with("field", "first_name"));
    }
    let (birth, birth_raw) = birthday(&fields.birthday, &before)?;
    Ok(Profile {
        kind: if company.is_empty() { customers::Kind::Person } else { customers::Kind::Company },
        name_key: key_form(&name),
        name_sort: sort_key(&name),
        full_name: name,
        first_name,
        last_name,
        gender: fields.gender.map(|gender| match gender {
            Gender::Female => customers::Gender::Female,
            Gender::Male => customers::Gender::Male,
        }),
        birth,
        birth_raw,
        city: some(text("city", &fields.city, SHORT_CHARS_MAX)?),
        district: some(text("district", &fields.district, SHORT_CHARS_MAX)?),
        address: some(text("address", &fields.address, LONG_CHARS_MAX)?),
        national_code: national_code(&fields.national_code)?,
        card_no: some(to_ascii_digits(&text("card_no", &fields.card_no, SHORT_CHARS_MAX)?)),
        company: some(company),
        company_size: company_size(&fields.company_size)?,
        channel: some(text("channel", &fields.channel, SHORT_CHARS_MAX)?),
        acquisition_cost: cost(&fields.acquisition_cost, words.unit)?,
        referrer: fields.referrer,
        note: some(text("note", &fields.note, LONG_CHARS_MAX)?),
        phones: phones::read(fields, &before.phones)?,
        tags: tags(&fields.tags)?,
        interests: interests(&fields.interests),
        custom: own_fields::read(&fields.custom, &before.custom, &words.custom)?,
        ..before
    })
}

/// The fields as the window edits them.
#[must_use]
pub(super) fn typed(profile: &Profile, consents: &[Consent], words: &ShopWords) -> CustomerFields {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let (main, others) = phones::typed(&profile.phones);
    CustomerFields {
        first_name: if profile.first_name.is_empty()
            && profile.last_name.is_empty()
            && profile.company.is_none()
        {
            profile.full_name.clone()
        } else {
            profile.first_name.clone()
        },
        last_name: profile.last_name.clone(),
        mobile: main.number,
        mobile_label: main.label,
        phones: others,
        birthday: profile
            .birth
            .and_then(birthday_of)
            .map(|birthday| birthday_typed(&birthday))
            .unwrap_or_default(),
        gender: profile.gender.map(|gender| match gender {
            customers::Gender::Female => Gender::Female,
            customers::Gender::Male => Gender::Male,
        }),
        city: or_empty(&profile.city),
        district: or_empty(&profile.district),
        address: or_empty(&profile.address),
        national_code: or_empty(&profile.national_code),
        card_no: or_empty(&profile.card_no),
        company: or_empty(&profile.company),
        company_size: profile
            .company_size
            .map(|size| to_persian_digits(&size.to_string()))
            .unwrap_or_default(),
        tags: profile.tags.clone(),
        interests: profile.interests.iter().map(interest_typed).collect(),
        channel: or_empty(&profile.channel),
        acquisition_cost: profile
            .acquisition_cost
            .map(|cost| format_amount(cost, words.unit))
            .unwrap_or_default(),
        referrer: profile.referrer,
        consents: ConsentChannel::ALL.into_iter().map(|channel| consent_typed(channel, consents)).collect(),
        custom: own_fields::typed(&profile.custom, &words.custom),
        note: or_empty(&profile.note),
    }
}

fn consent_typed(channel: ConsentChannel, consents: &[Consent]) -> ConsentTyped {
    let answer = consents.iter().find(|answer| answer.channel == channel.as_str());
    ConsentTyped {
        channel,
        granted: answer.map(|answer| answer.granted),
        origin: answer.map(|answer| answer.origin.clone()).unwrap_or_default(),
        at: answer.map(|answer| answer.at),
    }
}

fn interest_typed(interest: &customers::Interest) -> InterestTyped {
    let kind = match interest.kind {
        customers::InterestKind::Category => InterestKind::Category,
        customers::InterestKind::Product => InterestKind::Product,
    };
    InterestTyped { kind, id: interest.target }
}

fn interests(typed: &[InterestTyped]) -> Vec<customers::Interest> {
    let read = |interest: &InterestTyped| customers::Interest {
        kind: match interest.kind {
            InterestKind::Category => customers::InterestKind::Category,
            InterestKind::Product => customers::InterestKind::Product,
        },
        target: interest.id,
    };
    let mut read: Vec<customers::Interest> = typed.iter().map(read).collect();
    read.sort_unstable();
    read.dedup();
    read
}

fn company_size(typed: &str) -> Result<Option<i64>, AppError> {
    let digits: String =
        to_ascii_digits(typed.trim()).chars().filter(|letter| !matches!(letter, ',' | '\u{66c}')).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let size = digits.parse::<i64>().ok().filter(|size| (0..=COMPANY_SIZE_MAX).contains(size));
    size.map(Some).ok_or_else(|| AppError::new(Code::NumberInvalid).with("field", "company_size"))
}

fn cost(typed: &str, unit: MoneyUnit) -> Result<Option<Rial>, AppError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let cost = parse_amount(typed, unit).ok().filter(|cost| *cost >= Rial::ZERO);
    cost.map(Some).ok_or_else(|| AppError::new(Code::AmountInvalid).with("field", "acquisition_cost"))
}

/// The domain's birthday of a stored one; `None` when it does not exist (a 30 Esfand in a common year, say).
#[must_use]
pub(crate) fn birthday_of(birth: Birth) -> Option<Birthday> {
    Birthday::new(birth.month, birth.day, birth.year).ok()
}

/// «۱۳۷۵/۰۲/۲۱», or «۲۱ اردیبهشت» without a year.
fn birthday_typed(birthday: &Birthday) -> String {
    match birthday.year() {
        Some(year) => to_persian_digits(&format!("{year}/{:02}/{:02}", birthday.month(), birthday.day())),
        None => birthday_label(birthday),
    }
}

/// «۲۱ اردیبهشت» or «۲۱ اردیبهشت ۱۳۷۵».
#[must_use]
pub(crate) fn birthday_label(birthday: &Birthday) -> String {
    let day_month = format!("{} {}", birthday.day(), bazgasht_domain::calendar::month_name(birthday.month()));
    to_persian_digits(&birthday.year().map_or(day_month.clone(), |year| format!("{day_month} {year}")))
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

pub(super) fn text(field: &str, typed: &str, chars_max: usize) -> Result<String, AppError> {
    let stored = store_form(typed).trim().to_owned();
    if stored.chars().count() > chars_max {
        return Err(AppError::new(Code::TextTooLong).with("field", field).with("max", chars_max));
    }
    Ok(stored)
}

fn birthday(typed: &str, before: &Profile) -> Result<(Option<Birth>, Option<String>), AppError> {
    if typed.trim().is_empty() {
        // An emptied field clears the birthday; the raw text of an import stays until a good one replaces it.
        return Ok((None, before.birth_raw.clone()));
    }
    let read = parse_birthday(typed).map_err(|fault| match fault {
        DateError::AmbiguousYear | DateError::AmbiguousOrder | DateError::DayOutOfRange => {
            date_error(fault, typed).with("field", "birthday")
        }
        _ => AppError::new(Code::BirthdayInvalid).with("field", "birthday"),
    })?;
    Ok((Some(Birth { month: read.month(), day: read.day(), year: read.year() }), None))
}

fn national_code(typed: &str) -> Result<Option<String>, AppError> {
    let digits = to_ascii_digits(typed.trim());
    if digits.is_empty() {
        return Ok(None);
    }
    let bad = |_| AppError::new(Code::NationalCodeInvalid).with("field", "national_code");
    NationalCode::parse(&digits).map(|code| Some(code.to_string())).map_err(bad)
}

fn tags(typed: &[String]) -> Result<Vec<String>, AppError> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed {
        let tag = text("tags", tag, SHORT_CHARS_MAX)?;
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(tags)
}
