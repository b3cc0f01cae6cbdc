//! What a confirmed sale costs the disk: one commit, one sync, a bounded number of bytes.

use crate::support::{AT, DAY, Shop, cash, customer, line, sale, shop};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, SaleId};
use bazgasht_domain::points::Points;
use bazgasht_store::journal::Entry;
use bazgasht_store::points::{Cause, Effect, EntryKind, NewEntry};
use bazgasht_store::sales::NewSale;
use bazgasht_store::{customers, journal, points, requests, sales};

const LOG_HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;
/// The promise of P1.
const SALE_BYTES_MAX: usize = 32 * 1024;

/// A whole counter sale as the app writes it: three lines, a payment, earned points, the answer, the journal.
pub(crate) fn counter_sale(shop: &Shop, who: CustomerId, number: i64) -> SaleId {
    shop.write(|tx| {
        let at = InstantMs::new(AT.get() + number);
        let new = NewSale {
            invoice_no: Some(format!("{number}")),
            entry_minute: Some(600),
            recorded_at: at,
            program_rev: Some(1),
            lines: vec![
                line("نان سنگک", 2_000, 600_000),
                line("پنیر", 500, 900_000),
                line("چای", 1_000, 1_500_000),
            ],
            payments: vec![cash(3_000_000)],
            ..sale(Some(who), DAY, 3_000_000)
        };
        let id = sales::insert(tx, &new)?;
        let entry = NewEntry {
            customer: who,
            kind: EntryKind::Earn,
            points: Points::new(30_000),
            day: DAY,
            at,
            cause: Cause { source_kind: "sale".into(), source_id: id.get(), rule: "base".into() },
            actor: None,
            note: None,
        };
        points::post(tx, &entry, Effect::Open { expires: None, available_from: None })?;
        let payload = format!(
            r#"{{"sale":{},"customer":{},"total_rial":3000000,"points":30000}}"#,
            id.get(),
            who.get()
        );
        journal::append(
            tx,
            &Entry {
                op: "record_sale",
                entity: "sale",
                entity_id: id.get(),
                at,
                actor: None,
                payload: Some(&payload),
            },
        )?;
        // A random-looking id, as the window mints them.
        let request =
            format!("{:032x}", (number as u128).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835));
        requests::remember(
            tx,
            &request,
            "record_sale",
            &format!(
                r#"{{"sale":{},"points_earned":30000,"points_balance":1234567,"seq":{number}}}"#,
                id.get()
            ),
            at,
        )?;
        Ok(id)
    })
}

pub(crate) fn shop_with_customers(count: i64) -> (Shop, Vec<CustomerId>) {
    let shop = shop();
    let ids =
        shop.write(|tx| (0..count).map(|n| customer(tx, &format!("مشتری شماره {n} خانواده"))).collect());
    (shop, ids)
}

/// (page size, salt, [pages of the database after the frame, 0 when it is no commit]) of the log.
fn log(shop: &Shop) -> (usize, [u8; 8], Vec<u32>) {
    let bytes = std::fs::read(shop.file("bazgasht.db-wal")).unwrap();
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    let page_bytes = number(8) as usize;
    let frames = (bytes.len() - LOG_HEADER_BYTES) / (page_bytes + FRAME_HEADER_BYTES);
    let commits = (0..frames).map(|n| number(LOG_HEADER_BYTES + n * (page_bytes + FRAME_HEADER_BYTES) + 4));
    (page_bytes, bytes[16..24].try_into().unwrap(), commits.collect())
}

#[test]
fn a_sale_is_one_commit_and_at_most_32_kib_of_log() {
    let (shop, people) = shop_with_customers(2_000);
    let mut sizes = Vec::new();
    for number in 0..1_500_i64 {
        let who = people[usize::try_from(number * 769 % 2_000).unwrap()];
        let (page_bytes, salt, before) = log(&shop);
        counter_sale(&shop, who, number);
        let (_, salt_after, after) = log(&shop);
        assert_eq!(
            salt_after, salt,
            "sale {number}: the log was not restarted, which would cost a second sync"
        );
        let added = &after[before.len()..];
        let commits = added.iter().filter(|pages| **pages != 0).count();
        assert_eq!(commits, 1, "sale {number}: one commit mark, and FULL syncs once a mark");
        sizes.push(added.len() * (page_bytes + FRAME_HEADER_BYTES));
    }
    sizes.sort_unstable();
    let (median, most) = (sizes[sizes.len() / 2], sizes[sizes.len() - 1]);
    eprintln!("log bytes of a sale: median {median}, 99 % {}, most {most}", sizes[sizes.len() * 99 / 100]);
    assert!(most <= SALE_BYTES_MAX, "a sale wrote {most} bytes");
    let balance = shop.read(|r| customers::get(r, people[0])).unwrap().totals.points;
    assert_eq!(balance, Points::new(30_000), "the points are there");
}
