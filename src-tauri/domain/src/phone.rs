//! Telephone numbers as Iranians write them. A mobile is kept in one spelling, E.164; whatever can not be
//! read stays a text with a reason, and never costs the customer.
//!
//! Invariant: a [`Mobile`] is `+989` and nine more digits.

use crate::text::store_form;
use serde::{Deserialize, Serialize};

/// A mobile number, kept as `+989xxxxxxxxx`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(into = "String", try_from = "String")]
#[ts(type = "string")]
pub struct Mobile {
    /// The ten digits that start with 9; a number needs no heap.
    subscriber: u64,
}

/// Why a text is not a telephone number that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PhoneFault {
    #[error("no number was given")]
    Empty,
    #[error("the text holds something other than a number")]
    NotDigits,
    #[error("the number has too few digits")]
    TooShort,
    #[error("the number has too many digits")]
    TooLong,
    #[error("the number is not an Iranian one")]
    Foreign,
    #[error("the text holds more than one number")]
    Several,
    #[error("no Iranian number begins like this")]
    UnknownBeginning,
    /// Only where a mobile is required.
    #[error("the number is a landline")]
    NotMobile,
}

/// What a telephone cell turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneReading {
    /// Nothing, or only marks like `-`.
    Empty,
    Mobile {
        mobile: Mobile,
        /// No operator is known to use this beginning: worth a warning, not a refusal, since operators
        /// get new ones.
        unknown_operator: bool,
    },
    /// National spelling `02112345678`, or eight digits when the area code is missing.
    Landline(String),
    Invalid(PhoneFault),
}

impl Mobile {
    /// # Errors
    /// The [`PhoneFault`] of [`classify_phone`]; a landline is [`PhoneFault::NotMobile`].
    pub fn parse(text: &str) -> Result<Self, PhoneFault> {
        match classify_phone(text) {
            PhoneReading::Mobile { mobile, .. } => Ok(mobile),
            PhoneReading::Empty => Err(PhoneFault::Empty),
            PhoneReading::Landline(_) => Err(PhoneFault::NotMobile),
            PhoneReading::Invalid(fault) => Err(fault),
        }
    }

    /// `+989121234567`
    #[must_use]
    pub fn e164(self) -> String {
        format!("+98{}", self.subscriber)
    }
    /// `09121234567`
    #[must_use]
    pub fn national(self) -> String {
        format!("0{}", self.subscriber)
    }
    /// The ten digits as a number, 9121234567: for indexes and files.
    #[must_use]
    pub const fn subscriber(self) -> u64 {
        self.subscriber
    }
    /// Whether an operator is known to use the number's beginning.
    #[must_use]
    pub fn has_known_operator(self) -> bool {
        has_known_operator(self.subscriber / 10_000_000)
    }

    fn from_subscriber(digits: &str) -> Option<Self> {
        let ten_from_nine = digits.len() == 10 && digits.starts_with('9');
        if !ten_from_nine {
            return None;
        }
        digits.parse().ok().map(|subscriber| Self { subscriber })
    }
}

impl std::fmt::Debug for Mobile {
    /// Debug output ends up in logs, and a log must not tell whose number it is.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mobile(+98{}…{:02})", self.subscriber / 10_000_000, self.subscriber % 100)
    }
}

impl From<Mobile> for String {
    fn from(mobile: Mobile) -> Self {
        mobile.e164()
    }
}

impl TryFrom<String> for Mobile {
    type Error = PhoneFault;
    fn try_from(text: String) -> Result<Self, PhoneFault> {
        Self::parse(&text)
    }
}

/// Beginnings (without the 0) that operators are known to use: Hamrahe Aval 910–919 and 990–996,
/// Irancell 900–905, 930, 933, 935–939 and 941, RighTel 920–923, Taliya 932, Spadan 931, TKC 934,
/// Shatel 998, the virtual operators 999.
fn has_known_operator(beginning: u64) -> bool {
    matches!(beginning, 900..=905 | 910..=923 | 930..=939 | 941 | 990..=996 | 998 | 999)
}

/// No spelling of one number is longer.
const LENGTH_MAX: usize = 64;

/// Reads a telephone cell in any spelling: any digits, spaces, dashes, dots, brackets, `+98`, `0098`, `98`,
/// `0` or none.
#[must_use]
pub fn classify_phone(text: &str) -> PhoneReading {
    if text.chars().nth(LENGTH_MAX).is_some() {
        let fault =
            if text.chars().any(char::is_alphabetic) { PhoneFault::NotDigits } else { PhoneFault::TooLong };
        return PhoneReading::Invalid(fault);
    }
    let clean = store_form(text);
    match classify_one(&clean) {
        PhoneReading::Invalid(PhoneFault::TooLong) if holds_several(&clean) => {
            PhoneReading::Invalid(PhoneFault::Several)
        }
        reading => reading,
    }
}

/// Whether two parts of the text are numbers by themselves: «09121234567 - 02122334455».
fn holds_several(clean: &str) -> bool {
    let separators = ['/', '\\', ',', ';', '،', '؛', '\n', '|', '-', '_', 'و', ' '];
    let is_number =
        |part: &&str| matches!(classify_one(part), PhoneReading::Mobile { .. } | PhoneReading::Landline(_));
    clean.split(separators).filter(is_number).count() > 1
}

fn classify_one(clean: &str) -> PhoneReading {
    // A spreadsheet that kept the number as a decimal.
    let clean = clean.trim().strip_suffix(".0").unwrap_or(clean.trim());
    let mut digits = String::with_capacity(16);
    let mut international = false;
    for letter in clean.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' if digits.is_empty() && !international => international = true,
            _ if letter.is_alphabetic() || letter == '+' => {
                return PhoneReading::Invalid(PhoneFault::NotDigits);
            }
            // Brackets, dashes, dots, spaces and joiners only group the digits.
            _ => {}
        }
    }
    if digits.is_empty() {
        return PhoneReading::Empty;
    }
    let abroad = digits.strip_prefix("00").filter(|_| !international);
    match (international, abroad) {
        (true, _) => match digits.strip_prefix("98") {
            Some(rest) => national(rest.strip_prefix('0').unwrap_or(rest)),
            None => PhoneReading::Invalid(PhoneFault::Foreign),
        },
        (false, Some(rest)) => match rest.strip_prefix("98") {
            Some(rest) => national(rest.strip_prefix('0').unwrap_or(rest)),
            None => PhoneReading::Invalid(PhoneFault::Foreign),
        },
        (false, None) => domestic(&digits),
    }
}

/// Digits without `+` or `00` in front.
fn domestic(digits: &str) -> PhoneReading {
    if let Some(rest) = digits.strip_prefix('0') {
        return national(rest);
    }
    // 98 and ten digits is the country code; ten digits that start with 98 are a mobile without its 0.
    if digits.len() >= 12
        && let Some(rest) = digits.strip_prefix("98")
    {
        return national(rest.strip_prefix('0').unwrap_or(rest));
    }
    match digits.len() {
        8 if digits.starts_with(|first| matches!(first, '2'..='9')) => {
            PhoneReading::Landline(digits.to_owned())
        }
        _ => national(digits),
    }
}

/// Ten digits without the trunk 0: a mobile when they start with 9, else area code and number.
fn national(digits: &str) -> PhoneReading {
    match digits.len() {
        0..=9 => PhoneReading::Invalid(PhoneFault::TooShort),
        11.. => PhoneReading::Invalid(PhoneFault::TooLong),
        _ => match Mobile::from_subscriber(digits) {
            Some(mobile) => PhoneReading::Mobile { mobile, unknown_operator: !mobile.has_known_operator() },
            None if digits.starts_with('0') => PhoneReading::Invalid(PhoneFault::UnknownBeginning),
            None => PhoneReading::Landline(format!("0{digits}")),
        },
    }
}
