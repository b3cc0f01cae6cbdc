//! Progress out, cancel in. Whatever loops over rows passes by here, so a cancel is seen within a few hundred rows.

use super::error::ImportError;
use super::types::{Phase, Progress};
use std::sync::atomic::{AtomicBool, Ordering};

const TELL_EVERY_ROWS: u64 = 2_000;
const LOOK_EVERY_ROWS: u64 = 128;

pub(super) struct Watch<'a> {
    tell: &'a mut dyn FnMut(Progress),
    cancel: &'a AtomicBool,
    now: Progress,
}

impl<'a> Watch<'a> {
    pub(super) fn new(tell: &'a mut dyn FnMut(Progress), cancel: &'a AtomicBool) -> Self {
        let now = Progress { phase: Phase::Reading, rows_done: 0, rows_total: None, known: 0 };
        Self { tell, cancel, now }
    }

    pub(super) fn begin(&mut self, phase: Phase, rows_total: Option<u64>) -> Result<(), ImportError> {
        self.now = Progress { phase, rows_done: 0, rows_total, known: self.now.known };
        (self.tell)(self.now);
        self.look()
    }

    /// One more row is done.
    pub(super) fn row(&mut self) -> Result<(), ImportError> {
        self.rows(1)
    }

    pub(super) fn rows(&mut self, count: u64) -> Result<(), ImportError> {
        let before = self.now.rows_done;
        self.now.rows_done += count;
        if before / TELL_EVERY_ROWS != self.now.rows_done / TELL_EVERY_ROWS {
            (self.tell)(self.now);
        }
        if before / LOOK_EVERY_ROWS != self.now.rows_done / LOOK_EVERY_ROWS { self.look() } else { Ok(()) }
    }

    /// One more customer or invoice was in the shop already.
    pub(super) fn known(&mut self) {
        self.now.known += 1;
    }

    pub(super) fn known_count(&self) -> u64 {
        self.now.known
    }

    /// The end of a phase, so that the last figure that is shown is the true one.
    pub(super) fn end(&mut self) -> Result<(), ImportError> {
        self.now.rows_total = Some(self.now.rows_done);
        (self.tell)(self.now);
        self.look()
    }

    fn look(&self) -> Result<(), ImportError> {
        if self.cancel.load(Ordering::Relaxed) { Err(ImportError::Cancelled) } else { Ok(()) }
    }
}
