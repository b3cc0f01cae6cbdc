//! Who is in the shop already, and who came earlier in the same file.

use super::draft::Draft;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::phone::Mobile;
use bazgasht_store::{Reader, Result, customers, facts};
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    InShop(CustomerId),
    InFile,
}

pub(super) struct Known<'r> {
    reader: &'r Reader,
    /// Name keys of people without a code and a number; only needed for files that have no codes.
    names: HashMap<String, CustomerId>,
}

impl<'r> Known<'r> {
    pub(super) fn new(reader: &'r Reader, has_codes: bool) -> Result<Self> {
        let mut names = HashMap::new();
        if !has_codes {
            facts::people(reader, |id, person| {
                if person.code.is_none() && person.phone_digits.is_empty() {
                    names.entry(person.name_key).or_insert(id);
                }
            })?;
        }
        Ok(Self { reader, names })
    }

    pub(super) fn reader(&self) -> &'r Reader {
        self.reader
    }

    /// By code; else by mobile and name together; else, with neither, by name among those who have neither.
    pub(super) fn find(&self, draft: &Draft) -> Result<Option<Found>> {
        if let Some(code) = &draft.profile.code
            && let Some(id) = customers::find_by_code(self.reader, code)?
        {
            return Ok(Some(Found::InShop(id)));
        }
        for mobile in draft.mobiles() {
            for id in customers::find_by_phone(self.reader, &mobile.e164())? {
                let Some(person) = customers::get(self.reader, id)? else { continue };
                let code_fits = person.profile.code.is_none() || draft.profile.code.is_none();
                if code_fits && person.profile.name_key == draft.profile.name_key {
                    return Ok(Some(Found::InShop(id)));
                }
            }
        }
        if draft.has_key() {
            return Ok(None);
        }
        Ok(self.names.get(&draft.profile.name_key).copied().map(Found::InShop))
    }

    pub(super) fn has_phone(&self, mobile: Mobile) -> Result<bool> {
        Ok(!customers::find_by_phone(self.reader, &mobile.e164())?.is_empty())
    }
}

/// Codes and mobiles of the rows so far, with the row they first stood in.
#[derive(Debug, Default)]
pub(super) struct Seen {
    codes: HashMap<String, u32>,
    mobiles: HashMap<Mobile, u32>,
    /// People without a code, by mobile and name.
    persons: HashSet<(Mobile, String)>,
}

impl Seen {
    pub(super) fn code(&self, draft: &Draft) -> Option<u32> {
        self.codes.get(draft.profile.code.as_deref()?).copied()
    }

    pub(super) fn owner(&self, mobile: Mobile) -> Option<u32> {
        self.mobiles.get(&mobile).copied()
    }

    /// The same mobile under the same name, where no code says that these are two people.
    pub(super) fn person(&self, draft: &Draft) -> Option<Found> {
        if draft.profile.code.is_some() {
            return None;
        }
        let key = (draft.mobile()?, draft.profile.name_key.clone());
        self.persons.contains(&key).then_some(Found::InFile)
    }

    pub(super) fn add(&mut self, row: u32, draft: &Draft) {
        if let Some(code) = &draft.profile.code {
            self.codes.insert(code.clone(), row);
        }
        for mobile in draft.mobiles() {
            self.mobiles.entry(*mobile).or_insert(row);
        }
        if let (None, Some(mobile)) = (&draft.profile.code, draft.mobile()) {
            self.persons.insert((mobile, draft.profile.name_key.clone()));
        }
    }
}
