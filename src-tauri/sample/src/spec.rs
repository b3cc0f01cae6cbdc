//! What to generate. The same `Spec` gives the same shop, byte for byte.

use bazgasht_domain::calendar::ShopDay;

/// How large the shop is. Counts are of known customers; anonymous sales come on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// 300 customers, 3,000 purchases: loads at once; tests and the learning shop.
    Tiny,
    /// 10,000 customers, 100,000 purchases: a busy neighbourhood shop.
    S,
    /// 100,000 customers, 1,000,000 purchases: a chain.
    M,
    /// 1,000,000 customers, 10,000,000 purchases: beyond any single shop.
    L,
}

impl Size {
    #[must_use]
    pub const fn customers(self) -> u32 {
        match self {
            Self::Tiny => 300,
            Self::S => 10_000,
            Self::M => 100_000,
            Self::L => 1_000_000,
        }
    }

    /// Purchases with a known customer that the shop will have, within 1 %.
    #[must_use]
    pub const fn purchases(self) -> u32 {
        self.customers() * 10
    }
}

/// Everything the sample shop depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spec {
    pub size: Size,
    pub seed: u64,
    /// The last day of the five Jalali years.
    pub today: ShopDay,
    /// Sales of `today` exist only before this minute of the Tehran day, so that nothing lies in the
    /// future; 0 means that today has none yet.
    pub minute_now: u16,
    /// `false` leaves `Sale::lines` empty; every amount stays the same as with lines.
    pub with_lines: bool,
    /// Add about 6 % sales without a customer.
    pub with_anonymous: bool,
}

impl Spec {
    #[must_use]
    pub const fn new(size: Size, seed: u64, today: ShopDay) -> Self {
        Self { size, seed, today, minute_now: 0, with_lines: true, with_anonymous: true }
    }
}
