//! Use cases: each loads, decides, writes and tells; the window and the headless twin share them.

pub mod api;
