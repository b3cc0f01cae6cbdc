//! P2: a million purchases from one CSV file into a shop that has the customers, durable when the clock stops,
//! against `sqlite3 .import` of the same file. Both read and parse the text; both end with the same rows.

use crate::measure::{Done, Pairs, ensure, timed};
use crate::shop;
use crate::sqlite;
use crate::table::Row;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;
use bazgasht_sample::Size;
use bazgasht_store::{Store, StoreError, facts, sales};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

const ROUNDS: usize = 3;
const TABLE: &str =
    "CREATE TABLE sale (id INTEGER PRIMARY KEY, customer_id INTEGER, shop_day INTEGER, total_rial INTEGER);";
const INDEXES: &str =
    "CREATE INDEX sale_customer ON sale (customer_id); CREATE INDEX sale_day ON sale (shop_day);";

pub fn rows() -> Done<Vec<Row>> {
    if !sqlite::is_installed() {
        eprintln!("SKIPPED P2: the sqlite3 shell is not installed (on Debian: apt install sqlite3)");
        return Ok(vec![Row::value("P2", "SKIPPED: the sqlite3 shell is not installed", "")]);
    }
    // Equal results are checked on a small file first, then after every timed load as well.
    Inputs::write(Size::S)?.round()?;
    let inputs = Inputs::write(Size::M)?;
    let mut times =
        [const { (Vec::new(), Vec::new()) }; 4].map(|(ours, reference)| Pairs { ours, reference });
    for round in 1..=ROUNDS {
        eprintln!("P2 round {round} of {ROUNDS} …");
        let taken = inputs.round()?;
        let [with, bare, after] = taken.reference;
        for (pairs, (ours, reference)) in times.iter_mut().zip([
            (taken.durable, with),
            (taken.durable, after),
            (taken.durable, bare),
            (taken.durable + taken.moved, with),
        ]) {
            pairs.push(ours, reference);
        }
    }
    let [with, after, bare, moved] = &times;
    let millions = inputs.expected.0 as f64 / 1e6;
    let title = format!("durable import of {millions:.2} M purchases : sqlite3 .import, same two indexes");
    Ok(vec![
        Row::pairs("P2", title, with, ROUNDS).at_most(0.8),
        Row::pairs("P2", "· : .import into a table whose indexes are made afterwards", after, ROUNDS),
        Row::pairs("P2", "· : .import into the bare table, no index", bare, ROUNDS),
        Row::pairs("P2", "· with the log moved into our file : the first reference", moved, ROUNDS),
    ])
}

/// A shop with people only, and the file of what they bought.
struct Inputs {
    people: tempfile::TempDir,
    files: tempfile::TempDir,
    /// Rows, Σ rial, Σ days.
    expected: (i64, i64, i64),
}

struct Taken {
    durable: f64,
    /// Moving the log into the file afterwards, which the program does while nobody waits.
    moved: f64,
    /// With the indexes in place, bare, indexes made after.
    reference: [f64; 3],
}

impl Inputs {
    fn write(size: Size) -> Done<Self> {
        let people = shop::write(size, false)?;
        let ids = shop::people(&shop::open_store(people.path())?)?;
        let files = shop::folder()?;
        let mut csv = BufWriter::new(File::create(files.path().join("purchases.csv"))?);
        let mut expected = (0, 0, 0);
        for sale in shop::sample(size).sales_by_day() {
            let Some(customer) = sale.customer.and_then(|index| ids.get(index as usize)) else { continue };
            expected = (expected.0 + 1, expected.1 + sale.net.get(), expected.2 + i64::from(sale.day.get()));
            writeln!(csv, "{},{},{},{}", expected.0, customer.get(), sale.day.get(), sale.net.get())?;
        }
        csv.flush()?;
        Ok(Self { people, files, expected })
    }

    fn csv(&self) -> std::path::PathBuf {
        self.files.path().join("purchases.csv")
    }

    fn round(&self) -> Done<Taken> {
        let with = self.reference(&format!("{TABLE} {INDEXES}"), "")?;
        let (durable, moved) = self.ours()?;
        let bare = self.reference(TABLE, "")?;
        let after = self.reference(TABLE, INDEXES)?;
        Ok(Taken { durable, moved, reference: [with, bare, after] })
    }

    fn ours(&self) -> Done<(f64, f64)> {
        let folder = shop::copy(self.people.path())?;
        let store = shop::open_store(folder.path())?;
        let rows_expected = u64::try_from(self.expected.0)?;
        let (loaded, durable) = timed(|| load(&store, &self.csv(), rows_expected));
        loaded?;
        let (checkpoint, moved) = timed(|| store.checkpoint_if_idle());
        checkpoint?;
        let mut found = (0, 0, 0);
        store.read(|reader| {
            facts::purchases(reader, |bought| {
                found = (found.0 + 1, found.1 + bought.net.get(), found.2 + i64::from(bought.day.get()));
            })
        })?;
        ensure(found == self.expected, format!("ours holds {found:?}, the file {:?}", self.expected))?;
        Ok((durable, moved))
    }

    /// The shell's import in one transaction, in its default mode, which syncs at the end.
    fn reference(&self, before: &str, after: &str) -> Done<f64> {
        let folder = shop::folder()?;
        let file = folder.path().join("reference.db");
        sqlite::run(&file, before)?;
        let script = format!(
            "PRAGMA synchronous = FULL;\n.mode csv\nBEGIN;\n.import {} sale\n{after}\nCOMMIT;\n",
            self.csv().display()
        );
        let (done, time) = timed(|| sqlite::run(&file, &script));
        done?;
        let found = sqlite::run(&file, "SELECT count(*), sum(total_rial), sum(shop_day) FROM sale;")?;
        let (rows, rial, days) = self.expected;
        ensure(found == format!("{rows}|{rial}|{days}"), format!("the reference holds {found}"))?;
        Ok(time)
    }
}

fn load(store: &Store, csv: &Path, rows_expected: u64) -> Done {
    let mut lines = BufReader::with_capacity(1 << 20, File::open(csv)?);
    let mut line = String::new();
    let mut fault = None;
    let written = store.write(|tx| -> Result<(), StoreError> {
        let mut bulk = sales::Bulk::begin(tx, rows_expected)?;
        loop {
            line.clear();
            match lines.read_line(&mut line).map(|bytes| (bytes, parse(&line))) {
                Ok((0, _)) => return bulk.finish(),
                Ok((_, Some(sale))) => bulk.add(sale).map(|_| ())?,
                Ok((_, None)) | Err(_) => {
                    fault = Some(format!("not a purchase: {line}"));
                    return Err(StoreError::OutOfRange);
                }
            }
        }
    });
    fault.map_or(Ok(()), Err)?;
    Ok(written?)
}

fn parse(line: &str) -> Option<sales::NewSale> {
    let mut cells = line.trim_end().split(',').skip(1);
    let customer = CustomerId::new(cells.next()?.parse().ok()?);
    let day = ShopDay::new(cells.next()?.parse().ok()?);
    let total = Rial::new(cells.next()?.parse().ok()?);
    Some(sales::NewSale::amount(Some(customer), day, total, shop::NOW))
}
