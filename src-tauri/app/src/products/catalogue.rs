//! Products in memory, as the counter and the list of products ask for them with every key: in the order of their names,
//! each with the forms it is searched by.
//!
//! Invariant: what is answered is what the file said after the last change of a product; a change is known here before
//! its own answer is given, and the next question reads what it changed: one product, or everything.

use super::texts::Texts;
use crate::error::AppError;
use bazgasht_domain::ids::{CategoryId, ProductId};
use bazgasht_domain::text::{sort_key, tight_form};
use bazgasht_store::products::{self, Product};
use bazgasht_store::{Reader, Store};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A product with its forms for searching.
pub(crate) struct Entry {
    pub product: Product,
    pub tight: String,
    /// Code and barcode in lower case.
    codes: [Option<String>; 2],
    sort: Vec<u8>,
}

impl Entry {
    fn new(product: Product) -> Arc<Self> {
        let details = &product.details;
        let lower = |code: &Option<String>| code.as_ref().map(|code| code.to_lowercase());
        Arc::new(Self {
            tight: tight_form(&details.name),
            codes: [lower(&details.code), lower(&details.barcode)],
            sort: sort_key(&details.name),
            product,
        })
    }

    pub(crate) fn is_sold(&self) -> bool {
        self.product.archived_at.is_none()
    }

    fn order(&self) -> (&[u8], ProductId) {
        (&self.sort, self.product.id)
    }
}

/// Everything at one moment.
#[derive(Default)]
pub(crate) struct Known {
    /// In the order of names.
    pub entries: Vec<Arc<Entry>>,
    pub categories: HashMap<CategoryId, String>,
    /// The forms of the entries' names.
    pub names: Texts,
    /// Their codes and barcodes in lower case.
    pub codes: Texts,
}

impl Known {
    fn read(reader: &Reader) -> Result<Self, AppError> {
        let mut entries: Vec<Arc<Entry>> = products::all(reader)?.into_iter().map(Entry::new).collect();
        entries.sort_by(|a, b| a.order().cmp(&b.order()));
        Self::of(entries, reader, &Self::default())
    }

    /// The same with some products read again: an edit does not read a hundred thousand others.
    fn with(&self, changed: &BTreeSet<ProductId>, reader: &Reader) -> Result<Self, AppError> {
        let others = self.entries.iter().filter(|entry| !changed.contains(&entry.product.id));
        let mut entries: Vec<Arc<Entry>> = others.cloned().collect();
        for id in changed {
            let Some(product) = products::get(reader, *id)? else { continue };
            let entry = Entry::new(product);
            let place = entries.partition_point(|other| other.order() < entry.order());
            entries.insert(place, entry);
        }
        Self::of(entries, reader, self)
    }

    fn of(entries: Vec<Arc<Entry>>, reader: &Reader, before: &Self) -> Result<Self, AppError> {
        let (mut names, mut codes) = (Texts::like(&before.names), Texts::like(&before.codes));
        for entry in &entries {
            names.push([entry.tight.as_str()]);
            codes.push(entry.codes.iter().flatten().map(String::as_str));
        }
        let categories = products::categories(reader)?.into_iter().collect();
        Ok(Self { entries, categories, names, codes })
    }

    pub(crate) fn sold(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(Arc::as_ref).filter(|entry| entry.is_sold())
    }
}

/// What changed in the file since it was read.
enum Behind {
    Nothing,
    /// These products, or none of them but a category: those are few and always read.
    Some(BTreeSet<ProductId>),
    Everything,
}

impl Behind {
    fn and(self, entity: &str, id: i64) -> Self {
        match (self, entity) {
            (Self::Everything, _) => Self::Everything,
            (Self::Nothing, "category") => Self::Some(BTreeSet::new()),
            (some, "category") => some,
            (Self::Nothing, "product") => Self::Some(BTreeSet::from([ProductId::new(id)])),
            (Self::Some(products), "product") if products.len() < MANY => {
                Self::Some(products.into_iter().chain([ProductId::new(id)]).collect())
            }
            _ => Self::Everything,
        }
    }
}

/// From so many changed products on everything is read again.
const MANY: usize = 200;

pub(crate) struct Catalogue {
    /// Held for a moment only: whoever commits does not wait for whoever reads.
    behind: Mutex<Behind>,
    known: Mutex<Arc<Known>>,
}

impl Default for Catalogue {
    fn default() -> Self {
        Self { behind: Mutex::new(Behind::Everything), known: Mutex::default() }
    }
}

impl Catalogue {
    /// A change was committed; `entity` and `id` are what the journal says that it was about.
    pub(crate) fn changed(&self, (entity, id): (&str, i64)) {
        let mut behind = self.behind();
        *behind = std::mem::replace(&mut *behind, Behind::Nothing).and(entity, id);
    }

    /// Many products changed in the file.
    pub(crate) fn stale(&self) {
        *self.behind() = Behind::Everything;
    }

    /// # Errors
    /// What the store says.
    pub(crate) fn read(&self, store: &Store) -> Result<Arc<Known>, AppError> {
        // Whoever asks meanwhile waits for the one who reads: two would read the same.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken before the file is read: a change that comes while it is read is read again.
        let behind = std::mem::replace(&mut *self.behind(), Behind::Nothing);
        let fresh = match &behind {
            Behind::Nothing => return Ok(Arc::clone(&known)),
            Behind::Some(changed) => store.read(|reader| known.with(changed, reader)),
            Behind::Everything => store.read(Known::read),
        };
        match fresh {
            Ok(fresh) => {
                *known = Arc::new(fresh);
                Ok(Arc::clone(&known))
            }
            Err(error) => {
                self.stale();
                Err(error)
            }
        }
    }

    fn behind(&self) -> MutexGuard<'_, Behind> {
        self.behind.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
