//! Products in memory, as the counter and the list of products ask for them with every key: in the order of their names,
//! each with the forms it is searched by.
//!
//! Invariant: what is answered is what the file said after the last change of a product; a change makes it stale before
//! its own answer is given, and the next question reads anew.

use crate::error::AppError;
use bazgasht_domain::ids::{CategoryId, ProductId};
use bazgasht_domain::text::{sort_key, tight_form};
use bazgasht_store::products::{self, Product};
use bazgasht_store::{Reader, Store};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A product with its forms for searching.
#[derive(Clone)]
pub(crate) struct Entry {
    pub product: Product,
    pub tight: String,
    /// Code and barcode in lower case.
    pub codes: [Option<String>; 2],
    sort: Vec<u8>,
}

impl Entry {
    fn new(product: Product) -> Self {
        let lower = |code: &Option<String>| code.as_ref().map(|code| code.to_lowercase());
        Self {
            tight: tight_form(&product.details.name),
            codes: [lower(&product.details.code), lower(&product.details.barcode)],
            sort: sort_key(&product.details.name),
            product,
        }
    }

    pub(crate) fn is_sold(&self) -> bool {
        self.product.archived_at.is_none()
    }
}

/// Everything at one moment.
#[derive(Default)]
pub(crate) struct Known {
    /// In the order of names.
    pub entries: Vec<Entry>,
    pub categories: HashMap<CategoryId, String>,
}

impl Known {
    /// What has not changed keeps its forms: they are dear, and one edit changes one product.
    fn load(reader: &Reader, before: Option<&Known>) -> Result<Self, AppError> {
        let entries = before.map_or(&[][..], |known| &known.entries);
        let before: HashMap<ProductId, &Entry> =
            entries.iter().map(|entry| (entry.product.id, entry)).collect();
        let entry = |product: Product| match before.get(&product.id) {
            Some(known) if known.product == product => (*known).clone(),
            _ => Entry::new(product),
        };
        let mut entries: Vec<Entry> = products::all(reader)?.into_iter().map(entry).collect();
        entries.sort_by(|a, b| a.sort.cmp(&b.sort).then_with(|| a.product.id.cmp(&b.product.id)));
        Ok(Self { entries, categories: products::categories(reader)?.into_iter().collect() })
    }

    pub(crate) fn sold(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.is_sold())
    }
}

#[derive(Default)]
pub(crate) struct Catalogue {
    /// Counts changes.
    age: AtomicU64,
    known: Mutex<Option<(u64, Arc<Known>)>>,
}

impl Catalogue {
    /// A product or a category changed in the file.
    pub(crate) fn stale(&self) {
        self.age.fetch_add(1, Ordering::SeqCst);
    }

    /// # Errors
    /// What the store says.
    pub(crate) fn read(&self, store: &Store) -> Result<Arc<Known>, AppError> {
        // Whoever asks meanwhile waits for the one who reads: two would read the same.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // Before the file is read: a change that comes while it is read makes this stale.
        let age = self.age.load(Ordering::SeqCst);
        if let Some((_, known)) = known.as_ref().filter(|(read_at, _)| *read_at == age) {
            return Ok(Arc::clone(known));
        }
        let before = known.as_ref().map(|(_, known)| Arc::clone(known));
        let fresh = Arc::new(store.read(|reader| Known::load(reader, before.as_deref()))?);
        *known = Some((age, Arc::clone(&fresh)));
        Ok(fresh)
    }
}
