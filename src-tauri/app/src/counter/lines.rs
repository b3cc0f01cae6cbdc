//! Lines of a sale as numbers: each has a title, a positive quantity, a price and a discount that is not above it.

use crate::api::types::{LineInput, SaleField};
use crate::error::{AppError, Code};
use bazgasht_domain::ids::{CategoryId, ProductId};
use bazgasht_domain::loyalty::EarnLine;
use bazgasht_domain::money::{JS_SAFE_MAX, Rial, div_round_half_away};
use bazgasht_store::{Reader, products};

/// Thousandths of a piece.
const MILLI: i64 = 1_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PricedLine {
    pub product: Option<ProductId>,
    pub category: Option<CategoryId>,
    pub quantity_milli: i64,
    pub unit_price: Rial,
    /// Unit price × quantity.
    pub gross: Rial,
    pub discount: Rial,
    /// gross − discount.
    pub total: Rial,
}

/// Reads typed lines. `with_categories` when a rule or a coupon looks at them.
///
/// # Errors
/// The row that is wrong, with its code; what the store says.
pub(super) fn priced(
    reader: &Reader,
    lines: &[LineInput],
    with_categories: bool,
) -> Result<Vec<PricedLine>, (SaleField, AppError)> {
    let mut priced = Vec::with_capacity(lines.len());
    for (line, row) in lines.iter().zip(1_u64..) {
        let mut read = one(line).map_err(|code| (SaleField::Lines, AppError::new(code).with("row", row)))?;
        if let (true, Some(product)) = (with_categories, line.product) {
            let found = products::get(reader, product).map_err(|error| (SaleField::Lines, error.into()))?;
            read.category = found.and_then(|product| product.details.category);
        }
        priced.push(read);
    }
    Ok(priced)
}

fn one(line: &LineInput) -> Result<PricedLine, Code> {
    if line.title.trim().is_empty() {
        return Err(Code::LineTitleEmpty);
    }
    let whole = line.quantity.checked_mul(MILLI).ok_or(Code::AmountTooLarge)?;
    let quantity_milli = line.quantity_milli.unwrap_or(whole);
    if quantity_milli <= 0 {
        return Err(Code::LineQuantityInvalid);
    }
    if line.unit_price_rial < Rial::ZERO {
        return Err(Code::LinePriceInvalid);
    }
    let gross = i128::from(line.unit_price_rial.get()) * i128::from(quantity_milli);
    let gross = i64::try_from(gross).ok().and_then(|milli| div_round_half_away(milli, MILLI));
    let gross = gross.filter(|gross| *gross <= JS_SAFE_MAX).map(Rial::new).ok_or(Code::AmountTooLarge)?;
    if line.discount_rial < Rial::ZERO || line.discount_rial > gross {
        return Err(Code::DiscountTooLarge);
    }
    Ok(PricedLine {
        product: line.product,
        category: None,
        quantity_milli,
        unit_price: line.unit_price_rial,
        gross,
        discount: line.discount_rial,
        total: Rial::new(gross.get() - line.discount_rial.get()),
    })
}

/// A sale without lines as one line, whose quantity is its price in money: parts of it come back by amount.
pub(super) fn whole_sale(gross: Rial, after: Rial, payable: Rial, returned: Rial) -> EarnLine {
    EarnLine {
        product: None,
        category: None,
        gross,
        after,
        quantity_milli: payable.get().max(1),
        returned_milli: returned.get(),
    }
}
