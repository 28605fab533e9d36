//! Who can be asked to vote in a unit: open accounts with their roles, and the kinds of their departments.
//! Knows no stage: which of them it is for is the domain's to say.

use crate::{Sql, StoreError, values};
use pufa_domain::people::DepartmentKind;
use pufa_domain::review::Voter;
use pufa_domain::right::Role;
use pufa_domain::{Day, PersonId, UnitId};
use std::collections::BTreeMap;

/// Everybody who holds a role in the unit on that day, by id.
pub fn of_unit(sql: &dyn Sql, unit: UnitId, day: Day) -> Result<Vec<Voter>, StoreError> {
    let mut found: BTreeMap<PersonId, Voter> = BTreeMap::new();
    let roles: Vec<(PersonId, Role)> = sql.all(
        "SELECT DISTINCT a.person_id, g.role FROM role_grant g JOIN account a ON a.id = g.account_id \
         WHERE g.unit_id = ?1 AND a.active = 1 AND (g.from_day IS NULL OR g.from_day <= ?2) \
         AND (g.to_day IS NULL OR g.to_day >= ?2)",
        values![unit, day],
        |c| Ok((c.id()?, c.word()?)),
    )?;
    for (person, role) in roles {
        let voter =
            found.entry(person).or_insert_with(|| Voter { person, roles: vec![], department_kinds: vec![] });
        voter.roles.push(role);
    }
    let kinds: Vec<(PersonId, DepartmentKind)> = sql.all(
        "SELECT DISTINCT e.person_id, d.kind FROM employment e JOIN department d ON d.id = e.department_id \
         WHERE e.unit_id = ?1 AND e.from_day <= ?2 AND (e.to_day IS NULL OR e.to_day >= ?2)",
        values![unit, day],
        |c| Ok((c.id()?, c.word()?)),
    )?;
    for (person, kind) in kinds {
        if let Some(voter) = found.get_mut(&person) {
            voter.department_kinds.push(kind);
        }
    }
    Ok(found.into_values().collect())
}
