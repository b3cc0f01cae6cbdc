//! Counts the bytes that really leave the unpacker and stops the stream at a limit, whatever the ZIP directory says.

use std::io::{self, BufRead, Read};

/// A limited stream: `total` for the whole part, `event` between two calls of [`Meter::begin_event`].
#[derive(Debug)]
pub(crate) struct Meter<R> {
    inner: R,
    total_left: u64,
    event_left: u64,
    event_limit: u64,
    tripped: bool,
}

impl<R: BufRead> Meter<R> {
    pub(crate) fn new(inner: R, total_limit: u64, event_limit: u64) -> Self {
        Self { inner, total_left: total_limit, event_left: event_limit, event_limit, tripped: false }
    }

    /// The next piece of markup may be as long as the limit again.
    pub(crate) fn begin_event(&mut self) {
        self.event_left = self.event_limit;
    }

    /// True after a limit stopped the stream.
    pub(crate) fn tripped(&self) -> bool {
        self.tripped
    }
}

impl<R: BufRead> Read for Meter<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(target.len());
        target[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Meter<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.total_left == 0 || self.event_left == 0 {
            // The stream may end exactly at the limit.
            if self.inner.fill_buf()?.is_empty() {
                return Ok(&[]);
            }
            self.tripped = true;
            return Err(io::Error::other("limit of unpacked bytes"));
        }
        let room = usize::try_from(self.total_left.min(self.event_left)).unwrap_or(usize::MAX);
        let available = self.inner.fill_buf()?;
        Ok(&available[..available.len().min(room)])
    }

    fn consume(&mut self, count: usize) {
        self.inner.consume(count);
        self.total_left = self.total_left.saturating_sub(count as u64);
        self.event_left = self.event_left.saturating_sub(count as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(bytes: &[u8], total: u64, event: u64) -> (usize, bool) {
        let mut meter = Meter::new(bytes, total, event);
        let mut out = Vec::new();
        let failed = meter.read_to_end(&mut out).is_err();
        assert_eq!(failed, meter.tripped(), "the only error of a slice is the limit");
        (out.len(), failed)
    }

    #[test]
    fn stops_at_the_limit_and_not_before() {
        assert_eq!(read_all(b"12345", 9, 9), (5, false), "below both limits");
        assert_eq!(read_all(b"12345", 5, 9), (5, false), "exactly at the limit");
        assert_eq!(read_all(b"12345", 4, 9), (4, true), "one byte too many in total");
        assert_eq!(read_all(b"12345", 9, 3), (3, true), "one event too long");
    }
}
