//! The catalogue of rewards: kept, never deleted; a reward that was used can be taken off the shelf.

use super::member::Member;
use super::terms;
use crate::api::Tag;
use crate::api::types::{ListRewards, RewardFields, RewardList, RewardSaved, RewardView, SaveReward};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::families::Pool;
use crate::permissions::Session;
use crate::shop::{Settings, named};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::RewardId;
use bazgasht_domain::loyalty::{Asking, RewardTerms};
use bazgasht_domain::money::JS_SAFE_MAX;
use bazgasht_domain::points::Points;
use bazgasht_store::club::{self, Reward};
use std::sync::Arc;

/// How many of a thing there can be.
pub(super) const COUNT_MAX: i64 = 1_000_000_000;
const TIERS_MAX: usize = 50;
const HOURS_MAX: u16 = 24 * 31;

/// A number of uses or pieces that can be.
pub(super) fn counted(count: Option<i64>, least: i64) -> Result<(), AppError> {
    if count.is_none_or(|count| (least..=COUNT_MAX).contains(&count)) {
        Ok(())
    } else {
        Err(Code::BenefitInvalid.into())
    }
}

fn reward(id: RewardId, fields: RewardFields) -> Result<Reward, AppError> {
    let sound = fields.benefit.is_sound()
        && fields.points > Points::ZERO
        && fields.points.get() <= JS_SAFE_MAX
        && fields.tiers.len() + fields.early_tiers.len() <= TIERS_MAX
        && fields.early_hours <= HOURS_MAX
        && (0..=JS_SAFE_MAX).contains(&fields.minimum_rial.get());
    if !sound {
        return Err(Code::BenefitInvalid.into());
    }
    counted(fields.stock, 0)?;
    Ok(Reward {
        id,
        name: named(&fields.name)?,
        benefit: fields.benefit,
        points: fields.points,
        terms: RewardTerms {
            window: terms::window(fields.from, fields.until)?,
            stock: fields.stock,
            tiers: fields.tiers,
            early_tiers: fields.early_tiers,
            early_hours: fields.early_hours,
            minimum: fields.minimum_rial,
        },
        uses: 0,
        archived_at: None,
    })
}

pub(crate) fn save(app: &Arc<App>, session: &Session, request: SaveReward) -> Result<RewardSaved, AppError> {
    let reward = reward(request.reward.unwrap_or(RewardId::new(0)), request.fields)?;
    let shop = app.shop();
    let touched = [Tag::Points];
    let done = transact(app, &shop, session, Op::SaveReward, &request.request_id, &touched, |tx, change| {
        let reward = Reward { archived_at: request.archived.then_some(change.now), ..reward };
        let id = if let Some(id) = request.reward {
            let before = club::reward(tx, id)?.ok_or(Code::NotFound)?;
            let archived = before.archived_at.is_some();
            change.undo_by(
                "save_reward",
                serde_json::json!({ "reward": id, "fields": fields_of(before), "archived": archived }),
            );
            club::update_reward(tx, &reward)?;
            id
        } else {
            // What was made is kept; taking it back puts it away.
            let id = club::insert_reward(tx, &reward, change.now)?;
            change.undo_by(
                "save_reward",
                serde_json::json!({ "reward": id, "fields": fields_of(reward.clone()), "archived": true }),
            );
            id
        };
        change.about(
            "reward",
            id.get(),
            serde_json::json!({ "points": reward.points, "stock": reward.terms.stock }),
        );
        Ok(id)
    })?;
    Ok(RewardSaved { reward: done.answer, repeated: done.repeated })
}

pub(crate) fn list(app: &Arc<App>, _: &Session, request: ListRewards) -> Result<RewardList, AppError> {
    let (now, today) = (app.now(), app.today());
    app.shop().store().read(|reader| {
        let program = club::current(reader)?.rules;
        let unit = Settings::read(reader)?.money_unit;
        let member = request.customer.map(|id| Member::load(reader, id, &program, now)).transpose()?;
        let pool = member.as_ref().map(|member| Pool::of(reader, member.id, &program, now)).transpose()?;
        let refusal = |reward: &Reward| {
            let (member, pool) = member.as_ref().zip(pool.as_ref())?;
            let asking = Asking { now, customer: Some(member.id), tier: member.tier_id() };
            let refused = reward.terms.refuse(&asking, reward.uses);
            let refused = refused.map(|refusal| terms::reward_refusal(refusal, &reward.terms.window, unit));
            let spendable = pool.spendable(member, today);
            let short = || {
                let short = AppError::new(Code::PointsNotEnough);
                short.with("balance", spendable.get()).with("wanted", reward.points.get())
            };
            refused.or_else(|| (reward.points > spendable).then(short)).map(AppError::into_problem)
        };
        let rewards = club::rewards(reader, request.archived)?;
        Ok(RewardList {
            rewards: rewards.into_iter().map(|reward| view(refusal(&reward), reward, now)).collect(),
        })
    })
}

fn view(refusal: Option<crate::api::types::Problem>, reward: Reward, now: InstantMs) -> RewardView {
    let (window, archived) = (reward.terms.window, reward.archived_at.is_some());
    let today = ShopDay::from_instant(now);
    RewardView {
        id: reward.id,
        state: terms::shelf(archived, &window, (reward.terms.stock, reward.uses), now),
        archived,
        uses: reward.uses,
        left: reward.terms.stock.map(|stock| (stock - reward.uses).max(0)),
        from: window.from.map(|at| terms::moment_view(at, today)),
        until: window.until.map(|at| terms::moment_view(at, today)),
        fields: fields_of(reward),
        refusal,
    }
}

/// What was typed to make it.
fn fields_of(reward: Reward) -> RewardFields {
    let window = reward.terms.window;
    RewardFields {
        name: reward.name,
        benefit: reward.benefit,
        points: reward.points,
        stock: reward.terms.stock,
        from: window.from.map(terms::moment),
        until: window.until.map(terms::moment),
        tiers: reward.terms.tiers,
        early_tiers: reward.terms.early_tiers,
        early_hours: reward.terms.early_hours,
        minimum_rial: reward.terms.minimum,
    }
}
