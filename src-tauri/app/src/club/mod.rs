//! The customer club: its program in versions, tiers, rewards and coupons, points by hand, what they cost, and the work
//! of each day. Points change only through the ledger; a program that was saved is never changed.

mod adjust;
mod batch;
mod clock;
mod cost;
mod coupons;
mod day;
mod discount;
mod ledger;
mod member;
mod parts;
mod program;
mod referral;
mod reverse;
mod rewards;
mod sentence;
mod simulate;
mod statement;
mod terms;
mod tier_review;
mod tiers;
mod year;

pub(crate) use adjust::{adjust, survey_answered};
pub(crate) use batch::{archive as archive_coupons, generate as generate_coupons};
pub(crate) use clock::{confirm as confirm_clock, in_doubt};
pub(crate) use cost::{liability, list_expiring, promotion_cost};
pub(crate) use coupons::{
    check as check_coupon, list as list_coupons, save as save_coupon, view as coupon_view,
};
pub(crate) use day::{DayWork, day_work};
pub(crate) use discount::cost as discount_cost;
pub(crate) use ledger::{Life, Poster, Why};
pub(crate) use member::{Member, refuse_gone};
pub(crate) use parts::{bonus_part, earn_parts, part_of_rule};
pub(crate) use program::{read as read_club, save as save_program, save_rules};
pub(crate) use referral::set as set_referrer;
pub(crate) use reverse::reverse as reverse_points;
pub(crate) use rewards::{list as list_rewards, save as save_reward};
pub(crate) use simulate::simulate as simulate_program;
pub(crate) use statement::{bought_by, lot_view, statement};
pub(crate) use terms::{coupon_refusal, reward_refusal};
pub(crate) use tier_review::{changes as list_tier_changes, review as review_tiers};
pub(crate) use tiers::{Judge, Occasion, Step, qualifying, standing_view, tier_ref};
