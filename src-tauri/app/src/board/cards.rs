//! One card: the number, its interval and counts, its comparisons and its sparkline.

use super::figures::{Counted, Figures};
use crate::api::types::{Card, CardKey, CardUnit, Change, Missing, SparkPoint, Verdict};
use crate::costs::Spent;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::money::Rial;
use bazgasht_insights::kpi::{PeriodKpis, Rate};

/// A rate or a mean needs this many behind it to stand as a bare number.
const FEW: i64 = 30;

/// A figure with what it was divided from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Figure {
    pub value: Option<f64>,
    pub k: Option<i64>,
    pub n: Option<i64>,
    pub interval95: Option<(f64, f64)>,
}

pub(super) fn card(key: CardKey, figures: &Figures) -> Card {
    let now = figure(key, &figures.counted());
    let too_early = needs_history(key) && !figures.now().bridge.history_sufficient;
    let value = now.value.filter(|_| !too_early);
    let unit = unit(key);
    let few = unit != CardUnit::Count && now.n.is_some_and(|n| n < FEW);
    let compare = |other: Option<Counted<'_>>| {
        let counted = other?;
        let (kpis, other) = (counted.kpis, figure(key, &counted));
        // A period that ended before the shop's first order has nothing to compare with.
        let began = figures.first_order.is_some_and(|first| first <= kpis.to);
        let incomplete = incomplete(key, kpis, figures.first_order);
        other.value.zip(value).filter(|_| began).map(|(other, value)| change(key, value, other, incomplete))
    };
    let spark = figures.months.iter().map(|(period, kpis)| SparkPoint {
        label: period.label_fa(),
        value: spark_value(key, kpis),
        complete: kpis.complete,
    });
    Card {
        key,
        unit,
        value,
        missing: match (value, too_early) {
            (Some(_), _) => None,
            (None, true) => Some(Missing::TooEarly),
            (None, false) if costs_nothing(key, figures.spent[0]) => Some(Missing::NoCost),
            (None, false) => Some(Missing::NoData),
        },
        few,
        k: now.k,
        n: now.n,
        interval95: now.interval95.filter(|_| !too_early),
        previous: compare(figures.counted_previous()),
        last_year: compare(figures.counted_last_year()),
        target: figures.targets.of((key, unit), value, few || (is_sum(key) && !figures.now().complete)),
        spark: if has_series(key) { spark.collect() } else { Vec::new() },
    }
}

pub(crate) fn unit(key: CardKey) -> CardUnit {
    match key {
        CardKey::Crr
        | CardKey::Churn
        | CardKey::RepeatRate
        | CardKey::RepeatWithin90d
        | CardKey::ReturningShare => CardUnit::Share,
        CardKey::AverageBasket | CardKey::Revenue | CardKey::ClvSimple | CardKey::Cac | CardKey::Crc => {
            CardUnit::Rial
        }
        CardKey::Orders | CardKey::NewCustomers | CardKey::ActiveCustomers => CardUnit::Count,
    }
}

/// Rates over the people active at the start need W days of history before the period.
const fn needs_history(key: CardKey) -> bool {
    matches!(key, CardKey::Crr | CardKey::Churn | CardKey::Crc)
}

/// Lifetime figures of the whole shop have no value per past period.
const fn has_series(key: CardKey) -> bool {
    !matches!(key, CardKey::RepeatWithin90d | CardKey::ClvSimple | CardKey::Cac | CardKey::Crc)
}

/// Grows until the period is over.
const fn is_sum(key: CardKey) -> bool {
    matches!(key, CardKey::Revenue | CardKey::Orders | CardKey::NewCustomers)
}

/// Nothing was entered for it and the club gave nothing away.
fn costs_nothing(key: CardKey, spent: Spent) -> bool {
    match key {
        CardKey::Cac => spent.acquisition == Rial::ZERO,
        CardKey::Crc => spent.retention == Rial::ZERO,
        _ => false,
    }
}

pub(super) fn figure(key: CardKey, counted: &Counted<'_>) -> Figure {
    let Counted { kpis, lives, spent } = *counted;
    let bridge = &kpis.bridge;
    let rate = |rate: &Rate| Figure {
        value: rate.value,
        k: Some(rate.k.into()),
        n: Some(rate.n.into()),
        interval95: rate.wilson95.map(|[low, high]| (low, high)),
    };
    // Nothing spent is no figure: it was not entered.
    let each = |cost: Rial, people: u32| Figure {
        value: (cost > Rial::ZERO && people > 0).then(|| cost.get() as f64 / f64::from(people)),
        n: Some(people.into()),
        ..Figure::default()
    };
    let count = |value: u32| Figure { value: Some(value.into()), n: Some(value.into()), ..Figure::default() };
    match key {
        CardKey::Crr => rate(&Rate::of(bridge.kept, bridge.start)),
        CardKey::Churn => rate(&Rate::of(bridge.lapsed, bridge.start)),
        CardKey::RepeatRate => rate(&kpis.repeat_purchase_rate),
        CardKey::RepeatWithin90d => rate(&lives.repeat_within_90d_matured),
        CardKey::ReturningShare => rate(&kpis.returning_share),
        CardKey::AverageBasket => {
            Figure { value: kpis.aov_rial, n: Some(kpis.orders.into()), ..Figure::default() }
        }
        CardKey::Revenue => {
            let n = Some(kpis.customers_ordering.into());
            // Shown, not added up: a float is wide enough for a sum that JavaScript could hold.
            Figure { value: Some(kpis.revenue_rial.get() as f64), n, ..Figure::default() }
        }
        CardKey::Orders => count(kpis.orders),
        CardKey::NewCustomers => count(kpis.new_customers),
        CardKey::ActiveCustomers => count(bridge.end),
        CardKey::Cac => each(spent.acquisition, kpis.new_customers),
        CardKey::Crc => each(spent.retention, bridge.kept),
        CardKey::ClvSimple => {
            Figure { value: lives.clv.value_rial, n: Some(lives.clv.repeaters.into()), ..Figure::default() }
        }
    }
}

fn spark_value(key: CardKey, kpis: &PeriodKpis) -> Option<f64> {
    let bridge = &kpis.bridge;
    let rated = |value: Option<f64>| value.filter(|_| bridge.history_sufficient);
    match key {
        CardKey::Crr => rated(bridge.crr),
        CardKey::Churn => rated(bridge.churn),
        CardKey::RepeatRate => kpis.repeat_purchase_rate.value,
        CardKey::ReturningShare => kpis.returning_share.value,
        CardKey::AverageBasket => kpis.aov_rial,
        CardKey::Revenue => Some(kpis.revenue_rial.get() as f64),
        CardKey::Orders => Some(kpis.orders.into()),
        CardKey::NewCustomers => Some(kpis.new_customers.into()),
        CardKey::ActiveCustomers => Some(bridge.end.into()),
        CardKey::RepeatWithin90d | CardKey::ClvSimple | CardKey::Cac | CardKey::Crc => None,
    }
}

/// The other period is not a fair comparison: history was too short, or the shop's records began in it.
fn incomplete(key: CardKey, kpis: &PeriodKpis, first_order: Option<ShopDay>) -> bool {
    let began_inside = first_order.is_some_and(|first| first > kpis.from);
    began_inside || (needs_history(key) && !kpis.bridge.history_sufficient)
}

fn change(key: CardKey, value: f64, other: f64, incomplete: bool) -> Change {
    let difference = value - other;
    let worse_when_up = key.is_better_low();
    // Less than half of the last digit that is shown counts as the same.
    let shown = match unit(key) {
        CardUnit::Share => 0.000_5,
        CardUnit::Rial | CardUnit::Count => 0.5,
    };
    let verdict = if difference.abs() < shown {
        Verdict::Same
    } else if (difference > 0.0) == worse_when_up {
        Verdict::Worse
    } else {
        Verdict::Better
    };
    let relative = (other != 0.0).then(|| difference / other);
    Change { value: other, difference, relative, verdict, incomplete }
}
