//! Rows to invoices. The number finds the invoice; what then disagrees with it is a finding, never a guess.

use super::super::cells::Dates;
use super::super::codes::Code;
use super::super::error::ImportError;
use super::super::issues::{Finding, IssueLog};
use super::super::scan::{RowView, Source};
use super::super::types::{Field, Kind, Severity};
use super::super::watch::Watch;
use super::line::{Reading, RowLine, product};
use super::{FileProduct, Invoice, Line, Plan};
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::money::Rial;
use bazgasht_domain::text::key_form;
use std::collections::HashMap;

/// Reads the whole file into a plan; every row that stays out is in the log.
pub(in super::super) fn gather(
    source: &mut Source,
    today: ShopDay,
    log: &mut IssueLog,
    watch: &mut Watch<'_>,
) -> Result<Plan, ImportError> {
    let kind = source.kind();
    let keeps_lines = kind != Kind::Orders && source.columns.has_lines();
    let reading = Reading { kind, unit: source.detected.mapping.money_unit };
    let mut gathering = Gathering {
        plan: Plan { keeps_lines, ..Plan::default() },
        reading,
        dates: Dates::default(),
        by_number: HashMap::new(),
        by_code: HashMap::new(),
        by_name: HashMap::new(),
        needs_customer: kind == Kind::Orders,
        today,
        file_total: Rial::ZERO,
        log,
    };
    let rows = source.each_row(watch, |row, _| gathering.row(row))?;
    let mut plan = gathering.plan;
    plan.rows = rows;
    // Stable: lines keep the order of the file within their invoice.
    plan.lines.sort_by_key(|line| line.invoice);
    Ok(plan)
}

struct Gathering<'l> {
    plan: Plan,
    reading: Reading,
    dates: Dates,
    /// Invoices of a number, one a Jalali year.
    by_number: HashMap<String, Vec<u32>>,
    by_code: HashMap<String, u32>,
    by_name: HashMap<String, u32>,
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
        let file_total = file_total.ok_or_else(|| super::super::cells::too_large(Field::Amount, ""))?;
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
        let customer = line.customer.as_deref().map(|code| self.customer(row, code));
        let earlier: &[u32] =
            line.invoice.as_ref().and_then(|number| self.by_number.get(number)).map_or(&[], Vec::as_slice);
        let year = line.day.map(|day| JalaliDate::from_day(day).year());
        let same_year = match year {
            Some(year) => earlier.iter().copied().find(|index| self.year(*index) == Some(year)),
            // A line without a date continues the last invoice of its number.
            None => earlier.last().copied(),
        };
        let is_reused = !earlier.is_empty();
        if let Some(index) = same_year {
            return self.join(line, index, customer);
        }
        let Some(day) = line.day else {
            return Err(Finding::at(Code::DateMissing, Field::Date, row.cell(Field::Date).text));
        };
        if is_reused {
            let finding = Finding::at(Code::InvoiceNextYear, Field::InvoiceNumber, self.number_of(line));
            self.log.add(row.number(), Severity::Warning, line.invoice.as_deref(), finding);
        }
        if day > self.today {
            let finding = Finding::at(Code::DateInFuture, Field::Date, row.cell(Field::Date).text);
            self.log.add(row.number(), Severity::Warning, line.invoice.as_deref(), finding);
        }
        let index = u32::try_from(self.plan.invoices.len()).unwrap_or(u32::MAX);
        self.plan.invoices.push(Invoice {
            number: line.invoice.clone(),
            row: row.number(),
            day,
            year: JalaliDate::from_day(day).year(),
            minute: line.minute,
            customer,
            total: Rial::ZERO,
        });
        if let Some(number) = &line.invoice {
            self.by_number.entry(number.clone()).or_default().push(index);
        }
        Ok(index)
    }

    /// One more row of an invoice that is there already.
    fn join(&mut self, line: &RowLine, index: u32, customer: Option<u32>) -> Result<u32, Finding> {
        let number = self.number_of(line).to_owned();
        let Some(invoice) = self.plan.invoices.get_mut(index as usize) else {
            return Err(Finding::at(Code::InvoiceRepeated, Field::InvoiceNumber, &number));
        };
        let finding =
            |code: Code| Finding::at(code, Field::InvoiceNumber, &number).with("first_row", invoice.row);
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

    fn number_of<'a>(&self, line: &'a RowLine) -> &'a str {
        line.invoice.as_deref().unwrap_or_default()
    }

    fn year(&self, index: u32) -> Option<i32> {
        self.plan.invoices.get(index as usize).map(|invoice| invoice.year)
    }

    fn customer(&mut self, row: &RowView<'_>, code: &str) -> u32 {
        let number = self.plan.customers.number(code);
        if row.columns().has(Field::FullName)
            && let Some(name) = super::super::cells::text(row.cell(Field::FullName))
        {
            self.plan.customer_names.entry(number).or_insert(name);
        }
        number
    }

    fn product(&mut self, row: &RowView<'_>, price: Rial) -> Option<u32> {
        let raw_code = row.cell(Field::ProductCode).text;
        let index = match self.by_code.get(raw_code).copied() {
            Some(index) => index,
            None => {
                let (code, name) = product(row);
                let key = name.as_deref().map(key_form);
                let known = match (&code, &key) {
                    (Some(code), _) => self.by_code.get(code).copied(),
                    (None, Some(key)) => self.by_name.get(key).copied(),
                    (None, None) => return None,
                };
                known.unwrap_or_else(|| {
                    let index = u32::try_from(self.plan.products.len()).unwrap_or(u32::MAX);
                    if let Some(code) = &code {
                        self.by_code.insert(code.clone(), index);
                        // The spelling of the cell too, so that the next line finds it at once.
                        self.by_code.insert(raw_code.to_owned(), index);
                    } else if let Some(key) = key {
                        self.by_name.insert(key, index);
                    }
                    let name = name.or_else(|| code.clone()).unwrap_or_default();
                    self.plan.products.push(FileProduct { code, name, price: Rial::ZERO });
                    index
                })
            }
        };
        if let Some(product) = self.plan.products.get_mut(index as usize)
            && price > Rial::ZERO
        {
            product.price = price;
        }
        Some(index)
    }
}
