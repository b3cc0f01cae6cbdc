//! The published figures of a file, from what was taken of it: the same on the first import and on every later one.

use super::super::error::ImportError;
use super::super::types::{OrderCounts, ReturnCounts, SalesCounts};
use super::settle::Fate;
use super::{Invoice, Plan, Settled};
use bazgasht_domain::money::Rial;
use std::collections::HashSet;

/// Everything of the plan that is in the shop or will be.
pub(in super::super) fn count(plan: &Plan, settled: &Settled) -> Result<SalesCounts, ImportError> {
    let mut counts = SalesCounts::default();
    let (mut total, mut total_with_customer) = (Rial::ZERO, Rial::ZERO);
    let mut customers = HashSet::new();
    let mut days: Option<(_, _)> = None;
    for invoice in taken(plan, settled) {
        counts.sales_invoices += 1;
        total = total.checked_add(invoice.total).ok_or(ImportError::TotalTooLarge)?;
        if let Some(customer) = invoice.customer {
            counts.sales_invoices_with_customer += 1;
            customers.insert(customer);
            total_with_customer =
                total_with_customer.checked_add(invoice.total).ok_or(ImportError::TotalTooLarge)?;
        }
        let (first, last) = days.unwrap_or((invoice.day, invoice.day));
        days = Some((first.min(invoice.day), last.max(invoice.day)));
    }
    let is_taken = |index: u32| settled.fates.get(index as usize).is_some_and(|fate| *fate != Fate::Rejected);
    let lines = plan.lines.iter().filter(|line| is_taken(line.invoice));
    counts.sales_lines = if plan.keeps_lines { lines.clone().count() as u64 } else { counts.sales_invoices };
    counts.products = lines.filter_map(|line| line.product).collect::<HashSet<u32>>().len() as u64;
    counts.customers_with_sales = customers.len() as u64;
    counts.sales_total_rial = total.get();
    counts.sales_total_with_customer_rial = total_with_customer.get();
    counts.first_day = days.map(|(first, _)| first.iso());
    counts.last_day = days.map(|(_, last)| last.iso());
    Ok(counts)
}

fn taken<'p>(plan: &'p Plan, settled: &'p Settled) -> impl Iterator<Item = &'p Invoice> {
    plan.invoices
        .iter()
        .zip(&settled.fates)
        .filter(|(_, fate)| **fate != Fate::Rejected)
        .map(|(invoice, _)| invoice)
}

impl From<SalesCounts> for OrderCounts {
    fn from(sales: SalesCounts) -> Self {
        Self { orders: sales.sales_invoices, customers: sales.customers_with_sales, sales }
    }
}

impl From<SalesCounts> for ReturnCounts {
    fn from(counts: SalesCounts) -> Self {
        Self {
            return_lines: counts.sales_lines,
            return_invoices: counts.sales_invoices,
            returns_total_rial: counts.sales_total_rial,
            returns_total_with_customer_rial: counts.sales_total_with_customer_rial,
        }
    }
}
