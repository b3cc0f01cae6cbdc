//! A date text cut into numbers, words and marks, after every digit became ASCII and every letter was folded.
//!
//! Invariant: at most [`LENGTH_MAX`] characters are looked at, so a hostile cell costs nothing.

use super::DateError;
use crate::text::key_form;

/// No spelling of a date is longer than this.
const LENGTH_MAX: usize = 80;
/// The longest run of digits that fits a u32.
const DIGITS_MAX: usize = 9;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A run of at most nine digits, with its length: `03` is not `3` to a reader of years.
    Number {
        value: u32,
        digits: usize,
    },
    /// Letters only, in the key form of the text module.
    Word(String),
    Mark(char),
    Space,
}

impl Token {
    pub(super) fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self, Self::Mark(mark) if marks.contains(mark))
    }
    pub(super) fn is_word(&self, words: &[&str]) -> bool {
        matches!(self, Self::Word(word) if words.contains(&word.as_str()))
    }
    pub(super) fn number(&self) -> Option<(u32, usize)> {
        if let Self::Number { value, digits } = self { Some((*value, *digits)) } else { None }
    }
}

/// # Errors
/// [`DateError::Empty`] for nothing at all, [`DateError::NotADate`] for what no date can contain.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, DateError> {
    if text.chars().nth(LENGTH_MAX).is_some() {
        return Err(DateError::NotADate);
    }
    let folded = key_form(text);
    let mut found = Vec::with_capacity(8);
    let mut rest = folded.chars().peekable();
    while let Some(first) = rest.next() {
        if first.is_ascii_digit() {
            let mut run = String::from(first);
            while let Some(digit) = rest.next_if(char::is_ascii_digit) {
                run.push(digit);
            }
            if run.len() > DIGITS_MAX {
                if !found.last().is_some_and(|before: &Token| before.is_mark(&['.'])) {
                    return Err(DateError::NotADate);
                }
                // A fraction: what lies behind the ninth digit is less than a thousandth of a second.
                run.truncate(DIGITS_MAX);
            }
            let value = run.parse().map_err(|_| DateError::NotADate)?;
            found.push(Token::Number { value, digits: run.len() });
        } else if first.is_alphabetic() {
            let mut word = String::from(first);
            while let Some(letter) = rest.next_if(|letter| letter.is_alphabetic()) {
                word.push(letter);
            }
            found.push(Token::Word(word));
        } else if first.is_whitespace() {
            found.push(Token::Space);
        } else {
            found.push(Token::Mark(first));
        }
    }
    trim(&mut found);
    if found.is_empty() { Err(DateError::Empty) } else { Ok(found) }
}

/// Removes spaces at both ends.
pub(super) fn trim(tokens: &mut Vec<Token>) {
    while tokens.last() == Some(&Token::Space) {
        tokens.pop();
    }
    let leading = tokens.iter().take_while(|token| **token == Token::Space).count();
    tokens.drain(..leading);
}
