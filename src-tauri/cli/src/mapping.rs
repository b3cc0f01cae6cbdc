//! `--map field=column`: what a person would choose in the window, said beforehand.

use bazgasht_app::AppError;
use bazgasht_app::import::{Choices, Code, Field, ImportError, Kind, Opened, fields_of, headers};
use bazgasht_domain::text::tight_form;

/// Leaves a column aside.
const NOTHING: &str = "none";

/// Puts `--map` into choices. A column is its header as written (any keyboard's letters), or its place from 1.
pub fn apply(asked: &[String], file: &mut Opened, choices: &mut Choices) -> Result<(), AppError> {
    if asked.is_empty() {
        return Ok(());
    }
    let headers = headers(file, choices)?;
    for one in asked {
        let (field, column) =
            one.split_once('=').ok_or_else(|| misfit(format!("--map {one}: field=column")))?;
        let field = match field.trim() {
            NOTHING => None,
            name => Some(Field::parse(name).ok_or_else(|| misfit(unknown_field(name, choices.kind)))?),
        };
        choices.columns.push((place(column, &headers)?, field));
    }
    Ok(())
}

fn place(column: &str, headers: &[String]) -> Result<usize, AppError> {
    let wanted = tight_form(column);
    let alike: Vec<usize> = (0..headers.len())
        .filter(|place| !wanted.is_empty() && tight_form(&headers[*place]) == wanted)
        .collect();
    match (alike.as_slice(), column.trim().parse::<usize>()) {
        ([place], _) => Ok(*place),
        ([], Ok(number)) if (1..=headers.len()).contains(&number) => Ok(number - 1),
        ([], _) => Err(misfit(format!("no column {column:?}; {}", listed(headers)))),
        _ => Err(misfit(format!("{} columns are called {column:?}: give its number", alike.len()))),
    }
}

/// A refusal that `--map` can answer says so: which fields, which columns.
pub fn explained(error: AppError, file: &mut Opened, choices: &Choices) -> AppError {
    let answers = [Code::ColumnMissing, Code::ColumnTwice, Code::MappingMisfit].map(Code::as_str);
    if !answers.contains(&error.code.as_str()) {
        return error;
    }
    let one_of = error.params.get("one_of").and_then(|fields| fields.as_array()).into_iter().flatten();
    let mut fields: Vec<&str> = one_of.filter_map(|field| field.as_str()).collect();
    if fields.is_empty() {
        fields.extend(error.params.get("field").and_then(|field| field.as_str()));
    }
    let names = if fields.is_empty() { "field".to_owned() } else { fields.join("|") };
    let columns = listed(&headers(file, choices).unwrap_or_default());
    AppError { detail: format!("--map {names}=column; {columns}"), ..error }
}

fn misfit(detail: String) -> AppError {
    AppError { detail, ..AppError::from(ImportError::MappingMisfit) }
}

fn unknown_field(name: &str, kind: Option<Kind>) -> String {
    let fields = kind.map_or(Field::ALL, fields_of);
    let names: Vec<&str> = fields.iter().map(|field| field.as_str()).collect();
    format!("no field {name:?}; {} {NOTHING}", names.join(" "))
}

fn listed(headers: &[String]) -> String {
    let columns: Vec<String> =
        headers.iter().zip(1..).map(|(header, place)| format!("{place} {header:?}")).collect();
    format!("columns: {}", columns.join(", "))
}
