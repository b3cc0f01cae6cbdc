//! The rules of points, written down a second time and as plainly as possible: lists, loops, no database. A bug can be
//! planted by name, to show that the comparison finds it.

use super::{Ledger, Op, PEOPLE, Seen};
use bazgasht_domain::calendar::{JalaliDate, Period, ShopDay};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub const PROGRAMS: usize = 5;
const DAY_MS: i64 = 86_400_000;

/// What others lost: each of these once reached somebody's customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    RefundDeductsTwice,
    UsedLotGrows,
    ExpiryDropsCreditsKeepsDebits,
    OnePointBecomesZero,
    BuyRefundKeepPoints,
    RetryDoublesPoints,
    RedemptionNotDeducted,
    WrongDateExpires,
    CancelKeepsBonus,
}

/// A program by number, as the naive model reads it.
#[derive(Debug, Clone, Copy)]
struct Rules {
    unit: i64,
    per_unit: i64,
    redeem_points: i64,
    redeem_rial: i64,
    step: i64,
    minimum: i64,
    cap_percent: i64,
    expiry: Expiry,
    wait_days: i32,
    policy: Policy,
    grace_days: i32,
    first_bonus: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expiry {
    Never,
    Months(i32),
    EndOfMonth,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Policy {
    Debt,
    Deduct,
    WriteOff,
}

fn rules(which: usize) -> Rules {
    let base = Rules {
        unit: 1_000_000,
        per_unit: 10_000,
        redeem_points: 10,
        redeem_rial: 10,
        step: 10,
        minimum: 10,
        cap_percent: 100,
        expiry: Expiry::Never,
        wait_days: 0,
        policy: Policy::Debt,
        grace_days: 30,
        first_bonus: 0,
    };
    match which {
        1 => Rules {
            unit: 300_000,
            per_unit: 7,
            redeem_points: 1,
            redeem_rial: 1_000,
            step: 1,
            minimum: 1,
            expiry: Expiry::Months(1),
            policy: Policy::Deduct,
            ..base
        },
        2 => Rules {
            expiry: Expiry::EndOfMonth,
            policy: Policy::WriteOff,
            grace_days: 0,
            first_bonus: 500,
            ..base
        },
        3 => Rules { expiry: Expiry::Months(2), wait_days: 3, grace_days: 5, ..base },
        4 => Rules { step: 100, minimum: 300, cap_percent: 50, first_bonus: 1_000, ..base },
        _ => base,
    }
}

/// The same program as the command takes it.
pub fn program(which: usize) -> Value {
    let rules = rules(which);
    let bonus = json!({
        "id": "first", "name": "first", "points": rules.first_bonus, "minimum_rial": 0,
        "reason": { "kind": "first_purchase" },
    });
    let expiry = match rules.expiry {
        Expiry::Never => json!({ "kind": "never" }),
        Expiry::Months(months) => json!({ "kind": "months", "months": months }),
        Expiry::EndOfMonth => json!({ "kind": "end_of_month" }),
    };
    let policy = match rules.policy {
        Policy::Debt => "debt",
        Policy::Deduct => "deduct",
        Policy::WriteOff => "write_off",
    };
    json!({
        "unit": rules.unit, "points_per_unit": rules.per_unit, "base": "net", "remainder": "drop", "multipliers": [],
        "bonuses": if rules.first_bonus > 0 { json!([bonus]) } else { json!([]) },
        "redeem_points": rules.redeem_points, "redeem_value": rules.redeem_rial, "redeem_step": rules.step,
        "redeem_minimum": rules.minimum, "redeem_cap_percent": rules.cap_percent, "expiry": expiry,
        "available_after_days": rules.wait_days, "expiry_warning_days": 30, "spent_points": policy,
        "return_grace_days": rules.grace_days,
        // A ladder that multiplies nothing: reviews run, points stay the same.
        "ladder": { "basis": "spend", "window_months": 6, "grace_days": 20, "tiers": [
            { "id": "silver", "name": "silver", "threshold": 5_000_000, "percent": 100 },
            { "id": "gold", "name": "gold", "threshold": 20_000_000, "percent": 100 },
        ] },
    })
}

fn last_day(expiry: Expiry, day: i32) -> Option<i32> {
    let date = JalaliDate::from_day(ShopDay::new(day));
    match expiry {
        Expiry::Never => None,
        Expiry::Months(months) => date.add_months(months).ok().map(|date| date.day().get()),
        Expiry::EndOfMonth => Some(Period::containing_month(ShopDay::new(day)).last_day().get()),
    }
}

#[derive(Debug, Clone)]
struct Lot {
    seq: usize,
    who: usize,
    size: i64,
    open: i64,
    expires: Option<i32>,
    available: i32,
    opened_ms: i64,
    expired: i64,
    paid_debt: i64,
}

#[derive(Debug, Clone)]
struct Sale {
    who: usize,
    rules: Rules,
    day: i32,
    /// Pieces, price of one, pieces that came back.
    lines: Vec<(i64, i64, i64)>,
    payable: i64,
    refunded: i64,
    redeemed: i64,
    given_back: i64,
    /// Lot, points still out, in the order they were taken.
    redeemed_from: Vec<(usize, i64)>,
    earned: Option<Earned>,
    bonus: Option<Earned>,
    is_gone: bool,
    is_cancelled: bool,
    has_returns: bool,
}

#[derive(Debug, Clone, Copy)]
struct Earned {
    lot: usize,
    points: i64,
    reversed: i64,
}

impl Sale {
    fn price(&self) -> i64 {
        self.lines.iter().map(|(pieces, price, _)| pieces * price).sum()
    }
    fn price_back(&self) -> i64 {
        self.lines.iter().map(|(_, price, back)| back * price).sum()
    }
    fn is_all_back(&self) -> bool {
        self.lines.iter().all(|(pieces, _, back)| pieces == back)
    }
}

#[derive(Clone)]
pub struct Model {
    bug: Option<Bug>,
    now_ms: i64,
    last_event_ms: i64,
    trusted_ms: Option<i64>,
    worked_day: Option<i32>,
    done_day: Option<i32>,
    which: usize,
    lots: Vec<Lot>,
    debts: [Vec<(usize, i64)>; PEOPLE],
    by_kind: [BTreeMap<String, i64>; PEOPLE],
    sales: Vec<Sale>,
    ended: BTreeSet<(usize, i32)>,
    seq: usize,
    last: Option<Op>,
    saved: bool,
}

impl Model {
    pub fn new(bug: Option<Bug>) -> Self {
        let now = crate::support::NOON;
        Self {
            bug,
            now_ms: now,
            last_event_ms: now,
            trusted_ms: None,
            worked_day: None,
            done_day: None,
            which: 0,
            lots: Vec::new(),
            debts: Default::default(),
            by_kind: Default::default(),
            sales: Vec::new(),
            ended: BTreeSet::new(),
            seq: 0,
            last: None,
            saved: false,
        }
    }

    fn has(&self, bug: Bug) -> bool {
        self.bug == Some(bug)
    }
    fn today(&self) -> i32 {
        ShopDay::from_instant(bazgasht_domain::clock::InstantMs::new(self.now_ms)).get()
    }
    fn entry(&mut self, who: usize, kind: &str, points: i64) -> usize {
        *self.by_kind[who].entry(kind.to_owned()).or_default() += points;
        self.last_event_ms = self.now_ms;
        self.seq += 1;
        self.seq
    }
    fn debt(&self, who: usize) -> i64 {
        self.debts[who].iter().map(|(_, owed)| owed).sum()
    }
    /// Lots of one customer in the order they are used up.
    fn order(&self, who: usize) -> Vec<usize> {
        let mut lots: Vec<usize> = (0..self.lots.len()).filter(|lot| self.lots[*lot].who == who).collect();
        lots.sort_by_key(|lot| {
            let lot = &self.lots[*lot];
            (lot.expires.is_none(), lot.expires, lot.opened_ms, lot.seq)
        });
        lots
    }
    fn usable(&self, who: usize) -> Vec<usize> {
        let today = self.today();
        let can = |lot: &Lot| lot.available <= today && lot.expires.is_none_or(|last| last >= today);
        self.order(who).into_iter().filter(|lot| can(&self.lots[*lot])).collect()
    }
    fn spendable(&self, who: usize) -> i64 {
        let open: i64 = self.usable(who).iter().map(|lot| self.lots[*lot].open).sum();
        (open - self.debt(who)).max(0)
    }

    fn credit(&mut self, who: usize, kind: &str, points: i64, day: i32, wait: bool) -> usize {
        let rules = rules(self.which);
        let seq = self.entry(who, kind, points);
        let available = if wait { day + rules.wait_days } else { day };
        let lot = Lot {
            seq,
            who,
            size: points,
            open: points,
            expires: last_day(rules.expiry, day),
            available: if wait && rules.wait_days > 0 { available } else { i32::MIN },
            opened_ms: self.now_ms,
            expired: 0,
            paid_debt: 0,
        };
        self.lots.push(lot);
        let lot = self.lots.len() - 1;
        self.settle_from(who, lot);
        lot
    }

    fn settle_from(&mut self, who: usize, lot: usize) {
        for at in 0..self.debts[who].len() {
            let (debit, owed) = self.debts[who][at];
            let part = owed.min(self.lots[lot].open);
            self.lots[lot].open -= part;
            self.debts[who][at].1 -= part;
            if debit < self.lots[lot].seq {
                self.lots[lot].paid_debt += part;
            }
        }
        self.debts[who].retain(|(_, owed)| *owed > 0);
    }

    /// Takes points from lots in their order; answers from which.
    fn take(&mut self, lots: &[usize], mut points: i64) -> Vec<(usize, i64)> {
        let mut from = Vec::new();
        for &lot in lots {
            let part = self.lots[lot].open.min(points);
            if part > 0 {
                if self.has(Bug::UsedLotGrows) {
                    self.lots[lot].open += part;
                } else {
                    self.lots[lot].open -= part;
                }
                points -= part;
                from.push((lot, part));
            }
        }
        from
    }

    fn end(&mut self, lot: usize) -> bool {
        let today = self.today();
        let open = self.lots[lot].open;
        if open == 0
            || self.lots[lot].expires.is_none_or(|last| last >= today)
            || !self.ended.insert((lot, today))
        {
            return false;
        }
        let points = if self.has(Bug::ExpiryDropsCreditsKeepsDebits) { self.lots[lot].size } else { open };
        self.entry(self.lots[lot].who, "expire", -points);
        self.lots[lot].open = 0;
        self.lots[lot].expired += open;
        true
    }

    fn sell(&mut self, who: usize, lines: &[(i64, i64)], redeem_percent: i64, days_ago: i32) {
        let rules = rules(self.which);
        let lines: Vec<(i64, i64, i64)> =
            lines.iter().map(|(pieces, price)| (*pieces, price * 100_000, 0)).collect();
        let price: i64 = lines.iter().map(|(pieces, price, _)| pieces * price).sum();
        let redeemed = wanted(&rules, self.spendable(who), price, redeem_percent);
        let payable = price - redeemed / rules.redeem_points * rules.redeem_rial;
        let day = self.today() - days_ago;
        let is_first = !self.sales.iter().any(|sale| sale.who == who && !sale.is_gone && !sale.is_cancelled);
        let redeemed_from = if redeemed > 0 {
            if !self.has(Bug::RedemptionNotDeducted) {
                self.entry(who, "redeem", -redeemed);
            }
            let usable = self.usable(who);
            self.take(&usable, redeemed)
        } else {
            Vec::new()
        };
        let mut points = payable / rules.unit * rules.per_unit;
        if self.has(Bug::OnePointBecomesZero) {
            points = points / 10 * 10;
        }
        let earned = (points > 0).then(|| Earned {
            lot: self.credit(who, "earn", points, day, true),
            points,
            reversed: 0,
        });
        let bonus = (is_first && rules.first_bonus > 0).then(|| Earned {
            lot: self.credit(who, "bonus", rules.first_bonus, day, true),
            points: rules.first_bonus,
            reversed: 0,
        });
        self.last_event_ms = self.now_ms;
        self.sales.push(Sale {
            who,
            rules,
            day,
            lines,
            payable,
            refunded: 0,
            redeemed,
            given_back: 0,
            redeemed_from,
            earned,
            bonus,
            is_gone: false,
            is_cancelled: false,
            has_returns: false,
        });
    }

    fn give_back(&mut self, at: usize, upto: i64) {
        let mut wanted = upto - self.sales[at].given_back;
        if wanted <= 0 {
            return;
        }
        let (who, today, grace) = (self.sales[at].who, self.today(), rules(self.which).grace_days);
        let mut parts = Vec::new();
        let mut places: Vec<usize> = (0..self.sales[at].redeemed_from.len()).collect();
        places.sort_by_key(|place| {
            let lot = &self.lots[self.sales[at].redeemed_from[*place].0];
            std::cmp::Reverse((lot.expires.is_none(), lot.expires, lot.seq))
        });
        for place in places {
            let (lot, out) = self.sales[at].redeemed_from[place];
            let part = out.min(wanted);
            if part > 0 {
                parts.push((lot, part));
                self.sales[at].redeemed_from[place].1 -= part;
                wanted -= part;
            }
        }
        let is_over = |lot: &Lot| lot.expires.is_some_and(|last| last < today);
        let over: Vec<usize> =
            parts.iter().map(|(lot, _)| *lot).filter(|lot| is_over(&self.lots[*lot])).collect();
        for lot in &over {
            self.end(*lot);
        }
        let points: i64 = parts.iter().map(|(_, part)| part).sum();
        self.entry(who, "reverse-redeem", points);
        for (lot, part) in parts {
            self.lots[lot].open += part;
        }
        if grace > 0 {
            for lot in over {
                self.lots[lot].expires = Some(today + grace);
            }
        }
        self.sales[at].given_back = upto;
        for lot in self.order(who) {
            self.settle_from(who, lot);
        }
    }

    /// Finds points that come back; answers what is deducted from the refund.
    fn reverse(
        &mut self,
        (who, own_lots): (usize, &[usize]),
        earned: Earned,
        due: i64,
        room: i64,
        policy: Policy,
    ) -> i64 {
        if due <= 0 {
            return 0;
        }
        let lot = self.lots[earned.lot].clone();
        let own = due.min(lot.open);
        let let_go = (due - own).min(lot.expired);
        let owed_again = (due - own - let_go).min(lot.paid_debt);
        let spent = due - own - let_go - owed_again;
        let now = rules(self.which);
        let (mut owed, mut deducted) = (owed_again, 0);
        match policy {
            Policy::Debt => owed += spent,
            Policy::WriteOff => {}
            Policy::Deduct => {
                let whole = spent / now.redeem_points * now.redeem_rial;
                let covered = if whole <= room {
                    spent
                } else {
                    (room / now.redeem_rial * now.redeem_points).min(spent)
                };
                owed += spent - covered;
                deducted = covered / now.redeem_points * now.redeem_rial;
            }
        }
        if self.has(Bug::RefundDeductsTwice) {
            owed += due;
        }
        if own + owed > 0 {
            let debit = self.entry(who, "reverse-earn", -(own + owed));
            self.lots[earned.lot].open -= own;
            let others: Vec<usize> =
                self.order(who).into_iter().filter(|lot| !own_lots.contains(lot)).collect();
            let found: i64 = self.take(&others, owed).iter().map(|(_, part)| part).sum();
            if owed > found {
                self.debts[who].push((debit, owed - found));
            }
        }
        deducted
    }

    fn take_return(&mut self, at: usize, part: Option<(usize, i64)>) -> Result<(), String> {
        let Some(sale) = self.sales.get(at).cloned() else { return Err("nothing".to_owned()) };
        if sale.is_cancelled {
            return Err("sale_cancelled".to_owned());
        }
        if sale.is_gone {
            return Err("sale_returned".to_owned());
        }
        let mut after = sale.clone();
        match part {
            Some((line, pieces)) => {
                let line = line % after.lines.len();
                if after.lines[line].2 + pieces > after.lines[line].0 {
                    return Err("return_too_much".to_owned());
                }
                after.lines[line].2 += pieces;
            }
            None => after.lines.iter_mut().for_each(|line| line.2 = line.0),
        }
        if self.today() < sale.day {
            return Err("return_before_sale".to_owned());
        }
        let full = after.is_all_back();
        let share = |whole: i64, sale: &Sale| {
            if sale.is_all_back() { whole } else { whole * sale.price_back() / sale.price() }
        };
        let goods = if full {
            sale.payable - sale.refunded
        } else {
            share(sale.payable, &after) - share(sale.payable, &sale)
        };
        let upto = share(sale.redeemed, &after);
        let policy = rules(self.which).policy;
        // Decided on what is there before anything of the return is written.
        let mut decided = Vec::new();
        if let Some(earned) = sale.earned {
            let left = sale.payable - share(sale.payable, &after);
            let keeps = left / sale.rules.unit * sale.rules.per_unit;
            let rest = earned.points - earned.reversed;
            let due = if full { rest } else { (earned.points - keeps - earned.reversed).clamp(0, rest) };
            decided.push((earned, due, true));
        }
        if let Some(bonus) = sale.bonus.filter(|_| full) {
            decided.push((bonus, bonus.points - bonus.reversed, false));
        }
        // Both look at the lots as they are now: the numbers are fixed before points go back.
        let before: Vec<Lot> = self.lots.clone();
        let fates: Vec<(i64, i64, i64)> = decided
            .iter()
            .map(|(earned, ..)| {
                (before[earned.lot].open, before[earned.lot].expired, before[earned.lot].paid_debt)
            })
            .collect();
        let own: Vec<usize> = decided.iter().map(|(earned, ..)| earned.lot).collect();
        self.give_back(at, upto);
        let mut room = goods;
        for ((earned, due, is_base), fate) in decided.into_iter().zip(fates) {
            if self.has(Bug::BuyRefundKeepPoints) {
                continue;
            }
            debug_assert_eq!(fate.0, self.lots[earned.lot].open, "what goes back never lies in its own lot");
            room -= self.reverse((sale.who, &own), earned, due, room, policy);
            let kept = if is_base { self.sales[at].earned.as_mut() } else { self.sales[at].bonus.as_mut() };
            if let Some(kept) = kept {
                kept.reversed += due;
            }
        }
        for lot in self.order(sale.who) {
            self.settle_from(sale.who, lot);
        }
        let sale = &mut self.sales[at];
        sale.lines = after.lines;
        sale.refunded += goods;
        sale.is_gone = full;
        sale.has_returns = true;
        self.last_event_ms = self.now_ms;
        Ok(())
    }

    fn cancel(&mut self, at: usize) -> Result<(), String> {
        let Some(sale) = self.sales.get(at).cloned() else { return Err("nothing".to_owned()) };
        if sale.is_cancelled {
            return Err("sale_cancelled".to_owned());
        }
        if sale.has_returns {
            return Err("sale_has_returns".to_owned());
        }
        let saved = self.clone();
        let own: Vec<usize> =
            [sale.earned, sale.bonus].into_iter().flatten().map(|earned| earned.lot).collect();
        self.give_back(at, sale.redeemed);
        for (earned, is_bonus) in [(sale.earned, false), (sale.bonus, true)] {
            let Some(earned) = earned else { continue };
            if is_bonus && self.has(Bug::CancelKeepsBonus) {
                continue;
            }
            let lot = &self.lots[earned.lot];
            if lot.open + lot.expired + lot.paid_debt < earned.points {
                *self = saved;
                return Err("points_already_spent".to_owned());
            }
            self.reverse((sale.who, &own), earned, earned.points, 0, Policy::WriteOff);
        }
        for lot in self.order(sale.who) {
            self.settle_from(sale.who, lot);
        }
        self.sales[at].is_cancelled = true;
        self.last_event_ms = self.now_ms;
        Ok(())
    }

    fn adjust(&mut self, who: usize, points: i64) -> Result<(), String> {
        if points == 0 {
            return Err("points_invalid".to_owned());
        }
        if points > 0 {
            self.credit(who, "adjust", points, self.today(), false);
            return Ok(());
        }
        if -points > self.spendable(who) {
            return Err("points_not_enough".to_owned());
        }
        self.entry(who, "adjust", points);
        let usable = self.usable(who);
        self.take(&usable, -points);
        Ok(())
    }

    fn in_doubt(&self) -> bool {
        let wrong = |known: i64| !(-DAY_MS..=30 * DAY_MS).contains(&(self.now_ms - known));
        wrong(self.last_event_ms) || self.trusted_ms.is_some_and(wrong)
    }

    fn work(&mut self) -> bool {
        if self.in_doubt() && !self.has(Bug::WrongDateExpires) {
            return false;
        }
        let today = self.today();
        for lot in 0..self.lots.len() {
            self.end(lot);
        }
        // A pass over lots that have ended today leaves a row in the journal, too.
        let due = |lot: &Lot| lot.open > 0 && lot.expires.is_some_and(|last| last < today);
        if self.lots.iter().any(due) {
            self.last_event_ms = self.now_ms;
        }
        if self.done_day != Some(today) {
            self.last_event_ms = self.now_ms;
            self.trusted_ms = Some(self.now_ms);
            self.done_day = Some(today);
        }
        true
    }

    fn tick(&mut self) {
        if self.worked_day != Some(self.today()) && self.work() {
            self.worked_day = Some(self.today());
        }
    }

    fn save_program(&mut self, which: usize) {
        let (before, after) = (rules(self.which), rules(which));
        if before.expiry == Expiry::Never && after.expiry != Expiry::Never {
            let today = self.today();
            let to = match after.expiry {
                Expiry::EndOfMonth => {
                    last_day(after.expiry, today).and_then(|end| last_day(after.expiry, end + 1))
                }
                other => last_day(other, today),
            };
            for lot in self.lots.iter_mut().filter(|lot| lot.expires.is_none()) {
                lot.expires = to;
            }
        }
        self.which = which;
        self.saved = true;
        self.last_event_ms = self.now_ms;
    }
}

fn wanted(rules: &Rules, spendable: i64, price: i64, percent: i64) -> i64 {
    let value_of_step = rules.step / rules.redeem_points * rules.redeem_rial;
    let most = (spendable / rules.step).min(price * rules.cap_percent / 100 / value_of_step) * rules.step;
    let points = most * percent / 100 / rules.step * rules.step;
    if points < rules.minimum { 0 } else { points }
}

/// What a sale asks for, so that the shop asks for the same.
pub fn redeem_wanted(which: usize, spendable: i64, price: i64, percent: i64) -> (i64, i64) {
    let rules = rules(which);
    let points = wanted(&rules, spendable, price, percent);
    (points, points / rules.redeem_points * rules.redeem_rial)
}

impl Ledger for Model {
    fn apply(&mut self, op: &Op) -> Result<(), String> {
        let op = match op {
            Op::Repeat => match self.last.clone().filter(|_| self.has(Bug::RetryDoublesPoints)) {
                Some(last) => last,
                None => return Ok(()),
            },
            other => other.clone(),
        };
        let place = |sale: usize| if self.sales.is_empty() { usize::MAX } else { sale % self.sales.len() };
        let done = match &op {
            Op::Sell { who, lines, redeem_percent, days_ago } => {
                self.sell(*who, lines, *redeem_percent, *days_ago);
                Ok(())
            }
            Op::Return { sale, part } => self.take_return(place(*sale), *part),
            Op::Cancel { sale } => self.cancel(place(*sale)),
            Op::Adjust { who, points } => self.adjust(*who, *points),
            Op::Pass { days } | Op::SetClock { days } => {
                self.now_ms += days * DAY_MS;
                self.tick();
                Ok(())
            }
            Op::ConfirmClock => {
                self.trusted_ms = Some(self.now_ms);
                self.last_event_ms = self.now_ms;
                self.work();
                Ok(())
            }
            Op::SaveProgram { which } => {
                self.save_program(*which);
                Ok(())
            }
            Op::ReviewTiers if self.in_doubt() => Err("clock_in_doubt".to_owned()),
            Op::ReviewTiers => {
                if self.sales.iter().any(|sale| !sale.is_gone && !sale.is_cancelled) && self.has_ladder() {
                    self.last_event_ms = self.now_ms;
                }
                Ok(())
            }
            Op::Repeat => Ok(()),
        };
        if done.is_ok()
            && matches!(op, Op::Sell { .. } | Op::Return { .. } | Op::Cancel { .. } | Op::Adjust { .. })
        {
            self.last = Some(op);
        }
        done
    }

    fn seen(&self, who: usize) -> Seen {
        let lots = self.lots.iter().filter(|lot| lot.who == who && lot.open > 0);
        let by_kind: BTreeMap<String, i64> = self.by_kind[who]
            .iter()
            .filter(|(_, sum)| **sum != 0)
            .map(|(kind, sum)| (kind.clone(), *sum))
            .collect();
        Seen {
            balance: by_kind.values().sum(),
            debt: self.debt(who),
            lots: lots.map(|lot| (lot.open, lot.size, lot.expires)).collect(),
            by_kind,
        }
    }
}

impl Model {
    /// The shop begins with the plain program; every saved one has the ladder.
    fn has_ladder(&self) -> bool {
        self.saved
    }
}
