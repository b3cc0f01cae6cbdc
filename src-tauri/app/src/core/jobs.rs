//! Long work beside the window: one job at a time, with progress and cancel. A finished job is kept so that a page
//! which was left and opened again finds its result.

use crate::api::types::{FileToken, JobPhase, JobState, JobView, JobWork};
use crate::error::{AppError, Code};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Default)]
pub struct Jobs {
    next: AtomicU64,
    latest: Mutex<Option<Job>>,
}

/// A running or finished job.
#[derive(Debug, Clone)]
pub struct Job {
    pub id: String,
    pub cancel: Arc<AtomicBool>,
    work: JobWork,
    file: Option<FileToken>,
    state: JobState,
}

impl Job {
    fn into_view(self) -> JobView {
        JobView { job: self.id, work: self.work, file: self.file, state: self.state }
    }
}

impl Jobs {
    /// Starts a job's record.
    ///
    /// # Errors
    /// `job_running` while another one has not ended.
    pub fn begin(&self, work: JobWork, file: Option<FileToken>) -> Result<Job, AppError> {
        let phase = if work == JobWork::Sample { JobPhase::Writing } else { JobPhase::Reading };
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if latest.as_ref().is_some_and(|job| matches!(job.state, JobState::Running { .. })) {
            return Err(Code::JobRunning.into());
        }
        let job = Job {
            id: format!("job-{}", self.next.fetch_add(1, Ordering::Relaxed)),
            cancel: Arc::new(AtomicBool::new(false)),
            work,
            file,
            state: JobState::Running { phase, done: 0, total: None, elapsed_ms: 0 },
        };
        *latest = Some(job.clone());
        Ok(job)
    }

    /// Records where the job is; ignored once another job has begun.
    pub fn set(&self, id: &str, state: JobState) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(job) = latest.as_mut().filter(|job| job.id == id) {
            job.state = state;
        }
    }

    #[must_use]
    pub fn latest(&self) -> Option<JobView> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        latest.clone().map(Job::into_view)
    }

    /// # Errors
    /// `job_unknown` when it is not the latest job.
    pub fn view(&self, id: &str) -> Result<JobView, AppError> {
        self.find(id).map(Job::into_view)
    }

    /// Asks the job to stop; it ends by itself within a second.
    ///
    /// # Errors
    /// `job_unknown` when it is not the latest job.
    pub fn cancel(&self, id: &str) -> Result<(), AppError> {
        self.find(id).map(|job| job.cancel.store(true, Ordering::Relaxed))
    }

    fn find(&self, id: &str) -> Result<Job, AppError> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        latest.clone().filter(|job| job.id == id).ok_or_else(|| Code::JobUnknown.into())
    }
}
