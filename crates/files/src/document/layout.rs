//! Places a document's text and lines on A4 pages. Knows widths of characters, and neither PDF nor fonts' files.

use super::lines::Measure;
use super::{Block, Document, DocumentRefusal, Table};

/// A4 in points (1/72 inch).
const SHORT: f32 = 595.28;
const LONG: f32 = 841.89;
/// 2 cm.
const MARGIN: f32 = 56.7;
/// Above the lower edge of the page.
const FOOT: f32 = 34.0;
/// 五号, the usual size of an office document.
const BODY: f32 = 10.5;
const CELL: f32 = 9.5;
const TITLE: f32 = 18.0;
const PADDING: f32 = 4.0;
const LEADING: f32 = 1.5;
pub(super) const MAX_PAGES: usize = 2_000;

/// Something at a place on a page, in points from the upper left corner.
pub(super) enum Item {
    /// `y` is the line's baseline.
    Text {
        x: f32,
        y: f32,
        size: f32,
        bold: bool,
        text: String,
    },
    Line {
        from: (f32, f32),
        to: (f32, f32),
    },
    /// A light ground behind header cells.
    Ground {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
}

pub(super) struct Pages {
    pub width: f32,
    pub height: f32,
    pub pages: Vec<Vec<Item>>,
}

struct Pen<'a> {
    regular: &'a Measure<'a>,
    bold: &'a Measure<'a>,
    width: f32,
    bottom: f32,
    y: f32,
    pages: Vec<Vec<Item>>,
}

/// The lines of the cells of one row, and how they look.
struct RowLines {
    cells: Vec<Vec<String>>,
    bold: Vec<bool>,
    ground: Vec<bool>,
}

pub(super) fn lay_out(
    document: &Document,
    regular: &Measure<'_>,
    bold: &Measure<'_>,
) -> Result<Pages, DocumentRefusal> {
    let (width, height) = if document.landscape { (LONG, SHORT) } else { (SHORT, LONG) };
    let pages = vec![Vec::new()];
    let (text_width, bottom) = (width - 2.0 * MARGIN, height - MARGIN);
    let mut pen = Pen { regular, bold, width: text_width, bottom, y: MARGIN, pages };
    pen.title(&document.title)?;
    for block in &document.blocks {
        match block {
            Block::Heading(level, text) => pen.heading(*level, text)?,
            Block::Paragraph(text) => {
                pen.text(text, BODY, false)?;
                pen.y += BODY * 0.5;
            }
            Block::Table(table) => pen.table(table)?,
            Block::KeyValues(pairs) => pen.key_values(pairs)?,
        }
    }
    let mut pages = pen.pages;
    let total = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let number = format!("第 {} 页 / 共 {total} 页", index + 1);
        let x = width - MARGIN - regular.width(&number, 9.0);
        page.push(Item::Text { x, y: height - FOOT, size: 9.0, bold: false, text: number });
        let room = x - MARGIN - 12.0;
        let foot = regular.lines(&document.footer, 9.0, room).into_iter().next().unwrap_or_default();
        page.push(Item::Text { x: MARGIN, y: height - FOOT, size: 9.0, bold: false, text: foot });
    }
    Ok(Pages { width, height, pages })
}

impl Pen<'_> {
    fn put(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }

    fn new_page(&mut self) -> Result<(), DocumentRefusal> {
        if self.pages.len() >= MAX_PAGES {
            return Err(DocumentRefusal::TooManyPages { limit: MAX_PAGES });
        }
        self.pages.push(Vec::new());
        self.y = MARGIN;
        Ok(())
    }

    fn room_for(&mut self, height: f32) -> Result<(), DocumentRefusal> {
        if self.y + height > self.bottom && self.y > MARGIN { self.new_page() } else { Ok(()) }
    }

    fn line(&mut self, text: String, x: f32, size: f32, bold: bool) {
        // The baseline lies a little above the middle of the leading.
        let y = self.y + size * (LEADING + 0.76) / 2.0;
        self.put(Item::Text { x, y, size, bold, text });
        self.y += size * LEADING;
    }

    fn title(&mut self, title: &str) -> Result<(), DocumentRefusal> {
        if title.trim().is_empty() {
            return Ok(());
        }
        for line in self.bold.lines(title, TITLE, self.width) {
            let x = MARGIN + (self.width - self.bold.width(&line, TITLE)).max(0.0) / 2.0;
            self.room_for(TITLE * LEADING)?;
            self.line(line, x, TITLE, true);
        }
        self.y += TITLE * 0.6;
        Ok(())
    }

    fn heading(&mut self, level: u8, text: &str) -> Result<(), DocumentRefusal> {
        let size = if level <= 1 { 14.0 } else { 12.0 };
        self.y += if self.y > MARGIN { size * 0.6 } else { 0.0 };
        // A heading does not stand alone at the foot of a page.
        self.room_for(size * LEADING + 3.0 * BODY * LEADING)?;
        self.text(text, size, true)?;
        self.y += size * 0.3;
        Ok(())
    }

    fn text(&mut self, text: &str, size: f32, bold: bool) -> Result<(), DocumentRefusal> {
        let measure = if bold { self.bold } else { self.regular };
        for line in measure.lines(text, size, self.width) {
            self.room_for(size * LEADING)?;
            self.line(line, MARGIN, size, bold);
        }
        Ok(())
    }

    fn key_values(&mut self, pairs: &[(String, String)]) -> Result<(), DocumentRefusal> {
        let widths = [self.width * 0.22, self.width * 0.78];
        for (key, value) in pairs {
            let row = self.row(&[key.clone(), value.clone()], &widths, &[true, false]);
            self.place(row, &widths, None)?;
        }
        self.y += BODY * 0.8;
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), DocumentRefusal> {
        let columns = table.rows.iter().map(Vec::len).chain([table.header.len()]).max().unwrap_or(0);
        if columns == 0 {
            return Ok(());
        }
        let share = |at: usize| table.widths.get(at).copied().filter(|share| *share > 0.0).unwrap_or(1.0);
        let sum: f32 = (0..columns).map(share).sum();
        let widths: Vec<f32> = (0..columns).map(|at| share(at) / sum * self.width).collect();
        let header =
            (!table.header.is_empty()).then(|| self.row(&table.header, &widths, &vec![true; columns]));
        let header = header.as_ref();
        if let Some(header) = header {
            // The header keeps room for a first row below it.
            self.room_for(height_of(header) + 3.0 * CELL * LEADING)?;
            self.draw(header, 0, usize::MAX, &widths);
        }
        for row in &table.rows {
            let row = self.row(row, &widths, &vec![false; columns]);
            self.place(row, &widths, header)?;
        }
        self.y += BODY * 0.8;
        Ok(())
    }

    fn row(&self, cells: &[String], widths: &[f32], marked: &[bool]) -> RowLines {
        let measure = |at: usize| if marked[at] { self.bold } else { self.regular };
        let lines = widths.iter().enumerate().map(|(at, width)| {
            let text = cells.get(at).map_or("", String::as_str);
            measure(at).lines(text, CELL, width - 2.0 * PADDING)
        });
        RowLines { cells: lines.collect(), bold: marked.to_vec(), ground: marked.to_vec() }
    }

    /// Draws a row; one that does not fit goes to the next page, one higher than a page is cut between lines.
    fn place(
        &mut self,
        row: RowLines,
        widths: &[f32],
        header: Option<&RowLines>,
    ) -> Result<(), DocumentRefusal> {
        let total = row.cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut from = 0;
        while from < total {
            let room = ((self.bottom - self.y - 2.0 * PADDING) / (CELL * LEADING)).floor().max(0.0) as usize;
            let page = ((self.bottom - MARGIN - 2.0 * PADDING - header.map_or(0.0, height_of))
                / (CELL * LEADING))
                .floor()
                .max(1.0) as usize;
            let whole = total - from <= room;
            if !whole
                && (total - from <= page || room < 3)
                && self.y > MARGIN + header.map_or(0.0, height_of) + 1.0
            {
                self.new_page()?;
                if let Some(header) = header {
                    self.draw(header, 0, usize::MAX, widths);
                }
                continue;
            }
            let count = if whole { total - from } else { room.max(1) };
            self.draw(&row, from, count, widths);
            from += count;
        }
        Ok(())
    }

    /// Draws lines `from..from + count` of every cell with borders around the cells.
    fn draw(&mut self, row: &RowLines, from: usize, count: usize, widths: &[f32]) {
        let shown = |cell: &Vec<String>| cell.len().saturating_sub(from).min(count);
        let lines = row.cells.iter().map(shown).max().unwrap_or(0).max(1);
        let (top, height) = (self.y, lines as f32 * CELL * LEADING + 2.0 * PADDING);
        let mut x = MARGIN;
        for (at, width) in widths.iter().enumerate() {
            if row.ground[at] {
                self.put(Item::Ground { x, y: top, width: *width, height });
            }
            self.y = top + PADDING;
            let texts: Vec<String> = row.cells[at].iter().skip(from).take(count).cloned().collect();
            for text in texts {
                self.line(text, x + PADDING, CELL, row.bold[at]);
            }
            self.put(Item::Line { from: (x, top), to: (x, top + height) });
            x += width;
        }
        self.put(Item::Line { from: (x, top), to: (x, top + height) });
        self.put(Item::Line { from: (MARGIN, top), to: (x, top) });
        self.put(Item::Line { from: (MARGIN, top + height), to: (x, top + height) });
        self.y = top + height;
    }
}

fn height_of(row: &RowLines) -> f32 {
    row.cells.iter().map(Vec::len).max().unwrap_or(0).max(1) as f32 * CELL * LEADING + 2.0 * PADDING
}
