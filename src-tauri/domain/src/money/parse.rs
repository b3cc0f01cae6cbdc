//! Reads an amount as people type it and as programs export it, or says why not. An amount is never rounded
//! and never guessed: badly grouped digits are refused, since `12,5` is 12.5 to one reader and 125 to another.

use super::{JS_SAFE_MAX, MoneyUnit, Rial};
use crate::text::key_form;

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum AmountError {
    #[error("no amount was given")]
    Empty,
    #[error("the text is not a number")]
    NotANumber,
    /// Separators that do not stand between groups of three digits.
    #[error("the digits are grouped in a way that has two readings")]
    Grouping,
    #[error("the amount is not a whole number of rial")]
    FractionOfRial,
    /// Beyond ±(2^53 − 1) rial, the range that every part of the program holds exactly.
    #[error("the amount is too large")]
    TooLarge,
}

/// No amount is written longer than this; only its kind of error is looked for.
const LENGTH_MAX: usize = 512;
/// «هزار میلیارد».
const MULTIPLIER_MAX: u128 = 1_000_000_000_000;
/// More digits than this behind the decimal sign can not be whole rial in any unit.
const FRACTION_DIGITS_MAX: usize = 16;
/// More digits than this before it are beyond every limit.
const WHOLE_DIGITS_MAX: usize = 19;

/// Reads «۲۵۰٬۰۰۰», `1,500.5`, `1.500.000`, `(1500)`, «۲٫۵ میلیون تومان» … as rial. A unit word in the text
/// outweighs `unit`. A single point before exactly three digits separates thousands: `1.500` is 1500.
///
/// # Errors
/// The [`AmountError`] that says what to correct.
pub fn parse_amount(text: &str, unit: MoneyUnit) -> Result<Rial, AmountError> {
    if text.len() > LENGTH_MAX {
        let letters = text.chars().any(|letter| letter.is_alphabetic() || letter.is_control());
        return Err(if letters { AmountError::NotANumber } else { AmountError::TooLarge });
    }
    let folded = key_form(text);
    if folded.is_empty() {
        return Err(AmountError::Empty);
    }
    let first = folded.find(|letter: char| letter.is_ascii_digit()).ok_or(AmountError::NotANumber)?;
    let after = folded.rfind(|letter: char| letter.is_ascii_digit()).map_or(first, |last| last + 1);
    let mut around = Around::default();
    around.read(&folded[..first], false)?;
    around.read(&folded[after..], true)?;
    let per_unit = around.rial_per_unit.unwrap_or(unit.rial().unsigned_abs().into());
    let factor = per_unit * around.multiplier.unwrap_or(1);
    let magnitude = Digits::read(&folded[first..after])?.rial(factor)?;
    Ok(Rial::new(if around.is_negative()? { -magnitude } else { magnitude }))
}

/// What stands before and behind the digits.
#[derive(Default)]
struct Around {
    signs: Vec<char>,
    brackets: (bool, bool),
    rial_per_unit: Option<u128>,
    multiplier: Option<u128>,
}

impl Around {
    fn read(&mut self, text: &str, behind: bool) -> Result<(), AmountError> {
        let mut word = String::new();
        for letter in text.chars().chain([' ']) {
            if letter.is_alphabetic() {
                word.push(letter);
                continue;
            }
            if !word.is_empty() {
                self.word(&std::mem::take(&mut word))?;
            }
            match letter {
                ' ' => {}
                '.' if behind => {}
                '-' | '\u{2212}' | '\u{2013}' | '+' => self.signs.push(letter),
                '(' if !behind && !self.brackets.0 => self.brackets.0 = true,
                ')' if behind && !self.brackets.1 => self.brackets.1 = true,
                _ => return Err(AmountError::NotANumber),
            }
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), AmountError> {
        let multiplier = match word {
            "هزار" => 1_000,
            "میلیون" => 1_000_000,
            "میلیارد" => 1_000_000_000,
            _ => return self.unit(word),
        };
        let product = self.multiplier.unwrap_or(1) * multiplier;
        self.multiplier = Some(product);
        if product > MULTIPLIER_MAX { Err(AmountError::TooLarge) } else { Ok(()) }
    }

    fn unit(&mut self, word: &str) -> Result<(), AmountError> {
        let rial: u128 = match word {
            "تومان" | "تومن" | "ت" | "toman" | "tomans" | "irt" => 10,
            "ریال" | "rial" | "rials" | "irr" => 1,
            "قران" => 100,
            // «ریال جدید»: the word behind «ریال» changes which rial is meant.
            "جدید" if self.rial_per_unit == Some(1) => {
                self.rial_per_unit = Some(10_000);
                return Ok(());
            }
            _ => return Err(AmountError::NotANumber),
        };
        let first = self.rial_per_unit.replace(rial).is_none();
        if first { Ok(()) } else { Err(AmountError::NotANumber) }
    }

    fn is_negative(&self) -> Result<bool, AmountError> {
        match (self.brackets, &self.signs[..]) {
            ((true, true), []) => Ok(true),
            ((false, false), []) => Ok(false),
            ((false, false), [sign]) => Ok(*sign != '+'),
            _ => Err(AmountError::NotANumber),
        }
    }
}

/// The digits before and behind the decimal sign, without separators.
struct Digits {
    whole: String,
    fraction: String,
}

impl Digits {
    fn read(text: &str) -> Result<Self, AmountError> {
        let is_separator = |letter: char| matches!(letter, ',' | '٬' | '،' | '.' | '_' | ' ' | '\'' | '٫');
        if !text.chars().all(|letter| letter.is_ascii_digit() || is_separator(letter)) {
            return Err(AmountError::NotANumber);
        }
        let (whole, fraction) = match decimal_sign(text)? {
            Some(at) => (&text[..at], text[at..].trim_start_matches(is_separator)),
            None => (text, ""),
        };
        let groups: Vec<&str> = whole.split(is_separator).collect();
        let mut separators = whole.chars().filter(|letter| is_separator(*letter));
        let one_kind = separators.next().is_none_or(|first| separators.all(|other| other == first));
        let grouped = groups.len() == 1
            || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
        if !one_kind || !grouped {
            return Err(AmountError::Grouping);
        }
        let whole = groups.concat();
        Ok(Self {
            whole: whole.trim_start_matches('0').to_owned(),
            fraction: fraction.trim_end_matches('0').to_owned(),
        })
    }

    fn rial(&self, factor: u128) -> Result<i64, AmountError> {
        if self.whole.len() > WHOLE_DIGITS_MAX {
            return Err(AmountError::TooLarge);
        }
        if self.fraction.len() > FRACTION_DIGITS_MAX {
            return Err(AmountError::FractionOfRial);
        }
        let scale = (0..self.fraction.len()).fold(1_u128, |scale, _| scale * 10);
        let parts = number(&self.fraction)? * factor;
        if !parts.is_multiple_of(scale) {
            return Err(AmountError::FractionOfRial);
        }
        let rial = number(&self.whole)? * factor + parts / scale;
        i64::try_from(rial).ok().filter(|rial| *rial <= JS_SAFE_MAX).ok_or(AmountError::TooLarge)
    }
}

/// Where the decimal sign stands: at ٫ always; at a single point that can not separate thousands.
fn decimal_sign(text: &str) -> Result<Option<usize>, AmountError> {
    let mut persian = text.match_indices('٫');
    if let Some((at, sign)) = persian.next() {
        let last =
            persian.next().is_none() && text[at + sign.len()..].bytes().all(|byte| byte.is_ascii_digit());
        return if last { Ok(Some(at)) } else { Err(AmountError::Grouping) };
    }
    let Some((before, behind)) = text.rsplit_once('.') else { return Ok(None) };
    if before.contains('.') || !behind.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let plain = before.bytes().all(|byte| byte.is_ascii_digit());
    let thousands = plain && behind.len() == 3 && before.len() <= 3 && !before.starts_with('0');
    Ok((!thousands).then_some(before.len()))
}

fn number(digits: &str) -> Result<u128, AmountError> {
    if digits.is_empty() { Ok(0) } else { digits.parse().map_err(|_| AmountError::NotANumber) }
}
