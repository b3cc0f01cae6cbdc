//! What an import does with every kind of row that shops really have, and with files that are none.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where it stands

use bazgasht_app::import::{
    CODES, Created, Field, ImportContext, ImportError, Kind, Mapping, Phase, Progress, Report, detect, run,
};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::MoneyUnit;
use bazgasht_store::customers::Customer;
use bazgasht_store::sales::Source;
use bazgasht_store::{OpenOptions, Store, customers, imports, journal, products, returns, sales};
use proptest::prelude::*;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

/// 1405/09/01.
const TODAY: ShopDay = ShopDay::new(20_779);

fn context() -> ImportContext {
    ImportContext { now: InstantMs::new(1_795_300_000_000), today: TODAY, actor: None, device: 1 }
}

struct Shop {
    store: Store,
    dir: tempfile::TempDir,
}

impl Shop {
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("shop"), &OpenOptions::new(context().now, [7; 32])).unwrap();
        Self { store, dir }
    }

    fn try_import(
        &self,
        kind: Option<Kind>,
        mapping: Option<&Mapping>,
        content: &[u8],
    ) -> Result<Report, ImportError> {
        let path = self.dir.path().join("file.csv");
        std::fs::File::create(&path).unwrap().write_all(content).unwrap();
        run(&path, kind, mapping, &self.store, &context(), &mut |_| {}, &AtomicBool::new(false))
    }

    fn import(&self, kind: Kind, content: &str) -> Report {
        self.try_import(Some(kind), None, content.as_bytes())
            .unwrap_or_else(|error| panic!("{kind:?}: {error:?}"))
    }

    fn customer(&self, code: &str) -> Customer {
        let found = self.store.read(|reader| match customers::find_by_code(reader, code)? {
            Some(id) => customers::get(reader, id),
            None => Ok(None),
        });
        found.unwrap().unwrap_or_else(|| panic!("no customer {code}"))
    }

    fn sale(&self, number: &str) -> sales::Sale {
        let found = self.store.read(|reader| match sales::find_by_invoice(reader, Source::Import, number)? {
            Some(id) => sales::get(reader, id),
            None => Ok(None),
        });
        found.unwrap().unwrap_or_else(|| panic!("no invoice {number}"))
    }

    fn people(&self) -> i64 {
        self.store.read(customers::count).unwrap()
    }
}

type Reasons = Vec<(u32, &'static str)>;

fn found(report: &Report) -> (Reasons, Reasons) {
    let rejected = report.rejected.iter().map(|issue| (issue.row, issue.code.as_str())).collect();
    let aside = report.set_aside.iter().map(|issue| (issue.row, issue.code.as_str())).collect();
    (rejected, aside)
}

const SALES: &str = "شماره فاکتور;تاریخ;ساعت;کد مشتری;کد کالا;شرح کالا;تعداد;فی (تومان)\n";

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

#[test]
fn files_that_are_none() {
    let check = |kind: Option<Kind>, content: &[u8], code: &str, why: &str| {
        let shop = Shop::open();
        let error = shop.try_import(kind, None, content).expect_err(why);
        assert_eq!(error.code(), code, "{why}");
        assert!(CODES.contains(&code), "{why}: the code is listed");
        assert_eq!(shop.people(), 0, "{why}: nothing is stored");
    };
    check(Some(Kind::Sales), b"", "import_file_empty", "an empty file");
    check(Some(Kind::Sales), SALES.as_bytes(), "import_headers_only", "headers only");
    check(Some(Kind::Sales), b"\x00\x01\x02\x03\x04\x05\x06\x07", "import_file_not_a_table", "binary bytes");
    check(
        Some(Kind::Sales),
        &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
        "import_file_old_excel",
        "an old workbook",
    );
    check(Some(Kind::Sales), b"PK\x03\x04 and then nothing", "import_file_damaged", "a torn workbook");
    let russian = [0xC8, 0xE2, 0xE0, 0xED, 0x3B, 0xCF, 0xE5, 0xF2, 0xF0, 0xEE, 0xE2, 0x0A].repeat(20);
    check(Some(Kind::Customers), &russian, "import_encoding_unknown", "a wrong encoding");
    check(
        Some(Kind::Sales),
        "نام;شهر\nرضا;قم\n".as_bytes(),
        "import_column_missing",
        "customers taken as sales",
    );
    check(None, "رنگ;اندازه\nسبز;2\n".as_bytes(), "import_kind_unknown", "a list of something else");
}

#[test]
fn encodings_and_headers() {
    let check = |content: &[u8], why: &str| {
        let shop = Shop::open();
        let report = shop.try_import(None, None, content).unwrap_or_else(|error| panic!("{why}: {error:?}"));
        assert_eq!((report.kind, shop.people()), (Kind::Customers, 2), "{why}");
        let mobile = shop.store.read(|reader| customers::find_by_phone(reader, "+989207860296")).unwrap();
        assert_eq!(mobile.len(), 1, "{why}: the number is found");
    };
    let text = "نام و نام خانوادگی,تلفن همراه\nمینا کریمی,۰۹۲۰۷۸۶۰۲۹۶\nگلپونه باطنی,\n";
    check(text.as_bytes(), "UTF-8");
    check(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), "UTF-8 with a mark");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&[b"\xFF\xFE", utf16.as_slice()].concat(), "UTF-16");
    check(&utf16, "UTF-16 without a mark");
    check(format!("گزارش مشتریان\n\n{text}").as_bytes(), "a title above the header");
    check(text.replace(',', "\t").as_bytes(), "tabs");
    check(text.replace('ی', "ي").replace('ک', "ك").as_bytes(), "Arabic letters in the headers");
}

#[test]
fn a_workbook_of_numbers_and_dates() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy/mm/dd");
    let sheet = book.add_worksheet();
    for (column, header) in
        (0..).zip(["شماره فاکتور", "تاریخ", "کد مشتری", "نام کالا", "مقدار", "قیمت (ریال)"])
    {
        sheet.write(0, column, header).unwrap();
    }
    sheet.write(1, 0, 12.0).unwrap().write_with_format(1, 1, 45_736.0, &date).unwrap();
    sheet
        .write(1, 2, 7.0)
        .unwrap()
        .write(1, 3, "برنج")
        .unwrap()
        .write(1, 4, 2.5)
        .unwrap()
        .write(1, 5, 1000.0)
        .unwrap();
    sheet.write(2, 0, 13.0).unwrap().write(2, 1, 14_040_101.0).unwrap();
    sheet.write(2, 3, "برنج").unwrap().write(2, 4, 1.0).unwrap();
    sheet.write_formula(2, 5, rust_xlsxwriter::Formula::new("=500*2").set_result("1000")).unwrap();
    let shop = Shop::open();
    let report = shop.try_import(Some(Kind::Sales), None, &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(found(&report), (Vec::new(), Vec::new()), "nothing to look at");
    assert_eq!(shop.sale("12").header.day.iso(), "2025-03-20", "a date of Excel");
    assert_eq!(shop.sale("13").header.day.iso(), "2025-03-21", "a Jalali date written as a number");
    assert_eq!(shop.sale("12").header.total.get(), 2_500, "two and a half kilo");
    assert_eq!(shop.sale("13").header.total.get(), 1_000, "the value of a formula");
    let products = shop.store.read(products::all).unwrap();
    assert_eq!(products.len(), 1, "one product by its name");
}

#[test]
fn the_person_decides_columns_and_unit() {
    let shop = Shop::open();
    let content = "الف;ب;ج\n1404/09/01;12;50\n";
    let path = shop.dir.path().join("odd.csv");
    std::fs::write(&path, content).unwrap();
    let mut mapping = detect(&path, Some(Kind::Sales)).unwrap();
    assert_eq!(mapping.columns, [None, None, None], "no header is known");
    mapping.columns = vec![Some(Field::Date), Some(Field::InvoiceNumber), Some(Field::Amount)];
    mapping.money_unit = MoneyUnit::Toman;
    shop.try_import(Some(Kind::Sales), Some(&mapping), content.as_bytes()).unwrap();
    assert_eq!(shop.sale("12").header.total.get(), 500, "toman as chosen");
    mapping.columns[2] = Some(Field::Date);
    let error = shop.try_import(Some(Kind::Sales), Some(&mapping), content.as_bytes()).unwrap_err();
    assert_eq!(error.code(), "import_column_twice", "one field, one column");
    mapping.columns[2] = Some(Field::Gender);
    let error = shop.try_import(Some(Kind::Sales), Some(&mapping), content.as_bytes()).unwrap_err();
    assert_eq!(error.code(), "import_mapping_misfit", "a field of another kind of file");
}

#[test]
fn files_come_again_and_overlap() {
    let shop = Shop::open();
    let first = format!("{SALES}1;1404/09/01;;7;a;سیب;2;1000\n2;1404/09/02;;8;a;سیب;1;1000\n");
    shop.import(Kind::Sales, &first);
    let again = shop.import(Kind::Sales, &first);
    assert!(again.already_imported && again.import.is_none(), "the same file adds nothing");
    let more = format!("{first}3;1404/09/03;;8;b;گلابی;1;500\n2;1404/09/02;;8;b;گلابی;1;500\n");
    let report = shop.import(Kind::Sales, &more);
    assert_eq!((report.created.sales, report.unchanged), (1, 2), "only the third invoice is new");
    assert_eq!(found(&report).1, [(3, "import_invoice_differs")], "the second has another total now");
    assert_eq!(shop.sale("2").header.total.get(), 10_000, "and stays as it was");
    let moved = format!("{SALES}1;1404/09/09;;7;a;سیب;2;1000\n");
    assert_eq!(
        found(&shop.import(Kind::Sales, &moved)).0,
        [(2, "import_invoice_taken")],
        "the number on another day"
    );

    let people = "کد;نام;نام خانوادگی;موبایل;شهر\n7;مینا;کریمی;0912;\n";
    let report = shop.import(Kind::Customers, people);
    assert_eq!(
        (report.created.customers, report.updated),
        (0, 1),
        "sales made the customer, the list names her"
    );
    let report = shop.import(Kind::Customers, &people.replace("0912;", "09121726548;قم"));
    assert_eq!(report.updated, 1, "a corrected file corrects");
    let mina = shop.customer("7").profile;
    assert_eq!((mina.full_name.as_str(), mina.city.as_deref()), ("مینا کریمی", Some("قم")), "filled");
    assert_eq!(
        (mina.phones.len(), mina.phones[0].e164.as_deref()),
        (1, Some("+989121726548")),
        "in place of the wrong one"
    );
    let nobody = "نام و نام خانوادگی;موبایل\nبی‌شماره;\nمینا کریمی;09121726548\n";
    assert_eq!(
        shop.import(Kind::Customers, nobody).created.customers,
        1,
        "mobile and name together are a person"
    );
    assert_eq!(
        shop.import(Kind::Customers, nobody).created.customers,
        0,
        "a name alone is not taken twice from one file"
    );
    assert_eq!(shop.import(Kind::Customers, &format!("{nobody}\n")).created.customers, 0, "nor from another");
}

#[test]
fn returns_find_their_sales() {
    let shop = Shop::open();
    shop.import(
        Kind::Sales,
        &format!(
            "{SALES}1;1404/09/01;;7;a;سیب;2;1000\n2;1404/09/05;;7;a;سیب;3;1000\n2;1404/09/05;;7;b;گلابی;1;500\n\
             3;1404/09/20;;7;a;سیب;9;1000\n"
        ),
    );
    let report = shop.import(
        Kind::Returns,
        &format!("{SALES}R1;1404/09/10;;7;a;سیب;-4;1000\nR1;1404/09/10;;7;c;انار;1;100\nR2;1404/09/10;;;a;سیب;1;1000\n"),
    );
    assert_eq!(found(&report).0, [], "either sign is a return");
    let counts = serde_json::to_value(&report.counts).unwrap();
    assert_eq!(counts["returns_total_rial"], 51_000, "the total");
    assert_eq!(report.created.unlinked_return_lines, 2, "no such product sold; nobody named");
    let second = shop.sale("2");
    assert_eq!(second.lines[0].returned_milli, 3_000, "the latest earlier sale first");
    assert_eq!(shop.sale("1").lines[0].returned_milli, 1_000, "the rest from the one before");
    assert_eq!(shop.sale("3").lines[0].returned_milli, 0, "never from a later sale");
    assert_eq!(shop.customer("7").totals.net.get(), 145_000 - 40_000, "the customer's net is lower");
    let parts = ["R1", "R1/2", "R1/3", "R2"].map(|number| {
        shop.store.read(|reader| returns::find_by_invoice(reader, Source::Import, number)).unwrap().is_some()
    });
    assert_eq!(parts, [true; 4], "one part a sale, one without");
    let again = shop.import(Kind::Returns, &format!("{SALES}R1;1404/09/10;;7;a;سیب;-4;1000\n"));
    assert_eq!((again.created.returns, again.unchanged), (0, 1), "a paper of returns is known by its number");
}

/// Everything that an import touches.
fn fingerprint(shop: &Shop) -> (i64, usize, usize, i64, Option<CustomerId>) {
    let found = shop.store.read(|reader| {
        Ok::<_, bazgasht_store::StoreError>((
            customers::count(reader)?,
            products::all(reader)?.len(),
            imports::all(reader)?.len(),
            journal::head(reader)?.seq,
            customers::find_by_code(reader, "50")?,
        ))
    });
    found.unwrap()
}

#[test]
fn all_or_nothing() {
    let rows: String = (0..9_000).map(|row| format!("{row};1404/09/01;;{row};p{row};کالا;1;1000\n")).collect();
    let content = format!("{SALES}{rows}");
    for stop_after in [0, 2_000, 8_000] {
        let shop = Shop::open();
        let before = fingerprint(&shop);
        let path = shop.dir.path().join("file.csv");
        std::fs::write(&path, &content).unwrap();
        let mut fail = |progress: Progress| {
            assert!(progress.phase != Phase::Writing || progress.rows_done < stop_after, "injected failure");
        };
        let never = AtomicBool::new(false);
        let failed = catch_unwind(AssertUnwindSafe(|| {
            run(&path, Some(Kind::Sales), None, &shop.store, &context(), &mut fail, &never)
        }));
        assert!(failed.is_err(), "the failure after {stop_after} rows is real");
        assert_eq!(fingerprint(&shop), before, "nothing is left after a failure at row {stop_after}");
        let cancel = AtomicBool::new(false);
        let mut stop = |progress: Progress| {
            cancel.fetch_or(
                progress.phase == Phase::Writing && progress.rows_done >= stop_after,
                Ordering::Relaxed,
            );
        };
        let ended = run(&path, Some(Kind::Sales), None, &shop.store, &context(), &mut stop, &cancel);
        assert_eq!(
            ended.err().map(|error| error.code()),
            Some("import_cancelled"),
            "cancelled after {stop_after}"
        );
        assert_eq!(fingerprint(&shop), before, "nothing is left after a cancel at row {stop_after}");
        let report =
            run(&path, Some(Kind::Sales), None, &shop.store, &context(), &mut |_| {}, &never).unwrap();
        assert_eq!(report.created.sales, 9_000, "and the shop takes the file afterwards");
    }
}

#[test]
fn a_run_is_recorded_with_its_findings() {
    let shop = Shop::open();
    shop.import(Kind::Sales, &format!("{SALES}1;1404/09/01;;7;a;سیب;2;1000\n2;1404/12/30;;7;a;سیب;2;1000\n"));
    let (runs, issues, verified) = shop
        .store
        .read(|reader| {
            let runs = imports::all(reader)?;
            let issues = imports::issues(reader, runs[0].id, 10, 0)?;
            Ok::<_, bazgasht_store::StoreError>((runs, issues, journal::verify(reader)?))
        })
        .unwrap();
    assert!(runs[0].finished_at.is_some() && runs[0].counts.is_some(), "finished, with its counts");
    assert_eq!((issues.len(), issues[0].row_number), (1, 3), "the row that stayed out");
    assert_eq!(issues[0].code, "import_date_day_out_of_range", "with its reason");
    assert!(matches!(verified, journal::Verified::Whole { .. }), "the journal still verifies");
    let wrong = shop.import(Kind::Sales, &format!("{SALES}9;1404/12/30;;7;a;سیب;2;1000\n"));
    assert!(wrong.import.is_none(), "a file of which nothing came in leaves no run");
    let error = shop.store.read(|reader| Ok::<_, bazgasht_store::StoreError>(imports::all(reader)?.len()));
    assert_eq!(error.unwrap(), 1, "and can be tried again");
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
            let Ok(report) = shop.try_import(Some(kind), None, content.as_bytes()) else { continue };
            let counts = serde_json::to_value(&report.counts).unwrap();
            let taken = ["sales_lines", "return_lines", "customers"].iter().find_map(|name| counts[*name].as_u64()).unwrap();
            let skipped = report.set_aside.iter().filter(|issue| issue.code.as_str() == "import_total_row_skipped").count();
            prop_assert_eq!(taken + report.rejected_rows + skipped as u64, report.rows, "every row of {:?} is accounted for", kind);
            let again = shop.try_import(Some(kind), None, content.as_bytes()).unwrap();
            prop_assert_eq!(again.created, Created::default(), "a second time nothing of {:?} is new", kind);
            prop_assert_eq!(again.counts, report.counts, "and the file still says the same");
        }
    }
}
