//! An import as a job: read and checked for review, then written whole or not at all.

use super::import_views::{self, named_kind};
use crate::api::Tag;
use crate::api::types::{
    AnalyseImport, ColumnChoice, FileToken, ImportKind, JobPhase, JobStarted, JobState, RunImport,
};
use crate::core::{App, Job};
use crate::error::AppError;
use crate::import::{self, ImportContext, ImportError, Mapping, Phase, Progress};
use crate::permissions::Session;
use bazgasht_domain::money::MoneyUnit;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A window needs no more than this many progress events a second.
const TELL_EVERY_MS: i64 = 100;

pub(crate) fn analyse(app: &Arc<App>, _: &Session, request: AnalyseImport) -> Result<JobStarted, AppError> {
    let path = app.files().path(&request.token)?;
    let file = app.files().add(&path, false)?;
    spawn(app, move |app, job| {
        let asked =
            Asked { path, file, kind: request.kind, columns: request.columns, unit: request.money_unit };
        preview(app, job, &asked)
    })
}

pub(crate) fn run(app: &Arc<App>, session: &Session, request: RunImport) -> Result<JobStarted, AppError> {
    let path = app.files().path(&request.token)?;
    let file = app.files().add(&path, false)?;
    let session = *session;
    spawn(app, move |app, job| {
        let asked = Asked {
            path,
            file,
            kind: Some(request.kind),
            columns: request.columns,
            unit: request.money_unit,
        };
        write(app, job, &session, &asked)
    })
}

struct Asked {
    path: PathBuf,
    file: FileToken,
    kind: Option<ImportKind>,
    columns: Option<Vec<ColumnChoice>>,
    unit: Option<MoneyUnit>,
}

impl Asked {
    /// What the person chose on top of what the headers say; `None` when they chose nothing.
    fn mapping(&self) -> Result<Option<Mapping>, ImportError> {
        if self.columns.is_none() && self.unit.is_none() {
            return Ok(None);
        }
        let kind = self.kind.map(named_kind);
        let mut mapping = import::detect(&self.path, kind)?;
        if let Some(columns) = &self.columns {
            import_views::apply_choices(&mut mapping, columns);
        }
        mapping.money_unit = self.unit.unwrap_or(mapping.money_unit);
        Ok(Some(mapping))
    }
}

/// Runs `work` on a thread of its own and records how it ended.
fn spawn(
    app: &Arc<App>,
    work: impl FnOnce(&Arc<App>, &Job) -> Result<JobState, AppError> + Send + 'static,
) -> Result<JobStarted, AppError> {
    let job = app.jobs().begin(JobPhase::Reading)?;
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
    let mapping = asked.mapping()?;
    let kind = asked.kind.map(named_kind);
    let shop = app.shop();
    let mut progress = follow(app, job);
    let found = import::analyse(
        &asked.path,
        kind,
        mapping.as_ref(),
        shop.store(),
        app.today(),
        &mut progress,
        &job.cancel,
    )?;
    Ok(JobState::Previewed { preview: import_views::preview(asked.file.clone(), found) })
}

fn write(app: &Arc<App>, job: &Job, session: &Session, asked: &Asked) -> Result<JobState, AppError> {
    let mapping = asked.mapping()?;
    let kind = asked.kind.map(named_kind);
    let shop = app.shop();
    let now = app.now();
    let context = ImportContext { now, today: app.today(), actor: session.staff, device: 1 };
    let mut progress = follow(app, job);
    let report =
        import::run(&asked.path, kind, mapping.as_ref(), shop.store(), &context, &mut progress, &job.cancel)?;
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
    path: &Path,
    kind: import::Kind,
    progress: &mut dyn FnMut(Progress),
) -> Result<import::Report, AppError> {
    let shop = app.shop();
    let context = ImportContext { now: app.now(), today: app.today(), actor: session.staff, device: 1 };
    let report =
        import::run(path, Some(kind), None, shop.store(), &context, progress, &AtomicBool::new(false))?;
    shop.numbers_cell().load(shop.store(), || ())?;
    Ok(report)
}
