//! Office files: bytes in, rows out and back. Spreadsheets, Word, PDF, subtitles, iCalendar; every read is bounded.
//! Knows no database, no operation and no clock; what is not understood is said, never guessed.

mod archive;
pub mod document;
pub mod encoding;
pub mod headings;
mod html;
pub mod ics;
mod kind;
mod refusal;
pub mod script_in;
pub mod sheet;
pub mod subtitle;
pub mod table;
pub mod understand;
pub mod xlsx_out;

pub use refusal::FileRefusal;
