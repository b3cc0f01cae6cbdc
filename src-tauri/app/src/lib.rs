//! Use cases: each loads, decides, writes and tells; the window and the headless twin share them.
//! The way in is `dispatch`; the only way to change anything is `core::transact`.

pub mod api;
mod behaviour;
pub mod board;
mod club;
mod core;
mod costs;
mod counter;
mod customers;
pub mod data;
mod dispatch;
mod error;
mod families;
pub mod forecast;
pub mod import;
mod permissions;
mod print;
mod products;
mod shop;
mod staff;
mod till;
mod views;

pub use core::{App, Desktop, Entropy, Headless, Ports, PrintJob};
pub use customers::export_person;
pub use dispatch::dispatch;
pub use error::{AppError, Code};
pub use permissions::{Approver, Session, allows};
pub use staff::{RESET_FILE, permitted, reset_owner_secret, serve, session};
