//! What goes into an import and what comes out of it. Counts of a file carry the names of the published figures.

use super::codes::Code;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{ImportId, StaffId};
use bazgasht_domain::loyalty::Expiry;
use bazgasht_domain::money::MoneyUnit;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// What a file lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Customers,
    /// Lines of invoices, or one row an invoice.
    Sales,
    Returns,
    /// One row an order: id, order_id, date, v (rial).
    Orders,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Customers, Self::Sales, Self::Returns, Self::Orders];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Sales => "sales",
            Self::Returns => "returns",
            Self::Orders => "orders",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

macro_rules! fields {
    ($($(#[doc = $doc:literal])* $name:ident => $text:literal),+ $(,)?) => {
        /// What a column can hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum Field { $($(#[doc = $doc])* $name),+ }

        impl Field {
            pub const ALL: &'static [Field] = &[$(Field::$name),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Field::$name => $text),+ }
            }
        }
    };
}

fields! {
    CustomerCode => "customer_code",
    FirstName => "first_name",
    LastName => "last_name",
    FullName => "full_name",
    Gender => "gender",
    Mobile => "mobile",
    OtherPhone => "other_phone",
    Birthday => "birthday",
    City => "city",
    District => "district",
    Address => "address",
    NationalCode => "national_code",
    CardNo => "card_no",
    Company => "company",
    /// Becomes tags.
    Group => "group",
    /// How the person came to know the shop.
    Channel => "channel",
    Note => "note",
    InvoiceNumber => "invoice_number",
    Date => "date",
    Time => "time",
    ProductCode => "product_code",
    ProductName => "product_name",
    Quantity => "quantity",
    UnitPrice => "unit_price",
    Discount => "discount",
    /// Of one line, after its discount.
    LineTotal => "line_total",
    /// Of the whole invoice or order.
    Amount => "amount",
    /// Points that the customer brings from another program.
    OpeningPoints => "opening_points",
}

impl Field {
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.as_str() == word)
    }
}

/// What each column of a file is taken as, by position; `None` is left aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mapping {
    pub columns: Vec<Option<Field>>,
    pub money_unit: MoneyUnit,
    /// There is no header row.
    pub first_row_is_data: bool,
}

/// What a person says about a file; whatever they leave open is recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    pub kind: Option<Kind>,
    /// What a column is, by its position from 0; `None` leaves it aside. The last word about a column counts.
    pub columns: Vec<(usize, Option<Field>)>,
    pub money_unit: Option<MoneyUnit>,
    pub first_row_is_data: Option<bool>,
    /// When points that customers bring end; `None` as the program's own do.
    pub points_expiry: Option<Expiry>,
}

/// Who imports, and when.
#[derive(Debug, Clone, Copy)]
pub struct ImportContext {
    pub now: InstantMs,
    pub today: ShopDay,
    pub actor: Option<StaffId>,
    /// Who stood behind it, when the actor alone had no right to it.
    pub approver: Option<StaffId>,
    /// The number of this counter.
    pub device: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Reading,
    Matching,
    Writing,
}

/// Told every few thousand rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub phase: Phase,
    pub rows_done: u64,
    /// While reading an estimate of the file; `None` when it does not say.
    pub rows_total: Option<u64>,
    /// Customers or invoices found to be in the shop already.
    pub known: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row stays out.
    Rejected,
    /// The row comes in without this cell; what it said is kept.
    KeptWithoutCell,
    /// The row comes in; worth knowing.
    Warning,
}

/// One finding about one row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Issue {
    /// As a spreadsheet shows it: the header is a row too.
    pub row: u32,
    pub field: Option<Field>,
    pub code: Code,
    pub params: Map<String, Value>,
    /// What the cell says, at most a line of it.
    pub raw: String,
    pub severity: Severity,
    /// The name or the invoice the row is about.
    pub who: Option<String>,
}

/// All findings of one reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    pub code: Code,
    pub severity: Severity,
    pub count: u64,
    /// The first ones.
    pub issues: Vec<Issue>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileFacts {
    pub name: String,
    /// `xlsx` or `csv`.
    pub format: &'static str,
    pub encoding: Option<&'static str>,
    pub delimiter: Option<char>,
    pub sheet: Option<String>,
    pub bytes: u64,
    pub sha256: String,
}

/// How sure the meaning of a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    Sure,
    /// The header holds a known word among others.
    Likely,
    /// Many cells of the column could not be taken.
    Unsure,
    /// The column is left aside.
    None,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnPreview {
    pub header: String,
    pub field: Option<Field>,
    pub confidence: Confidence,
    /// The first cells as they will be stored; empty where nothing will be.
    pub first: Vec<String>,
}

/// Why the money unit of a file looks wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitDoubt {
    /// A header names the other unit.
    HeaderSaysOther,
    /// As read, the sales of the file are about ten times those of the shop, or of any shop.
    TooLarge,
    /// As read, they are about a tenth.
    TooSmall,
}

/// What is known of any readable table, and when nothing is missing also what an import would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Preview {
    /// `None` when neither the person nor the headers say.
    pub kind: Option<Kind>,
    pub kind_was_guessed: bool,
    pub file: FileFacts,
    /// What will be used; changed through `Choices`.
    pub mapping: Mapping,
    /// No header names a unit: better ask.
    pub money_unit_guessed: bool,
    pub unit_doubt: Option<UnitDoubt>,
    pub fields: Vec<Field>,
    pub columns: Vec<ColumnPreview>,
    /// What no column holds yet; of each entry one field is enough.
    pub missing: Vec<Vec<Field>>,
    /// Fields that stand in several columns and may not.
    pub twice: Vec<Field>,
    /// This very file came in before.
    pub already_imported: Option<ImportId>,
    /// `None` while the kind or a column is missing: the rows were not read.
    pub checked: Option<Checked>,
}

/// What an import would do with the rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checked {
    /// Rows of data.
    pub rows: u64,
    /// Rows without anything to look at.
    pub ready: u64,
    /// Rows with a rejected or set-aside cell.
    pub needs_look: u64,
    pub rejected: u64,
    /// Customers or invoices that are in the shop already.
    pub known: u64,
    /// New return lines that find no sale to come from.
    pub unlinked_return_lines: u64,
    pub counts: Counts,
    pub reasons: Vec<Reason>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CustomerCounts {
    pub customers: u64,
    pub invalid_phone: u64,
    pub no_phone: u64,
    pub shared_phone: u64,
    pub birthdays: u64,
    pub ambiguous_birth: u64,
    pub invalid_birth: u64,
    /// Rows with points, and the points of all of them; files without such a column say nothing about them.
    #[serde(skip_serializing_if = "is_zero")]
    pub points_customers: u64,
    #[serde(skip_serializing_if = "is_zero")]
    pub points_total: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_zero(count: &u64) -> bool {
    *count == 0
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SalesCounts {
    pub sales_lines: u64,
    pub sales_invoices: u64,
    pub sales_invoices_with_customer: u64,
    pub customers_with_sales: u64,
    pub sales_total_rial: i64,
    pub sales_total_with_customer_rial: i64,
    pub products: u64,
    /// ISO dates; `None` without sales.
    pub first_day: Option<String>,
    pub last_day: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OrderCounts {
    pub orders: u64,
    pub customers: u64,
    #[serde(flatten)]
    pub sales: SalesCounts,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReturnCounts {
    pub return_lines: u64,
    pub return_invoices: u64,
    pub returns_total_rial: i64,
    pub returns_total_with_customer_rial: i64,
}

/// What the file holds, under the names of the published figures; the same when it is imported again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Counts {
    Customers(CustomerCounts),
    Sales(SalesCounts),
    Orders(OrderCounts),
    Returns(ReturnCounts),
}

/// What is new in the shop.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Created {
    pub customers: u64,
    pub products: u64,
    pub sales: u64,
    pub sale_lines: u64,
    pub returns: u64,
    pub return_lines: u64,
    /// Return lines of which at least a part found no sale to come from.
    pub unlinked_return_lines: u64,
    /// Points that customers brought.
    #[serde(skip_serializing_if = "is_zero")]
    pub opening_points: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    pub kind: Kind,
    /// `None` when nothing was new, so that no run was recorded.
    pub import: Option<ImportId>,
    /// This very file came in before and nothing of it was new.
    pub already_imported: bool,
    pub file_sha256: String,
    #[serde(flatten)]
    pub counts: Counts,
    pub rows: u64,
    pub created: Created,
    /// Known customers whose empty fields this file filled.
    pub updated: u64,
    /// Customers or invoices that were known and stay as they are.
    pub unchanged: u64,
    pub rejected_rows: u64,
    /// Rows that stayed out, with reasons; the first of very many.
    pub rejected: Vec<Issue>,
    pub set_aside_cells: u64,
    /// Cells that were set aside and notices; the first of very many.
    pub set_aside: Vec<Issue>,
    /// The same findings by reason, for a window; a listing has them above.
    #[serde(skip)]
    pub reasons: Vec<Reason>,
}
