//! Points against a naive model: whatever is sold, returned, undone, redeemed, adjusted, whatever the program and the
//! clock do, the real ledger and a handful of lists agree after every step. Each bug that cost others their customers'
//! points is planted once, and must be found.
//!
//! `LEDGER_CASES` and `LEDGER_OPS` set the size: 256 × 50 in the ordinary run.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod ledger;
mod support;

use ledger::model::{Bug, Model};
use ledger::shop::Real;
use ledger::{Ledger, Op, agrees, ops};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fn size(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn runner(cases: usize) -> TestRunner {
    let cases = u32::try_from(cases).unwrap_or(u32::MAX);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2_000, ..Config::default() };
    // The nightly run looks elsewhere each time; the ordinary one finds the same twice.
    if std::env::var_os("LEDGER_RANDOM").is_some() {
        return TestRunner::new(config);
    }
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn the_ledger_agrees_with_the_naive_model() {
    let (cases, length) = (size("LEDGER_CASES", 256), size("LEDGER_OPS", 50));
    let found = runner(cases).run(&ops(length), |ops| agrees(&mut Real::new(), &ops));
    if let Err(found) = found {
        panic!("{found}");
    }
}

/// The comparison must find a planted bug, and soon.
#[track_caller]
fn must_find(bug: Bug) {
    let found = runner(2_000).run(&ops(30), |ops| agrees(&mut Model::new(Some(bug)), &ops));
    assert!(found.is_err(), "{bug:?} went unnoticed");
}

#[test]
fn a_model_without_a_bug_is_not_accused() {
    let found = runner(500).run(&ops(50), |ops| agrees(&mut Model::new(None), &ops));
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

/// A sale and its full return leave everything as it was, in total and lot by lot, whatever happened before.
#[test]
fn a_sale_and_its_full_return_leave_the_ledger_as_before() {
    let cases = size("LEDGER_CASES", 256) / 4;
    let found = runner(cases.max(1)).run(&ops(15), |ops| {
        let mut real = Real::new();
        for op in &ops {
            let _ = real.apply(op);
        }
        let before = real.seen(0);
        let sold = Op::Sell { who: 0, lines: vec![(2, 17), (1, 9)], redeem_percent: 60, days_ago: 0 };
        if real.apply(&sold).is_err() {
            return Ok(());
        }
        let newest = real.newest();
        proptest::prop_assert_eq!(real.apply(&Op::Return { sale: newest, part: None }), Ok(()));
        let after = real.seen(0);
        proptest::prop_assert_eq!(
            (after.balance, after.lots, after.debt),
            (before.balance, before.lots, before.debt)
        );
        Ok(())
    });
    if let Err(found) = found {
        panic!("{found}");
    }
}
