//! How a relationship stands, against the person's own rhythm: a score with its reasons, an alarm when it decays, and
//! what to do next. With fewer than three gaps between purchases there is no score: "too few data" is said instead.
//!
//! Every part says what it was computed from; the score is the share of its parts' points, so that a part without
//! enough data weighs nothing.

use bazgasht_domain::money::Rial;

/// Gaps that make a rhythm of one's own.
const GAPS_MIN: usize = 3;
/// The last gaps that are held against the earlier ones.
const RECENT_GAPS: usize = 3;
/// The last baskets that are held against the earlier ones, and how many there must be of each.
const RECENT_BASKETS: usize = 3;
/// A change below this share is "as always".
const NOTABLE: f64 = 0.15;
/// Points that end this soon are a reason.
const EXPIRY_NEAR_DAYS: u32 = 30;
const BIRTHDAY_NEAR_DAYS: u32 = 7;
/// The second purchase decides; it is worth a word from this day after the first.
const SECOND_PURCHASE_DAYS: u32 = 3;

const RECENCY_POINTS: f64 = 60.0;
const FREQUENCY_POINTS: f64 = 20.0;
const BASKET_POINTS: f64 = 20.0;

/// What a history says: days between purchase occasions, and the net of every order, oldest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    pub gaps_days: Vec<u32>,
    pub nets: Vec<Rial>,
    pub days_since: Option<u32>,
}

/// What is known beside the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Circumstances {
    pub has_phone: bool,
    /// `None`: never asked.
    pub may_contact: Option<bool>,
    pub birthday_in_days: Option<u32>,
    /// Points that end soonest, and in how many days.
    pub expiring: Option<(i64, u32)>,
    /// The soonest reminder of an open offer, in days; negative when it is past.
    pub offer_due_in_days: Option<i32>,
    pub has_open_offer: bool,
    /// Gave up by the shop's own word.
    pub lead_is_lost: bool,
}

/// Good, bad or neither for the relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum Tone {
    Good,
    Warn,
    Bad,
    Neutral,
}

/// A reason with the numbers of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// Comes every `usual` days, was here `since` days ago: in time.
    InTime {
        usual: u32,
        since: u32,
    },
    /// Nearly past their own gap.
    NearlyLate {
        usual: u32,
        since: u32,
    },
    Late {
        usual: u32,
        since: u32,
        late: u32,
    },
    /// The last gaps beside the earlier ones.
    ComesOftener {
        before: u32,
        now: u32,
    },
    ComesAsOften {
        usual: u32,
    },
    ComesSeldomer {
        before: u32,
        now: u32,
    },
    /// Percent against the earlier baskets.
    BuysMore {
        percent: u32,
    },
    BuysTheSame,
    BuysLess {
        percent: u32,
    },
    PointsEnd {
        #[ts(type = "number")]
        points: i64,
        in_days: u32,
    },
    BirthdayNear {
        in_days: u32,
    },
    NoPhone,
    NeverAsked,
    Refused,
    OfferWaits {
        in_days: i32,
    },
    NotBoughtYet,
    BoughtOnce {
        since: u32,
    },
    /// So many occasions; it takes four for a rhythm.
    TooFewOccasions {
        occasions: u32,
    },
}

/// The relationship decays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(tag = "kind", rename_all = "snake_case")]
pub enum Alarm {
    /// Absent half as long again as their own gap, or longer.
    LongAbsent { since: u32, usual: u32 },
    /// The gaps grew by half or more.
    ComesSeldomer { before: u32, now: u32 },
    /// The baskets shrank by a third or more.
    BuysLess { percent: u32 },
}

/// What to do next; the words are in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(tag = "kind", rename_all = "snake_case")]
pub enum Next {
    Congratulate {
        in_days: u32,
    },
    RemindOffer {
        in_days: i32,
    },
    CallBack {
        since: u32,
        usual: u32,
    },
    AskWhatChanged,
    TellPointsEnd {
        #[ts(type = "number")]
        points: i64,
        in_days: u32,
    },
    InviteSecond {
        since: u32,
    },
    InviteBack {
        since: u32,
        usual: u32,
    },
    FirstContact,
    AskPhone,
    AskConsent,
    /// Nothing is due; the next purchase is expected in so many days.
    WaitFor {
        in_days: u32,
    },
    Nothing,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// 0 to 100; `None` is too few data.
    pub score: Option<u8>,
    pub reasons: Vec<(Tone, Reason)>,
    pub alarm: Option<Alarm>,
    pub next: Next,
}

/// A part of the score.
struct Part {
    points: f64,
    of: f64,
    tone: Tone,
    reason: Reason,
    alarm: Option<Alarm>,
}

#[must_use]
pub fn health(history: &History, around: &Circumstances) -> Health {
    let parts: Vec<Part> = match (history.days_since, history.gaps_days.len() >= GAPS_MIN) {
        (Some(since), true) => [Some(recency(history, since)), frequency(history), basket(history)]
            .into_iter()
            .flatten()
            .collect(),
        _ => Vec::new(),
    };
    let score = (!parts.is_empty()).then(|| {
        let (points, of) = parts.iter().fold((0.0, 0.0), |(p, o), part| (p + part.points, o + part.of));
        (100.0 * points / of).round().clamp(0.0, 100.0) as u8
    });
    let mut reasons: Vec<(Tone, Reason)> = parts.iter().map(|part| (part.tone, part.reason)).collect();
    if parts.is_empty() {
        reasons.push(beginnings(history));
    }
    reasons.extend(beside(around));
    let alarm = parts.iter().find_map(|part| part.alarm);
    Health { score, reasons, alarm, next: next(history, around, alarm) }
}

fn recency(history: &History, since: u32) -> Part {
    let usual = median(&history.gaps_days);
    let share = f64::from(since) / usual.max(1.0);
    let kept = ((2.5 - share) / (2.5 - 0.8)).clamp(0.0, 1.0);
    let (tone, reason) = match (share, whole(usual)) {
        (share, usual) if share >= 1.0 => {
            (Tone::Bad, Reason::Late { usual, since, late: since.saturating_sub(usual) })
        }
        (share, usual) if share >= 0.8 => (Tone::Warn, Reason::NearlyLate { usual, since }),
        (_, usual) => (Tone::Good, Reason::InTime { usual, since }),
    };
    let alarm = (share >= 1.5).then(|| Alarm::LongAbsent { since, usual: whole(usual) });
    Part { points: kept * RECENCY_POINTS, of: RECENCY_POINTS, tone, reason, alarm }
}

/// The last gaps against the earlier ones, when there are enough of both.
fn frequency(history: &History) -> Option<Part> {
    let gaps = &history.gaps_days;
    let recent = RECENT_GAPS.min(gaps.len() / 2);
    if recent < 2 {
        return None;
    }
    let (earlier, last) = gaps.split_at(gaps.len() - recent);
    let (before, now) = (median(earlier), median(last));
    let growth = now / before.max(1.0);
    let kept = ((2.0 - growth) / (2.0 - 1.1)).clamp(0.0, 1.0);
    let (before, now) = (whole(before), whole(now));
    let (tone, reason) = if growth > 1.0 + NOTABLE {
        (Tone::Bad, Reason::ComesSeldomer { before, now })
    } else if growth < 1.0 - NOTABLE {
        (Tone::Good, Reason::ComesOftener { before, now })
    } else {
        (Tone::Good, Reason::ComesAsOften { usual: now })
    };
    let alarm = (growth >= 1.5).then_some(Alarm::ComesSeldomer { before, now });
    Some(Part { points: kept * FREQUENCY_POINTS, of: FREQUENCY_POINTS, tone, reason, alarm })
}

/// The last baskets against the earlier ones, when there are enough of both.
fn basket(history: &History) -> Option<Part> {
    if history.nets.len() < 2 * RECENT_BASKETS {
        return None;
    }
    let (earlier, last) = history.nets.split_at(history.nets.len() - RECENT_BASKETS);
    // A ratio of sums, not an amount: no rial is rounded here.
    let mean = |nets: &[Rial]| nets.iter().map(|net| net.get() as f64).sum::<f64>() / nets.len() as f64;
    let (before, now) = (mean(earlier), mean(last));
    if before <= 0.0 {
        return None;
    }
    let share = now / before;
    let kept = ((share - 0.5) / (0.9 - 0.5)).clamp(0.0, 1.0);
    let percent = whole(((share - 1.0) * 100.0).abs());
    let (tone, reason) = if share > 1.0 + NOTABLE {
        (Tone::Good, Reason::BuysMore { percent })
    } else if share < 1.0 - NOTABLE {
        (Tone::Warn, Reason::BuysLess { percent })
    } else {
        (Tone::Neutral, Reason::BuysTheSame)
    };
    let alarm = (share <= 2.0 / 3.0).then_some(Alarm::BuysLess { percent });
    Some(Part { points: kept * BASKET_POINTS, of: BASKET_POINTS, tone, reason, alarm })
}

/// What can be said before there is a rhythm.
fn beginnings(history: &History) -> (Tone, Reason) {
    match (history.nets.len(), history.days_since) {
        (0, _) | (_, None) => (Tone::Neutral, Reason::NotBoughtYet),
        (1, Some(since)) => (Tone::Neutral, Reason::BoughtOnce { since }),
        _ => {
            let occasions = u32::try_from(history.gaps_days.len() + 1).unwrap_or(u32::MAX);
            (Tone::Neutral, Reason::TooFewOccasions { occasions })
        }
    }
}

fn beside(around: &Circumstances) -> Vec<(Tone, Reason)> {
    let mut reasons = Vec::new();
    if let Some((points, in_days)) = around.expiring.filter(|(_, days)| *days <= EXPIRY_NEAR_DAYS) {
        reasons.push((Tone::Warn, Reason::PointsEnd { points, in_days }));
    }
    if let Some(in_days) = around.birthday_in_days.filter(|days| *days <= BIRTHDAY_NEAR_DAYS) {
        reasons.push((Tone::Good, Reason::BirthdayNear { in_days }));
    }
    if let Some(in_days) = around.offer_due_in_days {
        reasons.push((if in_days <= 0 { Tone::Warn } else { Tone::Neutral }, Reason::OfferWaits { in_days }));
    }
    if !around.has_phone {
        reasons.push((Tone::Warn, Reason::NoPhone));
    } else if let Some(reason) = match around.may_contact {
        Some(false) => Some(Reason::Refused),
        None => Some(Reason::NeverAsked),
        Some(true) => None,
    } {
        reasons.push((Tone::Warn, reason));
    }
    reasons
}

/// The most useful thing that is possible: nobody is called without a number or against their word.
fn next(history: &History, around: &Circumstances, alarm: Option<Alarm>) -> Next {
    let reachable = around.has_phone && around.may_contact != Some(false);
    let usual = (history.gaps_days.len() >= GAPS_MIN).then(|| whole(median(&history.gaps_days)));
    let due_offer = around.offer_due_in_days.filter(|days| *days <= 0);
    let candidates = [
        due_offer.filter(|_| reachable).map(|in_days| Next::RemindOffer { in_days }),
        around
            .birthday_in_days
            .filter(|days| reachable && *days <= 3)
            .map(|in_days| Next::Congratulate { in_days }),
        match alarm.filter(|_| reachable) {
            Some(Alarm::LongAbsent { since, usual }) => Some(Next::CallBack { since, usual }),
            Some(Alarm::ComesSeldomer { .. } | Alarm::BuysLess { .. }) => Some(Next::AskWhatChanged),
            None => None,
        },
        around
            .expiring
            .filter(|(_, days)| reachable && *days <= EXPIRY_NEAR_DAYS)
            .map(|(points, in_days)| Next::TellPointsEnd { points, in_days }),
        // Whom nobody can reach is asked at the counter.
        (!around.has_phone).then_some(Next::AskPhone),
        match (history.nets.len(), history.days_since) {
            (0, _) if reachable && !around.lead_is_lost && !around.has_open_offer => Some(Next::FirstContact),
            (1, Some(since)) if reachable && since >= SECOND_PURCHASE_DAYS => {
                Some(Next::InviteSecond { since })
            }
            _ => None,
        },
        usual.zip(history.days_since).and_then(|(usual, since)| {
            let late = f64::from(since) >= 0.8 * f64::from(usual);
            (late && reachable).then_some(Next::InviteBack { since, usual })
        }),
        around.may_contact.is_none().then_some(Next::AskConsent),
        usual
            .zip(history.days_since)
            .map(|(usual, since)| Next::WaitFor { in_days: usual.saturating_sub(since) }),
    ];
    candidates.into_iter().flatten().next().unwrap_or(Next::Nothing)
}

fn whole(days: f64) -> u32 {
    days.round().clamp(0.0, f64::from(u32::MAX)) as u32
}

/// Of a slice that is not empty.
fn median(gaps: &[u32]) -> f64 {
    let mut sorted = gaps.to_vec();
    sorted.sort_unstable();
    let half = sorted.len() / 2;
    match (sorted.len() % 2, sorted.get(half), sorted.get(half.wrapping_sub(1))) {
        (1, Some(middle), _) => f64::from(*middle),
        (_, Some(upper), Some(lower)) => (f64::from(*upper) + f64::from(*lower)) / 2.0,
        _ => 0.0,
    }
}
