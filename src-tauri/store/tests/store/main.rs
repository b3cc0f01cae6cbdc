//! The store against real files in temporary folders.
#![allow(clippy::unwrap_used)]

mod chain;
mod counts;
mod crash;
mod durable;
mod engine;
mod ledger;
mod records;
mod support;
mod trade;
