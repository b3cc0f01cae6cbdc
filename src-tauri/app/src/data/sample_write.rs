//! Writes a generated shop into a file, in one transaction: all of it or nothing.

use crate::error::{AppError, Code};
use crate::shop::Settings;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, ProductId, SaleId};
use bazgasht_domain::loyalty::{EarnFacts, earn};
use bazgasht_domain::money::Rial;
use bazgasht_domain::names::full_name;
use bazgasht_domain::phone::Mobile;
use bazgasht_domain::points::Points;
use bazgasht_domain::text::{key_form, sort_key};
use bazgasht_sample::{Customer, Gender, PaymentKind, Sale, SampleShop};
use bazgasht_store::club::Version;
use bazgasht_store::customers::{Birth, Kind, Phone, PhoneKind, Profile};
use bazgasht_store::{Store, Tx, customers, points, products, returns, sales, staff};

const SHOP_NAME: &str = "خانهٔ سپیدار";
const OWNER_NAME: &str = "حسین مهدیان";
/// Up to this many sales each earns its own ledger row; larger shops get one opening balance a customer.
const LEDGER_SALES_MAX: u64 = 20_000;
/// People pay what they owe after so many days, or up to a month later.
const OWED_DAYS: i32 = 30;
/// A caller is asked whether to go on once every this many sales.
const ASK_EVERY: u64 = 500;

/// Writes `shop` into an empty `store`. `go_on` hears how many sales are written and may stop the work.
///
/// # Errors
/// What the store says; `job_unknown` when `go_on` said no. Nothing is written then.
pub fn write_sample(
    store: &Store,
    shop: &SampleShop,
    now: InstantMs,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<(), AppError> {
    store.write(|tx| {
        staff::insert(tx, OWNER_NAME, staff::Role::Owner, None, now)?;
        Settings { started: true, shop_name: SHOP_NAME.to_owned(), ..Settings::default() }.write(tx)?;
        let mut writer = Writer {
            tx,
            now,
            program: Version::default(),
            each_sale_earns: shop.purchase_count() <= LEDGER_SALES_MAX,
            products: insert_products(tx, shop, now)?,
            customers: Vec::new(),
            earned: Vec::new(),
            invoice: 0,
        };
        writer.insert_people(shop)?;
        for sale in shop.sales_by_day() {
            writer.insert_sale(&sale)?;
            if writer.invoice.is_multiple_of(ASK_EVERY) && !go_on(writer.invoice) {
                return Err(Code::JobUnknown.into());
            }
        }
        writer.open_balances()
    })
}

struct Writer<'a> {
    tx: &'a Tx,
    now: InstantMs,
    program: Version,
    each_sale_earns: bool,
    products: Vec<ProductId>,
    customers: Vec<CustomerId>,
    /// Points each customer earned, when sales have no rows of their own.
    earned: Vec<i64>,
    invoice: u64,
}

fn insert_products(tx: &Tx, shop: &SampleShop, now: InstantMs) -> Result<Vec<ProductId>, AppError> {
    let insert = |product: &bazgasht_sample::Product| -> Result<ProductId, AppError> {
        let details = products::Details {
            code: None,
            barcode: Some(product.barcode.clone()),
            name: product.name.to_owned(),
            name_key: key_form(product.name),
            category: Some(products::ensure_category(tx, product.category)?),
            price: Some(product.price),
            cost: Some(product.cost),
        };
        Ok(products::insert(tx, &details, now, None)?)
    };
    shop.products().iter().map(insert).collect()
}

impl Writer<'_> {
    fn insert_people(&mut self, shop: &SampleShop) -> Result<(), AppError> {
        for customer in shop.customers() {
            let referrer = customer.referrer.and_then(|index| self.customers.get(index as usize)).copied();
            let profile = Profile { referrer, ..profile(customer.clone()) };
            let at = customer.joined.at_second(10 * 3600).unwrap_or(self.now);
            let id = customers::insert(self.tx, &profile, at, customer.joined, None)?;
            self.customers.push(id);
        }
        self.earned = vec![0; self.customers.len()];
        Ok(())
    }

    fn insert_sale(&mut self, sale: &Sale) -> Result<(), AppError> {
        self.invoice += 1;
        let customer = sale.customer.and_then(|index| self.customers.get(index as usize)).copied();
        let lines = sale.lines.iter().map(|line| sales::NewLine {
            product: self.products.get(line.product as usize).copied(),
            title: None,
            quantity_milli: i64::from(line.quantity) * 1_000,
            unit_price: line.unit_price,
            discount: line.discount,
            total: line.net,
        });
        let is_paid =
            ShopDay::from_instant(self.now).days_since(sale.day) > OWED_DAYS + i32::from(sale.minute % 30);
        let payments = sale.payments().map(|payment| sales::NewPayment {
            kind: match payment.kind {
                PaymentKind::Cash => sales::PaymentKind::Cash,
                PaymentKind::Card => sales::PaymentKind::Card,
                PaymentKind::Transfer => sales::PaymentKind::Transfer,
                // The drawer of the shop that opens today knows nothing of debts that were paid long ago.
                PaymentKind::Credit if is_paid => sales::PaymentKind::Card,
                PaymentKind::Credit => sales::PaymentKind::Credit,
            },
            amount: payment.amount,
            reference: None,
        });
        let new = sales::NewSale {
            entry_minute: Some(sale.minute),
            source: sales::Source::Sample,
            invoice_no: Some(self.invoice.to_string()),
            discount: sale.discount,
            program_rev: Some(self.program.revision),
            lines: lines.collect(),
            payments: payments.collect(),
            ..sales::NewSale::amount(customer, sale.day, sale.net, sale.at)
        };
        let id = sales::insert(self.tx, &new)?;
        if let (Some(customer), Some(index)) = (customer, sale.customer) {
            self.earn(customer, index as usize, id.get(), sale)?;
        }
        self.insert_return(sale, customer, id)
    }

    /// Points are earned on what was kept: a return of the sample has been settled long ago.
    fn earn(
        &mut self,
        customer: CustomerId,
        index: usize,
        sale_id: i64,
        sale: &Sale,
    ) -> Result<(), AppError> {
        let kept = sale.net.checked_sub(sale.refund()).unwrap_or(Rial::ZERO);
        let earned = earn(&self.program.rules, &EarnFacts::of_amount(sale.day, kept)).points;
        if !self.each_sale_earns {
            if let Some(sum) = self.earned.get_mut(index) {
                *sum += earned.get();
            }
            return Ok(());
        }
        self.post(customer, points::EntryKind::Earn, earned, ("sale", sale_id), sale.day, sale.at)
    }

    fn insert_return(&self, sale: &Sale, customer: Option<CustomerId>, id: SaleId) -> Result<(), AppError> {
        let Some(returned) = &sale.returned else { return Ok(()) };
        let sold = sales::get(self.tx, id)?.ok_or(Code::NotFound)?.lines;
        let lines = returned.lines.iter().filter_map(|back| {
            let (line, written) = (sale.lines.get(back.line as usize)?, sold.get(back.line as usize)?);
            let part = i64::from(back.quantity);
            Some(returns::NewReturnLine {
                sale_line: Some(written.id),
                product: written.product,
                title: None,
                quantity_milli: part * 1_000,
                total: Rial::new(line.net.get() / i64::from(line.quantity.max(1)) * part),
            })
        });
        let mut lines: Vec<_> = lines.collect();
        settle(&mut lines, returned.refund);
        let new = returns::NewReturn {
            sale: Some(id),
            customer,
            day: returned.day,
            entry_minute: Some(returned.minute),
            recorded_at: returned.at,
            total: returned.refund,
            source: sales::Source::Sample,
            invoice_no: None,
            staff: None,
            import: None,
            reason: Some(returned.reason.to_owned()),
            lines,
        };
        returns::insert(self.tx, &new)?;
        Ok(())
    }

    fn open_balances(&self) -> Result<(), AppError> {
        for (customer, points) in self.customers.iter().zip(&self.earned) {
            let day = ShopDay::from_instant(self.now);
            let cause = ("sample", customer.get());
            self.post(*customer, points::EntryKind::Opening, Points::new(*points), cause, day, self.now)?;
        }
        Ok(())
    }

    fn post(
        &self,
        customer: CustomerId,
        kind: points::EntryKind,
        earned: Points,
        (source_kind, source_id): (&str, i64),
        day: ShopDay,
        at: InstantMs,
    ) -> Result<(), AppError> {
        if earned <= Points::ZERO {
            return Ok(());
        }
        let entry = points::NewEntry {
            customer,
            kind,
            points: earned,
            day,
            at,
            cause: points::Cause { source_kind: source_kind.to_owned(), source_id, rule: "base".to_owned() },
            actor: None,
            note: None,
        };
        points::post(self.tx, &entry, points::Effect::Open { expires: None, available_from: None })?;
        Ok(())
    }
}

/// The lines of a return add up to what was given back; the last one takes what rounding left.
fn settle(lines: &mut [returns::NewReturnLine], refund: Rial) {
    let sum: i64 = lines.iter().map(|line| line.total.get()).sum();
    if let Some(last) = lines.last_mut() {
        last.total = Rial::new(last.total.get() + refund.get() - sum);
    }
}

fn profile(customer: Customer) -> Profile {
    let name = match &customer.company {
        Some(company) => company.name.clone(),
        None => full_name(customer.first_name, customer.last_name),
    };
    let mobile = Mobile::parse(&customer.mobile).ok().map(|mobile| mobile.e164());
    let kind = if mobile.is_some() { PhoneKind::Mobile } else { PhoneKind::Invalid };
    let mut tags: Vec<String> = customer.tags.iter().map(|tag| (*tag).to_owned()).collect();
    let group = customer.group.label_fa();
    if !tags.iter().any(|tag| tag == group) && customer.group != bazgasht_sample::Group::Household {
        tags.push(group.to_owned());
    }
    Profile {
        kind: if customer.company.is_some() { Kind::Company } else { Kind::Person },
        code: None,
        name_key: key_form(&name),
        name_sort: sort_key(&name),
        full_name: name,
        first_name: customer.first_name.to_owned(),
        last_name: customer.last_name.to_owned(),
        gender: Some(match customer.gender {
            Gender::Female => customers::Gender::Female,
            Gender::Male => customers::Gender::Male,
        }),
        birth: customer.birthday.map(|birth| Birth {
            month: birth.month(),
            day: birth.day(),
            year: birth.year(),
        }),
        city: Some(customer.city.to_owned()),
        district: Some(customer.district.to_owned()),
        address: Some(customer.address).filter(|address| !address.is_empty()),
        card_no: customer.card,
        company_size: customer.company.as_ref().map(|company| i64::from(company.headcount)),
        company: customer.company.map(|company| company.name),
        note: customer.note.map(str::to_owned),
        channel: Some(customer.channel.label_fa().to_owned()),
        acquisition_cost: Some(customer.channel_cost),
        phones: vec![Phone { kind, e164: mobile, raw: customer.mobile, label: String::new() }],
        tags,
        ..Profile::default()
    }
}
