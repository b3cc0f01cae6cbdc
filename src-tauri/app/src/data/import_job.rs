//! An import as a job: read and checked for review, then written whole or not at all.

use super::import_views::{self, choices};
use crate::api::Tag;
use crate::api::types::{AnalyseImport, FileToken, JobPhase, JobStarted, JobState, JobWork, RunImport};
use crate::core::{App, Job};
use crate::error::AppError;
use crate::import::{self, Choices, ImportContext, Opened, Phase, Progress};
use crate::permissions::Session;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A window needs no more than this many progress events a second.
const TELL_EVERY_MS: i64 = 100;

pub(crate) fn analyse(app: &Arc<App>, _: &Session, request: AnalyseImport) -> Result<JobStarted, AppError> {
    let choices = choices(request.kind, request.columns, request.money_unit, request.first_row_is_data);
    let asked = Asked::new(app, &request.token, choices)?;
    spawn(app, JobWork::Analyse, asked, preview)
}

pub(crate) fn run(app: &Arc<App>, session: &Session, request: RunImport) -> Result<JobStarted, AppError> {
    let kind = Some(request.kind);
    let mut choices = choices(kind, request.columns, request.money_unit, request.first_row_is_data);
    choices.points_expiry = request.points_expiry;
    let asked = Asked::new(app, &request.token, choices)?;
    let session = *session;
    spawn(app, JobWork::Import, asked, move |app, job, asked| write(app, job, &session, asked))
}

struct Asked {
    path: PathBuf,
    file: FileToken,
    choices: Choices,
}

impl Asked {
    fn new(app: &App, token: &str, choices: Choices) -> Result<Self, AppError> {
        let path = app.files().path(token)?;
        let file = app.files().add(&path, false)?;
        Ok(Self { path, file, choices })
    }
}

/// Runs `work` on a thread of its own and records how it ended.
fn spawn(
    app: &Arc<App>,
    kind: JobWork,
    asked: Asked,
    work: impl FnOnce(&Arc<App>, &Job, &Asked) -> Result<JobState, AppError> + Send + 'static,
) -> Result<JobStarted, AppError> {
    let file = Some(asked.file.clone());
    start(app, kind, file, move |app, job| work(app, job, &asked))
}

/// The same for work that is about no file.
pub(crate) fn start(
    app: &Arc<App>,
    kind: JobWork,
    file: Option<FileToken>,
    work: impl FnOnce(&Arc<App>, &Job) -> Result<JobState, AppError> + Send + 'static,
) -> Result<JobStarted, AppError> {
    let job = app.jobs().begin(kind, file)?;
    let started = JobStarted { job: job.id.clone() };
    let app = Arc::clone(app);
    std::thread::spawn(move || {
        let ended = work(&app, &job).unwrap_or_else(|error| {
            if job.cancel.load(Ordering::Relaxed) {
                return JobState::Cancelled;
            }
            if !error.detail.is_empty() {
                eprintln!("bazgasht: {error}");
            }
            JobState::Failed { problem: error.into_problem() }
        });
        app.tell_job(&job, ended);
    });
    Ok(started)
}

/// Passes progress on, at a pace that a window can follow.
fn follow(app: &Arc<App>, job: &Job) -> impl FnMut(Progress) {
    let (app, job) = (Arc::clone(app), job.clone());
    let started = app.now().get();
    let mut told = i64::MIN;
    move |progress| {
        let now = app.now().get();
        if now.saturating_sub(told) < TELL_EVERY_MS {
            return;
        }
        told = now;
        let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let phase = match progress.phase {
            Phase::Reading => JobPhase::Reading,
            Phase::Matching => JobPhase::Checking,
            Phase::Writing => JobPhase::Writing,
        };
        let total = progress.rows_total.map(whole);
        let elapsed_ms = now.saturating_sub(started);
        app.tell_job(&job, JobState::Running { phase, done: whole(progress.rows_done), total, elapsed_ms });
    }
}

fn preview(app: &Arc<App>, job: &Job, asked: &Asked) -> Result<JobState, AppError> {
    let shop = app.shop();
    let mut progress = follow(app, job);
    let mut file = app.files().open(&asked.path)?;
    let found =
        import::analyse(&mut file, &asked.choices, shop.store(), app.today(), &mut progress, &job.cancel);
    // Also after a look that was stopped: the next one has less to read.
    app.files().leave_open(file);
    let preview = import_views::preview(asked.file.clone(), found?);
    Ok(JobState::Previewed { preview: Box::new(preview) })
}

fn write(app: &Arc<App>, job: &Job, session: &Session, asked: &Asked) -> Result<JobState, AppError> {
    let shop = app.shop();
    let now = app.now();
    let context = ImportContext {
        now,
        today: app.today(),
        actor: session.staff,
        approver: session.approver.map(|who| who.staff),
        device: 1,
    };
    let mut progress = follow(app, job);
    let mut file = app.files().open(&asked.path)?;
    let report = import::run(&mut file, &asked.choices, shop.store(), &context, &mut progress, &job.cancel);
    shop.catalogue().stale();
    if report.is_err() {
        // Back to the review.
        app.files().leave_open(file);
    }
    let report = report?;
    app.files().done(&asked.path);
    let took_ms = app.now().get().saturating_sub(now.get());
    app.tell_job(
        job,
        JobState::Running { phase: JobPhase::Counting, done: 0, total: None, elapsed_ms: took_ms },
    );
    shop.numbers_cell().load(shop.store(), || ())?;
    app.changed(&[
        Tag::Settings,
        Tag::Customers,
        Tag::Products,
        Tag::Sales,
        Tag::Points,
        Tag::Imports,
        Tag::Files,
    ]);
    Ok(JobState::Imported { report: import_views::report(report, took_ms) })
}

/// The same import without a job, for scripts: returns when everything is written.
///
/// # Errors
/// What the import says; nothing was written then.
pub fn import_file(
    app: &Arc<App>,
    session: &Session,
    file: &mut Opened,
    choices: &Choices,
    progress: &mut dyn FnMut(Progress),
) -> Result<import::Report, AppError> {
    let shop = app.shop();
    let context = ImportContext {
        now: app.now(),
        today: app.today(),
        actor: session.staff,
        approver: session.approver.map(|who| who.staff),
        device: 1,
    };
    let report = import::run(file, choices, shop.store(), &context, progress, &AtomicBool::new(false))?;
    shop.catalogue().stale();
    shop.numbers_cell().load(shop.store(), || ())?;
    Ok(report)
}
