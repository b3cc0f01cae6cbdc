//! A table in a file: what it is, and a fresh stream of its rows as often as wanted.

use crate::delimited::{self, Dialect, TextRows};
use crate::probe::{self, Content};
use crate::xlsx::{Package, SheetRows};
use crate::{Limits, Row, SheetError};
use std::path::{Path, PathBuf};

/// How the rows are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    Xlsx {
        /// The sheet that is read, by the name on its tab.
        sheet: String,
    },
    Delimited {
        /// Name of the encoding: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `windows-1256`.
        encoding: &'static str,
        delimiter: char,
    },
}

enum Source {
    Xlsx { package: Box<Package>, part: String },
    Text(Dialect),
}

/// An open file. Rows come from [`Table::rows`]; each call starts again at the first row.
pub struct Table {
    path: PathBuf,
    limits: Limits,
    format: Format,
    sheets: Vec<String>,
    row_estimate: Option<u32>,
    bytes: u64,
    sha256: String,
    source: Source,
}

/// Opens a csv, tsv or xlsx file and recognises it by its content, not its name.
pub fn open(path: &Path) -> Result<Table, SheetError> {
    open_with(path, None, Limits::default())
}

/// Opens with other limits, or a sheet by its name. Without a name the first visible sheet that has cells is taken.
pub fn open_with(path: &Path, sheet: Option<&str>, limits: Limits) -> Result<Table, SheetError> {
    let probe = probe::probe(path)?;
    let (bytes, sha256) = (probe.bytes, probe.sha256.clone());
    let (format, sheets, row_estimate, source) = match probe.content {
        Content::Text => {
            let dialect = delimited::detect(&probe, &limits)?;
            let format = Format::Delimited {
                encoding: dialect.encoding.name(),
                delimiter: char::from(dialect.delimiter),
            };
            let rows = u32::try_from(probe.line_feeds).ok();
            (format, Vec::new(), rows, Source::Text(dialect))
        }
        Content::Zip => {
            let mut package = Box::new(Package::open(path, limits)?);
            let sheets: Vec<String> = package.book.sheets.iter().map(|entry| entry.name.clone()).collect();
            let (name, part, rows) = choose_sheet(&mut package, sheet)?;
            (Format::Xlsx { sheet: name }, sheets, rows, Source::Xlsx { package, part })
        }
    };
    Ok(Table { path: path.to_owned(), limits, format, sheets, row_estimate, bytes, sha256, source })
}

fn choose_sheet(
    package: &mut Package,
    wanted: Option<&str>,
) -> Result<(String, String, Option<u32>), SheetError> {
    let entries = package.book.sheets.clone();
    let visible_first =
        entries.iter().filter(|entry| !entry.hidden).chain(entries.iter().filter(|entry| entry.hidden));
    let mut row = Row::new();
    for entry in visible_first {
        if wanted.is_some_and(|name| name != entry.name) {
            continue;
        }
        let (limits, from_1904) = (package.limits, package.book.from_1904);
        let mut rows = match SheetRows::new(package.sheet(&entry.part)?, from_1904, limits) {
            Err(SheetError::NoSheet) => continue,
            other => other?,
        };
        if rows.read(&mut row)? {
            return Ok((entry.name.clone(), entry.part.clone(), rows.rows_declared));
        }
    }
    Err(SheetError::NoSheet)
}

impl Table {
    #[must_use]
    pub fn format(&self) -> &Format {
        &self.format
    }

    /// Names of the sheets of a workbook in order; empty for a text file.
    #[must_use]
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// Rows with the header, as the file suggests; a hint for progress, not a promise.
    #[must_use]
    pub fn row_estimate(&self) -> Option<u32> {
        self.row_estimate
    }

    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// SHA-256 of the file in lower-case hexadecimal: two files with the same one are the same file.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    pub fn rows(&mut self) -> Result<Rows<'_>, SheetError> {
        let stream = match &mut self.source {
            Source::Text(dialect) => {
                Stream::Text(Box::new(TextRows::open(&self.path, *dialect, self.limits)?))
            }
            Source::Xlsx { package, part } => {
                let from_1904 = package.book.from_1904;
                Stream::Xlsx(Box::new(SheetRows::new(package.sheet(part)?, from_1904, self.limits)?))
            }
        };
        Ok(Rows { stream })
    }
}

enum Stream<'a> {
    Text(Box<TextRows>),
    Xlsx(Box<SheetRows<'a>>),
}

/// The rows of a table, one at a time.
pub struct Rows<'a> {
    stream: Stream<'a>,
}

impl Rows<'_> {
    /// Fills `row` with the next row; `Ok(false)` after the last one.
    pub fn read(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        match &mut self.stream {
            Stream::Text(rows) => rows.read(row),
            Stream::Xlsx(rows) => rows.read(row),
        }
    }
}
