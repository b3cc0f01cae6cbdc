//! How a rule is put together from the answers to its questions, word by word or for one row. Equal conditions of
//! different segments are one question.

use super::ask::{Answers, WORDS};
use bazgasht_domain::ids::SegmentId;
use bazgasht_domain::segment::{Condition, Rule, RuleError, Truth};
use std::collections::HashMap;

#[derive(Debug, Clone, Copy)]
enum Source {
    Question(usize),
    /// By place among the live segments; always an earlier one.
    Segment(usize),
}

#[derive(Debug, Clone)]
pub(super) struct Plan {
    groups: Vec<Vec<(Source, bool)>>,
}

/// Every condition that is asked, once.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub(super) conditions: Vec<Condition>,
    places: HashMap<Condition, usize>,
}

impl Asked {
    fn place(&mut self, condition: &Condition) -> usize {
        let next = self.conditions.len();
        let place = *self.places.entry(condition.clone()).or_insert(next);
        if place == next {
            self.conditions.push(condition.clone());
        }
        place
    }
}

impl Plan {
    /// # Errors
    /// `NoSuchSegment` when a part is not among `places`.
    pub(super) fn of(
        rule: &Rule,
        asked: &mut Asked,
        places: &HashMap<SegmentId, usize>,
    ) -> Result<Self, RuleError> {
        let mut groups = Vec::with_capacity(rule.groups.len());
        for group in &rule.groups {
            let mut parts = Vec::with_capacity(group.all.len());
            for clause in &group.all {
                let source = match &clause.when {
                    Condition::Segment { segment } => {
                        Source::Segment(*places.get(segment).ok_or(RuleError::NoSuchSegment(*segment))?)
                    }
                    condition => Source::Question(asked.place(condition)),
                };
                parts.push((source, clause.not));
            }
            groups.push(parts);
        }
        Ok(Self { groups })
    }

    pub(super) fn block(&self, questions: &[Answers], segments: &[Answers]) -> Answers {
        let mut any = Answers::all(Truth::No);
        for group in &self.groups {
            let mut all = Answers::all(Truth::Yes);
            for (source, not) in group {
                let said = match source {
                    Source::Question(place) => &questions[*place],
                    Source::Segment(place) => &segments[*place],
                };
                and(&mut all, said, *not);
            }
            or(&mut any, &all);
        }
        any
    }

    pub(super) fn row(&self, question: impl Fn(usize) -> Truth, segment: impl Fn(usize) -> Truth) -> Truth {
        let mut any = Truth::No;
        for group in &self.groups {
            let mut all = Truth::Yes;
            for (source, not) in group {
                let said = match source {
                    Source::Question(place) => question(*place),
                    Source::Segment(place) => segment(*place),
                };
                all = all.and(if *not { said.negated() } else { said });
                if all == Truth::No {
                    break;
                }
            }
            any = any.or(all);
        }
        any
    }
}

fn and(all: &mut Answers, said: &Answers, not: bool) {
    for at in 0..WORDS {
        let (yes, unknown) = (said.yes[at], said.unknown[at]);
        let yes = if not { !(yes | unknown) } else { yes };
        let possible = (all.yes[at] | all.unknown[at]) & (yes | unknown);
        all.yes[at] &= yes;
        all.unknown[at] = possible & !all.yes[at];
    }
}

fn or(any: &mut Answers, all: &Answers) {
    for at in 0..WORDS {
        any.yes[at] |= all.yes[at];
        any.unknown[at] = (any.unknown[at] | all.unknown[at]) & !any.yes[at];
    }
}
