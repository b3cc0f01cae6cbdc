//! Which sale a returned line came from. Deciding is separate from reading: the sales are loaded once a customer.

use super::super::error::ImportError;
use super::super::sales::{Fate, Invoice, Line, Plan, Settled, id_of};
use super::super::watch::Watch;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, ProductId, SaleId, SaleLineId};
use bazgasht_domain::money::Rial;
use bazgasht_store::{Reader, sales};
use std::collections::HashMap;

/// Sales asked for at a time.
const PAGE: u32 = 500;
const ONE_PIECE: i64 = 1_000;

/// A part of a returned line and the sale it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Link {
    /// Position of the line in the plan.
    pub(in super::super) line: usize,
    pub(in super::super) origin: Option<(SaleId, SaleLineId)>,
    pub(in super::super) quantity_milli: i64,
    pub(in super::super) total: Rial,
}

/// A line of a sale and what can still come back of it.
#[derive(Debug, Clone, Copy)]
struct Open {
    sale: usize,
    line: SaleLineId,
    product: Option<ProductId>,
    milli: i64,
}

#[derive(Debug, Clone, Copy)]
struct OpenSale {
    id: SaleId,
    day: ShopDay,
    minute: Option<u16>,
    /// Total − returned.
    rial: i64,
}

#[derive(Debug, Default)]
struct History {
    sales: Vec<OpenSale>,
    /// Oldest sale first.
    lines: Vec<Open>,
}

/// Ties every new returned line; answers the links and how many lines did not find a sale for all of them.
pub(in super::super) fn link(
    plan: &Plan,
    settled: &Settled,
    reader: &Reader,
    watch: &mut Watch<'_>,
) -> Result<(Vec<Link>, u64), ImportError> {
    let mut histories: HashMap<CustomerId, History> = HashMap::new();
    let mut links = Vec::with_capacity(plan.lines.len());
    let mut unlinked = 0;
    for index in in_time(plan, settled) {
        let Some(line) = plan.lines.get(index) else { continue };
        let Some(invoice) = plan.invoices.get(line.invoice as usize) else { continue };
        let before = links.len();
        match id_of(&settled.customers, invoice.customer) {
            Some(customer) => {
                let history = match histories.entry(customer) {
                    std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
                    std::collections::hash_map::Entry::Vacant(entry) => {
                        entry.insert(History::load(reader, customer)?)
                    }
                };
                let product = id_of(&settled.products, line.product);
                history.take(index, line, invoice, product, &mut links);
            }
            None => links.push(whole(index, line)),
        }
        let mine = links.get(before..).unwrap_or_default();
        unlinked += u64::from(mine.iter().any(|link| link.origin.is_none()));
        watch.row()?;
    }
    Ok((links, unlinked))
}

fn whole(index: usize, line: &Line) -> Link {
    Link { line: index, origin: None, quantity_milli: line.quantity_milli, total: line.total }
}

/// Lines of new returns, the earliest return first: what came back first is taken from the sales first.
fn in_time(plan: &Plan, settled: &Settled) -> Vec<usize> {
    let is_new = |line: &Line| matches!(settled.fates.get(line.invoice as usize), Some(Fate::New { .. }));
    let mut order: Vec<usize> =
        plan.lines.iter().enumerate().filter(|(_, line)| is_new(line)).map(|(index, _)| index).collect();
    let time = |index: &usize| {
        let line = plan.lines.get(*index)?;
        let invoice = plan.invoices.get(line.invoice as usize)?;
        Some((invoice.day, invoice.minute, line.row))
    };
    order.sort_by_key(time);
    order
}

impl History {
    fn load(reader: &Reader, customer: CustomerId) -> Result<Self, ImportError> {
        let mut history = Self::default();
        let mut headers = Vec::new();
        loop {
            let skip = u32::try_from(headers.len()).unwrap_or(u32::MAX);
            let page = sales::of_customer(reader, customer, PAGE, skip)?;
            let is_last = page.len() < PAGE as usize;
            headers.extend(page);
            if is_last {
                break;
            }
        }
        headers.sort_by_key(|header| (header.day, header.entry_minute, header.id));
        for header in headers.iter().filter(|header| header.cancelled_at.is_none()) {
            let Some(sale) = sales::get(reader, header.id)? else { continue };
            let index = history.sales.len();
            let rial = header.total.get() - header.returned.get();
            history.sales.push(OpenSale {
                id: header.id,
                day: header.day,
                minute: header.entry_minute,
                rial,
            });
            history.lines.extend(sale.lines.iter().map(|line| Open {
                sale: index,
                line: line.id,
                product: line.product,
                milli: line.quantity_milli - line.returned_milli,
            }));
        }
        Ok(history)
    }

    /// Adds the links of one returned line and lowers what is left.
    fn take(
        &mut self,
        index: usize,
        line: &Line,
        invoice: &Invoice,
        product: Option<ProductId>,
        links: &mut Vec<Link>,
    ) {
        let candidates = self.candidates(invoice, product);
        let fits = |open: &&usize| {
            self.open(**open)
                .is_some_and(|(milli, rial)| milli >= line.quantity_milli && rial >= line.total.get())
        };
        if let Some(open) = candidates.iter().find(fits) {
            links.extend(self.lower(*open, index, line.quantity_milli, line.total));
            return;
        }
        let (mut milli_left, mut rial_left) = (line.quantity_milli, line.total);
        for open in candidates {
            let Some((milli, rial)) = self.open(open) else { continue };
            let milli = milli.min(milli_left);
            // The whole rest takes the whole rest of the amount, so that the parts add up to the line.
            let share =
                if milli == milli_left { Some(rial_left) } else { line.unit_price.share(milli, ONE_PIECE) };
            let Some(share) = share.filter(|share| milli > 0 && share.get() <= rial && *share <= rial_left)
            else {
                continue;
            };
            links.extend(self.lower(open, index, milli, share));
            milli_left -= milli;
            rial_left = rial_left.checked_sub(share).unwrap_or(Rial::ZERO);
            if milli_left == 0 {
                return;
            }
        }
        links.push(Link { line: index, origin: None, quantity_milli: milli_left, total: rial_left });
    }

    /// Lines of the product sold before the return, the latest first.
    fn candidates(&self, invoice: &Invoice, product: Option<ProductId>) -> Vec<usize> {
        let Some(product) = product else { return Vec::new() };
        let is_earlier = |open: &Open| {
            self.sales.get(open.sale).is_some_and(|sale| {
                let same_day_order =
                    sale.minute.is_none() || invoice.minute.is_none() || sale.minute <= invoice.minute;
                sale.day < invoice.day || (sale.day == invoice.day && same_day_order)
            })
        };
        let mine = self.lines.iter().enumerate().rev();
        mine.filter(|(_, open)| open.product == Some(product) && open.milli > 0 && is_earlier(open))
            .map(|(index, _)| index)
            .collect()
    }

    /// (thousandths, rial) that can still come back of a line.
    fn open(&self, index: usize) -> Option<(i64, i64)> {
        let open = self.lines.get(index)?;
        Some((open.milli, self.sales.get(open.sale)?.rial))
    }

    fn lower(&mut self, open: usize, index: usize, milli: i64, total: Rial) -> Option<Link> {
        let line = self.lines.get_mut(open)?;
        let sale = self.sales.get_mut(line.sale)?;
        line.milli -= milli;
        sale.rial -= total.get();
        Some(Link { line: index, origin: Some((sale.id, line.line)), quantity_milli: milli, total })
    }
}
