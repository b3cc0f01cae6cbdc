//! The import itself: read and check outside the transaction, then store in one, or not at all.

use super::error::ImportError;
use super::issues::IssueLog;
use super::opened::Opened;
use super::scan::Source;
use super::types::{
    Choices, Counts, Created, ImportContext, Issue, Kind, OrderCounts, Phase, Progress, Report, ReturnCounts,
    Severity,
};
use super::watch::Watch;
use super::{customers, returns, sales};
use bazgasht_domain::ids::ImportId;
use bazgasht_domain::loyalty::Expiry;
use bazgasht_store::{Reader, Store, Tx, club, imports, journal};
use serde_json::json;
use std::sync::atomic::AtomicBool;

/// Findings kept beside the run in the shop's file.
const ISSUES_STORED_MAX: usize = 5_000;

/// Imports a file into the shop.
///
/// # Errors
/// Nothing was stored, whatever the error.
pub fn run(
    file: &mut Opened,
    choices: &Choices,
    store: &Store,
    context: &ImportContext,
    progress: &mut dyn FnMut(Progress),
    cancel: &AtomicBool,
) -> Result<Report, ImportError> {
    let mut watch = Watch::new(progress, cancel);
    let mut source = Source::open(file, choices)?;
    watch.begin(Phase::Reading, source.row_estimate())?;
    let mut log = IssueLog::default();
    let done = if source.kind() == Kind::Customers {
        run_customers(&mut source, store, context, choices.points_expiry, &mut log, &mut watch)?
    } else {
        run_sales(&mut source, store, context, &mut log, &mut watch)?
    };
    Ok(report(&source, log, done))
}

/// What a run came to, before it is told.
pub(super) struct Done {
    pub(super) import: Option<ImportId>,
    pub(super) already_imported: bool,
    pub(super) counts: Counts,
    pub(super) created: Created,
    pub(super) updated: u64,
    pub(super) unchanged: u64,
    pub(super) rows: u64,
}

/// Leaves the transaction without storing: nothing of the file was new.
enum Stop {
    Nothing(Box<Done>),
    Failed(ImportError),
}

impl<E: Into<ImportError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn settle_stop(result: Result<Done, Stop>) -> Result<Done, ImportError> {
    match result {
        Ok(done) => Ok(done),
        Err(Stop::Nothing(done)) => Ok(*done),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn run_customers(
    source: &mut Source<'_>,
    store: &Store,
    context: &ImportContext,
    points_expiry: Option<Expiry>,
    log: &mut IssueLog,
    watch: &mut Watch<'_>,
) -> Result<Done, ImportError> {
    settle_stop(store.write(|tx| {
        let (import, again) = open_run(tx, source, context)?;
        watch.begin(Phase::Writing, source.row_estimate())?;
        let expiry = match points_expiry {
            Some(expiry) => expiry,
            None => club::current(tx)?.rules.expiry,
        };
        // A full period: points that come in on the last day of a month do not end with it.
        let points_until = expiry.full_period(context.today);
        let writing = customers::Writing { tx, import, now: context.now, actor: context.actor, points_until };
        let outcome = customers::pass(source, tx, Some(&writing), context.today, again, log, watch)?;
        let mut done = Done {
            import: Some(import),
            already_imported: false,
            counts: Counts::Customers(outcome.counts),
            created: outcome.created,
            updated: outcome.updated,
            unchanged: outcome.unchanged,
            rows: outcome.rows,
        };
        close_run(tx, source, context, log, again, &mut done)?;
        watch.end()?;
        Ok(done)
    }))
}

fn run_sales(
    source: &mut Source<'_>,
    store: &Store,
    context: &ImportContext,
    log: &mut IssueLog,
    watch: &mut Watch<'_>,
) -> Result<Done, ImportError> {
    let plan = sales::gather(source, context.today, log, watch)?;
    let is_return = source.kind() == Kind::Returns;
    settle_stop(store.write(|tx| {
        let (import, again) = open_run(tx, source, context)?;
        watch.begin(Phase::Matching, Some(plan.invoices.len() as u64))?;
        let mut settled = sales::settle(&plan, tx, is_return, again, log, watch)?;
        let links = if is_return { returns::link(&plan, &settled, tx, watch)? } else { Default::default() };
        let counts = counts(source.kind(), &plan, &settled)?;
        watch.begin(Phase::Writing, Some(plan.rows_taken))?;
        let written = if is_return {
            returns::write(tx, &plan, &mut settled, &links.0, context, import, watch)?
        } else {
            sales::write(tx, &plan, &mut settled, context, import, watch)?
        };
        let created = Created { unlinked_return_lines: links.1, ..written };
        let mut done = Done {
            import: Some(import),
            already_imported: false,
            counts,
            created,
            updated: 0,
            unchanged: watch.known_count(),
            rows: plan.rows,
        };
        close_run(tx, source, context, log, again, &mut done)?;
        watch.end()?;
        Ok(done)
    }))
}

pub(super) fn counts(
    kind: Kind,
    plan: &sales::Plan,
    settled: &sales::Settled,
) -> Result<Counts, ImportError> {
    let counts = sales::count(plan, settled)?;
    Ok(match kind {
        Kind::Returns => Counts::Returns(ReturnCounts::from(counts)),
        Kind::Orders => Counts::Orders(OrderCounts::from(counts)),
        Kind::Sales | Kind::Customers => Counts::Sales(counts),
    })
}

/// The run that took this file before, if any.
pub(super) fn earlier_run(reader: &Reader, source: &Source<'_>) -> Result<Option<ImportId>, ImportError> {
    run_of(reader, source.kind(), source.sha256())
}

pub(super) fn run_of(reader: &Reader, kind: Kind, sha256: &str) -> Result<Option<ImportId>, ImportError> {
    Ok(imports::find_by_file(reader, kind.as_str(), &hash_bytes(sha256))?.map(|run| run.id))
}

/// Begins a run, or takes up the one this file had: then only what was left out the first time can be new.
fn open_run(tx: &Tx, source: &Source<'_>, context: &ImportContext) -> Result<(ImportId, bool), ImportError> {
    if let Some(id) = earlier_run(tx, source)? {
        return Ok((id, true));
    }
    let facts = source.facts();
    let profile = serde_json::to_string(&source.detected.mapping)?;
    let run = imports::NewRun {
        kind: source.kind().as_str(),
        file_name: &facts.name,
        file_hash: hash_bytes(source.sha256()),
        file_bytes: facts.bytes,
        profile: Some(&profile),
        started_at: context.now,
        actor: context.actor,
    };
    Ok((imports::begin(tx, &run)?, false))
}

/// Finishes the run with its counts and findings, and one row in the journal.
fn close_run(
    tx: &Tx,
    source: &Source<'_>,
    context: &ImportContext,
    log: &IssueLog,
    again: bool,
    done: &mut Done,
) -> Result<(), Stop> {
    if done.created == Created::default() && done.updated == 0 {
        let nothing = Done {
            import: None,
            already_imported: again,
            counts: done.counts.clone(),
            created: done.created,
            updated: 0,
            unchanged: done.unchanged,
            rows: done.rows,
        };
        return Err(Stop::Nothing(Box::new(nothing)));
    }
    let Some(import) = done.import else { return Ok(()) };
    let rejected = log.rejected_rows();
    let facts = json!({
        "kind": source.kind(), "counts": done.counts, "created": done.created, "updated": done.updated,
        "unchanged": done.unchanged, "rows": done.rows, "rejected_rows": rejected,
        "rows_to_look_at": log.looked_rows(),
    });
    imports::finish(tx, import, &facts.to_string(), context.now)?;
    if !again {
        store_issues(tx, import, log.all())?;
    }
    let payload = json!({
        "kind": source.kind(), "sha256": source.sha256(), "created": done.created, "updated": done.updated,
        "rejected_rows": rejected,
    });
    journal::append(
        tx,
        &journal::Entry {
            op: "run_import",
            entity: "import",
            entity_id: import.get(),
            at: context.now,
            actor: context.actor,
            approver: context.approver,
            payload: Some(&payload.to_string()),
        },
    )?;
    Ok(())
}

fn store_issues(tx: &Tx, import: ImportId, issues: &[Issue]) -> Result<(), ImportError> {
    for (position, issue) in (0_u32..).zip(issues.iter().take(ISSUES_STORED_MAX)) {
        let severity = match issue.severity {
            Severity::Rejected => imports::Severity::Rejected,
            Severity::KeptWithoutCell | Severity::Warning => imports::Severity::Warning,
        };
        let cells = json!({ "field": issue.field, "raw": issue.raw });
        let stored = imports::Issue {
            row_number: issue.row,
            severity,
            code: issue.code.as_str().to_owned(),
            params: serde_json::to_string(&issue.params)?,
            cells: Some(cells.to_string()),
        };
        imports::add_issue(tx, import, position, &stored)?;
    }
    Ok(())
}

/// 64 hexadecimal digits to 32 bytes.
fn hash_bytes(hex: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
        let digits = std::str::from_utf8(pair).unwrap_or_default();
        *byte = u8::from_str_radix(digits, 16).unwrap_or_default();
    }
    bytes
}

fn report(source: &Source<'_>, log: IssueLog, done: Done) -> Report {
    let reasons = log.reasons();
    let rejected_rows = log.rejected_rows();
    let set_aside_cells = log.count(|severity| severity == Severity::KeptWithoutCell);
    let (rejected, set_aside) = log.split();
    Report {
        kind: source.kind(),
        import: done.import,
        already_imported: done.already_imported,
        file_sha256: source.sha256().to_owned(),
        counts: done.counts,
        rows: done.rows,
        created: done.created,
        updated: done.updated,
        unchanged: done.unchanged,
        rejected_rows,
        rejected,
        set_aside_cells,
        set_aside,
        reasons,
    }
}
