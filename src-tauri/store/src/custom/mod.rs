//! Fields that a shop adds to its customers. A value has the kind of its field; archiving a field hides it and keeps
//! every value. Numbers are whole thousandths, dates are days, yes and no are 1 and 0: no floats, nothing to parse.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomFieldId, CustomerId};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    Date,
    Choice,
    YesNo,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Text, Self::Number, Self::Date, Self::Choice, Self::YesNo];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::YesNo => "yes_no",
        }
    }
    /// Whether its values are texts.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Choice)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Value {
    /// Of a text or a choice.
    Text(String),
    /// Thousandths of a number, the day of a date, 1 or 0.
    Whole(i64),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub id: CustomFieldId,
    pub name: String,
    pub kind: Kind,
    /// Only of a choice.
    pub choices: Vec<String>,
    pub position: i64,
    pub archived_at: Option<InstantMs>,
}

/// # Errors
/// The store's own errors.
pub fn insert(tx: &Tx, name: &str, kind: Kind, choices: &[String], at: InstantMs) -> Result<CustomFieldId> {
    let id: CustomFieldId = tx.mint()?;
    let row = (id.get(), name, kind.as_str(), serde_json::to_string(choices)?, at.get());
    tx.run(include_str!("insert.sql"), row)?;
    Ok(id)
}

/// The kind of a field never changes: its values would mean nothing.
///
/// # Errors
/// `NotFound`.
pub fn update(tx: &Tx, id: CustomFieldId, name: &str, choices: &[String], position: i64) -> Result<()> {
    let sql = "UPDATE custom_field SET name = ?2, choices = ?3, position = ?4 WHERE id = ?1";
    let row = (id.get(), name, serde_json::to_string(choices)?, position);
    if tx.run(sql, row)? == 0 { missing(id) } else { Ok(()) }
}

/// # Errors
/// `NotFound`.
pub fn set_archived(tx: &Tx, id: CustomFieldId, at: Option<InstantMs>) -> Result<()> {
    let sql = "UPDATE custom_field SET archived_at_ms = ?2 WHERE id = ?1";
    if tx.run(sql, (id.get(), at.map(InstantMs::get)))? == 0 { missing(id) } else { Ok(()) }
}

fn missing<T>(id: CustomFieldId) -> Result<T> {
    Err(StoreError::NotFound { entity: "custom_field", id: id.get() })
}

/// Every field, archived ones too, in the order of the form.
///
/// # Errors
/// `Corrupt` when a kind is unknown.
pub fn all(reader: &Reader) -> Result<Vec<Field>> {
    let rows = reader.many(include_str!("all.sql"), [], |row| {
        let (kind, choices): (String, String) = (row.get(2)?, row.get(3)?);
        let field = Field {
            id: CustomFieldId::new(row.get(0)?),
            name: row.get(1)?,
            kind: Kind::Text,
            choices: Vec::new(),
            position: row.get(4)?,
            archived_at: row.get::<_, Option<i64>>(5)?.map(InstantMs::new),
        };
        Ok((field, kind, choices))
    })?;
    let read = |(field, kind, choices): (Field, String, String)| {
        let known = Kind::ALL.into_iter().find(|known| known.as_str() == kind);
        let kind = known.ok_or_else(|| StoreError::corrupt("a field of an unknown kind"))?;
        Ok(Field { kind, choices: serde_json::from_str(&choices)?, ..field })
    };
    rows.into_iter().map(read).collect()
}

/// How many people have a value of each field.
///
/// # Errors
/// The store's own errors.
pub fn uses(reader: &Reader) -> Result<Vec<(CustomFieldId, i64)>> {
    let sql = "SELECT field_id, count(*) FROM custom_value GROUP BY field_id";
    reader.many(sql, [], |row| Ok((CustomFieldId::new(row.get(0)?), row.get(1)?)))
}

pub(crate) fn set(tx: &Tx, customer: CustomerId, field: CustomFieldId, value: &Value) -> Result<()> {
    let (text, whole) = match value {
        Value::Text(text) => (Some(text), None),
        Value::Whole(whole) => (None, Some(*whole)),
    };
    tx.run(include_str!("set.sql"), (customer.get(), field.get(), text, whole))?;
    Ok(())
}

fn value(row: &rusqlite::Row<'_>, first: usize) -> rusqlite::Result<Value> {
    let text: Option<String> = row.get(first)?;
    text.map_or_else(|| row.get(first + 1).map(Value::Whole), |text| Ok(Value::Text(text)))
}

/// Of archived fields too: what is hidden is not lost.
///
/// # Errors
/// The store's own errors.
pub fn values_of(reader: &Reader, customer: CustomerId) -> Result<Vec<(CustomFieldId, Value)>> {
    let sql = "SELECT field_id, text, whole FROM custom_value WHERE customer_id = ?1 ORDER BY field_id";
    reader.many(sql, [customer.get()], |row| Ok((CustomFieldId::new(row.get(0)?), value(row, 1)?)))
}

/// What people must have in a field to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Any,
    Text(String),
    /// Both ends included.
    Between(i64, i64),
}

/// Everybody whose value of `field` is as wanted, by id.
///
/// # Errors
/// The store's own errors.
pub fn people_with(reader: &Reader, field: CustomFieldId, wanted: &Wanted) -> Result<Vec<CustomerId>> {
    let (text, from, to) = match wanted {
        Wanted::Any => (None, None, None),
        Wanted::Text(text) => (Some(text), None, None),
        Wanted::Between(from, to) => (None, Some(*from), Some(*to)),
    };
    let sql = match wanted {
        Wanted::Any => include_str!("people_with_any.sql"),
        Wanted::Text(_) => include_str!("people_with_text.sql"),
        Wanted::Between(..) => include_str!("people_with_whole.sql"),
    };
    reader.many(sql, (field.get(), text, from, to), |row| row.get(0).map(CustomerId::new))
}
