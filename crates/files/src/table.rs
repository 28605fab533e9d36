//! Finds the table inside sheets: the header row below title rows, the meaning of its columns, the rows that count.
//! The words are given from outside (see [`crate::headings`]); values are handed on unread.

use std::fmt::Debug;

use serde::{Deserialize, Serialize};

use crate::sheet::{Cell, Sheet};

/// A header stands within this many rows from the top; above it are titles, dates and notes.
const LOOKED_AT_ROWS: usize = 30;
/// A header shows at least this many known words, or all of the required ones when they are fewer.
const LEAST_MATCHES: usize = 2;
/// First words of a row that sums up the rows above.
const TOTALS: [&str; 9] = ["合计", "总计", "小计", "共计", "总和", "累计", "汇总", "平均", "均值"];
/// First words of a row that is about the sheet and not in it.
const NOTES: [&str; 10] =
    ["备注", "注", "说明", "制表", "填表", "审核人", "统计人", "填报", "数据来源", "截至"];

/// One field and the words that offices write above its column.
#[derive(Clone, Copy, Debug)]
pub struct Heading<F: 'static> {
    pub field: F,
    pub words: &'static [&'static str],
}

/// A table found in one or more sheets of the same file.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<F> {
    /// Columns whose meaning is known, per sheet.
    pub columns: Vec<Column<F>>,
    /// Columns with a heading that is not known, or the second column of a field.
    pub unknown: Vec<UnknownColumn>,
    /// Rows below the header that are not blank, in the order of the file.
    pub rows: Vec<Row<F>>,
    /// Rows below the header that hold no data, with the reason.
    pub skipped: Vec<SkippedRow>,
    /// Sheets in which no header was found.
    pub sheets_without_header: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column<F> {
    pub field: F,
    pub sheet: String,
    /// 0-based.
    pub index: usize,
    /// As written in the file.
    pub heading: String,
    /// What stands in brackets after the heading: 秒, 分钟, 万, .. A reader of numbers needs it.
    pub unit: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnknownColumn {
    pub sheet: String,
    pub heading: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row<F> {
    pub sheet: String,
    /// 1-based, as the spreadsheet shows it.
    pub number: usize,
    /// The known columns of this row, blanks included.
    pub cells: Vec<(F, Cell)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SkippedRow {
    pub sheet: String,
    /// 1-based.
    pub number: usize,
    pub reason: SkipReason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The header once more, as on every printed page.
    RepeatedHeader,
    /// 合计, 小计 and the like.
    Total,
    /// A remark below or between the rows.
    Note,
}

/// No sheet has a header with the required fields. `missing` lists, for the sheet that came nearest, the first word of
/// every required field that was not found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[error("no header row with {missing:?}")]
pub struct NoHeader {
    pub missing: Vec<String>,
    /// The headings of the nearest row, as written.
    pub nearest: Vec<String>,
}

impl<F: Copy + Eq> Row<F> {
    /// The cell of a field; blank when the sheet has no such column.
    pub fn cell(&self, field: F) -> &Cell {
        static BLANK: Cell = Cell::Empty;
        self.cells.iter().find(|(of, _)| *of == field).map_or(&BLANK, |(_, cell)| cell)
    }
}

impl<F: Copy + Eq> Table<F> {
    /// The unit written above a field's column in the sheet of `row`.
    pub fn unit(&self, row: &Row<F>, field: F) -> Option<&str> {
        let column = self.columns.iter().find(|column| column.field == field && column.sheet == row.sheet)?;
        column.unit.as_deref()
    }

    /// True when some sheet has a column for the field.
    pub fn has(&self, field: F) -> bool {
        self.columns.iter().any(|column| column.field == field)
    }
}

/// Looks for a header in every sheet and reads the rows below it.
///
/// # Errors
/// [`NoHeader`] when no sheet has a header row that shows every field of `required`.
pub fn find<F: Copy + Eq + Debug>(
    sheets: &[Sheet],
    headings: &[Heading<F>],
    required: &[F],
) -> Result<Table<F>, NoHeader> {
    let mut table = Table {
        columns: Vec::new(),
        unknown: Vec::new(),
        rows: Vec::new(),
        skipped: Vec::new(),
        sheets_without_header: Vec::new(),
    };
    let mut nearest: Option<(usize, &[Cell])> = None;
    for sheet in sheets {
        match header_of(sheet, headings) {
            Some(header) if required.iter().all(|field| header.has(*field)) => {
                take_sheet(&mut table, sheet, &header);
            }
            Some(header) if nearest.is_none_or(|(count, _)| count < header.known.len()) => {
                nearest = Some((header.known.len(), &sheet.rows[header.row]));
                table.sheets_without_header.push(sheet.name.clone());
            }
            _ => table.sheets_without_header.push(sheet.name.clone()),
        }
    }
    if table.columns.is_empty() {
        return Err(no_header(nearest.map_or(&[], |(_, row)| row), headings, required));
    }
    Ok(table)
}

fn no_header<F: Copy + Eq>(nearest: &[Cell], headings: &[Heading<F>], required: &[F]) -> NoHeader {
    let found: Vec<F> = nearest.iter().filter_map(|cell| field_of(&cell.shown(), headings)).collect();
    let missing = headings
        .iter()
        .filter(|heading| required.contains(&heading.field) && !found.contains(&heading.field))
        .filter_map(|heading| heading.words.first().map(ToString::to_string))
        .collect();
    NoHeader { missing, nearest: nearest.iter().map(Cell::shown).filter(|text| !text.is_empty()).collect() }
}

/// A header row: which column shows which field, and which columns show something else.
struct Header<F> {
    /// 0-based.
    row: usize,
    known: Vec<(usize, F)>,
    unknown: Vec<usize>,
}

impl<F: Copy + Eq> Header<F> {
    fn has(&self, field: F) -> bool {
        self.known.iter().any(|(_, of)| *of == field)
    }
}

/// The row with most known words near the top, the lower one of equals when it stands directly below: in a header of
/// two rows the merged words of the upper one reach down into the lower one.
fn header_of<F: Copy + Eq>(sheet: &Sheet, headings: &[Heading<F>]) -> Option<Header<F>> {
    let mut best: Option<Header<F>> = None;
    for (at, row) in sheet.rows.iter().take(LOOKED_AT_ROWS).enumerate() {
        let header = read_header(at, row, headings);
        let better = best.as_ref().is_none_or(|best| {
            header.known.len() > best.known.len()
                || (header.known.len() == best.known.len() && at == best.row + 1 && all_words(row, headings))
        });
        if better {
            best = Some(header);
        }
    }
    best.filter(|header| header.known.len() >= LEAST_MATCHES.min(headings.len()))
}

/// True when every value of the row is a heading, as in a header and in no row of data.
fn all_words<F: Copy + Eq>(row: &[Cell], headings: &[Heading<F>]) -> bool {
    let shown: Vec<String> = row.iter().map(Cell::shown).filter(|text| !text.is_empty()).collect();
    !shown.is_empty() && shown.iter().all(|text| field_of(text, headings).is_some())
}

fn read_header<F: Copy + Eq>(row: usize, cells: &[Cell], headings: &[Heading<F>]) -> Header<F> {
    let mut header = Header { row, known: Vec::new(), unknown: Vec::new() };
    for (index, cell) in cells.iter().enumerate() {
        let shown = cell.shown();
        match field_of(&shown, headings) {
            Some(field) if !header.has(field) => header.known.push((index, field)),
            _ if shown.is_empty() || is_ordinal(&shown) => {}
            _ => header.unknown.push(index),
        }
    }
    header
}

/// The running number before the rows says nothing about them.
fn is_ordinal(heading: &str) -> bool {
    matches!(plain(heading).as_str(), "序号" | "编号" | "no" | "no." | "#")
}

fn field_of<F: Copy>(heading: &str, headings: &[Heading<F>]) -> Option<F> {
    let plain = plain(heading);
    if plain.is_empty() {
        return None;
    }
    headings.iter().find(|known| known.words.iter().any(|word| plain == *word)).map(|known| known.field)
}

/// A heading without blanks, brackets and what is in them, colons and stars; Latin letters in lower case.
pub(crate) fn plain(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in heading.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() || matches!(c, ':' | '：' | '*' | '＊' | '\u{feff}') => {}
            _ => kept.extend(c.to_lowercase()),
        }
    }
    kept
}

pub(crate) fn unit_of(heading: &str) -> Option<String> {
    let (_, after) = heading.split_once(['(', '（', '[', '【'])?;
    let (unit, _) = after.split_once([')', '）', ']', '】'])?;
    let unit: String = unit.chars().filter(|c| !c.is_whitespace()).collect();
    let unit = unit.strip_prefix("单位：").or(unit.strip_prefix("单位:")).unwrap_or(&unit).to_string();
    if unit.is_empty() { None } else { Some(unit) }
}

fn take_sheet<F: Copy + Eq>(table: &mut Table<F>, sheet: &Sheet, header: &Header<F>) {
    let words = &sheet.rows[header.row];
    for (index, field) in &header.known {
        let heading = words[*index].shown();
        table.columns.push(Column {
            field: *field,
            sheet: sheet.name.clone(),
            index: *index,
            unit: unit_of(&heading),
            heading,
        });
    }
    for index in &header.unknown {
        table.unknown.push(UnknownColumn { sheet: sheet.name.clone(), heading: words[*index].shown() });
    }
    for (at, row) in sheet.rows.iter().enumerate().skip(header.row + 1) {
        if row.iter().all(Cell::is_blank) {
            continue;
        }
        match skip_reason(row, words, header) {
            Some(reason) => {
                table.skipped.push(SkippedRow { sheet: sheet.name.clone(), number: at + 1, reason });
            }
            None => {
                let cell =
                    |(index, field): &(usize, F)| (*field, row.get(*index).cloned().unwrap_or_default());
                let cells: Vec<(F, Cell)> = header.known.iter().map(cell).collect();
                table.rows.push(Row { sheet: sheet.name.clone(), number: at + 1, cells });
            }
        }
    }
}

fn skip_reason<F>(row: &[Cell], words: &[Cell], header: &Header<F>) -> Option<SkipReason> {
    let same = |index: usize| {
        let heading = plain(&words[index].shown());
        row.get(index).is_some_and(|cell| plain(&cell.shown()) == heading)
    };
    if header.known.iter().all(|(index, _)| same(*index)) {
        return Some(SkipReason::RepeatedHeader);
    }
    let values: Vec<String> = row.iter().map(Cell::shown).filter(|text| !text.is_empty()).collect();
    let first = plain(values.first()?);
    // "合计" itself or "合计 232 期"; a title such as 合计划算吗 goes on with another word.
    let goes_on = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit());
    if TOTALS.iter().any(|word| first.strip_prefix(word).is_some_and(goes_on)) {
        return Some(SkipReason::Total);
    }
    let one_value = values.iter().all(|value| *value == values[0]);
    if one_value && NOTES.iter().any(|word| first.starts_with(word)) {
        return Some(SkipReason::Note);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Field {
        Name,
        Department,
        Seconds,
    }

    const WORDS: &[Heading<Field>] = &[
        Heading { field: Field::Name, words: &["姓名", "名字"] },
        Heading { field: Field::Department, words: &["部门"] },
        Heading { field: Field::Seconds, words: &["时长"] },
    ];

    fn sheet(rows: &[&[&str]]) -> Vec<Sheet> {
        let rows = rows.iter().map(|row| row.iter().map(|text| Cell::text(*text)).collect()).collect();
        vec![Sheet { name: "表一".to_string(), rows }]
    }

    #[test]
    fn the_header_is_found_below_titles_and_rows_keep_their_numbers() {
        let sheets = sheet(&[
            &["演示院花名册", "演示院花名册", "演示院花名册"],
            &[],
            &["序号", "姓 名", "部门", "时长（秒）", "爱好"],
            &["1", "甲某", "办公室", "60", "棋"],
            &[],
            &["序号", "姓 名", "部门", "时长（秒）", "爱好"],
            &["2", "乙某", "政治部", "61", ""],
            &["合计", "", "", "121"],
            &["制表人：丙某"],
        ]);
        let table = find(&sheets, WORDS, &[Field::Name]).unwrap();
        let numbers: Vec<usize> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [4, 7]);
        assert_eq!(table.rows[1].cell(Field::Name), &Cell::text("乙某"));
        assert_eq!(table.unit(&table.rows[0], Field::Seconds), Some("秒"));
        assert_eq!(table.unknown, [UnknownColumn { sheet: "表一".into(), heading: "爱好".into() }]);
        let skipped: Vec<(usize, SkipReason)> =
            table.skipped.iter().map(|row| (row.number, row.reason)).collect();
        let expected = [(6, SkipReason::RepeatedHeader), (8, SkipReason::Total), (9, SkipReason::Note)];
        assert_eq!(skipped, expected);
    }

    #[test]
    fn a_header_of_two_rows_is_read_from_the_lower_one() {
        let sheets =
            sheet(&[&["姓名", "部门", "工作量"], &["姓名", "部门", "时长"], &["甲某", "办公室", "3"]]);
        let table = find(&sheets, WORDS, &[Field::Name]).unwrap();
        assert_eq!((table.rows.len(), table.rows[0].number), (1, 3));
    }

    #[test]
    fn without_the_required_words_it_says_what_is_missing() {
        let refusal =
            find(&sheet(&[&["部门", "时长"], &["办公室", "3"]]), WORDS, &[Field::Name]).unwrap_err();
        assert_eq!(refusal.missing, ["姓名"]);
        assert_eq!(refusal.nearest, ["部门", "时长"]);
    }
}
