//! What the tests of the store share: a shop in a temporary folder and short ways to fill it.

use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;
use bazgasht_store::customers::{self, Profile};
use bazgasht_store::sales::{NewLine, NewPayment, NewSale, PaymentKind};
use bazgasht_store::{OpenOptions, Store, StoreError, Tx};

pub(crate) const AT: InstantMs = InstantMs::new(1_760_000_000_000);
pub(crate) const DAY: ShopDay = ShopDay::new(20_000);
pub(crate) const KEY: [u8; 32] = [7; 32];

pub(crate) struct Shop {
    pub(crate) store: Store,
    pub(crate) dir: tempfile::TempDir,
}

pub(crate) fn options() -> OpenOptions {
    OpenOptions::new(AT, KEY)
}

pub(crate) fn shop() -> Shop {
    let dir = tempfile::tempdir().unwrap();
    Shop { store: Store::open(dir.path(), &options()).unwrap(), dir }
}

impl Shop {
    pub(crate) fn file(&self, name: &str) -> std::path::PathBuf {
        self.dir.path().join(name)
    }

    /// One change that must succeed.
    pub(crate) fn write<T>(&self, change: impl FnOnce(&Tx) -> bazgasht_store::Result<T>) -> T {
        self.store.write(change).unwrap()
    }

    pub(crate) fn read<T>(
        &self,
        ask: impl FnOnce(&bazgasht_store::Reader) -> bazgasht_store::Result<T>,
    ) -> T {
        self.store.read(ask).unwrap()
    }
}

pub(crate) fn profile(name: &str) -> Profile {
    Profile { full_name: name.into(), name_key: name.into(), ..Profile::default() }
}

pub(crate) fn customer(tx: &Tx, name: &str) -> Result<CustomerId, StoreError> {
    customers::insert(tx, &profile(name), AT, DAY, None)
}

pub(crate) fn sale(customer: Option<CustomerId>, day: ShopDay, rial: i64) -> NewSale {
    NewSale::amount(customer, day, Rial::new(rial), AT)
}

pub(crate) fn line(title: &str, quantity_milli: i64, total_rial: i64) -> NewLine {
    NewLine {
        product: None,
        title: Some(title.into()),
        quantity_milli,
        unit_price: Rial::new(total_rial),
        discount: Rial::ZERO,
        total: Rial::new(total_rial),
    }
}

pub(crate) fn cash(rial: i64) -> NewPayment {
    NewPayment { kind: PaymentKind::Cash, amount: Rial::new(rial), reference: None }
}
