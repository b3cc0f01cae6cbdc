//! The journal: every row is chained, and what is changed afterwards shows.

use crate::support::{AT, KEY, Shop, shop};
use bazgasht_store::journal::{self, Entry, Fault, Verified};
use bazgasht_store::{OpenOptions, Store};

fn write_rows(shop: &Shop, count: i64) {
    shop.write(|tx| {
        (0..count).try_for_each(|number| {
            let payload = format!(r#"{{"total_rial":{number}}}"#);
            let entry = Entry {
                op: "record_sale",
                entity: "sale",
                entity_id: number,
                at: AT,
                actor: None,
                approver: None,
                payload: Some(&payload),
            };
            journal::append(tx, &entry).map(drop)
        })
    });
}

#[test]
fn an_untouched_journal_verifies() {
    let shop = shop();
    let Verified::Whole { rows: 0, head } = shop.read(journal::verify) else {
        panic!("an empty journal is whole")
    };
    assert_eq!(head.seq, 0, "and stands at its start");
    write_rows(&shop, 5);
    let Verified::Whole { rows, head } = shop.read(journal::verify) else { panic!("whole") };
    assert_eq!((rows, head), (5, shop.read(journal::head)), "the head that is printed at day close");
    assert_eq!(head.hash.hex().len(), 64, "as hexadecimal");
    let page = shop.read(|r| journal::page(r, Some(4), 2));
    assert_eq!(page.iter().map(|row| row.seq).collect::<Vec<_>>(), [3, 2], "newest first, older than 4");
}

#[test]
fn tampering_is_found_at_the_row() {
    let check = |reason: &str, sql: &str, expected: Verified| {
        let shop = shop();
        write_rows(&shop, 5);
        rusqlite::Connection::open(shop.file("bazgasht.db")).unwrap().execute_batch(sql).unwrap();
        assert_eq!(shop.read(journal::verify), expected, "{reason}");
    };
    let broken = |seq, fault| Verified::Broken { seq, fault };
    check("another amount", "UPDATE journal SET payload = '{}' WHERE seq = 3", broken(3, Fault::Payload));
    check("another time", "UPDATE journal SET at_ms = 1 WHERE seq = 3", broken(3, Fault::Link));
    check("another sale", "UPDATE journal SET entity_id = 9 WHERE seq = 3", broken(3, Fault::Link));
    check("another actor", "UPDATE journal SET actor = 9 WHERE seq = 3", broken(3, Fault::Link));
    check(
        "words moved between columns",
        "UPDATE journal SET op = 'record_sales', entity = 'ale'",
        broken(1, Fault::Link),
    );
    check("a row removed", "DELETE FROM journal WHERE seq = 3", broken(4, Fault::Gap));
    let renumbered = "DELETE FROM journal WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 4;
        UPDATE journal SET seq = 4 WHERE seq = 5";
    check("a row removed and the rest renumbered", renumbered, broken(3, Fault::Link));
    let swapped = "UPDATE journal SET seq = 9 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 3;
        UPDATE journal SET seq = 3 WHERE seq = 9";
    check("two rows swapped", swapped, broken(2, Fault::Link));
}

#[test]
fn cutting_the_end_shows_against_a_kept_head() {
    let shop = shop();
    write_rows(&shop, 5);
    let printed = shop.read(journal::head);
    let cut = rusqlite::Connection::open(shop.file("bazgasht.db")).unwrap();
    cut.execute_batch("DELETE FROM journal WHERE seq = 5").unwrap();
    let Verified::Whole { head, .. } = shop.read(journal::verify) else { panic!("the rest is a chain") };
    assert_ne!(head, printed, "but not the one that was printed");
}

#[test]
fn erasing_a_person_empties_payloads_and_keeps_the_chain() {
    let shop = shop();
    write_rows(&shop, 3);
    let emptied = shop.write(|tx| journal::empty_payloads(tx, "sale", 1));
    assert_eq!(emptied, 1, "the rows about that one");
    assert!(matches!(shop.read(journal::verify), Verified::Whole { rows: 3, .. }), "still whole");
    assert_eq!(shop.read(|r| journal::page(r, None, 9))[1].payload, None, "nothing personal is left");
}

#[test]
fn the_key_is_the_files_own() {
    let heads: Vec<_> = [KEY, [8; 32]]
        .into_iter()
        .map(|key| {
            let dir = tempfile::tempdir().unwrap();
            let shop = Shop { store: Store::open(dir.path(), &OpenOptions::new(AT, key)).unwrap(), dir };
            write_rows(&shop, 1);
            shop.read(journal::head).hash.hex()
        })
        .collect();
    assert_ne!(heads[0], heads[1], "the same rows chain differently in another shop");
}
