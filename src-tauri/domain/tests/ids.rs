//! Ids of several counters never meet, and all of them are safe in JavaScript.

use bazgasht_domain::ids::{COUNTER_MAX, CustomerId, SEQUENCE_BITS, compose_id};
use bazgasht_domain::money::JS_SAFE_MAX;
use proptest::prelude::*;

#[test]
fn ids_are_composed_within_their_limits() {
    let last_sequence = (1 << SEQUENCE_BITS) - 1;
    let table = [
        (0, 1, Some(1), "the first id of the first counter"),
        (1, 1, Some((1 << 40) + 1), "the first id of the second counter"),
        (COUNTER_MAX, last_sequence, Some(JS_SAFE_MAX), "the very last id is the last safe integer"),
        (0, 0, None, "sequences start at one"),
        (0, last_sequence + 1, None, "a sequence that is used up"),
        (COUNTER_MAX + 1, 1, None, "a counter too many"),
        (-1, 1, None, "a negative counter"),
        (i64::MAX, i64::MAX, None, "two extremes"),
    ];
    for (counter, sequence, id, reason) in table {
        assert_eq!(compose_id(counter, sequence), id, "{counter}, {sequence}: {reason}");
    }
    assert_eq!(CustomerId::new(7).to_string(), "7", "an id is shown as its number");
}

proptest! {
    #[test]
    fn no_two_counters_mint_one_id(a in 0..=COUNTER_MAX, b in 0..=COUNTER_MAX, i in 1_i64..(1 << 40), j in 1_i64..(1 << 40)) {
        let (left, right) = (compose_id(a, i), compose_id(b, j));
        prop_assert!(left.is_some() && right.is_some());
        prop_assert_eq!(left == right, (a, i) == (b, j));
    }
}
