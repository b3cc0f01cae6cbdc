//! The foldings themselves. Each step is repeated until nothing changes, because dropping a mark can bring
//! together letters that NFKC then composes; so the forms are idempotent for every text.
//!
//! What metrics leave open is decided here, on characters they do not name: the key form also ignores the
//! case of Latin letters, joiners, repeated and surrounding spaces, and takes the Urdu and Kurdish shapes of
//! ه ک ی as their Persian ones.

use super::digits::ascii_digit;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';

/// The form that is kept: NFKC, ي and ى as ی, ك as ک, ASCII digits; no kashida, harakat, bidi marks or control characters.
#[must_use]
pub fn store_form(text: &str) -> String {
    if text.chars().all(is_stored) {
        return text.to_owned();
    }
    settle(text, is_stored, store_once)
}

/// The form that is compared: store form with آ أ إ as ا, ؤ as و, ئ as ی, ة ۀ هٔ as ه; no ء, no ZWNJ.
#[must_use]
pub fn key_form(text: &str) -> String {
    settle(text, is_plain, |text| super::single_spaced(&fold(&store_form(text))))
}

/// Key form without any space: «محمد رضا» and «محمدرضا» are one.
#[must_use]
pub fn tight_form(text: &str) -> String {
    settle(text, is_plain, |text| key_form(text).chars().filter(|letter| !letter.is_whitespace()).collect())
}

/// Tight form by sound: ط as ت, ص ث as س, ذ ض ظ as ز, ق as غ, ح as ه, ع as ا, doubled letters once.
#[must_use]
pub fn phonetic_form(text: &str) -> String {
    settle(text, is_plain, |text| {
        let mut heard = String::with_capacity(text.len());
        let mut before = None;
        for letter in tight_form(text).chars().map(sound) {
            if !(letter.is_alphabetic() && before == Some(letter)) {
                heard.push(letter);
            }
            before = Some(letter);
        }
        heard
    })
}

/// No text needs more rounds; the bound only makes it plain that this ends.
const ROUNDS_MAX: usize = 16;

/// Repeats `pass` until nothing changes; a result of `done` letters alone is known not to.
fn settle(text: &str, done: fn(char) -> bool, pass: impl Fn(&str) -> String) -> String {
    let mut current = pass(text);
    for _ in 0..ROUNDS_MAX {
        if current.chars().all(done) {
            break;
        }
        let next = pass(&current);
        if next == current {
            break;
        }
        current = next;
    }
    current
}

/// Letters that no form changes and that never compose with each other; nearly all text is made of them,
/// and need not be looked at twice.
fn is_plain(letter: char) -> bool {
    match letter {
        '\0'..='\x7F' => !letter.is_ascii_uppercase() && !is_control(letter),
        'ا' | 'ب' | 'ت'..='غ' | 'ف' | 'ق' | 'ل'..='و' => true,
        _ => matches!(letter, 'پ' | 'چ' | 'ژ' | 'ک' | 'گ' | 'ی'),
    }
}

/// The same for the store form alone.
fn is_stored(letter: char) -> bool {
    is_plain(letter)
        || (letter.is_ascii() && !is_control(letter))
        || matches!(letter, 'آ' | 'أ' | 'إ' | 'ؤ' | 'ئ' | 'ة' | 'ء' | ZWNJ)
}

fn store_once(text: &str) -> String {
    let map = |letter: char| match letter {
        'ي' | 'ى' => Some('ی'),
        'ك' => Some('ک'),
        letter if is_dropped(letter) => None,
        letter => Some(ascii_digit(letter)),
    };
    if is_nfkc(text) { text.chars().filter_map(map).collect() } else { text.nfkc().filter_map(map).collect() }
}

/// Control characters that are no space: no keyboard writes them, and a text with a NUL is cut short elsewhere.
fn is_control(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
}

/// Kashida, harakat (with the small marks of the Koran), bidi marks, the byte order mark and control characters. The hamza and
/// madda signs that can sit on a letter stay: dropping them is the key form's business.
fn is_dropped(letter: char) -> bool {
    is_control(letter)
        || matches!(letter,
        '\u{0640}'
        | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{0652}' | '\u{0656}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'آ' | 'أ' | 'إ' | 'ٱ' => folded.push('ا'),
            'ؤ' => folded.push('و'),
            'ئ' | 'ے' | 'ۓ' | 'ې' | 'ێ' => folded.push('ی'),
            'ة' | 'ۀ' | 'ە' | 'ہ' | 'ۂ' | 'ۃ' | 'ھ' => folded.push('ه'),
            'ڪ' | 'ګ' => folded.push('ک'),
            'ء' | '\u{0653}'..='\u{0655}' | ZWNJ | ZWJ | '\u{200B}' | '\u{2060}' | '\u{00AD}' => {}
            _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            _ => folded.extend(letter.to_lowercase()),
        }
    }
    folded
}

fn sound(letter: char) -> char {
    match letter {
        'ط' => 'ت',
        'ص' | 'ث' => 'س',
        'ذ' | 'ض' | 'ظ' => 'ز',
        'ق' => 'غ',
        'ح' => 'ه',
        'ع' => 'ا',
        _ => letter,
    }
}
