//! A channel's own texts, the answers to what nobody knows, and the approval for going out.
//! Knows no slot.

use super::kit::{OfPublication, may_go_out, tells_the_state};
use super::load::{content_of, load, same_version, write_move};
use super::view::{PublicationView, answer_to, checks, findings, view};
use crate::context::Context;
use crate::error::StudioError;
use crate::operation::production::master_title;
use pufa_domain::platform::Weight;
use pufa_domain::publication::Content;
use pufa_domain::right::Right;
use pufa_domain::{PublicationId, Refusal};
use pufa_store::table::publication::{Answered, Own};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavePublication {
    pub publication: PublicationId,
    pub version: i64,
    /// Null follows the master copy.
    pub title: Option<String>,
    pub description: Option<String>,
    pub tags: Option<Vec<String>>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerFinding {
    pub publication: PublicationId,
    pub version: i64,
    /// The rule that nobody knows, and what was found: the person looked, and it is kept.
    pub rule: String,
    pub found: String,
}

pub fn save_publication(cx: &Context<'_>, input: SavePublication) -> Result<PublicationView, StudioError> {
    cx.write(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Publish, loaded.stored.unit)?;
        same_version(&loaded, input.version)?;
        let master = &loaded.at.production;
        let base = Content {
            title: master_title(&master.title, &loaded.work.title),
            description: master.description.clone(),
            tags: master.tags.clone(),
            cover: None,
            revision: None,
            video: None,
        };
        let texts =
            base.with(input.title.clone(), input.description.clone(), input.tags.clone()).checked()?;
        let mut next = loaded.stored.clone();
        next.title = texts.title;
        next.description = texts.description;
        next.tags = texts.tags;
        let content = content_of(&next, &loaded.work, master);
        let decided = loaded.publication().edit(&content)?;
        write_move(cx, sql, &loaded, decided, |after| {
            after.title = next.title;
            after.description = next.description;
            after.tags = next.tags;
            after.own = Own {
                title: input.title.is_some(),
                description: input.description.is_some(),
                tags: input.tags.is_some(),
            };
        })?;
        view(cx, sql, &load(cx, sql, input.publication)?)
    })
}

/// A person looked up a rule that nobody knows and says that it is kept.
pub fn answer_finding(cx: &Context<'_>, input: AnswerFinding) -> Result<PublicationView, StudioError> {
    cx.write(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        let acting = cx.allow(sql, Right::Publish, loaded.stored.unit)?;
        same_version(&loaded, input.version)?;
        let asked = findings(sql, &loaded)?.into_iter().any(|finding| {
            finding.weight == Weight::Ask && finding.rule == input.rule && finding.found == input.found
        });
        if !asked {
            return Err(Refusal::Unknown {
                field: "rule".into(),
                value: input.rule.chars().take(60).collect(),
            }
            .into());
        }
        let decided = loaded.publication().edit(&loaded.content())?;
        write_move(cx, sql, &loaded, decided, |after| {
            after.answers.retain(|answered| answered.rule != input.rule);
            after.answers.push(Answered {
                rule: input.rule.clone(),
                found: input.found.clone(),
                by: acting.person,
                at: cx.now(),
            });
        })?;
        view(cx, sql, &load(cx, sql, input.publication)?)
    })
}

/// Approves what would go out now: reviews passed, gates shut, no rule of the platform broken, every question answered.
pub fn mark_ready(cx: &Context<'_>, input: OfPublication) -> Result<PublicationView, StudioError> {
    cx.write(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Publish, loaded.stored.unit)?;
        same_version(&loaded, input.version)?;
        let decided = loaded.publication().approve(&loaded.at.names());
        if !matches!(decided, Err(ref refusal) if tells_the_state(refusal)) {
            may_go_out(&loaded)?;
        }
        let decided = decided?;
        checks(cx, sql, &loaded)?.summary.may_go_out()?;
        let open = findings(sql, &loaded)?.into_iter().find(|finding| match finding.weight {
            Weight::Broken => true,
            Weight::Ask => answer_to(&loaded, finding).is_none(),
            Weight::Advice => false,
        });
        if let Some(finding) = open {
            return Err(Refusal::PlatformRule {
                rule: finding.rule,
                limit: finding.limit,
                found: finding.found,
            }
            .into());
        }
        write_move(cx, sql, &loaded, decided, |_| ())?;
        view(cx, sql, &load(cx, sql, input.publication)?)
    })
}
