//! Files made on the spot: a workbook from its sheet XML, any bytes as a file, and all rows of a file as text.
#![allow(dead_code, unreachable_pub)] // each test file uses its own part of it

use bazgasht_sheets::{CellFault, CellKind, Limits, Row, SheetError, open_with};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub type Cells = Vec<(String, CellKind, Option<CellFault>)>;

pub const WORKBOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="یک" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
pub const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
pub const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy/mm/dd"/></numFmts>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn workbook(sheet: &str) -> Vec<u8> {
    workbook_with(
        sheet.as_bytes(),
        "<sst><si><t>یکم</t></si><si><r><t>دو</t></r><rPh><t>x</t></rPh><r><t>م</t></r></si></sst>",
    )
}

pub fn workbook_with(sheet: &[u8], strings: &str) -> Vec<u8> {
    package(&[
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

pub fn sheet(rows: &str) -> Vec<u8> {
    workbook(&format!("<worksheet><dimension ref=\"A1:C9\"/><sheetData>{rows}</sheetData></worksheet>"))
}

pub fn read_all(bytes: &[u8], limits: Limits) -> Result<Vec<(u32, Cells)>, SheetError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let mut table = open_with(file.path(), None, limits)?;
    let mut rows = table.rows()?;
    let mut row = Row::new();
    let mut out = Vec::new();
    while rows.read(&mut row)? {
        let cells = row.cells().map(|cell| (cell.text.to_owned(), cell.kind, cell.fault)).collect();
        out.push((row.number(), cells));
    }
    Ok(out)
}

/// Rows as texts alone.
pub fn texts(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, SheetError> {
    let rows = read_all(bytes, Limits::default())?;
    Ok(rows
        .into_iter()
        .map(|(number, cells)| (number, cells.into_iter().map(|cell| cell.0).collect()))
        .collect())
}
