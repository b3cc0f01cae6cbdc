//! Pure numbers over columns in memory. Nothing here reads a clock, a file or a database: days, purchases and names come
//! in as arguments, figures and ids go out. Every figure carries what it was computed from.

pub mod behaviour;
pub mod board;
pub mod columns;
pub mod customers;
pub mod kpi;
pub mod people;
pub mod periods;
pub mod predict;
mod ranks;
pub mod report;
