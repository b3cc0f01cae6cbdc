//! Customers: found while typing, listed, opened, created and edited.

mod file;
mod fields;
mod find;
mod list;
mod save;
mod timeline;

pub(crate) use file::file;
pub(crate) use find::find;
pub(crate) use fields::birthday_of;
pub(crate) use list::{list, rhythm, rows, scope};
pub(crate) use save::{create, update};
pub(crate) use timeline::timeline;
