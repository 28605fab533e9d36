use super::*;
use crate::production::{Craft, ProductionGate, Task};
use crate::publication::PublicationState;
use crate::review::{ReviewGate, StageLine, StageResult, Template};
use crate::{Day, TaskId};
use std::collections::BTreeMap;
use uuid::Uuid;

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

/// Facts with which every step is open.
fn all_well<'a>() -> StepFacts<'a> {
    StepFacts {
        script_is_blank: false,
        script_review: Some(ReviewState::Approved),
        cut_review: Some(ReviewState::Approved),
        cut_is_current: true,
        open_gates: &[],
        has_final_cut: true,
    }
}

fn full(at: i64) -> EpisodeDates {
    let at = Some(Millis(at));
    EpisodeDates { submitted_at: at, approved_at: at, producing_at: at, cut_submitted_at: at, ready_at: at }
}

fn take(state: ContentState, step: EpisodeStep, facts: &StepFacts<'_>) -> Result<EpisodeMove, Refusal> {
    state.take(step, full(1), facts, ("理由", person(1), Millis(2)))
}

#[test]
fn steps_are_open_only_from_their_states() {
    use ContentState::*;
    use EpisodeStep::*;
    let returned = StepFacts {
        script_review: Some(ReviewState::Returned),
        cut_review: Some(ReviewState::Returned),
        ..all_well()
    };
    let open = [
        (Scripting, SubmitScript, InReview),
        (InReview, SendBackScript, Scripting),
        (InReview, ApproveScript, Approved),
        (Approved, StartProduction, Producing),
        (Producing, SubmitCut, CutReview),
        (CutReview, SendBackCut, Producing),
        (CutReview, ApproveCut, Ready),
        (InReview, ReviseScript, Scripting),
        (Approved, ReviseScript, Scripting),
        (Producing, ReviseScript, Scripting),
        (CutReview, ReviseScript, Scripting),
        (Ready, ReviseScript, Scripting),
        (CutReview, ReviseCut, Producing),
        (Ready, ReviseCut, Producing),
        (Ready, Withdraw, Withdrawn),
        (Scripting, Shelve, Shelved),
        (InReview, Shelve, Shelved),
        (Approved, Shelve, Shelved),
        (Producing, Shelve, Shelved),
        (CutReview, Shelve, Shelved),
        (Ready, Shelve, Shelved),
        (Shelved, Resume, Scripting),
        (Withdrawn, Resume, Scripting),
    ];
    for &state in ContentState::ALL {
        for &step in EpisodeStep::ALL {
            let sends_back = matches!(step, SendBackScript | SendBackCut);
            let facts = if sends_back { &returned } else { &all_well() };
            let expected =
                open.iter().find(|(from, by, _)| (*from, *by) == (state, step)).map(|(.., to)| *to);
            assert_eq!(take(state, step, facts).ok().map(|made| made.to), expected, "{state:?} {step:?}");
        }
    }
}

#[test]
fn steps_look_at_the_facts() {
    use ContentState::*;
    use EpisodeStep::*;
    let gate = |gate: ProductionGate| [OpenGate { gate, hard: gate.is_hard(), missing: 1 }];
    let (task, minor) = (gate(ProductionGate::Tasks), gate(ProductionGate::MinorsAbsent));
    let well = all_well();
    let running = Some(ReviewState::Running);
    for (state, step, facts) in [
        (Scripting, SubmitScript, StepFacts { script_is_blank: true, ..well }),
        (InReview, ApproveScript, StepFacts { script_review: running, ..well }),
        (InReview, ApproveScript, StepFacts { script_review: None, ..well }),
        (InReview, SendBackScript, well),
        (Approved, StartProduction, StepFacts { script_review: running, ..well }),
        (Producing, SubmitCut, StepFacts { script_review: running, ..well }),
        (CutReview, ApproveCut, StepFacts { cut_is_current: false, ..well }),
        (Producing, SubmitCut, StepFacts { has_final_cut: false, ..well }),
        (CutReview, ApproveCut, StepFacts { cut_review: running, ..well }),
        (CutReview, ApproveCut, StepFacts { script_review: running, ..well }),
        (CutReview, ApproveCut, StepFacts { open_gates: &task, ..well }),
    ] {
        assert!(take(state, step, &facts).is_err(), "{state:?} {step:?} {facts:?}");
    }
    let with_minor = StepFacts { open_gates: &minor, ..well };
    assert_eq!(take(CutReview, ApproveCut, &with_minor), Err(Refusal::MinorIdentifiable));
    let silent = Ready.take(Withdraw, full(1), &well, (" ", person(1), Millis(2)));
    assert_eq!(silent, Err(Refusal::ReasonRequired));
    let early = Ready.take(Withdraw, full(3), &well, ("理由", person(1), Millis(2)));
    assert_eq!(early, Err(Refusal::ClockSetBack { last: Millis(3) }));
}

#[test]
fn sending_back_clears_the_later_dates() {
    use ContentState::*;
    use EpisodeStep::*;
    let returned = StepFacts {
        script_review: Some(ReviewState::Returned),
        cut_review: Some(ReviewState::Returned),
        ..all_well()
    };
    let set = |dates: EpisodeDates| {
        [dates.submitted_at, dates.approved_at, dates.producing_at, dates.cut_submitted_at, dates.ready_at]
            .map(|date| date.map(|at| at.0))
    };
    for (state, step, facts, dates) in [
        (InReview, SendBackScript, &returned, [None; 5]),
        (CutReview, SendBackCut, &returned, [Some(1), Some(1), Some(1), None, None]),
        (Ready, ReviseScript, &all_well(), [None; 5]),
        (Ready, ReviseCut, &all_well(), [Some(1), Some(1), Some(1), None, None]),
        (InReview, ApproveScript, &all_well(), [Some(1), Some(2), None, None, None]),
        (CutReview, ApproveCut, &all_well(), [Some(1), Some(1), Some(1), Some(1), Some(2)]),
        (Producing, Shelve, &all_well(), [None; 5]),
        (Ready, Withdraw, &all_well(), [Some(1); 5]),
    ] {
        assert_eq!(set(take(state, step, facts).expect("a move").dates), dates, "{step:?}");
    }
}

fn stages(results: [StageResult; 2], open: usize) -> Vec<StageLine> {
    let mut lines = Template::script().planned(EpisodeFormat::Drama);
    lines.retain(|line| line.gate != ReviewGate::Proofread);
    lines.truncate(2);
    for (n, line) in lines.iter_mut().enumerate() {
        line.result = results[n];
        line.open = n == open;
        line.due_at = line.open.then_some(Millis(99));
        line.done_at = line.result.is_done().then_some(Millis(5));
    }
    lines
}

#[test]
fn the_line_says_what_is_done_what_is_waited_for_and_what_is_in_the_way() {
    use ContentState::*;
    use StageResult::{Satisfied, Unsatisfied};
    let voters = BTreeMap::from([("second".to_owned(), vec![person(7)])]);
    let gates = [OpenGate { gate: ProductionGate::Releases, hard: false, missing: 1 }];
    let both = stages([Satisfied, Satisfied], 9);
    let half = stages([Satisfied, Unsatisfied], 1);
    let none = stages([Unsatisfied, Unsatisfied], 9);
    let cut_open = {
        let mut lines = Template::final_cut().planned(EpisodeFormat::Drama);
        lines[0].open = true;
        lines
    };
    // d done, c current, b blocked, o open: topic script first second production cut ready published
    for (content, script_stages, open_gates, line, next, waits_for) in [
        (Scripting, &none, &[][..], "dcoooooo", Some("script"), vec![person(1)]),
        (Scripting, &both, &[], "dcoooooo", Some("script"), vec![person(1)]),
        (InReview, &half, &[], "dddcoooo", Some("second"), vec![person(7)]),
        (Approved, &both, &gates, "ddddcooo", Some("production"), vec![person(8)]),
        (Producing, &both, &gates, "ddddcooo", Some("production"), vec![person(8)]),
        (CutReview, &both, &gates, "dddddcbo", Some("cut:cut"), vec![]),
        (Ready, &both, &[], "ddddddc", Some("published"), vec![person(8)]),
        (Shelved, &none, &[], "dboooooo", Some("script"), vec![]),
        (Withdrawn, &both, &[], "dddddbo", Some("ready"), vec![]),
    ] {
        // The cut's stage is optional here only when ready is reached without it: then it is passed by.
        let mut cut_stages = cut_open.clone();
        cut_stages[0].required = !matches!(content, Ready | Withdrawn);
        let facts = LineFacts {
            content,
            dates: full(1),
            adopted: Some(Mark { by: person(2), at: Millis(1) }),
            writers: &[person(1)],
            unanswered: 0,
            script_stages,
            cut_stages: &cut_stages,
            voters: &voters,
            tasks: &[],
            has_final_cut: false,
            open_gates,
            editors: &[person(8)],
            outlets: &[],
            zone: &jiff::tz::TimeZone::UTC,
            published_at: None,
        };
        let made = stage_line(&facts);
        let drawn: String = made.iter().map(|step| &step.state.word()[..1]).collect();
        assert_eq!(drawn, line, "{content:?}");
        let owed = next_step(&made);
        assert_eq!(owed.as_ref().map(|step| step.key.as_str()), next, "{content:?}");
        assert_eq!(owed.map(|step| step.waits_for).unwrap_or_default(), waits_for, "{content:?}");
    }
}

fn task(craft: Craft, assignee: Option<u128>, due: Option<Day>, done: bool) -> Task {
    Task {
        id: TaskId(Uuid::from_u128(1)),
        craft,
        note: String::new(),
        assignee: assignee.map(person),
        start: None,
        due,
        done_at: done.then_some(Millis(1)),
        done_by: done.then(|| person(1)),
    }
}

#[test]
fn the_last_steps_always_say_who_owes_what() {
    use ContentState::*;
    use PublicationState as P;
    let day = |n| Day::new(2026, 12, n);
    let owned = [task(Craft::Shoot, Some(3), day(2), true), task(Craft::Edit, Some(4), day(4), false)];
    let nobodys = [task(Craft::Edit, None, None, false)];
    let done = [task(Craft::Shoot, Some(3), None, true), task(Craft::Edit, Some(4), None, true)];
    let gates = [OpenGate { gate: ProductionGate::Releases, hard: false, missing: 2 }];
    let at = |state, slot: i64| LineOutlet { state, slot_at: Some(Millis(slot)), custodian: Some(person(5)) };
    let unplaced = |state| LineOutlet { state, slot_at: None, custodian: None };
    let due = day(5).map(|day| day.start_in(&jiff::tz::TimeZone::UTC));
    let slot = Some(Millis(20));
    for (content, tasks, has_final_cut, open_gates, outlets, out, owed, waits_for, due_at) in [
        (Approved, &[][..], false, &[][..], &[][..], false, Some(Owed::GiveTasks), 8, None),
        (Producing, &owned, false, &[], &[], false, Some(Owed::DoTasks), 4, due),
        (Producing, &nobodys, false, &[], &[], false, Some(Owed::GiveTasks), 8, None),
        (Producing, &done, false, &gates, &[], false, Some(Owed::BringCut), 4, None),
        (Producing, &done, true, &[], &[], false, Some(Owed::SubmitCut), 4, None),
        (CutReview, &done, true, &[], &[], false, Some(Owed::ApproveCut), 8, None),
        (CutReview, &done, true, &gates, &[], false, Some(Owed::ShutGates), 8, None),
        (Ready, &done, true, &gates, &[], false, Some(Owed::ShutGates), 8, None),
        (Ready, &done, true, &[], &[], false, Some(Owed::Prepare), 8, None),
        (Ready, &done, true, &[], &[unplaced(P::Ready)], false, Some(Owed::Place), 8, None),
        (
            Ready,
            &done,
            true,
            &[],
            &[at(P::Queued, 30), at(P::AwaitingPerson, 20)],
            true,
            Some(Owed::BringLink),
            5,
            slot,
        ),
        (
            Ready,
            &done,
            true,
            &[],
            &[at(P::Published, 10), at(P::Unconfirmed, 20)],
            true,
            Some(Owed::Look),
            5,
            slot,
        ),
        (Ready, &done, true, &[], &[at(P::Published, 10), at(P::Canceled, 20)], true, None, 0, None),
    ] {
        let mut cut_stages = Template::final_cut().planned(EpisodeFormat::Drama);
        cut_stages.iter_mut().for_each(|stage| stage.result = StageResult::Satisfied);
        let line = stage_line(&LineFacts {
            content,
            dates: full(1),
            adopted: None,
            writers: &[person(1)],
            unanswered: 0,
            script_stages: &[],
            cut_stages: &cut_stages,
            voters: &BTreeMap::new(),
            tasks,
            has_final_cut,
            open_gates,
            editors: &[person(8)],
            outlets,
            zone: &jiff::tz::TimeZone::UTC,
            published_at: out.then_some(Millis(10)),
        });
        let next = next_step(&line);
        let told = next.as_ref().and_then(|next| next.owed);
        let found = next.map_or((vec![], None), |next| (next.waits_for, next.due_at));
        let people = if waits_for == 0 { vec![] } else { vec![person(waits_for)] };
        assert_eq!((told, found), (owed, (people, due_at)), "{content:?} {open_gates:?} {outlets:?}");
    }
}
