//! A shop in a temporary folder that takes files as a person would hand them over.
#![allow(dead_code, reason = "each test file uses its own part")]

use bazgasht_app::import::{
    Choices, ImportContext, ImportError, Kind, Opened, Preview, Report, analyse, run,
};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_store::customers::Customer;
use bazgasht_store::sales::Source;
use bazgasht_store::{OpenOptions, Store, customers, sales};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

/// 1405/09/01.
const TODAY: ShopDay = ShopDay::new(20_779);

pub const SALES: &str = "شماره فاکتور;تاریخ;ساعت;کد مشتری;کد کالا;شرح کالا;تعداد;فی (تومان)\n";

pub fn context() -> ImportContext {
    ImportContext {
        now: InstantMs::new(1_795_300_000_000),
        today: TODAY,
        actor: None,
        approver: None,
        device: 1,
    }
}

/// The person says what the file is and leaves the rest.
pub fn only(kind: Kind) -> Choices {
    Choices { kind: Some(kind), ..Choices::default() }
}

pub struct Shop {
    pub store: Store,
    dir: tempfile::TempDir,
}

impl Shop {
    pub fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("shop"), &OpenOptions::new(context().now, [7; 32])).unwrap();
        Self { store, dir }
    }

    pub fn file(&self, content: &[u8]) -> PathBuf {
        let path = self.dir.path().join("file.csv");
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn try_import(&self, choices: &Choices, content: &[u8]) -> Result<Report, ImportError> {
        let mut file = Opened::open(&self.file(content))?;
        run(&mut file, choices, &self.store, &context(), &mut |_| {}, &AtomicBool::new(false))
    }

    pub fn import(&self, kind: Kind, content: &str) -> Report {
        self.try_import(&only(kind), content.as_bytes()).unwrap_or_else(|error| panic!("{kind:?}: {error:?}"))
    }

    pub fn try_look(&self, choices: &Choices, content: &[u8]) -> Result<Preview, ImportError> {
        let mut file = Opened::open(&self.file(content))?;
        analyse(&mut file, choices, &self.store, TODAY, &mut |_| {}, &AtomicBool::new(false))
    }

    pub fn customer(&self, code: &str) -> Customer {
        let found = self.store.read(|reader| match customers::find_by_code(reader, code)? {
            Some(id) => customers::get(reader, id),
            None => Ok(None),
        });
        found.unwrap().unwrap_or_else(|| panic!("no customer {code}"))
    }

    pub fn sale(&self, number: &str) -> sales::Sale {
        let found = self.store.read(|reader| match sales::find_by_invoice(reader, Source::Import, number)? {
            Some(id) => sales::get(reader, id),
            None => Ok(None),
        });
        found.unwrap().unwrap_or_else(|| panic!("no invoice {number}"))
    }

    pub fn people(&self) -> i64 {
        self.store.read(customers::count).unwrap()
    }
}

pub type Reasons = Vec<(u32, &'static str)>;

pub fn found(report: &Report) -> (Reasons, Reasons) {
    let rejected = report.rejected.iter().map(|issue| (issue.row, issue.code.as_str())).collect();
    let aside = report.set_aside.iter().map(|issue| (issue.row, issue.code.as_str())).collect();
    (rejected, aside)
}
