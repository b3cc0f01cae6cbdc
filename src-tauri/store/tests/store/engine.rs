//! Opening, refusing, transactions and snapshots.

use crate::support::{AT, DAY, KEY, customer, options, sale, shop};
use bazgasht_store::{OpenOptions, ShopKind, Store, StoreError, customers, sales, sample_dir, settings};
use std::path::Path;

const CHILD_FOLDER: &str = "BAZGASHT_STORE_TEST_FOLDER";

fn pragma(dir: &Path, sql: &str) -> String {
    let connection = rusqlite::Connection::open(dir.join("bazgasht.db")).unwrap();
    connection.query_row(sql, [], |row| row.get::<_, rusqlite::types::Value>(0)).map_or_else(
        |error| error.to_string(),
        |value| match value {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        },
    )
}

#[test]
fn a_new_file_says_whose_it_is() {
    let shop = shop();
    let check = |sql: &str, expected: &str, reason: &str| {
        assert_eq!(pragma(shop.dir.path(), sql), expected, "{reason}");
    };
    check("PRAGMA journal_mode", "wal", "the log is on");
    check("PRAGMA application_id", "1111579207", "BAZG");
    check("SELECT user_version > 0 FROM pragma_user_version", "1", "the schema's number");
    check("PRAGMA integrity_check", "ok", "sound");
    let loose =
        "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'
        AND name NOT LIKE 'sqlite_%'";
    check(loose, "0", "every table is STRICT");
    check("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'", "0", "no triggers");
    check("SELECT count(*) FROM pragma_foreign_key_check", "0", "no dangling reference");
}

#[test]
fn a_second_copy_is_told_so() {
    let shop = shop();
    let again = Store::open(shop.dir.path(), &options());
    assert!(matches!(again, Err(StoreError::AlreadyOpen)), "from the same process");

    let me = std::env::current_exe().unwrap();
    let child = |folder: &Path| {
        let done = std::process::Command::new(&me)
            .args(["--exact", "engine::the_other_process", "--nocapture"])
            .env(CHILD_FOLDER, folder)
            .output()
            .unwrap();
        String::from_utf8_lossy(&done.stderr).into_owned()
    };
    let told = child(shop.dir.path());
    assert!(told.contains("the other process says: AlreadyOpen"), "from another process: {told}");
    let dir = shop.dir;
    drop(shop.store);
    let told = child(dir.path());
    assert!(told.contains("the other process says: open"), "after the first has closed: {told}");
}

/// The part of the second process; on its own it does nothing.
#[test]
fn the_other_process() {
    let Some(folder) = std::env::var_os(CHILD_FOLDER) else { return };
    match Store::open(Path::new(&folder), &options()) {
        Ok(_) => eprintln!("the other process says: open"),
        Err(error) => eprintln!("the other process says: {error:?}"),
    }
}

#[test]
fn what_can_not_be_opened_stays_as_it_was() {
    let sound = {
        let shop = shop();
        shop.write(|tx| customer(tx, "الف"));
        let dir = shop.dir;
        drop(shop.store);
        std::fs::read(dir.path().join("bazgasht.db")).unwrap()
    };
    let with = |at: usize, bytes: &[u8]| {
        let mut copy = sound.clone();
        copy[at..at + bytes.len()].copy_from_slice(bytes);
        copy
    };
    let check = |reason: &str, file: Vec<u8>, expected: &str| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("bazgasht.db");
        std::fs::write(&path, &file).unwrap();
        let refused = Store::open(dir.path(), &options()).err().unwrap();
        assert!(format!("{refused:?}").starts_with(expected), "{reason}: {refused:?}");
        assert!(std::fs::read(&path).unwrap() == file, "{reason}: the file is untouched");
    };
    check("a text", b"not a database at all, but long enough to have a header of one hundred bytes, or so one would think".to_vec(), "Corrupt");
    check("a few bytes", b"SQLite".to_vec(), "Corrupt");
    check("cut in the middle", sound[..sound.len() / 2].to_vec(), "Corrupt");
    check("the schema's page overwritten", with(100, &[0xAB; 900]), "Corrupt");
    check("a newer schema", with(60, &99_u32.to_be_bytes()), "NewerSchema { found: 99, known");
    check("another program's file", with(68, &7_u32.to_be_bytes()), "NotOurs { application_id: 7 }");
    check("no schema number", with(60, &0_u32.to_be_bytes()), "Corrupt");
}

#[test]
fn a_folder_that_can_not_be_made_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a file");
    std::fs::write(&file, b"x").unwrap();
    let refused = Store::open(&file.join("shop"), &options());
    assert!(
        matches!(&refused, Err(StoreError::Io { path, .. }) if path.starts_with(&file)),
        "{:?}",
        refused.err()
    );
}

#[test]
fn rows_survive_closing_and_ids_never_repeat() {
    let dir = tempfile::tempdir().unwrap();
    let mut seen = Vec::new();
    for round in 0..3 {
        let store = Store::open(dir.path(), &OpenOptions::new(AT, [round; 32])).unwrap();
        let failed = store.write(|tx| {
            customer(tx, "rolled back")?;
            Err::<(), _>(StoreError::OutOfRange)
        });
        assert!(failed.is_err(), "round {round}: the change fails");
        for _ in 0..2 {
            seen.push(store.write(|tx| customer(tx, "kept")).unwrap());
        }
        assert_eq!(
            store.read(customers::count).unwrap(),
            i64::try_from(seen.len()).unwrap(),
            "round {round}"
        );
    }
    assert!(seen.is_sorted_by(|a, b| a < b), "every id is new and higher: {seen:?}");
    assert!(seen.iter().all(|id| id.get() >> 40 == 1), "minted by counter 1");
}

#[test]
fn many_ids_in_one_change_are_all_reserved() {
    let dir = tempfile::tempdir().unwrap();
    let last = {
        let store = Store::open(dir.path(), &options()).unwrap();
        let ids = store.write(|tx| (0..5_000).map(|_| customer(tx, "x")).collect::<Result<Vec<_>, _>>());
        *ids.unwrap().last().unwrap()
    };
    let store = Store::open(dir.path(), &options()).unwrap();
    let next = store.write(|tx| customer(tx, "y")).unwrap();
    assert!(next > last, "{next} comes after {last}");
}

#[test]
fn a_change_that_fails_or_panics_leaves_nothing() {
    let shop = shop();
    let refused = shop.store.write(|tx| {
        let who = customer(tx, "الف")?;
        sales::insert(tx, &sale(Some(who), DAY, 5))?;
        settings::put(tx, "a", &1)?;
        Err::<(), _>(StoreError::OutOfRange)
    });
    assert!(refused.is_err(), "the error comes back");
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        shop.store.write(|tx| -> Result<(), StoreError> {
            customer(tx, "ب")?;
            panic!("in the middle")
        })
    }));
    assert!(panicked.is_err(), "the panic comes back");
    shop.read(|r| {
        assert_eq!(customers::count(r)?, 0, "nobody");
        assert_eq!(sales::of_day(r, DAY)?, [], "nothing sold");
        assert_eq!(settings::get::<i64>(r, "a")?, None, "nothing set");
        Ok(())
    });
    shop.write(|tx| customer(tx, "پ"));
    assert_eq!(shop.read(customers::count), 1, "the next change works");
}

#[test]
fn readers_see_a_snapshot_and_wait_for_nobody() {
    let shop = shop();
    shop.write(|tx| customer(tx, "الف"));
    shop.write(|tx| {
        customer(tx, "ب")?;
        let seen =
            std::thread::scope(|scope| scope.spawn(|| shop.store.read(customers::count)).join().unwrap())?;
        assert_eq!(seen, 1, "another thread reads beside an open change, and sees what was committed");
        assert_eq!(customers::count(tx)?, 2, "the change sees itself");
        Ok(())
    });
    shop.read(|r| {
        assert_eq!(customers::count(r)?, 2, "both");
        shop.write(|tx| customer(tx, "پ"));
        assert_eq!(customers::count(r)?, 2, "a snapshot stays as it was while others write");
        Ok(())
    });
    assert_eq!(shop.read(customers::count), 3, "the next snapshot is new");
}

#[test]
fn the_log_moves_when_asked_and_never_by_itself() {
    let shop = shop();
    let main = || std::fs::metadata(shop.file("bazgasht.db")).unwrap().len();
    let before = main();
    shop.write(|tx| (0..500).try_for_each(|_| customer(tx, "x").map(drop)));
    assert_eq!(main(), before, "a commit writes the log only");
    let moved = shop.store.checkpoint_if_idle().unwrap().unwrap();
    assert!(moved.moved_pages > 0 && moved.moved_pages == moved.log_pages, "{moved:?}");
    assert!(main() > before, "now the file has them");
    shop.store.quick_check().unwrap();
}

#[test]
fn the_sample_shop_can_go_and_the_real_one_can_not() {
    let shop = shop();
    let dir = sample_dir(shop.dir.path());
    let sample = Store::open(&dir, &OpenOptions::new(AT, KEY).sample()).unwrap();
    assert_eq!(sample.kind(), ShopKind::Sample, "it knows what it is");
    sample.write(|tx| customer(tx, "نمونه")).unwrap();
    drop(sample);
    let sample = Store::open(&dir, &options()).unwrap();
    assert_eq!(sample.kind(), ShopKind::Sample, "and stays so, however it is opened");
    sample.remove_sample().unwrap();
    assert!(!dir.exists(), "gone with its folder");

    let folder = shop.dir.path().to_owned();
    shop.write(|tx| customer(tx, "واقعی"));
    let refused = shop.store.remove_sample();
    assert!(matches!(refused, Err(StoreError::Invariant { .. })), "{refused:?}");
    let again = Store::open(&folder, &options()).unwrap();
    assert_eq!(again.read(customers::count).unwrap(), 1, "the real shop is whole");
}
