//! Which characters of a name to show as found.
//!
//! Invariant: a range is never empty and lies within the name as it was given.

use super::block::Block;
use super::fold::{fold, folded_chars};
use super::letters::char_count;
use super::near::found;
use super::query::Query;

/// Characters, from and up to but without.
pub(super) type Range = (u32, u32);

/// The typed text in a name that has it, else the first of its words.
pub(super) fn of_name(block: &Block, row: u32, query: &Query) -> Option<Range> {
    let whole = block.folded.place(row, &query.text.bytes).map(|(at, _)| (at, at + query.text.bytes.len()));
    let first_word = || {
        let places =
            query.words.iter().filter_map(|word| Some((block.folded.place(row, word)?.0, word.len())));
        places.min().map(|(at, length)| (at, at + length))
    };
    in_name(block, row, whole.or_else(first_word)?)
}

/// The first word that has another spelling of a typed one.
pub(super) fn of_spellings(block: &Block, row: u32, spellings: &[Vec<Vec<u8>>]) -> Option<Range> {
    let first = spellings.iter().filter_map(|of_word| found(block, row, of_word)).min()?;
    in_name(block, row, first)
}

/// The first word that sounds like the beginning of a typed one, or begins with how that sounds.
pub(super) fn of_sounds(block: &Block, row: u32, sounds: &[Vec<u8>]) -> Option<Range> {
    let name = given_name(block, row)?;
    let mut start = 0;
    for word in name.split_inclusive(char::is_whitespace) {
        let length = word.trim_end().chars().count();
        let sound = fold(word).sound;
        if sounds.iter().any(|typed| !sound.is_empty() && sound.starts_with(typed)) {
            return Some((u32::try_from(start).ok()?, u32::try_from(start + length).ok()?));
        }
        start += word.chars().count();
    }
    None
}

fn given_name(block: &Block, row: u32) -> Option<&str> {
    std::str::from_utf8(block.names.single(row)).ok()
}

/// Characters of the name as given, of a range of bytes of the folded one.
fn in_name(block: &Block, row: u32, (from, to): (usize, usize)) -> Option<Range> {
    let folded = block.folded.name(row);
    let (from, to) = (char_count(&folded[..from]), char_count(&folded[..to]));
    given_range(given_name(block, row)?, from, to)
}

/// The characters of `name` that fold to its folded characters `from..to`. What folds to nothing is left out
/// before the range and between it and the next word, and taken in where it belongs to a letter.
fn given_range(name: &str, from: usize, to: usize) -> Option<Range> {
    let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
    let folded_until = |chars: usize| folded_chars(&name[..ends[chars]]);
    let numbers: Vec<usize> = (0..ends.len()).collect();
    let start = numbers.partition_point(|chars| folded_until(*chars) <= from).checked_sub(1)?;
    let mut end = numbers.partition_point(|chars| folded_until(*chars) < to);
    let marks = name[*ends.get(end)?..].chars().take_while(|letter| is_mark(*letter));
    end += marks.count();
    (start < end).then_some((u32::try_from(start).ok()?, u32::try_from(end).ok()?))
}

/// Kashida, harakat and hamza above: part of the letter before them.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0300}'..='\u{036F}')
}
