//! P6: people found while typing, through the dispatcher and with their rows, as the window asks. Each letter typed
//! is a question of its own. Rare names are asked as well as common ones, which make any search look good.

use crate::measure::{Done, Pairs, ensure, median, percentile, timed};
use crate::shop::{ask, find};
use crate::sqlite;
use crate::table::{Row, ms};
use bazgasht_app::App;
use bazgasht_store::facts;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Letters that follow each other in no name.
pub const NOWHERE: &str = "قلژبفقنت";
const P99_MS_MAX: f64 = 16.0;
const REPEATS: usize = 3;
const LIKE_ROUNDS: usize = 7;

pub fn rows(app: &Arc<App>) -> Done<Vec<Row>> {
    let people = People::of(app)?;
    eprintln!("P6 over {} people …", people.names.len());
    people.check(app)?;
    let size = format!("{:.1} M", people.names.len() as f64 / 1e6);
    let groups = [
        (format!("search of {size} people as typed: common names, p50 / p99"), as_typed(&people.common)),
        ("· rare names".to_owned(), as_typed(&people.rare)),
        ("· last four digits".to_owned(), people.endings.clone()),
        ("· one letter".to_owned(), people.letters.clone()),
    ];
    let mut rows = Vec::new();
    for (title, typed) in groups {
        let mut times = Vec::new();
        for text in (0..REPEATS).flat_map(|_| &typed) {
            let (found, time) = timed(|| find(app, text));
            ensure(!found?.is_empty(), format!("nobody is found for {text}"))?;
            times.push(time);
        }
        let p99 = percentile(&times, 99);
        let shown = format!("{} / {}", ms(median(&times)), ms(p99));
        rows.push(Row::value("P6", title, shown).goal("p99 ≤ 16 ms", p99 <= P99_MS_MAX));
    }
    rows.push(just_added(app)?);
    rows.push(no_match(app, &people)?);
    Ok(rows)
}

/// Every beginning of every name, letter by letter.
fn as_typed(names: &[String]) -> Vec<String> {
    let beginnings = |name: &String| {
        let ends = name.char_indices().map(|(at, letter)| at + letter.len_utf8());
        ends.map(|end| name[..end].to_owned()).collect::<Vec<_>>()
    };
    names.iter().flat_map(beginnings).filter(|typed| !typed.ends_with(' ')).collect()
}

struct People {
    names: Vec<String>,
    common: Vec<String>,
    rare: Vec<String>,
    endings: Vec<String>,
    letters: Vec<String>,
    /// Somebody's id and whole number.
    somebody: (i64, String),
}

impl People {
    fn of(app: &Arc<App>) -> Done<Self> {
        let (mut names, mut phones) = (Vec::new(), Vec::new());
        app.shop().store().read(|reader| {
            facts::people(reader, |id, person| {
                names.push(person.full_name);
                phones.extend(person.phone_digits.into_iter().next().map(|digits| (id.get(), digits)));
            })
        })?;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in &names {
            *counts.entry(name).or_default() += 1;
        }
        let mut by_count: Vec<(&str, usize)> = counts.into_iter().collect();
        by_count.sort_by_key(|(_, count)| *count);
        let owned = |(name, _): &(&str, usize)| (*name).to_owned();
        let rare = by_count.iter().take(20).map(owned).collect();
        let common = by_count.iter().rev().take(20).map(owned).collect();
        let letters: BTreeSet<String> =
            names.iter().filter_map(|n| n.chars().next()).map(String::from).collect();
        let step = (phones.len() / 100).max(1);
        let ending =
            |(_, digits): &(i64, String)| digits.get(digits.len().saturating_sub(4)..).map(str::to_owned);
        Ok(Self {
            common,
            rare,
            letters: letters.into_iter().collect(),
            endings: phones.iter().step_by(step).filter_map(ending).collect(),
            somebody: phones.into_iter().nth(step / 2).ok_or("nobody has a phone")?,
            names,
        })
    }

    fn check(&self, app: &Arc<App>) -> Done {
        for name in &self.rare {
            let so_named = self.names.iter().filter(|n| *n == name).count().min(20);
            let found = find(app, name)?.iter().filter(|hit| hit["name"] == name.as_str()).count();
            ensure(found == so_named, format!("{name}: {found} found of {so_named}"))?;
        }
        for ending in &self.endings {
            let ends =
                |hit: &Value| hit["mobile"].as_str().is_some_and(|number| number.ends_with(ending.as_str()));
            ensure(find(app, ending)?.iter().any(ends), format!("a number ending in {ending} is found"))?;
        }
        let (id, digits) = &self.somebody;
        let found = find(app, digits)?.iter().any(|hit| hit["id"] == *id);
        ensure(found, format!("the owner of {digits} is found"))?;
        ensure(find(app, NOWHERE)?.is_empty(), "nobody has the name that nobody has")
    }
}

fn just_added(app: &Arc<App>) -> Done<Row> {
    let mut times = Vec::new();
    for number in 0..10 {
        // Words of their own, so that only the new person can be meant.
        let last = format!("Xqzw{}", char::from(b'a' + number));
        let fields = json!({ "first_name": "Newly", "last_name": last, "mobile": "" });
        let new =
            json!({ "request_id": format!("new-{number}"), "fields": fields, "shared_mobile_ok": false });
        let saved = ask(app, "create_customer", new)?;
        let (found, time) = timed(|| find(app, &last));
        let first = found?.first().map(|hit| hit["id"].clone());
        ensure(first == Some(saved["id"].clone()), format!("{last} is found at once"))?;
        times.push(time);
    }
    Ok(Row::value("P6", "· the person just added, by the next question", ms(median(&times)))
        .goal("found", true))
}

/// The shell's own time for a second scan, so that the names lie in its memory as in ours.
fn no_match(app: &Arc<App>, people: &People) -> Done<Row> {
    let title = "· no match : LIKE '%…%' over the names alone in SQLite";
    if !sqlite::is_installed() {
        eprintln!("SKIPPED in P6: the sqlite3 shell is not installed, LIKE was not compared");
        return Ok(Row::value("P6", "· no match: LIKE not compared, no sqlite3 shell", ""));
    }
    let folder = crate::shop::folder()?;
    let (list, file) = (folder.path().join("names.txt"), folder.path().join("names.db"));
    std::fs::write(&list, people.names.join("\n"))?;
    sqlite::run(
        &file,
        &format!("CREATE TABLE person (name TEXT);\n.mode tabs\n.import {} person\n", list.display()),
    )?;
    let rows = sqlite::run(&file, "SELECT count(*) FROM person;")?;
    ensure(rows == people.names.len().to_string(), format!("the reference holds {rows} names"))?;
    let scan = format!("SELECT count(*) FROM person WHERE name LIKE '%{NOWHERE}%';\n");
    let script = format!("PRAGMA cache_size = -500000;\n{scan}.timer on\n{scan}");
    let mut pairs = Pairs::default();
    for _ in 0..LIKE_ROUNDS {
        let mut ours = Vec::new();
        for _ in 0..20 {
            let (found, time) = timed(|| find(app, NOWHERE));
            ensure(found?.is_empty(), "nobody has that name")?;
            ours.push(time);
        }
        let said = sqlite::run(&file, &script)?;
        let seconds = said
            .lines()
            .find_map(|line| line.strip_prefix("Run Time: real ")?.split(' ').next()?.parse().ok());
        let seconds: f64 = seconds.ok_or("the shell did not say its time")?;
        ensure(said.lines().filter(|line| *line == "0").count() == 2, "LIKE finds nobody either")?;
        pairs.push(median(&ours), seconds * 1e3);
    }
    let met = pairs.ratio() <= 0.01;
    Ok(Row::pairs("P6", title, &pairs, LIKE_ROUNDS).goal("≤ 1/100", met))
}
