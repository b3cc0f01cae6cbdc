//! The rows of a file as fields. Opens, finds the header, and hands over every row under it that is not blank.

use super::detect::{Detected, detect};
use super::error::ImportError;
use super::fields::Columns;
use super::opened::Opened;
use super::types::{Choices, Field, FileFacts, Kind};
use super::watch::Watch;
use bazgasht_sheets::{Cell, Format, Row};

/// A file of which everything that an import needs is known.
pub(super) struct Source<'f> {
    file: &'f mut Opened,
    kind: Kind,
    pub(super) detected: Detected,
    pub(super) columns: Columns,
}

impl<'f> Source<'f> {
    /// The file as the person says it is, to the letter.
    pub(super) fn open(file: &'f mut Opened, choices: &Choices) -> Result<Self, ImportError> {
        let detected = detect(file, choices)?;
        if detected.has_misfit && detected.kind.is_some() {
            return Err(ImportError::MappingMisfit);
        }
        Self::new(file, detected)
    }

    /// # Errors
    /// The kind or a column is missing, or a field stands in two columns.
    pub(super) fn new(file: &'f mut Opened, detected: Detected) -> Result<Self, ImportError> {
        let kind = detected.kind.ok_or(ImportError::KindUnknown)?;
        let columns = Columns::new(kind, &detected.mapping);
        columns.check(kind)?;
        Ok(Self { file, kind, detected, columns })
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn row_estimate(&self) -> Option<u64> {
        let rows = u64::from(self.file.row_estimate()?);
        Some(rows.saturating_sub(u64::from(self.detected.header_row)))
    }

    pub(super) fn sha256(&self) -> &str {
        self.file.sha256()
    }

    pub(super) fn facts(&self) -> FileFacts {
        facts(self.file)
    }

    /// Calls `take` for every row of data; answers how many there were.
    pub(super) fn each_row(
        &mut self,
        watch: &mut Watch<'_>,
        mut take: impl FnMut(&RowView<'_>, &mut Watch<'_>) -> Result<(), ImportError>,
    ) -> Result<u64, ImportError> {
        let header_row = self.detected.header_row;
        let columns = &self.columns;
        let mut count = 0;
        self.file.each_row(|row| {
            if row.number() > header_row && !row.is_blank() {
                count += 1;
                take(&RowView { row, columns }, watch)?;
                watch.row()?;
            }
            Ok(true)
        })?;
        if count == 0 { Err(ImportError::HeadersOnly) } else { Ok(count) }
    }
}

pub(super) fn facts(file: &Opened) -> FileFacts {
    let (format, encoding, delimiter, sheet) = match file.format() {
        Format::Xlsx { sheet } => ("xlsx", None, None, Some(sheet.clone())),
        Format::Delimited { encoding, delimiter } => ("csv", Some(*encoding), Some(*delimiter), None),
    };
    let name = file.path().file_name().map(|name| name.to_string_lossy().into_owned());
    FileFacts {
        name: name.unwrap_or_default(),
        format,
        encoding,
        delimiter,
        sheet,
        bytes: file.bytes(),
        sha256: file.sha256().to_owned(),
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

    /// Some cell begins with «جمع»: the sum that programs print under a list.
    pub(super) fn is_total(&self) -> bool {
        let begins = |cell: Cell<'_>| {
            let text = bazgasht_domain::text::key_form(cell.text.get(..64).unwrap_or(cell.text));
            text.starts_with("جمع") || text.starts_with("total")
        };
        self.row.cells().any(begins)
    }
}
