//! The forecast as the window shows it: ranges in whole numbers, days in Persian, what is missing before a figure.

use super::rial;
use super::shelf::{Kept, standing};
use crate::api::types::{
    BackTestView, BandCount, ChanceGroup, CurveDay, ForecastBand, ForecastFigures, ForecastMissing,
    ForecastModel, ForecastModelName, ForecastPresence, ForecastRefusal, ForecastSpending, ForecastTotal,
    ForecastView, NamedValue, ReadForecast,
};
use crate::core::{App, Loaded};
use crate::error::AppError;
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_insights::columns::DAY_MIN;
use bazgasht_insights::predict::{
    BackTest, Band, DAYS_PER_WEEK, Fit, FitError, Forecast, Guards, Missing, Money, Range, Totals,
};
use std::sync::Arc;

const YEAR_DAYS: f64 = 365.0;

pub(crate) fn read_forecast(
    app: &Arc<App>,
    _: &Session,
    request: ReadForecast,
) -> Result<ForecastView, AppError> {
    let standing = standing(app, request.again)?;
    let today = app.today();
    let forecast = match &standing.kept {
        Some(kept) => Some(
            app.shop().numbers_cell().with(|numbers| Ok(figures(kept, numbers, standing.current, today)))?,
        ),
        None => None,
    };
    Ok(ForecastView { counting: standing.counting, forecast })
}

fn figures(kept: &Kept, numbers: &Loaded<'_>, current: bool, today: ShopDay) -> ForecastFigures {
    let forecast = &kept.forecast;
    let guards = forecast.guards;
    let as_of = forecast.as_of;
    let anonymous = numbers.columns.anonymous_totals().over(DAY_MIN, as_of).orders;
    let missing = |missing: Missing| missing_view(missing, as_of, today);
    ForecastFigures {
        as_of: day_view(as_of, today),
        current,
        window_days: i64::from(forecast.window.get()),
        customers: guards.customers.into(),
        repeaters: guards.repeaters.into(),
        history_days: guards.days.into(),
        first_order: numbers.columns.first_day().filter(|day| *day <= as_of).map(|day| day_view(day, today)),
        anonymous_sales: anonymous.into(),
        leads: numbers.columns.leads().into(),
        missing_for_ranking: missing(guards.missing_for_ranking()),
        missing_for_money: missing(guards.missing_for_money()),
        refused: forecast.refused.map(refusal),
        model: forecast.fit.as_ref().map(|fit| model(fit, guards)),
        totals: forecast.totals.iter().map(|total| total_view(total, as_of, today)).collect(),
        refits: count(forecast.draws.len()),
        presence: forecast.here.map(|here| presence(here, guards)),
        bands: bands(forecast),
        spending: forecast.money.as_ref().map(spending),
        back_test: forecast.back_test.as_ref().map(|test| back_test(test, as_of, today)),
    }
}

fn missing_view(missing: Missing, as_of: ShopDay, today: ShopDay) -> Option<ForecastMissing> {
    (!missing.nothing()).then(|| ForecastMissing {
        customers: missing.customers.into(),
        repeaters: missing.repeaters.into(),
        days: missing.days.into(),
        on: i32::try_from(missing.days)
            .ok()
            .filter(|days| *days > 0)
            .map(|days| day_view(as_of.plus_days(days), today)),
    })
}

fn refusal(error: FitError) -> ForecastRefusal {
    match error {
        FitError::TooFew { .. } => ForecastRefusal::TooFew,
        FitError::NoRepeats => ForecastRefusal::NoRepeats,
        FitError::AllAlike | FitError::NoSpread => ForecastRefusal::AllAlike,
        FitError::SpendWithoutMean | FitError::NotSettled => ForecastRefusal::NotSettled,
    }
}

fn model(fit: &Fit, guards: Guards) -> ForecastModel {
    let law = fit.law;
    let k = law.model.erlang();
    let named = |(name, value): (&str, f64)| NamedValue { name: name.to_owned(), value };
    ForecastModel {
        name: if k > 1 { ForecastModelName::MbgCnbdK } else { ForecastModelName::MbgNbd },
        regularity: k.into(),
        purchases_per_year: law.r / (law.alpha * f64::from(k)) * YEAR_DAYS / DAYS_PER_WEEK,
        leave_share: law.a / (law.a + law.b),
        presence_is_told: guards.dropout_is_told(),
        parameters: [("r", law.r), ("α", law.alpha), ("a", law.a), ("b", law.b)].map(named).to_vec(),
    }
}

fn total_view(total: &Totals, as_of: ShopDay, today: ShopDay) -> ForecastTotal {
    let Range { low, high, .. } = total.purchases;
    ForecastTotal {
        days: total.days.into(),
        until: day_view(as_of.plus_days(total.days.into()), today),
        purchases_low: low.floor() as i64,
        purchases_high: high.ceil() as i64,
        money_low_rial: total.money.map(|money| rial(money.low)),
        money_high_rial: total.money.map(|money| rial(money.high)),
    }
}

fn presence(here: f64, guards: Guards) -> ForecastPresence {
    let here = (here.round() as i64).clamp(0, guards.customers.into());
    ForecastPresence { here, gone: i64::from(guards.customers) - here }
}

fn bands(forecast: &Forecast) -> Vec<BandCount> {
    let mut counts = [0usize; Band::ALL.len()];
    for (_, outlook) in forecast.outlook.rows() {
        counts[outlook.band as usize] += 1;
    }
    let told = counts.iter().any(|n| *n > 0);
    let each = Band::ALL.into_iter().zip(counts).filter(|_| told);
    each.map(|(of, n)| BandCount { band: band(of), count: count(n) }).collect()
}

pub(super) fn band(band: Band) -> ForecastBand {
    match band {
        Band::Coming => ForecastBand::Coming,
        Band::Unsure => ForecastBand::Unsure,
        Band::Slipping => ForecastBand::Slipping,
    }
}

fn spending(money: &Money) -> ForecastSpending {
    ForecastSpending {
        basket_rial: rial(money.spend.mean()),
        customers: count(money.customers),
        left_out: count(money.left_out),
        correlation: money.correlation,
    }
}

fn back_test(test: &BackTest, as_of: ShopDay, today: ShopDay) -> BackTestView {
    let start = as_of.plus_days(-i32::from(test.days));
    let on = |days: u16| day_view(start.plus_days(days.into()), today);
    let group = |bucket: &bazgasht_insights::predict::Bucket| ChanceGroup {
        n: count(bucket.n),
        predicted: bucket.predicted,
        actual: bucket.actual,
    };
    BackTestView {
        from: on(1),
        to: on(test.days),
        days: test.days.into(),
        customers: count(test.customers),
        predicted: test.total_pred.round() as i64,
        actual: test.total_actual.round() as i64,
        money_predicted_rial: test.money_pred.map(rial),
        money_actual_rial: rial(test.money_actual),
        error_mean: test.mae,
        came: count(test.came),
        came_predicted: test.came_pred.round() as i64,
        ranked_right: test.auc_p_buy,
        by_chance: test.by_chance.iter().map(group).collect(),
        curve: test
            .curve
            .iter()
            .map(|point| CurveDay {
                day: on(point.days),
                predicted: point.predicted.round() as i64,
                actual: point.actual.round() as i64,
            })
            .collect(),
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
