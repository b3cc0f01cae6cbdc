//! The shelves: about 180 products with today's prices in rial, EAN-13 barcodes of Iran's 626 range,
//! and how often each is picked. The shelves are the same for every seed.

mod barcode;
mod food;
mod home;
mod prices;

pub(crate) use barcode::ean13;
pub(crate) use prices::Prices;

use crate::dice::Dice;
use bazgasht_domain::money::Rial;

/// A product of the sample shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Position in `SampleShop::products`.
    pub index: u32,
    pub name: &'static str,
    pub category: &'static str,
    /// EAN-13 with a right check digit.
    pub barcode: String,
    /// Today's price, a whole number of thousand toman.
    pub price: Rial,
    pub cost: Rial,
    pub unit: &'static str,
}

struct Item {
    name: &'static str,
    unit: &'static str,
    price_thousand_toman: i64,
    popularity: u32,
}

const fn item(name: &'static str, unit: &'static str, price_thousand_toman: i64, popularity: u32) -> Item {
    Item { name, unit, price_thousand_toman, popularity }
}

struct Shelf {
    category: &'static str,
    margin_percent: i64,
    /// Position of the shelf that a second hand often reaches to.
    goes_with: usize,
    items: &'static [Item],
}

/// One thousand toman in rial, the step of every price and discount.
pub(crate) const PRICE_STEP_RIAL: i64 = 10_000;

/// Shelves by position, as `goes_with` and the seasons name them.
const NUTS: usize = 5;
const SWEETS: usize = 6;
const CLEANING: usize = 7;
const KITCHEN: usize = 10;

/// The products with the tables that draw them.
#[derive(Debug, Clone)]
pub(crate) struct Catalog {
    pub(crate) products: Vec<Product>,
    /// Running sum of popularity: product `i` owns `cumulative[i-1]..cumulative[i]`.
    cumulative: Vec<u32>,
    /// First product, one past the last, and companion of each shelf.
    shelves: Vec<ShelfRange>,
    shelf_of: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct ShelfRange {
    start: usize,
    end: usize,
    goes_with: usize,
}

/// What a season puts in front of the till.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Festivity {
    None,
    Yalda,
    Nowruz,
}

impl Catalog {
    pub(crate) fn new() -> Self {
        let mut catalog =
            Self { products: Vec::new(), cumulative: Vec::new(), shelves: Vec::new(), shelf_of: Vec::new() };
        let mut popularity = 0;
        for (position, shelf) in food::FOOD.iter().chain(home::HOME).enumerate() {
            let start = catalog.products.len();
            for entry in shelf.items {
                let index = catalog.products.len() as u32;
                popularity += entry.popularity;
                catalog.cumulative.push(popularity);
                catalog.shelf_of.push(position as u8);
                catalog.products.push(product(index, shelf, entry));
            }
            let end = catalog.products.len();
            catalog.shelves.push(ShelfRange { start, end, goes_with: shelf.goes_with });
        }
        catalog
    }

    /// Any product, popular ones more often.
    pub(crate) fn popular(&self, dice: &mut Dice) -> u32 {
        let total = self.cumulative.last().copied().unwrap_or(0);
        let mark = dice.below(total);
        self.cumulative.partition_point(|&sum| sum <= mark) as u32
    }

    /// A product from the shelf that goes with the one of `product`.
    pub(crate) fn companion(&self, product: u32, dice: &mut Dice) -> u32 {
        let shelf = self.shelf_of.get(product as usize).map_or(0, |&shelf| usize::from(shelf));
        let partner = self.shelves.get(shelf).map_or(0, |range| range.goes_with);
        self.on_shelf(partner, dice)
    }

    /// A product of the season; a popular one outside the seasons.
    pub(crate) fn festive(&self, festivity: Festivity, dice: &mut Dice) -> u32 {
        let shelf = match festivity {
            Festivity::None => return self.popular(dice),
            Festivity::Yalda => [NUTS, NUTS, SWEETS][dice.below(3) as usize],
            Festivity::Nowruz => [NUTS, SWEETS, CLEANING, KITCHEN][dice.weighted(&[35, 25, 30, 10])],
        };
        self.on_shelf(shelf, dice)
    }

    fn on_shelf(&self, shelf: usize, dice: &mut Dice) -> u32 {
        let Some(range) = self.shelves.get(shelf) else { return 0 };
        let floor = if range.start == 0 { 0 } else { self.cumulative[range.start - 1] };
        let mark = floor + dice.below(self.cumulative[range.end - 1] - floor);
        let inside = self.cumulative[range.start..range.end].partition_point(|&sum| sum <= mark);
        (range.start + inside) as u32
    }
}

fn product(index: u32, shelf: &Shelf, entry: &Item) -> Product {
    let price_rial = entry.price_thousand_toman * PRICE_STEP_RIAL;
    let cost_rial = price_rial * 100 / (100 + shelf.margin_percent) / PRICE_STEP_RIAL * PRICE_STEP_RIAL;
    Product {
        index,
        name: entry.name,
        category: shelf.category,
        barcode: ean13(626_000_000_000 + u64::from(index / 20 + 1) * 7_310_000 + u64::from(index) * 37 + 101),
        price: Rial::new(price_rial),
        cost: Rial::new(cost_rial),
        unit: entry.unit,
    }
}
