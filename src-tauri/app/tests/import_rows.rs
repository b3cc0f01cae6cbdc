//! What an import does with every kind of row that shops really have.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where it stands

mod import_shop;

use bazgasht_app::import::{CODES, Created, Kind};
use bazgasht_store::customers;
use import_shop::{SALES, Shop, found, only};
use proptest::prelude::*;

/// Rows of a sales file; which stay out with which reason, which come in with a remark, and the total that is stored.
fn check_sales(rows: &str, rejected: &[(u32, &str)], aside: &[(u32, &str)], total_rial: i64, why: &str) {
    let shop = Shop::open();
    let report = shop.import(Kind::Sales, &format!("{SALES}{rows}"));
    let (found_rejected, found_aside) = found(&report);
    assert_eq!(found_rejected, rejected, "{why}: rows that stay out");
    assert_eq!(found_aside, aside, "{why}: remarks");
    let counts = serde_json::to_value(&report.counts).unwrap();
    assert_eq!(counts["sales_total_rial"], total_rial, "{why}: total");
    for (_, code) in found_rejected.iter().chain(&found_aside) {
        assert!(CODES.contains(code), "{why}: {code} is in the list of codes");
    }
}

#[test]
fn rows_of_sales() {
    check_sales("1;1404/09/01;10:00;7;a;سیب;2;1000\n", &[], &[], 20_000, "an ordinary line, toman to rial");
    check_sales(
        "1;1404/12/30;10:00;7;a;سیب;2;1000\n",
        &[(2, "import_date_day_out_of_range")],
        &[],
        0,
        "30 Esfand of a common year",
    );
    check_sales("1;1403/12/30;;7;a;سیب;2;1000\n", &[], &[], 20_000, "30 Esfand of a leap year");
    check_sales(
        "1;1600/01/01;;7;a;سیب;2;1000\n",
        &[(2, "import_date_year_out_of_range")],
        &[],
        0,
        "the year 1600",
    );
    check_sales(
        "1;04/09/01;;7;a;سیب;2;1000\n",
        &[(2, "import_date_ambiguous_year")],
        &[],
        0,
        "a year of two digits",
    );
    check_sales(
        "1;1404/13/01;;7;a;سیب;2;1000\n",
        &[(2, "import_date_month_out_of_range")],
        &[],
        0,
        "a thirteenth month",
    );
    check_sales("1;دیروز;;7;a;سیب;2;1000\n", &[(2, "import_date_not_a_date")], &[], 0, "no date");
    check_sales("1;;;7;a;سیب;2;1000\n", &[(2, "import_date_missing")], &[], 0, "an empty date");
    check_sales(
        "1;1406/01/01;;7;a;سیب;2;1000\n",
        &[],
        &[(2, "import_date_in_future")],
        20_000,
        "a day to come",
    );
    check_sales(
        "1;1404/09/01;25:10;7;a;سیب;2;1000\n",
        &[],
        &[(2, "import_time_invalid")],
        20_000,
        "no such hour",
    );
    check_sales(
        "1;1404/09/01;;7;a;سیب;-2;1000\n",
        &[(2, "import_quantity_negative")],
        &[],
        0,
        "a negative quantity",
    );
    check_sales(
        "1;1404/09/01;;7;a;سیب;(2);1000\n",
        &[(2, "import_quantity_negative")],
        &[],
        0,
        "negative in brackets",
    );
    check_sales("1;1404/09/01;;7;a;سیب;0;1000\n", &[(2, "import_quantity_zero")], &[], 0, "nothing sold");
    check_sales("1;1404/09/01;;7;a;سیب;;1000\n", &[(2, "import_quantity_missing")], &[], 0, "no quantity");
    check_sales("1;1404/09/01;;7;a;سیب;1.5;1000\n", &[], &[], 15_000, "one and a half kilo");
    check_sales(
        "1;1404/09/01;;7;a;سیب;=1+2;1000\n",
        &[(2, "import_quantity_invalid")],
        &[],
        0,
        "formula text as a quantity",
    );
    check_sales("1;1404/09/01;;7;a;سیب;2;NaN\n", &[(2, "import_amount_not_a_number")], &[], 0, "no number");
    check_sales("1;1404/09/01;;7;a;سیب;2;\n", &[(2, "import_amount_missing")], &[], 0, "no price");
    check_sales("1;1404/09/01;;7;a;سیب;2;-5\n", &[(2, "import_amount_negative")], &[], 0, "a negative price");
    check_sales(
        "1;1404/09/01;;7;a;سیب;2;9007199254740993\n",
        &[(2, "import_amount_too_large")],
        &[],
        0,
        "a price beyond 2^53",
    );
    check_sales(
        "1;1404/09/01;;7;a;سیب;999999999;900719925474099\n",
        &[(2, "import_amount_too_large")],
        &[],
        0,
        "a product beyond 2^53",
    );
    check_sales(
        &format!("1;1404/09/01;;7;a;سیب;2;{}\n", "9".repeat(300)),
        &[(2, "import_amount_too_large")],
        &[],
        0,
        "300 digits",
    );
    check_sales("1;1404/09/01;;7;a;سیب;2;0\n", &[], &[], 0, "a gift");
    check_sales("1;1404/09/01;;;a;سیب;2;1000\n", &[], &[], 20_000, "an anonymous sale");
    let long = "ب".repeat(1_000_000);
    check_sales(
        &format!("{long};1404/09/01;;7;a;سیب;2;1000\n"),
        &[(2, "import_cell_too_long")],
        &[],
        0,
        "a number of 1e6 letters",
    );
    check_sales(
        &format!("1;1404/09/01;;7;a;{long};2;1000\n"),
        &[],
        &[(2, "import_cell_too_long")],
        20_000,
        "a name of 1e6 letters",
    );
    check_sales(
        "1;1404/09/01;;7;a;سیب;2;1000\n;;;;;جمع کل;2;1000\n",
        &[],
        &[(3, "import_total_row_skipped")],
        20_000,
        "the printed sum",
    );
}

#[test]
fn invoices_gather_their_lines() {
    let one = "1;1404/09/01;10:00;7;a;سیب;2;1000\n";
    check_sales(
        &format!("{one}2;1404/09/02;;8;a;سیب;1;1000\n1;1404/09/01;10:01;7;b;گلابی;1;500\n"),
        &[],
        &[],
        35_000,
        "lines need not be adjacent",
    );
    check_sales(
        &format!("{one}1;;;;b;گلابی;1;500\n"),
        &[],
        &[],
        25_000,
        "programs that print date and customer once",
    );
    check_sales(
        &format!("{one}1;1404/09/05;;7;b;گلابی;1;500\n"),
        &[(3, "import_invoice_other_day")],
        &[],
        20_000,
        "the number on another day",
    );
    check_sales(
        &format!("{one}1;1404/09/01;;8;b;گلابی;1;500\n"),
        &[(3, "import_invoice_other_customer")],
        &[],
        20_000,
        "the number for another customer",
    );
    check_sales(
        &format!("{one}1;1405/02/01;;8;b;گلابی;1;500\n"),
        &[],
        &[(3, "import_invoice_next_year")],
        25_000,
        "the number in another year",
    );
    let shop = Shop::open();
    shop.import(Kind::Sales, &format!("{SALES}{one}1;1405/02/01;;8;b;گلابی;1;500\n"));
    assert_eq!(shop.sale("1").header.total.get(), 20_000, "the first year keeps the number");
    assert_eq!(shop.sale("1405/1").header.total.get(), 5_000, "the other year stands before it");
    let line = &shop.sale("1").lines[0];
    assert_eq!(
        (line.quantity_milli, line.unit_price.get(), line.title.as_str()),
        (2_000, 10_000, "سیب"),
        "the line"
    );
    assert_eq!(shop.sale("1").header.entry_minute, Some(600), "the time");
}

#[test]
fn whole_invoices_and_orders() {
    let shop = Shop::open();
    let invoices =
        "فاکتور,تاریخ,مشتری,مبلغ (ریال)\n1,1404/09/01,رضا,500\n1,1404/09/01,رضا,500\n2,1404/09/02,,700\n";
    let report = shop.import(Kind::Sales, invoices);
    assert_eq!(found(&report).0, [(3, "import_invoice_repeated")], "a whole invoice comes once");
    assert_eq!(shop.sale("1").header.total.get(), 500, "rial by the header");
    assert!(shop.sale("1").header.customer.is_some(), "a customer by the name alone");
    shop.import(Kind::Sales, "فاکتور,تاریخ,مشتری,مبلغ (ریال)\n3,1404/09/01,رضا,900\n");
    assert_eq!(
        shop.sale("3").header.customer,
        shop.sale("1").header.customer,
        "the same name is the same person"
    );
    shop.import(Kind::Customers, "کد,نام کامل\n70,رضا\n71,رضا\n");
    let report = shop.import(Kind::Sales, "فاکتور,تاریخ,مشتری,مبلغ (ریال)\n4,1404/09/01,رضا,900\n");
    assert_eq!(found(&report).1, [(2, "import_customer_ambiguous")], "a name of several people");
    assert_eq!(shop.sale("4").header.customer, None, "belongs to nobody");
    let orders = "id,order_id,date,v\n0001,5,1997-01-01,100\n0001,5,1997-01-01,100\n,6,1997-01-02,5\n0002,7,1997-01-03,0\n";
    let report = shop.import(Kind::Orders, orders);
    let expected = [(3, "import_invoice_repeated"), (4, "import_customer_code_missing")];
    assert_eq!(found(&report).0, expected, "orders");
    assert_eq!(shop.customer("0002").totals.orders_count, 1, "an order of nothing is an order");
    let person = shop.customer("0001");
    assert_eq!(
        (person.profile.full_name.as_str(), person.totals.net.get()),
        ("0001", 100),
        "known by the code alone"
    );
    assert_eq!(person.totals.points.get(), 0, "history earns no points");
}

#[test]
fn sales_without_codes_know_people_by_their_mobile() {
    let shop = Shop::open();
    shop.import(
        Kind::Customers,
        "کد,نام,نام خانوادگی,موبایل\n1,سارا,محمدی,09121110001\n2,علی,نوری,09121110002\n3,مریم,نوری,09121110002\n",
    );
    let head = "فاکتور,تاریخ,نام مشتری,موبایل,مبلغ (ریال)\n";
    let rows = "1,1404/09/01,س محمدی,۰۹۱۲ ۱۱۱ ۰۰۰۱,500\n2,1404/09/02,پدر نوری,09121110002,600\n\
                3,1404/09/02,,09121110002,650\n4,1404/09/03,رضا کریمی,+989351112233,700\n\
                5,1404/09/04,,0935 111 2233,800\n6,1404/09/05,,09361110000,900\n\
                8,1404/09/07,زهرا آذر,ندارد,100\n";
    let report = shop.import(Kind::Sales, &format!("{head}{rows}"));
    assert_eq!(found(&report).0, [], "every sale comes in");
    let check = |invoice: &str, name: Option<&str>, why: &str| {
        let customer = shop.sale(invoice).header.customer;
        let name_now = customer.map(|id| {
            let found = shop.store.read(|reader| customers::get(reader, id)).unwrap();
            found.unwrap().profile.full_name
        });
        assert_eq!(name_now.as_deref(), name, "sale {invoice}: {why}");
    };
    check("1", Some("سارا محمدی"), "the mobile tells who it is, whatever the name is spelt like");
    check("4", Some("رضا کریمی"), "a new person by mobile and name");
    check("5", Some("رضا کریمی"), "and the same one where only the mobile stands");
    check("6", Some("09361110000"), "shown by the number as long as there is no name");
    check("8", Some("زهرا آذر"), "no mobile: the name");
    let person = shop.sale("4").header.customer.unwrap();
    let mobile = shop.store.read(|reader| customers::find_by_phone(reader, "+989351112233")).unwrap();
    assert_eq!(mobile, [person], "the mobile is kept with the new person");
    let people = shop.people();
    shop.import(Kind::Sales, &format!("{head}9,1404/09/08,رضا کریمی,09351112233,40\n"));
    assert_eq!(shop.sale("9").header.customer, Some(person), "found again by the next file");
    assert_eq!(shop.people(), people, "and nobody is made twice");
    check("2", None, "a shared mobile of which the file does not say whose it is");
    check("3", None, "belongs to nobody");
    let aside = [
        (3, "import_customer_shared_mobile"),
        (4, "import_customer_shared_mobile"),
        (8, "import_sale_mobile_unread"),
    ];
    assert_eq!(found(&report).1, aside, "and that is said");
    shop.import(Kind::Sales, &format!("{head}10,1404/09/08,مریم نوری,09121110002,40\n"));
    check("10", Some("مریم نوری"), "in a family the name decides");
    shop.import(Kind::Sales, &format!("{head}11,1404/09/08,پدر نوری,09121110002,40\n"));
    check("11", Some("پدر نوری"), "a name that nobody there has is one more of the family");
}

#[test]
fn rows_of_customers_are_never_lost() {
    let shop = Shop::open();
    let long = "ب".repeat(1_000_000);
    let rows = format!(
        "کد;نام;نام خانوادگی;جنسیت;موبایل;تاریخ تولد;کد ملی;آدرس\n\
         1;بنيامين;صيادي;مرد;0920 786 0296;1375-02-21;;تهران\n\
         2;=1+2;رضایی;زن;09123;40/12/11;;\n\
         3;مینا;کریمی;؟؟;021-88744120;1369/13/01;1234567890;{long}\n\
         ;;;;;;;\n\
         4;;;;+98 920 786 0296;;;\n\
         4;کسی;دیگر;;;;;\n\
         ;;;;;1370/01/01;;\n\
         5;آینده;راد;;;1450/01/01;;\n"
    );
    let report = shop.import(Kind::Customers, &rows);
    let (rejected, aside) = found(&report);
    assert_eq!(
        rejected,
        [(7, "import_code_repeated"), (8, "import_customer_unidentified")],
        "what stays out"
    );
    let expected = [
        (3, "import_birth_ambiguous"),
        (3, "import_phone_too_short"),
        (4, "import_cell_too_long"),
        (4, "import_gender_unknown"),
        (4, "import_national_code_invalid"),
        (4, "import_birth_invalid"),
        (4, "import_phone_landline"),
        (6, "import_name_missing"),
        (6, "import_phone_shared"),
        (9, "import_birth_in_future"),
    ];
    let sorted = |list: &[(u32, &'static str)]| {
        let mut list = list.to_vec();
        list.sort_unstable();
        list
    };
    assert_eq!(sorted(&aside), sorted(&expected), "what is set aside");
    assert_eq!(shop.people(), 5, "everybody else is in");
    let one = shop.customer("1").profile;
    assert_eq!(
        (one.full_name.as_str(), one.phones[0].e164.as_deref()),
        ("بنیامین صیادی", Some("+989207860296")),
        "folded letters"
    );
    assert_eq!(
        one.birth.map(|birth| (birth.year, birth.month, birth.day)),
        Some((Some(1375), 2, 21)),
        "the birthday"
    );
    let two = shop.customer("2").profile;
    assert_eq!(
        (two.first_name.as_str(), two.birth_raw.as_deref()),
        ("=1+2", Some("40/12/11")),
        "text stays text, the date as written"
    );
    assert_eq!(two.phones[0].raw, "09123", "the number as written");
}

/// Mostly what belongs into a column, now and then anything.
fn cell_text(column: usize) -> BoxedStrategy<String> {
    let anything = prop_oneof![
        Just(String::new()),
        "-?[0-9]{1,20}([.,/٫][0-9]{1,4})?",
        "(\\+98|0)?9[0-9]{8,10}",
        "[ آ-یa-z=+()۰-۹\u{200c}\"]{0,12}",
    ];
    let fitting = match column {
        0 => "[1-4]",
        1 => "140[45]/[1-9]/[1-9]",
        2 => "([01][0-9]:[0-5][0-9])?",
        3 => "[5-7]?",
        4 | 5 => "[ab]",
        6 => "-?[1-4]",
        _ => "[1-9]00",
    };
    prop_oneof![6 => fitting.prop_map(|text| text), 1 => anything].boxed()
}

fn row_texts() -> impl Strategy<Value = Vec<String>> {
    (0..8).map(cell_text).collect::<Vec<_>>()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any rows: no panic; every row is taken or named; a second time nothing is new.
    #[test]
    fn any_rows_are_taken_or_named(rows in proptest::collection::vec(row_texts(), 1..16)) {
        let heads = [
            (Kind::Sales, SALES.trim_end().to_owned()),
            (Kind::Returns, SALES.trim_end().to_owned()),
            (Kind::Customers, "کد;نام;نام خانوادگی;جنسیت;موبایل;تاریخ تولد;کد ملی;گروه".to_owned()),
        ];
        for (kind, head) in heads {
            let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
            let lines: Vec<String> = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(";")).collect();
            let content = format!("{head}\n{}\n", lines.join("\n"));
            let shop = Shop::open();
            let Ok(report) = shop.try_import(&only(kind), content.as_bytes()) else { continue };
            let counts = serde_json::to_value(&report.counts).unwrap();
            let taken = ["sales_lines", "return_lines", "customers"].iter().find_map(|name| counts[*name].as_u64()).unwrap();
            let skipped = report.set_aside.iter().filter(|issue| issue.code.as_str() == "import_total_row_skipped").count();
            prop_assert_eq!(taken + report.rejected_rows + skipped as u64, report.rows, "every row of {:?} is accounted for", kind);
            let again = shop.try_import(&only(kind), content.as_bytes()).unwrap();
            prop_assert_eq!(again.created, Created::default(), "a second time nothing of {:?} is new", kind);
            prop_assert_eq!(again.counts, report.counts, "and the file still says the same");
        }
    }
}
