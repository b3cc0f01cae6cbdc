//! Customers with the same history are one line with a weight: nothing that a model of buying says differs between
//! them. Lines are in the order of (x, T, t_x), so a fit does not depend on the order of the customers.

use super::Person;
use super::sums::chunked;

/// One kind of history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Line {
    pub(super) repeats: u32,
    pub(super) age_days: u16,
    pub(super) last_days: u16,
}

impl Line {
    fn of(person: &Person) -> Self {
        Self { repeats: person.repeats, age_days: person.age_days, last_days: person.last_days }
    }
}

#[derive(Debug, Clone, Default)]
pub struct Counts {
    pub(super) lines: Vec<Line>,
    pub(super) weights: Vec<f64>,
    /// The line of each person, in the order they were given.
    pub(super) line_of: Vec<u32>,
    /// Σ ln(gap) over everybody: what the regularity of gaps adds to a likelihood.
    pub(super) ln_gaps: f64,
}

impl Counts {
    #[must_use]
    pub fn of(people: &[Person]) -> Self {
        let mut keyed: Vec<(Line, u32)> = (0u32..).zip(people).map(|(i, p)| (Line::of(p), i)).collect();
        keyed.sort_unstable();
        let mut counts = Self { line_of: vec![0; people.len()], ..Self::default() };
        for (line, person) in keyed {
            if counts.lines.last() != Some(&line) {
                counts.lines.push(line);
                counts.weights.push(0.0);
            }
            if let Some(weight) = counts.weights.last_mut() {
                *weight += 1.0;
            }
            counts.line_of[person as usize] = u32::try_from(counts.lines.len() - 1).unwrap_or(u32::MAX);
        }
        let [ln_gaps] = chunked(people.len(), |rows, sum| {
            sum[0] += people[rows].iter().map(|person| person.ln_gaps).sum::<f64>();
        });
        Self { ln_gaps, ..counts }
    }

    /// Different histories.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    #[must_use]
    pub fn customers(&self) -> usize {
        self.line_of.len()
    }

    /// Every `step`-th line: enough to find where a maximum is, before the whole is looked at.
    pub(super) fn thinned(&self, step: usize) -> Self {
        let lines = self.lines.iter().copied().step_by(step).collect();
        let weights = self.weights.iter().copied().step_by(step).collect();
        Self { lines, weights, line_of: Vec::new(), ln_gaps: 0.0 }
    }
}
