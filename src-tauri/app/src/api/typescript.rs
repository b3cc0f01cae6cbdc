//! Writes the TypeScript client from the command table, so that the window cannot call what does not exist.

use super::commands;
use super::events::{Changed, JobProgress};
use super::table::for_each_command;
use super::types::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use ts_rs::{Config, TS, TypeVisitor};

struct Book<'a> {
    config: &'a Config,
    declarations: BTreeMap<String, String>,
}

impl Book<'_> {
    fn add<T: TS + 'static + ?Sized>(&mut self) {
        // Types without a file of their own (numbers, strings, arrays) need no declaration.
        if T::output_path().is_some() {
            let name = T::ident(self.config);
            if self.declarations.contains_key(&name) {
                return;
            }
            let docs = T::docs().unwrap_or_default();
            self.declarations.insert(name, format!("{docs}export {}\n", T::decl(self.config)));
        }
        T::visit_dependencies(self);
    }
}

impl TypeVisitor for Book<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.add::<T>();
    }
}

/// The whole of `ui/src/lib/api/generated.ts`.
#[must_use]
pub fn typescript() -> String {
    let config = Config::default();
    let mut book = Book { config: &config, declarations: BTreeMap::new() };
    macro_rules! visit {
        ($($(#[$doc:meta])* $name:ident($request:ty) -> $response:ty, $permission:ident,
            needs [$($need:ident),*], touches [$($touch:ident),*] => $handler:path;)+) => {
            $(book.add::<$request>(); book.add::<$response>();)+
        };
    }
    for_each_command!(visit);
    book.add::<super::Tag>();
    book.add::<Approval>();
    book.add::<Changed>();
    book.add::<JobProgress>();

    let mut out =
        String::from("// Generated from the command table by `cargo xtask types`. Do not edit.\n\n");
    for declaration in book.declarations.values() {
        out.push_str(declaration);
        out.push('\n');
    }
    out.push_str("/** Request and response of every command. */\nexport interface Commands {\n");
    for command in commands() {
        let _ = writeln!(
            out,
            "  /** {} */\n  {}: {{ request: {}; response: {} }};",
            command.doc, command.name, command.request, command.response
        );
    }
    out.push_str(
        "}\n\n/** Tags whose change makes the answer of a query stale. */\nexport const needs = {\n",
    );
    for command in commands() {
        let tags: Vec<String> =
            command.needs.iter().map(|tag| format!("'{}'", super::tag_name(*tag))).collect();
        let _ = writeln!(out, "  {}: [{}],", command.name, tags.join(", "));
    }
    out.push_str("} as const satisfies Record<keyof Commands, readonly Tag[]>;\n");
    out
}
