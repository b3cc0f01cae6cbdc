//! What the pass looks a day up in: for every day, the edges it keeps a customer active at and the period it falls in.
//! Edge 0 is the eve of the first period, edge j + 1 the last day of period j. Days after the as-of day are in neither.

use crate::columns::profile::NEVER;
use crate::columns::{DAY_MAX, DAY_MIN, DayTable, Offset};
use crate::kpi::{KpiError, Scope, Span};
use bazgasht_domain::calendar::ShopDay;
use std::ops::RangeInclusive;

/// Periods in one frame: their edges, one more, fill a 64-bit word.
pub const PERIODS_MAX: usize = 63;
/// The period of a day outside all periods: an entry of the counts that nobody reads.
pub(crate) const NO_PERIOD: u8 = 63;
/// The period of the day that never comes ([`NEVER`]): equal to no other.
const NEVER_PERIOD: u8 = 64;

/// The bits that an order on each day sets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Masks {
    /// Bit j: active at edge j.
    pub(crate) active: DayTable<u64>,
    /// Bit j: in period j.
    pub(crate) ordered: DayTable<u64>,
}

#[derive(Debug, Clone)]
pub(crate) struct Frame {
    scope: Scope,
    as_of: Offset,
    /// As asked; the last may end after the as-of day.
    spans: Vec<Span>,
    masks: Masks,
    periods: DayTable<u8>,
}

impl Frame {
    /// `spans` follow each other day by day and have all begun; there may be none.
    pub(crate) fn new(scope: Scope, spans: &[Span]) -> Result<Self, KpiError> {
        let as_of = Offset::of(scope.as_of).ok_or(KpiError::AsOfOutOfRange { as_of: scope.as_of })?;
        if spans.len() > PERIODS_MAX {
            return Err(KpiError::TooManyPeriods { asked: spans.len() });
        }
        if spans.windows(2).any(|pair| pair[1].from().get() != pair[0].to().get().saturating_add(1)) {
            return Err(KpiError::PeriodsNotAdjacent);
        }
        let passed = spans.iter().map(|s| s.until(scope.as_of)).collect::<Result<Vec<_>, _>>()?;
        let mut frame = Self {
            scope,
            as_of,
            spans: spans.to_vec(),
            masks: Masks::default(),
            periods: DayTable::filled(NO_PERIOD),
        };
        frame.periods[NEVER] = NEVER_PERIOD;
        for (j, span) in (0u8..).zip(&passed) {
            if j == 0 {
                frame.mark_active(0, eve(*span));
            }
            frame.mark_active(j + 1, span.to());
            for at in within(span.from(), span.to()) {
                frame.masks.ordered[at] |= 1 << j;
                frame.periods[at] = j;
            }
        }
        Ok(frame)
    }

    /// Orders in (edge − W, edge] make a customer active at the edge.
    fn mark_active(&mut self, j: u8, edge: ShopDay) {
        let first = edge.get().saturating_sub(i32::from(self.scope.window.get()) - 1);
        for at in within(ShopDay::new(first), edge) {
            self.masks.active[at] |= 1 << j;
        }
    }

    pub(crate) fn scope(&self) -> Scope {
        self.scope
    }
    pub(crate) fn as_of(&self) -> Offset {
        self.as_of
    }
    pub(crate) fn spans(&self) -> &[Span] {
        &self.spans
    }
    pub(crate) fn masks(&self) -> &Masks {
        &self.masks
    }
    /// The period a day falls in, [`NO_PERIOD`] outside.
    pub(crate) fn period(&self, at: u16) -> u8 {
        self.periods[at]
    }
    /// Orders after the as-of day do not exist.
    pub(crate) fn until<'a>(&self, days: &'a [u16]) -> &'a [u16] {
        match days.last() {
            Some(last) if *last > self.as_of.0 => &days[..days.partition_point(|d| *d <= self.as_of.0)],
            _ => days,
        }
    }
}

/// The day before a period.
pub(crate) fn eve(span: Span) -> ShopDay {
    ShopDay::new(span.from().get().saturating_sub(1))
}

/// The table places of a closed range of days, without those that the columns cannot hold.
fn within(from: ShopDay, to: ShopDay) -> RangeInclusive<u16> {
    if to < DAY_MIN || from > DAY_MAX {
        return RangeInclusive::new(1, 0);
    }
    Offset::clamp(from).0..=Offset::clamp(to).0
}
