//! The questions that screens ask most, each with the SQL that one would write by hand for it.
//! Knows no time: what is measured and printed is the bench's.

use crate::rows::{self, COLUMN, EPISODE, PERSON};
use serde_json::{Value, json};

/// An operation with its input, and statements that fetch the same rows.
pub struct Case {
    pub name: &'static str,
    pub operation: &'static str,
    pub input: Value,
    pub by_hand: Vec<String>,
}

const EPISODE_ROW: &str = "SELECT e.id, e.column_id, k.name AS column_name, e.number, e.title, e.format, e.target_seconds, \
    e.wanted_day, e.owner_id, p.name AS owner_name, e.content, e.content_at, e.first_published_day, e.updated_at, e.version \
    FROM episode e JOIN content_column k ON k.id = e.column_id LEFT JOIN person p ON p.id = e.owner_id";

/// Every case, for the unit with this id.
pub fn all(unit: &str) -> Vec<Case> {
    let mut cases = episodes(unit);
    cases.extend(boards(unit));
    cases.extend(searches(unit));
    cases
}

fn wanted(change: impl FnOnce(&mut Value)) -> Value {
    let mut wanted = json!({
        "states": [], "column": null, "owner": null, "format": null, "text": null, "published_from": null, "published_to": null,
    });
    change(&mut wanted);
    wanted
}

fn list(name: &'static str, sort: &str, wanted: Value, by_hand: String) -> Case {
    Case {
        name,
        operation: "list_episodes",
        input: json!({ "wanted": wanted, "sort": sort, "after": null, "limit": 100 }),
        by_hand: vec![by_hand],
    }
}

// tidy-allow(long): a table of cases, one entry a list.
fn episodes(unit: &str) -> Vec<Case> {
    let rows = |and: &str, order: &str| {
        format!("{EPISODE_ROW} WHERE e.unit_id = '{unit}' {and} ORDER BY {order} LIMIT 101")
    };
    let column = rows::id(COLUMN, 3);
    let owner = rows::id(PERSON, 7);
    vec![
        list("episodes, last changed first", "updated", wanted(|_| ()), rows("", "e.updated_at DESC, e.id")),
        list(
            "episodes, wanted soonest",
            "wanted",
            wanted(|_| ()),
            rows("", "COALESCE(e.wanted_day, '9999-12-31'), e.id"),
        ),
        list(
            "episodes, published last",
            "published",
            wanted(|_| ()),
            rows("", "COALESCE(e.first_published_day, '') DESC, e.id"),
        ),
        list("episodes, by title", "title", wanted(|_| ()), rows("", "e.title, e.id")),
        list(
            "episodes of two states",
            "updated",
            wanted(|w| w["states"] = json!(["scripting", "in_review"])),
            rows("AND e.content IN ('scripting', 'in_review')", "e.updated_at DESC, e.id"),
        ),
        list(
            "episodes of a column",
            "updated",
            wanted(|w| w["column"] = json!(column)),
            rows(&format!("AND e.column_id = '{column}'"), "e.updated_at DESC, e.id"),
        ),
        list(
            "episodes of an owner",
            "updated",
            wanted(|w| w["owner"] = json!(owner)),
            rows(&format!("AND e.owner_id = '{owner}'"), "e.updated_at DESC, e.id"),
        ),
        list(
            "episodes with a word",
            "updated",
            wanted(|w| w["text"] = json!("之987")),
            rows("AND LOWER(e.title) LIKE '%之987%' ESCAPE '\\'", "e.updated_at DESC, e.id"),
        ),
        list(
            "episodes of a half-year",
            "published",
            wanted(|w| {
                w["published_from"] = json!("2024-01-01");
                w["published_to"] = json!("2024-06-30");
            }),
            rows(
                "AND e.first_published_day BETWEEN '2024-01-01' AND '2024-06-30'",
                "e.first_published_day DESC, e.id",
            ),
        ),
    ]
}

fn boards(unit: &str) -> Vec<Case> {
    let counts = format!(
        "SELECT e.content, COUNT(*) AS episodes FROM episode e WHERE e.unit_id = '{unit}' GROUP BY e.content"
    );
    let mut board = vec![counts.clone()];
    for state in ["scripting", "in_review", "approved", "producing", "cut_review", "ready"] {
        let order =
            if state == "ready" { "e.updated_at DESC" } else { "COALESCE(e.wanted_day, '9999-12-31')" };
        board.push(format!("{EPISODE_ROW} WHERE e.unit_id = '{unit}' AND e.content IN ('{state}') ORDER BY {order}, e.id LIMIT 60"));
    }
    let credits = format!(
        "SELECT c.id, c.person_id, p.name, c.role, c.degree, c.confirmed, c.version FROM credit c JOIN person p ON p.id = c.person_id \
         WHERE c.episode_id = '{}' ORDER BY c.role, p.name",
        rows::id(EPISODE, 5_000)
    );
    vec![
        Case {
            name: "board of episodes",
            operation: "board_episodes",
            input: json!({ "wanted": wanted(|_| ()) }),
            by_hand: board,
        },
        Case {
            name: "episodes in each state",
            operation: "episode_counts",
            input: json!({ "wanted": wanted(|_| ()) }),
            by_hand: vec![counts],
        },
        Case {
            name: "credits of an episode",
            operation: "list_credits",
            input: json!({ "episode": rows::id(EPISODE, 5_000) }),
            by_hand: vec![credits],
        },
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
    let case = |name, text: &str| Case {
        name,
        operation: "search",
        input: json!({ "text": text, "limit": 20 }),
        by_hand: vec![found(text)],
    };
    vec![
        case("search, two characters", "谣言"),
        case("search, one episode", "之9876"),
        case("search, nothing found", "量子"),
    ]
}
