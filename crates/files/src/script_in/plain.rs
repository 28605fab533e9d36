//! A script written as plain lines: labels, scenes, pictures in brackets, 人物：台词.
//! Every line goes somewhere; a line of no known shape is spoken by nobody in particular.

use super::shots::split_speaker;
use super::{ScriptIn, ShotIn, labels};

/// A shot under construction: a picture, a caption or a note waits for the line that follows.
#[derive(Default)]
struct Lines {
    scene: String,
    next: ShotIn,
}

pub(super) fn read(text: &str) -> ScriptIn {
    let mut script = ScriptIn::default();
    let mut lines = Lines::default();
    let all: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    for (at, line) in all.iter().enumerate() {
        let fresh = script.shots.is_empty() && lines.next == ShotIn::default();
        if fresh && labels::take(&mut script, line) {
            continue;
        }
        if at == 0 && is_title(line) {
            script.title = labels::bare_title(line);
            continue;
        }
        lines.line(&mut script, line);
    }
    lines.end(&mut script);
    for (at, shot) in script.shots.iter_mut().enumerate() {
        if shot.code.is_empty() {
            shot.code = (at + 1).to_string();
        }
    }
    script
}

fn is_title(line: &str) -> bool {
    let short = line.chars().count() <= 40 && !line.ends_with(['。', '？', '！', '.', '?', '!']);
    short && split_speaker(line).is_none() && bracketed(line).is_none() && scene_of(line).is_none()
}

impl Lines {
    fn line(&mut self, script: &mut ScriptIn, line: &str) {
        if let Some(scene) = scene_of(line) {
            self.end(script);
            self.scene = scene;
        } else if let Some((code, rest)) = numbered(line) {
            self.end(script);
            self.next.code = code;
            // 镜头3：检察官面对镜头 tells what is seen; 3. 检察官：.. what is said.
            if line.starts_with('镜') && split_speaker(&rest).is_none() {
                self.next.picture = rest;
            } else if !rest.is_empty() {
                self.spoken_or_picture(script, &rest);
            }
        } else {
            self.spoken_or_picture(script, line);
        }
    }

    fn spoken_or_picture(&mut self, script: &mut ScriptIn, line: &str) {
        if let Some(picture) = bracketed(line) {
            if !self.next.line.is_empty() || self.next.code.is_empty() && !self.next.picture.is_empty() {
                self.end(script);
            }
            add(&mut self.next.picture, &picture);
            return;
        }
        match split_speaker(line) {
            Some((label, text))
                if matches!(label.as_str(), "画面" | "镜头" | "动作" | "场面" | "画面内容") =>
            {
                if !self.next.line.is_empty() {
                    self.end(script);
                }
                add(&mut self.next.picture, &text);
            }
            Some((label, text)) if matches!(label.as_str(), "字幕" | "花字" | "屏幕文字") => {
                add(&mut self.next.caption, &text);
            }
            Some((label, text)) if matches!(label.as_str(), "景别" | "景") => self.next.size = text,
            Some((label, text)) if matches!(label.as_str(), "时长" | "秒数") => {
                self.next.seconds = crate::understand::seconds(&crate::sheet::Cell::text(text), None).value();
            }
            Some((label, text)) if matches!(label.as_str(), "备注" | "音乐" | "音效" | "转场") => {
                add(&mut self.next.note, &format!("{label}：{text}"));
            }
            Some((label, text)) if matches!(label.as_str(), "台词" | "解说词" | "解说" | "同期声") =>
            {
                self.speak(script, "", &text);
            }
            Some((speaker, text)) => self.speak(script, &speaker, &text),
            None => self.speak(script, "", line),
        }
    }

    fn speak(&mut self, script: &mut ScriptIn, speaker: &str, text: &str) {
        if !self.next.line.is_empty() {
            self.end(script);
        }
        self.next.speaker = speaker.to_string();
        self.next.line = text.to_string();
    }

    /// Puts the shot under construction behind the others.
    fn end(&mut self, script: &mut ScriptIn) {
        let mut shot = std::mem::take(&mut self.next);
        let empty = ShotIn { code: shot.code.clone(), ..ShotIn::default() };
        if shot != empty {
            shot.setting.clone_from(&self.scene);
            script.shots.push(shot);
        }
    }
}

fn add(field: &mut String, text: &str) {
    if !field.is_empty() {
        field.push('\n');
    }
    field.push_str(text);
}

/// 【..】, （..）, [..] around the whole line, or a leading △.
fn bracketed(line: &str) -> Option<String> {
    if let Some(rest) = line.strip_prefix(['△', '▲', '▵']) {
        return Some(rest.trim().to_string());
    }
    [('【', '】'), ('（', '）'), ('(', ')'), ('[', ']')].iter().find_map(|(open, close)| {
        let inner = line.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains(*open)).then(|| inner.trim_start_matches("画面：").trim().to_string())
    })
}

/// 第一场 夜 小区, 场景二：办公室 as the setting of what follows.
fn scene_of(line: &str) -> Option<String> {
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = match (line.strip_prefix('第'), line.strip_prefix("场景")) {
        (Some(rest), _) => rest.trim_start_matches(digit).strip_prefix('场').or_else(|| {
            let rest = rest.trim_start_matches(digit);
            rest.strip_prefix('幕')
        })?,
        (_, Some(rest)) => rest.trim_start_matches(digit),
        _ => return None,
    };
    if !rest.is_empty() && !rest.starts_with(['：', ':', ' ', '　', '，', ',', '、', '.', '景']) {
        return None;
    }
    let setting =
        rest.trim_start_matches('景').trim_start_matches(['：', ':', ' ', '　', '，', ',', '、', '.']).trim();
    Some(if setting.is_empty() { line.to_string() } else { setting.to_string() })
}

/// 镜头3：.., 3. .., 3、.., 镜号 3A as number and rest.
fn numbered(line: &str) -> Option<(String, String)> {
    let (rest, named) = ["镜头", "镜号", "分镜"]
        .iter()
        .find_map(|word| line.strip_prefix(word).map(|rest| (rest.trim_start(), true)))
        .unwrap_or((line, false));
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let (code, after) = rest.split_at(end);
    let short = (1..=4).contains(&code.len()) && code.starts_with(|c: char| c.is_ascii_digit());
    let mark = after.starts_with(['：', ':', '.', '．', '、', ' ', '　', ')', '）']);
    // 2020.5.15 and 3.5 万 are numbers of something else.
    let counted = after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let spaced = after.starts_with([' ', '　']) && !named;
    if !short || counted || spaced || !(mark || (named && after.is_empty())) {
        return None;
    }
    let rest = after.trim_start_matches(['：', ':', '.', '．', '、', ' ', '　', ')', '）']).trim();
    Some((code.to_string(), rest.to_string()))
}
