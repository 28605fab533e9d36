//! Figures of the demo: works on their first days, channels from month to month, and participation as it was reported.
//! Knows no publishing.

use super::score::Score;
use super::scripts::Draft;
use super::stage::Stage;
use crate::StudioError;
use serde_json::{Value, json};

/// The ages in days at which works are compared, and the part of their later views that they had by then, in percent.
const AGES: [(i64, i64); 3] = [(1, 34), (3, 71), (7, 100)];
/// Views after a week, by platform.
const VIEWS: [(&str, i64); 4] =
    [("wechat_mp", 3_240), ("weibo", 1_870), ("douyin", 21_600), ("toutiao", 940)];
/// A work whose platform told fewer views later than before.
const FELL: (&str, &str) = ("孩子打赏主播的钱，能退吗", "weibo");
/// A work of which the platform says no more than that it is over a round number.
const OVER: (&str, &str) = ("快递柜前的一次冒领", "douyin");
/// Followers of the channels today.
const FOLLOWERS: [(&str, i64); 4] =
    [("wechat_mp", 15_260), ("weibo", 6_110), ("douyin", 9_780), ("toutiao", 2_850)];

fn figures(views: Option<i64>, followers: Option<i64>, qualifier: Option<&str>) -> Value {
    json!({
        "views": views, "likes": views.map(|n| n / 21), "comments": views.map(|n| n / 260), "shares": views.map(|n| n / 140),
        "favourites": null, "followers": followers, "qualifier": qualifier,
    })
}

/// The editor enters the figures of a work one, three and seven days after it went out.
pub fn of_work(score: &mut Score, draft: &'static Draft) {
    for (age, percent) in AGES {
        let day = draft.last.0 + age;
        if day < 0 {
            score.at(day, 9, move |stage| enter(stage, draft, day, percent));
        }
    }
}

fn enter(stage: &mut Stage, draft: &'static Draft, day: i64, percent: i64) -> Result<(), StudioError> {
    let episode = stage.play(draft.title).episode;
    let found = stage.call(draft.editor, "list_publications", json!({ "episode": episode }))?;
    for publication in found.as_array().into_iter().flatten() {
        let platform = &publication["channel"]["platform"];
        let Some((platform, week)) = VIEWS.iter().find(|(name, _)| platform == name) else {
            continue;
        };
        // Works differ: the later one is seen more, as the unit's followers grow.
        let views = week * (100 + draft.last.0) * percent / 6_000;
        let last = percent == 100;
        let told = match (draft.title, *platform) {
            work if last && work == FELL => figures(Some(views * 6 / 10), None, None),
            work if last && work == OVER => figures(Some(100_000), None, Some("over")),
            _ => figures(Some(views), None, None),
        };
        let input = json!({ "of": { "of": "publication", "id": publication["id"] }, "day": stage.day(day), "figures": told });
        stage.call(draft.editor, "record_metrics", input)?;
    }
    Ok(())
}

/// The followers of each channel, each month.
pub fn channels(score: &mut Score) {
    for (day, percent) in [(-60, 94), (-30, 97), (-1, 100)] {
        score.at(day, 15, move |stage| {
            for (platform, followers) in FOLLOWERS {
                let of = json!({ "of": "channel", "id": stage.channels[platform] });
                let told = figures(None, Some(followers * percent / 100), None);
                let input = json!({ "of": of, "day": stage.day(day), "figures": told });
                stage.call("wu", "record_metrics", input)?;
            }
            Ok(())
        });
    }
}

/// Two reports of participation, frozen as they were given to the leadership.
pub fn reports(score: &mut Score) {
    for day in [-55, -25] {
        score.at(day, 17, move |stage| {
            let on = stage.today.plus_days(day);
            let title = format!("{}年{}月参与率（报院党组）", on.0.year(), on.0.month());
            let input = json!({ "title": title, "on": on, "from": null, "policy": null, "department": null });
            stage.call("sun", "freeze_participation", input).map(|_| ())
        });
    }
}
