//! Hostile, torn and foreign files: a typed error within small memory, never a panic, never silently fewer rows.
#![allow(clippy::unwrap_used)] // a test may stop where it stands

mod support;

use bazgasht_sheets::{Limits, SheetError, Unsupported};
use proptest::prelude::*;
use support::{package, read_all, sheet, workbook, workbook_with};

fn check(bytes: &[u8], is_expected: impl Fn(&SheetError) -> bool, why: &str) {
    check_limited(bytes, Limits::default(), is_expected, why);
}

fn check_limited(bytes: &[u8], limits: Limits, is_expected: impl Fn(&SheetError) -> bool, why: &str) {
    match read_all(bytes, limits) {
        Ok(rows) => panic!("{why}: expected an error, got {} rows", rows.len()),
        Err(error) => assert!(is_expected(&error), "{why}: got {error:?}"),
    }
}

fn unsupported(kind: Unsupported) -> impl Fn(&SheetError) -> bool {
    move |error| matches!(error, SheetError::Unsupported(found) if *found == kind)
}

#[test]
fn foreign_files() {
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let locked: Vec<u8> =
        ole.into_iter().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    check(b"", |error| matches!(error, SheetError::Empty), "an empty file");
    check(&ole, unsupported(Unsupported::Xls), "an old workbook");
    check(&locked, unsupported(Unsupported::Encrypted), "a workbook with a password");
    check(b"%PDF-1.7 ...", unsupported(Unsupported::NotATable), "a PDF");
    check(&[0, 1, 2, 3, 255, 254, 9, 8, 7], unsupported(Unsupported::NotATable), "binary bytes");
    check(
        &package(&[("content.xml", b"x"), ("mimetype", b"x")]),
        unsupported(Unsupported::Ods),
        "an ods file",
    );
    check(&package(&[("xl/workbook.bin", b"x")]), unsupported(Unsupported::Xlsb), "an xlsb file");
    check(&package(&[("word/document.xml", b"x")]), unsupported(Unsupported::NotATable), "a Word file");
    check(
        &[0xC8, 0xE5, 0xED, 0x3B, 0xF0, 0xF2, 0xFB, 0xFC].repeat(9),
        |error| matches!(error, SheetError::EncodingUnknown),
        "another code page",
    );
}

#[test]
fn broken_sheets() {
    let damaged = |error: &SheetError| matches!(error, SheetError::Damaged { .. });
    check(
        &workbook("<worksheet></worksheet>"),
        |error| matches!(error, SheetError::NoSheet),
        "a sheet without data",
    );
    check(
        &workbook("<worksheet><sheetData/></worksheet>"),
        |error| matches!(error, SheetError::NoSheet),
        "an empty sheet",
    );
    check(
        &workbook("<worksheet><sheetData><row r=\"1\"><c><v>1</v></c></row>"),
        damaged,
        "a sheet that stops",
    );
    check(
        &sheet(r#"<row r="1"><c t="s"><v>99</v></c></row>"#),
        damaged,
        "a text that is not in the table of texts",
    );
    check(
        &sheet(r#"<row r="5"><c><v>1</v></c></row><row r="5"><c><v>1</v></c></row>"#),
        damaged,
        "the same row twice",
    );
    check(&sheet(r#"<row r="x"><c><v>1</v></c></row>"#), damaged, "a row number that is none");
    check(
        &sheet(r#"<row r="4294967295"><c><v>1</v></c></row>"#),
        |error| matches!(error, SheetError::TooManyRows { .. }),
        "a row far below",
    );
    check(
        &sheet(r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#),
        |error| matches!(error, SheetError::TooManyColumns { row: 1, .. }),
        "a cell far to the left",
    );
    check(
        &sheet(r#"<row r="1"><c r="ZZZZZZZZZZZZ1"><v>1</v></c></row>"#),
        |error| matches!(error, SheetError::TooManyColumns { .. }),
        "an address that overflows",
    );
    check(&workbook(&"<a>".repeat(100_000)), damaged, "markup nested without end");
    check(
        &sheet(&format!("<row r=\"1\"><c>{}</c></row>", "<is>".repeat(100_000))),
        damaged,
        "a cell nested without end",
    );
    check(
        ",".repeat(2_000).as_bytes(),
        |error| matches!(error, SheetError::TooManyColumns { row: 1, .. }),
        "a text row with 2,001 cells",
    );
    let few = Limits { rows: 3, ..Limits::default() };
    check_limited(
        b"a\nb\nc\nd\n",
        few,
        |error| matches!(error, SheetError::TooManyRows { limit: 3 }),
        "more rows than allowed",
    );
}

#[test]
fn bombs() {
    let too_large = |error: &SheetError| matches!(error, SheetError::TooLarge { .. });
    let small = Limits {
        unpacked_bytes: 1 << 20,
        xml_event_bytes: 1 << 16,
        shared_string_bytes: 1 << 16,
        ..Limits::default()
    };
    let blanks = vec![b' '; 4 << 20];
    check_limited(&workbook_with(&blanks, "<sst/>"), small, too_large, "unpacks past the limit");
    let honest = workbook_with(&blanks, "<sst/>");
    // The unpacker may notice the lie before the meter does; either way nothing large is held.
    let caught =
        |error: &SheetError| matches!(error, SheetError::TooLarge { .. } | SheetError::Damaged { .. });
    check_limited(
        &lie_about_sizes(honest),
        small,
        caught,
        "unpacks past the limit while the directory denies it",
    );
    let strings = format!("<sst>{}</sst>", "<si><t>aaaaaaaaaaaaaaaa</t></si>".repeat(9_000));
    check_limited(&workbook_with(b"<worksheet/>", &strings), small, too_large, "too many shared strings");
    let ratio = Limits { ratio_from_bytes: 1 << 20, ..Limits::default() };
    check_limited(&workbook_with(&blanks, "<sst/>"), ratio, too_large, "packs too well to be a table");
    let one_event = format!(
        "<worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>{}</v></c></row></sheetData></worksheet>",
        "a".repeat(1 << 17)
    );
    check_limited(&workbook(&one_event), small, too_large, "one text longer than an event may be");
}

/// Sets the unpacked size of every entry of the ZIP directory to one byte.
fn lie_about_sizes(mut bytes: Vec<u8>) -> Vec<u8> {
    let directory: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, window)| window == b"PK\x01\x02")
        .map(|(at, _)| at)
        .collect();
    for at in directory {
        bytes[at + 24..at + 28].copy_from_slice(&1_u32.to_le_bytes());
    }
    bytes
}

#[test]
fn every_cut_of_a_workbook_is_noticed() {
    let rows: String =
        (1..200).map(|row| format!("<row r=\"{row}\"><c><v>{}</v></c></row>", row * 7_919)).collect();
    let whole = sheet(&rows);
    assert!(read_all(&whole, Limits::default()).is_ok(), "the whole file is fine");
    for length in (0..whole.len()).step_by(7) {
        assert!(read_all(&whole[..length], Limits::default()).is_err(), "cut after {length} bytes");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read_all(&bytes, Limits::default());
    }

    #[test]
    fn any_text_ends_without_a_panic(text in "[a-z0-9\";,\t|\r\nپگ\u{200c}]{0,400}") {
        let _ = read_all(text.as_bytes(), Limits::default());
    }

    #[test]
    fn any_flipped_byte_of_a_workbook_is_noticed_or_harmless(at in 0_usize..1_000, value: u8) {
        let whole = sheet(r#"<row r="1"><c t="s"><v>0</v></c><c><v>12</v></c></row><row r="2"><c t="s"><v>1</v></c></row>"#);
        let expected = read_all(&whole, Limits::default()).unwrap();
        let mut flipped = whole;
        let length = flipped.len();
        flipped[at % length] = value;
        if let Ok(rows) = read_all(&flipped, Limits::default()) {
            // Names and dates of the directory may change; a sheet that is read is read whole or not at all.
            prop_assert!(rows == expected || rows.len() <= expected.len());
        }
    }

    #[test]
    fn any_markup_in_a_sheet_ends_without_a_panic(markup in "(<row( r=\"[0-9]{0,3}\")?/?>|</row>|<c( r=\"[A-Z]{0,4}[0-9]\")?( t=\"(s|b|e|str|inlineStr)\")?/?>|</c>|<v>|</v>|<is>|</is>|<t>|</t>|<f>|&[a-z#0-9]{0,4};?|<!--|-->|[0-9.eE_x-]{1,9}|پ){0,60}") {
        let _ = read_all(&sheet(&markup), Limits::default());
    }
}
