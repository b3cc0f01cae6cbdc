//! The rows of a file as fields. Opens, finds the header, and hands over every row under it that is not blank.

use super::detect::{self, Detected};
use super::error::ImportError;
use super::fields::Columns;
use super::types::{Field, FileFacts, Kind, Mapping};
use super::watch::Watch;
use bazgasht_sheets::{Cell, Format, Row, Table};
use std::path::Path;

/// A file whose columns are understood.
pub(super) struct Source {
    table: Table,
    name: String,
    pub(super) detected: Detected,
    pub(super) columns: Columns,
}

impl Source {
    pub(super) fn open(
        path: &Path,
        kind: Option<Kind>,
        mapping: Option<&Mapping>,
    ) -> Result<Self, ImportError> {
        let mut table = bazgasht_sheets::open(path)?;
        let mut detected = detect::detect(&mut table, path, kind)?;
        if let Some(mapping) = mapping {
            if mapping.columns.len() > detected.headers.len() {
                return Err(ImportError::MappingMisfit);
            }
            detected.mapping = mapping.clone();
            detected.mapping.columns.resize(detected.headers.len(), None);
        }
        let columns = Columns::new(detected.kind, &detected.mapping)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { table, name, detected, columns })
    }

    pub(super) fn kind(&self) -> Kind {
        self.detected.kind
    }

    pub(super) fn row_estimate(&self) -> Option<u64> {
        let rows = u64::from(self.table.row_estimate()?);
        Some(rows.saturating_sub(u64::from(self.detected.header_row)))
    }

    pub(super) fn sha256(&self) -> &str {
        self.table.sha256()
    }

    pub(super) fn facts(&self, rows: u64) -> FileFacts {
        let (format, encoding, delimiter, sheet) = match self.table.format() {
            Format::Xlsx { sheet } => ("xlsx", None, None, Some(sheet.clone())),
            Format::Delimited { encoding, delimiter } => ("csv", Some(*encoding), Some(*delimiter), None),
        };
        FileFacts {
            name: self.name.clone(),
            format,
            encoding,
            delimiter,
            sheet,
            rows,
            bytes: self.table.bytes(),
            sha256: self.sha256().to_owned(),
        }
    }

    /// Calls `take` for the first rows of data.
    pub(super) fn first_rows(
        &mut self,
        limit: usize,
        mut take: impl FnMut(&RowView<'_>),
    ) -> Result<(), ImportError> {
        let header_row = self.detected.header_row;
        let mut rows = self.table.rows()?;
        let mut row = Row::new();
        let mut count = 0;
        while count < limit && rows.read(&mut row)? {
            if row.number() > header_row && !row.is_blank() {
                count += 1;
                take(&RowView { row: &row, columns: &self.columns });
            }
        }
        Ok(())
    }

    /// Calls `take` for every row of data; answers how many there were.
    pub(super) fn each_row(
        &mut self,
        watch: &mut Watch<'_>,
        mut take: impl FnMut(&RowView<'_>, &mut Watch<'_>) -> Result<(), ImportError>,
    ) -> Result<u64, ImportError> {
        let header_row = self.detected.header_row;
        let mut rows = self.table.rows()?;
        let mut row = Row::new();
        let mut count = 0;
        while rows.read(&mut row)? {
            if row.number() <= header_row || row.is_blank() {
                continue;
            }
            count += 1;
            take(&RowView { row: &row, columns: &self.columns }, watch)?;
            watch.row()?;
        }
        if count == 0 { Err(ImportError::HeadersOnly) } else { Ok(count) }
    }
}

/// One row, asked by field.
pub(super) struct RowView<'a> {
    row: &'a Row,
    columns: &'a Columns,
}

impl<'a> RowView<'a> {
    pub(super) fn number(&self) -> u32 {
        self.row.number()
    }

    pub(super) fn columns(&self) -> &'a Columns {
        self.columns
    }

    /// The cell of a field; empty when no column holds it.
    pub(super) fn cell(&self, field: Field) -> Cell<'a> {
        self.columns.of(field).first().map_or_else(Cell::default, |column| self.row.cell(*column))
    }

    pub(super) fn cells(&self, field: Field) -> impl Iterator<Item = Cell<'a>> {
        self.columns.of(field).iter().map(|column| self.row.cell(*column))
    }

    pub(super) fn at(&self, column: usize) -> Cell<'a> {
        self.row.cell(column)
    }

    /// Some cell begins with «جمع»: the sum that programs print under a list.
    pub(super) fn is_total(&self) -> bool {
        let begins = |cell: Cell<'_>| {
            let text = bazgasht_domain::text::key_form(cell.text.get(..64).unwrap_or(cell.text));
            text.starts_with("جمع") || text.starts_with("total")
        };
        self.row.cells().any(begins)
    }
}
