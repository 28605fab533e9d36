//! Stories of reviews: the people and the clock that they share.
//! What may happen is in `course`, what may not in `attacks`.

mod attacks;
mod checked;
mod course;

use super::*;
use crate::checks::{CheckSummary, Weight};
use crate::people::{DepartmentKind, Term};
use crate::right::Role;
use crate::script::ScriptField::{self, *};
use crate::{CommentId, Day, DeputyId, VoteId};
use uuid::Uuid;

const AUTHOR: u128 = 1;
const BUSINESS: u128 = 11;
const POLITICAL: u128 = 12;
const GENERAL: u128 = 13;
const CHIEF: u128 = 14;
/// A second reviewer of the business department.
const SECOND_BUSINESS: u128 = 15;
/// Holds every role in every kind of department.
const EVERYTHING: u128 = 16;

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn voter(n: u128) -> Voter {
    use DepartmentKind::{Business, General, Political};
    let (roles, kinds): (&[Role], &[DepartmentKind]) = match n {
        BUSINESS | SECOND_BUSINESS => (&[Role::Reviewer], &[Business]),
        POLITICAL => (&[Role::Reviewer], &[Political]),
        GENERAL => (&[Role::Reviewer], &[General]),
        CHIEF => (&[Role::Manager], &[]),
        EVERYTHING => (Role::ALL, DepartmentKind::ALL),
        _ => (&[Role::Staff], &[Business]),
    };
    Voter { person: person(n), roles: roles.to_vec(), department_kinds: kinds.to_vec() }
}

fn revision(n: u128) -> RevisionId {
    RevisionId(Uuid::from_u128(100 + n))
}

fn shot(n: u128) -> ShotId {
    ShotId(Uuid::from_u128(n))
}

/// 初审 -> 复审 -> 保密审查 -> 终审, without proofreads.
fn four_stages() -> Template {
    let mut template = Template::script();
    template.stages.retain(|stage| stage.gate != ReviewGate::Proofread);
    template
}

fn submission(n: u128, by: u128, at: i64) -> Submission {
    Submission {
        id: revision(n),
        hash: format!("hash {n}"),
        contributors: BTreeSet::from([person(AUTHOR)]),
        shots: vec![shot(1), shot(2)],
        changed: BTreeSet::new(),
        by: person(by),
        at: Millis(at),
    }
}

fn begun(template: Template) -> Review {
    let id = ReviewId(Uuid::from_u128(1));
    let episode = EpisodeId(Uuid::from_u128(2));
    Review::begin(
        (id, episode, EpisodeFormat::Drama),
        (TemplateId(Uuid::from_u128(3)), template),
        submission(1, AUTHOR, 0),
    )
    .expect("a review")
}

/// A review with a clock of its own, so that a test reads as a story.
struct Story {
    review: Review,
    at: i64,
    votes: u128,
    /// What the checker says of the current revision.
    checks: CheckSummary,
}

impl Story {
    fn new() -> Self {
        Self::of(four_stages())
    }

    fn of(template: Template) -> Self {
        Story { review: begun(template), at: 0, votes: 0, checks: CheckSummary::default() }
    }

    fn now(&mut self) -> Millis {
        self.at += 1;
        Millis(self.at)
    }

    fn vote(
        &mut self,
        n: u128,
        stage: &str,
        decision: Decision,
        stand_in: Option<&StandIn>,
    ) -> Result<VoteCast, Refusal> {
        self.votes += 1;
        let ballot = Ballot {
            id: VoteId(Uuid::from_u128(self.votes)),
            revision: self.review.current().expect("a revision").id,
            stage: stage.into(),
            decision,
            note: String::new(),
        };
        let at = self.now();
        let cast = self.review.cast(&ballot, &voter(n), stand_in, &self.checks, at)?;
        self.review = self.review.after_vote(&cast.vote);
        Ok(cast)
    }

    fn approve(&mut self, n: u128, stage: &str) -> Result<VoteCast, Refusal> {
        self.vote(n, stage, Decision::Approve, None)
    }

    fn send_back(&mut self, n: u128, stage: &str) -> Result<VoteCast, Refusal> {
        self.vote(n, stage, Decision::SendBack, None)
    }

    fn comment(&mut self, id: u128, n: u128, place: CommentPlace) -> Result<(), Refusal> {
        let new = NewComment {
            id: CommentId(Uuid::from_u128(id)),
            revision: self.review.current().expect("a revision").id,
            place,
            text: "请核对条款".into(),
        };
        let at = self.now();
        let made = self.review.comment(new, person(n), at)?;
        self.review = self.review.after_comment(made);
        Ok(())
    }

    fn on_shot(&mut self, id: u128, n: u128) {
        self.comment(id, n, CommentPlace::Shot { shot: shot(1), field: Some(Line) }).expect("a comment");
    }

    fn answer(&mut self, id: u128, n: u128) {
        let at = self.now();
        let id = CommentId(Uuid::from_u128(id));
        let reply = self.review.answer(id, person(n), "已改", at).expect("an answer");
        let mut comment = self.review.comments.iter().find(|c| c.id == id).expect("the comment").clone();
        comment.replies.push(reply);
        self.review = self.review.after_comment(comment);
    }

    fn revise(&mut self, n: u128, by: u128, changed: &[ScriptField]) -> Result<RevisionTaken, Refusal> {
        let mut new = submission(n, by, 0);
        new.at = self.now();
        new.contributors = BTreeSet::from([person(by)]);
        new.changed = changed.iter().copied().collect();
        let taken = self.review.new_revision(new)?;
        self.review = self.review.after_revision(&taken.revision);
        Ok(taken)
    }

    fn override_it(&mut self, n: u128, stage: &str, reason: &str) -> Result<(), Refusal> {
        let at = self.now();
        let revision = self.review.current().expect("a revision").id;
        let made = self.review.override_stage((revision, stage), &voter(n), reason, &self.checks, at)?;
        self.review = self.review.after_override(&made);
        Ok(())
    }

    fn results(&self) -> Vec<&'static str> {
        let lines = self.review.lines();
        lines.iter().map(|line| line.result.word()).collect()
    }

    fn open(&self) -> Vec<&str> {
        self.review.open_stages().iter().map(|stage| stage.key.as_str()).collect()
    }
}

fn approved() -> Story {
    let mut story = Story::new();
    for (n, stage) in [(BUSINESS, "first"), (POLITICAL, "second"), (GENERAL, "secrecy"), (CHIEF, "final")] {
        story.approve(n, stage).expect(stage);
    }
    story
}

fn code(refusal: Refusal) -> String {
    let value = serde_json::to_value(refusal).expect("json");
    value["code"].as_str().expect("a code").to_owned()
}

fn stand_in(principal: u128, deputy: u128) -> StandIn {
    let day = |d| Day::new(2026, 11, d).expect("a day");
    StandIn {
        deputy: Deputy {
            id: DeputyId(Uuid::from_u128(1)),
            principal: person(principal),
            deputy: person(deputy),
            term: Term { from: day(1), to: Some(day(30)) },
            appointed_by: person(principal),
            appointed_at: Millis(0),
            ended_at: None,
        },
        principal: voter(principal),
        today: day(22),
    }
}
