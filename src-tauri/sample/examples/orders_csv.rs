//! Writes the purchases of a sample shop as an orders CSV (id, order_id, date, v in rial), by day, for
//! trying imports and for loading the same rows into another engine.
//!
//! `cargo run --release -p bazgasht-sample --example orders_csv -- M 1403 2026-11-22 > orders.csv`

use bazgasht_domain::calendar::{DateHint, ShopDay, parse_date};
use bazgasht_sample::{SampleShop, Size, Spec};
use std::io::{self, BufWriter, Error, Write};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [size, seed, today] = arguments.as_slice() else {
        return Err(Error::other("orders_csv tiny|S|M|L SEED TODAY"));
    };
    let spec = Spec {
        with_lines: false,
        with_anonymous: false,
        ..Spec::new(parse_size(size)?, seed.parse().map_err(Error::other)?, parse_day(today)?)
    };
    write_orders(&SampleShop::new(spec), &mut BufWriter::new(io::stdout().lock()))
}

fn write_orders(shop: &SampleShop, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "id,order_id,date,v")?;
    let (mut day, mut iso) = (None, String::new());
    for (index, sale) in shop.sales_by_day().enumerate() {
        // Naming a day is the slow part, and the sales of one day stand together.
        if day != Some(sale.day) {
            (day, iso) = (Some(sale.day), sale.day.iso());
        }
        if let Some(customer) = sale.customer {
            writeln!(out, "{},{},{iso},{}", customer + 1, index + 1, sale.net.get())?;
        }
    }
    out.flush()
}

fn parse_size(text: &str) -> io::Result<Size> {
    match text {
        "tiny" => Ok(Size::Tiny),
        "S" => Ok(Size::S),
        "M" => Ok(Size::M),
        "L" => Ok(Size::L),
        other => Err(Error::other(format!("no such size: {other}"))),
    }
}

fn parse_day(text: &str) -> io::Result<ShopDay> {
    let parsed = parse_date(text, DateHint::default()).map_err(|error| Error::other(format!("{error:?}")))?;
    Ok(parsed.jalali().day())
}
