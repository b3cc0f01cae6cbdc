//! Customers: found while typing, listed, opened, created and edited; leads and offers; duplicates, merged and apart again;
//! erased and handed out.

mod changes;
mod duplicates;
mod early;
mod erase;
mod export;
mod export_page;
mod fields;
mod file;
mod find;
mod health;
mod leads;
mod list;
mod merge;
mod merge_points;
mod more;
mod notes;
mod offers;
mod own_fields;
mod phones;
mod save;
mod similar;
mod timeline;
mod timeline_more;

pub(crate) use duplicates::{compare, list as list_duplicates, scan, set_not_same};
pub(crate) use erase::{erase, summary as erase_summary};
pub use export::export_person;
pub(crate) use export::{export, write as write_whole};
pub(crate) use fields::birthday_of;
pub(crate) use file::file;
pub(crate) use find::find;
pub(crate) use leads::{read as read_leads, set_stage};
pub(crate) use list::{list, rhythm, rows, scope};
pub(crate) use merge::{merge, undo as undo_merge};
pub(crate) use merge_points::follow as follow_merge;
pub(crate) use more::find_interests;
pub(crate) use notes::{add as add_note, change as change_note, remove as remove_note};
pub(crate) use offers::{
    close as close_offer, discard as discard_offer, draft as offer_draft, read as read_offers,
    reopen as reopen_offer, save as save_offer, sold_by, unsold_by,
};
pub(crate) use own_fields::{
    archive as archive_custom_field, list as list_custom_fields, save as save_custom_field,
};
pub(crate) use save::{create, discard, edit, update};
pub(crate) use similar::find as find_similar;
pub(crate) use timeline::timeline;
