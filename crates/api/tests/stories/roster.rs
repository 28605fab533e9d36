//! The roster, accounts, columns, channels and settings of a unit; and who may not touch them.

use pufa_api::testing::{PASSWORD, Studio, on_both};
use serde_json::{Value, json};

fn department(studio: &Studio, who: &pufa_api::testing::Person, at: usize) -> Value {
    studio.done(who, "list_departments", json!({}))[at]["id"].clone()
}

#[test]
fn somebody_comes_moves_and_leaves() {
    on_both(|studio| {
        let admin = studio.set_up();
        let person = studio.employ(&admin, "演示甲");
        let view = studio.done(&admin, "get_person", json!({ "id": person }));
        let first = view["employments"][0].clone();
        assert_eq!(view["steps"], json!(["rename", "transfer", "end", "record_absence", "create_account"]));

        let to = json!({ "department": department(studio, &admin, 1), "category": "staff", "title": "检察官助理", "from": "2024-03-01", "to": null });
        let transfer = json!({ "id": first["id"], "version": first["version"], "to": to });
        let moved = studio.done(&admin, "transfer_person", transfer.clone());
        assert_eq!(moved["employments"][0]["to"], "2024-02-29");
        assert_eq!(moved["employments"][1]["title"], "检察官助理");
        assert_eq!(studio.refused(&admin, "transfer_person", transfer), "stale");

        let twice = json!({ "person": person, "id": null, "version": 0, "employment":
            { "department": department(studio, &admin, 0), "category": "contract", "title": "", "from": "2025-01-01", "to": null } });
        assert_eq!(studio.refused(&admin, "save_employment", twice), "overlaps");

        let second = moved["employments"][1].clone();
        let end = |day: &str| json!({ "id": second["id"], "version": second["version"], "last_day": day });
        assert_eq!(studio.refused(&admin, "end_employment", end("2024-02-01")), "ends_before_it_begins");
        studio.done(&admin, "end_employment", end("2026-10-31"));

        let names = |with_left: bool, on: Value| -> Vec<String> {
            let people = studio.done(&admin, "list_people", json!({ "on": on, "with_left": with_left }));
            let rows = people.as_array().expect("rows").iter();
            rows.map(|row| row["name"].as_str().expect("a name").to_owned()).collect()
        };
        assert_eq!(names(false, json!(null)), Vec::<String>::new());
        assert_eq!(names(false, json!("2026-10-31")), ["演示甲"]);
        assert_eq!(names(true, json!(null)).len(), 2, "the administrator has no employment yet");
    });
}

#[test]
fn absences_stand_beside_each_other_and_can_be_taken_back() {
    on_both(|studio| {
        let admin = studio.set_up();
        let person = studio.employ(&admin, "演示乙");
        let away = |from: &str, to: &str| json!({ "person": person, "id": null, "version": 0, "kind": "leave", "from": from, "to": to });
        let view = studio.done(&admin, "save_absence", away("2026-01-01", "2026-03-31"));
        assert_eq!(studio.refused(&admin, "save_absence", away("2026-03-31", "2026-04-30")), "overlaps");
        let absence = &view["absences"][0];
        let back = json!({ "id": absence["id"], "version": absence["version"] });
        assert_eq!(studio.done(&admin, "remove_absence", back.clone())["absences"], json!([]));
        assert_eq!(studio.refused(&admin, "remove_absence", back), "not_found");
    });
}

#[test]
fn an_account_is_given_replaced_and_shut() {
    on_both(|studio| {
        let admin = studio.set_up();
        let person = studio.employ(&admin, "演示丙");
        let new =
            json!({ "person": person, "login": "bing", "password": "先用这个口令登录", "roles": ["staff"] });
        studio.done(&admin, "create_account", json!({ "person": person, "login": "bing", "password": "请先用这个口令来登录", "roles": ["staff"] }));
        assert_eq!(studio.refused(&admin, "create_account", new), "weak_password");
        let other = studio.employ(&admin, "演示丁");
        let taken = json!({ "person": other, "login": "bing", "password": PASSWORD, "roles": [] });
        assert_eq!(studio.refused(&admin, "create_account", taken), "taken");

        let bing = studio
            .enter("sign_in", json!({ "login": "bing", "password": "请先用这个口令来登录" }))
            .expect("a session");
        assert_eq!(
            studio.refused(&bing, "list_people", json!({ "on": null, "with_left": false })),
            "password_must_change"
        );
        studio.done(&bing, "change_password", json!({ "old": "请先用这个口令来登录", "new": PASSWORD }));
        studio.done(&bing, "list_people", json!({ "on": null, "with_left": false }));
        assert_eq!(studio.refused(&bing, "list_accounts", json!({})), "forbidden");

        let accounts = studio.done(&admin, "list_accounts", json!({}));
        let of = |login: &str| {
            let rows = accounts.as_array().expect("rows").iter();
            rows.clone().find(|row| row["login"] == login).expect("an account").clone()
        };
        let shut =
            |account: &Value| json!({ "id": account["id"], "version": account["version"], "active": false });
        studio.done(&admin, "set_account_active", shut(&of("bing")));
        assert_eq!(studio.refused(&bing, "me", json!({})), "not_signed_in");
        assert_eq!(studio.refused(&admin, "set_account_active", shut(&of("admin"))), "last_administrator");
        studio.done(&admin, "me", json!({}));
        let own = of("admin");
        let grants = own["grants"].as_array().expect("grants");
        let grant = grants.iter().find(|g| g["role"] == "administrator").expect("a grant");
        let revoke = json!({ "account": own["id"], "grant": grant["id"] });
        assert_eq!(studio.refused(&admin, "revoke_role", revoke), "last_administrator");
    });
}

#[test]
fn a_column_answers_to_one_name_alone() {
    on_both(|studio| {
        let admin = studio.set_up();
        let column = |name: &str, aliases: &[&str], parent: Value| {
            json!({ "id": null, "version": 0, "name": name, "aliases": aliases, "parent": parent, "department": null,
                "hosts": [], "channels": [], "cadence_days": 7, "standing": true, "active": true })
        };
        let first = studio.done(&admin, "save_column", column("说酒驾", &["酒驾说", "说 酒驾"], json!(null)));
        assert_eq!(first["next_number"], 1);
        assert_eq!(studio.refused(&admin, "save_column", column("酒驾说", &[], json!(null))), "taken");
        let spin_off = studio.done(&admin, "save_column", column("说酒驾番外", &[], first["id"].clone()));
        let mut circle = column("说酒驾", &[], spin_off["id"].clone());
        circle["id"] = first["id"].clone();
        circle["version"] = first["version"].clone();
        assert_eq!(studio.refused(&admin, "save_column", circle), "in_a_circle");
        let mut never = column("每天两期", &[], json!(null));
        never["cadence_days"] = json!(0);
        assert_eq!(studio.refused(&admin, "save_column", never), "out_of_range");
    });
}

#[test]
fn a_channel_is_on_a_platform_that_is_known() {
    on_both(|studio| {
        let admin = studio.set_up();
        let channel = |platform: &str, slots: Value| {
            json!({ "id": null, "version": 0, "platform": platform, "handle": "演示检察", "obligation": "required",
                "mass_send": null, "custodian": null, "slots": slots, "active": true })
        };
        let made = studio.done(
            &admin,
            "save_channel",
            channel("douyin", json!([{ "weekdays": [5, 1], "time": "18:00" }])),
        );
        assert_eq!(made["platform_name"], "抖音");
        assert_eq!(made["slots"][0]["weekdays"], json!([1, 5]));
        assert_eq!(studio.refused(&admin, "save_channel", channel("douyin", json!([]))), "taken");
        assert_eq!(studio.refused(&admin, "save_channel", channel("nowhere", json!([]))), "unknown");
        let bad = channel("weibo", json!([{ "weekdays": [8], "time": "18:00" }]));
        assert_eq!(studio.refused(&admin, "save_channel", bad), "out_of_range");
        let platforms = studio.done(&admin, "list_platforms", json!({}));
        let rules = platforms[0]["rules"].as_array().expect("rules");
        assert!(!rules.is_empty() && rules.iter().all(|rule| rule["value"].is_string()));
    });
}

#[test]
fn settings_are_saved_by_the_version_that_was_read() {
    on_both(|studio| {
        let admin = studio.set_up();
        let mut view = studio.done(&admin, "get_settings", json!({}));
        assert_eq!(view["settings"]["speaking_rate"], 240);
        view["settings"]["speaking_rate"] = json!(260);
        assert_eq!(studio.done(&admin, "save_settings", view.clone())["version"], 1);
        assert_eq!(studio.refused(&admin, "save_settings", view.clone()), "stale");
        view["version"] = json!(1);
        view["settings"]["speaking_rate"] = json!(400);
        assert_eq!(studio.refused(&admin, "save_settings", view), "out_of_range");

        let day = json!({ "id": null, "version": 0, "kind": "quiet", "name": "演示静默", "from": "2026-12-13", "to": "2026-12-13" });
        let day = studio.done(&admin, "save_calendar_day", day);
        let listed =
            studio.done(&admin, "list_calendar_days", json!({ "from": "2026-12-01", "to": "2026-12-31" }));
        let names: Vec<&str> =
            listed["days"].as_array().expect("days").iter().filter_map(|d| d["name"].as_str()).collect();
        assert!(names.contains(&"国家宪法日") && names.contains(&"演示静默"), "{names:?}");
        studio.done(&admin, "remove_calendar_day", json!({ "id": day["id"], "version": day["version"] }));
    });
}

#[test]
fn staff_change_nothing_of_the_unit_and_another_unit_sees_nothing() {
    on_both(|studio| {
        let admin = studio.set_up();
        let person = studio.employ(&admin, "演示戊");
        let staff = studio.colleague(&admin, "演示己", "ji", &["staff"]);
        let stranger = studio.other_unit();
        let rename = json!({ "id": person, "version": 1, "name": "改名", "employment": null });
        assert_eq!(studio.refused(&staff, "save_person", rename.clone()), "forbidden");
        assert_eq!(studio.refused(&stranger, "save_person", rename), "not_found");
        assert_eq!(studio.refused(&stranger, "get_person", json!({ "id": person })), "not_found");
        let account = studio.done(&admin, "list_accounts", json!({}))[0].clone();
        let reset =
            json!({ "id": account["id"], "version": account["version"], "password": "外人给出的新口令呀" });
        assert_eq!(studio.refused(&stranger, "reset_password", reset), "weak_password");
        let reset = json!({ "id": account["id"], "version": account["version"], "password": "外人给出的一个新口令呀" });
        assert_eq!(studio.refused(&stranger, "reset_password", reset), "not_found");
        assert_eq!(
            studio.refused(
                &staff,
                "list_audit",
                json!({ "subject": null, "subject_id": null, "person": null, "after": null, "limit": null })
            ),
            "forbidden"
        );
        let page = studio.done(
            &admin,
            "list_audit",
            json!({ "subject": "person", "subject_id": person, "person": null, "after": null, "limit": 1 }),
        );
        assert_eq!(page["rows"][0]["operation"], "save_person");
        assert_eq!(page["rows"][0]["person_name"], "演示管理员");
    });
}

#[test]
fn a_person_keeps_settings_of_their_own() {
    on_both(|studio| {
        let admin = studio.set_up();
        let ji = studio.colleague(&admin, "演示己", "ji", &["staff"]);
        studio.done(&admin, "save_preference", json!({ "key": "language", "value": "en" }));
        studio.done(&admin, "save_preference", json!({ "key": "language", "value": "zh" }));
        assert_eq!(
            studio.done(&admin, "list_preferences", json!({})),
            json!([{ "key": "language", "value": "zh" }])
        );
        assert_eq!(studio.done(&ji, "list_preferences", json!({})), json!([]));
        studio.done(&admin, "save_preference", json!({ "key": "language", "value": null }));
        assert_eq!(studio.done(&admin, "list_preferences", json!({})), json!([]));
        let notices = studio.done(&admin, "list_notices", json!({ "after": null, "limit": null }));
        assert_eq!(notices["unseen"], 0);
        studio.done(&admin, "mark_notices_seen", json!({ "until": 1_795_309_200_000_i64 }));
    });
}
