//! CustomerId ↔ dense row. Ids are counter × 2^40 + sequence, so per counter a plain table by sequence answers in one
//! load; an id that would make its table mostly empty goes to a hash map instead.

use bazgasht_domain::ids::{CustomerId, SEQUENCE_BITS};
use std::collections::HashMap;

const NONE: u32 = u32::MAX;
/// A table may be this many times longer than the ids it holds, plus [`SPARE`].
const SPARSENESS: usize = 8;
const SPARE: usize = 4096;

#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    customers: Vec<CustomerId>,
    /// By counter, then by sequence.
    tables: Vec<Vec<u32>>,
    strays: HashMap<i64, u32>,
}

/// Counter and sequence of an id that can live in a table.
fn place(id: CustomerId) -> Option<(usize, usize)> {
    let raw = u64::try_from(id.get()).ok()?;
    let counter = usize::try_from(raw >> SEQUENCE_BITS).ok().filter(|c| *c < SPARE)?;
    let sequence = usize::try_from(raw & ((1 << SEQUENCE_BITS) - 1)).ok()?;
    Some((counter, sequence))
}

impl Ids {
    pub(super) fn row(&self, id: CustomerId) -> Option<u32> {
        let in_table = place(id).and_then(|(c, s)| self.tables.get(c)?.get(s).copied());
        match in_table {
            Some(row) if row != NONE => Some(row),
            _ if self.strays.is_empty() => None,
            _ => self.strays.get(&id.get()).copied(),
        }
    }

    pub(super) fn customer(&self, row: u32) -> Option<CustomerId> {
        self.customers.get(row as usize).copied()
    }

    /// The row of `id`, a new one when it has none. `None` when the rows are used up.
    pub(super) fn row_or_new(&mut self, id: CustomerId) -> Option<u32> {
        if let Some(row) = self.row(id) {
            return Some(row);
        }
        let row = u32::try_from(self.customers.len()).ok().filter(|r| *r < NONE)?;
        match place(id).filter(|(_, s)| *s < SPARSENESS * self.customers.len() + SPARE) {
            Some((counter, sequence)) => {
                if self.tables.len() <= counter {
                    self.tables.resize(counter + 1, Vec::new());
                }
                let table = &mut self.tables[counter];
                if table.len() <= sequence {
                    table.resize(sequence + 1, NONE);
                }
                table[sequence] = row;
            }
            None => {
                self.strays.insert(id.get(), row);
            }
        }
        self.customers.push(id);
        Some(row)
    }

    pub(super) fn bytes(&self) -> usize {
        self.customers.len() * 8
            + self.tables.iter().map(|t| t.len() * 4).sum::<usize>()
            + self.strays.len() * 16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_id_finds_its_row() {
        let counters = [0i64, 1, 7, 8191, 9000];
        let sequences = [1i64, 2, 3, 4095, 4096, 5_000_000, (1 << SEQUENCE_BITS) - 1];
        let mut raw: Vec<i64> =
            counters.iter().flat_map(|c| sequences.iter().map(move |s| (c << SEQUENCE_BITS) | s)).collect();
        raw.extend([0, -1, i64::MIN, i64::MAX]);
        raw.dedup();
        let mut ids = Ids::default();
        for (want, id) in raw.iter().enumerate() {
            assert_eq!(ids.row(CustomerId::new(*id)), None, "{id} is unknown before it is added");
            let row = ids.row_or_new(CustomerId::new(*id));
            assert_eq!(row, u32::try_from(want).ok(), "{id}: rows are numbered in order of arrival");
        }
        for (want, id) in raw.iter().enumerate() {
            let row = ids.row_or_new(CustomerId::new(*id));
            assert_eq!(row, u32::try_from(want).ok(), "{id} keeps its row");
            assert_eq!(row.and_then(|r| ids.customer(r)), Some(CustomerId::new(*id)), "{id}: and back");
        }
        assert!(ids.bytes() < 1 << 20, "sparse ids must not make huge tables: {} bytes", ids.bytes());
    }
}
