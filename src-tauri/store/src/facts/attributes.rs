//! What is known of each person beside their purchases, as a stream over everybody or of one person: the same statements,
//! so that both say the same.

use crate::custom::Value;
use crate::{Reader, Result, credit};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CategoryId, CustomFieldId, CustomerId, ProductId, SaleId};
use bazgasht_domain::segment::{Gender, Goods, LeadStage};
use std::collections::HashMap;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attributes {
    pub city: Option<String>,
    pub district: Option<String>,
    pub channel: Option<String>,
    pub is_company: bool,
    pub company_size: Option<i64>,
    pub tags: Vec<String>,
    pub interests: Vec<Goods>,
    pub consents: Vec<(String, bool)>,
    pub tier: Option<String>,
    pub lead: Option<LeadStage>,
    pub gender: Option<Gender>,
    pub birth: Option<(u8, u8, Option<i32>)>,
    pub created: Option<ShopDay>,
    pub points: i64,
    /// Open points by their last day.
    pub ending: Vec<(ShopDay, i64)>,
    pub debt_rial: i64,
    pub referrer: Option<CustomerId>,
    pub fields: Vec<(CustomFieldId, Value)>,
}

/// A line of an order that counts, or such an order without lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub customer: CustomerId,
    pub sale: SaleId,
    pub day: ShopDay,
    /// False for an order of which only the amount is known.
    pub has_lines: bool,
    /// `None` for free text.
    pub product: Option<ProductId>,
}

const TAGS: &str = "SELECT customer_id, tag FROM customer_tag";
const INTERESTS: &str = "SELECT customer_id, kind, target_id FROM customer_interest";
const CONSENTS: &str = "SELECT customer_id, channel, granted FROM customer_consent";
const FIELDS: &str = "SELECT customer_id, field_id, text, whole FROM custom_value";
const LOTS: &str = "SELECT customer_id, expires_day, open_points FROM points_lot";

/// The statement over everybody by customer, or over one.
fn statement(base: &str, only: bool) -> String {
    let lots = if base == LOTS { "open_points > 0 AND expires_day IS NOT NULL" } else { "1" };
    if only {
        format!("{base} WHERE {lots} AND customer_id = ?1")
    } else {
        format!("{base} WHERE {lots} AND ?1 IS NULL ORDER BY customer_id")
    }
}

/// Rows of one statement by customer, read in step with the customers themselves.
struct Along<'s, T> {
    rows: rusqlite::Rows<'s>,
    map: fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ahead: Option<(i64, T)>,
}

impl<'s, T> Along<'s, T> {
    fn new(rows: rusqlite::Rows<'s>, map: fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>) -> Result<Self> {
        let mut along = Self { rows, map, ahead: None };
        along.step()?;
        Ok(along)
    }
    fn step(&mut self) -> rusqlite::Result<()> {
        self.ahead = match self.rows.next()? {
            Some(row) => Some((row.get(0)?, (self.map)(row)?)),
            None => None,
        };
        Ok(())
    }
    /// The rows of `id`; ids must be asked for in rising order.
    fn of(&mut self, id: i64) -> rusqlite::Result<Vec<T>> {
        let mut found = Vec::new();
        while let Some((owner, value)) = self.ahead.take_if(|(owner, _)| *owner <= id) {
            if owner == id {
                found.push(value);
            }
            self.step()?;
        }
        Ok(found)
    }
}

/// Every customer that is neither merged away nor erased, by id.
///
/// # Errors
/// The store's own errors.
pub fn attributes(reader: &Reader, mut take: impl FnMut(CustomerId, Attributes)) -> Result<()> {
    let debts = credit::debtors(reader)?.into_iter().map(|(id, rial, _)| (id.get(), rial.get())).collect();
    each(reader, None, &debts, &mut take)
}

/// One person as [`attributes`] gives them; `None` when merged away, erased or unknown.
///
/// # Errors
/// The store's own errors.
pub fn attributes_of(reader: &Reader, customer: CustomerId) -> Result<Option<Attributes>> {
    let debts = HashMap::from([(customer.get(), credit::open(reader, customer)?.get())]);
    let mut found = None;
    each(reader, Some(customer.get()), &debts, &mut |_, attributes| found = Some(attributes))?;
    Ok(found)
}

fn each(
    reader: &Reader,
    only: Option<i64>,
    debts: &HashMap<i64, i64>,
    take: &mut dyn FnMut(CustomerId, Attributes),
) -> Result<()> {
    let prepare = |base: &str| reader.prepare(&statement(base, only.is_some()));
    let (mut tags, mut interests, mut consents) = (prepare(TAGS)?, prepare(INTERESTS)?, prepare(CONSENTS)?);
    let (mut fields, mut lots) = (prepare(FIELDS)?, prepare(LOTS)?);
    let mut tags = Along::new(tags.query([only])?, |row| row.get(1))?;
    let mut interests = Along::new(interests.query([only])?, interest)?;
    let mut consents = Along::new(consents.query([only])?, |row| Ok((row.get(1)?, row.get(2)?)))?;
    let mut fields = Along::new(fields.query([only])?, field)?;
    let mut lots = Along::new(lots.query([only])?, |row| Ok((ShopDay::new(row.get(1)?), row.get(2)?)))?;
    let mut person = |row: &rusqlite::Row<'_>| {
        let id = row.get::<_, i64>(0)?;
        let found = Attributes {
            debt_rial: debts.get(&id).copied().unwrap_or(0),
            tags: tags.of(id)?,
            interests: interests.of(id)?,
            consents: consents.of(id)?,
            fields: fields.of(id)?,
            ending: lots.of(id)?,
            ..plain(row)?
        };
        take(CustomerId::new(id), found);
        Ok(())
    };
    match only {
        Some(id) => reader.each(include_str!("attributes_of.sql"), [id], &mut person),
        None => reader.each(include_str!("attributes.sql"), [], &mut person),
    }
}

fn interest(row: &rusqlite::Row<'_>) -> rusqlite::Result<Goods> {
    let target = row.get(2)?;
    Ok(match row.get_ref(1)?.as_str()? {
        "category" => Goods::Category { category: CategoryId::new(target) },
        _ => Goods::Product { product: ProductId::new(target) },
    })
}

fn field(row: &rusqlite::Row<'_>) -> rusqlite::Result<(CustomFieldId, Value)> {
    let value = match row.get::<_, Option<String>>(2)? {
        Some(text) => Value::Text(text),
        None => Value::Whole(row.get(3)?),
    };
    Ok((CustomFieldId::new(row.get(1)?), value))
}

/// The columns of the customer's own row.
fn plain(row: &rusqlite::Row<'_>) -> rusqlite::Result<Attributes> {
    let word = |column: usize| row.get::<_, Option<String>>(column);
    let birth = Option::zip(row.get(3)?, row.get(4)?);
    let year = row.get(5)?;
    let stage = word(14)?;
    Ok(Attributes {
        is_company: row.get_ref(1)?.as_str()? == "company",
        gender: word(2)?.and_then(|text| Gender::ALL.iter().copied().find(|one| one.as_str() == text)),
        birth: birth.map(|(month, day)| (month, day, year)),
        city: word(6)?,
        district: word(7)?,
        channel: word(8)?,
        company_size: row.get(9)?,
        points: row.get(10)?,
        created: Some(ShopDay::new(row.get(11)?)),
        referrer: row.get::<_, Option<i64>>(12)?.map(CustomerId::new),
        tier: word(13)?,
        lead: stage.and_then(|text| LeadStage::ALL.iter().copied().find(|one| one.as_str() == text)),
        ..Attributes::default()
    })
}

fn line(row: &rusqlite::Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        customer: CustomerId::new(row.get(0)?),
        sale: SaleId::new(row.get(1)?),
        day: ShopDay::new(row.get(2)?),
        has_lines: row.get(3)?,
        product: row.get::<_, Option<i64>>(4)?.map(ProductId::new),
    })
}

/// Lines of every order of known customers, in the order the sales lie in the file. A line that came back whole is left
/// out; an order all of whose lines are gone is given once without lines.
///
/// # Errors
/// The store's own errors.
pub fn lines(reader: &Reader, mut take: impl FnMut(Line)) -> Result<()> {
    reader.each(include_str!("lines.sql"), [], |row| line(row).map(&mut take))
}

/// Those of one customer, oldest first.
///
/// # Errors
/// The store's own errors.
pub fn lines_of(reader: &Reader, customer: CustomerId) -> Result<Vec<Line>> {
    reader.many(include_str!("lines_of.sql"), [customer.get()], line)
}
