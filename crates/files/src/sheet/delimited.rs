//! Comma- and tab-separated text into cells. Knows no types: every value stays the text it was.

use super::{Cell, MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS, Sheet, trim_end};
use crate::refusal::FileRefusal;

/// Separators looked for, the first one on a tie.
const SEPARATORS: [char; 4] = ['\t', ',', ';', '，'];
/// The separator is told from the start of the file.
const LOOKED_AT_LINES: usize = 20;

pub(super) fn read(text: &str) -> Result<Sheet, FileRefusal> {
    let mut rows: Vec<Vec<Cell>> =
        rows_of(text)?.into_iter().map(|row| row.into_iter().map(Cell::text).collect()).collect();
    trim_end(&mut rows);
    Ok(Sheet { name: String::new(), rows })
}

/// Splits into rows and cells; a cell in double quotes may hold separators, line ends and doubled quotes.
/// A blank line is a row without cells, so that row numbers are those of the file.
pub(crate) fn rows_of(text: &str) -> Result<Vec<Vec<String>>, FileRefusal> {
    let separator = separator_of(text);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        check_bounds(rows.len(), row.len(), &cell)?;
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            _ if quoted => cell.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ if c == separator => row.push(std::mem::take(&mut cell)),
            _ => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    Ok(rows)
}

fn check_bounds(rows: usize, cells: usize, cell: &str) -> Result<(), FileRefusal> {
    let place = String::new();
    if rows >= MAX_ROWS {
        return Err(FileRefusal::TooManyRows { place, limit: MAX_ROWS as u64 });
    }
    if cells >= MAX_COLUMNS {
        return Err(FileRefusal::TooManyColumns { place, limit: MAX_COLUMNS as u64 });
    }
    // Bytes first: counting characters at every step would take quadratic time.
    if cell.len() > MAX_CELL_CHARS * 4 {
        return Err(FileRefusal::CellTooLong { place, row: rows as u64 + 1, limit: MAX_CELL_CHARS as u64 });
    }
    Ok(())
}

/// The separator that the first lines agree on: the one with most occurrences outside quotes.
fn separator_of(text: &str) -> char {
    let mut counts = [0_usize; SEPARATORS.len()];
    for line in text.lines().take(LOOKED_AT_LINES) {
        let mut quoted = false;
        for c in line.chars().take(10_000) {
            if c == '"' {
                quoted = !quoted;
            } else if !quoted && let Some(at) = SEPARATORS.iter().position(|s| *s == c) {
                counts[at] += 1;
            }
        }
    }
    // A tab never stands inside an unquoted cell of a comma-separated file by chance.
    if counts[0] > 0 {
        return '\t';
    }
    let best = counts.iter().enumerate().max_by_key(|(at, count)| (**count, usize::MAX - at));
    match best {
        Some((at, count)) if *count > 0 => SEPARATORS[at],
        _ => ',',
    }
}
