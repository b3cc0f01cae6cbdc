//! Segments over columns in memory. Invariants: the bits of a segment are what asking each person alone gives; after a
//! change of some people they equal a full evaluation; nobody is both a member and unknown.

mod ask;
mod attributes;
mod bits;
mod coded;
mod compile;
mod dense;
mod draft;
mod engine;
mod explain;
mod forecasts;
mod goods;
mod known;
mod kpis;
mod plan;
mod question;

pub use attributes::{Attributes, FieldValue, Person};
pub use bits::{Bits, Pair};
pub use engine::{Counted, Engine};
pub use explain::{Own, Said};
pub use forecasts::Forecasts;
pub use goods::{Builder as GoodsBuilder, Line, Lines, What};
pub use kpis::{SegmentKpis, kpis};
