//! Typed digits in the phones of a block.
//!
//! Invariant: a phone matches when it holds the digits, or begins with them written in another of its spellings.

use super::block::Block;
use super::query::PhonePart;
use super::rank::{Rank, Tally};
use super::texts::{END, Onward};

pub(super) fn scan(block: &Block, part: &PhonePart, tally: &mut Tally) {
    tally.pass(|pass| scan_digits(block, &part.digits, pass));
    if let Some(start) = &part.from_start {
        let mut needle = vec![END];
        needle.extend_from_slice(start);
        tally.pass(|pass| scan_start(block, &needle, pass));
    }
}

fn scan_digits(block: &Block, digits: &[u8], tally: &mut Tally) {
    if !tally.is_open(Rank::PhoneEnd, 0) {
        return;
    }
    let bytes = block.phones.bytes();
    block.phones.scan(digits, 0, |place, rows| {
        let row = rows.row_of(place);
        let at_end = bytes.get(place + digits.len()) == Some(&END);
        let at_start = place > 0 && bytes[place - 1] == END;
        let rank = match (at_end, at_start) {
            (true, _) => Rank::PhoneEnd,
            (false, true) => Rank::PhoneStart,
            (false, false) => Rank::PhonePart,
        };
        if tally.is_open(rank, row) && block.is_live(row) {
            tally.offer(rank, row);
        }
        if tally.is_open(Rank::PhoneEnd, row) { Onward::Next } else { Onward::Stop }
    });
}

fn scan_start(block: &Block, needle: &[u8], tally: &mut Tally) {
    if !tally.is_open(Rank::PhoneEnd, 0) {
        return;
    }
    let bytes = block.phones.bytes();
    block.phones.scan(needle, 0, |place, rows| {
        let row = rows.row_of(place);
        let is_whole = bytes.get(place + needle.len() - 1) == Some(&END);
        let rank = if is_whole { Rank::PhoneEnd } else { Rank::PhoneStart };
        if tally.is_open(rank, row) && block.is_live(row) {
            tally.offer(rank, row);
        }
        if tally.is_open(Rank::PhoneEnd, row) { Onward::Next } else { Onward::Stop }
    });
}

/// What of the person's phones to show as found, in the national spelling.
pub(super) fn highlight(block: &Block, row: u32, part: &PhonePart) -> Option<(u32, u32)> {
    let phones = || block.phones.row(row).split(|byte| *byte == END).filter(|phone| !phone.is_empty());
    let digits = &part.digits;
    let start = part.from_start.as_deref();
    let at_end =
        phones().find(|phone| phone.ends_with(digits)).map(|phone| (phone, phone.len() - digits.len()));
    let (phone, from, length) = at_end
        .map(|(phone, from)| (phone, from, digits.len()))
        .or_else(|| {
            let start = start?;
            phones().find(|phone| phone.starts_with(start)).map(|phone| (phone, 0, start.len()))
        })
        .or_else(|| {
            let held = |phone| memchr::memmem::find(phone, digits).map(|from| (phone, from, digits.len()));
            phones().find_map(held)
        })?;
    // 98912… is shown as 0912…: one character less.
    let shift = usize::from(phone.len() == 12 && phone.starts_with(b"989"));
    let shown = |place: usize| u32::try_from(place.saturating_sub(shift)).ok();
    Some((shown(from)?, shown(from + length)?))
}
