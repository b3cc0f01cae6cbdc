//! The full pass: every customer once, days only. Amounts enter through the totals that the columns keep per row.

use super::bits::{BLOCK, BitCounts};
use super::frame::Frame;
use super::tally::{Seen, Tally, kept_bits};
use crate::columns::Columns;
use crate::columns::profile::Profile;
use std::borrow::Cow;

/// Counts everything a frame asks.
pub(crate) fn pass(columns: &Columns, frame: &Frame) -> Tally {
    let mut tally = Tally::new();
    if frame.spans().is_empty() {
        return tally;
    }
    let (mut active, mut kept) = (BitCounts::default(), BitCounts::default());
    let mut cohorts = vec![BitCounts::default(); 64];
    let (days, masks) = (columns.all_days(), frame.masks());
    for slots in columns.slots().chunks(BLOCK) {
        let mut block = [0; BLOCK];
        for (place, slot) in block.iter_mut().zip(slots) {
            if slot.len == 0 {
                continue;
            }
            let seen = Seen::of(days, *slot, masks);
            *place = seen.active;
            tally.contrib_firsts(frame, &seen, 1);
            cohorts[usize::from(frame.period(seen.first) & 63)].push(seen.ordered);
        }
        active.add_block(&block);
        kept.add_block(&block.map(kept_bits));
    }
    tally.active = active.finish();
    tally.kept = kept.finish();
    tally.cells = cohorts.into_iter().map(BitCounts::finish).collect();
    tally
}

/// The profile up to the as-of day: the one that the columns keep, unless orders lie after that day.
pub(crate) fn profile<'a>(columns: &'a Columns, frame: &Frame) -> Cow<'a, Profile> {
    if columns.ends_by(frame.as_of()) {
        return Cow::Borrowed(columns.profile());
    }
    let mut profile = Profile::default();
    for (_, days) in columns.each_row() {
        profile.contrib(frame.until(days), 1);
    }
    Cow::Owned(profile)
}
