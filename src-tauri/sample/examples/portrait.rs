//! Prints what a sample shop looks like: its people, its shelves and a morning of its sales.
//!
//! `cargo run -p bazgasht-sample --example portrait`

use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_sample::{Sale, SampleShop, Size, generate};
use std::io::{self, Write};

/// 1 Azar 1405.
const TODAY: ShopDay = ShopDay::new(20_779);

fn main() -> io::Result<()> {
    let shop = generate(Size::Tiny, 1403, TODAY);
    let mut out = io::stdout().lock();
    let (first, last) = (JalaliDate::from_day(shop.first_day()), JalaliDate::from_day(shop.last_day()));
    writeln!(out, "{} – {}", first.format_long(), last.format_long())?;
    let (customers, purchases) = (shop.customer_count(), shop.purchase_count());
    writeln!(out, "{customers} customers, {purchases} purchases, {} anonymous", shop.anonymous_count())?;
    for customer in shop.customers().take(20) {
        let name = format!("{} {}", customer.first_name, customer.last_name);
        let company = customer.company.map_or(String::new(), |company| company.name);
        writeln!(out, "{name} · {} · {} · {company}", customer.mobile, customer.address)?;
    }
    for sale in shop.sales_by_day().skip(2_000).take(12) {
        write_sale(&shop, &sale, &mut out)?;
    }
    Ok(())
}

fn write_sale(shop: &SampleShop, sale: &Sale, out: &mut impl Write) -> io::Result<()> {
    let date = JalaliDate::from_day(sale.day).format_long();
    writeln!(out, "{date} {:02}:{:02} · {} rial", sale.minute / 60, sale.minute % 60, sale.net.get())?;
    for line in &sale.lines {
        let name = shop.products().get(line.product as usize).map_or("", |product| product.name);
        writeln!(out, "  {} × {name} = {}", line.quantity, line.net.get())?;
    }
    Ok(())
}
