//! Products in memory follow the file: after any run of changes the lists are those of a program that was just opened.

#![allow(clippy::expect_used, reason = "a test may say what it expects")]

mod support;

use proptest::prelude::*;
use serde_json::{Value, json};
use support::Shop;

const NAMES: [&str; 6] = ["چای گلستان", "چایِ کیسه‌ای", "برنج هاشمی", "روغن زيتون", "Tea Box", "چای"];
const CATEGORIES: [&str; 3] = ["", "نوشیدنی", "خوراک"];
const TYPED: [&str; 9] = ["", "چای", "چا", "ي", "tea", "hdj", "چای گلس", "c1", "626"];

#[derive(Debug, Clone)]
enum Step {
    Add { name: usize, category: usize },
    Edit { at: usize, name: usize, category: usize },
    Archive { at: usize, archived: bool },
    RenameCategory { at: usize },
    Undo,
    Ask,
}

fn step() -> impl Strategy<Value = Step> {
    let (name, category, at) = (0..NAMES.len(), 0..CATEGORIES.len(), 0usize..8);
    prop_oneof![
        3 => (name.clone(), category.clone()).prop_map(|(name, category)| Step::Add { name, category }),
        2 => (at.clone(), name, category).prop_map(|(at, name, category)| Step::Edit { at, name, category }),
        2 => (at.clone(), any::<bool>()).prop_map(|(at, archived)| Step::Archive { at, archived }),
        1 => at.prop_map(|at| Step::RenameCategory { at }),
        1 => Just(Step::Undo),
        2 => Just(Step::Ask),
    ]
}

/// What every list says.
fn lists(shop: &Shop) -> Vec<Value> {
    let asks = TYPED.iter().flat_map(|text| [false, true].map(|archived| (text, archived)));
    let listed = asks.map(|(text, archived)| {
        shop.ok(
            "list_products",
            json!({ "text": text, "category": null, "archived": archived, "offset": 0, "limit": 50 }),
        )
    });
    let found = TYPED.iter().map(|text| shop.ok("find_products", json!({ "text": text, "limit": 3 })));
    listed.chain(found).collect()
}

fn run(shop: &Shop, steps: &[Step]) {
    let (mut products, mut last): (Vec<i64>, Option<String>) = (Vec::new(), None);
    for step in steps {
        let request = shop.request_id();
        let chosen = |at: usize| (!products.is_empty()).then(|| products[at % products.len()]);
        let fields = |name: usize, category: usize, code: String| json!({ "name": NAMES[name], "code": code, "barcode": "", "category": CATEGORIES[category], "price": "", "cost": "" });
        match step {
            Step::Add { name, category } => {
                let code = format!("C{}", products.len());
                let asked = json!({ "request_id": request, "product": null, "fields": fields(*name, *category, code) });
                products.push(shop.ok("save_product", asked)["id"].as_i64().expect("an id"));
                last = Some(request);
            }
            Step::Edit { at, name, category } => {
                let Some(product) = chosen(*at) else { continue };
                let code = format!("E{product}");
                shop.ok("save_product", json!({ "request_id": request, "product": product, "fields": fields(*name, *category, code) }));
                last = Some(request);
            }
            Step::Archive { at, archived } => {
                let Some(product) = chosen(*at) else { continue };
                shop.ok(
                    "archive_product",
                    json!({ "request_id": request, "product": product, "archived": archived }),
                );
                last = Some(request);
            }
            Step::RenameCategory { at } => {
                let all = shop.ok(
                    "list_products",
                    json!({ "text": "", "category": null, "archived": false, "offset": 0, "limit": 1 }),
                );
                let Some(category) = all["categories"].as_array().and_then(|all| all.get(*at)) else {
                    continue;
                };
                let name = format!("{}+", category["name"].as_str().unwrap_or_default());
                shop.ok(
                    "rename_category",
                    json!({ "request_id": request, "category": category["id"], "name": name }),
                );
                last = Some(request);
            }
            Step::Undo => {
                let Some(of) = last.take() else { continue };
                shop.ok("undo_change", json!({ "request_id": request, "of": of }));
            }
            Step::Ask => drop(lists(shop)),
        }
    }
}

fn check(steps: &[Step]) -> (Vec<Value>, Vec<Value>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let shop = Shop::over(folder.path());
    shop.ok(
        "start_shop",
        json!({ "request_id": "start", "shop_name": "سپیدار", "owner_name": "حسین", "money_unit": "toman" }),
    );
    drop(lists(&shop));
    run(&shop, steps);
    let told = lists(&shop);
    shop.app.close();
    drop(shop);
    (told, lists(&Shop::over(folder.path())))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn the_lists_are_those_of_a_fresh_start(steps in prop::collection::vec(step(), 1..25)) {
        let (told, fresh) = check(&steps);
        prop_assert_eq!(told, fresh, "an edit is in memory as it is in the file");
    }
}

#[test]
fn what_is_typed_finds_and_ranks() {
    let shop = Shop::started();
    let add = |name: &str, code: &str, barcode: &str| {
        let fields = json!({ "name": name, "code": code, "barcode": barcode, "category": "", "price": "", "cost": "" });
        shop.ok(
            "save_product",
            json!({ "request_id": shop.request_id(), "product": null, "fields": fields }),
        );
    };
    add("چای گلستان ممتاز", "T-100", "");
    add("قوری چای", "T-1000", "");
    add("چای", "100", "");
    add("لیوان", "G\u{200c}77", "");
    let check = |typed: &str, want: &[&str], why: &str| {
        let found = shop.ok(
            "list_products",
            json!({ "text": typed, "category": null, "archived": false, "offset": 0, "limit": 9 }),
        );
        let names: Vec<&str> =
            found["rows"].as_array().expect("rows").iter().filter_map(|row| row["name"].as_str()).collect();
        assert_eq!(names, want, "{typed}: {why}");
        assert_eq!(
            found["total"].as_u64(),
            u64::try_from(want.len()).ok(),
            "{typed}: all that fit are counted"
        );
    };
    check("چاي", &["چای", "چای گلستان ممتاز", "قوری چای"], "beginnings first, shorter first");
    check("گل چا", &["چای گلستان ممتاز"], "every word, in any order");
    check("۱۰۰", &["چای", "قوری چای", "چای گلستان ممتاز"], "the same code first, then codes that hold it");
    check("t-10", &["قوری چای", "چای گلستان ممتاز"], "a part of a code in any case");
    check("10", &[], "too short a piece of a code");
    check("]hd", &["چای", "چای گلستان ممتاز", "قوری چای"], "typed on the other layout");
    check("مم\nتاز", &["چای گلستان ممتاز"], "a line break is a space, and words fit in any order");
}
