//! Why a file was not read: one code and its parameters per case, for the person who chose the file.
//! Knows no sentence of the interface; those are the interface's, by code.

use serde::{Deserialize, Serialize};

/// A file that was not read. Nothing of it has been taken over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum FileRefusal {
    /// The file itself is larger than may be read.
    #[error("the file has {bytes} bytes, at most {limit} may be read")]
    TooLarge { bytes: u64, limit: u64 },
    /// A sheet or table has more rows than may be read.
    #[error("{place:?} has more than {limit} rows")]
    TooManyRows { place: String, limit: u64 },
    /// A sheet has a value further right than may be read.
    #[error("{place:?} has more than {limit} columns")]
    TooManyColumns { place: String, limit: u64 },
    /// All sheets together hold more cells than may be read.
    #[error("the file has more than {limit} cells")]
    TooManyCells { limit: u64 },
    /// One cell holds more text than a title or a line of a script ever does.
    #[error("{place:?} row {row} has a cell with more than {limit} characters")]
    CellTooLong { place: String, row: u64, limit: u64 },
    /// The content is of another kind than what is read here (`found` is a short word: pdf, docx, picture, ..).
    #[error("the content is not of a kind that can be read here, it looks like {found}")]
    NotThisKind { found: String },
    /// Cut off, altered, or written by a program that breaks the format's rules.
    #[error("the file is damaged: {detail}")]
    Damaged { detail: String },
    /// Protected by a password.
    #[error("the file is protected by a password")]
    Encrypted,
    /// Unpacks to far more than it seems: refused before unpacking.
    #[error("the file unpacks to more than {limit} bytes")]
    Bomb { limit: u64 },
    /// Readable, and holds nothing.
    #[error("the file holds nothing to read")]
    Empty,
}

impl FileRefusal {
    /// The same word as the `code` on the wire.
    pub fn code(&self) -> &'static str {
        match self {
            FileRefusal::TooLarge { .. } => "too_large",
            FileRefusal::TooManyRows { .. } => "too_many_rows",
            FileRefusal::TooManyColumns { .. } => "too_many_columns",
            FileRefusal::TooManyCells { .. } => "too_many_cells",
            FileRefusal::CellTooLong { .. } => "cell_too_long",
            FileRefusal::NotThisKind { .. } => "not_this_kind",
            FileRefusal::Damaged { .. } => "damaged",
            FileRefusal::Encrypted => "encrypted",
            FileRefusal::Bomb { .. } => "bomb",
            FileRefusal::Empty => "empty",
        }
    }

    /// Where in the file it is, as spreadsheets write it: `sheet!row`, of a file without sheets `row`; empty where more
    /// than a row is meant.
    pub fn place(&self) -> String {
        match self {
            FileRefusal::CellTooLong { place, row, .. } if place.is_empty() => row.to_string(),
            FileRefusal::CellTooLong { place, row, .. } => format!("{place}!{row}"),
            _ => String::new(),
        }
    }

    pub(crate) fn damaged(detail: impl ToString) -> FileRefusal {
        // A library's message may quote the file; keep it short.
        FileRefusal::Damaged { detail: detail.to_string().chars().take(200).collect() }
    }

    pub(crate) fn not(found: &str) -> FileRefusal {
        FileRefusal::NotThisKind { found: found.to_string() }
    }
}

/// Refuses a file over `limit` bytes, and an empty one.
pub(crate) fn check_size(bytes: &[u8], limit: u64) -> Result<(), FileRefusal> {
    match bytes.len() as u64 {
        0 => Err(FileRefusal::Empty),
        size if size > limit => Err(FileRefusal::TooLarge { bytes: size, limit }),
        _ => Ok(()),
    }
}
