//! P9, core only: from opening the data folder to the first answers, without a window around it. A small and a large
//! shop are opened by turns, with their files in the system's cache.

use crate::measure::{Done, Pairs, Watch, ensure, median};
use crate::search::NOWHERE;
use crate::shop::{self, ask, find};
use crate::table::{Row, ms};
use bazgasht_sample::Size;
use bazgasht_store::facts;
use serde_json::json;
use std::path::Path;

const ROUNDS: usize = 5;
const SMALL_MS_MAX: f64 = 1_000.0;

/// Milliseconds since the folder was opened.
struct Opened {
    counter: f64,
    found: f64,
    named: f64,
    board: f64,
}

pub fn rows(small: &Path, large: &Path, size: Size) -> Done<Vec<Row>> {
    let phones = (phone(small)?, phone(large)?);
    // Checked before any time is taken; this also brings both files into the system's cache.
    opened(small, &phones.0)?;
    opened(large, &phones.1)?;
    let mut all: [Pairs; 4] = Default::default();
    for round in 1..=ROUNDS {
        eprintln!("P9 round {round} of {ROUNDS} …");
        let (big, little) = (opened(large, &phones.1)?, opened(small, &phones.0)?);
        all[0].push(big.counter, little.counter);
        all[1].push(big.found, little.found);
        all[2].push(big.board, little.board);
        all[3].push(big.named, little.named);
    }
    let [counter, found, board, named] = &all;
    let name = shop::name(size);
    let small_ms = median(&found.reference);
    Ok(vec![
        Row::pairs("P9", format!("core only: open → counter's screen answered, {name} : S"), counter, ROUNDS)
            .at_most(1.2),
        Row::pairs("P9", format!("· → somebody found by phone, {name} : S"), found, ROUNDS).at_most(1.2),
        Row::value("P9", "· S until somebody is found by phone", ms(small_ms))
            .goal("≤ 1 s", small_ms <= SMALL_MS_MAX),
        Row::pairs("P9", format!("· → nobody found by a name nobody has, {name} : S"), named, ROUNDS),
        Row::pairs("P9", format!("· → board answered from the loaded numbers, {name} : S"), board, ROUNDS),
    ])
}

fn opened(folder: &Path, (id, digits): &(i64, String)) -> Done<Opened> {
    let watch = Watch::start();
    let app = shop::open(folder)?;
    let status = ask(&app, "shop_status", json!({}))?;
    ask(&app, "day_so_far", json!({}))?;
    let counter = watch.ms();
    let hits = find(&app, digits)?;
    let found = watch.ms();
    // The slowest question there is before the names are in memory: everybody is looked at.
    let nobody = find(&app, NOWHERE)?;
    let named = watch.ms();
    ensure(nobody.is_empty(), "nobody has the name that nobody has")?;
    let board = ask(&app, "read_board", json!({}))?;
    let read = watch.ms();
    ensure(hits.iter().any(|hit| hit["id"] == *id), format!("the owner of {digits} is found"))?;
    ensure(
        status["customers"].as_i64() > Some(0) && board["period"].is_object(),
        "the shop and its board are there",
    )?;
    shop::close(app);
    Ok(Opened { counter, found, named, board: read })
}

/// Somebody in the middle of the list and their number.
fn phone(folder: &Path) -> Done<(i64, String)> {
    let mut phones = Vec::new();
    let store = shop::open_store(folder)?;
    store.read(|reader| {
        facts::people(reader, |id, person| {
            phones.extend(person.phone_digits.into_iter().next().map(|digits| (id.get(), digits)));
        })
    })?;
    let middle = phones.len() / 2;
    Ok(phones.into_iter().nth(middle).ok_or("nobody has a phone")?)
}
