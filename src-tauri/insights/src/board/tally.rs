//! The counts of one frame, each a sum over customers. One function, `contrib`, adds or takes away what one customer's
//! history gives; a change is −1 with the old history and +1 with the new one. A full pass adds the same numbers.

use super::frame::{Frame, Masks, NO_PERIOD};
use crate::columns::profile::{NEVER, change};
use crate::columns::{Columns, PAD, RowIndex, Slot};

/// Days are read so many at a time: a customer's history then costs one jump that the processor cannot foresee, not
/// several, and that jump is what a short history's time goes into.
const CHUNK: usize = PAD;
/// Entry n keeps the first n days of a chunk and turns the others into [`NEVER`].
const BLANKS: [[u16; CHUNK]; CHUNK + 1] = {
    let mut blanks = [[0; CHUNK]; CHUNK + 1];
    let mut kept = 0;
    while kept <= CHUNK {
        let mut i = kept;
        while i < CHUNK {
            blanks[kept][i] = NEVER;
            i += 1;
        }
        kept += 1;
    }
    blanks
};

/// What a frame sees of one customer. Days after the as-of day set no bit and lie in no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    /// [`NEVER`] without an order.
    pub(crate) first: u16,
    /// [`NEVER`] without a second order.
    pub(crate) second: u16,
    /// Bit j: active at edge j.
    pub(crate) active: u64,
    /// Bit j: ordered in period j.
    pub(crate) ordered: u64,
}

impl Seen {
    /// `days` are those of all customers, with [`CHUNK`] more behind the last.
    #[inline]
    pub(crate) fn of(days: &[u16], slot: Slot, masks: &Masks) -> Self {
        let (mut at, mut left) = (slot.start as usize, slot.len as usize);
        let head = chunk(days, at, left);
        let (mut active, mut ordered) = bits(head, masks);
        while left > CHUNK {
            at += CHUNK;
            left -= CHUNK;
            let more = bits(chunk(days, at, left), masks);
            active |= more.0;
            ordered |= more.1;
        }
        Self { first: head[0], second: head[1], active, ordered }
    }
}

/// Bit j: active at edges j and j + 1.
#[inline]
pub(super) fn kept_bits(active: u64) -> u64 {
    active & active >> 1
}

#[inline]
fn chunk(days: &[u16], at: usize, left: usize) -> [u16; CHUNK] {
    let Some(window) = days.get(at..).and_then(|rest| rest.first_chunk::<CHUNK>()) else {
        unreachable!("the columns end in {CHUNK} places that belong to nobody")
    };
    let blank = &BLANKS[left.min(CHUNK)];
    std::array::from_fn(|i| window[i] | blank[i])
}

#[inline]
fn bits(chunk: [u16; CHUNK], masks: &Masks) -> (u64, u64) {
    let (mut active, mut ordered) = (0, 0);
    for day in chunk {
        active |= masks.active[day];
        ordered |= masks.ordered[day];
    }
    (active, ordered)
}

/// Entries 63 collect what lies outside the frame; nobody reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    /// By edge.
    pub(crate) active: [u32; 64],
    /// By period: active at both of its edges.
    pub(crate) kept: [u32; 64],
    /// By period: first order in it and active at its end.
    pub(crate) new_active: [u32; 64],
    /// By period: first and second order in it.
    pub(crate) twice: [u32; 64],
    /// By period of the first order (the last entry: before the frame), then by period: customers ordering.
    pub(crate) cells: Vec<[u32; 64]>,
}

impl Tally {
    pub(crate) fn new() -> Self {
        let cells = vec![[0; 64]; usize::from(NO_PERIOD) + 1];
        Self { active: [0; 64], kept: [0; 64], new_active: [0; 64], twice: [0; 64], cells }
    }

    /// Adds (+1) or takes away (−1) what the history of one customer gives.
    pub(crate) fn contrib(&mut self, frame: &Frame, columns: &Columns, row: RowIndex, sign: i32) {
        let slot = columns.slot(row);
        if slot.len == 0 {
            return;
        }
        let seen = Seen::of(columns.all_days(), slot, frame.masks());
        self.contrib_firsts(frame, &seen, sign);
        for_bits(seen.active, |bit| change(&mut self.active[bit], sign));
        for_bits(kept_bits(seen.active), |bit| change(&mut self.kept[bit], sign));
        let cohort = &mut self.cells[usize::from(frame.period(seen.first) & 63)];
        for_bits(seen.ordered, |bit| change(&mut cohort[bit], sign));
    }

    /// The part of a contribution that depends on the first two orders; the rest is counting bits.
    #[inline]
    pub(super) fn contrib_firsts(&mut self, frame: &Frame, seen: &Seen, sign: i32) {
        let period = frame.period(seen.first);
        let given = |applies: bool| if applies { sign } else { 0 };
        let place = usize::from(period & 63);
        // The day that never comes is in no period, not even in the one outside the frame.
        change(&mut self.twice[place], given(period == frame.period(seen.second)));
        let active_at_end = seen.active >> ((period + 1) & 63) & 1 == 1;
        change(&mut self.new_active[place], given(active_at_end));
    }
}

fn for_bits(mut word: u64, mut take: impl FnMut(usize)) {
    while word != 0 {
        take(word.trailing_zeros() as usize);
        word &= word - 1;
    }
}
