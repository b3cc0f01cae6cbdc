//! Segments agree with asking each person the definitions read off the page, on random people, histories and rules; and
//! what is kept current equals what is made anew.
#![allow(clippy::expect_used, reason = "a test that cannot read its data must stop")]

mod support;

use bazgasht_domain::calendar::{Birthday, JalaliDate, ShopDay};
use bazgasht_domain::ids::{CategoryId, CustomFieldId, CustomerId, ProductId, SaleId, SegmentId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::segment::{
    Ago, Attribute, Between, BirthdayIn, Clause, Condition, DayRange, FieldTest, Forecast, Gender, Goods,
    Group, LeadStage, ReferredBy, RfmGroup, Rhythm, Rule, Truth, Unit, When, Window,
};
use bazgasht_insights::columns::{Columns, Purchase};
use bazgasht_insights::customers::{Status, facts};
use bazgasht_insights::kpi::{Scope, Score, Segment as Cell, Span, WindowDays, period_kpis};
use bazgasht_insights::segments::{
    Attributes, Counted, Engine, FieldValue, Forecasts, GoodsBuilder, Line, Person, What, kpis,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::naive::History;

const TODAY: i32 = 20_700;
/// Products 1–4; the first two are of category 1, the third of 2, the last of none.
const CATEGORIES: [(i64, i64); 3] = [(1, 1), (2, 1), (3, 2)];

#[derive(Debug, Clone)]
struct Order {
    day: i32,
    net: i64,
    /// 0 is free text; none is an order of which only the amount is known.
    lines: Vec<i64>,
}

#[derive(Debug, Clone)]
struct Someone {
    person: Person,
    orders: Vec<Order>,
    listed: bool,
}

fn any_text() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["تهران", "كرج", "کرج", "قم", "وفادار", "تلگرام"]).prop_map(str::to_owned)
}

fn any_goods() -> impl Strategy<Value = Goods> {
    prop_oneof![
        (1i64..6).prop_map(|id| Goods::Product { product: ProductId::new(id) }),
        (1i64..4).prop_map(|id| Goods::Category { category: CategoryId::new(id) }),
    ]
}

fn any_person() -> impl Strategy<Value = Person> {
    let places = (prop::option::of(any_text()), prop::option::of(any_text()), prop::option::of(any_text()));
    let sets = (
        prop::collection::vec(any_text(), 0..3),
        prop::collection::vec(any_goods(), 0..3),
        prop::option::of(any::<bool>()),
        prop::option::of(any_text()),
    );
    let birth = prop::option::of((1u8..=12, 1u8..=29, prop::option::of(1340i32..1406)));
    let plain = (
        any::<bool>(),
        prop::option::of(-2i64..9),
        prop::option::of(prop::sample::select(LeadStage::ALL)),
        prop::option::of(prop::sample::select(Gender::ALL)),
        birth,
    );
    let sums = (
        -40i32..1,
        -3i64..9,
        prop::collection::vec((-3i32..30, 1i64..4), 0..3),
        -2i64..3,
        prop::option::of(1i64..5),
    );
    let fields = (prop::option::of(any_text()), prop::option::of(-3i64..4), prop::option::of(any::<bool>()));
    (places, sets, plain, sums, fields).prop_map(|(places, sets, plain, sums, fields)| Person {
        city: places.0,
        district: places.1,
        channel: places.2,
        tags: sets.0,
        interests: sets.1,
        consents: sets.2.map(|granted| ("sms".to_owned(), granted)).into_iter().collect(),
        tier: sets.3,
        is_company: plain.0,
        company_size: plain.1,
        lead: plain.2,
        gender: plain.3,
        birth: plain.4,
        created: Some(ShopDay::new(TODAY + sums.0)),
        points: sums.1,
        ending: sums.2.into_iter().map(|(day, points)| (ShopDay::new(TODAY + day), points)).collect(),
        debt_rial: sums.3,
        referrer: sums.4.map(CustomerId::new),
        fields: [
            fields.0.map(|text| (CustomFieldId::new(1), FieldValue::Text(text))),
            fields.1.map(|whole| (CustomFieldId::new(2), FieldValue::Whole(whole))),
            fields.2.map(|yes| (CustomFieldId::new(3), FieldValue::Whole(yes.into()))),
        ]
        .into_iter()
        .flatten()
        .collect(),
    })
}

fn any_order() -> impl Strategy<Value = Order> {
    // A few lie after the day one looks.
    let day = (-400i32..4).prop_map(|day| TODAY + day);
    (day, 0i64..6, prop::collection::vec(0i64..5, 0..3)).prop_map(|(day, net, lines)| Order {
        day,
        net,
        lines,
    })
}

fn any_someone() -> impl Strategy<Value = Someone> {
    let orders = prop::collection::vec(any_order(), 0..7);
    (any_person(), orders, prop::bool::weighted(0.9)).prop_map(|(person, mut orders, listed)| {
        orders.sort_by_key(|order| order.day);
        Someone { person, orders, listed }
    })
}

fn any_between() -> impl Strategy<Value = Between> {
    (prop::option::of(-2i64..5), -2i64..7, any::<bool>()).prop_map(|(min, other, both)| match min {
        Some(min) if both => Between { min: Some(min.min(other)), max: Some(min.max(other)) },
        Some(min) => Between::at_least(min),
        None => Between::at_most(other),
    })
}

fn any_ago() -> impl Strategy<Value = Ago> {
    let units = prop::sample::select(vec![Unit::Day, Unit::Day, Unit::Week, Unit::Month, Unit::Year]);
    (1u16..40, units).prop_map(|(count, unit)| Ago { count, unit })
}

fn any_days() -> impl Strategy<Value = (Option<ShopDay>, Option<ShopDay>)> {
    (-300i32..5, 0i32..200, 0u8..3).prop_map(|(from, length, open)| {
        let (from, to) = (ShopDay::new(TODAY + from), ShopDay::new(TODAY + from + length));
        (Some(from).filter(|_| open != 1), Some(to).filter(|_| open != 2))
    })
}

fn any_when() -> impl Strategy<Value = When> {
    prop_oneof![
        any_ago().prop_map(|ago| When::Within { ago }),
        any_ago().prop_map(|ago| When::Before { ago }),
        any_days().prop_map(|(from, to)| When::Days { from, to }),
    ]
}

fn any_window() -> impl Strategy<Value = Window> {
    prop_oneof![
        Just(Window::Ever),
        any_ago().prop_map(|ago| Window::Within { ago }),
        any_days().prop_map(|(from, to)| Window::Days { from, to }),
    ]
}

fn some<T: Clone + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(prop::sample::select(all), 1..4)
}

fn any_condition() -> BoxedStrategy<Condition> {
    let texts = || prop::collection::vec(any_text(), 1..3);
    let field = |id: i64| CustomFieldId::new(id);
    let score = || prop::option::of((1i64..5).prop_map(Between::at_least));
    let purchases = prop_oneof![
        any_when().prop_map(|when| Condition::LastPurchase { when }),
        any_when().prop_map(|when| Condition::FirstPurchase { when }),
        (any_between(), any_window()).prop_map(|(count, window)| Condition::Orders { count, window }),
        (any_between(), any_window()).prop_map(|(rial, window)| Condition::Amount { rial, window }),
        (any_between(), any_window()).prop_map(|(rial, window)| Condition::AverageBasket { rial, window }),
        (any_between(), any_window()).prop_map(|(days, window)| Condition::Visits { days, window }),
        (any_goods(), 1u16..4, any_window()).prop_map(|(goods, times, window)| Condition::Bought {
            goods,
            times,
            window
        }),
        some(Rhythm::ALL).prop_map(|any_of| Condition::RhythmIs { any_of }),
        some(RfmGroup::ALL).prop_map(|any_of| Condition::RfmGroupIs { any_of }),
        (score(), score(), (1i64..5)).prop_map(|(r, f, m)| Condition::RfmScore {
            r,
            f,
            m: Some(Between::at_most(m))
        }),
    ];
    let people = prop_oneof![
        texts().prop_map(|any_of| Condition::City { any_of }),
        texts().prop_map(|any_of| Condition::District { any_of }),
        texts().prop_map(|any_of| Condition::Channel { any_of }),
        any::<bool>().prop_map(|is| Condition::Company { is }),
        any_between().prop_map(|people| Condition::CompanySize { people }),
        texts().prop_map(|any_of| Condition::Tags { any_of }),
        prop::collection::vec(any_goods(), 1..3).prop_map(|any_of| Condition::Interests { any_of }),
        (1u16..60).prop_map(|days| Condition::Birthday { within: BirthdayIn::NextDays { days } }),
        (1u8..=12).prop_map(|month| Condition::Birthday { within: BirthdayIn::Month { month } }),
        (0i64..60).prop_map(|years| Condition::Age { years: Between::at_least(years) }),
        prop::sample::select(Gender::ALL).prop_map(|gender| Condition::GenderIs { gender }),
        some(LeadStage::ALL).prop_map(|any_of| Condition::LeadStageIs { any_of }),
        any_when().prop_map(|when| Condition::Joined { when }),
        prop::sample::select(Attribute::ALL).prop_map(|what| Condition::Recorded { what }),
        prop_oneof![
            Just(ReferredBy::Anybody),
            (1i64..5).prop_map(|id| ReferredBy::One { customer: CustomerId::new(id) })
        ]
        .prop_map(|by| Condition::Referrer { by }),
    ];
    let club = prop_oneof![
        (texts(), any::<bool>()).prop_map(|(any_of, or_none)| Condition::Tier { any_of, or_none }),
        any_between().prop_map(|balance| Condition::Points { balance }),
        (1u16..30, any_between()).prop_map(|(days, points)| Condition::PointsExpiring { days, points }),
        any_between().prop_map(|rial| Condition::Debt { rial }),
        Just(Condition::Consent { channel: "sms".to_owned() }),
        Just(Condition::Consent { channel: "email".to_owned() }),
        (prop::sample::select(Forecast::ALL), any_between())
            .prop_map(|(forecast, is)| Condition::Predicted { forecast, is }),
    ];
    let fields = prop_oneof![
        (1i64..5).prop_map(move |id| Condition::Field { field: field(id), test: FieldTest::Filled }),
        texts().prop_map(move |texts| Condition::Field { field: field(1), test: FieldTest::AnyOf { texts } }),
        Just(Condition::Field { field: field(1), test: FieldTest::Holds { part: "ر".to_owned() } }),
        any_between().prop_map(move |thousandths| Condition::Field {
            field: field(2),
            test: FieldTest::Number { thousandths }
        }),
        Just(Condition::Field { field: field(3), test: FieldTest::Yes }),
        Just(Condition::Field { field: field(4), test: FieldTest::Yes }),
    ];
    prop_oneof![1 => Just(Condition::Everybody), 1 => Just(Condition::Nobody), 8 => purchases, 6 => people,
        4 => club, 3 => fields]
    .boxed()
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let clause = (any::<bool>(), any_condition()).prop_map(|(not, when)| Clause { not, when });
    let group = prop::collection::vec(clause, 1..4).prop_map(|all| Group { all });
    prop::collection::vec(group, 1..4).prop_map(|groups| Rule { groups })
}

/// Each may be made of the ones before it.
fn any_rules() -> impl Strategy<Value = BTreeMap<SegmentId, Rule>> {
    let parts = prop::collection::vec((any_rule(), prop::option::of((0usize..6, any::<bool>()))), 1..6);
    parts.prop_map(|parts| {
        let mut rules = BTreeMap::new();
        for (place, (mut rule, part)) in parts.into_iter().enumerate() {
            // The parts have the higher numbers, so that the order of numbers is not the order of asking.
            let id = |place: usize| SegmentId::new(100 - i64::try_from(place).expect("few"));
            if let Some((part, not)) = part.filter(|(part, _)| *part < place) {
                let when = Condition::Segment { segment: id(part) };
                rule.groups[0].all.push(Clause { not, when });
            }
            rules.insert(id(place), rule);
        }
        rules
    })
}

struct World {
    people: Vec<Someone>,
    scope: Scope,
}

fn id_of(place: usize) -> CustomerId {
    CustomerId::new(i64::try_from(place).expect("few") + 1)
}

fn lines_of(someone: &Someone) -> Vec<Line> {
    let mut lines = Vec::new();
    for (number, order) in (0i64..).zip(&someone.orders) {
        let line = |what| Line { sale: SaleId::new(number), day: ShopDay::new(order.day), what };
        if order.lines.is_empty() {
            lines.push(line(What::AmountOnly));
        }
        lines.extend(order.lines.iter().map(|product| {
            line(if *product == 0 { What::FreeText } else { What::Product(ProductId::new(*product)) })
        }));
    }
    lines
}

fn categories() -> impl Iterator<Item = (ProductId, CategoryId)> {
    CATEGORIES.iter().map(|(product, category)| (ProductId::new(*product), CategoryId::new(*category)))
}

impl World {
    fn purchases(&self) -> Vec<Purchase> {
        let of = |(place, someone): (usize, &Someone)| {
            let customer = id_of(place);
            let bought = move |order: &Order| Purchase {
                customer,
                day: ShopDay::new(order.day),
                net: Rial::new(order.net),
            };
            someone.orders.iter().map(bought).collect::<Vec<_>>()
        };
        self.people.iter().enumerate().flat_map(of).collect()
    }

    fn columns(&self) -> Columns {
        let mut builder = bazgasht_insights::columns::Builder::default();
        for place in 0..self.people.len() {
            builder.register(id_of(place)).expect("room");
        }
        self.purchases().into_iter().for_each(|bought| builder.push(bought).expect("small numbers"));
        let mut columns = builder.finish();
        for (place, _) in self.people.iter().enumerate().filter(|(_, someone)| !someone.listed) {
            columns.unregister(id_of(place));
        }
        columns
    }

    fn engine(&self, columns: &Columns) -> Engine {
        let mut engine = Engine::new(columns, Attributes::default(), self.scope).expect("a day");
        let mut builder = GoodsBuilder::default();
        for (place, someone) in self.people.iter().enumerate() {
            let row = columns.row_of(id_of(place)).expect("known");
            engine.put_person(row, &someone.person);
            for line in lines_of(someone) {
                // Numbers of sales are unique in a shop.
                let sale = SaleId::new(line.sale.get() + 1_000 * id_of(place).get());
                builder.push(row, Line { sale, ..line });
            }
        }
        engine.set_goods(Some(builder.finish(categories())));
        engine.set_forecasts(columns, Some(forecasts(self.people.len())));
        engine
    }

    /// The definitions, one person and one condition at a time.
    fn says(&self, place: usize, condition: &Condition, rules: &BTreeMap<SegmentId, Rule>) -> Truth {
        let someone = &self.people[place];
        let (person, today) = (&someone.person, self.scope.as_of);
        let orders: Vec<&Order> = someone.orders.iter().filter(|order| order.day <= today.get()).collect();
        let inside = |range: DayRange| -> Vec<&Order> {
            orders.iter().copied().filter(|order| range.contains(ShopDay::new(order.day))).collect()
        };
        let count = |n: usize| i64::try_from(n).expect("few");
        let known = |value: Option<i64>, range: &Between| match value {
            Some(value) => Truth::of(range.contains(value)),
            None => Truth::Unknown,
        };
        let fold = |text: &str| text.replace('ك', "ک");
        let text = |value: &Option<String>, any_of: &[String]| match value {
            Some(value) => Truth::of(any_of.iter().any(|one| fold(one) == fold(value))),
            None => Truth::Unknown,
        };
        let field = |id: &CustomFieldId| person.fields.iter().find(|(f, _)| f == id).map(|(_, value)| value);
        let columns = || self.columns();
        match condition {
            Condition::Everybody => Truth::Yes,
            Condition::Nobody => Truth::No,
            Condition::LastPurchase { when } => {
                Truth::of(orders.last().is_some_and(|o| when.range(today).contains(ShopDay::new(o.day))))
            }
            Condition::FirstPurchase { when } => {
                Truth::of(orders.first().is_some_and(|o| when.range(today).contains(ShopDay::new(o.day))))
            }
            Condition::Orders { count: range, window } => {
                Truth::of(range.contains(count(inside(window.range(today)).len())))
            }
            Condition::Amount { rial, window } => {
                Truth::of(rial.contains(inside(window.range(today)).iter().map(|o| o.net).sum()))
            }
            Condition::AverageBasket { rial, window } => {
                let found = inside(window.range(today));
                let sum: i64 = found.iter().map(|order| order.net).sum();
                known((!found.is_empty()).then(|| sum.div_euclid(count(found.len()))), rial)
            }
            Condition::Visits { days, window } => {
                let mut found: Vec<i32> = inside(window.range(today)).iter().map(|order| order.day).collect();
                found.dedup();
                Truth::of(days.contains(count(found.len())))
            }
            Condition::Bought { goods, times, window } => {
                let is = |product: &i64| match goods {
                    Goods::Product { product: wanted } => *product == wanted.get(),
                    Goods::Category { category } => CATEGORIES.contains(&(*product, category.get())),
                };
                let found = inside(window.range(today));
                let sure = found.iter().filter(|o| o.lines.iter().any(|p| *p != 0 && is(p))).count();
                let maybe = found.iter().filter(|o| o.lines.is_empty()).count();
                match usize::from(*times) {
                    times if sure >= times => Truth::Yes,
                    times if sure + maybe >= times => Truth::Unknown,
                    _ => Truth::No,
                }
            }
            Condition::City { any_of } => text(&person.city, any_of),
            Condition::District { any_of } => text(&person.district, any_of),
            Condition::Channel { any_of } => text(&person.channel, any_of),
            Condition::Company { is } => Truth::of(person.is_company == *is),
            Condition::CompanySize { people } => known(person.company_size, people),
            Condition::Tags { any_of } => {
                Truth::of(person.tags.iter().any(|tag| any_of.iter().any(|one| fold(one) == fold(tag))))
            }
            Condition::Interests { any_of } if person.interests.is_empty() => {
                assert!(!any_of.is_empty(), "a rule that was checked");
                Truth::Unknown
            }
            Condition::Interests { any_of } => Truth::of(person.interests.iter().any(|g| any_of.contains(g))),
            Condition::Field { field: id, test } => match (field(id), test) {
                (value, FieldTest::Filled) => Truth::of(value.is_some()),
                (None, _) => Truth::Unknown,
                (Some(FieldValue::Text(value)), FieldTest::AnyOf { texts }) => {
                    Truth::of(texts.iter().any(|one| fold(one) == fold(value)))
                }
                (Some(FieldValue::Text(value)), FieldTest::Holds { part }) => Truth::of(value.contains(part)),
                (Some(FieldValue::Whole(value)), FieldTest::Number { thousandths }) => {
                    Truth::of(thousandths.contains(*value))
                }
                (Some(FieldValue::Whole(value)), FieldTest::Yes) => Truth::of(*value == 1),
                (Some(_), _) => Truth::Unknown,
            },
            Condition::Birthday { within } => match (person.birth, within) {
                (None, _) => Truth::Unknown,
                (Some((month, _, _)), BirthdayIn::Month { month: wanted }) => Truth::of(month == *wanted),
                (Some((month, day, _)), BirthdayIn::NextDays { days }) => {
                    let kept = |ahead: i32| {
                        let date = JalaliDate::from_day(today.plus_days(ahead));
                        (date.month(), date.day_of_month()) == (month, day)
                    };
                    Truth::of((0..i32::from(*days)).any(kept))
                }
            },
            Condition::Age { years } => {
                let age = person.birth.and_then(|(month, day, year)| {
                    Birthday::new(month, day, Some(year?)).expect("a birthday").age_on(today)
                });
                known(age.map(i64::from), years)
            }
            Condition::GenderIs { gender } => {
                person.gender.map_or(Truth::Unknown, |found| Truth::of(found == *gender))
            }
            Condition::Tier { any_of, or_none } => {
                Truth::of(person.tier.as_ref().map_or(*or_none, |tier| any_of.contains(tier)))
            }
            Condition::Points { balance } => Truth::of(balance.contains(person.points)),
            Condition::PointsExpiring { days, points } => {
                let ends = |day: &ShopDay| (0..i32::from(*days)).contains(&day.days_since(today));
                let found = person.ending.iter().filter(|(day, _)| ends(day)).map(|(_, points)| points);
                Truth::of(points.contains(found.sum()))
            }
            Condition::Debt { rial } => Truth::of(rial.contains(person.debt_rial)),
            Condition::Consent { channel } => {
                let found = person.consents.iter().find(|(name, _)| name == channel);
                found.map_or(Truth::Unknown, |(_, granted)| Truth::of(*granted))
            }
            Condition::LeadStageIs { any_of } => {
                let stage = match (orders.is_empty(), person.lead) {
                    (true, stage) => Some(stage.unwrap_or(LeadStage::New)),
                    (false, Some(_)) => Some(LeadStage::Won),
                    (false, None) => None,
                };
                Truth::of(stage.is_some_and(|stage| any_of.contains(&stage)))
            }
            Condition::RhythmIs { any_of } => {
                let status = match facts(&columns(), id_of(place), self.scope).status {
                    Status::Lead => Rhythm::Lead,
                    Status::New => Rhythm::New,
                    Status::FewData => Rhythm::FewData,
                    Status::OnTime => Rhythm::OnTime,
                    Status::Due => Rhythm::Due,
                    Status::Lapsed => Rhythm::Lapsed,
                };
                Truth::of(any_of.contains(&status))
            }
            Condition::RfmScore { r, f, m } => self.score(place).map_or(Truth::Unknown, |score| {
                let fits = |part: &Option<Between>, score: u8| part.is_none_or(|p| p.contains(score.into()));
                Truth::of(fits(r, score.r) && fits(f, score.f) && fits(m, score.m))
            }),
            Condition::RfmGroupIs { any_of } => self.score(place).map_or(Truth::Unknown, |score| {
                let cell = Cell::of(score.r, score.f).as_str();
                Truth::of(any_of.iter().any(|group| group.as_str() == cell))
            }),
            Condition::Joined { when } => {
                Truth::of(person.created.is_some_and(|day| when.range(today).contains(day)))
            }
            Condition::Referrer { by: ReferredBy::Anybody } => Truth::of(person.referrer.is_some()),
            Condition::Referrer { by: ReferredBy::One { customer } } => {
                person.referrer.map_or(Truth::Unknown, |found| Truth::of(found == *customer))
            }
            Condition::Segment { segment } => self.holds(place, &rules[segment], rules),
            Condition::Predicted { forecast, is } => known(forecast_of(*forecast, place), is),
            Condition::Recorded { what } => Truth::of(match what {
                Attribute::City => person.city.is_some(),
                Attribute::District => person.district.is_some(),
                Attribute::Channel => person.channel.is_some(),
                Attribute::CompanySize => person.company_size.is_some(),
                Attribute::Interests => !person.interests.is_empty(),
                Attribute::Birthday => person.birth.is_some(),
                Attribute::BirthYear => person.birth.is_some_and(|(_, _, year)| year.is_some()),
                Attribute::Gender => person.gender.is_some(),
                Attribute::Referrer => person.referrer.is_some(),
            }),
        }
    }

    fn score(&self, place: usize) -> Option<Score> {
        let history = History::of(&self.purchases(), self.scope.as_of);
        history.scores().get(&id_of(place).get()).copied()
    }

    /// Each group a list of three-valued answers; nothing cut short.
    fn holds(&self, place: usize, rule: &Rule, rules: &BTreeMap<SegmentId, Rule>) -> Truth {
        if !self.people[place].listed {
            return Truth::No;
        }
        let groups = rule.groups.iter().map(|group| {
            let said: Vec<Truth> = group
                .all
                .iter()
                .map(|clause| match (self.says(place, &clause.when, rules), clause.not) {
                    (Truth::Unknown, _) => Truth::Unknown,
                    (said, not) => Truth::of((said == Truth::Yes) != not),
                })
                .collect();
            if said.contains(&Truth::No) {
                Truth::No
            } else if said.contains(&Truth::Unknown) {
                Truth::Unknown
            } else {
                Truth::Yes
            }
        });
        let said: Vec<Truth> = groups.collect();
        if said.contains(&Truth::Yes) {
            Truth::Yes
        } else if said.contains(&Truth::Unknown) {
            Truth::Unknown
        } else {
            Truth::No
        }
    }

    fn agrees(&self, columns: &Columns, engine: &Engine, rules: &BTreeMap<SegmentId, Rule>, why: &str) {
        for (segment, rule) in rules {
            let found = engine.found(*segment).expect("live");
            for place in 0..self.people.len() {
                let row = columns.row_of(id_of(place)).expect("known");
                let (yes, unknown) = (found.yes.rows().any(|r| is(columns, r, place)), {
                    found.unknown.rows().any(|r| is(columns, r, place))
                });
                let want = self.holds(place, rule, rules);
                let wanted = (want == Truth::Yes, want == Truth::Unknown);
                assert_eq!((yes, unknown), wanted, "{why}: {segment} and person {place} ({row:?}): {rule:?}");
            }
        }
    }
}

fn is(columns: &Columns, row: u32, place: usize) -> bool {
    columns.customer_at(row) == Some(id_of(place))
}

fn forecasts(people: usize) -> Forecasts {
    let share = |place: usize| if place % 3 == 2 { f32::NAN } else { place as f32 / 100.0 };
    Forecasts {
        p_alive: (0..people).map(share).collect(),
        p_buy: vec![0.5; people / 2],
        expected_value_rial: (0..people).map(|place| if place % 4 == 3 { -1 } else { 2 }).collect(),
    }
}

fn forecast_of(forecast: Forecast, place: usize) -> Option<i64> {
    match forecast {
        Forecast::Alive if place % 3 == 2 => None,
        Forecast::Alive => Some(i64::from(count(place))),
        Forecast::Buy => (place < PEOPLE.with(|people| people.get()) / 2).then_some(50),
        Forecast::Value => (place % 4 != 3).then_some(2),
    }
}

thread_local! {
    static PEOPLE: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

fn world(people: Vec<Someone>, window: u32) -> World {
    PEOPLE.with(|count| count.set(people.len()));
    let window = WindowDays::new(window).expect("a window");
    World { people, scope: Scope { as_of: ShopDay::new(TODAY), window } }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    /// The bits of a segment are what asking each person alone gives; a draft finds the same people; the explanation
    /// comes to the same end.
    #[test]
    fn segments_agree_with_the_definitions(
        people in prop::collection::vec(any_someone(), 1..9),
        rules in any_rules(),
        window in 20u32..200,
    ) {
        let world = world(people, window);
        let columns = world.columns();
        let mut engine = world.engine(&columns);
        engine.set_rules(&columns, &rules).expect("parts come before what is made of them");
        world.agrees(&columns, &engine, &rules, "made at once");
        for (segment, rule) in &rules {
            let draft = engine.draft(&columns, rule).expect("a rule that is live");
            prop_assert_eq!(Some(&draft), engine.found(*segment), "a draft of {:?}", rule);
            let counted = draft.counted();
            let all = world.people.iter().filter(|someone| someone.listed).count();
            prop_assert!((counted.members + counted.unknown) as usize <= all);
            for (place, someone) in world.people.iter().enumerate().filter(|(_, someone)| someone.listed) {
                let row = columns.row_of(id_of(place)).expect("known");
                let (truth, groups) = engine.explain(&columns, row, rule);
                prop_assert_eq!(truth, world.holds(place, rule, &rules), "{:?} explained", someone);
                let clauses: usize = groups.iter().map(Vec::len).sum();
                prop_assert_eq!(clauses, rule.conditions().count(), "nothing left unsaid");
            }
        }
    }

    /// Purchases, edits, new people and people who go, told one by one, lead where a fresh start leads.
    #[test]
    fn what_is_kept_current_equals_what_is_made_anew(
        people in prop::collection::vec(any_someone(), 2..9),
        rules in any_rules(),
        changes in prop::collection::vec((0usize..12, any_someone(), 0u8..4), 1..6),
        later in 0i32..40,
    ) {
        let mut world = world(people, 90);
        let mut columns = world.columns();
        let mut engine = world.engine(&columns);
        engine.set_rules(&columns, &rules).expect("parts come before what is made of them");
        for (place, now, kind) in changes {
            let place = place.min(world.people.len());
            if place == world.people.len() {
                columns.register(id_of(place)).expect("room");
                world.people.push(Someone { orders: Vec::new(), ..now.clone() });
                world.people[place].listed = true;
            }
            let customer = id_of(place);
            match kind {
                0 => {
                    let old = std::mem::replace(&mut world.people[place].orders, now.orders);
                    let bought =
                        |order: &Order| Purchase { customer, day: ShopDay::new(order.day), net: Rial::new(order.net) };
                    old.iter().for_each(|order| columns.remove(bought(order)).expect("it was there"));
                    // An order lists its customer again, as in the program.
                    let listed = world.people[place].listed;
                    world.people[place].orders.iter().for_each(|o| columns.add(bought(o)).expect("small"));
                    if !listed { columns.unregister(customer) }
                }
                1 => world.people[place].person = now.person,
                2 => {
                    world.people[place].listed = false;
                    columns.unregister(customer);
                }
                _ => {
                    world.people[place].listed = true;
                    columns.register(customer).expect("room");
                }
            }
            let row = columns.row_of(customer).expect("known");
            engine.put_person(row, &world.people[place].person);
            engine.put_lines(row, &lines_of(&world.people[place]));
            engine.touch(&columns, &[row]);
        }
        PEOPLE.with(|count| count.set(world.people.len()));
        engine.set_forecasts(&columns, Some(forecasts(world.people.len())));
        world.agrees(&columns, &engine, &rules, "kept current");
        world.scope.as_of = ShopDay::new(TODAY + later);
        engine.renew(&columns, world.scope).expect("a day");
        world.agrees(&columns, &engine, &rules, "a day later");
    }

    /// Everybody is one segment: its figures are the board's.
    #[test]
    fn figures_of_everybody_are_the_boards(
        people in prop::collection::vec(any_someone(), 1..12), from in -200i32..0, length in 0i32..90,
    ) {
        let mut world = world(people, 60);
        world.people.iter_mut().for_each(|someone| someone.listed = true);
        let columns = world.columns();
        let mut engine = world.engine(&columns);
        let everybody = Rule::all(vec![Clause::is(Condition::Everybody)]);
        let found = engine.draft(&columns, &everybody).expect("a rule");
        prop_assert_eq!(found.counted(), Counted { members: count(world.people.len()), unknown: 0 });
        let span = Span::new(ShopDay::new(TODAY + from), ShopDay::new(TODAY + from + length)).expect("in order");
        let figures = kpis(&columns, &found.yes, span, world.scope).expect("begun");
        let board = period_kpis(&columns, span, world.scope).expect("begun");
        prop_assert_eq!(figures.bridge, board.bridge);
        prop_assert_eq!((figures.orders, figures.revenue_rial), (board.orders, board.revenue_rial));
        prop_assert_eq!((figures.buyers, figures.aov_rial), (board.customers_ordering, board.aov_rial));
        prop_assert_eq!(figures.revenue_share, (board.revenue_rial.get() != 0).then_some(1.0));
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("few")
}

#[test]
fn a_circle_leaves_the_earlier_segments_alone() {
    let world = world(Vec::new(), 90);
    let columns = world.columns();
    let mut engine = world.engine(&columns);
    let everybody = || Rule::all(vec![Clause::is(Condition::Everybody)]);
    let of = |id: i64| Rule::all(vec![Clause::is(Condition::Segment { segment: SegmentId::new(id) })]);
    engine.set_rules(&columns, &BTreeMap::from([(SegmentId::new(1), everybody())])).expect("a rule");
    let circle = BTreeMap::from([(SegmentId::new(1), of(2)), (SegmentId::new(2), of(1))]);
    assert!(engine.set_rules(&columns, &circle).is_err(), "a circle is refused");
    assert_eq!(engine.rule(SegmentId::new(1)), Some(&everybody()), "and nothing has changed");
    assert!(engine.draft(&columns, &of(7)).is_err(), "nothing is made of what is not there");
}

#[test]
fn more_people_than_one_block() {
    let person = |place: usize| Someone {
        person: Person { points: i64::try_from(place % 5).expect("small"), ..Person::default() },
        orders: Vec::new(),
        listed: !place.is_multiple_of(7),
    };
    let world = world((0..9_000).map(person).collect(), 90);
    let columns = world.columns();
    let mut engine = world.engine(&columns);
    let rule = Rule::all(vec![
        Clause::is_not(Condition::Points { balance: Between::exactly(3) }),
        Clause::is_not(Condition::City { any_of: vec!["قم".to_owned()] }),
    ]);
    let found = engine.draft(&columns, &rule).expect("a rule");
    let wanted = (0..9_000usize).filter(|place| !place.is_multiple_of(7) && place % 5 != 3).count();
    assert_eq!(found.counted(), Counted { members: 0, unknown: count(wanted) }, "no city is written");
    assert_eq!(found.unknown.rows().count(), wanted, "rows and counts agree");
}
