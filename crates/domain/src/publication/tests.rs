//! Cases of the publication's states.

use super::*;
use crate::RevisionId;
use PublicationState as State;
use uuid::Uuid;

fn content(title: &str) -> Content {
    Content {
        title: title.into(),
        description: "演示".into(),
        tags: vec!["普法".into()],
        cover: None,
        revision: Some(RevisionId(Uuid::from_u128(5))),
        video: Some("c".repeat(64)),
    }
}

fn publication(state: State) -> Publication {
    let content = content("隔夜酒也是酒");
    let fingerprint = content.fingerprint();
    Publication {
        id: PublicationId(Uuid::from_u128(2)),
        episode: EpisodeId(Uuid::from_u128(3)),
        state,
        content,
        approval: (state != State::Draft).then_some(fingerprint),
        slot: None,
        attempts: Vec::new(),
        published_at: None,
    }
}

fn link() -> Proof {
    Proof { link: Some("https://www.douyin.com/video/1".into()), work_id: None }
}

#[test]
fn the_way_by_the_interface_and_the_way_by_hand() {
    let now = Millis(1000);
    let mut p = publication(State::Draft);
    let mut walk = |decided: Move, to: State| {
        assert_eq!((decided.from, decided.to), (p.state, to));
        p.state = decided.to;
        p.approval = decided.approval.unwrap_or(p.approval.take());
        p.slot = decided.slot.unwrap_or(p.slot);
        p.attempts.extend(decided.begins);
        if let (Some((outcome, _)), Some(last)) = (decided.ends, p.attempts.last_mut()) {
            last.outcome = outcome;
        }
        p.clone()
    };
    let p1 = walk(publication(State::Draft).approve(&[]).expect("approved"), State::Ready);
    let p2 = walk(p1.schedule(Millis(5000), now).expect("a slot"), State::Queued);
    let p3 = walk(p2.start(Way::Api, now, &[]).expect("begun"), State::Publishing);
    let p4 = walk(
        p3.conclude(Answer::Unclear { answer: "504".into() }, now).expect("an answer"),
        State::Unconfirmed,
    );
    assert_eq!(p4.start(Way::Api, now, &[]), Err(Refusal::OutcomeUnknown), "never tried again by itself");
    let p5 = walk(p4.disprove("后台查看未发出").expect("looked at"), State::Failed);
    let p6 = walk(p5.start(Way::Person, now, &[]).expect("again"), State::AwaitingPerson);
    let p7 = walk(p6.confirm(link(), now, now).expect("a link"), State::Published);
    let outcomes: Vec<_> = p7.attempts.iter().map(|a| (a.way, a.outcome)).collect();
    assert_eq!(outcomes, vec![(Way::Api, Outcome::Failed), (Way::Person, Outcome::Published)]);
    let p8 = walk(p7.correct(&content("更正"), "错字").expect("corrected"), State::Corrected);
    walk(p8.withdraw("当事人撤回同意").expect("withdrawn"), State::Withdrawn);
}

#[test]
fn success_is_a_link_or_an_id() {
    let publishing = publication(State::Publishing);
    let none = Proof { link: Some("  ".into()), work_id: None };
    for (answer, to) in [
        (Answer::Out(link()), State::Published),
        (Answer::Out(Proof { link: None, work_id: Some("77".into()) }), State::Published),
        (Answer::Out(none.clone()), State::Unconfirmed),
        (Answer::Held { work_id: None }, State::PlatformScheduled),
        (Answer::Refused { answer: "标题超限".into() }, State::Failed),
        (Answer::Unclear { answer: String::new() }, State::Unconfirmed),
    ] {
        let decided = publishing.conclude(answer.clone(), Millis(9)).expect("an answer");
        assert_eq!(decided.to, to, "{answer:?}");
        assert_eq!(decided.published_at, (to == State::Published).then_some(Millis(9)), "{answer:?}");
    }
    let waiting = publication(State::AwaitingPerson);
    assert_eq!(waiting.confirm(none, Millis(1), Millis(2)), Err(Refusal::Missing { field: "link".into() }));
    assert!(matches!(
        waiting.confirm(link(), Millis(3), Millis(2)),
        Err(Refusal::PublishedInTheFuture { .. })
    ));
}

#[test]
fn what_changed_after_its_approval_may_not_go_out() {
    let other = content("换了标题");
    for (state, to) in [
        (State::Draft, Ok(State::Draft)),
        (State::Ready, Ok(State::StaleApproval)),
        (State::Queued, Ok(State::StaleApproval)),
        (State::AwaitingPerson, Ok(State::StaleApproval)),
        (State::PlatformScheduled, Ok(State::StaleApproval)),
        (State::Failed, Ok(State::StaleApproval)),
        (State::Publishing, Err(())),
        (State::Unconfirmed, Err(())),
        (State::Published, Err(())),
    ] {
        assert_eq!(publication(state).edit(&other).map(|m| m.to).map_err(|_| ()), to, "{state:?}");
    }
    let mut changed = publication(State::StaleApproval);
    changed.content = other;
    assert!(changed.start(Way::Api, Millis(0), &[]).is_err());
    assert_eq!(changed.edit(&content("隔夜酒也是酒")).map(|m| m.to), Ok(State::Ready), "written back");
    let mut slipped = publication(State::Queued);
    slipped.content = content("绕过了编辑");
    assert_eq!(slipped.start(Way::Person, Millis(0), &[]), Err(Refusal::StaleApproval));
    slipped.approval = None;
    assert_eq!(slipped.start(Way::Person, Millis(0), &[]), Err(Refusal::NotApproved));
}

#[test]
fn a_fingerprint_tells_every_field_apart() {
    let base = content("甲乙");
    let moved = Content { title: "甲".into(), description: "乙演示".into(), ..base.clone() };
    let tags = |tags: &[&str]| Content { tags: tags.iter().map(|t| (*t).into()).collect(), ..base.clone() };
    let variants = [
        base.clone(),
        moved,
        tags(&["普", "法"]),
        tags(&[]),
        Content { cover: Some("aa".into()), ..base.clone() },
        Content { revision: None, ..base.clone() },
        Content { video: None, ..base.clone() },
    ];
    for (i, a) in variants.iter().enumerate() {
        for (j, b) in variants.iter().enumerate() {
            assert_eq!(a.fingerprint() == b.fingerprint(), i == j, "{i} and {j}");
        }
    }
}

#[test]
fn gates_slots_and_reasons_are_asked_for() {
    let gate = ["portrait_release".to_owned()];
    let ready = publication(State::Ready);
    assert!(matches!(ready.start(Way::Api, Millis(0), &gate), Err(Refusal::GateOpen { .. })));
    assert!(matches!(publication(State::Draft).approve(&gate), Err(Refusal::GateOpen { .. })));
    assert_eq!(ready.schedule(Millis(5), Millis(5)), Err(Refusal::SlotPassed { slot: Millis(5) }));
    let in_hand = publication(State::AwaitingPerson);
    let doubted = in_hand.doubt("窗口关了").expect("a doubt");
    assert_eq!((doubted.to, doubted.ends), (State::Unconfirmed, Some((Outcome::Unknown, "窗口关了".into()))));
    assert_eq!(ready.cancel("  "), Err(Refusal::ReasonRequired));
    assert_eq!(publication(State::Published).withdraw(""), Err(Refusal::ReasonRequired));
    let mut planned = publication(State::Draft);
    assert_eq!(planned.schedule(Millis(9), Millis(1)).map(|m| m.to), Ok(State::Draft));
    planned.slot = Some(Millis(9));
    assert_eq!(planned.approve(&[]).map(|m| m.to), Ok(State::Queued));
}

#[test]
fn every_state_but_the_last_has_a_step_and_every_step_a_state() {
    for state in State::ALL {
        let open = publication(*state).steps();
        assert_eq!(open.is_empty(), matches!(state, State::Withdrawn | State::Publishing), "{state:?}");
    }
    for step in Step::ALL {
        assert!(State::ALL.iter().any(|state| step.opens_from(*state)), "{step:?}");
    }
}

#[test]
fn a_slot_is_told_shortly_before_and_again_when_it_was_missed() {
    let slot = Millis(100 * Millis::DAY);
    let minute = Millis::HOUR / 60;
    for (minutes, told) in [
        (-16, None),
        (-15, Some(SlotNotice::Due)),
        (59, Some(SlotNotice::Due)),
        (60, Some(SlotNotice::Missed)),
        (24 * 60, None),
    ] {
        assert_eq!(SlotNotice::of(slot, slot.plus(minutes * minute)), told, "{minutes} minutes after");
    }
}
