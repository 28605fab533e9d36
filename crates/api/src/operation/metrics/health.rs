//! Pipeline health: how long stages take, how review goes, who carries how much, whether columns keep their rhythm.
//! Knows no median: the domain works it out from plain facts.

use crate::context::Context;
use crate::error::StudioError;
use crate::named::{ColumnName, Names, PersonName};
use pufa_domain::episode::ContentState;
use pufa_domain::health::{self, Cadence, CycleTime, Load, Output, ReviewHealth, Round, StageSpan};
use pufa_domain::right::Right;
use pufa_domain::{Day, Refusal};
use pufa_store::table::pipeline::{self, Step};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskHealth {
    /// The window in which the output of columns is counted.
    pub from: Day,
    pub to: Day,
}

/// How the pipeline does.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HealthView {
    /// In the order of the pipeline.
    pub stages: Vec<CycleTime>,
    pub review: ReviewHealth,
    /// What people carry, most overdue first; managers only, otherwise empty.
    pub loads: Vec<PersonLoad>,
    pub open: u32,
    pub overdue: u32,
    pub columns: Vec<ColumnOutput>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PersonLoad {
    /// Null for what nobody has taken.
    pub person: Option<PersonName>,
    pub open: u32,
    pub overdue: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ColumnOutput {
    pub column: ColumnName,
    pub output: Output,
}

pub fn pipeline_health(cx: &Context<'_>, input: AskHealth) -> Result<HealthView, StudioError> {
    let acting = cx.require(Right::Read)?;
    if input.to < input.from {
        return Err(Refusal::EndsBeforeItBegins { from: input.from, to: input.to }.into());
    }
    let zone = cx.zone();
    cx.read(|sql| {
        let steps = pipeline::steps(sql, acting.unit)?;
        // A work is late once the day on which it was wanted is over.
        let owed = pipeline::under_way(sql, acting.unit, |day| day.plus_days(1).start_in(&zone))?;
        let loads = health::loads(&owed, cx.now());
        let names = Names::read(sql, loads.iter().filter_map(|l| l.person))?;
        let named = cx.may(Right::Manage);
        let columns = pipeline::cadences(sql, acting.unit)?;
        let cadences: Vec<Cadence> = columns.iter().map(|(cadence, _)| *cadence).collect();
        let works = pipeline::first_days(sql, acting.unit)?;
        let outputs = health::output(&cadences, &works, input.from, input.to);
        let load = |l: &Load| PersonLoad {
            person: l.person.map(|id| names.of(id)),
            open: l.open,
            overdue: l.overdue,
        };
        Ok(HealthView {
            stages: stages(&steps),
            review: health::review_health(&rounds(&steps)),
            open: loads.iter().map(|l| l.open).sum(),
            overdue: loads.iter().map(|l| l.overdue).sum(),
            loads: if named { loads.iter().map(load).collect() } else { Vec::new() },
            columns: columns
                .into_iter()
                .zip(outputs)
                .map(|((cadence, name), output)| ColumnOutput {
                    column: ColumnName { id: cadence.column, name },
                    output,
                })
                .collect(),
        })
    })
}

/// The steps of one episode after another, each with the one that follows it there.
fn pairs(steps: &[Step]) -> impl Iterator<Item = (Step, Option<Step>)> {
    steps.iter().enumerate().map(|(i, step)| {
        let next = steps.get(i + 1).filter(|next| next.episode == step.episode);
        (*step, next.copied())
    })
}

fn stages(steps: &[Step]) -> Vec<CycleTime> {
    let through = |state: ContentState| match state {
        ContentState::Scripting
        | ContentState::InReview
        | ContentState::Approved
        | ContentState::Producing
        | ContentState::CutReview => true,
        ContentState::Ready | ContentState::Withdrawn | ContentState::Shelved => false,
    };
    let spans: Vec<StageSpan> = pairs(steps)
        .filter(|(step, _)| through(step.to))
        .map(|(step, next)| StageSpan {
            episode: step.episode,
            stage: step.to.word().to_owned(),
            entered: step.at,
            left: next.map(|next| next.at),
        })
        .collect();
    let mut times = health::cycle_times(&spans);
    times.sort_by_key(|time| ContentState::ALL.iter().position(|state| state.word() == time.stage));
    times
}

/// The rounds of the script's review: from handing in to approval or sending back.
fn rounds(steps: &[Step]) -> Vec<Round> {
    pairs(steps)
        .filter(|(step, _)| step.to == ContentState::InReview)
        .map(|(step, next)| Round {
            episode: step.episode,
            submitted: step.at,
            decided: next.map(|next| next.at),
            approved: next.is_some_and(|next| next.to == ContentState::Approved),
        })
        .collect()
}
