//! Products: listed and searched as typed, created and changed, archived and brought back. A sale keeps the prices it
//! was made with: nothing here touches a sale.

mod catalogue;
mod list;
mod save;
mod search;
mod texts;

pub(crate) use catalogue::{Catalogue, Entry};
pub(crate) use list::list;
pub(crate) use save::{archive, rename_category, save};
pub(crate) use search::by_text;
