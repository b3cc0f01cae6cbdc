//! The fields of a customer: typed text → profile, profile → text. A field that cannot be read is an error beside
//! that field; what an import kept aside is not lost by an edit of something else.

use crate::api::types::{CustomerFields, Gender};
use crate::counter::date_error;
use crate::error::{AppError, Code};
use bazgasht_domain::calendar::{Birthday, DateError, parse_birthday};
use bazgasht_domain::identity::NationalCode;
use bazgasht_domain::names::full_name;
use bazgasht_domain::phone::{Mobile, PhoneFault};
use bazgasht_domain::text::{key_form, sort_key, store_form, to_ascii_digits, to_persian_digits};
use bazgasht_store::customers::{self, Birth, Phone, PhoneKind, Profile};

const SHORT_CHARS_MAX: usize = 100;
const LONG_CHARS_MAX: usize = 2_000;

/// The profile that `fields` describe, on top of `before` (what the window does not show stays).
///
/// # Errors
/// `name_empty`, `text_too_long`, `mobile_invalid`, `birthday_invalid` or a date code, `national_code_invalid`; each
/// with the parameter `field`.
pub(super) fn profile(fields: &CustomerFields, before: Profile) -> Result<Profile, AppError> {
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
        address: some(text("address", &fields.address, LONG_CHARS_MAX)?),
        national_code: national_code(&fields.national_code)?,
        card_no: some(to_ascii_digits(&text("card_no", &fields.card_no, SHORT_CHARS_MAX)?)),
        company: some(company),
        note: some(text("note", &fields.note, LONG_CHARS_MAX)?),
        phones: phones(&fields.mobile, &before.phones)?,
        tags: tags(&fields.tags)?,
        ..before
    })
}

/// The fields as the window edits them.
#[must_use]
pub(super) fn typed(profile: &Profile) -> CustomerFields {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let mobile = profile.phones.iter().find_map(|phone| phone.e164.as_deref());
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
        mobile: mobile.map(crate::views::national_mobile).unwrap_or_default(),
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
        address: or_empty(&profile.address),
        national_code: or_empty(&profile.national_code),
        card_no: or_empty(&profile.card_no),
        company: or_empty(&profile.company),
        tags: profile.tags.clone(),
        note: or_empty(&profile.note),
    }
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

fn text(field: &str, typed: &str, chars_max: usize) -> Result<String, AppError> {
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

/// The mobile comes first; landlines and unreadable numbers of before stay behind it.
fn phones(typed: &str, before: &[Phone]) -> Result<Vec<Phone>, AppError> {
    let mut phones = Vec::new();
    if !typed.trim().is_empty() {
        let bad = |fault: PhoneFault| {
            let reason = match fault {
                PhoneFault::TooShort => "too_short",
                PhoneFault::TooLong => "too_long",
                PhoneFault::NotMobile => "landline",
                _ => "other",
            };
            AppError::new(Code::MobileInvalid).with("field", "mobile").with("reason", reason)
        };
        let mobile = Mobile::parse(typed).map_err(bad)?;
        phones.push(Phone { kind: PhoneKind::Mobile, e164: Some(mobile.e164()), raw: store_form(typed) });
    }
    let others = before.iter().filter(|phone| phone.kind != PhoneKind::Mobile);
    // A good mobile replaces the unreadable one that an import had kept aside.
    let kept = others.filter(|phone| phones.is_empty() || phone.kind == PhoneKind::Landline).cloned();
    let kept: Vec<Phone> = kept.collect();
    let second_mobiles = before.iter().filter(|phone| phone.kind == PhoneKind::Mobile).skip(1).cloned();
    phones.extend(second_mobiles.chain(kept));
    Ok(phones)
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
