//! One visit becomes a sale: minute, basket, payment, and now and then a return.
//!
//! Everything is drawn from the stream named (seed, customer, visit), in one fixed order, so the answer
//! does not depend on who asks or whether lines are wanted.

use crate::basket::{Basket, BasketLine};
use crate::catalog::{Catalog, Prices};
use crate::dice::{Dice, Topic};
use crate::kind::Kind;
use crate::sale::{CASHIERS, Line, Payment, PaymentKind, Return, ReturnLine, Sale};
use crate::season::{FRIDAY, Season};
use crate::taste::Taste;
use bazgasht_domain::money::Rial;

/// Sales brought back, per thousand, and the days within which that happens.
const RETURNS_PER_MILLE: u32 = 12;
const RETURN_DAYS_MAX: u32 = 9;
const RETURN_REASONS: [&str; 6] = [
    "خرابی کالا",
    "اشتباه در سفارش",
    "پشیمانی مشتری",
    "نزدیک بودن تاریخ انقضا",
    "آسیب در حمل",
    "ناسازگار با نیاز",
];

/// Minutes of the day between which the shop sells: mornings, evenings, and Friday evenings.
const MORNING: (u32, u32) = (9 * 60, 13 * 60 + 29);
const EVENING: (u32, u32) = (16 * 60 + 30, 21 * 60 + 59);
const FRIDAY_EVENING: (u32, u32) = (17 * 60, 20 * 60 + 59);

/// One visit, as the timelines give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Visit {
    pub(crate) day: u16,
    pub(crate) minute: u16,
    pub(crate) customer: u32,
    pub(crate) nth: u32,
}

#[derive(Debug, Clone)]
pub(crate) struct Till {
    pub(crate) seed: u64,
    pub(crate) season: Season,
    pub(crate) catalog: Catalog,
    pub(crate) prices: Prices,
    /// Minute before which today's sales must lie, for the last day.
    pub(crate) minute_now: u16,
}

impl Till {
    /// The stream of a visit; its first draw decides whether the visit is kept.
    pub(crate) fn dice(&self, customer: u32, nth: u32) -> Dice {
        Dice::new(self.seed, Topic::Sale, u64::from(customer), u64::from(nth))
    }

    /// The minute of the day, the second draw of a visit's stream.
    pub(crate) fn minute(&self, dice: &mut Dice, day: u16, morning_per_mille: u32) -> u16 {
        let weekday = self.season.day(day).weekday;
        let (from, to) = if weekday == FRIDAY {
            FRIDAY_EVENING
        } else if dice.chance(morning_per_mille) {
            MORNING
        } else {
            EVENING
        };
        // Two draws averaged: busiest in the middle of each opening.
        let minute = (dice.between(from, to) + dice.between(from, to)) / 2;
        let is_today = usize::from(day) + 1 == self.season.days.len();
        if is_today { earlier_today(minute, opening_minute(weekday), self.minute_now) } else { minute as u16 }
    }

    /// The sale of a visit; `dice` has already given the keep and minute draws.
    pub(crate) fn ring_up(&self, visit: Visit, taste: &Taste, mut dice: Dice, with_lines: bool) -> Sale {
        let cashier = dice.weighted(&[45, 35, 20]).min(CASHIERS.len() - 1) as u8;
        let basket = Basket::draw(&mut dice, taste, &self.catalog, &self.prices, self.season.day(visit.day));
        let (paid, paid_rest) = pay(&mut dice, taste, basket.net_rial());
        let returned = self.bring_back(&mut dice, visit, &basket, with_lines);
        let (gross, net) = (basket.gross_rial(), basket.net_rial());
        Sale {
            customer: (taste.kind != Kind::Anonymous).then_some(visit.customer),
            day: self.season.date(visit.day),
            minute: visit.minute,
            at: self.season.instant(visit.day, visit.minute),
            cashier,
            lines: if with_lines { basket.lines().iter().map(line).collect() } else { Vec::new() },
            gross: Rial::new(gross),
            discount: Rial::new(gross - net),
            net: Rial::new(net),
            paid,
            paid_rest,
            returned,
        }
    }

    fn bring_back(&self, dice: &mut Dice, visit: Visit, basket: &Basket, with_lines: bool) -> Option<Return> {
        if !dice.chance(RETURNS_PER_MILLE) {
            return None;
        }
        let all = dice.chance(300);
        let chosen = dice.below(basket.lines().len() as u32);
        let after_days = dice.between(1, RETURN_DAYS_MAX) as u16;
        let minute = dice.between(FRIDAY_EVENING.0, FRIDAY_EVENING.1) as u16;
        let reason = RETURN_REASONS[dice.weighted(&[30, 20, 18, 12, 10, 10])];
        let day = self.open_day_before_today(visit.day + after_days)?;
        let kept = |index: usize| all || index == chosen as usize;
        let returned = basket.lines().iter().enumerate().filter(|(index, _)| kept(*index));
        // A partial return brings back half the units, rounded up.
        let units = |line: &BasketLine| if all { line.quantity } else { line.quantity.div_ceil(2) };
        let refund = returned.clone().map(|(_, line)| line.net_rial_of(units(line))).sum();
        let full = basket
            .lines()
            .iter()
            .enumerate()
            .all(|(index, line)| kept(index) && units(line) == line.quantity);
        let lines = returned.map(|(index, line)| ReturnLine { line: index as u32, quantity: units(line) });
        Some(Return {
            day: self.season.date(day),
            minute,
            at: self.season.instant(day, minute),
            lines: if with_lines { lines.collect() } else { Vec::new() },
            refund: Rial::new(refund),
            full,
            reason,
        })
    }

    fn open_day_before_today(&self, from: u16) -> Option<u16> {
        let today = self.season.days.len().saturating_sub(1) as u16;
        (from..today).find(|&day| self.season.day(day).weight > 0)
    }
}

/// When the doors open; before it today has no sales.
pub(crate) fn opening_minute(weekday: u8) -> u16 {
    (if weekday == FRIDAY { FRIDAY_EVENING.0 } else { MORNING.0 }) as u16
}

/// Moves a minute of today into the part of the opening hours that is over.
fn earlier_today(minute: u32, open: u16, now: u16) -> u16 {
    let over = u32::from(now.saturating_sub(open)).max(1);
    if minute < u32::from(now) { minute as u16 } else { open + (minute % over) as u16 }
}

fn line(line: &BasketLine) -> Line {
    Line {
        product: line.product,
        quantity: line.quantity,
        unit_price: Rial::new(line.unit_rial),
        discount: Rial::new(line.discount_rial),
        net: Rial::new(line.net_rial()),
    }
}

fn pay(dice: &mut Dice, taste: &Taste, net_rial: i64) -> (Payment, Option<Payment>) {
    let payment = |kind, rial| Payment { kind, amount: Rial::new(rial) };
    if dice.chance(taste.credit_per_mille) {
        return (payment(PaymentKind::Credit, net_rial), None);
    }
    match dice.weighted(&[74, 13, 8, 5]) {
        0 => (payment(PaymentKind::Card, net_rial), None),
        1 => (payment(PaymentKind::Cash, net_rial), None),
        2 => (payment(PaymentKind::Transfer, net_rial), None),
        _ => {
            // Some notes first, the rest by card: a fifth, down to 50,000 toman where there is one.
            let cash = net_rial / 5 / 500_000 * 500_000;
            let card = payment(PaymentKind::Card, net_rial - cash);
            if cash == 0 { (card, None) } else { (payment(PaymentKind::Cash, cash), Some(card)) }
        }
    }
}
