//! Closing the till. A close covers what was written after the close before it, by ids and journal numbers, which only
//! rise: a back-dated sale belongs to the drawer it was paid into, and a sale after the close belongs to the next one.
//! Its figures are counted from the rows once and kept; the same count over the same rows gives the same figures.

mod count;
mod read;

pub use count::{Figures, count};
pub use read::{all, get, last};

use crate::{Result, StoreError, Tx, journal};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{DayCloseId, StaffId};
use bazgasht_domain::money::Rial;

/// Up to where a close covers; the next one begins after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    /// The last id that was given out.
    pub id: i64,
    /// The last number of the journal.
    pub seq: i64,
}

/// Everything written so far.
///
/// # Errors
/// The store's own errors.
pub fn mark(tx: &Tx) -> Result<Mark> {
    Ok(Mark { id: tx.mint::<DayCloseId>()?.get(), seq: journal::head(tx)?.seq })
}

/// Which way money went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flow {
    Sale,
    Refund,
    Settlement,
    /// A sale of an earlier close that was taken back since.
    Cancelled,
    /// Cash put into the drawer, with a reason.
    PutIn,
    TakenOut,
}

impl Flow {
    pub const ALL: [Self; 6] =
        [Self::Sale, Self::Refund, Self::Settlement, Self::Cancelled, Self::PutIn, Self::TakenOut];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Refund => "refund",
            Self::Settlement => "settlement",
            Self::Cancelled => "cancelled",
            Self::PutIn => "put_in",
            Self::TakenOut => "taken_out",
        }
    }

    fn parse(word: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|flow| flow.as_str() == word);
        found.ok_or_else(|| StoreError::corrupt(format!("unknown flow {word}")))
    }
}

/// A close about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClose {
    pub day: ShopDay,
    pub entry_minute: u16,
    pub at: InstantMs,
    /// The last id of the close before it.
    pub after: i64,
    pub upto: Mark,
    pub staff: Option<StaffId>,
    pub figures: Figures,
    pub cash: Cash,
    pub note: Option<String>,
}

/// The drawer: what was in it, what should be, what was counted, what stays for the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cash {
    pub opening: Rial,
    pub expected: Rial,
    pub counted: Rial,
    pub left: Rial,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    pub id: DayCloseId,
    /// Counts up from 1; an undone close keeps its number.
    pub number: i64,
    pub details: NewClose,
    pub undone_at: Option<InstantMs>,
}

/// # Errors
/// `MissingReference` when the member of staff is unknown.
pub fn insert(tx: &Tx, close: &NewClose) -> Result<(DayCloseId, i64)> {
    let id: DayCloseId = tx.mint()?;
    let sql = "SELECT coalesce(max(number), 0) + 1 FROM day_close";
    let number = tx.one(sql, [], |row| row.get::<_, i64>(0))?.unwrap_or(1);
    let (figures, cash) = (&close.figures, close.cash);
    let values: [rusqlite::types::Value; 24] = [
        id.get().into(),
        number.into(),
        i64::from(close.day.get()).into(),
        i64::from(close.entry_minute).into(),
        close.at.get().into(),
        close.upto.id.into(),
        close.upto.seq.into(),
        close.staff.map(StaffId::get).into(),
        figures.sales_count.into(),
        figures.anonymous_count.into(),
        figures.anonymous.get().into(),
        figures.discount.get().into(),
        figures.points_part.get().into(),
        figures.returns_count.into(),
        figures.cancelled_count.into(),
        figures.points_issued.get().into(),
        figures.points_redeemed.get().into(),
        figures.points_reversed.get().into(),
        cash.opening.get().into(),
        cash.expected.get().into(),
        cash.counted.get().into(),
        cash.left.get().into(),
        close.note.clone().into(),
        close.after.into(),
    ];
    tx.run(include_str!("insert.sql"), rusqlite::params_from_iter(values))?;
    let sql = "INSERT INTO day_close_amount (close_id, flow, kind, amount_rial) VALUES (?1, ?2, ?3, ?4)";
    for (flow, kind, amount) in &figures.amounts {
        tx.run(sql, (id.get(), flow.as_str(), kind.as_str(), amount.get()))?;
    }
    Ok((id, number))
}

/// Takes back the last close: what it covered is open again.
///
/// # Errors
/// `NotFound`; `Invariant` when another close stands after it or it is undone already.
pub fn undo(tx: &Tx, id: DayCloseId, at: InstantMs) -> Result<()> {
    match last(tx)? {
        Some(last) if last.id == id => {
            tx.run("UPDATE day_close SET undone_at_ms = ?2 WHERE id = ?1", (id.get(), at.get()))?;
            Ok(())
        }
        _ if get(tx, id)?.is_none() => Err(StoreError::NotFound { entity: "day_close", id: id.get() }),
        _ => Err(StoreError::Invariant { what: "only the last close is taken back", id: id.get() }),
    }
}
