//! A table of shots into shots: headings in any of the field's words, merged cells, several tables in a row.
//! Knows nothing of where the table came from.

use super::ScriptDoubtReason::{NoCode, RepeatedCode, SecondsNotRead, SeveralSpeakers, TableNotUnderstood};
use super::{ScriptIn, ShotIn, labels};
use crate::html::{Origin, Slot};
use crate::sheet::Cell;
use crate::table::{plain, unit_of};
use crate::understand::{Reading, seconds};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Code,
    Size,
    Setting,
    Picture,
    Speaker,
    Line,
    Caption,
    Seconds,
    Note,
}

const HEADINGS: &[(Field, &[&str])] = &[
    (Field::Code, &["镜号", "镜头", "镜头号", "序号", "镜次", "编号", "分镜", "镜", "分镜号", "shot"]),
    (Field::Size, &["景别", "景", "镜头景别", "size"]),
    (Field::Setting, &["场景", "地点", "场次", "拍摄地点", "场地", "时间地点", "拍摄场景"]),
    (
        Field::Picture,
        &[
            "画面",
            "画面内容",
            "画面描述",
            "内容",
            "镜头内容",
            "拍摄内容",
            "画面说明",
            "视频画面",
            "情节",
            "动作",
            "picture",
        ],
    ),
    (Field::Speaker, &["人物", "角色", "说话人", "出镜", "出镜人", "出镜人员", "演员", "speaker"]),
    (
        Field::Line,
        &[
            "台词",
            "旁白",
            "解说词",
            "解说",
            "同期声",
            "对白",
            "配音",
            "文案",
            "口播",
            "台词旁白",
            "人物台词",
            "声音",
            "旁白台词",
            "口播文案",
            "配音文案",
            "画外音",
            "对话",
            "line",
        ],
    ),
    (Field::Caption, &["字幕", "屏幕文字", "花字", "字幕内容", "屏显文字", "caption"]),
    (Field::Seconds, &["时长", "秒数", "时间", "秒", "镜头时长", "seconds"]),
    (Field::Note, &["备注", "说明", "备注说明", "note"]),
];

/// A header stands in one of the first rows of a table, below its title at most.
const LOOKED_AT_ROWS: usize = 6;
/// Headings whose own word says who speaks.
const VOICES: [&str; 5] = ["旁白", "解说", "解说词", "画外音", "配音"];

#[derive(Clone, Debug)]
struct Column {
    index: usize,
    /// `None`: an unknown heading, whose values go to the note under their heading.
    field: Option<Field>,
    heading: String,
}

/// Reads one table after the other; a table without a header goes on where the last one ended.
#[derive(Default)]
pub(super) struct Reader {
    columns: Vec<Column>,
    /// The text of a row that spans the whole table: the setting of the shots below it.
    scene: String,
}

fn field_of(heading: &str) -> Option<Field> {
    let known =
        |word: &str| HEADINGS.iter().find(|(_, words)| words.contains(&word)).map(|(field, _)| *field);
    let plain = plain(heading);
    // 台词/旁白 is one column when every part means the same field.
    known(&plain).or_else(|| {
        let mut parts = plain.split(['/', '、', '及', '和', '与', '+', '|', '（']).map(known);
        let first = parts.next()??;
        parts.all(|part| part == Some(first)).then_some(first)
    })
}

/// True when the words are the headings of a table of shots.
pub(super) fn is_header<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let fields: Vec<Field> = words.filter_map(field_of).collect();
    fields.len() >= 2 && fields.iter().any(|field| matches!(field, Field::Picture | Field::Line))
}

impl Reader {
    pub(super) fn table(&mut self, script: &mut ScriptIn, rows: &[Vec<Slot>]) {
        let own = |row: &[Slot]| -> Vec<String> { row.iter().map(|slot| slot.text.clone()).collect() };
        let header = rows.iter().take(LOOKED_AT_ROWS).position(|row| {
            is_header(row.iter().filter(|slot| slot.origin != Origin::Left).map(|slot| slot.text.as_str()))
        });
        let start = match header {
            Some(at) => {
                for row in &rows[..at] {
                    above(script, row);
                }
                self.columns = columns(&own(&rows[at]));
                at + 1
            }
            None if self.goes_on(rows) => 0,
            None => {
                let taken = rows.iter().filter(|row| pairs(script, row)).count();
                if taken == 0 && rows.iter().flatten().any(|slot| !slot.text.is_empty()) {
                    script.doubt(
                        1,
                        TableNotUnderstood,
                        &rows.first().map(|row| own(row).join(" ")).unwrap_or_default(),
                    );
                }
                return;
            }
        };
        for (at, row) in rows.iter().enumerate().skip(start) {
            self.row(script, at + 1, row);
        }
    }

    /// Word cuts a long table in two: the second part has the width of the first and no header.
    fn goes_on(&self, rows: &[Vec<Slot>]) -> bool {
        let width = self.columns.last().map(|column| column.index + 1);
        width.is_some() && rows.iter().map(Vec::len).max() == width
    }

    fn row(&mut self, script: &mut ScriptIn, number: usize, row: &[Slot]) {
        let texts: Vec<&str> =
            row.iter().map(|slot| slot.text.trim()).filter(|text| !text.is_empty()).collect();
        let Some(first) = texts.first() else { return };
        if is_header(row.iter().map(|slot| slot.text.as_str())) || is_total(first) {
            return;
        }
        let own =
            row.iter().filter(|slot| slot.origin != Origin::Left && !slot.text.trim().is_empty()).count();
        if own == 1
            && row.len() > 1
            && row.iter().filter(|slot| slot.origin == Origin::Left).count() + 1 == row.len()
        {
            self.scene = (*first).to_string();
            return;
        }
        let (shot, continues) = self.read(script, number, row);
        match script.shots.last_mut() {
            Some(last) if continues => join(last, shot),
            _ => {
                check_code(script, number, &shot, self.has(Field::Code));
                let mut shot = shot;
                if !self.has(Field::Code) {
                    shot.code = (script.shots.len() + 1).to_string();
                }
                script.shots.push(shot);
            }
        }
    }

    fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|column| column.field == Some(field))
    }

    /// The shot of one row, and whether its number is merged with the row above, so that it is the same shot.
    fn read(&self, script: &mut ScriptIn, number: usize, row: &[Slot]) -> (ShotIn, bool) {
        let mut shot = ShotIn::default();
        let mut continues = false;
        let mut lines: Vec<(String, String)> = Vec::new();
        for column in &self.columns {
            let Some(slot) = row.get(column.index) else {
                continue;
            };
            let text = slot.text.trim();
            let above = slot.origin == Origin::Above;
            if text.is_empty() || slot.origin == Origin::Left {
                continue;
            }
            match column.field {
                Some(Field::Code) => (shot.code, continues) = (text.to_string(), above),
                Some(Field::Size) => shot.size = text.to_string(),
                Some(Field::Setting) => shot.setting = text.to_string(),
                Some(Field::Picture) => shot.picture = text.to_string(),
                Some(Field::Speaker) => shot.speaker = text.replace('\n', "、"),
                // What is said or shown once is not said again in the row below.
                _ if above => {}
                Some(Field::Line) => lines.push((plain(&column.heading), text.to_string())),
                Some(Field::Caption) => add(&mut shot.caption, text),
                Some(Field::Seconds) => shot.seconds = read_seconds(script, number, text, &column.heading),
                Some(Field::Note) => add(&mut shot.note, text),
                None => add(&mut shot.note, &format!("{}：{text}", column.heading.trim())),
            }
        }
        if shot.setting.is_empty() {
            shot.setting.clone_from(&self.scene);
        }
        say(script, number, &mut shot, lines);
        (shot, continues)
    }
}

fn columns(words: &[String]) -> Vec<Column> {
    let mut seen: Vec<Field> = Vec::new();
    let mut columns = Vec::new();
    for (index, heading) in words.iter().enumerate() {
        let field = field_of(heading).filter(|field| *field == Field::Line || !seen.contains(field));
        seen.extend(field);
        columns.push(Column { index, field, heading: heading.clone() });
    }
    columns
}

/// Rows above the header: a title across the table, or labels and their values.
fn above(script: &mut ScriptIn, row: &[Slot]) {
    let own: Vec<&str> = row
        .iter()
        .filter(|slot| slot.origin == Origin::Own && !slot.text.trim().is_empty())
        .map(|slot| slot.text.trim())
        .collect();
    if pairs(script, row) || own.iter().any(|text| labels::take(script, text)) {
        return;
    }
    if let [only] = own[..]
        && script.title.is_empty()
    {
        script.title = labels::bare_title(only);
    }
}

/// A row of label and value cells; true when it held a known label.
fn pairs(script: &mut ScriptIn, row: &[Slot]) -> bool {
    let own: Vec<&str> =
        row.iter().filter(|slot| slot.origin == Origin::Own).map(|slot| slot.text.trim()).collect();
    let taken = own.chunks_exact(2).filter(|pair| labels::take_pair(script, pair[0], pair[1])).count();
    taken > 0
}

fn is_total(first: &str) -> bool {
    ["合计", "总计", "共计", "总时长"]
        .iter()
        .any(|word| first.starts_with(word) && first.chars().count() <= 12)
}

fn add(field: &mut String, text: &str) {
    if !field.is_empty() {
        field.push('\n');
    }
    field.push_str(text);
}

/// Adds a second row of the same shot to the first.
fn join(last: &mut ShotIn, more: ShotIn) {
    for (field, text) in
        [(&mut last.line, &more.line), (&mut last.caption, &more.caption), (&mut last.note, &more.note)]
    {
        if !text.is_empty() {
            add(field, text);
        }
    }
    if more.picture != last.picture && !more.picture.is_empty() {
        add(&mut last.picture, &more.picture);
    }
    if last.speaker.is_empty() {
        last.speaker = more.speaker;
    }
    last.seconds = match (last.seconds, more.seconds) {
        (Some(first), Some(second)) => Some(first.saturating_add(second)),
        (first, second) => first.or(second),
    };
}

fn check_code(script: &mut ScriptIn, number: usize, shot: &ShotIn, has_codes: bool) {
    if !has_codes {
        return;
    }
    if shot.code.is_empty() {
        script.doubt(number, NoCode, if shot.line.is_empty() { &shot.picture } else { &shot.line });
    } else if script.shots.iter().any(|other| other.code == shot.code) {
        script.doubt(number, RepeatedCode, &shot.code);
    }
}

/// Puts the spoken columns into line and speaker; a speaker may stand before a colon.
fn say(script: &mut ScriptIn, number: usize, shot: &mut ShotIn, lines: Vec<(String, String)>) {
    let voice = |heading: &str| VOICES.contains(&heading).then(|| "旁白".to_string());
    if let [(heading, text)] = &lines[..] {
        let speakers = text.lines().filter(|line| split_speaker(line).is_some()).count();
        if speakers > 1 {
            shot.line.clone_from(text);
            script.doubt(number, SeveralSpeakers, text);
        } else {
            match split_speaker(text) {
                Some((speaker, line)) if shot.speaker.is_empty() => {
                    (shot.speaker, shot.line) = (speaker, line);
                }
                _ => shot.line.clone_from(text),
            }
        }
        if shot.speaker.is_empty() && speakers == 0 {
            shot.speaker = voice(heading).unwrap_or_default();
        }
        return;
    }
    // Two spoken columns filled in one row: both stay, each after the word of its column.
    for (heading, text) in &lines {
        add(&mut shot.line, &format!("{heading}：{text}"));
    }
    if lines.len() > 1 {
        script.doubt(number, SeveralSpeakers, &shot.line);
    }
}

/// 检察官：.. as speaker and line. The part before the colon is a short name or role without punctuation.
pub(super) fn split_speaker(text: &str) -> Option<(String, String)> {
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    let (speaker, line) = (text[..at].trim(), text[at + colon.len_utf8()..].trim());
    let (name, aside) = match speaker.split_once(['（', '(']) {
        Some((name, aside)) => (name.trim(), Some(aside.trim_end_matches(['）', ')']).trim())),
        None => (speaker, None),
    };
    let named = (1..=10).contains(&name.chars().count())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '·' | '、'))
        && name.chars().any(char::is_alphabetic);
    if !named || line.is_empty() {
        return None;
    }
    let line = match aside {
        Some(aside) if !aside.is_empty() => format!("（{aside}）{line}"),
        _ => line.to_string(),
    };
    Some((name.to_string(), line.trim_matches(['“', '”', '"']).to_string()))
}

fn read_seconds(script: &mut ScriptIn, number: usize, text: &str, heading: &str) -> Option<u32> {
    let unit = unit_of(heading);
    match seconds(&Cell::text(text), unit.as_deref()) {
        Reading::Value { value } => Some(value),
        Reading::Missing => None,
        Reading::Doubtful { .. } => {
            let span = seconds_of_span(text);
            if span.is_none() {
                script.doubt(number, SecondsNotRead, text);
            }
            span
        }
    }
}

/// 0:08-0:17 is nine seconds; 3-5秒 may be a wish between two lengths and stays unread.
fn seconds_of_span(text: &str) -> Option<u32> {
    let (from, to) = text.split_once(['-', '—', '~', '～', '–', '至'])?;
    if !(from.contains([':', '：']) && to.contains([':', '：'])) {
        return None;
    }
    let end = seconds(&Cell::text(to.trim_start_matches(['—', '-'])), None).value()?;
    end.checked_sub(seconds(&Cell::text(from), None).value()?)
}
