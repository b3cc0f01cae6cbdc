//! Below these sizes a forecast is not shown: it would look like knowledge and be noise.

use serde::Serialize;

const RANK_CUSTOMERS: u32 = 100;
const RANK_REPEATERS: u32 = 30;
const MONEY_CUSTOMERS: u32 = 500;
const MONEY_REPEATERS: u32 = 100;
const MONEY_DAYS: u32 = 180;
/// The 0.95 quantile of χ² with two degrees of freedom: two parameters more must gain as much.
const DROPOUT_GAIN: f64 = 5.99;

/// What the shop has, for the guards.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Guards {
    pub customers: u32,
    pub repeaters: u32,
    /// From the first order to the as-of day.
    pub days: u32,
    /// 2(LL − LL of the model in which nobody leaves), when both could be fitted.
    pub dropout_gain: Option<f64>,
}

/// What is still to come before a figure is shown; all zero: nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Missing {
    pub customers: u32,
    pub repeaters: u32,
    pub days: u32,
}

impl Missing {
    #[must_use]
    pub fn nothing(self) -> bool {
        self == Self::default()
    }
}

impl Guards {
    /// Before people are ranked by their chance of buying.
    #[must_use]
    pub fn missing_for_ranking(self) -> Missing {
        Missing {
            customers: RANK_CUSTOMERS.saturating_sub(self.customers),
            repeaters: RANK_REPEATERS.saturating_sub(self.repeaters),
            days: 0,
        }
    }

    /// Before sums of sales and money are told.
    #[must_use]
    pub fn missing_for_money(self) -> Missing {
        Missing {
            customers: MONEY_CUSTOMERS.saturating_sub(self.customers),
            repeaters: MONEY_REPEATERS.saturating_sub(self.repeaters),
            days: MONEY_DAYS.saturating_sub(self.days),
        }
    }

    /// Whether the histories tell apart who left from who buys rarely.
    #[must_use]
    pub fn dropout_is_told(self) -> bool {
        self.dropout_gain.is_some_and(|gain| gain > DROPOUT_GAIN)
    }
}
