//! Subtitles (SRT, WebVTT) from the lines of a script: cut at punctuation, spread over the shot's time.
//! Knows no film: the times are those of the script and are moved to the cut in the editing program.

/// Characters of one line, and lines of one cue (Netflix Simplified Chinese guide).
const LINE_CHARS: usize = 16;
const LINES: usize = 2;
/// 5/6 s and 7 s: shorter flickers, longer bores (the same guide).
const SHORTEST_MS: u64 = 833;
const LONGEST_MS: u64 = 7_000;
/// Nine characters a second can be read by adults.
const READABLE_CHARS_PER_S: u64 = 9;
/// A sentence shorter than this shares its cue with the next one.
const FULL_ENOUGH: usize = 8;

/// What is said in one shot, and how long the shot lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    pub line: String,
    pub milliseconds: u64,
}

/// One subtitle on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    pub from_ms: u64,
    pub to_ms: u64,
    pub lines: Vec<String>,
    /// Faster than nine characters a second, or shorter than 5/6 s.
    pub too_fast: bool,
}

/// The cues of shots that follow one another from 0. A shot without words only lets time pass.
pub fn cues(shots: &[Spoken]) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut start = 0_u64;
    for shot in shots {
        let pieces = pieces(&shot.line);
        let total: u64 = pieces.iter().map(|piece| piece.chars().count() as u64).sum();
        let end = start.saturating_add(shot.milliseconds);
        let mut said = 0_u64;
        for piece in &pieces {
            let length = piece.chars().count() as u64;
            let from_ms = start + shot.milliseconds * said / total.max(1);
            said += length;
            let until = if said == total { end } else { start + shot.milliseconds * said / total.max(1) };
            let to_ms = until.min(from_ms + LONGEST_MS);
            let lasts = to_ms - from_ms;
            let too_fast = lasts < SHORTEST_MS || length * 1_000 > lasts * READABLE_CHARS_PER_S;
            cues.push(Cue { from_ms, to_ms, lines: two_lines(piece), too_fast });
        }
        start = end;
    }
    cues
}

/// SubRip, the form every editing program takes.
pub fn to_srt(cues: &[Cue]) -> String {
    let mut out = String::new();
    for (number, cue) in (1..).zip(cues) {
        let (from, to) = (clock(cue.from_ms, ','), clock(cue.to_ms, ','));
        out.push_str(&format!("{number}\r\n{from} --> {to}\r\n{}\r\n\r\n", cue.lines.join("\r\n")));
    }
    out
}

/// WebVTT, the form of web players.
pub fn to_vtt(cues: &[Cue]) -> String {
    let mut out = String::from("WEBVTT\n\n");
    for cue in cues {
        let text = cue.lines.join("\n").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        out.push_str(&format!("{} --> {}\n{text}\n\n", clock(cue.from_ms, '.'), clock(cue.to_ms, '.')));
    }
    out
}

fn clock(ms: u64, point: char) -> String {
    format!("{:02}:{:02}:{:02}{point}{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.' || c == '%'
}

/// Pieces of at most two lines each: sentences, or clauses of a long sentence, filled up with their neighbours.
fn pieces(line: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    for clause in clauses(line) {
        let (have, more) = (piece.chars().count(), clause.chars().count());
        let sentence_ended = piece.ends_with(['。', '！', '？', '…', '\n']);
        if have > 0 && (have + more > LINE_CHARS * LINES || (sentence_ended && have >= FULL_ENOUGH)) {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push_str(&clause);
    }
    pieces.push(piece);
    pieces.into_iter().map(|piece| bare(&piece)).filter(|piece| !piece.is_empty()).collect()
}

/// Without the marks that subtitles leave out at the end of a line.
fn bare(piece: &str) -> String {
    let flat: String = piece.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    flat.trim().trim_end_matches(['。', '，', '；', '、', '：', ',', '.', ';']).trim().to_string()
}

/// Text up to and with each punctuation mark; a clause longer than a cue is cut where no word is torn.
fn clauses(line: &str) -> Vec<String> {
    let mut clauses = Vec::new();
    let mut clause = String::new();
    let mut chars = line.trim().chars().peekable();
    while let Some(c) = chars.next() {
        clause.push(c);
        let number = c == ',' && chars.peek().is_some_and(char::is_ascii_digit);
        let mark = "。！？；，、：…\n,!?;".contains(c) && !number;
        let closing = chars.peek().is_some_and(|next| "”’》」』）。！？…".contains(*next));
        if mark && !closing
            || "”’".contains(c) && clause.chars().rev().nth(1).is_some_and(|c| "。！？".contains(c))
        {
            clauses.push(std::mem::take(&mut clause));
        } else if clause.chars().count() >= LINE_CHARS * LINES && !closing {
            let torn = is_word(c) && chars.peek().is_some_and(|next| is_word(*next));
            if !torn || clause.chars().count() > LINE_CHARS * LINES * 2 {
                clauses.push(std::mem::take(&mut clause));
            }
        }
    }
    if !clause.trim().is_empty() {
        clauses.push(clause);
    }
    clauses
}

/// One line, or two of at most sixteen characters each, broken behind the punctuation nearest the middle.
fn two_lines(piece: &str) -> Vec<String> {
    let chars: Vec<char> = piece.chars().collect();
    if chars.len() <= LINE_CHARS {
        return vec![piece.to_string()];
    }
    let middle = chars.len() / 2;
    let fits = |at: &usize| *at <= LINE_CHARS && chars.len() - at <= LINE_CHARS;
    let starts_well = |at: &usize| !"，。！？；、：”’》）…,.!?".contains(chars[*at]);
    // 第一百三十三条之一 is one word too.
    let cited = |c: char| "第一二三四五六七八九十百千零条款项之".contains(c);
    let whole = |at: &usize| {
        let (before, after) = (chars[at - 1], chars[*at]);
        !(is_word(before) && is_word(after) || cited(before) && cited(after))
    };
    let by_mark = (1..chars.len())
        .filter(|at| fits(at) && starts_well(at) && "，；、：。！？ ".contains(chars[at - 1]))
        .min_by_key(|at| at.abs_diff(middle));
    // Without punctuation a place between scripts is better than one inside a Chinese word.
    let seam = |at: usize| {
        if is_word(chars[at - 1]) == is_word(chars[at]) { 3 } else { 0 }
    };
    let anywhere = || {
        (1..chars.len())
            .filter(|at| starts_well(at) && whole(at))
            .min_by_key(|at| (!fits(at), at.abs_diff(middle) + seam(*at)))
    };
    let at = by_mark.or_else(anywhere).unwrap_or(middle);
    let line = |chars: &[char]| bare(&chars.iter().collect::<String>());
    vec![line(&chars[..at]), line(&chars[at..])]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(line: &str, seconds: u64) -> Spoken {
        Spoken { line: line.into(), milliseconds: seconds * 1_000 }
    }

    #[test]
    fn lines_are_cut_at_punctuation_and_never_too_long() {
        let cases: [(&str, &[&[&str]]); 4] = [
            ("隔夜酒也是酒。", &[&["隔夜酒也是酒"]]),
            (
                "很多人问我，喝了酒睡一觉再开车，算不算酒驾？",
                &[&["很多人问我", "喝了酒睡一觉再开车，算不算酒驾？"]],
            ),
            (
                "根据刑法第一百三十三条之一第一款第二项，在道路上醉酒驾驶机动车的，处拘役，并处罚金。",
                &[
                    &["根据刑法", "第一百三十三条之一第一款第二项"],
                    &["在道路上醉酒驾驶机动车的", "处拘役，并处罚金"],
                ],
            ),
            ("请拨打12309检察服务热线进行咨询吧。", &[&["请拨打12309", "检察服务热线进行咨询吧"]]),
        ];
        for (line, expected) in cases {
            let cues = cues(&[spoken(line, 8)]);
            let lines: Vec<Vec<String>> = cues.into_iter().map(|cue| cue.lines).collect();
            assert_eq!(lines, expected, "{line}");
        }
        let endless = "字".repeat(1_000);
        for cue in cues(&[spoken(&endless, 300)]) {
            assert!(cue.lines.len() <= 2 && cue.lines.iter().all(|line| line.chars().count() <= 16));
        }
    }

    #[test]
    fn cues_follow_one_another_and_say_when_they_are_too_fast() {
        let cues =
            cues(&[spoken("第一句话说完了吗？第二句话说完了。", 4), spoken("", 3), spoken("慢。", 60)]);
        let times: Vec<(u64, u64)> = cues.iter().map(|cue| (cue.from_ms, cue.to_ms)).collect();
        assert_eq!(times[0].1, times[1].0);
        assert_eq!(times[1].1, 4_000);
        assert_eq!(times[2], (7_000, 14_000), "after the silent shot, and at most seven seconds");
        assert!(cues.iter().all(|cue| !cue.too_fast));
        assert!(super::cues(&[spoken("十个字一秒钟念不完的", 1)])[0].too_fast);
    }

    #[test]
    fn both_formats() {
        let cues = cues(&[spoken("A<B", 2)]);
        assert_eq!(to_srt(&cues), "1\r\n00:00:00,000 --> 00:00:02,000\r\nA<B\r\n\r\n");
        assert_eq!(to_vtt(&cues), "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nA&lt;B\n\n");
    }
}
