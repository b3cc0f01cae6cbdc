//! "With this program, last year would have …": the real sales of the last 365 days, counted once by the program in
//! force and once by the one asked for, by the same functions that count a sale. Nothing is written.

use super::cost::{Turnover, worth};
use super::program::{check, tiers};
use super::sentence::sentence;
use crate::api::types::{SimulateProgram, SimulatedPerson, SimulatedYear, Simulation};
use crate::core::App;
use crate::customers::birthday_of;
use crate::error::AppError;
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::{Birthday, ShopDay};
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::{
    Bonus, BonusReason, Buyer, EarnFacts, EarnLine, MultiplierScope, Program, Remainder, TierBasis,
    due_bonuses, earn, part_of, split,
};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_store::club::{YearSale, buyers_before, current, sales_since};
use bazgasht_store::{Reader, customers};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

const YEAR_DAYS: i32 = 365;
const PEOPLE: usize = 10;
const BASIS_POINTS: i64 = 10_000;

pub(crate) fn simulate(
    app: &Arc<App>,
    _: &Session,
    request: SimulateProgram,
) -> Result<Simulation, AppError> {
    let proposed = request.program;
    check(&proposed)?;
    let today = app.today();
    let from = today.plus_days(1 - YEAR_DAYS);
    app.shop().store().read(|reader| {
        let in_force = current(reader)?.rules;
        let wants_lines = [&in_force, &proposed].iter().any(|program| looks_at_lines(program));
        let known = people_before(reader, from, [&in_force, &proposed])?;
        let mut years = [Year::new(&in_force), Year::new(&proposed)];
        let (mut sales, mut net) = (0_i64, 0_i64);
        sales_since(reader, from, wants_lines, |sale| {
            if sale.day > today {
                return;
            }
            sales += 1;
            net += sale.net.get();
            for year in &mut years {
                year.count(&sale, known.get(&sale.customer.get()));
            }
        })?;
        let turnover = Turnover::read(reader)?;
        let [before, after] = &years;
        Ok(Simulation {
            from: day_view(from, today),
            to: day_view(today, today),
            sentence: sentence(reader, &proposed, today)?,
            sales,
            customers: i64::try_from(after.accounts.len()).unwrap_or(i64::MAX),
            net_rial: Rial::new(net),
            people: people(reader, before, after)?,
            current: before.view(&turnover, net),
            proposed: after.view(&turnover, net),
        })
    })
}

fn looks_at_lines(program: &Program) -> bool {
    let by_line = |scope: &MultiplierScope| !matches!(scope, MultiplierScope::Campaign { .. });
    program.multipliers.iter().any(|rule| by_line(&rule.scope))
}

/// What a bonus asks about somebody before the year began.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    orders: i64,
    first_day: Option<ShopDay>,
    birthday: Option<Birthday>,
}

/// Nobody is looked up when no bonus asks.
fn people_before(
    reader: &Reader,
    from: ShopDay,
    programs: [&Program; 2],
) -> Result<HashMap<i64, Known>, AppError> {
    let on_purchase =
        |bonus: &Bonus| !matches!(bonus.reason, BonusReason::Referral { .. } | BonusReason::Survey { .. });
    let mut known = HashMap::new();
    if programs.iter().any(|program| program.bonuses.iter().any(on_purchase)) {
        buyers_before(reader, from, |buyer| {
            let birthday = buyer.birth.and_then(birthday_of);
            let facts = Known { orders: buyer.orders, first_day: buyer.first_day, birthday };
            known.insert(buyer.customer.get(), facts);
        })?;
    }
    Ok(known)
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
    given: Vec<(String, i64)>,
}

/// A year in one program.
struct Year<'a> {
    program: &'a Program,
    accounts: HashMap<i64, Account>,
}

impl<'a> Year<'a> {
    fn new(program: &'a Program) -> Self {
        Self { program, accounts: HashMap::new() }
    }

    fn count(&mut self, sale: &YearSale, known: Option<&Known>) {
        let program = self.program;
        let account = self.accounts.entry(sale.customer.get()).or_default();
        let facts = facts(sale, account);
        let earned = earn(program, &facts);
        if program.remainder == Remainder::Carry {
            account.carried += earned.carry.get();
        }
        let known = known.copied().unwrap_or_default();
        let buyer = Buyer {
            orders_before: known.orders + account.orders,
            first_day: known.first_day,
            birthday: known.birthday,
        };
        let mut bonus = 0;
        for due in due_bonuses(program, &buyer, sale.day, sale.net) {
            let before = account.given.iter().position(|(rule, _)| *rule == due.rule);
            let place = before.unwrap_or_else(|| {
                account.given.push((due.rule.clone(), 0));
                account.given.len() - 1
            });
            if account.given[place].1 < due.limit {
                account.given[place].1 += 1;
                bonus += due.points.get();
            }
        }
        account.orders += 1;
        account.points += earned.points.get();
        account.bonus += bonus;
        let ladder = &program.ladder;
        if ladder.is_empty() {
            return;
        }
        let more = match ladder.basis {
            TierBasis::Spend => sale.net.get(),
            TierBasis::Points => earned.points.get() + bonus,
        };
        account.window.push_back((sale.day, more));
        account.qualifying += more;
        let start = ladder.window_start(sale.day);
        while let Some((_, gone)) = account.window.front().copied().filter(|(day, _)| *day < start) {
            account.qualifying -= gone;
            account.window.pop_front();
        }
        let reached = ladder.reached(account.qualifying).map(|tier| tier.id.clone());
        if ladder.rank(reached.as_deref()) > ladder.rank(account.tier.as_deref()) {
            account.tier = reached;
        }
    }

    fn view(&self, turnover: &Turnover, net: i64) -> SimulatedYear {
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

/// What is left of a sale, as earning looks at it.
fn facts(sale: &YearSale, account: &Account) -> EarnFacts {
    let after = sale.total.get() + sale.points_part.get();
    let prices = split(after, &sale.lines.iter().map(|line| line.total.get()).collect::<Vec<_>>());
    let line = |(line, after): (&bazgasht_store::club::YearLine, i64)| EarnLine {
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

/// Those for whom the change is largest, the most affected first.
fn people(reader: &Reader, before: &Year<'_>, after: &Year<'_>) -> Result<Vec<SimulatedPerson>, AppError> {
    let of = |account: &Account| account.points + account.bonus;
    let mut changes: Vec<(i64, i64, i64)> = after
        .accounts
        .iter()
        .map(|(id, account)| (*id, before.accounts.get(id).map_or(0, of), of(account)))
        .collect();
    changes.sort_unstable_by_key(|(id, old, new)| (-(new - old).abs(), -new, *id));
    let mut people = Vec::new();
    for (id, old, new) in changes.into_iter().take(PEOPLE) {
        let customer = CustomerId::new(id);
        let row = customers::rows(reader, &[customer])?.into_iter().next();
        let tier = after.accounts.get(&id).and_then(|account| account.tier.as_deref());
        let tier = tier.and_then(|id| after.program.ladder.tier(id)).map(|tier| tier.name.clone());
        people.push(SimulatedPerson {
            customer,
            name: row.map_or_else(String::new, |row| row.full_name),
            current: Points::new(old),
            proposed: Points::new(new),
            tier,
        });
    }
    Ok(people)
}
