//! Rows to invoices. The number finds the invoice; what then disagrees with it is a finding, never a guess.

use super::super::cells::{Dates, text, too_large};
use super::super::codes::Code;
use super::super::error::ImportError;
use super::super::issues::{Finding, IssueLog};
use super::super::scan::{RowView, Source};
use super::super::types::{Field, Kind, Severity};
use super::super::watch::Watch;
use super::line::{Reading, RowLine, product};
use super::{ByMobile, FileProduct, Invoice, Line, Plan};
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::money::Rial;
use bazgasht_domain::text::key_form;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Reads the whole file into a plan; every row that stays out is in the log.
pub(in super::super) fn gather(
    source: &mut Source<'_>,
    today: ShopDay,
    log: &mut IssueLog,
    watch: &mut Watch<'_>,
) -> Result<Plan, ImportError> {
    let kind = source.kind();
    let keeps_lines = kind != Kind::Orders && source.columns.has_lines();
    let without_codes = !source.columns.has(Field::CustomerCode);
    let reading = Reading { kind, unit: source.detected.mapping.money_unit };
    let mut gathering = Gathering {
        plan: Plan { keeps_lines, without_codes, ..Plan::default() },
        reading,
        dates: Dates::default(),
        newest_of_number: Vec::new(),
        product_of_code: Vec::new(),
        product_of_name: HashMap::new(),
        needs_customer: kind == Kind::Orders,
        today,
        file_total: Rial::ZERO,
        log,
    };
    let rows = source.each_row(watch, |row, _| gathering.row(row))?;
    let mut plan = gathering.plan;
    plan.rows = rows;
    for names in [&mut plan.numbers, &mut plan.customers, &mut plan.product_codes, &mut plan.product_names] {
        names.close();
    }
    // Stable: lines keep the order of the file within their invoice.
    plan.lines.sort_by_key(|line| line.invoice);
    Ok(plan)
}

struct Gathering<'l> {
    plan: Plan,
    reading: Reading,
    dates: Dates,
    /// The newest invoice of each number.
    newest_of_number: Vec<u32>,
    /// The product of each code.
    product_of_code: Vec<u32>,
    /// Products without a code, by the key form of their name.
    product_of_name: HashMap<String, u32>,
    needs_customer: bool,
    today: ShopDay,
    file_total: Rial,
    log: &'l mut IssueLog,
}

impl Gathering<'_> {
    fn row(&mut self, row: &RowView<'_>) -> Result<(), ImportError> {
        let taken = self.reading.read(row, &mut self.dates).and_then(|line| self.take(row, line));
        match taken {
            Ok(()) => self.plan.rows_taken += 1,
            Err(finding) if finding.code == Code::DateMissing && row.is_total() => {
                self.log.add(row.number(), Severity::Warning, None, Finding::new(Code::TotalRowSkipped));
            }
            Err(finding) => {
                let who = row.cell(Field::InvoiceNumber).text.trim();
                self.log.add(row.number(), Severity::Rejected, Some(who), finding);
            }
        }
        Ok(())
    }

    fn take(&mut self, row: &RowView<'_>, line: RowLine) -> Result<(), Finding> {
        if self.needs_customer && line.customer.is_none() {
            return Err(Finding::at(Code::CustomerCodeMissing, Field::CustomerCode, ""));
        }
        let file_total = self.file_total.checked_add(line.total).filter(|sum| sum.is_js_safe());
        let file_total = file_total.ok_or_else(|| too_large(Field::Amount, ""))?;
        let index = self.invoice(row, &line)?;
        let product = if self.plan.keeps_lines { self.product(row, line.unit_price) } else { None };
        for finding in line.remarks {
            self.log.add(row.number(), Severity::KeptWithoutCell, line.invoice.as_deref(), finding);
        }
        let Some(invoice) = self.plan.invoices.get_mut(index as usize) else { return Ok(()) };
        // The file's sum bounds the invoice's.
        invoice.total = invoice.total.checked_add(line.total).unwrap_or(invoice.total);
        self.file_total = file_total;
        if self.plan.keeps_lines {
            self.plan.lines.push(Line {
                invoice: index,
                row: row.number(),
                product,
                quantity_milli: line.quantity_milli,
                unit_price: line.unit_price,
                discount: line.discount,
                total: line.total,
            });
        }
        Ok(())
    }

    /// The invoice this row belongs to, made when it is the first of it.
    fn invoice(&mut self, row: &RowView<'_>, line: &RowLine) -> Result<u32, Finding> {
        let customer = self.customer(row, line);
        let number = line.invoice.as_deref().and_then(|text| self.plan.numbers.find(text));
        let newest = number.and_then(|number| self.newest_of_number.get(number as usize)).copied();
        let same_year = match line.day.map(|day| JalaliDate::from_day(day).year()) {
            Some(year) => self.of_year(newest, year),
            // A line without a date continues the last invoice of its number.
            None => newest,
        };
        if let Some(index) = same_year {
            return self.join(line, index, customer);
        }
        let Some(day) = line.day else {
            return Err(Finding::at(Code::DateMissing, Field::Date, row.cell(Field::Date).text));
        };
        if newest.is_some() {
            let finding = Finding::at(Code::InvoiceNextYear, Field::InvoiceNumber, number_of(line));
            self.log.add(row.number(), Severity::Warning, line.invoice.as_deref(), finding);
        }
        if day > self.today {
            let finding = Finding::at(Code::DateInFuture, Field::Date, row.cell(Field::Date).text);
            self.log.add(row.number(), Severity::Warning, line.invoice.as_deref(), finding);
        }
        let index = u32::try_from(self.plan.invoices.len()).unwrap_or(u32::MAX);
        let number = line.invoice.as_deref().map(|text| self.plan.numbers.number(text));
        self.plan.invoices.push(Invoice {
            number,
            namesake: newest,
            row: row.number(),
            day,
            year: JalaliDate::from_day(day).year(),
            minute: line.minute,
            customer,
            total: Rial::ZERO,
        });
        if let Some(number) = number {
            match self.newest_of_number.get_mut(number as usize) {
                Some(newest) => *newest = index,
                // A new number is the next one, and it is given only here.
                None => self.newest_of_number.push(index),
            }
        }
        Ok(index)
    }

    /// The invoice of a year among those of one number.
    fn of_year(&self, newest: Option<u32>, year: i32) -> Option<u32> {
        let mut candidate = newest;
        while let Some(invoice) = candidate.and_then(|index| self.plan.invoices.get(index as usize)) {
            if invoice.year == year {
                return candidate;
            }
            candidate = invoice.namesake;
        }
        None
    }

    /// One more row of an invoice that is there already.
    fn join(&mut self, line: &RowLine, index: u32, customer: Option<u32>) -> Result<u32, Finding> {
        let number = number_of(line);
        let Some(invoice) = self.plan.invoices.get_mut(index as usize) else {
            return Err(Finding::at(Code::InvoiceRepeated, Field::InvoiceNumber, number));
        };
        let finding =
            |code: Code| Finding::at(code, Field::InvoiceNumber, number).with("first_row", invoice.row);
        if line.day.is_some_and(|day| day != invoice.day) {
            return Err(finding(Code::InvoiceOtherDay));
        }
        if customer.is_some() && invoice.customer.is_some() && customer != invoice.customer {
            return Err(finding(Code::InvoiceOtherCustomer));
        }
        if !self.plan.keeps_lines {
            return Err(finding(Code::InvoiceRepeated));
        }
        // Programs that print the customer once leave it empty on the other lines.
        invoice.customer = invoice.customer.or(customer);
        invoice.minute = match (invoice.minute, line.minute) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        Ok(index)
    }

    /// By code; in a file without codes by mobile, and without one by name.
    fn customer(&mut self, row: &RowView<'_>, line: &RowLine) -> Option<u32> {
        let name = if row.columns().has(Field::FullName) { text(row.cell(Field::FullName)) } else { None };
        let number = match (&line.customer, line.mobile, &name) {
            (Some(code), ..) => self.plan.customers.number(code),
            (None, Some(mobile), _) if self.plan.without_codes => {
                let number = self.plan.customers.number(&mobile.e164());
                let name_key = name.as_deref().map(key_form).unwrap_or_default();
                match self.plan.mobiles.entry(number) {
                    Entry::Occupied(mut known) => {
                        known.get_mut().is_mixed |= known.get().name_key != name_key
                    }
                    Entry::Vacant(new) => {
                        new.insert(ByMobile { mobile, name_key, is_mixed: false });
                    }
                }
                number
            }
            (None, None, Some(name)) if self.plan.without_codes => {
                self.plan.customers.number(&key_form(name))
            }
            (None, ..) => return None,
        };
        if let Some(name) = name {
            self.plan.customer_names.entry(number).or_insert(name);
        }
        Some(number)
    }

    fn product(&mut self, row: &RowView<'_>, price: Rial) -> Option<u32> {
        // Most lines name a product that is known, in the spelling that is kept.
        let raw_code = row.cell(Field::ProductCode).text;
        let known = self.plan.product_codes.find(raw_code).filter(|_| !raw_code.is_empty());
        let known = known.and_then(|code| self.product_of_code.get(code as usize)).copied();
        let index = match known {
            Some(index) => index,
            None => self.new_product(row)?,
        };
        if let Some(product) = self.plan.products.get_mut(index as usize)
            && price > Rial::ZERO
        {
            product.price = price;
        }
        Some(index)
    }

    /// A product by its code in store form, or by its name; made when it is new. `None` when the row names none.
    fn new_product(&mut self, row: &RowView<'_>) -> Option<u32> {
        let (code, name) = product(row);
        let next = u32::try_from(self.plan.products.len()).unwrap_or(u32::MAX);
        let code_number = code.as_deref().map(|code| self.plan.product_codes.number(code));
        match (code_number, &name) {
            (Some(code), _) => match self.product_of_code.get(code as usize) {
                Some(index) => return Some(*index),
                None => self.product_of_code.push(next),
            },
            (None, Some(name)) => match self.product_of_name.entry(key_form(name)) {
                Entry::Occupied(entry) => return Some(*entry.get()),
                Entry::Vacant(entry) => {
                    entry.insert(next);
                }
            },
            (None, None) => return None,
        }
        let name = name.or(code).unwrap_or_default();
        let name = self.plan.product_names.number(&name);
        self.plan.products.push(FileProduct { code: code_number, name, price: Rial::ZERO });
        Some(next)
    }
}

fn number_of(line: &RowLine) -> &str {
    line.invoice.as_deref().unwrap_or_default()
}
