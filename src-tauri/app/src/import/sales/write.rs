//! The plan into the shop: new customers and products first, then each new invoice whole.

use super::super::customers::nameless;
use super::super::error::ImportError;
use super::super::types::{Created, ImportContext};
use super::super::watch::Watch;
use super::settle::{Fate, number_with_year};
use super::{FileProduct, Invoice, Line, Plan, Settled};
use bazgasht_domain::ids::{CustomerId, ImportId, ProductId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::text::{key_form, sort_key};
use bazgasht_store::customers::{Phone, PhoneKind, Profile};
use bazgasht_store::products::Details;
use bazgasht_store::sales::{NewLine, NewSale, Source as SaleSource};
use bazgasht_store::{Tx, customers, products, sales};

pub(in super::super) fn write(
    tx: &Tx,
    plan: &Plan,
    settled: &mut Settled,
    context: &ImportContext,
    import: ImportId,
    watch: &mut Watch<'_>,
) -> Result<Created, ImportError> {
    let mut created = Created::default();
    parties(tx, plan, settled, context, import, &mut created)?;
    let mut rest = plan.lines.as_slice();
    for (index, (invoice, fate)) in (0_u32..).zip(plan.invoices.iter().zip(&settled.fates)) {
        let mine = rest.iter().take_while(|line| line.invoice <= index).count();
        let (lines, after) = rest.split_at(mine);
        rest = after;
        if let Fate::New { with_year } = *fate {
            let number = number(plan, invoice, with_year);
            let sale = sale(invoice, number, lines, settled, context, import);
            sales::insert(tx, &sale)?;
            created.sales += 1;
            created.sale_lines += lines.len() as u64;
        }
        watch.rows((lines.len() as u64).max(1))?;
    }
    Ok(created)
}

/// What an invoice is stored under.
pub(in super::super) fn number(plan: &Plan, invoice: &Invoice, with_year: bool) -> Option<String> {
    let written = invoice.number.map(|number| plan.numbers.text(number));
    written.map(|written| if with_year { number_with_year(plan, invoice) } else { written.to_owned() })
}

/// Makes the customers and products that a new invoice names and the shop does not have.
pub(in super::super) fn parties(
    tx: &Tx,
    plan: &Plan,
    settled: &mut Settled,
    context: &ImportContext,
    import: ImportId,
    created: &mut Created,
) -> Result<(), ImportError> {
    let is_new = |index: u32| matches!(settled.fates.get(index as usize), Some(Fate::New { .. }));
    let mut needed_customers = vec![false; settled.customers.len()];
    let mut needed_products = vec![false; settled.products.len()];
    for (_, invoice) in (0_u32..).zip(&plan.invoices).filter(|(index, _)| is_new(*index)) {
        if let Some(needed) =
            invoice.customer.and_then(|customer| needed_customers.get_mut(customer as usize))
        {
            *needed = true;
        }
    }
    for line in plan.lines.iter().filter(|line| is_new(line.invoice)) {
        if let Some(needed) = line.product.and_then(|product| needed_products.get_mut(product as usize)) {
            *needed = true;
        }
    }
    for ((number, id), needed) in (0_u32..).zip(&mut settled.customers).zip(needed_customers) {
        if needed && id.is_none() && !settled.nobody.contains(&number) {
            *id = Some(customer(tx, plan, number, context, import)?);
            created.customers += 1;
        }
    }
    for ((product, id), needed) in plan.products.iter().zip(&mut settled.products).zip(needed_products) {
        if needed && id.is_none() {
            *id = Some(products::insert(tx, &details(plan, product), context.now, Some(import))?);
            created.products += 1;
        }
    }
    Ok(())
}

fn customer(
    tx: &Tx,
    plan: &Plan,
    number: u32,
    context: &ImportContext,
    import: ImportId,
) -> Result<CustomerId, ImportError> {
    let mut profile =
        if plan.without_codes { Profile::default() } else { nameless(plan.customers.text(number)) };
    let mobile = plan.mobiles.get(&number).map(|known| (known.mobile.e164(), known.mobile.national()));
    if let Some(name) = plan.customer_names.get(&number) {
        profile.last_name.clone_from(name);
        profile.full_name.clone_from(name);
    } else if let Some((_, national)) = &mobile {
        profile.full_name.clone_from(national);
    }
    profile.name_key = key_form(&profile.full_name);
    profile.name_sort = sort_key(&profile.full_name);
    if let Some((e164, national)) = mobile {
        profile.phones.push(Phone {
            kind: PhoneKind::Mobile,
            e164: Some(e164),
            raw: national,
            label: String::new(),
        });
    }
    Ok(customers::insert(tx, &profile, context.now, context.today, Some(import))?)
}

fn details(plan: &Plan, product: &FileProduct) -> Details {
    let name = plan.product_names.text(product.name);
    Details {
        code: product.code.map(|code| plan.product_codes.text(code).to_owned()),
        name: name.to_owned(),
        name_key: key_form(name),
        price: (product.price > Rial::ZERO).then_some(product.price),
        ..Details::default()
    }
}

pub(in super::super) fn id_of<Id: Copy>(ids: &[Option<Id>], index: Option<u32>) -> Option<Id> {
    ids.get(index? as usize).copied().flatten()
}

fn sale(
    invoice: &Invoice,
    number: Option<String>,
    lines: &[Line],
    settled: &Settled,
    context: &ImportContext,
    import: ImportId,
) -> NewSale {
    let line = |line: &Line| NewLine {
        product: id_of::<ProductId>(&settled.products, line.product),
        title: None,
        quantity_milli: line.quantity_milli,
        unit_price: line.unit_price,
        discount: line.discount,
        total: line.total,
    };
    let customer = id_of(&settled.customers, invoice.customer);
    NewSale {
        entry_minute: invoice.minute,
        source: SaleSource::Import,
        invoice_no: number,
        import: Some(import),
        lines: lines.iter().map(line).collect(),
        ..NewSale::amount(customer, invoice.day, invoice.total, context.now)
    }
}
