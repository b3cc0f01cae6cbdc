//! The sample shop: a file of its own in a folder beside the real one, made by a seeded generator, removed whole.

use crate::api::types::{Done, JobPhase, JobStarted, JobState, JobWork, Nothing, OpenSample, SampleSize};
use crate::core::{App, Job, Shop};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_sample::{SampleShop, Size, Spec};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// The learning shop is the same for everybody, so that help and pictures can name its people.
const SEED: u64 = 1405;

pub(crate) fn open_sample(app: &Arc<App>, _: &Session, request: OpenSample) -> Result<JobStarted, AppError> {
    if app.shop().is_sample() {
        return Err(Code::SampleOpen.into());
    }
    let job = app.jobs().begin(JobWork::Sample, None)?;
    let started = JobStarted { job: job.id.clone() };
    let app = Arc::clone(app);
    std::thread::spawn(move || {
        let ended = match make(&app, &job, request.size) {
            Ok(()) => JobState::SampleReady,
            Err(_) if job.cancel.load(Ordering::Relaxed) => JobState::Cancelled,
            Err(error) => {
                eprintln!("bazgasht: sample shop: {error}");
                JobState::Failed { problem: error.into_problem() }
            }
        };
        app.tell_job(&job, ended);
    });
    Ok(started)
}

fn make(app: &Arc<App>, job: &Job, size: SampleSize) -> Result<(), AppError> {
    let real = app.shop();
    let now = app.now();
    let sample = Shop::open_sample(app.folder(), app.ports(), now)?;
    let spec = Spec {
        minute_now: crate::views::minute_of_day(now),
        ..Spec::new(generator_size(size), SEED, app.today())
    };
    let shop = SampleShop::new(spec);
    let total = i64::try_from(shop.purchase_count() + shop.anonymous_count()).ok();
    let mut told = i64::MIN;
    let written = super::write_sample(sample.store(), &shop, now, &mut |done| {
        let at = app.now().get();
        if at.saturating_sub(told) >= 100 {
            told = at;
            let done = i64::try_from(done).unwrap_or(i64::MAX);
            let elapsed_ms = at.saturating_sub(now.get());
            app.tell_job(job, JobState::Running { phase: JobPhase::Writing, done, total, elapsed_ms });
        }
        !job.cancel.load(Ordering::Relaxed)
    });
    if let Err(error) = written {
        // A half-made sample is of no use to anybody; the real shop was never touched.
        sample.discard()?;
        return Err(error);
    }
    app.replace_shop(sample.beside_shared(&real));
    match size {
        SampleSize::Learning => super::enliven(app),
        SampleSize::S | SampleSize::M | SampleSize::L => app.shop().numbers_cell().with(|_| Ok(())),
    }
}

const fn generator_size(size: SampleSize) -> Size {
    match size {
        SampleSize::Learning => Size::Tiny,
        SampleSize::S => Size::S,
        SampleSize::M => Size::M,
        SampleSize::L => Size::L,
    }
}

pub(crate) fn remove_sample(app: &Arc<App>, _: &Session, _: Nothing) -> Result<Done, AppError> {
    let sample = app.shop();
    let Some(real) = sample.real_again() else { return Ok(Done { repeated: true }) };
    app.replace_shop(real);
    // Commands that began before the swap still hold the sample; it is deleted when the last one lets go.
    let mut sample = sample;
    for _ in 0..200 {
        match Arc::try_unwrap(sample) {
            Ok(alone) => {
                alone.discard()?;
                return Ok(Done { repeated: false });
            }
            Err(shared) => {
                sample = shared;
                std::thread::sleep(std::time::Duration::from_millis(25));
            }
        }
    }
    Err(Code::JobRunning.into())
}
