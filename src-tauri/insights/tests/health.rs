//! The health of a relationship, row by row: history and circumstances in, score, alarm and next action out.

use bazgasht_domain::money::Rial;
use bazgasht_insights::customers::health::{
    Alarm, Circumstances, Health, History, Next, Reason, Tone, health,
};

fn history(gaps: &[u32], nets: &[i64], since: u32) -> History {
    History {
        gaps_days: gaps.to_vec(),
        nets: nets.iter().copied().map(Rial::new).collect(),
        days_since: (!nets.is_empty()).then_some(since),
    }
}

/// Reachable, and has said yes.
const OPEN: Circumstances = Circumstances {
    has_phone: true,
    may_contact: Some(true),
    birthday_in_days: None,
    expiring: None,
    offer_due_in_days: None,
    has_open_offer: false,
    lead_is_lost: false,
};

const SAME: &[i64] = &[100, 100, 100, 100, 100, 100, 100, 100];

#[track_caller]
fn check(
    history: &History,
    around: Circumstances,
    score: Option<u8>,
    alarm: Option<Alarm>,
    next: Next,
    why: &str,
) -> Health {
    let found = health(history, &around);
    assert_eq!((found.score, found.alarm, found.next), (score, alarm, next), "{why}: {:?}", found.reasons);
    found
}

#[test]
fn the_score_is_against_the_own_rhythm() {
    let month = &[30, 30, 30, 30, 30, 30, 30];
    let good =
        check(&history(month, SAME, 10), OPEN, Some(100), None, Next::WaitFor { in_days: 20 }, "in time");
    assert_eq!(
        good.reasons[0],
        (Tone::Good, Reason::InTime { usual: 30, since: 10 }),
        "the rhythm is said first"
    );
    check(
        &history(month, SAME, 24),
        OPEN,
        Some(100),
        None,
        Next::InviteBack { since: 24, usual: 30 },
        "80 % of the gap is still whole",
    );
    let late = check(
        &history(month, SAME, 36),
        OPEN,
        Some(86),
        None,
        Next::InviteBack { since: 36, usual: 30 },
        "a little late",
    );
    assert_eq!(
        late.reasons[0],
        (Tone::Bad, Reason::Late { usual: 30, since: 36, late: 6 }),
        "by how many days"
    );
    let absent = Alarm::LongAbsent { since: 45, usual: 30 };
    check(
        &history(month, SAME, 45),
        OPEN,
        Some(75),
        Some(absent),
        Next::CallBack { since: 45, usual: 30 },
        "half as long again",
    );
    let long = Alarm::LongAbsent { since: 400, usual: 30 };
    check(
        &history(month, SAME, 400),
        OPEN,
        Some(40),
        Some(long),
        Next::CallBack { since: 400, usual: 30 },
        "only habit and basket are left",
    );
    let weekly = &[7, 7, 7, 7];
    let weeks = Alarm::LongAbsent { since: 15, usual: 7 };
    check(
        &history(weekly, SAME, 15),
        OPEN,
        Some(53),
        Some(weeks),
        Next::CallBack { since: 15, usual: 7 },
        "15 days are long for a weekly guest",
    );
}

#[test]
fn slower_and_smaller_are_seen_before_somebody_is_late() {
    let slower = Alarm::ComesSeldomer { before: 10, now: 20 };
    let found = check(
        &history(&[10, 10, 10, 20, 20, 20], SAME, 5),
        OPEN,
        Some(80),
        Some(slower),
        Next::AskWhatChanged,
        "twice the gap",
    );
    assert!(
        found.reasons.contains(&(Tone::Bad, Reason::ComesSeldomer { before: 10, now: 20 })),
        "with both gaps"
    );
    let found = health(&history(&[20, 20, 20, 10, 10, 10], SAME, 5), &OPEN);
    assert!(
        found.reasons.contains(&(Tone::Good, Reason::ComesOftener { before: 20, now: 10 })),
        "and the other way"
    );
    let less = Alarm::BuysLess { percent: 50 };
    check(
        &history(&[10; 6], &[100, 100, 100, 100, 50, 50, 50], 5),
        OPEN,
        Some(80),
        Some(less),
        Next::AskWhatChanged,
        "half the basket",
    );
    let found = health(&history(&[10; 6], &[100, 100, 100, 100, 150, 150, 150], 5), &OPEN);
    assert!(found.reasons.contains(&(Tone::Good, Reason::BuysMore { percent: 50 })), "half more");
    let found = health(&history(&[10; 6], &[0, 0, 0, 0, 0, 0, 0], 5), &OPEN);
    assert!(
        !found.reasons.iter().any(|(_, reason)| matches!(reason, Reason::BuysTheSame)),
        "nothing is no base"
    );
}

#[test]
fn too_few_data_is_no_number() {
    check(&history(&[], &[], 0), OPEN, None, None, Next::FirstContact, "nothing bought");
    check(
        &history(&[], &[], 0),
        Circumstances { lead_is_lost: true, ..OPEN },
        None,
        None,
        Next::Nothing,
        "a lost lead is left alone",
    );
    check(&history(&[], &[5], 1), OPEN, None, None, Next::Nothing, "bought yesterday");
    check(
        &history(&[], &[5], 9),
        OPEN,
        None,
        None,
        Next::InviteSecond { since: 9 },
        "the second purchase decides",
    );
    let two =
        check(&history(&[10, 10], &[5, 5, 5], 30), OPEN, None, None, Next::Nothing, "two gaps are no rhythm");
    assert_eq!(two.reasons[0].1, Reason::TooFewOccasions { occasions: 3 }, "and it says how many there are");
    check(
        &history(&[10, 10, 10], &[5, 5, 5, 5], 5),
        OPEN,
        Some(100),
        None,
        Next::WaitFor { in_days: 5 },
        "three gaps: recency alone",
    );
}

#[test]
fn nobody_is_called_who_cannot_or_does_not_want_to_be() {
    let late = history(&[30; 7], SAME, 90);
    let alarm = Some(Alarm::LongAbsent { since: 90, usual: 30 });
    let score = Some(40);
    check(&late, Circumstances { has_phone: false, ..OPEN }, score, alarm, Next::AskPhone, "no number");
    check(
        &late,
        Circumstances { may_contact: Some(false), ..OPEN },
        score,
        alarm,
        Next::WaitFor { in_days: 0 },
        "said no",
    );
    check(
        &late,
        Circumstances { may_contact: None, ..OPEN },
        score,
        alarm,
        Next::CallBack { since: 90, usual: 30 },
        "a call asks too",
    );
    let fine = history(&[30; 7], SAME, 3);
    check(
        &fine,
        Circumstances { may_contact: None, ..OPEN },
        Some(100),
        None,
        Next::AskConsent,
        "nothing else is due",
    );
    check(
        &fine,
        Circumstances { birthday_in_days: Some(0), ..OPEN },
        Some(100),
        None,
        Next::Congratulate { in_days: 0 },
        "today",
    );
    check(
        &fine,
        Circumstances { expiring: Some((500, 12)), ..OPEN },
        Some(100),
        None,
        Next::TellPointsEnd { points: 500, in_days: 12 },
        "points end",
    );
    check(
        &fine,
        Circumstances { expiring: Some((500, 31)), ..OPEN },
        Some(100),
        None,
        Next::WaitFor { in_days: 27 },
        "but not soon",
    );
    let due = Circumstances { offer_due_in_days: Some(-2), birthday_in_days: Some(1), ..OPEN };
    check(&fine, due, Some(100), None, Next::RemindOffer { in_days: -2 }, "a promise to remind comes first");
}
