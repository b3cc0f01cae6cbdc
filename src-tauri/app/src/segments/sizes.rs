//! The size of segments over time. Each day's size is written down once the numbers are there; months before that are
//! counted backwards for rules that look at nothing but purchases, since only those are known as they were then.

use super::{ask, save::living};
use crate::api::types::{OpenSegment, SegmentHistory, SegmentSize, SnapshotView};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::{JalaliDate, Period, ShopDay};
use bazgasht_domain::segment::{self, Condition, Rule};
use bazgasht_insights::kpi::Scope;
use bazgasht_insights::segments::{Attributes, Engine};
use bazgasht_store::segments::{self, Size};
use std::sync::Arc;

const MONTHS: usize = 12;
const SNAPSHOTS_MAX: u32 = 50;

/// Writes today's sizes down. They are counted from what is stored: another look on the same day gives the same or newer.
pub(crate) fn keep(app: &Arc<App>) -> Result<(), AppError> {
    let shop = app.shop();
    let today = app.today();
    let stored = shop.store().read(segments::all)?;
    let live: Vec<_> = stored.iter().filter(|one| one.archived_at.is_none()).collect();
    if live.is_empty() {
        return Ok(());
    }
    let sizes: Vec<Size> = ask(app, &[], |_, engine| {
        let size = |one: &&segments::Segment| {
            let counted = engine.count(one.id)?;
            let (members, unknown) = (counted.members, counted.unknown);
            Some(Size { segment: one.id, day: today, revision: one.revision, members, unknown })
        };
        Ok(live.iter().filter_map(size).collect())
    })?;
    shop.store().write(|tx| sizes.iter().try_for_each(|size| segments::put_size(tx, size)))?;
    Ok(())
}

pub(crate) fn history(app: &Arc<App>, _: &Session, request: OpenSegment) -> Result<SegmentHistory, AppError> {
    let today = app.today();
    let (one, snapshots) = app.shop().store().read(|reader| -> Result<_, AppError> {
        Ok((living(reader, request.segment)?, segments::snapshots(reader, request.segment, SNAPSHOTS_MAX)?))
    })?;
    let rule = segment::read(&one.rule)?;
    let past = if is_of_purchases(&rule) { past(app, &rule, today)? } else { Vec::new() };
    let snapshot = |one: segments::Snapshot| SnapshotView {
        id: one.id,
        name: one.name,
        day: day_view(one.day, today),
        members: one.members,
        unknown: one.unknown,
    };
    Ok(SegmentHistory { past, snapshots: snapshots.into_iter().map(snapshot).collect() })
}

/// Whether what it asks is known for every day of the past.
fn is_of_purchases(rule: &Rule) -> bool {
    rule.conditions().all(|condition| {
        matches!(
            condition,
            Condition::LastPurchase { .. }
                | Condition::FirstPurchase { .. }
                | Condition::Orders { .. }
                | Condition::Amount { .. }
                | Condition::AverageBasket { .. }
                | Condition::Visits { .. }
                | Condition::RhythmIs { .. }
                | Condition::RfmScore { .. }
                | Condition::RfmGroupIs { .. }
        )
    })
}

fn past(app: &Arc<App>, rule: &Rule, today: ShopDay) -> Result<Vec<SegmentSize>, AppError> {
    let window = super::scope(app)?.window;
    app.shop().numbers_cell().with(|numbers| {
        let first = numbers.columns.first_day();
        let mut sizes = Vec::with_capacity(MONTHS + 1);
        for day in month_ends(today).into_iter().filter(|day| first.is_some_and(|first| *day >= first)) {
            let scope = Scope { as_of: day, window };
            let mut then = Engine::new(numbers.columns, Attributes::default(), scope)?;
            let members = then.draft(numbers.columns, rule)?.counted().members;
            sizes.push(SegmentSize { day: day_view(day, today), members });
        }
        Ok(sizes)
    })
}

/// The last days of the months before, and today, oldest first.
fn month_ends(today: ShopDay) -> Vec<ShopDay> {
    let mut days = vec![today];
    let date = JalaliDate::from_day(today);
    let mut month = Period::Month { year: date.year(), month: date.month() };
    for _ in 0..MONTHS {
        days.push(month.first_day().plus_days(-1));
        month = month.previous();
    }
    days.reverse();
    days
}
