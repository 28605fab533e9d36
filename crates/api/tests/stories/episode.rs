//! Episodes: made, listed, narrowed, changed many at once, moved; and credited.

use pufa_api::testing::{Person, Studio, on_both};
use pufa_store::values;
use serde_json::{Value, json};

fn wanted() -> Value {
    json!({ "states": [], "column": null, "owner": null, "format": null, "text": null, "published_from": null, "published_to": null })
}

fn list(
    studio: &Studio,
    who: &Person,
    wanted: &Value,
    sort: &str,
    after: Option<&str>,
) -> (Vec<String>, Option<String>) {
    let input = json!({ "wanted": wanted, "sort": sort, "after": after, "limit": 2 });
    let page = studio.done(who, "list_episodes", input);
    let rows = page["rows"].as_array().expect("rows");
    let titles = rows.iter().map(|r| r["title"].as_str().expect("a title").to_owned());
    (titles.collect(), page["next"].as_str().map(str::to_owned))
}

fn make(studio: &Studio, who: &Person, column: &str, title: &str, wanted_day: Option<&str>) -> Value {
    let input = json!({ "column": column, "title": title, "format": "talk", "target_seconds": 60, "wanted_day": wanted_day, "owner": null });
    studio.done(who, "create_episode", input)
}

#[test]
fn a_list_comes_page_by_page_in_every_order() {
    on_both(|studio| {
        studio.set_up();
        let editor = studio.person_with("bianji", "editor");
        let (first, second) = (studio.column("说酒驾"), studio.column("以案释法"));
        for (title, column, day) in [
            ("隔夜酒也是酒", &first, Some("2026-12-04")),
            ("一次接访", &second, None),
            ("高空抛物100%危险", &second, Some("2026-11-30")),
        ] {
            studio.wait(1000);
            make(studio, &editor, column, title, day);
        }
        for (sort, expected) in [
            ("updated", ["高空抛物100%危险", "一次接访", "隔夜酒也是酒"]),
            ("wanted", ["高空抛物100%危险", "隔夜酒也是酒", "一次接访"]),
        ] {
            let (mut titles, next) = list(studio, &editor, &wanted(), sort, None);
            let (rest, end) = list(studio, &editor, &wanted(), sort, Some(&next.expect("a second page")));
            titles.extend(rest);
            assert_eq!((titles, end), (expected.map(str::to_owned).to_vec(), None), "{sort}");
        }
        for (field, value, expected) in [
            ("text", json!("0%危"), vec!["高空抛物100%危险"]),
            ("text", json!("0_危"), vec![]),
            ("column", json!(first), vec!["隔夜酒也是酒"]),
            ("states", json!(["ready", "shelved"]), vec![]),
            ("format", json!("drama"), vec![]),
            ("published_from", json!("2020-05-15"), vec![]),
        ] {
            let mut narrowed = wanted();
            narrowed[field] = value;
            assert_eq!(list(studio, &editor, &narrowed, "updated", None).0, expected, "{field}");
        }
        let counts = studio.done(&editor, "episode_counts", json!({ "wanted": wanted() }));
        assert_eq!(counts[0], json!({ "content": "scripting", "episodes": 3 }));
        let board = studio.done(&editor, "board_episodes", json!({ "wanted": wanted() }));
        assert_eq!(board[0]["rows"][0]["title"], "高空抛物100%危险");
        studio.put(
            "UPDATE episode SET first_published_day = '2026-11-20' WHERE title = ?1",
            values!["隔夜酒也是酒"],
        );
        let board = studio.done(&editor, "board_episodes", json!({ "wanted": wanted() }));
        assert_eq!(board[0]["episodes"], 2, "what is out is no work that waits");
        for (published, found) in [(true, 1), (false, 2)] {
            let mut narrowed = wanted();
            narrowed["published"] = json!(published);
            assert_eq!(list(studio, &editor, &narrowed, "updated", None).0.len(), found);
        }
        let broken = json!({ "wanted": wanted(), "sort": "updated", "after": "x", "limit": 2 });
        assert_eq!(studio.refused(&editor, "list_episodes", broken), "bad_input");
    });
}

#[test]
fn an_episode_is_changed_moved_and_every_step_is_kept() {
    on_both(|studio| {
        studio.set_up();
        let editor = studio.person_with("bianji", "editor");
        let staff = studio.person_with("ganjing", "staff");
        let stranger = studio.person_in(studio.neighbour(), "moshengren", "editor");
        let column = studio.column("说酒驾");
        let made = make(studio, &editor, &column, "隔夜酒也是酒", None);
        assert_eq!((&made["number"], &made["next_step"]["key"]), (&json!(1), &json!("script")));
        let id = made["id"].as_str().expect("an id");
        let of = json!({ "episode": id });
        assert_eq!(studio.refused(&stranger, "episode_view", of.clone()), "not_found");
        assert_eq!(studio.done(&staff, "episode_view", of.clone())["steps"], json!(["remind_next"]));
        let step =
            |version: i64, reason: &str| json!({ "episode": id, "version": version, "reason": reason });
        assert_eq!(studio.refused(&staff, "shelve_episode", step(1, "人手不够")), "forbidden");
        assert_eq!(studio.refused(&editor, "shelve_episode", step(1, " ")), "reason_required");
        // The wrong order: nothing is out that could be withdrawn, nothing approved that could be revised.
        for operation in ["withdraw_episode", "revise_script", "revise_cut", "resume_episode"] {
            assert_eq!(studio.refused(&editor, operation, step(1, "理由")), "wrong_state", "{operation}");
        }
        let shelved = studio.done(&editor, "shelve_episode", step(1, "人手不够"));
        assert_eq!(
            (&shelved["content"], &shelved["line"][0]["state"]),
            (&json!("shelved"), &json!("blocked"))
        );
        assert_eq!(studio.refused(&editor, "resume_episode", step(1, "接着做")), "stale");
        let draft = json!({ "episode": id, "version": 1, "script": { "header": { "hook": "早餐摊", "legal_point": "", "law_cited": "", "takeaway": "", "case_stage": "no_case" }, "shots": [] } });
        assert_eq!(studio.refused(&staff, "save_script", draft.clone()), "wrong_state");
        studio.done(&editor, "resume_episode", step(2, "接着做"));
        studio.done(&staff, "save_script", draft);
        let steps = studio.done(&editor, "episode_steps", of);
        let told: Vec<&str> =
            steps.as_array().expect("steps").iter().map(|s| s["to"].as_str().expect("a state")).collect();
        assert_eq!(told, ["scripting", "shelved", "scripting"]);
        let history =
            studio.done(&editor, "episode_history", json!({ "episode": id, "after": null, "limit": 2 }));
        assert_eq!(history["rows"][0]["operation"], "save_script");
        assert!(history["next"].is_string());
    });
}

#[test]
fn many_are_changed_at_once_or_none() {
    on_both(|studio| {
        studio.set_up();
        let editor = studio.person_with("bianji", "editor");
        let (column, other) = (studio.column("说酒驾"), studio.column("以案释法"));
        let ids: Vec<Value> = ["甲", "乙", "丙"]
            .iter()
            .map(|title| make(studio, &editor, &column, title, None)["id"].clone())
            .collect();
        let change = |versions: [i64; 3], column: &str| {
            let chosen: Vec<Value> = ids
                .iter()
                .zip(versions)
                .map(|(id, version)| json!({ "id": id, "version": version }))
                .collect();
            json!({ "episodes": chosen, "owner": null, "clear_owner": false, "wanted_day": "2026-12-04", "clear_wanted_day": false, "column": column })
        };
        assert_eq!(studio.refused(&editor, "bulk_edit_episodes", change([1, 1, 9], &other)), "stale");
        assert_eq!(studio.done(&editor, "episode_view", json!({ "episode": ids[0] }))["version"], 1);
        let changed = studio.done(&editor, "bulk_edit_episodes", change([1, 1, 1], &other));
        let numbers: Vec<i64> = changed
            .as_array()
            .expect("rows")
            .iter()
            .map(|r| r["number"].as_i64().expect("a number"))
            .collect();
        assert_eq!(numbers, [1, 2, 3]);
        let found = studio.done(&editor, "search", json!({ "text": "以案", "limit": 10 }));
        assert!(found.to_string().contains("以案释法 3"), "{found}");
    });
}

#[test]
fn credits_are_proposed_confirmed_and_taken_back() {
    on_both(|studio| {
        studio.set_up();
        let editor = studio.person_with("bianji", "editor");
        let writer = studio.person_with("xiezuo", "staff");
        let episode = make(studio, &editor, &studio.column("说酒驾"), "隔夜酒也是酒", None)["id"].clone();
        let header = json!({ "hook": "早餐摊", "legal_point": "", "law_cited": "", "takeaway": "", "case_stage": "no_case" });
        studio.done(
            &writer,
            "save_script",
            json!({ "episode": episode, "version": 1, "script": { "header": header, "shots": [] } }),
        );
        let view = studio.done(&editor, "list_credits", json!({ "episode": episode }));
        let person = &view["proposed"][0]["person"]["id"];
        assert_eq!(
            (&view["proposed"][0]["role"], &view["proposed"][0]["reason"]),
            (&json!("writer"), &json!("wrote_draft"))
        );
        let credit = json!({ "id": null, "version": 0, "episode": episode, "person": person, "role": "writer", "degree": "lead", "confirmed": false });
        assert_eq!(studio.refused(&writer, "save_credit", credit.clone()), "forbidden");
        let given = studio.done(&editor, "save_credit", credit.clone());
        assert_eq!((&given["proposed"], &given["credits"][0]["share"]), (&json!([]), &json!(1_000_000)));
        assert_eq!(studio.refused(&editor, "save_credit", credit), "credit_exists");
        let of = |version: i64| json!({ "id": given["credits"][0]["id"], "version": version });
        let confirmed = studio.done(&editor, "confirm_credits", json!({ "credits": [of(1)] }));
        assert_eq!(confirmed["credits"][0]["confirmed"], true);
        assert_eq!(studio.refused(&editor, "remove_credit", of(1)), "stale");
        assert_eq!(studio.done(&editor, "remove_credit", of(2))["credits"], json!([]));
    });
}

#[test]
fn whoever_owes_the_next_step_is_reminded_once_a_day() {
    on_both(|studio| {
        studio.set_up();
        let editor = studio.person_with("bianji", "editor");
        let staff = studio.person_with("ganjing", "staff");
        let stranger = studio.person_in(studio.neighbour(), "moshengren", "editor");
        let column = studio.column("说酒驾");
        let id = make(studio, &editor, &column, "隔夜酒也是酒", None)["id"].clone();
        let of = json!({ "episode": id });
        assert_eq!(studio.refused(&stranger, "remind_next", of.clone()), "not_found");
        // Nobody has it: whoever may edit owes that somebody does.
        let nobodys = studio.done(&staff, "episode_view", of.clone())["next_step"]["waits_for"].clone();
        assert_eq!(nobodys, json!([studio.person_id("admin"), studio.person_id("bianji")]));
        let (owner, episode) = (studio.person_id("bianji"), id.as_str().expect("an id"));
        studio.put("UPDATE episode SET owner_id = ?2 WHERE id = ?1", pufa_store::values![episode, owner]);
        let view = studio.done(&staff, "episode_view", of.clone());
        assert_eq!(view["next_step"]["owed"], "write");
        assert_eq!(view["next_step"]["waits_for"], json!([studio.person_id("bianji")]));
        assert_eq!(view["steps"], json!(["remind_next"]));
        // Oneself is not reminded.
        let own = studio.done(&editor, "episode_view", of.clone());
        assert!(!own["steps"].as_array().expect("steps").contains(&json!("remind_next")));
        assert_eq!(studio.refused(&editor, "remind_next", of.clone()), "wrong_state");
        for (again, now, already) in [(0, 1, 0), (1, 0, 1), (24, 1, 0)] {
            studio.wait(again * 3_600_000);
            let told = studio.done(&studio.sign_in("ganjing"), "remind_next", of.clone());
            let count = |list: &str| told[list].as_array().expect("people").len();
            assert_eq!((count("now"), count("already")), (now, already), "after {again} hours");
        }
        let notices =
            studio.done(&studio.sign_in("bianji"), "list_notices", json!({ "after": null, "limit": 10 }));
        assert_eq!(notices["rows"].as_array().expect("rows").len(), 2);
        assert_eq!(notices["rows"][0]["kind"], "step_reminded");
        let said: Value =
            serde_json::from_str(notices["rows"][0]["params"].as_str().expect("text")).expect("JSON");
        assert_eq!((&said["title"], &said["by"]), (&json!("隔夜酒也是酒"), &json!("演示ganjing")));
    });
}
