//! A sale as the ledger wants it. Sums hold exactly: Σ line nets = net = Σ payments, gross − discount = net.

use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::money::Rial;

/// Who stood at the till; `Sale::cashier` is a position in this list.
pub const CASHIERS: [&str; 3] = ["نرگس", "حامد", "مریم"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sale {
    /// Position in the customer list; `None` for someone who left no name.
    pub customer: Option<u32>,
    pub day: ShopDay,
    /// Minute of the Tehran day.
    pub minute: u16,
    /// The same moment in UTC; it lies on `day` in Tehran.
    pub at: InstantMs,
    pub cashier: u8,
    /// Empty when the shop was generated without lines.
    pub lines: Vec<Line>,
    pub gross: Rial,
    /// Sum of the lines' discounts.
    pub discount: Rial,
    pub net: Rial,
    pub(crate) paid: Payment,
    pub(crate) paid_rest: Option<Payment>,
    pub returned: Option<Return>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Position in the product list.
    pub product: u32,
    /// Whole units, at least 1.
    pub quantity: u32,
    /// Price of its time.
    pub unit_price: Rial,
    pub discount: Rial,
    /// quantity × unit price − discount.
    pub net: Rial,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payment {
    pub kind: PaymentKind,
    pub amount: Rial,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaymentKind {
    Cash,
    Card,
    Transfer,
    /// On account (نسیه).
    Credit,
}

/// Goods brought back some days later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    pub day: ShopDay,
    pub minute: u16,
    pub at: InstantMs,
    /// Empty when the shop was generated without lines.
    pub lines: Vec<ReturnLine>,
    pub refund: Rial,
    /// Everything came back.
    pub full: bool,
    pub reason: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnLine {
    /// Position in `Sale::lines`.
    pub line: u32,
    pub quantity: u32,
}

/// What the columns in memory hold of a sale: the net amount after returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purchase {
    pub customer: u32,
    pub day: ShopDay,
    pub net: Rial,
}

impl Sale {
    /// One or two payments that make up `net`.
    pub fn payments(&self) -> impl Iterator<Item = Payment> + use<> {
        std::iter::once(self.paid).chain(self.paid_rest)
    }

    /// What was given back; zero for most sales.
    #[must_use]
    pub fn refund(&self) -> Rial {
        self.returned.as_ref().map_or(Rial::ZERO, |returned| returned.refund)
    }

    /// The purchase this sale is for the columns: none without a customer or when all of it came back.
    #[must_use]
    pub fn purchase(&self) -> Option<Purchase> {
        let customer = self.customer?;
        if self.returned.as_ref().is_some_and(|returned| returned.full) {
            return None;
        }
        let net = Rial::new(self.net.get() - self.refund().get());
        Some(Purchase { customer, day: self.day, net })
    }
}
