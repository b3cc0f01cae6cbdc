//! One row as a person. What can be read is read; what can not is kept as it was written, with the reason.

use super::super::cells::{check_readable, code, text};
use super::super::codes::Code;
use super::super::issues::Finding;
use super::super::scan::RowView;
use super::super::types::{Field, Severity};
use super::{opening, phones};
use bazgasht_domain::calendar::{
    Birthday, DateError, DateHint, JalaliDate, ShopDay, parse_birthday, parse_date,
};
use bazgasht_domain::identity::NationalCode;
use bazgasht_domain::names::full_name;
use bazgasht_domain::phone::Mobile;
use bazgasht_domain::points::Points;
use bazgasht_domain::text::{key_form, sort_key};
use bazgasht_sheets::{Cell, CellKind};
use bazgasht_store::customers::{Birth, Gender, Kind, Profile};

const NAME_CHARS_MAX: usize = 120;
const TEXT_CHARS_MAX: usize = 1_000;

/// What the phone cells of a row came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phones {
    None,
    OnlyInvalid,
    Some,
}

#[derive(Debug)]
pub(super) struct Draft {
    pub(super) profile: Profile,
    pub(super) phones: Phones,
    pub(super) birth_is_ambiguous: bool,
    /// What the customer brings from another program.
    pub(super) points: Option<Points>,
    mobiles: Vec<Mobile>,
}

type Findings = Vec<(Severity, Finding)>;

impl Draft {
    pub(super) fn read(row: &RowView<'_>, today: ShopDay) -> (Self, Findings) {
        let mut findings = Findings::new();
        let mut reader = Reader { row, findings: &mut findings };
        let code = code(row.cell(Field::CustomerCode)).map(|code| shortened(code, NAME_CHARS_MAX));
        let first_name = reader.name(Field::FirstName);
        let named_whole = reader.name(Field::FullName);
        let last_name = reader.name(Field::LastName).or(named_whole);
        let (first_name, last_name) = (first_name.unwrap_or_default(), last_name.unwrap_or_default());
        let company = reader.name(Field::Company);
        let only_company = first_name.is_empty() && last_name.is_empty() && company.is_some();
        let written = full_name(&first_name, &last_name);
        let mut profile = Profile {
            kind: if only_company { Kind::Company } else { Kind::Person },
            code,
            full_name: if only_company { company.clone().unwrap_or_default() } else { written },
            first_name,
            last_name,
            company,
            gender: reader.gender(),
            city: reader.text(Field::City),
            district: reader.text(Field::District),
            address: reader.text(Field::Address),
            national_code: reader.national_code(),
            card_no: reader.text(Field::CardNo),
            channel: reader.text(Field::Channel),
            note: reader.notes(),
            tags: reader.tags(),
            ..Profile::default()
        };
        let birth_is_ambiguous = reader.birth(&mut profile, today);
        let read = phones::read(row, &mut findings);
        let phones = match (read.phones.is_empty(), read.has_good) {
            (true, _) => Phones::None,
            (false, true) => Phones::Some,
            (false, false) => Phones::OnlyInvalid,
        };
        profile.phones = read.phones;
        let points = opening::read(row.cell(Field::OpeningPoints)).unwrap_or_else(|finding| {
            findings.push((Severity::KeptWithoutCell, finding));
            None
        });
        (Self { profile, phones, birth_is_ambiguous, points, mobiles: read.mobiles }, findings)
    }

    pub(super) fn code(&self) -> &str {
        self.profile.code.as_deref().unwrap_or_default()
    }

    pub(super) fn mobile(&self) -> Option<Mobile> {
        self.mobiles.first().copied()
    }

    pub(super) fn mobiles(&self) -> &[Mobile] {
        &self.mobiles
    }

    /// Something tells this row from another person of the same name.
    pub(super) fn has_key(&self) -> bool {
        self.profile.code.is_some() || !self.mobiles.is_empty()
    }

    /// Nothing says who this is.
    pub(super) fn is_unidentified(&self) -> bool {
        self.profile.full_name.is_empty() && self.profile.code.is_none() && self.profile.phones.is_empty()
    }

    /// A person without a name is shown by the code or the number; true when that was needed. Sets the forms for
    /// searching too.
    pub(super) fn complete_name(&mut self) -> bool {
        let is_nameless = self.profile.full_name.is_empty();
        if is_nameless {
            let number = || self.profile.phones.first().map(|phone| phone.raw.clone());
            let shown =
                self.profile.code.clone().or_else(|| self.mobile().map(Mobile::national)).or_else(number);
            self.profile.full_name = shown.unwrap_or_default();
        }
        self.profile.name_key = key_form(&self.profile.full_name);
        self.profile.name_sort = sort_key(&self.profile.full_name);
        is_nameless
    }
}

/// A customer of whom only the code is known, as sales make them.
pub(in super::super) fn nameless(code: &str) -> Profile {
    Profile {
        code: Some(code.to_owned()),
        full_name: code.to_owned(),
        name_key: key_form(code),
        name_sort: sort_key(code),
        ..Profile::default()
    }
}

fn shortened(text: String, chars_max: usize) -> String {
    match text.char_indices().nth(chars_max) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned(),
        None => text,
    }
}

struct Reader<'r, 'f> {
    row: &'r RowView<'r>,
    findings: &'f mut Findings,
}

impl Reader<'_, '_> {
    fn aside(&mut self, finding: Finding) {
        self.findings.push((Severity::KeptWithoutCell, finding));
    }

    fn cut(&mut self, cell: Cell<'_>, field: Field, chars_max: usize) -> Option<String> {
        if let Err(finding) = check_readable(cell, field) {
            // A garbled or overlong name is still the name; anything else of that kind is left out.
            self.aside(finding);
            if !matches!(field, Field::FirstName | Field::LastName | Field::FullName | Field::Company) {
                return None;
            }
        }
        let text = text(cell)?;
        let chars = text.chars().count();
        if chars > chars_max && cell.fault.is_none() {
            self.aside(
                Finding::at(Code::CellTooLong, field, &text).with("chars", chars).with("limit", chars_max),
            );
        }
        Some(shortened(text, chars_max))
    }

    fn name(&mut self, field: Field) -> Option<String> {
        self.cut(self.row.cell(field), field, NAME_CHARS_MAX)
    }

    fn text(&mut self, field: Field) -> Option<String> {
        self.cut(self.row.cell(field), field, TEXT_CHARS_MAX)
    }

    fn notes(&mut self) -> Option<String> {
        let cells: Vec<Cell<'_>> = self.row.cells(Field::Note).collect();
        let notes: Vec<String> =
            cells.into_iter().filter_map(|cell| self.cut(cell, Field::Note, TEXT_CHARS_MAX)).collect();
        (!notes.is_empty()).then(|| notes.join("\n"))
    }

    fn tags(&mut self) -> Vec<String> {
        let cells: Vec<Cell<'_>> = self.row.cells(Field::Group).collect();
        let mut tags = Vec::new();
        for cell in cells {
            let Some(text) = self.cut(cell, Field::Group, TEXT_CHARS_MAX) else { continue };
            let words =
                text.split(['،', ',', ';', '؛', '|', '\n']).map(str::trim).filter(|word| !word.is_empty());
            for word in words {
                if !tags.iter().any(|tag| tag == word) {
                    tags.push(word.to_owned());
                }
            }
        }
        tags
    }

    fn gender(&mut self) -> Option<Gender> {
        let text = self.text(Field::Gender)?;
        match key_form(&text).trim_end_matches('.') {
            "زن"
            | "خانم"
            | "مونث"
            | "بانو"
            | "ز"
            | "دختر"
            | "سرکار خانم"
            | "female"
            | "f"
            | "woman"
            | "mrs"
            | "ms" => Some(Gender::Female),
            "مرد" | "اقا" | "اقای" | "مذکر" | "م" | "پسر" | "جناب اقای" | "male" | "m" | "man" | "mr" => {
                Some(Gender::Male)
            }
            _ => {
                self.aside(Finding::at(Code::GenderUnknown, Field::Gender, &text));
                None
            }
        }
    }

    fn national_code(&mut self) -> Option<String> {
        let text = self.text(Field::NationalCode)?;
        match NationalCode::parse(&text) {
            Ok(code) => Some(code.to_string()),
            Err(_) => {
                self.aside(Finding::at(Code::NationalCodeInvalid, Field::NationalCode, &text));
                None
            }
        }
    }

    /// Sets the birthday or what was written instead of it; true when it could be read in two ways.
    fn birth(&mut self, profile: &mut Profile, today: ShopDay) -> bool {
        let cell = self.row.cell(Field::Birthday);
        let Some(raw) = self.text(Field::Birthday) else { return false };
        let read = match cell.kind {
            CellKind::Number | CellKind::DateSerial => {
                parse_date(&raw, DateHint::ExcelSerial).map(|date| Birthday::from(date.jalali()))
            }
            CellKind::Text | CellKind::Bool | CellKind::Error => parse_birthday(&raw),
        };
        let code = match read {
            Ok(birthday) if is_after(birthday, today) => Code::BirthInFuture,
            Ok(birthday) => {
                profile.birth =
                    Some(Birth { month: birthday.month(), day: birthday.day(), year: birthday.year() });
                return false;
            }
            Err(DateError::Empty) => return false,
            Err(DateError::AmbiguousYear | DateError::AmbiguousOrder) => Code::BirthAmbiguous,
            Err(_) => Code::BirthInvalid,
        };
        self.aside(Finding::at(code, Field::Birthday, &raw));
        profile.birth_raw = Some(raw);
        code == Code::BirthAmbiguous
    }
}

fn is_after(birthday: Birthday, today: ShopDay) -> bool {
    let born = birthday.year().and_then(|year| JalaliDate::new(year, birthday.month(), birthday.day()).ok());
    born.is_some_and(|born| born.day() > today)
}
