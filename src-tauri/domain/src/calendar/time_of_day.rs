//! The time that may stand behind a date or in a column of its own: `08:26`, `8:26:05`, `2:35 PM`,
//! `23:10:00.123Z`, `14:35+03:30`.

use super::DateError;
use super::tokens::{Token, tokens, trim};

/// A time as written, with the offset from UTC when one was written too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    pub(super) second_of_day: u32,
    pub(super) offset_minutes: Option<i32>,
}

const MORNING: [&str; 3] = ["am", "قظ", "صبح"];
const AFTERNOON: [&str; 4] = ["pm", "بظ", "عصر", "شب"];

/// Seconds since midnight of a cell that holds a time and nothing else.
///
/// # Errors
/// [`DateError::Empty`], [`DateError::NotADate`] when it is not a time, [`DateError::TimeOutOfRange`].
pub fn parse_time_of_day(text: &str) -> Result<u32, DateError> {
    let mut found = tokens(text)?;
    match take_time(&mut found)? {
        Some(TimeOfDay { second_of_day, offset_minutes: None }) if found.is_empty() => Ok(second_of_day),
        _ => Err(DateError::NotADate),
    }
}

/// Cuts the time and everything behind it from the end of the tokens; `None` when there is no `:`.
pub(super) fn take_time(tokens: &mut Vec<Token>) -> Result<Option<TimeOfDay>, DateError> {
    let Some(colon) = tokens.iter().position(|token| token.is_mark(&[':'])) else {
        return Ok(None);
    };
    let hour = colon.checked_sub(1).ok_or(DateError::NotADate)?;
    let mut tail = tokens.split_off(hour);
    tail.retain(|token| *token != Token::Space);
    trim(tokens);
    let joined =
        tokens.last().is_some_and(|token| token.is_word(&["t", "ساعت"]) || token.is_mark(&['-', '،', ',']));
    if joined {
        tokens.pop();
        trim(tokens);
    }
    Cursor(&tail).time().map(Some)
}

/// The tokens of a time that are still to be read.
struct Cursor<'a>(&'a [Token]);

impl Cursor<'_> {
    fn time(&mut self) -> Result<TimeOfDay, DateError> {
        let mut hour = self.number(2)?;
        self.mark(':').then_some(()).ok_or(DateError::NotADate)?;
        let minute = self.number(2)?;
        let second = if self.mark(':') { self.number(2)? } else { 0 };
        if self.next_is_fraction() {
            self.0 = &self.0[2..];
        }
        if let Some(afternoon) = self.half_of_day() {
            if !(1..=12).contains(&hour) {
                return Err(DateError::TimeOutOfRange);
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
        }
        if hour > 23 || minute > 59 || second > 59 {
            return Err(DateError::TimeOutOfRange);
        }
        let offset_minutes = self.offset()?;
        if !self.0.is_empty() {
            return Err(DateError::NotADate);
        }
        Ok(TimeOfDay { second_of_day: hour * 3600 + minute * 60 + second, offset_minutes })
    }

    /// A number of at most `digits_max` digits.
    fn number(&mut self, digits_max: usize) -> Result<u32, DateError> {
        match self.0.split_first() {
            Some((Token::Number { value, digits }, rest)) if *digits <= digits_max => {
                self.0 = rest;
                Ok(*value)
            }
            _ => Err(DateError::NotADate),
        }
    }

    fn mark(&mut self, mark: char) -> bool {
        let found = self.0.first().is_some_and(|token| token.is_mark(&[mark]));
        if found {
            self.0 = &self.0[1..];
        }
        found
    }

    fn next_is_fraction(&self) -> bool {
        matches!(self.0, [Token::Mark('.'), Token::Number { .. }, ..])
    }

    /// True for the afternoon. «ق.ظ» and «ب.ظ» come as two words with a point between.
    fn half_of_day(&mut self) -> Option<bool> {
        let (word, used) = match self.0 {
            [Token::Word(one), Token::Mark('.'), Token::Word(two), ..] => (format!("{one}{two}"), 3),
            [Token::Word(word), ..] => (word.clone(), 1),
            _ => return None,
        };
        let afternoon = AFTERNOON.contains(&word.as_str());
        if !afternoon && !MORNING.contains(&word.as_str()) {
            return None;
        }
        self.0 = &self.0[used..];
        self.mark('.');
        Some(afternoon)
    }

    /// `Z`, `+03:30`, `+0330`, `-5`.
    fn offset(&mut self) -> Result<Option<i32>, DateError> {
        if let [Token::Word(word), rest @ ..] = self.0
            && word == "z"
        {
            self.0 = rest;
            return Ok(Some(0));
        }
        let sign = if self.mark('+') {
            1
        } else if self.mark('-') {
            -1
        } else {
            return Ok(None);
        };
        let joined = self.0.first().and_then(Token::number).is_some_and(|(_, digits)| digits == 4);
        let number = self.number(4)?;
        let (hours, minutes) = if joined {
            (number / 100, number % 100)
        } else if self.mark(':') {
            (number, self.number(2)?)
        } else {
            (number, 0)
        };
        if hours > 14 || minutes > 59 {
            return Err(DateError::TimeOutOfRange);
        }
        let minutes = i32::try_from(hours * 60 + minutes).map_err(|_| DateError::TimeOutOfRange)?;
        Ok(Some(sign * minutes))
    }
}
