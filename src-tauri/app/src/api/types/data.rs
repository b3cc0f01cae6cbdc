//! Data in and out: import, the sample shop, long jobs with progress and cancel.

use super::Problem;
use bazgasht_domain::loyalty::Expiry;
use bazgasht_domain::money::MoneyUnit;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A file a person chose; the window never sees a path.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FileToken {
    pub token: String,
    pub name: String,
    #[ts(type = "number")]
    pub bytes: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PickedFile {
    /// None when the person closed the dialog.
    pub file: Option<FileToken>,
}

/// Files handed over by the system (opened with the program, dropped on the window), not imported yet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WaitingFiles {
    pub files: Vec<FileToken>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    Customers,
    Sales,
    Returns,
    /// One row an order: id, order_id, date, v.
    Orders,
}

/// What a column of the file is taken as; a column without a choice is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    #[ts(type = "number")]
    pub column: i64,
    /// A field name as in `ImportPreview::fields`; none: not imported.
    pub field: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnalyseImport {
    pub token: String,
    /// None: recognised from the headers.
    pub kind: Option<ImportKind>,
    /// None: recognised from the headers. A field that is chosen leaves the column it was recognised in.
    pub columns: Option<Vec<ColumnChoice>>,
    /// The unit of the amounts in the file; none: recognised from the headers.
    pub money_unit: Option<MoneyUnit>,
    /// There is no header row; none: recognised.
    pub first_row_is_data: Option<bool>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RunImport {
    pub request_id: String,
    pub token: String,
    pub kind: ImportKind,
    pub columns: Option<Vec<ColumnChoice>>,
    pub money_unit: Option<MoneyUnit>,
    pub first_row_is_data: Option<bool>,
    /// When points that customers bring end; none: as the program's own.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub points_expiry: Option<Expiry>,
}

/// Why the money unit of a file looks wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MoneyUnitDoubt {
    /// A header names the other unit.
    HeaderSaysOther,
    /// As read, the usual sale is about ten times too large.
    TooLarge,
    /// As read, it is about a tenth of what it should be.
    TooSmall,
}

/// Fields of which one is enough, and which no column holds yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissingField {
    pub one_of: Vec<String>,
}

/// Any readable table gets one. While the kind or a column is missing, the rows were not read: `rows` is none and
/// the counts are empty.

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    pub file: FileToken,
    /// None: neither the person nor the headers say; ask.
    pub kind: Option<ImportKind>,
    /// There is no header row.
    pub first_row_is_data: bool,
    /// The unit the file's amounts are read in.
    pub money_unit: MoneyUnit,
    /// No header names a unit: ask.
    pub money_unit_guessed: bool,
    /// The unit looks wrong: ask.
    pub money_unit_doubt: Option<MoneyUnitDoubt>,
    /// What keeps the file from being imported.
    pub missing: Vec<MissingField>,
    /// Fields that stand in several columns and may not: they keep the file from being imported too.
    pub twice: Vec<String>,
    /// «Windows-1256», «UTF-8», «xlsx» …
    pub encoding: String,
    #[ts(type = "number | null")]
    pub rows: Option<i64>,
    pub columns: Vec<ImportColumn>,
    /// Every field this kind of file can have.
    pub fields: Vec<String>,
    /// First rows as they will be stored, one text a column of `columns`; empty where nothing will be.
    pub first_rows: Vec<Vec<String>>,
    #[ts(type = "number")]
    pub rows_ready: i64,
    /// Rows with at least one issue.
    #[ts(type = "number")]
    pub rows_to_look_at: i64,
    /// Counts under the report's names (`no_phone`, `shared_phone`, `sales_invoices` …).
    #[ts(type = "Record<string, number | string | null>")]
    pub counts: serde_json::Map<String, serde_json::Value>,
    pub issue_groups: Vec<IssueGroup>,
    /// This very file has been imported before; running it again changes nothing.
    pub already_imported: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportColumn {
    #[ts(type = "number")]
    pub column: i64,
    /// Empty when the column has none; a very long one is cut.
    pub header: String,
    pub field: Option<String>,
    /// Recognised with doubt: worth a look.
    pub doubtful: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IssueSeverity {
    /// The row is not imported.
    Rejected,
    /// The row is imported without this cell; the raw text is kept.
    CellKeptAside,
    /// Imported; worth knowing.
    Notice,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct IssueGroup {
    pub code: String,
    pub severity: IssueSeverity,
    #[ts(type = "number")]
    pub count: i64,
    /// The first ones, at most 200.
    pub issues: Vec<ImportIssue>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportIssue {
    /// The row as the person sees it in the file (1 is the header).
    #[ts(type = "number")]
    pub row: i64,
    pub field: Option<String>,
    /// Who or what the row is about, when readable.
    pub subject: Option<String>,
    pub raw: String,
    pub problem: Problem,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportReport {
    pub kind: ImportKind,
    /// Nothing was written: the same content is already in the shop.
    pub unchanged: bool,
    /// Counts under fixed names (`customers`, `sales_lines`, `sales_total_rial` …).
    #[ts(type = "Record<string, number | string | null>")]
    pub counts: serde_json::Map<String, serde_json::Value>,
    pub issue_groups: Vec<IssueGroup>,
    #[ts(type = "number")]
    pub took_ms: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JobStarted {
    pub job: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JobRef {
    pub job: String,
}

/// The job that runs now or ran last, for a page that was opened again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LatestJob {
    pub job: Option<JobView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobPhase {
    Reading,
    Checking,
    Writing,
    Counting,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobWork {
    Analyse,
    Import,
    Sample,
    /// The look over everybody for records of one person.
    Duplicates,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JobView {
    pub job: String,
    pub work: JobWork,
    /// The file it is about.
    pub file: Option<FileToken>,
    pub state: JobState,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum JobState {
    Running {
        phase: JobPhase,
        #[ts(type = "number")]
        done: i64,
        /// None while unknown.
        #[ts(type = "number | null")]
        total: Option<i64>,
        #[ts(type = "number")]
        elapsed_ms: i64,
    },
    Cancelled,
    Failed {
        problem: Problem,
    },
    Previewed {
        preview: Box<ImportPreview>,
    },
    Imported {
        report: ImportReport,
    },
    SampleReady,
    /// Everybody was looked at.
    DuplicatesFound {
        #[ts(type = "number")]
        pairs: i64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SampleSize {
    /// The learning shop: opens in a moment.
    Learning,
    S,
    M,
    L,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenSample {
    pub size: SampleSize,
}

/// Past imports, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportHistory {
    pub imports: Vec<ImportRun>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportRun {
    pub file_name: String,
    pub kind: ImportKind,
    pub day: super::DayView,
    pub time: String,
    #[ts(type = "number")]
    pub rows: i64,
    #[ts(type = "number")]
    pub rows_to_look_at: i64,
}
