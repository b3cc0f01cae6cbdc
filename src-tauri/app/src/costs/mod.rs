//! Costs of winning customers and of keeping them: entered by hand, or counted from what the club gave away.

mod save;
mod target;

pub(crate) use save::{remove, save};
pub(crate) use target::{Targets, set_target};

use crate::api::types::{ChannelCost, CostView, CostsView, GivenView, ReadCosts};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_domain::costs::{Cost, Purpose};
use bazgasht_domain::money::Rial;
use bazgasht_store::Reader;
use bazgasht_store::costs::{self, Given, Kept};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cost of a range of days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Spent {
    pub acquisition: Rial,
    pub retention: Rial,
}

/// What was spent over `from`..=`to`.
pub(crate) fn spent(reader: &Reader, from: ShopDay, to: ShopDay) -> Result<Spent, AppError> {
    let rows = costs::within(reader, from, to)?;
    let people = costs::of_people(reader, from, to)?;
    let part = |wanted: fn(Purpose) -> bool| {
        sum(rows.iter().filter(|row| wanted(row.cost.purpose)).map(|row| row.cost.part(from, to)))
    };
    let given = costs::given(reader, from, to)?;
    Ok(Spent {
        acquisition: sum([part(is_acquisition)?, sum(people.iter().map(|(_, rial)| *rial))?])?,
        retention: sum([part(|one| !is_acquisition(one))?, all(given)?])?,
    })
}

fn is_acquisition(purpose: Purpose) -> bool {
    purpose == Purpose::Acquisition
}

fn all(given: Given) -> Result<Rial, AppError> {
    sum([given.points, given.rewards, given.coupons])
}

fn sum(amounts: impl IntoIterator<Item = Rial>) -> Result<Rial, AppError> {
    Rial::checked_sum(amounts).ok_or_else(|| Code::AmountTooLarge.into())
}

pub(crate) fn read(app: &Arc<App>, _: &Session, request: ReadCosts) -> Result<CostsView, AppError> {
    let today = app.today();
    let period = request.period.unwrap_or_else(|| Period::containing_month(today));
    let (from, to) = (period.first_day(), period.last_day().min(today));
    let kpis = crate::board::period_now(app, period)?;
    let shop = app.shop();
    shop.store().read(|reader| {
        let rows = costs::within(reader, from, to)?;
        let spent = spent(reader, from, to)?;
        let given = costs::given(reader, from, to)?;
        let people = costs::of_people(reader, from, to)?;
        let ratio = |cost: Rial, people: u32| {
            (cost > Rial::ZERO && people > 0).then(|| cost.get() as f64 / f64::from(people))
        };
        Ok(CostsView {
            period: crate::board::period_view(period, today, today),
            given: GivenView {
                points_rial: given.points,
                rewards_rial: given.rewards,
                coupons_rial: given.coupons,
            },
            acquisition_rial: spent.acquisition,
            people_rial: sum(people.iter().map(|(_, rial)| *rial))?,
            retention_rial: spent.retention,
            first_buyers: kpis.new_customers.into(),
            kept: kpis.bridge.kept.into(),
            cac_rial: ratio(spent.acquisition, kpis.new_customers),
            crc_rial: ratio(spent.retention, kpis.bridge.kept),
            channels: channels(reader, &rows, people, (from, to))?,
            rows: rows.into_iter().map(|row| view(row, from, to)).collect(),
        })
    })
}

fn view(row: Kept, from: ShopDay, to: ShopDay) -> CostView {
    let cost = row.cost;
    let period = period_of(&cost);
    CostView {
        id: row.id,
        purpose: cost.purpose,
        period,
        label: period.label_fa(),
        part_rial: cost.part(from, to),
        amount_rial: cost.amount,
        channel: cost.channel,
        note: cost.note,
    }
}

/// A whole month, season or year by its name; other days as they are.
pub(super) fn period_of(cost: &Cost) -> Period {
    let named = [Period::containing_month, Period::containing_season, Period::containing_year];
    let same = |period: &Period| (period.first_day(), period.last_day()) == (cost.from, cost.to);
    let named = named.into_iter().map(|of| of(cost.from)).find(same);
    named.unwrap_or(Period::Range { from: cost.from, to: cost.to })
}

/// Each channel by which somebody first bought or for which something was spent; the dearest first, without a name last.
fn channels(
    reader: &Reader,
    rows: &[Kept],
    people: Vec<(Option<String>, Rial)>,
    (from, to): (ShopDay, ShopDay),
) -> Result<Vec<ChannelCost>, AppError> {
    let mut by_name: BTreeMap<Option<String>, (Rial, i64)> = BTreeMap::new();
    let entered = rows.iter().filter(|row| is_acquisition(row.cost.purpose));
    let entered = entered.map(|row| (row.cost.channel.clone(), row.cost.part(from, to)));
    for (channel, cost) in entered.chain(people) {
        let (all, _) = by_name.entry(channel).or_default();
        *all = sum([*all, cost])?;
    }
    for (channel, buyers) in costs::first_buyers(reader, from, to)? {
        by_name.entry(channel).or_default().1 += buyers;
    }
    let mut channels: Vec<ChannelCost> = by_name
        .into_iter()
        .map(|(channel, (cost, buyers))| ChannelCost {
            channel,
            cost_rial: cost,
            first_buyers: buyers,
            cac_rial: (cost > Rial::ZERO && buyers > 0).then(|| cost.get() as f64 / buyers as f64),
        })
        .collect();
    channels.sort_by_key(|one| (one.channel.is_none(), std::cmp::Reverse((one.cost_rial, one.first_buyers))));
    Ok(channels)
}
