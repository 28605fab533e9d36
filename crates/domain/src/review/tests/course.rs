use super::*;

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
            (cast.opens.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), cast.state),
            (opens, state)
        );
    }
    assert_eq!(story.review.approved().map(|r| r.hash.as_str()), Some("hash 1"));
    assert_eq!(code(story.approve(EVERYTHING, "final").expect_err("closed")), "nothing_to_review");
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
            assert_eq!(line.result == StageResult::Unsatisfied, again, "{changed:?}: {}", line.key);
            assert_eq!(line.carried, !again, "{changed:?}: {}", line.key);
        }
        assert_eq!(taken.state == ReviewState::Approved, voided.is_empty());
    }
}

#[test]
fn whoever_votes_and_then_contributes_holds_no_vote_any_more() {
    let mut story = approved();
    story.revise(2, BUSINESS, &[Note]).expect("a revision");
    assert_eq!(story.results(), ["unsatisfied", "satisfied", "satisfied", "satisfied"]);
    assert_eq!(story.open(), ["first"]);
    assert_eq!(code(story.approve(BUSINESS, "first").expect_err("own work")), "own_work");
    // A later revision without their help does not make them a stranger to the script.
    story.revise(3, AUTHOR, &[Line]).expect("a revision");
    assert_eq!(code(story.approve(BUSINESS, "first").expect_err("own work")), "own_work");
    story.approve(SECOND_BUSINESS, "first").expect("somebody else");
}

#[test]
fn a_deputys_vote_falls_when_the_one_stood_in_for_contributes() {
    let mut story = Story::new();
    story.vote(GENERAL, "first", Decision::Approve, Some(&stand_in(BUSINESS, GENERAL))).expect("as deputy");
    story.revise(2, BUSINESS, &[Note]).expect("a revision");
    assert_eq!(story.open(), ["first"]);
}

#[test]
fn an_override_falls_like_a_vote_and_is_kept() {
    let mut story = Story::new();
    story.override_it(CHIEF, "first", "承办人全部外出").expect("an override");
    assert_eq!(story.results()[0], "overridden");
    story.revise(2, AUTHOR, &[Line]).expect("a revision");
    assert_eq!((story.results()[0], story.review.overrides.len()), ("unsatisfied", 1));
}

#[test]
fn a_rejection_stays_until_that_stage_approves_again() {
    let mut story = Story::new();
    story.approve(BUSINESS, "first").expect("first");
    story.on_shot(1, POLITICAL);
    assert_eq!(story.send_back(POLITICAL, "second").expect("back").state, ReviewState::Returned);
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
        ..StageRule { key: "live".into(), step: 1, ..template.stages[0].clone() }
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
    assert_eq!(business.stages[0].send_back_refusal, Some(Refusal::CommentRequired));
    assert_eq!(business.stages[0].approval_means, VoteMeaning::Opens { stages: vec!["second".into()] });
    let chief = steps(CHIEF, &[]);
    assert!(!chief.stages[0].yours && chief.stages[0].override_refusal.is_none());
    let deputy = steps(GENERAL, &[stand_in(BUSINESS, GENERAL)]);
    assert_eq!((deputy.stages[0].standing_for, deputy.stages[0].yours), (Some(person(BUSINESS)), true));
    let author_as_deputy = steps(AUTHOR, &[stand_in(BUSINESS, AUTHOR)]);
    assert_eq!(author_as_deputy.stages[0].approve_refusal, Some(Refusal::OwnWork));
    assert!(approved().review.may(&voter(CHIEF), &[], Millis(99)).stages.is_empty());
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
        (Story::of(Template::script()), BUSINESS, VoteMeaning::WaitsFor { stages: vec!["proof_1".into()] }),
        (last, CHIEF, VoteMeaning::Completes),
    ] {
        let steps = story.review.may(&voter(n), &[], Millis(99));
        assert_eq!(steps.stages[0].approval_means, meaning);
    }
}

#[test]
fn a_final_cut_is_reviewed_by_somebody_who_had_no_part_in_it() {
    let mut story = Story::of(Template::final_cut());
    story.comment(1, BUSINESS, CommentPlace::Moment { at_ms: 12_500 }).expect("a comment");
    story.send_back(BUSINESS, "cut").expect("a moment is as good as a shot");
    story.answer(1, AUTHOR);
    let taken = story.revise(2, AUTHOR, &[]).expect("a new cut");
    assert_eq!(taken.revision.changed, BTreeSet::from([Cut]));
    assert_eq!(code(story.approve(AUTHOR, "cut").expect_err("own work")), "own_work");
    assert_eq!(story.approve(BUSINESS, "cut").expect("approved").state, ReviewState::Approved);
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
    assert_eq!(story.review.unfilled(&people(&[EVERYTHING, POLITICAL, GENERAL])), ["final"]);
}
