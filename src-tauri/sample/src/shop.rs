//! The shop as a function of its `Spec`: counts are known at once, everything else is drawn when asked for.

use crate::catalog::{Catalog, Prices, Product};
use crate::customer::Customer;
use crate::dice::Dice;
use crate::kind::Kind;
use crate::order::windows;
use crate::person::person;
use crate::rhythm::Visits;
use crate::sale::{Purchase, Sale};
use crate::season::Season;
use crate::spec::{Size, Spec};
use crate::taste::Taste;
use crate::till::{Till, Visit, opening_minute};
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use std::ops::Range;

/// Anonymous sales for every hundred purchases.
const ANONYMOUS_PERCENT: f64 = 6.0;
/// Rates are set so that this share of visits is drawn too many, and then thinned to the count.
const SURPLUS_MIN: f64 = 1.001;
const SURPLUS_MAX: f64 = 1.02;
const TEMPO_TRIES: u32 = 24;
/// Where the search begins: right at once for the larger sizes.
const TEMPO_FIRST: f64 = 0.527;

/// The sample shop of a size, a seed and a day, with lines and anonymous sales.
#[must_use]
pub fn generate(size: Size, seed: u64, today: ShopDay) -> SampleShop {
    SampleShop::new(Spec::new(size, seed, today))
}

/// A neighbourhood shop over five Jalali years. Holds no customers and no sales, only how to draw them.
#[derive(Debug, Clone)]
pub struct SampleShop {
    spec: Spec,
    till: Till,
    tempo: f64,
    /// Of 2³² visits after the first, how many are kept.
    keep: u64,
    purchases: u64,
    anonymous: u64,
    /// Runs of days that hold few enough sales to be sorted in memory.
    windows: Vec<Range<u16>>,
}

impl SampleShop {
    /// Draws every timeline two or three times to set the counts; keeps none of them.
    #[must_use]
    pub fn new(mut spec: Spec) -> Self {
        let today = JalaliDate::from_day(spec.today);
        // A day outside the calendar's years becomes its first or last one.
        spec.today = today.day();
        let season = Season::new(spec.today, spec.minute_now > opening_minute(today.weekday()));
        let catalog = Catalog::new();
        let prices = Prices::new(&catalog.products, season.months());
        let till = Till { seed: spec.seed, season, catalog, prices, minute_now: spec.minute_now };
        let (tempo, keep) = tempo_and_keep(&till, spec.size);
        let mut shop = Self { spec, till, tempo, keep, purchases: 0, anonymous: 0, windows: Vec::new() };
        let mut by_day = vec![0_u32; shop.till.season.days.len()];
        for customer in 0..=shop.customer_count() {
            let mut count = 0;
            for (visit, _) in shop.visits(customer) {
                by_day[usize::from(visit.day)] += 1;
                count += 1;
            }
            if customer == shop.customer_count() { shop.anonymous += count } else { shop.purchases += count }
        }
        shop.windows = windows(&by_day);
        shop
    }

    #[must_use]
    pub fn first_day(&self) -> ShopDay {
        self.till.season.first
    }

    #[must_use]
    pub fn last_day(&self) -> ShopDay {
        self.spec.today
    }

    #[must_use]
    pub fn customer_count(&self) -> u32 {
        self.spec.size.customers()
    }

    /// Sales with a known customer, exactly as many as the iterators give.
    #[must_use]
    pub fn purchase_count(&self) -> u64 {
        self.purchases
    }

    /// Sales without a customer, exactly as many as the iterators give.
    #[must_use]
    pub fn anonymous_count(&self) -> u64 {
        self.anonymous
    }

    #[must_use]
    pub fn products(&self) -> &[Product] {
        &self.till.catalog.products
    }

    /// The record of one customer; any index below `customer_count`.
    #[must_use]
    pub fn customer(&self, index: u32) -> Customer {
        let (seed, season) = (self.spec.seed, &self.till.season);
        let joined = season.date(Visits::registration(season, seed, index));
        person(seed, index, Kind::of(seed, index), joined, self.spec.today)
    }

    pub fn customers(&self) -> impl Iterator<Item = Customer> + '_ {
        (0..self.customer_count()).map(|index| self.customer(index))
    }

    /// All sales, customer after customer and day by day within each; anonymous ones last.
    pub fn sales_by_customer(&self) -> impl Iterator<Item = Sale> + '_ {
        let with_lines = self.spec.with_lines;
        (0..=self.customer_count()).flat_map(move |customer| self.sales_of(customer, with_lines))
    }

    /// What the columns in memory want: purchases of known customers, customer after customer.
    pub fn purchases(&self) -> impl Iterator<Item = Purchase> + '_ {
        let customers = 0..self.customer_count();
        customers.flat_map(|customer| self.sales_of(customer, false).filter_map(|sale| sale.purchase()))
    }

    fn sales_of(&self, customer: u32, with_lines: bool) -> impl Iterator<Item = Sale> + '_ {
        let taste = self.taste(customer);
        self.visits(customer).map(move |(visit, dice)| self.till.ring_up(visit, &taste, dice, with_lines))
    }

    pub(crate) fn ring_up(&self, visit: Visit) -> Sale {
        let taste = self.taste(visit.customer);
        let mut dice = self.till.dice(visit.customer, visit.nth);
        let _kept = self.keeps(visit.customer, visit.nth, &mut dice);
        let _minute = self.till.minute(&mut dice, visit.day, taste.morning_per_mille);
        self.till.ring_up(visit, &taste, dice, self.spec.with_lines)
    }

    pub(crate) fn windows(&self) -> &[Range<u16>] {
        &self.windows
    }

    /// The visits that became sales, each with its stream behind the keep and minute draws. The index
    /// after the last customer stands for everybody without a name.
    fn visits(&self, customer: u32) -> impl Iterator<Item = (Visit, Dice)> + '_ {
        self.visits_within(customer, 0..u16::MAX)
    }

    /// The visits on some of the days.
    pub(crate) fn visits_within(
        &self,
        customer: u32,
        days: Range<u16>,
    ) -> impl Iterator<Item = (Visit, Dice)> + '_ {
        let kind = self.kind(customer);
        let visits = match kind {
            Kind::Anonymous => Visits::anonymous(&self.till.season, self.spec.seed, self.anonymous_target()),
            kind => Visits::of(&self.till.season, self.spec.seed, customer, kind, self.tempo),
        };
        let morning_per_mille =
            Taste::of(self.spec.seed, customer, kind, &self.till.catalog).morning_per_mille;
        let until = days.end;
        let inside =
            visits.take_while(move |(_, day)| *day < until).filter(move |(_, day)| days.contains(day));
        inside.filter_map(move |(nth, day)| {
            let mut dice = self.till.dice(customer, nth);
            let kept = self.keeps(customer, nth, &mut dice);
            kept.then(|| {
                let minute = self.till.minute(&mut dice, day, morning_per_mille);
                (Visit { day, minute, customer, nth }, dice)
            })
        })
    }

    fn anonymous_target(&self) -> f64 {
        let percent = if self.spec.with_anonymous { ANONYMOUS_PERCENT } else { 0.0 };
        f64::from(self.spec.size.purchases()) * percent / 100.0
    }

    fn kind(&self, customer: u32) -> Kind {
        if customer >= self.customer_count() { Kind::Anonymous } else { Kind::of(self.spec.seed, customer) }
    }

    fn taste(&self, customer: u32) -> Taste {
        Taste::of(self.spec.seed, customer, self.kind(customer), &self.till.catalog)
    }

    /// The first draw of a visit's stream: is it kept? Nobody loses the first visit.
    fn keeps(&self, customer: u32, nth: u32, dice: &mut Dice) -> bool {
        let drawn = dice.bits() >> 32;
        nth == 0 || drawn < self.keep || customer >= self.customer_count()
    }
}

/// The tempo at which slightly too many visits happen, and how many of 2³² later visits to keep then.
fn tempo_and_keep(till: &Till, size: Size) -> (f64, u64) {
    let target = f64::from(size.purchases());
    let mut tempo = TEMPO_FIRST;
    for _ in 0..TEMPO_TRIES {
        let (all, first) = count(till, size, tempo);
        let surplus = all / target;
        if (SURPLUS_MIN..=SURPLUS_MAX).contains(&surplus) {
            let keep = (target - first) / (all - first);
            return (tempo, (keep * (1u64 << 32) as f64) as u64);
        }
        // The count grows a little slower than the tempo; aim at the middle of the band.
        tempo *= (SURPLUS_MIN + SURPLUS_MAX) / 2.0 / surplus;
    }
    (tempo, 1 << 32)
}

/// All visits and first visits at a tempo.
fn count(till: &Till, size: Size, tempo: f64) -> (f64, f64) {
    let (mut all, mut first) = (0_u64, 0_u64);
    for customer in 0..size.customers() {
        let kind = Kind::of(till.seed, customer);
        let visits = Visits::of(&till.season, till.seed, customer, kind, tempo).count() as u64;
        all += visits;
        first += u64::from(visits > 0);
    }
    (all as f64, first as f64)
}
