//! One model of a printed document, and its two renderings: DOCX to go on editing, PDF to sign and file.
//! Knows headings, paragraphs and tables; knows nothing of scripts and reviews (see `sheets`).

mod docx_out;
mod layout;
mod lines;
mod pdf_out;
mod sheets;

pub use docx_out::to_docx;
pub use pdf_out::to_pdf;
pub use sheets::{ScriptSheet, SignOffSheet, script_document, sign_off_document};

/// A document of A4 pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub title: String,
    pub blocks: Vec<Block>,
    /// Stands at the left of every page's foot; the page number stands at the right.
    pub footer: String,
    /// Wide tables need the long side.
    pub landscape: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Level 1 or 2.
    Heading(u8, String),
    /// Line ends inside break the line.
    Paragraph(String),
    Table(Table),
    /// Facts: what it is, and its value.
    KeyValues(Vec<(String, String)>),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Shares of the page's width, one per column; their sum does not matter.
    pub widths: Vec<f32>,
    /// Repeated on every page; empty for a table without one.
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A document that was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentRefusal {
    #[error(transparent)]
    NoChineseFont(#[from] pufa_fonts::NoChineseFont),
    /// More pages than anybody prints.
    #[error("the document would have more than {limit} pages")]
    TooManyPages { limit: usize },
    /// The library refused; the text says why and belongs in the log.
    #[error("the document could not be written: {0}")]
    Failed(String),
}

impl DocumentRefusal {
    /// The `code` on the wire.
    pub fn code(&self) -> &'static str {
        match self {
            DocumentRefusal::NoChineseFont(_) => "no_chinese_font",
            DocumentRefusal::TooManyPages { .. } => "too_many_pages",
            DocumentRefusal::Failed(_) => "document_failed",
        }
    }
}

/// Text that XML and PDF can hold: tabs become blanks, other control characters go.
pub(crate) fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| *c == '\n' || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}
