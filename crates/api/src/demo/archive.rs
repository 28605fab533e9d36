//! What the demo's unit has published since 2020: its columns, its channels, and 232 episodes with their credits.
//! The episodes come in as a unit's own spreadsheet would: through the import.

use super::cast::{ACTORS, Actor, CHANNELS, STRANDS, Strand, WAYS};
use super::scripts::PUBLISHED;
use super::stage::{Stage, text};
use super::{LOGIN, SET_UP};
use crate::StudioError;
use pufa_domain::Day;
use serde_json::json;
use std::collections::HashMap;
use std::fmt::Write;

/// How many of the 232 published episodes came in with the spreadsheet. The others went through the studio, and one of
/// those goes out while the demo is looked at.
const EPISODES: u32 = 232 - 1 - PUBLISHED.len() as u32;
/// The day of the first one.
const FIRST: (i16, i8, i8) = (2020, 5, 15);

/// Makes the columns with their hosts, and the channels.
pub fn columns_and_channels(stage: &mut Stage) -> Result<(), StudioError> {
    for (platform, handle, required) in CHANNELS {
        let custodian = stage.person("吴某己").to_owned();
        let slots = json!([{ "weekdays": [1, 2, 3, 4, 5], "time": "18:00" }, { "weekdays": [6, 7], "time": "10:00" }]);
        let made = stage.call(
            LOGIN,
            "save_channel",
            json!({
                "id": null, "version": 0, "platform": platform, "handle": handle,
                "obligation": if *required { "required" } else { "optional" },
                "mass_send": (*platform == "wechat_mp").then_some("subscription"),
                "custodian": custodian, "slots": slots, "active": true,
            }),
        )?;
        stage.channels.insert((*platform).to_owned(), text(&made, "id"));
    }
    let channels: Vec<String> = stage.channels.values().cloned().collect();
    for strand in STRANDS {
        let host = ACTORS.iter().find(|actor| actor.department == strand.department && actor.share > 2);
        let hosts: Vec<&str> = host.map(|actor| stage.person(actor.name)).into_iter().collect();
        let input = json!({
            "id": null, "version": 0, "name": strand.name, "aliases": [],
            "parent": strand.parent.and_then(|parent| stage.columns.get(parent)),
            "department": stage.department(strand.department), "hosts": hosts, "channels": channels,
            "cadence_days": strand.cadence_days, "standing": true, "active": true,
        });
        let column = stage.call(LOGIN, "save_column", input)?;
        stage.columns.insert(strand.name.to_owned(), text(&column, "id"));
    }
    Ok(())
}

/// Imports the published episodes from a spreadsheet as a unit keeps it.
pub fn published(stage: &mut Stage) -> Result<(), StudioError> {
    let sheet = spreadsheet(stage.today.plus_days(SET_UP));
    let sha256 = stage.bring(LOGIN, "已发布节目.csv", sheet.as_bytes())?;
    let asked = json!({ "kind": "episodes", "sha256": sha256, "taken_day": stage.day(SET_UP) });
    let preview = stage.call(LOGIN, "preview_import", asked.clone())?;
    stage.call(LOGIN, "run_import", json!({ "asked": asked, "preview": preview["hash"] }))?;
    Ok(())
}

/// The rows: columns take turns by their rhythm, people by their share, from the first day to some days before `end`.
fn spreadsheet(end: Day) -> String {
    let first = Day::new(FIRST.0, FIRST.1, FIRST.2).unwrap_or(end);
    let days = first.days_until(end.plus_days(-6)).max(i64::from(EPISODES));
    let mut crew = Crew::default();
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut rows = String::from("栏目,期号,标题,发布日期,平台,编剧,出镜,剪辑,时长(秒),浏览量,点赞\n");
    for n in 0..EPISODES {
        let strand = &STRANDS[n as usize % STRANDS.len()];
        let number = numbers.entry(strand.name).or_default();
        *number += 1;
        let day = first.plus_days(i64::from(n) * days / i64::from(EPISODES - 1));
        let writer = crew.next(day, Some(strand.department));
        let host = crew.next(day, Some(strand.department));
        let editor = crew.next(day, None);
        let views = 1_800 + (n * 7_919) % 33_000;
        // One work of the unit went far beyond its others.
        let views = if n == 141 { 1_046_000 } else { views };
        let written = writeln!(
            rows,
            "{},{number},{},{day},微信公众号、微博{}{},{writer},{host},{editor},{},{views},{}",
            strand.name,
            title(strand, *number),
            if n % 4 == 3 { "" } else { "、抖音" },
            if n % 3 == 0 { "、今日头条" } else { "" },
            50 + (n * 37) % 130,
            views / 16,
        );
        debug_assert!(written.is_ok());
    }
    rows
}

/// The title of a column's `number`-th episode: each of its matters in each of the ways to tell it.
fn title(strand: &Strand, number: u32) -> String {
    let at = number as usize - 1;
    let matter = strand.matters[at % strand.matters.len()];
    format!("{matter}：{}", WAYS[at / strand.matters.len() % WAYS.len()])
}

/// Hands works to people so that in the end each has had as many as their share says.
#[derive(Default)]
struct Crew {
    had: HashMap<&'static str, u32>,
}

impl Crew {
    /// Whose turn it is on a day: of those in the unit then, whoever has had the least for their share; people of the
    /// column's department count as if theirs were double.
    fn next(&mut self, day: Day, department: Option<&str>) -> &'static str {
        let there = |actor: &&Actor| {
            let since = Day::parse(actor.from).is_some_and(|from| from <= day);
            since && actor.to.and_then(Day::parse).is_none_or(|to| day <= to) && actor.share > 0
        };
        let turn = |actor: &&Actor| {
            let had = self.had.get(actor.name).copied().unwrap_or(0);
            let weight = actor.share * if Some(actor.department) == department { 2 } else { 1 };
            had * 1000 / weight
        };
        let chosen = ACTORS.iter().filter(there).min_by_key(turn).map_or("", |actor| actor.name);
        *self.had.entry(chosen).or_default() += 1;
        chosen
    }
}
