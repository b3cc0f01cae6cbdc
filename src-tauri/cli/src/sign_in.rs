//! Who works on the command line: the owner of a shop without locks, otherwise somebody who shows a secret. The secret
//! is never an argument: arguments are seen by every program of the PC.

use bazgasht_app::{App, AppError, Code, serve};
use bazgasht_domain::text::key_form;
use serde_json::{Value, json};
use std::io::BufRead;
use std::sync::Arc;

const SECRET_VARIABLE: &str = "BAZGASHT_SECRET";

/// Signs `name` in; nobody needs to be when the shop has no locks.
pub fn sign_in(app: &Arc<App>, name: Option<&str>) -> Result<(), AppError> {
    let Some(name) = name else { return Ok(()) };
    if !serve(app, "shop_status", Value::Null, None)?["locks"].as_bool().unwrap_or(false) {
        return Ok(());
    }
    let list = serve(app, "list_staff_to_sign_in", Value::Null, None)?;
    let is_named =
        |person: &&Value| person["name"].as_str().is_some_and(|known| key_form(known) == key_form(name));
    let person = list["staff"].as_array().into_iter().flatten().find(is_named).ok_or(Code::SecretWrong)?;
    let request = json!({ "staff": person["id"], "secret": secret()? });
    serve(app, "sign_in", request, None).map(drop)
}

/// From the environment or one line of standard input.
pub fn secret() -> Result<String, AppError> {
    if let Ok(secret) = std::env::var(SECRET_VARIABLE) {
        return Ok(secret);
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(AppError::internal)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
