//! P1: what a confirmed sale costs. The whole way through the dispatcher, in turns with a plain 32 KB append and
//! fdatasync on the same disk. Bytes and commits are counted in the log itself, so they hold on any machine.

use crate::measure::{Done, Pairs, ensure, median, most, percentile, timed};
use crate::shop;
use crate::table::{Row, ms};
use bazgasht_store::sales;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

const RAW_BYTES: usize = 32 * 1024;
const LOG_HEADER_BYTES: u64 = 32;
const FRAME_HEADER_BYTES: u64 = 24;
const ROUNDS: usize = 8;
const SALE_RIAL: i64 = 3_000_000;

pub fn rows(small_shop: &Path, quick: bool) -> Done<Vec<Row>> {
    let folder = shop::copy(small_shop)?;
    let people = shop::people(&shop::open_store(folder.path())?)?;
    let app = shop::open(folder.path())?;
    let who =
        |number: usize| people.get(number * 769 % people.len().max(1)).copied().map_or(0, |id| id.get());
    // The numbers are in memory before the first sale, as on a working day.
    shop::ask(&app, "read_board", json!({}))?;
    let receipt = shop::ask(&app, "record_sale", request(0, who(0)))?;
    ensure(receipt["payable_rial"] == SALE_RIAL, "the sale's total")?;
    ensure(receipt["points_earned"] == 30_000, "the points of the sale")?;
    let again = shop::ask(&app, "record_sale", request(0, who(0)))?;
    ensure(again["repeated"] == true && again["sale"] == receipt["sale"], "the same request is one sale")?;

    let count = || app.shop().store().read(sales::count);
    let before = count()?;
    let log = Log::open(&folder.path().join("bazgasht.db-wal"))?;
    let mut raw = File::create(folder.path().join("raw"))?;
    let block = vec![0x5a_u8; RAW_BYTES];
    let (mut pairs, mut bytes, mut commits) = (Pairs::default(), Vec::new(), Vec::new());
    let sales_count = if quick { 240 } else { 600 };
    for number in 1..=sales_count {
        let asked = request(number, who(number));
        let (salt, frames) = (log.salt()?, log.frames_count()?);
        let (answer, ours) = timed(|| shop::ask(&app, "record_sale", asked));
        ensure(answer?["payable_rial"] == SALE_RIAL, "a sale's total")?;
        ensure(log.salt()? == salt, "the log began again, which would cost a second sync")?;
        bytes.push((log.frames_count()? - frames) as f64 * log.frame_bytes as f64);
        commits.push(log.commits(frames)? as f64);
        let (synced, reference) = timed(|| raw.write_all(&block).and_then(|()| raw.sync_data()));
        synced?;
        pairs.push(ours, reference);
    }
    ensure(count()? == before + i64::try_from(sales_count)?, "every sale is in the file")?;
    shop::close(app);
    Ok(report(&pairs, &bytes, &commits))
}

fn report(pairs: &Pairs, bytes: &[f64], commits: &[f64]) -> Vec<Row> {
    let ratio = |times: &[f64]| most(times) / median(times);
    let kib = |share| percentile(bytes, share) / 1024.0;
    let tail = format!("{} = {:.1}× p50", ms(most(&pairs.ours)), ratio(&pairs.ours));
    let tail = Row::value("P1", "· slowest sale (raw sync's slowest beside it)", tail);
    let tail = tail.beside(format!("{} = {:.1}× p50", ms(most(&pairs.reference)), ratio(&pairs.reference)));
    vec![
        Row::pairs("P1", "durable sale, 3 lines + ledger + journal : raw 32 KB fdatasync", pairs, ROUNDS)
            .at_most(1.5),
        tail.goal("≤ 5× p50", ratio(&pairs.ours) <= 5.0),
        Row::value("P1", "· log bytes of a sale, p50 / p99", format!("{:.1} / {:.1} KiB", kib(50), kib(99)))
            .goal("p99 ≤ 32 KiB", kib(99) <= 32.0),
        Row::value("P1", "· commit marks (syncs) of a sale, most", format!("{:.0}", most(commits)))
            .goal("1", most(commits) == 1.0 && percentile(commits, 0) == 1.0),
    ]
}

fn request(number: usize, customer: i64) -> Value {
    // Looks random, as the window's ids do: the index over them is written in another place each time.
    let scattered = (number as u128 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
    let line = |title: &str, quantity: i64, price: i64| json!({ "product": null, "title": title, "quantity": quantity, "unit_price_rial": price });
    json!({
        "request_id": format!("{scattered:032x}"), "customer": customer, "amount_rial": SALE_RIAL,
        "lines": [line("Bread", 2, 300_000), line("Cheese", 1, 900_000), line("Tea", 3, 500_000)],
        "discount_rial": 0, "redeem_points": 0, "note": "", "day": null,
        "payments": [{ "kind": "card", "amount_rial": SALE_RIAL }],
    })
}

/// The write-ahead log as it lies on the disk (https://sqlite.org/fileformat2.html#walformat).
struct Log {
    file: File,
    frame_bytes: u64,
}

impl Log {
    fn open(path: &Path) -> Done<Self> {
        let log = Self { file: File::open(path)?, frame_bytes: 0 };
        Ok(Self { frame_bytes: u64::from(log.number(8)?) + FRAME_HEADER_BYTES, ..log })
    }
    fn number(&self, at: u64) -> Done<u32> {
        let mut four = [0; 4];
        (&self.file).seek(SeekFrom::Start(at))?;
        (&self.file).read_exact(&mut four)?;
        Ok(u32::from_be_bytes(four))
    }
    /// Changes whenever the log starts over.
    fn salt(&self) -> Done<u32> {
        self.number(16)
    }
    fn frames_count(&self) -> Done<u64> {
        Ok((self.file.metadata()?.len() - LOG_HEADER_BYTES) / self.frame_bytes)
    }
    /// Commits from a frame on: a commit mark is a frame that says how long the file is, and FULL syncs at each.
    fn commits(&self, from: u64) -> Done<usize> {
        let mut marks = 0;
        for frame in from..self.frames_count()? {
            marks += usize::from(self.number(LOG_HEADER_BYTES + frame * self.frame_bytes + 4)? != 0);
        }
        Ok(marks)
    }
}
