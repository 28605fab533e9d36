//! The gates before an episode is ready to go out.
//! Knows no state of the episode: it is told the facts and says what stands open.

use super::{AiUse, Release};
use crate::episode::EpisodeFormat;
use crate::review::Voter;
use crate::right::Right;
use crate::{Day, Millis, PersonId, Refusal, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// A gate before `ready`.
    pub enum ProductionGate {
        /// There is a final cut.
        FinalCut = "final_cut",
        /// Every task is done.
        Tasks = "tasks",
        /// Everybody seen consented (民法典 1019).
        Releases = "releases",
        /// The use of artificial intelligence is declared, and labelled where it must be.
        AiDeclared = "ai_declared",
        /// No minor can be recognised (未成年人保护法 103): a hard stop.
        MinorsAbsent = "minors_absent",
        /// The filing number, where the unit's rule asks for one.
        FilingNumber = "filing_number",
    }
}
words! {
    /// What somebody found who looked for minors.
    pub enum MinorsCheck {
        /// Nobody has looked.
        Unchecked = "unchecked",
        /// No minor can be recognised.
        Absent = "absent",
        /// A minor can be recognised.
        Present = "present",
    }
}

impl ProductionGate {
    /// Whether nobody may override it: a cut must exist to go out, and minors are protected by law without exception.
    pub fn is_hard(self) -> bool {
        match self {
            ProductionGate::FinalCut | ProductionGate::MinorsAbsent => true,
            ProductionGate::Tasks
            | ProductionGate::Releases
            | ProductionGate::AiDeclared
            | ProductionGate::FilingNumber => false,
        }
    }
}

/// What the gates look at.
#[derive(Clone, Debug)]
pub struct GateFacts<'a> {
    pub format: EpisodeFormat,
    /// The day on which it is to go out, or today when none is set.
    pub goes_out_on: Day,
    pub has_final_cut: bool,
    pub open_tasks: u32,
    pub releases: &'a [Release],
    pub ai_use: AiUse,
    /// Whether somebody confirmed that the label is seen in the cut.
    pub ai_label_seen: bool,
    pub minors: MinorsCheck,
    /// The formats for which the unit asks for a filing number.
    pub filing_formats: &'a [EpisodeFormat],
    pub filing_number: Option<&'a str>,
    pub overridden: &'a [GateOverride],
}

/// A gate that is not shut yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct OpenGate {
    pub gate: ProductionGate,
    /// Nobody may override it.
    pub hard: bool,
    /// How many things are missing: tasks, releases; 1 for the others.
    pub missing: u32,
}

/// A gate that a manager passed over; it shows for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GateOverride {
    pub gate: ProductionGate,
    pub reason: String,
    pub by: PersonId,
    pub at: Millis,
}

/// The gates that stand open, in their order. A hard one stands open whatever was overridden.
pub fn open_gates(facts: &GateFacts<'_>) -> Vec<OpenGate> {
    let overridden = |gate| facts.overridden.iter().any(|made| made.gate == gate);
    let gates = ProductionGate::ALL.iter().copied();
    gates
        .filter_map(|gate| {
            let missing = missing(gate, facts);
            let passed = !gate.is_hard() && overridden(gate);
            (missing > 0 && !passed).then_some(OpenGate { gate, hard: gate.is_hard(), missing })
        })
        .collect()
}

fn missing(gate: ProductionGate, facts: &GateFacts<'_>) -> u32 {
    match gate {
        ProductionGate::FinalCut => u32::from(!facts.has_final_cut),
        ProductionGate::Tasks => facts.open_tasks,
        ProductionGate::Releases => {
            let missing = facts.releases.iter().filter(|release| !release.is_held()).count();
            u32::try_from(missing).unwrap_or(u32::MAX)
        }
        ProductionGate::AiDeclared => u32::from(label_is_due(facts.goes_out_on) && !is_declared(facts)),
        ProductionGate::MinorsAbsent => u32::from(facts.minors != MinorsCheck::Absent),
        ProductionGate::FilingNumber => {
            let has_number = facts.filing_number.is_some_and(|number| !number.trim().is_empty());
            u32::from(facts.filing_formats.contains(&facts.format) && !has_number)
        }
    }
}

/// 标识办法: the duty to label holds from 2025-09-01.
fn label_is_due(day: Day) -> bool {
    Day::new(2025, 9, 1).is_none_or(|first| first <= day)
}

fn is_declared(facts: &GateFacts<'_>) -> bool {
    match facts.ai_use {
        AiUse::Undeclared => false,
        AiUse::None | AiUse::Assisted => true,
        AiUse::Generated => facts.ai_label_seen,
    }
}

/// Passes over a gate, or says why not: the right, a reason, and never a hard stop.
pub fn override_gate(
    gate: ProductionGate,
    by: &Voter,
    reason: &str,
    at: Millis,
) -> Result<GateOverride, Refusal> {
    if gate == ProductionGate::MinorsAbsent {
        return Err(Refusal::MinorIdentifiable);
    }
    let has_right = by.may(Right::Override);
    if gate.is_hard() || !has_right {
        return Err(Refusal::GateOpen { gate: gate.word().into() });
    }
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonRequired);
    }
    let reason = Refusal::text("reason", reason, 500)?;
    Ok(GateOverride { gate, reason, by: by.person, at })
}

/// The refusal that open gates stand for: the hard stop for minors before all others.
pub fn refuse_open(gates: &[OpenGate]) -> Result<(), Refusal> {
    match gates {
        [] => Ok(()),
        _ if gates.iter().any(|open| open.gate == ProductionGate::MinorsAbsent) => {
            Err(Refusal::MinorIdentifiable)
        }
        [first, ..] => Err(Refusal::GateOpen { gate: first.gate.word().into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReleaseId;
    use crate::right::Role;
    use uuid::Uuid;

    fn release(given: bool) -> Release {
        Release {
            id: ReleaseId(Uuid::from_u128(1)),
            name: "演示乙".into(),
            scope: String::new(),
            given_on: Day::new(2026, 11, 1).filter(|_| given),
            withdrawn_on: None,
        }
    }

    fn shut<'a>() -> GateFacts<'a> {
        GateFacts {
            format: EpisodeFormat::Drama,
            goes_out_on: Day::new(2026, 12, 4).expect("a day"),
            has_final_cut: true,
            open_tasks: 0,
            releases: &[],
            ai_use: AiUse::None,
            ai_label_seen: false,
            minors: MinorsCheck::Absent,
            filing_formats: &[],
            filing_number: None,
            overridden: &[],
        }
    }

    #[test]
    fn each_gate_opens_by_its_own_fact() {
        use ProductionGate::*;
        let releases = [release(true), release(false)];
        let before_the_duty = Day::new(2025, 8, 31).expect("a day");
        let first_day = Day::new(2025, 9, 1).expect("a day");
        let filed = [EpisodeFormat::Drama];
        for (name, facts, open) in [
            ("all shut", shut(), None),
            ("no cut", GateFacts { has_final_cut: false, ..shut() }, Some(FinalCut)),
            ("a task", GateFacts { open_tasks: 2, ..shut() }, Some(Tasks)),
            ("no release", GateFacts { releases: &releases, ..shut() }, Some(Releases)),
            ("undeclared", GateFacts { ai_use: AiUse::Undeclared, ..shut() }, Some(AiDeclared)),
            (
                "undeclared on the first day",
                GateFacts { ai_use: AiUse::Undeclared, goes_out_on: first_day, ..shut() },
                Some(AiDeclared),
            ),
            (
                "undeclared before the duty",
                GateFacts { ai_use: AiUse::Undeclared, goes_out_on: before_the_duty, ..shut() },
                None,
            ),
            ("generated, no label", GateFacts { ai_use: AiUse::Generated, ..shut() }, Some(AiDeclared)),
            (
                "generated and labelled",
                GateFacts { ai_use: AiUse::Generated, ai_label_seen: true, ..shut() },
                None,
            ),
            ("nobody looked", GateFacts { minors: MinorsCheck::Unchecked, ..shut() }, Some(MinorsAbsent)),
            ("a minor", GateFacts { minors: MinorsCheck::Present, ..shut() }, Some(MinorsAbsent)),
            (
                "no number",
                GateFacts { filing_formats: &filed, filing_number: Some(" "), ..shut() },
                Some(FilingNumber),
            ),
            (
                "a number",
                GateFacts { filing_formats: &filed, filing_number: Some("备字1号"), ..shut() },
                None,
            ),
        ] {
            let gates: Vec<_> = open_gates(&facts).into_iter().map(|open| open.gate).collect();
            assert_eq!(gates, Vec::from_iter(open), "{name}");
        }
    }

    #[test]
    fn no_override_opens_the_way_past_a_minor() {
        let by = Voter {
            person: PersonId(Uuid::from_u128(1)),
            roles: Role::ALL.to_vec(),
            department_kinds: vec![],
        };
        let staff = Voter { roles: vec![Role::Staff, Role::Editor], ..by.clone() };
        let try_it = |gate, by: &Voter, reason| override_gate(gate, by, reason, Millis(0));
        assert_eq!(try_it(ProductionGate::MinorsAbsent, &by, "急"), Err(Refusal::MinorIdentifiable));
        assert!(try_it(ProductionGate::FinalCut, &by, "急").is_err());
        assert!(try_it(ProductionGate::Tasks, &staff, "急").is_err());
        assert_eq!(try_it(ProductionGate::Tasks, &by, " "), Err(Refusal::ReasonRequired));
        let made = try_it(ProductionGate::Tasks, &by, "封面后补").expect("an override");
        assert_eq!(
            open_gates(&GateFacts { open_tasks: 1, overridden: std::slice::from_ref(&made), ..shut() }),
            []
        );
        // Even a row that found its way into the table opens nothing.
        let forged = [GateOverride { gate: ProductionGate::MinorsAbsent, ..made }];
        let open = open_gates(&GateFacts { minors: MinorsCheck::Present, overridden: &forged, ..shut() });
        assert_eq!(refuse_open(&open), Err(Refusal::MinorIdentifiable));
    }
}
