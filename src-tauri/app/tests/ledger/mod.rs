//! A ledger that can be driven and looked at: the real shop, the naive model, and models with a planted bug.

mod family;
mod merge;
pub mod model;
pub mod rules;
pub mod shop;

use proptest::prelude::*;
use std::collections::BTreeMap;

pub const PEOPLE: usize = 3;

/// A sale as it is wished for; what it comes to is said by the naive model before it is made.
#[derive(Clone, Default)]
pub struct Sell {
    pub who: usize,
    /// Lines of (pieces, hundred thousands of rial).
    pub lines: Vec<(i64, i64)>,
    /// A share of what may be redeemed.
    pub redeem_percent: i64,
    pub days_ago: i32,
    pub discount: bool,
    pub coupon: bool,
    pub reward: bool,
    pub on_credit: bool,
    /// One of the sales put aside, by its place among those.
    pub suspended: Option<usize>,
    pub asked: Asked,
}

/// On one line: a history that fails is long enough.
impl std::fmt::Debug for Sell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { who, lines, redeem_percent, days_ago, suspended, asked, .. } = self;
        let terms = (self.discount, self.coupon, self.reward, self.on_credit);
        write!(
            f,
            "{who} buys {lines:?}, {redeem_percent} %, {days_ago} days ago, discount, coupon, reward, credit "
        )?;
        write!(f, "{terms:?}, {suspended:?}, {asked:?}")
    }
}

/// The numbers of a sale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    pub discount: i64,
    pub redeem: i64,
    pub payable: i64,
}

/// What a person at the counter, the owner or the calendar may do. Numbers are read against the state: the fifth of
/// three sales is the second.
#[derive(Debug, Clone)]
pub enum Op {
    Sell(Sell),
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
    Merge {
        kept: usize,
        gone: usize,
    },
    /// Taken back by its own command, or by the undo of the last change.
    Unmerge {
        merge: usize,
        by_undo: bool,
    },
    /// A share of the balance that nothing reserves, in percent.
    Suspend {
        who: usize,
        points: i64,
    },
    Drop {
        suspended: usize,
    },
    /// Comes into the family of somebody, or makes one with them.
    Join {
        who: usize,
        with: usize,
    },
    /// Leaves the family, or takes everybody along.
    Leave {
        who: usize,
        all: bool,
    },
    Survey {
        who: usize,
    },
    Refer {
        who: usize,
        by: Option<usize>,
    },
    /// A purchase of somewhere else comes in from a file, twice.
    ImportSale {
        who: usize,
        days_ago: i32,
    },
    /// A list of customers with their points comes in, twice.
    ImportPoints {
        who: usize,
        points: i64,
    },
    /// The last change is sent again with its request id.
    Repeat,
}

/// What can be seen of one customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    pub balance: i64,
    pub debt: i64,
    pub spendable: i64,
    pub held: i64,
    /// Open, size, last day of each lot that has points, in the order they were opened.
    pub lots: Vec<(i64, i64, Option<i32>)>,
    pub by_kind: BTreeMap<String, i64>,
    /// The household, the person included, and what it may spend together; alone without one.
    pub family: Vec<usize>,
    pub pool: i64,
}

pub trait Ledger {
    /// Ok, or the code of the refusal.
    fn apply(&mut self, op: &Op) -> Result<(), String>;
    fn seen(&self, who: usize) -> Seen;
    /// Open points of everybody and what they cost in rial.
    fn liability(&self) -> (i64, i64);
}

/// Histories of so many operations on average; a long one can be made shorter until nothing more can go.
pub fn ops(len: usize) -> impl Strategy<Value = Vec<Op>> {
    let who = 0..PEOPLE;
    let lines = proptest::collection::vec((1_i64..=3, 1_i64..=30), 1..=3);
    let part = proptest::option::weighted(0.6, (0_usize..3, 1_i64..=3));
    let redeem = prop_oneof![2 => Just(0_i64), 1 => Just(100), 1 => 1_i64..100];
    let rare = || proptest::bool::weighted(0.15);
    let terms = (rare(), rare(), rare(), rare(), proptest::option::weighted(0.15, 0_usize..8));
    let sell = (who.clone(), lines, redeem, prop_oneof![4 => Just(0), 1 => 1_i32..=20], terms).prop_map(
        |(who, lines, redeem_percent, days_ago, (discount, coupon, reward, on_credit, suspended))| {
            let asked = Asked::default();
            Op::Sell(Sell {
                who,
                lines,
                redeem_percent,
                days_ago,
                discount,
                coupon,
                reward,
                on_credit,
                suspended,
                asked,
            })
        },
    );
    let op = prop_oneof![
        20 => sell,
        12 => (0_usize..8, part).prop_map(|(sale, part)| Op::Return { sale, part }),
        4 => (0_usize..8).prop_map(|sale| Op::Cancel { sale }),
        4 => (who.clone(), -20_000_i64..20_000).prop_map(|(who, points)| Op::Adjust { who, points }),
        10 => (0_i64..=25).prop_map(|days| Op::Pass { days }),
        2 => (-40_i64..=60).prop_map(|days| Op::SetClock { days }),
        2 => Just(Op::ConfirmClock),
        4 => (0..rules::PROGRAMS).prop_map(|which| Op::SaveProgram { which }),
        2 => Just(Op::ReviewTiers),
        4 => (who.clone(), who.clone()).prop_map(|(kept, gone)| Op::Merge { kept, gone }),
        4 => (0_usize..4, any::<bool>()).prop_map(|(merge, by_undo)| Op::Unmerge { merge, by_undo }),
        3 => (who.clone(), 0_i64..=100).prop_map(|(who, points)| Op::Suspend { who, points }),
        1 => (0_usize..8).prop_map(|suspended| Op::Drop { suspended }),
        4 => (who.clone(), who.clone()).prop_map(|(who, with)| Op::Join { who, with }),
        2 => (who.clone(), rare()).prop_map(|(who, all)| Op::Leave { who, all }),
        2 => who.clone().prop_map(|who| Op::Survey { who }),
        3 => (who.clone(), proptest::option::weighted(0.9, who.clone()))
            .prop_map(|(who, by)| Op::Refer { who, by }),
        1 => (who.clone(), 0_i32..=20).prop_map(|(who, days_ago)| Op::ImportSale { who, days_ago }),
        1 => (who, 1_i64..5_000).prop_map(|(who, points)| Op::ImportPoints { who, points }),
        4 => Just(Op::Repeat),
    ];
    proptest::collection::vec(op, 1..=2 * len - 1)
}

/// Runs the same operations on a ledger and on the naive model; they must agree after every one, and each customer's
/// figures must add up.
pub fn agrees(ledger: &mut dyn Ledger, ops: &[Op]) -> Result<(), TestCaseError> {
    let mut naive = model::Model::new(None);
    for (step, op) in ops.iter().enumerate() {
        let op = naive.resolve(op);
        let (done, wanted) = (ledger.apply(&op), naive.apply(&op));
        prop_assert_eq!(&done, &wanted, "step {}: {:?}", step, op);
        let mut everybody = 0;
        for who in 0..PEOPLE {
            let (seen, wanted) = (ledger.seen(who), naive.seen(who));
            let open: i64 = seen.lots.iter().map(|lot| lot.0).sum();
            everybody += open;
            let entries = seen.by_kind.values().sum::<i64>();
            prop_assert_eq!(entries, seen.balance, "entries, step {}: {:?}", step, op);
            prop_assert_eq!(open - seen.debt, seen.balance, "lots, step {}: {:?}", step, op);
            let is_whole = seen.lots.iter().all(|lot| (1..=lot.1).contains(&lot.0));
            prop_assert!(is_whole, "a lot, step {}: {:?}", step, op);
            prop_assert!(seen.debt == 0 || open == 0, "points beside a debt, step {}: {:?}", step, op);
            let is_family = seen.family.iter().any(|other| seen.family.len() > 1 && *other == who);
            prop_assert!(is_family || seen.family == [who], "a family, step {}: {:?}", step, op);
            prop_assert_eq!(seen, wanted, "customer {}, step {}: {:?}", who, step, op);
        }
        let (liability, wanted) = (ledger.liability(), naive.liability());
        prop_assert_eq!(liability.0, everybody, "liability, step {}: {:?}", step, op);
        prop_assert_eq!(liability, wanted, "liability, step {}: {:?}", step, op);
    }
    Ok(())
}
