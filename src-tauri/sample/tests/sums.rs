//! Money adds up in every sale: lines, discount, payments, returns; and every instant lies on its day.

use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_sample::{CASHIERS, PaymentKind, Return, Sale, Size, generate};
use std::collections::{HashMap, HashSet};

const STEP_RIAL: i64 = 10_000;

#[test]
fn every_sale_adds_up() {
    let today = JalaliDate::new(1405, 9, 1).unwrap().day();
    let shop = generate(Size::S, 1403, today);
    let products = shop.products().len() as u32;
    let mut kinds: HashMap<PaymentKind, u32> = HashMap::new();
    let (mut sales, mut lines, mut returns, mut mixed) = (0.0, 0.0, 0.0, 0.0);
    for sale in shop.sales_by_day() {
        check_lines(&sale, products);
        check_moment(sale.day, sale.minute, sale.at);
        let payments: Vec<_> = sale.payments().collect();
        let paid: i64 = payments.iter().map(|payment| payment.amount.get()).sum();
        assert_eq!(paid, sale.net.get(), "payments make up the net: {sale:?}");
        assert!(payments.iter().all(|payment| payment.amount.get() > 0), "no empty payment: {sale:?}");
        payments.iter().for_each(|payment| *kinds.entry(payment.kind).or_default() += 1);
        if let Some(returned) = &sale.returned {
            check_return(&sale, returned);
            returns += 1.0;
        }
        sales += 1.0;
        lines += sale.lines.len() as f64;
        mixed += f64::from(u8::from(payments.len() > 1));
    }
    let share = |kind| f64::from(kinds[&kind]) / sales;
    let check = |found: f64, low: f64, high: f64, why: &str| {
        assert!((low..=high).contains(&found), "{why}: {found} is not within {low}–{high}");
    };
    check(lines / sales, 2.5, 5.0, "lines of a basket");
    check(returns / sales, 0.006, 0.02, "a few returns");
    check(mixed / sales, 0.01, 0.08, "mixed payments");
    check(share(PaymentKind::Card), 0.6, 0.85, "most pay by card");
    check(share(PaymentKind::Cash), 0.08, 0.25, "some pay cash");
    check(share(PaymentKind::Transfer), 0.03, 0.15, "some transfer");
    check(share(PaymentKind::Credit), 0.02, 0.15, "some are on account");
}

fn check_lines(sale: &Sale, products: u32) {
    let sum = |of: fn(&bazgasht_sample::Line) -> i64| sale.lines.iter().map(of).sum::<i64>();
    assert_eq!(sum(|line| line.net.get()), sale.net.get(), "lines make up the net: {sale:?}");
    assert_eq!(sum(|line| line.discount.get()), sale.discount.get(), "lines carry the discount: {sale:?}");
    assert_eq!(sale.gross.get() - sale.discount.get(), sale.net.get(), "gross less discount: {sale:?}");
    assert!(sale.net.get() > 0 && sale.net.get() % STEP_RIAL == 0, "thousands of toman: {sale:?}");
    assert!(usize::from(sale.cashier) < CASHIERS.len(), "a cashier of the shop: {sale:?}");
    let mut distinct = HashSet::new();
    for line in &sale.lines {
        let gross = line.unit_price.get() * i64::from(line.quantity);
        assert_eq!(gross - line.discount.get(), line.net.get(), "a line adds up: {line:?}");
        assert!(
            line.quantity >= 1 && line.discount.get() >= 0 && line.net.get() > 0,
            "a line of goods: {line:?}"
        );
        assert!(
            line.product < products && distinct.insert(line.product),
            "distinct known products: {sale:?}"
        );
    }
}

fn check_moment(day: ShopDay, minute: u16, at: bazgasht_domain::clock::InstantMs) {
    assert_eq!(ShopDay::from_instant(at), day, "{at:?} lies on {day:?} in Tehran");
    assert_eq!(ShopDay::second_of_day(at), u32::from(minute) * 60, "{at:?} is minute {minute} on the wall");
    assert!((9 * 60..22 * 60).contains(&minute), "opening hours: {minute}");
}

fn check_return(sale: &Sale, returned: &Return) {
    check_moment(returned.day, returned.minute, returned.at);
    assert!(returned.at > sale.at && returned.day > sale.day, "after the sale: {sale:?}");
    let mut refund = 0;
    for back in &returned.lines {
        let line = sale.lines[back.line as usize];
        assert!((1..=line.quantity).contains(&back.quantity), "no more than was bought: {sale:?}");
        refund += line.net.get() * i64::from(back.quantity) / i64::from(line.quantity);
    }
    assert_eq!(refund, returned.refund.get(), "the refund is what the goods cost: {sale:?}");
    let everything = returned.lines.len() == sale.lines.len()
        && returned.lines.iter().all(|back| back.quantity == sale.lines[back.line as usize].quantity);
    assert_eq!(everything, returned.full, "full means all of it: {sale:?}");
    assert!(!returned.full || returned.refund == sale.net, "all of it is all the money: {sale:?}");
    assert_eq!(
        sale.purchase().is_none(),
        sale.customer.is_none() || returned.full,
        "full returns leave the columns"
    );
}
