//! One pass over the bytes of a file: its fingerprint, its kind by content (never by its name), and what the
//! encoding guess needs.

use crate::{SheetError, Unsupported};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The guess of encoding and delimiter looks at this much of the beginning.
pub(crate) const SAMPLE_BYTES: usize = 256 << 10;
const CHUNK_BYTES: usize = 256 << 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Zip,
    Text,
}

#[derive(Debug)]
pub(crate) struct Probe {
    pub(crate) content: Content,
    pub(crate) sha256: String,
    pub(crate) bytes: u64,
    pub(crate) line_feeds: u64,
    /// The beginning of the file.
    pub(crate) sample: Vec<u8>,
    /// Pieces from wherever there are bytes beyond ASCII: names may begin far below the header.
    pub(crate) letters: Vec<u8>,
    pub(crate) utf8: Utf8Scan,
}

pub(crate) fn probe(path: &Path) -> Result<Probe, SheetError> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0_u8; CHUNK_BYTES];
    let mut probe = Probe {
        content: Content::Text,
        sha256: String::new(),
        bytes: 0,
        line_feeds: 0,
        sample: Vec::new(),
        letters: Vec::new(),
        utf8: Utf8Scan::default(),
    };
    loop {
        let count = file.read(&mut chunk)?;
        let bytes = chunk.get(..count).unwrap_or_default();
        if count == 0 {
            break;
        }
        if probe.bytes == 0 {
            probe.content = content_of(bytes)?;
        }
        probe.bytes += count as u64;
        hash.update(bytes);
        if probe.content == Content::Text {
            let room = SAMPLE_BYTES.saturating_sub(probe.sample.len()).min(count);
            probe.sample.extend_from_slice(bytes.get(..room).unwrap_or_default());
            if let Some(first) = bytes.iter().position(|byte| !byte.is_ascii()) {
                let room = SAMPLE_BYTES.saturating_sub(probe.letters.len());
                let piece = bytes.get(first..).unwrap_or_default();
                probe.letters.extend_from_slice(piece.get(..room.min(piece.len())).unwrap_or_default());
            }
            probe.line_feeds += memchr::memchr_iter(b'\n', bytes).count() as u64;
            probe.utf8.feed(bytes);
        }
    }
    if probe.bytes == 0 {
        return Err(SheetError::Empty);
    }
    probe.utf8.finish();
    probe.sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(probe)
}

fn content_of(beginning: &[u8]) -> Result<Content, SheetError> {
    const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    // The directory of an OLE container names its streams in UTF-16; a locked workbook has this one.
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let signatures: [&[u8]; 8] = [
        b"%PDF",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"Rar!",
        b"7z\xBC\xAF",
        b"\x1F\x8B",
        b"SQLite format 3",
    ];
    if beginning.starts_with(OLE) {
        let is_locked = memchr::memmem::find(beginning, &locked).is_some();
        return Err(SheetError::Unsupported(if is_locked {
            Unsupported::Encrypted
        } else {
            Unsupported::Xls
        }));
    }
    if beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"PK\x05\x06") {
        return Ok(Content::Zip);
    }
    // BIFF2 to BIFF5 worksheets without a container.
    if matches!(beginning, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04 | 0x06 | 0x08, 0x00, ..]) {
        return Err(SheetError::Unsupported(Unsupported::Xls));
    }
    if signatures.iter().any(|signature| beginning.starts_with(signature)) {
        return Err(SheetError::Unsupported(Unsupported::NotATable));
    }
    Ok(Content::Text)
}

/// Counts sequences of UTF-8 across chunk borders.
#[derive(Debug, Default)]
pub(crate) struct Utf8Scan {
    /// Well-formed sequences of two to four bytes.
    pub(crate) multibyte: u64,
    pub(crate) broken: u64,
    pending: Vec<u8>,
}

impl Utf8Scan {
    #[cfg(test)]
    pub(crate) fn feed_all(&mut self, bytes: &[u8]) {
        self.feed(bytes);
        self.finish();
    }

    fn feed(&mut self, bytes: &[u8]) {
        if self.pending.is_empty() {
            self.scan(bytes);
        } else {
            let mut joined = std::mem::take(&mut self.pending);
            joined.extend_from_slice(bytes);
            self.scan(&joined);
        }
    }

    fn scan(&mut self, mut bytes: &[u8]) {
        loop {
            match std::str::from_utf8(bytes) {
                Ok(text) => return self.count(text),
                Err(error) => {
                    let (valid, rest) = bytes.split_at(error.valid_up_to());
                    self.count(std::str::from_utf8(valid).unwrap_or_default());
                    match error.error_len() {
                        Some(length) => {
                            self.broken += 1;
                            bytes = rest.get(length..).unwrap_or_default();
                        }
                        None => {
                            self.pending = rest.to_vec();
                            return;
                        }
                    }
                }
            }
        }
    }

    fn count(&mut self, text: &str) {
        if !text.is_ascii() {
            let continuation = text.bytes().filter(|byte| byte & 0xC0 == 0xC0).count();
            self.multibyte += continuation as u64;
        }
    }

    /// The file ends inside a sequence: it was cut.
    fn finish(&mut self) {
        if !self.pending.is_empty() {
            self.broken += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_counted_across_chunks() {
        let text = "نام;کد\n".as_bytes();
        for cut in 0..text.len() {
            let mut scan = Utf8Scan::default();
            scan.feed(&text[..cut]);
            scan.feed(&text[cut..]);
            scan.finish();
            assert_eq!((scan.multibyte, scan.broken), (5, 0), "cut at {cut} changes nothing");
        }
        let mut scan = Utf8Scan::default();
        scan.feed(b"caf\xE9;1\n\xD9");
        scan.finish();
        assert_eq!((scan.multibyte, scan.broken), (0, 2), "a Latin letter and a cut sequence");
    }
}
