//! Walks the chain from its start and names the first row that does not fit.

use super::{Hash, Head, key, link, payload_hash, read_row};
use crate::{Reader, Result};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A row number is missing before this one.
    Gap,
    /// The row is not what was written, or the row before it is another.
    Link,
    /// The payload is not what was written (an emptied payload is no fault).
    Payload,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// Compare the head with the one printed at the last day close.
    Whole {
        rows: i64,
        head: Head,
    },
    Broken {
        seq: i64,
        fault: Fault,
    },
}

/// # Errors
/// The store's own errors; a broken chain is an answer, not an error.
pub fn verify(reader: &Reader) -> Result<Verified> {
    let key = key(reader)?;
    let mut head = Head { seq: 0, hash: Hash::START };
    let mut broken = None;
    let mut statement = reader.prepare(include_str!("all.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(found) = rows.next()? {
        let row = read_row(found)?;
        let stored_payload = Hash(found.get(9)?);
        let stored = Hash(found.get(10)?);
        let fault = if row.seq != head.seq + 1 {
            Some(Fault::Gap)
        } else if link(&key, &head.hash, &row, &stored_payload)? != stored {
            Some(Fault::Link)
        } else if row.payload.is_some() && payload_hash(&key, row.payload.as_deref())? != stored_payload {
            Some(Fault::Payload)
        } else {
            None
        };
        if let Some(fault) = fault {
            broken = Some(Verified::Broken { seq: row.seq, fault });
            break;
        }
        head = Head { seq: row.seq, hash: stored };
    }
    Ok(broken.unwrap_or(Verified::Whole { rows: head.seq, head }))
}
