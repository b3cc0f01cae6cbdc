//! Quintiles and concentration of many amounts without sorting them: one pass into buckets whose order is the amounts'
//! order, then only the few buckets that an answer falls into are looked at closely.

/// Amounts below this have a bucket each; above, every power of two is cut in as many.
const FINE: u64 = 1 << FINE_BITS;
const FINE_BITS: u32 = 7;
/// Buckets of one sign: the fine ones and those of the exponents 7..=63.
const SIDE: u16 = (FINE as u16) * (64 - FINE_BITS as u16 + 1);
const BUCKETS: usize = 2 * SIDE as usize + 1;

/// The bucket of an amount; monotone in the amount.
#[inline]
fn bucket(value: i64) -> u16 {
    let size = value.unsigned_abs();
    let exponent = 63 - (size | 1).leading_zeros();
    let coarse = exponent.saturating_sub(FINE_BITS);
    // Above FINE the leading bit adds one FINE by itself.
    let step = u64::from(coarse) * FINE + (size >> coarse);
    if value < 0 { SIDE - step as u16 } else { SIDE + step as u16 }
}

/// What the scores and the Pareto curve need to know about some amounts.
/// Sums of any of them fit an i64 (an invariant of the columns).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ranks {
    pub(crate) n: u32,
    pub(crate) sum: i64,
    /// The order statistics ⌈n/5⌉, ⌈2n/5⌉, ⌈3n/5⌉, ⌈4n/5⌉ (counted from 1); absent without an amount.
    pub(crate) quintiles: Option<[i64; 4]>,
    /// The sum of the largest ⌈n/5⌉.
    pub(crate) top_fifth: i64,
    /// How many of the largest reach four fifths of the sum; `None` unless the sum is positive.
    pub(crate) reach_80: Option<u32>,
}

impl Ranks {
    pub(crate) fn of(values: &[i64]) -> Self {
        Histogram::of(values).ranks()
    }
}

struct Histogram<'a> {
    values: &'a [i64],
    /// The bucket of each amount.
    places: Vec<u16>,
    /// Count and sum by bucket.
    buckets: Vec<(u32, i64)>,
}

/// The part of a bucket that an answer needs: what lies on the way to it, and the bucket itself.
#[derive(Clone, Copy)]
struct Cut {
    bucket: usize,
    count: u32,
    sum: i64,
}

impl<'a> Histogram<'a> {
    fn of(values: &'a [i64]) -> Self {
        let mut buckets = vec![(0u32, 0i64); BUCKETS];
        let mut places = Vec::with_capacity(values.len());
        places.extend(values.iter().map(|value| {
            let place = bucket(*value);
            let (count, sum) = &mut buckets[usize::from(place)];
            *count += 1;
            *sum += value;
            place
        }));
        Self { values, places, buckets }
    }

    fn ranks(&self) -> Ranks {
        let n = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let sum: i64 = self.buckets.iter().map(|(_, sum)| sum).sum();
        let positions = [1u64, 2, 3, 4].map(|s| (s * u64::from(n)).div_ceil(5).saturating_sub(1) as u32);
        let top = n.div_ceil(5);
        let reaches = |part: i64| i128::from(part) * 5 >= i128::from(sum) * 4;
        let low = positions.map(|p| self.cut(0..BUCKETS, |before, own| p < before.count + own.0));
        let high = self.cut((0..BUCKETS).rev(), |before, own| top < before.count + own.0);
        // Largest first, the running sum only grows until four fifths are reached.
        let curve = self.cut((0..BUCKETS).rev(), |before, own| own.0 > 0 && reaches(before.sum + own.1));
        let curve = curve.filter(|_| sum > 0);
        let mut wanted: Vec<usize> =
            low.iter().chain([&high, &curve]).flatten().map(|cut| cut.bucket).collect();
        wanted.sort_unstable();
        let members = self.members(&wanted);
        let quintile = |(cut, position): (Option<Cut>, u32)| {
            let cut = cut?;
            members_of(&members, cut.bucket).get((position - cut.count) as usize).copied()
        };
        let [a, b, c, d] = [0, 1, 2, 3].map(|s| quintile((low[s], positions[s])));
        let quintiles = a.zip(b).zip(c.zip(d)).map(|((a, b), (c, d))| [a, b, c, d]);
        let top_fifth = high.map_or(sum, |cut| {
            let largest = members_of(&members, cut.bucket).iter().rev().take((top - cut.count) as usize);
            cut.sum + largest.sum::<i64>()
        });
        let reach_80 = curve.map(|cut| {
            let mut running = cut.sum;
            let short = members_of(&members, cut.bucket).iter().rev().take_while(|value| {
                running += *value;
                !reaches(running)
            });
            cut.count + u32::try_from(short.count()).unwrap_or(u32::MAX) + 1
        });
        Ranks { n, sum, quintiles, top_fifth, reach_80 }
    }

    /// The first bucket that `holds` the answer, with what lies before it.
    fn cut(
        &self,
        order: impl Iterator<Item = usize>,
        holds: impl Fn(&Cut, (u32, i64)) -> bool,
    ) -> Option<Cut> {
        let mut before = Cut { bucket: 0, count: 0, sum: 0 };
        for at in order {
            let own = self.buckets[at];
            before.bucket = at;
            if holds(&before, own) {
                return Some(before);
            }
            before.count += own.0;
            before.sum += own.1;
        }
        None
    }

    /// The amounts of these buckets, ascending within each.
    fn members(&self, wanted: &[usize]) -> Vec<(usize, Vec<i64>)> {
        let mut slots = vec![0u8; BUCKETS];
        let mut members: Vec<(usize, Vec<i64>)> = Vec::new();
        for at in wanted {
            if slots[*at] == 0 {
                members.push((*at, Vec::with_capacity(self.buckets[*at].0 as usize)));
                slots[*at] = members.len() as u8;
            }
        }
        for (place, value) in self.places.iter().zip(self.values) {
            if let Some(slot) = usize::from(slots[usize::from(*place)]).checked_sub(1) {
                members[slot].1.push(*value);
            }
        }
        members.iter_mut().for_each(|(_, values)| values.sort_unstable());
        members
    }
}

fn members_of(members: &[(usize, Vec<i64>)], bucket: usize) -> &[i64] {
    members.iter().find(|(at, _)| *at == bucket).map_or(&[], |(_, values)| values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn buckets_keep_the_order() {
        let mut edges: Vec<i64> =
            (0..63).flat_map(|e| [1i64 << e, (1i64 << e) - 1, (1i64 << e) + 1]).collect();
        edges.extend([i64::MAX, i64::MIN, i64::MIN + 1, 0, 127, 128, 129, 255, 256, 257]);
        edges.extend(edges.clone().iter().map(|v| v.wrapping_neg()));
        edges.sort_unstable();
        for pair in edges.windows(2) {
            assert!(bucket(pair[0]) <= bucket(pair[1]), "{} then {}", pair[0], pair[1]);
        }
        assert!(usize::from(bucket(i64::MAX)) < BUCKETS, "the largest amount has a bucket");
        assert!(bucket(1) != bucket(2) && bucket(0) != bucket(-1), "small amounts have one each");
    }

    fn amount() -> impl Strategy<Value = i64> {
        prop_oneof![-50i64..500, 0i64..=4, -1_000_000_000_000i64..9_000_000_000_000]
    }

    proptest! {
        #[test]
        fn every_answer_equals_the_sorted_one(values in prop::collection::vec(amount(), 0..80)) {
            let got = Ranks::of(&values);
            let mut sorted = values.clone();
            sorted.sort_unstable();
            let n = values.len();
            let want = (n > 0).then(|| [1, 2, 3, 4].map(|s: usize| sorted[(s * n).div_ceil(5) - 1]));
            prop_assert_eq!(got.quintiles, want, "quintiles");
            sorted.reverse();
            prop_assert_eq!(got.top_fifth, sorted[..n.div_ceil(5)].iter().sum::<i64>(), "top fifth");
            let total: i64 = values.iter().sum();
            prop_assert_eq!(got.sum, total, "sum");
            let mut running = 0;
            let want = sorted.iter().position(|v| { running += v; running * 5 >= total * 4 });
            let want = (total > 0).then_some(want).flatten().map(|at| u32::try_from(at).unwrap() + 1);
            prop_assert_eq!(got.reach_80, want, "four fifths");
        }
    }
}
