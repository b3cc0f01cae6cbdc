//! One writer, a few readers, one keeper of the log. A commit is acknowledged only after its sync.

use super::open::{self, DATABASE_FILE, LOCK_FILE, OpenOptions, ShopKind};
use super::tx::{Reader, Tx};
use crate::ids::{self, Sequence};
use crate::{Result, StoreError, counts, schema};
use rusqlite::Connection;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

const READERS_KEPT: usize = 4;
/// A log longer than this is cut back to nothing when nobody is selling.
const LOG_PAGES_KEPT: i64 = 16_384;

/// The open file. Fields drop in this order: the lock goes last.
pub struct Store {
    readers: Mutex<Vec<Reader>>,
    keeper: Mutex<Connection>,
    writer: Mutex<Tx>,
    dir: PathBuf,
    kind: ShopKind,
    _lock: File,
}

/// What one call of [`Store::checkpoint_if_idle`] did, in pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    pub log_pages: i64,
    pub moved_pages: i64,
    /// The log was cut back to an empty file.
    pub emptied: bool,
}

/// A panic of a caller can not leave a transaction open (`Rollback` below), so a poisoned lock is usable.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends a snapshot, also when the caller panics.
struct Rollback<'a>(&'a Reader);

impl Drop for Rollback<'_> {
    fn drop(&mut self) {
        if !self.0.connection().is_autocommit() {
            // Nothing better can be done here: SQLite rolls back by itself when this fails.
            let _ = self.0.connection().execute_batch("ROLLBACK");
        }
    }
}

/// Takes back a transaction that was not committed, the ids it minted included.
struct Undo<'a> {
    tx: &'a Tx,
    sequence: Option<Sequence>,
    committed: bool,
}

impl Drop for Undo<'_> {
    fn drop(&mut self) {
        if !self.committed {
            drop(Rollback(self.tx));
            self.tx.sequence.set(self.sequence);
            self.tx.set_uncounted(Default::default());
        }
        self.tx.shrink_cache();
    }
}

impl Store {
    /// Opens the folder's file, making both when absent.
    ///
    /// # Errors
    /// `AlreadyOpen`, `NewerSchema`, `NotOurs`, `Corrupt`, `PragmaRefused`, `ReadOnly`, `DiskFull`, `Io`; in
    /// each of these cases an existing file is left as it was.
    pub fn open(dir: &Path, options: &OpenOptions) -> Result<Self> {
        let lock = open::take_lock(dir)?;
        let writer = open::open_writer(dir, options)?;
        let kind = schema::shop_kind(&writer)?;
        let keeper = open::open_keeper(dir)?;
        Ok(Self {
            readers: Mutex::default(),
            keeper: Mutex::new(keeper),
            writer: Mutex::new(Tx::new(writer)),
            dir: dir.to_owned(),
            kind,
            _lock: lock,
        })
    }

    #[must_use]
    pub fn kind(&self) -> ShopKind {
        self.kind
    }

    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Runs `change` in one transaction: durable when this returns `Ok`, as if never begun otherwise.
    /// Calls wait for each other; a call from inside `change` would wait for ever.
    ///
    /// # Errors
    /// Whatever `change` returns, or the store's own error from beginning or committing.
    pub fn write<T, E: From<StoreError>>(&self, change: impl FnOnce(&Tx) -> Result<T, E>) -> Result<T, E> {
        let tx = hold(&self.writer);
        tx.run("BEGIN IMMEDIATE", [])?;
        tx.take_touched();
        let mut undo = Undo { tx: &tx, sequence: tx.sequence.get(), committed: false };
        let done = change(&tx)?;
        ids::save(&tx)?;
        counts::save(&tx)?;
        tx.run("COMMIT", [])?;
        undo.committed = true;
        Ok(done)
    }

    /// Asks within one snapshot; never waits for the writer and never makes it wait.
    ///
    /// # Errors
    /// Whatever `ask` returns, or the store's own error from opening a snapshot.
    pub fn read<T, E: From<StoreError>>(&self, ask: impl FnOnce(&Reader) -> Result<T, E>) -> Result<T, E> {
        let kept = hold(&self.readers).pop();
        let reader = match kept {
            Some(reader) => reader,
            None => Reader::new(open::open_reader(&self.dir)?),
        };
        let answer = {
            let _end = Rollback(&reader);
            reader.connection().execute_batch("BEGIN").map_err(StoreError::from)?;
            ask(&reader)
        };
        let mut readers = hold(&self.readers);
        if readers.len() < READERS_KEPT {
            readers.push(reader);
        }
        answer
    }

    /// Moves committed pages from the log into the file. Call it from a background thread when nobody sells:
    /// a sale may run beside it, it only shares the disk. Answers `None` when another call is under way.
    ///
    /// # Errors
    /// The store's own errors; the log stays as it is then.
    pub fn checkpoint_if_idle(&self) -> Result<Option<Checkpoint>> {
        let Ok(keeper) = self.keeper.try_lock() else { return Ok(None) };
        let counts = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
        let (log_pages, moved_pages) = keeper.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], counts)?;
        let mut emptied = false;
        if log_pages > LOG_PAGES_KEPT && moved_pages == log_pages {
            // Only with the writer's door in hand: emptying makes a writer wait.
            if let Ok(_door) = self.writer.try_lock() {
                keeper.execute_batch("PRAGMA busy_timeout = 0")?;
                let cut = keeper.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
                keeper.execute_batch("PRAGMA busy_timeout = 5000")?;
                emptied = matches!(cut, Ok(0));
            }
        }
        Ok(Some(Checkpoint { log_pages, moved_pages, emptied }))
    }

    /// Moves the whole log into the file and cuts it to nothing, waiting for the writer and for readers a few seconds:
    /// after erasing somebody no old page may stay in it.
    ///
    /// # Errors
    /// `Locked` when a reader held on to an old snapshot; the log is emptied by a later call then.
    fn empty_log(&self) -> Result<()> {
        let _door = hold(&self.writer);
        let keeper = hold(&self.keeper);
        let busy = keeper.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Locked) }
    }

    /// Writes the whole file anew and empties the log. Rows that moved from page to page leave old copies behind, wherever a
    /// table grew; after erasing somebody none of them may stay. Seconds on a large file, and the writer waits.
    ///
    /// # Errors
    /// `DiskFull` when there is no room for a second copy: the file is as it was, and the log is emptied all the same.
    pub fn rewrite(&self) -> Result<()> {
        let door = hold(&self.writer);
        let written = hold(&self.keeper).execute_batch("VACUUM");
        drop(door);
        self.empty_log()?;
        Ok(written?)
    }

    /// SQLite's own check of the pages, without the rows' cross-references. Seconds on a large file.
    ///
    /// # Errors
    /// `Corrupt` with the first finding.
    pub fn quick_check(&self) -> Result<()> {
        self.read(|reader| {
            let found = reader.one("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?;
            match found.as_deref() {
                Some("ok") => Ok(()),
                other => Err(StoreError::corrupt(other.unwrap_or("no answer"))),
            }
        })
    }

    /// Deletes a sample shop's file and folder. A file that was not made as a sample is never touched.
    ///
    /// # Errors
    /// `Invariant` when the store is the real shop; `Io` when a file can not be deleted.
    pub fn remove_sample(self) -> Result<()> {
        if self.kind != ShopKind::Sample {
            return Err(StoreError::Invariant { what: "only a sample shop can be removed", id: 0 });
        }
        let dir = self.dir.clone();
        drop(self);
        for name in [DATABASE_FILE, "bazgasht.db-wal", "bazgasht.db-shm", LOCK_FILE] {
            let path = dir.join(name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(StoreError::io(&path, error));
                }
                _ => {}
            }
        }
        // A folder that holds anything else stays.
        let _ = fs::remove_dir(&dir);
        Ok(())
    }
}
