//! The headless twin of the window: the same core, the same dispatcher, the same words.
//! Answers go to standard output as JSON; a failure goes to standard error as its sentence and its code, and the
//! program ends with 1.

mod arguments;
mod import;
mod kpi;
mod mapping;
mod ports;
mod sign_in;
mod words;

use arguments::{Arguments, Command};
use bazgasht_app::api::commands;
use bazgasht_app::{App, AppError, serve};
use clap::Parser;
use serde_json::Value;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(answer) => {
            // Whoever reads may have heard enough (`| head`): that is no fault of the work, which is done.
            let _ = writeln!(std::io::stdout(), "{answer}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            if !error.detail.is_empty() {
                eprintln!("# {}", error.detail);
            }
            eprintln!("{}", words::sentence(&error));
            eprintln!("code: {}", error.code);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<String, AppError> {
    let open = || open(arguments.data.as_deref(), arguments.name.as_deref());
    match arguments.command {
        Command::Commands => Ok(reference()),
        Command::Rpc { command, payload } => {
            let payload: Value =
                serde_json::from_str(payload.as_deref().unwrap_or("{}")).map_err(|cause| {
                    AppError::new(bazgasht_app::Code::BadRequest).with("detail", cause.to_string())
                })?;
            let app = open()?;
            let answer = serve(&app, &command, payload, None)?;
            app.close();
            Ok(pretty(&answer))
        }
        Command::Import(asked) => import::run(&open()?, &asked),
        Command::Kpi(asked) => kpi::run(&open()?, &asked),
        Command::Sample { size } => import::sample(&open()?, size),
    }
}

fn open(data: Option<&Path>, name: Option<&str>) -> Result<Arc<App>, AppError> {
    let folder =
        data.ok_or_else(|| AppError::new(bazgasht_app::Code::BadRequest).with("detail", "--data DIR"))?;
    let app = App::open(folder, ports::ports())?;
    sign_in::sign_in(&app, name)?;
    Ok(app)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// Every command with its request, answer and right.
fn reference() -> String {
    let rows = commands().into_iter().map(|command| {
        serde_json::json!({
            "name": command.name,
            "what": command.doc,
            "request": command.request,
            "response": command.response,
            "permission": format!("{:?}", command.permission),
        })
    });
    pretty(&Value::Array(rows.collect()))
}
