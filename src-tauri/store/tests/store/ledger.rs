//! The ledger: whatever is posted, balance = Σ entries = Σ open lots − debt, no lot leaves its bounds, and
//! nothing counts twice.

use crate::support::{AT, DAY, Shop, customer, shop};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, PointsEntryId};
use bazgasht_domain::points::Points;
use bazgasht_store::points::{self, Cause, Effect, EntryKind, Lot, NewEntry, Posted};
use bazgasht_store::{Reader, StoreError, Tx};
use proptest::prelude::*;

fn entry(customer: CustomerId, kind: EntryKind, amount: i64, source: i64) -> NewEntry {
    NewEntry {
        customer,
        kind,
        points: Points::new(amount),
        day: DAY,
        at: AT,
        cause: Cause { source_kind: "sale".into(), source_id: source, rule: "base".into() },
        actor: None,
        note: None,
    }
}

const FOR_EVER: Effect<'_> = Effect::Open { expires: None, available_from: None };

fn earn(tx: &Tx, who: CustomerId, amount: i64, source: i64) -> bazgasht_store::Result<PointsEntryId> {
    points::post(tx, &entry(who, EntryKind::Earn, amount, source), FOR_EVER).map(Posted::id)
}

/// Takes from the oldest lots; what they do not hold is debt.
fn spend(tx: &Tx, who: CustomerId, amount: i64, source: i64) -> bazgasht_store::Result<PointsEntryId> {
    let (from, debt) = plan(&points::open_lots(tx, who)?, amount);
    let effect = Effect::Take { from: &from, debt: Points::new(debt) };
    points::post(tx, &entry(who, EntryKind::Redeem, -amount, source), effect).map(Posted::id)
}

fn plan(lots: &[Lot], amount: i64) -> (Vec<(PointsEntryId, Points)>, i64) {
    let mut left = amount;
    let mut from = Vec::new();
    for lot in lots {
        let part = lot.open.get().min(left);
        if part > 0 {
            from.push((lot.entry, Points::new(part)));
        }
        left -= part;
    }
    (from, left)
}

fn with_customer() -> (Shop, CustomerId) {
    let shop = shop();
    let who = shop.write(|tx| customer(tx, "الف"));
    (shop, who)
}

#[test]
fn a_replay_changes_nothing() {
    let (shop, who) = with_customer();
    let first = shop.write(|tx| points::post(tx, &entry(who, EntryKind::Earn, 50, 1), FOR_EVER));
    let again = shop.write(|tx| points::post(tx, &entry(who, EntryKind::Earn, 70, 1), FOR_EVER));
    assert_eq!(again, Posted::Replay(first.id()), "the same sale and rule credit once");
    let check = |reason: &str, other: NewEntry| {
        let posted = shop.write(|tx| points::post(tx, &other, FOR_EVER));
        assert!(matches!(posted, Posted::New(_)), "{reason}");
    };
    check("another sale", entry(who, EntryKind::Earn, 1, 2));
    check("another kind", entry(who, EntryKind::Bonus, 1, 1));
    let mut rule = entry(who, EntryKind::Earn, 1, 1);
    rule.cause.rule = "birthday".into();
    check("another rule", rule);
    assert_eq!(shop.read(|r| points::balance(r, who)), Points::new(53), "50 + 1 + 1 + 1");
}

#[test]
fn effects_that_do_not_fit_are_refused_whole() {
    let (shop, who) = with_customer();
    let lot = shop.write(|tx| earn(tx, who, 50, 1));
    let take = |points: i64| [(lot, Points::new(points))];
    let check = |reason: &str, amount: i64, effect: Effect<'_>| {
        let refused =
            shop.store.write(|tx| points::post(tx, &entry(who, EntryKind::Adjust, amount, 9), effect));
        assert!(matches!(refused, Err(StoreError::Invariant { .. })), "{reason}: {refused:?}");
        let (balance, entries) =
            shop.read(|r| Ok((points::balance(r, who)?, points::statement(r, who, 9, 0)?.len())));
        assert_eq!((balance, entries), (Points::new(50), 1), "{reason}: nothing stays");
    };
    check("more than the lot holds", -60, Effect::Take { from: &take(60), debt: Points::ZERO });
    check("parts short of the entry", -20, Effect::Take { from: &take(10), debt: Points::ZERO });
    check("a negative debt", -20, Effect::Take { from: &take(30), debt: Points::new(-10) });
    check("a negative part", -20, Effect::Take { from: &take(-20), debt: Points::new(40) });
    check("a debit that opens a lot", -20, FOR_EVER);
    check("a credit that takes", 20, Effect::Take { from: &take(20), debt: Points::ZERO });
    check("giving back to a full lot", 20, Effect::GiveBack { to: &take(20) });
    check("nothing", 0, Effect::Take { from: &[], debt: Points::ZERO });
    let foreign = [(PointsEntryId::new(5), Points::new(5))];
    check("a lot that does not exist", -5, Effect::Take { from: &foreign, debt: Points::ZERO });
    let stranger = shop.write(|tx| customer(tx, "ب"));
    let other = [(shop.write(|tx| earn(tx, stranger, 9, 33)), Points::new(5))];
    check("somebody else's lot", -5, Effect::Take { from: &other, debt: Points::ZERO });
    let nobody = entry(CustomerId::new(3), EntryKind::Earn, 5, 10);
    let refused = shop.store.write(|tx| points::post(tx, &nobody, FOR_EVER));
    assert!(matches!(refused, Err(StoreError::MissingReference)), "nobody: {refused:?}");
}

#[test]
fn a_sale_and_its_full_return_leave_every_lot_as_it_was() {
    let (shop, who) = with_customer();
    shop.write(|tx| earn(tx, who, 100, 1));
    let before = shop.read(|r| points::open_lots(r, who));
    shop.write(|tx| {
        let spent = spend(tx, who, 30, 2)?;
        let earned = earn(tx, who, 20, 2)?;
        let taken: Vec<_> =
            points::allocations(tx, who, spent)?.into_iter().map(|part| (part.lot, part.points)).collect();
        points::post(tx, &entry(who, EntryKind::ReverseRedeem, 30, 3), Effect::GiveBack { to: &taken })?;
        let all = [(earned, Points::new(20))];
        let effect = Effect::Take { from: &all, debt: Points::ZERO };
        points::post(tx, &entry(who, EntryKind::ReverseEarn, -20, 3), effect)
    });
    assert_eq!(shop.read(|r| points::open_lots(r, who)), before, "in total and per lot");
    let sale = shop.read(|r| points::entries_of_source(r, "sale", 2));
    let kinds: Vec<_> = sale.iter().map(|entry| (entry.kind, entry.points.get())).collect();
    assert_eq!(
        kinds,
        [(EntryKind::Redeem, -30), (EntryKind::Earn, 20)],
        "what the sale wrote is found by it"
    );
}

#[test]
fn the_statement_adds_up_line_by_line() {
    let (shop, who) = with_customer();
    shop.write(|tx| {
        earn(tx, who, 100, 1)?;
        spend(tx, who, 30, 2)?;
        earn(tx, who, 5, 3)
    });
    let lines = shop.read(|r| points::statement(r, who, 2, 1));
    let shown: Vec<_> =
        lines.iter().map(|line| (line.points.get(), line.balance_after.map(Points::get))).collect();
    assert_eq!(shown, [(-30, Some(70)), (100, Some(100))], "newest first, the second page of one");
}

#[test]
fn debts_are_owed_until_paid() {
    let (shop, who) = with_customer();
    let debit = shop.write(|tx| {
        earn(tx, who, 10, 1)?;
        spend(tx, who, 25, 2)
    });
    assert_eq!(shop.read(|r| points::debts(r, who)), [(debit, Points::new(15))], "what no lot covered");
    assert_eq!(shop.read(|r| points::balance(r, who)), Points::new(-15), "the balance says so");
    let lot = shop.write(|tx| earn(tx, who, 40, 3));
    let check = |reason: &str, amount: i64| {
        let refused = shop.store.write(|tx| points::pay_debt(tx, who, debit, lot, Points::new(amount)));
        assert!(refused.is_err(), "{reason}");
    };
    check("more than is owed", 16);
    check("nothing", 0);
    shop.write(|tx| points::pay_debt(tx, who, debit, lot, Points::new(10)));
    shop.write(|tx| points::pay_debt(tx, who, debit, lot, Points::new(5)));
    assert_eq!(shop.read(|r| points::debts(r, who)), [], "paid in two steps");
    assert_eq!(shop.read(|r| points::open_lots(r, who))[0].open, Points::new(25), "from the new lot");
    assert_eq!(shop.read(points::audit), [], "and it all adds up");
}

#[test]
fn lots_are_found_by_their_last_day() {
    let (shop, who) = with_customer();
    let until = |day: i32| Effect::Open { expires: Some(ShopDay::new(day)), available_from: None };
    shop.write(|tx| {
        points::post(tx, &entry(who, EntryKind::Earn, 5, 1), until(30))?;
        points::post(tx, &entry(who, EntryKind::Earn, 6, 2), until(10))?;
        points::post(tx, &entry(who, EntryKind::Earn, 7, 3), until(31))?;
        earn(tx, who, 8, 4)
    });
    let found = shop.read(|r| points::lots_expiring(r, ShopDay::new(30), 10));
    let sizes: Vec<_> = found.iter().map(|lot| lot.open.get()).collect();
    assert_eq!(sizes, [6, 5], "up to that day, soonest first, never those without one");
}

/// Breaks a file behind the store's back.
fn tamper(shop: &Shop, sql: &str) {
    let connection = rusqlite::Connection::open(shop.file("bazgasht.db")).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn a_ledger_that_was_tampered_with_is_found() {
    let check = |reason: &str, sql: &str| {
        let (shop, who) = with_customer();
        shop.write(|tx| {
            earn(tx, who, 10, 1)?;
            spend(tx, who, 4, 2)
        });
        assert_eq!(shop.read(points::audit), [], "{reason}: sound before");
        tamper(&shop, sql);
        let faults = shop.read(points::audit);
        assert_eq!(faults.iter().map(|fault| fault.customer).collect::<Vec<_>>(), [who], "{reason}: found");
    };
    check("the cached balance", "UPDATE customer SET points_balance = 7");
    check("an entry", "UPDATE points_entry SET points = 11 WHERE points = 10");
    check("an open lot", "UPDATE points_lot SET open_points = 5");
    check("an allocation", "UPDATE points_allocation SET points = 3");

    let (shop, who) = with_customer();
    shop.write(|tx| earn(tx, who, 10, 1));
    tamper(&shop, "UPDATE customer SET points_balance = 7");
    let refused = shop.store.write(|tx| earn(tx, who, 10, 2));
    assert!(matches!(refused, Err(StoreError::Invariant { .. })), "nothing is added to a wrong ledger");
}

#[derive(Debug, Clone)]
enum Step {
    Earn(i64),
    Spend(i64),
    /// Puts back what the n-th debit took.
    Undo(usize),
    PayDebt,
    Replay(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (1_i64..500).prop_map(Step::Earn),
        3 => (1_i64..600).prop_map(Step::Spend),
        1 => (0_usize..8).prop_map(Step::Undo),
        1 => Just(Step::PayDebt),
        1 => (0_i64..40).prop_map(Step::Replay),
    ]
}

fn take(
    tx: &Tx,
    who: CustomerId,
    number: i64,
    step: &Step,
    debits: &mut Vec<PointsEntryId>,
) -> bazgasht_store::Result<()> {
    match *step {
        Step::Earn(amount) => earn(tx, who, amount, number).map(drop),
        Step::Spend(amount) => spend(tx, who, amount, number).map(|id| debits.push(id)),
        Step::Undo(nth) => {
            if nth >= debits.len() {
                return Ok(());
            }
            let taken: Vec<_> = points::allocations(tx, who, debits.remove(nth))?
                .into_iter()
                .map(|part| (part.lot, part.points))
                .collect();
            let sum = taken.iter().map(|(_, part)| part.get()).sum();
            if sum == 0 {
                return Ok(());
            }
            points::post(
                tx,
                &entry(who, EntryKind::ReverseRedeem, sum, number),
                Effect::GiveBack { to: &taken },
            )
            .map(drop)
        }
        Step::PayDebt => {
            let (Some(&(debit, owed)), Some(lot)) =
                (points::debts(tx, who)?.first(), points::open_lots(tx, who)?.first().copied())
            else {
                return Ok(());
            };
            points::pay_debt(tx, who, debit, lot.entry, owed.min(lot.open))
        }
        Step::Replay(earlier) => {
            let before = (points::balance(tx, who)?, points::open_lots(tx, who)?);
            if let Some(old) = points::entries_of_source(tx, "sale", earlier)?
                .into_iter()
                .find(|old| old.kind == EntryKind::Earn)
            {
                points::post(tx, &entry(who, EntryKind::Earn, old.points.get() + 1, earlier), FOR_EVER)?;
            }
            assert_eq!(
                (points::balance(tx, who)?, points::open_lots(tx, who)?),
                before,
                "a replay is a no-op"
            );
            Ok(())
        }
    }
}

fn holds(reader: &Reader, who: CustomerId) -> bazgasht_store::Result<()> {
    let balance = points::balance(reader, who)?.get();
    let lots = points::open_lots(reader, who)?;
    let open: i64 = lots.iter().map(|lot| lot.open.get()).sum();
    let debt: i64 = points::debts(reader, who)?.iter().map(|(_, owed)| owed.get()).sum();
    let entries: i64 =
        points::statement(reader, who, u32::MAX, 0)?.iter().map(|line| line.points.get()).sum();
    assert_eq!(balance, entries, "balance = Σ entries");
    assert_eq!(balance, open - debt, "balance = Σ open lots − debt");
    assert!(lots.iter().all(|lot| lot.open.get() > 0 && lot.open <= lot.size), "a lot stays within its size");
    assert_eq!(points::audit(reader)?, [], "the audit agrees");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn any_sequence_adds_up(steps in prop::collection::vec(step(), 1..50)) {
        let (shop, who) = with_customer();
        let mut debits = Vec::new();
        // One transaction for the whole sequence: a sync per step would only measure the disk.
        shop.write(|tx| {
            for (number, step) in (0_i64..).zip(&steps) {
                take(tx, who, number, step, &mut debits)?;
                holds(tx, who)?;
            }
            Ok(())
        });
        shop.read(|r| holds(r, who));
    }
}
