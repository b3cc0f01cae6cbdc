//! The shop's own words above and below a receipt.

use crate::api::Tag;
use crate::api::types::{Done, Nothing, PrintHead, SavePrintWords};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::Settings;
use bazgasht_domain::text::store_form;
use bazgasht_store::{Reader, settings};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const KEY: &str = "print.words";
const CHARS_MAX: usize = 400;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Words {
    header: String,
    footer: String,
}

pub(super) fn head(reader: &Reader) -> Result<PrintHead, AppError> {
    let words = settings::get::<Words>(reader, KEY)?.unwrap_or_default();
    let shop_name = Settings::read(reader)?.shop_name;
    Ok(PrintHead { shop_name, header: words.header, footer: words.footer })
}

pub(crate) fn print_words(app: &Arc<App>, _: &Session, _: Nothing) -> Result<PrintHead, AppError> {
    app.shop().store().read(head)
}

/// Lines stay lines; everything else is stored as a name is.
fn lines(typed: &str) -> Result<String, AppError> {
    let text: Vec<String> = typed.lines().map(|line| store_form(line).trim().to_owned()).collect();
    let text = text.join("\n").trim().to_owned();
    if text.chars().count() > CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", CHARS_MAX));
    }
    Ok(text)
}

pub(crate) fn save_print_words(
    app: &Arc<App>,
    session: &Session,
    request: SavePrintWords,
) -> Result<Done, AppError> {
    let shop = app.shop();
    let words = Words { header: lines(&request.header)?, footer: lines(&request.footer)? };
    let touched = [Tag::Settings];
    let done =
        transact(app, &shop, session, Op::SavePrintWords, &request.request_id, &touched, |tx, change| {
            let before = settings::get::<Words>(tx, KEY)?.unwrap_or_default();
            settings::put(tx, KEY, &words)?;
            change.about("settings", 0, serde_json::json!({ "print_words": words }));
            change.undo_by("save_print_words", serde_json::json!(before));
            Ok(())
        })?;
    Ok(Done { repeated: done.repeated })
}
