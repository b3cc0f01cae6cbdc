//! A list of customers: one pass over the rows, deciding for each whether it is new, known, or better looked at.
//!
//! A bad cell never loses the person: the number stays as it was written, the birthday beside the empty one, and points
//! that can not be read are told and not given.

mod draft;
mod fill;
mod known;
mod opening;
mod phones;

use super::codes::Code;
use super::error::ImportError;
use super::issues::{Finding, IssueLog};
use super::scan::{RowView, Source};
use super::types::{Created, CustomerCounts, Field, Severity};
use super::watch::Watch;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, ImportId, StaffId};
use bazgasht_store::{Reader, Tx, customers};
pub(super) use draft::nameless;
use draft::{Draft, Phones};
use known::{Found, Known, Seen};
use opening::Opened;

/// Where new people go. Without a transaction the pass only looks.
pub(super) struct Writing<'t> {
    pub(super) tx: &'t Tx,
    pub(super) import: ImportId,
    pub(super) now: InstantMs,
    pub(super) actor: Option<StaffId>,
    /// The last day of points that customers bring.
    pub(super) points_until: Option<ShopDay>,
}

#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) counts: CustomerCounts,
    pub(super) created: Created,
    pub(super) updated: u64,
    pub(super) unchanged: u64,
    pub(super) rows: u64,
}

/// Reads all rows against what the shop knows, and writes when there is something to write with.
/// `again`: this very file came in before, so people that nothing tells apart are not taken twice.
pub(super) fn pass(
    source: &mut Source<'_>,
    reader: &Reader,
    writing: Option<&Writing<'_>>,
    today: ShopDay,
    again: bool,
    log: &mut IssueLog,
    watch: &mut Watch<'_>,
) -> Result<Outcome, ImportError> {
    let has_codes = source.columns.has(Field::CustomerCode);
    let mut run =
        Run { known: Known::new(reader, has_codes)?, seen: Seen::default(), writing, today, again, log };
    let mut outcome = Outcome::default();
    outcome.rows = source.each_row(watch, |row, watch| run.row(row, &mut outcome, watch))?;
    Ok(outcome)
}

struct Run<'r> {
    known: Known<'r>,
    seen: Seen,
    writing: Option<&'r Writing<'r>>,
    today: ShopDay,
    again: bool,
    log: &'r mut IssueLog,
}

impl Run<'_> {
    fn row(
        &mut self,
        row: &RowView<'_>,
        outcome: &mut Outcome,
        watch: &mut Watch<'_>,
    ) -> Result<(), ImportError> {
        let (mut draft, findings) = Draft::read(row, self.today);
        let who = draft.profile.full_name.clone();
        if draft.is_unidentified() {
            self.log.add(row.number(), Severity::Rejected, None, Finding::new(Code::CustomerUnidentified));
            return Ok(());
        }
        if let Some(first_row) = self.seen.code(&draft) {
            let finding = Finding::at(Code::CodeRepeated, Field::CustomerCode, draft.code());
            self.log.add(row.number(), Severity::Rejected, Some(&who), finding.with("first_row", first_row));
            return Ok(());
        }
        for (severity, finding) in findings {
            self.log.add(row.number(), severity, Some(&who), finding);
        }
        if draft.complete_name() {
            self.log.add(row.number(), Severity::Warning, None, Finding::new(Code::NameMissing));
        }
        self.count(&draft, &mut outcome.counts);
        let same_person = self.known.find(&draft)?.or_else(|| self.seen.person(&draft));
        self.share(row, &draft, same_person.is_some(), &mut outcome.counts)?;
        match same_person {
            Some(Found::InShop(id)) => {
                let is_filled = self.fill(id, &draft)?;
                let has_new_points = self.points_of_known(row, id, &draft, &mut outcome.created)?;
                let is_updated = is_filled || has_new_points;
                *(if is_updated { &mut outcome.updated } else { &mut outcome.unchanged }) += 1;
            }
            Some(Found::InFile) => {
                outcome.unchanged += 1;
                self.told_before(row, &draft);
            }
            None if self.again && !draft.has_key() => outcome.unchanged += 1,
            None => {
                outcome.created.customers += 1;
                let brought = draft.points.map_or(0, opening::count);
                outcome.created.opening_points = outcome.created.opening_points.saturating_add(brought);
                self.insert(&draft)?;
            }
        }
        if same_person.is_some() {
            watch.known();
        }
        self.seen.add(row.number(), &draft);
        Ok(())
    }

    fn count(&self, draft: &Draft, counts: &mut CustomerCounts) {
        counts.customers += 1;
        match draft.phones {
            Phones::None => counts.no_phone += 1,
            Phones::OnlyInvalid => counts.invalid_phone += 1,
            Phones::Some => {}
        }
        counts.birthdays += u64::from(draft.profile.birth.is_some());
        counts.points_customers += u64::from(draft.points.is_some());
        let brought = draft.points.map_or(0, opening::count);
        counts.points_total = counts.points_total.saturating_add(brought);
        counts.ambiguous_birth += u64::from(draft.birth_is_ambiguous);
        counts.invalid_birth += u64::from(draft.profile.birth_raw.is_some() && !draft.birth_is_ambiguous);
    }

    /// A mobile that somebody else has already: a family, worth knowing.
    fn share(
        &mut self,
        row: &RowView<'_>,
        draft: &Draft,
        is_known: bool,
        counts: &mut CustomerCounts,
    ) -> Result<(), ImportError> {
        let Some(mobile) = draft.mobile() else { return Ok(()) };
        let in_file = self.seen.owner(mobile);
        let in_shop = !is_known && in_file.is_none() && self.known.has_phone(mobile)?;
        if in_file.is_none() && !in_shop {
            return Ok(());
        }
        counts.shared_phone += 1;
        let mut finding = Finding::at(Code::PhoneShared, Field::Mobile, row.cell(Field::Mobile).text);
        if let Some(first_row) = in_file {
            finding = finding.with("first_row", first_row);
        }
        self.log.add(row.number(), Severity::Warning, Some(&draft.profile.full_name), finding);
        Ok(())
    }

    fn fill(&self, id: CustomerId, draft: &Draft) -> Result<bool, ImportError> {
        let Some(stored) = customers::get(self.known.reader(), id)? else { return Ok(false) };
        let Some(filled) = fill::filled(&stored, &draft.profile) else { return Ok(false) };
        if let Some(writing) = self.writing {
            customers::update(writing.tx, id, &filled)?;
        }
        Ok(true)
    }

    fn insert(&self, draft: &Draft) -> Result<(), ImportError> {
        let Some(writing) = self.writing else { return Ok(()) };
        let id =
            customers::insert(writing.tx, &draft.profile, writing.now, self.today, Some(writing.import))?;
        match draft.points {
            Some(points) => opening::give(writing, self.today, id, points),
            None => Ok(()),
        }
    }

    /// Points of somebody whom the shop knows: given once, and never a second time.
    fn points_of_known(
        &mut self,
        row: &RowView<'_>,
        id: CustomerId,
        draft: &Draft,
        created: &mut Created,
    ) -> Result<bool, ImportError> {
        let Some(points) = draft.points else { return Ok(false) };
        match opening::known(self.known.reader(), id)? {
            Opened::Never => {}
            Opened::With(before) if before == points => return Ok(false),
            Opened::With(_) | Opened::Gone => {
                self.told_before(row, draft);
                return Ok(false);
            }
        }
        created.opening_points = created.opening_points.saturating_add(opening::count(points));
        if let Some(writing) = self.writing {
            opening::give(writing, self.today, id, points)?;
        }
        Ok(true)
    }

    fn told_before(&mut self, row: &RowView<'_>, draft: &Draft) {
        if draft.points.is_some() {
            let written = row.cell(Field::OpeningPoints).text;
            let finding = Finding::at(Code::PointsKnown, Field::OpeningPoints, written);
            self.log.add(row.number(), Severity::Warning, Some(&draft.profile.full_name), finding);
        }
    }
}
