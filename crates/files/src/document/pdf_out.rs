//! Writes laid-out pages as PDF with the computer's Chinese font, of which only the used characters are embedded.
//! Knows nothing of where things stand.

use krilla::Document as PdfDocument;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use pufa_fonts::{ChineseFont, Heaviness, chinese};

use super::layout::{Item, lay_out};
use super::lines::Measure;
use super::{Document, DocumentRefusal};

/// The document as PDF bytes.
///
/// # Errors
/// `NoChineseFont` when the computer has none, `TooManyPages`, `Failed` when the library refuses.
pub fn to_pdf(document: &Document) -> Result<Vec<u8>, DocumentRefusal> {
    let regular = chinese(Heaviness::Regular)?;
    let bold = chinese(Heaviness::Bold)?;
    let regular = Face::new(&regular)?;
    let bold = Face::new(&bold)?;
    let pages = lay_out(document, &regular.measure, &bold.measure)?;
    let mut pdf = PdfDocument::new();
    let metadata = Metadata::new().title(document.title.clone()).language("zh-CN".to_string());
    pdf.set_metadata(metadata);
    for items in &pages.pages {
        let settings = PageSettings::from_wh(pages.width, pages.height)
            .ok_or_else(|| DocumentRefusal::Failed("no page size".to_string()))?;
        let mut page = pdf.start_page_with(settings);
        let mut surface = page.surface();
        // Grounds first: text stands on them.
        for item in items.iter().filter(|item| matches!(item, Item::Ground { .. })) {
            draw(&mut surface, item, &regular, &bold);
        }
        for item in items.iter().filter(|item| !matches!(item, Item::Ground { .. })) {
            draw(&mut surface, item, &regular, &bold);
        }
        surface.finish();
        page.finish();
    }
    pdf.finish().map_err(|error| DocumentRefusal::Failed(format!("{error:?}")))
}

/// One face, for measuring and for drawing.
struct Face<'a> {
    measure: Measure<'a>,
    font: Font,
}

impl<'a> Face<'a> {
    fn new(font: &'a ChineseFont) -> Result<Face<'a>, DocumentRefusal> {
        let measure = Measure::new(&font.data, font.index).ok_or(pufa_fonts::NoChineseFont)?;
        let font = Font::new(font.data.clone().into(), font.index).ok_or(pufa_fonts::NoChineseFont)?;
        Ok(Face { measure, font })
    }
}

fn draw(surface: &mut Surface<'_>, item: &Item, regular: &Face<'_>, bold: &Face<'_>) {
    match item {
        Item::Text { x, y, size, bold: heavy, text } => {
            let face = if *heavy { bold } else { regular };
            let glyphs: Vec<KrillaGlyph> = text
                .char_indices()
                .map(|(at, c)| {
                    let (id, advance) = face.measure.glyph(c);
                    let range = at..at + c.len_utf8();
                    KrillaGlyph::new(GlyphId::new(id), advance, 0.0, 0.0, 0.0, range, None)
                })
                .collect();
            surface.set_stroke(None);
            surface.set_fill(Some(Fill::default()));
            surface.draw_glyphs(Point::from_xy(*x, *y), &glyphs, face.font.clone(), text, *size, false);
        }
        Item::Line { from, to } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            let paint = rgb::Color::new(0x9A, 0xA3, 0xAE).into();
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke { paint, width: 0.5, ..Stroke::default() }));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Item::Ground { x, y, width, height } => {
            let Some(area) = Rect::from_xywh(*x, *y, *width, *height) else {
                return;
            };
            let mut path = PathBuilder::new();
            path.push_rect(area);
            let paint = rgb::Color::new(0xEE, 0xF1, 0xF6).into();
            surface.set_stroke(None);
            surface.set_fill(Some(Fill { paint, ..Fill::default() }));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
}
