//! The store against real files in temporary folders.
#![allow(clippy::unwrap_used)]

mod chain;
mod counts;
mod crash;
mod durable;
mod engine;
mod ledger;
mod records;
mod segments;
mod support;
mod trade;
