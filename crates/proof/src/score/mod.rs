//! Measures the checker against labelled sentences: precision, recall, the worst misses.
//! Refuses to read files: the caller hands over the lines.

mod citations;
mod privacy;

pub use citations::score_citations;
pub use privacy::score_privacy;

use serde::Serialize;

/// Hits, misses and false finds, with examples to look at.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Score {
    /// Labelled and found.
    pub hits: usize,
    /// Labelled and not found.
    pub missed: usize,
    /// Found and not labelled.
    pub extra: usize,
    /// Lines without any label.
    pub negatives: usize,
    /// Of these, lines where something was found.
    pub negatives_flagged: usize,
    /// Lines that could not be read.
    pub unreadable: usize,
    /// What went wrong, in order of the lines.
    pub wrong: Vec<Wrong>,
}

/// A line on which labels and finds differ.
#[derive(Debug, Clone, Serialize)]
pub struct Wrong {
    /// The line's text.
    pub text: String,
    /// Labelled only.
    pub missed: Vec<String>,
    /// Found only.
    pub extra: Vec<String>,
}

impl Score {
    /// Share of what was found that is labelled; 1 when nothing was found.
    pub fn precision(&self) -> f64 {
        ratio(self.hits, self.hits + self.extra)
    }

    /// Share of the labels that was found; 1 when there are none.
    pub fn recall(&self) -> f64 {
        ratio(self.hits, self.hits + self.missed)
    }

    /// Harmonic mean of both.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    /// Share of the negatives that stayed silent.
    pub fn silence(&self) -> f64 {
        1.0 - if self.negatives == 0 { 0.0 } else { self.negatives_flagged as f64 / self.negatives as f64 }
    }

    fn compare<T: PartialEq + Clone + std::fmt::Debug>(&mut self, text: &str, labels: &[T], found: &[T]) {
        let mut left: Vec<T> = found.to_vec();
        let mut missed = Vec::new();
        for label in labels {
            match left.iter().position(|f| f == label) {
                Some(at) => {
                    left.remove(at);
                    self.hits += 1;
                }
                None => missed.push(format!("{label:?}")),
            }
        }
        self.missed += missed.len();
        self.extra += left.len();
        if labels.is_empty() {
            self.negatives += 1;
            self.negatives_flagged += usize::from(!left.is_empty());
        }
        if !missed.is_empty() || !left.is_empty() {
            let extra = left.iter().map(|f| format!("{f:?}")).collect();
            self.wrong.push(Wrong { text: text.to_owned(), missed, extra });
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
