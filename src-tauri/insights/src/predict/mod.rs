//! What customers will probably do next, from when they came: models of buying and of silently leaving (NBD, BG/NBD,
//! MBG/NBD, MBG/CNBD-k) and of what they spend (Gamma-Gamma). Pure: days and purchases come in, figures go out;
//! randomness is a seed. Data that a model cannot be fitted to is refused with its reason; no figure is ever NaN.
//!
//! Time is in weeks (days / 7). x are repeat occasions, t_x the time from the first to the last one, T the time from
//! the first to the as-of day.

mod back_test;
mod bands;
mod bootstrap;
mod counts;
mod expect;
mod fit;
mod forecast;
mod gamma_gamma;
mod guards;
mod histories;
mod likelihood;
mod optimise;
mod people;
mod reach;
mod sums;

pub use back_test::{BackTest, Bucket, CurvePoint, PurchaseBucket, back_test};
pub use bands::Band;
pub use bootstrap::{Draw, refits_for};
pub use counts::Counts;
pub use expect::{History, Law};
pub use fit::{Fit, FitError, fit, fit_erlang};
pub use forecast::{Forecast, ForecastAsk, HORIZONS_DAYS, Materials, Money, Range, Totals, forecast};
pub use gamma_gamma::{Spend, SpendFit, fit_spend};
pub use guards::{Guards, Missing};
pub use histories::{Histories, Holdout, Person};
pub use people::{Outlook, RowOutlook};
pub use sums::{chunked, naive};

use serde::Serialize;

/// The days of a week, the unit of every rate here.
pub const DAYS_PER_WEEK: f64 = 7.0;

/// A model of buying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase", tag = "name", content = "k")]
pub enum Model {
    /// Nobody ever leaves (Ehrenberg).
    Nbd,
    /// People may leave after a repeat purchase (Fader, Hardie and Lee 2005).
    BgNbd,
    /// People may leave after any purchase, the first too (Batislam, Denizel and Filiztekin 2007).
    MbgNbd,
    /// The same with gaps that are more regular: Erlang-k (Reutterer, Platzer and Schröder 2021). k is at least 1.
    MbgCnbd(u8),
}

impl Model {
    /// Regularity of the gaps: 1 is none.
    #[must_use]
    pub fn erlang(self) -> u32 {
        match self {
            Self::MbgCnbd(k) => u32::from(k.max(1)),
            Self::Nbd | Self::BgNbd | Self::MbgNbd => 1,
        }
    }

    /// Whether somebody may leave right after the first purchase.
    #[must_use]
    pub fn leaves_at_zero(self) -> bool {
        matches!(self, Self::MbgNbd | Self::MbgCnbd(_))
    }

    #[must_use]
    pub fn has_dropout(self) -> bool {
        self != Self::Nbd
    }
}
