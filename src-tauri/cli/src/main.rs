//! The headless twin of the window: the same core, the same dispatcher, the same words.
//! Answers go to standard output as JSON; a failure goes to standard error as its sentence and its code, and the
//! program ends with 1.

mod arguments;
mod import;
mod kpi;
mod mapping;
mod model;
mod ports;
mod sign_in;
mod words;

use arguments::{Arguments, Command, Owner};
use bazgasht_app::api::commands;
use bazgasht_app::{App, AppError, Entropy, Ports, reset_owner_secret, serve};
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
        Command::ExportPerson { customer, folder } => {
            let app = open_with(arguments.data.as_deref(), arguments.name.as_deref(), ports::into(folder))?;
            let request = serde_json::json!({ "request_id": request_id()?, "customer": customer });
            let answer = serve(&app, "export_customer", request, None)?;
            app.close();
            Ok(pretty(&answer))
        }
        Command::Owner { what: Owner::Reset { name } } => {
            // Nobody signs in: who could is the one who forgot.
            let app = App::open(folder(arguments.data.as_deref())?, ports::ports())?;
            let name = reset_owner_secret(&app, name.as_deref(), &sign_in::secret()?)?;
            app.close();
            Ok(pretty(&serde_json::json!({ "owner": name })))
        }
        Command::Kpi(asked) => kpi::run(&open()?, &asked),
        Command::Model { what } => model::run(&open()?, &what),
        Command::Sample { size } => import::sample(&open()?, size),
    }
}

fn open(data: Option<&Path>, name: Option<&str>) -> Result<Arc<App>, AppError> {
    open_with(data, name, ports::ports())
}

fn open_with(data: Option<&Path>, name: Option<&str>, ports: Ports) -> Result<Arc<App>, AppError> {
    let app = App::open(folder(data)?, ports)?;
    sign_in::sign_in(&app, name)?;
    Ok(app)
}

fn folder(data: Option<&Path>) -> Result<&Path, AppError> {
    data.ok_or_else(|| AppError::new(bazgasht_app::Code::BadRequest).with("detail", "--data DIR"))
}

/// One run of the twin is one intent.
fn request_id() -> Result<String, AppError> {
    let mut random = [0; 16];
    ports::SystemEntropy.fill(&mut random).map_err(AppError::internal)?;
    Ok(format!("twin-{:032x}", u128::from_le_bytes(random)))
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
