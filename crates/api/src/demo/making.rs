//! The acts of production: tasks, releases, the final cut and its review, and the gates.
//! Knows no moment: the score says when.

use super::scripts::Draft;
use super::stage::{Play, Stage, text};
use super::writing::ballot;
use crate::StudioError;
use serde_json::{Value, json};

/// The film of every episode: a test picture of one second.
const FILM: &[u8] = include_bytes!("../../../../assets/fixtures/second.mp4");

/// The tasks: craft, what is to be done, and the day on which it is due, from the last day on which something happened.
pub const TASKS: [(&str, &str, i64); 4] = [
    ("shoot", "室内加外景，准备小道具", -1),
    ("edit", "竖版，控制在一分钟以内", 3),
    ("subtitles", "法条字幕逐字核对", 4),
    ("cover", "标题不超过十二个字", 1),
];

/// Who reviews the cuts: neither shoots nor edits.
const CUT_REVIEWER: &str = "li";

fn view(stage: &mut Stage, draft: &Draft) -> Result<Value, StudioError> {
    let episode = stage.play(draft.title).episode;
    stage.call(draft.editor, "production_view", json!({ "episode": episode }))
}

/// The editor begins production: tasks are handed out, releases are asked for, the picture for the covers is chosen.
pub fn begin(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let episode = stage.play(draft.title).episode;
    let by = draft.editor;
    stage.call(by, "start_production", json!({ "episode": episode }))?;
    let people = [Some("姜某月".to_owned()), Some("郑某庚".to_owned()), None, Some("吴某己".to_owned())];
    for ((craft, note, due), name) in TASKS.iter().zip(people) {
        let assignee = match &name {
            Some(name) => stage.person(name).to_owned(),
            None => stage.owner(draft.writer),
        };
        let input = json!({
            "episode": episode, "id": null, "version": 0, "craft": craft, "note": note, "assignee": assignee,
            "start": stage.day(draft.last.0 - 3), "due": stage.day(draft.last.0 + due),
        });
        stage.call(by, "save_task", input)?;
    }
    if draft.format == "drama" {
        for (name, scope) in [("群众演员甲（演示）", "本期视频及封面"), ("群众演员乙（演示）", "本期视频")]
        {
            let input = json!({
                "episode": episode, "id": null, "version": 0, "name": name, "scope": scope,
                "given_on": given(draft, name).map(|day| stage.day(day)), "withdrawn_on": null, "sheet": null,
            });
            stage.call(by, "save_release", input)?;
        }
    }
    choose_picture(stage, draft)?;
    let seen = view(stage, draft)?;
    let copy = json!({
        "episode": episode, "version": seen["version"], "title": "", "description": format!("{}{}", draft.hook, draft.takeaway),
        "tags": ["普法", draft.column],
    });
    stage.call(by, "save_copy", copy)?;
    Ok(())
}

/// The day on which a release was given; one of the second is still missing while the episode is being made.
fn given(draft: &Draft, name: &str) -> Option<i64> {
    let making = matches!(draft.reached, super::scripts::Reached::Producing(_));
    let missing = making && name.contains('乙');
    (!missing).then_some(draft.last.0 - 2)
}

/// The pictures of the demo, drawn for it.
const PICTURES: [(&str, &[u8]); 3] = [
    ("城市傍晚.png", include_bytes!("../../../../assets/demo/evening.png")),
    ("天平与书.png", include_bytes!("../../../../assets/demo/scales.png")),
    ("河边清晨.png", include_bytes!("../../../../assets/demo/river.png")),
];

fn choose_picture(stage: &mut Stage, draft: &Draft) -> Result<(), StudioError> {
    let at = match draft.column {
        "公益诉讼守护美好生活" => 2,
        "民法典解读" | "断案" | "说案" | "政法工作条例解读" => 1,
        _ => 0,
    };
    let (name, bytes) = PICTURES[at];
    let picture = stage.bring(draft.editor, name, bytes)?;
    let seen = view(stage, draft)?;
    let input = json!({
        "episode": seen["episode"], "version": seen["version"], "picture": picture, "focus_x": 0.5, "focus_y": 0.45,
        "cover_title": "",
    });
    stage.call(draft.editor, "set_cover_source", input)?;
    Ok(())
}

/// One of the tasks is done.
pub fn finish(stage: &mut Stage, draft: &'static Draft, task: usize) -> Result<(), StudioError> {
    let seen = view(stage, draft)?;
    let wanted = TASKS[task].0;
    let found = seen["tasks"].as_array().into_iter().flatten().find(|found| found["craft"] == wanted);
    if let Some(found) = found {
        let input = json!({ "id": found["id"], "version": found["version"], "done": true });
        stage.call(draft.editor, "finish_task", input)?;
    }
    Ok(())
}

/// The final cut comes in, the gates are declared, and it goes to its review.
pub fn hand_in_cut(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let play = stage.play(draft.title);
    let by = draft.editor;
    let film = stage.bring(by, "成片.mp4", FILM)?;
    let seen = view(stage, draft)?;
    let cut = json!({ "episode": play.episode, "version": seen["version"], "film": film });
    let seen = stage.call(by, "set_final_cut", cut)?;
    let declared = json!({
        "episode": play.episode, "version": seen["version"], "ai_use": "none",
        "ai_label_seen": false, "minors": "absent", "filing_no": "",
    });
    stage.call(by, "declare_production", declared)?;
    let review = stage.call(by, "submit_cut", json!({ "episode": play.episode }))?;
    stage.keep(draft.title, Play { review: text(&review, "id"), ..play });
    Ok(())
}

/// The reviewer of the cut says something about a moment of it.
pub fn remark(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let review = stage.play(draft.title).review;
    let ballot = ballot(stage, CUT_REVIEWER, &review, ("cut", "approve"))?;
    let comment = json!({
        "review": review, "revision": ballot["revision"], "text": "这一帧字幕和旁白差了半拍，请对一下。",
        "place": { "kind": "moment", "at_ms": 400 },
    });
    stage.call(CUT_REVIEWER, "add_comment", comment)?;
    Ok(())
}

/// The cut comes back with a comment.
pub fn send_back(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    remark(stage, draft)?;
    let review = stage.play(draft.title).review;
    let ballot = ballot(stage, CUT_REVIEWER, &review, ("cut", "send_back"))?;
    stage.call(CUT_REVIEWER, "cast_vote", ballot)?;
    Ok(())
}

/// The cut is approved.
pub fn approve(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let review = stage.play(draft.title).review;
    let ballot = ballot(stage, CUT_REVIEWER, &review, ("cut", "approve"))?;
    stage.call(CUT_REVIEWER, "cast_vote", ballot)?;
    Ok(())
}

/// Every gate is shut: the episode is ready.
pub fn ready(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let episode = stage.play(draft.title).episode;
    stage.call(draft.editor, "approve_cut", json!({ "episode": episode }))?;
    Ok(())
}

/// Somebody who is seen takes their consent back.
pub fn take_release_back(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let seen = view(stage, draft)?;
    let release = &seen["releases"][1];
    let input = json!({
        "episode": seen["episode"], "id": release["id"], "version": release["version"], "name": release["name"],
        "scope": release["scope"], "given_on": release["given_on"], "withdrawn_on": stage.day(draft.last.0), "sheet": null,
    });
    stage.call(draft.editor, "save_release", input)?;
    Ok(())
}
