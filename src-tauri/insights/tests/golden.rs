//! Every figure of the golden tables, recomputed from the orders themselves and compared as the reports print them.
#![allow(clippy::expect_used, reason = "a test that cannot read its data must stop")]

mod support;

use bazgasht_domain::calendar::Period;
use bazgasht_insights::board::{Live, board, trend};
use bazgasht_insights::columns::Columns;
use bazgasht_insights::kpi::{Bridge, Scope, Span, WindowDays, bridge::BridgeCounts, period_kpis, rate};
use bazgasht_insights::periods::span;
use bazgasht_insights::report::{period_report, summary_report};
use serde_json::Value;
use std::path::Path;
use support::{iso_day, read_orders, shared};

const WINDOWS: [u32; 4] = [30, 60, 90, 180];

fn read_json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("a readable file")).expect("JSON")
}

/// Integers and texts equal, ratios within 1e-12, the same keys, nothing more and nothing less.
fn same(got: &Value, want: &Value, what: &str) {
    match (got, want) {
        (Value::Object(a), Value::Object(b)) => {
            let (has, wanted): (Vec<_>, Vec<_>) = (a.keys().collect(), b.keys().collect());
            assert!(has.iter().all(|key| wanted.contains(key)), "{what}: {has:?} has more than {wanted:?}");
            for (key, want) in b {
                same(a.get(key).unwrap_or(&Value::Null), want, &format!("{what}.{key}"));
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{what}: length");
            a.iter().zip(b).enumerate().for_each(|(i, (a, b))| same(a, b, &format!("{what}[{i}]")));
        }
        (Value::Number(a), Value::Number(b)) if b.is_f64() => {
            let (a, b) = (a.as_f64().expect("a float"), b.as_f64().expect("a float"));
            assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{what}: {a} is not {b}");
        }
        _ => assert_eq!(got, want, "{what}"),
    }
}

fn check_shop(golden: &Value, columns: &Columns) {
    let as_of = iso_day(golden["asof"].as_str().expect("a date"));
    let windows = WINDOWS.map(|days| WindowDays::new(days).expect("a window"));
    let seasons = golden["seasons"].as_array().expect("seasons");
    let mut spans: Vec<Span> = Vec::new();
    for season in seasons {
        let name = season["season"].as_str().expect("a name");
        let period = Period::parse_season(name).expect("a season");
        let got = period_report(columns, period, &windows, as_of).expect("a report");
        same(&serde_json::to_value(&got).expect("JSON"), season, name);
        spans.push(span(period).expect("a period"));
    }
    let mut whole = golden.clone();
    whole.as_object_mut().expect("an object").remove("seasons");
    let got = summary_report(columns, as_of).expect("a report");
    same(&serde_json::to_value(&got).expect("JSON"), &whole, "summary");
    for window in windows {
        check_paths(columns, &spans, Scope { as_of, window });
    }
}

/// A season alone, the same season on the board, and the maintained counts are one number.
fn check_paths(columns: &Columns, spans: &[Span], scope: Scope) {
    let together = board(columns, spans, scope).expect("a board");
    let live = Live::new(columns.clone());
    let maintained = live.periods(spans, scope).expect("counts");
    assert_eq!(maintained, together.periods, "maintained counts equal the pass");
    for (span, of_board) in spans.iter().zip(&together.periods) {
        let alone = period_kpis(columns, *span, scope).expect("a period");
        assert_eq!(alone, *of_board, "a season alone equals the same season on the board");
    }
    let series = trend(&together.periods);
    assert_eq!(series.crr.len(), spans.len(), "one point per season");
    assert_eq!(series.crr[0], None, "no rate is shown where there is too little history");
    assert!(series.last_partial, "the last season is not over");
}

fn check_file(golden: &str, orders: &str) {
    let (Some(golden), Some(orders)) = (shared(golden), shared(orders)) else { return };
    let columns = Columns::build(read_orders(&orders)).expect("columns");
    check_shop(&read_json(&golden), &columns);
}

#[test]
fn cdnow_equals_the_golden_table() {
    check_file("golden/kpi_cdnow_sample.json", "data/cdnow_sample_orders.csv");
}

#[test]
fn wilson_equals_the_golden_intervals() {
    let Some(path) = shared("golden/stats.json") else { return };
    let golden = read_json(&path);
    same(&rate::Z_95.into(), &golden["z_95"], "z");
    for (name, want) in golden["wilson95"].as_object().expect("intervals") {
        let (k, n) = name.split_once('/').expect("k/n");
        let got = rate::wilson95(k.parse().expect("k"), n.parse().expect("n"));
        same(&serde_json::to_value(got).expect("JSON"), want, name);
    }
    assert_eq!(rate::wilson95(0, 0), None, "no interval of nothing");
}

#[test]
fn worked_examples_of_the_sources() {
    // Start, new, end → classic rate in percent; in the third nobody came back or was won.
    for (start, new, end, classic, churn) in
        [(1000, 200, 1100, 90.0, None), (2000, 300, 2100, 90.0, None), (500, 0, 475, 95.0, Some(5.0))]
    {
        // Of the E − new the sources do not say who was kept and who came back: as many kept as can be.
        let kept = (end - new).min(start);
        let got = Bridge::of(BridgeCounts { start, end, kept, new }, true);
        let what = format!("S={start} N={new} E={end}");
        assert_eq!(got.crr_classic.map(|rate| rate * 100.0), Some(classic), "{what}: classic");
        if churn.is_some() {
            assert_eq!(got.churn.map(|rate| rate * 100.0), churn, "{what}: churn");
        }
        assert_eq!(got.start - got.lapsed + got.reactivated + got.new, got.end, "{what}: the bridge closes");
    }
    let nobody = Bridge::of(BridgeCounts::default(), false);
    assert_eq!((nobody.crr, nobody.churn, nobody.crr_classic), (None, None, None), "no rate without a base");
}
