//! Writing a script: alone, two at once, past the limits, into somebody else's, and back to a revision.

use pufa_api::testing::{Person, Studio, on_both};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A shot whose id is made of `n`.
fn shot(n: u32, line: &str) -> Value {
    json!({
        "id": format!("00000000-0000-7000-8000-{n:012}"), "code": "", "size": "unset", "setting": "", "picture": "",
        "speaker": "", "line": line, "caption": "", "seconds": null, "note": "", "omitted": false,
    })
}

fn script(shots: &[Value]) -> Value {
    let header =
        json!({ "hook": "", "legal_point": "", "law_cited": "", "takeaway": "", "case_stage": "no_case" });
    json!({ "header": header, "shots": shots })
}

/// An editor and a writer of a unit with one episode; its id.
fn an_episode(studio: &Studio) -> (Person, Person, String) {
    studio.set_up();
    let column = studio.column("说酒驾");
    let editor = studio.person_with("bianji", "editor");
    let writer = studio.person_with("xiezuo", "staff");
    let made = studio.done(
        &editor,
        "create_episode",
        json!({ "column": column, "title": "隔夜酒也是酒", "format": "drama", "target_seconds": 60, "wanted_day": null, "owner": null }),
    );
    let id = made["id"].as_str().expect("an id").to_owned();
    (editor, writer, id)
}

fn save(episode: &str, version: i64, script: Value) -> Value {
    json!({ "episode": episode, "version": version, "script": script })
}

fn lines(view: &Value) -> Vec<String> {
    let shots = view["script"]["shots"].as_array().expect("shots");
    shots.iter().map(|s| s["line"].as_str().expect("a line").to_owned()).collect()
}

#[test]
fn words_are_saved_and_shots_get_codes() {
    on_both(|studio| {
        let (_, writer, episode) = an_episode(studio);
        let empty = studio.done(&writer, "script_view", json!({ "episode": episode }));
        assert_eq!((&empty["version"], &empty["next_revision"]), (&json!(1), &json!(1)));
        assert_eq!(empty["steps"], json!(["save_script", "restore_revision", "import_script"]));
        let words = script(&[shot(1, "很多人问我"), shot(2, "喝了酒睡一觉再开车")]);
        let saved = studio.done(&writer, "save_script", save(&episode, 1, words));
        assert_eq!((&saved["version"], &saved["clashes"]), (&json!(2), &json!([])));
        assert_eq!(saved["script"]["shots"][1]["code"], "2");
        let view = studio.done(&writer, "script_view", json!({ "episode": episode }));
        assert_eq!(view["timing"]["characters"], 14);
        assert_eq!(view["contributors"][0]["name"], "演示xiezuo");
        assert!(view["steps"].as_array().expect("steps").contains(&json!("submit_script")));
        // Sent once more, after a lost line: nothing new.
        let again = studio.done(&writer, "save_script", save(&episode, 1, view["script"].clone()));
        assert_eq!(again["version"], 2);
    });
}

#[test]
fn seconds_follow_the_pace_that_the_unit_has_set() {
    on_both(|studio| {
        let (_, writer, episode) = an_episode(studio);
        let admin = studio.sign_in("admin");
        let words = script(&[shot(1, &"字".repeat(12))]);
        let first = studio.done(&writer, "save_script", save(&episode, 1, words.clone()));
        assert_eq!(first["timing"]["seconds"], 3);
        let mut settings = studio.done(&admin, "get_settings", json!({}));
        settings["settings"]["speaking_rate"] = json!(180);
        studio.done(&admin, "save_settings", settings);
        let view = studio.done(&writer, "script_view", json!({ "episode": episode }));
        assert_eq!((&view["pace"], &view["timing"]["seconds"]), (&json!(180), &json!(4)));
        let again = studio.done(&writer, "save_script", save(&episode, 2, view["script"].clone()));
        assert_eq!(again["timing"]["seconds"], 4);
        let file = json!({ "episode": episode, "revision": null, "file": "srt" });
        let made = studio.done(&writer, "export_script", file);
        let bytes =
            studio.api.blobs().get(made["sha256"].as_str().expect("a hash"), 1 << 20).expect("the file");
        let subtitles = String::from_utf8(bytes).expect("text");
        assert!(subtitles.contains("--> 00:00:04,000"), "{subtitles}");
    });
}

#[test]
fn two_people_at_once_lose_no_word() {
    on_both(|studio| {
        let (editor, writer, episode) = an_episode(studio);
        let start = script(&[shot(1, "甲"), shot(2, "乙"), shot(3, "丙")]);
        studio.done(&writer, "save_script", save(&episode, 1, start));
        // Both read version 2; one changes the first line, the other the second and adds a shot.
        studio.done(
            &writer,
            "save_script",
            save(&episode, 2, script(&[shot(1, "甲甲"), shot(2, "乙"), shot(3, "丙")])),
        );
        let saved = studio.done(
            &editor,
            "save_script",
            save(&episode, 2, script(&[shot(1, "甲"), shot(2, "乙乙"), shot(3, "丙"), shot(4, "丁")])),
        );
        assert_eq!(saved["clashes"], json!([]));
        assert_eq!(saved["merged_with"]["name"], "演示xiezuo");
        assert_eq!(lines(&saved), ["甲甲", "乙乙", "丙", "丁"]);
        // The same cell: what is stored stays, mine comes back to be chosen and is kept in the audit.
        let clashing = studio.done(
            &writer,
            "save_script",
            save(&episode, 3, script(&[shot(1, "甲甲"), shot(2, "另一句"), shot(3, "丙改")])),
        );
        assert_eq!(clashing["clashes"][0]["mine"], "另一句");
        assert_eq!(clashing["clashes"][0]["theirs"], "乙乙");
        assert_eq!(lines(&clashing), ["甲甲", "乙乙", "丙改", "丁"]);
        let audited: Vec<String> = studio
            .api
            .store()
            .read::<_, pufa_store::StoreError>(|sql| {
                sql.all("SELECT after_json FROM audit WHERE subject = 'script'", &[], |c| c.text())
            })
            .expect("the audit");
        assert!(audited.iter().any(|after| after.contains("另一句")));
    });
}

#[test]
fn many_saves_side_by_side_keep_every_line() {
    on_both(|studio| {
        let (editor, writer, episode) = an_episode(studio);
        let start: Vec<Value> = (1..=8).map(|n| shot(n, "")).collect();
        studio.done(&writer, "save_script", save(&episode, 1, script(&start)));
        let written = AtomicUsize::new(0);
        std::thread::scope(|people| {
            for (who, name, own) in [(&editor, "编", 0..4), (&writer, "写", 4..8)] {
                let (start, episode, written) = (&start, &episode, &written);
                people.spawn(move || {
                    let mut shots = start.clone();
                    let mut version = 2;
                    for round in 0..12 {
                        for n in own.clone() {
                            shots[n]["line"] = json!(format!("{name}{n}第{round}句"));
                        }
                        let saved = studio.done(who, "save_script", save(episode, version, script(&shots)));
                        assert_eq!(saved["clashes"], json!([]));
                        version = saved["version"].as_i64().expect("a version");
                        if let Some(merged) = saved["script"]["shots"].as_array() {
                            shots.clone_from(merged);
                        }
                        written.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        assert_eq!(written.load(Ordering::Relaxed), 24);
        let last = studio.done(&writer, "script_view", json!({ "episode": episode }));
        let expected: Vec<String> =
            (0..8).map(|n| format!("{}{n}第11句", if n < 4 { "编" } else { "写" })).collect();
        assert_eq!(lines(&last), expected);
    });
}

#[test]
fn what_is_too_much_is_refused_and_changes_nothing() {
    on_both(|studio| {
        let (_, writer, episode) = an_episode(studio);
        let many: Vec<Value> = (1..=501).map(|n| shot(n, "")).collect();
        let cases = [
            (save(&episode, 1, script(&[shot(1, &"字".repeat(2_500_000))])), "too_long"),
            (save(&episode, 1, script(&[shot(1, &"字".repeat(3_500_000))])), "too_large"),
            (save(&episode, 1, script(&many)), "too_many"),
            (save(&episode, 1, script(&[shot(1, "甲"), shot(1, "乙")])), "taken"),
            (save(&episode, 7, script(&[shot(1, "甲")])), "bad_input"),
            (json!({ "episode": episode, "version": 1, "script": "x" }), "bad_input"),
        ];
        for (input, code) in cases {
            assert_eq!(studio.refused(&writer, "save_script", input), code);
        }
        let view = studio.done(&writer, "script_view", json!({ "episode": episode }));
        assert_eq!(view["version"], 1);
    });
}

#[test]
fn nobody_reads_or_writes_another_units_script() {
    on_both(|studio| {
        let (_, writer, episode) = an_episode(studio);
        let stranger = studio.person_in(studio.neighbour(), "moshengren", "editor");
        let reviewer = studio.person_with("shenhe", "reviewer");
        let attempt = save(&episode, 1, script(&[shot(1, "外人")]));
        for operation in ["script_view", "list_revisions"] {
            assert_eq!(studio.refused(&stranger, operation, json!({ "episode": episode })), "not_found");
        }
        assert_eq!(studio.refused(&stranger, "save_script", attempt.clone()), "not_found");
        assert_eq!(studio.refused(&reviewer, "save_script", attempt), "forbidden");
        let looking = json!({ "episode": episode, "editing": false });
        assert_eq!(studio.refused(&stranger, "touch_script", looking.clone()), "not_found");
        assert_eq!(studio.done(&reviewer, "touch_script", looking.clone()), json!([]));
        let seen = studio.done(&writer, "touch_script", json!({ "episode": episode, "editing": true }));
        assert_eq!(seen[0]["person"]["name"], "演示shenhe");
        studio.wait(31_000);
        assert_eq!(studio.done(&reviewer, "touch_script", looking), json!([]));
    });
}

#[test]
fn a_pasted_table_is_read_and_a_script_is_taken_away() {
    on_both(|studio| {
        let (_, writer, episode) = an_episode(studio);
        let table =
            "镜号\t景别\t画面\t台词\t时长\n1\t近景\t检察官\t很多人问我\t8\n2\t俯拍\t停车场\t喝了半斤\t";
        let import = |text: &str| json!({ "episode": episode, "sha256": null, "text": text });
        let read = studio.done(&writer, "import_script", import(table));
        let shots = &read["script"]["shots"];
        assert_eq!((&shots[0]["size"], &shots[0]["seconds"]), (&json!("close"), &json!(8)));
        assert_eq!((&shots[1]["size"], &shots[1]["note"]), (&json!("other"), &json!("俯拍")));
        assert_eq!(studio.refused(&writer, "import_script", import("")), "bad_file");
        let unknown = json!({ "episode": episode, "sha256": "0".repeat(64), "text": null });
        assert_eq!(studio.refused(&writer, "import_script", unknown), "not_found");
        studio.done(&writer, "save_script", save(&episode, 1, read["script"].clone()));
        for (file, beginning) in [("docx", "PK"), ("srt", "1\r\n"), ("vtt", "WEBVTT"), ("txt", "《")] {
            let made = studio.done(
                &writer,
                "export_script",
                json!({ "episode": episode, "revision": null, "file": file }),
            );
            let bytes =
                studio.api.blobs().get(made["sha256"].as_str().expect("a hash"), 1 << 20).expect("the file");
            assert!(bytes.starts_with(beginning.as_bytes()), "{file}");
        }
    });
}

#[test]
fn a_revision_is_compared_and_restored_and_never_changed() {
    on_both(|studio| {
        let (editor, writer, episode) = an_episode(studio);
        let other = studio.column("以案释法");
        let elsewhere = studio.done(
            &editor,
            "create_episode",
            json!({ "column": other, "title": "一次接访", "format": "talk", "target_seconds": null, "wanted_day": null, "owner": null }),
        )["id"]
            .clone();
        studio.done(
            &writer,
            "save_script",
            save(&episode, 1, script(&[shot(1, "旧的一句"), shot(2, "不变")])),
        );
        studio.done(&writer, "submit_script", json!({ "episode": episode, "version": 2, "note": "" }));
        let revisions = studio.done(&editor, "list_revisions", json!({ "episode": episode }));
        let first = revisions[0]["id"].clone();
        assert_eq!(
            (&revisions[0]["number"], &revisions[0]["contributors"][0]["name"]),
            (&json!(1), &json!("演示xiezuo"))
        );
        // The draft goes on while the revision is under review.
        studio.done(
            &editor,
            "save_script",
            save(&episode, 2, script(&[shot(1, "新的一句"), shot(2, "不变")])),
        );
        let compare = |episode: &Value| json!({ "episode": episode, "old": first, "new": null });
        let found = studio.done(&writer, "script_difference", compare(&json!(episode)));
        let changed = &found["difference"]["shots"];
        assert_eq!(changed.as_array().map(Vec::len), Some(1));
        assert_eq!(changed[0]["fields"][0]["segments"][0], json!({ "kind": "removed", "text": "旧" }));
        assert_eq!(studio.refused(&writer, "script_difference", compare(&elsewhere)), "not_found");
        let restore = |version: i64| json!({ "revision": first, "version": version });
        assert_eq!(studio.refused(&editor, "restore_revision", restore(2)), "stale");
        let restored = studio.done(&editor, "restore_revision", restore(3));
        assert_eq!(lines(&restored), ["旧的一句", "不变"]);
        let view = studio.done(&editor, "script_view", json!({ "episode": episode }));
        assert_eq!((&view["changed"], &view["next_revision"]), (&json!(false), &json!(2)));
        // Approved: nothing is written any more until somebody takes the episode back, with a reason.
        studio.put("UPDATE episode SET content = 'approved' WHERE id = ?1", pufa_store::values![episode]);
        let attempt = save(&episode, 4, script(&[shot(1, "改一改")]));
        assert_eq!(studio.refused(&writer, "save_script", attempt.clone()), "wrong_state");
        assert_eq!(studio.refused(&editor, "restore_revision", restore(4)), "wrong_state");
        let page = studio.done(&editor, "episode_view", json!({ "episode": episode }));
        let back = json!({ "episode": episode, "version": page["version"], "reason": "法条更新" });
        studio.done(&editor, "revise_script", back);
        studio.done(&writer, "save_script", attempt);
        assert_eq!(
            studio.done(&editor, "revision_view", json!({ "revision": first }))["script"]["shots"][0]["line"],
            "旧的一句"
        );
    });
}
