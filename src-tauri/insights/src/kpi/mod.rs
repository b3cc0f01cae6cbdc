//! The figures themselves: what a count becomes once it is divided, and everything needed to show the division.
//! Every figure carries its inputs; a rate without a base is `None`, never zero.

pub mod bridge;
pub mod clv;
pub mod cohorts;
pub mod gaps;
pub mod pareto;
pub mod period;
pub mod rate;
pub mod rfm;
pub mod span;
pub mod summary;

pub use bridge::Bridge;
pub use clv::SimpleClv;
pub use cohorts::{Cohort, CohortTable};
pub use gaps::{FEW_GAPS, GapDays, gap_days};
pub use pareto::Pareto;
pub use period::{Excluded, PeriodKpis, period_kpis};
pub use rate::Rate;
pub use rfm::{Rfm, Score, Segment, Spread};
pub use span::{KpiError, Scope, Span, WindowDays};
pub use summary::{Lifetime, Summary, summary};
