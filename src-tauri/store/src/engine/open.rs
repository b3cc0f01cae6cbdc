//! Opening. Order matters: the lock first, then looking without touching, then the promises of the file.

use crate::{Result, StoreError, schema};
use bazgasht_domain::clock::InstantMs;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File, TryLockError};
use std::io::Read;
use std::path::{Path, PathBuf};

pub(super) const DATABASE_FILE: &str = "bazgasht.db";
pub(super) const LOCK_FILE: &str = "bazgasht.lock";
/// The first bytes of every SQLite file (https://sqlite.org/fileformat2.html#the_database_header).
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const STATEMENTS_KEPT: usize = 256;

/// Whether the file is the shop itself or the sample shop for learning. Only a sample can ever be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShopKind {
    Real,
    Sample,
}

/// What a file gets when it is made. An existing file keeps what it was made with.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    pub created_at: InstantMs,
    /// Random; keys the journal's chain.
    pub journal_key: [u8; 32],
    pub kind: ShopKind,
    /// The number of this counter, 1 ..= `domain::ids::COUNTER_MAX`.
    pub counter: i64,
}

impl OpenOptions {
    #[must_use]
    pub fn new(created_at: InstantMs, journal_key: [u8; 32]) -> Self {
        Self { created_at, journal_key, kind: ShopKind::Real, counter: 1 }
    }

    #[must_use]
    pub fn sample(self) -> Self {
        Self { kind: ShopKind::Sample, ..self }
    }
}

/// Where the sample shop of a data folder lives: a file of its own, so that no real row is near it.
#[must_use]
pub fn sample_dir(dir: &Path) -> PathBuf {
    dir.join("sample")
}

pub(super) fn take_lock(dir: &Path) -> Result<File> {
    fs::create_dir_all(dir).map_err(|error| StoreError::io(dir, error))?;
    let path = dir.join(LOCK_FILE);
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| StoreError::io(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::AlreadyOpen),
        Err(TryLockError::Error(error)) => Err(StoreError::io(&path, error)),
    }
}

/// Looks at the header with plain reads, so that a file which is not a sound database stays byte for byte.
fn inspect(path: &Path) -> Result<()> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(StoreError::io(path, error)),
    };
    let bytes_on_disk = file.metadata().map_err(|error| StoreError::io(path, error))?.len();
    if bytes_on_disk == 0 {
        return Ok(());
    }
    let mut header = [0_u8; 100];
    file.read_exact(&mut header).map_err(|_| StoreError::corrupt("shorter than a header"))?;
    if &header[..16] != MAGIC {
        return Err(StoreError::corrupt("not a database"));
    }
    let page_bytes = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        bytes => u64::from(bytes),
    };
    let pages = u64::from(u32::from_be_bytes([header[28], header[29], header[30], header[31]]));
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log_is_empty = fs::metadata(log).map_or(0, |meta| meta.len()) == 0;
    // With a log beside it the file may rightly be shorter than it will be.
    if log_is_empty && bytes_on_disk < pages * page_bytes {
        return Err(StoreError::corrupt("the end of the file is missing"));
    }
    Ok(())
}

/// The writer's connection, migrated and with its promises read back.
pub(super) fn open_writer(dir: &Path, options: &OpenOptions) -> Result<Connection> {
    let path = dir.join(DATABASE_FILE);
    inspect(&path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut connection = Connection::open_with_flags(&path, flags)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    // Until the file is known to be ours and sound, closing it must not move its log.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    schema::refuse_foreign(&connection)?;
    promise(&connection)?;
    schema::migrate(&mut connection, options)?;
    schema::check_complete(&connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    sync_folder(dir)?;
    Ok(connection)
}

/// A connection that can only look. Made after the writer, so the log and its index exist.
pub(super) fn open_reader(dir: &Path) -> Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = Connection::open_with_flags(dir.join(DATABASE_FILE), flags)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.execute_batch(include_str!("reader.sql"))?;
    Ok(connection)
}

/// The connection that moves the log into the file, away from the commit path.
pub(super) fn open_keeper(dir: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = Connection::open_with_flags(dir.join(DATABASE_FILE), flags)?;
    promise(&connection)?;
    Ok(connection)
}

/// Sets what the promises need and reads it back: a file system that can not keep them is refused.
fn promise(connection: &Connection) -> Result<()> {
    connection.execute_batch(include_str!("promises.sql"))?;
    let wanted =
        [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("wal_autocheckpoint", "0")];
    for (pragma, value) in wanted {
        let found = connection
            .query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, rusqlite::types::Value>(0))?;
        let found = match found {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        };
        if found != value {
            return Err(StoreError::PragmaRefused { pragma, found });
        }
    }
    Ok(())
}

/// A new name is only durable once its folder is.
#[cfg(unix)]
fn sync_folder(dir: &Path) -> Result<()> {
    File::open(dir).and_then(|folder| folder.sync_all()).map_err(|error| StoreError::io(dir, error))
}
#[cfg(not(unix))]
fn sync_folder(_dir: &Path) -> Result<()> {
    Ok(())
}
