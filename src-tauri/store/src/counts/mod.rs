//! How many there are of what every screen says, known without a scan however large the shop is.
//!
//! Invariant: a count changes in the transaction that changes its rows, so it always equals what a scan would find.

use crate::{Reader, Result, StoreError, Tx};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Not cancelled, anonymous ones included.
    Sales,
    CancelledSales,
    /// Customers neither merged away nor erased.
    People,
}

pub(crate) const KINDS: usize = 3;

impl Counted {
    const ALL: [Self; KINDS] = [Self::Sales, Self::CancelledSales, Self::People];

    fn key(self) -> &'static str {
        match self {
            Self::Sales => "count.sales",
            Self::CancelledSales => "count.sales_cancelled",
            Self::People => "count.people",
        }
    }

    fn scan(self) -> &'static str {
        match self {
            Self::Sales => "SELECT count(*) FROM sale WHERE cancelled_at_ms IS NULL",
            Self::CancelledSales => "SELECT count(*) FROM sale WHERE cancelled_at_ms IS NOT NULL",
            Self::People => {
                "SELECT count(*) FROM customer WHERE merged_into IS NULL AND erased_at_ms IS NULL"
            }
        }
    }
}

/// A count that does not equal its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub what: Counted,
    pub kept: i64,
    pub found: i64,
}

/// The count as of this snapshot, or as the transaction so far has made it.
pub(crate) fn of(reader: &Reader, what: Counted) -> Result<i64> {
    let kept =
        reader.one("SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?1", [what.key()], |row| {
            row.get::<_, i64>(0)
        })?;
    let kept = kept.ok_or_else(|| StoreError::corrupt(format!("{} is missing", what.key())))?;
    Ok(kept + reader.uncounted()[what as usize])
}

/// Notes `by` more rows; written once, when the transaction ends, however many rows it wrote.
pub(crate) fn change(tx: &Tx, what: Counted, by: i64) {
    let mut uncounted = tx.uncounted();
    uncounted[what as usize] += by;
    tx.set_uncounted(uncounted);
}

/// Part of every commit that changed a count.
pub(crate) fn save(tx: &Tx) -> Result<()> {
    for what in Counted::ALL {
        let by = tx.uncounted()[what as usize];
        if by == 0 {
            continue;
        }
        let sql = "UPDATE setting SET value = CAST(value AS INTEGER) + ?2 WHERE key = ?1";
        if tx.run(sql, (what.key(), by))? == 0 {
            return Err(StoreError::corrupt(format!("{} is missing", what.key())));
        }
    }
    tx.set_uncounted([0; KINDS]);
    Ok(())
}

/// Counts that do not equal their rows; empty is good. Reads every row.
///
/// # Errors
/// The store's own errors.
pub fn audit(reader: &Reader) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for what in Counted::ALL {
        let found = reader.one(what.scan(), [], |row| row.get(0))?.unwrap_or_default();
        let kept = of(reader, what)?;
        faults.extend((kept != found).then_some(Fault { what, kept, found }));
    }
    Ok(faults)
}
