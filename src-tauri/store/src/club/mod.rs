//! The club beside the ledger: versions of the program, tiers, rewards, coupons, referrals, and the facts under which
//! a sale was counted. Stock and uses are counted in the transaction that takes them; the file refuses one too many.

mod coupons;
mod facts;
mod programs;
mod referrals;
mod rewards;
mod tiers;
mod year;

pub use coupons::{
    Coupon, CouponUse, coupon, coupon_by_code, coupon_of_sale, coupon_off, coupons, insert_coupon,
    take_coupon, take_coupon_back, update_coupon, uses_of_customer,
};
pub use facts::{add_carry, carried, carry_of, facts_of, keep_facts};
pub use programs::{Version, current, insert_version, version, versions};
pub use referrals::{
    Referral, pending_referrals, referral_settled, referrer_of, set_referrer, settle_referral, settled_by,
};
pub use rewards::{
    Reward, RewardUse, insert_reward, reward, reward_of_sale, rewards, take_reward, take_reward_back,
    update_reward,
};
pub use tiers::{
    Change as TierChange, NewChange as NewTierChange, Reason as TierReason, Standing,
    changes as tier_changes, insert_change as insert_tier_change, members, members_below, members_of_tier,
    put as put_tier, standing, tier_counts,
};
pub use year::{BuyerBefore, YearLine, YearSale, buyers_before, members_day_total, sales_since};

use crate::{Result, StoreError};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::loyalty::Window;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn write_json<T: Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// A column that holds JSON reads back as its type, or the file is damaged.
fn read_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|cause| StoreError::corrupt(cause.to_string()))
}

fn window(from: Option<i64>, until: Option<i64>) -> Window {
    Window { from: from.map(InstantMs::new), until: until.map(InstantMs::new) }
}
