//! Segments that every shop can use at once. Their words are in the window's catalogue under their keys; one that is made
//! is a segment like any other and is changed like any other.

use bazgasht_domain::segment::{
    Ago, Between, BirthdayIn, Clause, Condition, Group, RfmGroup, Rhythm, Rule, When, Window,
};

/// Orders over a whole life.
fn orders(count: Between) -> Clause {
    Clause::is(Condition::Orders { count, window: Window::Ever })
}

fn money(score: i64) -> Condition {
    Condition::RfmScore { r: None, f: None, m: Some(Between::at_least(score)) }
}

fn rfm(groups: &[RfmGroup]) -> Rule {
    Rule::all(vec![Clause::is(Condition::RfmGroupIs { any_of: groups.to_vec() })])
}

/// Each with its key, in the order in which they are offered.
pub(super) fn all() -> Vec<(&'static str, Rule)> {
    let vip = Condition::RfmScore { r: None, f: Some(Between::at_least(4)), m: Some(Between::at_least(5)) };
    let late = Clause::is(Condition::RhythmIs { any_of: vec![Rhythm::Lapsed] });
    let first = |ago| Clause::is(Condition::FirstPurchase { when: When::Within { ago } });
    let not_for = |ago| Clause::is(Condition::LastPurchase { when: When::Before { ago } });
    let at_risk = Rule {
        groups: vec![
            Group { all: vec![late, orders(Between::at_least(4))] },
            Group {
                all: vec![Clause::is(Condition::RfmGroupIs {
                    any_of: vec![RfmGroup::CantLose, RfmGroup::AtRisk],
                })],
            },
        ],
    };
    let birthday = Condition::Birthday { within: BirthdayIn::NextDays { days: 7 } };
    let expiring = Condition::PointsExpiring { days: 30, points: Between::at_least(1) };
    vec![
        ("vip", Rule::all(vec![Clause::is(vip)])),
        ("at_risk", at_risk),
        ("new", Rule::all(vec![first(Ago::days(30))])),
        ("high_spenders", Rule::all(vec![Clause::is(money(5))])),
        ("repeat", Rule::all(vec![orders(Between::at_least(2)), Clause::is_not(money(5))])),
        ("one_time", Rule::all(vec![orders(Between::exactly(1))])),
        ("never_bought", Rule::all(vec![orders(Between::exactly(0))])),
        ("six_months", Rule::all(vec![not_for(Ago::months(6))])),
        ("birthday_week", Rule::all(vec![Clause::is(birthday)])),
        ("expiring_points", Rule::all(vec![Clause::is(expiring)])),
        ("rfm_champions", rfm(&[RfmGroup::Champions])),
        ("rfm_loyal", rfm(&[RfmGroup::Loyal])),
        ("rfm_promising", rfm(&[RfmGroup::PotentialLoyalist, RfmGroup::Promising, RfmGroup::New])),
        ("rfm_sleeping", rfm(&[RfmGroup::NeedAttention, RfmGroup::AboutToSleep])),
        ("rfm_lost", rfm(&[RfmGroup::Hibernating, RfmGroup::Lost])),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use bazgasht_domain::segment::{read, write};

    #[test]
    fn every_one_is_a_rule_that_can_be_kept() {
        for (key, rule) in all() {
            let text = write(&rule).unwrap_or_else(|why| panic!("{key}: {why}"));
            assert_eq!(read(&text), Ok(rule), "{key} comes back as it was");
        }
    }
}
