//! P1: what a confirmed sale costs, the full one: three lines of products, a coupon, points with the tier's multiplier,
//! cash and card, the journal. The whole way through the dispatcher, in turns with a plain 32 KB append and fdatasync on
//! the same disk. Bytes and commits are counted in the log itself, so they hold on any machine. P5: the board asked right
//! after such a sale.

use crate::measure::{Done, Pairs, ensure, median, most, percentile, timed};
use crate::shop;
use crate::table::{Row, ms};
use bazgasht_app::App;
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::{Store, facts, sales};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;

const RAW_BYTES: usize = 32 * 1024;
const LOG_HEADER_BYTES: u64 = 32;
const FRAME_HEADER_BYTES: u64 = 24;
const ROUNDS: usize = 8;
const SALE_RIAL: i64 = 3_000_000;
/// After the coupon of ten percent.
const PAYABLE_RIAL: i64 = 2_700_000;
/// Who bought within so many days comes regularly.
const REGULAR_DAYS: i32 = 300;
/// Boards asked after a sale.
const BOARDS: usize = 20;

pub fn rows(small_shop: &Path, quick: bool) -> Done<Vec<Row>> {
    let folder = shop::copy(small_shop)?;
    let people = regulars(&shop::open_store(folder.path())?)?;
    let app = shop::open(folder.path())?;
    let who =
        |number: usize| people.get(number * 769 % people.len().max(1)).copied().map_or(0, |id| id.get());
    // The numbers are in memory before the first sale, as on a working day.
    shop::ask(&app, "read_board", json!({}))?;
    let desk = Desk::open(&app)?;
    let receipt = shop::ask(&app, "record_sale", desk.request(0, who(0)))?;
    ensure(receipt["payable_rial"] == PAYABLE_RIAL, "the sale's total")?;
    ensure(receipt["points_earned"].as_i64() >= Some(20_000), "the points of the sale")?;
    let again = shop::ask(&app, "record_sale", desk.request(0, who(0)))?;
    ensure(again["repeated"] == true && again["sale"] == receipt["sale"], "the same request is one sale")?;

    let count = || app.shop().store().read(sales::count);
    let before = count()?;
    let log = Log::open(&folder.path().join("bazgasht.db-wal"))?;
    let mut raw = File::create(folder.path().join("raw"))?;
    let block = vec![0x5a_u8; RAW_BYTES];
    let (mut pairs, mut bytes, mut commits) = (Pairs::default(), Vec::new(), Vec::new());
    let sales_count = if quick { 240 } else { 600 };
    let mut with_tier = 0;
    for number in 1..=sales_count {
        let asked = desk.request(number, who(number));
        let (salt, frames) = (log.salt()?, log.frames_count()?);
        let (answer, ours) = timed(|| shop::ask(&app, "record_sale", asked));
        let answer = answer?;
        ensure(answer["payable_rial"] == PAYABLE_RIAL, "a sale's total")?;
        with_tier += usize::from(answer["points_earned"].as_i64() > Some(20_000));
        ensure(log.salt()? == salt, "the log began again, which would cost a second sync")?;
        bytes.push((log.frames_count()? - frames) as f64 * log.frame_bytes as f64);
        commits.push(log.commits(frames)? as f64);
        let (synced, reference) = timed(|| raw.write_all(&block).and_then(|()| raw.sync_data()));
        synced?;
        pairs.push(ours, reference);
    }
    ensure(count()? == before + i64::try_from(sales_count)?, "every sale is in the file")?;
    ensure(with_tier > 0, "some of them bought with a tier's multiplier")?;
    let mut rows = report(&pairs, &bytes, &commits);
    rows.push(boards(&app, &desk, sales_count, who)?);
    shop::close(app);
    Ok(rows)
}

/// People who bought within the last months: most sales of a day are theirs.
fn regulars(store: &Store) -> Done<Vec<CustomerId>> {
    let since = shop::today().plus_days(-REGULAR_DAYS);
    let mut ids = BTreeSet::new();
    store.read(|reader| {
        facts::purchases(reader, |bought| {
            if bought.day >= since {
                ids.insert(bought.customer);
            }
        })
    })?;
    Ok(ids.into_iter().collect())
}

/// The board as the window asks for it, right after a sale and with that sale in it.
fn boards(app: &Arc<App>, desk: &Desk, from: usize, who: impl Fn(usize) -> i64) -> Done<Row> {
    let read = || shop::ask(app, "day_so_far", json!({}));
    let mut times = Vec::new();
    for number in from + 1..=from + BOARDS {
        let before = read()?["sales"].as_i64();
        shop::ask(app, "record_sale", desk.request(number, who(number)))?;
        let (board, time) = timed(|| shop::ask(app, "read_board", json!({})));
        ensure(board?["period"].is_object(), "the board is there")?;
        ensure(read()?["sales"].as_i64() == before.map(|before| before + 1), "with the sale of just now")?;
        times.push(time);
    }
    let shown = format!("{} / {}", ms(median(&times)), ms(most(&times)));
    Ok(Row::value("P5", "· the whole board through the dispatcher after a full sale, p50 / most", shown))
}

/// What a full sale needs: products, a program with tiers, a coupon.
struct Desk {
    products: Vec<Value>,
    coupon: Value,
}

impl Desk {
    fn open(app: &Arc<App>) -> Done<Self> {
        let club = shop::ask(app, "read_club", json!({}))?;
        let mut program = club["program"].clone();
        program["ladder"] = json!({ "basis": "spend", "window_months": 12, "grace_days": 30, "tiers": [
            { "id": "silver", "name": "silver", "threshold": 1_000, "percent": 150 },
            { "id": "gold", "name": "gold", "threshold": 50_000_000_000_i64, "percent": 200 },
        ] });
        let request = json!({ "request_id": "program", "revision": club["revision"], "program": program });
        shop::ask(app, "save_program", request)?;
        // Nearly everybody has a tier already, as on a working day: a step up is a sale's exception.
        shop::ask(app, "review_tiers", json!({ "request_id": "review" }))?;
        let mut products = Vec::new();
        for (name, price) in [("Bread", "30000"), ("Cheese", "90000"), ("Tea", "50000")] {
            let fields = json!({ "name": name, "price": price });
            let request = json!({ "request_id": name, "product": null, "fields": fields });
            products.push(shop::ask(app, "save_product", request)?["id"].clone());
        }
        let fields = json!({ "name": "ten", "benefit": { "kind": "percent", "percent": 10, "cap_rial": 0 }, "minimum_rial": 0, "max_uses": null, "max_uses_per_customer": null, "from": null, "until": null, "products": [], "categories": [], "tiers": [] });
        let request = json!({ "request_id": "coupon", "coupon": null, "code": "", "customer": null, "archived": false, "fields": fields });
        let coupon = shop::ask(app, "save_coupon", request)?["code"].clone();
        Ok(Self { products, coupon })
    }
}

fn report(pairs: &Pairs, bytes: &[f64], commits: &[f64]) -> Vec<Row> {
    let ratio = |times: &[f64]| most(times) / median(times);
    let kib = |share| percentile(bytes, share) / 1024.0;
    let tail = format!("{} = {:.1}× p50", ms(most(&pairs.ours)), ratio(&pairs.ours));
    let tail = Row::value("P1", "· slowest sale (raw sync's slowest beside it)", tail);
    let tail = tail.beside(format!("{} = {:.1}× p50", ms(most(&pairs.reference)), ratio(&pairs.reference)));
    vec![
    Row::pairs("P1", "durable full sale (3 products, coupon, tier, mixed payment, ledger, journal) : raw 32 KB fdatasync", pairs, ROUNDS)
        .at_most(1.5),
    tail.goal("≤ 5× p50", ratio(&pairs.ours) <= 5.0),
    Row::value("P1", "· log bytes of a sale, p50 / p99", format!("{:.1} / {:.1} KiB", kib(50), kib(99)))
        .goal("p99 ≤ 32 KiB", kib(99) <= 32.0),
    Row::value("P1", "· commit marks (syncs) of a sale, most", format!("{:.0}", most(commits)))
        .goal("1", most(commits) == 1.0 && percentile(commits, 0) == 1.0),
]
}

impl Desk {
    fn request(&self, number: usize, customer: i64) -> Value {
        // Looks random, as the window's ids do: the index over them is written in another place each time.
        let scattered = (number as u128 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        let line = |place: usize, quantity: i64, price: i64| json!({ "product": self.products.get(place), "title": "x", "quantity": quantity, "unit_price_rial": price });
        json!({
            "request_id": format!("{scattered:032x}"), "customer": customer, "amount_rial": SALE_RIAL,
            "lines": [line(0, 2, 300_000), line(1, 1, 900_000), line(2, 3, 500_000)],
            "discount_rial": 0, "redeem_points": 0, "note": "", "day": null, "coupon_code": self.coupon,
            "payments": [{ "kind": "cash", "amount_rial": 700_000 }, { "kind": "card", "amount_rial": PAYABLE_RIAL - 700_000 }],
        })
    }
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
