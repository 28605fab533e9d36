//! Ten thousand episodes and what hangs on them, put in by SQL in bulk; the same each time.
//! Knows the schema and no rule: states, days and numbers are spread, not lived through.

use pufa_domain::found::FoundKind;
use pufa_domain::people::Word;
use pufa_domain::pinyin;
use rusqlite::{Connection, Result, Transaction, params};

pub const PEOPLE: u64 = 300;
pub const COLUMNS: u64 = 10;
pub const TOPICS: u64 = 3_000;
pub const EPISODES: u64 = 10_000;
/// Credits of one episode: 100,000 in all.
pub const CREDITS: u64 = 10;
pub const CHANNELS: u64 = 4;
/// So many episodes are on their way; the others are published.
pub const UNDER_WAY: u64 = 400;

const DAY_MS: i64 = 86_400_000;
/// 2020-05-15 09:00 in Shanghai, when the first was made.
const BEGIN: i64 = 1_589_504_400_000;
const ROLES: [&str; 7] = ["planner", "writer", "host", "camera", "editor", "copy", "legal_adviser"];
const CRAFTS: [&str; 4] = ["shoot", "edit", "subtitles", "cover"];
const STATES: [&str; 6] = ["scripting", "in_review", "approved", "producing", "cut_review", "ready"];
const THINGS: [&str; 8] =
    ["隔夜酒", "高空抛物", "网络谣言", "校园欺凌", "电信诈骗", "劳动合同", "婚前财产", "宠物伤人"];

/// The id of the `n`-th row of a kind: a valid UUIDv7 that sorts as it counts.
pub fn id(kind: u8, n: u64) -> String {
    format!("0190{kind:02x}00-0000-7000-8000-{n:012x}")
}
pub const PERSON: u8 = 1;
pub const COLUMN: u8 = 2;
pub const TOPIC: u8 = 3;
pub const EPISODE: u8 = 4;
pub const CHANNEL: u8 = 5;
pub const PUBLICATION: u8 = 6;
pub const REVISION: u8 = 7;
pub const REVIEW: u8 = 8;
const OTHER: u8 = 9;

/// Days since the first episode, so that ten thousand of them reach until today.
pub fn day_of(n: u64) -> i64 {
    // 2,382 days lie between 2020-05-15 and 2026-11-22.
    i64::try_from(n * 2_382 / EPISODES).unwrap_or_default()
}

/// When the n-th episode was last changed.
pub fn changed_at(n: u64) -> i64 {
    BEGIN + day_of(n) * DAY_MS
}

/// The n-th day after the first, as text.
fn day(connection: &Connection, days: i64) -> Result<String> {
    connection.prepare_cached("SELECT date('2020-05-15', ?1 || ' days')")?.query_one([days], |row| row.get(0))
}

fn title(n: u64) -> String {
    format!("{}是怎么回事之{n}", THINGS[(n % 8) as usize])
}

/// Fills the workspace; answers its unit's id.
pub fn fill(connection: &mut Connection) -> Result<String> {
    let unit: String = connection.query_one("SELECT id FROM unit", [], |row| row.get(0))?;
    let tx = connection.transaction()?;
    people(&tx, &unit)?;
    columns_and_channels(&tx, &unit)?;
    topics(&tx, &unit)?;
    for n in 0..EPISODES {
        episode(&tx, &unit, n)?;
        credits(&tx, n)?;
        if n < EPISODES - UNDER_WAY {
            publications(&tx, &unit, n)?;
        } else {
            work_under_way(&tx, &unit, n)?;
        }
    }
    tx.commit()?;
    Ok(unit)
}

fn people(tx: &Transaction<'_>, unit: &str) -> Result<()> {
    for n in 0..12 {
        tx.execute(
            "INSERT INTO department VALUES (?1, ?2, ?3, 'business', ?4, 1, 1)",
            params![id(OTHER, n), unit, format!("演示第{n}检察部"), 100 + n as i64],
        )?;
    }
    for n in 0..PEOPLE {
        let name = format!("演示{n}某");
        tx.execute(
            "INSERT INTO person (id, unit_id, name, version) VALUES (?1, ?2, ?3, 1)",
            params![id(PERSON, n), unit, name],
        )?;
        let left = (n % 10 == 9).then_some("2024-06-30");
        tx.execute(
            "INSERT INTO employment (id, person_id, unit_id, department_id, category, title, from_day, to_day, version) \
             VALUES (?1, ?2, ?3, ?4, 'staff', '', '2019-01-01', ?5, 1)",
            params![id(OTHER, 1_000 + n), id(PERSON, n), unit, id(OTHER, n % 12), left],
        )?;
        found(tx, unit, "person", &id(PERSON, n), None, &name, &name, 1)?;
    }
    Ok(())
}

fn columns_and_channels(tx: &Transaction<'_>, unit: &str) -> Result<()> {
    for n in 0..COLUMNS {
        tx.execute(
            "INSERT INTO content_column (id, unit_id, department_id, name, aliases, cadence_days, standing, active, version) \
             VALUES (?1, ?2, ?3, ?4, '[]', 7, 1, 1, 1)",
            params![id(COLUMN, n), unit, id(OTHER, n), format!("演示栏目{n}")],
        )?;
    }
    for (n, platform) in ["wechat_oa", "weibo", "douyin", "toutiao"].iter().enumerate() {
        tx.execute(
            "INSERT INTO channel (id, unit_id, platform, handle, obligation, slots, active, version) \
             VALUES (?1, ?2, ?3, ?4, 'required', '[]', 1, 1)",
            params![id(CHANNEL, n as u64), unit, platform, format!("演示{platform}")],
        )?;
    }
    Ok(())
}

fn topics(tx: &Transaction<'_>, unit: &str) -> Result<()> {
    let state = |n: u64| match n % 20 {
        0 => "proposed",
        1 => "shortlisted",
        2 => "shelved",
        3 => "declined",
        _ => "adopted",
    };
    for n in 0..TOPICS {
        let at = BEGIN + day_of(n * 3) * DAY_MS;
        tx.execute(
            "INSERT INTO topic (id, unit_id, column_id, title, angle, source, legal_point, law_cited, state, position, \
             created_by, created_at, updated_at, version) VALUES (?1, ?2, ?3, ?4, '', 'other', '', '', ?5, ?6, ?7, ?8, ?8, 1)",
            params![id(TOPIC, n), unit, id(COLUMN, n % COLUMNS), title(n), state(n), n as f64, id(PERSON, n % PEOPLE), at],
        )?;
        tx.execute(
            "INSERT INTO topic_proposer VALUES (?1, ?2)",
            params![id(TOPIC, n), id(PERSON, n % PEOPLE)],
        )?;
        found(tx, unit, "topic", &id(TOPIC, n), None, &title(n), &title(n), at)?;
    }
    Ok(())
}

fn episode(tx: &Transaction<'_>, unit: &str, n: u64) -> Result<()> {
    let out = n < EPISODES - UNDER_WAY;
    let at = changed_at(n);
    let wanted = day(tx, day_of(n) + if out { 0 } else { 40 })?;
    let content = if out { "ready" } else { STATES[(n % 6) as usize] };
    let published = out.then(|| wanted.clone());
    tx.prepare_cached(
        "INSERT INTO episode (id, unit_id, column_id, number, topic_id, title, format, target_seconds, wanted_day, owner_id, \
         content, content_at, submitted_at, approved_at, producing_at, cut_submitted_at, ready_at, first_published_day, \
         created_by, created_at, updated_at, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'drama', 60, ?7, ?8, ?9, ?10, \
         ?11, ?11, ?11, ?11, ?11, ?12, ?8, ?10, ?10, 1)",
    )?
    .execute(params![
        id(EPISODE, n), unit, id(COLUMN, n % COLUMNS), (n / COLUMNS + 1) as i64, (n < TOPICS).then(|| id(TOPIC, n)), title(n),
        wanted, id(PERSON, n % PEOPLE), content, at, out.then_some(at), published
    ])?;
    let script = script_text(n);
    tx.prepare_cached(
        "INSERT INTO script (episode_id, content, updated_at, version) VALUES (?1, ?2, ?3, 1)",
    )?
    .execute(params![id(EPISODE, n), script, at])?;
    tx.prepare_cached(
        "INSERT INTO revision (id, episode_id, number, content, content_hash, note, created_by, created_at) \
         VALUES (?1, ?2, 1, ?3, 'hash', '', ?4, ?5)",
    )?
    .execute(params![id(REVISION, n), id(EPISODE, n), script, id(PERSON, n % PEOPLE), at])?;
    steps(tx, n, content, at)?;
    let words = format!("{} {}", title(n), spoken(n));
    found(tx, unit, "episode", &id(EPISODE, n), Some(&id(EPISODE, n)), &title(n), &title(n), at)?;
    found(tx, unit, "script", &id(EPISODE, n), Some(&id(EPISODE, n)), &title(n), &words, at)
}

fn steps(tx: &Transaction<'_>, n: u64, content: &str, at: i64) -> Result<()> {
    let mut before: Option<&str> = None;
    for (step, state) in (0_u64..).zip(STATES) {
        tx.prepare_cached(
            "INSERT INTO episode_step (id, episode_id, from_state, to_state, by_person, at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '')",
        )?
        .execute(params![id(OTHER, 1_000_000 + n * 10 + step), id(EPISODE, n), before, state, id(PERSON, n % PEOPLE), at + step as i64 * DAY_MS])?;
        if state == content {
            break;
        }
        before = Some(state);
    }
    Ok(())
}

fn spoken(n: u64) -> String {
    let line = format!("很多人问我, {}到底算不算违法? 第{n}回我们请检察官说一说。", THINGS[(n % 8) as usize]);
    line.repeat(8)
}

/// Eight shots, as a draft and a revision hold them.
fn script_text(n: u64) -> String {
    let shots: Vec<serde_json::Value> = (0..8)
        .map(|shot| {
            serde_json::json!({
                "id": id(OTHER, 9_000_000 + n * 8 + shot), "code": (shot + 1).to_string(), "size": "close", "setting": "", "picture": "检察官面对镜头",
                "speaker": "检察官", "line": spoken(n).chars().take(32).collect::<String>(), "caption": "", "seconds": null,
                "note": "", "omitted": false,
            })
        })
        .collect();
    serde_json::json!({ "header": { "hook": "", "legal_point": "", "law_cited": "", "takeaway": "", "case_stage": "no_case" }, "shots": shots }).to_string()
}

fn credits(tx: &Transaction<'_>, n: u64) -> Result<()> {
    for at in 0..CREDITS {
        // Neighbouring episodes have other people, and nobody has one role twice in one episode.
        let who = (n * 7 + at * 13) % PEOPLE;
        tx.prepare_cached(
            "INSERT INTO credit (id, episode_id, person_id, role, degree, confirmed, by_person, at, version) \
             VALUES (?1, ?2, ?3, ?4, ?5, 1, ?3, ?6, 1)",
        )?
        .execute(params![
            id(10, n * CREDITS + at),
            id(EPISODE, n),
            id(PERSON, who),
            ROLES[(at % 7) as usize],
            1 + (at % 3) as i64,
            BEGIN
        ])?;
    }
    Ok(())
}

fn publications(tx: &Transaction<'_>, unit: &str, n: u64) -> Result<()> {
    let out_day = day(tx, day_of(n))?;
    for channel in 0..CHANNELS {
        let at = BEGIN + day_of(n) * DAY_MS + 32_400_000 + channel as i64 * 3_600_000;
        let publication = id(PUBLICATION, n * CHANNELS + channel);
        tx.prepare_cached(
            "INSERT INTO publication (id, unit_id, episode_id, channel_id, revision_id, state, title, description, tags, \
             own_title, own_description, own_tags, answers, local_time, zone, slot_at, link, published_at, reason, \
             updated_at, version) VALUES (?1, ?2, ?3, ?4, ?5, 'published', ?6, '', '[]', 0, 0, 0, '[]', ?7, \
             'Asia/Shanghai', ?8, 'https://example.com/' || ?1, ?8, '', ?8, 1)",
        )?
        .execute(params![
            publication, unit, id(EPISODE, n), id(CHANNEL, channel), id(REVISION, n), title(n),
            format!("{out_day}T{:02}:00", 18 + channel), at
        ])?;
        snapshots(tx, unit, &publication, n * CHANNELS + channel)?;
    }
    Ok(())
}

fn snapshots(tx: &Transaction<'_>, unit: &str, publication: &str, n: u64) -> Result<()> {
    for (at, age) in [1_i64, 7].into_iter().enumerate() {
        let taken = day(tx, day_of(n / CHANNELS) + age)?;
        tx.prepare_cached(
            "INSERT INTO metric_snapshot (id, unit_id, publication_id, taken_day, views, likes, source, original, by_person, at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'hand', '', ?7, ?8)",
        )?
        .execute(params![
            id(11, n * 2 + at as u64), unit, publication, taken, age * 1_000 + (n % 977) as i64, age * 10, id(PERSON, 0), BEGIN
        ])?;
    }
    Ok(())
}

/// Tasks and reviews of what is not out yet.
fn work_under_way(tx: &Transaction<'_>, unit: &str, n: u64) -> Result<()> {
    let slot = BEGIN + (day_of(n) + 40) * DAY_MS + 32_400_000;
    let due = day(tx, day_of(n) + 5)?;
    for (at, craft) in CRAFTS.iter().enumerate() {
        tx.execute(
            "INSERT INTO task (id, unit_id, episode_id, craft, note, assignee_id, due_day, version) \
             VALUES (?1, ?2, ?3, ?4, '', ?5, ?6, 1)",
            params![
                id(12, n * 4 + at as u64),
                unit,
                id(EPISODE, n),
                craft,
                id(PERSON, (n + at as u64) % PEOPLE),
                due
            ],
        )?;
    }
    for channel in 0..CHANNELS {
        tx.execute(
            "INSERT INTO publication (id, unit_id, episode_id, channel_id, state, title, description, tags, own_title, \
             own_description, own_tags, answers, local_time, zone, slot_at, reason, updated_at, version) \
             VALUES (?1, ?2, ?3, ?4, 'draft', ?5, '', '[]', 0, 0, 0, '[]', ?6, 'Asia/Shanghai', ?7, '', ?7, 1)",
            params![
                id(PUBLICATION, n * CHANNELS + channel), unit, id(EPISODE, n), id(CHANNEL, channel), title(n),
                format!("{}T18:00", day(tx, day_of(n) + 40)?), slot
            ],
        )?;
    }
    Ok(())
}

#[allow(clippy::too_many_arguments, reason = "a row of eight cells")]
fn found(
    tx: &Transaction<'_>,
    unit: &str,
    kind: &str,
    id: &str,
    episode: Option<&str>,
    title: &str,
    words: &str,
    at: i64,
) -> Result<()> {
    let mut put = tx.prepare_cached(
        "INSERT INTO search_entry (kind, id, unit_id, episode_id, title, detail, haystack, initials, rank, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, '', ?6, ?7, ?8, ?9) ON CONFLICT (kind, id) DO NOTHING",
    )?;
    let initials = format!(" {}", pinyin::initials(title).join(" "));
    let rank = FoundKind::of_word(kind).map_or(0, FoundKind::rank);
    put.execute(params![kind, id, unit, episode, title, words, initials, rank, at])?;
    Ok(())
}
