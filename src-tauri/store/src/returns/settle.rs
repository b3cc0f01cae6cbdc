//! What a return gave back in money, by kind.

use crate::sales::PaymentKind;
use crate::{Result, Tx};
use bazgasht_domain::ids::ReturnId;
use bazgasht_domain::money::Rial;

/// # Errors
/// `Duplicate` when this kind was refunded already.
pub fn insert_refund(tx: &Tx, id: ReturnId, kind: PaymentKind, amount: Rial) -> Result<()> {
    let sql = "INSERT INTO return_refund (return_id, kind, amount_rial) VALUES (?1, ?2, ?3)";
    tx.run(sql, (id.get(), kind.as_str(), amount.get()))?;
    Ok(())
}
