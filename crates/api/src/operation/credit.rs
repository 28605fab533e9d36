//! Credits of an episode: who did what, proposed from what is known, confirmed by an editor.
//! Knows no policy: which credits count towards participation is the domain's.

use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use pufa_domain::credit::{CreditRole, Degree, shares};
use pufa_domain::right::Right;
use pufa_domain::{CreditId, EpisodeId, Millis, PersonId, Refusal};
use pufa_store::table::credit::{self, Credit};
use pufa_store::table::episode::{self, Episode};
use pufa_store::table::{person, revision, script};
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most credits that one work may have.
const MOST_CREDITS: usize = 200;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListCredits {
    pub episode: EpisodeId,
}

/// A credit as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CreditView {
    pub id: CreditId,
    pub person: PersonName,
    pub role: CreditRole,
    pub degree: Degree,
    pub confirmed: bool,
    pub by: PersonName,
    pub at: Millis,
    /// The part of the work, in parts per million; all parts add up to one million.
    pub share: u32,
    pub version: i64,
}

/// A credit that the studio proposes from what it knows.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CreditProposal {
    pub person: PersonName,
    pub role: CreditRole,
    pub degree: Degree,
    /// wrote_draft, wrote_revision, owns_episode.
    pub reason: String,
}

/// A step that a person may take on the credits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CreditStep {
    SaveCredit,
    ConfirmCredit,
    RemoveCredit,
}

/// The credits of an episode and what could be added.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CreditsView {
    pub episode: EpisodeId,
    pub credits: Vec<CreditView>,
    pub proposed: Vec<CreditProposal>,
    pub steps: Vec<CreditStep>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveCredit {
    /// Null makes a new one.
    pub id: Option<CreditId>,
    /// The version that was read; ignored for a new one.
    pub version: i64,
    pub episode: EpisodeId,
    pub person: PersonId,
    pub role: CreditRole,
    pub degree: Degree,
    pub confirmed: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfCredit {
    pub id: CreditId,
    pub version: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmCredits {
    pub credits: Vec<OfCredit>,
}

/// What the audit keeps of a credit.
#[derive(Serialize)]
struct Traced {
    person: PersonId,
    role: CreditRole,
    degree: Degree,
    confirmed: bool,
}

impl Traced {
    fn of(credit: &Credit) -> Self {
        Self { person: credit.person, role: credit.role, degree: credit.degree, confirmed: credit.confirmed }
    }
}

pub fn list_credits(cx: &Context<'_>, input: ListCredits) -> Result<CreditsView, StudioError> {
    cx.read(|sql| {
        let found = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, found.unit)?;
        view(cx, sql, &found)
    })
}

fn view(cx: &Context<'_>, sql: &dyn Sql, episode: &Episode) -> Result<CreditsView, StudioError> {
    let credits = credit::of_episode(sql, episode.id)?;
    let proposals = proposals(sql, episode, &credits)?;
    let people = credits.iter().flat_map(|c| [c.person, c.by]);
    let names = Names::read(sql, people.chain(proposals.iter().map(|(person, ..)| *person)))?;
    let degrees: Vec<Degree> = credits.iter().map(|c| c.degree).collect();
    let steps = match cx.allow(sql, Right::Edit, episode.unit) {
        Ok(_) => vec![CreditStep::SaveCredit, CreditStep::ConfirmCredit, CreditStep::RemoveCredit],
        Err(StudioError::Forbidden { .. }) => Vec::new(),
        Err(other) => return Err(other),
    };
    Ok(CreditsView {
        episode: episode.id,
        credits: credits
            .into_iter()
            .zip(shares(&degrees))
            .map(|(c, share)| CreditView {
                id: c.id,
                person: names.of(c.person),
                role: c.role,
                degree: c.degree,
                confirmed: c.confirmed,
                by: names.of(c.by),
                at: c.at,
                share,
                version: c.version,
            })
            .collect(),
        proposed: proposals
            .into_iter()
            .map(|(person, role, degree, reason)| CreditProposal {
                person: names.of(person),
                role,
                degree,
                reason: reason.into(),
            })
            .collect(),
        steps,
    })
}

type Proposal = (PersonId, CreditRole, Degree, &'static str);

/// Writers of the script and the owner of the episode, where they have no such credit yet.
fn proposals(sql: &dyn Sql, episode: &Episode, credits: &[Credit]) -> Result<Vec<Proposal>, StoreError> {
    let mut found: Vec<Proposal> = Vec::new();
    for person in revision::contributors_of_episode(sql, episode.id)? {
        found.push((person, CreditRole::Writer, Degree::Equal, "wrote_revision"));
    }
    for person in script::contributors(sql, episode.id)? {
        found.push((person, CreditRole::Writer, Degree::Equal, "wrote_draft"));
    }
    if let Some(owner) = episode.owner {
        found.push((owner, CreditRole::Planner, Degree::Lead, "owns_episode"));
    }
    let mut kept: Vec<Proposal> = Vec::new();
    for proposal in found {
        let same = |person: PersonId, role: CreditRole| person == proposal.0 && role == proposal.1;
        let there = credits.iter().any(|c| same(c.person, c.role)) || kept.iter().any(|p| same(p.0, p.1));
        if !there {
            kept.push(proposal);
        }
    }
    Ok(kept)
}

/// The episode of a change of credits, when the caller may make it.
fn edited(cx: &Context<'_>, sql: &dyn Sql, id: EpisodeId) -> Result<(Episode, Acting), StudioError> {
    let episode = episode::get(sql, id)?;
    let acting = cx.allow(sql, Right::Edit, episode.unit)?;
    Ok((episode, acting))
}

pub fn save_credit(cx: &Context<'_>, input: SaveCredit) -> Result<CreditsView, StudioError> {
    cx.write(|sql| {
        let (episode, acting) = edited(cx, sql, input.episode)?;
        if person::get(sql, input.person)?.unit != episode.unit {
            return Err(StudioError::NotFound);
        }
        let before = match input.id {
            Some(id) => Some(of_this(sql, episode.id, id)?),
            None => None,
        };
        let after = Credit {
            id: input.id.unwrap_or_else(|| CreditId(cx.uuid())),
            episode: episode.id,
            person: input.person,
            role: input.role,
            degree: input.degree,
            confirmed: input.confirmed,
            by: acting.person,
            at: before.as_ref().map_or(cx.now(), |b| b.at),
            version: input.version,
        };
        let stored = if before.is_some() {
            credit::update(sql, &after)
        } else {
            room(sql, episode.id)?;
            credit::insert(sql, &after)
        };
        stored.map_err(|error| match error {
            StoreError::Taken(_) => StudioError::from(Refusal::CreditExists),
            other => other.into(),
        })?;
        let before = before.as_ref().map(Traced::of);
        trace(cx, sql, &episode, after.id, before.as_ref(), Some(&Traced::of(&after)))?;
        view(cx, sql, &episode)
    })
}

fn room(sql: &dyn Sql, episode: EpisodeId) -> Result<(), StudioError> {
    let there = credit::of_episode(sql, episode)?.len();
    if there < MOST_CREDITS {
        return Ok(());
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Err(Refusal::TooMany { field: "credits".into(), most: count(MOST_CREDITS), found: count(there + 1) }
        .into())
}

fn of_this(sql: &dyn Sql, episode: EpisodeId, id: CreditId) -> Result<Credit, StoreError> {
    match credit::get(sql, id)? {
        found if found.episode == episode => Ok(found),
        _ => Err(StoreError::NotFound),
    }
}

fn trace(
    cx: &Context<'_>,
    sql: &dyn Sql,
    episode: &Episode,
    id: CreditId,
    before: Option<&Traced>,
    after: Option<&Traced>,
) -> Result<(), StudioError> {
    cx.record(sql, episode.unit, "credit", id, before.map(|t| t as _), after.map(|t| t as _))
}

/// Confirms credits of one episode: all of them, or none.
pub fn confirm_credits(cx: &Context<'_>, input: ConfirmCredits) -> Result<CreditsView, StudioError> {
    if input.credits.len() > MOST_CREDITS {
        return Err(StudioError::BadInput { detail: "credits".into() });
    }
    cx.write(|sql| {
        let first = input.credits.first().ok_or(Refusal::Missing { field: "credits".into() })?;
        let (episode, acting) = edited(cx, sql, credit::get(sql, first.id)?.episode)?;
        for chosen in &input.credits {
            let before = of_this(sql, episode.id, chosen.id)?;
            let after =
                Credit { confirmed: true, by: acting.person, version: chosen.version, ..before.clone() };
            credit::update(sql, &after)?;
            trace(cx, sql, &episode, after.id, Some(&Traced::of(&before)), Some(&Traced::of(&after)))?;
        }
        view(cx, sql, &episode)
    })
}

/// Takes a credit back; the audit keeps what it was.
pub fn remove_credit(cx: &Context<'_>, input: OfCredit) -> Result<CreditsView, StudioError> {
    cx.write(|sql| {
        let before = credit::get(sql, input.id)?;
        let (episode, _) = edited(cx, sql, before.episode)?;
        credit::remove(sql, input.id, input.version)?;
        trace(cx, sql, &episode, input.id, Some(&Traced::of(&before)), None)?;
        view(cx, sql, &episode)
    })
}
