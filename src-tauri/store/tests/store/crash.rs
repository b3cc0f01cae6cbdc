//! What was confirmed survives the death of the program, and nothing is half there. Also: selling, reading and
//! moving the log beside each other.

use crate::durable::{counter_sale, shop_with_customers};
use crate::support::{DAY, Shop, customer, options};
use bazgasht_domain::points::Points;
use bazgasht_store::journal::Verified;
use bazgasht_store::{Store, customers, facts, journal, points, sales};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

const CHILD_FOLDER: &str = "BAZGASHT_STORE_CRASH_FOLDER";
const ROUNDS: usize = 8;

/// The program that gets killed; on its own it does nothing.
#[test]
fn the_program_that_sells_until_killed() {
    let Some(folder) = std::env::var_os(CHILD_FOLDER) else { return };
    let dir = tempfile::tempdir().unwrap();
    let shop = Shop { store: Store::open(std::path::Path::new(&folder), &options()).unwrap(), dir };
    let who = match shop.read(|r| customers::find_by_code(r, "1")) {
        Some(known) => known,
        None => shop.write(|tx| {
            let profile = customers::Profile { code: Some("1".into()), ..crate::support::profile("الف") };
            customers::insert(tx, &profile, crate::support::AT, DAY, None)
        }),
    };
    let first = i64::try_from(shop.read(|r| sales::of_day(r, DAY)).len()).unwrap();
    for number in first.. {
        counter_sale(&shop, who, number);
        eprintln!("saved {number}");
        if number % 16 == 0 {
            shop.store.checkpoint_if_idle().unwrap();
        }
    }
}

#[test]
fn confirmed_sales_survive_a_kill() {
    let dir = tempfile::tempdir().unwrap();
    let mut confirmed = -1_i64;
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::the_program_that_sells_until_killed", "--nocapture"])
            .env(CHILD_FOLDER, dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let saved =
            lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("saved ")?.parse::<i64>().ok());
        // A different number each round, so that the kill falls on different moments of a sale.
        confirmed = saved.take(7 + 5 * round).last().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();

        let store = Store::open(dir.path(), &options()).unwrap();
        let there = store.read(|r| sales::of_day(r, DAY)).unwrap();
        let invoices: Vec<_> = there.iter().map(|sale| sale.invoice_no.clone().unwrap()).collect();
        let expected: Vec<_> = (0..there.len()).map(|number| number.to_string()).collect();
        assert_eq!(invoices, expected, "round {round}: no sale is missing or double");
        assert!(
            there.len() > usize::try_from(confirmed).unwrap(),
            "round {round}: sale {confirmed} was confirmed"
        );
        store.quick_check().unwrap();
        store
            .read(|r| {
                assert_eq!(points::audit(r)?, [], "round {round}: the ledger adds up");
                let rows = i64::try_from(there.len()).unwrap();
                let who = customers::find_by_code(r, "1")?.unwrap();
                assert_eq!(
                    points::balance(r, who)?,
                    Points::new(30_000 * rows),
                    "round {round}: points of every sale"
                );
                let chain = journal::verify(r)?;
                assert!(
                    matches!(chain, Verified::Whole { rows: found, .. } if found == rows),
                    "round {round}: {chain:?}"
                );
                for sale in &there {
                    let whole = sales::get(r, sale.id)?.unwrap();
                    assert_eq!(
                        (whole.lines.len(), whole.payments.len()),
                        (3, 1),
                        "round {round}: a whole sale"
                    );
                }
                Ok::<_, bazgasht_store::StoreError>(())
            })
            .unwrap();
    }
    assert!(confirmed > 0, "something was sold");
}

#[test]
fn selling_reading_and_moving_the_log_go_on_together() {
    let (shop, people) = shop_with_customers(10);
    let (shop, people) = (&shop, &people);
    std::thread::scope(|scope| {
        let selling = scope.spawn(move || {
            for number in 0..120_i64 {
                counter_sale(shop, people[usize::try_from(number % 10).unwrap()], number);
            }
        });
        let adding = scope.spawn(|| {
            for _ in 0..60 {
                shop.write(|tx| customer(tx, "x"));
            }
        });
        scope.spawn(move || {
            let mut seen = 0;
            while !selling.is_finished() {
                let mut orders = 0_i64;
                let cached: i64 = shop.read(|r| {
                    facts::purchases(r, |_| orders += 1)?;
                    Ok(customers::rows(r, people)?.iter().map(|row| row.totals.orders_count).sum())
                });
                assert_eq!(orders, cached, "a snapshot has a sale and its totals, or neither");
                assert!(orders >= seen, "and never goes back");
                seen = orders;
            }
        });
        while !adding.is_finished() {
            shop.store.checkpoint_if_idle().unwrap();
            std::thread::yield_now();
        }
    });
    assert_eq!(shop.read(sales::count), 120, "every sale");
    assert_eq!(shop.read(customers::count), 70, "every customer");
    shop.store.quick_check().unwrap();
}
