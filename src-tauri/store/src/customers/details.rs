//! What hangs on a customer beside the row: interests, and values of the shop's own fields.

use super::Profile;
use crate::custom::{self, Value};
use crate::{Reader, Result, Tx};
use bazgasht_domain::ids::{CustomFieldId, CustomerId};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum InterestKind {
    Category,
    Product,
}

impl InterestKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Product => "product",
        }
    }
    fn parse(text: &str) -> Self {
        if text == "category" { Self::Category } else { Self::Product }
    }
}

/// A category or a product that somebody likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interest {
    pub kind: InterestKind,
    pub target: i64,
}

pub(super) fn clear(tx: &Tx, id: CustomerId) -> Result<()> {
    tx.run("DELETE FROM customer_interest WHERE customer_id = ?1", [id.get()])?;
    tx.run("DELETE FROM custom_value WHERE customer_id = ?1", [id.get()])?;
    Ok(())
}

pub(super) fn insert(tx: &Tx, id: CustomerId, profile: &Profile) -> Result<()> {
    for interest in &profile.interests {
        let sql =
            "INSERT OR IGNORE INTO customer_interest (customer_id, kind, target_id) VALUES (?1, ?2, ?3)";
        tx.run(sql, (id.get(), interest.kind.as_str(), interest.target))?;
    }
    for (field, value) in &profile.custom {
        custom::set(tx, id, *field, value)?;
    }
    Ok(())
}

pub(super) fn interests(reader: &Reader, id: CustomerId) -> Result<Vec<Interest>> {
    let sql = "SELECT kind, target_id FROM customer_interest WHERE customer_id = ?1 ORDER BY kind, target_id";
    reader.many(sql, [id.get()], |row| {
        Ok(Interest { kind: InterestKind::parse(&row.get::<_, String>(0)?), target: row.get(1)? })
    })
}

pub(super) fn custom(reader: &Reader, id: CustomerId) -> Result<Vec<(CustomFieldId, Value)>> {
    custom::values_of(reader, id)
}
