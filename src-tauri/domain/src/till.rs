//! Arithmetic of the drawer and of what is owed. Every sum is checked; nothing here rounds.

use crate::money::Rial;

/// What should lie in the drawer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CashFlow {
    /// In it when the record began.
    pub opening: Rial,
    pub sales: Rial,
    pub settlements: Rial,
    /// Given back for returned goods.
    pub refunds: Rial,
    /// Given back for sales of earlier records that were undone.
    pub cancelled: Rial,
    /// Put in and taken out between sales, each with a reason.
    pub put_in: Rial,
    pub taken_out: Rial,
}

impl CashFlow {
    /// opening + sales + settlements + put in − refunds − cancelled − taken out; `None` when a sum leaves the range of
    /// an amount.
    #[must_use]
    pub fn expected(&self) -> Option<Rial> {
        let came = Rial::checked_sum([self.opening, self.sales, self.settlements, self.put_in])?;
        came.checked_sub(Rial::checked_sum([self.refunds, self.cancelled, self.taken_out])?)
    }
}

/// Why money cannot be taken towards a debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettleFault {
    #[error("nothing is paid")]
    NotPositive,
    #[error("nothing is owed")]
    NothingOwed,
    #[error("more is paid than {open:?} that is owed")]
    MoreThanOwed { open: Rial },
}

/// What is owed after `paid` of `open`. A settlement never makes the shop the debtor.
///
/// # Errors
/// The [`SettleFault`].
pub fn settle(open: Rial, paid: Rial) -> Result<Rial, SettleFault> {
    if paid <= Rial::ZERO {
        return Err(SettleFault::NotPositive);
    }
    if open <= Rial::ZERO {
        return Err(SettleFault::NothingOwed);
    }
    open.checked_sub(paid).filter(|left| *left >= Rial::ZERO).ok_or(SettleFault::MoreThanOwed { open })
}
