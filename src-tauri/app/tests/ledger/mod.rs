//! A ledger that can be driven and looked at: the real shop, the naive model, and models with a planted bug.

pub mod model;
pub mod shop;

use proptest::prelude::*;
use std::collections::BTreeMap;

pub const PEOPLE: usize = 2;

/// What a person at the counter, the owner or the calendar may do. Numbers are read against the state: the fifth of
/// three sales is the second. Merge, its undo and import join here as further variants.
#[derive(Debug, Clone)]
pub enum Op {
    /// Lines of (pieces, hundred thousands of rial); a share of what may be redeemed, in percent.
    Sell {
        who: usize,
        lines: Vec<(i64, i64)>,
        redeem_percent: i64,
        days_ago: i32,
    },
    /// Some pieces of one line, or everything that is left.
    Return {
        sale: usize,
        part: Option<(usize, i64)>,
    },
    Cancel {
        sale: usize,
    },
    Adjust {
        who: usize,
        points: i64,
    },
    /// So many days pass; the day's work runs.
    Pass {
        days: i64,
    },
    /// Somebody sets the PC's clock; the day's work runs.
    SetClock {
        days: i64,
    },
    ConfirmClock,
    SaveProgram {
        which: usize,
    },
    ReviewTiers,
    /// The last change is sent again with its request id.
    Repeat,
}

/// What can be seen of one customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    pub balance: i64,
    pub debt: i64,
    /// Open, size, last day of each lot that has points, in the order they were opened.
    pub lots: Vec<(i64, i64, Option<i32>)>,
    pub by_kind: BTreeMap<String, i64>,
}

pub trait Ledger {
    /// Ok, or the code of the refusal.
    fn apply(&mut self, op: &Op) -> Result<(), String>;
    fn seen(&self, who: usize) -> Seen;
}

pub fn ops(len: usize) -> impl Strategy<Value = Vec<Op>> {
    let lines = proptest::collection::vec((1_i64..=3, 1_i64..=30), 1..=3);
    let part = proptest::option::weighted(0.6, (0_usize..3, 1_i64..=3));
    let redeem = prop_oneof![2 => Just(0_i64), 1 => Just(100), 1 => 1_i64..100];
    let who = 0..PEOPLE;
    let op = prop_oneof![
        10 => (who.clone(), lines, redeem, prop_oneof![4 => Just(0), 1 => 1_i32..=20])
            .prop_map(|(who, lines, redeem_percent, days_ago)| Op::Sell { who, lines, redeem_percent, days_ago }),
        6 => (0_usize..8, part).prop_map(|(sale, part)| Op::Return { sale, part }),
        2 => (0_usize..8).prop_map(|sale| Op::Cancel { sale }),
        2 => (who, -20_000_i64..20_000).prop_map(|(who, points)| Op::Adjust { who, points }),
        5 => (0_i64..=25).prop_map(|days| Op::Pass { days }),
        1 => (-40_i64..=60).prop_map(|days| Op::SetClock { days }),
        1 => Just(Op::ConfirmClock),
        2 => (0..model::PROGRAMS).prop_map(|which| Op::SaveProgram { which }),
        1 => Just(Op::ReviewTiers),
        2 => Just(Op::Repeat),
    ];
    proptest::collection::vec(op, 1..=len)
}

/// Runs the same operations on a ledger and on the naive model; they must agree after every one, and each customer's
/// figures must add up.
pub fn agrees(ledger: &mut dyn Ledger, ops: &[Op]) -> Result<(), TestCaseError> {
    let mut naive = model::Model::new(None);
    for (step, op) in ops.iter().enumerate() {
        let (done, wanted) = (ledger.apply(op), naive.apply(op));
        prop_assert_eq!(&done, &wanted, "step {}: {:?}", step, op);
        for who in 0..PEOPLE {
            let (seen, wanted) = (ledger.seen(who), naive.seen(who));
            let open: i64 = seen.lots.iter().map(|lot| lot.0).sum();
            prop_assert_eq!(
                seen.by_kind.values().sum::<i64>(),
                seen.balance,
                "entries, step {}: {:?}",
                step,
                op
            );
            prop_assert_eq!(open - seen.debt, seen.balance, "lots, step {}: {:?}", step, op);
            prop_assert!(
                seen.lots.iter().all(|lot| (1..=lot.1).contains(&lot.0)),
                "a lot, step {}: {:?}",
                step,
                op
            );
            prop_assert_eq!(seen, wanted, "customer {}, step {}: {:?}", who, step, op);
        }
    }
    Ok(())
}
