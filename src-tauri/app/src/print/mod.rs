//! What goes on paper. A sheet is the same answer as the screen's, so that no figure is ever counted twice; the window
//! draws it and the desktop prints what the window shows.

mod card;
mod codes;
mod page;
mod sheet;
mod words;

pub(crate) use card::{issue_card, member_card};
pub(crate) use page::print_page;
pub(crate) use sheet::{find_sale, sale_sheet};
pub(crate) use words::{print_words, save_print_words};
