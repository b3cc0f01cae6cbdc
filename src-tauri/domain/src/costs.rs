//! What the shop spends to win customers and to keep them, and how much of it falls on a range of days.
//! A cost is for a closed range of days and spread evenly over them; the parts of adjoining ranges may differ from the
//! whole by the rounding of each, half a rial at most.

use crate::calendar::ShopDay;
use crate::money::Rial;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum Purpose {
    /// To win a customer: the only one that counts for CAC.
    Acquisition,
    /// To keep one, each of these counts for CRC.
    Rewards,
    Messages,
    Campaigns,
    Other,
}

impl Purpose {
    pub const ALL: [Self; 5] =
        [Self::Acquisition, Self::Rewards, Self::Messages, Self::Campaigns, Self::Other];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acquisition => "acquisition",
            Self::Rewards => "rewards",
            Self::Messages => "messages",
            Self::Campaigns => "campaigns",
            Self::Other => "other",
        }
    }
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    pub purpose: Purpose,
    pub from: ShopDay,
    /// Not before `from`.
    pub to: ShopDay,
    /// By which channel people came; for acquisition alone.
    pub channel: Option<String>,
    /// Above zero.
    pub amount: Rial,
    pub note: String,
}

impl Cost {
    /// The part that falls on `from`..=`to`, by days, half a rial away from zero.
    #[must_use]
    pub fn part(&self, from: ShopDay, to: ShopDay) -> Rial {
        let days = |from: ShopDay, to: ShopDay| i64::from(to.days_since(from)) + 1;
        let common = days(self.from.max(from), self.to.min(to)).max(0);
        self.amount.share(common, days(self.from, self.to).max(1)).unwrap_or(Rial::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cost(from: i32, to: i32, amount: i64) -> Cost {
        let (from, to) = (ShopDay::new(from), ShopDay::new(to));
        Cost {
            purpose: Purpose::Other,
            from,
            to,
            channel: None,
            amount: Rial::new(amount),
            note: String::new(),
        }
    }

    #[test]
    fn parts_go_by_days() {
        let check = |(from, to): (i32, i32), want: i64, why: &str| {
            assert_eq!(
                cost(10, 39, 3_000).part(ShopDay::new(from), ShopDay::new(to)),
                Rial::new(want),
                "{why}"
            );
        };
        check((10, 39), 3_000, "the whole of it");
        check((0, 99), 3_000, "no more than the whole");
        check((10, 19), 1_000, "a third of its days");
        check((39, 60), 100, "its last day");
        check((40, 60), 0, "after it");
        check((0, 9), 0, "before it");
        check((20, 10), 0, "an empty range");
        assert_eq!(cost(1, 3, 100).part(ShopDay::new(1), ShopDay::new(1)), Rial::new(33), "rounded");
    }

    proptest! {
        #[test]
        fn the_parts_make_the_whole(length in 1i32..400, cut in 0i32..400, amount in 1i64..9_000_000_000_000) {
            let whole = cost(0, length - 1, amount);
            let cut = cut % length;
            let day = ShopDay::new;
            let parts = whole.part(day(-5), day(cut)).get() + whole.part(day(cut + 1), day(900)).get();
            prop_assert!((parts - amount).abs() <= 1, "but for the rounding: {parts} of {amount}");
        }
    }
}
