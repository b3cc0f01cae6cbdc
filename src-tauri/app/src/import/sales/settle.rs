//! The plan against the shop: which customers, products and invoices are there already.

use super::super::codes::Code;
use super::super::error::ImportError;
use super::super::issues::{Finding, IssueLog};
use super::super::types::{Field, Severity};
use super::super::watch::Watch;
use super::{ByMobile, Invoice, Plan};
use bazgasht_domain::calendar::JalaliDate;
use bazgasht_domain::ids::{CustomerId, ProductId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::text::key_form;
use bazgasht_store::sales::Source as SaleSource;
use bazgasht_store::{Reader, customers, facts, products, returns, sales};
use std::collections::{HashMap, HashSet};

/// What happens to one invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Fate {
    /// Written under its number, with the year before it when another year has the number.
    New { with_year: bool },
    /// In the shop already.
    Known,
    /// Stays out; its rows are in the log.
    Rejected,
}

#[derive(Debug, Default)]
pub(in super::super) struct Settled {
    /// In the order of the plan's customers, products and invoices.
    pub(in super::super) customers: Vec<Option<CustomerId>>,
    /// Customers of the file whose name several people of the shop have.
    pub(in super::super) nobody: HashSet<u32>,
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
    let (customers, nobody) = match_customers(plan, reader, log)?;
    let mut settled = Settled {
        customers,
        nobody,
        products: match_products(plan, reader)?,
        fates: Vec::with_capacity(plan.invoices.len()),
    };
    for (index, invoice) in plan.invoices.iter().enumerate() {
        let (fate, differs) = match invoice.number {
            None if again => (Fate::Known, false),
            None => (Fate::New { with_year: false }, false),
            Some(_) => {
                fate(plan, &settled.fates, invoice, |number| stored(reader, invoice, number, is_return))?
            }
        };
        if fate == Fate::Known {
            watch.known();
        }
        if fate == Fate::Rejected {
            reject(plan, index, invoice, log);
        }
        if differs {
            let number = plan.number_of(invoice);
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
    plan: &Plan,
    fates: &[Fate],
    invoice: &Invoice,
    find: impl Fn(&str) -> Result<Option<Stored>, ImportError>,
) -> Result<(Fate, bool), ImportError> {
    let number = plan.number_of(invoice);
    let is_taken_here = namesakes(plan, invoice)
        .any(|index| matches!(fates.get(index as usize), Some(Fate::New { with_year: false })));
    match find(number)? {
        Some(found) if found.is_same_day => Ok((Fate::Known, !found.is_same_total)),
        Some(found) if found.year == invoice.year => Ok((Fate::Rejected, false)),
        None if !is_taken_here => Ok((Fate::New { with_year: false }, false)),
        // The number belongs to an invoice of another year, in the shop or earlier in this file.
        Some(_) | None => match find(&number_with_year(plan, invoice))? {
            Some(found) if found.is_same_day => Ok((Fate::Known, !found.is_same_total)),
            Some(_) => Ok((Fate::Rejected, false)),
            None => Ok((Fate::New { with_year: true }, false)),
        },
    }
}

pub(in super::super) fn number_with_year(plan: &Plan, invoice: &Invoice) -> String {
    format!("{}/{}", invoice.year, plan.number_of(invoice))
}

/// Invoices of the same number that stand before this one in the file.
fn namesakes<'p>(plan: &'p Plan, invoice: &Invoice) -> impl Iterator<Item = u32> + 'p {
    std::iter::successors(invoice.namesake, |index| plan.invoices.get(*index as usize)?.namesake)
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
    let number = plan.number_of(invoice);
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

/// By code; in a file without codes by mobile or name. What several people answer to belongs to nobody.
fn match_customers(
    plan: &Plan,
    reader: &Reader,
    log: &mut IssueLog,
) -> Result<(Vec<Option<CustomerId>>, HashSet<u32>), ImportError> {
    let mut matched = Vec::with_capacity(plan.customers.len());
    if !plan.without_codes {
        for code in plan.customers.texts() {
            matched.push(customers::find_by_code(reader, code)?);
        }
        return Ok((matched, HashSet::new()));
    }
    let mut by_name: HashMap<String, Option<CustomerId>> = HashMap::new();
    facts::people(reader, |id, person| {
        by_name.entry(person.name_key).and_modify(|known| *known = None).or_insert(Some(id));
    })?;
    let mut nobody = HashSet::new();
    for (customer, key) in (0_u32..).zip(plan.customers.texts()) {
        let answer = match plan.mobiles.get(&customer) {
            Some(known) => by_mobile(reader, known)?,
            None => by_name.get(key).map_or(Answer::New, |known| known.map_or(Answer::Several, Answer::One)),
        };
        matched.push(match answer {
            Answer::One(id) => Some(id),
            Answer::New => None,
            Answer::Several => {
                nobody.insert(customer);
                None
            }
        });
    }
    for invoice in &plan.invoices {
        let Some(customer) = invoice.customer.filter(|customer| nobody.contains(customer)) else { continue };
        let name = plan.customer_names.get(&customer).map_or("", String::as_str);
        let finding = match plan.mobiles.get(&customer) {
            Some(known) => Finding::at(Code::CustomerSharedMobile, Field::Mobile, &known.mobile.national()),
            None => Finding::at(Code::CustomerAmbiguous, Field::FullName, name),
        };
        log.add(invoice.row, Severity::Warning, Some(name), finding);
    }
    Ok((matched, nobody))
}

/// Who in the shop a customer of the file is.
enum Answer {
    One(CustomerId),
    Several,
    New,
}

/// A mobile tells who it is, whatever the name is spelt like. In a family that shares one the name decides, if the file
/// says one name throughout; a name that nobody of them has is one more of the family.
fn by_mobile(reader: &Reader, known: &ByMobile) -> Result<Answer, ImportError> {
    let family = customers::find_by_phone(reader, &known.mobile.e164())?;
    match family.as_slice() {
        [] => return Ok(Answer::New),
        [only] => return Ok(Answer::One(*only)),
        _ if known.is_mixed || known.name_key.is_empty() => return Ok(Answer::Several),
        _ => {}
    }
    let mut answer = Answer::New;
    for id in family {
        if customers::get(reader, id)?.is_some_and(|found| found.profile.name_key == known.name_key) {
            answer = if matches!(answer, Answer::New) { Answer::One(id) } else { Answer::Several };
        }
    }
    Ok(answer)
}

fn match_products(plan: &Plan, reader: &Reader) -> Result<Vec<Option<ProductId>>, ImportError> {
    let mut by_name = HashMap::new();
    if plan.products.iter().any(|product| product.code.is_none()) {
        for product in products::all(reader)? {
            by_name.entry(product.details.name_key).or_insert(product.id);
        }
    }
    let mut matched = Vec::with_capacity(plan.products.len());
    for product in &plan.products {
        matched.push(match product.code {
            Some(code) => products::find_by_code(reader, plan.product_codes.text(code))?,
            None => by_name.get(&key_form(plan.product_names.text(product.name))).copied(),
        });
    }
    Ok(matched)
}
