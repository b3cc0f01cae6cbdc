//! The statement of one customer. Every figure is counted from the ledger in one snapshot, so all of them agree.

use super::member::Member;
use super::parts::part_of_rule;
use super::tiers::{qualifying, standing_view};
use crate::api::types::{KindTotal, LotView, PersonRef, ReadStatement, Statement, StatementLine};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::points::Points;
use bazgasht_store::club::current;
use bazgasht_store::points::EntryKind;
use bazgasht_store::{Reader, customers, merges, points, staff};
use std::sync::Arc;

const PAGE_MAX: i64 = 200;

/// A page that a window may ask for.
pub(super) fn page(limit: i64, skip: i64) -> (u32, u32) {
    page_of(limit, skip, PAGE_MAX)
}

pub(super) fn page_of(limit: i64, skip: i64, most: i64) -> (u32, u32) {
    let limit = limit.clamp(1, most);
    (u32::try_from(limit).unwrap_or(1), u32::try_from(skip.max(0)).unwrap_or(u32::MAX))
}

pub(crate) fn lot_view(lot: &points::Lot, today: ShopDay) -> LotView {
    LotView {
        entry: lot.entry,
        open: lot.open,
        opened: day_view(ShopDay::from_instant(lot.opened), today),
        expires: lot.expires.map(|day| day_view(day, today)),
        available: lot.available_from.filter(|day| *day > today).map(|day| day_view(day, today)),
    }
}

/// A household spends together, but each entry stands in the ledger of one of them.
pub(crate) fn bought_by(reader: &Reader, entry: &points::Entry) -> Result<Option<PersonRef>, AppError> {
    if !matches!(entry.kind, EntryKind::Redeem | EntryKind::ReverseRedeem) {
        return Ok(None);
    }
    let own = merges::home(reader, entry.customer)?;
    let buyer = points::buyer_of(reader, &entry.cause)?.filter(|buyer| *buyer != own);
    let row = customers::rows(reader, buyer.as_slice())?.into_iter().next();
    Ok(row.map(|row| PersonRef { id: row.id, name: row.full_name }))
}

pub(crate) fn statement(app: &Arc<App>, _: &Session, request: ReadStatement) -> Result<Statement, AppError> {
    let (now, today) = (app.now(), app.today());
    let (limit, skip) = page(request.limit, request.skip);
    app.shop().store().read(|reader| {
        let program = current(reader)?.rules;
        let member = Member::load(reader, request.customer, &program, now)?;
        let names = staff::all(reader)?;
        let figure = qualifying(reader, &program.ladder, member.id, today)?;
        let line = |entry: points::Entry| -> Result<StatementLine, AppError> {
            Ok(StatementLine {
                bought_by: bought_by(reader, &entry)?,
                entry: entry.id,
                kind: entry.kind,
                points: entry.points,
                balance_after: entry.balance_after.unwrap_or(Points::ZERO),
                day: day_view(entry.day, today),
                invoice_no: points::invoice_of(reader, &entry.cause)?,
                rule_name: part_of_rule(Some(&program), &entry.cause.rule, entry.points).name,
                source: entry.cause.source_kind,
                source_id: entry.cause.source_id,
                rule: entry.cause.rule,
                actor: names
                    .iter()
                    .find(|member| Some(member.id) == entry.actor)
                    .map(|member| member.name.clone()),
                note: entry.note,
            })
        };
        let by_kind = points::by_kind(reader, Some(member.id))?;
        let spendable = member.spendable(today);
        let entries = points::statement(reader, member.id, limit, skip)?;
        Ok(Statement {
            balance: member.balance,
            spendable,
            spendable_rial: program.value_of(spendable),
            pending: member.pending(today),
            held: member.held,
            debt: member.debt(),
            by_kind: by_kind.into_iter().map(|(kind, points)| KindTotal { kind, points }).collect(),
            lots: member.lots.iter().map(|lot| lot_view(lot, today)).collect(),
            tier: standing_view(&program.ladder, member.tier.as_ref(), figure, today),
            survey: super::adjust::survey_offer(reader, &program, member.id, today)?,
            entries_count: points::entries_count(reader, member.id)?,
            entries: entries.into_iter().map(line).collect::<Result<_, _>>()?,
        })
    })
}
