//! The sentences of the window's catalogue, for standard error.

use bazgasht_app::AppError;
use bazgasht_domain::text::to_persian_digits;
use serde_json::{Map, Value};

const CATALOGUE: &str = include_str!("../../../ui/src/lib/i18n/errors.fa.json");

/// The words of the import page: names of fields.
const DATA: &str = include_str!("../../../ui/src/lib/i18n/fa/data.json");

/// What happened, whether data is safe, what to do.
pub fn sentence(error: &AppError) -> String {
    told(&error.code, &error.params)
}

/// The catalogue's sentence for a code, with its parameters filled in.
pub fn told(code: &str, params: &Map<String, Value>) -> String {
    let catalogue: Value = serde_json::from_str(CATALOGUE).unwrap_or_default();
    let found = catalogue[code].as_str().or(catalogue["internal"].as_str());
    let mut sentence = found.unwrap_or_default().to_owned();
    for (name, value) in params {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let text = if name == "field" { field_name(&text) } else { text };
        sentence = sentence.replace(&format!("{{{name}}}"), &to_persian_digits(&text));
    }
    sentence
}

fn field_name(field: &str) -> String {
    let words: Value = serde_json::from_str(DATA).unwrap_or_default();
    words[format!("field_{field}")].as_str().unwrap_or(field).to_owned()
}
