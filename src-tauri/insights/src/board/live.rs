//! The columns together with the counts of the questions that were asked lately, kept current by every change: what a
//! board shows after a sale needs no pass over anybody.
//!
//! Invariant: the figures of a kept question equal what a fresh count gives, to the last one.

use super::assemble::{lifetime_figures, period_figures};
use super::frame::Frame;
use super::pass::{pass, profile};
use super::tally::Tally;
use crate::columns::profile::Profile;
use crate::columns::{Columns, ColumnsError, Purchase, RowIndex};
use crate::kpi::{KpiError, Lifetime, PeriodKpis, Scope, Span, WindowDays};
use bazgasht_domain::{calendar::ShopDay, ids::CustomerId, money::Rial};
use std::borrow::Cow;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Questions kept: those of a few boards and of the doors behind their numbers.
pub const VIEWS_KEPT: usize = 16;

#[derive(Debug, Default)]
pub struct Live {
    columns: Columns,
    /// The question asked last comes last.
    views: Mutex<Vec<View>>,
}

/// The counts of one question.
#[derive(Debug)]
struct View {
    frame: Frame,
    tally: Tally,
    /// The history up to the as-of day; `None` while that is all of it, which the columns keep themselves.
    until: Option<Profile>,
}

impl View {
    fn new(columns: &Columns, spans: &[Span], scope: Scope) -> Result<Self, KpiError> {
        let frame = Frame::new(scope, spans)?;
        let until = match profile(columns, &frame) {
            Cow::Owned(profile) => Some(profile),
            Cow::Borrowed(_) => None,
        };
        Ok(Self { tally: pass(columns, &frame), until, frame })
    }

    fn answers(&self, spans: &[Span], scope: Scope) -> bool {
        self.frame.scope() == scope && self.frame.spans() == spans
    }

    fn profile<'a>(&'a self, columns: &'a Columns) -> &'a Profile {
        self.until.as_ref().unwrap_or_else(|| columns.profile())
    }

    fn contrib(&mut self, columns: &Columns, row: RowIndex, sign: i32) {
        if !self.frame.spans().is_empty() {
            self.tally.contrib(&self.frame, columns, row, sign);
        }
        if let Some(profile) = &mut self.until {
            profile.contrib(self.frame.until(columns.row_days(row)), sign);
        }
    }
}

impl Live {
    #[must_use]
    pub fn new(columns: Columns) -> Self {
        Self { columns, views: Mutex::default() }
    }

    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The figures of adjoining periods: from kept counts, or from one pass that keeps them.
    ///
    /// # Errors
    /// A period that has not begun, a day that the columns cannot hold, too many periods.
    pub fn periods(&self, spans: &[Span], scope: Scope) -> Result<Vec<PeriodKpis>, KpiError> {
        self.view(spans, scope, |view| {
            period_figures(&self.columns, &view.frame, &view.tally, view.profile(&self.columns))
        })
    }

    /// The figures of whole lives as of a day, kept in the same way.
    ///
    /// # Errors
    /// A day that the columns cannot hold.
    pub fn lifetime(&self, as_of: ShopDay) -> Result<Lifetime, KpiError> {
        let scope = Scope { as_of, window: WindowDays::DEFAULT };
        self.view(&[], scope, |view| {
            lifetime_figures(&self.columns, &view.frame, view.profile(&self.columns))
        })
    }

    /// Whether a question would be answered without a pass.
    #[must_use]
    pub fn is_kept(&self, spans: &[Span], scope: Scope) -> bool {
        self.views().iter().any(|view| view.answers(spans, scope))
    }

    fn views(&self) -> MutexGuard<'_, Vec<View>> {
        self.views.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn view<T>(&self, spans: &[Span], scope: Scope, ask: impl FnOnce(&View) -> T) -> Result<T, KpiError> {
        let mut views = self.views();
        let view = match views.iter().position(|view| view.answers(spans, scope)) {
            Some(place) => views.remove(place),
            None => View::new(&self.columns, spans, scope)?,
        };
        let answer = ask(&view);
        if views.len() >= VIEWS_KEPT {
            views.remove(0);
        }
        views.push(view);
        Ok(answer)
    }

    /// Takes one order into columns and counts. On error nothing has changed.
    pub fn add(&mut self, purchase: Purchase) -> Result<(), ColumnsError> {
        self.change(purchase.customer, |columns| columns.add(purchase))
    }
    /// Takes one order out of columns and counts. On error nothing has changed.
    pub fn remove(&mut self, purchase: Purchase) -> Result<(), ColumnsError> {
        self.change(purchase.customer, |columns| columns.remove(purchase))
    }
    pub fn register(&mut self, customer: CustomerId) -> Result<(), ColumnsError> {
        self.columns.register(customer)
    }

    /// Lists no longer show this customer; their purchases, if any remain, still count.
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
        customer: CustomerId,
        apply: impl FnOnce(&mut Columns) -> Result<(), ColumnsError>,
    ) -> Result<(), ColumnsError> {
        let (columns, views) =
            (&mut self.columns, self.views.get_mut().unwrap_or_else(PoisonError::into_inner));
        contrib(columns, views, customer, -1);
        let done = apply(columns);
        contrib(columns, views, customer, 1);
        // The history of a question is no longer all of it once an order lies after its day.
        views.retain(|view| view.until.is_some() || columns.ends_by(view.frame.as_of()));
        done
    }
}

fn contrib(columns: &Columns, views: &mut [View], customer: CustomerId, sign: i32) {
    if let Some(row) = columns.row_of(customer) {
        views.iter_mut().for_each(|view| view.contrib(columns, row, sign));
    }
}
