//! Tags, each with the rows that have it.
//!
//! Invariant: spellings that fold to the same words are one tag; rows of a tag ascend once sealed.

use super::fold::{Folded, Folder};
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Tags {
    list: Vec<Tag>,
    /// Place in the list.
    known: HashMap<Folded, usize>,
}

struct Tag {
    text: Folded,
    rows: Vec<u32>,
}

/// Which tags answer to a typed word, as places in the list.
pub(super) type Answering = Vec<usize>;

impl Tags {
    pub(super) fn write(&mut self, tag: &str, row: u32, folder: &mut Folder, folded: &mut Folded) {
        folder.fold_into(tag, folded);
        if !folded.bytes.is_empty() {
            self.write_folded(folded, row);
        }
    }
    fn write_folded(&mut self, text: &Folded, row: u32) {
        let place = match self.known.get(text) {
            Some(place) => *place,
            None => {
                self.known.insert(text.clone(), self.list.len());
                self.list.push(Tag { text: text.clone(), rows: Vec::new() });
                self.list.len() - 1
            }
        };
        self.list[place].rows.push(row);
    }
    /// Copies the tags of rows that have a new place, `u32::MAX` being none.
    pub(super) fn copy(&mut self, from: &Tags, new_rows: &[u32]) {
        for tag in &from.list {
            for row in tag.rows.iter().filter_map(|row| new_rows.get(*row as usize)) {
                if *row != u32::MAX {
                    self.write_folded(&tag.text, *row);
                }
            }
        }
    }
    pub(super) fn seal(&mut self) {
        for tag in &mut self.list {
            tag.rows.sort_unstable();
            tag.rows.dedup();
            tag.rows.shrink_to_fit();
        }
    }

    /// Tags that begin so, or have a word that does.
    pub(super) fn answering(&self, typed: &[u8]) -> Answering {
        let begins =
            |tag: &Tag| tag.text.starts.iter().any(|start| tag.text.bytes[*start..].starts_with(typed));
        (0..self.list.len()).filter(|place| begins(&self.list[*place])).collect()
    }
    pub(super) fn rows(&self, place: usize) -> &[u32] {
        self.list.get(place).map_or(&[], |tag| &tag.rows)
    }
    pub(super) fn has(&self, answering: &[usize], row: u32) -> bool {
        answering.iter().any(|place| self.rows(*place).binary_search(&row).is_ok())
    }
    pub(super) fn held_bytes(&self) -> usize {
        self.list.iter().map(|tag| tag.rows.capacity() * 4 + tag.text.bytes.capacity() * 3 + 128).sum()
    }
}
