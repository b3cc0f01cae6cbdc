//! The numbers of a person: one main mobile, then any others with a label each. A number that an import could not read
//! stays until a good one takes its place.

use super::fields::text;
use crate::api::types::{CustomerFields, PhoneTyped};
use crate::error::{AppError, Code};
use crate::views::national_mobile;
use bazgasht_domain::phone::{Mobile, PhoneFault, PhoneReading, classify_phone};
use bazgasht_domain::text::store_form;
use bazgasht_store::customers::{Phone, PhoneKind};

const LABEL_CHARS_MAX: usize = 40;
const PHONES_MAX: usize = 12;

/// # Errors
/// `mobile_invalid` with the field `mobile` or `phones` and the reason, `text_too_long`.
pub(super) fn read(fields: &CustomerFields, before: &[Phone]) -> Result<Vec<Phone>, AppError> {
    let mut phones: Vec<Phone> = Vec::new();
    if !fields.mobile.trim().is_empty() {
        let mobile = Mobile::parse(&fields.mobile).map_err(|fault| bad("mobile", fault))?;
        phones.push(Phone {
            kind: PhoneKind::Mobile,
            e164: Some(mobile.e164()),
            raw: store_form(&fields.mobile),
            label: text("mobile_label", &fields.mobile_label, LABEL_CHARS_MAX)?,
        });
    }
    for typed in fields.phones.iter().take(PHONES_MAX) {
        let label = text("phones", &typed.label, LABEL_CHARS_MAX)?;
        let raw = store_form(&typed.number);
        let phone = match classify_phone(&typed.number) {
            PhoneReading::Empty => continue,
            PhoneReading::Mobile { mobile, .. } => {
                Phone { kind: PhoneKind::Mobile, e164: Some(mobile.e164()), raw, label }
            }
            PhoneReading::Landline(number) => {
                Phone { kind: PhoneKind::Landline, e164: None, raw: number, label }
            }
            PhoneReading::Invalid(fault) => return Err(bad("phones", fault)),
        };
        let is_there = phones.iter().any(|known| (&known.e164, &known.raw) == (&phone.e164, &phone.raw));
        let is_known_mobile = phone.e164.is_some() && phones.iter().any(|known| known.e164 == phone.e164);
        if !is_there && !is_known_mobile {
            phones.push(phone);
        }
    }
    if phones.is_empty() {
        phones.extend(before.iter().filter(|phone| phone.kind == PhoneKind::Invalid).cloned());
    }
    Ok(phones)
}

/// The main mobile and the others, as they are edited. Unreadable ones are shown elsewhere.
pub(super) fn typed(phones: &[Phone]) -> (PhoneTyped, Vec<PhoneTyped>) {
    let view = |phone: &Phone| PhoneTyped {
        number: phone.e164.as_deref().map_or_else(|| phone.raw.clone(), national_mobile),
        label: phone.label.clone(),
    };
    let main = phones.iter().position(|phone| phone.kind == PhoneKind::Mobile);
    let others = phones
        .iter()
        .enumerate()
        .filter(|(place, phone)| Some(*place) != main && phone.kind != PhoneKind::Invalid);
    let none = PhoneTyped { number: String::new(), label: String::new() };
    (
        main.and_then(|place| phones.get(place)).map_or(none, view),
        others.map(|(_, phone)| view(phone)).collect(),
    )
}

fn bad(field: &str, fault: PhoneFault) -> AppError {
    let reason = match fault {
        PhoneFault::TooShort => "too_short",
        PhoneFault::TooLong => "too_long",
        PhoneFault::NotMobile => "landline",
        _ => "other",
    };
    AppError::new(Code::MobileInvalid).with("field", field).with("reason", reason)
}
