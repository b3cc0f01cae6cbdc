//! Coupons: codes with a check character, personal or shared. A code is never given twice.

use super::rewards::counted;
use super::terms;
use crate::api::Tag;
use crate::api::types::{
    CheckCoupon, CouponChecked, CouponFields, CouponList, CouponSaved, CouponView, ListCoupons, SaveCoupon,
};
use crate::club::Member;
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::{Settings, named};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CategoryId, CouponId, CustomerId, ProductId};
use bazgasht_domain::loyalty::{Asking, CouponCode, CouponTerms};
use bazgasht_domain::money::{JS_SAFE_MAX, Rial};
use bazgasht_domain::text::store_form;
use bazgasht_store::club::{self, Coupon};
use bazgasht_store::{Reader, StoreError, Tx, customers, products};
use std::sync::Arc;

const LIMITS_MAX: usize = 500;
/// Tries to make up a code that is not there yet.
const TRIES: usize = 8;
const TEXT_CHARS_MAX: usize = 80;
/// Rows of the list at once.
const LIST_MAX: i64 = 1_000;

pub(super) fn coupon(
    id: CouponId,
    owner: Option<CustomerId>,
    fields: CouponFields,
) -> Result<Coupon, AppError> {
    let limits = fields.products.len() + fields.categories.len() + fields.tiers.len();
    let sound = fields.benefit.is_sound()
        && (0..=JS_SAFE_MAX).contains(&fields.minimum_rial.get())
        && limits <= LIMITS_MAX;
    if !sound {
        return Err(Code::BenefitInvalid.into());
    }
    counted(fields.max_uses, 1)?;
    counted(fields.max_uses_per_customer, 1)?;
    Ok(Coupon {
        id,
        code: String::new(),
        name: named(&fields.name)?,
        benefit: fields.benefit,
        terms: CouponTerms {
            owner,
            window: terms::window(fields.from, fields.until)?,
            minimum: fields.minimum_rial,
            max_uses: fields.max_uses,
            max_uses_per_customer: fields.max_uses_per_customer,
            products: fields.products,
            categories: fields.categories,
            tiers: fields.tiers,
        },
        uses: 0,
        archived_at: None,
    })
}

/// A code that nobody has yet.
pub(super) fn made_up(app: &App, reader: &Reader) -> Result<String, AppError> {
    for _ in 0..TRIES {
        let mut random = [0; 9];
        app.ports().entropy.fill(&mut random).map_err(AppError::internal)?;
        let code = CouponCode::made_from(random);
        if club::coupon_by_code(reader, code.as_str())?.is_none() {
            return Ok(code.as_str().to_owned());
        }
    }
    Err(AppError::internal("no free coupon code"))
}

pub(super) fn insert(tx: &Tx, coupon: &Coupon, at: InstantMs) -> Result<CouponId, AppError> {
    club::insert_coupon(tx, coupon, at).map_err(|error| match error {
        StoreError::Duplicate { .. } => {
            AppError::new(Code::CouponCodeTaken).with("code", coupon.code.clone())
        }
        other => other.into(),
    })
}

pub(crate) fn save(app: &Arc<App>, session: &Session, request: SaveCoupon) -> Result<CouponSaved, AppError> {
    let asked = coupon(request.coupon.unwrap_or(CouponId::new(0)), request.customer, request.fields)?;
    let typed = request.code.trim();
    let chosen = if typed.is_empty() {
        None
    } else {
        Some(CouponCode::with_check(typed).map_err(|_| AppError::new(Code::CouponCodeInvalid))?)
    };
    let shop = app.shop();
    let touched = [Tag::Points];
    let done = transact(app, &shop, session, Op::SaveCoupon, &request.request_id, &touched, |tx, change| {
        let mut coupon = Coupon { archived_at: request.archived.then_some(change.now), ..asked };
        let id = if let Some(id) = request.coupon {
            let before = club::coupon(tx, id)?.ok_or(Code::NotFound)?;
            coupon.code.clone_from(&before.code);
            // The owner of a code never changes.
            coupon.terms.owner = before.terms.owner;
            club::update_coupon(tx, &coupon)?;
            change.undo_by("save_coupon", typed_again(&before, before.archived_at.is_some()));
            id
        } else {
            coupon.code = chosen.map_or_else(|| made_up(app, tx), |code| Ok(code.as_str().to_owned()))?;
            // A code that was given out is kept; taking it back puts it away.
            let id = insert(tx, &coupon, change.now)?;
            change.undo_by("save_coupon", typed_again(&Coupon { id, ..coupon.clone() }, true));
            id
        };
        change.about("coupon", id.get(), serde_json::json!({ "max_uses": coupon.terms.max_uses }));
        Ok((id, coupon.code))
    })?;
    let (coupon, code) = done.answer;
    Ok(CouponSaved { coupon, code, repeated: done.repeated })
}

pub(crate) fn list(app: &Arc<App>, _: &Session, request: ListCoupons) -> Result<CouponList, AppError> {
    let now = app.now();
    let text = store_form(&request.text.chars().take(TEXT_CHARS_MAX).collect::<String>());
    let page = super::statement::page_of(request.limit, request.skip, LIST_MAX);
    app.shop().store().read(|reader| {
        let (total, found) = club::coupons(reader, &text, request.customer, request.archived, page)?;
        let coupons =
            found.iter().map(|coupon| view(reader, coupon, now)).collect::<Result<_, AppError>>()?;
        Ok(CouponList { total, coupons })
    })
}

/// A coupon as the window shows it.
pub(crate) fn view(reader: &Reader, coupon: &Coupon, now: InstantMs) -> Result<CouponView, AppError> {
    let today = ShopDay::from_instant(now);
    let kept = coupon.terms.clone();
    let owner = match kept.owner {
        Some(owner) => customers::rows(reader, &[owner])?.into_iter().next().map(|row| row.full_name),
        None => None,
    };
    let named = |id: &ProductId| -> Result<String, AppError> {
        Ok(products::get(reader, *id)?.map(|product| product.details.name).unwrap_or_default())
    };
    let categories = if kept.categories.is_empty() { Vec::new() } else { products::categories(reader)? };
    let category = |id: &CategoryId| {
        categories.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let off: Rial = club::coupon_off(reader, coupon.id)?;
    Ok(CouponView {
        id: coupon.id,
        state: terms::shelf(coupon.archived_at.is_some(), &kept.window, (kept.max_uses, coupon.uses), now),
        code: coupon.code.clone(),
        customer: kept.owner,
        customer_name: owner,
        product_names: kept.products.iter().map(named).collect::<Result<_, _>>()?,
        category_names: kept.categories.iter().map(category).collect(),
        archived: coupon.archived_at.is_some(),
        uses: coupon.uses,
        off_rial: off,
        from: kept.window.from.map(|at| terms::moment_view(at, today)),
        until: kept.window.until.map(|at| terms::moment_view(at, today)),
        fields: fields_of(coupon),
    })
}

/// What was typed to make it.
fn fields_of(coupon: &Coupon) -> CouponFields {
    let kept = coupon.terms.clone();
    CouponFields {
        name: coupon.name.clone(),
        benefit: coupon.benefit.clone(),
        minimum_rial: kept.minimum,
        max_uses: kept.max_uses,
        max_uses_per_customer: kept.max_uses_per_customer,
        from: kept.window.from.map(terms::moment),
        until: kept.window.until.map(terms::moment),
        products: kept.products,
        categories: kept.categories,
        tiers: kept.tiers,
    }
}

/// The request that writes a coupon as it is here.
fn typed_again(coupon: &Coupon, archived: bool) -> serde_json::Value {
    serde_json::json!({
        "coupon": coupon.id, "code": "", "customer": coupon.terms.owner, "fields": fields_of(coupon),
        "archived": archived,
    })
}

pub(crate) fn check(app: &Arc<App>, _: &Session, request: CheckCoupon) -> Result<CouponChecked, AppError> {
    let now = app.now();
    app.shop().store().read(|reader| {
        let unknown = || CouponChecked {
            coupon: None,
            refusal: Some(AppError::new(Code::CouponUnknown).into_problem()),
        };
        let Ok(code) = CouponCode::parse(&request.code) else { return Ok(unknown()) };
        let found = club::coupon_by_code(reader, code.as_str())?;
        let Some(coupon) = found.filter(|coupon| coupon.archived_at.is_none()) else { return Ok(unknown()) };
        let program = club::current(reader)?.rules;
        let unit = Settings::read(reader)?.money_unit;
        let member = request.customer.map(|id| Member::load(reader, id, &program, now)).transpose()?;
        let uses = match &member {
            Some(member) => club::uses_of_customer(reader, coupon.id, member.id)?,
            None => 0,
        };
        let asking =
            Asking { now, customer: request.customer, tier: member.as_ref().and_then(Member::tier_id) };
        let refusal = coupon.terms.refuse_person(&asking, coupon.uses, uses);
        let refusal = refusal.map(|refusal| terms::coupon_refusal(refusal, &coupon.terms.window, unit));
        Ok(CouponChecked {
            coupon: Some(view(reader, &coupon, now)?),
            refusal: refusal.map(AppError::into_problem),
        })
    })
}
