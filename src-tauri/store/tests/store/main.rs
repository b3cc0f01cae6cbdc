//! The store against real files in temporary folders.
#![allow(clippy::unwrap_used)]

mod durable;
mod records;
mod support;
