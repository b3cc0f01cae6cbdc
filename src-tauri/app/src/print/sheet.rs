//! One sale whole: head, lines, payments, points, delivery, and the code that opens it again at the counter.

use super::codes;
use super::words::head;
use crate::api::types::{FindSale, SaleFound, SaleRef, SaleSheet, SheetLine, SheetPayment};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::Settings;
use crate::till::pay_kind;
use crate::views::day_view;
use bazgasht_domain::money::amount_in_words;
use bazgasht_domain::text::{store_form, to_ascii_digits};
use bazgasht_store::sales::Source;
use bazgasht_store::{delivery, sales, staff};
use std::sync::Arc;

/// Receipts begin with this letter, so that no product or card is mistaken for one.
const RECEIPT: char = 'R';
/// Shorter numbers are filled up: a scanner's burst has at least four characters.
const DIGITS_MIN: usize = 6;
/// The longest invoice number that is worth looking for.
const DIGITS_MAX: usize = 18;

pub(crate) fn sale_sheet(app: &Arc<App>, _: &Session, request: SaleRef) -> Result<SaleSheet, AppError> {
    let (now, today) = (app.now(), app.today());
    app.shop().store().read(|reader| {
        let sale = sales::get(reader, request.sale)?.ok_or(Code::NotFound)?;
        let header = sale.header;
        let unit = Settings::read(reader)?.money_unit;
        let member = header.staff.map(|id| staff::get(reader, id)).transpose()?.flatten();
        let brought = delivery::get(reader, header.id)?;
        let code = header.invoice_no.as_deref().filter(|_| header.source == Source::Counter).map(code_of);
        Ok(SaleSheet {
            head: head(reader)?,
            receipt: crate::counter::receipt(reader, &header, now)?,
            discount_rial: header.discount,
            points_rial: header.points_part,
            payable_words: amount_in_words(header.total, unit),
            returned_rial: header.returned,
            cancelled: header.cancelled_at.is_some(),
            staff_name: member.map(|member| member.name),
            lines: sale.lines.into_iter().map(line).collect(),
            payments: sale
                .payments
                .iter()
                .map(|paid| SheetPayment { kind: pay_kind(paid.kind), amount_rial: paid.amount })
                .collect(),
            promised: brought.as_ref().map(|brought| day_view(brought.promised, today)),
            delivered: brought.and_then(|brought| brought.delivered).map(|day| day_view(day, today)),
            qr: code.as_deref().map(codes::qr).transpose()?,
            code: code.as_deref().and_then(codes::barcode),
        })
    })
}

fn line(line: sales::Line) -> SheetLine {
    SheetLine {
        id: line.id,
        product: line.product,
        title: line.title,
        quantity_milli: line.quantity_milli,
        unit_price_rial: line.unit_price,
        discount_rial: line.discount,
        total_rial: line.total,
        returned_milli: line.returned_milli,
    }
}

/// «R000247» of invoice 247.
fn code_of(invoice_no: &str) -> String {
    format!("{RECEIPT}{invoice_no:0>DIGITS_MIN$}")
}

/// The invoice number that a typed text or a scanned receipt means.
fn invoice_of(text: &str) -> Option<String> {
    let plain = to_ascii_digits(store_form(text).trim());
    let digits = plain.strip_prefix([RECEIPT, RECEIPT.to_ascii_lowercase()]).unwrap_or(&plain);
    let fits = (1..=DIGITS_MAX).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.trim_start_matches('0');
    (fits && !number.is_empty()).then(|| number.to_owned())
}

pub(crate) fn find_sale(app: &Arc<App>, _: &Session, request: FindSale) -> Result<SaleFound, AppError> {
    let Some(invoice) = invoice_of(&request.text) else { return Ok(SaleFound { sale: None }) };
    let sale = app
        .shop()
        .store()
        .read(|reader| sales::find_by_invoice(reader, Source::Counter, &invoice).map_err(AppError::from))?;
    Ok(SaleFound { sale })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipts_code_leads_back_to_its_invoice() {
        let check = |text: &str, wanted: Option<&str>, why: &str| {
            assert_eq!(invoice_of(text).as_deref(), wanted, "{why}");
        };
        for invoice in ["1", "247", "1234567"] {
            check(&code_of(invoice), Some(invoice), "what is printed is what is read");
        }
        check("r000247", Some("247"), "a scanner without shift");
        check("۲۴۷", Some("247"), "typed in Persian digits");
        check(" 247 ", Some("247"), "with blanks");
        check("R", None, "no number");
        check("000000", None, "there is no invoice zero");
        check("24a", None, "letters");
        check(&"9".repeat(300), None, "300 digits");
    }
}
