//! Sales of a file as a plan: every line read and checked, lines gathered to invoices, nothing stored yet.
//!
//! Decisions: lines belong to an invoice by its number, wherever they stand; a negative quantity is a return and is
//! rejected here with the advice to import returns; an unknown customer code makes a nameless customer; in a file
//! without codes the mobile tells who it was, and where there is none the name; imported
//! history earns no points. Invoice numbers start again every Jalali year in many programs, so the same number in
//! another year is another invoice.

mod counts;
mod gather;
mod line;
mod names;
mod settle;
mod write;

pub(super) use counts::count;
pub(super) use gather::gather;
pub(super) use settle::{Fate, Settled, settle};
pub(super) use write::{id_of, number, parties, write};

use names::Names;

use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::money::Rial;
use bazgasht_domain::phone::Mobile;
use std::collections::HashMap;

/// A product of the file: known by its code, or by its name when it has none.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct FileProduct {
    pub(super) code: Option<u32>,
    pub(super) name: u32,
    /// Of its last line in the file.
    pub(super) price: Rial,
}

/// A customer of the file who is known by a mobile.
#[derive(Debug)]
pub(super) struct ByMobile {
    pub(super) mobile: Mobile,
    /// Key form of the name beside it, empty without one.
    pub(super) name_key: String,
    /// Another row has another name, or none.
    pub(super) is_mixed: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) invoice: u32,
    pub(super) row: u32,
    pub(super) product: Option<u32>,
    pub(super) quantity_milli: i64,
    pub(super) unit_price: Rial,
    pub(super) discount: Rial,
    pub(super) total: Rial,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Invoice {
    pub(super) number: Option<u32>,
    /// The invoice of the same number in another year that stands before this one in the file.
    pub(super) namesake: Option<u32>,
    pub(super) row: u32,
    pub(super) day: ShopDay,
    pub(super) year: i32,
    pub(super) minute: Option<u16>,
    pub(super) customer: Option<u32>,
    pub(super) total: Rial,
}

#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) numbers: Names,
    pub(super) customers: Names,
    /// `customers` holds mobiles, and key forms of names where a row has none, because the file has no codes.
    pub(super) without_codes: bool,
    /// Which of `customers` are known by their mobile.
    pub(super) mobiles: HashMap<u32, ByMobile>,
    /// What the file calls each customer, where it does.
    pub(super) customer_names: HashMap<u32, String>,
    pub(super) product_codes: Names,
    pub(super) product_names: Names,
    pub(super) products: Vec<FileProduct>,
    pub(super) invoices: Vec<Invoice>,
    /// In the order of their invoices once gathered. Empty when rows are whole invoices.
    pub(super) lines: Vec<Line>,
    /// Rows taken so far, also where no lines are kept.
    pub(super) rows_taken: u64,
    pub(super) rows: u64,
    pub(super) keeps_lines: bool,
}

impl Plan {
    /// The number of an invoice as the file writes it; empty without one.
    pub(super) fn number_of(&self, invoice: &Invoice) -> &str {
        invoice.number.map_or("", |number| self.numbers.text(number))
    }
}
