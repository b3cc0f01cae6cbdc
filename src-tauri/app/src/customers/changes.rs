//! What an edit changed, field by field, in texts that a person reads: written into the journal, shown on the timeline,
//! emptied when the person is erased.

use super::fields::ShopWords;
use super::more::interest_name;
use crate::api::types::{CustomerFields, FieldChange};
use crate::error::AppError;
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::{Reader, customers};
use serde_json::{Value, json};

/// A field with the text of it, for one of several things (own fields, channels) with its name.
pub(super) struct Spelt {
    pub field: &'static str,
    pub part: String,
    pub text: String,
}

/// Every field as a text.
pub(super) fn spelt(
    reader: &Reader,
    fields: &CustomerFields,
    words: &ShopWords,
) -> Result<Vec<Spelt>, AppError> {
    let phones = fields.phones.iter().map(|phone| labelled(&phone.number, &phone.label));
    let interests = fields.interests.iter().map(|one| interest_name(reader, one.kind, one.id));
    let interests: Vec<String> = interests.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    let gender = fields.gender.and_then(|gender| serde_json::to_value(gender).ok());
    let plain = |field: &'static str, text: String| Spelt { field, part: String::new(), text };
    let mut all = vec![
        plain("first_name", fields.first_name.clone()),
        plain("last_name", fields.last_name.clone()),
        plain("mobile", labelled(&fields.mobile, &fields.mobile_label)),
        plain("phones", phones.collect::<Vec<_>>().join("\u{60c} ")),
        plain("birthday", fields.birthday.clone()),
        plain("gender", gender.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()),
        plain("city", fields.city.clone()),
        plain("district", fields.district.clone()),
        plain("address", fields.address.clone()),
        plain("national_code", fields.national_code.clone()),
        plain("card_no", fields.card_no.clone()),
        plain("company", fields.company.clone()),
        plain("company_size", fields.company_size.clone()),
        plain("tags", fields.tags.join("\u{60c} ")),
        plain("interests", interests.join("\u{60c} ")),
        plain("channel", fields.channel.clone()),
        plain("acquisition_cost", fields.acquisition_cost.clone()),
        plain("referrer", person_name(reader, fields.referrer)?),
        plain("note", fields.note.clone()),
    ];
    for consent in &fields.consents {
        let text = match consent.granted {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        };
        let part = consent.channel.as_str().to_owned();
        all.push(Spelt { field: "consents", part, text: text.to_owned() });
    }
    for one in &fields.custom {
        let field = words.custom.iter().find(|field| field.id == one.field);
        let part = field.map(|field| field.name.clone()).unwrap_or_default();
        all.push(Spelt { field: "custom", part, text: one.text.clone() });
    }
    Ok(all)
}

fn labelled(number: &str, label: &str) -> String {
    if label.is_empty() || number.is_empty() { number.to_owned() } else { format!("{number} ({label})") }
}

fn person_name(reader: &Reader, id: Option<CustomerId>) -> Result<String, AppError> {
    let Some(id) = id else { return Ok(String::new()) };
    Ok(customers::rows(reader, &[id])?.into_iter().next().map(|row| row.full_name).unwrap_or_default())
}

/// What differs between the two.
pub(super) fn between(before: &[Spelt], after: &[Spelt]) -> Vec<FieldChange> {
    let before_of = |one: &Spelt| {
        let same = before.iter().find(|known| known.field == one.field && known.part == one.part);
        same.map(|known| known.text.clone()).unwrap_or_default()
    };
    let change = |one: &Spelt| FieldChange {
        field: one.field.to_owned(),
        part: one.part.clone(),
        before: before_of(one),
        after: one.text.clone(),
    };
    after.iter().map(change).filter(|change| change.before != change.after).collect()
}

pub(super) fn payload(changes: &[FieldChange]) -> Value {
    if changes.is_empty() { Value::Null } else { json!({ "changes": changes }) }
}

/// What a journal row says; nothing of an emptied one.
pub(super) fn of_payload(payload: Option<&str>) -> Vec<FieldChange> {
    let read = payload.and_then(|text| serde_json::from_str::<Value>(text).ok());
    let changes = read.and_then(|mut value| value.get_mut("changes").map(Value::take));
    changes.and_then(|changes| serde_json::from_value(changes).ok()).unwrap_or_default()
}
