//! The boundary of the program: commands, their types, events. The window and the headless twin see only this.

mod command;
mod events;
mod table;
pub mod types;
mod typescript;

pub use command::{Command, Permission, Tag};
pub use events::{Changed, Event, JobProgress};
pub use typescript::typescript;

pub(crate) use table::for_each_command;
use ts_rs::{Config, TS};
use types::*;

/// Every command of the table, in its order.
#[must_use]
pub fn commands() -> Vec<Command> {
    let config = Config::default();
    macro_rules! rows {
        ($(#[doc = $doc:literal] $name:ident($request:ty) -> $response:ty, $permission:ident,
            needs [$($need:ident),*], touches [$($touch:ident),*] => $handler:path;)+) => {
            vec![$(Command {
                name: stringify!($name),
                doc: $doc.trim_ascii(),
                request: <$request>::name(&config),
                response: <$response>::name(&config),
                permission: Permission::$permission,
                needs: &[$(Tag::$need),*],
                touches: &[$(Tag::$touch),*],
            }),+]
        };
    }
    for_each_command!(rows)
}

/// The tag's name on the wire.
#[must_use]
pub fn tag_name(tag: Tag) -> String {
    serde_json::to_value(tag).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
