//! The tables of an HTML page or of HTML text pasted from Word, Excel or WPS, as rows of plain text.
//! Knows no styles and no scripts; everything but table cells is passed over.

use crate::archive::MAX_UNPACKED;
use crate::refusal::FileRefusal;
use crate::sheet::{MAX_CELL_CHARS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS};

/// A span wider or higher than this is a slip or an attack.
const MAX_SPAN: usize = 200;

/// Where the text of a cell in a grid of cells comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The cell itself.
    #[default]
    Own,
    /// The cell to the left, which spans this column.
    Left,
    /// The cell above, which spans this row.
    Above,
}

/// A cell of a grid in which spanned cells repeat their text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slot {
    pub text: String,
    pub origin: Origin,
}

pub(crate) type TextTable = Vec<Vec<Slot>>;

pub(crate) fn looks_like_html(text: &str) -> bool {
    let start: String = text.chars().take(200_000).collect::<String>().to_ascii_lowercase();
    start.contains("<table") && (start.contains("<tr") || start.contains("<td"))
}

#[derive(Default)]
struct Building {
    tables: Vec<TextTable>,
    /// Rows still owed to cells that span several rows: (column, text, rows left).
    hanging: Vec<(usize, String, usize)>,
    row: Option<Vec<Slot>>,
    cell: Option<(String, usize, usize)>,
    depth: usize,
    cells: usize,
    /// Bytes of text in all slots: a spanned cell repeats its own.
    repeated: u64,
}

/// Every outermost table; a table inside a cell gives its text to that cell. Spanned cells repeat their text.
pub(crate) fn tables(html: &str) -> Result<Vec<TextTable>, FileRefusal> {
    let mut building = Building::default();
    let mut rest = html;
    let mut hidden: Option<&str> = None;
    while let Some(at) = rest.find('<') {
        if hidden.is_none() {
            building.text(&rest[..at]);
        }
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((tag, after)) = rest[1..].split_once('>') else {
            break;
        };
        rest = after;
        let name: String = tag
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .collect::<String>()
            .to_ascii_lowercase();
        match (hidden, name.as_str()) {
            (Some(open), close) if close.strip_prefix('/') == Some(open) => hidden = None,
            (Some(_), _) => {}
            (None, "style") => hidden = Some("style"),
            (None, "script") => hidden = Some("script"),
            (None, name) => building.tag(name, tag)?,
        }
    }
    building.end_row()?;
    Ok(building.tables.into_iter().filter(|table| !table.is_empty()).collect())
}

impl Building {
    fn text(&mut self, raw: &str) {
        if let Some((text, _, _)) = self.cell.as_mut() {
            // Line ends in the source are blanks; only <br> and block ends break a line.
            let flat: String = raw.chars().map(|c| if matches!(c, '\r' | '\n') { ' ' } else { c }).collect();
            text.push_str(&unescape(&flat));
        }
    }

    fn tag(&mut self, name: &str, tag: &str) -> Result<(), FileRefusal> {
        match name {
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.tables.push(Vec::new());
                    self.hanging.clear();
                }
            }
            "/table" => {
                if self.depth == 1 {
                    self.end_row()?;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            "tr" if self.depth == 1 => {
                self.end_row()?;
                self.row = Some(Vec::new());
            }
            "/tr" if self.depth == 1 => self.end_row()?,
            "td" | "th" if self.depth == 1 => {
                self.end_cell()?;
                self.row.get_or_insert_default();
                self.cell = Some((String::new(), span(tag, "colspan"), span(tag, "rowspan")));
            }
            "/td" | "/th" if self.depth == 1 => self.end_cell()?,
            "br" | "br/" | "/p" | "/div" | "/li" => {
                if let Some((text, _, _)) = self.cell.as_mut() {
                    text.push('\n');
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), FileRefusal> {
        let Some((text, columns, rows)) = self.cell.take() else {
            return Ok(());
        };
        self.place_hanging();
        let lines: Vec<String> =
            text.lines().map(|line| line.split_ascii_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let text = lines.join("\n").trim().to_string();
        let place = || self.tables.len().to_string();
        if text.chars().count() > MAX_CELL_CHARS {
            let row = self.tables.last().map_or(0, Vec::len) as u64 + 1;
            return Err(FileRefusal::CellTooLong { place: place(), row, limit: MAX_CELL_CHARS as u64 });
        }
        let Some(row) = self.row.as_mut() else {
            return Ok(());
        };
        for column in 0..columns {
            if rows > 1 {
                self.hanging.push((row.len(), text.clone(), rows - 1));
            }
            let origin = if column == 0 { Origin::Own } else { Origin::Left };
            self.repeated += text.len() as u64;
            row.push(Slot { text: text.clone(), origin });
        }
        self.cells += columns;
        if row.len() > MAX_COLUMNS {
            return Err(FileRefusal::TooManyColumns { place: place(), limit: MAX_COLUMNS as u64 });
        }
        if self.repeated > MAX_UNPACKED {
            return Err(FileRefusal::Bomb { limit: MAX_UNPACKED });
        }
        if self.cells > MAX_CELLS {
            return Err(FileRefusal::TooManyCells { limit: MAX_CELLS as u64 });
        }
        Ok(())
    }

    /// Puts the text of cells that reach down from rows above into the columns they cover.
    fn place_hanging(&mut self) {
        let Some(row) = self.row.as_mut() else { return };
        while let Some((_, text, left)) =
            self.hanging.iter_mut().find(|(column, _, left)| *column == row.len() && *left > 0)
        {
            self.repeated += text.len() as u64;
            row.push(Slot { text: text.clone(), origin: Origin::Above });
            *left -= 1;
            if row.len() > MAX_COLUMNS {
                break;
            }
        }
    }

    fn end_row(&mut self) -> Result<(), FileRefusal> {
        self.end_cell()?;
        self.place_hanging();
        self.hanging.retain(|(_, _, left)| *left > 0);
        if self.repeated > MAX_UNPACKED {
            return Err(FileRefusal::Bomb { limit: MAX_UNPACKED });
        }
        let Some(row) = self.row.take() else { return Ok(()) };
        let number = self.tables.len().to_string();
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        if table.len() == MAX_ROWS {
            return Err(FileRefusal::TooManyRows { place: number, limit: MAX_ROWS as u64 });
        }
        table.push(row);
        Ok(())
    }
}

fn span(tag: &str, name: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let Some((_, after)) = lower.split_once(name) else {
        return 1;
    };
    let digits: String = after
        .trim_start_matches(|c: char| c.is_whitespace() || "=\"'".contains(c))
        .chars()
        .take_while(char::is_ascii_digit)
        .take(4)
        .collect();
    digits.parse::<usize>().unwrap_or(1).clamp(1, MAX_SPAN)
}

/// The handful of entities that offices write, and numbered ones; anything else stays as it stands.
pub(crate) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        match end.and_then(|end| entity(&rest[1..end]).map(|c| (c, end))) {
            Some((c, end)) => {
                plain.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" => ' ',
        "middot" => '·',
        "mdash" => '—',
        "hellip" => '…',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => return None,
    })
}
