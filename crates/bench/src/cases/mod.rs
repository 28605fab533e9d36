//! The questions that screens ask most, each with the SQL that one would write by hand for it.
//! Knows no time: what is measured and printed is the bench's.

mod boards;
mod episodes;
mod lists;
mod participation;
mod schedule;

use serde_json::Value;

/// An operation with its input, and statements that fetch the same rows.
pub struct Case {
    pub name: &'static str,
    pub operation: &'static str,
    pub input: Value,
    pub by_hand: Vec<String>,
    /// Run before each call, on both sides and outside of what is measured: what makes earlier answers old.
    pub before: Option<&'static str>,
}

/// A row of an episode as lists and boards show it.
const EPISODE_ROW: &str = "SELECT e.id, e.column_id, k.name AS column_name, e.number, e.title, e.format, e.target_seconds, \
    e.wanted_day, e.owner_id, p.name AS owner_name, e.content, e.content_at, e.first_published_day, e.updated_at, e.version \
    FROM episode e JOIN content_column k ON k.id = e.column_id LEFT JOIN person p ON p.id = e.owner_id";

/// Every case, for the unit with this id.
pub fn all(unit: &str) -> Vec<Case> {
    let mut cases = episodes::cases(unit);
    cases.extend(boards::cases(unit));
    cases.extend(schedule::cases(unit));
    cases.extend(participation::cases(unit));
    cases.extend(lists::cases(unit));
    cases
}

fn case(name: &'static str, operation: &'static str, input: Value, by_hand: Vec<String>) -> Case {
    Case { name, operation, input, by_hand, before: None }
}
