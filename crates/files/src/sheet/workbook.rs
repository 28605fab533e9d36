//! Excel workbooks into cells, by way of calamine. The package has been measured and checked before it comes here.
//! Knows nothing of headers; merged areas are filled, formulas are read as the value last shown.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, Xlsx};
use jiff::civil::{Date, DateTime, Time};

use super::{Cell, MAX_CELL_CHARS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Sheet, trim_end};
use crate::archive::MAX_UNPACKED;
use crate::refusal::FileRefusal;

/// Merged areas of one sheet; a roster has a few hundred at most.
const MAX_MERGED: usize = 20_000;

pub(super) fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, FileRefusal> {
    guarded(|| {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal_of_xlsx)?;
        let mut left = MAX_CELLS;
        let mut sheets = Vec::new();
        for name in visible(book.sheets_metadata())? {
            let mut grid = Grid::new(&name, left);
            let mut cells = book.worksheet_cells_reader(&name).map_err(refusal_of_xlsx)?;
            while let Some(cell) = cells.next_cell().map_err(refusal_of_xlsx)? {
                let (row, column) = cell.get_position();
                grid.put(row as usize, column as usize, from_ref(cell.get_value()))?;
            }
            drop(cells);
            let merged = book.merge_cells_by_sheet_name(&name).map_err(refusal_of_xlsx)?;
            let (sheet, used) = grid.finish(&merged)?;
            left -= used;
            sheets.push(sheet);
        }
        Ok(sheets)
    })
}

pub(super) fn read_xls(bytes: &[u8]) -> Result<Vec<Sheet>, FileRefusal> {
    guarded(|| {
        let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
            calamine::XlsError::Password => FileRefusal::Encrypted,
            other => FileRefusal::damaged(other),
        })?;
        let mut left = MAX_CELLS;
        let mut sheets = Vec::new();
        for name in visible(book.sheets_metadata())? {
            let mut grid = Grid::new(&name, left);
            let range = book.worksheet_range(&name).map_err(FileRefusal::damaged)?;
            let (top, first) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                grid.put(top as usize + row, first as usize + column, from_data(value))?;
            }
            let merged = book.merge_cells_by_sheet_name(&name).map_err(FileRefusal::damaged)?;
            let (sheet, used) = grid.finish(&merged)?;
            left -= used;
            sheets.push(sheet);
        }
        Ok(sheets)
    })
}

/// The library may panic on content that breaks the format's rules; that is a damaged file, not a crash.
fn guarded<T>(read: impl FnOnce() -> Result<T, FileRefusal>) -> Result<T, FileRefusal> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(FileRefusal::damaged("its inner structure contradicts itself")))
}

fn refusal_of_xlsx(error: calamine::XlsxError) -> FileRefusal {
    match error {
        calamine::XlsxError::Password => FileRefusal::Encrypted,
        other => FileRefusal::damaged(other),
    }
}

/// The names of the worksheets that a person sees; hidden ones hold the lists behind drop-downs.
fn visible(sheets: &[calamine::Sheet]) -> Result<Vec<String>, FileRefusal> {
    if sheets.len() > MAX_SHEETS {
        return Err(FileRefusal::damaged(format!("more than {MAX_SHEETS} sheets")));
    }
    let shown = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    Ok(sheets.iter().filter(shown).map(|sheet| sheet.name.clone()).collect())
}

/// Rows under construction; refuses before it grows over a bound.
struct Grid {
    name: String,
    rows: Vec<Vec<Cell>>,
    /// Cells that may still be allocated.
    left: usize,
    used: usize,
    /// Bytes of text so far: one shared string may stand in every cell.
    text: u64,
}

impl Grid {
    fn new(name: &str, left: usize) -> Grid {
        Grid { name: name.to_string(), rows: Vec::new(), left, used: 0, text: 0 }
    }

    fn put(&mut self, row: usize, column: usize, cell: Cell) -> Result<(), FileRefusal> {
        // Formatting reaches far beyond the data in many files: a blank cell takes no room.
        if cell.is_blank() {
            return Ok(());
        }
        let place = || self.name.clone();
        if row >= MAX_ROWS {
            return Err(FileRefusal::TooManyRows { place: place(), limit: MAX_ROWS as u64 });
        }
        if column >= MAX_COLUMNS {
            return Err(FileRefusal::TooManyColumns { place: place(), limit: MAX_COLUMNS as u64 });
        }
        if let Cell::Text(text) = &cell
            && text.len() > MAX_CELL_CHARS
            && text.chars().count() > MAX_CELL_CHARS
        {
            let (row, limit) = (row as u64 + 1, MAX_CELL_CHARS as u64);
            return Err(FileRefusal::CellTooLong { place: place(), row, limit });
        }
        if let Cell::Text(text) = &cell {
            self.text += text.len() as u64;
        }
        if self.text > MAX_UNPACKED {
            return Err(FileRefusal::Bomb { limit: MAX_UNPACKED });
        }
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            self.used += column + 1 - cells.len();
            if self.used > self.left {
                return Err(FileRefusal::TooManyCells { limit: MAX_CELLS as u64 });
            }
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
        Ok(())
    }

    /// Repeats the first cell of every merged area over the part of it that lies inside the used area.
    fn finish(mut self, merged: &[Dimensions]) -> Result<(Sheet, usize), FileRefusal> {
        if merged.len() > MAX_MERGED {
            return Err(FileRefusal::damaged(format!("more than {MAX_MERGED} merged areas")));
        }
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let height = self.rows.len();
        let mut filled = 0_usize;
        for area in merged {
            let (top, first) = (area.start.0 as usize, area.start.1 as usize);
            let (bottom, last) = ((area.end.0 as usize).min(height), (area.end.1 as usize).min(width));
            let value = self.rows.get(top).and_then(|row| row.get(first)).cloned().unwrap_or_default();
            if value.is_blank() {
                continue;
            }
            for row in top..(bottom + 1).min(height) {
                for column in first..(last + 1).min(width) {
                    filled += 1;
                    if filled > MAX_CELLS {
                        return Err(FileRefusal::TooManyCells { limit: MAX_CELLS as u64 });
                    }
                    if (row, column) != (top, first) {
                        self.put(row, column, value.clone())?;
                    }
                }
            }
        }
        trim_end(&mut self.rows);
        Ok((Sheet { name: self.name, rows: self.rows }, self.used))
    }
}

fn from_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::SharedString(text) => Cell::text(*text),
        other => from_data(&Data::from(other.clone())),
    }
}

fn from_data(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => Cell::text(text.as_str()),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(flag) => Cell::Bool(*flag),
        Data::DateTime(at) => from_serial(at),
        Data::DateTimeIso(text) => {
            text.parse::<DateTime>().map_or_else(|_| Cell::text(text.as_str()), Cell::Date)
        }
        // "#N/A" stays visible as text: it is not a missing value.
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}

/// A serial day number. Below one day it is a time of day or a duration, handed on as `h:mm:ss`.
fn from_serial(at: &ExcelDateTime) -> Cell {
    if at.is_duration() || (0.0..1.0).contains(&at.as_f64()) {
        let seconds = (at.as_f64() * 86_400.0).round().clamp(0.0, 1e9) as u64;
        return Cell::Text(format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let date = Date::new(year as i16, month as i8, day as i8);
    let time = Time::new(hour as i8, minute as i8, second as i8, 0);
    match (date, time) {
        (Ok(date), Ok(time)) => Cell::Date(date.to_datetime(time)),
        // Excel's own 1900-02-29 does not exist.
        _ => Cell::Text(format!("{year}-{month}-{day}")),
    }
}
