//! The checker in the studio: texts while they are typed, the library of laws, what a unit accepts, names of a case.

use pufa_api::testing::{Person, Studio, on_both};
use serde_json::{Value, json};

/// A text of a law that nobody made, in two versions.
const OLD: &str = "中华人民共和国商标法\n\n第一条　为了演示，制定本法。\n\n第二条　演示的旧文字。\n\n第三条　照旧的一条文字在这里。\n";
const NEW: &str = "中华人民共和国商标法\n\n第一条　为了演示，制定本法。\n\n第二条　演示的新文字，与从前不同。\n\n第三条　照旧的一条文字在这里。\n";

struct Unit {
    editor: Person,
    writer: Person,
    reviewer: Person,
    episode: String,
}

/// A unit with an episode that is wanted on 2026-12-10.
fn a_unit(studio: &Studio) -> Unit {
    studio.set_up();
    let column = studio.column("说合同");
    let editor = studio.person_with("bianji", "editor");
    let made = studio.done(
        &editor,
        "create_episode",
        json!({ "column": column, "title": "合同怎么签", "format": "drama", "target_seconds": 60,
            "wanted_day": "2026-12-10", "owner": null }),
    );
    Unit {
        writer: studio.person_with("xiezuo", "staff"),
        reviewer: studio.person_with("shenhe", "reviewer"),
        episode: made["id"].as_str().expect("an id").to_owned(),
        editor,
    }
}

fn check(studio: &Studio, who: &Person, episode: &str, text: &str) -> Value {
    let texts = json!([{ "key": "a", "text": text }]);
    studio.done(who, "check_texts", json!({ "episode": episode, "texts": texts }))
}

/// The rules that find something, with whether it is silenced.
fn rules(checked: &Value) -> Vec<(&str, bool)> {
    let findings = checked["texts"][0]["report"]["findings"].as_array().expect("findings");
    findings.iter().map(|f| (f["rule"].as_str().expect("a rule"), !f["silenced"].is_null())).collect()
}

fn bring(studio: &Studio, who: &Person, path: &str, text: &str) -> Value {
    json!({ "sha256": studio.upload(who, path, text.as_bytes()), "path": path })
}

#[test]
fn a_text_is_judged_by_the_planned_day_and_what_the_unit_accepts() {
    on_both(|studio| {
        let unit = a_unit(studio);
        let text = "按照《合同法》第八条，合同受法律保护。";
        let checked = check(studio, &unit.writer, &unit.episode, text);
        assert_eq!(
            (&checked["ground"]["on"], &checked["ground"]["on_from"]),
            (&json!("2026-12-10"), &json!("wanted"))
        );
        assert_eq!(rules(&checked), [("law.repealed", false)]);
        let first = check(studio, &unit.writer, &unit.episode, "见《刑法》第二十条。");
        let same =
            json!([{ "key": "b", "text": "同法第二十一条", "before": first["texts"][0]["names"]["law"] }]);
        let after =
            studio.done(&unit.writer, "check_texts", json!({ "episode": unit.episode, "texts": same }));
        assert_eq!(after["texts"][0]["leans"], true);
        assert_eq!(after["texts"][0]["report"]["citations"][0]["law"], "中华人民共和国刑法");
        let span = &checked["texts"][0]["report"]["findings"][0]["span"]["utf16"];
        let words: String =
            text.encode_utf16().map(|u| char::from_u32(u.into()).expect("a plain character")).collect();
        let cut: String = words
            .chars()
            .skip(span[0].as_u64().expect("a start") as usize)
            .take((span[1].as_u64().expect("an end") - span[0].as_u64().expect("a start")) as usize)
            .collect();
        let silence = |words: Value, reason: &str| json!({ "episode": unit.episode, "rule": "law.repealed", "words": words, "reason": reason });
        assert_eq!(
            studio.refused(&unit.writer, "silence_finding", silence(json!(cut), " ")),
            "reason_required"
        );
        assert_eq!(
            studio.refused(&unit.writer, "silence_finding", silence(json!(null), "讲历史")),
            "missing"
        );
        let made = studio.done(&unit.writer, "silence_finding", silence(json!(cut), "讲历史沿革"));
        let again = check(studio, &unit.writer, &unit.episode, text);
        assert_eq!(rules(&again), [("law.repealed", true)]);
        assert_ne!(again["ground"]["basis"], checked["ground"]["basis"]);
        let lift = json!({ "silence": made["id"], "reason": "改用民法典" });
        studio.done(&unit.reviewer, "lift_silence", lift.clone());
        assert_eq!(studio.refused(&unit.reviewer, "lift_silence", lift), "stale");
        assert_eq!(rules(&check(studio, &unit.writer, &unit.episode, text)), [("law.repealed", false)]);
        let all =
            studio.done(&unit.writer, "list_silences", json!({ "episode": unit.episode, "lifted": true }));
        assert_eq!(all[0]["lifted_reason"], "改用民法典");
        // For every text of the unit only whoever edits accepts, and a minor's name nobody.
        let everywhere =
            json!({ "episode": null, "rule": "typo.common", "words": null, "reason": "本院惯用" });
        assert_eq!(studio.refused(&unit.writer, "silence_finding", everywhere.clone()), "forbidden");
        studio.done(&unit.editor, "silence_finding", everywhere);
        let minor = json!({ "episode": unit.episode, "rule": "privacy.minor", "words": "演示某", "reason": "已同意" });
        assert_eq!(studio.refused(&unit.editor, "silence_finding", minor), "minor_identifiable");
    });
}

#[test]
fn names_of_a_case_are_found_and_never_told() {
    on_both(|studio| {
        let unit = a_unit(studio);
        let text = "演小示走进了法庭。";
        assert_eq!(rules(&check(studio, &unit.writer, &unit.episode, text)), []);
        let case =
            json!({ "episode": unit.episode, "version": 0, "names": ["演小示", " 演小示 "], "minor": true });
        assert_eq!(studio.refused(&unit.reviewer, "save_case_names", case.clone()), "forbidden");
        studio.done(&unit.writer, "save_case_names", case.clone());
        assert_eq!(studio.refused(&unit.writer, "save_case_names", case), "stale");
        let checked = check(studio, &unit.writer, &unit.episode, text);
        assert_eq!(rules(&checked), [("privacy.minor", false)]);
        assert_eq!(
            (&checked["ground"]["hidden_names"], &checked["ground"]["minor"]),
            (&json!(1), &json!(true))
        );
        let of = json!({ "episode": unit.episode });
        assert_eq!(studio.refused(&unit.reviewer, "open_case_names", of.clone()), "forbidden");
        assert_eq!(studio.done(&unit.editor, "open_case_names", of.clone())["names"], json!(["演小示"]));
        let seen = studio.done(&unit.reviewer, "case_view", of);
        assert_eq!((&seen["names"], &seen["may_open"]), (&json!(1), &json!(false)));
        let audited: Vec<(String, String)> = studio
            .api
            .store()
            .read::<_, pufa_store::StoreError>(|sql| {
                let query =
                    "SELECT operation, after_json FROM audit WHERE subject = 'case_names' ORDER BY seq";
                sql.all(query, &[], |c| Ok((c.text()?, c.text()?)))
            })
            .expect("the audit");
        let operations: Vec<&str> = audited.iter().map(|(operation, _)| operation.as_str()).collect();
        assert_eq!(operations, ["save_case_names", "open_case_names"]);
        assert!(audited.iter().all(|(_, after)| after == r#"{"names":1,"minor":true}"#), "{audited:?}");
    });
}

#[test]
fn texts_come_into_the_library_once_and_a_change_names_who_cites_it() {
    on_both(|studio| {
        let unit = a_unit(studio);
        let files = json!([
            bring(studio, &unit.editor, "商标法/versions/2019-11-01/商标法.md", OLD),
            bring(studio, &unit.editor, "商标法/versions/2027-01-01/商标法.md", NEW),
            bring(studio, &unit.editor, "笔记.txt", "这里没有条文"),
        ]);
        let preview = studio.done(&unit.editor, "preview_laws", json!({ "files": files }));
        assert_eq!((&preview["counts"]["new"], &preview["counts"]["refused"]), (&json!(2), &json!(1)));
        assert_eq!(
            (&preview["rows"][0]["path"], &preview["rows"][0]["reason"]),
            (&json!("笔记.txt"), &json!("no_articles"))
        );
        let run = json!({ "files": files, "preview": preview["hash"] });
        assert_eq!(studio.refused(&unit.writer, "import_laws", run.clone()), "forbidden");
        studio.done(&unit.editor, "import_laws", run.clone());
        assert_eq!(studio.refused(&unit.editor, "import_laws", run), "stale");
        let again = studio.done(&unit.editor, "preview_laws", json!({ "files": files }));
        assert_eq!((&again["counts"]["same"], &again["counts"]["new"]), (&json!(2), &json!(0)));

        let listed = studio.done(
            &unit.writer,
            "list_laws",
            json!({ "text": "商标", "on": null, "after": null, "limit": 10 }),
        );
        assert_eq!(listed["rows"][0]["versions"].as_array().map(Vec::len), Some(2));
        assert_eq!(
            (&listed["rows"][0]["versions"][0]["counts"], &listed["rows"][0]["facts"]["next"]),
            (&json!(true), &json!("2027-01-01"))
        );
        let article = |on: &str| {
            let asked = json!({ "title": "商标法", "article": 2, "sub": 0, "on": on });
            studio.done(&unit.writer, "law_article", asked)["text"].as_str().expect("a text").to_owned()
        };
        assert_eq!(
            (article("2026-12-31"), article("2027-01-01")),
            ("演示的旧文字。".into(), "演示的新文字，与从前不同。".into())
        );
        let hits = studio.done(&unit.writer, "search_laws", json!({ "query": "商标法 照旧", "on": null }));
        assert_eq!(hits[0]["no"]["article"], 3);
        let hits =
            studio.done(&unit.writer, "search_laws", json!({ "query": "《商标法》第3条", "on": null }));
        let found = hits.as_array().expect("hits").iter().map(|hit| &hit["no"]["article"]);
        assert_eq!(found.collect::<Vec<_>>(), [3, 3], "in both versions, and no other article");
        let cited =
            json!({ "title": "商标法", "article": 2, "sub": 0, "paragraph": 1, "item": null, "on": null });
        let cited = studio.done(&unit.writer, "cite_law", cited);
        assert_eq!(
            (&cited["short"], &cited["words"]),
            (&json!("《商标法》第二条第一款"), &json!("演示的旧文字。"))
        );

        let save = |line: &str, version: i64| {
            let shot = json!({ "id": "00000000-0000-7000-8000-000000000001", "code": "", "size": "unset", "setting": "",
                "picture": "", "speaker": "", "line": line, "caption": "", "seconds": null, "note": "", "omitted": false });
            let header = json!({ "hook": "", "legal_point": "", "law_cited": "", "takeaway": "", "case_stage": "no_case" });
            let script = json!({ "header": header, "shots": [shot] });
            studio.done(
                &unit.writer,
                "save_script",
                json!({ "episode": unit.episode, "version": version, "script": script }),
            );
        };
        let touched = || {
            let impact =
                studio.done(&unit.writer, "law_impact", json!({ "title": "商标法", "on": "2027-01-01" }));
            assert_eq!(impact["turn"]["kind"], "compared");
            impact["scripts"].as_array().expect("scripts").len()
        };
        save("《商标法》第二条说得明白。", 1);
        assert_eq!(touched(), 1);
        save("《商标法》第三条说得明白。", 2);
        assert_eq!(touched(), 0);
    });
}

#[test]
fn a_units_rules_are_its_own() {
    on_both(|studio| {
        let unit = a_unit(studio);
        let rule = |finds: &str| {
            json!({ "id": "own.slogan", "group": "own", "words": ["打击一批"], "message": "“{words}”不用。", "severity": "error",
                "source": "本院宣传要求", "finds": [finds], "passes": [] })
        };
        let tried = studio.done(
            &unit.writer,
            "try_wording_rule",
            json!({ "rule": rule("严打"), "text": "打击一批，震慑一片" }),
        );
        assert_eq!(
            (&tried["refusal"]["code"], tried["findings"].as_array().map(Vec::len)),
            (&json!("rule_fails_its_test"), Some(1))
        );
        let save = |finds: &str, version: i64| json!({ "rule": rule(finds), "version": version });
        assert_eq!(studio.refused(&unit.editor, "save_wording_rule", save("严打", 0)), "rule_fails_its_test");
        assert_eq!(studio.refused(&unit.writer, "save_wording_rule", save("打击一批", 0)), "forbidden");
        let made = studio.done(&unit.editor, "save_wording_rule", save("打击一批", 0));
        assert_eq!(
            rules(&check(studio, &unit.writer, &unit.episode, "打击一批罪犯")),
            [("own.slogan", false)]
        );
        let aside =
            json!({ "rule": "own.slogan", "version": made["version"], "active": false, "reason": "" });
        assert_eq!(studio.refused(&unit.editor, "set_wording_rule_active", aside), "reason_required");
        let shipped = json!({ "rule": "typo.common", "version": 0, "active": false, "reason": "本院不用" });
        studio.done(&unit.editor, "set_wording_rule_active", shipped);
        let gone = json!({ "rule": "own.slogan", "version": made["version"], "reason": "不需要了" });
        assert_eq!(studio.done(&unit.editor, "remove_wording_rule", gone), Value::Null);
        assert_eq!(rules(&check(studio, &unit.writer, &unit.episode, "打击一批罪犯")), []);
        let listed = studio.done(&unit.writer, "list_wording_rules", json!({}));
        let common = listed.as_array().expect("rules").iter().find(|row| row["rule"]["id"] == "typo.common");
        assert_eq!(common.expect("the rule")["disabled"], true);
    });
}

#[test]
fn another_unit_sees_nothing() {
    on_both(|studio| {
        let unit = a_unit(studio);
        let stranger = studio.person_in(studio.neighbour(), "moshengren", "editor");
        let of = json!({ "episode": unit.episode });
        for operation in ["script_report", "case_view", "open_case_names"] {
            assert_eq!(studio.refused(&stranger, operation, of.clone()), "not_found", "{operation}");
        }
        let silence =
            json!({ "episode": unit.episode, "rule": "typo.common", "words": "甲", "reason": "理由" });
        for (operation, input) in [
            ("check_texts", json!({ "episode": unit.episode, "texts": [] })),
            ("list_silences", json!({ "episode": unit.episode, "lifted": false })),
            ("silence_finding", silence.clone()),
            (
                "save_case_names",
                json!({ "episode": unit.episode, "version": 0, "names": [], "minor": false }),
            ),
        ] {
            assert_eq!(studio.refused(&stranger, operation, input), "not_found", "{operation}");
        }
        let made = studio.done(&unit.writer, "silence_finding", silence);
        let lift = json!({ "silence": made["id"], "reason": "理由" });
        assert_eq!(studio.refused(&stranger, "lift_silence", lift), "not_found");
        let files = json!([bring(studio, &unit.editor, "商标法.md", OLD)]);
        assert_eq!(studio.refused(&stranger, "preview_laws", json!({ "files": files })), "not_found");
        let preview = studio.done(&unit.editor, "preview_laws", json!({ "files": files }));
        studio.done(&unit.editor, "import_laws", json!({ "files": files, "preview": preview["hash"] }));
        let asked = json!({ "text": null, "on": null, "after": null, "limit": null });
        let own = studio.done(&unit.writer, "list_laws", asked.clone());
        assert_eq!(studio.done(&stranger, "list_laws", asked)["rows"], json!([]));
        let remove = json!({ "text": own["rows"][0]["versions"][0]["id"], "reason": "外人" });
        assert_eq!(studio.refused(&stranger, "remove_law_text", remove), "not_found");
        assert_eq!(studio.done(&stranger, "search_laws", json!({ "query": "演示", "on": null })), json!([]));
        assert_eq!(studio.done(&stranger, "list_cited_laws", json!({})), json!([]));
    });
}
