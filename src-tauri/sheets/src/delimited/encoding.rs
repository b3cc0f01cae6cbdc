//! Which encoding a text file is in: a mark at the front, valid UTF-8, the zero bytes of UTF-16, and only then the
//! code page of Persian Windows, accepted when what comes out looks like Persian.

use crate::probe::Probe;
use crate::{SheetError, Unsupported};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

/// A UTF-8 file with a few damaged bytes is still UTF-8: at least this many good sequences for each broken one.
const GOOD_PER_BROKEN: u64 = 20;
/// Share of zero or Arabic-block high bytes, in percent, that makes one side of a pair the high byte of UTF-16.
const HIGH_BYTES_PERCENT: usize = 95;
/// Control characters have no place in a table; this share of them, in percent, makes the bytes binary.
const CONTROLS_PERCENT: usize = 1;

pub(crate) fn detect(probe: &Probe) -> Result<&'static Encoding, SheetError> {
    if let Some((encoding, _)) = Encoding::for_bom(&probe.sample) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf16_without_mark(&probe.sample) {
        return Ok(encoding);
    }
    if is_binary(&probe.sample) {
        return Err(SheetError::Unsupported(Unsupported::NotATable));
    }
    if probe.utf8.broken == 0 || probe.utf8.multibyte >= probe.utf8.broken.saturating_mul(GOOD_PER_BROKEN) {
        return Ok(UTF_8);
    }
    if looks_persian(&probe.letters) {
        return Ok(WINDOWS_1256);
    }
    // Short or mostly Latin files: the guess of a browser, told that the file comes from Iran.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&probe.letters, true);
    let guess = detector.guess(Some(b"ir"), Utf8Detection::Deny);
    if guess == WINDOWS_1256 && plausible(&probe.letters) {
        Ok(WINDOWS_1256)
    } else {
        Err(SheetError::EncodingUnknown)
    }
}

/// Every second byte is the high byte of Latin (00), Arabic (06), presentation forms (FB, FE) or punctuation (20).
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.chunks_exact(2);
    let count = pairs.len();
    if count < 4 || !sample.contains(&0) {
        return None;
    }
    let high = |byte: u8| matches!(byte, 0x00 | 0x06 | 0x20 | 0xFB | 0xFE);
    let (mut little, mut big, mut zeros_even, mut zeros_odd) = (0_usize, 0_usize, 0_usize, 0_usize);
    for pair in pairs {
        if let [even, odd] = pair {
            little += usize::from(high(*odd));
            big += usize::from(high(*even));
            zeros_even += usize::from(*even == 0);
            zeros_odd += usize::from(*odd == 0);
        }
    }
    let enough = |hits: usize| hits * 100 >= count * HIGH_BYTES_PERCENT;
    // A low byte of zero is U+0600 or NUL: as good as never in a table.
    if enough(little) && zeros_even * 100 <= count * CONTROLS_PERCENT && zeros_odd > 0 {
        Some(UTF_16LE)
    } else if enough(big) && zeros_odd * 100 <= count * CONTROLS_PERCENT && zeros_even > 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_binary(sample: &[u8]) -> bool {
    let controls =
        sample.iter().filter(|byte| matches!(byte, 0..=8 | 0x0B | 0x0C | 0x0E..=0x1F | 0x7F)).count();
    sample.contains(&0) || controls * 100 > sample.len() * CONTROLS_PERCENT
}

/// What the letters beyond ASCII are when the bytes are read as Windows-1256.
#[derive(Debug, Default)]
struct Letters {
    arabic: usize,
    /// The seven letters that make up about half of any Persian or Arabic text.
    common: usize,
    /// French letters and typographic marks, which the code page has too.
    other_expected: usize,
    /// An Arabic letter beside a French one: no word of any language, so the bytes are of another code page.
    mixed_pairs: usize,
    all: usize,
}

fn letters(sample: &[u8]) -> Letters {
    let (text, _) = WINDOWS_1256.decode_without_bom_handling(sample);
    let mut count = Letters::default();
    let is_french = |letter: char| matches!(letter, '\u{C0}'..='\u{FF}') && !matches!(letter, '×' | '÷');
    let is_arabic =
        |letter: char| matches!(letter, '\u{0621}'..='\u{064A}' | 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ے');
    let mut before = ' ';
    for letter in text.chars() {
        let mixed = (is_french(before) && is_arabic(letter)) || (is_arabic(before) && is_french(letter));
        count.mixed_pairs += usize::from(mixed);
        before = letter;
        if letter.is_ascii() {
            continue;
        }
        count.all += 1;
        match letter {
            'ا' | 'ي' | 'ی' | 'ر' | 'ن' | 'م' | 'ه' | 'د' => {
                count.arabic += 1;
                count.common += 1;
            }
            _ if is_arabic(letter) => count.arabic += 1,
            '\u{064B}'..='\u{0652}' | '،' | '؛' | '؟' | '\u{200C}' | '\u{200E}' | '\u{200F}' => {
                count.other_expected += 1;
            }
            '«' | '»' | '–' | '—' | '…' | '\u{A0}' | '×' | '÷' | '°' | '²' | '½' => {
                count.other_expected += 1
            }
            _ if is_french(letter) => count.other_expected += 1,
            _ => {}
        }
    }
    count
}

fn looks_persian(sample: &[u8]) -> bool {
    let count = letters(sample);
    count.arabic * 100 >= count.all * 90 && count.common * 100 >= count.arabic * 30 && count.arabic >= 8
}

fn plausible(sample: &[u8]) -> bool {
    let count = letters(sample);
    (count.arabic + count.other_expected) * 100 >= count.all * 95 && count.mixed_pairs * 100 <= count.all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probe::Utf8Scan;

    fn check(bytes: &[u8], expected: Option<&'static Encoding>, why: &str) {
        let mut utf8 = Utf8Scan::default();
        utf8.feed_all(bytes);
        let probe = Probe {
            content: crate::probe::Content::Text,
            sha256: String::new(),
            bytes: bytes.len() as u64,
            line_feeds: 0,
            sample: bytes.to_vec(),
            letters: bytes.to_vec(),
            utf8,
        };
        assert_eq!(detect(&probe).ok().map(Encoding::name), expected.map(Encoding::name), "{why}");
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let persian = "کد مشتری;نام;نام خانوادگی\r\n12;بنیامین;صیادی\r\n";
        let windows = "کد مشتري;نام;نام خانوادگي\r\n12;بنيامين;صيادي\r\n";
        let code_page = WINDOWS_1256.encode(windows).0.into_owned();
        check(b"id,date\n1,2\n", Some(UTF_8), "plain ASCII is UTF-8");
        check(persian.as_bytes(), Some(UTF_8), "UTF-8 without a mark");
        check(&[b"\xEF\xBB\xBF", persian.as_bytes()].concat(), Some(UTF_8), "UTF-8 with a mark");
        check(
            &[b"\xFF\xFE", utf16(persian, true).as_slice()].concat(),
            Some(UTF_16LE),
            "UTF-16 LE with a mark",
        );
        check(
            &[b"\xFE\xFF", utf16(persian, false).as_slice()].concat(),
            Some(UTF_16BE),
            "UTF-16 BE with a mark",
        );
        check(&utf16(persian, true), Some(UTF_16LE), "UTF-16 LE without a mark");
        check(&utf16(persian, false), Some(UTF_16BE), "UTF-16 BE without a mark");
        check(&utf16("id,date\n1,2\n", true), Some(UTF_16LE), "UTF-16 of ASCII");
        check(&code_page, Some(WINDOWS_1256), "the code page of Persian Windows");
        let mut damaged = persian.repeat(20).into_bytes();
        damaged[1] = b'?';
        check(&damaged, Some(UTF_8), "one damaged byte does not turn UTF-8 into another encoding");
        let cyrillic =
            encoding_rs::WINDOWS_1251.encode("Имя;Фамилия;Город\nИван;Петров;Москва\n").0.into_owned();
        check(&cyrillic, None, "Russian is not read as garbled Persian");
        let japanese = encoding_rs::SHIFT_JIS.encode("名前;都市\n山田太郎;東京\n").0.into_owned();
        check(&japanese, None, "Japanese is not read as garbled Persian");
        check(b"\x00\x01\x02\x03binary\x00\x00\xFF", None, "binary bytes are no text");
    }
}
