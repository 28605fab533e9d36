//! The way of each episode to where it stands: which acts, by whom, in which order.
//! Knows no operation.

use super::score::{Score, Step, after};
use super::scripts::{Draft, Reached};
use super::stage::Stage;
use super::{figures, going_out, making, writing};
use crate::StudioError;

/// The episode of whose final stage a deputy took care.
const STOOD_IN: &str = "公益诉讼检察官的一天";
/// The episode one of whose proofreads was passed over.
const PASSED_OVER: &str = "骑电动车，请戴好头盔";

/// Somebody's approval of a stage of the shipped template.
pub struct Approval {
    pub stage: &'static str,
    pub login: &'static str,
    /// By name, who is away.
    pub standing_for: Option<&'static str>,
    /// A reason: the stage was passed over.
    pub passed_over: Option<&'static str>,
}

/// Who approves an episode's script, in the order of the stages; all of them different people, none of them a writer.
pub fn approvals(draft: &Draft) -> Vec<Approval> {
    let heads = match draft.column {
        "断案" | "说案" => ["shen", "wang", "lv"],
        "民法典解读" | "公益诉讼守护美好生活" => ["qin", "lv", "wang"],
        "未检工作室" => ["lv", "qin", "shen"],
        _ => ["wang", "lv", "qin"],
    };
    let [head, second, third] = heads;
    let stood_in = draft.title == STOOD_IN;
    let chief = if stood_in { "sun" } else { "qian" };
    let by = |stage, login| Approval { stage, login, standing_for: None, passed_over: None };
    let passed_over = (draft.title == PASSED_OVER).then_some("校对同志外出学习，本期由两校把关");
    let second = if passed_over.is_some() { "sun" } else { second };
    vec![
        by("first", head),
        by("proof_1", "feng"),
        by("second", "li"),
        Approval { passed_over, ..by("proof_2", second) },
        by("secrecy", "zhou"),
        by("proof_3", third),
        Approval { standing_for: stood_in.then_some("赵某甲"), ..by("final", chief) },
    ]
}

/// Puts everything that happens to an episode into the score.
pub fn episode(score: &mut Score, draft: &'static Draft) {
    let mut steps = begun(draft);
    let (day, hour, minute) = draft.last;
    let mut last = (day, hour * 60 + minute);
    match draft.reached {
        Reached::Writing => {}
        Reached::Votes(votes) => {
            steps.push(act(90, draft, writing::submit));
            steps.extend(votes_of(draft, votes));
        }
        Reached::SentBack => steps.extend(sent_back(draft)),
        Reached::Answered(votes) => {
            steps.extend(sent_back(draft));
            steps.extend(answered(draft));
            steps.extend(votes_of(draft, votes));
        }
        _ => {
            // The youngest writer's scripts come back once.
            if draft.writer == "shi" {
                steps.extend(sent_back(draft));
                steps.extend(answered(draft));
            } else {
                steps.push(act(90, draft, writing::submit));
            }
            steps.extend(votes_of(draft, approvals(draft).len()));
            steps.extend(made(draft));
            steps.extend(out(draft));
        }
    }
    if draft.reached == Reached::GoingOut {
        // The last day of it is played by the clock.
        going_out::last_day(score, draft);
        last = (day - 1, 16 * 60);
    }
    if draft.reached == Reached::Published {
        figures::of_work(score, draft);
    }
    score.ending_at(last, steps);
}

/// An act of the episode that needs nothing more said.
fn act(
    minutes: i64,
    draft: &'static Draft,
    act: fn(&mut Stage, &'static Draft) -> Result<(), StudioError>,
) -> Step {
    after(minutes, move |stage| act(stage, draft))
}

fn begun(draft: &'static Draft) -> Vec<Step> {
    vec![act(0, draft, writing::propose), act(200, draft, writing::adopt), act(420, draft, writing::write)]
}

fn votes_of(draft: &'static Draft, votes: usize) -> Vec<Step> {
    let approvals = approvals(draft).into_iter().take(votes);
    approvals.map(|approval| after(75, move |stage| writing::approve(stage, draft, &approval))).collect()
}

fn sent_back(draft: &'static Draft) -> Vec<Step> {
    vec![act(90, draft, writing::submit), act(160, draft, writing::send_back)]
}

fn answered(draft: &'static Draft) -> Vec<Step> {
    vec![act(150, draft, writing::answer), act(30, draft, writing::submit)]
}

/// From the approved script to the approved cut, as far as the episode came.
fn made(draft: &'static Draft) -> Vec<Step> {
    let tasks = match draft.reached {
        Reached::Approved | Reached::Shelved => return vec![],
        Reached::Producing(done) => done,
        _ => making::TASKS.len(),
    };
    let mut steps = vec![act(120, draft, making::begin)];
    steps.extend((0..tasks).map(|task| after(180, move |stage| making::finish(stage, draft, task))));
    if matches!(draft.reached, Reached::Producing(_)) {
        return steps;
    }
    steps.push(act(60, draft, making::hand_in_cut));
    match draft.reached {
        Reached::CutReview if draft.format == "drama" => {
            steps.push(act(90, draft, making::remark));
        }
        Reached::CutReview => {}
        Reached::CutSentBack => steps.push(act(90, draft, making::send_back)),
        _ => {
            steps.push(act(120, draft, making::approve));
            steps.push(act(20, draft, making::ready));
        }
    }
    steps
}

/// What happens to an episode that is ready.
fn out(draft: &'static Draft) -> Vec<Step> {
    let placed = |from| {
        vec![act(60, draft, going_out::prepare), after(30, move |stage| going_out::place(stage, draft, from))]
    };
    match draft.reached {
        Reached::Placed(from) => placed(from),
        Reached::GateOpen(from) => {
            let mut steps = placed(from);
            steps.push(act(60, draft, making::take_release_back));
            steps
        }
        Reached::Stale(from) => {
            let mut steps = placed(from);
            steps.push(act(60, draft, going_out::retitle));
            steps
        }
        Reached::GoingOut => {
            vec![act(60, draft, going_out::prepare), act(30, draft, going_out::place_last_day)]
        }
        Reached::Published => vec![
            act(60, draft, going_out::prepare),
            act(30, draft, going_out::place_at_once),
            act(540, draft, going_out::hand_over_all),
            act(20, draft, going_out::confirm_all),
        ],
        Reached::Withdrawn => vec![act(60, draft, going_out::withdraw)],
        Reached::Shelved => vec![act(60, draft, going_out::shelve)],
        _ => vec![],
    }
}
