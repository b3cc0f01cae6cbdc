//! Points against a naive model: whatever is sold, returned, undone, redeemed, put aside, adjusted, merged, imported,
//! whatever the program and the clock do, the real ledger and a handful of lists agree after every step. Each bug that
//! cost others their customers' points is planted once, and must be found.
//!
//! `LEDGER_CASES` and `LEDGER_OPS` set the size: 2,000 × 50 in the ordinary run. `LEDGER_SEED` is the first case; without
//! it the ordinary run finds the same twice, and with `LEDGER_SEED=new` each run looks elsewhere. What fails says its seed.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod ledger;
mod support;

use ledger::model::{Bug, Model};
use ledger::shop::Real;
use ledger::{Ledger, Op, Sell, agrees, ops};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::hash::{BuildHasher, Hasher};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Two cases at a time: more would only wait for each other on a small machine.
const THREADS: usize = 2;
/// Far apart, so that no run of cases meets another.
const FIRST: u64 = 14_050_901;

fn size(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn first_seed() -> u64 {
    match std::env::var("LEDGER_SEED").as_deref() {
        // The hasher's own key is the only chance a test may take.
        Ok("new") => std::collections::hash_map::RandomState::new().build_hasher().finish() >> 1,
        Ok(seed) => seed.parse().expect("a number"),
        Err(_) => FIRST,
    }
}

fn runner(seed: u64, cases: u32) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 1_000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// Runs every case from its own seed, on two threads, and stops at the first that fails.
fn each_case(cases: u64, length: usize, holds: impl Fn(&[Op]) -> Result<(), TestCaseError> + Sync) {
    let (first, next) = (first_seed(), AtomicU64::new(0));
    let failed: Mutex<Option<String>> = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let case = next.fetch_add(1, Ordering::SeqCst);
                    if case >= cases || failed.lock().expect("nobody panics").is_some() {
                        return;
                    }
                    let seed = first.wrapping_add(case);
                    let found = runner(seed, 1).run(&ops(length), |ops| holds(&ops));
                    if let Err(found) = found {
                        let again =
                            format!("again with LEDGER_SEED={seed} LEDGER_CASES=1 LEDGER_OPS={length}");
                        *failed.lock().expect("nobody panics") = Some(format!("{again}\n{found}"));
                    }
                }
            });
        }
    });
    if let Some(failed) = failed.into_inner().expect("nobody panics") {
        panic!("{failed}");
    }
}

#[test]
fn the_ledger_agrees_with_the_naive_model() {
    let length = usize::try_from(size("LEDGER_OPS", 50)).expect("few");
    each_case(size("LEDGER_CASES", 2_000), length, |ops| agrees(&mut Real::new(), ops));
}

/// The comparison must find a planted bug, and soon.
#[track_caller]
fn must_find(bug: Bug) {
    let found = runner(FIRST, 3_000).run(&ops(30), |ops| agrees(&mut Model::new(Some(bug)), &ops));
    assert!(found.is_err(), "{bug:?} went unnoticed");
}

#[test]
fn a_model_without_a_bug_is_not_accused() {
    let found = runner(FIRST, 500).run(&ops(50), |ops| agrees(&mut Model::new(None), &ops));
    assert!(found.is_ok(), "{found:?}");
}

#[test]
fn refund_deducts_twice() {
    must_find(Bug::RefundDeductsTwice);
}

#[test]
fn used_lot_grows() {
    must_find(Bug::UsedLotGrows);
}

#[test]
fn expiry_drops_credits_keeps_debits() {
    must_find(Bug::ExpiryDropsCreditsKeepsDebits);
}

#[test]
fn one_point_becomes_zero() {
    must_find(Bug::OnePointBecomesZero);
}

#[test]
fn buy_refund_keep_points() {
    must_find(Bug::BuyRefundKeepPoints);
}

#[test]
fn retry_doubles_points() {
    must_find(Bug::RetryDoublesPoints);
}

#[test]
fn redemption_not_deducted() {
    must_find(Bug::RedemptionNotDeducted);
}

#[test]
fn wrong_date_expires() {
    must_find(Bug::WrongDateExpires);
}

#[test]
fn cancel_keeps_bonus() {
    must_find(Bug::CancelKeepsBonus);
}

#[test]
fn merge_loses_points() {
    must_find(Bug::MergeLosesPoints);
}

#[test]
fn merge_forgets_expiry() {
    must_find(Bug::MergeForgetsExpiry);
}

#[test]
fn undo_of_merge_doubles_points() {
    must_find(Bug::UndoOfMergeDoublesPoints);
}

#[test]
fn import_again_doubles_points() {
    must_find(Bug::ImportAgainDoublesPoints);
}

#[test]
fn held_points_are_spent() {
    must_find(Bug::HeldPointsAreSpent);
}

#[test]
fn referral_paid_twice() {
    must_find(Bug::ReferralPaidTwice);
}

#[test]
fn reward_points_stay_gone() {
    must_find(Bug::RewardPointsStayGone);
}

#[test]
fn family_spends_twice() {
    must_find(Bug::FamilySpendsTwice);
}

#[test]
fn return_goes_to_the_buyer() {
    must_find(Bug::ReturnGoesToTheBuyer);
}

#[test]
fn leaver_still_pays() {
    must_find(Bug::LeaverStillPays);
}

#[test]
fn family_forgets_debt() {
    must_find(Bug::FamilyForgetsDebt);
}

/// A sale and its full return leave everything as it was, in total and lot by lot, whatever happened before.
#[test]
fn a_sale_and_its_full_return_leave_the_ledger_as_before() {
    each_case(size("LEDGER_CASES", 2_000) / 10, 15, |ops| {
        let (mut real, mut naive) = (Real::new(), Model::new(None));
        for op in ops {
            let op = naive.resolve(op);
            proptest::prop_assert_eq!(real.apply(&op), naive.apply(&op));
        }
        let sold = Sell { lines: vec![(2, 17), (1, 9)], redeem_percent: 60, reward: true, ..Sell::default() };
        let sold = naive.resolve(&Op::Sell(sold));
        let Op::Sell(Sell { who, .. }) = sold else { return Ok(()) };
        let before: Vec<ledger::Seen> = (0..ledger::PEOPLE).map(|one| real.seen(one)).collect();
        if real.apply(&sold).is_err() {
            return Ok(());
        }
        let newest = real.newest();
        proptest::prop_assert_eq!(real.apply(&Op::Return { sale: newest, part: None }), Ok(()));
        let of = |seen: ledger::Seen| (seen.balance, seen.spendable, seen.lots, seen.debt, seen.pool);
        // Also of everybody of the household: what they paid is theirs again.
        for (one, before) in before.into_iter().enumerate() {
            proptest::prop_assert_eq!(of(real.seen(one)), of(before), "{} after {} bought", one, who);
        }
        Ok(())
    });
}
