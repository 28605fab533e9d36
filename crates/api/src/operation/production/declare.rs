//! Declarations at the gates, and passing over a gate.
//! Knows no gate's rule: the domain says which may be passed over, and a minor who can be recognised never.

use super::view::{ProductionView, gates_of, view};
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::production::{AiUse, MinorsCheck, ProductionGate, override_gate};
use pufa_domain::review::Voter;
use pufa_domain::right::{Right, Role};
use pufa_domain::{EpisodeId, Refusal};
use pufa_store::table::production::{self, Production};
use pufa_store::table::{episode, gate_override};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest filing number, in characters.
const FILING: u32 = 60;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareProduction {
    pub episode: EpisodeId,
    pub version: i64,
    pub ai_use: AiUse,
    /// Whether the label was seen in the cut.
    pub ai_label_seen: bool,
    pub minors: MinorsCheck,
    pub filing_no: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PassGate {
    pub episode: EpisodeId,
    pub gate: ProductionGate,
    pub reason: String,
}

/// What the audit keeps of a declaration.
#[derive(Serialize)]
struct Declared<'a> {
    ai_use: AiUse,
    ai_label_seen: bool,
    minors: MinorsCheck,
    filing_no: &'a str,
}

fn declared(p: &Production) -> Declared<'_> {
    Declared { ai_use: p.ai_use, ai_label_seen: p.ai_label_seen, minors: p.minors, filing_no: &p.filing_no }
}

pub fn declare_production(cx: &Context<'_>, input: DeclareProduction) -> Result<ProductionView, StudioError> {
    let filing_no = Refusal::optional_text("filing_no", &input.filing_no, FILING)?;
    cx.write(|sql| {
        let of = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Edit, of.unit)?;
        let before = production::get(sql, of.id)?;
        let after = Production {
            ai_use: input.ai_use,
            ai_label_seen: input.ai_label_seen,
            minors: input.minors,
            filing_no: filing_no.clone(),
            declared_by: Some(acting.person),
            declared_at: Some(cx.now()),
            version: input.version,
            ..before.clone()
        };
        production::save(sql, &after)?;
        let (was, is) = (declared(&before), declared(&after));
        cx.record(sql, of.unit, "production", of.id, Some(&was), Some(&is))?;
        view(cx, sql, &of)
    })
}

/// Passes over an open gate; it shows for ever.
pub fn pass_gate(cx: &Context<'_>, input: PassGate) -> Result<ProductionView, StudioError> {
    cx.write(|sql| {
        let of = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, of.unit)?;
        if !gates_of(cx, sql, &of)?.open.iter().any(|open| open.gate == input.gate) {
            return Err(Refusal::WrongState { state: "shut".into(), step: "pass_gate".into() }.into());
        }
        let identity = cx.identity()?;
        let here = identity.grants.iter().filter(|(grant, _)| grant.unit == of.unit);
        let by = Voter {
            person: identity.session.person,
            roles: here.map(|(grant, _)| grant.role).collect::<Vec<Role>>(),
            department_kinds: vec![],
        };
        let made = override_gate(input.gate, &by, &input.reason, cx.now())?;
        gate_override::insert(sql, of.id, &made)?;
        cx.record(sql, of.unit, "production", of.id, None, Some(&made))?;
        view(cx, sql, &of)
    })
}
