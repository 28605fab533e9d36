//! What differs between two states of a script, shot by shot and word by word.
//! Knows no author and no order of time beyond "old" and "new".

use super::{HEADER_TEXTS, SHOT_TEXTS, Script, ScriptField, Shot};
use crate::{ShotId, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{HashMap, HashSet};
use ts_rs::TS;

/// How many pairs of tokens one difference may compare, over all its fields. Marking words in texts that have little
/// in common helps nobody; once this is used up (a third of a second), what is left is shown as replaced whole.
const MOST_COMPARISONS: usize = 50_000_000;

words! {
    /// How a piece of text came through.
    pub enum SegmentKind { Same = "same", Removed = "removed", Added = "added" }
}
words! {
    /// What happened to a shot. A shot that was moved and changed is `changed` with `moved` set.
    pub enum ShotChangeKind { Added = "added", Removed = "removed", Moved = "moved", Changed = "changed" }
}

/// A piece of text and how it came through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Segment {
    pub kind: SegmentKind,
    pub text: String,
}

/// A field and its text in pieces: `same` and `removed` read in order give the old text, `same` and `added` the new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct FieldChange {
    pub field: ScriptField,
    pub segments: Vec<Segment>,
}

/// What happened to one shot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ShotChange {
    pub shot: ShotId,
    /// The code it has now, or had when it is gone.
    pub code: String,
    pub kind: ShotChangeKind,
    pub moved: bool,
    /// Its place in the old script, from 1.
    pub from: Option<u32>,
    /// Its place in the new script, from 1.
    pub to: Option<u32>,
    pub fields: Vec<FieldChange>,
}

/// What differs between two states of a script.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Difference {
    pub header: Vec<FieldChange>,
    /// In the order of the new script; a removed shot stands where it stood.
    pub shots: Vec<ShotChange>,
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.header.is_empty() && self.shots.is_empty()
    }
}

/// What became of `old` on the way to `new`.
pub fn difference(old: &Script, new: &Script) -> Difference {
    let mut budget = MOST_COMPARISONS;
    let mut header: Vec<FieldChange> = HEADER_TEXTS
        .iter()
        .filter_map(|(field, _)| {
            change_of(*field, old.header.text(*field)?, new.header.text(*field)?, &mut budget)
        })
        .collect();
    header.extend(change_of(
        ScriptField::CaseStage,
        old.header.case_stage.word(),
        new.header.case_stage.word(),
        &mut budget,
    ));
    Difference { header, shots: shot_changes(old, new, &mut budget) }
}

fn shot_changes(old: &Script, new: &Script, budget: &mut usize) -> Vec<ShotChange> {
    let moved = moved(&ids(old), &ids(new));
    let before: HashMap<ShotId, (u32, &Shot)> =
        (1u32..).zip(&old.shots).map(|(n, s)| (s.id, (n, s))).collect();
    let kept: HashSet<ShotId> = ids(new).into_iter().collect();
    let mut gone = (1u32..).zip(&old.shots).filter(|(_, s)| !kept.contains(&s.id)).peekable();
    let mut changes = Vec::new();
    for (to, shot) in (1u32..).zip(&new.shots) {
        let Some(&(from, earlier)) = before.get(&shot.id) else {
            changes.push(whole(shot, ShotChangeKind::Added, None, Some(to)));
            continue;
        };
        while let Some((place, removed)) =
            gone.next_if(|(place, _)| *place < from && !moved.contains(&shot.id))
        {
            changes.push(whole(removed, ShotChangeKind::Removed, Some(place), None));
        }
        let fields = field_changes(earlier, shot, budget);
        let is_moved = moved.contains(&shot.id);
        if is_moved || !fields.is_empty() {
            changes.push(ShotChange {
                shot: shot.id,
                code: shot.code.clone(),
                kind: if fields.is_empty() { ShotChangeKind::Moved } else { ShotChangeKind::Changed },
                moved: is_moved,
                from: Some(from),
                to: Some(to),
                fields,
            });
        }
    }
    changes.extend(gone.map(|(place, shot)| whole(shot, ShotChangeKind::Removed, Some(place), None)));
    changes
}

/// A shot that came or went, with everything it says; comparing with nothing costs nothing.
fn whole(shot: &Shot, kind: ShotChangeKind, from: Option<u32>, to: Option<u32>) -> ShotChange {
    let nothing = Shot { code: shot.code.clone(), ..Shot::new(shot.id) };
    let fields = match kind {
        ShotChangeKind::Removed => field_changes(shot, &nothing, &mut 0),
        ShotChangeKind::Added | ShotChangeKind::Moved | ShotChangeKind::Changed => {
            field_changes(&nothing, shot, &mut 0)
        }
    };
    ShotChange { shot: shot.id, code: shot.code.clone(), kind, moved: false, from, to, fields }
}

fn field_changes(old: &Shot, new: &Shot, budget: &mut usize) -> Vec<FieldChange> {
    let seconds = |shot: &Shot| shot.seconds.map_or_else(String::new, |s| s.to_string());
    let omitted = |shot: &Shot| if shot.omitted { "omitted" } else { "" };
    let mut changes: Vec<FieldChange> = SHOT_TEXTS
        .iter()
        .filter_map(|(field, _)| change_of(*field, old.text(*field)?, new.text(*field)?, budget))
        .collect();
    changes.extend(change_of(ScriptField::Size, size_word(old), size_word(new), budget));
    changes.extend(change_of(ScriptField::Seconds, &seconds(old), &seconds(new), budget));
    changes.extend(change_of(ScriptField::Omitted, omitted(old), omitted(new), budget));
    changes.extend(change_of(ScriptField::Order, &old.code, &new.code, budget));
    changes
}

/// The word of a shot's size; nothing when it is not said.
fn size_word(shot: &Shot) -> &'static str {
    if shot.size == super::ShotSize::Unset { "" } else { shot.size.word() }
}

/// The change of one field, if there is one. What is not prose (a size, a number, a flag, a code) changes whole.
fn change_of(field: ScriptField, old: &str, new: &str, budget: &mut usize) -> Option<FieldChange> {
    if old == new {
        return None;
    }
    let segments = match field {
        ScriptField::CaseStage
        | ScriptField::Size
        | ScriptField::Seconds
        | ScriptField::Omitted
        | ScriptField::Order
        | ScriptField::Cut => replaced(old, new),
        ScriptField::Hook
        | ScriptField::LegalPoint
        | ScriptField::LawCited
        | ScriptField::Takeaway
        | ScriptField::ContextLaw
        | ScriptField::Setting
        | ScriptField::Picture
        | ScriptField::Speaker
        | ScriptField::Line
        | ScriptField::Caption
        | ScriptField::Note => compare_within(old, new, budget),
    };
    Some(FieldChange { field, segments })
}

/// The pieces of two texts, by words; a Chinese character is a word of its own, neighbours are joined again.
pub fn compare(old: &str, new: &str) -> Vec<Segment> {
    compare_within(old, new, &mut { MOST_COMPARISONS })
}

fn compare_within(old: &str, new: &str, budget: &mut usize) -> Vec<Segment> {
    let (a, b) = (tokens(old), tokens(new));
    // What both begin and end with is passed over quickly; the rest may be compared each with each.
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let cost = (a.len() - head - tail).saturating_mul(b.len() - head - tail);
    let Some(left) = budget.checked_sub(cost) else {
        return replaced(old, new);
    };
    *budget = left;
    let mut segments = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                push(&mut segments, SegmentKind::Same, &a[old_index..old_index + len]);
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                push(&mut segments, SegmentKind::Removed, &a[old_index..old_index + old_len]);
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                push(&mut segments, SegmentKind::Added, &b[new_index..new_index + new_len]);
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                push(&mut segments, SegmentKind::Removed, &a[old_index..old_index + old_len]);
                push(&mut segments, SegmentKind::Added, &b[new_index..new_index + new_len]);
            }
        }
    }
    segments
}

fn replaced(old: &str, new: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    push(&mut segments, SegmentKind::Removed, &[old]);
    push(&mut segments, SegmentKind::Added, &[new]);
    segments
}

fn push(segments: &mut Vec<Segment>, kind: SegmentKind, pieces: &[&str]) {
    let text = pieces.concat();
    if text.is_empty() {
        return;
    }
    match segments.last_mut() {
        Some(last) if last.kind == kind => last.text.push_str(&text),
        _ => segments.push(Segment { kind, text }),
    }
}

/// Words of other scripts and numbers whole, runs of spaces whole, everything else character by character.
fn tokens(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        c if c.is_whitespace() => 1,
        c if c.is_alphanumeric() && (c as u32) < 0x2E80 => 2,
        _ => 0,
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut running = 0;
    for (at, c) in text.char_indices() {
        let now = class(c);
        if at > start && (now == 0 || now != running) {
            tokens.push(&text[start..at]);
            start = at;
        }
        running = now;
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

pub(super) fn ids(script: &Script) -> Vec<ShotId> {
    script.shots.iter().map(|shot| shot.id).collect()
}

/// The shots that changed places: those outside a longest run of shots that are in both and kept their order.
pub(super) fn moved(old: &[ShotId], new: &[ShotId]) -> HashSet<ShotId> {
    let place: HashMap<ShotId, usize> = old.iter().enumerate().map(|(n, id)| (*id, n)).collect();
    let shared: Vec<(ShotId, usize)> = new.iter().filter_map(|id| Some((*id, *place.get(id)?))).collect();
    // Longest increasing run of old places, quadratic: at most 500 shots.
    let mut best = vec![(1usize, usize::MAX); shared.len()];
    for here in 0..shared.len() {
        for before in 0..here {
            if shared[before].1 < shared[here].1 && best[before].0 + 1 > best[here].0 {
                best[here] = (best[before].0 + 1, before);
            }
        }
    }
    let mut stay = HashSet::new();
    let mut at = (0..shared.len()).max_by_key(|n| best[*n].0);
    while let Some(here) = at {
        stay.insert(shared[here].0);
        at = Some(best[here].1).filter(|before| *before != usize::MAX);
    }
    shared.into_iter().map(|(id, _)| id).filter(|id| !stay.contains(id)).collect()
}

#[cfg(test)]
mod tests;
