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
        ],
        Kind::Sales | Kind::Returns => &[
            Field::InvoiceNumber,
            Field::Date,
            Field::Time,
            Field::CustomerCode,
            Field::FullName,
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

/// The columns of each field, checked against what the kind needs.
#[derive(Debug)]
pub(super) struct Columns {
    by_field: Vec<Vec<usize>>,
}

impl Columns {
    pub(super) fn new(kind: Kind, mapping: &Mapping) -> Result<Self, ImportError> {
        let mut by_field = vec![Vec::new(); Field::ALL.len()];
        for (column, field) in mapping.columns.iter().enumerate() {
            let Some(field) = *field else { continue };
            if !fields_of(kind).contains(&field) {
                return Err(ImportError::MappingMisfit);
            }
            let columns: &mut Vec<usize> =
                by_field.get_mut(field as usize).ok_or(ImportError::MappingMisfit)?;
            if !columns.is_empty() && !may_repeat(field) {
                return Err(ImportError::ColumnTwice { field });
            }
            columns.push(column);
        }
        let columns = Self { by_field };
        columns.require(kind)?;
        Ok(columns)
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

    fn require(&self, kind: Kind) -> Result<(), ImportError> {
        let one_of = |fields: &[Field]| match fields.iter().any(|field| self.has(*field)) {
            true => Ok(()),
            false => {
                Err(ImportError::ColumnMissing { field: fields.first().copied().unwrap_or(Field::Note) })
            }
        };
        match kind {
            Kind::Customers => one_of(&[Field::LastName, Field::FullName, Field::FirstName, Field::Mobile]),
            Kind::Sales | Kind::Returns => {
                one_of(&[Field::Date])?;
                if self.has(Field::LineTotal) || self.has(Field::Amount) {
                    return Ok(());
                }
                one_of(&[Field::UnitPrice])?;
                one_of(&[Field::Quantity])
            }
            Kind::Orders => {
                for field in [Field::CustomerCode, Field::InvoiceNumber, Field::Date, Field::Amount] {
                    one_of(&[field])?;
                }
                Ok(())
            }
        }
    }
}
