//! Barcodes, the drawer and what is owed.

use bazgasht_domain::identity::{Barcode, BarcodeFault};
use bazgasht_domain::money::Rial;
use bazgasht_domain::till::{CashFlow, SettleFault, settle};
use proptest::prelude::*;

#[test]
fn a_barcode_is_an_ean_that_adds_up_or_the_shops_own_code() {
    let check = |text: &str, wanted: Result<Option<&str>, BarcodeFault>, why: &str| {
        let found = Barcode::parse(text);
        let found = found.as_ref().map(|code| code.as_ref().map(Barcode::as_str)).map_err(|fault| *fault);
        assert_eq!(found, wanted, "{why}");
    };
    check("", Ok(None), "a product may have none");
    check("  \u{200c} ", Ok(None), "blanks are none");
    check("4006381333931", Ok(Some("4006381333931")), "the example of the EAN standard's own literature");
    check("۴۰۰۶۳۸۱۳۳۳۹۳۱", Ok(Some("4006381333931")), "Persian digits are the same code");
    check("4006381 333931", Ok(Some("4006381333931")), "blanks are nothing");
    check("4006381333937", Err(BarcodeFault::CheckDigit { expected: 1 }), "a wrong last digit");
    check("4006381333913", Err(BarcodeFault::CheckDigit { expected: 7 }), "two digits swapped");
    check("12", Ok(Some("12")), "an own code");
    check("M-12", Ok(Some("M-12")), "an own code with letters");
    check("400638133393", Ok(Some("400638133393")), "twelve digits are an own code");
    check("چای", Err(BarcodeFault::NotPlain), "no scanner sends Persian letters");
    check(&"9".repeat(300), Err(BarcodeFault::TooLong), "300 digits");
    check("۱😀", Err(BarcodeFault::NotPlain), "nor pictures");
}

#[test]
fn what_is_owed_is_settled_partly_or_whole_and_never_beyond() {
    let check = |open: i64, paid: i64, wanted: Result<i64, SettleFault>, why: &str| {
        assert_eq!(settle(Rial::new(open), Rial::new(paid)).map(Rial::get), wanted, "{why}");
    };
    check(500, 200, Ok(300), "partly");
    check(500, 500, Ok(0), "whole");
    check(500, 501, Err(SettleFault::MoreThanOwed { open: Rial::new(500) }), "a rial too much");
    check(500, 0, Err(SettleFault::NotPositive), "nothing");
    check(500, -5, Err(SettleFault::NotPositive), "less than nothing");
    check(0, 5, Err(SettleFault::NothingOwed), "nobody owes");
    check(-40, 5, Err(SettleFault::NothingOwed), "the shop is the one who owes");
    check(i64::MAX, 1, Ok(i64::MAX - 1), "at the edge of the range");
}

#[test]
fn the_drawer_adds_up_or_says_that_it_cannot() {
    let flow = |[opening, sales, settlements, refunds, cancelled, put_in, taken_out]: [i64; 7]| CashFlow {
        opening: Rial::new(opening),
        sales: Rial::new(sales),
        settlements: Rial::new(settlements),
        refunds: Rial::new(refunds),
        cancelled: Rial::new(cancelled),
        put_in: Rial::new(put_in),
        taken_out: Rial::new(taken_out),
    };
    let check = |parts: [i64; 7], wanted: Option<i64>, why: &str| {
        assert_eq!(flow(parts).expected().map(Rial::get), wanted, "{why}");
    };
    check([0; 7], Some(0), "an empty drawer");
    check([1_000, 500, 50, 200, 30, 0, 0], Some(1_320), "in and out");
    check([1_000, 0, 0, 0, 0, 70, 400], Some(670), "change was brought, the rent was paid");
    check([0, 0, 0, 0, 0, -70, 0], Some(-70), "taken back in the record after: the drawer says so");
    check([0, 0, 0, 700, 0, 0, 0], Some(-700), "more was given back than came in: the drawer says so");
    check([i64::MAX, 1, 0, 0, 0, 0, 0], None, "beyond the range");
}

proptest! {
    #[test]
    fn settling_piece_by_piece_is_settling_at_once(open in 1_i64..1_000_000_000, cuts in prop::collection::vec(1_i64..1_000_000, 0..20)) {
        let mut left = Rial::new(open);
        let mut paid = 0;
        for cut in cuts {
            match settle(left, Rial::new(cut)) {
                Ok(rest) => { left = rest; paid += cut; }
                Err(SettleFault::MoreThanOwed { open }) => prop_assert_eq!(open, left, "the refusal names what is owed"),
                Err(SettleFault::NothingOwed) => prop_assert_eq!(left, Rial::ZERO, "only when nothing is left"),
                Err(SettleFault::NotPositive) => prop_assert!(false, "every cut is positive"),
            }
            prop_assert!(left >= Rial::ZERO, "never beyond zero");
            prop_assert_eq!(left.get() + paid, open, "what was paid and what is left are what was owed");
        }
    }
}
