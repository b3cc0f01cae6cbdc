//! Pure rules and value types. Nothing here reads a clock, a file, a database or a window.

pub mod calendar;
pub mod clock;
pub mod costs;
pub mod identity;
pub mod ids;
pub mod likeness;
pub mod loyalty;
pub mod money;
pub mod names;
pub mod phone;
pub mod points;
pub mod text;
pub mod till;
