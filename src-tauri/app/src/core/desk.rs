//! Who sits at the machine: one person at a time, until they leave or nothing was heard of them for too long. What
//! they may do is read from the shop at every command, so a changed role or an archived member counts at once.

use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::StaffId;
use std::sync::{Mutex, PoisonError};

const MINUTE_MS: i64 = 60_000;

#[derive(Debug, Default)]
pub struct Desk {
    seat: Mutex<Option<Seat>>,
}

#[derive(Debug, Clone, Copy)]
struct Seat {
    staff: StaffId,
    heard_at: InstantMs,
}

impl Desk {
    fn with<T>(&self, ask: impl FnOnce(&mut Option<Seat>) -> T) -> T {
        ask(&mut self.seat.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn sit(&self, staff: StaffId, now: InstantMs) {
        self.with(|seat| *seat = Some(Seat { staff, heard_at: now }));
    }

    pub(crate) fn leave(&self) {
        self.with(|seat| *seat = None);
    }

    /// The person gave a sign.
    pub(crate) fn hear(&self, now: InstantMs) {
        self.with(|seat| {
            if let Some(seat) = seat {
                seat.heard_at = now;
            }
        });
    }

    /// Who sits there; nobody after `minutes` of silence (0: silence never ends a sitting). A clock that went back by
    /// more than a minute ends it too: how long the silence was cannot be known any more.
    pub(crate) fn sitting(&self, now: InstantMs, minutes: i64) -> Option<StaffId> {
        self.with(|seat| {
            let silence_ms = seat.as_ref()?.heard_at;
            let silence_ms = now.get().saturating_sub(silence_ms.get());
            let is_over =
                minutes > 0 && (silence_ms < -MINUTE_MS || silence_ms >= minutes.saturating_mul(MINUTE_MS));
            if is_over {
                *seat = None;
            }
            seat.as_ref().map(|seat| seat.staff)
        })
    }

    /// Somebody signed in and has not left, whether heard of or not.
    pub(crate) fn is_taken(&self) -> bool {
        self.with(|seat| seat.is_some())
    }
}
