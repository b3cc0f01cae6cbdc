//! A shop in a temporary folder with a clock that stands still until it is moved.

#![allow(dead_code, reason = "each test file uses its own part")]

use bazgasht_app::api::Event;
use bazgasht_app::{App, AppError, Entropy, Headless, Ports, Session, dispatch};
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::clock::{Clock, InstantMs};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// 1 Azar 1405, 14:32 in Tehran.
pub const NOON: i64 = 1_795_345_320_000;

pub struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> InstantMs {
        InstantMs::new(self.0.load(Ordering::SeqCst))
    }
}

/// The same bytes in the same order in each run.
#[derive(Default)]
struct Counting(AtomicI64);

impl Entropy for Counting {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), String> {
        for byte in buffer {
            let next = self.0.fetch_add(1, Ordering::SeqCst);
            *byte = u8::try_from(next * 31 % 251).map_err(|cause| cause.to_string())?;
        }
        Ok(())
    }
}

pub struct Shop {
    pub app: Arc<App>,
    pub clock: Arc<HandClock>,
    pub events: Arc<Mutex<Vec<Event>>>,
    requests: AtomicI64,
    _folder: Option<tempfile::TempDir>,
}

impl Shop {
    /// An empty folder: the first run.
    pub fn fresh() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut shop = Self::over(folder.path());
        shop._folder = Some(folder);
        shop
    }

    /// A started shop.
    pub fn started() -> Self {
        let shop = Self::fresh();
        shop.start();
        shop
    }

    fn start(&self) {
        self.ok("start_shop", json!({ "request_id": "start", "shop_name": "خانهٔ سپیدار", "owner_name": "حسین مهدیان", "money_unit": "toman" }));
    }

    /// A started shop on a disk in memory where there is one: tests of rules need no durable disk.
    pub fn in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a temporary folder");
        let mut shop = Self::over(folder.path());
        shop._folder = Some(folder);
        shop.start();
        shop
    }

    /// What a closed program still reads in the background lets the folder go in a moment.
    pub fn over(folder: &Path) -> Self {
        for _ in 0..250 {
            match Self::try_over(folder) {
                Err(error) if error.code == "already_open" => std::thread::sleep(Duration::from_millis(20)),
                opened => return opened.unwrap_or_else(|error| panic!("the shop opens: {error}")),
            }
        }
        panic!("the folder stays taken");
    }

    pub fn try_over(folder: &Path) -> Result<Self, AppError> {
        let clock = Arc::new(HandClock(AtomicI64::new(NOON)));
        let events = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&events);
        let ports = Ports {
            clock: clock.clone(),
            entropy: Arc::new(Counting::default()),
            desktop: Arc::new(Headless),
            tell: Arc::new(move |event| heard.lock().expect("nobody panics while listening").push(event)),
        };
        let app = App::open(folder, ports)?;
        Ok(Self { app, clock, events, requests: AtomicI64::new(0), _folder: None })
    }

    pub fn set_now(&self, ms: i64) {
        self.clock.0.store(ms, Ordering::SeqCst);
    }

    pub fn call(&self, command: &str, payload: Value) -> Result<Value, AppError> {
        dispatch(&self.app, &Session::OWNER, command, payload)
    }

    #[track_caller]
    pub fn ok(&self, command: &str, payload: Value) -> Value {
        self.call(command, payload).unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// The code that the command refuses with.
    #[track_caller]
    pub fn refused(&self, command: &str, payload: Value) -> String {
        match self.call(command, payload) {
            Ok(answer) => panic!("{command} was to be refused and answered {answer}"),
            Err(error) => error.code,
        }
    }

    pub fn request_id(&self) -> String {
        format!("request-{}", self.requests.fetch_add(1, Ordering::SeqCst))
    }

    pub fn customer(&self, first: &str, last: &str, mobile: &str) -> i64 {
        let fields = json!({ "first_name": first, "last_name": last, "mobile": mobile });
        let saved = self.ok(
            "create_customer",
            json!({ "request_id": self.request_id(), "fields": fields, "shared_mobile_ok": false }),
        );
        saved["id"].as_i64().expect("an id")
    }

    /// A sale by amount, paid by card, `days_ago`.
    pub fn sale(&self, customer: Option<i64>, amount_rial: i64, days_ago: i32) -> Value {
        self.ok("record_sale", self.sale_request(customer, amount_rial, days_ago))
    }

    pub fn sale_request(&self, customer: Option<i64>, amount_rial: i64, days_ago: i32) -> Value {
        json!({
            "request_id": self.request_id(), "customer": customer, "amount_rial": amount_rial, "lines": [],
            "discount_rial": 0, "redeem_points": 0, "payments": [{ "kind": "card", "amount_rial": amount_rial }],
            "day": self.today().plus_days(-days_ago).get(), "note": "",
        })
    }

    pub fn today(&self) -> ShopDay {
        ShopDay::from_instant(self.clock.now())
    }

    /// The balance without the counter's hints, which wait for the numbers.
    pub fn balance_in_file(&self, customer: i64) -> i64 {
        let request = json!({ "customer": customer, "skip": 0, "limit": 1 });
        self.ok("points_statement", request)["balance"].as_i64().expect("a balance")
    }

    pub fn balance(&self, customer: i64) -> i64 {
        self.ok("counter_customer", json!({ "customer": customer }))["points_balance"]
            .as_i64()
            .expect("a balance")
    }
}

#[test]
fn the_clock_stands_on_the_first_of_azar() {
    let day = ShopDay::from_instant(InstantMs::new(NOON));
    assert_eq!(JalaliDate::from_day(day).format_long(), "یکشنبه ۱ آذر ۱۴۰۵", "the day of all examples");
}
