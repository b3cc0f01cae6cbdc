//! Models of what customers will do, on the command line: fits, and how they did on the shop's own past.

use crate::arguments::{FitModel as Asked, ModelAsked};
use crate::{kpi::day, pretty};
use bazgasht_app::api::Permission;
use bazgasht_app::forecast::{FitModel, model_fit, model_predict};
use bazgasht_app::{App, AppError, permitted};
use std::sync::Arc;

pub fn run(app: &Arc<App>, asked: &ModelAsked) -> Result<String, AppError> {
    permitted(app, Permission::ReadNumbers)?;
    let until = |text: Option<&str>| text.map_or_else(|| Ok(app.today()), day);
    let told = match asked {
        ModelAsked::Fit { model, until: text, .. } => model_fit(app, named(*model), until(text.as_deref())?)?,
        ModelAsked::Predict { model, until: text, horizon_weeks, .. } => {
            model_predict(app, named(*model), until(text.as_deref())?, *horizon_weeks)?
        }
    };
    Ok(pretty(&told))
}

fn named(model: Asked) -> FitModel {
    match model {
        Asked::Nbd => FitModel::Nbd,
        Asked::Bgnbd => FitModel::BgNbd,
        Asked::Mbgnbd => FitModel::MbgNbd,
        Asked::Mbgcnbdk => FitModel::MbgCnbdK,
        Asked::Gammagamma => FitModel::GammaGamma,
    }
}
