//! Everything that is said of the future on one day, made in two steps: what is needed is copied out of the columns at
//! once, and the fitting, which takes its time, needs the columns no more.
//!
//! A range is what refits to people drawn anew give, and it is stretched by how wrong the model was on the shop's own
//! past: refits alone know nothing of a model's bias.

use super::bootstrap::{Draw, draws, refits_for};
use super::counts::Counts;
use super::expect::{History, Law};
use super::fit::{Fit, FitError, fit, fit_erlang};
use super::gamma_gamma::{Spend, SpendFit, fit_spend};
use super::people::{Outlook, RowOutlook};
use super::{BackTest, DAYS_PER_WEEK, Guards, Histories, Holdout, Model, Person, back_test, reach};
use crate::columns::{Columns, RowIndex};
use crate::kpi::WindowDays;
use bazgasht_domain::{calendar::ShopDay, ids::CustomerId};
use serde::Serialize;

const MONTHS: u32 = 12;
const YEAR_DAYS: f64 = 365.0;
/// A quarter, and a year.
pub const HORIZONS_DAYS: [u16; 2] = [91, 365];
/// Held out for the back-test: a quarter, or a third of a shorter history.
const HOLD_OUT_DAYS: u32 = 91;
const HOLD_OUT_DAYS_MIN: u32 = 14;
/// Of the refits lie outside a range on each side.
const TAIL: f64 = 0.05;

/// What is looked at from where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ForecastAsk {
    pub window: WindowDays,
    /// The share of sales that is profit.
    pub margin: f64,
    /// Money of a month later is worth so much less.
    pub discount_month: f64,
    pub seed: u64,
    /// Refits; [`refits_for`] when absent.
    pub refits: Option<usize>,
}

/// What a forecast is made of, copied out of the columns.
#[derive(Debug, Clone)]
pub struct Materials {
    pub now: Histories,
    past: Option<(Histories, Holdout)>,
    rows: usize,
}

impl Materials {
    /// Too little for a model: a forecast says so at once.
    #[must_use]
    pub fn is_small(&self) -> bool {
        !sizes(&self.now).missing_for_ranking().nothing()
    }

    #[must_use]
    pub fn of(columns: &Columns, as_of: ShopDay) -> Self {
        let now = Histories::of(columns, as_of);
        let held = HOLD_OUT_DAYS.min(now.days() / 3);
        let past = (held >= HOLD_OUT_DAYS_MIN).then(|| {
            let past = Histories::of(columns, as_of.plus_days(-(held as i32)));
            let holdout = past.holdout(columns, held as u16);
            (past, holdout)
        });
        Self { now, past, rows: columns.rows() }
    }
}

/// From low to high; `middle` is what the fit itself says and is never shown alone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Range {
    pub low: f64,
    pub middle: f64,
    pub high: f64,
}

/// Everybody together within a horizon.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Totals {
    pub days: u16,
    pub purchases: Range,
    /// Sales in rial, neither discounted nor reduced to profit.
    pub money: Option<Range>,
}

/// What the models say of spending.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Money {
    pub spend: Spend,
    pub customers: usize,
    pub left_out: usize,
    pub correlation: f64,
}

/// A fitted shop.
#[derive(Debug, Clone)]
pub struct Forecast {
    pub as_of: ShopDay,
    pub window: WindowDays,
    pub guards: Guards,
    /// Absent when the guards or the data do not allow it.
    pub fit: Option<Fit>,
    pub refused: Option<FitError>,
    pub money: Option<Money>,
    pub money_refused: Option<FitError>,
    pub back_test: Option<BackTest>,
    /// Empty without the guards for sums.
    pub totals: Vec<Totals>,
    /// Customers that are probably still here; only where the data tells.
    pub here: Option<f64>,
    pub outlook: Outlook,
    pub draws: Vec<Draw>,
    people: Vec<Person>,
    /// Places of `people` in the order of their ids.
    by_customer: Vec<u32>,
    ask: ForecastAsk,
}

fn sizes(histories: &Histories) -> Guards {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (customers, repeaters) = (count(histories.people().len()), count(histories.repeaters()));
    Guards { customers, repeaters, days: histories.days(), dropout_gain: None }
}

/// Fits everything. Takes seconds on a large shop.
#[must_use]
pub fn forecast(materials: &Materials, ask: ForecastAsk) -> Forecast {
    let now = &materials.now;
    let guards = sizes(now);
    let empty = Forecast {
        as_of: now.as_of(),
        window: ask.window,
        guards,
        fit: None,
        refused: None,
        money: None,
        money_refused: None,
        back_test: None,
        totals: Vec::new(),
        here: None,
        outlook: Outlook::empty(materials.rows),
        draws: Vec::new(),
        by_customer: by_customer(now.people()),
        people: now.people().to_vec(),
        ask,
    };
    if !guards.missing_for_ranking().nothing() {
        return empty;
    }
    let counts = Counts::of(now.people());
    match choose(&counts) {
        Ok(fit) => fitted(materials, &counts, fit, empty),
        Err(refused) => Forecast { refused: Some(refused), ..empty },
    }
}

/// The model that the data is most likely under: regular gaps only where they are.
fn choose(counts: &Counts) -> Result<Fit, FitError> {
    let mut fit = fit_erlang(counts)?;
    if fit.law.model == Model::MbgCnbd(1) {
        fit.law.model = Model::MbgNbd;
    }
    Ok(fit)
}

fn fitted(materials: &Materials, counts: &Counts, chosen: Fit, empty: Forecast) -> Forecast {
    let ask = empty.ask;
    let mut guards = empty.guards;
    // Against the model in which nobody leaves and gaps are as regular: one with k = 1 knows nothing of gaps.
    let plain = if chosen.law.model.erlang() == 1 { Some(chosen) } else { fit(Model::MbgNbd, counts).ok() };
    let nobody_leaves = fit(Model::Nbd, counts).ok();
    guards.dropout_gain = plain.zip(nobody_leaves).map(|(plain, nbd)| 2.0 * (plain.ll - nbd.ll));
    let spend = fit_spend(materials.now.people());
    let (spend, money_refused) = match spend {
        Ok(spend) => (Some(spend), None),
        Err(refused) => (None, Some(refused)),
    };
    let sums = guards.missing_for_money().nothing();
    let refits = if sums { ask.refits.unwrap_or_else(|| refits_for(counts.lines())) } else { 0 };
    let draws = draws(&chosen, spend.as_ref(), counts, refits, ask.seed);
    let back_test = tested(materials, chosen.law.model);
    let told = guards.dropout_is_told();
    let here = told.then(|| reach::total(counts, &reach::alive(&chosen.law, counts)));
    let outlook = Outlook {
        alive_told: told,
        // What holds for sums holds for their parts.
        value_told: sums && spend.is_some(),
        ..outlook(materials, counts, &chosen.law, spend.as_ref(), ask)
    };
    let mut made = Forecast {
        guards,
        fit: Some(chosen),
        money: spend.as_ref().map(money_of),
        money_refused,
        back_test,
        here,
        outlook,
        draws,
        ..empty
    };
    if sums {
        let of = |days| made.total(counts, spend.as_ref(), days);
        made.totals = HORIZONS_DAYS.map(of).to_vec();
    }
    made
}

fn money_of(fit: &SpendFit) -> Money {
    let (customers, left_out, correlation) = (fit.customers, fit.left_out, fit.correlation);
    Money { spend: fit.spend, customers, left_out, correlation }
}

/// The model fitted to the past, held against the days that followed.
fn tested(materials: &Materials, model: Model) -> Option<BackTest> {
    let (past, held) = materials.past.as_ref()?;
    if !sizes(past).missing_for_ranking().nothing() {
        return None;
    }
    let fit = fit(model, &Counts::of(past.people())).ok()?;
    let spend = fit_spend(past.people()).ok();
    Some(back_test(&fit.law, spend.as_ref().map(|fit| &fit.spend), past, held))
}

/// Σ over twelve months of the purchases to expect in each, worth less the later they come; for somebody here.
fn worth(law: &Law, history: History, discount_month: f64) -> f64 {
    let month = YEAR_DAYS / f64::from(MONTHS) / DAYS_PER_WEEK;
    let (mut before, mut sum, mut share) = (0.0, 0.0, 1.0);
    for k in 1..=MONTHS {
        let until = law.expected_alive(history, month * f64::from(k));
        share /= 1.0 + discount_month;
        sum += (until - before) * share;
        before = until;
    }
    sum
}

fn outlook(
    materials: &Materials,
    counts: &Counts,
    law: &Law,
    spend: Option<&SpendFit>,
    ask: ForecastAsk,
) -> Outlook {
    let alive = reach::alive(law, counts);
    let buying = reach::buying(law, counts, f64::from(ask.window.get()) / DAYS_PER_WEEK);
    let year = reach::while_alive(law, counts, |law, history| {
        law.expected_alive(history, YEAR_DAYS / DAYS_PER_WEEK)
    });
    let worth = reach::while_alive(law, counts, |law, history| worth(law, history, ask.discount_month));
    let mut outlook = Outlook::empty(materials.rows);
    for (person, line) in materials.now.people().iter().zip(&counts.line_of) {
        let (row, line) = (person.row.index(), *line as usize);
        let basket = spend.map_or(0.0, |fit| basket(&fit.spend, person));
        let here = ask.margin * basket * worth[line];
        outlook.alive[row] = alive[line] as f32;
        outlook.buying[row] = buying[line] as f32;
        outlook.purchases[row] = (alive[line] * year[line]) as f32;
        outlook.value[row] = whole(alive[line] * here);
        outlook.at_stake[row] = whole((1.0 - buying[line]) * alive[line] * here);
    }
    outlook
}

fn basket(spend: &Spend, person: &Person) -> f64 {
    spend.expected(person.repeats, person.mean_repeat().unwrap_or(0.0))
}

/// A figure of a model, not money that somebody has: rounded to whole rial.
fn whole(rial: f64) -> i64 {
    rial.round() as i64
}

impl Forecast {
    fn total(&self, counts: &Counts, spend: Option<&SpendFit>, days: u16) -> Totals {
        let weeks = f64::from(days) / DAYS_PER_WEEK;
        let of = |law: &Law, spend: Option<&Spend>| {
            let by_line = reach::expected(law, counts, weeks);
            let money = spend.map(|spend| {
                let lines = counts.line_of.iter().map(|line| by_line[*line as usize]);
                self.people.iter().zip(lines).map(|(person, n)| n * basket(spend, person)).sum::<f64>()
            });
            (reach::total(counts, &by_line), money)
        };
        let Some(fit) = &self.fit else { return Totals { days, purchases: Range::at(0.0), money: None } };
        let (purchases, money) = of(&fit.law, spend.map(|fit| &fit.spend));
        let drawn: Vec<_> = self.draws.iter().map(|draw| of(&draw.law, draw.spend.as_ref())).collect();
        let tested = self.back_test.as_ref();
        let wrong = tested.and_then(|test| ratio(test.total_actual, test.total_pred));
        let wrong_money = tested.and_then(|test| ratio(test.money_actual, test.money_pred?));
        Totals {
            days,
            purchases: Range::of(purchases, drawn.iter().map(|(n, _)| *n).collect()).stretched(wrong),
            money: money.map(|money| {
                Range::of(money, drawn.iter().filter_map(|(_, money)| *money).collect())
                    .stretched(wrong_money)
            }),
        }
    }

    /// Value of the next twelve months of the customer of a row, as the refits have it.
    #[must_use]
    pub fn value_range(&self, row: RowIndex) -> Option<Range> {
        let middle = self.outlook.expected_value_rial(row)? as f64;
        let (person, history) = self.history(row)?;
        let of = |draw: &Draw| {
            let worth = worth(&draw.law, history, self.ask.discount_month);
            Some(self.ask.margin * basket(&draw.spend?, person) * worth * draw.law.p_alive(history))
        };
        Some(Range::of(middle, self.draws.iter().filter_map(of).collect()))
    }

    /// Purchases of the next twelve months, in the same way.
    #[must_use]
    pub fn purchases_range(&self, row: RowIndex) -> Option<Range> {
        let middle = self.outlook.of(row)?.purchases;
        let (_, history) = self.history(row)?;
        let of = |draw: &Draw| draw.law.expected(history, YEAR_DAYS / DAYS_PER_WEEK);
        Some(Range::of(middle, self.draws.iter().map(of).collect()))
    }

    /// The row of a customer in the outlook.
    #[must_use]
    pub fn row_of(&self, customer: CustomerId) -> Option<RowIndex> {
        let id = |place: &u32| self.people[*place as usize].customer;
        let found = self.by_customer.binary_search_by_key(&customer, id).ok()?;
        Some(self.people[self.by_customer[found] as usize].row)
    }

    /// Everybody with an outlook.
    pub fn people(&self) -> impl Iterator<Item = (CustomerId, RowOutlook)> + '_ {
        self.people.iter().filter_map(|person| Some((person.customer, self.outlook.of(person.row)?)))
    }

    /// The outlook by the rows of other columns, as they are after a fresh load.
    #[must_use]
    pub fn outlook_for(&self, columns: &Columns) -> Outlook {
        let rows = self.people.iter().filter_map(|p| Some((p.row, columns.row_of(p.customer)?)));
        self.outlook.moved(rows, columns.rows())
    }

    fn history(&self, row: RowIndex) -> Option<(&Person, History)> {
        let place = self.people.binary_search_by_key(&row, |person| person.row).ok()?;
        let person = &self.people[place];
        let weeks = |days: u16| f64::from(days) / DAYS_PER_WEEK;
        let history = History {
            repeats: f64::from(person.repeats),
            last: weeks(person.last_days),
            age: weeks(person.age_days),
        };
        Some((person, history))
    }
}

fn by_customer(people: &[Person]) -> Vec<u32> {
    let mut places: Vec<u32> = (0u32..).zip(people).map(|(place, _)| place).collect();
    places.sort_unstable_by_key(|place| people[*place as usize].customer);
    places
}

fn ratio(actual: f64, predicted: f64) -> Option<f64> {
    (predicted > 0.0 && actual > 0.0).then(|| actual / predicted)
}

impl Range {
    fn at(value: f64) -> Self {
        Self { low: value, middle: value, high: value }
    }

    /// Around `middle`, where the refits lie but for their tails.
    fn of(middle: f64, mut refits: Vec<f64>) -> Self {
        refits.sort_unstable_by(f64::total_cmp);
        let cut = (refits.len() as f64 * TAIL) as usize;
        let low = refits.get(cut).copied().unwrap_or(middle);
        let high = refits.len().checked_sub(cut + 1).map_or(middle, |last| refits[last]);
        Self { low: low.min(middle), middle, high: high.max(middle) }
    }

    /// Reaches where the same mistake as last time would lead.
    fn stretched(self, wrong: Option<f64>) -> Self {
        let wrong = wrong.unwrap_or(1.0);
        Self { low: self.low.min(self.low * wrong), high: self.high.max(self.high * wrong), ..self }
    }
}
