//! The other lists: topics, people, columns, the audit, the home page; and the search.

use super::boards::{TOPIC_ROW, topic_filter};
use super::{Case, case};
use serde_json::json;

pub(super) fn cases(unit: &str) -> Vec<Case> {
    let mut cases = vec![
        case(
            "topics, last changed first",
            "list_topics",
            json!({ "filter": topic_filter(), "state": null, "after": null, "limit": 100 }),
            topics(unit),
        ),
        case("people", "list_people", json!({ "on": "2026-11-22", "with_left": true }), vec![people(unit)]),
        case("columns", "list_columns", json!({}), columns(unit)),
        case(
            "audit",
            "list_audit",
            json!({ "subject": null, "subject_id": null, "person": null, "after": null, "limit": 100 }),
            audit(),
        ),
    ];
    cases.extend(searches(unit));
    cases
}

fn topics(unit: &str) -> Vec<String> {
    let page = format!("t.unit_id = '{unit}' ORDER BY t.updated_at DESC, t.id DESC LIMIT 101");
    vec![
        format!("{TOPIC_ROW} WHERE {page}"),
        format!(
            "SELECT o.topic_id, p.id, p.name FROM topic_proposer o JOIN person p ON p.id = o.person_id \
             WHERE o.topic_id IN (SELECT t.id FROM topic t WHERE {page})"
        ),
    ]
}

fn people(unit: &str) -> String {
    format!(
        "SELECT p.id, p.name, p.version, EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id) AS has_account, m.id, \
         m.department_id, d.name, m.category, m.title, m.from_day, m.to_day, m.version FROM person p LEFT JOIN employment m \
         ON m.person_id = p.id AND m.unit_id = '{unit}' AND m.from_day <= '2026-11-22' \
         AND (m.to_day IS NULL OR m.to_day >= '2026-11-22') LEFT JOIN department d ON d.id = m.department_id \
         WHERE p.unit_id = '{unit}' ORDER BY m.id IS NULL, d.position, p.name, p.id"
    )
}

fn columns(unit: &str) -> Vec<String> {
    vec![
        format!(
            "SELECT k.*, (SELECT COUNT(*) FROM episode e WHERE e.column_id = k.id), \
             (SELECT MAX(e.first_published_day) FROM episode e WHERE e.column_id = k.id) FROM content_column k \
             WHERE k.unit_id = '{unit}' ORDER BY k.active DESC, k.name"
        ),
        "SELECT h.column_id, p.id, p.name FROM column_host h JOIN person p ON p.id = h.person_id".into(),
        "SELECT column_id, channel_id FROM column_channel".into(),
    ]
}

fn audit() -> Vec<String> {
    vec![
        "SELECT a.seq, a.at, a.person_id, p.name, a.door, a.operation, a.subject, a.subject_id, a.before_json, a.after_json \
         FROM audit a LEFT JOIN person p ON p.id = a.person_id ORDER BY a.seq DESC LIMIT 101"
            .into(),
    ]
}

fn searches(unit: &str) -> Vec<Case> {
    let found = |text: &str| {
        format!(
            "SELECT kind, id, episode_id, title, detail, CASE WHEN haystack LIKE '{text}%' THEN 0 WHEN title LIKE '%{text}%' THEN 2 \
             ELSE 3 END AS nearness FROM search_entry WHERE unit_id = '{unit}' AND haystack LIKE '%{text}%' \
             ORDER BY nearness, rank, at DESC, id LIMIT 20"
        )
    };
    let by_initials = format!(
        "SELECT kind, id, episode_id, title, detail, CASE WHEN haystack LIKE 'gyj%' THEN 0 WHEN initials LIKE '% gyj%' THEN 1 \
         ELSE 3 END AS nearness FROM search_entry WHERE unit_id = '{unit}' \
         AND (haystack LIKE '%gyj%' OR initials LIKE '% gyj%') ORDER BY nearness, rank, at DESC, id LIMIT 20"
    );
    let search =
        |name, text: &str, sql| case(name, "search", json!({ "text": text, "limit": 20 }), vec![sql]);
    vec![
        search("search, two characters", "谣言", found("谣言")),
        search("search, one episode", "之9876", found("之9876")),
        search("search, initials", "gyj", by_initials),
        search("search, nothing found", "量子", found("量子")),
    ]
}
