//! Barcodes and QR codes as one path each: dark modules run by run, in a box of whole modules with the quiet zone that
//! scanners need.

use crate::api::types::CodeView;
use crate::error::AppError;
use barcoders::sym::code128::Code128;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// Code 128 wants ten modules of white on each side, QR four.
const BAR_QUIET: usize = 10;
const QR_QUIET: usize = 4;
const BAR_HEIGHT: usize = 40;
/// Chooses set B, which has all of plain ASCII.
const SET_B: char = '\u{0181}';
/// Chooses set C, which packs two digits into one symbol.
const SET_C: char = '\u{0106}';

/// Code 128 of a plain text; none when the text holds what no scanner sends.
pub(super) fn barcode(text: &str) -> Option<CodeView> {
    let even_digits = text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_digit());
    let set = if even_digits { SET_C } else { SET_B };
    let modules = Code128::new(format!("{set}{text}")).ok()?.encode();
    let mut path = String::new();
    runs(&mut path, modules.iter().map(|module| *module == 1), BAR_QUIET, 0, BAR_HEIGHT);
    Some(CodeView {
        width: whole(modules.len() + 2 * BAR_QUIET),
        height: whole(BAR_HEIGHT),
        path,
        text: text.to_owned(),
    })
}

/// QR of a text, with a quarter of it restorable.
///
/// # Errors
/// `internal` when the text is longer than any QR code holds.
pub(super) fn qr(text: &str) -> Result<CodeView, AppError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).map_err(AppError::internal)?;
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(code.width()).enumerate() {
        runs(&mut path, modules.iter().map(|module| *module == Color::Dark), QR_QUIET, row + QR_QUIET, 1);
    }
    let side = whole(code.width() + 2 * QR_QUIET);
    Ok(CodeView { width: side, height: side, path, text: text.to_owned() })
}

fn whole(modules: usize) -> i64 {
    i64::try_from(modules).unwrap_or(0)
}

/// Draws each run of dark modules as one box.
fn runs(path: &mut String, modules: impl Iterator<Item = bool>, x0: usize, y: usize, height: usize) {
    let mut start = None;
    // A white module at the end closes the last run.
    for (x, dark) in modules.chain(std::iter::once(false)).enumerate() {
        match (start, dark) {
            (None, true) => start = Some(x),
            (Some(from), false) => {
                let width = x - from;
                // Writing to a string does not fail.
                let _ = write!(path, "M{} {y}h{width}v{height}h-{width}z", x0 + from);
                start = None;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dark modules of one row, read back from the path.
    fn row(code: &CodeView, y: i64) -> Vec<bool> {
        let mut modules = vec![false; usize::try_from(code.width).unwrap()];
        for part in code.path.split('M').filter(|part| !part.is_empty()) {
            let numbers: Vec<i64> = part
                .split(|c: char| !c.is_ascii_digit())
                .filter(|n| !n.is_empty())
                .map(|n| n.parse().unwrap())
                .collect();
            let [x, top, width, height, ..] = numbers[..] else { panic!("{part}") };
            if (top..top + height).contains(&y) {
                for module in x..x + width {
                    modules[usize::try_from(module).unwrap()] = true;
                }
            }
        }
        modules
    }

    #[test]
    fn a_barcode_is_the_modules_of_the_standard_between_quiet_zones() {
        let check = |text: &str, modules: usize, why: &str| {
            let code = barcode(text).expect(why);
            let dark = row(&code, 5);
            assert_eq!(dark.len(), modules + 2 * BAR_QUIET, "{why}: the width");
            assert!(!dark[..BAR_QUIET].contains(&true), "{why}: white before");
            assert!(!dark[dark.len() - BAR_QUIET..].contains(&true), "{why}: white after");
            let stop: Vec<bool> = "1100011101011".chars().map(|c| c == '1').collect();
            assert_eq!(
                dark[dark.len() - BAR_QUIET - 13..dark.len() - BAR_QUIET],
                stop[..],
                "{why}: the stop"
            );
        };
        // start 11 + characters × 11 + check 11 + stop 13
        check("R000247", 11 + 7 * 11 + 11 + 13, "a receipt, letter and digits in set B");
        check("2900000012", 11 + 5 * 11 + 11 + 13, "an even number of digits in set C: half as wide");
        assert_eq!(barcode("چای"), None, "no scanner sends Persian letters");
    }

    #[test]
    fn a_qr_code_has_its_three_finders() {
        let code = qr("R000247").expect("short enough");
        let finder: Vec<bool> = "1111111".chars().map(|c| c == '1').collect();
        let top = row(&code, 4);
        assert_eq!(top[4..11], finder[..], "top, one side");
        let right = top.len() - 11;
        assert_eq!(top[right..right + 7], finder[..], "top, the other side");
        assert_eq!(row(&code, code.height - 5)[4..11], finder[..], "bottom");
        assert!(!row(&code, 2).contains(&true), "white above");
    }
}
