//! People in the order of what is to be expected of them, and the outlook of one.

use super::shelf::{Kept, standing};
use super::{rial, views::band};
use crate::api::types::{
    ForecastBand, ForecastPeople, ForecastPerson, ForecastSort, ListForecastPeople, OutlookRange,
    PersonOutlook,
};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_insights::predict::{Band, RowOutlook};
use std::cmp::Ordering;
use std::sync::Arc;

const LIMIT_MAX: usize = 500;

pub(crate) fn list_forecast_people(
    app: &Arc<App>,
    _: &Session,
    request: ListForecastPeople,
) -> Result<ForecastPeople, AppError> {
    let Some(kept) = standing(app, false)?.kept else {
        return Ok(ForecastPeople { total: 0, as_of: None, rows: Vec::new() });
    };
    let offset = usize::try_from(request.offset).unwrap_or(0);
    let limit = usize::try_from(request.limit).unwrap_or(0).min(LIMIT_MAX);
    let wanted = request.band.map(band_of);
    let shop = app.shop();
    let mut all: Vec<(CustomerId, RowOutlook)> = shop.numbers_cell().with(|numbers| {
        // Whoever was merged away or erased since is in no list.
        let listed = |id| numbers.columns.row_of(id).is_some_and(|row| numbers.columns.is_listed(row));
        let people = kept.forecast.people().filter(|(_, outlook)| wanted.is_none_or(|b| outlook.band == b));
        Ok(people.filter(|(id, _)| listed(*id)).collect())
    })?;
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let order = |a: &(CustomerId, RowOutlook), b: &(CustomerId, RowOutlook)| {
        compared(request.sort, &a.1, &b.1).then_with(|| a.0.cmp(&b.0))
    };
    // Only what is shown is put in order.
    let end = offset.saturating_add(limit).min(all.len());
    if end < all.len() && end > 0 {
        all.select_nth_unstable_by(end - 1, order);
        all.truncate(end);
    }
    all.sort_unstable_by(order);
    let page: Vec<_> = all.into_iter().skip(offset).take(limit).collect();
    let ids: Vec<CustomerId> = page.iter().map(|(id, _)| *id).collect();
    let today = app.today();
    let rows = crate::customers::rows(app, &ids)?.into_iter().filter_map(|row| {
        let (_, outlook) = page.iter().find(|(id, _)| *id == row.id)?;
        Some(ForecastPerson { outlook: view(&kept, outlook, today), row })
    });
    Ok(ForecastPeople { total, as_of: Some(day_view(kept.forecast.as_of, today)), rows: rows.collect() })
}

/// Who comes first; where no money is told, purchases stand for it.
fn compared(sort: ForecastSort, a: &RowOutlook, b: &RowOutlook) -> Ordering {
    let likely = || b.p_buy.total_cmp(&a.p_buy);
    match sort {
        ForecastSort::AtStake => {
            let open = |one: &RowOutlook| one.purchases * (1.0 - one.p_buy);
            b.at_stake_rial.cmp(&a.at_stake_rial).then_with(|| open(b).total_cmp(&open(a)))
        }
        ForecastSort::Value => {
            let years = b.expected_value_rial.cmp(&a.expected_value_rial);
            years.then_with(|| b.purchases.total_cmp(&a.purchases))
        }
        ForecastSort::Likely => likely(),
        ForecastSort::Unlikely => likely().reverse(),
    }
}

/// The outlook of one customer from the last forecast, when there is one; nothing is counted for it.
pub(crate) fn outlook(app: &Arc<App>, customer: CustomerId) -> Option<PersonOutlook> {
    let kept = app.shop().forecasts().kept()?;
    let row = kept.forecast.row_of(customer)?;
    let outlook = kept.forecast.outlook.of(row)?;
    let told = !kept.forecast.totals.is_empty();
    let purchases = kept.forecast.purchases_range(row).filter(|_| told);
    let value = kept.forecast.value_range(row);
    let range = purchases.map(|purchases| OutlookRange {
        purchases_low: purchases.low,
        purchases_high: purchases.high,
        value_low_rial: value.map(|value| rial(value.low)),
        value_high_rial: value.map(|value| rial(value.high)),
    });
    Some(PersonOutlook { range, ..view(&kept, &outlook, app.today()) })
}

fn view(kept: &Kept, outlook: &RowOutlook, today: ShopDay) -> PersonOutlook {
    let whole = |value: Option<i64>| value.map(|value| rial(value as f64));
    PersonOutlook {
        as_of: day_view(kept.forecast.as_of, today),
        window_days: i64::from(kept.forecast.window.get()),
        band: band(outlook.band),
        p_buy: outlook.p_buy,
        p_alive: outlook.p_alive,
        purchases: outlook.purchases,
        value_rial: whole(outlook.expected_value_rial),
        range: None,
        at_stake_rial: whole(outlook.at_stake_rial),
    }
}

fn band_of(band: ForecastBand) -> Band {
    match band {
        ForecastBand::Coming => Band::Coming,
        ForecastBand::Unsure => Band::Unsure,
        ForecastBand::Slipping => Band::Slipping,
    }
}
