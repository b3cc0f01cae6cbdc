//! Amounts in words, for receipts and cheques. Total: every i64 has words.

use super::{MoneyUnit, Rial};

const ONES: [&str; 20] = [
    "",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نوزده",
];
const TENS: [&str; 10] = ["", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"];
const HUNDREDS: [&str; 10] = ["", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"];
/// 1000^index; u64 needs no more.
const SCALES: [&str; 7] = ["", "هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون", "کوینتیلیون"];
const AND: &str = " و ";
const MINUS: &str = "منفی ";
const ZERO: &str = "صفر";

/// 250 → «دویست و پنجاه»; −3 → «منفی سه»; 0 → «صفر».
#[must_use]
pub fn integer_in_words(value: i64) -> String {
    let words = magnitude_in_words(value.unsigned_abs());
    if value < 0 { format!("{MINUS}{words}") } else { words }
}

/// 2,500,000 rial in toman → «دویست و پنجاه هزار تومان». What is less than one unit follows in the next
/// smaller one: «یک تومان و پنج ریال», «یک ریال جدید و بیست قران و پنج ریال قدیم».
#[must_use]
pub fn amount_in_words(amount: Rial, unit: MoneyUnit) -> String {
    let steps: &[(u64, &str)] = match unit {
        MoneyUnit::Toman => &[(10, "تومان"), (1, "ریال")],
        MoneyUnit::Rial => &[(1, "ریال")],
        MoneyUnit::NewRial => &[(10_000, "ریال جدید"), (100, "قران"), (1, "ریال قدیم")],
    };
    let mut rest = amount.get().unsigned_abs();
    let mut parts = Vec::with_capacity(steps.len());
    for (rial, name) in steps {
        if rest >= *rial {
            parts.push(format!("{} {name}", magnitude_in_words(rest / rial)));
        }
        rest %= rial;
    }
    if parts.is_empty() {
        let name = steps.first().map_or("", |(_, name)| name);
        return format!("{ZERO} {name}");
    }
    let minus = if amount.is_negative() { MINUS } else { "" };
    format!("{minus}{}", parts.join(AND))
}

fn magnitude_in_words(value: u64) -> String {
    if value == 0 {
        return ZERO.to_owned();
    }
    let mut parts = Vec::with_capacity(SCALES.len());
    let mut rest = value;
    for scale in SCALES {
        match (rest % 1000, scale) {
            (0, _) => {}
            // «هزار», not «یک هزار»: so it is said.
            (1, "هزار") => parts.push(scale.to_owned()),
            (group, "") => parts.push(below_thousand(group)),
            (group, _) => parts.push(format!("{} {scale}", below_thousand(group))),
        }
        rest /= 1000;
    }
    parts.reverse();
    parts.join(AND)
}

fn below_thousand(value: u64) -> String {
    let word = |words: &[&'static str], index: u64| -> &'static str {
        usize::try_from(index).ok().and_then(|index| words.get(index)).copied().unwrap_or_default()
    };
    let below_hundred = value % 100;
    let parts = if below_hundred < 20 {
        [word(&HUNDREDS, value / 100), word(&ONES, below_hundred), ""]
    } else {
        [word(&HUNDREDS, value / 100), word(&TENS, below_hundred / 10), word(&ONES, below_hundred % 10)]
    };
    let spoken: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    spoken.join(AND)
}
