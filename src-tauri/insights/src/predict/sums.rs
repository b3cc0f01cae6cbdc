//! Sums that do not depend on how many rows there are: chunks are added plainly, chunk sums in pairs. The error grows
//! with the logarithm of the length.

/// Rows of one chunk.
const CHUNK: usize = 256;

/// Adds `term` over `0..rows`: each call adds its rows to the accumulator it is given.
pub fn chunked<const N: usize>(
    rows: usize,
    mut add: impl FnMut(std::ops::Range<usize>, &mut [f64; N]),
) -> [f64; N] {
    // Like a binary counter: sums of 1, 2, 4 … chunks wait for their equal.
    let mut waiting: Vec<(u32, [f64; N])> = Vec::new();
    let mut start = 0;
    while start < rows {
        let end = (start + CHUNK).min(rows);
        let mut sum = [0.0; N];
        add(start..end, &mut sum);
        let mut level = 0;
        while let Some((_, other)) = waiting.pop_if(|(waits, _)| *waits == level) {
            sum = plus(sum, other);
            level += 1;
        }
        waiting.push((level, sum));
        start = end;
    }
    waiting.into_iter().rev().fold([0.0; N], |total, (_, part)| plus(total, part))
}

/// The same without chunks: what the chunked sum is held against.
pub fn naive<const N: usize>(
    rows: usize,
    mut add: impl FnMut(std::ops::Range<usize>, &mut [f64; N]),
) -> [f64; N] {
    let mut sum = [0.0; N];
    add(0..rows, &mut sum);
    sum
}

fn plus<const N: usize>(mut a: [f64; N], b: [f64; N]) -> [f64; N] {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
    a
}
