//! Handing the window's print view to the desktop. Sizes are checked here; the window only says how long its content is.

use crate::api::types::{Paper, PrintPage, Printed};
use crate::core::{App, PrintJob};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use std::sync::Arc;

/// Tenths of a millimetre.
const ROLL_WIDTH_DMM: u32 = 800;
/// Printers feed at least this much, and no roll is longer than three metres.
const ROLL_HEIGHT_MM: std::ops::RangeInclusive<i64> = 40..=3_000;
/// The window's style sheet says the same of its page: whoever prints follows one of the two.
const A4_MARGIN_DMM: u32 = 120;
const A4_DMM: (u32, u32) = (2_100, 2_970);
/// ID-1, the size of a bank card.
const CARD_DMM: (u32, u32) = (856, 540);
const NAME_CHARS_MAX: usize = 80;

pub(crate) fn print_page(app: &Arc<App>, _: &Session, request: PrintPage) -> Result<Printed, AppError> {
    let (width_dmm, height_dmm) = match request.paper {
        Paper::A4 => A4_DMM,
        Paper::Card => CARD_DMM,
        Paper::Roll80 => {
            let mm = request.height_mm.clamp(*ROLL_HEIGHT_MM.start(), *ROLL_HEIGHT_MM.end());
            (ROLL_WIDTH_DMM, u32::try_from(mm * 10).map_err(AppError::internal)?)
        }
    };
    let pdf_name = request.pdf.then(|| file_name(&request.name));
    let margin_dmm = if request.paper == Paper::A4 { A4_MARGIN_DMM } else { 0 };
    let job = PrintJob { width_dmm, height_dmm, margin_dmm, pdf_name };
    let done = app.ports().desktop.print(&job).ok_or(Code::NoDialog)?;
    done.map_err(|cause| AppError { detail: cause, ..Code::PrintFailed.into() })
}

/// Without what a file's name may not hold on any system.
fn file_name(asked: &str) -> String {
    let kept = asked.chars().filter(|c| !c.is_control() && !r#"\/:*?"<>|"#.contains(*c));
    let name: String = kept.take(NAME_CHARS_MAX).collect();
    let name = name.trim().trim_matches('.').trim();
    if name.is_empty() { "bazgasht".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_fits_every_system() {
        let check = |asked: &str, wanted: &str, why: &str| assert_eq!(file_name(asked), wanted, "{why}");
        check("رسید ۲۴۷", "رسید ۲۴۷", "Persian is fine");
        check("../../etc/passwd", "etcpasswd", "no way out of the folder");
        check("a:b*c?\"<>|\n", "abc", "what Windows refuses");
        check("...", "bazgasht", "nothing is left");
        check(&"ن".repeat(300), &"ن".repeat(NAME_CHARS_MAX), "not endless");
    }
}
