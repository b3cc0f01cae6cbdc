//! Rial or toman: a slip makes every amount ten times too large or too small, so a unit that looks wrong is said.
//!
//! Invariant: nothing is changed here; the person decides.

use super::detect::Detected;
use super::error::ImportError;
use super::sales::Plan;
use super::types::UnitDoubt;
use bazgasht_domain::money::{MoneyUnit, Rial};
use bazgasht_store::{Reader, sales};

/// A file of fewer invoices says little about what is usual.
const INVOICES_MIN: usize = 20;
/// Between ordinary months of one shop the usual sale does not change fivefold; a slip changes it tenfold.
const FAR_FROM_USUAL: i64 = 5;
/// Below this the usual sale of a file buys nothing: 1,000 toman.
const SMALL: Rial = Rial::new(10_000);
/// Above this the usual sale of a file is that of no shop: 500,000,000 toman.
const LARGE: Rial = Rial::new(5_000_000_000);

/// Whether a header names another unit than the one in use.
pub(super) fn by_header(detected: &Detected) -> Option<UnitDoubt> {
    let named = detected.unit_named?;
    (named != detected.mapping.money_unit).then_some(UnitDoubt::HeaderSaysOther)
}

/// Whether the usual sale of the file is far from the usual sale of the shop; in a new shop, from that of any shop.
/// Only a doubt that the other unit would settle is one.
pub(super) fn by_amounts(
    plan: &Plan,
    unit: MoneyUnit,
    reader: &Reader,
) -> Result<Option<UnitDoubt>, ImportError> {
    let Some(usual) = median(plan) else { return Ok(None) };
    let (small, large) = match sales::median_total(reader)? {
        Some(of_shop) if of_shop > Rial::ZERO => (
            Rial::new(of_shop.get() / FAR_FROM_USUAL),
            Rial::new(of_shop.get().saturating_mul(FAR_FROM_USUAL)),
        ),
        Some(_) | None => (SMALL, LARGE),
    };
    Ok(match unit {
        MoneyUnit::Rial if usual < small => Some(UnitDoubt::TooSmall),
        MoneyUnit::Toman if usual > large => Some(UnitDoubt::TooLarge),
        _ => None,
    })
}

/// The invoice in the middle among those that cost something.
fn median(plan: &Plan) -> Option<Rial> {
    let mut totals: Vec<Rial> =
        plan.invoices.iter().map(|invoice| invoice.total).filter(|total| *total > Rial::ZERO).collect();
    let middle = totals.len() / 2;
    (totals.len() >= INVOICES_MIN).then(|| *totals.select_nth_unstable(middle).1)
}
