//! A file under the hands of a person: opened once, its rows kept after the first whole reading, so that another
//! choice of columns looks at memory and not at the file again.

use super::error::ImportError;
use bazgasht_sheets::{Format, Kept, Row, SheetError, Table};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Half a million lines of a real shop take an eighth of this; a file that needs more is read again each time.
const KEPT_BYTES_MAX: usize = 96 << 20;

pub struct Opened {
    path: PathBuf,
    table: Table,
    changed: Option<SystemTime>,
    keeps: bool,
    kept: Option<Kept>,
}

impl Opened {
    /// # Errors
    /// The file can not be read as a table.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let changed = changed(path);
        let table = bazgasht_sheets::open(path)?;
        Ok(Self { path: path.to_owned(), table, changed, keeps: false, kept: None })
    }

    /// Whether it is this file, and the file is as it was when it was opened.
    #[must_use]
    pub fn is_still(&self, path: &Path) -> bool {
        let length = std::fs::metadata(path).map(|facts| facts.len());
        self.path == path
            && length.is_ok_and(|length| length == self.table.bytes())
            && changed(path) == self.changed
    }

    /// From now on the first whole reading is kept: there will be another one.
    pub(super) fn keep(&mut self) {
        self.keeps = true;
    }

    /// Whether the rows are at hand without reading the file.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn format(&self) -> &Format {
        self.table.format()
    }

    pub(super) fn bytes(&self) -> u64 {
        self.table.bytes()
    }

    pub(super) fn sha256(&self) -> &str {
        self.table.sha256()
    }

    pub(super) fn row_estimate(&self) -> Option<u32> {
        self.table.row_estimate()
    }

    /// Calls `take` for every row from the first one until it says `false`.
    pub(super) fn each_row(
        &mut self,
        mut take: impl FnMut(&Row) -> Result<bool, ImportError>,
    ) -> Result<(), ImportError> {
        let mut row = Row::new();
        if let Some(kept) = &self.kept {
            let mut rows = kept.rows();
            while rows.read(&mut row) && take(&row)? {}
            return Ok(());
        }
        let mut kept = self.keeps.then(|| Kept::new(KEPT_BYTES_MAX));
        let mut rows = self.table.rows()?;
        while rows.read(&mut row)? {
            if kept.as_mut().is_some_and(|kept| !kept.push(&row)) {
                kept = None;
                self.keeps = false;
            }
            if !take(&row)? {
                return Ok(());
            }
        }
        self.kept = kept;
        Ok(())
    }

    /// The first rows that are not blank, each with its number: what a person sees at the top of the sheet.
    pub(super) fn top(&mut self, limit: usize) -> Result<Vec<Row>, ImportError> {
        let mut top: Vec<Row> = Vec::new();
        let keeps = std::mem::replace(&mut self.keeps, false);
        let read = self.each_row(|row| {
            if !row.is_blank() {
                top.push(row.clone());
            }
            Ok(top.len() < limit)
        });
        self.keeps = keeps;
        read?;
        if top.is_empty() { Err(ImportError::Sheet(SheetError::Empty)) } else { Ok(top) }
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|facts| facts.modified()).ok()
}
