//! Shops to measure on: generated, seeded, with a clock that stands still, in folders beside the benchmark's own
//! program. There they lie on a real disk; a folder for temporary files may be memory, where a sync costs nothing.

use crate::measure::{Done, ensure};
use bazgasht_app::{App, Entropy, Headless, Ports, Session, dispatch};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::{FixedClock, InstantMs};
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::names::full_name;
use bazgasht_domain::phone::Mobile;
use bazgasht_domain::text::{key_form, sort_key};
use bazgasht_sample::{Customer, SampleShop, Size, Spec};
use bazgasht_store::customers::{Phone, PhoneKind, Profile};
use bazgasht_store::{OpenOptions, Store, StoreError, customers, sales};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// 1 Azar 1405, 14:32 in Tehran.
pub const NOW: InstantMs = InstantMs::new(1_795_345_320_000);
const SEED: u64 = 1_405;

pub fn today() -> ShopDay {
    ShopDay::from_instant(NOW)
}

pub fn name(size: Size) -> &'static str {
    match size {
        Size::Tiny => "tiny",
        Size::S => "S",
        Size::M => "M",
        Size::L => "L",
    }
}

/// The generated shop, by amounts alone.
pub fn sample(size: Size) -> SampleShop {
    SampleShop::new(Spec { with_lines: false, with_anonymous: false, ..Spec::new(size, SEED, today()) })
}

/// An empty folder on the disk of the benchmark's program, removed when dropped.
pub fn folder() -> Done<TempDir> {
    let program = std::env::current_exe()?;
    let beside = program.parent().ok_or("the program lies nowhere")?;
    Ok(tempfile::Builder::new().prefix("bench-").tempdir_in(beside)?)
}

/// The same shop once more, in a folder of its own; nobody may have it open.
pub fn copy(from: &Path) -> Done<TempDir> {
    let to = folder()?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_file() && name.to_string_lossy().starts_with("bazgasht.db") {
            fs::copy(entry.path(), to.path().join(name))?;
        }
    }
    Ok(to)
}

pub fn open_store(folder: &Path) -> Done<Store> {
    Ok(Store::open(folder, &OpenOptions::new(NOW, [7; 32]))?)
}

/// A started shop with the people of `size` and, if wanted, all their purchases.
pub fn write(size: Size, with_purchases: bool) -> Done<TempDir> {
    eprintln!("writing a shop of size {} …", name(size));
    let folder = folder()?;
    let app = open(folder.path())?;
    let start =
        json!({ "request_id": "start", "shop_name": "Bench", "owner_name": "Owner", "money_unit": "toman" });
    ask(&app, "start_shop", start)?;
    close(app);
    let (shop, store) = (sample(size), open_store(folder.path())?);
    let asked = store.write(|tx| -> Result<(i64, i64), StoreError> {
        let mut keys = Keys::default();
        let mut ids = Vec::new();
        for customer in shop.customers() {
            ids.push(customers::insert(tx, &keys.profile(customer), NOW, today(), None)?);
        }
        let mut asked = (i64::from(shop.customer_count()), 0);
        if !with_purchases {
            return Ok(asked);
        }
        let mut bulk = sales::Bulk::begin(tx, shop.purchase_count())?;
        for sale in shop.sales_by_day() {
            let Some(customer) = sale.customer.and_then(|index| ids.get(index as usize)) else { continue };
            bulk.add(sales::NewSale::amount(Some(*customer), sale.day, sale.net, sale.at))?;
            asked.1 += 1;
        }
        bulk.finish()?;
        Ok(asked)
    })?;
    store.checkpoint_if_idle()?;
    let written =
        store.read(|reader| Ok::<_, StoreError>((customers::count(reader)?, sales::count(reader)?)))?;
    ensure(written == asked, format!("the shop holds {written:?} and was to hold {asked:?}"))?;
    Ok(folder)
}

/// The ids of a shop's people in the order they were written.
pub fn people(store: &Store) -> Done<Vec<CustomerId>> {
    let mut ids = Vec::new();
    store.read(|reader| bazgasht_store::facts::people(reader, |id, _| ids.push(id)))?;
    Ok(ids)
}

/// Collation keys are dear and names repeat.
#[derive(Default)]
struct Keys(HashMap<String, (String, Vec<u8>)>);

impl Keys {
    fn profile(&mut self, customer: Customer) -> Profile {
        let name = full_name(customer.first_name, customer.last_name);
        let keys = self.0.entry(name.clone()).or_insert_with(|| (key_form(&name), sort_key(&name)));
        let e164 = Mobile::parse(&customer.mobile).ok().map(|mobile| mobile.e164());
        let kind = if e164.is_some() { PhoneKind::Mobile } else { PhoneKind::Invalid };
        Profile {
            name_key: keys.0.clone(),
            name_sort: keys.1.clone(),
            full_name: name,
            first_name: customer.first_name.to_owned(),
            last_name: customer.last_name.to_owned(),
            city: Some(customer.city.to_owned()),
            card_no: customer.card,
            phones: vec![Phone { kind, e164, raw: customer.mobile, label: String::new() }],
            tags: customer.tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Profile::default()
        }
    }
}

struct Sevens;

impl Entropy for Sevens {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), String> {
        buffer.fill(7);
        Ok(())
    }
}

/// The program's core over a folder, as the window holds it.
pub fn open(folder: &Path) -> Done<Arc<App>> {
    let ports = Ports {
        clock: Arc::new(FixedClock(NOW)),
        entropy: Arc::new(Sevens),
        desktop: Arc::new(Headless),
        tell: Arc::new(|_| ()),
    };
    Ok(App::open(folder, ports).map_err(|cause| cause.to_string())?)
}

/// One command as the window sends it.
pub fn ask(app: &Arc<App>, command: &str, payload: Value) -> Done<Value> {
    dispatch(app, &Session::OWNER, command, payload).map_err(|cause| format!("{command}: {cause}").into())
}

/// Lets go of the folder: a load that is under way still holds it.
pub fn close(app: Arc<App>) {
    while Arc::strong_count(&app) > 1 {
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// The first people found for what was typed.
pub fn find(app: &Arc<App>, typed: &str) -> Done<Vec<Value>> {
    let mut found = ask(app, "find_people", json!({ "text": typed, "limit": 20 }))?;
    match found["hits"].take() {
        Value::Array(hits) => Ok(hits),
        _ => Err("find_people answered without hits".into()),
    }
}
