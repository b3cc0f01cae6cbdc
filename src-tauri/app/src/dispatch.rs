//! The one way in: look the command up, check the right, read the request, call the handler, write the answer.
//! Numbers that JavaScript cannot hold are refused in both directions.

use crate::api::types::*;
use crate::api::{Permission, for_each_command};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

/// Runs one command for `session`.
///
/// # Errors
/// `unknown_command`, `locked`, `forbidden`, `bad_request`, `number_too_large`, or what the handler says.
pub fn dispatch(app: &Arc<App>, session: &Session, command: &str, payload: Value) -> Result<Value, AppError> {
    macro_rules! call {
        ($($(#[$doc:meta])* $name:ident($request:ty) -> $response:ty, $permission:ident,
            needs [$($need:ident),*], touches [$($touch:ident),*] => $handler:path;)+) => {
            match command {
                $(stringify!($name) => {
                    require(session, Permission::$permission)?;
                    let request: $request = read(payload)?;
                    let response: $response = $handler(app, session, request)?;
                    write(&response)
                })+
                _ => Err(AppError::new(Code::UnknownCommand).with("command", command)),
            }
        };
    }
    for_each_command!(call)
}

fn require(session: &Session, permission: Permission) -> Result<(), AppError> {
    if session.locked && permission != Permission::EvenLocked {
        return Err(Code::Locked.into());
    }
    if session.may(permission) { Ok(()) } else { Err(Code::Forbidden.into()) }
}

fn read<T: DeserializeOwned>(payload: Value) -> Result<T, AppError> {
    refuse_unsafe_numbers(&payload)?;
    // A command without fields may be called with null.
    let payload = if payload.is_null() { Value::Object(serde_json::Map::new()) } else { payload };
    serde_json::from_value(payload).map_err(|cause| {
        let detail = cause.to_string();
        AppError { detail: detail.clone(), ..AppError::new(Code::BadRequest).with("detail", detail) }
    })
}

fn write<T: Serialize>(response: &T) -> Result<Value, AppError> {
    let value = serde_json::to_value(response).map_err(AppError::internal)?;
    refuse_unsafe_numbers(&value)?;
    Ok(value)
}

fn refuse_unsafe_numbers(value: &Value) -> Result<(), AppError> {
    const MAX: i64 = bazgasht_domain::money::JS_SAFE_MAX;
    match value {
        Value::Number(number) if number.is_f64() => Ok(()),
        Value::Number(number) => match number.as_i64() {
            Some(whole) if (-MAX..=MAX).contains(&whole) => Ok(()),
            Some(_) | None => Err(AppError::new(Code::NumberTooLarge).with("number", number.to_string())),
        },
        Value::Array(items) => items.iter().try_for_each(refuse_unsafe_numbers),
        Value::Object(fields) => fields.values().try_for_each(refuse_unsafe_numbers),
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
    }
}
