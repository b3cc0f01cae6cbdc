//! Events of a timeline beside purchases: money towards what was owed, deliveries, steps on the ladder, the household.

use super::timeline::{Ask, Placed, paid};
use crate::api::types::{TierReason, TimelineKind, TimelineWhat};
use crate::club::tier_ref;
use crate::error::AppError;
use crate::views::{day_view, minute_of_day};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::loyalty::TierBasis;
use bazgasht_domain::money::Rial;
use bazgasht_store::{club, credit, delivery, families};

impl Ask<'_> {
    fn page(&self, found: impl Iterator<Item = Placed>, skip: u32) -> Vec<Placed> {
        found.skip(skip as usize).take(self.limit as usize + 1).collect()
    }

    /// A settlement that was taken back stays, and so does the line that took it back.
    pub(super) fn settlements(&self, skip: u32) -> Result<Vec<Placed>, AppError> {
        let found = credit::movements(self.reader, self.customer)?.into_iter().rev().filter_map(|movement| {
            let (id, kind, note, reversed) = match movement.what {
                credit::What::Settlement { settlement, kind, is_reversed, note } => {
                    (settlement, kind, note.unwrap_or_default(), is_reversed)
                }
                credit::What::Reversal { settlement, kind } => (settlement, kind, String::new(), false),
                credit::What::Sale { .. } | credit::What::Refund { .. } => return None,
            };
            let source = TimelineKind::Settlement;
            let amount_rial = Rial::new(-movement.amount.get());
            let what = TimelineWhat::Settlement { amount_rial, paid: paid(kind), note, reversed };
            let minute = Some(minute_of_day(movement.at));
            Some(Placed { day: movement.day, minute, order: id.get(), source, what })
        });
        let mut all: Vec<Placed> = found.collect();
        all.sort_by_key(|event| std::cmp::Reverse((event.day, event.minute, event.order)));
        Ok(self.page(all.into_iter(), skip))
    }

    /// Coming into a household and leaving it, as changes of the record.
    pub(super) fn household(&self) -> Result<Vec<Placed>, AppError> {
        let placed = |(order, (at, came)): (i64, (InstantMs, bool))| {
            let op = if came { "join_family" } else { "leave_family" };
            let what = TimelineWhat::Edit { op: op.to_owned(), actor: None, changes: Vec::new() };
            let (day, minute) = (ShopDay::from_instant(at), Some(minute_of_day(at)));
            Placed { day, minute, order, source: TimelineKind::Edit, what }
        };
        Ok((0..).zip(families::history(self.reader, self.customer)?).map(placed).collect())
    }

    pub(super) fn deliveries(&self, skip: u32) -> Result<Vec<Placed>, AppError> {
        let found = delivery::of_customer(self.reader, self.customer, self.limit + 1, skip)?;
        let placed = |found: delivery::OfSale| Placed {
            day: found.delivery.delivered.unwrap_or(found.sold),
            minute: None,
            order: found.delivery.sale.get(),
            source: TimelineKind::Delivery,
            what: TimelineWhat::Delivery {
                sale: found.delivery.sale,
                invoice_no: found.invoice_no.unwrap_or_default(),
                promised: day_view(found.delivery.promised, self.today),
                delivered: found.delivery.delivered.map(|day| day_view(day, self.today)),
            },
        };
        Ok(found.into_iter().map(placed).collect())
    }

    /// A tier that a later program no longer has is named by its id.
    pub(super) fn tier_steps(&self, skip: u32) -> Result<Vec<Placed>, AppError> {
        let ladder = club::current(self.reader)?.rules.ladder;
        let in_points = ladder.basis == TierBasis::Points;
        let name = |id: Option<String>| {
            let known = tier_ref(&ladder, id.as_deref()).map(|tier| tier.name);
            known.or(id)
        };
        let found = club::tier_changes(self.reader, Some(self.customer), self.limit + 1, skip)?;
        let placed = |step: club::TierChange| Placed {
            day: step.day,
            minute: (ShopDay::from_instant(step.at) == step.day).then(|| minute_of_day(step.at)),
            order: step.at.get(),
            source: TimelineKind::Tier,
            what: TimelineWhat::Tier {
                from: name(step.from),
                to: name(step.to),
                reason: match step.reason {
                    club::TierReason::Sale => TierReason::Sale,
                    club::TierReason::Return => TierReason::Return,
                    club::TierReason::Review => TierReason::Review,
                },
                qualifying: step.qualifying,
                threshold: step.threshold,
                in_points,
            },
        };
        Ok(found.into_iter().map(placed).collect())
    }
}
