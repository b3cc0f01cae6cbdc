//! One row of a sales or returns file as numbers, or the finding that says why not.

use super::super::cells::{Dates, amount, check_readable, code, minute, quantity, text, too_large};
use super::super::codes::Code;
use super::super::issues::Finding;
use super::super::scan::RowView;
use super::super::types::{Field, Kind};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::money::{JS_SAFE_MAX, MoneyUnit, Rial, div_round_half_away};
use bazgasht_domain::phone::{Mobile, PhoneReading, classify_phone};
use bazgasht_sheets::Cell;

/// Thousandths of one piece.
const ONE_PIECE: i64 = 1_000;
const CODE_CHARS_MAX: usize = 64;
const PRODUCT_CHARS_MAX: usize = 200;

#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) kind: Kind,
    pub(super) unit: MoneyUnit,
}

/// What one row says. An empty day belongs to the invoice that the row continues.
#[derive(Debug)]
pub(super) struct RowLine {
    pub(super) invoice: Option<String>,
    pub(super) day: Option<ShopDay>,
    pub(super) minute: Option<u16>,
    pub(super) customer: Option<String>,
    pub(super) mobile: Option<Mobile>,
    pub(super) quantity_milli: i64,
    pub(super) unit_price: Rial,
    pub(super) discount: Rial,
    pub(super) total: Rial,
    /// Cells that could not be read; the row comes in without them.
    pub(super) remarks: Vec<Finding>,
}

impl Reading {
    /// # Errors
    /// The first finding that keeps the row out.
    pub(super) fn read(self, row: &RowView<'_>, dates: &mut Dates) -> Result<RowLine, Finding> {
        for field in [Field::InvoiceNumber, Field::CustomerCode, Field::ProductCode] {
            check_readable(row.cell(field), field)?;
            check_length(row.cell(field), field, CODE_CHARS_MAX)?;
        }
        let name = row.cell(Field::ProductName);
        let name_check = check_readable(name, Field::ProductName)
            .and_then(|()| check_length(name, Field::ProductName, PRODUCT_CHARS_MAX));
        let mut remarks: Vec<Finding> = name_check.err().into_iter().collect();
        let date = match dates.read(row.cell(Field::Date)) {
            Ok(date) => Some(date),
            Err(finding) if finding.code == Code::DateMissing => None,
            Err(finding) => return Err(finding),
        };
        let minute = minute(row.cell(Field::Time)).unwrap_or_else(|finding| {
            remarks.push(finding);
            None
        });
        let of_date =
            date.and_then(|date| date.second_of_day).and_then(|second| u16::try_from(second / 60).ok());
        let (quantity_milli, unit_price, discount, total) = self.money(row)?;
        Ok(RowLine {
            invoice: code(row.cell(Field::InvoiceNumber)),
            day: date.map(|date| date.day),
            minute: minute.or(of_date),
            customer: code(row.cell(Field::CustomerCode)),
            mobile: mobile(row, &mut remarks),
            quantity_milli,
            unit_price,
            discount,
            total,
            remarks,
        })
    }

    /// (quantity in thousandths, unit price, discount, total).
    fn money(self, row: &RowView<'_>) -> Result<(i64, Rial, Rial, Rial), Finding> {
        let total_field = if row.columns().has(Field::LineTotal) { Field::LineTotal } else { Field::Amount };
        let given_total = self.amount(row.cell(total_field), total_field)?;
        let price = self.amount(row.cell(Field::UnitPrice), Field::UnitPrice)?;
        let discount = self.amount(row.cell(Field::Discount), Field::Discount)?.unwrap_or(Rial::ZERO);
        let quantity_milli = self.quantity(row, given_total.is_some())?;
        let total = match (given_total, price) {
            (Some(total), _) => total,
            (None, Some(price)) => {
                let cell = row.cell(Field::UnitPrice);
                let gross = price.share(quantity_milli, ONE_PIECE).filter(|gross| gross.is_js_safe());
                let gross = gross.ok_or_else(|| too_large(Field::UnitPrice, cell.text))?;
                let net = gross.checked_sub(discount).filter(|net| !net.is_negative());
                net.ok_or_else(|| {
                    Finding::at(Code::DiscountTooLarge, Field::Discount, row.cell(Field::Discount).text)
                })?
            }
            (None, None) => {
                let field = if row.columns().has(Field::UnitPrice) { Field::UnitPrice } else { total_field };
                return Err(Finding::at(Code::AmountMissing, field, row.cell(field).text));
            }
        };
        let unit_price = match price {
            Some(price) => price,
            // Nearest rial: the amount of the line is what counts.
            None => unit_price_of(total, discount, quantity_milli)
                .ok_or_else(|| too_large(total_field, row.cell(total_field).text))?,
        };
        Ok((quantity_milli, unit_price, discount, total))
    }

    /// Programs write returns with either sign; sales never have one.
    fn amount(self, cell: Cell<'_>, field: Field) -> Result<Option<Rial>, Finding> {
        match amount(cell, field, self.unit)? {
            Some(rial) if rial.is_negative() && self.kind == Kind::Returns => {
                rial.checked_neg().map(Some).ok_or_else(|| too_large(field, cell.text))
            }
            Some(rial) if rial.is_negative() => Err(Finding::at(Code::AmountNegative, field, cell.text)),
            other => Ok(other),
        }
    }

    fn quantity(self, row: &RowView<'_>, has_total: bool) -> Result<i64, Finding> {
        let cell = row.cell(Field::Quantity);
        match quantity(cell)? {
            Some(0) => Err(Finding::at(Code::QuantityZero, Field::Quantity, cell.text)),
            Some(milli) if milli < 0 && self.kind == Kind::Returns => Ok(-milli),
            Some(milli) if milli < 0 => Err(Finding::at(Code::QuantityNegative, Field::Quantity, cell.text)),
            Some(milli) => Ok(milli),
            None if has_total || !row.columns().has(Field::Quantity) => Ok(ONE_PIECE),
            None => Err(Finding::at(Code::QuantityMissing, Field::Quantity, cell.text)),
        }
    }
}

fn unit_price_of(total: Rial, discount: Rial, quantity_milli: i64) -> Option<Rial> {
    let gross = i128::from(total.checked_add(discount)?.get()) * i128::from(ONE_PIECE);
    let price = match i64::try_from(gross) {
        Ok(gross) => div_round_half_away(gross, quantity_milli)?,
        Err(_) => i64::try_from(gross / i128::from(quantity_milli)).ok()?,
    };
    (price <= JS_SAFE_MAX).then(|| Rial::new(price))
}

fn check_length(cell: Cell<'_>, field: Field, chars_max: usize) -> Result<(), Finding> {
    match cell.text.char_indices().nth(chars_max) {
        None => Ok(()),
        Some(_) => {
            let chars = cell.text.chars().count();
            Err(Finding::at(Code::CellTooLong, field, cell.text)
                .with("chars", chars)
                .with("limit", chars_max))
        }
    }
}

/// The first mobile of the row. A landline names nobody; what is no number at all is said.
fn mobile(row: &RowView<'_>, remarks: &mut Vec<Finding>) -> Option<Mobile> {
    for cell in row.cells(Field::Mobile) {
        match classify_phone(cell.text) {
            PhoneReading::Mobile { mobile, .. } => return Some(mobile),
            PhoneReading::Empty | PhoneReading::Landline(_) => {}
            PhoneReading::Invalid(_) => {
                remarks.push(Finding::at(Code::SaleMobileUnread, Field::Mobile, cell.text));
            }
        }
    }
    None
}

/// What the row calls its product: (code, name). A name that is too long is cut.
pub(super) fn product(row: &RowView<'_>) -> (Option<String>, Option<String>) {
    let name = text(row.cell(Field::ProductName)).map(|name| name.chars().take(PRODUCT_CHARS_MAX).collect());
    (code(row.cell(Field::ProductCode)), name)
}
