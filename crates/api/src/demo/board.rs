//! What the unit keeps beside its episodes: topics on the board, its own hours for reviews, who stands in for whom, and
//! notices that were read.
//! Knows no episode.

use super::LOGIN;
use super::score::Score;
use super::stage::Stage;
use crate::StudioError;
use serde_json::{Value, json};

/// Topics that are not episodes yet: title, source, where on the board, proposer's login, angle.
const TOPICS: &[(&str, &str, &str, &str, &str)] = &[
    ("老人免费旅游团的套路", "case", "shelved", "feng", "材料还不全，等案件办结"),
    ("明星塌房怎么看", "hot_topic", "declined", "zheng", "与检察职能关系不大"),
    ("共享单车上私锁", "feedback", "proposed", "zheng", "网友留言问得最多的一个问题"),
    ("未成年人文身治理", "case", "shortlisted", "shi", "一份检察建议之后的变化"),
    ("隔夜酒真的也是酒吗", "feedback", "proposed", "chen", "节前再讲一次，换一个故事"),
    ("电梯里的监控视频能不能发群里", "feedback", "shortlisted", "wu", "隐私与公共安全的边界"),
    ("直播间买到假货怎么办", "hot_topic", "proposed", "han", "保留哪些证据、找谁维权"),
    ("一次上门听证", "request", "shelved", "qin", "当事人不愿出镜，先放一放"),
    ("压岁钱归谁管", "hot_topic", "proposed", "shi", "从一张孩子名下的存单讲起"),
    ("直播间买到假货该怎么维权", "request", "proposed", "wu", "一位来访群众的真实经历"),
    ("年底讨薪，检察院能做什么", "case", "shortlisted", "chen", "支持起诉的一个真实流程"),
    ("宪法宣传周：一分钟认识宪法宣誓", "publicity_day", "shortlisted", "wu", "用一次宣誓的镜头讲宪法的权威"),
    ("食堂里的反浪费小课", "other", "declined", "zheng", "适合做海报，不适合做视频"),
];

/// Hours until a stage of this unit is due: the reviewers have cases of their own.
const HOURS: [(&str, u32); 6] =
    [("first", 48), ("proof_1", 48), ("second", 48), ("proof_2", 48), ("secrecy", 36), ("proof_3", 36)];

/// The unit's own settings, and what everybody has read by the evening before.
pub fn house(score: &mut Score) {
    score.at(super::SET_UP, 10, |stage| {
        let mut seen = stage.call(LOGIN, "review_template", json!({ "subject": "script" }))?;
        for stage in seen["template"]["stages"].as_array_mut().into_iter().flatten() {
            if let Some((_, hours)) = HOURS.iter().find(|(key, _)| stage["key"] == *key) {
                stage["due_hours"] = (*hours).into();
            }
        }
        let input = json!({ "number": seen["number"], "template": seen["template"] });
        stage.call(LOGIN, "save_review_template", input).map(|_| ())
    });
    score.at(-30, 9, |stage| stands_in(stage, "qin", "lv", (-29, -22)));
    score.at(-2, 9, |stage| stands_in(stage, "zhao", "sun", (-2, 6)));
    score.at(-2, 10, |stage| stands_in(stage, "shen", "wang", (3, 9)));
    score.at(-1, 16, |stage| {
        for login in stage.logins() {
            let until = stage.api.now();
            stage.call(&login, "mark_notices_seen", json!({ "until": until }))?;
        }
        Ok(())
    });
}

fn stands_in(
    stage: &mut Stage,
    principal: &str,
    deputy: &str,
    (from, to): (i64, i64),
) -> Result<(), StudioError> {
    let deputy = stage.owner(deputy);
    let input = json!({ "principal": null, "deputy": deputy, "from": stage.day(from), "to": stage.day(to) });
    stage.call(principal, "save_deputy", input).map(|_| ())
}

/// Puts topics on the board, one a day.
pub fn topics(score: &mut Score) {
    for (day, topic) in (-26_i64..).step_by(2).zip(TOPICS) {
        score.at(day, 10, move |stage| propose(stage, topic));
    }
}

fn propose(
    stage: &mut Stage,
    (title, source, to, proposer, angle): &(&str, &str, &str, &str, &str),
) -> Result<(), StudioError> {
    let input = json!({ "title": title, "source": source, "column": null, "wanted_day": null });
    let topic = stage.call(proposer, "propose_topic", input)?;
    let proposers = topic["row"]["proposers"].as_array().into_iter().flatten();
    let proposers: Vec<Value> = proposers.map(|person| person["id"].clone()).collect();
    let input = json!({
        "id": topic["row"]["id"], "version": topic["row"]["version"], "title": title, "angle": angle, "source": source,
        "legal_point": "", "law_cited": "", "column": null, "department": null, "wanted_day": null,
        "proposers": proposers,
    });
    let topic = stage.call(proposer, "save_topic", input)?;
    if *to != "proposed" {
        let input = json!({
            "id": topic["row"]["id"], "version": topic["row"]["version"], "to": to, "below": null, "reason": angle,
        });
        stage.call("wu", "move_topic", input)?;
    }
    Ok(())
}
