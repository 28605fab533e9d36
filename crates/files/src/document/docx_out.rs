//! Writes a document as DOCX, for Word and WPS. Fonts are named, not embedded: every office has 宋体 or its own.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, LineSpacing, NumPages, PageMargin, PageNum, PageOrientationType,
    Paragraph, Run, RunFonts, Shading, Style, StyleType, Table as DocxTable, TableCell, TableCellMargins,
    TableLayoutType, TableRow, WidthType,
};

use super::{Block, Document, DocumentRefusal, Table, clean};

/// A4 in twentieths of a point.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
/// 2 cm.
const MARGIN: i32 = 1_134;
/// Sizes are in half points: 五号, 三号 and headings.
const BODY: usize = 21;
const TITLE: usize = 32;

/// The document as DOCX bytes.
///
/// # Errors
/// `Failed` when the library refuses.
pub fn to_docx(document: &Document) -> Result<Vec<u8>, DocumentRefusal> {
    let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("宋体");
    let margin = PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN);
    let (width, height) = if document.landscape { (LONG, SHORT) } else { (SHORT, LONG) };
    let orientation =
        if document.landscape { PageOrientationType::Landscape } else { PageOrientationType::Portrait };
    let heading =
        |id: &str, name: &str, size: usize| Style::new(id, StyleType::Paragraph).name(name).size(size).bold();
    let mut docx = Docx::new()
        .page_size(width, height)
        .page_orient(orientation)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(BODY)
        .add_style(heading("Title", "Title", TITLE))
        .add_style(heading("Heading1", "heading 1", 28))
        .add_style(heading("Heading2", "heading 2", 24))
        .footer(footer(&document.footer));
    if !document.title.trim().is_empty() {
        let title = Paragraph::new().style("Title").align(AlignmentType::Center);
        docx = docx.add_paragraph(title.add_run(run(&document.title).size(TITLE).bold()));
    }
    let room = (width as i32 - 2 * MARGIN) as usize;
    for block in &document.blocks {
        docx = match block {
            Block::Heading(level, text) => {
                let (style, size) = if *level <= 1 { ("Heading1", 28) } else { ("Heading2", 24) };
                let paragraph = Paragraph::new().style(style).keep_next(true);
                docx.add_paragraph(paragraph.add_run(run(text).size(size).bold()))
            }
            Block::Paragraph(text) => {
                let spacing = LineSpacing::new().after(120);
                docx.add_paragraph(Paragraph::new().line_spacing(spacing).add_run(run(text)))
            }
            Block::Table(table) => docx.add_table(grid(table, room)).add_paragraph(Paragraph::new()),
            Block::KeyValues(pairs) => docx.add_table(facts(pairs, room)).add_paragraph(Paragraph::new()),
        };
    }
    let mut out = Cursor::new(Vec::new());
    docx.build().pack(&mut out).map_err(|error| DocumentRefusal::Failed(error.to_string()))?;
    Ok(out.into_inner())
}

/// A run of text; line ends become line breaks.
fn run(text: &str) -> Run {
    let text = clean(text);
    let mut run = Run::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

fn footer(text: &str) -> Footer {
    let text = if text.trim().is_empty() { String::new() } else { format!("{}    ", clean(text)) };
    let paragraph = Paragraph::new()
        .align(AlignmentType::Right)
        .add_run(Run::new().add_text(format!("{text}第 ")).size(18))
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" 页 / 共 ").size(18))
        .add_num_pages(NumPages::new())
        .add_run(Run::new().add_text(" 页").size(18));
    Footer::new().add_paragraph(paragraph)
}

fn cell(text: &str, width: usize, marked: bool) -> TableCell {
    let run = run(text).size(19);
    let run = if marked { run.bold() } else { run };
    // A head does not stay behind alone at the foot of a page.
    let words = Paragraph::new().keep_next(marked).add_run(run);
    let cell = TableCell::new().width(width, WidthType::Dxa).add_paragraph(words);
    if marked { cell.shading(Shading::new().fill("EEF1F6")) } else { cell }
}

fn grid(table: &Table, room: usize) -> DocxTable {
    let columns = table.rows.iter().map(Vec::len).chain([table.header.len()]).max().unwrap_or(0);
    let share = |at: usize| table.widths.get(at).copied().filter(|share| *share > 0.0).unwrap_or(1.0);
    let sum: f32 = (0..columns).map(share).sum();
    let widths: Vec<usize> = (0..columns).map(|at| (share(at) / sum * room as f32) as usize).collect();
    let row = |cells: &[String], marked: bool| {
        let cells = widths
            .iter()
            .enumerate()
            .map(|(at, width)| cell(cells.get(at).map_or("", String::as_str), *width, marked));
        TableRow::new(cells.collect()).cant_split()
    };
    let header = (!table.header.is_empty()).then(|| row(&table.header, true));
    let rows = header.into_iter().chain(table.rows.iter().map(|cells| row(cells, false))).collect();
    ruled(rows, widths, room)
}

fn facts(pairs: &[(String, String)], room: usize) -> DocxTable {
    let widths = vec![room * 22 / 100, room * 78 / 100];
    let rows = pairs
        .iter()
        .map(|(key, value)| TableRow::new(vec![cell(key, widths[0], true), cell(value, widths[1], false)]))
        .collect();
    ruled(rows, widths, room)
}

/// Across the page, with air in the cells above and below: what an office gives them takes a third of a narrow column.
fn ruled(rows: Vec<TableRow>, widths: Vec<usize>, room: usize) -> DocxTable {
    let air = TableCellMargins::new().margin(50, 60, 50, 60);
    let table =
        DocxTable::new(rows).set_grid(widths).layout(TableLayoutType::Fixed).width(room, WidthType::Dxa);
    table.margins(air)
}
