//! What the checker finds and what it means to each stage.

use super::*;

/// A checker that found one error of each of these rules; `!` before it: one that was accepted with a reason.
fn found(rules: &[&str]) -> CheckSummary {
    let mut checks = CheckSummary::default();
    for rule in rules {
        let accepted = rule.starts_with('!');
        checks.count(rule.trim_start_matches('!'), Weight::Error, accepted, *rule == "privacy.minor");
    }
    checks
}

#[test]
fn each_stage_answers_for_its_own() {
    let law = "checks_unresolved";
    for (rules, refusals) in [
        (&[][..], ["", "", "", ""]),
        (&["law.repealed"], [law, "", "", law]),
        (&["quote.differs"], [law, "", "", law]),
        (&["!law.repealed"], ["", "", "", ""]),
        (&["term.detention"], ["", law, "", law]),
        (&["privacy.mobile"], ["", "", law, law]),
        (&["privacy.minor"], ["minor_identifiable"; 4]),
        (&["privacy.minor", "law.repealed"], ["minor_identifiable"; 4]),
    ] {
        let mut story = Story::new();
        let stages = [(BUSINESS, "first"), (POLITICAL, "second"), (GENERAL, "secrecy"), (CHIEF, "final")];
        for ((n, stage), refusal) in stages.into_iter().zip(refusals) {
            story.checks = found(rules);
            let refused = story.approve(n, stage).err().map(code).unwrap_or_default();
            assert_eq!(refused, refusal, "{rules:?} {stage}");
            story.checks = CheckSummary::default();
            if !refused.is_empty() {
                story.approve(n, stage).expect(stage);
            }
        }
    }
}

#[test]
fn a_stage_is_passed_over_with_a_reason_and_a_minor_never() {
    let mut story = Story::new();
    story.checks = found(&["law.repealed", "privacy.minor"]);
    assert_eq!(story.override_it(CHIEF, "first", "急").map_err(code), Err("minor_identifiable".into()));
    story.checks = found(&["law.repealed"]);
    assert_eq!(story.override_it(CHIEF, "first", " ").map_err(code), Err("reason_required".into()));
    story.override_it(EVERYTHING, "first", "讲历史沿革，已当面核对").expect("passed over");
    // The sign-off does not ask a second time for what was passed over; for the rest it does.
    story.approve(POLITICAL, "second").expect("second");
    story.approve(GENERAL, "secrecy").expect("secrecy");
    story.checks = found(&["law.repealed", "term.detention"]);
    assert_eq!(story.approve(CHIEF, "final").map_err(code).err(), Some("checks_unresolved".into()));
    story.checks = found(&["law.repealed"]);
    assert_eq!(story.approve(CHIEF, "final").expect("signed").state, ReviewState::Approved);
}

#[test]
fn the_steps_say_so_beforehand_and_sending_back_stays_open() {
    let mut story = Story::new();
    story.on_shot(1, BUSINESS);
    let steps = |n, rules: &[&str]| {
        let steps = story.review.may(&voter(n), &[], Millis(99)).at_gates(&story.review, &found(rules));
        let first = steps.stages.into_iter().next().expect("a stage");
        [first.approve_refusal, first.send_back_refusal, first.override_refusal].map(|r| r.map(code))
    };
    assert_eq!(steps(BUSINESS, &["law.repealed"])[..2], [Some("checks_unresolved".into()), None]);
    assert_eq!(steps(BUSINESS, &["term.detention"])[..2], [None, None]);
    assert_eq!(steps(EVERYTHING, &["law.repealed"])[2], None);
    assert_eq!(steps(EVERYTHING, &["privacy.minor"])[2], Some("minor_identifiable".into()));
}

#[test]
fn a_template_without_the_field_answers_by_its_gates() {
    let mut template = serde_json::to_value(four_stages()).expect("json");
    for stage in template["stages"].as_array_mut().expect("stages") {
        stage.as_object_mut().expect("a stage").remove("checks");
    }
    let read: Template = serde_json::from_value(template).expect("a template of before");
    assert_eq!(read, four_stages());
    let mut own = four_stages();
    own.stages[0].checks = Some(vec![]);
    let mut story = Story::of(own);
    story.checks = found(&["law.repealed"]);
    story.approve(BUSINESS, "first").expect("a stage that answers for nothing");
}
