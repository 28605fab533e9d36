//! Who sits around a review today: everybody who may be asked, and who stands in for whom.
//! Knows no transport and changes nothing.

use crate::context::{Acting, Context};
use crate::error::StudioError;
use jiff::tz::TimeZone;
use pufa_domain::review::{Deputy, Review, ReviewSteps, ReviewSubject, StageLine, StageRule, StandIn, Voter};
use pufa_domain::right::Right;
use pufa_domain::{Day, EpisodeId, Millis, PersonId, Refusal, ReviewId, UnitId};
use pufa_store::table::review::{self, StoredReview};
use pufa_store::table::{deputy, unit, voter};
use pufa_store::{Sql, StoreError};

/// The people of a unit on a day, as a review sees them.
pub(crate) struct Desk {
    pub voters: Vec<Voter>,
    deputies: Vec<Deputy>,
    pub today: Day,
    pub zone: TimeZone,
    now: Millis,
}

impl Desk {
    /// Reads the desk of `unit` at `now`.
    pub fn of(sql: &dyn Sql, unit: UnitId, now: Millis) -> Result<Self, StoreError> {
        let home = unit::get(sql, unit)?;
        let zone = TimeZone::get(&home.zone).unwrap_or_else(|_| crate::default_zone());
        let today = now.day_in(&zone);
        let mut deputies = deputy::of_unit(sql, unit, today)?;
        deputies.retain(|made| made.ended_at.is_none() && made.term.covers(today));
        Ok(Self { voters: voter::of_unit(sql, unit, today)?, deputies, today, zone, now })
    }

    /// Somebody with what they hold here; nothing for a stranger.
    pub fn voter(&self, person: PersonId) -> Voter {
        let found = self.voters.iter().find(|voter| voter.person == person);
        found.cloned().unwrap_or(Voter { person, roles: vec![], department_kinds: vec![] })
    }

    /// In whose place a person may vote today.
    pub fn stand_ins(&self, person: PersonId) -> Vec<StandIn> {
        let mine = self.deputies.iter().filter(|made| made.deputy == person);
        mine.map(|made| StandIn {
            deputy: made.clone(),
            principal: self.voter(made.principal),
            today: self.today,
        })
        .collect()
    }

    /// What a person may do in a review now. While the authors have it in their hands nobody decides anything.
    pub fn may(&self, stored: &StoredReview, person: PersonId) -> ReviewSteps {
        let mut steps = stored.review.may(&self.voter(person), &self.stand_ins(person), self.now);
        if let Err(refusal) = waiting(stored, "cast_vote") {
            for stage in &mut steps.stages {
                stage.approve_refusal = Some(refusal.clone());
                stage.send_back_refusal = Some(refusal.clone());
                stage.override_refusal = Some(refusal.clone());
            }
        }
        steps
    }

    /// Those who can do an open stage now: by themselves, or in somebody's place.
    pub fn waits_for(&self, review: &Review, stage: &StageRule) -> Vec<PersonId> {
        let can = |voter: &&Voter| {
            let steps = review.may(voter, &self.stand_ins(voter.person), self.now);
            let open = steps.stages.into_iter().find(|open| open.stage == stage.key);
            open.is_some_and(|open| open.approve_refusal.is_none())
        };
        let may = self
            .voters
            .iter()
            .filter(|voter| stage.voters.include(voter) || !self.stand_ins(voter.person).is_empty());
        may.filter(can).map(|voter| voter.person).collect()
    }
}

/// Refuses `step` unless the episode stands in this review.
pub(super) fn waiting(stored: &StoredReview, step: &str) -> Result<(), Refusal> {
    if stored.is_waiting() {
        return Ok(());
    }
    let state = if stored.canceled.is_some() { "canceled" } else { stored.episode.content.word() };
    Err(Refusal::WrongState { state: state.into(), step: step.into() })
}

/// A review that the caller may read; another unit's is not found.
pub(super) fn open(
    cx: &Context<'_>,
    sql: &dyn Sql,
    id: ReviewId,
) -> Result<(StoredReview, Acting), StudioError> {
    let stored = review::get(sql, id)?;
    let acting = cx.allow(sql, Right::Read, stored.unit)?;
    Ok((stored, acting))
}

/// Whether the caller holds a right in a unit: for drawing a view.
pub(super) fn holds(
    cx: &Context<'_>,
    sql: &dyn Sql,
    right: Right,
    unit: UnitId,
) -> Result<bool, StudioError> {
    match cx.allow(sql, right, unit) {
        Ok(_) => Ok(true),
        Err(StudioError::Forbidden { .. } | StudioError::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

/// The stages of an episode's review with those who are waited for in each open one.
pub(crate) struct EpisodeStages {
    pub lines: Vec<StageLine>,
    /// By the key of the stage.
    pub waits_for: Vec<(String, Vec<PersonId>)>,
    /// Comments that wait for an answer.
    pub unanswered: u32,
}

/// The stages of an episode's review of `subject`; none before it began.
pub(crate) fn stages_of(
    sql: &dyn Sql,
    episode: EpisodeId,
    subject: ReviewSubject,
    now: Millis,
) -> Result<Option<EpisodeStages>, StoreError> {
    let mut found = review::of_episode(sql, episode)?;
    let Some(place) = found.iter().position(|stored| stored.subject == subject) else {
        return Ok(None);
    };
    let stored = found.swap_remove(place);
    let review = &stored.review;
    let waits_for = if stored.is_waiting() {
        let desk = Desk::of(sql, stored.unit, now)?;
        let open = review.open_stages().into_iter();
        open.map(|stage| (stage.key.clone(), desk.waits_for(review, stage))).collect()
    } else {
        vec![]
    };
    let unanswered = review.comments.iter().filter(|comment| comment.is_open()).count();
    Ok(Some(EpisodeStages {
        lines: review.lines(),
        waits_for,
        unanswered: u32::try_from(unanswered).unwrap_or(u32::MAX),
    }))
}
