//! Writes tables as .xlsx and .csv. Text stays text: a cell that begins like a formula is never one.
//! Knows no participation and no metrics; headings and values arrive as they are to stand.

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Excel's own bounds.
const MAX_CHARS: usize = 32_767;
const MAX_SHEET_NAME: usize = 31;

/// One sheet to write.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetOut {
    /// Shortened and freed of forbidden signs when needed.
    pub name: String,
    pub columns: Vec<ColumnOut>,
    pub rows: Vec<Vec<CellOut>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ColumnOut {
    pub heading: String,
    /// In characters of Latin script, as Excel counts; a Chinese character takes two.
    pub width: f64,
}

/// A value with its own format. `Empty` is missing, not 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CellOut {
    #[default]
    Empty,
    Text(String),
    /// With thousands separators. Counts stay below 2^53, which Excel holds exactly.
    Whole(i64),
    Number(f64),
    /// A share between 0 and 1, shown as 86.7%.
    Share(f64),
    Date(Date),
    Moment(DateTime),
    Bool(bool),
}

/// A workbook that was not written; the text says why and belongs in the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct WorkbookRefusal(String);

impl From<XlsxError> for WorkbookRefusal {
    fn from(error: XlsxError) -> WorkbookRefusal {
        WorkbookRefusal(error.to_string())
    }
}

/// The sheets as an .xlsx workbook with a frozen header row.
///
/// # Errors
/// [`WorkbookRefusal`] beyond Excel's bounds (1,048,576 rows, 16,384 columns).
pub fn to_xlsx(sheets: &[SheetOut]) -> Result<Vec<u8>, WorkbookRefusal> {
    let mut book = Workbook::new();
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = sheet_name(&sheet.name, &names);
        write_sheet(book.add_worksheet().set_name(&name)?, sheet)?;
        names.push(name);
    }
    if sheets.is_empty() {
        book.add_worksheet();
    }
    Ok(book.save_to_buffer()?)
}

struct Formats {
    header: Format,
    text: Format,
    whole: Format,
    share: Format,
    date: Format,
    moment: Format,
}

impl Formats {
    fn new() -> Formats {
        let top = || Format::new().set_align(FormatAlign::Top);
        Formats {
            header: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x00EE_F1F6))
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            text: top().set_text_wrap(),
            whole: top().set_num_format("#,##0"),
            share: top().set_num_format("0.0%"),
            date: top().set_num_format("yyyy-mm-dd"),
            moment: top().set_num_format("yyyy-mm-dd hh:mm"),
        }
    }
}

fn write_sheet(out: &mut Worksheet, sheet: &SheetOut) -> Result<(), XlsxError> {
    let formats = Formats::new();
    for (column, heading) in (0_u16..).zip(&sheet.columns) {
        out.set_column_width(column, heading.width.clamp(4.0, 80.0))?;
        out.write_string_with_format(0, column, bounded(&heading.heading), &formats.header)?;
    }
    out.set_freeze_panes(1, 0)?;
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            write_cell(out, row, column, cell, &formats)?;
        }
    }
    Ok(())
}

fn write_cell(
    out: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &CellOut,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        CellOut::Empty => return Ok(()),
        CellOut::Text(text) => out.write_string_with_format(row, column, bounded(text), &formats.text)?,
        CellOut::Whole(number) => {
            out.write_number_with_format(row, column, *number as f64, &formats.whole)?
        }
        CellOut::Number(number) if number.is_finite() => out.write_number(row, column, *number)?,
        CellOut::Share(share) if share.is_finite() => {
            out.write_number_with_format(row, column, *share, &formats.share)?
        }
        CellOut::Number(_) | CellOut::Share(_) => return Ok(()),
        CellOut::Date(date) => match excel_moment(date.at(0, 0, 0, 0)) {
            Some(at) => out.write_datetime_with_format(row, column, &at, &formats.date)?,
            None => out.write_string(row, column, date.to_string())?,
        },
        CellOut::Moment(moment) => match excel_moment(*moment) {
            Some(at) => out.write_datetime_with_format(row, column, &at, &formats.moment)?,
            None => out.write_string(row, column, moment.to_string())?,
        },
        CellOut::Bool(flag) => out.write_boolean(row, column, *flag)?,
    };
    Ok(())
}

/// `None` before 1900, which Excel does not know.
fn excel_moment(at: DateTime) -> Option<ExcelDateTime> {
    let year = u16::try_from(at.year()).ok()?;
    let date = ExcelDateTime::from_ymd(year, at.month() as u8, at.day() as u8).ok()?;
    date.and_hms(at.hour() as u16, at.minute() as u8, f64::from(at.second())).ok()
}

/// Text that a cell can hold; what is longer ends in a mark, the whole text stays in the studio.
fn bounded(text: &str) -> String {
    if text.chars().count() <= MAX_CHARS {
        return text.to_string();
    }
    text.chars().take(MAX_CHARS - 1).chain(['…']).collect()
}

/// A name Excel accepts: 31 characters, none of `[]:*?/\`, not twice in a workbook.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let safe: String =
        wanted.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let safe = if safe.trim().is_empty() { "Sheet" } else { safe.trim() };
    let cut = |length: usize| safe.chars().take(length).collect::<String>().trim().to_string();
    let mut name = cut(MAX_SHEET_NAME);
    let mut number = 2;
    while taken.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
        name = format!("{} ({number})", cut(MAX_SHEET_NAME - 6));
        number += 1;
    }
    name
}

/// The sheet as CSV in UTF-8 with a mark, so that Excel shows Chinese. A text that begins with `=`, `+`, `-`, `@`, a
/// tab or a line end gets an apostrophe before it: spreadsheets would run it as a formula.
pub fn to_csv(sheet: &SheetOut) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let headings: Vec<String> = sheet.columns.iter().map(|column| harmless(&column.heading)).collect();
    write_line(&mut out, &headings);
    for row in &sheet.rows {
        write_line(&mut out, &row.iter().map(plain).collect::<Vec<_>>());
    }
    out.into_bytes()
}

fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_string()
    }
}

fn plain(cell: &CellOut) -> String {
    match cell {
        CellOut::Empty => String::new(),
        CellOut::Text(text) => harmless(text),
        CellOut::Whole(number) => number.to_string(),
        CellOut::Number(number) => number.to_string(),
        CellOut::Share(share) => format!("{:.1}%", share * 100.0),
        CellOut::Date(date) => date.to_string(),
        CellOut::Moment(moment) => moment.strftime("%Y-%m-%d %H:%M").to_string(),
        CellOut::Bool(flag) => flag.to_string(),
    }
}

fn write_line(out: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::sheet::{Cell, read_sheets};

    fn sheet() -> SheetOut {
        let column = |heading: &str| ColumnOut { heading: heading.into(), width: 12.0 };
        let row = vec![
            CellOut::Text("=HYPERLINK(\"http://x\")".into()),
            CellOut::Whole(5_000_000),
            CellOut::Share(26.0 / 30.0),
            CellOut::Date(date(2020, 5, 15)),
            CellOut::Moment(date(2020, 5, 15).at(18, 25, 41, 0)),
        ];
        let columns = ["标题", "浏览量", "参与率", "日期", "时间"].map(column).to_vec();
        SheetOut {
            name: "参与[率]/六月".into(),
            columns,
            rows: vec![row, vec![CellOut::Text("-1+1".into())]],
        }
    }

    #[test]
    fn a_workbook_reads_back_with_its_types_and_no_formula() {
        let bytes = to_xlsx(&[sheet(), sheet()]).unwrap();
        let read = read_sheets(&bytes).unwrap();
        assert_eq!(read[0].name, "参与 率  六月");
        assert_ne!(read[0].name, read[1].name);
        let row = &read[0].rows[1];
        assert_eq!(row[0], Cell::Text("=HYPERLINK(\"http://x\")".into()));
        assert_eq!(row[1], Cell::Number(5_000_000.0));
        assert_eq!(row[3], Cell::Date(date(2020, 5, 15).at(0, 0, 0, 0)));
        assert_eq!(row[4], Cell::Date(date(2020, 5, 15).at(18, 25, 41, 0)));
    }

    #[test]
    fn csv_disarms_formulas_and_keeps_numbers() {
        let text = String::from_utf8(to_csv(&sheet())).unwrap();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[0], "标题,浏览量,参与率,日期,时间");
        assert_eq!(lines[1], "\"'=HYPERLINK(\"\"http://x\"\")\",5000000,86.7%,2020-05-15,2020-05-15 18:25");
        assert_eq!(lines[2], "'-1+1");
    }
}
