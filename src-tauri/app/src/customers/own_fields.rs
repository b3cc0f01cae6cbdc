//! The shop's own fields: typed text → value of the field's kind, value → text; and the fields themselves, made, renamed,
//! put in order and archived. Values of an archived field stay, hidden.

use super::fields::text;
use crate::api::Tag;
use crate::api::types::{
    ArchiveCustomField, CustomFieldSaved, CustomFieldView, CustomFields, CustomFilter, CustomKind,
    CustomTyped, Done, Nothing, SaveCustomField,
};
use crate::core::{App, Op, transact};
use crate::counter::date_error;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::calendar::{DateHint, JalaliDate, ShopDay, parse_date};
use bazgasht_domain::ids::CustomFieldId;
use bazgasht_domain::text::{key_form, to_ascii_digits, to_persian_digits};
use bazgasht_store::custom::{self, Field, Kind, Value, Wanted};
use bazgasht_store::{Reader, Tx};
use serde_json::json;
use std::sync::Arc;

const NAME_CHARS_MAX: usize = 60;
const TEXT_CHARS_MAX: usize = 200;
const CHOICES_MAX: usize = 50;
const FIELDS_MAX: usize = 60;
/// Thousandths in one.
const MILLI: i64 = 1_000;
const NUMBER_MAX: i64 = 1_000_000_000_000;
const YES: &str = "yes";
const NO: &str = "no";

/// Values after an edit: listed fields are set or emptied, the others stay, those of archived fields too.
pub(super) fn read(
    typed: &[CustomTyped],
    before: &[(CustomFieldId, Value)],
    fields: &[Field],
) -> Result<Vec<(CustomFieldId, Value)>, AppError> {
    let mut values: Vec<(CustomFieldId, Value)> = before.to_vec();
    for one in typed {
        let Some(field) = fields.iter().find(|field| field.id == one.field) else { continue };
        let value = value(field, &one.text).map_err(|error| {
            error.with("field", "custom").with("custom", field.id.get()).with("name", field.name.clone())
        })?;
        values.retain(|(known, _)| *known != field.id);
        values.extend(value.map(|value| (field.id, value)));
    }
    values.sort_unstable();
    Ok(values)
}

/// Every field in use with its text, empty where there is none: an undo can so take a value away.
pub(super) fn typed(values: &[(CustomFieldId, Value)], fields: &[Field]) -> Vec<CustomTyped> {
    let of = |field: &Field| CustomTyped { field: field.id, text: text_of(field, values) };
    fields.iter().map(of).collect()
}

/// As it is edited; empty when the person has no value.
pub(super) fn text_of(field: &Field, values: &[(CustomFieldId, Value)]) -> String {
    match (field.kind, values.iter().find(|(known, _)| *known == field.id).map(|(_, value)| value)) {
        (_, None) => String::new(),
        (_, Some(Value::Text(text))) => text.clone(),
        (Kind::YesNo, Some(Value::Whole(whole))) => if *whole == 1 { YES } else { NO }.to_owned(),
        (Kind::Date, Some(Value::Whole(day))) => {
            let day = i32::try_from(*day).ok().map(ShopDay::new);
            let date = day.and_then(|day| JalaliDate::try_from_day(day).ok());
            date.map(|date| date.format_slashes()).unwrap_or_default()
        }
        (_, Some(Value::Whole(milli))) => number_text(*milli),
    }
}

fn number_text(milli: i64) -> String {
    let (whole, rest) = (milli.unsigned_abs() / 1_000, milli.unsigned_abs() % 1_000);
    let sign = if milli < 0 { "\u{2212}" } else { "" };
    let fraction = format!("{rest:03}");
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "\u{66b}" };
    to_persian_digits(&format!("{sign}{whole}{point}{fraction}"))
}

fn value(field: &Field, typed: &str) -> Result<Option<Value>, AppError> {
    let typed = text("custom", typed, TEXT_CHARS_MAX)?;
    if typed.is_empty() {
        return Ok(None);
    }
    Ok(Some(match field.kind {
        Kind::Text => Value::Text(typed),
        Kind::Number => Value::Whole(number(&typed)?),
        Kind::Date => Value::Whole(day(&typed)?.into()),
        Kind::Choice => {
            let wanted = key_form(&typed);
            let choice = field.choices.iter().find(|choice| key_form(choice) == wanted);
            Value::Text(choice.ok_or(Code::ChoiceUnknown)?.clone())
        }
        Kind::YesNo => Value::Whole(yes_or_no(&typed)?),
    }))
}

fn yes_or_no(typed: &str) -> Result<i64, AppError> {
    match typed {
        YES => Ok(1),
        NO => Ok(0),
        _ => Err(Code::ChoiceUnknown.into()),
    }
}

fn day(typed: &str) -> Result<i32, AppError> {
    let read = parse_date(typed, DateHint::Text).map_err(|fault| date_error(fault, typed))?;
    Ok(read.day.get())
}

/// Any digits, one decimal point of any kind, thousands apart or not; at most three decimals.
fn number(typed: &str) -> Result<i64, AppError> {
    let bad = || AppError::new(Code::NumberInvalid);
    let plain: String = to_ascii_digits(typed)
        .chars()
        .filter(|letter| !matches!(letter, ',' | '\u{66c}' | '\u{60c}' | '_') && !letter.is_whitespace())
        .map(|letter| match letter {
            '\u{66b}' | '/' => '.',
            '\u{2212}' => '-',
            letter => letter,
        })
        .collect();
    let (negative, digits) = plain.strip_prefix('-').map_or((false, plain.as_str()), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || fraction.len() > 3 {
        return Err(bad());
    }
    let whole: i64 = whole.parse().ok().filter(|whole| *whole <= NUMBER_MAX).ok_or_else(bad)?;
    let milli: i64 = format!("{fraction:0<3}").parse().map_err(|_| bad())?;
    let size = whole * MILLI + milli;
    Ok(if negative { -size } else { size })
}

/// What a filter of the list means.
///
/// # Errors
/// `not_found` for a field that is not in use, `number_invalid`, a date code, `choice_unknown`.
pub(super) fn wanted(filter: &CustomFilter, fields: &[Field]) -> Result<Wanted, AppError> {
    let field = fields.iter().find(|field| field.id == filter.field).ok_or(Code::NotFound)?;
    let (from, to) = (filter.from.trim(), filter.to.trim());
    if from.is_empty() && to.is_empty() {
        return Ok(Wanted::Any);
    }
    let between = |read: fn(&str) -> Result<i64, AppError>| -> Result<Wanted, AppError> {
        let end = |text: &str, open: i64| if text.is_empty() { Ok(open) } else { read(text) };
        Ok(Wanted::Between(end(from, i64::MIN)?, end(to, i64::MAX)?))
    };
    match field.kind {
        Kind::Number => between(number),
        Kind::Date => between(|text| day(text).map(i64::from)),
        Kind::YesNo => yes_or_no(from).map(|wanted| Wanted::Between(wanted, wanted)),
        Kind::Text | Kind::Choice => match value(field, from)? {
            Some(Value::Text(text)) => Ok(Wanted::Text(text)),
            _ => Ok(Wanted::Any),
        },
    }
}

pub(super) const fn kind_view(kind: Kind) -> CustomKind {
    match kind {
        Kind::Text => CustomKind::Text,
        Kind::Number => CustomKind::Number,
        Kind::Date => CustomKind::Date,
        Kind::Choice => CustomKind::Choice,
        Kind::YesNo => CustomKind::YesNo,
    }
}

pub(crate) fn list(app: &Arc<App>, _: &Session, _: Nothing) -> Result<CustomFields, AppError> {
    app.shop().store().read(|reader| {
        let uses = custom::uses(reader)?;
        let view = |field: Field| CustomFieldView {
            uses: uses.iter().find(|(known, _)| *known == field.id).map_or(0, |(_, count)| *count),
            id: field.id,
            name: field.name,
            kind: kind_view(field.kind),
            choices: field.choices,
            archived: field.archived_at.is_some(),
        };
        let mut fields: Vec<CustomFieldView> = custom::all(reader)?.into_iter().map(view).collect();
        fields.sort_by_key(|field| field.archived);
        Ok(CustomFields { fields })
    })
}

pub(crate) fn save(
    app: &Arc<App>,
    session: &Session,
    request: SaveCustomField,
) -> Result<CustomFieldSaved, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::SaveCustomField, &id, &[Tag::Customers], |tx, change| {
        let name = text("name", &request.name, NAME_CHARS_MAX)?;
        let fields = custom::all(tx)?;
        let key = key_form(&name);
        let is_taken = |field: &Field| Some(field.id) != request.field && key_form(&field.name) == key;
        if name.is_empty() || fields.iter().any(is_taken) {
            let code = if name.is_empty() { Code::NameEmpty } else { Code::FieldNameTaken };
            return Err(AppError::new(code).with("field", "name").with("name", name));
        }
        let before = request.field.map(|id| find(&fields, id)).transpose()?;
        let kind = before.map_or_else(|| stored_kind(request.kind), |field| field.kind);
        let choices = choices(kind, &request.choices)?;
        let field = match before {
            Some(before) => {
                change.undo_by("save_custom_field", undo_payload(before, &fields));
                custom::update(tx, before.id, &name, &choices, before.position)?;
                before.id
            }
            None if fields.len() >= FIELDS_MAX => return Err(Code::TooMany.into()),
            None => {
                let made = custom::insert(tx, &name, kind, &choices, change.now)?;
                change.undo_by("archive_custom_field", json!({ "field": made, "archived": true }));
                made
            }
        };
        if let Some(place) = request.place {
            reorder(tx, field, place)?;
        }
        change.about("custom_field", field.get(), json!({ "name": name, "kind": kind.as_str() }));
        Ok(CustomFieldSaved { id: field, repeated: false })
    })?;
    Ok(CustomFieldSaved { repeated: done.repeated, ..done.answer })
}

fn undo_payload(before: &Field, fields: &[Field]) -> serde_json::Value {
    json!({
        "field": before.id, "name": before.name, "kind": kind_view(before.kind), "choices": before.choices,
        "place": fields.iter().position(|field| field.id == before.id),
    })
}

fn find(fields: &[Field], id: CustomFieldId) -> Result<&Field, AppError> {
    fields.iter().find(|field| field.id == id).ok_or_else(|| Code::NotFound.into())
}

const fn stored_kind(kind: CustomKind) -> Kind {
    match kind {
        CustomKind::Text => Kind::Text,
        CustomKind::Number => Kind::Number,
        CustomKind::Date => Kind::Date,
        CustomKind::Choice => Kind::Choice,
        CustomKind::YesNo => Kind::YesNo,
    }
}

/// A choice needs two; a value that was chosen before and is no choice any more stays with its people.
fn choices(kind: Kind, typed: &[String]) -> Result<Vec<String>, AppError> {
    if kind != Kind::Choice {
        return Ok(Vec::new());
    }
    let mut choices: Vec<String> = Vec::new();
    for one in typed {
        let one = text("choices", one, NAME_CHARS_MAX)?;
        if !one.is_empty() && !choices.iter().any(|known| key_form(known) == key_form(&one)) {
            choices.push(one);
        }
    }
    if (2..=CHOICES_MAX).contains(&choices.len()) {
        Ok(choices)
    } else {
        Err(AppError::new(Code::ChoicesMissing).with("field", "choices"))
    }
}

fn reorder(tx: &Tx, moved: CustomFieldId, place: i64) -> Result<(), AppError> {
    let mut fields = custom::all(tx)?;
    let Some(at) = fields.iter().position(|field| field.id == moved) else { return Ok(()) };
    let field = fields.remove(at);
    let place = usize::try_from(place).unwrap_or(0).min(fields.len());
    fields.insert(place, field);
    for (field, position) in fields.iter().zip(1_i64..) {
        custom::update(tx, field.id, &field.name, &field.choices, position)?;
    }
    Ok(())
}

pub(crate) fn archive(
    app: &Arc<App>,
    session: &Session,
    request: ArchiveCustomField,
) -> Result<Done, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done =
        transact(app, &shop, session, Op::ArchiveCustomField, &id, &[Tag::Customers], |tx, change| {
            custom::set_archived(tx, request.field, request.archived.then_some(change.now))?;
            change.undo_by(
                "archive_custom_field",
                json!({ "field": request.field, "archived": !request.archived }),
            );
            change.about("custom_field", request.field.get(), json!({ "archived": request.archived }));
            Ok(())
        })?;
    if !done.repeated {
        // The texts of the field are searched, or are no longer.
        app.load_numbers();
    }
    Ok(Done { repeated: done.repeated })
}

/// Fields in use that the list was asked to show.
pub(super) fn columns(reader: &Reader, asked: &[CustomFieldId]) -> Result<Vec<Field>, AppError> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let fields = custom::all(reader)?;
    let of = |id: &CustomFieldId| fields.iter().find(|field| field.id == *id).cloned();
    Ok(asked.iter().filter_map(of).collect())
}
