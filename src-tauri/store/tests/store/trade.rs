//! Returns, imports, bulk loads and the streams that fill the memory.

use crate::support::{AT, DAY, Shop, cash, customer, line, profile, sale, shop};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, SaleId};
use bazgasht_domain::money::Rial;
use bazgasht_store::customers::{self, Phone, PhoneKind, Profile};
use bazgasht_store::facts::{self, Purchase};
use bazgasht_store::imports::{self, Issue, NewRun, Severity};
use bazgasht_store::returns::{self, NewReturn, NewReturnLine};
use bazgasht_store::sales::{self, Bulk, NewSale, Source};
use bazgasht_store::{StoreError, Tx};

fn back(sale: Option<SaleId>, rial: i64) -> NewReturn {
    NewReturn {
        sale,
        customer: None,
        day: DAY,
        entry_minute: None,
        recorded_at: AT,
        total: Rial::new(rial),
        source: Source::Counter,
        invoice_no: None,
        staff: None,
        import: None,
        reason: None,
        lines: Vec::new(),
    }
}

fn two_lines(tx: &Tx, who: CustomerId) -> bazgasht_store::Result<SaleId> {
    let lines = vec![line("نان", 2_000, 600), line("پنیر", 1_000, 400)];
    sales::insert(tx, &NewSale { lines, ..sale(Some(who), DAY, 1_000) })
}

fn line_back(shop: &Shop, sale: SaleId, position: usize, quantity_milli: i64, rial: i64) -> NewReturnLine {
    let found = shop.read(|r| sales::get(r, sale)).unwrap();
    NewReturnLine {
        sale_line: Some(found.lines[position].id),
        product: None,
        title: None,
        quantity_milli,
        total: Rial::new(rial),
    }
}

/// (orders, net) of the customer, and (returned, fully) of the sale.
fn after(shop: &Shop, who: CustomerId, sale: SaleId) -> (i64, i64, i64, bool) {
    shop.read(|r| {
        let totals = customers::get(r, who)?.unwrap().totals;
        let header = sales::get(r, sale)?.unwrap().header;
        Ok((totals.orders_count, totals.net.get(), header.returned.get(), header.fully_returned))
    })
}

#[test]
fn returns_lower_their_sale_until_nothing_is_left() {
    let shop = shop();
    let who = shop.write(|tx| customer(tx, "الف"));
    let sold = shop.write(|tx| two_lines(tx, who));
    let give = |new: NewReturn| shop.store.write(|tx| returns::insert(tx, &new));

    give(NewReturn { lines: vec![line_back(&shop, sold, 0, 500, 150)], ..back(Some(sold), 150) }).unwrap();
    assert_eq!(after(&shop, who, sold), (1, 850, 150, false), "a part of a line");
    let too_many = NewReturn { lines: vec![line_back(&shop, sold, 0, 1_501, 1)], ..back(Some(sold), 1) };
    assert!(matches!(give(too_many), Err(StoreError::Invariant { .. })), "more than is left of the line");
    assert!(
        matches!(give(back(Some(sold), 851)), Err(StoreError::Invariant { .. })),
        "more money than is left"
    );
    assert!(give(back(Some(SaleId::new(4)), 1)).is_err(), "no such sale");
    assert_eq!(after(&shop, who, sold), (1, 850, 150, false), "refused returns leave nothing");

    let rest = vec![line_back(&shop, sold, 0, 1_500, 450), line_back(&shop, sold, 1, 1_000, 300)];
    give(NewReturn { lines: rest, ..back(Some(sold), 750) }).unwrap();
    assert_eq!(after(&shop, who, sold), (0, 0, 900, true), "every line came back: no order any more");
    assert_eq!(shop.read(|r| returns::of_sale(r, sold)).len(), 2, "both are on record");
    let refused = shop.store.write(|tx| sales::cancel(tx, sold, AT));
    assert!(matches!(refused, Err(StoreError::Invariant { .. })), "a returned sale is not cancelled as well");
}

#[test]
fn fully_returned_is_decided_by_lines_or_by_money() {
    let check = |reason: &str, new: NewSale, rial: i64, expected: bool| {
        let shop = shop();
        let (who, sold) = shop.write(|tx| {
            let who = customer(tx, "الف")?;
            Ok((who, sales::insert(tx, &NewSale { customer: Some(who), ..new })?))
        });
        shop.write(|tx| returns::insert(tx, &back(Some(sold), rial)));
        assert_eq!(after(&shop, who, sold).3, expected, "{reason}");
    };
    let lines = || vec![line("نان", 1_000, 100)];
    check("all the money of an amount-only sale", sale(None, DAY, 100), 100, true);
    check("a part of it", sale(None, DAY, 100), 99, false);
    check("a gift given back", sale(None, DAY, 0), 0, true);
    check("all the money, lines unnamed", NewSale { lines: lines(), ..sale(None, DAY, 100) }, 100, true);
    check("nothing of a free line", NewSale { lines: lines(), ..sale(None, DAY, 0) }, 0, false);
    let paid = NewSale { payments: vec![cash(100)], ..sale(None, DAY, 100) };
    check("payments are no lines", paid, 100, true);
}

#[test]
fn a_return_without_its_sale_changes_no_sale() {
    let shop = shop();
    let who = shop.write(|tx| customer(tx, "الف"));
    let sold = shop.write(|tx| two_lines(tx, who));
    let unlinked = NewReturn { customer: Some(who), invoice_no: Some("C1".into()), ..back(None, 500) };
    shop.write(|tx| returns::insert(tx, &unlinked));
    assert_eq!(after(&shop, who, sold), (1, 1_000, 0, false), "the sale is whole");
    assert_eq!(shop.read(|r| returns::of_customer(r, who, 9, 0))[0].total, Rial::new(500), "it is on record");
    let again = shop.store.write(|tx| returns::insert(tx, &unlinked));
    assert!(matches!(again, Err(StoreError::Duplicate { .. })), "its number is taken: {again:?}");
    let line_alone = NewReturn { lines: vec![line_back(&shop, sold, 0, 1, 1)], ..back(None, 1) };
    let refused = shop.store.write(|tx| returns::insert(tx, &line_alone));
    assert!(matches!(refused, Err(StoreError::Invariant { .. })), "a line without its sale: {refused:?}");
}

#[test]
fn a_file_is_imported_once_and_keeps_its_findings() {
    let shop = shop();
    let run = NewRun {
        kind: "customers",
        file_name: "مشتریان.csv",
        file_hash: [3; 32],
        file_bytes: 12,
        profile: None,
        started_at: AT,
        actor: None,
    };
    let issue = |row_number| Issue {
        row_number,
        severity: Severity::Warning,
        code: "phone_too_short".into(),
        params: r#"{"raw":"0912"}"#.into(),
        cells: None,
    };
    let id = shop.write(|tx| {
        let id = imports::begin(tx, &run)?;
        imports::add_issue(tx, id, 0, &issue(5))?;
        imports::add_issue(tx, id, 1, &issue(9))?;
        imports::finish(tx, id, r#"{"customers":2}"#, AT)?;
        Ok(id)
    });
    let known = shop.read(|r| imports::find_by_file(r, "customers", &[3; 32])).unwrap();
    assert_eq!(
        (known.id, known.counts.as_deref()),
        (id, Some(r#"{"customers":2}"#)),
        "a re-import finds the run"
    );
    assert_eq!(shop.read(|r| imports::find_by_file(r, "sales", &[3; 32])), None, "as another kind it is new");
    let again = shop.store.write(|tx| imports::begin(tx, &run));
    assert!(matches!(again, Err(StoreError::Duplicate { .. })), "once: {again:?}");
    assert_eq!(shop.read(|r| imports::issues(r, id, 9, 1)), [issue(9)], "findings page by page");
}

fn schema(shop: &Shop) -> Vec<String> {
    let connection = rusqlite::Connection::open(shop.file("bazgasht.db")).unwrap();
    let mut found =
        connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
    found.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// The same sales written one by one and in bulk.
#[test]
fn a_bulk_load_equals_single_sales() {
    let check = |reason: &str, rows_expected: u64| {
        let (one, many) = (shop(), shop());
        let mut pictures = Vec::new();
        for (shop, in_bulk) in [(&one, false), (&many, true)] {
            shop.write(|tx| {
                let people: Vec<_> = (0..7).map(|_| customer(tx, "x")).collect::<Result<_, _>>()?;
                let of = |n: i64| NewSale {
                    invoice_no: Some(n.to_string()),
                    lines: vec![line("نان", 1_000, n); usize::try_from(n % 3).unwrap()],
                    payments: vec![cash(n); usize::try_from(n % 2).unwrap()],
                    ..sale(
                        (n % 5 != 0).then(|| people[usize::try_from(n % 7).unwrap()]),
                        ShopDay::new(100 + i32::try_from(n % 11).unwrap()),
                        n,
                    )
                };
                if in_bulk {
                    let mut bulk = Bulk::begin(tx, rows_expected)?;
                    for n in 1..=100 {
                        bulk.add(of(n))?;
                    }
                    bulk.finish()
                } else {
                    (1..=100).try_for_each(|n| sales::insert(tx, &of(n)).map(drop))
                }
            });
            pictures.push(shop.read(|r| {
                let mut purchases = Vec::new();
                facts::purchases(r, |purchase| purchases.push(purchase))?;
                let whole: Vec<_> =
                    purchases.iter().map(|p| sales::get(r, p.sale)).collect::<Result<_, _>>()?;
                let ids: Vec<_> = purchases.iter().map(|p| p.customer).collect();
                let invoice = sales::find_by_invoice(r, Source::Counter, "77")?;
                Ok((purchases, whole, customers::rows(r, &ids)?, facts::anonymous_days(r)?, invoice))
            }));
        }
        assert_eq!(pictures[0], pictures[1], "{reason}: every row and every total");
        assert_eq!(schema(&one), schema(&many), "{reason}: the schema is as before");
    };
    check("indexes kept along", 100);
    check("indexes rebuilt", 1_000_000);
}

#[test]
fn a_bulk_load_that_fails_leaves_nothing() {
    let shop = shop();
    let before = schema(&shop);
    let refused = shop.store.write(|tx| {
        let mut bulk = Bulk::begin(tx, 1_000_000)?;
        bulk.add(NewSale { invoice_no: Some("1".into()), ..sale(None, DAY, 1) })?;
        bulk.add(NewSale { invoice_no: Some("1".into()), ..sale(None, DAY, 1) })?;
        bulk.finish()
    });
    assert!(matches!(refused, Err(StoreError::Duplicate { .. })), "the same number twice: {refused:?}");
    assert_eq!(schema(&shop), before, "the indexes are back");
    assert_eq!(shop.read(|r| sales::of_day(r, DAY)), [], "and no row came");
}

#[test]
fn streams_give_orders_and_living_people() {
    let shop = shop();
    let (a, sold) = shop.write(|tx| {
        let phone = |kind, e164: Option<&str>, raw: &str| Phone {
            kind,
            e164: e164.map(str::to_owned),
            raw: raw.into(),
            label: String::new(),
        };
        let who = Profile {
            code: Some("7".into()),
            phones: vec![
                phone(PhoneKind::Mobile, Some("+989121234567"), "0912-1234567"),
                phone(PhoneKind::Landline, None, "021 123"),
            ],
            tags: vec!["ویژه".into()],
            ..profile("الف")
        };
        let a = customers::insert(tx, &who, AT, DAY, None)?;
        customer(tx, "ب")?;
        let sold = sales::insert(tx, &sale(Some(a), DAY, 100))?;
        let gone = sales::insert(tx, &sale(Some(a), DAY, 50))?;
        sales::cancel(tx, gone, AT)?;
        sales::insert(tx, &sale(None, DAY, 30))?;
        returns::insert(tx, &back(Some(sold), 40))?;
        Ok((a, sold))
    });
    shop.read(|r| {
        let mut purchases = Vec::new();
        facts::purchases(r, |purchase| purchases.push(purchase))?;
        assert_eq!(
            purchases,
            [Purchase { sale: sold, customer: a, day: DAY, net: Rial::new(60) }],
            "orders, net"
        );
        let days = facts::anonymous_days(r)?;
        assert_eq!(
            (days.len(), days[0].orders_count, days[0].net),
            (1, 1, Rial::new(30)),
            "the excluded ones"
        );
        let mut people = Vec::new();
        facts::people(r, |id, person| people.push((id, person)))?;
        assert_eq!(people.len(), 2, "everybody");
        assert_eq!(people[0].1.phone_digits, ["989121234567", "021123"], "digits of every number");
        assert_eq!(people[1].1.phone_digits, Vec::<String>::new(), "each with their own numbers");
        for (id, person) in people {
            assert_eq!(facts::person(r, id)?, Some(person), "one person is as in the stream");
        }
        Ok(())
    });
}
