//! What the checker rests on beside the texts, kept at hand: each unit's library of laws and its wording rules.
//! Knows no text that is checked. Nothing is read before it is asked for; the database says when it is old.

use crate::error::StudioError;
use pufa_domain::UnitId;
use pufa_proof::law::LawTable;
use pufa_proof::library::{LawText, Library};
use pufa_proof::wording::{Rule, Wording};
use pufa_store::table::wording_rule::OwnRule;
use pufa_store::table::{law_text, wording_rule};
use pufa_store::{Sql, StoreError};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many units' libraries are kept: each takes some twenty megabytes.
const KEPT_LIBRARIES: usize = 16;
/// How many units' rules are kept.
const KEPT_RULES: usize = 128;

/// Values by unit, each with the count of changes at which it was read. Count and value are read on one picture of the
/// data, and another process moves the count just the same.
type ByUnit<T> = Mutex<HashMap<UnitId, (i64, Arc<T>)>>;

/// Libraries and rules at hand.
#[derive(Default)]
pub(crate) struct Shelf {
    libraries: ByUnit<Library>,
    rules: ByUnit<Wording>,
}

impl Shelf {
    /// The library of a unit with its count of changes: from memory, or read whole.
    pub fn library(&self, sql: &dyn Sql, unit: UnitId) -> Result<(i64, Arc<Library>), StudioError> {
        let change = law_text::change(sql)?;
        kept(&self.libraries, KEPT_LIBRARIES, unit, change, || {
            let mut library = Library::new();
            for content in law_text::contents(sql, unit)? {
                library.add(read_text(&content)?, LawTable::bundled());
            }
            Ok(library)
        })
    }

    /// The wording rules of a unit with their count of changes: the shipped ones, its own, without those set aside.
    pub fn wording(&self, sql: &dyn Sql, unit: UnitId) -> Result<(i64, Arc<Wording>), StudioError> {
        let change = wording_rule::change(sql)?;
        kept(&self.rules, KEPT_RULES, unit, change, || {
            let rules = rules_of(&wording_rule::of_unit(sql, unit)?)?;
            Wording::new(rules).map_err(|cause| StudioError::fault(&cause))
        })
    }

    /// Forgets everything: a restored database may count anew what was counted before.
    pub fn clear(&self) {
        self.libraries.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn kept<T>(
    all: &ByUnit<T>,
    most: usize,
    unit: UnitId,
    change: i64,
    read: impl FnOnce() -> Result<T, StudioError>,
) -> Result<(i64, Arc<T>), StudioError> {
    let found = all.lock().unwrap_or_else(PoisonError::into_inner).get(&unit).cloned();
    if let Some(found) = found.filter(|(at, _)| *at == change) {
        return Ok(found);
    }
    let made = Arc::new(read()?);
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    if all.len() >= most {
        all.clear();
    }
    // A slower reader of an older picture must not put its copy in the place of a newer one.
    if all.get(&unit).is_none_or(|(at, _)| *at < change) {
        all.insert(unit, (change, Arc::clone(&made)));
    }
    Ok((change, made))
}

/// A stored text.
pub(crate) fn read_text(content: &str) -> Result<LawText, StudioError> {
    serde_json::from_str(content).map_err(|cause| StoreError::Unreadable(format!("law text: {cause}")).into())
}

/// A stored rule.
pub(crate) fn read_rule(content: &str) -> Result<Rule, StudioError> {
    serde_json::from_str(content)
        .map_err(|cause| StoreError::Unreadable(format!("wording rule: {cause}")).into())
}

/// The rules by which a unit's texts are checked: the shipped ones and its own, of two of one code its own, without
/// those it set aside.
fn rules_of(own: &[OwnRule]) -> Result<Vec<Rule>, StudioError> {
    let mut rules = Wording::bundled().rules().to_vec();
    rules
        .retain(|rule| own.iter().all(|own| own.rule != rule.id || (own.content.is_none() && !own.disabled)));
    for own in own.iter().filter(|own| !own.disabled) {
        if let Some(content) = &own.content {
            rules.push(read_rule(content)?);
        }
    }
    Ok(rules)
}
