//! A customer's timeline, newest first: purchases, returns, points that moved without a purchase, notes, offers, stages,
//! merges, edits; money towards credit, deliveries and steps on the ladder are in `timeline_more`. The page's cursor is how many of each source were shown, so pages never overlap.

use super::changes;
use super::leads::stage_view;
use crate::api::types::{
    LeadStage, PayKind, PaymentInput, Timeline, TimelineEvent, TimelineKind, TimelinePage, TimelineWhat,
};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, minute_of_day, time_of_minute};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, StaffId};
use bazgasht_domain::points::Points;
use bazgasht_store::{
    Reader, customers, journal, leads, merges, notes, offers, points, returns, sales, staff,
};
use std::sync::Arc;

const LIMIT_MAX: u32 = 200;
/// Titles of a purchase that are shown.
const TITLES: usize = 3;
/// Changes of stage of one person; nobody has more.
const STEPS_MAX: u32 = 10_000;

/// Every source of events, in the order of the cursor.
const KINDS: [TimelineKind; 11] = [
    TimelineKind::Purchase,
    TimelineKind::Return,
    TimelineKind::Points,
    TimelineKind::Edit,
    TimelineKind::Note,
    TimelineKind::Offer,
    TimelineKind::Stage,
    TimelineKind::Merge,
    TimelineKind::Settlement,
    TimelineKind::Delivery,
    TimelineKind::Tier,
];

/// How many events of each source came before this page.
#[derive(Debug, Clone, Copy, Default)]
struct Cursor([u32; KINDS.len()]);

impl Cursor {
    fn parse(text: &str) -> Option<Self> {
        let parts: Option<Vec<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
        parts?.try_into().ok().map(Self)
    }
    fn text(self) -> String {
        self.0.map(|count| count.to_string()).join(".")
    }
    fn pass(&mut self, kind: TimelineKind) {
        for (known, count) in KINDS.iter().zip(&mut self.0) {
            *count += u32::from(*known == kind);
        }
    }
}

/// An event with its place in time: day, minute, and the order of writing.
pub(super) struct Placed {
    pub(super) day: ShopDay,
    pub(super) minute: Option<u16>,
    pub(super) order: i64,
    pub(super) source: TimelineKind,
    pub(super) what: TimelineWhat,
}

/// A page of one source, at most one event longer than the whole page.
pub(super) struct Ask<'a> {
    pub(super) reader: &'a Reader,
    pub(super) customer: CustomerId,
    pub(super) limit: u32,
    pub(super) today: ShopDay,
    members: Vec<staff::Member>,
}

pub(crate) fn timeline(app: &Arc<App>, _: &Session, request: Timeline) -> Result<TimelinePage, AppError> {
    let limit = u32::try_from(request.limit).unwrap_or(0).min(LIMIT_MAX);
    let start = match &request.cursor {
        Some(text) => {
            Cursor::parse(text).ok_or_else(|| AppError::new(Code::BadRequest).with("detail", "cursor"))?
        }
        None => Cursor::default(),
    };
    let today = app.today();
    app.shop().store().read(|reader| {
        let members = staff::all(reader)?;
        let ask = Ask { reader, customer: request.customer, limit, today, members };
        let mut found = Vec::new();
        for (kind, skip) in KINDS.into_iter().zip(start.0) {
            if request.kinds.is_empty() || request.kinds.contains(&kind) {
                found.extend(ask.of(kind, skip)?);
            }
        }
        found.sort_by_key(|event| {
            std::cmp::Reverse((event.day, event.minute.unwrap_or(u16::MAX), event.order))
        });
        let more = found.len() > limit as usize;
        found.truncate(limit as usize);
        let mut next = start;
        found.iter().for_each(|event| next.pass(event.source));
        let view = |event: Placed| TimelineEvent {
            day: day_view(event.day, today),
            time: event.minute.map(time_of_minute),
            what: event.what,
        };
        Ok(TimelinePage { events: found.into_iter().map(view).collect(), next: more.then(|| next.text()) })
    })
}

impl Ask<'_> {
    fn of(&self, kind: TimelineKind, skip: u32) -> Result<Vec<Placed>, AppError> {
        let (reader, customer, limit) = (self.reader, self.customer, self.limit);
        match kind {
            TimelineKind::Purchase => purchases(reader, customer, limit, skip),
            TimelineKind::Return => given_back(reader, customer, limit, skip),
            TimelineKind::Points => moved_points(reader, customer, limit, skip),
            TimelineKind::Edit => self.edits(skip),
            TimelineKind::Note => self.notes(skip),
            TimelineKind::Offer => self.offers(skip),
            TimelineKind::Stage => self.stages(skip),
            TimelineKind::Merge => self.merges(skip),
            TimelineKind::Settlement => self.settlements(skip),
            TimelineKind::Delivery => self.deliveries(skip),
            TimelineKind::Tier => self.tier_steps(skip),
        }
    }

    fn actor(&self, id: Option<StaffId>) -> Option<String> {
        self.members.iter().find(|member| Some(member.id) == id).map(|member| member.name.clone())
    }

    fn notes(&self, skip: u32) -> Result<Vec<Placed>, AppError> {
        let placed = |note: notes::Note| Placed {
            day: note.day,
            minute: Some(minute_of_day(note.at)),
            order: note.id.get(),
            source: TimelineKind::Note,
            what: TimelineWhat::Note { note: note.id, actor: self.actor(note.actor), text: note.text },
        };
        let found = notes::of_customer(self.reader, self.customer, self.limit + 1, skip)?;
        Ok(found.into_iter().map(placed).collect())
    }

    fn offers(&self, skip: u32) -> Result<Vec<Placed>, AppError> {
        let placed = |offer: offers::Offer| {
            Ok(Placed {
                day: offer.day,
                minute: Some(minute_of_day(offer.at)),
                order: offer.id.get(),
                source: TimelineKind::Offer,
                what: TimelineWhat::Offer {
                    offer: Box::new(super::offers::view(self.reader, offer, self.today)?),
                },
            })
        };
        let found = offers::of_customer(self.reader, self.customer, self.limit + 1, skip)?;
        found.into_iter().map(placed).collect()
    }

    fn stages(&self, skip: u32) -> Result<Vec<Placed>, AppError> {
        let placed = |step: leads::Step| Placed {
            day: step.day,
            minute: Some(minute_of_day(step.at)),
            order: step.id.get(),
            source: TimelineKind::Stage,
            what: TimelineWhat::Stage {
                from: stage_view(step.from),
                to: stage_view(step.to),
                reason: step.reason,
                actor: self.actor(step.actor),
            },
        };
        let mut all: Vec<Placed> =
            leads::steps(self.reader, self.customer, STEPS_MAX, 0)?.into_iter().map(placed).collect();
        // The first order won a lead: told on its day, without a row of its own.
        if let Some(lead) = leads::get(self.reader, self.customer)?
            && let Some(day) = lead.won_day
        {
            let (from, to) = (stage_view(lead.stage), LeadStage::Won);
            let what = TimelineWhat::Stage { from, to, reason: String::new(), actor: None };
            all.push(Placed { day, minute: None, order: i64::MAX, source: TimelineKind::Stage, what });
            all.sort_by_key(|event| {
                std::cmp::Reverse((event.day, event.minute.unwrap_or(u16::MAX), event.order))
            });
        }
        Ok(all.into_iter().skip(skip as usize).take(self.limit as usize + 1).collect())
    }

    fn merges(&self, skip: u32) -> Result<Vec<Placed>, AppError> {
        let standing = merges::into(self.reader, self.customer)?;
        let placed = |merge: merges::Merge| Placed {
            day: ShopDay::from_instant(merge.at),
            minute: Some(minute_of_day(merge.at)),
            order: merge.id.get(),
            source: TimelineKind::Merge,
            what: TimelineWhat::Merge {
                merge: merge.id,
                name: merge
                    .before
                    .as_ref()
                    .map(|sides| sides.gone.profile.full_name.clone())
                    .unwrap_or_default(),
                undone: merge.undone,
                can_undo: merge.before.is_some(),
            },
        };
        Ok(standing.into_iter().map(placed).skip(skip as usize).take(self.limit as usize + 1).collect())
    }
}

fn purchases(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<Placed>, AppError> {
    let headers = sales::of_customer(reader, customer, limit + 1, skip)?;
    let placed = |header: sales::Header| -> Result<Placed, AppError> {
        let (lines, payments) =
            sales::get(reader, header.id)?.map(|sale| (sale.lines, sale.payments)).unwrap_or_default();
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
                payments: payments.iter().map(payment).collect(),
            },
        })
    };
    headers.into_iter().map(placed).collect()
}

fn payment(payment: &sales::Payment) -> PaymentInput {
    PaymentInput { kind: paid(payment.kind), amount_rial: payment.amount }
}

pub(super) fn paid(kind: sales::PaymentKind) -> PayKind {
    match kind {
        sales::PaymentKind::Cash => PayKind::Cash,
        sales::PaymentKind::Card => PayKind::Card,
        sales::PaymentKind::Transfer => PayKind::Transfer,
        sales::PaymentKind::Credit => PayKind::Credit,
    }
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

/// Points of a sale are shown with the sale; the others, and those for a sale of somebody else of the household, are
/// events of their own.
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
        for entry in entries {
            let bought_by = crate::club::bought_by(reader, &entry)?;
            if entry.cause.source_kind == "sale" && bought_by.is_none() {
                continue;
            }
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
                        bought_by: bought_by.map(|buyer| buyer.name),
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

impl Ask<'_> {
    fn edits(&self, skip: u32) -> Result<Vec<Placed>, AppError> {
        let placed = |row: journal::Row| Placed {
            day: ShopDay::from_instant(row.at),
            minute: Some(minute_of_day(row.at)),
            order: row.seq,
            source: TimelineKind::Edit,
            what: TimelineWhat::Edit {
                changes: changes::of_payload(row.payload.as_deref()),
                op: row.op,
                actor: self.actor(row.actor),
            },
        };
        let mut all: Vec<Placed> =
            journal::about_customer(self.reader, self.customer)?.into_iter().map(placed).collect();
        // A customer that an import or the sample made has no row of its own in the journal.
        let told =
            |event: &Placed| matches!(&event.what, TimelineWhat::Edit { op, .. } if op == "create_customer");
        if !all.iter().any(told)
            && let Some(found) = customers::get(self.reader, self.customer)?
        {
            let op = if found.import.is_some() { "import_customer" } else { "create_customer" };
            let what = TimelineWhat::Edit { op: op.to_owned(), actor: None, changes: Vec::new() };
            let (day, source) = (found.created_day, TimelineKind::Edit);
            all.push(Placed { day, minute: None, order: 0, source, what });
        }
        all.extend(self.household()?);
        all.sort_by_key(|event| {
            std::cmp::Reverse((event.day, event.minute.unwrap_or(u16::MAX), event.order))
        });
        // Told as merges while they stand.
        all.retain(|event| !matches!(&event.what, TimelineWhat::Edit { op, .. } if op == "merge_customers"));
        Ok(all.into_iter().skip(skip as usize).take(self.limit as usize + 1).collect())
    }
}
