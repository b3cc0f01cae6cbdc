//! Data in and out: import through a token, long jobs, the sample shop beside the real one.

mod import_job;
mod import_views;
mod sample;
mod sample_life;
mod sample_write;

pub use import_job::import_file;
pub(crate) use import_job::{analyse, run, start};
pub(crate) use sample::{open_sample, remove_sample};
pub use sample_life::enliven;
pub use sample_write::write_sample;

use crate::api::types::{
    Done, ImportHistory, ImportRun, JobRef, JobView, LatestJob, Nothing, PickedFile, WaitingFiles,
};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, minute_of_day, time_of_minute};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_store::imports;
use std::sync::Arc;

pub(crate) fn pick_file(app: &Arc<App>, _: &Session, _: Nothing) -> Result<PickedFile, AppError> {
    match app.ports().desktop.pick_import_file() {
        None => Err(Code::NoDialog.into()),
        Some(None) => Ok(PickedFile { file: None }),
        Some(Some(path)) => Ok(PickedFile { file: Some(app.files().add(&path, false)?) }),
    }
}

pub(crate) fn waiting_files(app: &Arc<App>, _: &Session, _: Nothing) -> Result<WaitingFiles, AppError> {
    Ok(WaitingFiles { files: app.files().waiting() })
}

pub(crate) fn job_status(app: &Arc<App>, _: &Session, request: JobRef) -> Result<JobView, AppError> {
    app.jobs().view(&request.job)
}

pub(crate) fn latest_job(app: &Arc<App>, _: &Session, _: Nothing) -> Result<LatestJob, AppError> {
    Ok(LatestJob { job: app.jobs().latest() })
}

pub(crate) fn cancel_job(app: &Arc<App>, _: &Session, request: JobRef) -> Result<Done, AppError> {
    app.jobs().cancel(&request.job).map(|()| Done { repeated: false })
}

pub(crate) fn history(app: &Arc<App>, _: &Session, _: Nothing) -> Result<ImportHistory, AppError> {
    let today = app.today();
    app.shop().store().read(|reader| {
        let runs = imports::all(reader)?;
        let view = |run: imports::Run| {
            run.finished_at?;
            let at = run.finished_at.unwrap_or(run.started_at);
            Some(ImportRun {
                file_name: run.file_name,
                kind: import_views::kind_named(&run.kind)?,
                day: day_view(ShopDay::from_instant(at), today),
                time: time_of_minute(minute_of_day(at)),
                rows: import_views::count_in(run.counts.as_deref(), "rows"),
                rows_to_look_at: import_views::count_in(run.counts.as_deref(), "rows_to_look_at"),
            })
        };
        Ok(ImportHistory { imports: runs.into_iter().filter_map(view).collect() })
    })
}
