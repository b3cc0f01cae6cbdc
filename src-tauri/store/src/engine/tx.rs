//! The opaque handles. A `Tx` only reaches callers inside an open transaction, a `Reader` inside one snapshot.

use crate::ids::Sequence;
use crate::{Result, counts};
use bazgasht_domain::ids::CustomerId;
use rusqlite::{Connection, OptionalExtension, Params, Row};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::ops::Deref;

/// Negative: KiB, as SQLite wants it. `promises.sql` sets the first.
const CACHE_KIB: i64 = -16_000;
const LOAD_CACHE_KIB: i64 = -200_000;

/// One consistent picture of the file.
pub struct Reader {
    connection: Connection,
    /// What the transaction so far changed of the counts; nothing for a snapshot.
    uncounted: Cell<[i64; counts::KINDS]>,
}

/// One transaction of the only writer. It reads what it has written: a `&Tx` is a `&Reader` too.
pub struct Tx {
    reader: Reader,
    /// Where minting stands; known after the first id since the file was opened.
    pub(crate) sequence: Cell<Option<Sequence>>,
    has_grown_cache: Cell<bool>,
    /// Customers of whom something was written in this transaction, and whether of anybody else too.
    touched: RefCell<Touched>,
}

/// Whose data a transaction wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    pub people: BTreeSet<CustomerId>,
    /// Rows of many people were written at once.
    pub everybody: bool,
}

impl Deref for Tx {
    type Target = Reader;
    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl Reader {
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection, uncounted: Cell::default() }
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn uncounted(&self) -> [i64; counts::KINDS] {
        self.uncounted.get()
    }

    /// A statement kept by the caller over many rows.
    pub(crate) fn prepare(&self, sql: &str) -> Result<rusqlite::CachedStatement<'_>> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    pub(crate) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.prepare(sql)?.query_row(params, map).optional()?)
    }

    pub(crate) fn many<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.prepare(sql)?;
        let rows = statement.query_map(params, map)?.collect::<rusqlite::Result<Vec<T>>>()?;
        Ok(rows)
    }

    /// Calls `take` once a row, without collecting, until it says that it has enough.
    pub(crate) fn each_while(
        &self,
        sql: &str,
        params: impl Params,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<ControlFlow<()>>,
    ) -> Result<()> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            if take(row)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Calls `take` once a row, without collecting.
    pub(crate) fn each(
        &self,
        sql: &str,
        params: impl Params,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<()> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    }
}

impl Tx {
    pub(super) fn new(connection: Connection) -> Self {
        Self {
            reader: Reader::new(connection),
            sequence: Cell::new(None),
            has_grown_cache: Cell::new(false),
            touched: RefCell::default(),
        }
    }

    pub(crate) fn set_uncounted(&self, uncounted: [i64; counts::KINDS]) {
        self.reader.uncounted.set(uncounted);
    }

    /// More pages in memory until the transaction ends: a load would otherwise write and read them again.
    pub(crate) fn grow_cache(&self) -> Result<()> {
        self.has_grown_cache.set(true);
        Ok(self.reader.connection.pragma_update(None, "cache_size", LOAD_CACHE_KIB)?)
    }

    pub(super) fn shrink_cache(&self) {
        if self.has_grown_cache.replace(false) {
            // Memory only; a failure costs nothing that was promised.
            let _ = self.reader.connection.pragma_update(None, "cache_size", CACHE_KIB);
            let _ = self.reader.connection.execute_batch("PRAGMA shrink_memory");
        }
    }

    /// Whatever is known of this customer may be other than before.
    pub(crate) fn touch(&self, customer: CustomerId) {
        self.touched.borrow_mut().people.insert(customer);
    }

    pub(crate) fn touch_everybody(&self) {
        self.touched.borrow_mut().everybody = true;
    }

    /// Whose data this transaction has written so far; asking again answers what came since.
    pub fn take_touched(&self) -> Touched {
        self.touched.take()
    }

    /// The row number of the last inserted row.
    pub(crate) fn last_row(&self) -> i64 {
        self.reader.connection.last_insert_rowid()
    }

    /// Runs one changing statement; answers how many rows it changed.
    pub(crate) fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.prepare(sql)?.execute(params)?)
    }
}
