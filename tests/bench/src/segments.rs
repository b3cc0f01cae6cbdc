//! P7: fifty segments over everybody, from the columns in memory, against lists of ids that SQLite makes of the same
//! people and purchases; and P5: the same fifty kept current after one sale, against making them anew. The members are
//! first compared segment by segment: their number and the sum of their ids.

use crate::measure::{Done, Pairs, ensure, median, timed};
use crate::shop;
use crate::sqlite;
use crate::table::{Row, ms};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, SegmentId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::segment::{Ago, Between, Clause, Condition, Rule, When, Window};
use bazgasht_insights::columns::{Builder, Columns, Purchase};
use bazgasht_insights::kpi::{Scope, WindowDays};
use bazgasht_insights::segments::{Attributes, Engine, Person};
use bazgasht_sample::Size;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write as _};
use std::path::Path;

const SEGMENTS: i64 = 50;
const ROUNDS: usize = 5;
/// One sale is too short for a clock.
const SALES_TOGETHER: usize = 1_000;
const CITIES: [&str; 7] = ["تهران", "کرج", "مشهد", "شیراز", "رشت", "یزد", "تبریز"];

/// Where the n-th customer lives; of every fifth nobody knows.
fn city_of(index: u32) -> Option<&'static str> {
    (!index.is_multiple_of(5)).then(|| CITIES[index as usize % CITIES.len()])
}

fn id(index: u32) -> CustomerId {
    CustomerId::new((1 << 40) + i64::from(index) + 1)
}

/// A rule, and the same as a condition of SQL over the columns of `person`.
fn segment(number: i64, today: ShopDay) -> (Rule, String) {
    let step = number / 5 + 1;
    let days = u16::try_from(step * 30).unwrap_or(30);
    let edge = today.plus_days(-i32::from(days)).get();
    let at_least = Between::at_least;
    let ever = |count: i64| Condition::Orders { count: at_least(count), window: Window::Ever };
    let window = Window::Within { ago: Ago::days(days) };
    let recent = When::Within { ago: Ago::days(days) };
    let orders = format!("(SELECT count(*) FROM bought b WHERE b.customer = person.id AND b.day > {edge})");
    match number % 5 {
        0 => (
            Rule::all(vec![Clause::is(Condition::LastPurchase { when: recent })]),
            format!("id IN (SELECT customer FROM bought WHERE day > {edge})"),
        ),
        1 => (
            Rule::all(vec![Clause::is(ever(step * 2))]),
            format!("id IN (SELECT customer FROM bought GROUP BY customer HAVING count(*) >= {})", step * 2),
        ),
        2 => {
            let rial = step * 3_000_000;
            (
                Rule::all(vec![Clause::is(Condition::Amount { rial: at_least(rial), window })]),
                format!(
                    "id IN (SELECT customer FROM bought WHERE day > {edge} GROUP BY customer HAVING sum(net) >= {rial})"
                ),
            )
        }
        3 => (
            Rule::all(vec![Clause::is_not(Condition::LastPurchase { when: recent }), Clause::is(ever(step))]),
            format!(
                "id NOT IN (SELECT customer FROM bought WHERE day > {edge}) AND id IN (SELECT customer FROM bought GROUP BY customer HAVING count(*) >= {step})"
            ),
        ),
        _ => {
            let city = CITIES[usize::try_from(number).unwrap_or(0) % CITIES.len()];
            let count = Condition::Orders { count: at_least(1), window };
            (
                Rule::all(vec![
                    Clause::is(Condition::City { any_of: vec![city.to_owned()] }),
                    Clause::is(count),
                ]),
                format!("city = '{city}' AND {orders} >= 1"),
            )
        }
    }
}

pub fn rows(size: Size) -> Done<Vec<Row>> {
    eprintln!("P7 at {} …", shop::name(size));
    let sample = shop::sample(size);
    let today = shop::today();
    let folder = tempfile::tempdir()?;
    let (people, bought) = (folder.path().join("person.csv"), folder.path().join("bought.csv"));
    let mut builder = Builder::with_capacity(usize::try_from(sample.purchase_count())?);
    let count = sample.customer_count();
    let mut written = BufWriter::new(File::create(&people)?);
    for index in 0..count {
        builder.register(id(index))?;
        writeln!(written, "{},{}", id(index), city_of(index).unwrap_or_default())?;
    }
    written.flush()?;
    let mut written = BufWriter::new(File::create(&bought)?);
    for one in sample.purchases() {
        builder.push(Purchase { customer: id(one.customer), day: one.day, net: one.net })?;
        writeln!(written, "{},{},{}", id(one.customer), one.day.get(), one.net.get())?;
    }
    written.flush()?;
    let columns = builder.finish();
    let mut attributes = Attributes::default();
    for index in 0..count {
        let city = city_of(index).map(str::to_owned);
        let row = columns.row_of(id(index)).ok_or("a customer without a row")?;
        attributes.put(row, &Person { city, created: Some(today), ..Person::default() });
    }
    let scope = Scope { as_of: today, window: WindowDays::DEFAULT };
    let mut engine = Engine::new(&columns, attributes, scope)?;
    let all: Vec<(SegmentId, Rule, String)> = (0..SEGMENTS)
        .map(|number| segment(number, today))
        .zip(1..)
        .map(|((rule, sql), id)| (SegmentId::new(id), rule, sql))
        .collect();
    let rules: BTreeMap<SegmentId, Rule> = all.iter().map(|(id, rule, _)| (*id, rule.clone())).collect();
    let mut rows = against_sqlite(size, &columns, &mut engine, &rules, &all, folder.path())?;
    rows.extend(after_a_sale(size, columns, &mut engine, &rules)?);
    Ok(rows)
}

fn against_sqlite(
    size: Size,
    columns: &Columns,
    engine: &mut Engine,
    rules: &BTreeMap<SegmentId, Rule>,
    all: &[(SegmentId, Rule, String)],
    folder: &Path,
) -> Done<Vec<Row>> {
    let title = format!("{SEGMENTS} segments of everybody at {}", shop::name(size));
    let mut alone = Vec::new();
    for _ in 0..ROUNDS {
        let (done, ours) = timed(|| engine.set_rules(black_box(columns), black_box(rules)));
        done?;
        alone.push(ours);
    }
    let memory =
        Row::value("P7", "· memory of attributes and bits", format!("{} MB", engine.bytes() / 1_000_000));
    if !sqlite::is_installed() {
        let words = format!("{title}; sqlite3 is not installed, so nothing is compared");
        return Ok(vec![Row::value("P7", words, ms(median(&alone))).open_goal("≤ 1/150"), memory]);
    }
    let file = folder.join("lists.db");
    sqlite::run(
        &file,
        &format!(
            "CREATE TABLE person (id INTEGER PRIMARY KEY, city TEXT);\n\
             CREATE TABLE bought (customer INTEGER, day INTEGER, net INTEGER);\n\
             CREATE TABLE member (segment INTEGER, id INTEGER, PRIMARY KEY (segment, id)) WITHOUT ROWID;\n\
             .mode csv\n\
             .import {0}/person.csv person\n\
             .import {0}/bought.csv bought\n\
             CREATE INDEX bought_customer ON bought (customer, day, net);\n\
             UPDATE person SET city = NULL WHERE city = '';",
            folder.display()
        ),
    )?;
    let mut script =
        String::from("PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; BEGIN; DELETE FROM member;\n");
    for (id, _, sql) in all {
        writeln!(script, "INSERT INTO member SELECT {id}, id FROM person WHERE {sql};")?;
    }
    script
        .push_str("COMMIT; SELECT segment, count(*), sum(id) FROM member GROUP BY segment ORDER BY segment;");
    let mut pairs = Pairs::default();
    for _ in 0..if size == Size::L { 1 } else { 3 } {
        let (told, reference) = timed(|| sqlite::run(&file, &script));
        compare(&told?, columns, engine, all)?;
        let (done, ours) = timed(|| engine.set_rules(black_box(columns), black_box(rules)));
        done?;
        pairs.push(ours, reference);
    }
    let met = pairs.ratio() <= 1.0 / 150.0;
    Ok(vec![
        Row::pairs("P7", format!("{title} : lists of ids in SQLite"), &pairs, 3).goal("≤ 1/150", met),
        memory,
    ])
}

fn compare(told: &str, columns: &Columns, engine: &Engine, all: &[(SegmentId, Rule, String)]) -> Done {
    let theirs: BTreeMap<i64, (i64, i64)> = told
        .lines()
        .filter_map(|line| {
            let mut parts = line.split('|').map(str::parse::<i64>);
            Some((parts.next()?.ok()?, (parts.next()?.ok()?, parts.next()?.ok()?)))
        })
        .collect();
    for (id, _, sql) in all {
        let found = engine.found(*id).ok_or("a segment that is not live")?;
        let ids: Vec<i64> =
            found.yes.rows().filter_map(|row| columns.customer_at(row)).map(CustomerId::get).collect();
        let ours = (i64::try_from(ids.len())?, ids.iter().sum::<i64>());
        let theirs = theirs.get(&id.get()).copied().unwrap_or_default();
        ensure(ours == theirs, format!("segment {id} has {ours:?} and not {theirs:?}: {sql}"))?;
    }
    Ok(())
}

fn after_a_sale(
    size: Size,
    mut columns: Columns,
    engine: &mut Engine,
    rules: &BTreeMap<SegmentId, Rule>,
) -> Done<Vec<Row>> {
    let step = (columns.rows() / SALES_TOGETHER).max(1);
    let people: Vec<CustomerId> =
        (0u32..).take(columns.rows()).step_by(step).filter_map(|row| columns.customer_at(row)).collect();
    let mut pairs = Pairs::default();
    for round in 1..=ROUNDS {
        let (taken, ours) = timed(|| -> Done {
            for customer in &people {
                let net = Rial::new(i64::try_from(round)? * 1_000_000);
                columns.add(Purchase { customer: *customer, day: shop::today(), net })?;
                let row = columns.row_of(*customer).ok_or("a customer without a row")?;
                engine.touch(&columns, &[row]);
            }
            Ok(())
        });
        taken?;
        let kept: Vec<_> = rules.keys().map(|id| engine.found(*id).cloned()).collect();
        let (done, reference) = timed(|| engine.set_rules(&columns, rules));
        done?;
        let anew: Vec<_> = rules.keys().map(|id| engine.found(*id).cloned()).collect();
        ensure(kept == anew, "segments kept current are segments made anew")?;
        pairs.push(ours / people.len() as f64, reference);
    }
    let title = format!("one sale into {SEGMENTS} segments at {} : made anew", shop::name(size));
    let one = ms(median(&pairs.ours));
    Ok(vec![
        Row::pairs("P5", title, &pairs, ROUNDS).goal("≤ 1/10000", pairs.ratio() <= 1e-4),
        Row::value("P5", "· that sale, in milliseconds", one),
    ])
}
