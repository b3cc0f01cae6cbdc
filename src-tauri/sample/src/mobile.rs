//! Mobile numbers: a prefix of a real operator, and seven digits that no other index has.
//!
//! The seven digits come from a Feistel network over 1,000 × 10,000, a bijection of 0..10⁷, so a million
//! customers have distinct numbers without a table of those already given.

use crate::dice::{Dice, Topic};

const HIGH: u32 = 1_000;
const LOW: u32 = 10_000;
/// How many customers can have a number of their own.
#[cfg(test)]
const DISTINCT: u32 = HIGH * LOW;

/// Prefixes after the leading zero, with how common they are.
const PREFIXES: [u16; 32] = [
    912, 919, 910, 911, 913, 914, 915, 916, 917, 918, 990, 991, 992, 993, 994, 935, 936, 937, 938, 939, 930,
    933, 901, 902, 903, 904, 905, 941, 921, 922, 920, 923,
];
const PREFIX_WEIGHTS: [u32; 32] = [
    90, 60, 45, 30, 30, 25, 25, 25, 25, 20, 25, 20, 15, 8, 6, 55, 50, 45, 45, 40, 40, 30, 30, 28, 22, 10, 14,
    6, 26, 18, 12, 8,
];

/// `0912…`, eleven ASCII digits. Half of the customers have a prefix of their own region.
pub(crate) fn mobile(seed: u64, index: u32, local_prefixes: &[u16], dice: &mut Dice) -> String {
    let local = dice.chance(500);
    let national = PREFIXES[dice.weighted(&PREFIX_WEIGHTS)];
    let prefix = if local { dice.any(local_prefixes).copied().unwrap_or(national) } else { national };
    format!("0{prefix}{:07}", scatter(seed, index))
}

fn scatter(seed: u64, index: u32) -> u32 {
    let round = |number: u64, value: u32| {
        Dice::new(seed, Topic::Person, u64::from(u32::MAX) + number, u64::from(value))
    };
    let (mut high, mut low) = (index / LOW % HIGH, index % LOW);
    for number in 0..3 {
        high = (high + round(2 * number, low).below(HIGH)) % HIGH;
        low = (low + round(2 * number + 1, high).below(LOW)) % LOW;
    }
    high * LOW + low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_customers_share_the_seven_digits() {
        let mut taken = vec![false; DISTINCT as usize];
        for index in 0..200_000 {
            let digits = scatter(1403, index) as usize;
            assert!(digits < taken.len(), "index {index} leaves the seven digits");
            assert!(!std::mem::replace(&mut taken[digits], true), "index {index} repeats {digits}");
        }
    }

    #[test]
    fn weights_belong_to_distinct_prefixes() {
        let distinct: std::collections::HashSet<_> = PREFIXES.iter().collect();
        assert_eq!(distinct.len(), PREFIX_WEIGHTS.len(), "a prefix is listed twice");
    }
}
