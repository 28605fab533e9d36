//! A unit's own wording rules, and the shipped ones that it set aside.
//! Knows no word of a rule: the content is JSON of the checker's shape.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::{Millis, PersonId, UnitId};

/// What a unit made of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRule {
    pub unit: UnitId,
    /// The rule's code.
    pub rule: String,
    /// None: the shipped rule as it is.
    pub content: Option<String>,
    pub disabled: bool,
    /// For which it is disabled.
    pub reason: String,
    pub by: PersonId,
    pub at: Millis,
    pub version: i64,
}

const RULE: &str =
    "SELECT unit_id, rule, content, disabled, reason, by_person, at, version FROM wording_rule";

fn own(c: &mut Cells<'_>) -> Result<OwnRule, StoreError> {
    Ok(OwnRule {
        unit: c.id()?,
        rule: c.text()?,
        content: c.maybe_text()?,
        disabled: c.flag()?,
        reason: c.text()?,
        by: c.id()?,
        at: c.at()?,
        version: c.int()?,
    })
}

/// How often any unit's rules changed: the same number, the same rules. Triggers move it.
pub fn change(sql: &dyn Sql) -> Result<i64, StoreError> {
    sql.number("SELECT n FROM facts_change WHERE name = 'wording_rule'", &[])
}

/// What a unit made of rules, by code.
pub fn of_unit(sql: &dyn Sql, unit: UnitId) -> Result<Vec<OwnRule>, StoreError> {
    sql.all(&format!("{RULE} WHERE unit_id = ?1 ORDER BY rule"), values![unit], own)
}

/// What a unit made of one rule.
pub fn get(sql: &dyn Sql, unit: UnitId, rule: &str) -> Result<Option<OwnRule>, StoreError> {
    sql.first(&format!("{RULE} WHERE unit_id = ?1 AND rule = ?2"), values![unit, rule], own)
}

/// Stores what was read at `own.version`; 0 when the unit had made nothing of the rule.
pub fn put(sql: &dyn Sql, own: &OwnRule) -> Result<(), StoreError> {
    if own.version == 0 {
        return sql.change(
            "INSERT INTO wording_rule (unit_id, rule, content, disabled, reason, by_person, at, version) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1) ON CONFLICT DO NOTHING",
            values![own.unit, own.rule, own.content, own.disabled, own.reason, own.by, own.at],
        );
    }
    sql.change(
        "UPDATE wording_rule SET content = ?4, disabled = ?5, reason = ?6, by_person = ?7, at = ?8, version = version + 1 \
         WHERE unit_id = ?1 AND rule = ?2 AND version = ?3",
        values![own.unit, own.rule, own.version, own.content, own.disabled, own.reason, own.by, own.at],
    )
}

/// Drops what the unit made of a rule: an own rule is gone, a shipped one is as shipped.
pub fn remove(sql: &dyn Sql, unit: UnitId, rule: &str, version: i64) -> Result<(), StoreError> {
    sql.change(
        "DELETE FROM wording_rule WHERE unit_id = ?1 AND rule = ?2 AND version = ?3",
        values![unit, rule, version],
    )
}
