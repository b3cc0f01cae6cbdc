//! The totals beside a customer. New sales add to them; whatever takes away recomputes them from the sales.

use crate::{Result, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;

/// What new sales of one customer add.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gain {
    pub orders_count: i64,
    pub net: Rial,
    pub first_day: ShopDay,
    pub last_day: ShopDay,
}

impl Gain {
    /// Nothing yet, around the day of the first sale to come.
    pub(super) fn none(day: ShopDay) -> Self {
        Self { orders_count: 0, net: Rial::ZERO, first_day: day, last_day: day }
    }

    pub(super) fn one(day: ShopDay, net: Rial) -> Self {
        Self { orders_count: 1, net, ..Self::none(day) }
    }
}

pub(super) fn add(tx: &Tx, customer: CustomerId, gain: Gain) -> Result<()> {
    let row = (customer.get(), gain.orders_count, gain.net.get(), gain.first_day.get(), gain.last_day.get());
    tx.run(include_str!("totals_add.sql"), row)?;
    tx.touch(customer);
    Ok(())
}

pub(crate) fn recompute(tx: &Tx, customer: CustomerId) -> Result<()> {
    tx.run(include_str!("totals_recompute.sql"), [customer.get()])?;
    tx.touch(customer);
    Ok(())
}
