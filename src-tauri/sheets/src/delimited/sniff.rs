//! The delimiter of a text file: the one whose rows agree most with the first row about the number of cells.

use super::Dialect;
use super::tokenizer::{Step, Tokenizer};
use crate::{Limits, Row};
use encoding_rs::Encoding;

/// In order of preference when two fit equally: in Persian Windows lists are separated by semicolons.
const CANDIDATES: [u8; 4] = [b';', b',', b'\t', b'|'];
const ROWS_LOOKED_AT: usize = 60;

pub(crate) fn dialect(encoding: &'static Encoding, sample: &str, limits: &Limits) -> Dialect {
    if let Some(delimiter) = sep_line(sample) {
        return Dialect { encoding, delimiter, has_sep_line: true };
    }
    let mut best = (0_usize, b',');
    for delimiter in CANDIDATES {
        let score = score(sample, delimiter, limits);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    Dialect { encoding, delimiter: best.1, has_sep_line: false }
}

/// `sep=;` in the first line, as Excel writes and reads it.
fn sep_line(sample: &str) -> Option<u8> {
    let line = sample.lines().next()?.trim_matches('"');
    let delimiter = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    match delimiter.as_bytes() {
        [byte] if CANDIDATES.contains(byte) => Some(*byte),
        _ => None,
    }
}

/// 0 when the delimiter never splits a row; otherwise grows with agreement first and the number of cells second.
fn score(sample: &str, delimiter: u8, limits: &Limits) -> usize {
    let mut tokenizer = Tokenizer::new(delimiter, *limits);
    let mut row = Row::new();
    let mut widths = Vec::new();
    let mut rest = sample;
    while widths.len() < ROWS_LOOKED_AT {
        match tokenizer.feed(rest, &mut row) {
            Ok(Step::Row(taken)) => {
                if !row.is_blank() {
                    widths.push(row.len());
                }
                rest = rest.get(taken..).unwrap_or_default();
            }
            // The last row of the sample may be cut; it counts only when it is all there is.
            Ok(Step::More) => {
                if widths.is_empty() && matches!(tokenizer.finish(&mut row), Ok(true)) {
                    widths.push(row.len());
                }
                break;
            }
            Err(_) => return 0,
        }
    }
    let most = widths.iter().copied().max().unwrap_or(1);
    if most < 2 {
        return 0;
    }
    // The width most rows have: titles above the table and notes below it are narrower.
    let common =
        (2..=most).max_by_key(|width| (widths.iter().filter(|other| *other == width).count(), *width));
    let common = common.unwrap_or(most);
    let agreeing = widths.iter().filter(|width| **width == common).count();
    1 + agreeing * 1_000 / widths.len() * 2_000 + common.min(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sample: &str, delimiter: u8, why: &str) {
        let dialect = dialect(encoding_rs::UTF_8, sample, &Limits::default());
        assert_eq!(char::from(dialect.delimiter), char::from(delimiter), "{why}");
    }

    #[test]
    fn the_delimiter_is_found() {
        check("a;b;c\n1;2,5;3\n", b';', "decimal commas do not win against semicolons");
        check("id,order_id,date,v\n1,1,1997-01-01,29\n", b',', "commas");
        check("a\tb\n1,5\t2\n", b'\t', "tabs");
        check("a|b\n1|2\n", b'|', "bars");
        check("mobile\n0912\n0913\n", b',', "one column only");
        check("sep=|\na|b;c\n1|2;3\n", b'|', "Excel's own line says it");
        check("گزارش مشتریان\nکد,نام\n1,\"الف;ب\"\n2,ج\n", b',', "a title above the table");
        check("کد,نام", b',', "a header alone");
    }
}
