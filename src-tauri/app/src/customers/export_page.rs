//! The handed-out page for people: one HTML file without scripts or anything from outside, in the words of the one
//! catalogue. Every text of the person is escaped.

use bazgasht_domain::text::to_persian_digits;
use serde_json::Value;

/// The window's own catalogue: a field is called the same on paper as on the screen.
const WORDS: &str = include_str!("../../../../ui/src/lib/i18n/fa/person_export.json");

const STYLE: &str = "body{font-family:Vazirmatn,Tahoma,sans-serif;margin:2rem;line-height:1.7}\
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-block-start:1.5rem}\
table{border-collapse:collapse}td,th{border:1px solid;padding:.25rem .6rem;text-align:start;vertical-align:top}";

struct Words(Value);

impl Words {
    /// The word for a name of the data; the name itself when the catalogue has none.
    fn of<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).and_then(Value::as_str).unwrap_or(key)
    }
}

/// Tables of rows: the name in the data and the members that are columns.
const TABLES: &[(&str, &[&str])] = &[
    ("consents", &["channel", "granted", "at", "origin"]),
    ("sales", &["day", "invoice", "total_rial", "returned_rial", "cancelled", "note"]),
    ("returns", &["day", "invoice", "total_rial"]),
    ("points", &["day", "kind", "points", "balance", "note"]),
    ("notes", &["at", "text"]),
    ("offers", &["day", "total_rial", "remind", "note", "reason"]),
    ("lead_steps", &["at", "from", "to", "reason"]),
    ("merges", &["at", "record", "name"]),
    ("families", &["name", "since", "people"]),
];

pub(super) fn page(told: &Value) -> String {
    let words = Words(serde_json::from_str(WORDS).unwrap_or(Value::Null));
    let title = escaped(words.of("title"));
    let mut html = format!(
        "<!doctype html>\n<html lang=\"fa\" dir=\"rtl\">\n<head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n<table>\n"
    );
    for one in rows(told, "fields") {
        let name = one.get("name").and_then(Value::as_str).filter(|name| !name.is_empty());
        let label =
            name.unwrap_or_else(|| words.of(one.get("field").and_then(Value::as_str).unwrap_or_default()));
        html.push_str(&line(&[("th", escaped(label)), ("td", text(&words, one.get("text")))]));
    }
    for key in ["orders", "net_rial", "points_balance", "first", "last"] {
        let value = told.get("totals").and_then(|totals| totals.get(key));
        html.push_str(&line(&[("th", escaped(words.of(key))), ("td", text(&words, value))]));
    }
    html.push_str("</table>\n");
    for (name, columns) in TABLES {
        let rows = rows(told, name);
        if rows.is_empty() {
            continue;
        }
        html.push_str(&format!("<h2>{}</h2>\n<table>\n", escaped(words.of(name))));
        let head: Vec<_> = columns.iter().map(|column| ("th", escaped(words.of(column)))).collect();
        html.push_str(&line(&head));
        for row in rows {
            let cells: Vec<_> = columns.iter().map(|column| ("td", text(&words, row.get(*column)))).collect();
            html.push_str(&line(&cells));
        }
        html.push_str("</table>\n");
    }
    html.push_str("</body>\n</html>\n");
    html
}

fn rows<'a>(told: &'a Value, name: &str) -> &'a [Value] {
    told.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn line(cells: &[(&str, String)]) -> String {
    let cells: String = cells.iter().map(|(tag, text)| format!("<{tag}>{text}</{tag}>")).collect();
    format!("<tr>{cells}</tr>\n")
}

fn text(words: &Words, value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => format!("<bdi>{}</bdi>", escaped(words.of(text))),
        Some(Value::Number(number)) => {
            format!("<bdi dir=\"ltr\">{}</bdi>", to_persian_digits(&number.to_string()))
        }
        Some(Value::Bool(flag)) => escaped(words.of(if *flag { "yes" } else { "no" })),
        _ => String::new(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
