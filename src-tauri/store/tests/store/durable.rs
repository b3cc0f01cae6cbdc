//! What a confirmed sale costs the disk: one commit, one sync, a bounded number of bytes.

use crate::support::{AT, DAY, Shop, cash, customer, line, sale, shop};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, SaleId};
use bazgasht_domain::points::Points;
use bazgasht_store::journal::Entry;
use bazgasht_store::points::{Cause, Effect, EntryKind, NewEntry};
use bazgasht_store::sales::NewSale;
use bazgasht_store::{customers, journal, points, requests, sales};

const LOG_HEADER_BYTES: u64 = 32;
const FRAME_HEADER_BYTES: u64 = 24;
/// The promise of P1, for 99 sales of a hundred; the hundredth splits five trees at once.
const SALE_BYTES_MAX: u64 = 32 * 1024;
const WORST_SALE_BYTES_MAX: u64 = 48 * 1024;

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
                approver: None,
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

/// The write-ahead log as it lies on the disk (https://sqlite.org/fileformat2.html#walformat).
struct Log {
    file: std::fs::File,
    page_bytes: u64,
}

impl Log {
    fn open(shop: &Shop) -> Self {
        let file = std::fs::File::open(shop.file("bazgasht.db-wal")).unwrap();
        let mut log = Self { file, page_bytes: 0 };
        log.page_bytes = u64::from(log.number(8));
        log
    }

    fn number(&self, at: u64) -> u32 {
        use std::io::{Read, Seek, SeekFrom};
        let mut four = [0; 4];
        (&self.file).seek(SeekFrom::Start(at)).unwrap();
        (&self.file).read_exact(&mut four).unwrap();
        u32::from_be_bytes(four)
    }

    /// Changes whenever the log starts over.
    fn salt(&self) -> u32 {
        self.number(16)
    }

    fn frames_count(&self) -> u64 {
        (self.file.metadata().unwrap().len() - LOG_HEADER_BYTES) / self.frame_bytes()
    }

    fn frame_bytes(&self) -> u64 {
        self.page_bytes + FRAME_HEADER_BYTES
    }

    /// A commit mark is a frame that says how long the file is.
    fn is_commit(&self, frame: u64) -> bool {
        self.number(LOG_HEADER_BYTES + frame * self.frame_bytes() + 4) != 0
    }
}

#[test]
fn a_sale_is_one_commit_and_at_most_32_kib_of_log() {
    let (shop, people) = shop_with_customers(2_000);
    let log = Log::open(&shop);
    let mut sizes = Vec::new();
    for number in 0..600_i64 {
        let who = people[usize::try_from(number * 769 % 2_000).unwrap()];
        let (salt, before) = (log.salt(), log.frames_count());
        counter_sale(&shop, who, number);
        assert_eq!(
            log.salt(),
            salt,
            "sale {number}: the log was not begun again, which would cost a second sync"
        );
        let commits = (before..log.frames_count()).filter(|&frame| log.is_commit(frame)).count();
        assert_eq!(commits, 1, "sale {number}: one commit mark, and FULL syncs once a mark");
        sizes.push((log.frames_count() - before) * log.frame_bytes());
    }
    sizes.sort_unstable();
    let of_hundred = |n: usize| sizes[(sizes.len() - 1) * n / 100];
    eprintln!(
        "log bytes of a sale: median {}, 99 % {}, most {}",
        of_hundred(50),
        of_hundred(99),
        of_hundred(100)
    );
    assert!(of_hundred(99) <= SALE_BYTES_MAX, "99 of 100 sales wrote up to {} bytes", of_hundred(99));
    assert!(of_hundred(100) <= WORST_SALE_BYTES_MAX, "a sale wrote {} bytes", of_hundred(100));
    let balance = shop.read(|r| customers::get(r, people[0])).unwrap().totals.points;
    assert_eq!(balance, Points::new(30_000), "the points are there");
}
