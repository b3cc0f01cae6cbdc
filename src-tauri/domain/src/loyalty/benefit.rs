//! What rewards and coupons give, and whom they are for. Whoever refuses says why; nothing here is counted down.

use crate::clock::InstantMs;
use crate::ids::{CategoryId, CustomerId, ProductId};
use crate::money::Rial;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a reward or a coupon gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Benefit {
    Amount {
        rial: Rial,
    },
    /// Of the basket (or of the lines it is limited to); at most so many rial, 0 for no limit.
    Percent {
        percent: u8,
        cap_rial: Rial,
    },
    Gift {
        title: String,
    },
    FreeDelivery,
}

impl Benefit {
    /// What it takes off goods of this price; never more than the price.
    #[must_use]
    pub fn off(&self, price: Rial) -> Rial {
        let price = price.get().max(0);
        match self {
            Self::Amount { rial } => Rial::new(rial.get().clamp(0, price)),
            Self::Percent { percent, cap_rial } => {
                let off = super::earning::part_of(price, i64::from(*percent), 100);
                let cap = if cap_rial.get() > 0 { cap_rial.get() } else { i64::MAX };
                Rial::new(off.min(cap))
            }
            Self::Gift { .. } | Self::FreeDelivery => Rial::ZERO,
        }
    }

    /// Whether it can work at all.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Amount { rial } => *rial > Rial::ZERO && rial.get() <= crate::money::JS_SAFE_MAX,
            Self::Percent { percent, cap_rial } => {
                (1..=100).contains(percent)
                    && *cap_rial >= Rial::ZERO
                    && cap_rial.get() <= crate::money::JS_SAFE_MAX
            }
            Self::Gift { title } => !title.trim().is_empty() && title.chars().count() <= 120,
            Self::FreeDelivery => true,
        }
    }
}

/// When something can be had: from the first instant, before the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Window {
    pub from: Option<InstantMs>,
    pub until: Option<InstantMs>,
}

/// Why a coupon or a reward can not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    NeedsCustomer,
    OfAnother,
    Early,
    Over,
    UsedUp { uses: i64 },
    UsedByCustomer { uses: i64 },
    OtherTier,
    BelowMinimum { minimum: Rial },
    OtherGoods,
}

/// Who asks, and when.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    pub now: InstantMs,
    pub customer: Option<CustomerId>,
    pub tier: Option<&'a str>,
}

/// The terms of a coupon beside its benefit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouponTerms {
    pub owner: Option<CustomerId>,
    pub window: Window,
    pub minimum: Rial,
    pub max_uses: Option<i64>,
    pub max_uses_per_customer: Option<i64>,
    pub products: Vec<ProductId>,
    pub categories: Vec<CategoryId>,
    pub tiers: Vec<String>,
}

impl CouponTerms {
    /// Why this person can not use the coupon now, whatever they buy.
    #[must_use]
    pub fn refuse_person(&self, asking: &Asking<'_>, uses: i64, uses_of_customer: i64) -> Option<Refusal> {
        if self.owner.is_some_and(|owner| asking.customer.is_some_and(|customer| customer != owner)) {
            return Some(Refusal::OfAnother);
        }
        let personal = self.owner.is_some() || self.max_uses_per_customer.is_some() || !self.tiers.is_empty();
        if personal && asking.customer.is_none() {
            return Some(Refusal::NeedsCustomer);
        }
        if !self.tiers.is_empty() && !is_among(&self.tiers, asking.tier) {
            return Some(Refusal::OtherTier);
        }
        if self.max_uses.is_some_and(|most| uses >= most) {
            return Some(Refusal::UsedUp { uses });
        }
        if self.max_uses_per_customer.is_some_and(|most| uses_of_customer >= most) {
            return Some(Refusal::UsedByCustomer { uses: uses_of_customer });
        }
        self.window.refuse(asking.now)
    }

    /// Whether the coupon looks at particular goods only.
    #[must_use]
    pub fn is_limited(&self) -> bool {
        !self.products.is_empty() || !self.categories.is_empty()
    }

    #[must_use]
    pub fn covers(&self, product: Option<ProductId>, category: Option<CategoryId>) -> bool {
        !self.is_limited()
            || product.is_some_and(|product| self.products.contains(&product))
            || category.is_some_and(|category| self.categories.contains(&category))
    }

    /// Why this basket does not take the coupon; `covered` is the price of the goods it looks at.
    #[must_use]
    pub fn refuse_basket(&self, basket: Rial, covered: Rial) -> Option<Refusal> {
        if basket < self.minimum {
            Some(Refusal::BelowMinimum { minimum: self.minimum })
        } else if self.is_limited() && covered <= Rial::ZERO {
            Some(Refusal::OtherGoods)
        } else {
            None
        }
    }
}

/// The terms of a reward beside its benefit and price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RewardTerms {
    pub window: Window,
    /// The smallest basket that takes it; 0 for any.
    pub minimum: Rial,
    pub stock: Option<i64>,
    pub tiers: Vec<String>,
    pub early_tiers: Vec<String>,
    pub early_hours: u16,
}

impl RewardTerms {
    #[must_use]
    pub fn refuse(&self, asking: &Asking<'_>, uses: i64) -> Option<Refusal> {
        if asking.customer.is_none() {
            return Some(Refusal::NeedsCustomer);
        }
        if !self.tiers.is_empty() && !is_among(&self.tiers, asking.tier) {
            return Some(Refusal::OtherTier);
        }
        if self.stock.is_some_and(|stock| uses >= stock) {
            return Some(Refusal::UsedUp { uses });
        }
        let early_ms = if is_among(&self.early_tiers, asking.tier) {
            i64::from(self.early_hours) * 3_600_000
        } else {
            0
        };
        let from = self.window.from.map(|from| InstantMs::new(from.get().saturating_sub(early_ms)));
        Window { from, ..self.window }.refuse(asking.now)
    }

    /// Why this basket does not take the reward.
    #[must_use]
    pub fn refuse_basket(&self, basket: Rial) -> Option<Refusal> {
        (basket < self.minimum).then_some(Refusal::BelowMinimum { minimum: self.minimum })
    }
}

impl Window {
    fn refuse(&self, now: InstantMs) -> Option<Refusal> {
        if self.from.is_some_and(|from| now < from) {
            Some(Refusal::Early)
        } else if self.until.is_some_and(|until| now >= until) {
            Some(Refusal::Over)
        } else {
            None
        }
    }

    /// Whether it opens before it closes.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !matches!((self.from, self.until), (Some(from), Some(until)) if from >= until)
    }
}

fn is_among(tiers: &[String], tier: Option<&str>) -> bool {
    tier.is_some_and(|tier| tiers.iter().any(|allowed| allowed == tier))
}
