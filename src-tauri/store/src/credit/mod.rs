//! What customers owe. Open credit = Σ credit payments of sales that stand − Σ settlements − Σ refunds to credit.
//! Rows are only added: a settlement that was a mistake is taken back by a row of the opposite sign, once.
//! A negative result is real (a sale on credit was cancelled after it was settled): the shop owes the customer.

use crate::sales::PaymentKind;
use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, ReturnId, SaleId, SettlementId, StaffId};
use bazgasht_domain::money::Rial;

/// A payment of what is owed, about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSettlement {
    pub customer: CustomerId,
    /// Never credit.
    pub kind: PaymentKind,
    /// > 0
    pub amount: Rial,
    pub day: ShopDay,
    pub entry_minute: u16,
    pub at: InstantMs,
    pub staff: Option<StaffId>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    pub id: SettlementId,
    pub details: NewSettlement,
    pub reverses: Option<SettlementId>,
    /// Another row took this one back.
    pub is_reversed: bool,
}

/// One movement of a customer's credit, signed: what adds to the debt is positive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    pub day: ShopDay,
    pub at: InstantMs,
    pub amount: Rial,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Sale { sale: SaleId, invoice_no: Option<String> },
    Refund { returned: ReturnId, invoice_no: Option<String> },
    Settlement { settlement: SettlementId, kind: PaymentKind, is_reversed: bool, note: Option<String> },
    Reversal { settlement: SettlementId, kind: PaymentKind },
}

/// # Errors
/// `MissingReference`; `Invariant` when it is paid by credit or nothing is paid.
pub fn settle(tx: &Tx, entry: &NewSettlement) -> Result<SettlementId> {
    let id: SettlementId = tx.mint()?;
    if entry.kind == PaymentKind::Credit || entry.amount <= Rial::ZERO {
        return Err(StoreError::Invariant { what: "a settlement is money", id: id.get() });
    }
    insert(tx, id, entry, entry.amount.get(), None)?;
    Ok(id)
}

/// Takes a settlement back with a row of its own.
///
/// # Errors
/// `NotFound`; `Duplicate` when it was taken back before; `Invariant` when it is itself a reversal.
pub fn reverse(tx: &Tx, of: SettlementId, by: &NewSettlement) -> Result<SettlementId> {
    let found = get(tx, of)?.ok_or(StoreError::NotFound { entity: "settlement", id: of.get() })?;
    if found.reverses.is_some() {
        return Err(StoreError::Invariant { what: "a reversal is not reversed", id: of.get() });
    }
    let id: SettlementId = tx.mint()?;
    insert(tx, id, by, -found.details.amount.get(), Some(of))?;
    Ok(id)
}

fn insert(
    tx: &Tx,
    id: SettlementId,
    entry: &NewSettlement,
    signed: i64,
    reverses: Option<SettlementId>,
) -> Result<()> {
    let row = (
        id.get(),
        entry.customer.get(),
        entry.kind.as_str(),
        signed,
        entry.day.get(),
        entry.entry_minute,
        entry.at.get(),
        entry.staff.map(StaffId::get),
        &entry.note,
        reverses.map(SettlementId::get),
    );
    tx.run(include_str!("insert.sql"), row)?;
    tx.touch(entry.customer);
    Ok(())
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: SettlementId) -> Result<Option<Settlement>> {
    let found = reader.one(include_str!("get.sql"), [id.get()], |row| {
        let word: String = row.get(1)?;
        let details = NewSettlement {
            customer: CustomerId::new(row.get(0)?),
            kind: PaymentKind::Cash,
            amount: Rial::new(row.get(2)?),
            day: ShopDay::new(row.get(3)?),
            entry_minute: row.get(4)?,
            at: InstantMs::new(row.get(5)?),
            staff: row.get::<_, Option<i64>>(6)?.map(StaffId::new),
            note: row.get(7)?,
        };
        let reverses = row.get::<_, Option<i64>>(8)?.map(SettlementId::new);
        Ok((word, Settlement { id, details, reverses, is_reversed: row.get(9)? }))
    })?;
    let Some((word, settlement)) = found else { return Ok(None) };
    let details = NewSettlement { kind: kind(&word)?, ..settlement.details };
    Ok(Some(Settlement { details, ..settlement }))
}

fn kind(word: &str) -> Result<PaymentKind> {
    PaymentKind::parse(word).ok_or_else(|| StoreError::corrupt(format!("unknown payment kind {word}")))
}

/// What a customer owes now; negative when the shop owes them.
///
/// # Errors
/// `OutOfRange` when the sum leaves the range of an amount.
pub fn open(reader: &Reader, customer: CustomerId) -> Result<Rial> {
    let sum = reader.one(include_str!("open.sql"), [customer.get()], |row| row.get(0))?;
    Ok(Rial::new(sum.unwrap_or(0)))
}

/// Everybody whose open credit is not zero, with the day since which it is open (the oldest sale is paid first); the
/// largest debt first.
///
/// # Errors
/// The store's own errors.
pub fn debtors(reader: &Reader) -> Result<Vec<(CustomerId, Rial, Option<ShopDay>)>> {
    reader.many(include_str!("debtors.sql"), [], |row| {
        let first = row.get::<_, Option<i32>>(2)?.map(ShopDay::new);
        Ok((CustomerId::new(row.get(0)?), Rial::new(row.get(1)?), first))
    })
}

/// Every movement of a customer's credit, oldest first; they add up to [`open`].
///
/// # Errors
/// `Corrupt` when a kind of payment is unknown.
pub fn movements(reader: &Reader, customer: CustomerId) -> Result<Vec<Movement>> {
    let found = reader.many(include_str!("movements.sql"), [customer.get()], |row| {
        Ok(Raw {
            word: row.get(0)?,
            id: row.get(1)?,
            day: row.get(2)?,
            at: row.get(3)?,
            amount: row.get(4)?,
            kind: row.get(5)?,
            text: row.get(6)?,
            is_reversed: row.get(7)?,
        })
    })?;
    found.into_iter().map(Raw::read).collect()
}

struct Raw {
    word: String,
    id: i64,
    day: i32,
    at: i64,
    amount: i64,
    kind: Option<String>,
    text: Option<String>,
    is_reversed: bool,
}

impl Raw {
    fn read(self) -> Result<Movement> {
        let paid = kind(self.kind.as_deref().unwrap_or("credit"))?;
        let settlement = SettlementId::new(self.id);
        let what = match self.word.as_str() {
            "sale" => What::Sale { sale: SaleId::new(self.id), invoice_no: self.text },
            "refund" => What::Refund { returned: ReturnId::new(self.id), invoice_no: self.text },
            "settlement" => {
                What::Settlement { settlement, kind: paid, is_reversed: self.is_reversed, note: self.text }
            }
            _ => What::Reversal { settlement, kind: paid },
        };
        Ok(Movement {
            day: ShopDay::new(self.day),
            at: InstantMs::new(self.at),
            amount: Rial::new(self.amount),
            what,
        })
    }
}
