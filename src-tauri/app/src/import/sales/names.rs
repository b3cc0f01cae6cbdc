//! Texts with small numbers: half a million lines hold numbers, and each text lies in memory once.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

const NOTHING: u32 = u32::MAX;

#[derive(Debug, Default)]
pub(in super::super) struct Names {
    text: String,
    /// Where each text ends; it begins where the one before it ends.
    ends: Vec<u32>,
    hasher: RandomState,
    /// The newest text of a (shortened) hash …
    newest: HashMap<u32, u32>,
    /// … and for each text the one before it with the same hash.
    before: Vec<u32>,
}

impl Names {
    /// The number of a text, a new one when it is new. (Files are capped far below 4 GiB of text.)
    pub(in super::super) fn number(&mut self, text: &str) -> u32 {
        let hash = self.hash(text);
        if let Some(found) = self.find_hashed(text, hash) {
            return found;
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(NOTHING);
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(NOTHING));
        self.before.push(self.newest.insert(hash, number).unwrap_or(NOTHING));
        number
    }

    pub(in super::super) fn find(&self, text: &str) -> Option<u32> {
        self.find_hashed(text, self.hash(text))
    }

    pub(in super::super) fn text(&self, number: u32) -> &str {
        let index = number as usize;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Gives back what only finding needs; from here on numbers are turned to texts and not the other way.
    pub(in super::super) fn close(&mut self) {
        self.newest = HashMap::new();
        self.before = Vec::new();
        self.text.shrink_to_fit();
    }

    pub(in super::super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(in super::super) fn texts(&self) -> impl Iterator<Item = &str> {
        (0_u32..).take(self.len()).map(|number| self.text(number))
    }

    /// Half of the hash: equal ones are told apart by the text, and the table is half as large.
    fn hash(&self, text: &str) -> u32 {
        let [a, b, c, d, ..] = self.hasher.hash_one(text).to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    fn find_hashed(&self, text: &str, hash: u32) -> Option<u32> {
        let mut candidate = self.newest.get(&hash).copied()?;
        while candidate != NOTHING {
            if self.text(candidate) == text {
                return Some(candidate);
            }
            candidate = self.before.get(candidate as usize).copied()?;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_one_number() {
        let mut names = Names::default();
        let texts: Vec<String> = (0..70_000).map(|number| format!("C{number}")).collect();
        let numbers: Vec<u32> = texts.iter().map(|text| names.number(text)).collect();
        assert_eq!(numbers, (0..70_000).collect::<Vec<u32>>(), "new texts get the next number");
        for (text, number) in texts.iter().zip(numbers) {
            assert_eq!(names.number(text), number, "a known text keeps its number");
            assert_eq!(names.text(number), text, "and the number gives the text");
        }
        assert_eq!(names.find("C70000"), None, "an unknown text has none");
        assert_eq!(names.number(""), 70_000, "the empty text is a text");
        assert_eq!(names.text(70_001), "", "a number that was never given");
    }
}
