//! Which fields a kind of file has, and which it can not do without.

use super::error::ImportError;
use super::types::{Field, Kind, Mapping};

/// What a column of such a file can be taken as, in the order a person would look for it.
#[must_use]
pub fn fields_of(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Customers => &[
            Field::CustomerCode,
            Field::FirstName,
            Field::LastName,
            Field::FullName,
            Field::Gender,
            Field::Mobile,
            Field::OtherPhone,
            Field::Birthday,
            Field::City,
            Field::District,
            Field::Address,
            Field::NationalCode,
            Field::CardNo,
            Field::Company,
            Field::Group,
            Field::Channel,
            Field::Note,
            Field::OpeningPoints,
        ],
        Kind::Sales | Kind::Returns => &[
            Field::InvoiceNumber,
            Field::Date,
            Field::Time,
            Field::CustomerCode,
            Field::FullName,
            Field::Mobile,
            Field::ProductCode,
            Field::ProductName,
            Field::Quantity,
            Field::UnitPrice,
            Field::Discount,
            Field::LineTotal,
            Field::Amount,
        ],
        Kind::Orders => &[Field::CustomerCode, Field::InvoiceNumber, Field::Date, Field::Time, Field::Amount],
    }
}

/// Fields that several columns may hold together.
pub(super) fn may_repeat(field: Field) -> bool {
    matches!(field, Field::Mobile | Field::OtherPhone | Field::Group | Field::Note)
}

/// The columns of each field of a kind of file.
#[derive(Debug)]
pub(super) struct Columns {
    by_field: Vec<Vec<usize>>,
}

impl Columns {
    /// Fields of another kind of file have no column here.
    pub(super) fn new(kind: Kind, mapping: &Mapping) -> Self {
        let mut by_field = vec![Vec::new(); Field::ALL.len()];
        for (column, field) in mapping.columns.iter().enumerate() {
            if let Some(field) = field.filter(|field| fields_of(kind).contains(field))
                && let Some(columns) = by_field.get_mut(field as usize)
            {
                columns.push(column);
            }
        }
        Self { by_field }
    }

    pub(super) fn of(&self, field: Field) -> &[usize] {
        self.by_field.get(field as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        !self.of(field).is_empty()
    }

    /// The rows are lines of goods and not whole invoices.
    pub(super) fn has_lines(&self) -> bool {
        [Field::ProductCode, Field::ProductName, Field::Quantity, Field::UnitPrice, Field::LineTotal]
            .into_iter()
            .any(|field| self.has(field))
    }

    /// Fields that stand in several columns and may not.
    pub(super) fn twice(&self) -> Vec<Field> {
        let is_twice = |field: &Field| self.of(*field).len() > 1 && !may_repeat(*field);
        Field::ALL.iter().copied().filter(is_twice).collect()
    }

    /// What the kind can not do without and no column holds: of each entry one field is enough.
    pub(super) fn missing(&self, kind: Kind) -> Vec<&'static [Field]> {
        let needed: &[&'static [Field]] = match kind {
            Kind::Customers => &[&[Field::LastName, Field::FullName, Field::FirstName, Field::Mobile]],
            Kind::Sales | Kind::Returns if self.has(Field::UnitPrice) => {
                &[&[Field::Date], &[Field::Quantity, Field::LineTotal, Field::Amount]]
            }
            Kind::Sales | Kind::Returns => {
                &[&[Field::Date], &[Field::Amount, Field::LineTotal, Field::UnitPrice]]
            }
            Kind::Orders => {
                &[&[Field::CustomerCode], &[Field::InvoiceNumber], &[Field::Date], &[Field::Amount]]
            }
        };
        needed.iter().copied().filter(|fields| !fields.iter().any(|field| self.has(*field))).collect()
    }

    /// # Errors
    /// The first thing that keeps such a file from being read.
    pub(super) fn check(&self, kind: Kind) -> Result<(), ImportError> {
        if let Some(field) = self.twice().first() {
            return Err(ImportError::ColumnTwice { field: *field });
        }
        match self.missing(kind).first() {
            Some(one_of) => Err(ImportError::ColumnMissing { one_of }),
            None => Ok(()),
        }
    }
}
