//! Which goods were in which order: six bytes a line, the lines of one customer side by side, oldest order first. Made
//! when a rule first asks; a customer whose orders changed since has lines of their own beside the table.
//!
//! An order of which only the amount was written may have had anything in it; a line of free text is no product.

use super::coded::at;
use crate::columns::{Offset, RowIndex};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CategoryId, ProductId, SaleId};
use bazgasht_domain::segment::Goods;
use std::collections::HashMap;

/// One line of an order, or an order without lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub sale: SaleId,
    pub day: ShopDay,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Only the amount of the order is known.
    AmountOnly,
    FreeText,
    Product(ProductId),
}

const AMOUNT_ONLY: u32 = 0;
const FREE_TEXT: u32 = 1;
const FIRST_PRODUCT: u32 = 2;
/// Set on the first line of an order.
const OPENS: u32 = 1 << 31;

#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    day: u16,
    code: u32,
}

/// Collects lines in any order of customers; the lines of one order come together.
#[derive(Debug, Default)]
pub struct Builder {
    products: HashMap<i64, u32>,
    rows: Vec<u32>,
    cells: Vec<Cell>,
    last_sale: Option<SaleId>,
}

impl Builder {
    /// A line outside the days that columns can hold is left out, as its order is.
    pub fn push(&mut self, row: RowIndex, line: Line) {
        let opens = self.last_sale != Some(line.sale);
        self.last_sale = Some(line.sale);
        if let Some(cell) = cell(&mut self.products, line, opens) {
            self.rows.push(row.0);
            self.cells.push(cell);
        }
    }

    #[must_use]
    pub fn finish(self, categories: impl IntoIterator<Item = (ProductId, CategoryId)>) -> Lines {
        let rows = self.rows.iter().max().map_or(0, |row| *row as usize + 1);
        let mut starts = vec![0u32; rows + 1];
        for row in &self.rows {
            starts[*row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let (mut days, mut codes) = (vec![0u16; self.cells.len()], vec![0u32; self.cells.len()]);
        for (row, cell) in self.rows.iter().zip(&self.cells) {
            let place = &mut next[*row as usize];
            (days[*place as usize], codes[*place as usize]) = (cell.day, cell.code);
            *place += 1;
        }
        let (products, own) = (self.products, HashMap::new());
        let mut lines =
            Lines { products, catalogue: HashMap::new(), categories: Vec::new(), starts, days, codes, own };
        lines.set_categories(categories);
        lines
    }
}

fn cell(products: &mut HashMap<i64, u32>, line: Line, opens: bool) -> Option<Cell> {
    let code = match line.what {
        What::AmountOnly => AMOUNT_ONLY,
        What::FreeText => FREE_TEXT,
        What::Product(product) => {
            let next = FIRST_PRODUCT + u32::try_from(products.len()).unwrap_or(OPENS);
            *products.entry(product.get()).or_insert(next) & !OPENS
        }
    };
    Some(Cell { day: Offset::of(line.day)?.0, code: if opens { code | OPENS } else { code } })
}

#[derive(Debug, Clone)]
pub struct Lines {
    products: HashMap<i64, u32>,
    /// The category of every product that has one, bought or not.
    catalogue: HashMap<i64, i64>,
    /// By code; 0 without one.
    categories: Vec<i64>,
    starts: Vec<u32>,
    days: Vec<u16>,
    codes: Vec<u32>,
    /// Of customers whose orders changed since.
    own: HashMap<u32, Vec<Cell>>,
}

/// How often goods were bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Times {
    pub(super) sure: u32,
    /// Orders that may have had them.
    pub(super) unclear: u32,
}

impl Lines {
    /// Which product is in which category now.
    pub fn set_categories(&mut self, categories: impl IntoIterator<Item = (ProductId, CategoryId)>) {
        self.catalogue = categories.into_iter().map(|(product, of)| (product.get(), of.get())).collect();
        self.categories.clear();
        self.code_categories();
    }

    /// Codes that came since get their category.
    fn code_categories(&mut self) {
        self.categories.resize(self.products.len() + FIRST_PRODUCT as usize, 0);
        for (product, code) in &self.products {
            if let Some(place) = self.categories.get_mut(*code as usize) {
                *place = self.catalogue.get(product).copied().unwrap_or(0);
            }
        }
    }

    /// All lines of one customer, oldest order first, in place of what was known.
    pub fn put(&mut self, row: RowIndex, lines: &[Line]) {
        let mut last = None;
        let mut cells = Vec::with_capacity(lines.len());
        for line in lines {
            let opens = last.replace(line.sale) != Some(line.sale);
            cells.extend(cell(&mut self.products, *line, opens));
        }
        if self.products.len() + FIRST_PRODUCT as usize > self.categories.len() {
            self.code_categories();
        }
        self.own.insert(row.0, cells);
    }

    /// By code, whether it is among the goods.
    pub(super) fn wanted(&self, goods: Goods) -> Vec<bool> {
        let mut wanted = vec![false; self.categories.len()];
        match goods {
            Goods::Product { product } => {
                if let Some(place) =
                    self.products.get(&product.get()).and_then(|c| wanted.get_mut(*c as usize))
                {
                    *place = true;
                }
            }
            Goods::Category { category } => {
                for (place, of) in wanted.iter_mut().zip(&self.categories) {
                    *place = *of == category.get();
                }
            }
        }
        wanted
    }

    /// Grows with every product that had not been seen before.
    pub(super) fn words(&self) -> usize {
        self.categories.len()
    }

    pub(super) fn times(&self, row: u32, wanted: &[bool], lo: u16, hi: u16) -> Times {
        let mut count = Counting::default();
        if let Some(own) = self.own.get(&row) {
            own.iter().for_each(|cell| count.take(*cell, wanted, lo, hi));
            return count.times;
        }
        let (start, end) = (at(&self.starts, row) as usize, at(&self.starts, row + 1) as usize);
        if start < end {
            let cells = self.days[start..end].iter().zip(&self.codes[start..end]);
            cells.for_each(|(day, code)| count.take(Cell { day: *day, code: *code }, wanted, lo, hi));
        }
        count.times
    }

    #[must_use]
    pub fn bytes(&self) -> usize {
        let own: usize = self.own.values().map(|cells| 56 + cells.len() * 8).sum();
        self.starts.len() * 4 + self.days.len() * 2 + self.codes.len() * 4 + self.products.len() * 24 + own
    }
    /// Lines held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.days.len() + self.own.values().map(Vec::len).sum::<usize>()
    }
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[derive(Default)]
struct Counting {
    times: Times,
    /// The order at hand is counted already.
    counted: bool,
}

impl Counting {
    #[inline]
    fn take(&mut self, cell: Cell, wanted: &[bool], lo: u16, hi: u16) {
        self.counted &= cell.code & OPENS == 0;
        if self.counted || cell.day < lo || cell.day > hi {
            return;
        }
        let code = cell.code & !OPENS;
        if code == AMOUNT_ONLY {
            self.times.unclear += 1;
            self.counted = true;
        } else if wanted.get(code as usize).copied().unwrap_or(false) {
            self.times.sure += 1;
            self.counted = true;
        }
    }
}
