//! Everybody's names and numbers, folded and kept in memory, searched as typed.
//!
//! Invariant: after any sequence of changes the index answers exactly as one built anew from the same people:
//! a person just written is found at once, a person removed never is, and ties are always in the order of names.
//!
//! Names lie folded in one buffer, a byte for nearly every letter, and a search is a scan of it. People are kept
//! in blocks sorted by name: one large block of nearly all, and a few small ones of the latest changes.

mod block;
mod builder;
mod fold;
mod gather;
mod highlight;
mod idents;
mod index;
mod letters;
mod names;
mod near;
mod others;
mod phones;
mod phrases;
mod query;
mod rank;
mod search;
mod slips;
mod tags;
mod texts;
mod words;

pub use builder::Builder;
pub use index::Index;

use bazgasht_domain::ids::CustomerId;
use std::fmt;

/// What is searched of one person.
#[derive(Clone)]
pub struct Person {
    pub id: CustomerId,
    /// Full name as shown. The first 128 characters are searched.
    pub name: String,
    /// ASCII digits: `98912…` for mobiles, others as written.
    pub phones: Vec<String>,
    pub code: Option<String>,
    pub card_no: Option<String>,
    pub national_code: Option<String>,
    pub tags: Vec<String>,
    /// Found from the beginning of their words: company, district, texts of the shop's own fields.
    pub others: Vec<String>,
    /// Bytes whose plain order is the order of names.
    pub name_sort: Vec<u8>,
}

impl fmt::Debug for Person {
    /// Debug output ends up in logs, and a log must not tell who somebody is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Person({})", self.id)
    }
}

/// The answer to a typed text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Best first; equally good ones in the order of names.
    pub hits: Vec<Hit>,
    /// What the text says on the Persian keyboard, when it was found only so: «hgd» is «علی».
    pub read_as: Option<String>,
    /// Whether more people match than the limit let through.
    pub more: bool,
}

/// One person who matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub id: CustomerId,
    pub matched: Matched,
    /// From and up to but without, counted in characters: of the name as given for a match of the name, of the
    /// number in the national spelling `0912…` for a match of a phone.
    pub highlight: Option<(u32, u32)>,
}

/// What of a person matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Matched {
    Name,
    Phone,
    Code,
    Card,
    NationalCode,
    Tag,
    /// Company, district or a field of the shop's own.
    Other,
    /// The name, in another spelling.
    Near,
}
