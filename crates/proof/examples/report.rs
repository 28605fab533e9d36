//! Prints the scores on the labelled samples and the worst misses, then the speed against aho-corasick alone.
//! Usage: cargo run -p pufa-proof --release --example report -- <samples folder>

use pufa_proof::law::LawTable;
use pufa_proof::score::{Score, score_citations, score_privacy};
use std::time::Instant;

fn show(name: &str, score: &Score) {
    println!(
        "{name}: F1 {:.4}  precision {:.4}  recall {:.4}  silent on negatives {:.4} ({} of {} flagged)  unreadable {}",
        score.f1(),
        score.precision(),
        score.recall(),
        score.silence(),
        score.negatives_flagged,
        score.negatives,
        score.unreadable
    );
    for wrong in score.wrong.iter().take(40) {
        println!(
            "  {}\n    missed {:?}\n    extra  {:?}",
            wrong.text, wrong.missed, wrong.extra
        );
    }
}

fn main() {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "../shared/samples".into());
    let started = Instant::now();
    let table = LawTable::bundled();
    println!(
        "tables read in {:.1} ms: {} laws",
        started.elapsed().as_secs_f64() * 1000.0,
        table.iter().count()
    );
    match std::fs::read_to_string(format!("{folder}/citations_dev.jsonl")) {
        Ok(lines) => show("citations", &score_citations(table, lines.lines())),
        Err(cause) => println!("citations_dev.jsonl: {cause}"),
    }
    match std::fs::read_to_string(format!("{folder}/pii_dev.jsonl")) {
        Ok(lines) => {
            show("privacy, formats", &score_privacy(lines.lines(), true));
            show("privacy, all", &score_privacy(lines.lines(), false));
        }
        Err(cause) => println!("pii_dev.jsonl: {cause}"),
    }
}
