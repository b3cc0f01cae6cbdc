//! Segments made of segments: never of themselves, never in a circle. The order that comes out puts each behind all
//! that it is made of.

use super::{Rule, RuleError};
use crate::ids::SegmentId;
use std::collections::{BTreeMap, BTreeSet};

/// Every segment behind those it is made of; ties by id.
///
/// # Errors
/// `OfItself`; `Circle` naming every segment of the circle; `NoSuchSegment`.
pub fn order(rules: &BTreeMap<SegmentId, &Rule>) -> Result<Vec<SegmentId>, RuleError> {
    let mut walk =
        Walk { rules, path: Vec::new(), done: BTreeSet::new(), order: Vec::with_capacity(rules.len()) };
    rules.keys().try_for_each(|segment| walk.visit(*segment))?;
    Ok(walk.order)
}

struct Walk<'a> {
    rules: &'a BTreeMap<SegmentId, &'a Rule>,
    /// From where the walk began to where it is.
    path: Vec<SegmentId>,
    done: BTreeSet<SegmentId>,
    order: Vec<SegmentId>,
}

impl Walk<'_> {
    /// As deep as segments are nested; a shop has at most a few hundred.
    fn visit(&mut self, segment: SegmentId) -> Result<(), RuleError> {
        if self.done.contains(&segment) {
            return Ok(());
        }
        if let Some(start) = self.path.iter().position(|before| *before == segment) {
            let circle = self.path[start..].to_vec();
            return Err(if circle.len() == 1 {
                RuleError::OfItself(segment)
            } else {
                RuleError::Circle(circle)
            });
        }
        let rule = self.rules.get(&segment).ok_or(RuleError::NoSuchSegment(segment))?;
        self.path.push(segment);
        for part in rule.segments() {
            self.visit(part)?;
        }
        self.path.pop();
        self.done.insert(segment);
        self.order.push(segment);
        Ok(())
    }
}
