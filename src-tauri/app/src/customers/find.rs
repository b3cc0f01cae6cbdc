//! People found while typing.

use super::{early, rows};
use crate::api::types::{CustomerRow, FindPeople, MatchField, PeopleFound, PersonHit};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use bazgasht_domain::text::initials;
use bazgasht_insights::people::Matched;
use std::sync::Arc;

const LIMIT_MAX: usize = 100;

pub(crate) fn find(app: &Arc<App>, _: &Session, request: FindPeople) -> Result<PeopleFound, AppError> {
    let limit = usize::try_from(request.limit).unwrap_or(0).min(LIMIT_MAX);
    let shop = app.shop();
    let found = shop.numbers_cell().people_now(|people| people.search(&request.text, limit));
    // The counter does not wait for the index: the file knows people too, only not in every spelling.
    let found = found.map_or_else(|| early::search(shop.store(), &request.text, limit), Ok)?;
    let ids: Vec<_> = found.hits.iter().map(|hit| hit.id).collect();
    let rows = rows(app, &ids)?;
    // A person erased between the search and the fetch has no row and is left out.
    let hits = found.hits.iter().filter_map(|hit| {
        let row = rows.iter().find(|row| row.id == hit.id)?.clone();
        Some(person_hit(row, hit.matched, hit.highlight))
    });
    Ok(PeopleFound { hits: hits.collect(), read_as: found.read_as, more: found.more })
}

fn person_hit(row: CustomerRow, matched: Matched, highlight: Option<(u32, u32)>) -> PersonHit {
    PersonHit {
        id: row.id,
        initials: initials(&row.name),
        name: row.name,
        mobile: row.mobile,
        city: row.city,
        code: row.code,
        tags: row.tags,
        matched: match matched {
            Matched::Name => MatchField::Name,
            Matched::Phone => MatchField::Phone,
            Matched::Code => MatchField::Code,
            Matched::Card => MatchField::Card,
            Matched::NationalCode => MatchField::NationalCode,
            Matched::Tag => MatchField::Tag,
            Matched::Other => MatchField::Other,
            Matched::Near => MatchField::Near,
        },
        highlight,
        orders: row.orders,
        last: row.last,
        points_balance: row.points_balance,
        status: row.rhythm.status,
    }
}
