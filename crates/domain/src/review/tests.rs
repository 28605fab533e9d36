use super::*;
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

pub(super) fn person(n: u128) -> PersonId {
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
    Voter {
        person: person(n),
        roles: roles.to_vec(),
        department_kinds: kinds.to_vec(),
    }
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
    template
        .stages
        .retain(|stage| stage.gate != ReviewGate::Proofread);
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
}

impl Story {
    fn new() -> Self {
        Self::of(four_stages())
    }

    fn of(template: Template) -> Self {
        Story {
            review: begun(template),
            at: 0,
            votes: 0,
        }
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
        let cast = self.review.cast(&ballot, &voter(n), stand_in, at)?;
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
        self.comment(
            id,
            n,
            CommentPlace::Shot {
                shot: shot(1),
                field: Some(Line),
            },
        )
        .expect("a comment");
    }

    fn answer(&mut self, id: u128, n: u128) {
        let at = self.now();
        let id = CommentId(Uuid::from_u128(id));
        let reply = self.review.answer(id, person(n), "已改", at).expect("an answer");
        let mut comment = self
            .review
            .comments
            .iter()
            .find(|c| c.id == id)
            .expect("the comment")
            .clone();
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
        let made = self
            .review
            .override_stage((revision, stage), &voter(n), reason, at)?;
        self.review = self.review.after_override(&made);
        Ok(())
    }

    fn results(&self) -> Vec<&'static str> {
        let lines = self.review.lines();
        lines.iter().map(|line| line.result.word()).collect()
    }

    fn open(&self) -> Vec<&str> {
        self.review
            .open_stages()
            .iter()
            .map(|stage| stage.key.as_str())
            .collect()
    }
}

fn approved() -> Story {
    let mut story = Story::new();
    for (n, stage) in [
        (BUSINESS, "first"),
        (POLITICAL, "second"),
        (GENERAL, "secrecy"),
        (CHIEF, "final"),
    ] {
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
            term: Term {
                from: day(1),
                to: Some(day(30)),
            },
            appointed_by: person(principal),
            appointed_at: Millis(0),
            ended_at: None,
        },
        principal: voter(principal),
        today: day(22),
    }
}

#[test]
fn stages_open_one_after_the_other_until_the_review_is_approved() {
    let mut story = Story::new();
    for (n, stage, opens, state) in [
        (BUSINESS, "first", &["second"][..], ReviewState::Running),
        (POLITICAL, "second", &["secrecy"], ReviewState::Running),
        (GENERAL, "secrecy", &["final"], ReviewState::Running),
        (CHIEF, "final", &[], ReviewState::Approved),
    ] {
        let cast = story.approve(n, stage).expect(stage);
        assert_eq!(
            (
                cast.opens
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .as_slice(),
                cast.state
            ),
            (opens, state)
        );
    }
    assert_eq!(story.review.approved().map(|r| r.hash.as_str()), Some("hash 1"));
    assert_eq!(
        code(story.approve(EVERYTHING, "final").expect_err("closed")),
        "nothing_to_review"
    );
}

/// Every way we could think of to get a script approved that should not be.
#[test]
fn attacks_are_refused() {
    type Attack = Box<dyn Fn(&mut Story) -> Result<(), Refusal>>;
    let vote = |n, stage: &'static str| -> Attack { Box::new(move |s| s.approve(n, stage).map(drop)) };
    let in_place = |n, stand_in: StandIn, stage: &'static str| -> Attack {
        Box::new(move |s| s.vote(n, stage, Decision::Approve, Some(&stand_in)).map(drop))
    };
    let first_then = |attack: Attack| -> Attack {
        Box::new(move |s| {
            s.approve(BUSINESS, "first").expect("first");
            attack(s)
        })
    };
    let mut late = stand_in(BUSINESS, POLITICAL);
    late.today = Day::new(2026, 12, 1).expect("a day");
    let mut ended = stand_in(BUSINESS, POLITICAL);
    ended.deputy.ended_at = Some(Millis(0));
    let mut later = stand_in(BUSINESS, POLITICAL);
    later.deputy.appointed_at = Millis(1000);
    let mut endless = stand_in(BUSINESS, POLITICAL);
    endless.deputy.term.to = None;
    let mut other_principal = stand_in(BUSINESS, POLITICAL);
    other_principal.principal = voter(SECOND_BUSINESS);
    let cases: Vec<(&str, Attack, &str)> = vec![
        ("the author votes", vote(AUTHOR, "first"), "own_work"),
        ("a stage out of turn", vote(CHIEF, "final"), "stage_not_open"),
        (
            "a stage that is not there",
            vote(BUSINESS, "shortcut"),
            "stage_not_open",
        ),
        (
            "somebody else's stage",
            vote(POLITICAL, "first"),
            "not_your_stage",
        ),
        (
            "two stages by one person",
            first_then(Box::new(|s| {
                s.review.template.stages[1].voters.persons.push(person(BUSINESS));
                s.approve(BUSINESS, "second").map(drop)
            })),
            "already_voted_in_another_stage",
        ),
        (
            "the author's deputy",
            in_place(POLITICAL, stand_in(AUTHOR, POLITICAL), "first"),
            "own_work",
        ),
        (
            "the author as deputy",
            in_place(AUTHOR, stand_in(BUSINESS, AUTHOR), "first"),
            "own_work",
        ),
        (
            "a deputy's deputy",
            in_place(GENERAL, stand_in(POLITICAL, GENERAL), "first"),
            "not_your_stage",
        ),
        (
            "somebody else's deputy",
            in_place(GENERAL, stand_in(BUSINESS, POLITICAL), "first"),
            "no_standing_in",
        ),
        (
            "a deputy too late",
            in_place(POLITICAL, late, "first"),
            "no_standing_in",
        ),
        (
            "a deputy whose time was ended",
            in_place(POLITICAL, ended, "first"),
            "no_standing_in",
        ),
        (
            "a deputy of another than named",
            in_place(POLITICAL, other_principal, "first"),
            "no_standing_in",
        ),
        (
            "first by oneself, then by a deputy",
            first_then(Box::new(|s| {
                s.review.template.stages[1].voters.persons.push(person(BUSINESS));
                s.vote(
                    GENERAL,
                    "second",
                    Decision::Approve,
                    Some(&stand_in(BUSINESS, GENERAL)),
                )
                .map(drop)
            })),
            "already_voted_in_another_stage",
        ),
        (
            "as a deputy, then in one's own stage",
            Box::new(|s| {
                s.vote(
                    POLITICAL,
                    "first",
                    Decision::Approve,
                    Some(&stand_in(BUSINESS, POLITICAL)),
                )
                .expect("as deputy");
                s.approve(POLITICAL, "second").map(drop)
            }),
            "already_voted_in_another_stage",
        ),
        (
            "the same vote again",
            Box::new(|s| {
                s.approve(BUSINESS, "first").expect("first");
                s.votes -= 1;
                s.approve(POLITICAL, "second").map(drop)
            }),
            "already_voted",
        ),
        (
            "a second vote where two are needed",
            Box::new(|s| {
                s.review.template.stages[0].votes_needed = 2;
                s.approve(BUSINESS, "first").expect("one");
                s.approve(BUSINESS, "first").map(drop)
            }),
            "already_voted",
        ),
        (
            "one's own vote and one's deputy's",
            Box::new(|s| {
                s.review.template.stages[0].votes_needed = 2;
                s.approve(BUSINESS, "first").expect("one");
                s.vote(
                    POLITICAL,
                    "first",
                    Decision::Approve,
                    Some(&stand_in(BUSINESS, POLITICAL)),
                )
                .map(drop)
            }),
            "already_voted",
        ),
        (
            "a vote on an old revision",
            Box::new(|s| {
                s.revise(2, AUTHOR, &[Line]).expect("a revision");
                let ballot = Ballot {
                    id: VoteId(Uuid::from_u128(9)),
                    revision: revision(1),
                    stage: "first".into(),
                    decision: Decision::Approve,
                    note: String::new(),
                };
                s.review
                    .cast(&ballot, &voter(BUSINESS), None, Millis(99))
                    .map(drop)
            }),
            "other_revision",
        ),
        (
            "a vote before the last event",
            Box::new(|s| {
                s.approve(BUSINESS, "first").expect("first");
                s.at = -1;
                s.approve(POLITICAL, "second").map(drop)
            }),
            "clock_set_back",
        ),
        (
            "sending back without a word",
            Box::new(|s| s.send_back(BUSINESS, "first").map(drop)),
            "comment_required",
        ),
        (
            "sending back with a word on the whole",
            Box::new(|s| {
                s.comment(1, BUSINESS, CommentPlace::Whole).expect("a comment");
                s.send_back(BUSINESS, "first").map(drop)
            }),
            "comment_required",
        ),
        (
            "sending back on the author's own comment",
            Box::new(|s| {
                s.on_shot(1, AUTHOR);
                s.send_back(BUSINESS, "first").map(drop)
            }),
            "comment_required",
        ),
        (
            "a comment on a shot that is not there",
            Box::new(|s| {
                s.comment(
                    1,
                    BUSINESS,
                    CommentPlace::Shot {
                        shot: shot(99),
                        field: None,
                    },
                )
            }),
            "unknown",
        ),
        (
            "a vote on what was sent back",
            Box::new(|s| {
                s.on_shot(1, BUSINESS);
                s.send_back(BUSINESS, "first").expect("back");
                s.approve(SECOND_BUSINESS, "first").map(drop)
            }),
            "nothing_to_review",
        ),
        (
            "a new revision without answers",
            Box::new(|s| {
                s.on_shot(1, BUSINESS);
                s.send_back(BUSINESS, "first").expect("back");
                s.revise(2, AUTHOR, &[Line]).map(drop)
            }),
            "comments_unanswered",
        ),
        (
            "the author settles the reviewer's comment",
            Box::new(|s| {
                s.on_shot(1, BUSINESS);
                s.review
                    .resolve(CommentId(Uuid::from_u128(1)), person(AUTHOR), Millis(99))
                    .map(drop)
            }),
            "own_work",
        ),
        (
            "the same revision twice",
            Box::new(|s| s.revise(1, AUTHOR, &[Line]).map(drop)),
            "taken",
        ),
        (
            "an override by a reviewer",
            Box::new(|s| s.override_it(BUSINESS, "first", "急")),
            "not_your_stage",
        ),
        (
            "an override without a reason",
            Box::new(|s| s.override_it(CHIEF, "first", " ")),
            "reason_required",
        ),
        (
            "an override of a stage not open",
            Box::new(|s| s.override_it(CHIEF, "final", "急")),
            "stage_not_open",
        ),
        (
            "an override of two stages",
            Box::new(|s| {
                s.override_it(CHIEF, "first", "急").expect("the first");
                s.override_it(CHIEF, "second", "急")
            }),
            "already_voted_in_another_stage",
        ),
        (
            "an override, then one's own stage",
            Box::new(|s| {
                s.override_it(CHIEF, "first", "急").expect("the first");
                s.approve(POLITICAL, "second").expect("second");
                s.approve(GENERAL, "secrecy").expect("secrecy");
                s.approve(CHIEF, "final").map(drop)
            }),
            "already_voted_in_another_stage",
        ),
        (
            "an override of the secrecy review",
            Box::new(|s| {
                s.approve(BUSINESS, "first").expect("first");
                s.approve(POLITICAL, "second").expect("second");
                s.override_it(CHIEF, "secrecy", "急")
            }),
            "not_overridable",
        ),
        (
            "an override by a contributor",
            Box::new(|s| {
                s.revise(2, CHIEF, &[Line]).expect("a revision");
                s.override_it(CHIEF, "first", "急")
            }),
            "own_work",
        ),
        (
            "half of two votes by an override of one's own",
            Box::new(|s| {
                s.review.template.stages[0].votes_needed = 2;
                s.review.template.stages[0].voters.persons.push(person(CHIEF));
                s.approve(CHIEF, "first").expect("one");
                s.override_it(CHIEF, "first", "急")
            }),
            "already_voted",
        ),
    ];
    for (name, attack, refused) in cases {
        let mut story = Story::new();
        let outcome = attack(&mut story).map_err(code);
        assert_eq!(outcome, Err(refused.to_owned()), "{name}");
    }
}

#[test]
fn a_new_revision_voids_exactly_the_stages_that_watch_what_changed() {
    for (changed, voided) in [
        (&[Line][..], &["first", "second", "secrecy", "final"][..]),
        (&[Setting], &["second", "secrecy", "final"]),
        (&[CaseStage], &["first", "second", "final"]),
        (&[Note], &[]),
        (&[Seconds, Size], &[]),
        (&[Order], &["first", "second", "final"]),
        // Another hash and no field named: a comparison was forgotten, so everything is looked at again.
        (&[], &["first", "second", "secrecy", "final"]),
    ] {
        let mut story = approved();
        let taken = story.revise(2, AUTHOR, changed).expect("a revision");
        assert_eq!(
            taken.revision.voided,
            voided.iter().map(|key| (*key).to_owned()).collect(),
            "{changed:?}"
        );
        let results = story.review.lines();
        for line in results {
            let again = voided.contains(&line.key.as_str());
            assert_eq!(
                line.result == StageResult::Unsatisfied,
                again,
                "{changed:?}: {}",
                line.key
            );
            assert_eq!(line.carried, !again, "{changed:?}: {}", line.key);
        }
        assert_eq!(taken.state == ReviewState::Approved, voided.is_empty());
    }
}

#[test]
fn whoever_votes_and_then_contributes_holds_no_vote_any_more() {
    let mut story = approved();
    story.revise(2, BUSINESS, &[Note]).expect("a revision");
    assert_eq!(
        story.results(),
        ["unsatisfied", "satisfied", "satisfied", "satisfied"]
    );
    assert_eq!(story.open(), ["first"]);
    assert_eq!(
        code(story.approve(BUSINESS, "first").expect_err("own work")),
        "own_work"
    );
    // A later revision without their help does not make them a stranger to the script.
    story.revise(3, AUTHOR, &[Line]).expect("a revision");
    assert_eq!(
        code(story.approve(BUSINESS, "first").expect_err("own work")),
        "own_work"
    );
    story.approve(SECOND_BUSINESS, "first").expect("somebody else");
}

#[test]
fn a_deputys_vote_falls_when_the_one_stood_in_for_contributes() {
    let mut story = Story::new();
    story
        .vote(
            GENERAL,
            "first",
            Decision::Approve,
            Some(&stand_in(BUSINESS, GENERAL)),
        )
        .expect("as deputy");
    story.revise(2, BUSINESS, &[Note]).expect("a revision");
    assert_eq!(story.open(), ["first"]);
}

#[test]
fn an_override_falls_like_a_vote_and_is_kept() {
    let mut story = Story::new();
    story
        .override_it(CHIEF, "first", "承办人全部外出")
        .expect("an override");
    assert_eq!(story.results()[0], "overridden");
    story.revise(2, AUTHOR, &[Line]).expect("a revision");
    assert_eq!(
        (story.results()[0], story.review.overrides.len()),
        ("unsatisfied", 1)
    );
}

#[test]
fn a_rejection_stays_until_that_stage_approves_again() {
    let mut story = Story::new();
    story.approve(BUSINESS, "first").expect("first");
    story.on_shot(1, POLITICAL);
    assert_eq!(
        story.send_back(POLITICAL, "second").expect("back").state,
        ReviewState::Returned
    );
    story.answer(1, AUTHOR);
    // Nothing changed but the answer: the first stage stands, the second must say it again.
    let mut same = submission(2, AUTHOR, 0);
    same.hash = "hash 1".into();
    same.at = story.now();
    let taken = story.review.new_revision(same).expect("answers are enough");
    assert!(taken.revision.voided.is_empty());
    story.review = story.review.after_revision(&taken.revision);
    assert_eq!(story.open(), ["second"]);
    assert!(story.review.lines()[1].rejected);
    story.approve(POLITICAL, "second").expect("second");
    assert!(!story.review.lines()[1].rejected);
    assert_eq!(story.open(), ["secrecy"]);
}

#[test]
fn a_rejection_undoes_the_approvals_beside_it() {
    let mut story = Story::new();
    story.review.template.stages[0].votes_needed = 2;
    story.approve(BUSINESS, "first").expect("one of two");
    story.on_shot(1, SECOND_BUSINESS);
    story.send_back(SECOND_BUSINESS, "first").expect("back");
    story.answer(1, AUTHOR);
    story.revise(2, AUTHOR, &[Note]).expect("a revision");
    story.approve(SECOND_BUSINESS, "first").expect("one of two");
    assert_eq!(story.results()[0], "unsatisfied");
    story.approve(BUSINESS, "first").expect("two of two");
    assert_eq!(story.results()[0], "satisfied");
}

#[test]
fn an_author_of_a_comment_does_not_answer_it() {
    let mut story = Story::new();
    story.on_shot(1, BUSINESS);
    story.answer(1, BUSINESS);
    assert!(story.review.comments[0].is_open());
    story.answer(1, AUTHOR);
    assert!(!story.review.comments[0].is_open());
}

#[test]
fn proofreads_run_beside_the_stages_and_hold_approval_up() {
    let mut story = Story::of(Template::script());
    assert_eq!(story.open(), ["first", "proof_1"]);
    story.approve(BUSINESS, "first").expect("first");
    assert_eq!(story.open(), ["proof_1"]);
    assert_eq!(
        code(story.approve(BUSINESS, "proof_1").expect_err("two stages")),
        "already_voted_in_another_stage"
    );
    let mut small = Story::of(Template::small_unit_script());
    small.approve(BUSINESS, "first").expect("first");
    assert_eq!(small.open(), ["proof_1", "second", "proof_2"]);
    small.approve(BUSINESS, "proof_1").expect("an optional stage");
}

#[test]
fn a_stage_of_other_formats_does_not_apply() {
    let mut template = four_stages();
    template.stages.push(StageRule {
        formats: vec![EpisodeFormat::Live],
        ..StageRule {
            key: "live".into(),
            step: 1,
            ..template.stages[0].clone()
        }
    });
    let mut story = Story::of(template);
    assert_eq!(story.results()[4], "not_applicable");
    story.approve(BUSINESS, "first").expect("first");
    assert_eq!(story.open(), ["second"]);
}

#[test]
fn late_stages_are_reminded_when_due_and_told_upwards_a_day_later() {
    let mut story = Story::new();
    story.at = 10 * Millis::HOUR - 1;
    story.approve(BUSINESS, "first").expect("first at ten hours");
    for (hours, level) in [
        (24, None),
        (33, None),
        (34, Some(OverdueLevel::Reminded)),
        (57, Some(OverdueLevel::Reminded)),
        (58, Some(OverdueLevel::Escalated)),
    ] {
        let late = story.review.overdue(Millis(hours * Millis::HOUR));
        assert_eq!(late.first().map(|stage| stage.level), level, "{hours} hours");
        assert!(late.iter().all(|stage| stage.stage == "second"));
    }
}

#[test]
fn everybody_sees_what_they_may_do_and_why_not() {
    let story = Story::new();
    let at = Millis(1);
    let steps = |n, stand_ins: &[StandIn]| story.review.may(&voter(n), stand_ins, at);
    let author = steps(AUTHOR, &[]);
    assert!(author.own_work);
    assert_eq!(author.stages[0].approve_refusal, Some(Refusal::OwnWork));
    let business = steps(BUSINESS, &[]);
    assert_eq!(business.stages[0].approve_refusal, None);
    assert_eq!(
        business.stages[0].send_back_refusal,
        Some(Refusal::CommentRequired)
    );
    assert_eq!(
        business.stages[0].approval_means,
        VoteMeaning::Opens {
            stages: vec!["second".into()]
        }
    );
    let chief = steps(CHIEF, &[]);
    assert!(!chief.stages[0].yours && chief.stages[0].override_refusal.is_none());
    let deputy = steps(GENERAL, &[stand_in(BUSINESS, GENERAL)]);
    assert_eq!(
        (deputy.stages[0].standing_for, deputy.stages[0].yours),
        (Some(person(BUSINESS)), true)
    );
    let author_as_deputy = steps(AUTHOR, &[stand_in(BUSINESS, AUTHOR)]);
    assert_eq!(author_as_deputy.stages[0].approve_refusal, Some(Refusal::OwnWork));
    assert!(
        approved()
            .review
            .may(&voter(CHIEF), &[], Millis(99))
            .stages
            .is_empty()
    );
}

#[test]
fn the_meaning_of_a_vote_is_what_it_does() {
    let mut two = four_stages();
    two.stages[0].votes_needed = 2;
    let mut last = approved();
    last.revise(2, AUTHOR, &[Order]).expect("a revision");
    last.approve(BUSINESS, "first").expect("first");
    last.approve(POLITICAL, "second").expect("second");
    for (story, n, meaning) in [
        (Story::of(two), BUSINESS, VoteMeaning::NeedsMore { votes: 1 }),
        (
            Story::of(Template::script()),
            BUSINESS,
            VoteMeaning::WaitsFor {
                stages: vec!["proof_1".into()],
            },
        ),
        (last, CHIEF, VoteMeaning::Completes),
    ] {
        let steps = story.review.may(&voter(n), &[], Millis(99));
        assert_eq!(steps.stages[0].approval_means, meaning);
    }
}

#[test]
fn a_final_cut_is_reviewed_by_somebody_who_had_no_part_in_it() {
    let mut story = Story::of(Template::final_cut());
    story
        .comment(1, BUSINESS, CommentPlace::Moment { at_ms: 12_500 })
        .expect("a comment");
    story
        .send_back(BUSINESS, "cut")
        .expect("a moment is as good as a shot");
    story.answer(1, AUTHOR);
    let taken = story.revise(2, AUTHOR, &[]).expect("a new cut");
    assert_eq!(taken.revision.changed, BTreeSet::from([Cut]));
    assert_eq!(
        code(story.approve(AUTHOR, "cut").expect_err("own work")),
        "own_work"
    );
    assert_eq!(
        story.approve(BUSINESS, "cut").expect("approved").state,
        ReviewState::Approved
    );
}

#[test]
fn a_cut_of_another_script_has_another_hash() {
    let of = |file, script| cut_hash(file, script);
    assert_eq!(of("a", "b"), of("a", "b"));
    assert!(of("a", "b") != of("a", "c") && of("a", "b") != of("c", "b"));
}

#[test]
fn seats_that_nobody_can_take_are_named() {
    let people = |all: &[u128]| all.iter().map(|n| voter(*n)).collect::<Vec<_>>();
    for (all, contributors, unfilled) in [
        (&[BUSINESS, POLITICAL, GENERAL, CHIEF][..], &[][..], &[][..]),
        (&[BUSINESS, POLITICAL, GENERAL, CHIEF], &[CHIEF], &["final"]),
        (&[BUSINESS, POLITICAL, CHIEF], &[], &["secrecy"]),
        // One person could sit anywhere, but only once.
        (&[EVERYTHING, BUSINESS, POLITICAL, GENERAL], &[], &[]),
        (&[EVERYTHING, POLITICAL, GENERAL, CHIEF], &[], &[]),
        (&[EVERYTHING, POLITICAL, GENERAL], &[], &["final"]),
        (&[], &[], &["first", "second", "secrecy", "final"]),
    ] {
        let contributors: Vec<PersonId> = contributors.iter().map(|n| person(*n)).collect();
        let found = four_stages().unfilled(EpisodeFormat::Drama, &people(all), &contributors);
        assert_eq!(found, unfilled, "{all:?}");
    }
    let mut story = Story::new();
    story.approve(EVERYTHING, "first").expect("first");
    assert_eq!(
        story.review.unfilled(&people(&[EVERYTHING, POLITICAL, GENERAL])),
        ["final"]
    );
}
