//! Finding: two Chinese characters, initials in any usual reading, the nearest first, and never another unit's things.

use pufa_api::testing::{Person, Studio, on_both};
use serde_json::json;

fn found(studio: &Studio, who: &Person, text: &str) -> Vec<(String, String)> {
    let hits = studio.done(who, "search", json!({ "text": text, "limit": null }));
    let rows = hits["hits"].as_array().expect("hits").clone();
    let word = |row: &serde_json::Value, name: &str| row[name].as_str().expect("a word").to_owned();
    rows.iter().map(|row| (word(row, "kind"), word(row, "title"))).collect()
}

fn propose(studio: &Studio, who: &Person, title: &str) {
    let input = json!({ "title": title, "source": null, "column": null, "wanted_day": null });
    studio.done(who, "propose_topic", input);
}

#[test]
fn what_is_typed_finds_names_and_titles() {
    on_both(|studio| {
        let admin = studio.set_up();
        studio.employ(&admin, "单某某");
        propose(studio, &admin, "一单快递引出的案件");
        propose(studio, &admin, "隔夜酒也是酒");
        propose(studio, &admin, "100%的利息_合法吗");
        let topic = |title: &str| vec![("topic".to_owned(), title.to_owned())];
        for (typed, expected) in [
            ("夜酒", topic("隔夜酒也是酒")),
            ("gyj", topic("隔夜酒也是酒")),
            ("GYJ", topic("隔夜酒也是酒")),
            ("是酒 隔夜", topic("隔夜酒也是酒")),
            ("100%", topic("100%的利息_合法吗")),
            ("息_合", topic("100%的利息_合法吗")),
            ("%", topic("100%的利息_合法吗")),
            ("smm", vec![("person".to_owned(), "单某某".to_owned())]),
            ("dmm", vec![("person".to_owned(), "单某某".to_owned())]),
            ("yej", vec![]),
            ("' OR 1=1 --", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(found(studio, &admin, typed), expected, "{typed}");
        }
        let both = found(studio, &admin, "单");
        assert_eq!(both[0].0, "person", "what begins so comes first: {both:?}");
        assert_eq!(both.len(), 2);
        assert_eq!(found(studio, &studio.other_unit(), "夜酒"), []);
        let long = "长".repeat(101);
        assert_eq!(studio.refused(&admin, "search", json!({ "text": long, "limit": null })), "too_long");
    });
}

#[test]
fn a_work_is_found_once_by_its_name_and_else_by_its_script() {
    on_both(|studio| {
        let admin = studio.set_up();
        let column = json!({ "id": null, "version": 0, "name": "说酒驾", "aliases": ["酒话实说"], "parent": null, "department": null,
            "hosts": [], "channels": [], "cadence_days": null, "standing": true, "active": true });
        let column = studio.done(&admin, "save_column", column)["id"].clone();
        let input = json!({ "title": "隔夜酒也是酒", "source": null, "column": null, "wanted_day": null });
        let topic = studio.done(&admin, "propose_topic", input)["row"].clone();
        let saved = json!({ "id": topic["id"], "version": topic["version"], "title": "隔夜酒也是酒", "angle": "", "source": "case",
            "legal_point": "醉酒驾驶构成危险驾驶罪", "law_cited": "", "column": null, "department": null, "wanted_day": null,
            "proposers": [topic["proposers"][0]["id"]] });
        let topic = studio.done(&admin, "save_topic", saved)["row"].clone();
        let adopt = json!({ "id": topic["id"], "version": topic["version"], "column": column, "owner": null, "wanted_day": null,
            "format": "talk", "target_seconds": 60, "reason": "" });
        studio.done(&admin, "adopt_topic", adopt);
        let kinds = |typed: &str| -> Vec<String> {
            found(studio, &admin, typed).into_iter().map(|hit| hit.0).collect()
        };
        assert_eq!(kinds("隔夜酒"), ["episode", "topic"]);
        assert_eq!(kinds("危险驾驶"), ["topic", "script"]);
        assert_eq!(kinds("酒话"), ["column"]);
        assert_eq!(kinds("说酒驾 1"), ["episode"]);
    });
}
