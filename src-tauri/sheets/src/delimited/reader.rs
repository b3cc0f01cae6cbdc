//! Rows of a text file as a stream: bytes → decoder → tokenizer, a few hundred kilobytes in memory at most.

use super::Dialect;
use super::tokenizer::{Step, Tokenizer};
use crate::{Limits, Row, SheetError};
use encoding_rs::{CoderResult, Decoder};
use std::fs::File;
use std::io::Read;
use std::path::Path;

const CHUNK_BYTES: usize = 64 << 10;

pub(crate) struct TextRows {
    file: File,
    decoder: Decoder,
    tokenizer: Tokenizer,
    raw: Vec<u8>,
    raw_at: usize,
    raw_end: usize,
    text: String,
    text_at: usize,
    at_end: bool,
    skip_first: bool,
}

impl TextRows {
    pub(crate) fn open(path: &Path, dialect: Dialect, limits: Limits) -> Result<Self, SheetError> {
        Ok(Self {
            file: File::open(path)?,
            decoder: dialect.encoding.new_decoder_with_bom_removal(),
            tokenizer: Tokenizer::new(dialect.delimiter, limits),
            raw: vec![0; CHUNK_BYTES],
            raw_at: 0,
            raw_end: 0,
            text: String::with_capacity(CHUNK_BYTES * 2),
            text_at: 0,
            at_end: false,
            skip_first: dialect.has_sep_line,
        })
    }

    pub(crate) fn read(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        loop {
            let rest = self.text.get(self.text_at..).unwrap_or_default();
            match self.tokenizer.feed(rest, row)? {
                Step::Row(taken) => {
                    self.text_at += taken;
                    if !std::mem::take(&mut self.skip_first) {
                        return Ok(true);
                    }
                }
                Step::More if self.at_end => {
                    self.text.clear();
                    self.text_at = 0;
                    return self.tokenizer.finish(row);
                }
                Step::More => self.refill()?,
            }
        }
    }

    /// Decodes the next piece; all text before it has been taken.
    fn refill(&mut self) -> Result<(), SheetError> {
        self.text.clear();
        self.text_at = 0;
        if self.raw_at == self.raw_end {
            self.raw_end = self.file.read(&mut self.raw)?;
            self.raw_at = 0;
        }
        let last = self.raw_end == 0;
        let bytes = self.raw.get(self.raw_at..self.raw_end).unwrap_or_default();
        let (result, taken, _) = self.decoder.decode_to_string(bytes, &mut self.text, last);
        self.raw_at += taken;
        self.at_end = last && result == CoderResult::InputEmpty;
        Ok(())
    }
}
