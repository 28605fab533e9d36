//! Reads a spreadsheet of any of the shapes that offices send into rows of typed cells.
//! Knows nothing of what the columns mean; tells the kind by content, never by the file's name.

mod compound;
mod delimited;
mod workbook;

pub(crate) use delimited::rows_of;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::archive;
use crate::html;
use crate::kind::{Kind, kind_of};
use crate::refusal::{FileRefusal, check_size};

/// The largest file read, in bytes.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;
/// Rows of one sheet. The largest roster or list of works of one unit has a few thousand.
pub const MAX_ROWS: usize = 50_000;
/// Columns of one sheet.
pub const MAX_COLUMNS: usize = 200;
/// Characters of one cell: Excel's own limit.
pub const MAX_CELL_CHARS: usize = 32_767;
/// Cells of all sheets together, blanks inside the used area included.
pub(crate) const MAX_CELLS: usize = 3_000_000;
pub(crate) const MAX_SHEETS: usize = 64;

/// One sheet; `rows[0]` is row 1 of the file. Rows may differ in length; a merged area repeats its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Cell>>,
}

/// One cell as the file stores it. Times of day and durations arrive as `Text` in the form `h:mm:ss`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Date(DateTime),
    Bool(bool),
}

impl Cell {
    /// True for no value and for text of blanks only.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => false,
        }
    }

    /// The value as a person would read it in the sheet, trimmed; empty for a blank cell.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.trim().to_string(),
            Cell::Number(number) => format!("{number}"),
            Cell::Date(at) if at.time() == jiff::civil::Time::midnight() => at.date().to_string(),
            Cell::Date(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            Cell::Bool(true) => "TRUE".to_string(),
            Cell::Bool(false) => "FALSE".to_string(),
        }
    }

    pub(crate) fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

/// All visible sheets of an .xlsx or .xls workbook, a .csv or .tsv text (UTF-8, UTF-16 or GB18030), or the tables of
/// an HTML page (which platforms hand out under the name .xls). Sheets without any value are left out.
///
/// # Errors
/// See [`FileRefusal`]; `Empty` when no sheet holds a value.
pub fn read_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, FileRefusal> {
    check_size(bytes, MAX_BYTES)?;
    let sheets = match kind_of(bytes) {
        Kind::Zip => {
            let package = archive::open(bytes)?;
            match archive::sort_of(&package) {
                "xlsx" => workbook::read_xlsx(bytes)?,
                other => return Err(FileRefusal::not(other)),
            }
        }
        Kind::Compound => {
            compound::check(bytes)?;
            workbook::read_xls(bytes)?
        }
        Kind::Text => read_text(bytes)?,
        other => return Err(FileRefusal::not(other.word())),
    };
    let sheets: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    if sheets.is_empty() { Err(FileRefusal::Empty) } else { Ok(sheets) }
}

fn read_text(bytes: &[u8]) -> Result<Vec<Sheet>, FileRefusal> {
    let text = crate::encoding::decode(bytes)?;
    if html::looks_like_html(&text) {
        let tables = html::tables(&text)?;
        return Ok(tables.into_iter().enumerate().map(|(index, rows)| from_texts(index, rows)).collect());
    }
    if text.trim_start().starts_with("<?xml") {
        return Err(FileRefusal::not("xml"));
    }
    Ok(vec![delimited::read(&text)?])
}

fn from_texts(index: usize, rows: html::TextTable) -> Sheet {
    let mut rows: Vec<Vec<Cell>> =
        rows.into_iter().map(|row| row.into_iter().map(|slot| Cell::text(slot.text)).collect()).collect();
    trim_end(&mut rows);
    Sheet { name: format!("{}", index + 1), rows }
}

/// Drops blank cells at the right and blank rows at the bottom; row numbers stay.
fn trim_end(rows: &mut Vec<Vec<Cell>>) {
    for row in rows.iter_mut() {
        let used = row.iter().rposition(|cell| !cell.is_blank()).map_or(0, |at| at + 1);
        row.truncate(used);
    }
    let used = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |at| at + 1);
    rows.truncate(used);
}
