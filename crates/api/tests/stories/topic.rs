//! A topic from one line to an episode; the board, what is too like, and who may decide.

use pufa_api::testing::{Person, Studio, on_both};
use serde_json::{Value, json};

fn column(studio: &Studio, admin: &Person, name: &str) -> Value {
    let input = json!({ "id": null, "version": 0, "name": name, "aliases": [], "parent": null, "department": null,
        "hosts": [], "channels": [], "cadence_days": null, "standing": true, "active": true });
    studio.done(admin, "save_column", input)["id"].clone()
}

fn propose(studio: &Studio, who: &Person, title: &str) -> Value {
    let input = json!({ "title": title, "source": null, "column": null, "wanted_day": null });
    studio.done(who, "propose_topic", input)["row"].clone()
}

fn moved(topic: &Value, to: &str, below: Value, reason: &str) -> Value {
    json!({ "id": topic["id"], "version": topic["version"], "to": to, "below": below, "reason": reason })
}

fn adoption(topic: &Value, column: &Value) -> Value {
    json!({ "id": topic["id"], "version": topic["version"], "column": column, "owner": null,
        "wanted_day": "2026-12-04", "format": "talk", "target_seconds": 60, "reason": "" })
}

/// The titles that stand in a state of the board, from the top.
fn cards(studio: &Studio, who: &Person, state: &str) -> Vec<String> {
    let filter = json!({ "column": null, "department": null, "source": null, "text": null, "mine": false });
    let board = studio.done(who, "board_topics", json!({ "filter": filter }));
    let found =
        board.as_array().expect("states").iter().find(|s| s["state"] == state).expect("a state").clone();
    let cards = found["cards"].as_array().expect("cards").iter();
    cards.map(|card| card["title"].as_str().expect("a title").to_owned()).collect()
}

#[test]
fn one_line_becomes_an_episode() {
    on_both(|studio| {
        let admin = studio.set_up();
        let staff = studio.colleague(&admin, "演示甲", "jia", &["staff"]);
        let drink = column(studio, &admin, "说酒驾");
        let topic = propose(studio, &staff, "隔夜酒也是酒");
        assert_eq!(topic["department_name"], "第一检察部");
        assert_eq!(topic["steps"], json!(["save"]));
        assert_eq!(studio.refused(&staff, "adopt_topic", adoption(&topic, &drink)), "forbidden");

        let adopted = studio.done(&admin, "adopt_topic", adoption(&topic, &drink));
        let states: Vec<&str> = adopted["topic"]["history"]
            .as_array()
            .expect("steps")
            .iter()
            .filter_map(|s| s["to"].as_str())
            .collect();
        assert_eq!(states, ["proposed", "shortlisted", "adopted"]);
        let episode = studio.done(&admin, "episode_view", json!({ "episode": adopted["episode"] }));
        assert_eq!(episode["number"], 1);
        assert_eq!(adopted["topic"]["row"]["episode"], adopted["episode"]);
        assert_eq!(
            studio.refused(&admin, "adopt_topic", adoption(&adopted["topic"]["row"], &drink)),
            "wrong_state"
        );
        assert_eq!(studio.refused(&admin, "adopt_topic", adoption(&topic, &drink)), "wrong_state");

        let hits = studio.done(&staff, "search", json!({ "text": "隔夜", "limit": null }));
        let kinds: Vec<&str> =
            hits["hits"].as_array().expect("hits").iter().filter_map(|h| h["kind"].as_str()).collect();
        assert!(kinds.contains(&"topic") && kinds.contains(&"episode"), "{kinds:?}");
        let hits = studio.done(&staff, "search", json!({ "text": "gyj", "limit": null }));
        assert_eq!(hits["hits"][0]["title"], "隔夜酒也是酒");
    });
}

#[test]
fn cards_keep_the_order_in_which_they_were_put() {
    on_both(|studio| {
        let admin = studio.set_up();
        for title in ["丙", "乙", "甲"] {
            propose(studio, &admin, title);
        }
        assert_eq!(cards(studio, &admin, "proposed"), ["甲", "乙", "丙"]);
        let filter =
            json!({ "column": null, "department": null, "source": null, "text": null, "mine": true });
        let page = |after: Value| {
            studio.done(
                &admin,
                "list_topics",
                json!({ "filter": filter, "state": null, "after": after, "limit": 2 }),
            )
        };
        let first = page(json!(null));
        let second = page(first["next"].clone());
        assert_eq!(
            (first["rows"].as_array().map(Vec::len), second["rows"].as_array().map(Vec::len)),
            (Some(2), Some(1))
        );
        let of = |title: &str| {
            let rows: Vec<Value> =
                [&first, &second].iter().flat_map(|p| p["rows"].as_array().expect("rows").clone()).collect();
            rows.into_iter().find(|row| row["title"] == title).expect("a topic")
        };
        let last =
            studio.done(&admin, "move_topic", moved(&of("甲"), "proposed", of("丙")["id"].clone(), ""));
        assert_eq!(cards(studio, &admin, "proposed"), ["乙", "丙", "甲"]);
        let mut card = last["row"].clone();
        for _ in 0..60 {
            // Always between the same two: they are spread out when the gap has become too small.
            card = studio.done(
                &admin,
                "move_topic",
                moved(&card, "proposed", of("乙")["id"].clone(), ""),
            )["row"]
                .clone();
            let other = if card["title"] == "甲" { "丙" } else { "甲" };
            let found = studio.done(&admin, "topic_view", json!({ "id": of(other)["id"] }));
            card = found["row"].clone();
        }
        let order = cards(studio, &admin, "proposed");
        assert_eq!(order[0], "乙");
        assert_eq!(order.len(), 3);
    });
}

#[test]
fn shelving_asks_for_a_reason_and_a_stale_card_does_not_move() {
    on_both(|studio| {
        let admin = studio.set_up();
        let topic = propose(studio, &admin, "高空抛物");
        assert_eq!(
            studio.refused(&admin, "move_topic", moved(&topic, "shelved", json!(null), " ")),
            "reason_required"
        );
        assert_eq!(
            studio.refused(&admin, "move_topic", moved(&topic, "adopted", json!(null), "")),
            "wrong_state"
        );
        let shelved =
            studio.done(&admin, "move_topic", moved(&topic, "shelved", json!(null), "等新的司法解释"));
        assert_eq!(shelved["history"][1]["reason"], "等新的司法解释");
        assert_eq!(studio.refused(&admin, "move_topic", moved(&topic, "shelved", json!(null), "")), "stale");
        studio.wait(-86_400_000);
        assert_eq!(
            studio.refused(&admin, "move_topic", moved(&shelved["row"], "proposed", json!(null), "")),
            "clock_set_back"
        );
    });
}

#[test]
fn what_is_too_like_is_told_while_it_is_typed() {
    on_both(|studio| {
        let admin = studio.set_up();
        let drink = column(studio, &admin, "说酒驾");
        let near = |title: &str, but: Value| -> Vec<(String, i64)> {
            let found =
                studio.done(&admin, "similar_topics", json!({ "title": title, "angle": "", "but": but }));
            let rows = found.as_array().expect("rows").clone();
            rows.iter()
                .map(|row| {
                    (
                        row["title"].as_str().expect("a title").to_owned(),
                        row["percent"].as_i64().expect("percent"),
                    )
                })
                .collect()
        };
        assert_eq!(near("隔夜酒也是酒", json!(null)), []);
        let first = propose(studio, &admin, "隔夜酒也是酒");
        assert_eq!(near("隔夜酒也算酒", json!(null)), [("隔夜酒也是酒".to_owned(), 60)]);
        assert_eq!(near("隔夜酒也算酒", first["id"].clone()), []);
        let second = propose(studio, &admin, "隔夜酒,也是酒");
        assert_eq!(second["nearest"]["percent"], 100);
        studio.done(&admin, "adopt_topic", adoption(&first, &drink));
        let seen = studio.done(&admin, "topic_view", json!({ "id": second["id"] }));
        assert_eq!(seen["near"].as_array().map(Vec::len), Some(1), "the episode stands for its topic");
        assert!(seen["near"][0]["episode"].is_string());
        let renamed = json!({ "id": second["id"], "version": second["version"], "title": "网络谣言的边界", "angle": "", "source": "hot_topic",
            "legal_point": "", "law_cited": "", "column": null, "department": null, "wanted_day": null, "proposers": [second["proposers"][0]["id"]] });
        assert_eq!(studio.done(&admin, "save_topic", renamed)["near"], json!([]));
        assert_eq!(near("网络谣言的边界", json!(null)).len(), 1);
    });
}

#[test]
fn others_write_nothing_of_mine() {
    on_both(|studio| {
        let admin = studio.set_up();
        let jia = studio.colleague(&admin, "演示甲", "jia", &["staff"]);
        let yi = studio.colleague(&admin, "演示乙", "yi", &["staff"]);
        let stranger = studio.other_unit();
        let topic = propose(studio, &jia, "一次接访");
        let save = |version: &Value| {
            json!({ "id": topic["id"], "version": version, "title": "一次接访之后", "angle": "", "source": "case",
            "legal_point": "", "law_cited": "", "column": null, "department": null, "wanted_day": null, "proposers": [topic["proposers"][0]["id"]] })
        };
        assert_eq!(studio.refused(&yi, "save_topic", save(&topic["version"])), "forbidden");
        assert_eq!(studio.refused(&stranger, "save_topic", save(&topic["version"])), "not_found");
        assert_eq!(studio.refused(&stranger, "topic_view", json!({ "id": topic["id"] })), "not_found");
        assert_eq!(
            studio.refused(&stranger, "move_topic", moved(&topic, "shortlisted", json!(null), "")),
            "not_found"
        );
        let saved = studio.done(&jia, "save_topic", save(&topic["version"]))["row"].clone();
        assert_eq!(studio.refused(&jia, "save_topic", save(&topic["version"])), "stale");
        assert_eq!(
            studio.refused(&jia, "move_topic", moved(&saved, "shortlisted", json!(null), "")),
            "forbidden"
        );
        let shortlisted =
            studio.done(&admin, "move_topic", moved(&saved, "shortlisted", json!(null), ""))["row"].clone();
        assert_eq!(studio.refused(&jia, "save_topic", save(&shortlisted["version"])), "forbidden");
        let foreign = column(studio, &stranger, "外院栏目");
        assert_eq!(studio.refused(&admin, "adopt_topic", adoption(&shortlisted, &foreign)), "not_found");
    });
}
