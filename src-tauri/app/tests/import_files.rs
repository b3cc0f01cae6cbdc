//! Files in every form, and files that are none.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where it stands

mod import_shop;

use bazgasht_app::import::{CODES, Choices, Kind};
use bazgasht_store::{customers, products};
use import_shop::{SALES, Shop, found, only};

#[test]
fn files_that_are_none() {
    let check = |kind: Option<Kind>, content: &[u8], code: &str, why: &str| {
        let shop = Shop::open();
        let error = shop.try_import(&Choices { kind, ..Choices::default() }, content).expect_err(why);
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
        let report =
            shop.try_import(&Choices::default(), content).unwrap_or_else(|error| panic!("{why}: {error:?}"));
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
    let report = shop.try_import(&only(Kind::Sales), &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(found(&report), (Vec::new(), Vec::new()), "nothing to look at");
    assert_eq!(shop.sale("12").header.day.iso(), "2025-03-20", "a date of Excel");
    assert_eq!(shop.sale("13").header.day.iso(), "2025-03-21", "a Jalali date written as a number");
    assert_eq!(shop.sale("12").header.total.get(), 2_500, "two and a half kilo");
    assert_eq!(shop.sale("13").header.total.get(), 1_000, "the value of a formula");
    let products = shop.store.read(products::all).unwrap();
    assert_eq!(products.len(), 1, "one product by its name");
}
