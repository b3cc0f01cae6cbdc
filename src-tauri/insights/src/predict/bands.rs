//! Where a customer stands by the chance of buying again within the shop's window.

use serde::Serialize;

const COMING: f64 = 0.5;
const UNSURE: f64 = 0.2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Band {
    /// At least an even chance.
    Coming,
    /// Between one in five and even.
    Unsure,
    /// Less than one in five.
    Slipping,
}

impl Band {
    pub const ALL: [Self; 3] = [Self::Coming, Self::Unsure, Self::Slipping];

    #[must_use]
    pub fn of(p_buy: f64) -> Self {
        if p_buy >= COMING {
            Self::Coming
        } else if p_buy >= UNSURE {
            Self::Unsure
        } else {
            Self::Slipping
        }
    }
}
