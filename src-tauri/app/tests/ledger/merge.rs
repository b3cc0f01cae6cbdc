//! Two records of one person made one, and apart again, written down plainly: every open lot goes on in another, every
//! sale gets another owner; the way back gives each its own.

use super::PEOPLE;
use super::model::{Bug, Debt, Fate, Model, Src};

#[derive(Debug, Clone)]
pub struct Merge {
    pub kept: usize,
    pub gone: usize,
    pub stands: bool,
    /// The lot that stopped, the one that goes on, with how many points.
    lots: Vec<(usize, usize, i64)>,
    /// The entry by which a debt went over.
    debt: Option<(usize, i64)>,
    sales: Vec<usize>,
    imported: Vec<usize>,
    suspended: Vec<usize>,
    /// Whose referrer the gone one was.
    sent: Vec<usize>,
    /// The referrer of both before, and of the kept one after.
    referrers: (Option<usize>, Option<usize>, Option<usize>),
}

impl Model {
    pub fn merged_into(&self, who: usize) -> Option<usize> {
        let stands = self.merges.iter().find(|merge| merge.stands && merge.gone == who)?;
        Some(self.home(stands.kept))
    }
    pub fn home(&self, who: usize) -> usize {
        self.merged_into(who).unwrap_or(who)
    }

    /// A lot and all that it went on in. `ever`: also by merges that were taken back.
    fn went_on(&self, lot: usize, ever: bool) -> Vec<usize> {
        let mut all = vec![lot];
        let mut at = 0;
        while let Some(&lot) = all.get(at) {
            for merge in self.merges.iter().filter(|merge| merge.stands || ever) {
                all.extend(merge.lots.iter().filter(|moved| moved.0 == lot).map(|moved| moved.1));
            }
            at += 1;
        }
        all.sort_unstable();
        all
    }
    pub fn trail(&self, lot: usize) -> Vec<usize> {
        self.went_on(lot, false)
    }
    /// Points that ended in somebody else's hands have ended all the same.
    pub fn fate(&self, lot: usize) -> Fate {
        let now = self.trail(lot);
        let ever = self.went_on(lot, true);
        Fate {
            open: now.iter().map(|lot| self.lots[*lot].open).sum(),
            expired: ever.iter().map(|lot| self.lots[*lot].expired).sum(),
            paid_debt: now.iter().map(|lot| self.lots[*lot].paid_debt).sum(),
        }
    }

    fn lots_over(&mut self, merge: usize, kept: usize, gone: usize) {
        for lot in 0..self.lots.len() {
            let before = self.lots[lot].clone();
            if before.who != gone || before.open == 0 {
                continue;
            }
            let out = self.entry(gone, "merge-out", -before.open);
            self.take((out, Src::Other), &[lot], before.open);
            if self.has(Bug::MergeLosesPoints) && before.expires.is_some() {
                continue;
            }
            let points = before.open;
            let expires = if self.has(Bug::MergeForgetsExpiry) { None } else { before.expires };
            let into = self.entry(kept, "merge-in", points);
            let new = self.open_lot(into, kept, points, expires, before.available);
            self.lots[new].opened_ms = before.opened_ms;
            self.merges[merge].lots.push((lot, new, points));
        }
    }

    /// Points that came back to a record that is gone go on to where its others are.
    pub fn follow(&mut self, who: usize) {
        let mut gone = who;
        while let Some(at) = self.merges.iter().position(|merge| merge.stands && merge.gone == gone) {
            let kept = self.merges[at].kept;
            self.lots_over(at, kept, gone);
            gone = kept;
        }
    }

    pub fn merge(&mut self, kept: usize, gone: usize) -> Result<(), String> {
        if kept == gone {
            return Err("merge_self".to_owned());
        }
        let is_ring = |by: usize| self.leads_to(by, kept) || self.leads_to(by, gone);
        let after = self.referrer[kept].or(self.referrer[gone]).filter(|by| !is_ring(*by));
        self.merges.push(Merge {
            kept,
            gone,
            stands: true,
            lots: Vec::new(),
            debt: None,
            sales: (0..self.sales.len()).filter(|at| self.sales[*at].who == gone).collect(),
            imported: (0..self.imported.len()).filter(|at| self.imported[*at].0 == gone).collect(),
            suspended: (0..self.suspended.len()).filter(|at| self.suspended[*at].who == gone).collect(),
            sent: (0..PEOPLE)
                .filter(|who| ![kept, gone].contains(who) && self.referrer[*who] == Some(gone))
                .collect(),
            referrers: (self.referrer[kept], self.referrer[gone], after),
        });
        let at = self.merges.len() - 1;
        (self.referrer[kept], self.referrer[gone]) = (after, None);
        self.lots_over(at, kept, gone);
        let owed = self.debt(gone);
        if owed > 0 {
            let paid = self.entry(gone, "merge-in", owed);
            let lot = self.open_lot(paid, gone, owed, None, i32::MIN);
            self.settle_from(gone, lot);
            let by = self.entry(kept, "merge-out", -owed);
            self.debts[kept].push(Debt { by, owed, src: Src::Other });
            self.merges[at].debt = Some((by, owed));
        }
        self.settle(kept);
        self.give_rows(at, gone, kept);
        self.family_merged(at, kept, gone);
        self.last_event_ms = self.now_ms;
        Ok(())
    }

    fn give_rows(&mut self, at: usize, from: usize, to: usize) {
        let Merge { sales, imported, suspended, sent, .. } = self.merges[at].clone();
        for at in sales {
            if self.sales[at].who == from {
                self.sales[at].who = to;
            }
        }
        for at in imported {
            if self.imported[at].0 == from {
                self.imported[at].0 = to;
            }
        }
        for at in suspended {
            if self.suspended[at].who == from {
                self.suspended[at].who = to;
            }
        }
        for who in sent {
            if self.referrer[who] == Some(from) {
                self.referrer[who] = Some(to);
            }
        }
    }

    /// What left a lot that came, and all it went on in, for reasons of the record that brought it.
    fn own_use(&self, at: usize, lot: usize) -> i64 {
        let lots = self.went_on(lot, true);
        let is_own = |src: Src| match src {
            Src::Expiry => true,
            Src::Sale(sale) => self.merges[at].sales.contains(&sale),
            Src::Other => false,
        };
        let taken = self.taken.iter().filter(|taken| lots.contains(&taken.lot) && is_own(taken.src));
        taken.map(|taken| taken.points).sum()
    }

    pub fn unmerge(&mut self, at: usize) -> Result<(), String> {
        let Some(merge) = self.merges.get(at).cloned() else { return Err("nothing".to_owned()) };
        if !merge.stands {
            return Err("not_found".to_owned());
        }
        if self.merged_into(merge.kept).is_some() {
            return Err("merge_undo_order".to_owned());
        }
        let (kept, gone) = (merge.kept, merge.gone);
        self.merges[at].stands = false;
        let (own, others, both) = merge.referrers;
        if self.referrer[kept] == both {
            self.referrer[kept] = own;
        }
        self.referrer[gone] = others;
        self.give_rows(at, kept, gone);
        let mut moved = merge.lots.clone();
        moved.sort_unstable();
        for &(old, new, points) in &moved {
            let back = points - self.own_use(at, new);
            if back <= 0 {
                continue;
            }
            if !self.has(Bug::UndoOfMergeDoublesPoints) {
                let by = (self.entry(kept, "merge-out", -back), Src::Other);
                let own: i64 = self.take(by, &[new], back).iter().map(|(_, part)| part).sum();
                let came = |lot: &usize| !moved.iter().any(|moved| moved.1 == *lot);
                let others: Vec<usize> = self.order(kept).into_iter().filter(came).collect();
                let paid: i64 = self.take(by, &others, back - own).iter().map(|(_, part)| part).sum();
                if back > own + paid {
                    self.debts[kept].push(Debt { by: by.0, owed: back - own - paid, src: by.1 });
                }
            }
            let by = self.entry(gone, "merge-in", back);
            self.put_back((by, Src::Other), old, back);
        }
        if let Some((debit, debt)) = merge.debt {
            self.debt_back((kept, gone), debit, debt);
        }
        self.settle(kept);
        self.settle(gone);
        self.family_parted(at);
        self.last_event_ms = self.now_ms;
        Ok(())
    }

    fn debt_back(&mut self, (kept, gone): (usize, usize), debit: usize, debt: i64) {
        let paid: Vec<(usize, i64)> = self
            .taken
            .iter()
            .filter(|taken| taken.by == debit)
            .map(|taken| (taken.lot, taken.points))
            .collect();
        let sum: i64 = paid.iter().map(|(_, points)| points).sum();
        if sum > 0 {
            let by = self.entry(kept, "merge-in", sum);
            for (lot, points) in paid {
                self.put_back((by, Src::Other), lot, points);
            }
        }
        if debt > sum {
            let seq = self.entry(kept, "merge-in", debt - sum);
            let lot = self.open_lot(seq, kept, debt - sum, None, i32::MIN);
            self.lots[lot].open = 0;
            self.debts[kept].retain(|one| one.by != debit);
        }
        let by = self.entry(gone, "merge-out", -debt);
        self.debts[gone].push(Debt { by, owed: debt, src: Src::Other });
    }
}
