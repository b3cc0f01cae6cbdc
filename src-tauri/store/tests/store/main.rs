//! The store against real files in temporary folders.

mod records;
mod support;
