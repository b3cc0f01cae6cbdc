//! The totals beside a customer. A new sale adds to them; whatever takes away recomputes them from the sales.

use crate::{Result, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;

pub(super) fn add(tx: &Tx, customer: CustomerId, day: ShopDay, net: Rial) -> Result<()> {
    tx.run(include_str!("totals_add.sql"), (customer.get(), day.get(), net.get()))?;
    Ok(())
}

pub(crate) fn recompute(tx: &Tx, customer: CustomerId) -> Result<()> {
    tx.run(include_str!("totals_recompute.sql"), [customer.get()])?;
    Ok(())
}
