//! Scores citations on (law, article, sub, paragraph, item), the shape of the labelled file.
//! Refuses to score spans: the labels' spans cover whole lists.

use super::Score;
use crate::cite::{context_law, scan};
use crate::law::LawTable;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    context_law: Option<String>,
    #[serde(default)]
    citations: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    law: String,
    article: u32,
    #[serde(default)]
    sub: u32,
    paragraph: Option<u32>,
    item: Option<u32>,
}

/// Scores lines of `{"text", "context_law"?, "citations": [...]}`.
pub fn score_citations<'l>(table: &LawTable, lines: impl Iterator<Item = &'l str>) -> Score {
    let mut score = Score::default();
    for line in lines.filter(|l| !l.trim().is_empty()) {
        let Ok(line) = serde_json::from_str::<Line>(line) else {
            score.unreadable += 1;
            continue;
        };
        let context = line.context_law.as_deref().and_then(|name| context_law(table, name));
        let found: Vec<_> = scan(table, &line.text, context)
            .citations
            .iter()
            .map(|c| {
                (
                    c.title(table, &line.text).to_owned(),
                    c.place.article,
                    c.place.sub,
                    c.place.paragraph,
                    c.place.item,
                )
            })
            .collect();
        let labels: Vec<_> =
            line.citations.into_iter().map(|l| (l.law, l.article, l.sub, l.paragraph, l.item)).collect();
        score.compare(&line.text, &labels, &found);
    }
    score
}
