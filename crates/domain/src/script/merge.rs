//! Bringing two people's changes of one script together, by shot and by field.
//! Knows neither of the two: "mine" is what arrives, "theirs" is what is stored. It loses no word: what both changed
//! differently comes back as a clash with all three texts.

use super::difference::{ids, moved};
use super::{CaseStage, HEADER_TEXTS, SHOT_TEXTS, Script, ScriptField, Shot, ShotSize, code};
use crate::ShotId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use ts_rs::TS;

/// One field that both changed, each in their own way. The merged script holds `mine` until somebody chooses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ShotClash {
    /// The shot; none for a field of the header.
    pub shot: Option<ShotId>,
    /// The field; `order` when both moved the shot (the texts are then the codes of the shots before it),
    /// `omitted` when one deleted the shot and the other changed it (it stays; `mine` or `theirs` is then "removed").
    pub field: ScriptField,
    pub base: String,
    pub mine: String,
    pub theirs: String,
}

/// Both people's changes in one script, and what has to be chosen. With clashes it is not to be stored as it is, or
/// theirs would be written over: it goes back to whoever saves, with both texts in view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Merge {
    pub script: Script,
    pub clashes: Vec<ShotClash>,
}

/// Brings `mine` and `theirs`, both made from `base`, together. Check the outcome against the limits of a script:
/// two people who add 300 shots each make one that is too long.
pub fn merge(base: &Script, mine: &Script, theirs: &Script) -> Merge {
    let mut clashes = Vec::new();
    let header = merge_header(base, mine, theirs, &mut clashes);
    let order = merge_order(base, mine, theirs, &mut clashes);
    let mut shots: Vec<Shot> = order
        .into_iter()
        .filter_map(|id| merge_shot(base.shot(id), mine.shot(id), theirs.shot(id), &mut clashes))
        .collect();
    settle_codes(base, &mut shots);
    Merge { script: Script { header, shots }, clashes }
}

/// What became of one value: mine where I changed it, else theirs; the third says whether both changed it differently.
fn choose<T: PartialEq + Clone>(base: &T, mine: &T, theirs: &T) -> (T, bool) {
    if mine == base { (theirs.clone(), false) } else { (mine.clone(), theirs != base && theirs != mine) }
}

/// Chooses the value of one field and notes the clash in `clashes`, written by `show`.
struct Field<'a> {
    shot: Option<ShotId>,
    clashes: &'a mut Vec<ShotClash>,
}

impl Field<'_> {
    fn choose<T: PartialEq + Clone>(
        &mut self,
        field: ScriptField,
        [base, mine, theirs]: [&T; 3],
        show: impl Fn(&T) -> String,
    ) -> T {
        let (value, clash) = choose(base, mine, theirs);
        if clash {
            self.clashes.push(ShotClash {
                shot: self.shot,
                field,
                base: show(base),
                mine: show(mine),
                theirs: show(theirs),
            });
        }
        value
    }
}

fn merge_header(
    base: &Script,
    mine: &Script,
    theirs: &Script,
    clashes: &mut Vec<ShotClash>,
) -> super::ScriptHeader {
    let (base, mine, theirs) = (&base.header, &mine.header, &theirs.header);
    let mut merged = mine.clone();
    let mut field = Field { shot: None, clashes };
    for (name, _) in HEADER_TEXTS {
        let texts = [base, mine, theirs].map(|header| header.text(name).unwrap_or_default().to_owned());
        if let Some(text) = merged.text_mut(name) {
            *text = field.choose(name, [&texts[0], &texts[1], &texts[2]], String::clone);
        }
    }
    merged.case_stage = field.choose(
        ScriptField::CaseStage,
        [&base.case_stage, &mine.case_stage, &theirs.case_stage],
        |stage: &CaseStage| stage.word().into(),
    );
    merged
}

/// The merged shot; none when it is gone. A shot that one side deleted and the other changed stays, with a clash.
fn merge_shot(
    base: Option<&Shot>,
    mine: Option<&Shot>,
    theirs: Option<&Shot>,
    clashes: &mut Vec<ShotClash>,
) -> Option<Shot> {
    match (base, mine, theirs) {
        (_, None, None) => None,
        (None, Some(new), None) | (None, None, Some(new)) => Some(new.clone()),
        (Some(base), Some(left), None) | (Some(base), None, Some(left)) => {
            if left == base {
                return None;
            }
            let word = |present: bool| if present { "changed" } else { "removed" };
            clashes.push(ShotClash {
                shot: Some(left.id),
                field: ScriptField::Omitted,
                base: String::new(),
                mine: word(mine.is_some()).into(),
                theirs: word(theirs.is_some()).into(),
            });
            Some(left.clone())
        }
        (base, Some(mine), Some(theirs)) => {
            let blank = Shot::new(mine.id);
            Some(merge_fields(base.unwrap_or(&blank), mine, theirs, clashes))
        }
    }
}

fn merge_fields(base: &Shot, mine: &Shot, theirs: &Shot, clashes: &mut Vec<ShotClash>) -> Shot {
    let mut merged = mine.clone();
    // A code is a label, and a flag that both changed is changed to the same: neither can clash.
    merged.code = choose(&base.code, &mine.code, &theirs.code).0;
    merged.omitted = choose(&base.omitted, &mine.omitted, &theirs.omitted).0;
    let mut field = Field { shot: Some(mine.id), clashes };
    for (name, _) in SHOT_TEXTS {
        let texts = [base, mine, theirs].map(|shot| shot.text(name).unwrap_or_default().to_owned());
        if let Some(text) = merged.text_mut(name) {
            *text = field.choose(name, [&texts[0], &texts[1], &texts[2]], String::clone);
        }
    }
    merged.size =
        field.choose(ScriptField::Size, [&base.size, &mine.size, &theirs.size], |size: &ShotSize| {
            size.word().into()
        });
    merged.seconds = field.choose(
        ScriptField::Seconds,
        [&base.seconds, &mine.seconds, &theirs.seconds],
        |seconds: &Option<u32>| seconds.map_or_else(String::new, |s| s.to_string()),
    );
    merged
}

/// The ids in their merged order: theirs, into which my new and moved shots are put after the shot that they follow
/// in mine. A shot that both moved to different places stands where I put it, with a clash.
fn merge_order(base: &Script, mine: &Script, theirs: &Script, clashes: &mut Vec<ShotClash>) -> Vec<ShotId> {
    let (base_ids, my_ids, their_ids) = (ids(base), ids(mine), ids(theirs));
    let my_moves = moved(&base_ids, &my_ids);
    let their_moves = moved(&base_ids, &their_ids);
    let in_base: HashSet<ShotId> = base_ids.iter().copied().collect();
    let in_theirs: HashSet<ShotId> = their_ids.iter().copied().collect();
    let mut order = their_ids.clone();
    for (place, id) in my_ids.iter().enumerate() {
        let is_new = !in_base.contains(id) && !in_theirs.contains(id);
        // A shot that they deleted is put back where it was in mine; merge_shot drops it if I left it as it was.
        let was_deleted = in_base.contains(id) && !in_theirs.contains(id);
        if !(is_new || was_deleted || my_moves.contains(id)) {
            continue;
        }
        if my_moves.contains(id) && their_moves.contains(id) {
            note_two_moves(*id, base, mine, theirs, clashes);
        }
        order.retain(|other| other != id);
        let after = my_ids[..place].iter().rev().find_map(|before| order.iter().position(|o| o == before));
        order.insert(after.map_or(0, |at| at + 1), *id);
    }
    order
}

fn note_two_moves(id: ShotId, base: &Script, mine: &Script, theirs: &Script, clashes: &mut Vec<ShotClash>) {
    let before = |script: &Script| -> String {
        let place = script.shots.iter().position(|shot| shot.id == id);
        let earlier = place.and_then(|p| p.checked_sub(1)).and_then(|p| script.shots.get(p));
        earlier.map_or_else(String::new, |shot| shot.code.clone())
    };
    let (base, mine, theirs) = (before(base), before(mine), before(theirs));
    if mine != theirs {
        clashes.push(ShotClash { shot: Some(id), field: ScriptField::Order, base, mine, theirs });
    }
}

/// Two people who each add a shot may give it the same code. Shots of the base keep theirs, the newer one gets another.
fn settle_codes(base: &Script, shots: &mut [Shot]) {
    let mut taken: HashSet<String> = HashSet::new();
    let (old, new): (Vec<usize>, Vec<usize>) =
        (0..shots.len()).partition(|n| base.shot(shots[*n].id).is_some());
    for n in old.into_iter().chain(new) {
        if !taken.insert(shots[n].code.clone()) {
            shots[n].code.clear();
        }
    }
    if taken.len() < shots.len() || taken.contains("") {
        code::assign(shots);
    }
}

#[cfg(test)]
mod tests;
