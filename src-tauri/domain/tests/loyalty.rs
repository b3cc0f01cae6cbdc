//! The club's rules: earning, redeeming, lots, expiry and the names in the ledger.

use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::PointsEntryId;
use bazgasht_domain::loyalty::{
    EarnFacts, EntryKind, Expiry, Lot, NotEnough, Program, ProgramFault, RedeemFault, allocate, open_points,
};
use bazgasht_domain::money::{JS_SAFE_MAX, Rial};
use bazgasht_domain::points::Points;
use proptest::prelude::*;
use std::collections::HashMap;

fn earn(program: &Program, base: Rial) -> Points {
    bazgasht_domain::loyalty::earn(program, &EarnFacts::of_amount(ShopDay::new(20_000), base)).points
}

#[test]
fn a_purchase_earns_by_the_whole_unit() {
    let table = [
        (1_000_000, 10_000, "the example of the sources: 100,000 toman earn 10,000 points"),
        (999_999, 0, "one rial short"),
        (1_999_999, 10_000, "the rest is dropped"),
        (25_000_000, 250_000, "many units"),
        (0, 0, "a free sale"),
        (-5_000_000, 0, "a refund earns nothing"),
        (i64::MIN, 0, "the worst refund"),
    ];
    let program = Program::default();
    assert_eq!(program.check(), Ok(()), "the default program works");
    for (base, points, reason) in table {
        assert_eq!(earn(&program, Rial::new(base)), Points::new(points), "{base} rial: {reason}");
    }
    let generous =
        Program { unit: Rial::new(1), points_per_unit: Points::new(i64::MAX), ..Program::default() };
    assert_eq!(earn(&generous, Rial::new(i64::MAX)).get(), JS_SAFE_MAX, "earning stops at the safe range");
    let broken = Program { unit: Rial::ZERO, ..Program::default() };
    assert_eq!(earn(&broken, Rial::new(1_000_000)), Points::ZERO, "a unit of nothing earns nothing");
}

#[test]
fn rules_that_can_not_work_are_named() {
    let base = Program::default;
    let table = [
        (Program { unit: Rial::ZERO, ..base() }, ProgramFault::UnitNotPositive),
        (Program { points_per_unit: Points::new(-1), ..base() }, ProgramFault::PointsNegative),
        (Program { redeem_points: Points::ZERO, ..base() }, ProgramFault::RedeemPointsNotPositive),
        (Program { redeem_value: Rial::new(-1), ..base() }, ProgramFault::RedeemValueNegative),
        (Program { redeem_minimum: Points::new(-1), ..base() }, ProgramFault::RedeemMinimumNegative),
        (Program { redeem_cap_percent: 101, ..base() }, ProgramFault::CapOutOfRange),
        (Program { unit: Rial::new(JS_SAFE_MAX + 1), ..base() }, ProgramFault::TooLarge),
    ];
    for (program, fault) in table {
        assert_eq!(program.check(), Err(fault), "{program:?}");
    }
}

#[test]
fn points_pay_within_the_rules() {
    let program = Program { redeem_minimum: Points::new(100), redeem_cap_percent: 50, ..Program::default() };
    let basket = Rial::new(10_001);
    let table = [
        (0, Err(RedeemFault::NotPositive), "nothing"),
        (-10, Err(RedeemFault::NotPositive), "less than nothing"),
        (90, Err(RedeemFault::BelowMinimum { minimum: Points::new(100) }), "below the minimum"),
        (105, Err(RedeemFault::NotAMultiple { step: Points::new(10) }), "between two steps"),
        (100, Ok(Rial::new(100)), "the minimum itself"),
        (5_000, Ok(Rial::new(5_000)), "the cap itself"),
        (5_010, Err(RedeemFault::AboveCap { cap: Rial::new(5_000) }), "above half of the basket"),
    ];
    for (points, expected, reason) in table {
        assert_eq!(program.redeem(Points::new(points), basket), expected, "{points} points: {reason}");
    }
    let table = [
        (1_000_000, 10_001, 5_000, "the basket is the limit"),
        (1_239, 10_001, 1_230, "the balance is the limit"),
        (99, 10_001, 0, "too few for the minimum"),
        (1_000, 0, 0, "an empty basket"),
        (-50, 10_001, 0, "a debt pays nothing"),
    ];
    for (balance, basket, points, reason) in table {
        let redeemable = program.redeemable(Points::new(balance), Rial::new(basket));
        assert_eq!(redeemable.get(), points, "{balance} points, {basket} rial: {reason}");
    }
    let liability = Program::default().value_of(Points::new(12_345));
    assert_eq!(liability.get(), 12_340, "only whole steps have a value");
}

#[test]
fn lots_are_used_soonest_expiry_first() {
    let lot = |entry, open, expires: Option<i32>, opened| Lot {
        entry: PointsEntryId::new(entry),
        open: Points::new(open),
        expires: expires.map(ShopDay::new),
        opened: InstantMs::new(opened),
    };
    let lots = [
        lot(1, 100, None, 1),
        lot(2, 100, Some(500), 9),
        lot(3, 100, Some(400), 8),
        lot(4, 100, Some(500), 7),
        lot(5, 0, Some(1), 1),
        lot(6, -5, Some(1), 1),
        lot(7, 100, None, 1),
    ];
    let check = |debit: i64, expected: &[(i64, i64)], reason: &str| {
        let parts: Vec<(i64, i64)> = allocate(&lots, Points::new(debit))
            .map(|parts| parts.iter().map(|(entry, points)| (entry.get(), points.get())).collect())
            .unwrap_or_default();
        assert_eq!(parts, expected, "{debit} points: {reason}");
    };
    check(0, &[], "nothing to take");
    check(60, &[(3, 60)], "the soonest expiry");
    check(150, &[(3, 100), (4, 50)], "of equal expiry the oldest");
    check(310, &[(3, 100), (4, 100), (2, 100), (1, 10)], "never-expiring ones last, by id when equally old");
    check(500, &[(3, 100), (4, 100), (2, 100), (1, 100), (7, 100)], "everything");
    let refused = |asked: i64| Err(NotEnough { asked: Points::new(asked), open: Points::new(500) });
    assert_eq!(allocate(&lots, Points::new(501)), refused(501), "one too many takes nothing at all");
    assert_eq!(allocate(&lots, Points::new(-1)), refused(-1), "a debit below zero is none");
    assert_eq!(open_points(&[]), Points::ZERO, "no lots");
    let huge = [lot(1, i64::MAX, None, 1), lot(2, i64::MAX, None, 1)];
    assert!(allocate(&huge, Points::new(i64::MAX)).is_ok(), "lots beyond i64 together do not overflow");
}

#[test]
fn points_end_on_jalali_days() {
    let earned = JalaliDate::new(1404, 1, 31).unwrap().day();
    let table = [
        (Expiry::Never, None, "never"),
        (Expiry::Months { months: 6 }, Some("1404/07/30"), "31 Farvardin + 6 is 30 Mehr"),
        (Expiry::Months { months: 12 }, Some("1405/01/31"), "a year later the 31st is back"),
        (Expiry::Months { months: 0 }, Some("1404/01/31"), "the same day"),
        (Expiry::Months { months: u16::MAX }, None, "beyond the calendar is never"),
        (Expiry::EndOfMonth, Some("1404/01/31"), "the end of Farvardin"),
        (Expiry::EndOfSeason, Some("1404/03/31"), "the end of spring"),
        (Expiry::EndOfYear, Some("1404/12/29"), "the end of a common year"),
    ];
    for (expiry, expected, reason) in table {
        let last = expiry.last_day(earned).map(|day| JalaliDate::from_day(day).format_ascii());
        assert_eq!(last.as_deref(), expected, "{expiry:?}: {reason}");
    }
}

#[test]
fn entry_kinds_keep_their_stored_names() {
    let names: Vec<&str> = EntryKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let stored =
        "earn bonus redeem expire reverse-earn reverse-redeem adjust opening merge-in merge-out transfer";
    assert_eq!(names.join(" "), stored, "the names are in every shop's file");
    for kind in EntryKind::ALL {
        assert_eq!(EntryKind::parse(kind.as_str()), Ok(kind), "{kind:?} is read back");
        let json = serde_json::to_string(&kind).unwrap();
        assert_eq!(json, format!("\"{}\"", kind.as_str()), "one name in the file and on the wire");
        assert!(!kind.allows(Points::ZERO), "{kind:?} of nothing is no entry");
    }
    assert!(EntryKind::parse("Earn").is_err(), "names are exact");
    assert!(
        EntryKind::Redeem.allows(Points::new(-1)) && !EntryKind::Redeem.allows(Points::new(1)),
        "a redemption takes"
    );
    assert!(
        EntryKind::Earn.allows(Points::new(1)) && !EntryKind::Earn.allows(Points::new(-1)),
        "earning gives"
    );
}

fn lots() -> impl Strategy<Value = Vec<Lot>> {
    let lot = (-10_i64..1_000, proptest::option::of(-5_i32..5), 0_i64..4);
    proptest::collection::vec(lot, 0..20).prop_map(|rows| {
        let numbered = rows.into_iter().zip(1..);
        let lot = |((open, expires, opened), entry): ((i64, Option<i32>, i64), i64)| Lot {
            entry: PointsEntryId::new(entry),
            open: Points::new(open),
            expires: expires.map(ShopDay::new),
            opened: InstantMs::new(opened),
        };
        numbered.map(lot).collect()
    })
}

proptest! {
    #[test]
    fn an_allocation_conserves_and_never_overdraws(lots in lots(), debit in 0_i64..12_000) {
        let open = open_points(&lots).get();
        match allocate(&lots, Points::new(debit)) {
            Err(refused) => {
                prop_assert!(debit > open, "refused although {} are open", open);
                prop_assert_eq!(refused, NotEnough { asked: Points::new(debit), open: Points::new(open) });
            }
            Ok(parts) => {
                prop_assert_eq!(parts.iter().map(|part| part.1.get()).sum::<i64>(), debit);
                let by_entry: HashMap<PointsEntryId, Points> = parts.iter().copied().collect();
                prop_assert_eq!(by_entry.len(), parts.len(), "a lot is named once");
                let taken = |lot: &Lot| by_entry.get(&lot.entry).copied().unwrap_or_default();
                for lot in &lots {
                    prop_assert!(taken(lot) <= lot.open.max(Points::ZERO), "{:?} is overdrawn", lot);
                }
                // A lot is touched only when every lot that ends sooner is used up.
                let key = |lot: &Lot| lot.expires.map_or(i32::MAX, ShopDay::get);
                for later in lots.iter().filter(|lot| taken(lot) > Points::ZERO) {
                    for sooner in lots.iter().filter(|lot| key(lot) < key(later) && lot.open > Points::ZERO) {
                        prop_assert_eq!(taken(sooner), sooner.open, "{:?} before {:?}", sooner, later);
                    }
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_lots_does_not_matter(lots in lots(), debit in 0_i64..3_000, by in 0_usize..20) {
        let mut turned = lots.clone();
        if !turned.is_empty() {
            let by = by % turned.len();
            turned.rotate_left(by);
        }
        prop_assert_eq!(allocate(&lots, Points::new(debit)), allocate(&turned, Points::new(debit)));
    }

    #[test]
    fn what_is_redeemable_can_be_redeemed(
        balance in -100_i64..1_000_000, basket in 0_i64..1_000_000, step in 1_i64..500, value in 1_i64..500, cap in 0_u8..=100,
    ) {
        let program = Program {
            redeem_points: Points::new(step), redeem_value: Rial::new(value), redeem_cap_percent: cap, ..Program::default()
        };
        let points = program.redeemable(Points::new(balance), Rial::new(basket));
        if points > Points::ZERO {
            prop_assert!(points.get() <= balance);
            prop_assert_eq!(program.redeem(points, Rial::new(basket)), Ok(program.value_of(points)));
        }
    }
}
