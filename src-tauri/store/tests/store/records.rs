//! What is written reads back the same; what must not be written is refused whole.

use crate::support::{AT, DAY, cash, customer, line, profile, sale, shop};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;
use bazgasht_store::customers::{self, Birth, Gender, Kind, Phone, PhoneKind, Profile};
use bazgasht_store::sales::{self, NewSale, Source};
use bazgasht_store::{StoreError, products, requests, settings, staff};

fn full_profile() -> Profile {
    Profile {
        kind: Kind::Company,
        code: Some("12346".into()),
        first_name: "بنیامین".into(),
        last_name: "صیادی".into(),
        gender: Some(Gender::Male),
        birth: Some(Birth { month: 12, day: 30, year: None }),
        birth_raw: Some("1401/13/40".into()),
        city: Some("امیرکلا".into()),
        card_no: Some("778".into()),
        acquisition_cost: Some(Rial::new(5_000)),
        is_lead: true,
        phones: vec![
            Phone { kind: PhoneKind::Invalid, raw: "0912".into(), ..Phone::default() },
            Phone {
                kind: PhoneKind::Mobile,
                e164: Some("+989121234567".into()),
                raw: "0912 123 4567".into(),
                label: "مادر".into(),
            },
        ],
        tags: vec!["عمده".into(), "همکار".into()],
        ..profile("بنیامین صیادی")
    }
}

#[test]
fn a_customer_reads_back_as_written() {
    let shop = shop();
    let id = shop.write(|tx| customers::insert(tx, &full_profile(), AT, DAY, None));
    let found = shop.read(|r| customers::get(r, id)).unwrap();
    assert_eq!(found.profile, full_profile(), "every field of the profile is kept");
    assert_eq!((found.created_at, found.created_day), (AT, DAY), "when and on which day");

    let changed = Profile { tags: vec!["ویژه".into()], phones: Vec::new(), code: None, ..full_profile() };
    shop.write(|tx| customers::update(tx, id, &changed));
    assert_eq!(
        shop.read(|r| customers::get(r, id)).unwrap().profile,
        changed,
        "an update replaces all of it"
    );
    let missing = shop.store.write(|tx| customers::update(tx, CustomerId::new(5), &changed));
    assert!(matches!(missing, Err(StoreError::NotFound { entity: "customer", id: 5 })), "{missing:?}");
}

#[test]
fn a_customer_is_found_by_what_they_are_known_by() {
    let shop = shop();
    let id = shop.write(|tx| customers::insert(tx, &full_profile(), AT, DAY, None));
    let check = |what: &str, found: Vec<CustomerId>, expected: bool| {
        assert_eq!(found, if expected { vec![id] } else { vec![] }, "{what}");
    };
    shop.read(|r| {
        check("code", customers::find_by_code(r, "12346")?.into_iter().collect(), true);
        check("another code", customers::find_by_code(r, "1234")?.into_iter().collect(), false);
        check("mobile", customers::find_by_phone(r, "+989121234567")?, true);
        check("last four digits", customers::find_by_phone_ending(r, "4567", 9)?, true);
        check("a bad number still has an ending", customers::find_by_phone_ending(r, "912", 9)?, true);
        check("wrong ending", customers::find_by_phone_ending(r, "4568", 9)?, false);
        check("no digits find nobody", customers::find_by_phone_ending(r, "%", 9)?, false);
        check("card", customers::find_by_card(r, "778")?, true);
        Ok(())
    });
    let twin = shop.store.write(|tx| customers::insert(tx, &full_profile(), AT, DAY, None));
    assert!(matches!(&twin, Err(StoreError::Duplicate { what }) if what == "customer.code"), "{twin:?}");
}

#[test]
fn list_rows_come_in_the_order_asked() {
    let shop = shop();
    let (a, b) =
        shop.write(|tx| Ok((customer(tx, "الف")?, customers::insert(tx, &full_profile(), AT, DAY, None)?)));
    let rows = shop.read(|r| customers::rows(r, &[b, CustomerId::new(9), a]));
    let names: Vec<_> = rows.iter().map(|row| row.full_name.as_str()).collect();
    assert_eq!(names, ["بنیامین صیادی", "الف"], "the order asked for, an unknown id left out");
    assert_eq!(rows[0].phone.as_deref(), Some("0912"), "the first number, as written when it is no mobile");
    assert_eq!(rows[0].tags, ["عمده", "همکار"], "tags apart");
}

#[test]
fn a_sale_keeps_lines_payments_and_totals() {
    let shop = shop();
    let (who, id) = shop.write(|tx| {
        let who = customer(tx, "الف")?;
        let new = NewSale {
            invoice_no: Some("17".into()),
            lines: vec![line("نان", 2_000, 60_000), line("پنیر", 500, 40_000)],
            payments: vec![cash(70_000), cash(30_000)],
            ..sale(Some(who), DAY, 100_000)
        };
        Ok((who, sales::insert(tx, &new)?))
    });
    let found = shop.read(|r| sales::get(r, id)).unwrap();
    let titles: Vec<_> = found.lines.iter().map(|line| (line.title.as_str(), line.quantity_milli)).collect();
    assert_eq!(titles, [("نان", 2_000), ("پنیر", 500)], "lines in the order typed");
    assert_eq!(found.payments.len(), 2, "both payments");
    assert_eq!(shop.read(|r| sales::find_by_invoice(r, Source::Counter, "17")), Some(id), "by invoice");
    assert_eq!(shop.read(|r| sales::find_by_invoice(r, Source::Import, "17")), None, "another source");

    shop.write(|tx| sales::insert(tx, &sale(Some(who), ShopDay::new(19_000), 1)));
    let totals = shop.read(|r| customers::get(r, who)).unwrap().totals;
    assert_eq!(
        (totals.orders_count, totals.net, totals.first_day, totals.last_day),
        (2, Rial::new(100_001), Some(ShopDay::new(19_000)), Some(DAY)),
        "a back-dated sale moves the first day"
    );
    shop.write(|tx| sales::cancel(tx, id, AT));
    let totals = shop.read(|r| customers::get(r, who)).unwrap().totals;
    assert_eq!(
        (totals.orders_count, totals.net, totals.last_day),
        (1, Rial::new(1), Some(ShopDay::new(19_000))),
        "a cancelled sale leaves the totals"
    );
}

#[test]
fn refused_sales_leave_nothing() {
    let shop = shop();
    let who = shop.write(|tx| customer(tx, "الف"));
    let taken = NewSale { invoice_no: Some("1".into()), ..sale(None, DAY, 1) };
    shop.write(|tx| sales::insert(tx, &taken));
    let check = |reason: &str, new: NewSale, expected: &str| {
        let refused = shop.store.write(|tx| sales::insert(tx, &new)).unwrap_err();
        assert!(format!("{refused:?}").starts_with(expected), "{reason}: {refused:?}");
        let totals = shop.read(|r| customers::get(r, who)).unwrap().totals;
        assert_eq!(totals.orders_count, 0, "{reason}: nothing of it stays");
    };
    check("a taken invoice number", taken.clone(), "Duplicate");
    check("nobody", sale(Some(CustomerId::new(77)), DAY, 1), "MissingReference");
    let short = NewSale { payments: vec![cash(1)], ..sale(Some(who), DAY, 2) };
    check("payments short of the total", short, "Invariant");
    shop.write(|tx| sales::insert(tx, &sale(Some(who), DAY, i64::MAX)));
    shop.write(|tx| sales::cancel(tx, shop.read(|r| sales::of_customer(r, who, 1, 0))[0].id, AT));
    let twice = shop.store.write(|tx| {
        sales::insert(tx, &sale(Some(who), DAY, i64::MAX))?;
        sales::insert(tx, &sale(Some(who), DAY, i64::MAX))
    });
    assert!(matches!(twice, Err(StoreError::OutOfRange)), "a sum beyond i64 is refused: {twice:?}");
}

#[test]
fn a_day_adds_up_by_payment_kind() {
    let shop = shop();
    shop.write(|tx| {
        sales::insert(tx, &NewSale { payments: vec![cash(5)], ..sale(None, DAY, 5) })?;
        let cancelled = sales::insert(tx, &NewSale { payments: vec![cash(7)], ..sale(None, DAY, 7) })?;
        sales::cancel(tx, cancelled, AT)?;
        sales::insert(tx, &sale(None, ShopDay::new(1), 9))
    });
    let day = shop.read(|r| sales::day_totals(r, DAY));
    assert_eq!((day.sales_count, day.total), (1, Rial::new(5)), "the day's own, uncancelled sales");
    assert_eq!(day.by_payment, [(sales::PaymentKind::Cash, Rial::new(5))], "by kind");
}

#[test]
fn products_staff_settings_and_requests_read_back() {
    let shop = shop();
    shop.write(|tx| {
        let category = products::ensure_category(tx, "نان")?;
        assert_eq!(products::ensure_category(tx, "نان")?, category, "one category a name");
        let details = products::Details {
            code: Some("85123A".into()),
            name: "سنگک".into(),
            category: Some(category),
            price: Some(Rial::new(50_000)),
            ..products::Details::default()
        };
        let id = products::insert(tx, &details, AT, None)?;
        assert_eq!(products::get(tx, id)?.map(|product| product.details), Some(details), "as written");
        assert_eq!(products::find_by_code(tx, "85123A")?, Some(id), "by code");

        let owner = staff::insert(tx, "مدیر", staff::Role::Owner, None, AT)?;
        staff::set_pin(tx, owner, Some("hash"))?;
        let member = staff::get(tx, owner)?.unwrap();
        assert_eq!((member.role, member.pin_hash.as_deref()), (staff::Role::Owner, Some("hash")), "staff");

        assert_eq!(settings::get::<i64>(tx, "window_days")?, None, "no setting yet");
        settings::put(tx, "window_days", &90)?;
        settings::put(tx, "window_days", &45)?;
        assert_eq!(settings::get(tx, "window_days")?, Some(45), "the last value counts");
        assert!(
            settings::get::<String>(tx, "window_days").is_err(),
            "another type is an error, not a default"
        );

        requests::remember(tx, "r1", "record_sale", "{}", AT)?;
        assert_eq!(requests::find(tx, "r1")?.unwrap().response, "{}", "the answer is kept");
        assert!(requests::remember(tx, "r1", "record_sale", "{}", AT).is_err(), "once");
        Ok(())
    });
}
