//! The one table. A goal is met, missed, or the row is there for information; nothing else is said about it.

use crate::measure::{Pairs, median};

pub struct Row {
    id: &'static str,
    what: String,
    ours: String,
    reference: String,
    ratio: Option<f64>,
    spread: Option<(f64, f64)>,
    goal: String,
    met: Option<bool>,
}

impl Row {
    /// Ours over the reference, by medians.
    pub fn pairs(id: &'static str, what: impl Into<String>, pairs: &Pairs, rounds: usize) -> Self {
        let (ours, reference) = (ms(median(&pairs.ours)), ms(median(&pairs.reference)));
        let row = Self::value(id, what, ours);
        Self { reference, ratio: Some(pairs.ratio()), spread: Some(pairs.spread(rounds)), ..row }
    }
    /// Something that has no reference.
    pub fn value(id: &'static str, what: impl Into<String>, ours: impl Into<String>) -> Self {
        Self {
            id,
            what: what.into(),
            ours: ours.into(),
            reference: String::new(),
            ratio: None,
            spread: None,
            goal: String::new(),
            met: None,
        }
    }
    /// What the reference gave, where no ratio is formed.
    pub fn beside(self, reference: impl Into<String>) -> Self {
        Self { reference: reference.into(), ..self }
    }
    /// The ratio may be this at most.
    pub fn at_most(self, limit: f64) -> Self {
        let met = self.ratio.map(|ratio| ratio <= limit);
        Self { goal: format!("≤ {limit}×"), met, ..self }
    }
    /// A goal in its own words.
    pub fn goal(self, words: impl Into<String>, met: bool) -> Self {
        Self { goal: words.into(), met: Some(met), ..self }
    }

    /// The goal is shown and nothing is said about it.
    pub fn open_goal(self, words: impl Into<String>) -> Self {
        Self { goal: words.into(), met: None, ..self }
    }

    fn cells(&self) -> [String; 8] {
        [
            self.id.to_owned(),
            self.what.clone(),
            self.ours.clone(),
            self.reference.clone(),
            self.ratio.map(ratio).unwrap_or_default(),
            self.spread.map(|(low, high)| format!("{}–{}", ratio(low), ratio(high))).unwrap_or_default(),
            self.goal.clone(),
            self.met.map_or("", |met| if met { "yes" } else { "NO" }).to_owned(),
        ]
    }
}

const HEAD: [&str; 8] = ["row", "what", "ours (median)", "reference", "ratio", "min–max", "goal", "met"];

pub fn print(rows: &[Row]) {
    let mut lines = vec![HEAD.map(str::to_owned)];
    lines.extend(rows.iter().map(Row::cells));
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 8] = std::array::from_fn(width);
    for (number, line) in lines.iter().enumerate() {
        let padded = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        println!("| {} |", padded.collect::<Vec<_>>().join(" | "));
        if number == 0 {
            println!("|{}|", widths.map(|width| "-".repeat(width + 2)).join("|"));
        }
    }
}

fn ratio(value: f64) -> String {
    if value < 0.1 { format!("1/{:.0}", 1.0 / value) } else { format!("{value:.2}") }
}

/// Milliseconds in the unit one reads best.
pub fn ms(value: f64) -> String {
    match value {
        v if v < 1.0 => format!("{:.0} µs", v * 1e3),
        v if v < 1e4 => format!("{v:.1} ms"),
        v => format!("{:.1} s", v / 1e3),
    }
}
