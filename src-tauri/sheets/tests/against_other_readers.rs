//! The same files read by widely used readers: calamine for workbooks, the csv crate for text.
#![allow(clippy::unwrap_used)] // a test may stop where it stands

mod support;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use std::io::Cursor;
use support::texts;

#[derive(Debug, Clone)]
enum Written {
    Nothing,
    Whole(i64),
    Decimal(i32),
    Words(String),
    Yes(bool),
    Day(u16),
}

fn written() -> impl Strategy<Value = Written> {
    prop_oneof![
        Just(Written::Nothing),
        (-999_999_999_999_i64..999_999_999_999).prop_map(Written::Whole),
        any::<i32>().prop_map(Written::Decimal),
        "[ a-z=+<>&\"'پچژگک\u{200c}۰-۹]{1,12}".prop_map(Written::Words),
        any::<bool>().prop_map(Written::Yes),
        (1_u16..60_000).prop_map(Written::Day),
    ]
}

fn save(rows: &[Vec<Written>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("yyyy/mm/dd");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            let result = match cell {
                Written::Nothing => continue,
                Written::Whole(number) => sheet.write(row, column, *number as f64),
                Written::Decimal(number) => sheet.write(row, column, f64::from(*number) / 1_000.0),
                Written::Words(words) => sheet.write_string(row, column, words),
                Written::Yes(yes) => sheet.write_boolean(row, column, *yes),
                Written::Day(day) => sheet.write_with_format(row, column, f64::from(*day), &date),
            };
            result.unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// What calamine sees, as text, for rows that have at least one cell.
fn by_calamine(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut out = Vec::new();
    for (number, cells) in (first_row + 1..).zip(range.rows()) {
        let mut texts = vec![String::new(); first_column as usize];
        texts.extend(cells.iter().map(|cell| match cell {
            Data::Float(number) => number.to_string(),
            Data::Bool(yes) => u8::from(*yes).to_string(),
            Data::DateTime(date) => date.as_f64().to_string(),
            other => other.to_string(),
        }));
        while texts.last().is_some_and(String::is_empty) {
            texts.pop();
        }
        if !texts.is_empty() {
            out.push((number, texts));
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn workbooks_agree_with_calamine(rows in proptest::collection::vec(proptest::collection::vec(written(), 1..6), 1..12)) {
        let bytes = save(&rows);
        let expected = by_calamine(&bytes);
        match texts(&bytes) {
            Ok(ours) => prop_assert_eq!(ours, expected),
            Err(_) => prop_assert!(expected.is_empty(), "only an empty sheet is refused"),
        }
    }

    #[test]
    fn text_agrees_with_the_csv_crate(rows in proptest::collection::vec(proptest::collection::vec("[ a-z\";\r\nپگ]{0,8}", 2..5), 1..12)) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(Vec::new());
        writer.write_record(["h1", "h2", "h3", "h4"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let ours: Vec<Vec<String>> = texts(&bytes).unwrap().into_iter().skip(1).map(|row| row.1).collect();
        prop_assert_eq!(ours, rows);
    }
}
