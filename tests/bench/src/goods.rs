//! P6, products: a hundred thousand of them, found while typing and listed, through the dispatcher as the window asks.

use crate::measure::{Done, ensure, median, percentile, timed};
use crate::shop::{NOW, ask};
use crate::table::{Row, ms};
use bazgasht_app::App;
use bazgasht_domain::money::Rial;
use bazgasht_domain::text::key_form;
use bazgasht_store::{StoreError, products};
use serde_json::{Value, json};
use std::sync::Arc;

const MANY: usize = 100_000;
const P99_MS_MAX: f64 = 16.0;
const REPEATS: usize = 3;
const KINDS: [&str; 10] =
    ["چای", "برنج", "روغن", "شکلات", "ماکارونی", "صابون", "دفتر", "لیوان", "پنیر", "شیرینی"];
const MAKERS: [&str; 10] =
    ["گلستان", "بهار", "سپیدار", "آفتاب", "کاسپین", "زاگرس", "نیلوفر", "البرز", "مهر", "دریا"];

pub fn rows(app: &Arc<App>) -> Done<Vec<Row>> {
    eprintln!("P6 over {MANY} products …");
    stock(app)?;
    let list = |text: &str| {
        ask(
            app,
            "list_products",
            json!({ "text": text, "category": null, "archived": false, "offset": 0, "limit": 50 }),
        )
    };
    let find = |text: &str| ask(app, "find_products", json!({ "text": text, "limit": 20 }));
    let (first, first_time) = timed(|| list(""));
    ensure(first?["sold"].as_i64() == Some(MANY as i64), "all of them are sold")?;
    let names = [12_345, 77_031, 40_404, 98_765].map(name);
    let typed: Vec<String> = names.iter().flat_map(|name| beginnings(name)).collect();
    let mut rows =
        vec![Row::value("P6", "· list of 100,000 products, the first question of the day", ms(first_time))];
    let mut measure =
        |title: &str, ask: &dyn Fn(&str) -> Done<Value>, field: &str, texts: &[String]| -> Done {
            let mut times = Vec::new();
            for text in (0..REPEATS).flat_map(|_| texts) {
                let (found, time) = timed(|| ask(text));
                ensure(
                    found?[field].as_array().is_some_and(|hits| !hits.is_empty()),
                    format!("{text} is found"),
                )?;
                times.push(time);
            }
            let p99 = percentile(&times, 99);
            let shown = format!("{} / {}", ms(median(&times)), ms(p99));
            rows.push(Row::value("P6", title, shown).goal("p99 ≤ 16 ms", p99 <= P99_MS_MAX));
            Ok(())
        };
    measure("· 100,000 products as typed at the counter, p50 / p99", &find, "hits", &typed)?;
    measure("· the same in the list of products", &list, "rows", &typed)?;
    measure("· a page of the list, nothing typed", &list, "rows", &[String::new()])?;
    measure("· a barcode", &find, "hits", &[barcode(5), barcode(99_999)])?;
    rows.push(just_added(app, &find)?);
    Ok(rows)
}

fn name(number: usize) -> String {
    format!("{} {} {number}", KINDS[number % 10], MAKERS[number / 10 % 10])
}

fn barcode(number: usize) -> String {
    format!("626{number:010}")
}

/// Every beginning of a name, letter by letter.
fn beginnings(name: &str) -> Vec<String> {
    let ends = name.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.map(|end| name[..end].to_owned()).filter(|typed| !typed.ends_with(' ')).collect()
}

fn stock(app: &Arc<App>) -> Done {
    app.shop().store().write(|tx| -> Result<(), StoreError> {
        for number in 0..MANY {
            let name = name(number);
            let details = products::Details {
                barcode: Some(barcode(number)),
                name_key: key_form(&name),
                name,
                price: Some(Rial::new(500_000)),
                ..products::Details::default()
            };
            products::insert(tx, &details, NOW, None)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn just_added(app: &Arc<App>, find: &dyn Fn(&str) -> Done<Value>) -> Done<Row> {
    let mut times = Vec::new();
    for number in 0..5 {
        let name = format!("Xqzw{number}");
        let request = json!({ "request_id": name, "product": null, "fields": { "name": name } });
        let saved = ask(app, "save_product", request)?;
        let (found, time) = timed(|| find(&name));
        ensure(found?["hits"][0]["id"] == saved["id"], format!("{name} is found at once"))?;
        times.push(time);
    }
    Ok(Row::value("P6", "· the product just added, by the next question", ms(median(&times)))
        .goal("found", true))
}
