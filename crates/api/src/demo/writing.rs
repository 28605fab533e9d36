//! The acts of a script: proposed, adopted, written, handed in, approved, sent back, answered.
//! Knows no moment: the score says when.

use super::scripts::Draft;
use super::stage::{Play, Stage, text};
use super::work::{Approval, approvals};
use crate::StudioError;
use serde_json::{Value, json};

/// The topic comes up.
pub fn propose(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let column = stage.columns[draft.column].clone();
    let input = json!({ "title": draft.title, "source": "case", "column": column, "wanted_day": null });
    let topic = stage.call(draft.writer, "propose_topic", input)?;
    // Until it is adopted, the play knows the topic in the episode's place.
    let play = Play { episode: text(&topic["row"], "id"), ..Play::default() };
    stage.keep(draft.title, play);
    Ok(())
}

/// The editor makes an episode of the topic.
pub fn adopt(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let topic = stage.play(draft.title).episode;
    let seen = stage.call(draft.editor, "topic_view", json!({ "id": topic }))?;
    let step = json!({ "id": topic, "version": seen["row"]["version"], "to": "shortlisted", "below": null, "reason": "" });
    let seen = stage.call(draft.editor, "move_topic", step)?;
    let owner = stage.owner(draft.editor);
    let input = json!({
        "id": topic, "version": seen["row"]["version"], "column": stage.columns[draft.column], "format": draft.format,
        "owner": owner, "wanted_day": stage.day(draft.wanted), "target_seconds": 60, "reason": "",
    });
    let adopted = stage.call(draft.editor, "adopt_topic", input)?;
    stage.keep(draft.title, Play { episode: text(&adopted, "episode"), ..Play::default() });
    Ok(())
}

/// The writer writes the whole script.
pub fn write(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let episode = stage.play(draft.title).episode;
    let opened = stage.call(draft.writer, "script_view", json!({ "episode": episode }))?;
    let shots: Vec<Value> = draft
        .shots
        .iter()
        .map(|(size, picture, speaker, line, caption)| {
            json!({
                "id": stage.id(), "code": "", "size": size, "setting": "", "picture": picture, "speaker": speaker,
                "line": line, "caption": caption, "seconds": null, "note": "", "omitted": false,
            })
        })
        .collect();
    let header = json!({
        "hook": draft.hook, "legal_point": draft.legal_point, "law_cited": draft.law_cited,
        "takeaway": draft.takeaway, "case_stage": "no_case",
    });
    let script = json!({ "header": header, "shots": shots });
    let input = json!({ "episode": episode, "version": opened["version"], "script": script });
    stage.call(draft.writer, "save_script", input)?;
    Ok(())
}

/// The writer hands the script in.
pub fn submit(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let play = stage.play(draft.title);
    let opened = stage.call(draft.writer, "script_view", json!({ "episode": play.episode }))?;
    let note =
        if play.review.is_empty() { "请各位老师审阅" } else { "已按意见修改，请再审" };
    let input = json!({ "episode": play.episode, "version": opened["version"], "note": note });
    let review = stage.call(draft.writer, "submit_script", input)?;
    stage.keep(draft.title, Play { review: text(&review, "id"), ..play });
    Ok(())
}

/// A ballot on what stands before the voter, whom the studio sees reading it.
pub fn ballot(
    stage: &mut Stage,
    login: &str,
    review: &str,
    (key, decision): (&str, &str),
) -> Result<Value, StudioError> {
    let seen = stage.call(login, "review_view", json!({ "review": review }))?;
    stage.call(login, "look_at_review", json!({ "review": review }))?;
    Ok(json!({
        "review": review, "version": seen["version"], "revision": seen["revisions"][0]["id"], "stage": key,
        "decision": decision, "note": "", "standing_for": null,
    }))
}

/// Somebody approves a stage, or passes over it.
pub fn approve(stage: &mut Stage, draft: &'static Draft, approval: &Approval) -> Result<(), StudioError> {
    let review = stage.play(draft.title).review;
    let mut ballot = ballot(stage, approval.login, &review, (approval.stage, "approve"))?;
    if let Some(reason) = approval.passed_over {
        let input = json!({
            "review": review, "version": ballot["version"], "revision": ballot["revision"], "stage": approval.stage,
            "reason": reason,
        });
        stage.call(approval.login, "override_stage", input)?;
        return Ok(());
    }
    if let Some(principal) = approval.standing_for {
        ballot["standing_for"] = stage.person(principal).into();
    }
    stage.call(approval.login, "cast_vote", ballot)?;
    Ok(())
}

/// The first reviewer sends the script back, with two comments.
pub fn send_back(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let review = stage.play(draft.title).review;
    let Some(first) = approvals(draft).into_iter().next() else {
        return Ok(());
    };
    let ballot = ballot(stage, first.login, &review, (first.stage, "send_back"))?;
    let script = stage.call(first.login, "revision_view", json!({ "revision": ballot["revision"] }))?;
    let shot = &script["script"]["shots"][1]["id"];
    for (text, place) in [
        ("这里的表述请再核对一下条文原文。", json!({ "kind": "shot", "shot": shot, "field": "line" })),
        ("结尾的提示可以再口语一些，让老人也听得懂。", json!({ "kind": "header", "field": "takeaway" })),
    ] {
        let comment =
            json!({ "review": review, "revision": ballot["revision"], "text": text, "place": place });
        stage.call(first.login, "add_comment", comment)?;
    }
    stage.call(first.login, "cast_vote", ballot)?;
    Ok(())
}

/// The writer mends a shot and answers what was asked.
pub fn answer(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let episode = stage.play(draft.title).episode;
    let mut opened = stage.call(draft.writer, "script_view", json!({ "episode": episode }))?;
    let line = opened["script"]["shots"][1]["line"].as_str().unwrap_or_default().to_owned();
    opened["script"]["shots"][1]["line"] = format!("{line}这一点，请大家记牢。").into();
    let input = json!({ "episode": episode, "version": opened["version"], "script": opened["script"] });
    stage.call(draft.writer, "save_script", input)?;
    let asked = json!({ "episode": episode, "subject": "script" });
    let said = stage.call(draft.writer, "episode_comments", asked)?;
    for comment in said["comments"].as_array().into_iter().flatten() {
        let input = json!({ "comment": comment["id"], "text": "已核对原文并修改，谢谢提醒。" });
        stage.call(draft.writer, "answer_comment", input)?;
    }
    Ok(())
}
