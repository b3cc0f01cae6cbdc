//! The benchmark table: `cargo xtask bench`, or `cargo xtask bench --quick` for a look without the largest shop.
//!
//! Every figure is ours against a reference taken by turns in the same run, shown as a ratio of medians with the
//! noise beside it; results are compared before any time is taken, and a wrong result ends the run without a table.
//! `--only P1,P3` measures some rows alone.

mod board;
mod fit;
mod goods;
mod import;
mod measure;
mod sale;
mod search;
mod shop;
mod sqlite;
mod start;
mod table;

use bazgasht_sample::Size;
use measure::Done;
use std::process::ExitCode;

const ROWS: [&str; 6] = ["P1", "P2", "P3", "P6", "P8", "P9"];

struct Asked {
    quick: bool,
    rows: Vec<String>,
}

impl Asked {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut asked = Self { quick: false, rows: ROWS.map(str::to_owned).to_vec() };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--quick" => asked.quick = true,
                "--only" => {
                    let list = arguments.next().unwrap_or_default();
                    asked.rows = list.split(',').map(str::to_owned).collect();
                }
                // Cargo passes this on to every benchmark.
                "--bench" => {}
                other => return Err(format!("unknown: {other} (known: --quick, --only P1,P2,…)")),
            }
        }
        match asked.rows.iter().find(|row| !ROWS.contains(&row.as_str())) {
            Some(unknown) => Err(format!("no such row: «{unknown}» (there are {})", ROWS.join(", "))),
            None => Ok(asked),
        }
    }
    fn wants(&self, row: &str) -> bool {
        self.rows.iter().any(|wanted| wanted == row)
    }
}

fn main() -> ExitCode {
    match Asked::read(std::env::args().skip(1)).map_err(Into::into).and_then(|asked| run(&asked)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("bench: {cause}");
            ExitCode::FAILURE
        }
    }
}

fn run(asked: &Asked) -> Done {
    let before = load();
    let size = if asked.quick { Size::M } else { Size::L };
    let mut rows = Vec::new();
    let small = if asked.wants("P1") || asked.wants("P9") { Some(shop::write(Size::S, true)?) } else { None };
    if let (Some(small), true) = (&small, asked.wants("P1")) {
        eprintln!("P1 …");
        rows.extend(sale::rows(small.path(), asked.quick)?);
    }
    if asked.wants("P2") {
        rows.extend(import::rows()?);
    }
    if asked.wants("P3") {
        rows.extend(board::rows(if asked.quick { &[Size::M] } else { &[Size::M, Size::L] })?);
    }
    if asked.wants("P8") {
        rows.extend(fit::rows(size)?);
    }
    if asked.wants("P6") || asked.wants("P9") {
        let large = shop::write(size, true)?;
        let mut starts = Vec::new();
        if let (Some(small), true) = (&small, asked.wants("P9")) {
            starts = start::rows(small.path(), large.path(), size)?;
        }
        if asked.wants("P6") {
            let app = shop::open(large.path())?;
            // The numbers are in memory before the first question, as on a working day.
            shop::ask(&app, "read_board", serde_json::json!({}))?;
            rows.extend(search::rows(&app)?);
            rows.extend(goods::rows(&app)?);
            shop::close(app);
        }
        rows.extend(starts);
    }
    println!();
    table::print(&rows);
    println!("\nload of the machine: {before} before, {} after; {} cores", load(), cores());
    if asked.quick {
        println!("quick: rows at L were measured at M or left out; the goals are those for L");
    }
    Ok(())
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The load of the last minute, where the system says it.
fn load() -> String {
    let said = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    said.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned()
}
