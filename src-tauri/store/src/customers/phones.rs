//! Numbers of a customer, in the order they were given. Several people may share one.

use super::read::text_error;
use crate::{Reader, Result, Tx};
use bazgasht_domain::ids::CustomerId;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PhoneKind {
    Mobile,
    Landline,
    /// Kept as it was written.
    #[default]
    Invalid,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Phone {
    pub kind: PhoneKind,
    /// "+989…", only of a mobile.
    pub e164: Option<String>,
    /// What was written.
    pub raw: String,
    /// Whose it is or when to call it; often empty.
    pub label: String,
}

impl PhoneKind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::Invalid => "invalid",
        }
    }
    fn parse(text: &str) -> rusqlite::Result<Self> {
        match text {
            "mobile" => Ok(Self::Mobile),
            "landline" => Ok(Self::Landline),
            "invalid" => Ok(Self::Invalid),
            other => Err(text_error(other)),
        }
    }
}

/// Digits from the last to the first, so that "ends in 1234" is a prefix.
pub(super) fn reversed_digits(text: &str) -> String {
    text.chars().rev().filter(char::is_ascii_digit).collect()
}

impl Phone {
    /// ASCII digits: of the E.164 form when there is one, of what was written otherwise.
    pub(crate) fn digits(&self) -> String {
        self.e164.as_deref().unwrap_or(&self.raw).chars().filter(char::is_ascii_digit).collect()
    }

    pub(super) fn digits_reversed(&self) -> String {
        reversed_digits(self.e164.as_deref().unwrap_or(&self.raw))
    }
}

pub(super) fn insert(tx: &Tx, customer: CustomerId, phones: &[Phone]) -> Result<()> {
    for (phone, position) in phones.iter().zip(0_i64..) {
        let digits = phone.digits_reversed();
        let row =
            (customer.get(), position, phone.kind.as_str(), &phone.e164, &phone.raw, digits, &phone.label);
        tx.run(include_str!("insert_phone.sql"), row)?;
    }
    Ok(())
}

pub(super) fn of(reader: &Reader, customer: CustomerId) -> Result<Vec<Phone>> {
    let sql = "SELECT kind, e164, raw, label FROM customer_phone WHERE customer_id = ?1 ORDER BY position";
    reader.many(sql, [customer.get()], |row| {
        Ok(Phone {
            kind: PhoneKind::parse(&row.get::<_, String>(0)?)?,
            e164: row.get(1)?,
            raw: row.get(2)?,
            label: row.get(3)?,
        })
    })
}
