//! Boards with their counts, and the page of one episode.

use super::episodes::wanted;
use super::{Case, EPISODE_ROW, case};
use crate::rows::{self, EPISODE};
use serde_json::json;

pub(super) fn cases(unit: &str) -> Vec<Case> {
    let counts = format!(
        "SELECT e.content, COUNT(*) AS episodes FROM episode e WHERE e.unit_id = '{unit}' GROUP BY e.content"
    );
    let of = rows::id(EPISODE, 5_000);
    vec![
        case("board of episodes", "board_episodes", json!({ "wanted": wanted(|_| ()) }), board(unit)),
        case("episodes in each state", "episode_counts", json!({ "wanted": wanted(|_| ()) }), vec![counts]),
        case("board of topics", "board_topics", json!({ "filter": topic_filter() }), board_of_topics(unit)),
        case("credits of an episode", "list_credits", json!({ "episode": of }), credits(&of)),
        case("publications of an episode", "list_publications", json!({ "episode": of }), publications(&of)),
    ]
}

fn board(unit: &str) -> Vec<String> {
    let not_out = format!("e.unit_id = '{unit}' AND e.first_published_day IS NULL");
    let counts =
        format!("SELECT e.content, COUNT(*) AS episodes FROM episode e WHERE {not_out} GROUP BY e.content");
    let mut board = vec![counts];
    for state in ["scripting", "in_review", "approved", "producing", "cut_review", "ready"] {
        board.push(format!(
            "{EPISODE_ROW} WHERE {not_out} AND e.content = '{state}' \
             ORDER BY COALESCE(e.wanted_day, '9999-12-31'), e.id LIMIT 40"
        ));
    }
    board
}

pub(super) fn topic_filter() -> serde_json::Value {
    json!({ "column": null, "department": null, "source": null, "text": null, "mine": false })
}

pub(super) const TOPIC_ROW: &str = "SELECT t.id, t.title, t.state, t.source, t.column_id, k.name AS column_name, \
    t.department_id, d.name AS department_name, t.wanted_day, e.id AS episode, t.created_at, t.updated_at, t.version \
    FROM topic t LEFT JOIN content_column k ON k.id = t.column_id LEFT JOIN department d ON d.id = t.department_id \
    LEFT JOIN episode e ON e.topic_id = t.id";

fn board_of_topics(unit: &str) -> Vec<String> {
    let mut board =
        vec![format!("SELECT state, COUNT(*) FROM topic WHERE unit_id = '{unit}' GROUP BY state")];
    for state in ["proposed", "shortlisted", "adopted", "shelved", "declined"] {
        let of_state =
            format!("t.unit_id = '{unit}' AND t.state = '{state}' ORDER BY t.position, t.id LIMIT 40");
        board.push(format!("{TOPIC_ROW} WHERE {of_state}"));
        board.push(format!(
            "SELECT o.topic_id, p.id, p.name FROM topic_proposer o JOIN person p ON p.id = o.person_id \
             WHERE o.topic_id IN (SELECT t.id FROM topic t WHERE {of_state})"
        ));
    }
    board
}

fn credits(episode: &str) -> Vec<String> {
    vec![format!(
        "SELECT c.id, c.person_id, p.name, c.role, c.degree, c.confirmed, c.version FROM credit c \
         JOIN person p ON p.id = c.person_id WHERE c.episode_id = '{episode}' ORDER BY c.role, p.name"
    )]
}

fn publications(episode: &str) -> Vec<String> {
    vec![
        format!(
            "SELECT p.*, c.platform, c.handle, c.slots FROM publication p JOIN channel c ON c.id = p.channel_id \
             WHERE p.episode_id = '{episode}' ORDER BY p.id"
        ),
        format!(
            "SELECT e.*, k.name FROM episode e JOIN content_column k ON k.id = e.column_id WHERE e.id = '{episode}'"
        ),
        format!("SELECT * FROM production WHERE episode_id = '{episode}'"),
        format!("SELECT COUNT(*) FROM task WHERE episode_id = '{episode}' AND done_at IS NULL"),
        format!("SELECT * FROM portrait_release WHERE episode_id = '{episode}'"),
        format!("SELECT * FROM gate_override WHERE episode_id = '{episode}'"),
    ]
}
