//! The calendar: a month with the edges of its weeks, and a week.

use super::{Case, case};
use serde_json::json;

/// Midnight in Shanghai on a day that is `days` after 2026-10-26, the Monday before November.
fn at(days: i64) -> i64 {
    1_792_944_000_000 + days * 86_400_000
}

pub(super) fn cases(unit: &str) -> Vec<Case> {
    vec![
        case(
            "calendar, a month",
            "schedule_view",
            json!({ "from": "2026-10-26", "to": "2026-12-06" }),
            by_hand(unit, 0, 42),
        ),
        case(
            "calendar, a week",
            "schedule_view",
            json!({ "from": "2026-11-23", "to": "2026-11-29" }),
            by_hand(unit, 28, 35),
        ),
    ]
}

const BLOCK: &str = "SELECT p.id, p.episode_id, p.title, e.title AS work, k.name AS column_name, e.number, e.format, \
    e.content, p.channel_id, p.state, p.local_time, p.slot_at, e.wanted_day, p.cover_sha256, p.link, p.version \
    FROM publication p JOIN episode e ON e.id = p.episode_id JOIN content_column k ON k.id = e.column_id";
const APPROVED: &str = "e.content IN ('approved', 'producing', 'cut_review', 'ready')";
const SOONEST: &str = "CASE WHEN e.wanted_day IS NULL THEN 1 ELSE 0 END, e.wanted_day";

/// Channels, blocks, what waits, and what conflicts are worked out from: neighbours, the calendar, open gates.
fn by_hand(unit: &str, from: i64, to: i64) -> Vec<String> {
    let (first, last) = (at(from), at(to));
    let inside = format!(
        "p.unit_id = '{unit}' AND p.slot_at >= {first} AND p.slot_at < {last} AND p.state <> 'canceled'"
    );
    let around = format!(
        "unit_id = '{unit}' AND slot_at >= {} AND slot_at < {} AND state NOT IN ('canceled', 'withdrawn')",
        at(from - 31),
        at(to + 31)
    );
    let shown = format!("SELECT p.episode_id FROM publication p WHERE {inside}");
    vec![
        format!("SELECT * FROM channel WHERE unit_id = '{unit}' ORDER BY active DESC, id"),
        format!("{BLOCK} WHERE {inside} ORDER BY p.slot_at, p.id LIMIT 2001"),
        format!(
            "{BLOCK} WHERE p.unit_id = '{unit}' AND p.slot_at IS NULL AND p.state IN ('draft', 'ready', 'stale_approval', \
             'failed') AND {APPROVED} ORDER BY {SOONEST}, p.id LIMIT 200"
        ),
        format!(
            "SELECT e.id, e.title, k.name, e.number, e.content, e.wanted_day FROM episode e JOIN content_column k \
             ON k.id = e.column_id WHERE e.unit_id = '{unit}' AND {APPROVED} AND e.first_published_day IS NULL \
             AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.episode_id = e.id) ORDER BY {SOONEST}, e.id LIMIT 200"
        ),
        format!(
            "SELECT id, episode_id, channel_id, slot_at FROM publication WHERE {around} ORDER BY slot_at, id"
        ),
        format!(
            "SELECT episode_id, COUNT(*) FROM task WHERE done_at IS NULL AND episode_id IN ({shown}) GROUP BY episode_id"
        ),
        format!("SELECT * FROM production WHERE episode_id IN ({shown})"),
        format!("SELECT * FROM portrait_release WHERE episode_id IN ({shown})"),
        format!("SELECT * FROM gate_override WHERE episode_id IN ({shown})"),
        format!("SELECT * FROM calendar_day WHERE unit_id = '{unit}'"),
        format!("SELECT key, value FROM setting WHERE unit_id = '{unit}'"),
    ]
}
