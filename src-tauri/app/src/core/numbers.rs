//! The numbers in memory: columns of purchases and the search index. They equal what a fresh load of the committed
//! file would give: a load is one snapshot of the file, and every change committed after that snapshot (known by its
//! journal number) is applied on top, once.

use super::transact::Effect;
use crate::error::{AppError, Code};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;
use bazgasht_insights::columns::{Builder, Columns, Purchase};
use bazgasht_insights::customers::Census;
use bazgasht_insights::kpi::{GapDays, Scope, summary};
use bazgasht_insights::people;
use bazgasht_store::{Reader, Store, facts, journal};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

/// Longest wait of a question for a load that is under way.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Default)]
pub struct Numbers {
    door: Mutex<Door>,
    arrived: Condvar,
}

/// Guards which numbers are the current ones; never held while counting.
#[derive(Default)]
struct Door {
    ready: Option<Arc<RwLock<Loaded>>>,
    /// Changes committed since the snapshot of a load that is under way, with their journal numbers.
    waiting: Vec<(i64, Vec<Effect>)>,
    loading: bool,
}

/// What a question may look at.
#[derive(Default)]
pub struct Loaded {
    pub columns: Columns,
    pub people: people::Index,
    /// The last census with the columns' version it was made from.
    census: Mutex<Option<(u64, Scope, Census)>>,
    /// The last gaps between purchases with the columns' version and the day they were counted for.
    gaps: Mutex<Option<(u64, ShopDay, GapDays)>>,
}

impl Numbers {
    fn door(&self) -> MutexGuard<'_, Door> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.door().ready.is_some()
    }

    /// Runs `ask` over the numbers, waiting for a load that is under way.
    ///
    /// # Errors
    /// `numbers_loading` when the load has not ended in a minute; whatever `ask` says.
    pub fn with<T>(&self, ask: impl FnOnce(&Loaded) -> Result<T, AppError>) -> Result<T, AppError> {
        let ready = {
            let unready = |door: &mut Door| door.ready.is_none();
            let waited = self.arrived.wait_timeout_while(self.door(), PATIENCE, unready);
            let (door, _) = waited.unwrap_or_else(PoisonError::into_inner);
            door.ready.clone().ok_or(Code::NumbersLoading)?
        };
        let loaded: RwLockReadGuard<'_, Loaded> = ready.read().unwrap_or_else(PoisonError::into_inner);
        ask(&loaded)
    }

    /// Reads everything anew from one snapshot of the file. The numbers in use stay in use until then.
    ///
    /// # Errors
    /// What the store says, or `internal` when a stored sale cannot be counted.
    pub fn load(&self, store: &Store) -> Result<(), AppError> {
        {
            let mut door = self.door();
            door.loading = true;
        }
        let read = store.read(|reader| -> Result<(i64, Loaded), AppError> {
            Ok((journal::head(reader)?.seq, read_all(reader)?))
        });
        let mut door = self.door();
        door.loading = false;
        let waiting = std::mem::take(&mut door.waiting);
        let (snapshot_seq, mut loaded) = read?;
        for (_, effects) in waiting.into_iter().filter(|(seq, _)| *seq > snapshot_seq) {
            loaded.apply(&effects)?;
        }
        door.ready = Some(Arc::new(RwLock::new(loaded)));
        self.arrived.notify_all();
        Ok(())
    }

    /// Takes the effects of a committed change. False when they did not fit and a fresh load is needed.
    #[must_use]
    pub(super) fn take(&self, seq: i64, effects: Vec<Effect>) -> bool {
        let mut door = self.door();
        if door.loading {
            door.waiting.push((seq, effects.clone()));
        }
        let Some(ready) = door.ready.clone() else { return true };
        drop(door);
        let applied = ready.write().unwrap_or_else(PoisonError::into_inner).apply(&effects);
        match applied {
            Ok(()) => true,
            Err(cause) => {
                eprintln!("bazgasht: numbers must be read again: {cause}");
                false
            }
        }
    }
}

impl Loaded {
    fn apply(&mut self, effects: &[Effect]) -> Result<(), AppError> {
        for effect in effects {
            match effect {
                Effect::Bought(purchase) => self.columns.add(*purchase).map_err(AppError::internal)?,
                Effect::Unbought(purchase) => self.columns.remove(*purchase).map_err(AppError::internal)?,
                Effect::SoldAnonymously { day, net } => {
                    self.columns.add_anonymous(*day, *net).map_err(AppError::internal)?;
                }
                Effect::UnsoldAnonymously { day, net } => {
                    self.columns.remove_anonymous(*day, *net);
                }
                Effect::Known(person) => {
                    self.columns.register(person.id).map_err(AppError::internal)?;
                    self.people.upsert(person);
                }
                Effect::Forgotten(customer) => {
                    self.columns.unregister(*customer);
                    self.people.remove(*customer);
                }
            }
        }
        Ok(())
    }
}

fn read_all(reader: &Reader) -> Result<Loaded, AppError> {
    let mut builder = Builder::default();
    let mut people = Vec::new();
    let mut refused = None;
    facts::people(reader, |id, person| {
        if let Err(cause) = builder.register(id) {
            refused.get_or_insert(cause);
        }
        people.push(person_of(id, person));
    })?;
    facts::purchases(reader, |bought| {
        let purchase = Purchase { customer: bought.customer, day: bought.day, net: bought.net };
        if let Err(cause) = builder.push(purchase) {
            refused.get_or_insert(cause);
        }
    })?;
    if let Some(cause) = refused {
        return Err(AppError::internal(cause));
    }
    let mut columns = builder.finish();
    for erased in facts::erased(reader)? {
        columns.unregister(erased);
    }
    for day in facts::anonymous_days(reader)? {
        columns.add_anonymous(day.day, day.net).map_err(AppError::internal)?;
        for _ in 1..day.orders_count {
            columns.add_anonymous(day.day, Rial::ZERO).map_err(AppError::internal)?;
        }
    }
    Ok(Loaded {
        columns,
        people: people::Index::build(people),
        census: Mutex::default(),
        gaps: Mutex::default(),
    })
}

/// A stored person as the search index takes it.
#[must_use]
pub fn person_of(id: CustomerId, person: facts::Person) -> people::Person {
    people::Person {
        id,
        name: person.full_name,
        phones: person.phone_digits,
        code: person.code,
        card_no: person.card_no,
        national_code: person.national_code,
        tags: person.tags,
        name_sort: person.name_sort,
        others: person.others,
    }
}

impl Loaded {
    /// The gaps between purchase occasions as of a day, counted once until something changes.
    ///
    /// # Errors
    /// A day that cannot be counted to.
    pub fn gaps(&self, as_of: ShopDay) -> Result<GapDays, AppError> {
        let mut kept = self.gaps.lock().unwrap_or_else(PoisonError::into_inner);
        let current = kept.filter(|(version, day, _)| *version == self.columns.version() && *day == as_of);
        if let Some((_, _, gaps)) = current {
            return Ok(gaps);
        }
        let gaps = summary(&self.columns, as_of)?.gap_days;
        *kept = Some((self.columns.version(), as_of, gaps));
        Ok(gaps)
    }

    /// Where everybody stands as of a day, counted once until something changes.
    pub fn census<T>(&self, scope: Scope, ask: impl FnOnce(&Census) -> T) -> T {
        let mut kept = self.census.lock().unwrap_or_else(PoisonError::into_inner);
        let current =
            matches!(&*kept, Some((version, at, _)) if *version == self.columns.version() && *at == scope);
        if !current {
            *kept = Some((self.columns.version(), scope, Census::of(&self.columns, scope)));
        }
        match &*kept {
            Some((_, _, census)) => ask(census),
            None => ask(&Census::default()),
        }
    }
}
