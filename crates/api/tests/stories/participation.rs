//! Participation through the operations: figures and the names behind them, who may see which, change, reports that
//! stand, and figures of works.

use pufa_api::testing::{Person, Studio, on_both};
use pufa_domain::Millis;
use pufa_store::values;
use serde_json::{Value, json};

/// A work that is out since a day, with a confirmed credit.
fn work(studio: &Studio, admin: &Person, column: &str, day: &str, person: &str, role: &str) -> String {
    let input = json!({ "column": column, "title": format!("演示作品 {day} {role}"), "format": "talk" });
    let made = studio.done(admin, "create_episode", input);
    let id = made["id"].as_str().expect("an id").to_owned();
    studio.put(
        "UPDATE episode SET first_published_day = ?2, content = 'ready' WHERE id = ?1",
        values![id, day],
    );
    let credit = json!({ "id": null, "version": 0, "episode": id, "person": person, "role": role, "degree": "equal", "confirmed": true });
    studio.done(admin, "save_credit", credit);
    id
}

fn ask(studio: &Studio, who: &Person, question: Value) -> Value {
    studio.done(who, "participation", question)
}

fn rate(view: &Value) -> (u64, u64) {
    (view["rate"]["n"].as_u64().expect("n"), view["rate"]["total"].as_u64().expect("N"))
}

#[test]
fn figures_move_with_every_change_and_names_are_for_managers() {
    on_both(|studio| {
        let admin = studio.set_up();
        let column = studio.column("说演示");
        let [one, two] = ["甲某", "乙某"].map(|name| studio.employ(&admin, name));
        let staff = studio.colleague(&admin, "丙某", "staff", &["staff"]);
        assert_eq!(rate(&ask(studio, &admin, json!({ "on": "2019-12-31" }))), (0, 0));
        assert_eq!(ask(studio, &admin, json!({ "on": "2019-12-31" }))["rate"]["tenths"], Value::Null);
        let on = json!({ "on": "2026-11-20" });
        assert_eq!(rate(&ask(studio, &admin, on.clone())), (0, 3));
        let first = work(studio, &admin, &column, "2026-11-01", &one, "writer");
        assert_eq!(rate(&ask(studio, &admin, on.clone())), (1, 3), "the facts at hand are read anew");
        work(studio, &admin, &column, "2026-10-01", &two, "legal_adviser");
        let wide = ask(studio, &admin, on.clone());
        assert_eq!(rate(&wide), (2, 3));
        assert_eq!(rate(&ask(studio, &admin, json!({ "on": "2026-11-20", "policy": "strict" }))), (1, 3));
        let names = |view: &Value, list: &str| -> Vec<String> {
            let people = view[list].as_array().expect("people");
            people.iter().map(|p| p["name"].as_str().expect("a name").to_owned()).collect()
        };
        assert_eq!(names(&wide, "not_yet"), ["丙某"]);
        assert_eq!(names(&wide, "newcomers"), ["甲某"]);
        assert_eq!(wide["by_role"].as_array().expect("roles").len(), 2);
        let seen = ask(studio, &staff, on.clone());
        assert_eq!((rate(&seen), &seen["named"]), ((2, 3), &json!(false)));
        assert_eq!((names(&seen, "not_yet"), names(&seen, "people")), (vec![], vec![]));
        assert_eq!(seen["mine"]["takes_part"], false);
        assert!(seen["by_department"][0]["not_yet"].as_array().expect("a list").is_empty());
        let stranger = studio.other_unit();
        assert_eq!(studio.refused(&stranger, "participation", json!({ "unit": wide["unit"] })), "not_found");
        assert_eq!(studio.refused(&staff, "export_participation", on.clone()), "forbidden");
        let file = studio.done(&admin, "export_participation", on.clone());
        assert!(file["size"].as_i64() > Some(1_000));
        // Withdrawn: from that day on the work counts for nobody.
        studio.put("UPDATE episode SET withdrawn_day = '2026-11-10' WHERE id = ?1", values![first]);
        assert_eq!(rate(&ask(studio, &admin, on)), (1, 3));
        assert_eq!(rate(&ask(studio, &admin, json!({ "on": "2026-11-09" }))), (2, 3));
    });
}

#[test]
fn a_change_is_told_by_name_and_a_trend_ends_on_the_day_asked() {
    on_both(|studio| {
        let admin = studio.set_up();
        let column = studio.column("说演示");
        let one = studio.employ(&admin, "甲某");
        studio.employ(&admin, "乙某");
        work(studio, &admin, &column, "2026-10-15", &one, "host");
        let asked = json!({ "from": "2026-09-30", "to": "2026-10-31" });
        let change = studio.done(&admin, "participation_change", asked);
        assert_eq!(change["became_active"]["people"][0]["name"], "甲某");
        assert_eq!((&change["joined"]["count"], &change["left"]["count"]), (&json!(0), &json!(0)));
        let trend = json!({ "from": "2026-08-10", "to": "2026-11-20", "step": "month" });
        let points = studio.done(&admin, "participation_trend", trend);
        let told: Vec<(&str, u64)> = points
            .as_array()
            .expect("points")
            .iter()
            .map(|p| (p["day"].as_str().expect("a day"), p["rate"]["n"].as_u64().expect("n")))
            .collect();
        let expected = [("2026-08-31", 0), ("2026-09-30", 0), ("2026-10-31", 1), ("2026-11-20", 1)];
        assert_eq!(told, expected);
        let backwards = json!({ "from": "2026-11-20", "to": "2026-08-10", "step": "week" });
        assert_eq!(studio.refused(&admin, "participation_trend", backwards), "ends_before_it_begins");
        let endless = json!({ "from": "1980-01-01", "to": "2090-01-01", "step": "week" });
        assert_eq!(studio.refused(&admin, "participation_trend", endless), "too_many");
    });
}

#[test]
fn a_report_stands_and_says_what_changed_since() {
    on_both(|studio| {
        let admin = studio.set_up();
        let column = studio.column("说演示");
        let [one, two] = ["甲某", "乙某"].map(|name| studio.employ(&admin, name));
        work(studio, &admin, &column, "2026-10-15", &one, "host");
        let asked = json!({ "title": "十月参与率", "on": "2026-10-31", "from": null, "policy": null, "department": null });
        let staff = studio.colleague(&admin, "丙某", "staff", &["staff"]);
        assert_eq!(studio.refused(&staff, "freeze_participation", asked.clone()), "forbidden");
        let report = studio.done(&admin, "freeze_participation", asked);
        assert_eq!(
            (&report["rate"]["n"], &report["rate"]["total"], &report["holds"]),
            (&json!(1), &json!(3), &json!(true))
        );
        work(studio, &admin, &column, "2026-10-20", &two, "host");
        let listed = studio.done(&admin, "list_reports", json!({ "unit": null }));
        assert_eq!((&listed[0]["rate"]["n"], &listed[0]["now"]["n"]), (&json!(1), &json!(2)));
        let difference = studio.done(&admin, "report_difference", json!({ "id": report["id"] }));
        assert_eq!(difference["active_since"]["people"][0]["name"], "乙某");
        // Somebody who touches the stored figure is found out.
        studio
            .put("UPDATE participation_report SET frozen = REPLACE(frozen, '\"n\":1', '\"n\":3')", values![]);
        assert_eq!(studio.done(&admin, "list_reports", json!({ "unit": null }))[0]["holds"], false);
    });
}

#[test]
fn figures_entered_by_hand_keep_what_was_not_told() {
    on_both(|studio| {
        let admin = studio.set_up();
        let column = studio.column("说演示");
        let one = studio.employ(&admin, "甲某");
        let id = work(studio, &admin, &column, "2026-11-01", &one, "host");
        let figures = |views: Value| json!({ "views": views, "likes": null, "comments": null, "shares": null, "favourites": null, "followers": null, "qualifier": null });
        let enter = |day: &str, views: Value| json!({ "of": { "of": "work", "id": id }, "day": day, "figures": figures(views) });
        let seen = studio.done(&admin, "record_metrics", enter("2026-11-10", json!(1200)));
        assert_eq!(
            (&seen["totals"]["views"]["value"], &seen["totals"]["likes"]["value"]),
            (&json!(1200), &Value::Null)
        );
        assert_eq!(studio.refused(&admin, "record_metrics", enter("2026-11-11", Value::Null)), "missing");
        assert_eq!(studio.refused(&admin, "record_metrics", enter("2026-11-11", json!(-1))), "out_of_range");
        assert_eq!(
            studio.refused(&admin, "record_metrics", enter("2026-12-01", json!(1))),
            "ends_before_it_begins"
        );
        studio.done(&admin, "record_metrics", enter("2026-11-12", json!(900)));
        let overview =
            studio.done(&admin, "metrics_overview", json!({ "from": null, "to": null, "column": null }));
        assert_eq!(overview["falls"][0]["fall"]["after"]["value"], 900);
        assert_eq!(overview["views"]["value"], 900);
        let staff = studio.colleague(&admin, "丙某", "staff", &["staff"]);
        assert_eq!(studio.refused(&staff, "record_metrics", enter("2026-11-13", json!(1))), "forbidden");
        let stranger = studio.other_unit();
        assert_eq!(studio.refused(&stranger, "metrics_of_work", json!({ "episode": id })), "not_found");
        let works = studio.done(&staff, "person_works", json!({ "id": one }));
        assert_eq!((&works["since"], &works["works"][0]["roles"]), (&json!("2026-11-01"), &json!(["host"])));
        studio.wait(Millis::HOUR);
        let health =
            studio.done(&admin, "pipeline_health", json!({ "from": "2026-11-01", "to": "2026-11-22" }));
        assert_eq!(health["columns"][0]["output"]["episodes"], 1);
    });
}
