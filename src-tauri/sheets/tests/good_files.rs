//! What a person wrote is what comes out: every way a cell can be stored, every encoding, row numbers as on screen.
#![allow(clippy::unwrap_used)] // a test may stop where it stands

mod support;

use bazgasht_sheets::{CellFault, CellKind, Format, Limits, open};
use std::io::Write;
use support::{read_all, sheet, texts};

fn check(bytes: &[u8], expected: &[(u32, &[&str])], why: &str) {
    let expected: Vec<(u32, Vec<String>)> = expected
        .iter()
        .map(|(number, cells)| (*number, cells.iter().map(|text| (*text).to_owned()).collect()))
        .collect();
    assert_eq!(texts(bytes).unwrap(), expected, "{why}");
}

#[test]
fn cells_of_a_workbook() {
    check(
        &sheet(r#"<row r="3"><c r="B3"><v>17850</v></c></row>"#),
        &[(3, &["", "17850"])],
        "a number, its row and column",
    );
    check(
        &sheet(r#"<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"#),
        &[(1, &["1", "2"]), (2, &["3"])],
        "rows and cells without addresses follow each other",
    );
    check(
        &sheet(r#"<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>"#),
        &[(1, &["یکم", "دوم"])],
        "shared strings; runs joined, phonetic hints left out",
    );
    check(
        &sheet(
            r#"<row r="1"><c t="inlineStr"><is><t xml:space="preserve"> a &amp; b&#x6A9; </t></is></c></row>"#,
        ),
        &[(1, &[" a & bک "])],
        "inline text with references",
    );
    check(
        &sheet(r#"<row r="1"><c t="str"><f>A1&amp;"x"</f><v>نتیجه</v></c><c><f>1+2</f><v>3</v></c></row>"#),
        &[(1, &["نتیجه", "3"])],
        "a formula gives the value it last had",
    );
    check(
        &sheet(r#"<row r="1"><c t="inlineStr"><is><t>=1+2</t></is></c></row>"#),
        &[(1, &["=1+2"])],
        "text that begins with = stays text",
    );
    check(
        &sheet(r#"<row r="1"><c t="str"><v>خط_x000A_دوم _x00 _xZZZZ_</v></c></row>"#),
        &[(1, &["خط\nدوم _x00 _xZZZZ_"])],
        "escaped characters, and what only looks like one",
    );
    check(
        &sheet(r#"<row r="1"><c><v>9007199254740993</v></c><c><v>1.25E+6</v></c></row>"#),
        &[(1, &["9007199254740993", "1250000"])],
        "digits are kept, exponents written out",
    );
    check(
        &sheet(
            r#"<row r="1"><c r="A1" s="1"/><c r="B1"><v>5</v></c></row><row r="2" spans="1:2"/><row r="7"><c t="b"><v>1</v></c></row>"#,
        ),
        &[(1, &["", "5"]), (7, &["1"])],
        "blank cells and rows keep the numbers of the others",
    );
}

#[test]
fn kinds_are_told() {
    let rows = r#"<row r="1"><c s="1"><v>45736</v></c><c s="2"><v>45736.5</v></c><c s="0"><v>45736</v></c><c t="e"><v>#REF!</v></c><c t="b"><v>0</v></c></row>"#;
    let cells = read_all(&sheet(rows), Limits::default()).unwrap().remove(0).1;
    let kinds: Vec<CellKind> = cells.iter().map(|cell| cell.1).collect();
    let expected =
        [CellKind::DateSerial, CellKind::DateSerial, CellKind::Number, CellKind::Error, CellKind::Bool];
    assert_eq!(kinds, expected, "a date is a number with a date style");
}

#[test]
fn long_cells_are_cut_and_marked_in_both_formats() {
    let long = "ب".repeat(1_000_000);
    let cell = format!(r#"<row r="1"><c t="inlineStr"><is><t>{long}</t></is></c><c><v>7</v></c></row>"#);
    for (bytes, why) in [(sheet(&cell), "xlsx"), (format!("{long},7\n").into_bytes(), "csv")] {
        let cells = read_all(&bytes, Limits::default()).unwrap().remove(0).1;
        assert_eq!(cells[0].0.chars().count(), 32_767, "{why}: cut at the limit of Excel");
        assert_eq!(
            cells[0].2,
            Some(CellFault::TooLong { chars: 1_000_000 }),
            "{why}: the true length is told"
        );
        assert_eq!(cells[1].0, "7", "{why}: the rest of the row is whole");
    }
}

#[test]
fn text_files_in_every_encoding() {
    let text = "کد;نام\r\n1;\"الف;ب\"\r\n\r\n2;گلپونه\r\n";
    let rows: &[(u32, &[&str])] =
        &[(1, &["کد", "نام"]), (2, &["1", "الف;ب"]), (3, &[""]), (4, &["2", "گلپونه"])];
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check(text.as_bytes(), rows, "UTF-8");
    check(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), rows, "UTF-8 with a mark");
    check(&[b"\xFF\xFE", utf16.as_slice()].concat(), rows, "UTF-16 LE with a mark");
    check(&[b"\xFE\xFF", utf16_big.as_slice()].concat(), rows, "UTF-16 BE with a mark");
    check(&utf16, rows, "UTF-16 LE without a mark");
    check(
        b"sep=|\na|b\n1|2\n",
        &[(2, &["a", "b"]), (3, &["1", "2"])],
        "the line of Excel is no row but counts",
    );
    let mut damaged = text.repeat(30).into_bytes();
    damaged[0] = 0xFF;
    let first = read_all(&damaged, Limits::default()).unwrap().remove(0).1;
    assert_eq!(first[0].2, Some(CellFault::Unreadable), "damaged bytes are marked at their cell");
    assert_eq!(first[1].2, None, "and only there");
}

#[test]
fn persian_far_below_the_beginning_is_still_found() {
    let mut bytes = b"id;name\r\n".to_vec();
    (0..60_000).for_each(|row| bytes.extend_from_slice(format!("{row};customer\r\n").as_bytes()));
    // «صيادي» and «بنيامين» in the code page of Persian Windows.
    let names: &[u8] = b"\xD5\xED\xC7\xCF\xED \xC8\xE4\xED\xC7\xE3\xED\xE4";
    bytes.extend_from_slice(b"7;");
    bytes.extend_from_slice(names);
    let last = texts(&bytes).unwrap().pop().unwrap();
    assert_eq!(
        last,
        (60_002, vec!["7".to_owned(), "صيادي بنيامين".to_owned()]),
        "half a megabyte of ASCII before it"
    );
}

#[test]
fn the_table_says_what_it_is() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&sheet("<row r=\"1\"><c><v>1</v></c></row>")).unwrap();
    let mut table = open(file.path()).unwrap();
    assert_eq!(table.format(), &Format::Xlsx { sheet: "یک".to_owned() }, "the name on the tab");
    assert_eq!(table.row_estimate(), Some(9), "the declared size is a hint");
    assert_eq!(table.sha256().len(), 64, "a fingerprint");
    for pass in 1..=2 {
        let mut rows = table.rows().unwrap();
        let mut row = bazgasht_sheets::Row::new();
        assert!(rows.read(&mut row).unwrap(), "pass {pass} starts at the first row");
        assert!(!rows.read(&mut row).unwrap(), "pass {pass} ends");
    }
}
