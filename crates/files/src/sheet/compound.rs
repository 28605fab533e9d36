//! Walks an .xls file (compound file, BIFF records) before calamine sees it: chains that run in circles and areas that
//! would take gigabytes are refused here. Knows only as much of the format as these checks need ([MS-CFB], [MS-XLS]).

use super::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS};
use crate::refusal::FileRefusal;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FIRST_SPECIAL: u32 = 0xFFFF_FFFA;
/// Streams shorter than this live in the mini stream, in sectors of 64 bytes.
const MINI_LIMIT: u64 = 4_096;

/// The container's sector table, whole and bounded by the file's size.
struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    streams: Vec<Stream>,
}

struct Stream {
    name: String,
    kind: u8,
    start: u32,
    size: u64,
}

/// Refuses what is encrypted, is no workbook, or would make the reader run for ever or out of memory.
pub(super) fn check(bytes: &[u8]) -> Result<(), FileRefusal> {
    let container = Container::open(bytes)?;
    let has = |name: &str| container.streams.iter().any(|stream| stream.name.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") {
        return Err(FileRefusal::Encrypted);
    }
    if has("WordDocument") {
        return Err(FileRefusal::not("doc"));
    }
    let Some(book) = ["Workbook", "Book"]
        .iter()
        .find_map(|name| container.streams.iter().find(|stream| stream.name.eq_ignore_ascii_case(name)))
    else {
        return Err(FileRefusal::not("compound"));
    };
    check_records(&container.content(book)?)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn broken(detail: &str) -> FileRefusal {
    FileRefusal::damaged(detail)
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Result<Container<'a>, FileRefusal> {
        let head = |at| u32_at(bytes, at).ok_or_else(|| broken("the header is cut off"));
        let sector = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4_096,
            _ => return Err(broken("unknown sector size")),
        };
        let mut container = Container { bytes, sector, fat: Vec::new(), streams: Vec::new() };
        let sectors = bytes.len() / sector + 1;
        let mut table: Vec<u32> = Vec::new();
        for at in (76..512).step_by(4) {
            table.push(head(at)?);
        }
        let mut next = head(68)?;
        let mut seen = 0;
        while next < FIRST_SPECIAL {
            seen += 1;
            if seen > sectors {
                return Err(broken("the sector table runs in a circle"));
            }
            let content = container.sector_at(next)?;
            let words = content.len() / 4;
            table.extend((0..words.saturating_sub(1)).filter_map(|word| u32_at(content, word * 4)));
            next = u32_at(content, words.saturating_sub(1) * 4).unwrap_or(END_OF_CHAIN);
        }
        let used: Vec<u32> = table.into_iter().filter(|id| *id < FIRST_SPECIAL).collect();
        if used.len() > sectors {
            return Err(broken("the sector table names sectors twice"));
        }
        for id in used {
            let content = container.sector_at(id)?;
            container.fat.extend((0..content.len() / 4).filter_map(|word| u32_at(content, word * 4)));
        }
        container.read_directory(head(48)?)?;
        container.check_mini(head(60)?, head(64)?)?;
        Ok(container)
    }

    fn sector_at(&self, id: u32) -> Result<&'a [u8], FileRefusal> {
        let start = (id as usize).checked_add(1).and_then(|id| id.checked_mul(self.sector));
        let start = start.filter(|start| *start < self.bytes.len());
        let start = start.ok_or_else(|| broken("a sector lies beyond the end"))?;
        Ok(&self.bytes[start..(start + self.sector).min(self.bytes.len())])
    }

    /// The bytes of a chain of sectors, at most `size`; a chain longer than the file runs in a circle.
    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, FileRefusal> {
        let mut content = Vec::new();
        let mut id = start;
        while id != END_OF_CHAIN && (content.len() as u64) < size {
            if content.len() > self.bytes.len() {
                return Err(broken("a chain of sectors runs in a circle"));
            }
            content.extend_from_slice(self.sector_at(id)?);
            id = *self.fat.get(id as usize).ok_or_else(|| broken("a chain of sectors leaves the table"))?;
        }
        content.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(content)
    }

    fn read_directory(&mut self, start: u32) -> Result<(), FileRefusal> {
        let directory = self.chain(start, u64::MAX)?;
        for entry in directory.chunks_exact(128) {
            let units: Vec<u16> =
                (0..32).filter_map(|unit| u16_at(entry, unit * 2)).take_while(|unit| *unit != 0).collect();
            let size_high = if self.sector == 512 { 0 } else { u32_at(entry, 124).unwrap_or(0) };
            let size = u64::from(u32_at(entry, 120).unwrap_or(0)) | (u64::from(size_high) << 32);
            let stream = Stream {
                name: String::from_utf16_lossy(&units),
                kind: entry[66],
                start: u32_at(entry, 116).unwrap_or(END_OF_CHAIN),
                size,
            };
            if stream.kind == 2 && size > self.bytes.len() as u64 {
                return Err(broken("a stream claims to be larger than the file"));
            }
            self.streams.push(stream);
        }
        if self.streams.is_empty() { Err(broken("the directory is empty")) } else { Ok(()) }
    }

    /// The mini stream and its table are read by the next reader whatever stream is asked for.
    fn check_mini(&self, start: u32, sectors: u32) -> Result<(), FileRefusal> {
        if sectors == 0 {
            return Ok(());
        }
        let root = &self.streams[0];
        self.chain(root.start, root.size)?;
        self.chain(start, u64::from(sectors) * self.sector as u64)?;
        Ok(())
    }

    fn content(&self, stream: &Stream) -> Result<Vec<u8>, FileRefusal> {
        if stream.size >= MINI_LIMIT {
            return self.chain(stream.start, stream.size);
        }
        // No workbook with a cell in it is that short.
        Err(FileRefusal::Empty)
    }
}

/// BIFF record numbers ([MS-XLS] 2.3).
mod record {
    pub const END: u16 = 0x000A;
    pub const FILE_PASS: u16 = 0x002F;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00BD;
    pub const START: u16 = 0x0809;
    pub const DIMENSIONS: u16 = 0x0200;
    /// Number, Label, RString, BoolErr, Rk, LabelSst, Formula: row and column come first.
    pub const CELLS: [u16; 7] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD, 0x0006];
}

fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let kind = u16_at(stream, at)?;
        let length = usize::from(u16_at(stream, at + 2)?);
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, data))
    })
}

fn check_records(stream: &[u8]) -> Result<(), FileRefusal> {
    let mut starts = Vec::new();
    for (kind, data) in records(stream) {
        match kind {
            record::FILE_PASS if u16_at(data, 0) != Some(0) => return Err(FileRefusal::Encrypted),
            record::BOUND_SHEET => starts.extend(u32_at(data, 0)),
            record::END => break,
            _ => {}
        }
    }
    if starts.len() > MAX_SHEETS {
        return Err(broken("too many sheets"));
    }
    let mut cells = 0;
    for start in starts {
        let sheet = stream.get(start as usize..).ok_or_else(|| broken("a sheet lies beyond the end"))?;
        cells += area(sheet)?;
        if cells > MAX_CELLS {
            return Err(FileRefusal::TooManyCells { limit: MAX_CELLS as u64 });
        }
    }
    Ok(())
}

/// The cells that a reader reserves for one sheet: declared or reached, whichever is more.
fn area(sheet: &[u8]) -> Result<usize, FileRefusal> {
    let (mut rows, mut columns, mut count, mut depth) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut declared = 0_usize;
    for (kind, data) in records(sheet) {
        match kind {
            record::START => depth += 1,
            record::END if depth <= 1 => break,
            record::END => depth -= 1,
            record::DIMENSIONS => declared = declared.max(declared_area(data)),
            kind if record::CELLS.contains(&kind) || kind == record::MUL_RK => {
                let row = usize::from(u16_at(data, 0).unwrap_or(0)) + 1;
                let first = usize::from(u16_at(data, 2).unwrap_or(0)) + 1;
                let more = if kind == record::MUL_RK { data.len() / 6 } else { 0 };
                rows = rows.max(row);
                columns = columns.max(first + more);
                count += 1 + more;
            }
            _ => {}
        }
    }
    if rows > MAX_ROWS {
        return Err(FileRefusal::TooManyRows { place: String::new(), limit: MAX_ROWS as u64 });
    }
    if columns > MAX_COLUMNS + 56 {
        // 256 columns is the format's own bound; blank cells may stand beyond what is read.
        return Err(FileRefusal::TooManyColumns { place: String::new(), limit: MAX_COLUMNS as u64 });
    }
    Ok(count.max(declared).max(rows * columns))
}

fn declared_area(data: &[u8]) -> usize {
    let long = data.len() >= 14;
    let (first, last) = match long {
        true => (u32_at(data, 0).unwrap_or(0), u32_at(data, 4).unwrap_or(0)),
        false => (u32::from(u16_at(data, 0).unwrap_or(0)), u32::from(u16_at(data, 2).unwrap_or(0))),
    };
    let columns = u16_at(data, if long { 10 } else { 6 }).unwrap_or(0);
    (last.saturating_sub(first) as usize).saturating_mul(usize::from(columns))
}
