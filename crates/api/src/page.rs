//! A page of a longer list, and where the next one begins.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rows of a list. Pages follow keys, never offsets: rows that come or go meanwhile shift nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// To be sent as `after` for the next page; null on the last.
    pub next: Option<String>,
}

/// The most rows that one answer holds.
pub const MOST_ROWS: u32 = 500;

/// How many rows to read for a page: what was asked for within [`MOST_ROWS`].
pub fn bounded(limit: Option<u32>) -> u32 {
    limit.unwrap_or(100).clamp(1, MOST_ROWS)
}

impl<T> Page<T> {
    /// Makes a page from up to `limit + 1` rows: the one too many says that there is a next page, which begins after
    /// the key of the last row kept.
    pub fn cut(mut rows: Vec<T>, limit: u32, key: impl Fn(&T) -> String) -> Self {
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = if more { rows.last().map(key) } else { None };
        Self { rows, next }
    }
}
