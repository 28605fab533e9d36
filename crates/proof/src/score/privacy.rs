//! Scores personal data on (kind, start, end) in characters, and how many decoys are flagged.
//! Refuses to weigh kinds; the caller chooses which count.

use super::Score;
use crate::privacy::{Case, find};
use crate::text::Ruler;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    entities: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    #[serde(rename = "type")]
    kind: String,
    start: usize,
    end: usize,
}

/// Kinds that are recognised by their context and not by a format of their own.
const BY_CONTEXT: &[&str] = &["PERSON_NAME", "SCHOOL", "MINOR_AGE", "VILLAGE", "PSEUDONYM"];

/// Scores lines of `{"text", "entities": [{"type","start","end"}]}`; with `formats_only`, names, schools and ages are left out on both sides.
pub fn score_privacy<'l>(lines: impl Iterator<Item = &'l str>, formats_only: bool) -> Score {
    let mut score = Score::default();
    let counts = |kind: &str| !formats_only || !BY_CONTEXT.contains(&kind);
    for line in lines.filter(|l| !l.trim().is_empty()) {
        let Ok(line) = serde_json::from_str::<Line>(line) else {
            score.unreadable += 1;
            continue;
        };
        let ruler = Ruler::new(&line.text);
        let found: Vec<_> = find(&line.text, &Case::default())
            .into_iter()
            .map(|f| {
                let kind = serde_json::to_value(f.kind).ok().and_then(|v| v.as_str().map(str::to_owned));
                let [start, end] = ruler.span(&f.range).char;
                (kind.unwrap_or_default(), start, end)
            })
            .filter(|(kind, ..)| counts(kind))
            .collect();
        let decoy = line.entities.is_empty();
        let labels: Vec<_> = line
            .entities
            .into_iter()
            .map(|e| (e.kind, e.start, e.end))
            .filter(|(kind, ..)| counts(kind))
            .collect();
        if labels.is_empty() && !decoy {
            // Only names and the like stand here: not a decoy of formats.
            score.extra += found.len();
            continue;
        }
        score.compare(&line.text, &labels, &found);
    }
    score
}
