//! The template of a review: which stages there are, who votes in them, and what each of them watches.
//! Knows no review that runs by it: a running review carries the version with which it began.

use crate::checks::CheckGroup;
use crate::episode::EpisodeFormat;
use crate::people::DepartmentKind;
use crate::right::{Right, Role};
use crate::script::ScriptField;
use crate::{PersonId, Refusal, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use ts_rs::TS;

words! {
    /// What a stage answers for (五关 of 国办发〔2018〕123号, with the sign-off and the proofreads beside them).
    pub enum ReviewGate {
        /// 法律关
        Law = "law",
        /// 政治关、政策关、文字关
        Politics = "politics",
        /// 保密关 (保密法 35: review first, publish after, item by item)
        Secrecy = "secrecy",
        /// 终审 by the leader in charge
        SignOff = "sign_off",
        /// 校对
        Proofread = "proofread",
        /// 成片审核
        Cut = "cut",
    }
}
words! {
    /// What is reviewed.
    pub enum ReviewSubject { Script = "script", FinalCut = "final_cut" }
}

/// What the rules need to know of somebody who wants to vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Voter {
    pub person: PersonId,
    /// The roles that the person holds in the episode's unit today.
    pub roles: Vec<Role>,
    /// The kinds of the departments in which the person is employed there today.
    pub department_kinds: Vec<DepartmentKind>,
}

impl Voter {
    /// Whether one of the roles brings the right.
    pub fn may(&self, right: Right) -> bool {
        self.roles.iter().any(|role| role.rights().contains(&right))
    }
}

/// Who may vote in a stage: the persons named, and everybody who holds one of the roles in one of the kinds of
/// department. No roles or no kinds means that it does not matter; neither of the two adds nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Voters {
    pub roles: Vec<Role>,
    pub department_kinds: Vec<DepartmentKind>,
    pub persons: Vec<PersonId>,
}

impl Voters {
    /// Whether the stage is this person's.
    pub fn include(&self, voter: &Voter) -> bool {
        if self.persons.contains(&voter.person) {
            return true;
        }
        let by_role = self.roles.is_empty() || self.roles.iter().any(|role| voter.roles.contains(role));
        let kinds = &self.department_kinds;
        let by_kind = kinds.is_empty() || kinds.iter().any(|kind| voter.department_kinds.contains(kind));
        !(self.roles.is_empty() && kinds.is_empty()) && by_role && by_kind
    }

    fn is_empty(&self) -> bool {
        self.roles.is_empty() && self.department_kinds.is_empty() && self.persons.is_empty()
    }
}

/// One stage of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct StageRule {
    /// A short name that votes refer to; unique in the template, lower-case letters, digits and underscores.
    pub key: String,
    /// What people call it: 初审.
    pub name: String,
    pub gate: ReviewGate,
    /// Stages of the same step run side by side; a step opens when every required stage of the earlier ones is done.
    pub step: u32,
    pub voters: Voters,
    /// How many approvals it takes, 1 to 5.
    pub votes_needed: u32,
    /// Hours from opening until it is due, 1 to 720.
    pub due_hours: u32,
    /// A change of one of these fields makes the stage vote again.
    pub watched: Vec<ScriptField>,
    /// Whether approval waits for it. Nobody holds two required stages of one revision.
    pub required: bool,
    /// Whether a manager may override it.
    pub overridable: bool,
    /// The formats to which it applies; empty for all.
    pub formats: Vec<EpisodeFormat>,
    /// The groups of checks of which no error may stand when the stage is approved; null: what its gate says.
    #[serde(default)]
    pub checks: Option<Vec<CheckGroup>>,
}

impl StageRule {
    /// Whether the stage applies to an episode of this format.
    pub fn applies_to(&self, format: EpisodeFormat) -> bool {
        self.formats.is_empty() || self.formats.contains(&format)
    }

    /// Whether a change of `changed` makes the stage vote again.
    pub fn watches<'a>(&self, changed: impl IntoIterator<Item = &'a ScriptField>) -> bool {
        changed.into_iter().any(|field| self.watched.contains(field))
    }
}

/// A version of a unit's template for one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Template {
    pub name: String,
    pub subject: ReviewSubject,
    pub stages: Vec<StageRule>,
}

/// The fields of a script that an audience sees or hears, or on which the law of it stands: each of them must be
/// watched by a required stage, or it could be changed after approval without anybody looking again.
pub const SEEN_FIELDS: [ScriptField; 12] = [
    ScriptField::Hook,
    ScriptField::LegalPoint,
    ScriptField::LawCited,
    ScriptField::Takeaway,
    ScriptField::CaseStage,
    ScriptField::Setting,
    ScriptField::Picture,
    ScriptField::Speaker,
    ScriptField::Line,
    ScriptField::Caption,
    ScriptField::Order,
    ScriptField::Omitted,
];

/// The most stages that a template may have.
const MOST_STAGES: u32 = 20;

impl Template {
    /// The template when it can be worked by; the first thing wrong with it otherwise.
    pub fn checked(mut self) -> Result<Template, Refusal> {
        self.name = Refusal::text("name", &self.name, 60)?;
        let found = u32::try_from(self.stages.len()).unwrap_or(u32::MAX);
        if found > MOST_STAGES {
            return Err(Refusal::TooMany { field: "stages".into(), most: MOST_STAGES, found });
        }
        let mut keys = HashSet::new();
        for stage in &mut self.stages {
            check_stage(stage)?;
            if !keys.insert(stage.key.clone()) {
                return Err(Refusal::Taken { field: "stages.key".into(), value: stage.key.clone() });
            }
        }
        self.check_gates()?;
        self.check_watch()?;
        Ok(self)
    }

    /// Stages that hold for every format and are required.
    fn binding(&self) -> impl Iterator<Item = &StageRule> {
        self.stages.iter().filter(|stage| stage.required && stage.formats.is_empty())
    }

    fn check_gates(&self) -> Result<(), Refusal> {
        // 保密法 35 asks for a secrecy review of every item; nothing goes out unsigned (国办发〔2018〕123号, 先审后发).
        let needed: &[ReviewGate] = match self.subject {
            ReviewSubject::Script => &[ReviewGate::Secrecy, ReviewGate::SignOff],
            ReviewSubject::FinalCut => &[ReviewGate::Cut],
        };
        for gate in needed {
            if !self.binding().any(|stage| stage.gate == *gate) {
                return Err(Refusal::GateMissing { gate: gate.word().into() });
            }
        }
        Ok(())
    }

    fn check_watch(&self) -> Result<(), Refusal> {
        let needed: &[ScriptField] = match self.subject {
            ReviewSubject::Script => &SEEN_FIELDS,
            ReviewSubject::FinalCut => &[ScriptField::Cut],
        };
        for field in needed {
            if !self.binding().any(|stage| stage.watched.contains(field)) {
                return Err(Refusal::FieldUnwatched { field: field.word().into() });
            }
        }
        Ok(())
    }

    /// The stage of this key.
    pub fn stage(&self, key: &str) -> Option<&StageRule> {
        self.stages.iter().find(|stage| stage.key == key)
    }

    /// 三审三校: law by a business department, then politics and wording, secrecy, and the leader's sign-off, with a
    /// proofread beside each of the first three. Seven people who took no part in the script.
    pub fn script() -> Template {
        use DepartmentKind::{Business, General, Political, Publicity};
        use ScriptField::*;
        let text = [Hook, LegalPoint, LawCited, Takeaway, Speaker, Line, Caption];
        let law = [&text[..], &[CaseStage, ContextLaw, Picture, Order, Omitted]].concat();
        let secrecy = [&text[..], &[Setting, Picture, Omitted]].concat();
        let stage = |key, name, gate, step, kinds: &[DepartmentKind], watched: &[ScriptField]| StageRule {
            voters: Voters {
                roles: vec![Role::Reviewer, Role::Manager],
                department_kinds: kinds.to_vec(),
                persons: vec![],
            },
            ..StageRule::plain(key, name, gate, step, watched)
        };
        let signed = StageRule {
            voters: Voters { roles: vec![Role::Manager], ..Voters::default() },
            ..StageRule::plain("final", "终审", ReviewGate::SignOff, 4, &SEEN_FIELDS)
        };
        let secret = StageRule {
            overridable: false,
            ..stage("secrecy", "保密审查", ReviewGate::Secrecy, 3, &[General, Political], &secrecy)
        };
        Template {
            name: "三审三校".into(),
            subject: ReviewSubject::Script,
            stages: vec![
                stage("first", "初审", ReviewGate::Law, 1, &[Business], &law),
                stage("proof_1", "一校", ReviewGate::Proofread, 1, &[], &text),
                stage("second", "复审", ReviewGate::Politics, 2, &[Political, Publicity], &SEEN_FIELDS),
                stage("proof_2", "二校", ReviewGate::Proofread, 2, &[], &text),
                secret,
                stage("proof_3", "三校", ReviewGate::Proofread, 3, &[], &text),
                signed,
            ],
        }
    }

    /// For a unit too small for seven reviewers: the proofreads are open to everybody who reviews and hold nothing up.
    pub fn small_unit_script() -> Template {
        let mut template = Self::script();
        template.name = "三审三校 (人少)".into();
        for stage in template.stages.iter_mut().filter(|stage| stage.gate == ReviewGate::Proofread) {
            stage.required = false;
        }
        template
    }

    /// 成片审核: one look at the final cut by somebody who neither shot nor edited it.
    pub fn final_cut() -> Template {
        let cut = StageRule {
            voters: Voters { roles: vec![Role::Reviewer, Role::Manager], ..Voters::default() },
            ..StageRule::plain("cut", "成片审核", ReviewGate::Cut, 1, &[ScriptField::Cut])
        };
        Template { name: "成片审核".into(), subject: ReviewSubject::FinalCut, stages: vec![cut] }
    }
}

impl StageRule {
    /// A required stage with one vote and 24 hours, and nobody yet to vote in it.
    pub fn plain(key: &str, name: &str, gate: ReviewGate, step: u32, watched: &[ScriptField]) -> StageRule {
        StageRule {
            key: key.into(),
            name: name.into(),
            gate,
            step,
            voters: Voters::default(),
            votes_needed: 1,
            due_hours: 24,
            watched: watched.to_vec(),
            required: true,
            overridable: true,
            formats: vec![],
            checks: None,
        }
    }
}

fn check_stage(stage: &mut StageRule) -> Result<(), Refusal> {
    let key_is_plain = stage.key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if stage.key.is_empty() || stage.key.len() > 40 || !key_is_plain {
        return Err(Refusal::Unknown {
            field: "stages.key".into(),
            value: stage.key.chars().take(40).collect(),
        });
    }
    stage.name = Refusal::text("stages.name", &stage.name, 30)?;
    Refusal::range("stages.step", stage.step.into(), 1, 20)?;
    Refusal::range("stages.votes_needed", stage.votes_needed.into(), 1, 5)?;
    Refusal::range("stages.due_hours", stage.due_hours.into(), 1, 720)?;
    if stage.voters.is_empty() {
        return Err(Refusal::Missing { field: "stages.voters".into() });
    }
    let found = u32::try_from(stage.voters.persons.len()).unwrap_or(u32::MAX);
    if found > 100 {
        return Err(Refusal::TooMany { field: "stages.voters".into(), most: 100, found });
    }
    // Only named persons: there must be as many of them as votes are needed.
    let only_named = stage.voters.roles.is_empty() && stage.voters.department_kinds.is_empty();
    let distinct: HashSet<&PersonId> = stage.voters.persons.iter().collect();
    if only_named && (distinct.len() as u64) < u64::from(stage.votes_needed) {
        return Err(Refusal::Missing { field: "stages.voters".into() });
    }
    if stage.watched.is_empty() {
        return Err(Refusal::Missing { field: "stages.watched".into() });
    }
    stage.watched.sort_unstable();
    stage.watched.dedup();
    if let Some(checks) = &mut stage.checks {
        checks.sort_unstable();
        checks.dedup();
    }
    Ok(())
}

#[cfg(test)]
mod tests;
