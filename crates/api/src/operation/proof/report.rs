//! Everything about a stored draft or a revision: each text in which something was found, and what it comes to by gate.
//! Stores nothing; what is accepted since shows in the next report.

use super::ground::{CheckGround, Ground};
use crate::context::Context;
use crate::error::StudioError;
use crate::operation::episode::OfEpisode;
use crate::operation::script::OfRevision;
use pufa_domain::checks::{CheckSummary, Weight};
use pufa_domain::right::Right;
use pufa_domain::script::{HEADER_TEXTS, SHOT_TEXTS, Script, ScriptField};
use pufa_domain::{EpisodeId, RevisionId, ShotId};
use pufa_proof::{Checker, Severity, TextReport, Thread};
use pufa_store::table::{self, revision};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A text of a script and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TextPlace {
    /// `title`, `header.hook`, or a shot's id and its field: `0190..-..e1.line`.
    pub key: String,
    pub shot: Option<ShotId>,
    /// The shot's code; empty outside the shots.
    pub code: String,
    /// Null for the episode's title.
    pub field: Option<ScriptField>,
    pub text: String,
}

/// A text with what was found in it.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct ReportedText {
    pub place: TextPlace,
    pub report: TextReport,
}

/// The report on a whole script.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct ScriptReport {
    pub episode: EpisodeId,
    /// Null: the draft.
    pub revision: Option<RevisionId>,
    pub number: Option<u32>,
    pub ground: CheckGround,
    pub summary: CheckSummary,
    /// In the order of the script, those in which nothing was found and nothing is cited left out.
    pub texts: Vec<ReportedText>,
}

/// The report on an episode's draft and its title.
pub fn script_report(cx: &Context<'_>, input: OfEpisode) -> Result<ScriptReport, StudioError> {
    let (ground, script) = cx.read(|sql| {
        let ground = Ground::of_draft(cx, sql, input.episode)?;
        cx.allow(sql, Right::Read, ground.unit)?;
        Ok((ground, table::script::get(sql, input.episode)?.script))
    })?;
    let mut places = vec![title_place(&ground.title)];
    places.extend(places_of(&script));
    let (summary, texts) = reported(&ground.checker, places);
    Ok(ScriptReport {
        episode: input.episode,
        revision: None,
        number: None,
        ground: ground.view,
        summary,
        texts,
    })
}

/// The report on a revision, judged by what counts today: the planned day, the library, what was accepted.
pub fn revision_report(cx: &Context<'_>, input: OfRevision) -> Result<ScriptReport, StudioError> {
    let (ground, found) = cx.read(|sql| {
        let found = revision::get(sql, input.revision)?;
        let ground = Ground::of_revision(cx, sql, found.episode, &found.script.header)?;
        cx.allow(sql, Right::Read, ground.unit)?;
        Ok((ground, found))
    })?;
    let (summary, texts) = reported(&ground.checker, places_of(&found.script));
    Ok(ScriptReport {
        episode: found.episode,
        revision: Some(found.id),
        number: Some(found.number),
        ground: ground.view,
        summary,
        texts,
    })
}

pub(crate) fn title_place(title: &str) -> TextPlace {
    TextPlace { key: "title".into(), shot: None, code: String::new(), field: None, text: title.to_owned() }
}

/// The texts of a script that leave the house or lead there: a note stays with the crew, an omitted shot is not filmed,
/// and 本法's law is no text.
pub(crate) fn places_of(script: &Script) -> Vec<TextPlace> {
    let header = HEADER_TEXTS.iter().filter(|(field, _)| *field != ScriptField::ContextLaw);
    let mut places: Vec<TextPlace> = header
        .map(|(field, _)| TextPlace {
            key: format!("header.{}", field.word()),
            shot: None,
            code: String::new(),
            field: Some(*field),
            text: script.header.text(*field).unwrap_or_default().to_owned(),
        })
        .collect();
    for shot in script.filmed() {
        for (field, _) in SHOT_TEXTS.iter().filter(|(field, _)| *field != ScriptField::Note) {
            places.push(TextPlace {
                key: format!("{}.{}", shot.id, field.word()),
                shot: Some(shot.id),
                code: shot.code.clone(),
                field: Some(*field),
                text: shot.text(*field).unwrap_or_default().to_owned(),
            });
        }
    }
    places.retain(|place| !place.text.trim().is_empty());
    places
}

/// Checks texts in their order (同法 may mean a law of the text before), keeps those of which there is something to say,
/// and adds up.
pub(crate) fn reported(checker: &Checker, places: Vec<TextPlace>) -> (CheckSummary, Vec<ReportedText>) {
    let mut summary = CheckSummary::default();
    let mut texts = Vec::new();
    let mut thread = Thread::default();
    for place in places {
        let report = checker.check_next(&mut thread, &place.text);
        add(&mut summary, &report);
        if !report.findings.is_empty() || !report.citations.is_empty() {
            texts.push(ReportedText { place, report });
        }
    }
    (summary, texts)
}

fn add(summary: &mut CheckSummary, report: &TextReport) {
    summary.citations += u32::try_from(report.citations.len()).unwrap_or(u32::MAX);
    for finding in &report.findings {
        let weight = match finding.severity {
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
            Severity::Info => Weight::Info,
        };
        summary.count(&finding.rule, weight, finding.silenced.is_some(), finding.hard_stop);
    }
}
