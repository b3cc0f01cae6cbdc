//! The program and its versions. Saving adds a version; points that were there when expiry is switched on get one full
//! period first.

use super::sentence::sentence;
use crate::api::Tag;
use crate::api::types::{ClubView, Nothing, ProgramSaved, ProgramVersion, SaveProgram, TierView};
use crate::core::{App, Change, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::loyalty::{Expiry, Ladder, Program};
use bazgasht_domain::points::Points;
use bazgasht_store::club::{Version, current, insert_version, tier_counts, versions};
use bazgasht_store::{Reader, Tx, customers, points, staff};
use std::sync::Arc;

/// Versions shown; all are kept.
const VERSIONS_SHOWN: u32 = 50;

pub(crate) fn read(app: &Arc<App>, _: &Session, _: Nothing) -> Result<ClubView, AppError> {
    let today = app.today();
    app.shop().store().read(|reader| {
        let version = current(reader)?;
        let tiers = tiers(&version.rules.ladder, &tier_counts(reader)?);
        let in_tiers: i64 = tiers.iter().map(|tier| tier.members).sum();
        Ok(ClubView {
            revision: version.revision,
            sentence: sentence(reader, &version.rules, today)?,
            versions: history(reader, today)?,
            untiered: customers::count(reader)? - in_tiers,
            tiers,
            program: version.rules,
        })
    })
}

fn history(reader: &Reader, today: ShopDay) -> Result<Vec<ProgramVersion>, AppError> {
    let members = staff::all(reader)?;
    let name = |version: &Version| {
        let by = members.iter().find(|member| Some(member.id) == version.saved_by);
        by.map(|member| member.name.clone())
    };
    let line = |version: Version| {
        Ok(ProgramVersion {
            revision: version.revision,
            saved: day_view(ShopDay::from_instant(version.saved_at), today),
            saved_by: name(&version),
            sentence: sentence(reader, &version.rules, today)?,
            program: version.rules,
        })
    };
    versions(reader, VERSIONS_SHOWN)?.into_iter().map(line).collect()
}

/// The ladder's tiers with how many stand in each.
pub(super) fn tiers(ladder: &Ladder, counts: &[(String, i64)]) -> Vec<TierView> {
    let members = |id: &str| counts.iter().find(|(tier, _)| tier == id).map_or(0, |(_, members)| *members);
    let view = |tier: &bazgasht_domain::loyalty::Tier| TierView {
        id: tier.id.clone(),
        name: tier.name.clone(),
        members: members(&tier.id),
    };
    ladder.tiers.iter().map(view).collect()
}

pub(crate) fn save(
    app: &Arc<App>,
    session: &Session,
    request: SaveProgram,
) -> Result<ProgramSaved, AppError> {
    let shop = app.shop();
    let touched = [Tag::Settings, Tag::Points, Tag::Customers];
    let done =
        transact(app, &shop, session, Op::SaveProgram, &request.request_id, &touched, |tx, change| {
            let before = current(tx)?;
            if before.revision != request.revision {
                return Err(Code::ProgramChanged.into());
            }
            let saved = save_rules(tx, change, session, &before, request.program)?;
            let told = serde_json::json!({ "before": before.revision, "dated_points": saved.dated_points });
            change.about("program", saved.revision, told);
            // Points that got a last day keep it: going back would not be as if nothing had been.
            if saved.revision != before.revision && saved.dated_points == Points::ZERO {
                let back = serde_json::json!({ "revision": saved.revision, "program": before.rules });
                change.undo_by("save_program", back);
            }
            Ok(saved)
        })?;
    Ok(ProgramSaved { repeated: done.repeated, ..done.answer })
}

/// A program that can not work, with the rule that can not.
pub(super) fn check(program: &Program) -> Result<(), AppError> {
    program.check_places().map_err(|found| {
        AppError::new(Code::ProgramInvalid).with("fault", found.fault.to_string()).with("field", found.place)
    })
}

/// Adds a version; the same rules again add none.
///
/// # Errors
/// `program_invalid` with the fault.
pub(crate) fn save_rules(
    tx: &Tx,
    change: &Change,
    session: &Session,
    before: &Version,
    rules: Program,
) -> Result<ProgramSaved, AppError> {
    check(&rules)?;
    let none = ProgramSaved {
        revision: before.revision,
        dated_points: Points::ZERO,
        dated_to: None,
        repeated: false,
    };
    if rules == before.rules {
        return Ok(none);
    }
    let next = |revision: i64, rules: Program| Version {
        revision,
        rules,
        saved_at: change.now,
        saved_by: session.staff,
    };
    let is_kept = !versions(tx, 1)?.is_empty();
    if !is_kept {
        // Sales were counted by the default until now: it is kept with the number they carry.
        insert_version(tx, &next(before.revision, before.rules.clone()))?;
    }
    let expiry = rules.expiry;
    let revision = before.revision + 1;
    insert_version(tx, &next(revision, rules))?;
    let switched_on = before.rules.expiry == Expiry::Never;
    let to = if switched_on { expiry.full_period(change.today) } else { None };
    let Some(to) = to else { return Ok(ProgramSaved { revision, ..none }) };
    let (_, dated_points) = points::date_undated(tx, revision, change.today, to)?;
    Ok(ProgramSaved { revision, dated_points, dated_to: Some(day_view(to, change.today)), repeated: false })
}
