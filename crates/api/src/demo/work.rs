//! What is under way in the demo: topics on the board, and episodes at every stage of the pipeline, each brought there
//! by the people whose work it is.

use super::LOGIN;
use super::scripts::{Draft, SCRIPTS};
use super::stage::{Stage, text};
use crate::StudioError;
use serde_json::{Value, json};

/// Who votes in which stage of the shipped template; all of them different people, none of them a writer.
const VOTES: &[(&str, &str)] = &[
    ("first", "wang"),
    ("proof_1", "feng"),
    ("second", "li"),
    ("proof_2", "lv"),
    ("secrecy", "zhou"),
    ("proof_3", "qin"),
    ("final", "qian"),
];

/// How far an episode has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Being written.
    Writing,
    /// In review, after so many of [`VOTES`].
    Votes(usize),
    /// Sent back in its first stage, with a comment.
    SentBack,
    Approved,
}

/// Topics that are not episodes yet: title, source, where on the board, proposer's login, angle.
const TOPICS: &[(&str, &str, &str, &str, &str)] = &[
    ("宪法宣传周：一分钟认识宪法宣誓", "publicity_day", "shortlisted", "wu", "用一次宣誓的镜头讲宪法的权威"),
    ("压岁钱归谁管", "hot_topic", "proposed", "shi", "从一张孩子名下的存单讲起"),
    ("直播间买到假货怎么办", "hot_topic", "proposed", "han", "保留哪些证据、找谁维权"),
    ("年底讨薪，检察院能做什么", "case", "proposed", "chen", "支持起诉的一个真实流程"),
    ("共享单车上私锁", "feedback", "proposed", "zheng", "网友留言问得最多的一个问题"),
    ("电梯里的监控视频能不能发群里", "feedback", "shortlisted", "wu", "隐私与公共安全的边界"),
    ("未成年人文身治理", "case", "shortlisted", "shi", "一份检察建议之后的变化"),
    ("老人免费旅游团的套路", "case", "shelved", "feng", "材料还不全，等案件办结"),
    ("明星塌房怎么看", "hot_topic", "declined", "zheng", "与检察职能关系不大"),
];

/// Puts topics on the board.
pub fn topics(stage: &Stage) -> Result<(), StudioError> {
    for (days, (title, source, to, proposer, angle)) in (-24_i64..).zip(TOPICS) {
        stage.days_from_today(days, 10);
        let topic = stage.call(
            proposer,
            "propose_topic",
            json!({ "title": title, "source": source, "column": null, "wanted_day": null }),
        )?;
        let topic = stage.call(
            proposer,
            "save_topic",
            json!({
                "id": topic["row"]["id"], "version": topic["row"]["version"], "title": title, "angle": angle, "source": source,
                "legal_point": "", "law_cited": "", "column": null, "department": null, "wanted_day": null,
                "proposers": topic["row"]["proposers"].as_array().map(|all| all.iter().map(|p| p["id"].clone()).collect::<Vec<_>>()),
            }),
        )?;
        if *to != "proposed" {
            let input = json!({ "id": topic["row"]["id"], "version": topic["row"]["version"], "to": to, "below": null, "reason": angle });
            stage.call(LOGIN, "move_topic", input)?;
        }
    }
    Ok(())
}

/// Brings each script of the demo to where it stands.
pub fn under_way(stage: &mut Stage) -> Result<(), StudioError> {
    let columns = stage.call(LOGIN, "list_columns", json!({}))?;
    for draft in SCRIPTS {
        let column = columns.as_array().into_iter().flatten().find(|column| column["name"] == draft.column);
        let column = column.map(|column| text(column, "id")).unwrap_or_default();
        stage.days_from_today(draft.begun, 9);
        stage.everybody_signs_in()?;
        play(stage, draft, &column)?;
    }
    stage.days_from_today(0, 8);
    stage.everybody_signs_in()
}

fn play(stage: &mut Stage, draft: &Draft, column: &str) -> Result<(), StudioError> {
    let topic = stage.call(
        draft.writer,
        "propose_topic",
        json!({ "title": draft.title, "source": "case", "column": column, "wanted_day": null }),
    )?;
    let topic = stage.call(
        LOGIN,
        "move_topic",
        json!({ "id": topic["row"]["id"], "version": topic["row"]["version"], "to": "shortlisted", "below": null, "reason": "" }),
    )?;
    let adopted = stage.call(
        LOGIN,
        "adopt_topic",
        json!({
            "id": topic["row"]["id"], "version": topic["row"]["version"], "column": column, "format": draft.format, "reason": "",
            "owner": stage.person(draft.owner), "wanted_day": stage.today.plus_days(draft.wanted),
            "target_seconds": 60,
        }),
    )?;
    let episode = text(&adopted, "episode");
    stage.minutes(50);
    let version = write(stage, draft, &episode)?;
    if draft.reached == Reached::Writing {
        return Ok(());
    }
    stage.minutes(90);
    let review = stage.call(
        draft.writer,
        "submit_script",
        json!({ "episode": episode, "version": version, "note": "请各位老师审阅" }),
    )?;
    match draft.reached {
        Reached::Writing => Ok(()),
        Reached::SentBack => send_back(stage, &review),
        Reached::Votes(votes) => vote(stage, &review, votes),
        Reached::Approved => vote(stage, &review, VOTES.len()),
    }
}

/// Writes the script; answers the draft's version.
fn write(stage: &Stage, draft: &Draft, episode: &str) -> Result<i64, StudioError> {
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
        "hook": draft.hook, "legal_point": draft.legal_point, "law_cited": draft.law_cited, "takeaway": draft.takeaway,
        "case_stage": "no_case",
    });
    let saved = stage.call(
        draft.writer,
        "save_script",
        json!({ "episode": episode, "version": opened["version"], "script": { "header": header, "shots": shots } }),
    )?;
    Ok(saved["version"].as_i64().unwrap_or_default())
}

fn ballot(
    stage: &Stage,
    login: &str,
    review: &Value,
    key: &str,
    decision: &str,
) -> Result<Value, StudioError> {
    let seen = stage.call(login, "review_view", json!({ "review": review["id"] }))?;
    Ok(json!({
        "review": seen["id"], "version": seen["version"], "revision": seen["revisions"][0]["id"], "stage": key,
        "decision": decision, "note": "", "standing_for": null,
    }))
}

fn vote(stage: &Stage, review: &Value, votes: usize) -> Result<(), StudioError> {
    for (key, login) in VOTES.iter().take(votes) {
        stage.minutes(45);
        let ballot = ballot(stage, login, review, key, "approve")?;
        stage.call(login, "cast_vote", ballot)?;
    }
    Ok(())
}

fn send_back(stage: &Stage, review: &Value) -> Result<(), StudioError> {
    let (key, login) = VOTES[0];
    stage.minutes(120);
    let ballot = ballot(stage, login, review, key, "send_back")?;
    let script = stage.call(login, "revision_view", json!({ "revision": ballot["revision"] }))?;
    let shot = &script["script"]["shots"][1];
    stage.call(
        login,
        "add_comment",
        json!({
            "review": review["id"], "revision": ballot["revision"], "text": "这里的表述请再核对一下条文原文。",
            "place": { "kind": "shot", "shot": shot["id"], "field": "line" },
        }),
    )?;
    stage.call(login, "cast_vote", ballot)?;
    Ok(())
}
