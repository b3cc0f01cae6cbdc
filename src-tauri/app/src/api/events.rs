//! Events to the windows: tags after a commit, progress of long jobs. Never rows.

use super::Tag;
use super::types::JobState;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Sent after the commit of a change. Event name: `changed`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Changed {
    /// Rises with every change of this program run.
    #[ts(type = "number")]
    pub seq: u64,
    pub touched: Vec<Tag>,
}

/// Sent while a long job runs and once when it ends. Event name: `job`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JobProgress {
    pub job: String,
    pub state: JobState,
}

/// What the program tells the outside.
#[derive(Debug, Clone)]
pub enum Event {
    Changed(Changed),
    Job(Box<JobProgress>),
}
