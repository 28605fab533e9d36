//! Participation: the figure of a day with the names behind it, of a period, its course.

use super::{Case, case};
use serde_json::{Value, json};

const DAY: &str = "2026-11-22";
/// What the facts that are kept at hand are compared with: after this they are read anew.
const FACTS_CHANGED: &str = "UPDATE facts_change SET n = n + 1 WHERE name = 'participation'";

fn asked(from: Option<&str>) -> Value {
    json!({ "unit": null, "on": DAY, "from": from, "policy": "strict", "department": null, "column": null, "role": null })
}

pub(super) fn cases(unit: &str) -> Vec<Case> {
    let ever = || by_hand(unit, "");
    let year = by_hand(unit, "AND e.first_published_day >= '2025-11-23'");
    vec![
        case("participation, ever", "participation", asked(None), ever()),
        Case {
            before: Some(FACTS_CHANGED),
            ..case("participation, just after a change", "participation", asked(None), ever())
        },
        case("participation, of a year", "participation", asked(Some("2025-11-23")), year),
        case(
            "participation, its course",
            "participation_trend",
            json!({ "unit": null, "from": "2025-11-22", "to": DAY, "step": "month", "policy": "strict" }),
            course(unit),
        ),
    ]
}

/// Who is on the roster that day, and the works that count.
fn facts(unit: &str, and: &str) -> String {
    format!(
        "WITH roster AS MATERIALIZED (SELECT DISTINCT person_id, department_id FROM employment WHERE unit_id = '{unit}' \
         AND from_day <= '{DAY}' AND (to_day IS NULL OR to_day >= '{DAY}') AND category = 'staff'), \
         works AS (SELECT c.person_id, c.role, e.id, e.column_id, e.first_published_day AS day \
         FROM credit c JOIN episode e ON e.id = c.episode_id WHERE e.unit_id = '{unit}' AND c.confirmed = 1 \
         AND c.role NOT IN ('legal_adviser', 'reviewer') AND e.first_published_day <= '{DAY}' {and} \
         AND (e.withdrawn_day IS NULL OR e.withdrawn_day > '{DAY}'))"
    )
}

fn by_hand(unit: &str, and: &str) -> Vec<String> {
    let facts = facts(unit, and);
    let of = |what: &str| {
        format!(
            "{facts} SELECT {what}, COUNT(DISTINCT person_id) AS active FROM works \
             WHERE person_id IN (SELECT person_id FROM roster) GROUP BY {what}"
        )
    };
    vec![
        format!(
            "{facts} SELECT p.id, p.name, d.name AS department, w.works, w.first, w.latest FROM roster r \
             JOIN person p ON p.id = r.person_id JOIN department d ON d.id = r.department_id LEFT JOIN (SELECT person_id, \
             COUNT(DISTINCT id) AS works, MIN(day) AS first, MAX(day) AS latest FROM works GROUP BY person_id) w \
             ON w.person_id = p.id ORDER BY d.name, p.name"
        ),
        of("column_id"),
        of("role"),
    ]
}

/// Thirteen days: who was on the roster, and who of them had a work out.
fn course(unit: &str) -> Vec<String> {
    let firsts = format!(
        "WITH first AS MATERIALIZED (SELECT c.person_id, MIN(e.first_published_day) AS day FROM credit c JOIN episode e \
         ON e.id = c.episode_id WHERE e.unit_id = '{unit}' AND c.confirmed = 1 AND e.first_published_day IS NOT NULL \
         AND e.withdrawn_day IS NULL AND c.role NOT IN ('legal_adviser', 'reviewer') GROUP BY c.person_id)"
    );
    let days: Vec<String> = (0..13).map(|n| format!("(date('2025-11-22', '{n} months'))")).collect();
    vec![format!(
        "{firsts}, days(day) AS (VALUES {}) SELECT days.day, COUNT(DISTINCT m.person_id) AS all_of, \
         COUNT(DISTINCT CASE WHEN first.day <= days.day THEN m.person_id END) AS active FROM days JOIN employment m \
         ON m.unit_id = '{unit}' AND m.from_day <= days.day AND (m.to_day IS NULL OR m.to_day >= days.day) \
         LEFT JOIN first ON first.person_id = m.person_id GROUP BY days.day ORDER BY days.day",
        days.join(", ")
    )]
}
