//! A report as a person reads it on a terminal: place, what it is, what to do.
//! Refuses to leave anything out: what JSON has, stands here too.

use crate::command::Language;
use pufa_proof::text::{Day, Span};
use pufa_proof::{CitationView, Finding, Severity, TextReport, english};
use std::fmt::Write;

/// The report's lines, in the order of the text, and a summary.
pub(super) fn told(text: &str, report: &TextReport, on: Day, language: Language) -> String {
    let places = Places::of(text);
    let mut lines: Vec<(usize, String)> = Vec::new();
    for citation in &report.citations {
        lines.push((citation.span.char[0], cited(citation, language)));
    }
    for finding in &report.findings {
        lines.push((finding.span.char[0], found(text, finding, language)));
    }
    lines.sort_by_key(|(at, _)| *at);
    let mut out = String::new();
    for (at, line) in lines {
        let (row, column) = places.of_char(at);
        // A string takes every line.
        let _ = writeln!(out, "{row}:{column} {line}");
    }
    out + &summary(report, on, language) + "\n"
}

fn cited(citation: &CitationView, language: Language) -> String {
    let kind = language.say("引用", "citation");
    let unsure = if citation.known { "" } else { language.say("（未收录）", " (not in the data)") };
    format!("{kind} {}{unsure}", citation.standard)
}

fn found(text: &str, finding: &Finding, language: Language) -> String {
    let weight = match finding.severity {
        Severity::Error => language.say("错误", "error"),
        Severity::Warning => language.say("提醒", "warning"),
        Severity::Info => language.say("提示", "note"),
    };
    let message = match language {
        Language::Zh => finding.message.clone(),
        Language::En => english(finding),
    };
    let words = words_of(text, &finding.span);
    let mut line =
        language.say(format!("{weight}“{words}”: {message}"), format!("{weight} “{words}”: {message}"));
    match finding.fix.as_deref() {
        Some("") => line += language.say(" 可删去。", " Leave it out."),
        Some(fix) => line += &language.say(format!(" 可改为“{fix}”。"), format!(" Write “{fix}”.")),
        None => {}
    }
    line + &format!(" [{}]", finding.rule)
}

/// The words a finding stands on, cut when they are long, on one line.
fn words_of(text: &str, span: &Span) -> String {
    let words = text.get(span.byte[0]..span.byte[1]).unwrap_or("");
    let mut shown: String = words.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if words.chars().nth(40).is_some() {
        shown.push('…');
    }
    shown
}

fn summary(report: &TextReport, on: Day, language: Language) -> String {
    let of = |severity| report.findings.iter().filter(|f| f.severity == severity).count();
    let (errors, warnings, notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Info));
    let (cited, personal) = (report.citations.len(), report.privacy.len());
    let (laws, others) = report.as_of;
    language.say(
        format!(
            "按 {on} 发布检查: 引用 {cited} 处，个人信息 {personal} 处；错误 {errors}，提醒 {warnings}，提示 {notes}。\
             数据截至: 法律 {laws}，司法解释和行政法规 {others}。"
        ),
        format!(
            "Checked for {on}: citations {cited}, personal data {personal}; errors {errors}, warnings {warnings}, \
             notes {notes}. Data as of {laws} (laws), {others} (interpretations and regulations)."
        ),
    )
}

/// First character of every line.
struct Places(Vec<usize>);

impl Places {
    fn of(text: &str) -> Places {
        let after = |(at, c): (usize, char)| (c == '\n').then_some(at + 1);
        Places(std::iter::once(0).chain(text.chars().enumerate().filter_map(after)).collect())
    }

    /// Line and column, both from 1.
    fn of_char(&self, at: usize) -> (usize, usize) {
        let row = self.0.partition_point(|start| *start <= at);
        (row, at + 1 - self.0.get(row.wrapping_sub(1)).copied().unwrap_or(0))
    }
}
