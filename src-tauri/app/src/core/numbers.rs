//! The numbers in memory: the search index and the columns of purchases. They equal what a fresh load of the committed
//! file would give: a load is one snapshot of the file, and every change committed after that snapshot (known by its
//! journal number) is applied on top, once. People come first and the columns behind them; what the counter asks never
//! waits for either ([`Numbers::people_now`], [`Numbers::histories`]).

use super::transact::Effect;
use crate::error::{AppError, Code};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;
use bazgasht_insights::board::Live;
use bazgasht_insights::columns::{Builder, Columns, Purchase};
use bazgasht_insights::customers::Census;
use bazgasht_insights::kpi::{GapDays, Scope, gap_days};
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
    /// One load at a time: a second one would throw away the changes that the first one waits with.
    load: Mutex<()>,
}

/// Guards which numbers are the current ones; never held while counting.
#[derive(Default)]
struct Door {
    people: Option<Arc<RwLock<people::Index>>>,
    counted: Option<Arc<RwLock<Counted>>>,
    /// Which load the counted ones came from.
    load: u64,
    /// Changes committed since the snapshot of a load that is under way, with their journal numbers.
    waiting: Option<Vec<(i64, Vec<Effect>)>>,
}

/// Everything that is counted from purchases.
#[derive(Default)]
struct Counted {
    live: Live,
    /// The last census with the columns' version it was made from.
    census: Mutex<Option<(u64, Scope, Census)>>,
    /// The last gaps between purchases with the columns' version and the day they were counted for.
    gaps: Mutex<Option<(u64, ShopDay, GapDays)>>,
}

/// What a question may look at.
pub struct Loaded<'a> {
    pub columns: &'a Columns,
    /// The same columns with the counts of questions asked before.
    pub live: &'a Live,
    pub people: &'a people::Index,
    counted: &'a Counted,
}

fn look<T>(cell: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    cell.read().unwrap_or_else(PoisonError::into_inner)
}

impl Numbers {
    fn door(&self) -> MutexGuard<'_, Door> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes when everything was read anew: rows have other numbers then.
    #[must_use]
    pub fn load_number(&self) -> u64 {
        self.door().load
    }

    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.door().counted.is_some()
    }

    /// Runs `ask` over the numbers, waiting for a load that is under way.
    ///
    /// # Errors
    /// `numbers_loading` when the load has not ended in a minute; whatever `ask` says.
    pub fn with<T>(&self, ask: impl FnOnce(&Loaded<'_>) -> Result<T, AppError>) -> Result<T, AppError> {
        let unready = |door: &mut Door| door.counted.is_none();
        drop(self.arrived.wait_timeout_while(self.door(), PATIENCE, unready));
        self.now(ask).unwrap_or_else(|| Err(Code::NumbersLoading.into()))
    }

    /// Runs `ask` over the numbers if they are there.
    pub fn now<T>(&self, ask: impl FnOnce(&Loaded<'_>) -> T) -> Option<T> {
        let (people, counted) = {
            let door = self.door();
            (door.people.clone()?, door.counted.clone()?)
        };
        let (people, counted) = (look(&people), look(&counted));
        Some(ask(&Loaded {
            columns: counted.live.columns(),
            live: &counted.live,
            people: &people,
            counted: &counted,
        }))
    }

    /// Runs `ask` over the search index if it is there.
    pub fn people_now<T>(&self, ask: impl FnOnce(&people::Index) -> T) -> Option<T> {
        let people = self.door().people.clone()?;
        let people = look(&people);
        Some(ask(&people))
    }

    /// Runs `ask` over columns that hold the whole history of `customers` and maybe others: those in memory, or ones
    /// made of their sales in the file as long as there are none.
    ///
    /// # Errors
    /// What the store says, or `internal` when a stored sale cannot be counted.
    pub fn histories<T>(
        &self,
        store: &Store,
        customers: &[CustomerId],
        ask: impl FnOnce(&Columns) -> T,
    ) -> Result<T, AppError> {
        let counted = self.door().counted.clone();
        if let Some(counted) = counted {
            return Ok(ask(look(&counted).live.columns()));
        }
        let mut builder = Builder::default();
        store.read(|reader| -> Result<(), AppError> {
            for customer in customers {
                for bought in facts::purchases_of(reader, *customer)? {
                    builder.push(purchase(bought)).map_err(AppError::internal)?;
                }
            }
            Ok(())
        })?;
        Ok(ask(&builder.finish()))
    }

    /// Reads everything anew from one snapshot of the file. The numbers in use stay in use until then.
    /// `people_known` is called between the two parts.
    ///
    /// # Errors
    /// What the store says, or `internal` when a stored sale cannot be counted.
    pub fn load(&self, store: &Store, people_known: impl FnOnce()) -> Result<(), AppError> {
        let _alone = self.load.lock().unwrap_or_else(PoisonError::into_inner);
        // Before the snapshot: what is committed from here on is either in it or waits.
        self.door().waiting = Some(Vec::new());
        let read = store.read(|reader| self.read(reader, people_known));
        self.door().waiting = None;
        read
    }

    fn read(&self, reader: &Reader, people_known: impl FnOnce()) -> Result<(), AppError> {
        let snapshot_seq = journal::head(reader)?.seq;
        let (mut people, mut builder) = read_people(reader)?;
        {
            let mut door = self.door();
            door.since(snapshot_seq).for_each(|effect| know(&mut people, effect));
            door.people = Some(Arc::new(RwLock::new(people)));
        }
        people_known();
        read_purchases(reader, &mut builder)?;
        let mut columns = builder.finish();
        for erased in facts::erased(reader)? {
            columns.unregister(erased);
        }
        let mut counted = Counted { live: Live::new(columns), ..Counted::default() };
        let mut door = self.door();
        door.since(snapshot_seq).try_for_each(|effect| counted.apply(effect))?;
        door.counted = Some(Arc::new(RwLock::new(counted)));
        door.load += 1;
        // With the door in hand: a change that comes now finds the new numbers and must not wait as well.
        door.waiting = None;
        self.arrived.notify_all();
        Ok(())
    }

    /// Takes the effects of a committed change. False when they did not fit and a fresh load is needed.
    #[must_use]
    pub(super) fn take(&self, seq: i64, effects: &[Effect]) -> bool {
        let (people, counted) = {
            let mut door = self.door();
            if let Some(waiting) = &mut door.waiting {
                waiting.push((seq, effects.to_vec()));
            }
            (door.people.clone(), door.counted.clone())
        };
        if let Some(people) = people {
            let mut people = people.write().unwrap_or_else(PoisonError::into_inner);
            effects.iter().for_each(|effect| know(&mut people, effect));
        }
        let Some(counted) = counted else { return true };
        let mut counted = counted.write().unwrap_or_else(PoisonError::into_inner);
        match effects.iter().try_for_each(|effect| counted.apply(effect)) {
            Ok(()) => true,
            Err(cause) => {
                eprintln!("bazgasht: numbers must be read again: {cause}");
                false
            }
        }
    }
}

impl Door {
    /// What was committed after the snapshot of the load that is under way.
    fn since(&self, snapshot_seq: i64) -> impl Iterator<Item = &Effect> {
        let later = self.waiting.iter().flatten().filter(move |(seq, _)| *seq > snapshot_seq);
        later.flat_map(|(_, effects)| effects)
    }
}

/// What a change means for the search index.
fn know(people: &mut people::Index, effect: &Effect) {
    match effect {
        Effect::Known(person) => people.upsert(person),
        Effect::Forgotten(customer) => people.remove(*customer),
        Effect::Bought(_)
        | Effect::Unbought(_)
        | Effect::SoldAnonymously { .. }
        | Effect::UnsoldAnonymously { .. } => {}
    }
}

impl Counted {
    fn apply(&mut self, effect: &Effect) -> Result<(), AppError> {
        let live = &mut self.live;
        let done = match effect {
            Effect::Bought(purchase) => live.add(*purchase),
            Effect::Unbought(purchase) => live.remove(*purchase),
            Effect::SoldAnonymously { day, net } => live.add_anonymous(*day, *net),
            Effect::UnsoldAnonymously { day, net } => {
                live.remove_anonymous(*day, *net);
                Ok(())
            }
            Effect::Known(person) => live.register(person.id),
            Effect::Forgotten(customer) => {
                live.unregister(*customer);
                Ok(())
            }
        };
        done.map_err(AppError::internal)
    }
}

/// The search index, and columns that know everybody and no purchase yet.
fn read_people(reader: &Reader) -> Result<(people::Index, Builder), AppError> {
    let (mut index, mut columns) = (people::Builder::default(), Builder::default());
    let mut refused = None;
    facts::people(reader, |id, person| {
        if let Err(cause) = columns.register(id) {
            refused.get_or_insert(cause);
        }
        index.push(&person_of(id, person));
    })?;
    match refused {
        Some(cause) => Err(AppError::internal(cause)),
        None => Ok((index.finish(), columns)),
    }
}

fn read_purchases(reader: &Reader, columns: &mut Builder) -> Result<(), AppError> {
    let mut refused = None;
    facts::purchases(reader, |bought| {
        if let Err(cause) = columns.push(purchase(bought)) {
            refused.get_or_insert(cause);
        }
    })?;
    if let Some(cause) = refused {
        return Err(AppError::internal(cause));
    }
    for day in facts::anonymous_days(reader)? {
        columns.push_anonymous(day.day, day.net).map_err(AppError::internal)?;
        for _ in 1..day.orders_count {
            columns.push_anonymous(day.day, Rial::ZERO).map_err(AppError::internal)?;
        }
    }
    Ok(())
}

fn purchase(bought: facts::Purchase) -> Purchase {
    Purchase { customer: bought.customer, day: bought.day, net: bought.net }
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

impl Loaded<'_> {
    /// The gaps between purchase occasions as of a day, counted once until something changes.
    #[must_use]
    pub fn gaps(&self, as_of: ShopDay) -> GapDays {
        let mut kept = self.counted.gaps.lock().unwrap_or_else(PoisonError::into_inner);
        let version = self.columns.version();
        let current = kept.filter(|(at, day, _)| (*at, *day) == (version, as_of));
        let gaps = current.map_or_else(|| gap_days(self.columns, as_of), |(_, _, gaps)| gaps);
        *kept = Some((version, as_of, gaps));
        gaps
    }

    /// Where everybody stands as of a day, counted once until something changes.
    pub fn census<T>(&self, scope: Scope, ask: impl FnOnce(&Census) -> T) -> T {
        let mut kept = self.counted.census.lock().unwrap_or_else(PoisonError::into_inner);
        let version = self.columns.version();
        let current = kept.take().filter(|(at, of, _)| (*at, *of) == (version, scope));
        let (_, _, census) =
            kept.insert(current.unwrap_or_else(|| (version, scope, Census::of(self.columns, scope))));
        ask(census)
    }
}
