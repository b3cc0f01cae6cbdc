//! Customers: found while typing, listed, opened, created and edited.

mod early;
mod fields;
mod file;
mod find;
mod list;
mod save;
mod timeline;

pub(crate) use fields::birthday_of;
pub(crate) use file::file;
pub(crate) use find::find;
pub(crate) use list::{list, rhythm, rows, scope};
pub(crate) use save::{create, discard, update};
pub(crate) use timeline::timeline;
