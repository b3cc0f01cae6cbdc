//! The plan against the shop: which customers, products and invoices are there already.

use super::super::codes::Code;
use super::super::error::ImportError;
use super::super::issues::{Finding, IssueLog};
use super::super::types::{Field, Severity};
use super::super::watch::Watch;
use super::{Invoice, Plan};
use bazgasht_domain::calendar::JalaliDate;
use bazgasht_domain::ids::{CustomerId, ProductId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::text::key_form;
use bazgasht_store::sales::Source as SaleSource;
use bazgasht_store::{Reader, customers, products, returns, sales};
use std::collections::{HashMap, HashSet};

/// What happens to one invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Fate {
    /// Written, under this number.
    New { number: Option<String> },
    /// In the shop already.
    Known,
    /// Stays out; its rows are in the log.
    Rejected,
}

#[derive(Debug, Default)]
pub(in super::super) struct Settled {
    /// In the order of the plan's customers, products and invoices.
    pub(in super::super) customers: Vec<Option<CustomerId>>,
    pub(in super::super) products: Vec<Option<ProductId>>,
    pub(in super::super) fates: Vec<Fate>,
}

/// What an invoice that is there already looks like.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Stored {
    year: i32,
    is_same_day: bool,
    is_same_total: bool,
}

/// `again`: this very file came in before, so rows that no number tells apart are known.
pub(in super::super) fn settle(
    plan: &Plan,
    reader: &Reader,
    is_return: bool,
    again: bool,
    log: &mut IssueLog,
    watch: &mut Watch<'_>,
) -> Result<Settled, ImportError> {
    let mut settled = Settled::default();
    for code in plan.customers.texts() {
        settled.customers.push(customers::find_by_code(reader, code)?);
    }
    settled.products = match_products(plan, reader)?;
    let mut taken: HashSet<String> = HashSet::new();
    for (index, invoice) in plan.invoices.iter().enumerate() {
        let find = |number: &str| stored(reader, invoice, number, is_return);
        let (fate, differs) = match &invoice.number {
            None if again => (Fate::Known, false),
            None => (Fate::New { number: None }, false),
            Some(number) => fate(invoice, number, &taken, find)?,
        };
        match &fate {
            Fate::Known => watch.known(),
            Fate::New { number: Some(number) } => {
                taken.insert(number.clone());
            }
            Fate::New { number: None } => {}
            Fate::Rejected => reject(plan, index, invoice, log),
        }
        if differs {
            let number = invoice.number.as_deref().unwrap_or_default();
            let finding = Finding::at(Code::InvoiceDiffers, Field::InvoiceNumber, number);
            log.add(invoice.row, Severity::Warning, Some(number), finding);
        }
        settled.fates.push(fate);
        watch.row()?;
    }
    Ok(settled)
}

/// What happens to the invoice, and whether the shop has it with another total.
fn fate(
    invoice: &Invoice,
    number: &str,
    taken: &HashSet<String>,
    find: impl Fn(&str) -> Result<Option<Stored>, ImportError>,
) -> Result<(Fate, bool), ImportError> {
    let of_year = format!("{}/{number}", invoice.year);
    match find(number)? {
        Some(found) if found.is_same_day => Ok((Fate::Known, !found.is_same_total)),
        Some(found) if found.year == invoice.year => Ok((Fate::Rejected, false)),
        None if !taken.contains(number) => Ok((Fate::New { number: Some(number.to_owned()) }, false)),
        // The number belongs to an invoice of another year, in the shop or earlier in this file.
        Some(_) | None => match find(&of_year)? {
            Some(found) if found.is_same_day => Ok((Fate::Known, !found.is_same_total)),
            Some(_) => Ok((Fate::Rejected, false)),
            None => Ok((Fate::New { number: Some(of_year) }, false)),
        },
    }
}

fn stored(
    reader: &Reader,
    invoice: &Invoice,
    number: &str,
    is_return: bool,
) -> Result<Option<Stored>, ImportError> {
    let found = if is_return {
        match returns::find_by_invoice(reader, SaleSource::Import, number)? {
            // One paper of returns may be stored in parts, one a sale, so totals are not compared.
            Some(id) => returns::get(reader, id)?.map(|found| (found.day, None)),
            None => None,
        }
    } else {
        match sales::find_by_invoice(reader, SaleSource::Import, number)? {
            Some(id) => sales::get(reader, id)?.map(|found| (found.header.day, Some(found.header.total))),
            None => None,
        }
    };
    Ok(found.map(|(day, total): (_, Option<Rial>)| Stored {
        year: JalaliDate::from_day(day).year(),
        is_same_day: day == invoice.day,
        is_same_total: total.is_none_or(|total| total == invoice.total),
    }))
}

fn reject(plan: &Plan, index: usize, invoice: &Invoice, log: &mut IssueLog) {
    let number = invoice.number.as_deref().unwrap_or_default();
    let first = plan.lines.partition_point(|line| (line.invoice as usize) < index);
    let mine = plan.lines.iter().skip(first).take_while(|line| line.invoice as usize == index);
    let mut rows: Vec<u32> = mine.map(|line| line.row).collect();
    if rows.is_empty() {
        rows.push(invoice.row);
    }
    for row in rows {
        let finding = Finding::at(Code::InvoiceTaken, Field::InvoiceNumber, number);
        log.add(row, Severity::Rejected, Some(number), finding);
    }
}

fn match_products(plan: &Plan, reader: &Reader) -> Result<Vec<Option<ProductId>>, ImportError> {
    let mut by_code = HashMap::new();
    let mut by_name = HashMap::new();
    if !plan.products.is_empty() {
        for product in products::all(reader)? {
            by_name.entry(product.details.name_key).or_insert(product.id);
            if let Some(code) = product.details.code {
                by_code.insert(code, product.id);
            }
        }
    }
    let find = |product: &super::FileProduct| match &product.code {
        Some(code) => by_code.get(code).copied(),
        None => by_name.get(&key_form(&product.name)).copied(),
    };
    Ok(plan.products.iter().map(find).collect())
}
