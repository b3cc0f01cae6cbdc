//! Creating and changing a product. A barcode that another product on sale has is refused: a scan must mean one thing.

use crate::api::Tag;
use crate::api::types::{ArchiveProduct, Done, ProductFields, ProductSaved, RenameCategory, SaveProduct};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::{Settings, named};
use bazgasht_domain::identity::{Barcode, BarcodeFault};
use bazgasht_domain::ids::ProductId;
use bazgasht_domain::money::{MoneyUnit, Rial};
use bazgasht_domain::text::{key_form, store_form};
use bazgasht_store::products::{self, Details};
use bazgasht_store::{Reader, StoreError, Tx};
use std::sync::Arc;

const CODE_CHARS_MAX: usize = 40;

pub(crate) fn save(
    app: &Arc<App>,
    session: &Session,
    request: SaveProduct,
) -> Result<ProductSaved, AppError> {
    let shop = app.shop();
    let touched = [Tag::Products];
    let done =
        transact(app, &shop, session, Op::SaveProduct, &request.request_id, &touched, |tx, change| {
            let before =
                request.product.map(|id| products::get(tx, id)?.ok_or(AppError::from(Code::NotFound)));
            let before = before.transpose()?;
            let details = details(tx, &request.fields)?;
            refuse_taken(tx, request.product, &details)?;
            let id = match request.product {
                Some(id) => products::update(tx, id, &details).map(|()| id),
                None => products::insert(tx, &details, change.now, None),
            };
            let id = id.map_err(taken_code)?;
            let prices = |details: &Details| serde_json::json!([details.price, details.cost]);
            let was = before.as_ref().map(|product| prices(&product.details));
            // Prices before and after: an old receipt can be explained years later.
            let payload = serde_json::json!({ "before": was, "after": prices(&details) });
            change.about("product", id.get(), payload);
            match &before {
                Some(before) => {
                    let fields = typed(tx, &before.details)?;
                    change.undo_by("save_product", serde_json::json!({ "product": id, "fields": fields }));
                }
                None => change.undo_by("archive_product", archived(id, true)),
            }
            Ok(ProductSaved { id, name: details.name, price_rial: details.price, repeated: false })
        })?;
    Ok(ProductSaved { repeated: done.repeated, ..done.answer })
}

fn archived(product: ProductId, archived: bool) -> serde_json::Value {
    serde_json::json!({ "product": product, "archived": archived })
}

/// The fields as a person would type them to have these again. Prices carry their unit: the shop's may change meanwhile.
fn typed(reader: &Reader, details: &Details) -> Result<ProductFields, AppError> {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let price = |price: Option<Rial>| match price {
        Some(rial) => format!("{} rial", rial.get()),
        None => String::new(),
    };
    let name_of = |id| products::category_name(reader, id);
    Ok(ProductFields {
        name: details.name.clone(),
        code: text(&details.code),
        barcode: text(&details.barcode),
        category: details.category.map(name_of).transpose()?.flatten().unwrap_or_default(),
        price: price(details.price),
        cost: price(details.cost),
    })
}

fn details(tx: &Tx, fields: &ProductFields) -> Result<Details, AppError> {
    let unit = Settings::read(tx)?.money_unit;
    let name = named(&fields.name).map_err(|error| error.with("field", "name"))?;
    let category = store_form(&fields.category);
    let category = match category.trim() {
        "" => None,
        name => Some(products::ensure_category(tx, &named(name).map_err(|e| e.with("field", "category"))?)?),
    };
    Ok(Details {
        code: code(&fields.code)?,
        barcode: barcode(&fields.barcode)?,
        name_key: key_form(&name),
        name,
        category,
        price: price(&fields.price, unit, "price")?,
        cost: price(&fields.cost, unit, "cost")?,
    })
}

fn code(typed: &str) -> Result<Option<String>, AppError> {
    let code = bazgasht_domain::text::to_ascii_digits(store_form(typed).trim());
    if code.chars().count() > CODE_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", CODE_CHARS_MAX).with("field", "code"));
    }
    Ok(Some(code).filter(|code| !code.is_empty()))
}

fn barcode(typed: &str) -> Result<Option<String>, AppError> {
    let read = Barcode::parse(typed).map_err(|fault| {
        let error = match fault {
            BarcodeFault::TooLong => AppError::new(Code::TextTooLong).with("max", CODE_CHARS_MAX),
            BarcodeFault::NotPlain => AppError::new(Code::BarcodeInvalid),
            BarcodeFault::CheckDigit { expected } => {
                AppError::new(Code::BarcodeCheckDigit).with("expected", expected)
            }
        };
        error.with("field", "barcode")
    })?;
    Ok(read.map(|code| code.as_str().to_owned()))
}

/// A price may be 0 (a gift) or unknown, never negative.
fn price(typed: &str, unit: MoneyUnit, field: &str) -> Result<Option<Rial>, AppError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    crate::counter::read_amount(typed, unit).map(Some).map_err(|error| error.with("field", field))
}

fn refuse_taken(reader: &Reader, own: Option<ProductId>, details: &Details) -> Result<(), AppError> {
    let Some(barcode) = details.barcode.as_deref() else { return Ok(()) };
    let other = products::find_by_barcode(reader, barcode)?.into_iter().find(|id| Some(*id) != own);
    let Some(other) = other else { return Ok(()) };
    let name = products::get(reader, other)?.map(|product| product.details.name).unwrap_or_default();
    let taken = AppError::new(Code::DuplicateBarcode).with("field", "barcode");
    Err(taken.with("name", name).with("product", other.get()))
}

fn taken_code(error: StoreError) -> AppError {
    match error {
        StoreError::Duplicate { .. } => AppError::new(Code::DuplicateProductCode).with("field", "code"),
        other => other.into(),
    }
}

pub(crate) fn archive(app: &Arc<App>, session: &Session, request: ArchiveProduct) -> Result<Done, AppError> {
    let shop = app.shop();
    let touched = [Tag::Products];
    let done =
        transact(app, &shop, session, Op::ArchiveProduct, &request.request_id, &touched, |tx, change| {
            let product = products::get(tx, request.product)?.ok_or(Code::NotFound)?;
            if !request.archived {
                // Its barcode may belong to another product by now.
                refuse_taken(tx, Some(product.id), &product.details)?;
            }
            let was = product.archived_at.is_some();
            products::set_archived(tx, product.id, request.archived.then_some(change.now))?;
            change.about("product", product.id.get(), serde_json::json!({ "archived": request.archived }));
            change.undo_by("archive_product", archived(product.id, was));
            Ok(())
        })?;
    Ok(Done { repeated: done.repeated })
}

pub(crate) fn rename_category(
    app: &Arc<App>,
    session: &Session,
    request: RenameCategory,
) -> Result<Done, AppError> {
    let shop = app.shop();
    let touched = [Tag::Products];
    let name = named(&request.name)?;
    let done =
        transact(app, &shop, session, Op::RenameCategory, &request.request_id, &touched, |tx, change| {
            let before = products::category_name(tx, request.category)?.ok_or(Code::NotFound)?;
            products::rename_category(tx, request.category, &name).map_err(|error| match error {
                StoreError::Duplicate { .. } => {
                    AppError::new(Code::DuplicateCategory).with("name", name.clone())
                }
                other => other.into(),
            })?;
            change.about("category", request.category.get(), serde_json::Value::Null);
            let back = serde_json::json!({ "category": request.category, "name": before });
            change.undo_by("rename_category", back);
            Ok(())
        })?;
    Ok(Done { repeated: done.repeated })
}
