//! A year of sales in one program: what each customer would have earned and where they would stand. The same functions
//! count here that count a sale; a tier is lost when the figures were below it for the days of grace.

use super::cost::{Turnover, worth};
use super::program::tiers;
use crate::api::types::SimulatedYear;
use bazgasht_domain::calendar::{Birthday, JalaliDate, ShopDay};
use bazgasht_domain::loyalty::{
    Buyer, EarnFacts, EarnLine, Ladder, Program, Remainder, TierBasis, due_bonuses, earn, part_of, split,
};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_store::club::{YearLine, YearSale};
use std::collections::{HashMap, VecDeque};

const BASIS_POINTS: i64 = 10_000;

/// What a bonus asks about somebody before the year began.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    pub orders: i64,
    pub first_day: Option<ShopDay>,
    pub birthday: Option<Birthday>,
}

/// One customer in one program.
#[derive(Debug, Clone, Default)]
struct Account {
    points: i64,
    bonus: i64,
    orders: i64,
    carried: i64,
    /// What qualifies, with its days, within the window.
    window: VecDeque<(ShopDay, i64)>,
    qualifying: i64,
    tier: Option<String>,
    /// Since when the figures are below the tier.
    below: Option<ShopDay>,
    given: Vec<(String, i64)>,
}

/// A year in one program.
pub(super) struct Year<'a> {
    program: &'a Program,
    accounts: HashMap<i64, Account>,
    /// The day of the latest sale and where its window begins: sales come in the order of days.
    window: Option<(ShopDay, ShopDay)>,
}

impl<'a> Year<'a> {
    pub(super) fn new(program: &'a Program) -> Self {
        Self { program, accounts: HashMap::new(), window: None }
    }

    /// The first day whose sales count for a tier on `day`.
    pub(super) fn looks_back_to(&self, day: ShopDay) -> ShopDay {
        let ladder = &self.program.ladder;
        if ladder.is_empty() { day } else { ladder.window_start(day) }
    }

    fn window_start(&mut self, day: ShopDay) -> ShopDay {
        match self.window {
            Some((known, start)) if known == day => start,
            _ => {
                let start = self.program.ladder.window_start(day);
                self.window = Some((day, start));
                start
            }
        }
    }

    /// A sale before the year: it lifts, and earns nothing here.
    pub(super) fn warm(&mut self, sale: &YearSale) {
        let program = self.program;
        let ladder = &program.ladder;
        if ladder.is_empty() {
            return;
        }
        let start = self.window_start(sale.day);
        let account = self.accounts.entry(sale.customer.get()).or_default();
        account.settle(ladder, sale.day, start);
        let more = match ladder.basis {
            TierBasis::Spend => sale.net.get(),
            TierBasis::Points => earn(program, &facts(sale, account)).points.get(),
        };
        account.climb(ladder, sale.day, more);
    }

    pub(super) fn count(&mut self, sale: &YearSale, known: Option<&Known>) {
        let program = self.program;
        let ladder = &program.ladder;
        let start = self.window_start(sale.day);
        let account = self.accounts.entry(sale.customer.get()).or_default();
        account.settle(ladder, sale.day, start);
        let earned = earn(program, &facts(sale, account));
        if program.remainder == Remainder::Carry {
            account.carried += earned.carry.get();
        }
        let known = known.copied().unwrap_or_default();
        let buyer = Buyer {
            orders_before: known.orders + account.orders,
            first_day: known.first_day,
            birthday: known.birthday,
        };
        let bonus = account.take_bonuses(program, &buyer, sale);
        account.orders += 1;
        account.points += earned.points.get();
        account.bonus += bonus;
        if !ladder.is_empty() {
            let more = match ladder.basis {
                TierBasis::Spend => sale.net.get(),
                TierBasis::Points => earned.points.get() + bonus,
            };
            account.climb(ladder, sale.day, more);
        }
    }

    /// Where everybody stands at the end.
    pub(super) fn close(&mut self, today: ShopDay) {
        let ladder = &self.program.ladder;
        let start = ladder.window_start(today);
        self.accounts.values_mut().for_each(|account| account.settle(ladder, today, start));
    }

    /// Who bought in the year.
    pub(super) fn buyers(&self) -> i64 {
        i64::try_from(self.earned().count()).unwrap_or(i64::MAX)
    }

    /// Everybody who bought in the year with all their points.
    pub(super) fn earned(&self) -> impl Iterator<Item = (i64, Points)> {
        let bought = self.accounts.iter().filter(|(_, account)| account.orders > 0);
        bought.map(|(id, account)| (*id, Points::new(account.points + account.bonus)))
    }

    pub(super) fn points_of(&self, id: i64) -> Points {
        self.accounts.get(&id).map_or(Points::ZERO, |account| Points::new(account.points + account.bonus))
    }

    pub(super) fn tier_name(&self, id: i64) -> Option<String> {
        let tier = self.accounts.get(&id).and_then(|account| account.tier.as_deref())?;
        self.program.ladder.tier(tier).map(|tier| tier.name.clone())
    }

    pub(super) fn view(&self, turnover: &Turnover, net: i64) -> SimulatedYear {
        let sum = |of: fn(&Account) -> i64| self.accounts.values().map(of).sum::<i64>();
        let (earned, bonus) = (sum(|account| account.points), sum(|account| account.bonus));
        let most = worth(self.program, earned + bonus);
        let mut counts: HashMap<&str, i64> = HashMap::new();
        for tier in self.accounts.values().filter_map(|account| account.tier.as_deref()) {
            *counts.entry(tier).or_default() += 1;
        }
        let counts: Vec<(String, i64)> =
            counts.into_iter().map(|(id, count)| (id.to_owned(), count)).collect();
        SimulatedYear {
            issued: Points::new(earned + bonus),
            bonus: Points::new(bonus),
            cost_rial_most: most,
            cost_rial_expected: turnover.expected(most),
            cost_basis_points: if net > 0 { part_of(BASIS_POINTS, most.get(), net) } else { 0 },
            tiers: tiers(&self.program.ladder, &counts),
        }
    }
}

impl Account {
    /// What the sale brings beside its amount, each bonus as often as it may come.
    fn take_bonuses(&mut self, program: &Program, buyer: &Buyer, sale: &YearSale) -> i64 {
        let mut sum = 0;
        for due in due_bonuses(program, buyer, sale.day, sale.net) {
            let before = self.given.iter().position(|(rule, _)| *rule == due.rule);
            let place = before.unwrap_or_else(|| {
                self.given.push((due.rule.clone(), 0));
                self.given.len() - 1
            });
            if self.given[place].1 < due.limit {
                self.given[place].1 += 1;
                sum += due.points.get();
            }
        }
        sum
    }

    /// Lets go what left the window by this day, and the tier when its grace is over.
    fn settle(&mut self, ladder: &Ladder, day: ShopDay, start: ShopDay) {
        while let Some((left, gone)) = self.window.front().copied().filter(|(day, _)| *day < start) {
            self.qualifying -= gone;
            self.window.pop_front();
            let months = i32::from(ladder.window_months);
            let fell = JalaliDate::from_day(left).add_months(months).map_or(day, JalaliDate::day);
            if self.is_below(ladder) {
                self.below = self.below.or(Some(fell.min(day)));
            }
        }
        let over = |since: ShopDay| day.days_since(since) >= i32::from(ladder.grace_days);
        if self.is_below(ladder) && self.below.is_some_and(over) {
            self.tier = ladder.reached(self.qualifying).map(|tier| tier.id.clone());
            self.below = None;
        }
    }

    fn is_below(&self, ladder: &Ladder) -> bool {
        let tier = self.tier.as_deref().and_then(|id| ladder.tier(id));
        tier.is_some_and(|tier| self.qualifying < tier.threshold)
    }

    fn climb(&mut self, ladder: &Ladder, day: ShopDay, more: i64) {
        self.window.push_back((day, more));
        self.qualifying += more;
        let reached = ladder.reached(self.qualifying).map(|tier| tier.id.as_str());
        if ladder.rank(reached) > ladder.rank(self.tier.as_deref()) {
            self.tier = reached.map(str::to_owned);
        }
        if !self.is_below(ladder) {
            self.below = None;
        }
    }
}

/// What is left of a sale, as earning looks at it.
fn facts(sale: &YearSale, account: &Account) -> EarnFacts {
    let after = sale.total.get() + sale.points_part.get();
    let prices = split(after, &sale.lines.iter().map(|line| line.total.get()).collect::<Vec<_>>());
    let line = |(line, after): (&YearLine, i64)| EarnLine {
        product: line.product,
        category: line.category,
        gross: Rial::new(line.total.get() + line.discount.get()),
        after: Rial::new(after),
        quantity_milli: line.quantity_milli,
        returned_milli: line.returned_milli,
    };
    let mut lines: Vec<EarnLine> = sale.lines.iter().zip(prices).map(line).collect();
    let mut payable = sale.total;
    if lines.is_empty() {
        payable = sale.net;
        lines.push(EarnLine {
            product: None,
            category: None,
            gross: Rial::new(sale.net.get() + sale.points_part.get() + sale.discount.get()),
            after: Rial::new(sale.net.get() + sale.points_part.get()),
            quantity_milli: 1,
            returned_milli: 0,
        });
    }
    EarnFacts {
        day: sale.day,
        minute: sale.minute,
        payable,
        tier: account.tier.clone(),
        carried: Rial::new(account.carried),
        lines,
    }
}
