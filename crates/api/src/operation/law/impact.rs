//! What a change of a law touches: topics, scripts in progress and published episodes that cite what changed.
//! Compares no texts itself; where the citations stand is in the table that is written with each text.

use super::list::{LawFacts, facts};
use super::read::asked;
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::episode::ContentState;
use pufa_domain::right::Right;
use pufa_domain::topic::TopicState;
use pufa_domain::{Day, EpisodeId, TopicId};
use pufa_proof::law::{ArticleNo, LawTable, names};
use pufa_proof::library::{Change, Cited, LawText, Library, changes, touched};
use pufa_proof::text::Day as ProofDay;
use pufa_store::table::citation::{self, Cites};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskLawImpact {
    pub title: String,
    /// The first day of the change: of a new text or of the repeal. Null: the last change there is.
    pub on: Option<ProofDay>,
}

/// What happens to a law on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LawTurn {
    /// It is no longer in force; every citation is touched.
    Repealed { on: Option<ProofDay>, by: String },
    /// A new text, held beside the one before it: what changed is known article by article.
    Compared { before: Option<ProofDay>, on: ProofDay, changes: Vec<Change> },
    /// A new text of which the library lacks one side: every citation is to be looked at.
    NotCompared { on: ProofDay },
    /// Nothing is known to change.
    Nothing,
}

/// A citation that a change touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct TouchedCitation {
    /// The checker's key of the text: `title`, `header.law_cited`, a shot's id and field.
    pub place: String,
    /// 《刑法》第二百六十四条
    pub standard: String,
    /// What becomes of the articles it cites; empty when that is not known article by article.
    pub changes: Vec<Change>,
}

/// A topic whose text cites what changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct TouchedTopic {
    pub topic: TopicId,
    pub title: String,
    pub state: TopicState,
    pub citations: Vec<TouchedCitation>,
}

/// An episode whose script or title cites what changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct TouchedEpisode {
    pub episode: EpisodeId,
    pub title: String,
    pub column: String,
    pub number: u32,
    pub content: ContentState,
    pub published: Option<Day>,
    pub citations: Vec<TouchedCitation>,
}

/// What a change of a law touches in the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct LawImpact {
    pub title: String,
    pub facts: LawFacts,
    pub turn: LawTurn,
    /// Other changes of the law that can be asked for, by their first day.
    pub turns: Vec<ProofDay>,
    pub topics: Vec<TouchedTopic>,
    /// Not yet out.
    pub scripts: Vec<TouchedEpisode>,
    /// Out already.
    pub published: Vec<TouchedEpisode>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListCitedLaws {}

/// A law that the unit's texts cite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CitedLawRow {
    pub title: String,
    pub citations: u32,
    pub facts: LawFacts,
    /// The last change that is known, past or to come; null when there is none.
    pub last_turn: Option<ProofDay>,
}

pub fn law_impact(cx: &Context<'_>, input: AskLawImpact) -> Result<LawImpact, StudioError> {
    let acting = cx.require(Right::Read)?;
    let (library, title, today) = asked(cx, &input.title, None)?;
    let turns = turns(&library, &title);
    let turn = turn(&library, &title, input.on.or(turns.last().copied()));
    let law = names::key(&title);
    let (topics, episodes) = cx.read(|sql| {
        Ok((citation::topics(sql, acting.unit, &law)?, citation::episodes(sql, acting.unit, &law)?))
    })?;
    let mut by_topic: Vec<TouchedTopic> = Vec::new();
    for found in topics {
        let Some(hit) = hit(&title, &turn, &found.cites) else { continue };
        match by_topic.last_mut().filter(|last| last.topic == found.id) {
            Some(last) => last.citations.push(hit),
            None => by_topic.push(TouchedTopic {
                topic: found.id,
                title: found.title,
                state: found.state,
                citations: vec![hit],
            }),
        }
    }
    let mut by_episode: Vec<TouchedEpisode> = Vec::new();
    for found in episodes {
        let Some(hit) = hit(&title, &turn, &found.cites) else { continue };
        match by_episode.last_mut().filter(|last| last.episode == found.id) {
            Some(last) => last.citations.push(hit),
            None => by_episode.push(TouchedEpisode {
                episode: found.id,
                title: found.title,
                column: found.column_name,
                number: found.number,
                content: found.content,
                published: found.published,
                citations: vec![hit],
            }),
        }
    }
    let (published, scripts) = by_episode.into_iter().partition(|episode| episode.published.is_some());
    Ok(LawImpact { facts: facts(&title, today), title, turn, turns, topics: by_topic, scripts, published })
}

/// The laws that the unit's texts cite, those with the newest change first.
pub fn list_cited_laws(cx: &Context<'_>, _: ListCitedLaws) -> Result<Vec<CitedLawRow>, StudioError> {
    let acting = cx.require(Right::Read)?;
    let today = super::day_or_today(cx, None)?;
    let (laws, library) =
        cx.read(|sql| Ok((citation::laws(sql, acting.unit)?, cx.api.shelf().library(sql, acting.unit)?.1)))?;
    let row = |(_, title, citations): (String, String, u32)| CitedLawRow {
        facts: facts(&title, today),
        last_turn: turns(&library, &title).last().copied(),
        title,
        citations,
    };
    let mut rows: Vec<CitedLawRow> = laws.into_iter().map(row).collect();
    rows.sort_by(|a, b| (b.last_turn, &a.title).cmp(&(a.last_turn, &b.title)));
    Ok(rows)
}

/// First days of every change of a law that the library or the tables know, ascending. Its first text is no change.
fn turns(library: &Library, title: &str) -> Vec<ProofDay> {
    let mut days: Vec<ProofDay> =
        library.versions(title).iter().filter_map(|version| version.effective).collect();
    let table = LawTable::bundled();
    let law = table.resolve(title).and_then(|id| table.law(id));
    days.extend(law.iter().flat_map(|law| law.versions.iter().map(|version| version.effective)));
    days.sort_unstable();
    days.dedup();
    if !days.is_empty() && !law.is_some_and(|law| law.amended) {
        days.remove(0);
    }
    days.extend(law.and_then(|law| law.repeal.as_ref()?.on));
    days.sort_unstable();
    days.dedup();
    days
}

/// What happens to a law on a day.
fn turn(library: &Library, title: &str, on: Option<ProofDay>) -> LawTurn {
    let table = LawTable::bundled();
    let law = table.resolve(title).and_then(|id| table.law(id));
    if let Some(repeal) = law.and_then(|law| law.repeal.as_ref())
        && (repeal.on.is_none() || on.is_none_or(|on| repeal.on.is_some_and(|end| end <= on)))
    {
        return LawTurn::Repealed { on: repeal.on, by: repeal.by.clone() };
    }
    let Some(on) = on else { return LawTurn::Nothing };
    let versions = library.versions(title);
    let newer = versions.iter().position(|version| version.effective == Some(on));
    let pair = newer.and_then(|at| Some((versions.get(at.checked_sub(1)?)?, versions.get(at)?)));
    match pair {
        Some((older, newer)) => compared(older, newer, on),
        None => LawTurn::NotCompared { on },
    }
}

fn compared(older: &LawText, newer: &LawText, on: ProofDay) -> LawTurn {
    LawTurn::Compared { before: older.effective, on, changes: changes(older, newer) }
}

/// How a change touches a citation, if it does. A law that is only named is touched by its repeal alone.
fn hit(title: &str, turn: &LawTurn, cites: &Cites) -> Option<TouchedCitation> {
    let changes = match turn {
        LawTurn::Nothing => return None,
        LawTurn::Repealed { .. } => Vec::new(),
        LawTurn::NotCompared { .. } if cites.article == 0 => return None,
        LawTurn::NotCompared { .. } => Vec::new(),
        LawTurn::Compared { changes, .. } => {
            let cited = Cited {
                at: (),
                title: title.to_owned(),
                no: ArticleNo { article: cites.article, sub: cites.sub },
                last: cites.article_end,
            };
            touched(title, changes, &[cited]).pop()?.changes
        }
    };
    Some(TouchedCitation { place: cites.place.clone(), standard: cites.standard.clone(), changes })
}
