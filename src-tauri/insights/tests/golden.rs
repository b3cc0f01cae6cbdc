//! Every figure of the golden tables, recomputed from the orders themselves.
#![allow(clippy::expect_used, reason = "a test that cannot read its data must stop")]

mod support;

use bazgasht_domain::calendar::ShopDay;
use bazgasht_insights::board::{Live, board};
use bazgasht_insights::columns::Columns;
use bazgasht_insights::kpi::{
    PeriodKpis, Rate, Scope, Segment, Span, WindowDays, period_kpis, rate, summary,
};
use serde_json::Value;
use support::{iso_day, read_orders, shared};

fn read_json(path: &std::path::Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("a readable file")).expect("JSON")
}

fn span_of(season: &Value) -> Span {
    let day = |key: &str| iso_day(season[key].as_str().expect("a date"));
    Span::new(day("from"), day("to")).expect("a period")
}

/// Integers equal, ratios within 1e-12, absence equals null.
fn same(got: impl Into<Value>, want: &Value, what: &str) {
    let got = got.into();
    match (got.as_f64(), want.as_f64()) {
        (Some(a), Some(b)) if want.is_f64() => {
            assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{what}: {a} is not {b}");
        }
        _ => assert_eq!(&got, want, "{what}"),
    }
}

fn same_interval(got: Option<[f64; 2]>, want: &Value, what: &str) {
    match got {
        None => assert!(want.is_null(), "{what}: the golden table has an interval"),
        Some([low, high]) => {
            same(low, &want[0], what);
            same(high, &want[1], what);
        }
    }
}

fn same_rate(got: Rate, want: &Value, what: &str) {
    same(got.k, &want["k"], what);
    same(got.n, &want["n"], what);
    same(got.value, &want["value"], what);
    if want.get("wilson95").is_some() {
        same_interval(got.wilson95, &want["wilson95"], what);
    }
}

fn check_period(got: &PeriodKpis, season: &Value) {
    let name = season["season"].as_str().expect("a name");
    let what = |field: &str| format!("{name} W={} {field}", got.window_days);
    same(got.complete, &season["complete"], &what("complete"));
    same(got.orders, &season["orders"], &what("orders"));
    same(got.revenue_rial.get(), &season["revenue_rial"], &what("revenue"));
    same(got.customers_ordering, &season["customers_ordering"], &what("customers ordering"));
    same(got.new_customers, &season["new_customers"], &what("new customers"));
    same(got.returning_customers, &season["returning_customers"], &what("returning"));
    same(got.aov_rial, &season["aov_rial"], &what("AOV"));
    let want = &season[format!("w{}", got.window_days)];
    let bridge = serde_json::to_value(got.bridge).expect("JSON");
    for field in [
        "S",
        "E",
        "new",
        "kept",
        "lapsed",
        "reactivated",
        "history_sufficient",
        "crr",
        "crr_classic",
        "churn",
    ] {
        same(bridge[field].clone(), &want[field], &what(field));
    }
    same_interval(got.bridge.wilson95, &want["wilson95"], &what("wilson95"));
}

fn check_shop(golden: &Value, columns: Columns) {
    let as_of = iso_day(golden["asof"].as_str().expect("a date"));
    let seasons = golden["seasons"].as_array().expect("seasons");
    let spans: Vec<Span> = seasons.iter().map(span_of).collect();
    for window in [30, 60, 90, 180] {
        let scope = Scope { as_of, window: WindowDays::new(window).expect("a window") };
        let together = board(&columns, &spans, scope).expect("a board");
        assert_eq!(together.periods.len(), seasons.len(), "one row per season");
        for ((season, span), of_board) in seasons.iter().zip(&spans).zip(&together.periods) {
            check_period(of_board, season);
            let alone = period_kpis(&columns, *span, scope).expect("a period");
            assert_eq!(alone, *of_board, "a season alone equals the same season on the board");
        }
        let live = Live::new(columns.clone(), &spans, scope).expect("counts");
        assert_eq!(live.periods(), together.periods, "maintained counts equal the pass");
    }
    check_summary(golden, &columns, as_of);
    check_cohorts(golden, &columns, as_of);
}

fn check_summary(golden: &Value, columns: &Columns, as_of: ShopDay) {
    let got = summary(columns, as_of).expect("a summary");
    same(got.customers, &golden["customers"], "customers");
    same(got.orders, &golden["orders"], "orders");
    same(got.revenue_rial.get(), &golden["revenue_rial"], "revenue");
    same(got.aov_rial, &golden["aov_rial"], "AOV");
    same_rate(got.repeat_purchase_rate, &golden["repeat_purchase_rate"], "RPR");
    same_rate(got.repeat_within_90d_matured, &golden["repeat_within_90d_matured"], "RPR within 90 days");
    same(got.gap_days.n, &golden["gap_days"]["n"], "gaps");
    same(got.gap_days.p50, &golden["gap_days"]["p50"], "median gap");
    same(got.gap_days.p80, &golden["gap_days"]["p80"], "p80 gap");
    same(got.gap_days.p90, &golden["gap_days"]["p90"], "p90 gap");
    same(got.pareto.customers_for_80pct, &golden["pareto"]["customers_for_80pct"], "Pareto");
    same(got.pareto.top20pct_share, &golden["pareto"]["top20pct_share"], "top fifth");
    let count = |want: &Value| want.as_u64().unwrap_or(0);
    for (name, got) in [("R", got.rfm.recency), ("F", got.rfm.frequency), ("M", got.rfm.money)] {
        for (score, got) in (1..).zip(got) {
            let want = count(&golden["rfm_hist"][name][score.to_string()]);
            assert_eq!(u64::from(got), want, "customers scoring {name}{score}");
        }
    }
    for (segment, got) in Segment::ALL.iter().zip(got.rfm.segments) {
        let name = serde_json::to_value(segment).expect("JSON");
        assert_eq!(name, segment.as_str(), "one name per segment");
        assert_eq!(u64::from(got), count(&golden["rfm_segments"][segment.as_str()]), "{name}");
    }
}

/// Month lengths are known from the Jalali calendar; here the golden rows only need month starts.
fn check_cohorts(golden: &Value, columns: &Columns, as_of: ShopDay) {
    let rows = golden["cohorts"].as_object().expect("cohorts");
    let names: Vec<&String> = rows.keys().collect();
    let longest = rows[names[0]].as_array().expect("cells").len();
    let spans = support::jalali_months(names[0], longest);
    let scope = Scope { as_of, window: WindowDays::DEFAULT };
    let got = board(columns, &spans, scope).expect("a board").cohorts;
    for (i, cohort) in got.cohorts.iter().enumerate() {
        let want: Vec<u64> = names.get(i).map_or(vec![], |name| {
            rows[*name].as_array().expect("cells").iter().filter_map(Value::as_u64).collect()
        });
        let cells: Vec<u64> = cohort.cells.iter().map(|c| u64::from(*c)).collect();
        if want.is_empty() {
            assert!(cells.iter().all(|c| *c == 0), "cohort {i} is not in the golden table");
        } else {
            assert_eq!(cells, want, "cohort {}", names[i]);
        }
    }
}

#[test]
fn cdnow_equals_the_golden_table() {
    let (Some(golden), Some(orders)) =
        (shared("golden/kpi_cdnow_sample.json"), shared("data/cdnow_sample_orders.csv"))
    else {
        return;
    };
    let columns = Columns::build(read_orders(&orders)).expect("columns");
    check_shop(&read_json(&golden), columns);
}

#[test]
fn wilson_equals_the_golden_intervals() {
    let Some(path) = shared("golden/stats.json") else { return };
    let golden = read_json(&path);
    same(rate::Z_95, &golden["z_95"], "z");
    for (name, want) in golden["wilson95"].as_object().expect("intervals") {
        let (k, n) = name.split_once('/').expect("k/n");
        let got = rate::wilson95(k.parse().expect("k"), n.parse().expect("n"));
        same_interval(got, want, name);
    }
}
