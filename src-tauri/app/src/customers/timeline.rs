//! A customer's timeline, newest first: purchases, returns, points that moved without a purchase, edits. The page's
//! cursor is how many of each source were shown, so pages never overlap.

use crate::api::types::{Timeline, TimelineEvent, TimelineKind, TimelinePage, TimelineWhat};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, minute_of_day, time_of_minute};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::points::Points;
use bazgasht_store::{Reader, customers, journal, points, returns, sales, staff};
use std::sync::Arc;

const LIMIT_MAX: u32 = 200;
/// Titles of a purchase that are shown.
const TITLES: usize = 3;

/// How many events of each source came before this page.
#[derive(Debug, Clone, Copy, Default)]
struct Cursor {
    sales: u32,
    returns: u32,
    points: u32,
    edits: u32,
}

impl Cursor {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(str::parse);
        let mut next = || parts.next()?.ok();
        Some(Self { sales: next()?, returns: next()?, points: next()?, edits: next()? })
    }
    fn text(self) -> String {
        format!("{}.{}.{}.{}", self.sales, self.returns, self.points, self.edits)
    }
}

/// An event with its place in time: day, minute, and the order of writing.
struct Placed {
    day: ShopDay,
    minute: Option<u16>,
    order: i64,
    source: TimelineKind,
    what: TimelineWhat,
}

pub(crate) fn timeline(app: &Arc<App>, _: &Session, request: Timeline) -> Result<TimelinePage, AppError> {
    let limit = u32::try_from(request.limit).unwrap_or(0).min(LIMIT_MAX);
    let start = match &request.cursor {
        Some(text) => {
            Cursor::parse(text).ok_or_else(|| AppError::new(Code::BadRequest).with("detail", "cursor"))?
        }
        None => Cursor::default(),
    };
    let wants = |kind: TimelineKind| request.kinds.is_empty() || request.kinds.contains(&kind);
    let today = app.today();
    app.shop().store().read(|reader| {
        // A page can hold at most `limit` of any one source.
        let mut found = Vec::new();
        if wants(TimelineKind::Purchase) {
            found.extend(purchases(reader, request.customer, limit, start.sales)?);
        }
        if wants(TimelineKind::Return) {
            found.extend(given_back(reader, request.customer, limit, start.returns)?);
        }
        if wants(TimelineKind::Points) {
            found.extend(moved_points(reader, request.customer, limit, start.points)?);
        }
        if wants(TimelineKind::Edit) {
            found.extend(edits(reader, request.customer, limit, start.edits)?);
        }
        found.sort_by_key(|event| {
            std::cmp::Reverse((event.day, event.minute.unwrap_or(u16::MAX), event.order))
        });
        let more = found.len() > limit as usize;
        found.truncate(limit as usize);
        let mut next = start;
        for event in &found {
            match event.source {
                TimelineKind::Purchase => next.sales += 1,
                TimelineKind::Return => next.returns += 1,
                TimelineKind::Points => next.points += 1,
                TimelineKind::Edit => next.edits += 1,
            }
        }
        let view = |event: Placed| TimelineEvent {
            day: day_view(event.day, today),
            time: event.minute.map(time_of_minute),
            what: event.what,
        };
        Ok(TimelinePage { events: found.into_iter().map(view).collect(), next: more.then(|| next.text()) })
    })
}

fn purchases(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<Placed>, AppError> {
    let headers = sales::of_customer(reader, customer, limit + 1, skip)?;
    let placed = |header: sales::Header| -> Result<Placed, AppError> {
        let lines = sales::get(reader, header.id)?.map(|sale| sale.lines).unwrap_or_default();
        let entries = points::entries_of_source(reader, "sale", header.id.get())?;
        let points =
            entries.iter().filter(|entry| entry.customer == customer).map(|entry| entry.points.get()).sum();
        Ok(Placed {
            day: header.day,
            minute: header.entry_minute,
            order: header.id.get(),
            source: TimelineKind::Purchase,
            what: TimelineWhat::Purchase {
                sale: header.id,
                invoice_no: header.invoice_no.unwrap_or_default(),
                net_rial: header.total.checked_sub(header.returned).ok_or(Code::AmountTooLarge)?,
                returned_rial: header.returned,
                titles: lines.iter().take(TITLES).map(|line| line.title.clone()).collect(),
                lines: i64::try_from(lines.len()).unwrap_or(i64::MAX),
                points: Points::new(points),
                cancelled: header.cancelled_at.is_some(),
            },
        })
    };
    headers.into_iter().map(placed).collect()
}

fn given_back(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<Placed>, AppError> {
    let placed = |back: returns::Return| Placed {
        day: back.day,
        minute: back.entry_minute,
        order: back.id.get(),
        source: TimelineKind::Return,
        what: TimelineWhat::Return {
            invoice_no: back.invoice_no.unwrap_or_default(),
            amount_rial: back.total,
            titles: back.lines.into_iter().take(TITLES).map(|line| line.title).collect(),
        },
    };
    Ok(returns::of_customer(reader, customer, limit + 1, skip)?.into_iter().map(placed).collect())
}

/// Points of a sale are shown with the sale; the others are events of their own.
fn moved_points(
    reader: &Reader,
    customer: CustomerId,
    limit: u32,
    skip: u32,
) -> Result<Vec<Placed>, AppError> {
    let mut placed = Vec::new();
    let mut passed = 0;
    let (mut at, page) = (0, 200);
    while placed.len() <= limit as usize {
        let entries = points::statement(reader, customer, page, at)?;
        let read = u32::try_from(entries.len()).unwrap_or(page);
        for entry in entries.into_iter().filter(|entry| entry.cause.source_kind != "sale") {
            passed += 1;
            if passed > skip {
                placed.push(Placed {
                    day: entry.day,
                    minute: Some(minute_of_day(entry.at)),
                    order: entry.id.get(),
                    source: TimelineKind::Points,
                    what: TimelineWhat::Points {
                        entry: entry.kind.as_str().to_owned(),
                        points: entry.points,
                        note: entry.note.unwrap_or_default(),
                    },
                });
            }
        }
        if read < page {
            break;
        }
        at += page;
    }
    placed.truncate(limit as usize + 1);
    Ok(placed)
}

fn edits(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<Placed>, AppError> {
    let members = staff::all(reader)?;
    let mut placed: Vec<Placed> = journal::about_customer(reader, customer)?
        .into_iter()
        .map(|row| Placed {
            day: ShopDay::from_instant(row.at),
            minute: Some(minute_of_day(row.at)),
            order: row.seq,
            source: TimelineKind::Edit,
            what: TimelineWhat::Edit {
                op: row.op,
                actor: row
                    .actor
                    .and_then(|id| members.iter().find(|member| member.id == id))
                    .map(|m| m.name.clone()),
            },
        })
        .collect();
    // A customer that an import or the sample made has no row of its own in the journal.
    let told =
        |event: &Placed| matches!(&event.what, TimelineWhat::Edit { op, .. } if op == "create_customer");
    if !placed.iter().any(told)
        && let Some(found) = customers::get(reader, customer)?
    {
        let op = if found.import.is_some() { "import_customer" } else { "create_customer" };
        placed.push(Placed {
            day: found.created_day,
            minute: None,
            order: 0,
            source: TimelineKind::Edit,
            what: TimelineWhat::Edit { op: op.to_owned(), actor: None },
        });
    }
    Ok(placed.into_iter().skip(skip as usize).take(limit as usize + 1).collect())
}
