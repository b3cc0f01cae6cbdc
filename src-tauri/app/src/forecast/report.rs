//! Fits and back-tests for scripts: any model of the published ones, as of any day, with its parameters.

use crate::core::App;
use crate::error::{AppError, Code};
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_insights::predict::{
    BackTest, Counts, Fit, FitError, Histories, Model, SpendFit, back_test, fit, fit_erlang, fit_spend,
};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The longest look ahead.
const WEEKS_MAX: u32 = 520;

/// A model that can be asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FitModel {
    Nbd,
    BgNbd,
    MbgNbd,
    /// With the regularity that the data is most likely under.
    MbgCnbdK,
    GammaGamma,
}

impl FitModel {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nbd => "nbd",
            Self::BgNbd => "bgnbd",
            Self::MbgNbd => "mbgnbd",
            Self::MbgCnbdK => "mbgcnbdk",
            Self::GammaGamma => "gammagamma",
        }
    }
}

/// Parameters and log likelihood (time in weeks, money in rial).
///
/// # Errors
/// `forecast_refused` when the data carries no model.
pub fn model_fit(app: &Arc<App>, model: FitModel, until: ShopDay) -> Result<Value, AppError> {
    let past = app.shop().numbers_cell().with(|numbers| Ok(Histories::of(numbers.columns, until)))?;
    let mut told = head(model, until);
    if model == FitModel::GammaGamma {
        told.extend(spend_told(&fit_spend(past.people())?));
    } else {
        let counts = Counts::of(past.people());
        let found = fitted(model, &counts)?;
        told.extend(fit_told(&found));
        told.insert("repeaters".into(), past.repeaters().into());
        told.insert("histories".into(), counts.lines().into());
        let nobody_leaves = fit(Model::Nbd, &counts).map(|nbd| 2.0 * (found.ll - nbd.ll));
        told.insert("gain_over_nbd".into(), nobody_leaves.ok().into());
    }
    Ok(Value::Object(told))
}

/// The model fitted to what was until a day, held against the weeks after it.
///
/// # Errors
/// `forecast_refused` when the data carries no model, `forecast_horizon` for weeks that nobody can look ahead.
pub fn model_predict(
    app: &Arc<App>,
    model: FitModel,
    until: ShopDay,
    horizon_weeks: u32,
) -> Result<Value, AppError> {
    if !(1..=WEEKS_MAX).contains(&horizon_weeks) || model == FitModel::GammaGamma {
        return Err(AppError::new(Code::ForecastHorizon).with("max", i64::from(WEEKS_MAX)));
    }
    let days = u16::try_from(horizon_weeks * 7).unwrap_or(u16::MAX);
    let (past, held) = app.shop().numbers_cell().with(|numbers| {
        let past = Histories::of(numbers.columns, until);
        let held = past.holdout(numbers.columns, days);
        Ok((past, held))
    })?;
    let found = fitted(model, &Counts::of(past.people()))?;
    let spend = fit_spend(past.people()).ok().map(|fit| fit.spend);
    let test = back_test(&found.law, spend.as_ref(), &past, &held);
    let mut told = head(model, until);
    told.extend(fit_told(&found));
    told.insert("horizon_weeks".into(), horizon_weeks.into());
    told.extend(test_told(&test));
    Ok(Value::Object(told))
}

fn fitted(model: FitModel, counts: &Counts) -> Result<Fit, FitError> {
    match model {
        FitModel::Nbd => fit(Model::Nbd, counts),
        FitModel::BgNbd => fit(Model::BgNbd, counts),
        FitModel::MbgNbd | FitModel::GammaGamma => fit(Model::MbgNbd, counts),
        FitModel::MbgCnbdK => fit_erlang(counts),
    }
}

fn head(model: FitModel, until: ShopDay) -> Map<String, Value> {
    let jalali = JalaliDate::from_day(until).format_ascii().replace('/', "-");
    let entries = [("model", model.name().to_owned()), ("until", until.iso()), ("until_jalali", jalali)];
    entries.into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))).collect()
}

fn fit_told(found: &Fit) -> Map<String, Value> {
    let law = found.law;
    let mut params = Map::new();
    params.insert("r".into(), law.r.into());
    params.insert("alpha".into(), law.alpha.into());
    if law.model.has_dropout() {
        params.insert("a".into(), law.a.into());
        params.insert("b".into(), law.b.into());
    }
    if let Model::MbgCnbd(k) = law.model {
        params.insert("k".into(), k.into());
    }
    let told = json!({
        "params": params,
        "ll": found.ll,
        "customers": found.customers,
        "gradient_norm": found.gradient_norm,
    });
    told.as_object().cloned().unwrap_or_default()
}

fn spend_told(found: &SpendFit) -> Map<String, Value> {
    let told = json!({
        "params": { "p": found.spend.p, "q": found.spend.q, "gamma": found.spend.gamma },
        "ll": found.ll,
        "customers": found.customers,
        "left_out": found.left_out,
        "corr_x_m": found.correlation,
        "gradient_norm": found.gradient_norm,
        "unit": "rial",
        // The same fit to amounts divided by their median, as it was sought.
        "scale_rial": found.scale,
        "ll_scaled": found.ll + found.customers as f64 * found.scale.ln(),
        "population_mean_rial": found.spend.mean(),
    });
    told.as_object().cloned().unwrap_or_default()
}

fn test_told(test: &BackTest) -> Map<String, Value> {
    let bias = (test.total_actual > 0.0).then(|| 100.0 * (test.total_pred / test.total_actual - 1.0));
    let told = json!({
        "total_pred": test.total_pred,
        "total_actual": test.total_actual,
        "bias_pct": bias,
        "MAE": test.mae,
        "RMSE": test.rmse,
        // Who came against who did not, ranked by expected purchases.
        "AUC": test.auc,
        "AUC_p_alive": test.auc_p_alive,
        "AUC_p_buy": test.auc_p_buy,
        "came": test.came,
        "came_pred": test.came_pred,
        "money_pred_rial": test.money_pred,
        "money_actual_rial": test.money_actual,
        "by_repeats": test.by_repeats,
        "by_chance": test.by_chance,
    });
    told.as_object().cloned().unwrap_or_default()
}

impl From<FitError> for AppError {
    fn from(error: FitError) -> Self {
        let code = match error {
            FitError::TooFew { .. } | FitError::NoRepeats => Code::ForecastTooFew,
            FitError::AllAlike | FitError::NoSpread | FitError::SpendWithoutMean | FitError::NotSettled => {
                Code::ForecastRefused
            }
        };
        AppError { detail: error.to_string(), ..AppError::new(code) }
    }
}
