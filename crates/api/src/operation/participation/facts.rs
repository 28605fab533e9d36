//! The facts of a unit, read once and kept until they change.
//! Knows no question: it hands the facts to whoever asks one.

use pufa_domain::UnitId;
use pufa_domain::credit::CreditRole;
use pufa_domain::participation::{Absent, CountingPolicy, Credited, Employed, Facts, Survey};
use pufa_domain::{ColumnId, DepartmentId};
use pufa_store::table::participation as table;
use pufa_store::{Sql, StoreError};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many units' facts are kept at hand: a region has 119 accounts in fewer units than this.
const KEPT_UNITS: usize = 128;
/// How many policies' surveys of a unit are kept: strict and wide.
const KEPT_SURVEYS: usize = 2;

/// Everything that one unit's participation is counted from.
#[derive(Debug)]
pub struct UnitFacts {
    pub employments: Vec<Employed>,
    pub absences: Vec<Absent>,
    pub credits: Vec<Credited>,
    /// The whole unit's, under the policies that were asked for.
    surveys: Mutex<Vec<(CountingPolicy, Arc<Survey>)>>,
}

/// Facts at hand, by unit, each with the count of changes at which it was read.
///
/// The count is a row that triggers move in the transaction of every change of an employment, an absence, a credit or
/// the days of an episode. Reading the count and the facts happens on one picture of the data, so facts are never kept
/// under a count that is not theirs; a change by another process moves the count just the same.
#[derive(Debug, Default)]
pub struct FactsAtHand(Mutex<HashMap<UnitId, (i64, Arc<UnitFacts>)>>);

impl FactsAtHand {
    /// The facts of a unit as they are in the picture of `sql`: from memory, or in three queries.
    pub fn of(&self, sql: &dyn Sql, unit: UnitId) -> Result<Arc<UnitFacts>, StoreError> {
        let change = table::change(sql)?;
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&unit).cloned();
        if let Some((_, facts)) = kept.filter(|(at, _)| *at == change) {
            return Ok(facts);
        }
        let facts = Arc::new(UnitFacts {
            employments: table::employments(sql, unit)?,
            absences: table::absences(sql, unit)?,
            credits: table::credits(sql, unit)?,
            surveys: Mutex::default(),
        });
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KEPT_UNITS {
            all.clear();
        }
        // A slower reader of an older picture must not put its facts in the place of newer ones.
        if all.get(&unit).is_none_or(|(at, _)| *at < change) {
            all.insert(unit, (change, Arc::clone(&facts)));
        }
        Ok(facts)
    }
}

/// The part of the facts that a question is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub department: Option<DepartmentId>,
    pub column: Option<ColumnId>,
    pub role: Option<CreditRole>,
}

impl UnitFacts {
    /// The facts of one part arranged by person under a policy. The whole unit's is kept: the home and every visit of the
    /// figures ask for it, and arranging a hundred thousand credits takes most of what an answer takes.
    pub fn survey(&self, part: Part, policy: &CountingPolicy) -> Arc<Survey> {
        if part != Part::default() {
            return Arc::new(self.arranged(part, policy));
        }
        let mut kept = self.surveys.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, survey)) = kept.iter().find(|(of, _)| of == policy) {
            return Arc::clone(survey);
        }
        if kept.len() >= KEPT_SURVEYS {
            kept.clear();
        }
        let survey = Arc::new(self.arranged(part, policy));
        kept.push((policy.clone(), Arc::clone(&survey)));
        survey
    }

    fn arranged(&self, part: Part, policy: &CountingPolicy) -> Survey {
        let employments: Vec<Employed>;
        let credits: Vec<Credited>;
        let employed = match part.department {
            Some(department) => {
                employments =
                    self.employments.iter().filter(|e| e.department == department).copied().collect();
                &employments
            }
            None => &self.employments,
        };
        let credited = match (part.column, part.role) {
            (None, None) => &self.credits,
            (column, role) => {
                let wanted = |c: &&Credited| {
                    column.is_none_or(|column| c.column == Some(column))
                        && role.is_none_or(|role| c.role == role)
                };
                credits = self.credits.iter().filter(wanted).copied().collect();
                &credits
            }
        };
        Survey::of(Facts { employments: employed, absences: &self.absences, credits: credited }, policy)
    }

    pub fn as_facts(&self) -> Facts<'_> {
        Facts { employments: &self.employments, absences: &self.absences, credits: &self.credits }
    }
}
