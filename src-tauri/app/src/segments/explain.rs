//! Why somebody is in a segment or not, and which segments somebody is in.

use super::ask;
use crate::api::types::{
    ClauseSaid, ExplainSegment, OpenCustomer, SegmentExplained, SegmentName, SegmentsOfCustomer,
};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::segment::{Condition, Goods};
use bazgasht_insights::segments::{Own, Said};
use bazgasht_store::{club, customers, segments};
use std::sync::Arc;

pub(crate) fn explain(
    app: &Arc<App>,
    _: &Session,
    request: ExplainSegment,
) -> Result<SegmentExplained, AppError> {
    super::save::refuse_circle(app, None, &request.rule)?;
    let row = app.shop().store().read(|reader| customers::rows(reader, &[request.customer]))?;
    let name = row.into_iter().next().ok_or(Code::NotFound)?.full_name;
    let (truth, groups) = ask(app, &[&request.rule], |numbers, engine| {
        // Only who is in lists is in segments: a record that was merged away or erased is not.
        let row = numbers.columns.row_of(request.customer).filter(|row| numbers.columns.is_listed(*row));
        Ok(engine.explain(numbers.columns, row.ok_or(Code::NotFound)?, &request.rule))
    })?;
    let mut told = Vec::with_capacity(groups.len());
    for (said, group) in groups.into_iter().zip(&request.rule.groups) {
        let clauses = said.into_iter().zip(&group.all);
        told.push(clauses.map(|(said, clause)| view(app, said, &clause.when)).collect::<Result<_, _>>()?);
    }
    Ok(SegmentExplained { customer: request.customer, name, truth, groups: told })
}

fn view(app: &Arc<App>, said: Said, condition: &Condition) -> Result<ClauseSaid, AppError> {
    let today = app.today();
    let shop = app.shop();
    let names = match (&said.own, condition) {
        (Own::Goods { goods }, _) => {
            let known = shop.catalogue().read(shop.store())?;
            let name = |one: &Goods| match one {
                Goods::Product { product } => {
                    let found = known.entries.iter().find(|entry| entry.product.id == *product);
                    found.map(|entry| entry.product.details.name.clone())
                }
                Goods::Category { category } => known.categories.get(category).cloned(),
            };
            goods.iter().filter_map(name).collect()
        }
        (Own::Customer { customer }, _) => {
            let rows = shop.store().read(|reader| customers::rows(reader, &[*customer]))?;
            rows.into_iter().map(|row| row.full_name).collect()
        }
        (Own::Texts { texts }, Condition::Tier { .. }) => {
            let program = shop.store().read(club::current)?.rules;
            let tiers = program.ladder.tiers.into_iter().filter(|tier| texts.contains(&tier.id));
            tiers.map(|tier| tier.name).collect()
        }
        _ => Vec::new(),
    };
    let day = match said.own {
        Own::Day { day } => Some(day_view(day, today)),
        _ => None,
    };
    Ok(ClauseSaid { condition: said.condition, clause: said.clause, own: said.own, day, names })
}

pub(crate) fn of_customer(
    app: &Arc<App>,
    _: &Session,
    request: OpenCustomer,
) -> Result<SegmentsOfCustomer, AppError> {
    let stored = app.shop().store().read(segments::all)?;
    let ids: Vec<_> = ask(app, &[], |numbers, engine| {
        let row = numbers.columns.row_of(request.customer).ok_or(Code::NotFound)?;
        Ok(engine.segments_of(row).collect())
    })?;
    let mine = stored.into_iter().filter(|one| one.archived_at.is_none() && ids.contains(&one.id));
    let name = |one: segments::Segment| SegmentName { id: one.id, name: one.name, ready: one.ready };
    Ok(SegmentsOfCustomer { segments: mine.map(name).collect() })
}
