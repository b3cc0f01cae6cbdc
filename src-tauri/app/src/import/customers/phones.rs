//! The numbers of a row: mobiles and landlines as such, everything else as it was written.

use super::super::cells::{check_readable, text};
use super::super::codes::Code;
use super::super::issues::Finding;
use super::super::scan::RowView;
use super::super::types::{Field, Severity};
use bazgasht_domain::phone::{Mobile, PhoneFault, PhoneReading, classify_phone};
use bazgasht_store::customers::{Phone, PhoneKind};

#[derive(Debug, Default)]
pub(super) struct ReadPhones {
    pub(super) phones: Vec<Phone>,
    pub(super) mobiles: Vec<Mobile>,
    /// At least one number can be called.
    pub(super) has_good: bool,
}

pub(super) fn read(row: &RowView<'_>, findings: &mut Vec<(Severity, Finding)>) -> ReadPhones {
    let mut read = ReadPhones::default();
    for field in [Field::Mobile, Field::OtherPhone] {
        for cell in row.cells(field) {
            if let Err(finding) = check_readable(cell, field) {
                findings.push((Severity::KeptWithoutCell, finding));
            }
            if let Some(written) = text(cell) {
                read.take(&written, field, findings);
            }
        }
    }
    read
}

impl ReadPhones {
    fn take(&mut self, written: &str, field: Field, findings: &mut Vec<(Severity, Finding)>) {
        match classify_phone(written) {
            // A dash or a dot where there is no number.
            PhoneReading::Empty => {}
            PhoneReading::Mobile { mobile, unknown_operator } => {
                if self.mobiles.contains(&mobile) {
                    return;
                }
                if looks_made_up(mobile) {
                    findings.push((Severity::Warning, Finding::at(Code::PhoneMadeUp, field, written)));
                } else if unknown_operator {
                    findings
                        .push((Severity::Warning, Finding::at(Code::PhoneUnknownOperator, field, written)));
                }
                self.mobiles.push(mobile);
                self.keep(PhoneKind::Mobile, Some(mobile.e164()), written);
            }
            PhoneReading::Landline(_) => {
                if field == Field::Mobile {
                    findings.push((Severity::Warning, Finding::at(Code::PhoneLandline, field, written)));
                }
                self.keep(PhoneKind::Landline, None, written);
            }
            PhoneReading::Invalid(PhoneFault::Several) if self.take_parts(written) => {}
            PhoneReading::Invalid(fault) => {
                findings.push((Severity::KeptWithoutCell, finding(fault, field, written)));
                self.keep(PhoneKind::Invalid, None, written);
            }
        }
    }

    /// «۰۹۱۲… / ۰۹۳۵…»: every part must be a number, or the cell is kept whole.
    fn take_parts(&mut self, written: &str) -> bool {
        let parts: Vec<&str> =
            written.split(['/', '\\', ',', ';', '،', '؛', '|', '\n']).map(str::trim).collect();
        let readings: Vec<PhoneReading> = parts.iter().map(|part| classify_phone(part)).collect();
        let good = |reading: &PhoneReading| {
            matches!(reading, PhoneReading::Mobile { .. } | PhoneReading::Landline(_))
        };
        if parts.len() < 2 || !readings.iter().all(good) {
            return false;
        }
        for (part, reading) in parts.iter().zip(readings) {
            match reading {
                PhoneReading::Mobile { mobile, .. } if !self.mobiles.contains(&mobile) => {
                    self.mobiles.push(mobile);
                    self.keep(PhoneKind::Mobile, Some(mobile.e164()), part);
                }
                PhoneReading::Landline(_) => self.keep(PhoneKind::Landline, None, part),
                PhoneReading::Mobile { .. } | PhoneReading::Empty | PhoneReading::Invalid(_) => {}
            }
        }
        true
    }

    fn keep(&mut self, kind: PhoneKind, e164: Option<String>, raw: &str) {
        self.has_good |= kind != PhoneKind::Invalid;
        self.phones.push(Phone { kind, e164, raw: raw.to_owned(), label: String::new() });
    }
}

fn finding(fault: PhoneFault, field: Field, written: &str) -> Finding {
    let code = match fault {
        PhoneFault::TooShort => Code::PhoneTooShort,
        PhoneFault::TooLong => Code::PhoneTooLong,
        PhoneFault::Empty | PhoneFault::NotDigits => Code::PhoneNotDigits,
        PhoneFault::Foreign => Code::PhoneForeign,
        PhoneFault::Several => Code::PhoneSeveral,
        PhoneFault::UnknownBeginning => Code::PhoneUnknownBeginning,
        PhoneFault::NotMobile => Code::PhoneLandline,
    };
    let digits = written.chars().filter(char::is_ascii_digit).count();
    Finding::at(code, field, written).with("digits", digits)
}

/// 09123456789, 09120000000: all digits in a row, or one digit seven times.
fn looks_made_up(mobile: Mobile) -> bool {
    let digits = mobile.national();
    let last: Vec<u8> = digits.bytes().rev().take(7).collect();
    let same = last.windows(2).all(|pair| matches!(pair, [one, two] if one == two));
    let rising = last.windows(2).all(|pair| matches!(pair, [one, two] if *two + 1 == *one));
    same || rising
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, mobiles: usize, phones: usize, codes: &[Code], why: &str) {
        let mut findings = Vec::new();
        let mut read = ReadPhones::default();
        read.take(written, Field::Mobile, &mut findings);
        let found: Vec<Code> = findings.iter().map(|(_, finding)| finding.code).collect();
        assert_eq!(
            (read.mobiles.len(), read.phones.len(), found.as_slice()),
            (mobiles, phones, codes),
            "{written}: {why}"
        );
    }

    #[test]
    fn numbers_of_a_cell() {
        check("0912 172 6548", 1, 1, &[], "a mobile");
        check("0935607211", 0, 1, &[Code::PhoneTooShort], "one digit short, kept as written");
        check("021-88744120", 0, 1, &[Code::PhoneLandline], "a landline in the column of mobiles");
        check("09123456789", 1, 1, &[Code::PhoneMadeUp], "digits in a row");
        check("09120000000", 1, 1, &[Code::PhoneMadeUp], "one digit repeated");
        check("09121726548 / 09351908594", 2, 2, &[], "two numbers in a cell");
        check("ندارد", 0, 1, &[Code::PhoneNotDigits], "a word");
        check("-", 0, 0, &[], "a dash for nothing");
    }
}
