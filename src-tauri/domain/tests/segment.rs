//! Rules of segments: what is stored comes back, what is hostile is refused by name, circles are told.

use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CategoryId, CustomFieldId, CustomerId, ProductId, SegmentId};
use bazgasht_domain::segment::*;
use std::collections::BTreeMap;

fn every_condition() -> Vec<Condition> {
    let within = When::Within { ago: Ago::days(90) };
    let window = Window::Within { ago: Ago::months(6) };
    let days = Window::Days { from: Some(ShopDay::new(19_000)), to: None };
    let some = Between { min: Some(1), max: Some(5) };
    let texts = || vec!["تهران".to_owned(), "کرج".to_owned()];
    vec![
        Condition::Everybody,
        Condition::Nobody,
        Condition::LastPurchase { when: within },
        Condition::FirstPurchase { when: When::Before { ago: Ago { count: 2, unit: Unit::Year } } },
        Condition::Orders { count: some, window },
        Condition::Amount { rial: Between::at_least(10_000_000), window: Window::Ever },
        Condition::AverageBasket { rial: Between::at_most(-1), window: days },
        Condition::Visits { days: some, window },
        Condition::Bought { goods: Goods::Product { product: ProductId::new(7) }, times: 3, window },
        Condition::City { any_of: texts() },
        Condition::District { any_of: texts() },
        Condition::Channel { any_of: texts() },
        Condition::Company { is: true },
        Condition::CompanySize { people: some },
        Condition::Tags { any_of: texts() },
        Condition::Interests { any_of: vec![Goods::Category { category: CategoryId::new(2) }] },
        Condition::Field { field: CustomFieldId::new(4), test: FieldTest::Filled },
        Condition::Field { field: CustomFieldId::new(4), test: FieldTest::AnyOf { texts: texts() } },
        Condition::Field { field: CustomFieldId::new(4), test: FieldTest::Holds { part: "ا".to_owned() } },
        Condition::Field { field: CustomFieldId::new(4), test: FieldTest::Number { thousandths: some } },
        Condition::Field { field: CustomFieldId::new(4), test: FieldTest::Date { when: within } },
        Condition::Field { field: CustomFieldId::new(4), test: FieldTest::Yes },
        Condition::Birthday { within: BirthdayIn::NextDays { days: 7 } },
        Condition::Birthday { within: BirthdayIn::Month { month: 12 } },
        Condition::Age { years: some },
        Condition::GenderIs { gender: Gender::Female },
        Condition::Tier { any_of: Vec::new(), or_none: true },
        Condition::Points { balance: Between::exactly(0) },
        Condition::PointsExpiring { days: 30, points: Between::at_least(1) },
        Condition::Debt { rial: Between::at_least(1) },
        Condition::Consent { channel: "sms".to_owned() },
        Condition::LeadStageIs { any_of: LeadStage::ALL.to_vec() },
        Condition::RhythmIs { any_of: Rhythm::ALL.to_vec() },
        Condition::RfmScore { r: Some(some), f: None, m: Some(Between::exactly(5)) },
        Condition::RfmGroupIs { any_of: RfmGroup::ALL.to_vec() },
        Condition::Joined { when: within },
        Condition::Referrer { by: ReferredBy::One { customer: CustomerId::new(3) } },
        Condition::Segment { segment: SegmentId::new(9) },
        Condition::Predicted { forecast: Forecast::Alive, is: Between::at_most(40) },
        Condition::Recorded { what: Attribute::City },
    ]
}

#[test]
fn what_is_stored_comes_back() {
    for condition in every_condition() {
        for clause in [Clause::is(condition.clone()), Clause::is_not(condition.clone())] {
            let rule = Rule::all(vec![clause]);
            let text = write(&rule).unwrap_or_else(|why| panic!("{condition:?}: {why}"));
            assert_eq!(read(&text).as_ref(), Ok(&rule), "{text}");
        }
    }
}

#[test]
fn what_is_not_exactly_a_rule_is_refused() {
    let check = |text: &str, fits: fn(&RuleError) -> bool, why: &str| {
        let refused = read(text).expect_err(why);
        assert!(fits(&refused), "{why}: {refused}");
    };
    let malformed: fn(&RuleError) -> bool = |error| matches!(error, RuleError::Malformed { .. });
    let one = |when: &str| format!(r#"{{"v":1,"groups":[{{"all":[{{"not":false,"when":{when}}}]}}]}}"#);
    assert!(read(&one(r#"{"kind":"everybody"}"#)).is_ok(), "canary: the frame of this test is a rule");
    check("", malformed, "nothing");
    check("[]", malformed, "another shape");
    check(r#"{"groups":[]}"#, malformed, "no version");
    check(r#"{"v":-1,"groups":[]}"#, malformed, "no version number");
    check(r#"{"v":2,"groups":[]}"#, |e| *e == RuleError::Version { found: 2 }, "a newer program wrote it");
    check(r#"{"v":1,"groups":[]}"#, |e| *e == RuleError::Empty, "no group");
    check(r#"{"v":1,"groups":[{"all":[]}]}"#, |e| *e == RuleError::Empty, "an empty group");
    check(r#"{"v":1,"groups":[],"sql":"1"}"#, malformed, "an unknown part");
    check(&one(r#"{"kind":"sql","text":"1=1"}"#), malformed, "an unknown condition");
    check(&one(r#"{"kind":"city","any_of":["x"],"or":1}"#), malformed, "an unknown part of a condition");
    check(&one(r#"{"kind":"city","any_of":[]}"#), |e| *e == RuleError::ListEmpty, "an empty list");
    check(&one(r#"{"kind":"city","any_of":["  "]}"#), |e| *e == RuleError::Text, "an empty text");
    let long = format!(r#"{{"kind":"city","any_of":["{}"]}}"#, "ش".repeat(TEXT_CHARS_MAX + 1));
    check(&one(&long), |e| *e == RuleError::Text, "a long text");
    let many = format!(r#"{{"kind":"city","any_of":[{}]}}"#, [r#""a""#; LIST_MAX + 1].join(","));
    check(&one(&many), |e| *e == RuleError::ListTooLong, "a long list");
    check(
        &one(r#"{"kind":"points","balance":{"min":null,"max":null}}"#),
        |e| *e == RuleError::Range,
        "no end",
    );
    check(
        &one(r#"{"kind":"points","balance":{"min":5,"max":1}}"#),
        |e| *e == RuleError::Range,
        "ends turned",
    );
    check(&one(r#"{"kind":"points","balance":{"min":1.5,"max":null}}"#), malformed, "no whole number");
    check(
        &one(r#"{"kind":"points","balance":{"min":9223372036854775807,"max":null}}"#),
        |e| *e == RuleError::Range,
        "more than JavaScript can hold",
    );
    check(&one(r#"{"kind":"points","balance":{"min":1e400,"max":null}}"#), malformed, "no number");
    let within = |count: &str| {
        one(&format!(
            r#"{{"kind":"last_purchase","when":{{"kind":"within","ago":{{"count":{count},"unit":"day"}}}}}}"#
        ))
    };
    check(&within("0"), |e| *e == RuleError::Length, "no time at all");
    check(&within("3651"), |e| *e == RuleError::Length, "longer than any shop looks back");
    check(&within("65536"), malformed, "beyond the type");
    check(
        &one(r#"{"kind":"birthday","within":{"kind":"month","month":13}}"#),
        |e| *e == RuleError::Range,
        "a month",
    );
    check(
        &one(r#"{"kind":"rfm_score","r":null,"f":null,"m":null}"#),
        |e| *e == RuleError::Range,
        "nothing asked",
    );
    check(
        &one(r#"{"kind":"joined","when":{"kind":"days","from":20000,"to":19000}}"#),
        |e| *e == RuleError::Days,
        "days turned round",
    );
    let group = r#"{"all":[{"not":false,"when":{"kind":"everybody"}}]}"#;
    let groups = format!(r#"{{"v":1,"groups":[{}]}}"#, [group; GROUPS_MAX + 1].join(","));
    check(&groups, |e| *e == RuleError::TooManyGroups, "too many groups");
    let clause = r#"{"not":true,"when":{"kind":"nobody"}}"#;
    let clauses = format!(r#"{{"v":1,"groups":[{{"all":[{}]}}]}}"#, [clause; CONDITIONS_MAX + 1].join(","));
    check(&clauses, |e| *e == RuleError::TooManyConditions, "too many conditions");
    check(&"[".repeat(100_000), |e| *e == RuleError::TooLong, "longer than any rule");
    check(&"[".repeat(60_000), malformed, "deeper than any rule");
}

#[test]
fn a_segment_is_never_made_of_itself() {
    let of = |parts: &[i64]| {
        let clauses = parts.iter().map(|id| Condition::Segment { segment: SegmentId::new(*id) });
        Rule::all(clauses.map(Clause::is).chain([Clause::is(Condition::Everybody)]).collect())
    };
    let check = |edges: &[(i64, &[i64])], wanted: Result<Vec<i64>, RuleError>, why: &str| {
        let rules: Vec<(SegmentId, Rule)> =
            edges.iter().map(|(id, parts)| (SegmentId::new(*id), of(parts))).collect();
        let map: BTreeMap<SegmentId, &Rule> = rules.iter().map(|(id, rule)| (*id, rule)).collect();
        let found = order(&map).map(|order| order.iter().map(|id| id.get()).collect::<Vec<_>>());
        assert_eq!(found, wanted, "{why}");
    };
    let ids = |ids: &[i64]| ids.iter().map(|id| SegmentId::new(*id)).collect::<Vec<_>>();
    check(&[(1, &[]), (2, &[])], Ok(vec![1, 2]), "nothing of each other");
    check(&[(1, &[3]), (2, &[1, 3]), (3, &[])], Ok(vec![3, 1, 2]), "parts first");
    check(&[(1, &[1])], Err(RuleError::OfItself(SegmentId::new(1))), "itself");
    check(&[(1, &[2]), (2, &[1])], Err(RuleError::Circle(ids(&[1, 2]))), "each other");
    check(
        &[(1, &[2]), (2, &[3]), (3, &[4]), (4, &[2])],
        Err(RuleError::Circle(ids(&[2, 3, 4]))),
        "the circle is named without the way to it",
    );
    check(&[(1, &[5])], Err(RuleError::NoSuchSegment(SegmentId::new(5))), "a part that is not there");
}

#[test]
fn what_is_unknown_stays_unknown() {
    use Truth::{No, Unknown, Yes};
    let rule = Rule {
        groups: vec![
            Group { all: vec![Clause::is(Condition::Everybody), Clause::is_not(Condition::Nobody)] },
            Group { all: vec![Clause::is(Condition::Company { is: true })] },
        ],
    };
    let check = |everybody: Truth, nobody: Truth, company: Truth, wanted: Truth, why: &str| {
        let found = rule.holds(|condition| match condition {
            Condition::Everybody => everybody,
            Condition::Nobody => nobody,
            _ => company,
        });
        assert_eq!(found, wanted, "{why}");
    };
    check(Yes, No, No, Yes, "the first group holds");
    check(Yes, Yes, No, No, "turned round");
    check(Unknown, No, No, Unknown, "unknown and true");
    check(Unknown, Yes, No, No, "unknown and false is false");
    check(Yes, Unknown, No, Unknown, "not unknown is unknown");
    check(Unknown, Unknown, Yes, Yes, "unknown or true is true");
    check(No, No, Unknown, Unknown, "false or unknown");
}
