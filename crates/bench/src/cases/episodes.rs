//! The table of episodes: its orders, its filters, a page further down.

use super::{Case, EPISODE_ROW, case};
use crate::rows::{self, COLUMN, EPISODE, PERSON};
use serde_json::{Value, json};

pub(super) fn wanted(change: impl FnOnce(&mut Value)) -> Value {
    let mut wanted = json!({
        "states": [], "column": null, "owner": null, "format": null, "text": null, "published_from": null, "published_to": null,
    });
    change(&mut wanted);
    wanted
}

/// One list: how it is sorted, what is wanted, and the same in SQL.
struct List {
    name: &'static str,
    sort: &'static str,
    wanted: Value,
    and: String,
    order: &'static str,
    after: Value,
}

const BY_CHANGE: (&str, &str) = ("updated", "e.updated_at DESC, e.id");
const BY_WISH: (&str, &str) = ("wanted", "COALESCE(e.wanted_day, '9999-12-31'), e.id");
const BY_RELEASE: (&str, &str) = ("published", "COALESCE(e.first_published_day, '') DESC, e.id");
const BY_TITLE: (&str, &str) = ("title", "e.title, e.id");

fn list(name: &'static str, (sort, order): (&'static str, &'static str)) -> List {
    List { name, sort, wanted: wanted(|_| ()), and: String::new(), order, after: Value::Null }
}

fn filtered(name: &'static str, key: &str, value: Value, and: String) -> List {
    List { wanted: wanted(|w| w[key] = value), and, ..list(name, BY_CHANGE) }
}

pub(super) fn cases(unit: &str) -> Vec<Case> {
    let mut lists = orders();
    lists.extend(filters());
    lists.into_iter().map(|list| of(unit, list)).collect()
}

fn of(unit: &str, list: List) -> Case {
    let input = json!({ "wanted": list.wanted, "sort": list.sort, "after": list.after, "limit": 100 });
    let by_hand =
        format!("{EPISODE_ROW} WHERE e.unit_id = '{unit}' {} ORDER BY {} LIMIT 101", list.and, list.order);
    case(list.name, "list_episodes", input, vec![by_hand])
}

fn orders() -> Vec<List> {
    let (at, last) = (rows::changed_at(5_000), rows::id(EPISODE, 5_000));
    let further = List {
        after: json!(format!("{at}\u{1f}{last}")),
        and: format!("AND (e.updated_at < {at} OR (e.updated_at = {at} AND e.id > '{last}'))"),
        ..list("episodes, a page further down", BY_CHANGE)
    };
    vec![
        list("episodes, last changed first", BY_CHANGE),
        list("episodes, wanted soonest", BY_WISH),
        list("episodes, published last", BY_RELEASE),
        list("episodes, by title", BY_TITLE),
        further,
    ]
}

fn filters() -> Vec<List> {
    let (column, owner) = (rows::id(COLUMN, 3), rows::id(PERSON, 7));
    let states = json!(["scripting", "in_review"]);
    let half_year = List {
        wanted: wanted(|w| {
            w["published_from"] = json!("2024-01-01");
            w["published_to"] = json!("2024-06-30");
        }),
        and: "AND e.first_published_day BETWEEN '2024-01-01' AND '2024-06-30'".into(),
        ..list("episodes of a half-year", BY_RELEASE)
    };
    vec![
        filtered(
            "episodes of two states",
            "states",
            states,
            "AND e.content IN ('scripting', 'in_review')".into(),
        ),
        filtered("episodes of a column", "column", json!(column), format!("AND e.column_id = '{column}'")),
        filtered("episodes of an owner", "owner", json!(owner), format!("AND e.owner_id = '{owner}'")),
        filtered(
            "episodes with a word",
            "text",
            json!("之987"),
            "AND LOWER(e.title) LIKE '%之987%' ESCAPE '\\'".into(),
        ),
        half_year,
    ]
}
