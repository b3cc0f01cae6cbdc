//! The work of each day: points that ended, tiers, referrals that are due. It runs at the start and when the day changes,
//! catches up for days on which the PC was off, changes nothing when it runs again, and stands still while the PC's date
//! is in doubt.

use super::clock;
use super::ledger::{Life, Poster, Why};
use super::referral::refuse_ring;
use super::tier_review::{self, Whom};
use crate::api::Tag;
use crate::core::{App, Op, transact};
use crate::error::AppError;
use crate::permissions::Session;
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::loyalty::{Bonus, BonusReason, Program};
use bazgasht_domain::points::Points;
use bazgasht_store::club::{Referral, current, pending_referrals, settle_referral};
use bazgasht_store::points::EntryKind;
use bazgasht_store::{Tx, journal, points, sales, settings};
use std::sync::Arc;

/// Lots or referrals of one transaction.
const PAGE: u32 = 500;
/// The last day whose work is done.
const DONE_KEY: &str = "club.day_done";
/// The last day on which all members were reviewed.
const REVIEWED_KEY: &str = "club.reviewed";

/// What the day's work came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayWork {
    /// Nothing was done: somebody has to confirm the date.
    Frozen,
    Done,
}

pub(crate) fn day_work(app: &Arc<App>) -> Result<DayWork, AppError> {
    let (now, today) = (app.now(), app.today());
    let shop = app.shop();
    let (in_doubt, done) = shop.store().read(|reader| -> Result<_, AppError> {
        Ok((clock::in_doubt(reader, now)?, settings::get::<ShopDay>(reader, DONE_KEY)?))
    })?;
    if in_doubt {
        return Ok(DayWork::Frozen);
    }
    // Unlike the rest, expiry also runs a second time on one day: points may have come back to a lot that is over.
    expire(app, today)?;
    if done == Some(today) {
        return Ok(DayWork::Done);
    }
    review(app, today)?;
    pay_referrals(app, today)?;
    let id = own_id(app, "day")?;
    transact(app, &shop, &Session::OWNER, Op::DayWork, &id, &[], |tx, change| {
        settings::put(tx, DONE_KEY, &change.today)?;
        clock::trust(tx, change.now)
    })?;
    Ok(DayWork::Done)
}

/// A request id that no earlier work had, also when the clock was set back: the place in the journal it will get.
/// Two runs at once have the same, so one of them does nothing.
fn own_id(app: &Arc<App>, what: &str) -> Result<String, AppError> {
    let head = app.shop().store().read(journal::head)?;
    Ok(format!("{what}-{}", head.seq + 1))
}

fn expire(app: &Arc<App>, today: ShopDay) -> Result<(), AppError> {
    let shop = app.shop();
    let yesterday = today.plus_days(-1);
    loop {
        let due = shop.store().read(|reader| points::lots_expiring(reader, yesterday, PAGE))?;
        if due.is_empty() {
            return Ok(());
        }
        let id = own_id(app, "expiry")?;
        let touched = [Tag::Points, Tag::Customers];
        let done = transact(app, &shop, &Session::OWNER, Op::ExpirePoints, &id, &touched, |tx, change| {
            let poster = Poster { tx, at: change.now, day: change.today, actor: None };
            // Read again: a sale may have spent from them meanwhile.
            let due = points::lots_expiring(tx, yesterday, PAGE)?;
            let mut ended = 0;
            for lot in &due {
                ended += i64::from(poster.expire(lot, today)?);
            }
            change.about("points", 0, serde_json::json!({ "lots": ended }));
            Ok(ended)
        })?;
        // A lot that ended today already and got points back ends tomorrow.
        if done.answer == 0 || done.repeated {
            return Ok(());
        }
    }
}

/// Everybody with a tier once a Jalali month; those whose grace is over on each day.
fn review(app: &Arc<App>, today: ShopDay) -> Result<(), AppError> {
    let shop = app.shop();
    let last = shop.store().read(|reader| settings::get::<ShopDay>(reader, REVIEWED_KEY))?;
    let month = |day: ShopDay| {
        let date = JalaliDate::from_day(day);
        (date.year(), date.month())
    };
    let is_due = last.is_none_or(|last| month(last) != month(today));
    let id = own_id(app, "review")?;
    tier_review::run(app, &Session::OWNER, &id, if is_due { Whom::Members } else { Whom::Below })?;
    if is_due {
        let id = own_id(app, "reviewed")?;
        transact(app, &shop, &Session::OWNER, Op::DayWork, &id, &[], |tx, _| {
            Ok(settings::put(tx, REVIEWED_KEY, &today)?)
        })?;
    }
    Ok(())
}

fn pay_referrals(app: &Arc<App>, today: ShopDay) -> Result<(), AppError> {
    let shop = app.shop();
    loop {
        let (program, due) = shop.store().read(|reader| -> Result<_, AppError> {
            let program = current(reader)?.rules;
            let due = match rule(&program) {
                Some((_, after_days)) => {
                    pending_referrals(reader, today.plus_days(-i32::from(after_days)), PAGE)?
                }
                None => Vec::new(),
            };
            Ok((program, due))
        })?;
        let (false, Some((bonus, _))) = (due.is_empty(), rule(&program)) else { return Ok(()) };
        let id = own_id(app, "referral")?;
        let touched = [Tag::Points, Tag::Customers];
        transact(app, &shop, &Session::OWNER, Op::PayReferrals, &id, &touched, |tx, change| {
            let poster = Poster { tx, at: change.now, day: change.today, actor: None };
            for referral in &due {
                pay(&poster, &program, bonus, referral)?;
            }
            change.about("points", 0, serde_json::json!({ "referrals": due.len() }));
            Ok(())
        })?;
    }
}

fn rule(program: &Program) -> Option<(&Bonus, u16)> {
    program.bonuses.iter().find_map(|bonus| match bonus.reason {
        BonusReason::Referral { after_days, .. } => Some((bonus, after_days)),
        _ => None,
    })
}

/// Settles one referral: both sides are paid, or neither when the purchase was too small or the two are one.
fn pay(poster: &Poster<'_>, program: &Program, bonus: &Bonus, referral: &Referral) -> Result<(), AppError> {
    let tx: &Tx = poster.tx;
    let sale = sales::get(tx, referral.sale)?.map(|sale| sale.header);
    let is_large =
        sale.is_some_and(|sale| sale.total.get() - sale.returned.get() >= bonus.minimum_rial.get());
    let is_honest = refuse_ring(tx, referral.customer, referral.referrer).is_ok();
    if is_large && is_honest {
        let life = Life::of(program, poster.day);
        let BonusReason::Referral { referrer_points, .. } = bonus.reason else { return Ok(()) };
        let referrer_rule = format!("{}:referrer", bonus.id);
        let sides = [
            (referral.customer, bonus.points, bonus.id.as_str()),
            (referral.referrer, referrer_points, referrer_rule.as_str()),
        ];
        for (customer, points, rule) in sides {
            let why = Why {
                kind: EntryKind::Bonus,
                source_kind: "referral",
                source_id: referral.customer.get(),
                rule,
                note: None,
            };
            let owes = points::debt(tx, customer)? > Points::ZERO;
            poster.credit(customer, points, why, life, owes)?;
        }
    }
    Ok(settle_referral(tx, referral, poster.day)?)
}
