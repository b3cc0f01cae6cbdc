//! Products and their categories. A product that was sold is archived, never deleted.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CategoryId, ImportId, ProductId};
use bazgasht_domain::money::Rial;

/// What the shop wrote about a product. The caller brings the folded form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// The product's number in another program; unique in the shop.
    pub code: Option<String>,
    pub barcode: Option<String>,
    pub name: String,
    pub name_key: String,
    pub category: Option<CategoryId>,
    pub price: Option<Rial>,
    /// What it costs the shop, for the margin.
    pub cost: Option<Rial>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    pub id: ProductId,
    pub details: Details,
    pub created_at: InstantMs,
    pub archived_at: Option<InstantMs>,
}

/// # Errors
/// `Duplicate { what: "product.code" }` when the code is taken.
pub fn insert(tx: &Tx, details: &Details, at: InstantMs, import: Option<ImportId>) -> Result<ProductId> {
    let id: ProductId = tx.mint()?;
    let params = (
        id.get(),
        &details.code,
        &details.barcode,
        &details.name,
        &details.name_key,
        details.category.map(CategoryId::get),
        details.price.map(Rial::get),
        details.cost.map(Rial::get),
        at.get(),
        import.map(ImportId::get),
    );
    tx.run(include_str!("insert.sql"), params)?;
    Ok(id)
}

/// # Errors
/// `NotFound`; `Duplicate { what: "product.code" }`.
pub fn update(tx: &Tx, id: ProductId, details: &Details) -> Result<()> {
    let params = (
        id.get(),
        &details.code,
        &details.barcode,
        &details.name,
        &details.name_key,
        details.category.map(CategoryId::get),
        details.price.map(Rial::get),
        details.cost.map(Rial::get),
    );
    found(tx.run(include_str!("update.sql"), params)?, id)
}

/// Takes the product off the counter; its sales keep it. `None` brings it back.
///
/// # Errors
/// `NotFound`.
pub fn set_archived(tx: &Tx, id: ProductId, at: Option<InstantMs>) -> Result<()> {
    let sql = "UPDATE product SET archived_at_ms = ?2 WHERE id = ?1";
    found(tx.run(sql, (id.get(), at.map(InstantMs::get)))?, id)
}

fn found(changed: usize, id: ProductId) -> Result<()> {
    if changed == 0 { Err(StoreError::NotFound { entity: "product", id: id.get() }) } else { Ok(()) }
}

fn product(row: &rusqlite::Row<'_>) -> rusqlite::Result<Product> {
    Ok(Product {
        id: ProductId::new(row.get(0)?),
        details: Details {
            code: row.get(1)?,
            barcode: row.get(2)?,
            name: row.get(3)?,
            name_key: row.get(4)?,
            category: row.get::<_, Option<i64>>(5)?.map(CategoryId::new),
            price: row.get::<_, Option<i64>>(6)?.map(Rial::new),
            cost: row.get::<_, Option<i64>>(7)?.map(Rial::new),
        },
        created_at: InstantMs::new(row.get(8)?),
        archived_at: row.get::<_, Option<i64>>(9)?.map(InstantMs::new),
    })
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: ProductId) -> Result<Option<Product>> {
    reader.one(include_str!("get.sql"), [id.get()], product)
}

/// Every product in the order it was made, archived ones too.
///
/// # Errors
/// The store's own errors.
pub fn all(reader: &Reader) -> Result<Vec<Product>> {
    reader.many(include_str!("all.sql"), [], product)
}

/// # Errors
/// The store's own errors.
pub fn find_by_code(reader: &Reader, code: &str) -> Result<Option<ProductId>> {
    reader.one("SELECT id FROM product WHERE code = ?1", [code], |row| row.get(0).map(ProductId::new))
}

/// Products with this barcode that are still sold, oldest first.
///
/// # Errors
/// The store's own errors.
pub fn find_by_barcode(reader: &Reader, barcode: &str) -> Result<Vec<ProductId>> {
    let sql = "SELECT id FROM product WHERE barcode = ?1 AND archived_at_ms IS NULL ORDER BY id";
    reader.many(sql, [barcode], |row| row.get(0).map(ProductId::new))
}

/// The category of this name, made when there is none.
///
/// # Errors
/// The store's own errors.
pub fn ensure_category(tx: &Tx, name: &str) -> Result<CategoryId> {
    let sql = "SELECT id FROM category WHERE name = ?1";
    if let Some(id) = tx.one(sql, [name], |row| row.get(0).map(CategoryId::new))? {
        return Ok(id);
    }
    let id: CategoryId = tx.mint()?;
    tx.run("INSERT INTO category (id, name) VALUES (?1, ?2)", (id.get(), name))?;
    Ok(id)
}

/// # Errors
/// The store's own errors.
pub fn categories(reader: &Reader) -> Result<Vec<(CategoryId, String)>> {
    reader.many("SELECT id, name FROM category ORDER BY id", [], |row| {
        Ok((CategoryId::new(row.get(0)?), row.get(1)?))
    })
}

/// # Errors
/// The store's own errors.
pub fn category_name(reader: &Reader, id: CategoryId) -> Result<Option<String>> {
    reader.one("SELECT name FROM category WHERE id = ?1", [id.get()], |row| row.get(0))
}

/// # Errors
/// `NotFound`; `Duplicate { what: "category.name" }` when another category has this name.
pub fn rename_category(tx: &Tx, id: CategoryId, name: &str) -> Result<()> {
    match tx.run("UPDATE category SET name = ?2 WHERE id = ?1", (id.get(), name))? {
        0 => Err(StoreError::NotFound { entity: "category", id: id.get() }),
        _ => Ok(()),
    }
}
