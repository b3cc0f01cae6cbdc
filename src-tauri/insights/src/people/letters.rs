//! One byte for each letter of the Persian alphabet.
//!
//! Invariant: no code is a byte that the key form of any text has otherwise: key forms hold no capital ASCII
//! letters and no control characters. Whatever is no Persian letter keeps its UTF-8 bytes.

use bazgasht_domain::text::phonetic_form;
use std::sync::OnceLock;

const LETTERS: [char; 32] = [
    'ا', 'ب', 'پ', 'ت', 'ث', 'ج', 'چ', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'ژ', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع',
    'غ', 'ف', 'ق', 'ک', 'گ', 'ل', 'م', 'ن', 'و', 'ه', 'ی',
];
const CODES: [u8; 32] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\x0E\x0F\x10\x11\x12\x13";

/// Where the block of Arabic letters begins in Unicode.
const BLOCK: u32 = 0x0600;
/// Codes by place in that block, 0 where there is none.
const BY_PLACE: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < LETTERS.len() {
        table[(LETTERS[at] as u32 - BLOCK) as usize] = CODES[at];
        at += 1;
    }
    table
};

fn code(letter: char) -> Option<u8> {
    let place = u32::from(letter).checked_sub(BLOCK)?;
    BY_PLACE.get(place as usize).copied().filter(|code| *code != 0)
}

/// Whether the text is its own key form, all Persian letters.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|letter| code(letter).is_some())
}

/// Encodes a text of plain letters; says whether it is one.
pub(super) fn encode_plain(text: &str, bytes: &mut Vec<u8>) -> bool {
    bytes.clear();
    text.chars().all(|letter| code(letter).map(|code| bytes.push(code)).is_some())
}

/// Encodes a text in key form.
pub(super) fn encode(key: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(key.len());
    for letter in key.chars() {
        match code(letter) {
            Some(code) => bytes.push(code),
            None => bytes.extend_from_slice(letter.to_ascii_lowercase().encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

/// The phonetic form of a word of plain letters: each as it sounds, doubled ones once.
pub(super) fn sound_of_plain(word: &[u8], sound: &mut Vec<u8>) {
    static SOUNDS: OnceLock<[u8; 256]> = OnceLock::new();
    let sounds = SOUNDS.get_or_init(|| {
        let mut sounds = [0; 256];
        for (letter, code) in LETTERS.iter().zip(CODES) {
            let heard = phonetic_form(letter.encode_utf8(&mut [0; 4]));
            sounds[usize::from(code)] = encode(&heard).first().copied().unwrap_or(code);
        }
        sounds
    });
    sound.clear();
    sound.extend(word.iter().map(|code| sounds[usize::from(*code)]));
    sound.dedup();
}

/// Characters of a piece of a folded text.
pub(super) fn char_count(folded: &[u8]) -> usize {
    folded.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
