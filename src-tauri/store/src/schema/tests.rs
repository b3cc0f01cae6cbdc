//! Migrations: a file that grew step by step is the same as a new one, and a step happens whole or not at all.

use super::*;
use bazgasht_domain::clock::InstantMs;

fn options() -> OpenOptions {
    OpenOptions::new(InstantMs::new(0), [1; 32])
}

fn shape(connection: &Connection) -> Vec<(String, Option<String>)> {
    let sql = "SELECT name, sql FROM sqlite_schema ORDER BY name";
    let mut found = connection.prepare(sql).unwrap();
    found.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_fresh_schema_equals_one_grown_from_every_version() {
    let dir = tempfile::tempdir().unwrap();
    let mut fresh = Connection::open(dir.path().join("fresh")).unwrap();
    migrate(&mut fresh, &options()).unwrap();
    for from in 0..=MIGRATIONS.len() {
        let path = dir.path().join(format!("from {from}"));
        run(&mut Connection::open(&path).unwrap(), &options(), &MIGRATIONS[..from]).unwrap();
        let mut grown = Connection::open(&path).unwrap();
        assert_eq!(version(&grown).unwrap(), i64::try_from(from).unwrap(), "stopped at version {from}");
        migrate(&mut grown, &options()).unwrap();
        assert_eq!(shape(&grown), shape(&fresh), "grown from version {from}");
        check_complete(&grown).unwrap();
        refuse_foreign(&grown).unwrap();
    }
}

#[test]
fn a_step_that_fails_leaves_the_file_at_the_step_before() {
    let dir = tempfile::tempdir().unwrap();
    let mut connection = Connection::open(dir.path().join("shop")).unwrap();
    migrate(&mut connection, &options()).unwrap();
    let before = (version(&connection).unwrap(), shape(&connection));
    let mut scripts = MIGRATIONS.to_vec();
    scripts.push("CREATE TABLE half (x INTEGER) STRICT; CREATE TABLE customer (x INTEGER) STRICT;");
    assert!(run(&mut connection, &options(), &scripts).is_err(), "the second half can not be");
    assert_eq!((version(&connection).unwrap(), shape(&connection)), before, "nor is the first");
    *scripts.last_mut().unwrap() = "CREATE TABLE whole (x INTEGER) STRICT;";
    run(&mut connection, &options(), &scripts).unwrap();
    assert_eq!(version(&connection).unwrap(), before.0 + 1, "a good step goes on from there");
    assert!(
        matches!(refuse_foreign(&connection), Err(StoreError::NewerSchema { .. })),
        "and is newer than us"
    );
}
