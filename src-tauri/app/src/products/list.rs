//! The list of products. What a product costs the shop is told only to who manages products.

use super::catalogue::{Entry, Known};
use super::search::{Found, by_text};
use crate::api::Permission;
use crate::api::types::{CategoryRow, ListProducts, ProductList, ProductRow};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::{Session, allows};
use bazgasht_domain::ids::CategoryId;
use bazgasht_domain::money::Rial;
use bazgasht_domain::text::{fix_layout, key_form};
use bazgasht_store::products::Product;
use std::collections::HashMap;
use std::sync::Arc;

const ROWS_MAX: usize = 200;
const PERMILLE: i64 = 1_000;

pub(crate) fn list(
    app: &Arc<App>,
    session: &Session,
    request: ListProducts,
) -> Result<ProductList, AppError> {
    let shop = app.shop();
    let known = shop.catalogue().read(shop.store())?;
    let may_manage = allows(session.role, Permission::ManageProducts);
    let sold = known.sold().count();
    let wanted = |entry: &Entry| {
        entry.is_sold() != request.archived
            && request.category.is_none_or(|category| entry.product.details.category == Some(category))
    };
    let skip = usize::try_from(request.offset).unwrap_or(0);
    let limit = usize::try_from(request.limit).unwrap_or(0).min(ROWS_MAX);
    let (found, read_as) = search(&known, wanted, &request.text, (skip, limit));
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(ProductList {
        total: count(found.total),
        rows: found
            .page
            .iter()
            .map(|entry| row(entry.product.clone(), &known.categories, may_manage))
            .collect(),
        categories: category_rows(&known),
        sold: count(sold),
        archived: count(known.entries.len() - sold),
        may_manage,
        read_as,
    })
}

/// By name when nothing is typed; otherwise the best fit first, read on the other keyboard layout when nothing fits.
fn search<'a>(
    known: &'a Known,
    wanted: impl Fn(&Entry) -> bool,
    typed: &str,
    page: (usize, usize),
) -> (Found<'a>, Option<String>) {
    if typed.trim().is_empty() {
        let all = known.entries.iter().map(Arc::as_ref).filter(|entry| wanted(entry));
        let shown = all.clone().skip(page.0).take(page.1).collect();
        return (Found { total: all.count(), page: shown }, None);
    }
    let other = fix_layout(typed).filter(|other| !key_form(other).is_empty());
    let found = by_text(known, &wanted, typed, page);
    match other {
        Some(other) if found.total == 0 => {
            let found = by_text(known, &wanted, &other, page);
            let read_as = (found.total > 0).then_some(other);
            (found, read_as)
        }
        _ => (found, None),
    }
}

fn category_rows(known: &Known) -> Vec<CategoryRow> {
    let mut counts: HashMap<CategoryId, i64> = HashMap::new();
    for category in known.sold().filter_map(|entry| entry.product.details.category) {
        *counts.entry(category).or_default() += 1;
    }
    let mut rows: Vec<CategoryRow> = known
        .categories
        .iter()
        .map(|(id, name)| CategoryRow {
            id: *id,
            name: name.clone(),
            products: counts.get(id).copied().unwrap_or(0),
        })
        .collect();
    rows.sort_by(|a, b| b.products.cmp(&a.products).then_with(|| a.name.cmp(&b.name)));
    rows
}

fn row(product: Product, names: &HashMap<CategoryId, String>, may_manage: bool) -> ProductRow {
    let cost = product.details.cost.filter(|_| may_manage);
    let price = product.details.price;
    let margin = price.zip(cost).and_then(|(price, cost)| price.checked_sub(cost));
    let permille = margin.zip(price).and_then(|(margin, price)| permille(margin, price));
    ProductRow {
        id: product.id,
        name: product.details.name,
        code: product.details.code,
        barcode: product.details.barcode,
        category: product.details.category,
        category_name: product.details.category.and_then(|id| names.get(&id).cloned()),
        price_rial: price,
        cost_rial: cost,
        margin_rial: margin,
        margin_permille: permille,
        archived: product.archived_at.is_some(),
    }
}

/// Thousandths of `whole`; none of nothing.
pub(super) fn permille(part: Rial, whole: Rial) -> Option<i64> {
    if whole <= Rial::ZERO {
        return None;
    }
    i64::try_from(i128::from(part.get()) * i128::from(PERMILLE) / i128::from(whole.get())).ok()
}
