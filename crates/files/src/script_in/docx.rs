//! The text and tables of a Word document, out of its XML. Reads `word/document.xml` and nothing else:
//! no pictures, no macros, no linked files; deleted and moved-away text stays out.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{MAX_CHARS, ScriptIn, labels, plain, shots};
use crate::archive::{self, Package};
use crate::html::{Origin, Slot, TextTable};
use crate::refusal::FileRefusal;
use crate::sheet::{MAX_CELLS, MAX_COLUMNS};

/// A piece of the document in reading order.
enum Block {
    Paragraph { heading: bool, text: String },
    Table(TextTable),
}

/// A script from a document: tables of shots when there are any, else the paragraphs as lines.
pub(super) fn read(package: &mut Package<'_>) -> Result<ScriptIn, FileRefusal> {
    let xml = archive::text_of(package, "word/document.xml")?
        .ok_or_else(|| FileRefusal::damaged("the document has no text part"))?;
    let blocks = blocks(&xml)?;
    let mut script = ScriptIn::default();
    let mut reader = shots::Reader::default();
    for block in &blocks {
        match block {
            Block::Paragraph { heading, text } if script.shots.is_empty() => {
                paragraph(&mut script, *heading, text)
            }
            Block::Paragraph { .. } => {}
            Block::Table(table) => reader.table(&mut script, table),
        }
    }
    if !script.shots.is_empty() {
        return Ok(script);
    }
    let lines: Vec<&str> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { text, .. } => Some(text.as_str()),
            Block::Table(_) => None,
        })
        .collect();
    let mut read = plain::read(&lines.join("\n"));
    // Labels in a table above the lines have been taken already.
    for (mine, theirs) in [
        (&mut read.header.hook, script.header.hook),
        (&mut read.header.legal_point, script.header.legal_point),
        (&mut read.header.law_cited, script.header.law_cited),
        (&mut read.header.takeaway, script.header.takeaway),
    ] {
        if mine.is_empty() {
            *mine = theirs;
        }
    }
    read.doubts.extend(script.doubts);
    Ok(read)
}

/// The words of a document, a line for each paragraph and each cell.
pub(crate) fn lines(package: &mut Package<'_>) -> Result<String, FileRefusal> {
    let xml = archive::text_of(package, "word/document.xml")?
        .ok_or_else(|| FileRefusal::damaged("the document has no text part"))?;
    let mut out = String::new();
    for block in blocks(&xml)? {
        match block {
            Block::Paragraph { text, .. } => out.push_str(&text),
            Block::Table(table) => {
                let own = table.iter().flatten().filter(|slot| slot.origin == Origin::Own);
                out.push_str(&own.map(|slot| slot.text.as_str()).collect::<Vec<_>>().join("\n"));
            }
        }
        out.push('\n');
    }
    Ok(out)
}

fn paragraph(script: &mut ScriptIn, heading: bool, text: &str) {
    let text = text.trim();
    if text.is_empty() || labels::take(script, text) {
        return;
    }
    if script.title.is_empty() && (heading || text.chars().count() <= 40) {
        script.title = labels::bare_title(text);
    }
}

#[derive(Default)]
struct Building {
    blocks: Vec<Block>,
    text: String,
    heading: bool,
    /// Open tables; a table inside a cell gives its text to that cell.
    tables: usize,
    table: TextTable,
    row: Vec<Slot>,
    cell: String,
    span: usize,
    merged: bool,
    /// Depth inside an element whose text does not count.
    hidden: usize,
    chars: usize,
    cells: usize,
}

fn blocks(xml: &str) -> Result<Vec<Block>, FileRefusal> {
    let mut reader = Reader::from_str(xml);
    let mut building = Building::default();
    let mut in_text = false;
    loop {
        match reader.read_event().map_err(FileRefusal::damaged)? {
            Event::Start(start) => {
                let name = start.local_name();
                let name = name.as_ref();
                in_text = name == "t";
                building.open(name, &start)?;
            }
            Event::Empty(start) => {
                let name = start.local_name();
                building.mark(name.as_ref(), &start)?;
            }
            Event::Text(text) if in_text => building.say(&text.xml10_content())?,
            Event::CData(text) if in_text => building.say(&text.xml10_content())?,
            Event::GeneralRef(name) if in_text => {
                let plain = crate::html::unescape(&format!("&{};", name.xml10_content()));
                building.say(&plain)?;
            }
            Event::End(end) => {
                in_text = false;
                building.close(end.local_name().as_ref())?;
            }
            Event::Eof => break,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {}
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    Ok(building.blocks)
}

/// Elements whose text is not part of the document as it reads now.
fn is_hidden(name: &str) -> bool {
    matches!(name, "Fallback" | "moveFrom" | "del" | "instrText" | "txbxContent")
}

impl Building {
    fn open(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), FileRefusal> {
        if self.hidden > 0 || is_hidden(name) {
            self.hidden += 1;
            return Ok(());
        }
        match name {
            "tbl" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.table = Vec::new();
                }
            }
            "tr" if self.tables == 1 => self.row = Vec::new(),
            "tc" if self.tables == 1 => (self.cell, self.span, self.merged) = (String::new(), 1, false),
            "p" if self.tables == 0 => (self.text, self.heading) = (String::new(), false),
            "p" if !self.cell.is_empty() && !self.cell.ends_with('\n') => self.cell.push('\n'),
            _ => self.mark(name, start)?,
        }
        Ok(())
    }

    /// Elements that stand for a sign or a property.
    fn mark(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), FileRefusal> {
        if self.hidden > 0 {
            return Ok(());
        }
        let value = || value_of(start);
        match name {
            "tab" => self.say("\t")?,
            "br" | "cr" => self.say("\n")?,
            "noBreakHyphen" => self.say("-")?,
            "pStyle" if self.tables == 0 => {
                let style = value().unwrap_or_default().to_lowercase();
                self.heading =
                    ["title", "heading", "标题"].iter().any(|word| style.contains(word)) || style == "1";
            }
            "gridSpan" if self.tables == 1 => {
                let span = value().and_then(|value| value.parse().ok()).unwrap_or(1);
                self.span = usize::clamp(span, 1, MAX_COLUMNS);
            }
            "vMerge" if self.tables == 1 => self.merged = value().is_none_or(|value| value != "restart"),
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), FileRefusal> {
        if self.hidden > 0 {
            return Ok(());
        }
        self.chars += text.len();
        if self.chars > MAX_CHARS * 3 {
            return Err(FileRefusal::TooLarge { bytes: self.chars as u64, limit: MAX_CHARS as u64 });
        }
        if self.tables > 0 {
            self.cell.push_str(text)
        } else {
            self.text.push_str(text)
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), FileRefusal> {
        if self.hidden > 0 {
            self.hidden -= 1;
            return Ok(());
        }
        match name {
            "p" if self.tables == 0 => {
                let text = std::mem::take(&mut self.text);
                self.blocks.push(Block::Paragraph { heading: self.heading, text });
            }
            "tc" if self.tables == 1 => self.end_cell()?,
            "tr" if self.tables == 1 => {
                let row = std::mem::take(&mut self.row);
                self.table.push(row);
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.blocks.push(Block::Table(std::mem::take(&mut self.table)));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), FileRefusal> {
        let column = self.row.len();
        let mut text = std::mem::take(&mut self.cell).trim().to_string();
        if self.merged {
            let above = self.table.last().and_then(|row| row.get(column));
            text = above.map(|slot| slot.text.clone()).unwrap_or_default();
        }
        self.cells += self.span;
        if self.cells > MAX_CELLS {
            return Err(FileRefusal::TooManyCells { limit: MAX_CELLS as u64 });
        }
        let first = if self.merged { Origin::Above } else { Origin::Own };
        for at in 0..self.span.min(MAX_COLUMNS.saturating_sub(column)) {
            self.row.push(Slot { text: text.clone(), origin: if at == 0 { first } else { Origin::Left } });
        }
        Ok(())
    }
}

fn value_of(start: &BytesStart<'_>) -> Option<String> {
    let attribute =
        start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val")?;
    Some(crate::html::unescape(&attribute.value))
}
