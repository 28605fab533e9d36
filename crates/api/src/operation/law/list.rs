//! The library's laws with their versions, page by page, and taking a text out.
//! Knows no article.

use super::query::law_meant;
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use crate::page::{self, Page};
use pufa_domain::right::Right;
use pufa_domain::{LawTextId, Millis, Refusal};
use pufa_proof::law::{LawTable, TextOn};
use pufa_proof::text::Day as ProofDay;
use pufa_store::table::law_text::{self, LawTextHead};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// The longest reason for taking a text out, in characters.
const MOST_REASON: u32 = 500;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListLaws {
    /// A part of the title.
    pub text: Option<String>,
    /// The day on which the standing is asked for; null: today.
    pub on: Option<ProofDay>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

pufa_domain::words! {
    /// How a law stands on a day, as far as the tables know.
    pub enum LawStanding {
        InForce = "in_force",
        NotYet = "not_yet",
        Repealed = "repealed",
        /// In force; nothing is known of the text of that day.
        TextUnknown = "text_unknown",
        /// The tables know no such law.
        Unlisted = "unlisted",
    }
}

/// What the tables know of a law on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LawFacts {
    pub standing: LawStanding,
    /// First day on which it was no longer in force.
    pub repealed_on: Option<ProofDay>,
    /// What replaced it; empty when nothing did or nobody knows.
    pub repealed_by: String,
    /// First day of the text in force on the day.
    pub in_force_since: Option<ProofDay>,
    /// First day of the next known text.
    pub next: Option<ProofDay>,
    /// 数据截至.
    pub as_of: Option<ProofDay>,
}

/// A version of a law that the library holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LawVersion {
    pub id: LawTextId,
    pub adopted: Option<ProofDay>,
    pub effective: Option<ProofDay>,
    pub articles: u32,
    pub file_name: String,
    pub by: PersonName,
    pub at: Millis,
    /// Whether this is the text of the library that counts on the day.
    pub counts: bool,
}

/// A law of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LawRow {
    /// As the newest version has it.
    pub title: String,
    pub facts: LawFacts,
    /// Oldest first.
    pub versions: Vec<LawVersion>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveLawText {
    pub text: LawTextId,
    pub reason: String,
}

pub fn list_laws(cx: &Context<'_>, input: ListLaws) -> Result<Page<LawRow>, StudioError> {
    let acting = cx.require(Right::Read)?;
    let on = super::day_or_today(cx, input.on)?;
    let limit = page::bounded(input.limit);
    let typed = input.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let after = input.after.unwrap_or_default();
    cx.read(|sql| {
        let titled = |part: Option<&str>| {
            law_text::laws(sql, acting.unit, part.map(like).as_deref(), &after, limit + 1)
        };
        let mut laws = titled(typed)?;
        if let Some(meant) = typed.filter(|_| laws.is_empty()).and_then(law_meant) {
            laws = titled(Some(&meant))?;
        }
        let laws = Page::cut(laws, limit, Clone::clone);
        let mut heads: HashMap<String, Vec<LawTextHead>> = HashMap::new();
        for head in law_text::heads(sql, acting.unit)? {
            heads.entry(head.law.clone()).or_default().push(head);
        }
        let mut rows = Vec::with_capacity(laws.rows.len());
        for law in laws.rows {
            let versions = heads.remove(&law).unwrap_or_default();
            let names = Names::read(sql, versions.iter().map(|head| head.by))?;
            rows.extend(row(versions, &names, on));
        }
        Ok(Page { rows, next: laws.next })
    })
}

fn like(text: &str) -> String {
    let text: String = text.chars().take(100).collect();
    format!("%{}%", text.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

fn row(heads: Vec<LawTextHead>, names: &Names, on: ProofDay) -> Option<LawRow> {
    let title = heads.last()?.title.clone();
    let day = |text: &Option<String>| text.as_deref().and_then(ProofDay::parse);
    let counting = heads.iter().rposition(|head| day(&head.effective).is_some_and(|from| from <= on));
    let counting = counting.or((heads.len() == 1 && heads[0].effective.is_none()).then_some(0));
    let versions = heads.into_iter().enumerate().map(|(at, head)| LawVersion {
        adopted: day(&head.adopted),
        effective: day(&head.effective),
        articles: head.articles,
        by: names.of(head.by),
        at: head.at,
        counts: counting == Some(at),
        id: head.id,
        file_name: head.file_name,
    });
    Some(LawRow { facts: facts(&title, on), versions: versions.collect(), title })
}

/// What the tables know of a law on a day.
pub(super) fn facts(title: &str, on: ProofDay) -> LawFacts {
    let table = LawTable::bundled();
    let mut facts = LawFacts {
        standing: LawStanding::Unlisted,
        repealed_on: None,
        repealed_by: String::new(),
        in_force_since: None,
        next: None,
        as_of: None,
    };
    let Some(law) = table.resolve(title).and_then(|id| table.law(id)) else { return facts };
    facts.as_of = Some(law.as_of);
    facts.next = law.next_after(on).map(|version| version.effective);
    if let Some(repeal) = &law.repeal {
        (facts.repealed_on, facts.repealed_by) = (repeal.on, repeal.by.clone());
    }
    facts.standing = match law.on(on) {
        TextOn::InForce(version) => {
            facts.in_force_since = Some(version.effective);
            LawStanding::InForce
        }
        TextOn::Unknown => LawStanding::TextUnknown,
        TextOn::NotYet(_) => LawStanding::NotYet,
        TextOn::Repealed(_) => LawStanding::Repealed,
    };
    facts
}

/// Takes a text out of the library; who did and why stays.
pub fn remove_law_text(cx: &Context<'_>, input: RemoveLawText) -> Result<(), StudioError> {
    let reason = Refusal::optional_text("reason", &input.reason, MOST_REASON)?;
    if reason.is_empty() {
        return Err(Refusal::ReasonRequired.into());
    }
    cx.write(|sql| {
        let text = law_text::get(sql, input.text)?;
        let acting = cx.allow(sql, Right::Edit, text.unit)?;
        law_text::remove(sql, text.id, acting.person, cx.now(), &reason)?;
        let was = (&text.title, &text.effective, &text.content_hash);
        cx.record(sql, text.unit, "law_text", text.id, Some(&was), Some(&reason))
    })
}
