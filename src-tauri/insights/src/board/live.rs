//! The columns together with the counts of one frame, kept current by every change: what the board shows after a sale
//! needs no pass. Scores and the Pareto curve are ranks over everybody; they are computed when asked and kept until
//! the next change.

use super::assemble::{Board, assemble, cohort_figures, period_figures};
use super::frame::Frame;
use super::pass::{pass, profile};
use super::ranked::Ranked;
use super::tally::Tally;
use crate::columns::{Columns, ColumnsError, Purchase};
use crate::kpi::{CohortTable, KpiError, PeriodKpis, Scope, Span};
use bazgasht_domain::{calendar::ShopDay, ids::CustomerId, money::Rial};

#[derive(Debug, Clone)]
pub struct Live {
    columns: Columns,
    frame: Frame,
    tally: Tally,
    ranked: Option<(u64, Ranked)>,
}

impl Live {
    /// One full pass.
    pub fn new(columns: Columns, spans: &[Span], scope: Scope) -> Result<Self, KpiError> {
        let frame = Frame::new(scope, spans)?;
        let tally = pass(&columns, &frame);
        Ok(Self { columns, frame, tally, ranked: None })
    }

    /// Looks from another day, with another window or other periods: one full pass. On error nothing has changed.
    pub fn reframe(&mut self, spans: &[Span], scope: Scope) -> Result<(), KpiError> {
        if self.frame.scope() == scope && self.frame.spans() == spans {
            return Ok(());
        }
        let frame = Frame::new(scope, spans)?;
        self.tally = pass(&self.columns, &frame);
        self.frame = frame;
        self.ranked = None;
        Ok(())
    }

    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.columns
    }
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.frame.scope()
    }
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        self.frame.spans()
    }

    /// Takes one order into columns and counts.
    pub fn add(&mut self, purchase: Purchase) -> Result<(), ColumnsError> {
        self.change(&[purchase.customer], |columns| columns.add(purchase))
    }
    /// Takes one order out of columns and counts.
    pub fn remove(&mut self, purchase: Purchase) -> Result<(), ColumnsError> {
        self.change(&[purchase.customer], |columns| columns.remove(purchase))
    }
    /// Another customer, day or amount for the same order.
    pub fn replace(&mut self, old: Purchase, new: Purchase) -> Result<(), ColumnsError> {
        let both = [old.customer, new.customer];
        let touched = if old.customer == new.customer { &both[..1] } else { &both[..] };
        self.change(touched, |columns| columns.replace(old, new))
    }
    pub fn register(&mut self, customer: CustomerId) -> Result<(), ColumnsError> {
        self.columns.register(customer)
    }
    pub fn unregister(&mut self, customer: CustomerId) {
        self.columns.unregister(customer);
    }
    pub fn add_anonymous(&mut self, day: ShopDay, net: Rial) -> Result<(), ColumnsError> {
        self.columns.add_anonymous(day, net)
    }
    pub fn remove_anonymous(&mut self, day: ShopDay, net: Rial) -> bool {
        self.columns.remove_anonymous(day, net)
    }
    /// Sweeps up unused places, in an idle moment.
    pub fn tidy(&mut self) {
        self.columns.tidy();
    }

    fn change(
        &mut self,
        touched: &[CustomerId],
        apply: impl FnOnce(&mut Columns) -> Result<(), ColumnsError>,
    ) -> Result<(), ColumnsError> {
        self.contrib(touched, -1);
        let done = apply(&mut self.columns);
        self.contrib(touched, 1);
        done
    }

    fn contrib(&mut self, touched: &[CustomerId], sign: i32) {
        for row in touched.iter().filter_map(|customer| self.columns.row_of(*customer)) {
            self.tally.contrib(&self.frame, &self.columns, row, sign);
        }
    }

    /// The figures of every period, current, without looking at any customer.
    #[must_use]
    pub fn periods(&self) -> Vec<PeriodKpis> {
        period_figures(&self.columns, &self.frame, &self.tally, &profile(&self.columns, &self.frame))
    }
    /// The cohorts by the periods of the frame, current, without looking at any customer.
    #[must_use]
    pub fn cohorts(&self) -> CohortTable {
        cohort_figures(&self.frame, &self.tally)
    }

    /// The whole board. Ranks are computed if anything has changed since they were.
    pub fn board(&mut self) -> Board {
        let (version, profile) = (self.columns.version(), profile(&self.columns, &self.frame));
        let kept = self.ranked.take().filter(|(at, _)| *at == version).map(|(_, ranked)| ranked);
        let ranked = kept.unwrap_or_else(|| Ranked::of(&self.columns, &self.frame, &profile));
        self.ranked = Some((version, ranked.clone()));
        assemble(&self.columns, &self.frame, &self.tally, &profile, ranked)
    }
}
