//! The ZIP of a workbook: checked before anything is unpacked, then streamed part by part through a meter.

use super::meter::Meter;
use crate::{Limits, SheetError, Unsupported};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

pub(crate) type Part<'a> = quick_xml::Reader<Meter<BufReader<ZipFile<'a, BufReader<File>>>>>;

const READ_BUFFER_BYTES: usize = 64 << 10;

pub(crate) struct Archive {
    zip: ZipArchive<BufReader<File>>,
    pub(crate) limits: Limits,
}

impl Archive {
    pub(crate) fn open(path: &Path, limits: Limits) -> Result<Self, SheetError> {
        let file = File::open(path)?;
        let packed_bytes = file.metadata()?.len();
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(zip_error)?;
        check_kind(&zip)?;
        check_sizes(&mut zip, packed_bytes, &limits)?;
        Ok(Self { zip, limits })
    }

    /// An XML part as a metered stream of events; `None` when the workbook has no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, SheetError> {
        self.part_within(name, self.limits.unpacked_bytes)
    }

    /// The same with a limit of its own on what may come out of it.
    pub(crate) fn part_within(
        &mut self,
        name: &str,
        total_bytes_max: u64,
    ) -> Result<Option<Part<'_>>, SheetError> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(zip_error(error)),
        };
        let buffered = BufReader::with_capacity(READ_BUFFER_BYTES, file);
        let stream = Meter::new(buffered, total_bytes_max, self.limits.xml_event_bytes);
        let mut reader = quick_xml::Reader::from_reader(stream);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        config.allow_dangling_amp = true;
        Ok(Some(reader))
    }
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
