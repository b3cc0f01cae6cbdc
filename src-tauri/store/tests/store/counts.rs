//! Counts that nobody scans for are what a scan would find, whatever changed the rows.

use crate::support::{AT, DAY, customer, options, sale, shop};
use bazgasht_store::sales::Bulk;
use bazgasht_store::{Store, StoreError, counts, customers, sales};

#[test]
fn the_counts_follow_every_change() {
    let shop = shop();
    let check = |people: i64, sold: i64, cancelled: i64, reason: &str| {
        shop.read(|r| {
            let kept = (customers::count(r)?, sales::count(r)?, sales::count_cancelled(r)?);
            assert_eq!(kept, (people, sold, cancelled), "{reason}");
            assert_eq!(counts::audit(r)?, [], "{reason}: a scan finds the same");
            Ok(())
        });
    };
    check(0, 0, 0, "a new file");
    let who = shop.write(|tx| customer(tx, "یکم"));
    let ids = shop.write(|tx| {
        let ids =
            (1..=3).map(|n| sales::insert(tx, &sale(Some(who), DAY, n))).collect::<Result<Vec<_>, _>>()?;
        sales::insert(tx, &sale(None, DAY, 9))?;
        assert_eq!(sales::count(tx)?, 4, "the change sees itself");
        Ok(ids)
    });
    check(1, 4, 0, "sales one by one, one of them anonymous");
    shop.write(|tx| sales::cancel(tx, ids[1], AT));
    check(1, 3, 1, "a cancelled sale counts as one");
    let refused = shop.store.write(|tx| -> Result<(), StoreError> {
        customer(tx, "دوم")?;
        sales::insert(tx, &sale(Some(who), DAY, 5))?;
        sales::cancel(tx, ids[1], AT)
    });
    assert!(refused.is_err(), "it was cancelled already");
    check(1, 3, 1, "what was rolled back is not counted");
    shop.write(|tx| customer(tx, "سوم"));
    check(2, 3, 1, "nor counted with the next change");
    shop.write(|tx| {
        let mut bulk = Bulk::begin(tx, 100)?;
        for n in 1..=100 {
            bulk.add(sale((n % 2 == 0).then_some(who), DAY, n))?;
        }
        bulk.finish()
    });
    check(2, 103, 1, "a bulk load");
}

/// The audit would notice: a row that came without its count.
#[test]
fn the_audit_sees_a_row_that_was_not_counted() {
    let shop = shop();
    shop.write(|tx| customer(tx, "یکم"));
    let raw = rusqlite::Connection::open(shop.file("bazgasht.db")).unwrap();
    raw.execute_batch("UPDATE customer SET erased_at_ms = 1").unwrap();
    let faults = shop.read(counts::audit);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!((faults[0].kept, faults[0].found), (1, 0), "somebody went without being counted out");
}

/// A file of the version before has no counts; opening it makes them.
#[test]
fn a_file_of_the_first_version_is_counted_when_it_is_opened() {
    let shop = shop();
    shop.write(|tx| {
        let who = customer(tx, "یکم")?;
        let ids =
            (1..=3).map(|n| sales::insert(tx, &sale(Some(who), DAY, n))).collect::<Result<Vec<_>, _>>()?;
        sales::cancel(tx, ids[0], AT)
    });
    let crate::support::Shop { store, dir } = shop;
    drop(store);
    let raw = rusqlite::Connection::open(dir.path().join("bazgasht.db")).unwrap();
    // The step itself, over a file that has everything but the counts: later steps do not run twice.
    raw.execute_batch("DELETE FROM setting WHERE key LIKE 'count.%'").unwrap();
    raw.execute_batch(include_str!("../../src/schema/0002_counts.sql")).unwrap();
    drop(raw);
    let again = Store::open(dir.path(), &options()).unwrap();
    let (kept, faults) = again.read(|r| Ok::<_, StoreError>((sales::count(r)?, counts::audit(r)?))).unwrap();
    assert_eq!((kept, faults), (2, vec![]), "two sales and one cancelled");
}
