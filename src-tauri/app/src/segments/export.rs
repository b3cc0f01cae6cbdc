//! The members of a segment, handed out as a file, or kept as they are at this moment. A file is written whole or not at
//! all; no cell of it can be taken for a formula.

use super::{ask, list, save::living};
use crate::api::Tag;
use crate::api::types::{
    CustomerRow, SegmentAction, SegmentExported, SegmentFilter, SegmentPart, SnapshotTaken,
};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::ids::{CustomerId, SegmentId};
use bazgasht_domain::money::Rial;
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Excel reads a file without it as another encoding.
const BOM: char = '\u{feff}';
const HEAD: [&str; 9] =
    ["شماره", "نام", "موبایل", "شهر", "خریدها", "خرید خالص (ریال)", "آخرین خرید", "امتیاز", "برچسب‌ها"];
const PAGE: usize = 1_000;

fn people(app: &Arc<App>, segment: SegmentId) -> Result<(Vec<CustomerId>, u32), AppError> {
    ask(app, &[], |numbers, engine| {
        let filter = SegmentFilter { segment, part: SegmentPart::Members };
        let unknown = engine.count(segment).ok_or(Code::NotFound)?.unknown;
        let mut people = list::in_order(numbers, engine, filter)?;
        people.sort_unstable();
        Ok((people, unknown))
    })
}

pub(crate) fn snapshot(
    app: &Arc<App>,
    session: &Session,
    request: SegmentAction,
) -> Result<SnapshotTaken, AppError> {
    let (people, unknown) = people(app, request.segment)?;
    let shop = app.shop();
    let id = &request.request_id;
    let done = transact(app, &shop, session, Op::SnapshotSegment, id, &[Tag::Segments], |tx, change| {
        let of = living(tx, request.segment)?;
        let (today, now) = (change.today, change.now);
        let made =
            bazgasht_store::segments::insert_snapshot(tx, &of, today, now, &people, unknown, session.staff)?;
        change.about("segment", of.id.get(), json!({ "snapshot": made, "members": people.len() }));
        Ok((made, people.len()))
    })?;
    let members = u32::try_from(done.answer.1).unwrap_or(u32::MAX);
    Ok(SnapshotTaken { snapshot: done.answer.0, members, repeated: done.repeated })
}

pub(crate) fn export(
    app: &Arc<App>,
    session: &Session,
    request: SegmentAction,
) -> Result<SegmentExported, AppError> {
    let shop = app.shop();
    let of = shop.store().read(|reader| living(reader, request.segment))?;
    let Some(picked) = app.ports().desktop.pick_folder() else { return Err(Code::NoDialog.into()) };
    let Some(folder) = picked else {
        return Ok(SegmentExported { folder: None, file: String::new(), people: 0 });
    };
    let (file, people) = export_segment(app, request.segment, &folder)?;
    let id = &request.request_id;
    transact(app, &shop, session, Op::ExportSegment, id, &[], |_, change| {
        change.about("segment", of.id.get(), json!({ "people": people }));
        Ok(())
    })?;
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(SegmentExported { folder: Some(name.unwrap_or_default()), file, people })
}

/// Writes the members of a segment into `folder`; answers the file's name and how many there are.
///
/// # Errors
/// `not_found`, `folder_denied`, `disk_full`.
pub fn export_segment(app: &Arc<App>, segment: SegmentId, folder: &Path) -> Result<(String, u32), AppError> {
    let (ids, _) = people(app, segment)?;
    let mut text = String::from(BOM);
    line(&mut text, HEAD.map(str::to_owned));
    for page in ids.chunks(PAGE) {
        for row in crate::customers::rows(app, page)? {
            line(&mut text, cells(row));
        }
    }
    let name = format!("bazgasht-segment-{}.csv", segment.get());
    crate::customers::write_whole(&folder.join(&name), &text)?;
    Ok((name, u32::try_from(ids.len()).unwrap_or(u32::MAX)))
}

fn cells(row: CustomerRow) -> [String; 9] {
    let rial = |rial: Rial| rial.get().to_string();
    [
        row.id.get().to_string(),
        row.name,
        row.mobile.unwrap_or_default(),
        row.city.unwrap_or_default(),
        row.orders.to_string(),
        rial(row.net_rial),
        row.last.map(|day| day.slashes).unwrap_or_default(),
        row.points_balance.get().to_string(),
        row.tags.join("، "),
    ]
}

fn line(text: &mut String, cells: [String; 9]) {
    for (place, cell) in cells.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let _ = write!(text, "{comma}\"{}\"", safe(cell).replace('"', "\"\""));
    }
    text.push_str("\r\n");
}

/// A cell that a program would run is text instead; a number stays one, below zero too.
fn safe(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if runs && cell.parse::<i64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let check = |cell: &str, wanted: &str, why: &str| assert_eq!(safe(cell), wanted, "{why}");
        check("=1+1", "'=1+1", "a formula");
        check("@cmd", "'@cmd", "a command");
        check("+98912", "+98912", "a number with its sign");
        check("-5", "-5", "a debt");
        check("-a", "'-a", "no number");
        check("علی", "علی", "a name");
        let mut text = String::new();
        line(&mut text, HEAD.map(|_| "a\"b".to_owned()));
        assert!(text.starts_with("\"a\"\"b\",\"a\"\"b\""), "quotes are doubled: {text}");
    }
}
