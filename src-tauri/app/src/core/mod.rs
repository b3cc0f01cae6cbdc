//! The running program: one open shop (the real one or the sample), its numbers in memory, jobs and files.
//! A change goes through `transact`; nothing else writes.

mod desk;
mod files;
mod jobs;
mod numbers;
mod ports;
mod shop;
mod transact;
mod undo;

pub use desk::Desk;
pub use files::Files;
pub use jobs::{Job, Jobs};
pub use numbers::{Loaded, person_of};
pub use ports::{Desktop, Entropy, Headless, Ports, PrintJob};
pub use shop::Shop;
pub use transact::{Change, Effect, Op, transact};
pub use undo::Undoing;
pub(crate) use undo::undo_change;

use crate::api::types::JobState;
use crate::api::types::OwnerReset;
use crate::api::{Changed, Event, JobProgress, Permission, Tag};
use crate::error::AppError;
use crate::staff;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_store::sample_dir;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// The program behind the window and behind the headless twin.
pub struct App {
    folder: PathBuf,
    ports: Ports,
    shop: RwLock<Arc<Shop>>,
    desk: Desk,
    jobs: Jobs,
    files: Files,
    seq: AtomicU64,
    /// The last day whose work is known to be done in the open shop.
    worked_day: AtomicI32,
    /// The day that the windows were last told of.
    told_day: AtomicI32,
    /// Programs that were tried: the newest makes the others stop.
    trials: AtomicU64,
    /// What a file in the data folder asked for at the start.
    reset: OnceLock<OwnerReset>,
}

impl App {
    /// Opens the data folder, making it when absent. A sample shop left open is opened again.
    ///
    /// # Errors
    /// `already_open`, `newer_file`, `corrupt_file`, `not_our_file`, `folder_denied`, `disk_full`, `disk_fault`.
    pub fn open(folder: &Path, ports: Ports) -> Result<Arc<Self>, AppError> {
        let app = Self::open_unread(folder, ports)?;
        if let Some(done) = staff::follow_file(&app) {
            let _ = app.reset.set(done);
        }
        app.load_numbers();
        Ok(app)
    }

    /// The same with no numbers in memory yet.
    pub(crate) fn open_unread(folder: &Path, ports: Ports) -> Result<Arc<Self>, AppError> {
        let now = ports.clock.now();
        let real = Shop::open(folder, &ports, now, false)?;
        let shop = if Shop::sample_exists(folder) {
            // The real shop's lock is given back: another program may not use it while the sample is shown, but
            // the sample's own lock answers for the folder.
            Shop::open(&sample_dir(folder), &ports, now, true).map(|sample| sample.beside(real))?
        } else {
            real
        };
        Ok(Arc::new(Self {
            folder: folder.to_owned(),
            ports,
            shop: RwLock::new(Arc::new(shop)),
            desk: Desk::default(),
            jobs: Jobs::default(),
            files: Files::default(),
            seq: AtomicU64::new(0),
            worked_day: AtomicI32::new(i32::MIN),
            told_day: AtomicI32::new(ShopDay::from_instant(now).get()),
            trials: AtomicU64::new(0),
            reset: OnceLock::new(),
        }))
    }

    /// The shop that is open now. Hold it for one command, not longer.
    #[must_use]
    pub fn shop(&self) -> Arc<Shop> {
        self.shop.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another shop in place of the open one and tells every window.
    pub(crate) fn replace_shop(self: &Arc<Self>, shop: Shop) {
        // Whoever sat at the other shop is nobody here.
        self.desk.leave();
        *self.shop.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shop);
        self.worked_day.store(i32::MIN, Ordering::Relaxed);
        self.load_numbers();
        let touched =
            [Tag::Staff, Tag::Settings, Tag::Customers, Tag::Products, Tag::Sales, Tag::Points, Tag::Imports];
        self.changed(&touched);
    }

    /// Reads the columns in the background; the window is usable meanwhile.
    pub(crate) fn load_numbers(self: &Arc<Self>) {
        let app = Arc::clone(self);
        let shop = self.shop();
        std::thread::spawn(move || {
            match shop.load_numbers(|| app.changed(&[Tag::Customers])) {
                Ok(()) => app.changed(&[Tag::Settings, Tag::Customers, Tag::Sales]),
                Err(cause) => eprintln!("bazgasht: numbers not loaded: {cause}"),
            }
            // The first product that is typed finds the others read; whoever asks sooner reads them then.
            if let Err(cause) = shop.catalogue().read(shop.store()) {
                eprintln!("bazgasht: products not read: {cause}");
            }
        });
    }

    /// Whether an owner got a new secret when the program started.
    pub(crate) fn reset(&self) -> Option<&OwnerReset> {
        self.reset.get()
    }

    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    #[must_use]
    pub fn ports(&self) -> &Ports {
        &self.ports
    }

    #[must_use]
    pub fn now(&self) -> InstantMs {
        self.ports.clock.now()
    }

    #[must_use]
    pub fn today(&self) -> ShopDay {
        ShopDay::from_instant(self.now())
    }

    #[must_use]
    pub(crate) fn desk(&self) -> &Desk {
        &self.desk
    }

    #[must_use]
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The next number of an event; rises by one.
    #[must_use]
    pub fn next_seq(&self) -> u64 {
        self.seq.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// A long question whose asker may ask again meanwhile: says whether it is still the newest.
    pub(crate) fn newest_trial(&self) -> impl Fn() -> bool {
        let mine = self.trials.fetch_add(1, Ordering::Relaxed) + 1;
        move || self.trials.load(Ordering::Relaxed) == mine
    }

    /// Tells every window which tags are stale. Only after commit.
    pub(crate) fn changed(&self, touched: &[Tag]) {
        (self.ports.tell)(Event::Changed(Changed { seq: self.next_seq(), touched: touched.to_vec() }));
    }

    /// Records where a job is and tells the windows. How it ended may name people: that is told to whoever may see it,
    /// or when they come back.
    pub(crate) fn tell_job(&self, job: &Job, state: JobState) {
        self.jobs.set(&job.id, state.clone());
        self.tell_state(&job.id, state);
    }

    /// Tells again how the latest job ended.
    pub(crate) fn tell_ended_job(&self) {
        if let Some(job) = self.jobs.latest().filter(|job| !matches!(job.state, JobState::Running { .. })) {
            self.tell_state(&job.job, job.state);
        }
    }

    fn tell_state(&self, job: &str, state: JobState) {
        let is_private = !matches!(state, JobState::Running { .. });
        if !is_private || staff::permitted(self, Permission::ManageData).is_ok() {
            (self.ports.tell)(Event::Job(Box::new(JobProgress { job: job.to_owned(), state })));
        }
    }

    /// Quiet work, every few seconds, away from the commit path: the lock, the work of a day that has begun, and the
    /// checkpoint. A new day is told, since no commit tells of it.
    pub fn tick(self: &Arc<Self>) {
        staff::lock_when_left(self);
        let today = self.today().get();
        if self.told_day.swap(today, Ordering::Relaxed) != today {
            self.changed(&[Tag::Settings, Tag::Customers, Tag::Sales, Tag::Points]);
        }
        if self.worked_day.load(Ordering::Relaxed) != today {
            match crate::club::day_work(self) {
                Ok(crate::club::DayWork::Done) => self.worked_day.store(today, Ordering::Relaxed),
                // Asked again at the next tick: somebody may confirm the date.
                Ok(crate::club::DayWork::Frozen) => {}
                Err(cause) => eprintln!("bazgasht: the day's work: {cause}"),
            }
        }
        crate::forecast::tend(self);
        self.checkpoint();
    }

    fn checkpoint(&self) {
        if let Err(cause) = self.shop().store().checkpoint_if_idle() {
            eprintln!("bazgasht: checkpoint: {cause}");
        }
    }

    /// The last work before the program ends.
    pub fn close(&self) {
        self.checkpoint();
    }
}

#[cfg(test)]
mod tests;
