//! The ZIP of a workbook: checked before anything is unpacked, then opened part by part.

use super::meter::Meter;
use super::strings::SharedStrings;
use super::styles::DateStyles;
use super::workbook::{self, Workbook};
use crate::{Limits, SheetError, Unsupported};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

pub(crate) type Part<'a> = quick_xml::Reader<Meter<BufReader<ZipFile<'a, BufReader<File>>>>>;

const READ_BUFFER_BYTES: usize = 64 << 10;

/// An open workbook with everything that is needed to read one sheet of it.
pub(crate) struct Package {
    archive: ZipArchive<BufReader<File>>,
    pub(crate) limits: Limits,
    pub(crate) strings: SharedStrings,
    pub(crate) styles: DateStyles,
    pub(crate) book: Workbook,
}

impl Package {
    pub(crate) fn open(path: &Path, limits: Limits) -> Result<Self, SheetError> {
        let file = File::open(path)?;
        let packed_bytes = file.metadata()?.len();
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(zip_error)?;
        check_kind(&archive)?;
        check_sizes(&mut archive, packed_bytes, &limits)?;
        let mut package = Self {
            archive,
            limits,
            strings: SharedStrings::default(),
            styles: DateStyles::default(),
            book: Workbook::default(),
        };
        package.book = workbook::read(&mut package)?;
        let total = limits.unpacked_bytes;
        if let Some(mut part) = open_part(&mut package.archive, "xl/styles.xml", &limits, total)? {
            package.styles = DateStyles::read(&mut part)?;
        }
        let string_limit = limits.shared_string_bytes.min(limits.unpacked_bytes);
        if let Some(mut part) =
            open_part(&mut package.archive, "xl/sharedStrings.xml", &limits, string_limit)?
        {
            package.strings = SharedStrings::read(&mut part, &limits)?;
        }
        Ok(package)
    }

    /// An XML part as a metered stream of events; `None` when the workbook has no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, SheetError> {
        open_part(&mut self.archive, name, &self.limits, self.limits.unpacked_bytes)
    }

    /// The stream of one sheet beside the tables its cells refer to.
    pub(crate) fn sheet(
        &mut self,
        name: &str,
    ) -> Result<(Part<'_>, &SharedStrings, &DateStyles), SheetError> {
        let part = open_part(&mut self.archive, name, &self.limits, self.limits.unpacked_bytes)?;
        part.map(|part| (part, &self.strings, &self.styles)).ok_or(SheetError::NoSheet)
    }
}

fn open_part<'a>(
    archive: &'a mut ZipArchive<BufReader<File>>,
    name: &str,
    limits: &Limits,
    total_limit: u64,
) -> Result<Option<Part<'a>>, SheetError> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(zip_error(error)),
    };
    let stream =
        Meter::new(BufReader::with_capacity(READ_BUFFER_BYTES, file), total_limit, limits.xml_event_bytes);
    let mut reader = quick_xml::Reader::from_reader(stream);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.allow_dangling_amp = true;
    Ok(Some(reader))
}

/// Reads to the end of the part, which is where the ZIP checksum is compared.
pub(crate) fn drain(mut part: Part<'_>) -> Result<(), SheetError> {
    let mut scratch = [0_u8; 16 << 10];
    loop {
        part.get_mut().begin_event();
        match part.get_mut().read(&mut scratch) {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(SheetError::Damaged { row: None }),
        }
    }
}

fn check_kind(archive: &ZipArchive<BufReader<File>>) -> Result<(), SheetError> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.xml") {
        Ok(())
    } else if has("xl/workbook.bin") {
        Err(SheetError::Unsupported(Unsupported::Xlsb))
    } else if has("content.xml") && has("mimetype") {
        Err(SheetError::Unsupported(Unsupported::Ods))
    } else {
        Err(SheetError::Unsupported(Unsupported::NotATable))
    }
}

fn check_sizes(
    archive: &mut ZipArchive<BufReader<File>>,
    packed_bytes: u64,
    limits: &Limits,
) -> Result<(), SheetError> {
    let mut unpacked_bytes = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(zip_error)?;
        if part.encrypted() {
            return Err(SheetError::Unsupported(Unsupported::Encrypted));
        }
        unpacked_bytes = unpacked_bytes.saturating_add(part.size());
    }
    let suspicious = unpacked_bytes > limits.ratio_from_bytes
        && unpacked_bytes / packed_bytes.max(1) > limits.unpack_ratio;
    if suspicious || unpacked_bytes > limits.unpacked_bytes {
        return Err(SheetError::TooLarge { limit_bytes: limits.unpacked_bytes });
    }
    Ok(())
}

fn zip_error(error: ZipError) -> SheetError {
    match error {
        ZipError::Io(error)
            if error.kind() != std::io::ErrorKind::UnexpectedEof
                && error.kind() != std::io::ErrorKind::InvalidData
                && error.kind() != std::io::ErrorKind::InvalidInput
                && error.kind() != std::io::ErrorKind::Other =>
        {
            SheetError::Io(error)
        }
        _ => SheetError::Damaged { row: None },
    }
}
