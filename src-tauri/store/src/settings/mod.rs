//! Typed key and value. A value that does not read back as its type is an error, never a silent default.

use crate::{Reader, Result, Tx};
use serde::{Serialize, de::DeserializeOwned};

/// # Errors
/// `Json` when the stored value is of another shape.
pub fn get<T: DeserializeOwned>(reader: &Reader, key: &str) -> Result<Option<T>> {
    let text =
        reader.one("SELECT value FROM setting WHERE key = ?1", [key], |row| row.get::<_, String>(0))?;
    text.map(|text| Ok(serde_json::from_str(&text)?)).transpose()
}

/// # Errors
/// `Json` when the value can not be written down.
pub fn put<T: Serialize>(tx: &Tx, key: &str, value: &T) -> Result<()> {
    let text = serde_json::to_string(value)?;
    tx.run(
        "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
        (key, text),
    )?;
    Ok(())
}

/// # Errors
/// The store's own errors.
pub fn remove(tx: &Tx, key: &str) -> Result<()> {
    tx.run("DELETE FROM setting WHERE key = ?1", [key])?;
    Ok(())
}
