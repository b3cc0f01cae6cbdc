//! Linked returns into the shop: one stored return a sale, and one for what has none.

use super::super::error::ImportError;
use super::super::sales::{Fate, Plan, Settled, id_of, number, parties};
use super::super::types::{Created, ImportContext};
use super::super::watch::Watch;
use super::Link;
use bazgasht_domain::ids::{ImportId, SaleId};
use bazgasht_domain::money::Rial;
use bazgasht_store::returns::{NewReturn, NewReturnLine};
use bazgasht_store::sales::Source as SaleSource;
use bazgasht_store::{Tx, returns};
use std::collections::BTreeMap;

pub(in super::super) fn write(
    tx: &Tx,
    plan: &Plan,
    settled: &mut Settled,
    links: &[Link],
    context: &ImportContext,
    import: ImportId,
    watch: &mut Watch<'_>,
) -> Result<Created, ImportError> {
    let mut created = Created::default();
    parties(tx, plan, settled, context, import, &mut created)?;
    let mut by_invoice: BTreeMap<u32, BTreeMap<Option<SaleId>, Vec<&Link>>> = BTreeMap::new();
    for link in links {
        let Some(line) = plan.lines.get(link.line) else { continue };
        let parts = by_invoice.entry(line.invoice).or_default();
        parts.entry(link.origin.map(|(sale, _)| sale)).or_default().push(link);
    }
    for (index, (invoice, fate)) in (0_u32..).zip(plan.invoices.iter().zip(&settled.fates)) {
        let Fate::New { with_year } = *fate else { continue };
        let number = number(plan, invoice, with_year);
        // A return by amount alone has no lines to link.
        let amount_only = BTreeMap::from([(None, Vec::new())]);
        let parts = by_invoice.get(&index).unwrap_or(&amount_only);
        for (part, (sale, links)) in (1_u32..).zip(parts) {
            let lines: Vec<NewReturnLine> = links.iter().map(|link| new_line(plan, settled, link)).collect();
            let total =
                Rial::checked_sum(lines.iter().map(|line| line.total)).ok_or(ImportError::TotalTooLarge)?;
            let entry = NewReturn {
                sale: *sale,
                customer: id_of(&settled.customers, invoice.customer),
                day: invoice.day,
                entry_minute: invoice.minute,
                recorded_at: context.now,
                total: if links.is_empty() { invoice.total } else { total },
                source: SaleSource::Import,
                invoice_no: number.as_ref().map(|number| part_number(number, part)),
                staff: None,
                import: Some(import),
                reason: None,
                lines,
            };
            returns::insert(tx, &entry)?;
            watch.rows((entry.lines.len() as u64).max(1))?;
        }
        created.returns += 1;
        created.return_lines += by_invoice.get(&index).map_or(0, |_| lines_of(plan, index));
    }
    Ok(created)
}

fn lines_of(plan: &Plan, invoice: u32) -> u64 {
    let first = plan.lines.partition_point(|line| line.invoice < invoice);
    plan.lines.iter().skip(first).take_while(|line| line.invoice == invoice).count() as u64
}

/// The first part keeps the number, by which the paper is known when the file comes again.
fn part_number(number: &str, part: u32) -> String {
    if part == 1 { number.to_owned() } else { format!("{number}/{part}") }
}

fn new_line(plan: &Plan, settled: &Settled, link: &Link) -> NewReturnLine {
    let line = plan.lines.get(link.line);
    let product = line.and_then(|line| line.product);
    let id = id_of(&settled.products, product);
    NewReturnLine {
        sale_line: link.origin.map(|(_, line)| line),
        product: id,
        title: None,
        quantity_milli: link.quantity_milli,
        total: link.total,
    }
}
