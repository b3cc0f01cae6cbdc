//! Saving a segment, putting one away. A rule that would be made of itself, straight or through others, is refused with the
//! names of the circle; one that others are made of is not put away under them.

use crate::api::Tag;
use crate::api::types::{ArchiveSegment, Done, SaveSegment, SegmentSaved};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::named;
use bazgasht_domain::ids::SegmentId;
use bazgasht_domain::segment::{self, Rule, RuleError};
use bazgasht_domain::text;
use bazgasht_store::Reader;
use bazgasht_store::segments::{self, NewSegment, Segment};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

const SEGMENTS_MAX: usize = 200;
const TREATMENT_CHARS_MAX: usize = 500;
const READY_CHARS_MAX: usize = 40;

/// # Errors
/// `segment_of_itself`, `segment_circle` with the names, `not_found`.
fn refuse(stored: &[Segment], of: SegmentId, rule: &Rule) -> Result<(), AppError> {
    let read = |one: &Segment| Some((one.id, segment::read(&one.rule).ok()?));
    let rules: BTreeMap<SegmentId, Rule> = stored.iter().filter_map(read).collect();
    // One that can not be read is not made of this one as far as anybody can say; to be made of it is refused.
    let mut all: BTreeMap<SegmentId, &Rule> = rules
        .iter()
        .filter(|(_, rule)| rule.segments().all(|part| part == of || rules.contains_key(&part)))
        .map(|(id, rule)| (*id, rule))
        .collect();
    all.insert(of, rule);
    match segment::order(&all) {
        Ok(_) => Ok(()),
        Err(RuleError::Circle(circle)) => {
            let name = |id: &SegmentId| stored.iter().find(|one| one.id == *id).map(|one| one.name.as_str());
            let names: Vec<&str> = circle.iter().filter_map(name).collect();
            Err(AppError::new(Code::SegmentCircle).with("names", names.join(" ← ")))
        }
        Err(error) => Err(error.into()),
    }
}

/// The same for a rule that is being typed.
pub(super) fn refuse_circle(app: &Arc<App>, of: Option<SegmentId>, rule: &Rule) -> Result<(), AppError> {
    rule.check()?;
    if rule.segments().next().is_none() {
        return Ok(());
    }
    let stored = app.shop().store().read(segments::all)?;
    refuse(&stored, of.unwrap_or(SegmentId::new(0)), rule)
}

fn free_name(stored: &[Segment], name: &str, of: Option<SegmentId>) -> Result<(), AppError> {
    let key = text::key_form(name);
    let taken =
        |one: &&Segment| Some(one.id) != of && one.archived_at.is_none() && text::key_form(&one.name) == key;
    match stored.iter().find(taken) {
        Some(_) => Err(Code::SegmentNameTaken.into()),
        None => Ok(()),
    }
}

pub(crate) fn save(
    app: &Arc<App>,
    session: &Session,
    request: SaveSegment,
) -> Result<SegmentSaved, AppError> {
    let name = named(&request.name)?;
    let treatment = text::store_form(&request.treatment).trim().to_owned();
    let ready_chars = request.ready.as_ref().map_or(0, |key| key.chars().count());
    if treatment.chars().count() > TREATMENT_CHARS_MAX || ready_chars > READY_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", TREATMENT_CHARS_MAX));
    }
    let rule = segment::write(&request.rule)?;
    let shop = app.shop();
    let touched = [Tag::Segments];
    let done = transact(
        app,
        &shop,
        session,
        Op::SaveSegment,
        &request.request_id,
        &touched,
        |tx, change| {
            let stored = segments::all(tx)?;
            free_name(&stored, &name, request.segment)?;
            refuse(&stored, request.segment.unwrap_or(SegmentId::new(0)), &request.rule)?;
            let new = NewSegment {
                name: &name,
                treatment: &treatment,
                rule: &rule,
                ready: request.ready.as_deref(),
                at: change.now,
                actor: session.staff,
            };
            let id = if let Some(id) = request.segment {
                let before = stored.iter().find(|one| one.id == id).ok_or(Code::NotFound)?;
                if let Ok(rule) = segment::read(&before.rule) {
                    change.undo_by(
                    "save_segment",
                    json!({ "segment": id, "name": before.name, "treatment": before.treatment, "rule": rule }),
                );
                }
                segments::update(tx, id, new)?;
                id
            } else {
                if stored.iter().filter(|one| one.archived_at.is_none()).count() >= SEGMENTS_MAX {
                    return Err(AppError::new(Code::TooMany).with("max", SEGMENTS_MAX));
                }
                let id = segments::insert(tx, new)?;
                change.undo_by("archive_segment", json!({ "segment": id, "archived": true }));
                id
            };
            change.about("segment", id.get(), json!({ "groups": request.rule.groups.len() }));
            Ok(id)
        },
    )?;
    Ok(SegmentSaved { segment: done.answer, repeated: done.repeated })
}

pub(crate) fn archive(app: &Arc<App>, session: &Session, request: ArchiveSegment) -> Result<Done, AppError> {
    let shop = app.shop();
    let touched = [Tag::Segments];
    let done =
        transact(app, &shop, session, Op::ArchiveSegment, &request.request_id, &touched, |tx, change| {
            let stored = segments::all(tx)?;
            let one = stored.iter().find(|one| one.id == request.segment).ok_or(Code::NotFound)?;
            if request.archived {
                refuse_used(&stored, request.segment)?;
            } else {
                free_name(&stored, &one.name, Some(one.id))?;
            }
            if one.archived_at.is_some() != request.archived {
                segments::set_archived(tx, one.id, request.archived.then_some(change.now))?;
                let back = json!({ "segment": one.id, "archived": !request.archived });
                change.undo_by("archive_segment", back);
            }
            change.about("segment", one.id.get(), json!({ "archived": request.archived }));
            Ok(())
        })?;
    Ok(Done { repeated: done.repeated })
}

fn refuse_used(stored: &[Segment], id: SegmentId) -> Result<(), AppError> {
    let uses = |one: &&Segment| {
        let rule = segment::read(&one.rule).ok();
        one.archived_at.is_none() && rule.is_some_and(|rule| rule.segments().any(|part| part == id))
    };
    let names: Vec<&str> = stored.iter().filter(uses).map(|one| one.name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(AppError::new(Code::SegmentInUse).with("names", names.join("، ")))
}

/// One that is live.
pub(super) fn living(reader: &Reader, id: SegmentId) -> Result<Segment, AppError> {
    let found = segments::get(reader, id)?.filter(|one| one.archived_at.is_none());
    found.ok_or_else(|| Code::NotFound.into())
}
