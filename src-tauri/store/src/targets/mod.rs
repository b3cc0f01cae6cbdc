//! The marks that the owner set for figures. What a mark's number means is known by the figure alone.

use crate::{Reader, Result, Tx};
use bazgasht_domain::clock::InstantMs;

/// # Errors
/// What the file says.
pub fn all(reader: &Reader) -> Result<Vec<(String, i64)>> {
    reader.many("SELECT figure, mark FROM target ORDER BY figure", [], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// # Errors
/// What the file says.
pub fn get(reader: &Reader, figure: &str) -> Result<Option<i64>> {
    reader.one("SELECT mark FROM target WHERE figure = ?1", [figure], |row| row.get(0))
}

/// `None` takes the mark away.
///
/// # Errors
/// What the file says.
pub fn set(tx: &Tx, figure: &str, mark: Option<i64>, at: InstantMs) -> Result<()> {
    match mark {
        Some(mark) => {
            let sql = "INSERT OR REPLACE INTO target (figure, mark, set_at_ms) VALUES (?1, ?2, ?3)";
            tx.run(sql, (figure, mark, at.get()))?;
        }
        None => {
            tx.run("DELETE FROM target WHERE figure = ?1", [figure])?;
        }
    }
    Ok(())
}
