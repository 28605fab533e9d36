//! Prints the scores on the labelled samples and the worst misses, the speed against aho-corasick alone, and how the
//! time grows on hostile texts.
//! Usage: cargo run -p pufa-proof --release --example report -- <samples folder>

use aho_corasick::{AhoCorasick, MatchKind};
use pufa_proof::cite::scan;
use pufa_proof::law::LawTable;
use pufa_proof::privacy::{Case, find};
use pufa_proof::score::{Score, score_citations, score_privacy};
use pufa_proof::text::Day;
use pufa_proof::{Checker, Settings};
use std::hint::black_box;
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
        println!("  {}\n    missed {:?}\n    extra  {:?}", wrong.text, wrong.missed, wrong.extra);
    }
}

/// Texts of the labelled lines, joined: about as dense in citations as a script never is.
fn texts(lines: &str) -> String {
    let text = |line: &str| {
        serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(str::to_owned)
    };
    lines.lines().filter_map(text).collect::<Vec<_>>().join("\n")
}

/// The best of many runs of each, in seconds. They take turns, so that a busy moment of the machine hits all alike.
fn best<const N: usize>(mut runs: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut best = [f64::MAX; N];
    for _ in 0..100 {
        for (run, best) in runs.iter_mut().zip(&mut best) {
            let started = Instant::now();
            run();
            *best = best.min(started.elapsed().as_secs_f64());
        }
    }
    best
}

fn speed(name: &str, text: &str) {
    let table = LawTable::bundled();
    let builder =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(table.names().patterns());
    let Ok(automaton) = builder else {
        return println!("the names could not be compiled");
    };
    let checker = Checker::new(Settings::on(Day::new(2026, 11, 22).expect("a day")));
    let script: String = text.chars().take(3_000).collect();
    let [alone, cited, personal, whole, one] = best([
        &mut || _ = black_box(automaton.find_iter(text).count()),
        &mut || drop(black_box(scan(table, text, None))),
        &mut || drop(black_box(find(text, &Case::default()))),
        &mut || drop(black_box(checker.check(text))),
        &mut || drop(black_box(checker.check(&script))),
    ]);
    let rate = |seconds: f64| text.len() as f64 / seconds / 1e6;
    println!(
        "{name}, {} characters: aho-corasick alone {:.1} MB/s; citations {:.1} MB/s = {:.2} of it; privacy {:.1} MB/s; all checks {:.1} MB/s = {:.2} of it",
        text.chars().count(),
        rate(alone),
        rate(cited),
        alone / cited,
        rate(personal),
        rate(whole),
        alone / whole
    );
    println!("{name}, a script of 3,000 characters: {:.3} ms", one * 1000.0);
}

/// Resident memory of this program in megabytes, where the system tells it.
fn memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse::<f64>().ok().map(|kb| kb / 1024.0)
}

/// One megabyte of a piece over half a megabyte of it, within this run: about 2 where time grows with the text.
fn growth() {
    let checker = Checker::new(Settings::on(Day::new(2026, 11, 22).expect("a day")));
    let time = |piece: &str, bytes: usize| {
        let text = piece.repeat(bytes / piece.len());
        let started = Instant::now();
        drop(black_box(checker.check(&text)));
        started.elapsed().as_secs_f64()
    };
    for piece in HOSTILE {
        let best = |bytes| (0..3).map(|_| time(piece, bytes)).fold(f64::MAX, f64::min);
        let (half, whole) = (best(500_000), best(1_000_000));
        println!("1 MB of {piece}: {:.1} ms, {:.2} times half a MB", whole * 1000.0, whole / half);
    }
}

const HOSTILE: &[&str] = &[
    "第",
    "（",
    "《",
    "〈",
    "“",
    "1",
    "1-",
    "一",
    "张某",
    "被告人张",
    "路1号",
    "京A",
    "岁",
    "村三组",
    "@a",
    "《第》",
    "刑法第一条、",
    "《刑法》第一条：“一二三四五六七八”",
    "《刑法",
    "（2024）",
    "微信a",
    "约左右",
    "甲市乙区",
    "法释〔",
    "中华人民共和国",
];

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "../shared/samples".into());
    let before = memory();
    let started = Instant::now();
    let table = LawTable::bundled();
    println!(
        "tables read in {:.1} ms: {} laws",
        started.elapsed().as_secs_f64() * 1000.0,
        table.iter().count()
    );
    if let (Some(before), Some(after)) = (before, memory()) {
        println!("the tables take {:.1} MB", after - before);
    }
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
    let laws = std::fs::read_to_string(format!("{folder}/law-library/lawrefbook/刑法.md"));
    let lines = std::fs::read_to_string(format!("{folder}/citations_dev.jsonl"));
    speed("labelled sentences", &texts(&lines.unwrap_or_default()));
    speed("a law's text", &laws.unwrap_or_default());
    growth();
}
