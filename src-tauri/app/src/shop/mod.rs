//! The shop itself: its first run, its settings, its state for the frame of every screen.

mod settings;

pub use settings::Settings;
pub(crate) use settings::{read_settings, save_settings, window_days, window_days_now};

use crate::api::Tag;
use crate::api::types::{Done, Nothing, ShopState, ShopStatus, StartShop};
use crate::core::{App, Op, Shop, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::text;
use bazgasht_store::{customers, sales, staff};
use std::sync::Arc;

const NAME_CHARS_MAX: usize = 80;

pub(crate) fn status(app: &Arc<App>, session: &Session, _: Nothing) -> Result<ShopStatus, AppError> {
    let shop = app.shop();
    let now = app.now();
    shop.store().read(|reader| {
        let settings = Settings::read(reader)?;
        let members = staff::all(reader)?;
        let mut present = members.iter().filter(|member| member.archived_at.is_none());
        // Work without a window signs nobody in: then the owner speaks.
        let me = present.find(|member| session.staff.is_none_or(|own| own == member.id));
        let told = |count: i64| if session.locked { 0 } else { count };
        Ok(ShopStatus {
            state: state(&shop, &settings),
            shop_name: settings.shop_name,
            money_unit: settings.money_unit,
            theme: settings.theme,
            density: settings.density,
            today: day_view(app.today(), app.today()),
            customers: told(customers::count(reader)?),
            sales: told(sales::count(reader)?),
            numbers_ready: shop.numbers_cell().is_ready(),
            staff: me.filter(|_| !session.locked).map(crate::staff::person),
            locked: session.locked,
            locks: crate::staff::has_locks(&members),
            backup_age_hours: None,
            clock_in_doubt: crate::club::in_doubt(reader, now)?,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    })
}

fn state(shop: &Shop, settings: &Settings) -> ShopState {
    if shop.is_sample() {
        ShopState::Sample
    } else if settings.started {
        ShopState::Ready
    } else {
        ShopState::FirstRun
    }
}

pub(crate) fn start(app: &Arc<App>, session: &Session, request: StartShop) -> Result<Done, AppError> {
    let shop = app.shop();
    let shop_name = named(&request.shop_name)?;
    let owner_name = named(&request.owner_name)?;
    let done = transact(
        app,
        &shop,
        session,
        Op::StartShop,
        &request.request_id,
        &[Tag::Settings, Tag::Staff],
        |tx, change| {
            let settings = Settings::read(tx)?;
            if settings.started {
                return Err(Code::ShopExists.into());
            }
            let owner = staff::insert(tx, &owner_name, staff::Role::Owner, None, change.now)?;
            Settings { started: true, shop_name, money_unit: request.money_unit, ..settings }.write(tx)?;
            change.made_by(owner);
            change.about("staff", owner.get(), serde_json::Value::Null);
            Ok(())
        },
    )?;
    Ok(Done { repeated: done.repeated })
}

/// A name as it is stored, or why it cannot be.
///
/// # Errors
/// `name_empty`, `text_too_long`.
pub(crate) fn named(typed: &str) -> Result<String, AppError> {
    let name = text::store_form(typed);
    let name = name.trim();
    if name.is_empty() {
        return Err(Code::NameEmpty.into());
    }
    if name.chars().count() > NAME_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", NAME_CHARS_MAX));
    }
    Ok(name.to_owned())
}
