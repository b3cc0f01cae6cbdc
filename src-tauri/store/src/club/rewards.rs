//! The catalogue of rewards. What is left of a reward is its stock less its uses; a use that comes back is marked,
//! never removed.

use super::{read_json, window, write_json};
use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, RewardId, SaleId};
use bazgasht_domain::loyalty::{Benefit, RewardTerms};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reward {
    pub id: RewardId,
    pub name: String,
    pub benefit: Benefit,
    pub points: Points,
    pub terms: RewardTerms,
    pub uses: i64,
    pub archived_at: Option<InstantMs>,
}

/// A reward that went with a sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RewardUse {
    pub reward: RewardId,
    pub points: Points,
    pub off: Rial,
    pub is_back: bool,
}

struct Texts {
    benefit: String,
    tiers: String,
    early_tiers: String,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Reward, Texts)> {
    let texts = Texts { benefit: row.get(2)?, tiers: row.get(8)?, early_tiers: row.get(9)? };
    let terms = RewardTerms {
        window: window(row.get(6)?, row.get(7)?),
        stock: row.get(4)?,
        tiers: Vec::new(),
        early_tiers: Vec::new(),
        early_hours: row.get(10)?,
        minimum: Rial::new(row.get(12)?),
    };
    let reward = Reward {
        id: RewardId::new(row.get(0)?),
        name: row.get(1)?,
        benefit: Benefit::FreeDelivery,
        points: Points::new(row.get(3)?),
        terms,
        uses: row.get(5)?,
        archived_at: row.get::<_, Option<i64>>(11)?.map(InstantMs::new),
    };
    Ok((reward, texts))
}

fn whole((reward, texts): (Reward, Texts)) -> Result<Reward> {
    let tiers = read_json(&texts.tiers)?;
    let terms = RewardTerms { tiers, early_tiers: read_json(&texts.early_tiers)?, ..reward.terms };
    Ok(Reward { benefit: read_json(&texts.benefit)?, terms, ..reward })
}

/// # Errors
/// `Corrupt` when its terms can not be read.
pub fn reward(reader: &Reader, id: RewardId) -> Result<Option<Reward>> {
    reader.one(include_str!("reward.sql"), [id.get()], read)?.map(whole).transpose()
}

/// The catalogue in the order it was made.
///
/// # Errors
/// `Corrupt` when terms can not be read.
pub fn rewards(reader: &Reader, archived: bool) -> Result<Vec<Reward>> {
    reader.many(include_str!("rewards.sql"), [archived], read)?.into_iter().map(whole).collect()
}

/// Puts a new reward on the shelf; `id` and `uses` of what is given are not looked at.
///
/// # Errors
/// The store's own errors.
pub fn insert_reward(tx: &Tx, reward: &Reward, at: InstantMs) -> Result<RewardId> {
    let id: RewardId = tx.mint()?;
    let row = (
        id.get(),
        &reward.name,
        write_json(&reward.benefit)?,
        reward.points.get(),
        reward.terms.stock,
        reward.terms.window.from.map(InstantMs::get),
        reward.terms.window.until.map(InstantMs::get),
        write_json(&reward.terms.tiers)?,
        write_json(&reward.terms.early_tiers)?,
        reward.terms.early_hours,
        at.get(),
        reward.archived_at.map(InstantMs::get),
        reward.terms.minimum.get(),
    );
    tx.run(include_str!("insert_reward.sql"), row)?;
    Ok(id)
}

/// Replaces its terms; its uses stay.
///
/// # Errors
/// `NotFound`.
pub fn update_reward(tx: &Tx, reward: &Reward) -> Result<()> {
    let row = (
        reward.id.get(),
        &reward.name,
        write_json(&reward.benefit)?,
        reward.points.get(),
        reward.terms.stock,
        reward.terms.window.from.map(InstantMs::get),
        reward.terms.window.until.map(InstantMs::get),
        write_json(&reward.terms.tiers)?,
        write_json(&reward.terms.early_tiers)?,
        reward.terms.early_hours,
        reward.archived_at.map(InstantMs::get),
        reward.terms.minimum.get(),
    );
    if tx.run(include_str!("update_reward.sql"), row)? == 0 {
        return Err(StoreError::NotFound { entity: "reward", id: reward.id.get() });
    }
    Ok(())
}

/// Counts one use with a sale. False when nothing is left.
///
/// # Errors
/// The store's own errors.
pub fn take_reward(
    tx: &Tx,
    sale: SaleId,
    customer: CustomerId,
    taken: &RewardUse,
    at: InstantMs,
) -> Result<bool> {
    let sql = "UPDATE reward SET used_count = used_count + 1 WHERE id = ?1 AND (stock IS NULL OR used_count < stock)";
    if tx.run(sql, [taken.reward.get()])? == 0 {
        return Ok(false);
    }
    let row = (sale.get(), taken.reward.get(), customer.get(), taken.points.get(), taken.off.get(), at.get());
    tx.run(include_str!("insert_reward_use.sql"), row)?;
    Ok(true)
}

/// # Errors
/// The store's own errors.
pub fn reward_of_sale(reader: &Reader, sale: SaleId) -> Result<Option<RewardUse>> {
    let sql =
        "SELECT reward_id, points, off_rial, taken_back_ms IS NOT NULL FROM reward_use WHERE sale_id = ?1";
    reader.one(sql, [sale.get()], |row| {
        Ok(RewardUse {
            reward: RewardId::new(row.get(0)?),
            points: Points::new(row.get(1)?),
            off: Rial::new(row.get(2)?),
            is_back: row.get(3)?,
        })
    })
}

/// The reward of a sale is on the shelf again; nothing when there was none or it is back already.
///
/// # Errors
/// The store's own errors.
pub fn take_reward_back(tx: &Tx, sale: SaleId, at: InstantMs) -> Result<()> {
    let sql = "UPDATE reward_use SET taken_back_ms = ?2 WHERE sale_id = ?1 AND taken_back_ms IS NULL";
    if tx.run(sql, (sale.get(), at.get()))? > 0 {
        tx.run(include_str!("give_reward_back.sql"), [sale.get()])?;
    }
    Ok(())
}
