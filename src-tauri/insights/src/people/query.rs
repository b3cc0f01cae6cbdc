//! A typed text, ready to be compared.
//!
//! Invariant: a query without words and digits matches nobody.

use super::block::Block;
use super::fold::{Folded, fold, head};
use bazgasht_domain::text::to_ascii_digits;

#[derive(Clone)]
pub(super) struct Query {
    /// The whole text.
    pub(super) text: Folded,
    /// Its words, as parts of names are looked for in any order.
    pub(super) words: Vec<Vec<u8>>,
    /// What to look for in phones, when the text is a number.
    pub(super) phone: Option<PhonePart>,
}

/// Digits of a phone as typed, and what else they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PhonePart {
    pub(super) digits: Vec<u8>,
    /// The number as it is kept from its first digit on, when the country code or the 0 before it was typed.
    pub(super) from_start: Option<Vec<u8>>,
}

const COUNTRY: &str = "98";

impl Query {
    pub(super) fn read(typed: &str) -> Self {
        let text = fold(typed);
        let words: Vec<Vec<u8>> = text.words().map(<[u8]>::to_vec).collect();
        Self { text, words, phone: PhonePart::read(typed) }
    }
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
    /// Whether every word is a whole word of the name, letter by letter.
    pub(super) fn is_spelt_in(&self, block: &Block, row: u32) -> bool {
        self.words.iter().all(|word| block.folded.words(row).any(|known| known == word.as_slice()))
    }
    /// Whether the whole text or one of its words is a tag.
    pub(super) fn is_tag_of(&self, block: &Block, row: u32) -> bool {
        let of = |typed: &[u8]| block.tags.has(&block.tags.answering(typed), row);
        of(&self.text.bytes) || self.words.iter().any(|word| of(word))
    }
    /// Parts of a number are looked for only when a digit was typed.
    pub(super) fn has_digit(&self) -> bool {
        self.text.bytes.iter().any(u8::is_ascii_digit)
    }
    /// The words by sound; none when a word is one letter over and over, which sounds like everything with it.
    pub(super) fn sounds(typed: &str) -> Vec<Vec<u8>> {
        let words = head(typed).split_whitespace().map(fold).filter(|word| !word.bytes.is_empty());
        let sound = |word: Folded| (word.sound.len() > 1 || word.bytes.len() == 1).then_some(word.sound);
        words.map(sound).collect::<Option<_>>().unwrap_or_default()
    }
}

impl PhonePart {
    /// `None` for a text that has anything but digits and what is written between them.
    fn read(typed: &str) -> Option<Self> {
        let typed = to_ascii_digits(head(typed));
        let mut digits = String::new();
        for letter in typed.chars() {
            match letter {
                '0'..='9' => digits.push(letter),
                '+' | '-' | '(' | ')' | '.' | '/' | '_' => {}
                letter if letter.is_whitespace() || !letter.is_alphanumeric() && !letter.is_ascii() => {}
                _ => return None,
            }
        }
        if let Some(rest) = digits.strip_prefix("00")
            && rest.starts_with(COUNTRY)
        {
            digits = rest.to_owned();
        }
        (!digits.is_empty()).then(|| Self { from_start: from_start(&digits), digits: digits.into_bytes() })
    }
}

/// `0912` is kept as `98912`; `9821` and `98021` as `021`; `980912` as `98912`.
fn from_start(digits: &str) -> Option<Vec<u8>> {
    let kept = match (digits.strip_prefix('0'), digits.strip_prefix(COUNTRY)) {
        (Some(rest), _) => format!("{COUNTRY}{rest}"),
        (None, Some("")) | (None, None) => return None,
        (None, Some(rest)) => match rest.strip_prefix('0') {
            Some(rest) if rest.starts_with('9') => format!("{COUNTRY}{rest}"),
            Some(_) => rest.to_owned(),
            None => format!("0{rest}"),
        },
    };
    Some(kept.into_bytes())
}
