//! Segments beside each other: which one churns most, which brings the revenue, who is in several.

use super::ask;
use crate::api::types::{CompareSegments, OverlapSegments, SegmentFigures, SegmentOverlap, SegmentTable};
use crate::board::period_view;
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::calendar::Period;
use bazgasht_domain::ids::SegmentId;
use bazgasht_domain::segment::{Clause, Condition, Rule};
use bazgasht_insights::kpi::Span;
use bazgasht_insights::segments::{Bits, SegmentKpis, kpis};
use bazgasht_store::segments;
use std::sync::Arc;

const FEW: u32 = 30;
const OVERLAP_MAX: usize = 8;

pub(crate) fn compare(
    app: &Arc<App>,
    _: &Session,
    request: CompareSegments,
) -> Result<SegmentTable, AppError> {
    let today = app.today();
    let period = request.period.unwrap_or_else(|| Period::containing_season(today));
    let span = Span::new(period.first_day(), period.last_day())?;
    let stored = app.shop().store().read(segments::all)?;
    ask(app, &[], |numbers, engine| {
        let scope = engine.scope();
        let everybody = Rule::all(vec![Clause::is(Condition::Everybody)]);
        let all = engine.draft(numbers.columns, &everybody)?;
        let everybody = figures(None, kpis(numbers.columns, &all.yes, span, scope)?);
        let mut rows = Vec::new();
        for one in stored.iter().filter(|one| one.archived_at.is_none()) {
            if let Some(found) = engine.found(one.id) {
                rows.push(figures(Some(one.id), kpis(numbers.columns, &found.yes, span, scope)?));
            }
        }
        let churn = |row: &SegmentFigures| row.churn.unwrap_or(-1.0);
        rows.sort_by(|a, b| churn(b).total_cmp(&churn(a)).then(a.segment.cmp(&b.segment)));
        let window_days = i64::from(scope.window.get());
        Ok(SegmentTable { period: period_view(period, today, today), window_days, everybody, rows })
    })
}

/// Rates are told once there is enough history before the period, as on the board.
fn figures(segment: Option<SegmentId>, found: SegmentKpis) -> SegmentFigures {
    let bridge = found.bridge;
    let told = bridge.history_sufficient;
    SegmentFigures {
        segment,
        members: found.members,
        buyers: found.buyers,
        orders: found.orders,
        revenue_rial: found.revenue_rial,
        revenue_share: found.revenue_share,
        aov_rial: found.aov_rial,
        start: bridge.start,
        lapsed: bridge.lapsed,
        crr: bridge.crr.filter(|_| told),
        churn: bridge.churn.filter(|_| told),
        churn_interval95: bridge.wilson95.filter(|_| told).map(|[low, high]| [1.0 - high, 1.0 - low]),
        few: bridge.start < FEW,
    }
}

pub(crate) fn overlap(
    app: &Arc<App>,
    _: &Session,
    request: OverlapSegments,
) -> Result<SegmentOverlap, AppError> {
    if !(2..=OVERLAP_MAX).contains(&request.segments.len()) {
        return Err(AppError::new(Code::TooMany).with("max", OVERLAP_MAX));
    }
    ask(app, &[], |_, engine| {
        let found = request.segments.iter().map(|id| engine.found(*id).map(|pair| &pair.yes));
        let sets: Vec<&Bits> = found.collect::<Option<_>>().ok_or(Code::NotFound)?;
        let both = |a: &&Bits| sets.iter().map(|b| a.count_and(b)).collect();
        Ok(SegmentOverlap {
            members: sets.iter().map(|set| set.count()).collect(),
            both: sets.iter().map(both).collect(),
            all: Bits::of_all(&sets).count(),
            segments: request.segments,
        })
    })
}
