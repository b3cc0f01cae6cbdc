//! Order statistics of many amounts without sorting them: one pass into buckets whose order is the amounts' order,
//! then only the few buckets that a question falls into are looked at closely.

/// Amounts below this have a bucket each; above, every power of two is cut in as many.
const FINE: u64 = 1 << FINE_BITS;
const FINE_BITS: u32 = 8;
/// Buckets of one sign: the fine ones and those of the exponents 8..=63.
const SIDE: usize = (FINE as usize) * (64 - FINE_BITS as usize + 1);

/// The bucket of an amount; monotone in the amount.
fn bucket(value: i64) -> usize {
    let size = value.unsigned_abs();
    let step = if size < FINE {
        size
    } else {
        let exponent = 63 - size.leading_zeros();
        let coarse = u64::from(exponent - FINE_BITS);
        FINE + coarse * FINE + ((size >> coarse) & (FINE - 1))
    };
    if value < 0 { SIDE - step as usize } else { SIDE + step as usize }
}

/// Some amounts, ready for questions about rank. Sums of any of them fit an i64 (an invariant of the columns).
#[derive(Debug)]
pub struct Ladder<'a> {
    values: &'a [i64],
    /// Count and sum by bucket.
    buckets: Vec<(u32, i64)>,
    sum: i64,
}

impl<'a> Ladder<'a> {
    #[must_use]
    pub fn of(values: &'a [i64]) -> Self {
        let mut buckets = vec![(0u32, 0i64); 2 * SIDE + 1];
        for value in values {
            let (count, sum) = &mut buckets[bucket(*value)];
            *count += 1;
            *sum += value;
        }
        let sum = buckets.iter().map(|(_, sum)| sum).sum();
        Self { values, buckets, sum }
    }

    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.values.len()).unwrap_or(u32::MAX)
    }
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
    /// The amounts in the order they were given.
    #[must_use]
    pub fn values(&self) -> &'a [i64] {
        self.values
    }
    #[must_use]
    pub fn sum(&self) -> i64 {
        self.sum
    }

    /// The amount at a zero-based position of the ascending order.
    #[must_use]
    pub fn value_at(&self, position: u32) -> Option<i64> {
        let mut before = 0u32;
        for (at, (count, _)) in self.buckets.iter().enumerate() {
            if position < before + count {
                let mut members = self.members(at);
                let (_, value, _) = members.select_nth_unstable((position - before) as usize);
                return Some(*value);
            }
            before += count;
        }
        None
    }

    /// The sum of the `top` largest amounts.
    #[must_use]
    pub fn sum_of_top(&self, top: u32) -> i64 {
        let (mut left, mut sum) = (top, 0);
        for (at, (count, bucket_sum)) in self.buckets.iter().enumerate().rev() {
            if *count > left {
                let members = self.members_descending(at);
                return sum + members[..left as usize].iter().sum::<i64>();
            }
            left -= count;
            sum += bucket_sum;
        }
        sum
    }

    /// How many of the largest amounts it takes to reach `part/whole` of the sum; `None` unless the sum is positive.
    #[must_use]
    pub fn fewest_reaching(&self, part: i128, whole: i128) -> Option<u32> {
        let goal = i128::from(self.sum) * part;
        let reaches = |sum: i64| i128::from(sum) * whole >= goal;
        if self.sum <= 0 {
            return None;
        }
        let (mut taken, mut sum) = (0, 0i64);
        for (at, (count, bucket_sum)) in self.buckets.iter().enumerate().rev() {
            // Amounts come largest first: within the positive ones the running sum only grows.
            if *count > 0 && reaches(sum + bucket_sum) {
                for value in self.members_descending(at) {
                    taken += 1;
                    sum += value;
                    if reaches(sum) {
                        return Some(taken);
                    }
                }
            } else {
                taken += count;
                sum += bucket_sum;
            }
        }
        Some(taken)
    }

    fn members(&self, at: usize) -> Vec<i64> {
        self.values.iter().copied().filter(|v| bucket(*v) == at).collect()
    }
    fn members_descending(&self, at: usize) -> Vec<i64> {
        let mut members = self.members(at);
        members.sort_unstable_by(|a, b| b.cmp(a));
        members
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn buckets_keep_the_order() {
        let mut edges: Vec<i64> =
            (0..63).flat_map(|e| [1i64 << e, (1i64 << e) - 1, (1i64 << e) + 1]).collect();
        edges.extend([i64::MAX, i64::MIN, i64::MIN + 1, 0]);
        edges.extend(edges.clone().iter().map(|v| v.wrapping_neg()));
        edges.sort_unstable();
        for pair in edges.windows(2) {
            assert!(bucket(pair[0]) <= bucket(pair[1]), "{} then {}", pair[0], pair[1]);
        }
        assert!(bucket(i64::MAX) < 2 * SIDE + 1, "the largest amount has a bucket");
    }

    proptest! {
        #[test]
        fn every_answer_equals_the_sorted_one(
            values in prop::collection::vec(prop_oneof![-50i64..500, 0i64..=4, -1_000_000_000_000i64..9_000_000_000_000], 0..80),
        ) {
            let ladder = Ladder::of(&values);
            let mut sorted = values.clone();
            sorted.sort_unstable();
            for (position, want) in (0u32..).zip(&sorted) {
                prop_assert_eq!(ladder.value_at(position), Some(*want), "position {}", position);
            }
            prop_assert_eq!(ladder.value_at(ladder.len()), None, "beyond the end");
            sorted.reverse();
            for top in 0..=values.len() {
                let want: i64 = sorted[..top].iter().sum();
                prop_assert_eq!(ladder.sum_of_top(u32::try_from(top).unwrap()), want, "top {}", top);
            }
            let total: i64 = values.iter().sum();
            let mut running = 0;
            let want = sorted.iter().position(|v| { running += v; running * 5 >= total * 4 });
            let want = (total > 0).then_some(want).flatten().map(|at| u32::try_from(at).unwrap() + 1);
            prop_assert_eq!(ladder.fewest_reaching(4, 5), want, "four fifths");
        }
    }
}
