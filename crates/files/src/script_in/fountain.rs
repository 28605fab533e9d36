//! The Fountain screenplay format (fountain.io/syntax): scene headings, action, characters, dialogue, notes.
//! A Chinese name has no capital letters, so a character stands after `@` as the format provides.

use super::{ScriptIn, ShotIn, labels};

/// Keys of a Fountain title page.
const TITLE_KEYS: [&str; 8] =
    ["title", "credit", "author", "authors", "source", "draft date", "contact", "notes"];

pub(super) fn looks_like_fountain(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let title =
        lines.clone().next().and_then(key_of).is_some_and(|(key, _)| TITLE_KEYS.contains(&key.as_str()));
    title || lines.any(|line| line.starts_with('@') && line.chars().count() <= 30 || is_latin_scene(line))
}

fn key_of(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    Some((key.trim().to_lowercase(), value.trim()))
}

fn is_latin_scene(line: &str) -> bool {
    let upper = line.to_uppercase();
    ["INT.", "EXT.", "INT ", "EXT ", "EST.", "INT./EXT", "I/E"].iter().any(|start| upper.starts_with(start))
}

fn scene_of(line: &str) -> Option<&str> {
    if is_latin_scene(line) || ["内景", "外景", "内.", "外."].iter().any(|start| line.starts_with(start))
    {
        return Some(line);
    }
    line.strip_prefix('.').filter(|rest| !rest.starts_with('.')).map(str::trim)
}

pub(super) fn read(text: &str) -> ScriptIn {
    let text = without(&without(text, "/*", "*/"), "[[", "]]");
    let mut script = ScriptIn::default();
    let mut body = text.lines().peekable();
    title_page(&mut script, &mut body);
    let mut scene = String::new();
    let mut next = ShotIn::default();
    let mut speaker: Option<String> = None;
    for line in body.map(str::trim) {
        if line.is_empty() {
            speaker = None;
        } else if let Some(name) = &speaker {
            speak(&mut script, &mut next, &scene, name, line);
        } else if let Some(name) = character_of(line) {
            speaker = Some(name);
        } else if let Some(setting) = scene_of(line) {
            push(&mut script, &mut next, &scene);
            scene = setting.trim_end_matches('#').trim().to_string();
        } else if let Some(note) = line.strip_prefix('>').map(|rest| rest.trim_end_matches('<').trim()) {
            add(&mut next.note, note);
        } else if !line.starts_with(['#', '=', '~']) {
            if !next.line.is_empty() {
                push(&mut script, &mut next, &scene);
            }
            add(&mut next.picture, line.trim_start_matches('!'));
        }
    }
    push(&mut script, &mut next, &scene);
    for (at, shot) in script.shots.iter_mut().enumerate() {
        shot.code = (at + 1).to_string();
    }
    script
}

fn title_page<'a>(script: &mut ScriptIn, body: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>) {
    let starts =
        body.peek().and_then(|line| key_of(line)).is_some_and(|(key, _)| TITLE_KEYS.contains(&key.as_str()));
    if !starts {
        return;
    }
    let mut key = String::new();
    while let Some(line) = body.next_if(|line| !line.trim().is_empty()) {
        let value = match key_of(line) {
            Some((name, value)) if !line.starts_with([' ', '\t']) => {
                key = name;
                value
            }
            _ => line.trim(),
        };
        if key == "title" && !value.is_empty() && script.title.is_empty() {
            script.title = labels::bare_title(value.trim_matches(['*', '_']));
        } else {
            labels::take(script, line);
        }
    }
}

/// `@检察官`, or a line of capitals; `(V.O.)` and `^` behind the name are dropped.
fn character_of(line: &str) -> Option<String> {
    let forced = line.strip_prefix('@');
    let name = forced.unwrap_or(line).trim_end_matches('^').trim();
    let name = name.split_once(['(', '（']).map_or(name, |(name, _)| name).trim();
    let capitals =
        name.chars().any(char::is_alphabetic) && name.chars().all(|c| !c.is_alphabetic() || c.is_uppercase());
    (!name.is_empty() && (forced.is_some() || capitals)).then(|| name.to_string())
}

fn speak(script: &mut ScriptIn, next: &mut ShotIn, scene: &str, name: &str, line: &str) {
    if line.starts_with(['(', '（']) && line.ends_with([')', '）']) {
        add(&mut next.note, line.trim_matches(['(', ')', '（', '）']));
        return;
    }
    if !next.line.is_empty() && next.speaker != name {
        push(script, next, scene);
    }
    next.speaker = name.to_string();
    add(&mut next.line, line);
}

fn push(script: &mut ScriptIn, next: &mut ShotIn, scene: &str) {
    let mut shot = std::mem::take(next);
    if shot != ShotIn::default() {
        shot.setting = scene.to_string();
        script.shots.push(shot);
    }
}

fn add(field: &mut String, text: &str) {
    if !field.is_empty() {
        field.push('\n');
    }
    field.push_str(text);
}

/// The text without what stands between two marks; an open mark without its end stays.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((_, after)) = after.split_once(close) else {
            break;
        };
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    kept
}
