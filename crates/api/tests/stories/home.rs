//! The page that a day begins with: what is mine to do, what goes out, what grew, how it goes; and the calendar on a
//! phone that shows the same days.

use pufa_api::testing::{Person, Studio, on_both};
use pufa_store::values;
use serde_json::{Value, json};

fn id(value: &Value) -> String {
    value["id"].as_str().expect("an id").to_owned()
}

/// An episode of the editor's own, wanted on a day.
fn episode(studio: &Studio, editor: &Person, title: &str, wanted: Option<&str>) -> String {
    let input = json!({ "column": studio.column(title), "title": title, "format": "talk", "target_seconds": 60,
        "wanted_day": wanted, "owner": studio.person_id("bianji") });
    id(&studio.done(editor, "create_episode", input))
}

fn douyin(studio: &Studio, admin: &Person) -> String {
    let input = json!({ "id": null, "version": 0, "platform": "douyin", "handle": "演示检察", "obligation": "required",
        "mass_send": null, "custodian": null, "slots": [], "active": true });
    id(&studio.done(admin, "save_channel", input))
}

/// Puts an episode where it is ready to go out, with every gate shut, and plans it.
fn plan(studio: &Studio, editor: &Person, episode: &str, channel: &str, local: &str) -> Value {
    studio.put(
        "UPDATE episode SET content = 'ready', approved_revision = NULL WHERE id = ?1",
        values![episode],
    );
    let version = studio.done(editor, "production_view", json!({ "episode": episode }))["version"].clone();
    let declared = json!({ "episode": episode, "version": version, "ai_use": "none", "ai_label_seen": false,
        "minors": "absent", "filing_no": "" });
    studio.done(editor, "declare_production", declared);
    studio.put("UPDATE production SET final_cut = 'f' WHERE episode_id = ?1", values![episode]);
    let made =
        studio.done(editor, "prepare_publications", json!({ "episode": episode, "channels": [channel] }));
    let slot = json!({ "publication": made[0]["id"], "version": made[0]["version"], "local": local, "zone": "Asia/Shanghai", "fold": null });
    studio.done(editor, "schedule_publication", slot)["publication"].clone()
}

#[test]
fn what_is_mine_comes_by_due_time_and_a_lost_link_never_grows_old() {
    on_both(|studio| {
        let admin = studio.set_up();
        let editor = studio.person_with("bianji", "editor");
        let channel = douyin(studio, &admin);
        episode(studio, &editor, "待写", Some("2026-11-30"));
        let shot = episode(studio, &editor, "在拍", None);
        studio.put("UPDATE episode SET content = 'producing' WHERE id = ?1", values![shot]);
        let task = json!({ "episode": shot, "id": null, "version": 0, "craft": "shoot", "note": "",
            "assignee": studio.person_id("bianji"), "start": null, "due": "2026-11-20" });
        studio.done(&editor, "save_task", task);
        let lost = episode(studio, &editor, "链接没带回", None);
        let handed = plan(studio, &editor, &lost, &channel, "2026-11-22T18:00");
        studio.put(
            "UPDATE publication SET state = 'unconfirmed', slot_at = slot_at - 2592000000 WHERE id = ?1",
            values![id(&handed)],
        );
        let home = studio.done(&editor, "home", json!({}));
        let kinds: Vec<&Value> =
            home["waiting"].as_array().expect("rows").iter().map(|r| &r["kind"]).collect();
        assert_eq!(kinds, ["slot", "task", "script"], "a month late, two days late, in a week");
        assert_eq!(home["waiting"][0]["state"], "unconfirmed");
        let late = json!({ "reviews": 0, "tasks": 1, "slots": 1, "works": 0 });
        assert_eq!(home["tiles"]["late"], late);
    });
}

#[test]
fn a_day_ahead_is_red_only_while_a_gate_is_open() {
    on_both(|studio| {
        let admin = studio.set_up();
        let editor = studio.person_with("bianji", "editor");
        let channel = douyin(studio, &admin);
        let work = episode(studio, &editor, "一次接访", None);
        plan(studio, &editor, &work, &channel, "2026-11-24T18:00");
        let slot = || studio.done(&editor, "home", json!({}))["days"][2]["slots"][0].clone();
        assert_eq!((&slot()["title"], &slot()["gates"]), (&json!("一次接访"), &json!([])));
        let release = json!({ "episode": work, "id": null, "version": 0, "name": "演示乙", "scope": "",
            "given_on": null, "withdrawn_on": null, "sheet": null });
        studio.done(&editor, "save_release", release);
        assert_eq!(slot()["gates"], json!(["releases"]));
        studio.put("UPDATE episode SET content = 'cut_review' WHERE id = ?1", values![work]);
        assert_eq!(slot()["gates"], json!(["review", "releases"]));
    });
}

#[test]
fn figures_say_what_grew_and_how_the_unit_does() {
    on_both(|studio| {
        let admin = studio.set_up();
        let editor = studio.person_with("bianji", "editor");
        let manager = studio.person_with("zhuren", "manager");
        let channel = douyin(studio, &admin);
        let work = episode(studio, &editor, "一次接访", None);
        let (active, idle) = (studio.employ(&admin, "演示甲"), studio.employ(&admin, "演示乙"));
        let planned = plan(studio, &editor, &work, &channel, "2026-11-22T18:00");
        studio.put(
            "UPDATE publication SET state = 'published', published_at = ?2 WHERE id = ?1",
            values![id(&planned), studio.api.now()],
        );
        studio.put(
            "UPDATE episode SET first_published_day = '2026-11-22', created_at = created_at - 950400000 WHERE id = ?1",
            values![work],
        );
        studio.put(
            "INSERT INTO credit (id, episode_id, person_id, role, degree, confirmed, by_person, at, version) \
             VALUES (?1, ?2, ?3, 'writer', 3, 1, ?3, 0, 1)",
            values![uuid::Uuid::now_v7().to_string(), work, active],
        );
        for (day, views) in [("2026-11-21", 9220), ("2026-11-22", 12430)] {
            let figures = json!({ "views": views, "likes": null, "comments": null, "shares": null, "favourites": null,
                "followers": null, "qualifier": "over" });
            let of = json!({ "of": "publication", "id": planned["id"] });
            studio.done(&editor, "record_metrics", json!({ "of": of, "day": day, "figures": figures }));
        }
        let home = studio.done(&manager, "home", json!({}));
        let changes = home["changes"].as_array().expect("changes");
        let figures: Vec<&Value> = changes.iter().map(|c| &c["figure"]).filter(|f| !f.is_null()).collect();
        assert_eq!(figures, [&json!({ "views": 12430, "qualifier": "over", "before": 9220 })]);
        let out = changes.iter().find(|c| c["figure"].is_null() && c["platform"] == "douyin");
        assert!(out.is_some_and(|out| out["by"].is_null() && out["title"] == "一次接访"));

        let tiles = &home["tiles"];
        assert_eq!(tiles["passage"], json!({ "days": 11, "works": 1 }));
        assert_eq!(tiles["first_pass"]["total"], 0);
        let part = &tiles["participation"];
        assert_eq!((&part["rate"]["n"], &part["rate"]["total"]), (&json!(1), &json!(2)));
        assert_eq!((&part["this_month"], &part["without_work"][0]["id"]), (&json!(1), &json!(idle)));
        let theirs = studio.done(&editor, "home", json!({}));
        assert_eq!(theirs["tiles"]["participation"]["without_work"], json!([]), "names are for managers");
    });
}

#[test]
fn a_calendar_is_read_by_its_address_until_it_is_shut() {
    on_both(|studio| {
        let admin = studio.set_up();
        let editor = studio.person_with("bianji", "editor");
        let work = episode(studio, &editor, "隔夜酒也是酒", None);
        plan(studio, &editor, &work, &douyin(studio, &admin), "2026-11-24T18:00");
        let own = |operation| studio.done(&editor, operation, json!({}));
        assert_eq!(own("calendar_address"), json!(null));
        let token = |made: &Value| {
            let path = made["path"].as_str().expect("a path");
            path.strip_prefix("/api/calendar/")
                .and_then(|p| p.strip_suffix(".ics"))
                .expect("a token")
                .to_owned()
        };
        let first = token(&own("make_calendar_address"));
        let text = studio.api.subscribed_calendar(&first).expect("a calendar");
        assert!(text.contains("DTSTART:20261124T100000Z") && text.contains("《隔夜酒也是酒》"), "{text}");
        assert!(!text.contains("URL:") && !text.contains("DESCRIPTION:"), "titles and times only: {text}");
        assert_eq!(own("calendar_address")["used_at"], json!(studio.api.now().0));
        // Another one shuts the first; an account that is shut, or that may no longer read, has none.
        let second = token(&own("make_calendar_address"));
        assert!(studio.api.subscribed_calendar(&first).is_err());
        for (close, open) in [
            (
                "UPDATE account SET active = 0 WHERE login = ?1",
                "UPDATE account SET active = 1 WHERE login = ?1",
            ),
            (
                "UPDATE role_grant SET to_day = '2026-01-01' WHERE account_id = (SELECT id FROM account WHERE login = ?1)",
                "UPDATE role_grant SET to_day = NULL WHERE account_id = (SELECT id FROM account WHERE login = ?1)",
            ),
        ] {
            studio.put(close, values!["bianji"]);
            assert!(studio.api.subscribed_calendar(&second).is_err(), "{close}");
            studio.put(open, values!["bianji"]);
            assert!(studio.api.subscribed_calendar(&second).is_ok(), "{open}");
        }
        own("shut_calendar_address");
        assert!(studio.api.subscribed_calendar(&second).is_err());
        assert_eq!(studio.refused(&editor, "shut_calendar_address", json!({})), "not_found");
    });
}
