//! The sign-off sheet 审签单: every revision, vote, comment, name, time and hash of a review, on paper.
//! Knows no page: `pufa_files` sets it. Its words are Chinese whatever the screen speaks, as the file it goes into is.

use super::desk::{Desk, open};
use super::view::{Labels, stage_name};
use crate::context::Context;
use crate::error::StudioError;
use crate::media::FileView;
use crate::named::Names;
use jiff::tz::TimeZone;
use pufa_domain::review::{CommentPlace, Decision, ReviewComment, ReviewSubject, StageLine, StageResult};
use pufa_domain::script::{Script, ScriptField};
use pufa_domain::{Millis, PersonId, ReviewId, RevisionId};
use pufa_files::document::{SignOffSheet, sign_off_document, to_docx, to_pdf};
use pufa_store::Sql;
use pufa_store::table::review::StoredReview;
use pufa_store::table::{revision, unit};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;
use ts_rs::TS;

pufa_domain::words! {
    /// As what a sheet is taken away.
    pub enum SheetFormat { Docx = "docx", Pdf = "pdf" }
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    pub review: ReviewId,
    pub format: SheetFormat,
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Makes the sheet as a file.
pub fn sign_off_sheet(cx: &Context<'_>, input: SignOff) -> Result<FileView, StudioError> {
    cx.write(|sql| {
        let (stored, _) = open(cx, sql, input.review)?;
        let sheet = sheet(sql, &stored, cx.now())?;
        let document = sign_off_document(&sheet);
        let (bytes, mime, ending) = match input.format {
            SheetFormat::Docx => (to_docx(&document)?, DOCX, "docx"),
            SheetFormat::Pdf => (to_pdf(&document)?, "application/pdf", "pdf"),
        };
        let name = format!("{} 审签单.{ending}", stored.episode.title.replace(['/', '\\'], " "));
        cx.make_file(sql, stored.unit, &name, mime, &bytes)
    })
}

/// A moment as it is printed: 2026-11-22 09:41.
fn moment(at: Millis, zone: &TimeZone) -> String {
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    instant.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// What the rows are made from.
struct Ink<'a> {
    stored: &'a StoredReview,
    names: Names,
    labels: Labels,
    zone: TimeZone,
    /// The words of every revision, for the codes of shots that are gone.
    scripts: HashMap<RevisionId, Script>,
}

impl Ink<'_> {
    fn name(&self, person: PersonId) -> String {
        self.names.of(person).name
    }

    fn names(&self, people: impl IntoIterator<Item = PersonId>) -> String {
        let all: Vec<String> = people.into_iter().map(|person| self.name(person)).collect();
        all.join("、")
    }

    fn revision(&self, id: RevisionId) -> String {
        format!("第 {} 稿", self.labels.number(id))
    }

    fn at(&self, at: Millis) -> String {
        moment(at, &self.zone)
    }
}

fn sheet(sql: &dyn Sql, stored: &StoredReview, now: Millis) -> Result<SignOffSheet, StudioError> {
    let review = &stored.review;
    let mut people: Vec<PersonId> = vec![];
    let mut scripts = HashMap::new();
    for made in &review.revisions {
        people.push(made.submitted_by);
        people.extend(&made.contributors);
        if stored.subject == ReviewSubject::Script {
            scripts.insert(made.id, revision::get(sql, made.id)?.script);
        }
    }
    people.extend(review.votes.iter().flat_map(|vote| [Some(vote.by), vote.standing_for]).flatten());
    people.extend(review.overrides.iter().map(|made| made.by));
    people.extend(review.comments.iter().flat_map(super::comment::people));
    people.extend(stored.canceled.iter().map(|made| made.by));
    let ink = Ink {
        names: Names::read(sql, people)?,
        labels: Labels::of(sql, stored)?,
        zone: Desk::of(sql, stored.unit, now)?.zone,
        stored,
        scripts,
    };
    let home = unit::get(sql, stored.unit)?;
    Ok(SignOffSheet {
        title: stored.episode.title.clone(),
        facts: facts(&ink, &home.name),
        revisions: revisions(&ink),
        votes: votes(&ink),
        comments: review.comments.iter().map(|comment| comment_row(&ink, comment)).collect(),
        results: review.lines().iter().map(|line| [line.name.clone(), result(&ink, line)]).collect(),
        footer: format!("{}　{} 打印", home.name, ink.at(now)),
    })
}

fn facts(ink: &Ink<'_>, unit: &str) -> Vec<(String, String)> {
    let stored = ink.stored;
    let subject = match stored.subject {
        ReviewSubject::Script => "脚本",
        ReviewSubject::FinalCut => "成片",
    };
    let template = &stored.review.template;
    let mut facts = vec![
        ("单位", unit.to_owned()),
        ("栏目", stored.episode.column_name.clone()),
        ("期号", format!("第 {} 期", stored.episode.number)),
        ("送审内容", subject.to_owned()),
        ("审核流程", format!("{} 第 {} 版", template.name, stored.template_number)),
        ("送审时间", ink.at(stored.opened_at)),
    ];
    if let Some(made) = &stored.canceled {
        let said = format!("{} {} {}", ink.name(made.by), ink.at(made.at), made.reason);
        facts.push(("审核终止", said));
    }
    facts.into_iter().map(|(label, value)| (label.to_owned(), value)).collect()
}

fn revisions(ink: &Ink<'_>) -> Vec<[String; 5]> {
    let all = ink.stored.review.revisions.iter();
    all.map(|made| {
        [
            ink.revision(made.id),
            ink.name(made.submitted_by),
            ink.at(made.submitted_at),
            ink.names(made.contributors.iter().copied()),
            made.hash.clone(),
        ]
    })
    .collect()
}

/// Votes and stages passed over, in the order of time.
fn votes(ink: &Ink<'_>) -> Vec<[String; 6]> {
    let review = &ink.stored.review;
    let mut rows: Vec<(Millis, [String; 6])> = Vec::new();
    for vote in &review.votes {
        let decision = match vote.decision {
            Decision::Approve => "同意",
            Decision::SendBack => "退回修改",
        };
        let said =
            if vote.note.is_empty() { decision.to_owned() } else { format!("{decision}。{}", vote.note) };
        let deputy = vote.standing_for.map(|person| format!("代{}审核", ink.name(person)));
        rows.push((
            vote.at,
            [
                stage_name(review, &vote.stage),
                ink.revision(vote.revision),
                ink.name(vote.by),
                said,
                ink.at(vote.at),
                deputy.unwrap_or_default(),
            ],
        ));
    }
    for made in &review.overrides {
        rows.push((
            made.at,
            [
                stage_name(review, &made.stage),
                ink.revision(made.revision),
                ink.name(made.by),
                format!("本环节特批放行。{}", made.reason),
                ink.at(made.at),
                "依职权特批，永久留痕".to_owned(),
            ],
        ));
    }
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn comment_row(ink: &Ink<'_>, comment: &ReviewComment) -> [String; 6] {
    let place = match &comment.place {
        CommentPlace::Whole => "全稿".to_owned(),
        CommentPlace::Header { field } => field_name(*field).to_owned(),
        CommentPlace::Shot { shot, field } => {
            let script = ink.scripts.get(&comment.revision);
            let code = script.and_then(|script| script.shot(*shot)).map(|shot| shot.code.clone());
            let field = field.map(field_name).unwrap_or_default();
            format!("{} {field}", code.unwrap_or_default()).trim().to_owned()
        }
        CommentPlace::Moment { at_ms } => {
            let seconds = at_ms / 1000;
            format!("{:02}:{:02}", seconds / 60, seconds % 60)
        }
    };
    let replies = comment.replies.iter();
    let mut answers: Vec<String> =
        replies.map(|reply| format!("{} {}：{}", ink.name(reply.by), ink.at(reply.at), reply.text)).collect();
    if let Some(made) = comment.resolved {
        answers.push(format!("{} {} 已解决", ink.name(made.by), ink.at(made.at)));
    }
    [
        ink.revision(comment.revision),
        place,
        ink.name(comment.by),
        ink.at(comment.at),
        comment.text.clone(),
        answers.join("\n"),
    ]
}

fn result(ink: &Ink<'_>, line: &StageLine) -> String {
    let who = ink.names(line.held_by.iter().copied());
    let at = line.done_at.map(|at| ink.at(at)).unwrap_or_default();
    match line.result {
        StageResult::NotApplicable => "不适用".to_owned(),
        StageResult::Satisfied => format!("通过　{who}　{at}"),
        StageResult::Overridden => format!("特批放行　{who}　{at}"),
        StageResult::Unsatisfied if line.rejected => "退回，未再通过".to_owned(),
        StageResult::Unsatisfied if !line.required => "未进行（非必经）".to_owned(),
        StageResult::Unsatisfied => "未完成".to_owned(),
    }
}

fn field_name(field: ScriptField) -> &'static str {
    match field {
        ScriptField::Hook => "生活场景",
        ScriptField::LegalPoint => "普法点",
        ScriptField::LawCited => "法律依据",
        ScriptField::Takeaway => "启示",
        ScriptField::CaseStage => "案件阶段",
        ScriptField::ContextLaw => "“本法”所指",
        ScriptField::Size => "景别",
        ScriptField::Setting => "场景",
        ScriptField::Picture => "画面",
        ScriptField::Speaker => "人物",
        ScriptField::Line => "台词",
        ScriptField::Caption => "字幕",
        ScriptField::Seconds => "时长",
        ScriptField::Note => "备注",
        ScriptField::Order => "顺序",
        ScriptField::Omitted => "删镜",
        ScriptField::Cut => "成片",
    }
}
