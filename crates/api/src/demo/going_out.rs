//! The acts of publishing: prepared, placed, handed over, confirmed; and what goes wrong on the way.
//! Knows no moment: the score says when. The one exception is a last day on which every channel ends otherwise.

use super::cast::{ACTORS, STRANDS};
use super::score::Score;
use super::scripts::{Draft, Reached};
use super::stage::{Stage, text};
use crate::StudioError;
use serde_json::{Value, json};

/// Days from the first and wall-clock times at which the channels take turns, by platform.
const TURNS: [(&str, i64, &str); 4] =
    [("wechat_mp", 0, "18:00"), ("weibo", 0, "12:00"), ("douyin", 1, "18:30"), ("toutiao", 1, "10:00")];

/// The work in which somebody was seen for the first time.
const NEWCOMER: (&str, &str) = ("快递柜前的一次冒领", "严某宇");

/// A link as each platform gives them.
fn link(platform: &str, number: u64) -> String {
    match platform {
        "wechat_mp" => format!("https://mp.weixin.qq.com/s/demo{number:08}"),
        "weibo" => format!("https://weibo.com/1000000001/demo{number:05}"),
        "douyin" => format!("https://www.douyin.com/video/73000000000{number:08}"),
        _ => format!("https://www.toutiao.com/video/72000000000{number:08}"),
    }
}

/// The publications of an episode as they stand, by platform.
fn publications(stage: &mut Stage, draft: &Draft) -> Result<Vec<(String, Value)>, StudioError> {
    let episode = stage.play(draft.title).episode;
    let found = stage.call(draft.editor, "list_publications", json!({ "episode": episode }))?;
    let rows = found.as_array().cloned().unwrap_or_default();
    Ok(rows.into_iter().map(|row| (text(&row["channel"], "platform"), row)).collect())
}

fn on(stage: &mut Stage, draft: &Draft, platform: &str) -> Result<Value, StudioError> {
    let all = publications(stage, draft)?;
    Ok(all.into_iter().find(|(found, _)| found == platform).map(|(_, row)| row).unwrap_or_default())
}

fn of(publication: &Value) -> Value {
    json!({ "publication": publication["id"], "version": publication["version"] })
}

fn with(publication: &Value, field: &str, value: Value) -> Value {
    let mut input = of(publication);
    input[field] = value;
    input
}

/// The editor puts the episode on every channel: a cover, the questions that nobody knows an answer to, and the approval.
pub fn prepare(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let episode = stage.play(draft.title).episode;
    let channels: Vec<String> = stage.channels.values().cloned().collect();
    let by = draft.editor;
    stage.call(by, "prepare_publications", json!({ "episode": episode, "channels": channels }))?;
    for (platform, publication) in publications(stage, draft)? {
        // Of what is over, only the channel that asks for a cover has one.
        let mut now = match draft.reached {
            Reached::Published if platform != "weibo" => publication,
            _ => stage.call(by, "make_cover", of(&publication))?,
        };
        let findings = now["findings"].as_array().cloned().unwrap_or_default();
        for finding in findings.iter().map(|found| &found["finding"]).filter(|f| f["weight"] == "ask") {
            let mut answer = of(&now);
            answer["rule"] = finding["rule"].clone();
            answer["found"] = finding["found"].clone();
            now = stage.call(by, "answer_finding", answer)?;
        }
        stage.call(by, "mark_ready", of(&now))?;
    }
    Ok(())
}

fn put(stage: &mut Stage, draft: &Draft, platform: &str, local: String) -> Result<(), StudioError> {
    let publication = on(stage, draft, platform)?;
    let mut input = with(&publication, "local", local.into());
    input["zone"] = Value::Null;
    input["fold"] = Value::Null;
    stage.call(draft.editor, "schedule_publication", input)?;
    Ok(())
}

/// Every channel has its turn from a day on.
pub fn place(stage: &mut Stage, draft: &'static Draft, from: i64) -> Result<(), StudioError> {
    for (platform, days, time) in TURNS {
        let local = format!("{}T{time}", stage.day(from + days));
        put(stage, draft, platform, local)?;
    }
    Ok(())
}

/// Every channel has its turn in the afternoon of the draft's last day.
pub fn place_at_once(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    for ((platform, ..), time) in TURNS.iter().zip(["17:20", "17:00", "16:40", "16:20"]) {
        let local = format!("{}T{time}", stage.day(draft.last.0));
        put(stage, draft, platform, local)?;
    }
    Ok(())
}

pub fn hand_over_all(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    for (_, publication) in publications(stage, draft)? {
        stage.call(draft.editor, "hand_over", of(&publication))?;
    }
    Ok(())
}

fn confirm(stage: &mut Stage, draft: &Draft, platform: &str) -> Result<(), StudioError> {
    let publication = on(stage, draft, platform)?;
    let number = u64::try_from(draft.last.0.abs()).unwrap_or(0);
    let mut input = with(&publication, "pasted", link(platform, number).into());
    input["published_at"] = Value::Null;
    stage.call(draft.editor, "confirm_publication", input)?;
    Ok(())
}

/// The links come back, and the credits are confirmed.
pub fn confirm_all(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    for (platform, ..) in TURNS {
        confirm(stage, draft, platform)?;
    }
    credits(stage, draft)
}

/// Who made it, as the editor writes it down.
fn credits(stage: &mut Stage, draft: &Draft) -> Result<(), StudioError> {
    let strand = STRANDS.iter().find(|strand| strand.name == draft.column);
    let department = strand.map_or("", |strand| strand.department);
    let host = ACTORS.iter().find(|actor| actor.department == department && actor.share > 2);
    let host = if draft.title == NEWCOMER.0 { NEWCOMER.1 } else { host.map_or("", |actor| actor.name) };
    let episode = stage.play(draft.title).episode;
    let made = [
        (stage.owner(draft.editor), "planner", "lead"),
        (stage.owner(draft.writer), "writer", "lead"),
        (stage.person(host).to_owned(), "host", "lead"),
        (stage.person("姜某月").to_owned(), "camera", "equal"),
        (stage.person("郑某庚").to_owned(), "editor", "equal"),
        (stage.person("李某丁").to_owned(), "reviewer", "supporting"),
    ];
    for (person, role, degree) in made {
        let input = json!({
            "id": null, "version": 0, "episode": episode, "person": person, "role": role, "degree": degree, "confirmed": true,
        });
        stage.call(draft.editor, "save_credit", input)?;
    }
    Ok(())
}

/// The slots of the episode that goes out while the demo is looked at.
pub fn place_last_day(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    for (platform, day, time) in
        [("wechat_mp", -1, "10:00"), ("toutiao", -1, "12:00"), ("douyin", -1, "17:00"), ("weibo", 0, "18:00")]
    {
        let local = format!("{}T{time}", stage.day(day));
        put(stage, draft, platform, local)?;
    }
    Ok(())
}

/// One channel is out, one failed, of one nobody knows, and one waits for a person today.
pub fn last_day(score: &mut Score, draft: &'static Draft) {
    let hand = move |stage: &mut Stage, platform: &str| {
        let publication = on(stage, draft, platform)?;
        stage.call(draft.editor, "hand_over", of(&publication)).map(|_| ())
    };
    score.at(-1, 10, move |stage| {
        hand(stage, "wechat_mp")?;
        stage.minutes(12);
        confirm(stage, draft, "wechat_mp")
    });
    score.at(-1, 12, move |stage| {
        hand(stage, "toutiao")?;
        let publication = on(stage, draft, "toutiao")?;
        let input = with(&publication, "reason", "平台提示封面不清晰，没有发出去".into());
        stage.call(draft.editor, "fail_publication", input).map(|_| ())
    });
    score.at(-1, 17, move |stage| {
        hand(stage, "douyin")?;
        let publication = on(stage, draft, "douyin")?;
        let input = with(&publication, "reason", "点了发布，页面卡住，没看到作品".into());
        stage.call(draft.editor, "doubt_publication", input).map(|_| ())
    });
    score.at(-1, 18, move |stage| hand(stage, "weibo"));
}

/// One channel gets a title of its own after its approval.
pub fn retitle(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    let publication = on(stage, draft, "douyin")?;
    let mut input = with(&publication, "title", "井盖丢了三天，谁来管？".into());
    input["description"] = Value::Null;
    input["tags"] = Value::Null;
    stage.call(draft.editor, "save_publication", input)?;
    Ok(())
}

fn end(stage: &mut Stage, draft: &Draft, operation: &str, reason: &str) -> Result<(), StudioError> {
    let episode = stage.play(draft.title).episode;
    let seen = stage.call(draft.editor, "episode_view", json!({ "episode": episode }))?;
    let input = json!({ "episode": episode, "version": seen["version"], "reason": reason });
    stage.call(draft.editor, operation, input)?;
    Ok(())
}

pub fn withdraw(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    end(stage, draft, "withdraw_episode", "当事人有新的意见，暂不发布")
}

pub fn shelve(stage: &mut Stage, draft: &'static Draft) -> Result<(), StudioError> {
    end(stage, draft, "shelve_episode", "等相关案件办结后再拍")
}
