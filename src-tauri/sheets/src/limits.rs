//! How much of a file is believed. Each figure is far above any real shop and far below what hurts the machine.

/// Upper bounds that keep a hostile file from taking the machine down; beyond them reading stops with a typed error.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Sum of the unpacked parts of a workbook. A real half-million-line sheet unpacks to about 0.2 GiB.
    pub unpacked_bytes: u64,
    /// Unpacked bytes per packed byte, looked at only above [`Limits::ratio_from_bytes`]. Real sheets: 5 to 60.
    pub unpack_ratio: u64,
    /// Small files may compress as well as they like.
    pub ratio_from_bytes: u64,
    /// The table of shared strings stays in memory, so it has a bound of its own.
    pub shared_string_bytes: u64,
    /// One piece of markup or text inside a workbook part.
    pub xml_event_bytes: u64,
    pub columns: u32,
    /// Characters of one cell (what Excel itself allows); a longer cell is cut and marked.
    pub cell_chars: u32,
    /// All cells of one row together; cells past it are emptied and marked.
    pub row_bytes: usize,
    pub rows: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            unpacked_bytes: 1 << 30,
            unpack_ratio: 400,
            ratio_from_bytes: 64 << 20,
            shared_string_bytes: 128 << 20,
            xml_event_bytes: 8 << 20,
            columns: 1_024,
            cell_chars: 32_767,
            row_bytes: 4 << 20,
            rows: 5_000_000,
        }
    }
}
