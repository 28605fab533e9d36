//! Judges what a text cites: is the law known, in force on the day, the article there, the quote its text.
//! Refuses to find citations (`cite` does) and to hold texts (`library` does).

mod article;
mod law;
pub mod quote;

use crate::cite::{Citation, Mention, Scan};
use crate::finding::Draft;
use crate::law::LawTable;
use crate::library::Library;
use crate::text::{Day, Marks};
pub use quote::Verdict;
use std::ops::Range;

/// What citations are judged by.
#[derive(Clone, Copy)]
pub(crate) struct Basis<'a> {
    pub table: &'static LawTable,
    pub library: &'a Library,
    pub on: Day,
}

/// A citation judged.
pub(crate) struct Judged {
    pub citation: Citation,
    /// What stands in quotation marks after it and how it compares.
    pub quote: Option<(Range<usize>, Verdict)>,
}

/// Quotes of one text that are compared word by word; more are only told to differ.
const MOST_DIFFERENCES: usize = 50;

/// Judges all citations and mentions of a text, in the order: law, force, article, quote.
pub(crate) fn judge(basis: Basis<'_>, text: &str, marks: Marks<'_>, scan: Scan) -> (Vec<Judged>, Vec<Draft>) {
    let mut findings = Vec::new();
    for mention in &scan.mentions {
        mention_findings(basis, text, mention, &mut findings);
    }
    let mut judged = Vec::with_capacity(scan.citations.len());
    let quotes = if scan.citations.is_empty() { None } else { Some(quote::Quotes::of(marks)) };
    let mut compared = 0;
    // Nested quotes could be compared over and over; in sum no more is read than a few times the text.
    let mut budget = text.len() * 3 + 20_000;
    let starts: Vec<usize> = scan.citations.iter().map(|c| c.span.start).collect();
    for (i, citation) in scan.citations.into_iter().enumerate() {
        // A list names its law once; what is wrong with the law is said once.
        let first = starts[i] <= citation.surface.start;
        let goes_on = law::findings(basis, text, &citation, first, &mut findings);
        let mut quote = None;
        if goes_on {
            article::findings(basis, &citation, &mut findings);
            let until = starts.get(i + 1).copied().unwrap_or(text.len());
            let found = quotes.as_ref().and_then(|q| q.after(text, citation.span.end, until));
            if let Some(range) = found.filter(|r| r.len() <= budget) {
                budget -= range.len();
                let (verdict, finding) =
                    quote::judge(basis, text, &citation, &range, compared < MOST_DIFFERENCES);
                compared += usize::from(finding.is_some());
                findings.extend(finding);
                quote = Some((range, verdict));
            }
        }
        judged.push(Judged { citation, quote });
    }
    (judged, findings)
}

/// A law named without an article: only whether it is in force, and which one is meant.
fn mention_findings(basis: Basis<'_>, text: &str, mention: &Mention, out: &mut Vec<Draft>) {
    let as_citation = Citation {
        law: mention.law,
        candidates: mention.candidates.clone(),
        via: mention.via,
        surface: mention.surface.clone(),
        edition: None,
        place: crate::cite::Place::of(0, 0),
        span: mention.span.clone(),
    };
    // Titles of books and unlisted notices are named all the time; only what is cited by article must be known.
    if mention.law.is_some() {
        law::findings(basis, text, &as_citation, true, out);
    }
}

/// 数据截至…: every judgement that rests on the tables says how old they are.
pub(crate) fn as_of(day: Day) -> String {
    format!("数据截至{}", day.chinese())
}
