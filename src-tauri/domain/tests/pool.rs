//! What a household spends, and from whose lots.

use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, PointsEntryId};
use bazgasht_domain::loyalty::{Lot, NotEnough, Purse, allocate, spend, spendable};
use bazgasht_domain::points::Points;
use proptest::prelude::*;

const BUYER: i64 = 1;
const OTHER: i64 = 2;
const THIRD: i64 = 3;

fn lot(entry: i64, open: i64, expires: Option<i32>, opened: i64) -> Lot {
    Lot {
        entry: PointsEntryId::new(entry),
        open: Points::new(open),
        expires: expires.map(ShopDay::new),
        opened: InstantMs::new(opened),
    }
}

fn purse(owner: i64, usable: &[Lot], debt: i64, held: i64) -> Purse {
    let (owner, usable) = (CustomerId::new(owner), usable.to_vec());
    Purse { owner, usable, debt: Points::new(debt), held: Points::new(held) }
}

/// Whose, which lot, how many points.
fn taken(purses: &[Purse], debit: i64) -> Result<Vec<(i64, i64, i64)>, NotEnough> {
    let shares = spend(&mut purses.to_vec(), Points::new(debit))?;
    let parts = shares.iter().flat_map(|share| {
        share.from.iter().map(|(entry, part)| (share.owner.get(), entry.get(), part.get()))
    });
    Ok(parts.collect())
}

#[test]
fn a_household_may_spend_what_is_left_after_its_debts_and_holds() {
    let check = |purses: &[Purse], points: i64, why: &str| {
        assert_eq!(spendable(purses).get(), points, "{why}");
    };
    let hundred = [lot(1, 100, None, 1)];
    check(&[], 0, "nobody");
    check(&[purse(BUYER, &hundred, 0, 0)], 100, "one person is a pool of one");
    check(&[purse(BUYER, &hundred, 0, 0), purse(OTHER, &hundred, 0, 0)], 200, "two together");
    check(&[purse(BUYER, &hundred, 0, 0), purse(OTHER, &[], 60, 0)], 40, "a debt is not there for anybody");
    check(&[purse(BUYER, &hundred, 0, 0), purse(OTHER, &[], 160, 0)], 0, "a debt above all points");
    check(&[purse(BUYER, &hundred, 0, 0), purse(OTHER, &hundred, 0, 150)], 50, "a hold of one lowers all");
    check(&[purse(BUYER, &[], 0, 0), purse(OTHER, &hundred, 0, 0)], 100, "who has nothing may spend");
    let huge = [lot(1, i64::MAX, None, 1)];
    check(&[purse(BUYER, &huge, 0, 0), purse(OTHER, &huge, 0, 0)], i64::MAX, "beyond i64 nothing overflows");
    check(&[purse(BUYER, &[], i64::MAX, i64::MAX)], 0, "nor below");
}

#[test]
fn the_lot_that_ends_soonest_pays_whosever_it_is() {
    let purses = [
        purse(BUYER, &[lot(1, 100, Some(500), 5), lot(2, 100, None, 1)], 0, 0),
        purse(OTHER, &[lot(3, 100, Some(400), 9), lot(4, 100, Some(500), 5)], 0, 0),
        purse(THIRD, &[lot(5, 100, Some(500), 4), lot(6, 0, Some(1), 1)], 0, 0),
    ];
    let check = |debit: i64, wanted: &[(i64, i64, i64)], why: &str| {
        assert_eq!(taken(&purses, debit), Ok(wanted.to_vec()), "{debit} points: {why}");
    };
    check(0, &[], "nothing to take");
    check(70, &[(OTHER, 3, 70)], "the soonest end, of somebody else");
    check(150, &[(OTHER, 3, 100), (THIRD, 5, 50)], "then the oldest");
    check(250, &[(BUYER, 1, 50), (OTHER, 3, 100), (THIRD, 5, 100)], "the buyer's own before an equal one");
    let all = [(BUYER, 1, 100), (BUYER, 2, 100), (OTHER, 3, 100), (OTHER, 4, 100), (THIRD, 5, 100)];
    check(500, &all, "all, the buyer's share told first");
    let short = |asked| Err(NotEnough { asked: Points::new(asked), open: Points::new(500) });
    assert_eq!(taken(&purses, 501), short(501), "one too many takes nothing");
    assert_eq!(taken(&purses, -1), short(-1), "below zero is no debit");
    let owing = [purses[0].clone(), purse(OTHER, &[], 150, 0)];
    assert!(taken(&owing, 51).is_err(), "what one owes the other can not spend");
    let mut twice = purses.to_vec();
    assert!(spend(&mut twice, Points::new(300)).is_ok(), "the first of two debits");
    assert_eq!(spendable(&twice).get(), 200, "what was taken is not there any more");
    assert!(spend(&mut twice, Points::new(201)).is_err(), "and is not taken twice");
}

fn lots() -> impl Strategy<Value = Vec<(i64, Option<i32>, i64)>> {
    proptest::collection::vec((0_i64..50, proptest::option::of(0_i32..4), 0_i64..4), 0..5)
}

proptest! {
    #[test]
    fn shares_add_up_and_take_no_lot_below_zero(
        all in proptest::collection::vec((lots(), 0_i64..20, 0_i64..20), 1..4), debit in 0_i64..600,
    ) {
        let mut entry = 0;
        let mut purses: Vec<Purse> = Vec::new();
        for (owner, (lots, debt, held)) in (1..).zip(all) {
            let lots: Vec<Lot> = lots.into_iter().map(|(open, expires, opened)| {
                entry += 1;
                lot(entry, open, expires, opened)
            }).collect();
            purses.push(purse(owner, &lots, debt, held));
        }
        let before = purses.clone();
        let most = spendable(&purses);
        match spend(&mut purses, Points::new(debit)) {
            Err(refused) => {
                prop_assert!(debit > most.get(), "refused only above what there is");
                prop_assert_eq!(refused.open, most);
                prop_assert_eq!(purses, before);
            }
            Ok(shares) => {
                prop_assert!(debit <= most.get());
                prop_assert_eq!(shares.iter().map(|share| share.points().get()).sum::<i64>(), debit);
                let open = |purses: &[Purse]| -> i64 {
                    purses.iter().flat_map(|purse| &purse.usable).map(|lot| lot.open.get()).sum()
                };
                prop_assert_eq!(open(&before) - open(&purses), debit);
                let is_whole = |purse: &Purse| purse.usable.iter().all(|lot| lot.open >= Points::ZERO);
                prop_assert!(purses.iter().all(is_whole));
            }
        }
    }

    /// Somebody alone spends exactly as the ledger always did.
    #[test]
    fn a_pool_of_one_is_nothing_new(lots in lots(), debit in 0_i64..200) {
        let lots: Vec<Lot> = (1..).zip(lots).map(|(entry, (open, expires, opened))| {
            lot(entry, open, expires, opened)
        }).collect();
        let shares = spend(&mut [purse(BUYER, &lots, 0, 0)], Points::new(debit));
        let parts = shares.map(|shares| shares.into_iter().flat_map(|share| share.from).collect::<Vec<_>>());
        prop_assert_eq!(parts, allocate(&lots, Points::new(debit)));
    }
}
