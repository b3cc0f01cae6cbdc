//! Products at the counter: by barcode or code exactly, otherwise by any part of the name.

use crate::api::types::{FindProducts, ProductHit, ProductsFound};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use crate::products::{Entry, by_text};
use bazgasht_domain::text::to_ascii_digits;
use bazgasht_store::products::{self, Product};
use std::sync::Arc;

const HITS_MAX: usize = 50;

pub(crate) fn find_products(
    app: &Arc<App>,
    _: &Session,
    request: FindProducts,
) -> Result<ProductsFound, AppError> {
    let limit = usize::try_from(request.limit).unwrap_or(0).min(HITS_MAX);
    let exact = to_ascii_digits(request.text.trim());
    if exact.is_empty() {
        return Ok(ProductsFound { hits: Vec::new() });
    }
    let shop = app.shop();
    let exactly = shop.store().read(|reader| -> Result<_, AppError> {
        let mut found: Vec<Product> = Vec::new();
        for id in products::find_by_barcode(reader, &exact)?
            .into_iter()
            .chain(products::find_by_code(reader, &exact)?)
        {
            found.extend(products::get(reader, id)?.filter(|product| product.archived_at.is_none()));
        }
        Ok(found)
    })?;
    if !exactly.is_empty() {
        return Ok(ProductsFound { hits: exactly.into_iter().take(limit).map(hit).collect() });
    }
    let known = shop.catalogue().read(shop.store())?;
    let found = by_text(&known, Entry::is_sold, &request.text, (0, limit));
    Ok(ProductsFound { hits: found.page.into_iter().map(|entry| hit(entry.product.clone())).collect() })
}

fn hit(product: Product) -> ProductHit {
    ProductHit {
        id: product.id,
        name: product.details.name,
        code: product.details.code,
        barcode: product.details.barcode,
        price_rial: product.details.price,
    }
}
