//! Whether two records may be one person: a score with its reasons. A shared mobile alone is a family, never a
//! duplicate; a name alone is never enough, since thousands share one.
//!
//! Invariants: the score of (a, b) is the score of (b, a); without a reason there is no score.

use crate::calendar::Birthday;
use crate::names::{duplicate_key, duplicate_key_by_sound, without_titles};
use serde::{Deserialize, Serialize};

/// What is compared of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    pub first_name: String,
    pub last_name: String,
    /// E.164 of every mobile.
    pub mobiles: Vec<String>,
    /// Whether there is any number at all.
    pub has_phone: bool,
    pub national_code: Option<String>,
    pub card_no: Option<String>,
    pub birthday: Option<Birthday>,
    /// Two different ones speak against it.
    pub gender: Option<bool>,
    pub city: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum Sameness {
    NationalCode,
    Card,
    Mobile,
    /// One digit apart, or two swapped.
    NearMobile,
    /// Letter by letter, titles and spacing aside.
    Name,
    /// «طاهره» and «تاهره».
    SoundingName,
    /// A slip of the hand apart.
    NearName,
    /// «رضایی» and «علی رضایی».
    PartOfName,
    Birthday,
    City,
    /// One of the two has no number, so that nothing speaks against it.
    NoPhone,
}

/// How sure, 0 to 100, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    pub score: u8,
    pub reasons: Vec<Sameness>,
}

/// Less than this is not worth a look.
pub const SCORE_MIN: u8 = 50;
/// Shorter names are near to too many others.
const NEAR_LETTERS_MIN: usize = 5;
const SECOND_SLIP_LETTERS: usize = 11;

/// `None` when nothing speaks for it, or too much against it.
#[must_use]
pub fn likeness(a: &Record, b: &Record) -> Option<Likeness> {
    let name = name_sameness(a, b);
    let mut reasons = Vec::new();
    let both_equal = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let both_differ = |one: &Option<String>, other: &Option<String>| {
        one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one != other)
    };
    let mut score: i32 = 0;
    let mut speaks = |reason: Sameness, weight: i32| {
        reasons.push(reason);
        score = score.max(weight);
    };
    let named = |strong: i32, heard: i32, near: i32, part: i32| match name {
        Some(Sameness::Name) => strong,
        Some(Sameness::SoundingName) => heard,
        Some(Sameness::NearName) => near,
        Some(_) => part,
        None => 0,
    };
    if both_equal(&a.national_code, &b.national_code) {
        speaks(Sameness::NationalCode, named(99, 98, 97, 95).max(85));
    }
    if both_equal(&a.card_no, &b.card_no) {
        speaks(Sameness::Card, named(95, 92, 90, 85).max(60));
    }
    let shares_mobile = a.mobiles.iter().any(|mobile| b.mobiles.contains(mobile));
    if shares_mobile && name.is_some() {
        speaks(Sameness::Mobile, named(95, 90, 82, 68));
    }
    let is_near = || a.mobiles.iter().any(|one| b.mobiles.iter().any(|other| slips(one, other) == 1));
    if !shares_mobile && named(1, 1, 0, 0) == 1 && is_near() {
        speaks(Sameness::NearMobile, named(84, 78, 0, 0));
    }
    let birthday = a.birthday.zip(b.birthday);
    let same_day = birthday.map(|(one, other)| (one.month(), one.day()) == (other.month(), other.day()));
    if same_day == Some(true) && name.is_some() {
        speaks(Sameness::Birthday, named(80, 72, 64, 0));
    }
    let one_has_no_phone = a.has_phone != b.has_phone;
    if named(1, 1, 0, 0) == 1 && one_has_no_phone {
        let same_city = both_equal(&a.city, &b.city);
        speaks(Sameness::NoPhone, if same_city { 66 } else { 56 });
        if same_city {
            reasons.push(Sameness::City);
        }
    }
    if score == 0 {
        return None;
    }
    reasons.extend(name);
    let years_differ = birthday
        .is_some_and(|(one, other)| one.year().zip(other.year()).is_some_and(|(one, other)| one != other));
    for (against, weight) in [
        (both_differ(&a.national_code, &b.national_code), 45),
        (same_day == Some(false), 25),
        (same_day == Some(true) && years_differ, 15),
        (a.gender.zip(b.gender).is_some_and(|(one, other)| one != other), 30),
    ] {
        if against {
            score -= weight;
        }
    }
    let score = u8::try_from(score.clamp(0, 100)).unwrap_or(0);
    reasons.sort_unstable();
    (score >= SCORE_MIN).then_some(Likeness { score, reasons })
}

/// Texts under which records that may be one person meet. None for a record that says too little.
#[must_use]
pub fn meeting_keys(record: &Record) -> Vec<String> {
    let mut keys: Vec<String> = record.mobiles.iter().map(|mobile| format!("m{mobile}")).collect();
    keys.extend(record.national_code.iter().map(|code| format!("n{code}")));
    keys.extend(record.card_no.iter().map(|card| format!("c{card}")));
    let sound = duplicate_key_by_sound(&record.first_name, &record.last_name);
    if !record.first_name.is_empty() && !record.last_name.is_empty() && !sound.is_empty() {
        keys.push(format!("s{sound}"));
    }
    keys
}

fn name_sameness(a: &Record, b: &Record) -> Option<Sameness> {
    let tight = |record: &Record| duplicate_key(&record.first_name, &record.last_name);
    let (one, other) = (tight(a), tight(b));
    if one.is_empty() || other.is_empty() {
        return None;
    }
    if one == other {
        return Some(Sameness::Name);
    }
    let heard = |record: &Record| duplicate_key_by_sound(&record.first_name, &record.last_name);
    if heard(a) == heard(b) {
        return Some(Sameness::SoundingName);
    }
    // A slip in one part of the name: «علی» and «ولی» of one family are two people.
    let part = |pick: fn(&Record) -> &String| (duplicate_key(pick(a), ""), duplicate_key(pick(b), ""));
    let (first, last) = (part(|record| &record.first_name), part(|record| &record.last_name));
    let letters = one.chars().count().min(other.chars().count());
    let shortest = |pair: &(String, String)| pair.0.chars().count().min(pair.1.chars().count());
    let allowed = if letters >= SECOND_SLIP_LETTERS { 2 } else { 1 };
    let slip_fits = |pair: &(String, String)| {
        pair.0 == pair.1 || shortest(pair) >= NEAR_LETTERS_MIN && slips(&pair.0, &pair.1) == 1
    };
    if letters >= NEAR_LETTERS_MIN && slip_fits(&first) && slip_fits(&last) && slips(&one, &other) <= allowed
    {
        return Some(Sameness::NearName);
    }
    let (one, other) =
        (without_titles(&a.first_name, &a.last_name), without_titles(&b.first_name, &b.last_name));
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (mut fewer, mut more) = (words(&one), words(&other));
    if fewer.len() > more.len() {
        std::mem::swap(&mut fewer, &mut more);
    }
    let is_part = fewer.len() < more.len() && fewer.iter().all(|word| more.contains(word));
    // Of two families' members «رضایی» alone is either.
    (is_part && fewer.iter().map(|word| word.chars().count()).sum::<usize>() >= NEAR_LETTERS_MIN)
        .then_some(Sameness::PartOfName)
}

/// Letters to change, leave out, add or swap with their neighbour.
fn slips(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > 2 {
        return usize::MAX;
    }
    let width = other.len() + 1;
    let mut before_last: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut current = vec![row + 1; width];
        for (column, against) in other.iter().enumerate() {
            let changed = last[column] + usize::from(letter != against);
            current[column + 1] = changed.min(last[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *against;
            if swapped {
                current[column + 1] = current[column + 1].min(before_last[column - 1] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[width - 1]
}
