//! Many texts, one JSON object in a line each: a line in, a line out, in the same order, whatever stands in it.
//! Knows no more than one line at a time, so that a file may be as long as it likes.

use super::say;
use crate::command::{Failure, Language};
use pufa_api::StudioError;
use pufa_files::encoding;
use pufa_proof::{Checker, LineReport, Settings, Severity};
use serde::Deserialize;
use serde_json::json;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

/// The longest line that is read, in bytes.
const LONGEST: usize = 16 << 20;

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    context_law: Option<String>,
}

/// Why a line was not checked.
struct Unread {
    code: &'static str,
    zh: String,
    en: String,
}

/// Checks every line; answers how many errors were found in all.
pub(super) fn check(
    from: Box<dyn Read>,
    mut checker: Checker,
    settings: &Settings,
    language: Language,
) -> Result<usize, Failure> {
    let mut input = BufReader::with_capacity(1 << 16, from);
    let mut output = BufWriter::new(io::stdout().lock());
    let (mut buffer, mut number, mut unread, mut found) = (Vec::new(), 0usize, 0usize, 0usize);
    loop {
        let whole = match next(&mut input, &mut buffer) {
            Ok(None) => break,
            Ok(Some(whole)) => whole,
            Err(cause) => return Err(Failure::System("--jsonl".into(), cause)),
        };
        number += 1;
        let answer = match read(&buffer, whole) {
            Ok(line) => {
                checker.set_settings(Settings { context_law: line.context_law, ..settings.clone() });
                let report = LineReport::from(&checker.check(&line.text));
                found += errors(&report);
                serde_json::to_string(&report).map_err(|cause| StudioError::fault(&cause))?
            }
            Err(why) => {
                unread += 1;
                let message = language.say(why.zh, why.en);
                json!({ "error": { "code": why.code, "line": number, "message": message } }).to_string()
            }
        };
        let written = writeln!(output, "{answer}").and_then(|()| {
            // Whoever feeds lines one by one waits for the answer to each.
            if input.buffer().is_empty() { output.flush() } else { Ok(()) }
        });
        if written.is_err() {
            return say(written).map(|()| found);
        }
    }
    say(output.flush())?;
    if unread > 0 {
        return Err(Failure::Input(
            format!("{number} 行中有 {unread} 行读不懂，原因见输出中对应的行。"),
            format!("{unread} of {number} lines could not be read; their lines of the output say why."),
        ));
    }
    Ok(found)
}

/// Errors of a text.
pub(super) fn errors(report: &LineReport) -> usize {
    report.findings.iter().filter(|f| f.severity == Severity::Error).count()
}

/// The next line without its end, cut off at [`LONGEST`]; says whether it is whole. `None` at the end of the file.
fn next(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    line.clear();
    let (mut whole, mut any) = (true, false);
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
            Err(cause) => return Err(cause),
        };
        if buffer.is_empty() {
            return Ok(any.then_some(whole));
        }
        any = true;
        let end = buffer.iter().position(|b| *b == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        let room = LONGEST.saturating_sub(line.len());
        whole &= part.len() <= room;
        line.extend_from_slice(&part[..part.len().min(room)]);
        let used = end.map_or(buffer.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(Some(whole));
        }
    }
}

fn read(bytes: &[u8], whole: bool) -> Result<Line, Unread> {
    let unread = |code, zh: &str, en: &str| Unread { code, zh: zh.to_owned(), en: en.to_owned() };
    if !whole {
        return Err(unread(
            "too_long",
            "这一行太长，最多读 16 MB。",
            "The line is too long; at most 16 MB are read.",
        ));
    }
    let text = encoding::decode(bytes).map_err(|refusal| match refusal {
        pufa_files::FileRefusal::Empty => unread("empty", "这一行是空的。", "The line is empty."),
        _ => unread(
            "not_text",
            "这一行不是 UTF-8 或 GB18030 文字。",
            "The line is neither UTF-8 nor GB18030 text.",
        ),
    })?;
    serde_json::from_str(&text).map_err(|cause| Unread {
        code: "bad_line",
        zh: format!("这一行不是 {{\"text\": …, \"context_law\"?: …}} 形式的 JSON（{cause}）。"),
        en: format!("The line is not JSON of the form {{\"text\": ..., \"context_law\"?: ...}} ({cause})."),
    })
}
