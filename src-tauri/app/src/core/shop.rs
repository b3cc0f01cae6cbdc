//! One open shop: its file and its numbers. The sample shop is a file of its own and keeps the real one open beside
//! it, so that no second copy of the program can take the folder meanwhile.

use super::numbers::Numbers;
use super::ports::Ports;
use crate::error::{AppError, Code};
use crate::forecast::Shelf;
use crate::products::Catalogue;
use bazgasht_domain::clock::InstantMs;
use bazgasht_store::{OpenOptions, ShopKind, Store, sample_dir};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub struct Shop {
    store: Arc<Store>,
    numbers: Numbers,
    catalogue: Catalogue,
    forecasts: Shelf,
    /// Held from the first read of a change until the numbers have taken it.
    order: Mutex<()>,
    /// The real shop's store while the sample is open.
    beside: Option<Arc<Store>>,
}

impl Shop {
    pub(super) fn open(folder: &Path, ports: &Ports, now: InstantMs, sample: bool) -> Result<Self, AppError> {
        let mut journal_key = [0; 32];
        ports.entropy.fill(&mut journal_key).map_err(AppError::internal)?;
        let options = OpenOptions::new(now, journal_key);
        let options = if sample { options.sample() } else { options };
        let store = Store::open(folder, &options)?;
        if sample != (store.kind() == ShopKind::Sample) {
            return Err(Code::NotOurFile.into());
        }
        Ok(Self {
            store: Arc::new(store),
            numbers: Numbers::default(),
            catalogue: Catalogue::default(),
            forecasts: Shelf::default(),
            order: Mutex::default(),
            beside: None,
        })
    }

    /// Whether a sample shop lies in the data folder.
    pub(super) fn sample_exists(folder: &Path) -> bool {
        sample_dir(folder).join("bazgasht.db").is_file()
    }

    /// Opens (or makes) the sample shop of the data folder.
    pub(crate) fn open_sample(folder: &Path, ports: &Ports, now: InstantMs) -> Result<Self, AppError> {
        Self::open(&sample_dir(folder), ports, now, true)
    }

    /// Keeps the real shop open behind the sample.
    #[must_use]
    pub(crate) fn beside(mut self, real: Shop) -> Self {
        self.beside = Some(real.store);
        self
    }

    /// The same for a shop that others still hold.
    #[must_use]
    pub(crate) fn beside_shared(mut self, real: &Shop) -> Self {
        self.beside = Some(Arc::clone(&real.store));
        self
    }

    /// The real shop again, after the sample.
    pub(crate) fn real_again(&self) -> Option<Self> {
        let store = self.beside.as_ref().map(Arc::clone)?;
        let (numbers, catalogue) = (Numbers::default(), Catalogue::default());
        Some(Self {
            store,
            numbers,
            catalogue,
            forecasts: Shelf::default(),
            order: Mutex::default(),
            beside: None,
        })
    }

    /// Deletes the sample's file and folder. The store refuses to do so to a real shop.
    pub(crate) fn discard(self) -> Result<(), AppError> {
        drop(self.numbers);
        let store = Arc::into_inner(self.store).ok_or_else(|| AppError::new(Code::JobRunning))?;
        Ok(store.remove_sample()?)
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    #[must_use]
    pub fn is_sample(&self) -> bool {
        self.store.kind() == ShopKind::Sample
    }

    pub(crate) fn load_numbers(&self, people_known: impl FnOnce()) -> Result<(), AppError> {
        self.numbers.load(&self.store, people_known)
    }

    /// One change after the other, in memory as in the file: whoever committed last is what the numbers know last.
    pub(super) fn in_order(&self) -> MutexGuard<'_, ()> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[must_use]
    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    #[must_use]
    pub(crate) fn forecasts(&self) -> &Shelf {
        &self.forecasts
    }

    #[must_use]
    pub(crate) fn numbers_cell(&self) -> &Numbers {
        &self.numbers
    }
}
