//! Staff: who there is, who may come in, who sits at the machine. There is always an owner, and in a shop with locks
//! always an owner who can open them.

mod door;
mod members;
mod prove;
mod reset;
mod secret;
mod view;

pub(crate) use door::{has_locks, list_to_sign_in, lock, lock_when_left, report_activity, sign_in};
pub use door::{permitted, serve, session};
pub(crate) use members::{add, archive, list, set_secret, update};
pub(crate) use reset::follow_file;
pub use reset::{RESET_FILE, reset_owner_secret};
pub(crate) use view::person;
