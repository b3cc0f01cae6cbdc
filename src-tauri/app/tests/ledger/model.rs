//! The rules of points, written down a second time and as plainly as possible: lists, loops, no database. A bug can be
//! planted by name, to show that the comparison finds it.

use super::family::Membership;
use super::merge::Merge;
use super::rules::*;
use super::{Asked, Ledger, Op, PEOPLE, Seen, Sell};
use bazgasht_domain::calendar::ShopDay;
use std::collections::{BTreeMap, BTreeSet};

pub const DAY_MS: i64 = 86_400_000;

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
    MergeLosesPoints,
    MergeForgetsExpiry,
    UndoOfMergeDoublesPoints,
    ImportAgainDoublesPoints,
    HeldPointsAreSpent,
    ReferralPaidTwice,
    RewardPointsStayGone,
    /// A household spends somebody's points, and they still have them.
    FamilySpendsTwice,
    /// A return gives the buyer what another of the household had paid.
    ReturnGoesToTheBuyer,
    /// Who left the household still pays for it.
    LeaverStillPays,
    /// One spends what another one of them owes.
    FamilyForgetsDebt,
}

#[derive(Debug, Clone)]
pub struct Lot {
    pub seq: usize,
    pub who: usize,
    pub size: i64,
    pub open: i64,
    pub expires: Option<i32>,
    pub available: i32,
    pub opened_ms: i64,
    pub expired: i64,
    pub paid_debt: i64,
}

/// Why points left a lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Src {
    /// A sale, its return or its undo.
    Sale(usize),
    Expiry,
    Other,
}

/// Points that one entry took from one lot; below zero when it put them back.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    pub by: usize,
    pub lot: usize,
    pub points: i64,
    pub src: Src,
}

#[derive(Debug, Clone, Copy)]
pub struct Debt {
    pub by: usize,
    pub owed: i64,
    pub src: Src,
}

#[derive(Debug, Clone)]
pub struct Redeemed {
    /// Whose lots they were.
    who: usize,
    points: i64,
    given_back: i64,
    is_reward: bool,
    /// Lot, points still out, in the order they were taken.
    from: Vec<(usize, i64)>,
}

#[derive(Debug, Clone)]
pub struct Sale {
    pub who: usize,
    /// Which of all purchases it was.
    made: usize,
    rules: Rules,
    day: i32,
    /// Pieces, price of one, pieces that came back.
    lines: Vec<(i64, i64, i64)>,
    payable: i64,
    refunded: i64,
    coupon: bool,
    reward: bool,
    redeemed: Vec<Redeemed>,
    earned: Option<Earned>,
    bonus: Option<Earned>,
    is_gone: bool,
    is_cancelled: bool,
    has_returns: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct Earned {
    pub lot: usize,
    pub points: i64,
    pub reversed: i64,
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
    pub fn stands(&self) -> bool {
        !self.is_gone && !self.is_cancelled
    }
}

/// A purchase that a referral was paid for, or that came from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bought {
    Here(usize),
    Elsewhere,
}

#[derive(Debug, Clone)]
pub struct Suspended {
    pub who: usize,
    points: i64,
    until_ms: i64,
    is_open: bool,
}

#[derive(Clone)]
pub struct Model {
    pub bug: Option<Bug>,
    pub now_ms: i64,
    pub last_event_ms: i64,
    trusted_ms: Option<i64>,
    worked_day: Option<i32>,
    done_day: Option<i32>,
    which: usize,
    pub lots: Vec<Lot>,
    pub taken: Vec<Taken>,
    pub debts: [Vec<Debt>; PEOPLE],
    by_kind: [BTreeMap<String, i64>; PEOPLE],
    pub sales: Vec<Sale>,
    /// Whose, of which day, and which of all purchases it was.
    pub imported: Vec<(usize, i32, usize)>,
    pub suspended: Vec<Suspended>,
    pub referrer: [Option<usize>; PEOPLE],
    pub settled: [Option<Bought>; PEOPLE],
    /// The credits of a referral: whose first purchase, the credit, whether it was taken from the one who came.
    referrals: Vec<(usize, Earned, bool)>,
    surveys: Vec<(usize, i32)>,
    has_opening: [bool; PEOPLE],
    pub merges: Vec<Merge>,
    pub memberships: Vec<Membership>,
    /// How many there ever were.
    pub families: usize,
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
            taken: Vec::new(),
            debts: Default::default(),
            by_kind: Default::default(),
            sales: Vec::new(),
            imported: Vec::new(),
            suspended: Vec::new(),
            referrer: [None; PEOPLE],
            settled: [None; PEOPLE],
            referrals: Vec::new(),
            surveys: Vec::new(),
            has_opening: [false; PEOPLE],
            merges: Vec::new(),
            memberships: Vec::new(),
            families: 0,
            ended: BTreeSet::new(),
            seq: 0,
            last: None,
            saved: false,
        }
    }

    pub fn has(&self, bug: Bug) -> bool {
        self.bug == Some(bug)
    }
    pub fn today(&self) -> i32 {
        ShopDay::from_instant(bazgasht_domain::clock::InstantMs::new(self.now_ms)).get()
    }
    fn event(&mut self) {
        self.last_event_ms = self.now_ms;
    }
    pub fn entry(&mut self, who: usize, kind: &str, points: i64) -> usize {
        *self.by_kind[who].entry(kind.to_owned()).or_default() += points;
        self.event();
        self.seq += 1;
        self.seq
    }
    pub fn debt(&self, who: usize) -> i64 {
        self.debts[who].iter().map(|debt| debt.owed).sum()
    }
    /// Lots of one customer in the order they are used up.
    pub fn order(&self, who: usize) -> Vec<usize> {
        let mut lots: Vec<usize> = (0..self.lots.len()).filter(|lot| self.lots[*lot].who == who).collect();
        lots.sort_by_key(|lot| {
            let lot = &self.lots[*lot];
            (lot.expires.is_none(), lot.expires, lot.opened_ms, lot.seq)
        });
        lots
    }
    pub fn usable(&self, who: usize) -> Vec<usize> {
        let today = self.today();
        let can = |lot: &Lot| lot.available <= today && lot.expires.is_none_or(|last| last >= today);
        self.order(who).into_iter().filter(|lot| can(&self.lots[*lot])).collect()
    }
    fn held(&self, who: usize, except: Option<usize>) -> i64 {
        let holds = self.suspended.iter().enumerate().filter(|(place, one)| {
            one.who == who && one.is_open && one.until_ms > self.now_ms && Some(*place) != except
        });
        holds.map(|(_, one)| one.points).sum()
    }
    pub fn usable_points(&self, who: usize) -> i64 {
        self.usable(who).iter().map(|lot| self.lots[*lot].open).sum()
    }
    pub fn reserved(&self, who: usize, except: Option<usize>) -> i64 {
        if self.has(Bug::HeldPointsAreSpent) { 0 } else { self.held(who, except) }
    }
    fn spendable(&self, who: usize, except: Option<usize>) -> i64 {
        (self.usable_points(who) - self.debt(who) - self.reserved(who, except)).max(0)
    }
    /// What suspended sales may still reserve of the household's points.
    fn free(&self, who: usize) -> i64 {
        self.pool(who).into_iter().map(|one| self.balance(one) - self.held(one, None)).sum()
    }
    fn balance(&self, who: usize) -> i64 {
        self.by_kind[who].values().sum()
    }
    fn has_bought(&self, who: usize) -> bool {
        self.sales.iter().any(|sale| sale.who == who && sale.stands())
            || self.imported.iter().any(|(owner, ..)| *owner == who)
    }

    fn credit(&mut self, who: usize, kind: &str, points: i64, day: i32, wait: bool) -> usize {
        let rules = rules(self.which);
        let seq = self.entry(who, kind, points);
        let available = if wait && rules.wait_days > 0 { day + rules.wait_days } else { i32::MIN };
        let lot = self.open_lot(seq, who, points, last_day(rules.expiry, day), available);
        self.settle_from(who, lot);
        lot
    }
    pub fn open_lot(
        &mut self,
        seq: usize,
        who: usize,
        size: i64,
        expires: Option<i32>,
        available: i32,
    ) -> usize {
        let opened_ms = self.now_ms;
        let lot = Lot { seq, who, size, open: size, expires, available, opened_ms, expired: 0, paid_debt: 0 };
        self.lots.push(lot);
        self.lots.len() - 1
    }

    pub fn settle_from(&mut self, who: usize, lot: usize) {
        for at in 0..self.debts[who].len() {
            let debt = self.debts[who][at];
            let part = debt.owed.min(self.lots[lot].open);
            self.lots[lot].open -= part;
            self.debts[who][at].owed -= part;
            if part > 0 {
                self.taken.push(Taken { by: debt.by, lot, points: part, src: debt.src });
            }
            if debt.by < self.lots[lot].seq {
                self.lots[lot].paid_debt += part;
            }
        }
        self.debts[who].retain(|debt| debt.owed > 0);
    }
    pub fn settle(&mut self, who: usize) {
        for lot in self.order(who) {
            self.settle_from(who, lot);
        }
    }

    /// Takes points from lots in their order; answers from which.
    pub fn take(&mut self, (by, src): (usize, Src), lots: &[usize], mut points: i64) -> Vec<(usize, i64)> {
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
                self.taken.push(Taken { by, lot, points: part, src });
                from.push((lot, part));
            }
        }
        from
    }
    pub fn put_back(&mut self, (by, src): (usize, Src), lot: usize, points: i64) {
        self.lots[lot].open += points;
        self.taken.push(Taken { by, lot, points: -points, src });
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
        let by = self.entry(self.lots[lot].who, "expire", -points);
        self.take((by, Src::Expiry), &[lot], open);
        self.lots[lot].expired += open;
        true
    }

    /// The numbers of a sale as somebody would type them who can count.
    fn asked(&self, sell: &Sell) -> Asked {
        let rules = rules(self.which);
        let price: i64 = sell.lines.iter().map(|(pieces, price)| pieces * price * 100_000).sum();
        let discount = if sell.discount { price * DISCOUNT_PERCENT / 100 } else { 0 };
        let after = price - discount;
        let after = if sell.coupon { after - after * COUPON_PERCENT / 100 } else { after };
        let basket = if sell.reward { after - REWARD_RIAL.min(after) } else { after };
        let spendable = self.pool_spendable(sell.who, sell.suspended);
        let spendable = (spendable - if sell.reward { REWARD_POINTS } else { 0 }).max(0);
        let redeem = wanted(&rules, spendable, basket, sell.redeem_percent);
        Asked { discount, redeem, payable: basket - redeem / rules.redeem_points * rules.redeem_rial }
    }

    /// Persons by the records they are now, shares as points, sales with their numbers.
    pub fn resolve(&self, op: &Op) -> Op {
        let mut op = op.clone();
        match &mut op {
            Op::Sell(sell) => {
                let open: Vec<usize> =
                    (0..self.suspended.len()).filter(|place| self.suspended[*place].is_open).collect();
                sell.suspended = sell.suspended.filter(|_| !open.is_empty()).map(|n| open[n % open.len()]);
                sell.who = match sell.suspended {
                    Some(place) => self.suspended[place].who,
                    None => self.home(sell.who),
                };
                sell.asked = self.asked(sell);
            }
            Op::Suspend { who, points } => {
                *who = self.home(*who);
                *points = *points * self.free(*who).max(0) / 100;
            }
            Op::Adjust { who, .. }
            | Op::Survey { who }
            | Op::ImportSale { who, .. }
            | Op::ImportPoints { who, .. } => *who = self.home(*who),
            Op::Refer { who, by } => {
                *who = self.home(*who);
                *by = by.map(|by| self.home(by));
            }
            Op::Join { who, with } => (*who, *with) = (self.home(*who), self.home(*with)),
            Op::Leave { who, .. } => *who = self.home(*who),
            Op::Merge { kept, gone } => (*kept, *gone) = (self.home(*kept), self.home(*gone)),
            _ => {}
        }
        op
    }

    fn sell(&mut self, sell: &Sell) -> Result<(), String> {
        let (rules, who) = (rules(self.which), sell.who);
        if let Some(place) = sell.suspended
            && !self.suspended[place].is_open
        {
            return Err("suspended_ended".to_owned());
        }
        let used = |mine: bool| {
            self.sales
                .iter()
                .filter(|sale| sale.coupon && sale.stands() && (!mine || sale.who == who))
                .count()
        };
        if sell.coupon && used(false) >= COUPON_USES {
            return Err("coupon_used_up".to_owned());
        }
        if sell.coupon && used(true) >= COUPON_USES_EACH {
            return Err("coupon_used_by_customer".to_owned());
        }
        let spendable = self.pool_spendable(who, sell.suspended);
        if sell.reward {
            if self.sales.iter().filter(|sale| sale.reward && sale.stands()).count() >= REWARD_STOCK {
                return Err("reward_gone".to_owned());
            }
            if spendable < REWARD_POINTS {
                return Err("points_not_enough".to_owned());
            }
        }
        if sell.asked.redeem + if sell.reward { REWARD_POINTS } else { 0 } > spendable {
            return Err("points_not_enough".to_owned());
        }
        if let Some(place) = sell.suspended {
            self.suspended[place].is_open = false;
        }
        let at = self.sales.len();
        let lines = sell.lines.iter().map(|(pieces, price)| (*pieces, price * 100_000, 0)).collect();
        let day = self.today() - sell.days_ago;
        let is_first = !self.has_bought(who);
        let mut redeemed = Vec::new();
        let reward = if sell.reward { REWARD_POINTS } else { 0 };
        for (points, is_reward) in [(sell.asked.redeem, false), (reward, true)] {
            for (who, from) in self.take_from_pool(who, at, points) {
                let points = from.iter().map(|(_, part)| part).sum();
                redeemed.push(Redeemed { who, points, given_back: 0, is_reward, from });
            }
        }
        let mut points = sell.asked.payable / rules.unit * rules.per_unit;
        if self.has(Bug::OnePointBecomesZero) {
            points = points / 10 * 10;
        }
        let mut credit = |kind: &str, points: i64| {
            let lot = self.credit(who, kind, points, day, true);
            Earned { lot, points, reversed: 0 }
        };
        let earned = (points > 0).then(|| credit("earn", points));
        let bonus = (is_first && rules.first_bonus > 0).then(|| credit("bonus", rules.first_bonus));
        self.event();
        let made = self.sales.len() + self.imported.len();
        self.sales.push(Sale {
            who,
            made,
            rules,
            day,
            lines,
            payable: sell.asked.payable,
            refunded: 0,
            coupon: sell.coupon,
            reward: sell.reward,
            redeemed,
            earned,
            bonus,
            is_gone: false,
            is_cancelled: false,
            has_returns: false,
        });
        Ok(())
    }

    /// Which lots get how many points of a redemption back, when so many of it are to be back in all.
    fn plan_back(&self, redeemed: &Redeemed, upto: i64) -> Vec<(usize, i64)> {
        let mut wanted = (upto - redeemed.given_back).max(0);
        let mut from = redeemed.from.clone();
        from.sort_by_key(|(lot, _)| {
            let lot = &self.lots[*lot];
            std::cmp::Reverse((lot.expires.is_none(), lot.expires, lot.seq))
        });
        let mut parts = Vec::new();
        for (lot, out) in from {
            let part = out.min(wanted);
            if part > 0 {
                parts.push((lot, part));
                wanted -= part;
            }
        }
        parts
    }

    fn give_back(&mut self, at: usize, place: usize, parts: &[(usize, i64)]) {
        let points: i64 = parts.iter().map(|(_, part)| part).sum();
        if points == 0 {
            return;
        }
        let (today, grace) = (self.today(), rules(self.which).grace_days);
        let wrong = self.has(Bug::ReturnGoesToTheBuyer);
        let who = if wrong { self.sales[at].who } else { self.sales[at].redeemed[place].who };
        let is_over = |lot: &Lot| lot.expires.is_some_and(|last| last < today);
        let over: Vec<usize> =
            parts.iter().map(|(lot, _)| *lot).filter(|lot| is_over(&self.lots[*lot])).collect();
        for lot in &over {
            self.end(*lot);
        }
        let by = self.entry(who, "reverse-redeem", points);
        for (lot, part) in parts {
            self.put_back((by, Src::Sale(at)), *lot, *part);
        }
        if grace > 0 {
            for lot in over {
                self.lots[lot].expires = self.lots[lot].expires.max(Some(today + grace));
            }
        }
        let redeemed = &mut self.sales[at].redeemed[place];
        redeemed.given_back += points;
        for (lot, part) in parts {
            let mut left = *part;
            for from in redeemed.from.iter_mut().filter(|from| from.0 == *lot) {
                let back = from.1.min(left);
                from.1 -= back;
                left -= back;
            }
        }
        self.follow(who);
        self.settle(self.home(who));
    }

    /// Finds points that come back; answers what is deducted from the refund.
    fn reverse(
        &mut self,
        at: usize,
        (earned, own_lots): (Earned, &[usize]),
        (due, fate): (i64, Fate),
        room: i64,
        policy: Policy,
    ) -> i64 {
        if due <= 0 {
            return 0;
        }
        let own = due.min(fate.open);
        let let_go = (due - own).min(fate.expired);
        let owed_again = (due - own - let_go).min(fate.paid_debt);
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
            let home = self.home(self.lots[earned.lot].who);
            let by = (self.entry(home, "reverse-earn", -(own + owed)), Src::Sale(at));
            let trail = self.trail(earned.lot);
            self.take(by, &trail, own);
            let mut reserved = trail;
            for lot in own_lots {
                reserved.extend(self.trail(*lot));
            }
            let others: Vec<usize> =
                self.order(home).into_iter().filter(|lot| !reserved.contains(lot)).collect();
            let found: i64 = self.take(by, &others, owed).iter().map(|(_, part)| part).sum();
            if owed > found {
                self.debts[home].push(Debt { by: by.0, owed: owed - found, src: by.1 });
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
        let policy = rules(self.which).policy;
        // Decided on what is there before anything of the return is written.
        let mut decided = Vec::new();
        if let Some(earned) = sale.earned {
            let left = sale.payable - share(sale.payable, &after);
            let keeps = left / sale.rules.unit * sale.rules.per_unit;
            let rest = earned.points - earned.reversed;
            let due = if full { rest } else { (earned.points - keeps - earned.reversed).clamp(0, rest) };
            decided.push((earned, due, self.fate(earned.lot), true));
        }
        if let Some(bonus) = sale.bonus.filter(|_| full) {
            decided.push((bonus, bonus.points - bonus.reversed, self.fate(bonus.lot), false));
        }
        let back: Vec<Vec<(usize, i64)>> = (sale.redeemed.iter())
            .map(|redeemed| {
                let is_forgotten = self.has(Bug::RewardPointsStayGone) && redeemed.is_reward;
                self.plan_back(redeemed, if is_forgotten { 0 } else { share(redeemed.points, &after) })
            })
            .collect();
        for (place, parts) in back.iter().enumerate() {
            self.give_back(at, place, parts);
        }
        let own: Vec<usize> = decided.iter().map(|(earned, ..)| earned.lot).collect();
        let mut room = goods;
        for (earned, due, fate, is_base) in decided {
            if self.has(Bug::BuyRefundKeepPoints) {
                continue;
            }
            room -= self.reverse(at, (earned, &own), (due, fate), room, policy);
            let kept = if is_base { self.sales[at].earned.as_mut() } else { self.sales[at].bonus.as_mut() };
            if let Some(kept) = kept {
                kept.reversed += due;
            }
        }
        self.settle(sale.who);
        let sale = &mut self.sales[at];
        sale.lines = after.lines;
        sale.refunded += goods;
        sale.is_gone = full;
        sale.has_returns = true;
        if full {
            self.unpay_referral(at);
        }
        self.event();
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
        for (place, redeemed) in sale.redeemed.iter().enumerate() {
            let parts = self.plan_back(redeemed, redeemed.points);
            self.give_back(at, place, &parts);
        }
        for (earned, is_bonus) in [(sale.earned, false), (sale.bonus, true)] {
            let Some(earned) = earned else { continue };
            if is_bonus && self.has(Bug::CancelKeepsBonus) {
                continue;
            }
            let fate = self.fate(earned.lot);
            if fate.open + fate.expired + fate.paid_debt < earned.points {
                *self = saved;
                return Err("points_already_spent".to_owned());
            }
            self.reverse(at, (earned, &own), (earned.points, fate), 0, Policy::WriteOff);
        }
        self.settle(sale.who);
        self.sales[at].is_cancelled = true;
        self.unpay_referral(at);
        self.event();
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
        if -points > self.spendable(who, None) {
            return Err("points_not_enough".to_owned());
        }
        let by = self.entry(who, "adjust", points);
        let usable = self.usable(who);
        self.take((by, Src::Other), &usable, -points);
        Ok(())
    }

    fn suspend(&mut self, who: usize, points: i64) -> Result<(), String> {
        if points > 0 && points > self.free(who) {
            return Err("points_not_enough".to_owned());
        }
        self.suspended.push(Suspended { who, points, until_ms: self.now_ms + DAY_MS, is_open: true });
        self.event();
        Ok(())
    }

    fn drop_one(&mut self, place: usize) -> Result<(), String> {
        let found = self.suspended.get_mut(place).filter(|one| one.is_open);
        found.ok_or("suspended_ended")?.is_open = false;
        self.event();
        Ok(())
    }

    fn survey(&mut self, who: usize) -> Result<(), String> {
        let (points, every) = rules(self.which).survey.ok_or("survey_off")?;
        let today = self.today();
        let last = self.surveys.iter().rev().find(|(answered, _)| *answered == who);
        if last.is_some_and(|(_, day)| today - day < every) {
            return Err("survey_too_soon".to_owned());
        }
        self.credit(who, "bonus", points, today, true);
        self.surveys.push((who, today));
        Ok(())
    }

    /// Whether the chain of who sent whom leads from one to the other.
    pub fn leads_to(&self, from: usize, to: usize) -> bool {
        let mut at = Some(from);
        for _ in 0..=PEOPLE {
            match at {
                None => return false,
                Some(one) if one == to => return true,
                Some(one) => at = self.referrer[one],
            }
        }
        true
    }

    fn refer(&mut self, who: usize, by: Option<usize>) -> Result<(), String> {
        if self.settled[who].is_some() {
            return Err("referral_paid".to_owned());
        }
        if let Some(by) = by {
            if by == who {
                return Err("referrer_self".to_owned());
            }
            if self.leads_to(by, who) {
                return Err("referrer_ring".to_owned());
            }
            if self.has_bought(who) {
                return Err("referral_too_late".to_owned());
            }
        }
        self.referrer[who] = by;
        self.event();
        Ok(())
    }

    fn pay_referrals(&mut self) {
        let Some((points, referrer_points)) = rules(self.which).referral else { return };
        let today = self.today();
        for who in 0..PEOPLE {
            let here = self.sales.iter().enumerate().filter(|(_, sale)| sale.who == who && sale.stands());
            let here = here.map(|(at, sale)| ((sale.day, sale.made), Bought::Here(at)));
            let elsewhere = self.imported.iter().filter(|(owner, ..)| *owner == who);
            let elsewhere = elsewhere.map(|(_, day, made)| ((*day, *made), Bought::Elsewhere));
            let first = here.chain(elsewhere).min_by_key(|(day, _)| *day);
            let (Some(referrer), Some(((day, _), sale))) = (self.referrer[who], first) else { continue };
            let paid_before = |one: usize| {
                let is_same =
                    one == who || (self.merged_into(one) == Some(who) && !self.has(Bug::ReferralPaidTwice));
                is_same && self.settled[one].is_some()
            };
            if day > today - REFERRAL_DAYS || (0..PEOPLE).any(paid_before) {
                continue;
            }
            if !self.leads_to(referrer, who) {
                for (whom, points, came) in [(who, points, true), (referrer, referrer_points, false)] {
                    let lot = self.credit(whom, "bonus", points, today, true);
                    self.referrals.push((who, Earned { lot, points, reversed: 0 }, came));
                }
            }
            self.settled[who] = Some(sale);
        }
    }

    fn unpay_referral(&mut self, at: usize) {
        let Some(who) = (0..PEOPLE).find(|who| self.settled[*who] == Some(Bought::Here(at))) else { return };
        for place in 0..self.referrals.len() {
            let (of, earned, came) = self.referrals[place];
            let due = earned.points - earned.reversed;
            if of != who || due == 0 {
                continue;
            }
            let policy = if came { Policy::Debt } else { Policy::WriteOff };
            self.reverse(at, (earned, &[]), (due, self.fate(earned.lot)), 0, policy);
            self.referrals[place].1.reversed += due;
        }
    }

    fn import_sale(&mut self, who: usize, days_ago: i32) {
        let made = self.sales.len() + self.imported.len();
        self.imported.push((who, self.today() - days_ago, made));
        self.event();
    }

    fn import_points(&mut self, who: usize, points: i64) {
        for _ in 0..2 {
            if !self.has_opening[who] || self.has(Bug::ImportAgainDoublesPoints) {
                self.has_opening[who] = true;
                let seq = self.entry(who, "opening", points);
                let until = full_period(rules(self.which).expiry, self.today());
                let lot = self.open_lot(seq, who, points, until, i32::MIN);
                self.settle_from(who, lot);
            }
        }
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
            self.event();
        }
        if self.done_day != Some(today) {
            self.pay_referrals();
            self.event();
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
            let to = full_period(after.expiry, self.today());
            for lot in self.lots.iter_mut().filter(|lot| lot.expires.is_none()) {
                lot.expires = to;
            }
        }
        self.which = which;
        self.saved = true;
        self.event();
    }

    fn review(&mut self) -> Result<(), String> {
        if self.in_doubt() {
            return Err("clock_in_doubt".to_owned());
        }
        // The shop begins with the plain program; every saved one has the ladder.
        if self.saved && (0..PEOPLE).any(|who| self.has_bought(who)) {
            self.event();
        }
        Ok(())
    }
}

/// What became of the points of a lot, wherever they went on.
#[derive(Debug, Clone, Copy)]
pub struct Fate {
    pub open: i64,
    pub expired: i64,
    pub paid_debt: i64,
}

fn wanted(rules: &Rules, spendable: i64, price: i64, percent: i64) -> i64 {
    let value_of_step = rules.step / rules.redeem_points * rules.redeem_rial;
    let most = (spendable / rules.step).min(price * rules.cap_percent / 100 / value_of_step) * rules.step;
    let points = most * percent / 100 / rules.step * rules.step;
    if points < rules.minimum { 0 } else { points }
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
        let of = |place: usize, many: usize| if many == 0 { usize::MAX } else { place % many };
        let done = match &op {
            Op::Sell(sell) => self.sell(sell),
            Op::Return { sale, part } => self.take_return(of(*sale, self.sales.len()), *part),
            Op::Cancel { sale } => self.cancel(of(*sale, self.sales.len())),
            Op::Adjust { who, points } => self.adjust(*who, *points),
            Op::Pass { days } | Op::SetClock { days } => {
                self.now_ms += days * DAY_MS;
                self.tick();
                Ok(())
            }
            Op::ConfirmClock => {
                self.trusted_ms = Some(self.now_ms);
                self.event();
                self.work();
                Ok(())
            }
            Op::SaveProgram { which } => {
                self.save_program(*which);
                Ok(())
            }
            Op::ReviewTiers => self.review(),
            Op::Merge { kept, gone } => self.merge(*kept, *gone),
            Op::Unmerge { merge, .. } => self.unmerge(of(*merge, self.merges.len())),
            Op::Suspend { who, points } => self.suspend(*who, *points),
            Op::Drop { suspended } => self.drop_one(of(*suspended, self.suspended.len())),
            Op::Join { who, with } => self.join(*who, *with),
            Op::Leave { who, all } => self.leave(*who, *all),
            Op::Survey { who } => self.survey(*who),
            Op::Refer { who, by } => self.refer(*who, *by),
            Op::ImportSale { who, days_ago } => {
                self.import_sale(*who, *days_ago);
                Ok(())
            }
            Op::ImportPoints { who, points } => {
                self.import_points(*who, *points);
                Ok(())
            }
            Op::Repeat => Ok(()),
        };
        let is_kept = matches!(
            op,
            Op::Sell(_)
                | Op::Return { .. }
                | Op::Cancel { .. }
                | Op::Adjust { .. }
                | Op::Merge { .. }
                | Op::Survey { .. }
                | Op::Join { .. }
        );
        if done.is_ok() && is_kept {
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
            spendable: self.spendable(who, None),
            held: self.held(who, None),
            lots: lots.map(|lot| (lot.open, lot.size, lot.expires)).collect(),
            by_kind,
            family: {
                let mut family = self.pool(who);
                family.sort_unstable();
                family
            },
            pool: self.pool_spendable(who, None),
        }
    }

    fn liability(&self) -> (i64, i64) {
        let open: i64 = self.lots.iter().map(|lot| lot.open).sum();
        let rules = rules(self.which);
        (open, open * rules.redeem_rial / rules.redeem_points)
    }
}
