//! Products and their categories, for the list and its editor.

use bazgasht_domain::ids::{CategoryId, ProductId};
use bazgasht_domain::money::Rial;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListProducts {
    /// As typed: part of a name, a code or a barcode; empty for all.
    pub text: String,
    pub category: Option<CategoryId>,
    /// The archived ones instead of those that are sold.
    pub archived: bool,
    #[ts(type = "number")]
    pub offset: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProductRow {
    pub id: ProductId,
    pub name: String,
    pub code: Option<String>,
    pub barcode: Option<String>,
    pub category: Option<CategoryId>,
    pub category_name: Option<String>,
    pub price_rial: Option<Rial>,
    /// Only for who manages products.
    pub cost_rial: Option<Rial>,
    /// price − cost, when both are known.
    pub margin_rial: Option<Rial>,
    /// Of the price, in tenths of a percent.
    #[ts(type = "number | null")]
    pub margin_permille: Option<i64>,
    pub archived: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CategoryRow {
    pub id: CategoryId,
    pub name: String,
    /// Products that are sold.
    #[ts(type = "number")]
    pub products: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProductList {
    /// That fit the text and the category.
    #[ts(type = "number")]
    pub total: i64,
    pub rows: Vec<ProductRow>,
    pub categories: Vec<CategoryRow>,
    /// All that are sold, whatever was typed.
    #[ts(type = "number")]
    pub sold: i64,
    #[ts(type = "number")]
    pub archived: i64,
    /// Cost and margin are in the rows, and rows may be changed.
    pub may_manage: bool,
    /// What the text was read as, when it was typed on the wrong keyboard layout.
    pub read_as: Option<String>,
}

/// A product as a person types it; every text is read in Rust.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ProductFields {
    pub name: String,
    pub code: String,
    pub barcode: String,
    /// By name; a new name makes a new category.
    pub category: String,
    /// In the shop's unit; empty when it is asked at the counter.
    pub price: String,
    pub cost: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveProduct {
    pub request_id: String,
    /// None for a new product.
    pub product: Option<ProductId>,
    pub fields: ProductFields,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProductSaved {
    pub id: ProductId,
    pub name: String,
    pub price_rial: Option<Rial>,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ArchiveProduct {
    pub request_id: String,
    pub product: ProductId,
    /// False brings it back.
    pub archived: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RenameCategory {
    pub request_id: String,
    pub category: CategoryId,
    pub name: String,
}
