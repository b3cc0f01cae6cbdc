//! Reads a whole file and says how long it took: `cargo run --example measure FILE`.

use bazgasht_sheets::{Row, open};
use std::error::Error;
use std::path::Path;

#[allow(clippy::disallowed_methods)] // a measurement is what this program is for
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: measure FILE")?;
    let begun = std::time::Instant::now();
    let mut table = open(Path::new(&path))?;
    let opened = begun.elapsed();
    println!("{:?} {:?} rows≈{:?}", table.format(), table.sheets(), table.row_estimate());
    let mut rows = table.rows()?;
    let mut row = Row::new();
    let (mut count, mut cells, mut bytes) = (0_u64, 0_u64, 0_u64);
    while rows.read(&mut row)? {
        count += 1;
        cells += row.len() as u64;
        bytes += row.cells().map(|cell| cell.text.len() as u64).sum::<u64>();
    }
    println!(
        "{count} rows, {cells} cells, {bytes} bytes of text; opened in {opened:?}, all in {:?}",
        begun.elapsed()
    );
    Ok(())
}
