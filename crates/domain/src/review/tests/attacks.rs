use super::*;

type Attack = Box<dyn Fn(&mut Story) -> Result<(), Refusal>>;

/// Every way we could think of to get a script approved that should not be.
#[test]
fn attacks_are_refused() {
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
        ("a stage that is not there", vote(BUSINESS, "shortcut"), "stage_not_open"),
        ("somebody else's stage", vote(POLITICAL, "first"), "not_your_stage"),
        (
            "two stages by one person",
            first_then(Box::new(|s| {
                s.review.template.stages[1].voters.persons.push(person(BUSINESS));
                s.approve(BUSINESS, "second").map(drop)
            })),
            "already_voted_in_another_stage",
        ),
        ("the author's deputy", in_place(POLITICAL, stand_in(AUTHOR, POLITICAL), "first"), "own_work"),
        ("the author as deputy", in_place(AUTHOR, stand_in(BUSINESS, AUTHOR), "first"), "own_work"),
        ("a deputy's deputy", in_place(GENERAL, stand_in(POLITICAL, GENERAL), "first"), "not_your_stage"),
        (
            "somebody else's deputy",
            in_place(GENERAL, stand_in(BUSINESS, POLITICAL), "first"),
            "no_standing_in",
        ),
        ("a deputy too late", in_place(POLITICAL, late, "first"), "no_standing_in"),
        ("a deputy whose time was ended", in_place(POLITICAL, ended, "first"), "no_standing_in"),
        ("a deputy of another than named", in_place(POLITICAL, other_principal, "first"), "no_standing_in"),
        (
            "first by oneself, then by a deputy",
            first_then(Box::new(|s| {
                s.review.template.stages[1].voters.persons.push(person(BUSINESS));
                s.vote(GENERAL, "second", Decision::Approve, Some(&stand_in(BUSINESS, GENERAL))).map(drop)
            })),
            "already_voted_in_another_stage",
        ),
        (
            "as a deputy, then in one's own stage",
            Box::new(|s| {
                s.vote(POLITICAL, "first", Decision::Approve, Some(&stand_in(BUSINESS, POLITICAL)))
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
                s.vote(POLITICAL, "first", Decision::Approve, Some(&stand_in(BUSINESS, POLITICAL))).map(drop)
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
                s.review.cast(&ballot, &voter(BUSINESS), None, &CheckSummary::default(), Millis(99)).map(drop)
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
            Box::new(|s| s.comment(1, BUSINESS, CommentPlace::Shot { shot: shot(99), field: None })),
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
                s.review.resolve(CommentId(Uuid::from_u128(1)), person(AUTHOR), Millis(99)).map(drop)
            }),
            "own_work",
        ),
        ("the same revision twice", Box::new(|s| s.revise(1, AUTHOR, &[Line]).map(drop)), "taken"),
    ];
    refuse_all(cases);
}

/// Every way we could think of to override what should not be.
#[test]
fn overrides_are_refused() {
    let cases: Vec<(&str, Attack, &str)> = vec![
        ("an override by a reviewer", Box::new(|s| s.override_it(BUSINESS, "first", "急")), "not_your_stage"),
        ("an override without a reason", Box::new(|s| s.override_it(CHIEF, "first", " ")), "reason_required"),
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
    refuse_all(cases);
}

fn refuse_all(cases: Vec<(&str, Attack, &str)>) {
    for (name, attack, refused) in cases {
        let mut story = Story::new();
        let outcome = attack(&mut story).map_err(code);
        assert_eq!(outcome, Err(refused.to_owned()), "{name}");
    }
}

/// A small linear congruential generator: the same steps on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const PEOPLE: [u128; 7] = [AUTHOR, BUSINESS, POLITICAL, GENERAL, CHIEF, SECOND_BUSINESS, EVERYTHING];

/// One step of somebody, allowed or not.
fn random_step(story: &mut Story, dice: &mut Dice, step: u128) {
    let mut anybody = || PEOPLE[usize::try_from(dice.roll(7)).expect("small")];
    let (one, two) = (anybody(), anybody());
    let stages = story.review.template.stages.iter().map(|stage| stage.key.clone()).collect::<Vec<_>>();
    let stage = &stages[usize::try_from(dice.roll(4)).expect("small")];
    let fields = [Line, Note, Setting, Order];
    let field = fields[usize::try_from(dice.roll(4)).expect("small")];
    match dice.roll(20) {
        0 => story.on_shot(1000 + step, one),
        1 => drop(story.send_back(one, stage)),
        2 => drop(story.revise(1000 + step, one, &[field])),
        3 => drop(story.override_it(one, stage, "急")),
        4..=7 => drop(story.vote(one, stage, Decision::Approve, Some(&stand_in(two, one)))),
        8 => {
            let open: Vec<_> =
                story.review.comments.iter().filter(|c| c.is_open()).map(|c| c.id.0.as_u128()).collect();
            open.into_iter().for_each(|id| story.answer(id, AUTHOR));
        }
        _ => drop(story.approve(one, stage)),
    }
}

#[test]
fn whatever_people_do_an_approved_script_was_looked_at_by_people_of_their_own() {
    let mut approvals = 0;
    for round in 0..300 {
        let (mut story, mut dice) = (Story::new(), Dice(round));
        for step in 0..60 {
            random_step(&mut story, &mut dice, step);
            let Some(revision) = story.review.approved() else {
                continue;
            };
            approvals += 1;
            let mut seen = BTreeSet::new();
            for line in story.review.lines() {
                assert!(!line.held_by.is_empty(), "round {round}: nobody holds {}", line.key);
                for holder in line.held_by {
                    assert!(seen.insert(holder), "round {round}: one person holds two stages");
                    assert!(!revision.contributors.contains(&holder), "round {round}: own work");
                }
            }
        }
    }
    assert!(approvals > 100, "the steps led to {approvals} approvals only");
}
