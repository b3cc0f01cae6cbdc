//! What a row of the command table is made of: who may, what it is read from, what it changes. Every right and every tag
//! is here once; a row that names another does not compile.

/// Which right a command needs; the matrix of roles is in `permissions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// The door itself: all that answers while the shop is locked.
    EvenLocked,
    /// Whoever is signed in; the first run.
    Anyone,
    ReadCustomers,
    WriteCustomers,
    /// Join two records of one person, and take that back.
    MergeCustomers,
    /// Remove a person's data for good, or hand all of it out.
    ErasePeople,
    RecordSales,
    ReturnSales,
    CloseDay,
    ManageProducts,
    ReadNumbers,
    /// The rules of the club, its rewards and coupons.
    ManageClub,
    /// Give or take points by hand.
    AdjustPoints,
    ManageData,
    ManageShop,
    ManageStaff,
    /// Make groups of customers, compare them, hand their lists out.
    ManageSegments,
}

impl Permission {
    pub const ALL: &'static [Self] = &[
        Self::EvenLocked,
        Self::Anyone,
        Self::ReadCustomers,
        Self::WriteCustomers,
        Self::MergeCustomers,
        Self::ErasePeople,
        Self::RecordSales,
        Self::ReturnSales,
        Self::CloseDay,
        Self::ManageProducts,
        Self::ReadNumbers,
        Self::ManageClub,
        Self::AdjustPoints,
        Self::ManageData,
        Self::ManageShop,
        Self::ManageStaff,
        Self::ManageSegments,
    ];
}

/// What a change touched and a query needs; sent to the windows after commit, never rows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    Settings,
    Customers,
    Products,
    Sales,
    Points,
    Imports,
    Files,
    Staff,
    /// Suspended sales, credit, deliveries, closes.
    Till,
    /// What is spent on customers, and the marks of figures.
    Costs,
    /// What is counted beside the window about days to come.
    Forecast,
    Segments,
}

/// One row of the table, as data.
#[derive(Debug, Clone)]
pub struct Command {
    pub name: &'static str,
    pub doc: &'static str,
    pub request: String,
    pub response: String,
    pub permission: Permission,
    pub needs: &'static [Tag],
    pub touches: &'static [Tag],
}
