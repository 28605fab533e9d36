//! From an approved episode to a link on every channel: what is refused, what is named, and what stays apart.

mod schedule;

use pufa_api::testing::{Person, Studio, on_both};
use pufa_store::values;
use serde_json::{Value, json};

/// A unit with an editor, an episode that is ready, and two channels.
struct Desk {
    editor: Person,
    episode: String,
    douyin: String,
    weibo: String,
    admin: Person,
    column: String,
}

const FILM: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const OTHER_FILM: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn channel(studio: &Studio, admin: &Person, platform: &str, mass_send: Value) -> String {
    let input = json!({ "id": null, "version": 0, "platform": platform, "handle": format!("演示{platform}"),
        "obligation": "required", "mass_send": mass_send, "custodian": null,
        "slots": [{ "weekdays": [1, 2, 3, 4, 5], "time": "18:00" }], "active": true });
    text(&studio.done(admin, "save_channel", input)["id"])
}

/// An episode whose reviews are behind it: script approved, cut approved, gates shut.
fn ready_episode(studio: &Studio, editor: &Person, column: &str, title: &str) -> String {
    let made = studio.done(
        editor,
        "create_episode",
        json!({ "column": column, "title": title, "format": "drama", "target_seconds": 60, "wanted_day": "2026-12-04", "owner": null }),
    );
    let episode = text(&made["id"]);
    let revision = uuid::Uuid::now_v7().to_string();
    studio.put(
        "INSERT INTO revision (id, episode_id, number, content, content_hash, note, created_by, created_at) \
         SELECT ?1, id, 1, ?3, 'hash', '', created_by, 0 FROM episode WHERE id = ?2",
        values![revision, episode, r#"{"header":{"hook":"","legal_point":"","law_cited":"","takeaway":"","case_stage":"no_case"},"shots":[]}"#],
    );
    studio.put(
        "UPDATE episode SET content = 'ready', approved_revision = ?2, submitted_at = 1, approved_at = 1, \
         producing_at = 1, cut_submitted_at = 1, ready_at = 1 WHERE id = ?1",
        values![episode, revision],
    );
    declare(studio, editor, &episode, "absent");
    studio.put("UPDATE production SET final_cut = ?2 WHERE episode_id = ?1", values![episode, FILM]);
    episode
}

fn declare(studio: &Studio, editor: &Person, episode: &str, minors: &str) {
    let version = studio.done(editor, "production_view", json!({ "episode": episode }))["version"].clone();
    let input = json!({ "episode": episode, "version": version, "ai_use": "none", "ai_label_seen": false,
        "minors": minors, "filing_no": "" });
    studio.done(editor, "declare_production", input);
}

fn desk(studio: &Studio) -> Desk {
    let admin = studio.set_up();
    let editor = studio.person_with("bianji", "editor");
    let column = studio.column("说酒驾");
    let douyin = channel(studio, &admin, "douyin", json!(null));
    let weibo = channel(studio, &admin, "weibo", json!(null));
    let episode = ready_episode(studio, &editor, &column, "隔夜酒也是酒");
    Desk { editor, episode, douyin, weibo, admin, column }
}

fn prepare(studio: &Studio, desk: &Desk, episode: &str, channels: &[&str]) -> Vec<Value> {
    let input = json!({ "episode": episode, "channels": channels });
    let made = studio.done(&desk.editor, "prepare_publications", input);
    made.as_array().expect("publications").clone()
}

fn read(studio: &Studio, desk: &Desk, publication: &Value) -> Value {
    let input = json!({ "publication": publication["id"] });
    studio.done(&desk.editor, "publication_view", input)
}

fn of(publication: &Value) -> Value {
    json!({ "publication": publication["id"], "version": publication["version"] })
}

fn with(publication: &Value, more: Value) -> Value {
    let mut input = of(publication);
    for (key, value) in more.as_object().expect("fields") {
        input[key] = value.clone();
    }
    input
}

/// Gives it a tag, answers what nobody knows, and approves it.
fn make_ready(studio: &Studio, desk: &Desk, publication: &Value) -> Value {
    let own = json!({ "title": null, "description": "喝了酒睡一觉再开车?", "tags": ["普法"] });
    // 微博 asks for a cover that is not what this story is about.
    studio.put(
        "INSERT INTO publication_cover (publication_id, position, ratio, sha256, width, height, size, enlarged) \
         VALUES (?1, 0, '3:4', ?2, 1080, 1440, 1000, 0)",
        values![text(&publication["id"]), OTHER_FILM],
    );
    let mut now = studio.done(&desk.editor, "save_publication", with(publication, own));
    let asked: Vec<Value> = now["findings"].as_array().expect("findings").clone();
    for finding in asked.iter().map(|found| &found["finding"]) {
        if finding["weight"] == "ask" {
            let answer = json!({ "rule": finding["rule"], "found": finding["found"] });
            now = studio.done(&desk.editor, "answer_finding", with(&now, answer));
        }
    }
    studio.done(&desk.editor, "mark_ready", of(&now))
}

#[test]
fn nothing_goes_out_that_is_not_approved() {
    on_both(|studio| {
        let desk = desk(studio);
        let draft = prepare(studio, &desk, &desk.episode, &[&desk.weibo]).remove(0);
        assert_eq!(draft["state"], "draft");
        assert_eq!(studio.refused(&desk.editor, "hand_over", of(&draft)), "not_approved");
        // 微博 asks for a cover.
        assert_eq!(studio.refused(&desk.editor, "mark_ready", of(&draft)), "platform_rule");
        let staff = studio.person_with("ganjing", "staff");
        assert_eq!(studio.refused(&staff, "mark_ready", of(&draft)), "forbidden");
        studio.put("UPDATE episode SET content = 'cut_review' WHERE id = ?1", values![desk.episode]);
        assert_eq!(studio.refused(&desk.editor, "mark_ready", of(&draft)), "not_approved");
    });
}

#[test]
fn what_changes_after_its_approval_is_stale() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin, &desk.weibo]);
        let first = make_ready(studio, &desk, &made[0]);
        let second = make_ready(studio, &desk, &made[1]);
        assert_eq!((&first["state"], &second["state"]), (&json!("ready"), &json!("ready")));
        // A title of its own on one channel leaves the other alone.
        let own = json!({ "title": "睡一觉就不算酒驾?", "description": first["description"], "tags": first["tags"] });
        let changed = studio.done(&desk.editor, "save_publication", with(&first, own));
        assert_eq!((&changed["state"], &changed["stale"]), (&json!("stale_approval"), &json!(true)));
        assert_eq!(studio.refused(&desk.editor, "hand_over", of(&changed)), "stale_approval");
        assert_eq!(read(studio, &desk, &second)["state"], "ready");
        // Written back, the approval holds again.
        let back = json!({ "title": null, "description": first["description"], "tags": first["tags"] });
        let changed = studio.done(&desk.editor, "save_publication", with(&changed, back));
        assert_eq!(changed["state"], "ready");
        // Another film is another work, on every channel and without anybody touching the publication.
        studio.put(
            "UPDATE production SET final_cut = ?2 WHERE episode_id = ?1",
            values![desk.episode, OTHER_FILM],
        );
        assert_eq!(read(studio, &desk, &second)["state"], "stale_approval");
        assert_eq!(studio.refused(&desk.editor, "hand_over", of(&second)), "stale_approval");
    });
}

#[test]
fn the_master_copy_reaches_the_channels_without_a_text_of_their_own() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin, &desk.weibo]);
        let own = json!({ "title": "微博另有标题", "description": null, "tags": null });
        studio.done(&desk.editor, "save_publication", with(&made[1], own));
        let production = studio.done(&desk.editor, "production_view", json!({ "episode": desk.episode }));
        let copy = json!({ "episode": desk.episode, "version": production["version"], "title": "一觉之后",
            "description": "隔夜酒", "tags": ["#酒驾#", "酒驾", " 普法 "] });
        studio.done(&desk.editor, "save_copy", copy);
        let (first, second) = (read(studio, &desk, &made[0]), read(studio, &desk, &made[1]));
        assert_eq!((&first["title"], &first["tags"]), (&json!("一觉之后"), &json!(["酒驾", "普法"])));
        assert_eq!((&second["title"], &second["description"]), (&json!("微博另有标题"), &json!("隔夜酒")));
        assert_eq!(second["paste_text"], "隔夜酒\n#酒驾# #普法#", "微博 closes its tags");
        assert_eq!(first["paste_text"], "隔夜酒\n#酒驾 #普法");
    });
}

#[test]
fn a_link_of_the_platform_is_the_proof() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin, &desk.weibo]);
        let ready = make_ready(studio, &desk, &made[0]);
        let handed = studio.done(&desk.editor, "hand_over", of(&ready));
        assert_eq!(handed["state"], "awaiting_person");
        assert_eq!(handed["attempts"][0]["way"], "person");
        let pasted = |link: &str| with(&handed, json!({ "pasted": link, "published_at": null }));
        for (link, code) in [
            ("https://www.bilibili.com/video/BV1xx411c7mD", "link_of_another_platform"),
            ("已发布", "not_a_link"),
            ("https://www.douyin.com/", "not_a_link"),
        ] {
            assert_eq!(studio.refused(&desk.editor, "confirm_publication", pasted(link)), code, "{link}");
        }
        let link = "看看这个 https://www.douyin.com/video/7300000000000000001 复制打开";
        let out = studio.done(&desk.editor, "confirm_publication", pasted(link));
        assert_eq!((&out["state"], &out["work_id"]), (&json!("published"), &json!("7300000000000000001")));
        let episode = || studio.done(&desk.editor, "episode_view", json!({ "episode": desk.episode }));
        assert_eq!(episode()["first_published_day"], "2026-11-22");
        assert_eq!(read(studio, &desk, &made[1])["version"], made[1]["version"]);
        // Corrected it is still out; taken down it is not, and the day on which it was first out stays.
        let other = json!({ "title": "隔夜酒也是酒(更正)", "description": "", "tags": [], "reason": "错字" });
        let out = studio.done(&desk.editor, "correct_publication", with(&out, other));
        assert_eq!(out["state"], "corrected");
        assert_eq!(
            studio.refused(&desk.editor, "withdraw_publication", with(&out, json!({ "reason": " " }))),
            "reason_required"
        );
        studio.done(&desk.editor, "withdraw_publication", with(&out, json!({ "reason": "当事人撤回同意" })));
        let after = episode();
        assert_eq!(
            (&after["first_published_day"], &after["withdrawn_reason"]),
            (&json!("2026-11-22"), &json!("当事人撤回同意"))
        );
    });
}

#[test]
fn an_unknown_outcome_waits_until_a_person_has_looked() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin, &desk.weibo]);
        let first = make_ready(studio, &desk, &made[0]);
        let second = make_ready(studio, &desk, &made[1]);
        let handed = studio.done(&desk.editor, "hand_over", of(&first));
        let doubted =
            studio.done(&desk.editor, "doubt_publication", with(&handed, json!({ "reason": "页面关了" })));
        assert_eq!(doubted["state"], "unconfirmed");
        for again in ["hand_over", "mark_ready"] {
            assert_eq!(studio.refused(&desk.editor, again, of(&doubted)), "outcome_unknown");
        }
        assert_eq!(
            studio.refused(&desk.editor, "fail_publication", with(&doubted, json!({ "reason": "" }))),
            "reason_required"
        );
        let failed =
            studio.done(&desk.editor, "fail_publication", with(&doubted, json!({ "reason": "后台没有" })));
        assert_eq!(failed["state"], "failed");
        let again = studio.done(&desk.editor, "hand_over", of(&failed));
        assert_eq!(again["attempts"].as_array().map(Vec::len), Some(2));
        assert_eq!(again["attempts"][0]["outcome"], "failed");
        let other = read(studio, &desk, &second);
        assert_eq!((&other["version"], &other["state"]), (&second["version"], &json!("ready")));
        assert_eq!(other["attempts"], json!([]));
    });
}

#[test]
fn a_minor_who_can_be_recognised_stops_everybody() {
    on_both(|studio| {
        let desk = desk(studio);
        let manager = studio.person_with("jianchazhang", "manager");
        let draft = prepare(studio, &desk, &desk.episode, &[&desk.douyin]).remove(0);
        let ready = make_ready(studio, &desk, &draft);
        declare(studio, &desk.editor, &desk.episode, "present");
        assert_eq!(studio.refused(&desk.editor, "hand_over", of(&ready)), "minor_identifiable");
        let pass = |gate: &str| json!({ "episode": desk.episode, "gate": gate, "reason": "赶时间" });
        for who in [&desk.editor, &manager, &desk.admin] {
            assert_eq!(studio.refused(who, "pass_gate", pass("minors_absent")), "minor_identifiable");
        }
        let task = json!({ "episode": desk.episode, "id": null, "version": 0, "craft": "subtitles", "note": "",
            "assignee": null, "start": null, "due": "2026-11-30" });
        studio.done(&desk.editor, "save_task", task);
        assert_eq!(studio.refused(&desk.editor, "pass_gate", pass("tasks")), "gate_open");
        let passed = studio.done(&manager, "pass_gate", pass("tasks"));
        let tasks = passed["gates"].as_array().expect("gates").iter().find(|gate| gate["gate"] == "tasks");
        assert_eq!(tasks.map(|gate| &gate["passed"]["reason"]), Some(&json!("赶时间")));
        assert_eq!(studio.refused(&desk.editor, "hand_over", of(&ready)), "minor_identifiable");
        declare(studio, &desk.editor, &desk.episode, "absent");
        studio.done(&desk.editor, "hand_over", of(&ready));
    });
}

#[test]
fn another_units_ids_find_nothing() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin]).remove(0);
        let stranger = studio.person_in(studio.neighbour(), "linshi", "editor");
        for (operation, input) in [
            ("production_view", json!({ "episode": desk.episode })),
            ("list_publications", json!({ "episode": desk.episode })),
            ("prepare_publications", json!({ "episode": desk.episode, "channels": [desk.douyin] })),
            ("publication_view", json!({ "publication": made["id"] })),
            ("mark_ready", of(&made)),
            ("try_slots", json!({ "publication": made["id"], "locals": [], "zone": null })),
            ("next_free_slot", json!({ "publication": made["id"], "after": null })),
        ] {
            assert_eq!(studio.refused(&stranger, operation, input), "not_found", "{operation}");
        }
    });
}

#[test]
fn a_film_is_set_while_it_is_being_made_and_asks_for_minors_again() {
    on_both(|studio| {
        let desk = desk(studio);
        let set = |version: &Value, film: &str| json!({ "episode": desk.episode, "version": version, "film": film });
        let view = studio.done(&desk.editor, "production_view", json!({ "episode": desk.episode }));
        assert_eq!(studio.refused(&desk.editor, "set_final_cut", set(&view["version"], FILM)), "wrong_state");
        studio.put("UPDATE episode SET content = 'approved' WHERE id = ?1", values![desk.episode]);
        assert_eq!(
            studio.refused(&desk.editor, "set_final_cut", set(&view["version"], FILM)),
            "not_found",
            "a file that nobody brought"
        );
        studio.put(
            "INSERT INTO media_asset (sha256, unit_id, name, mime, size, made, uploaded_by, uploaded_at) \
             SELECT ?1, unit_id, '成片.mp4', 'video/mp4', 1000, 0, created_by, 0 FROM episode WHERE id = ?2",
            values![FILM, desk.episode],
        );
        let cut = studio.done(&desk.editor, "set_final_cut", set(&view["version"], FILM));
        assert_eq!((&cut["content"], &cut["minors"]), (&json!("producing"), &json!("unchecked")));
        assert_eq!(studio.refused(&desk.editor, "set_final_cut", set(&view["version"], FILM)), "stale");
        assert_eq!(
            studio.refused(&desk.editor, "approve_cut", json!({ "episode": desk.episode })),
            "wrong_state"
        );
    });
}

/// A picture of one colour as a BMP of 24 bits.
fn bmp(width: u32, height: u32) -> Vec<u8> {
    let row = (width * 3).div_ceil(4) * 4;
    let mut bytes = b"BM".to_vec();
    for number in [54 + row * height, 0, 54, 40, width, height] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend([1, 0, 24, 0]);
    bytes.extend([0; 24]);
    bytes.resize((54 + row * height) as usize, 120);
    bytes
}

#[test]
fn covers_are_cut_from_one_picture() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin]).remove(0);
        assert_eq!(studio.refused(&desk.editor, "make_cover", of(&made)), "missing");
        let picture = studio.bring(&desk.editor, "底图.bmp", &bmp(400, 300));
        let version =
            studio.done(&desk.editor, "production_view", json!({ "episode": desk.episode }))["version"]
                .clone();
        let source = |x: f64| json!({ "episode": desk.episode, "version": version, "picture": picture, "focus_x": x, "focus_y": 0.5, "cover_title": "隔夜酒也是酒" });
        assert_eq!(studio.refused(&desk.editor, "set_cover_source", source(1.5)), "out_of_range");
        studio.done(&desk.editor, "set_cover_source", source(0.2));
        let cut = studio.done(&desk.editor, "make_cover", of(&made));
        let sizes: Vec<_> = cut["covers"]
            .as_array()
            .expect("covers")
            .iter()
            .map(|c| (c["width"].clone(), c["height"].clone()))
            .collect();
        assert_eq!(sizes, [(json!(1080), json!(1440)), (json!(1440), json!(1080))]);
        assert_eq!(cut["covers"][0]["enlarged"], true);
        assert_eq!(studio.refused(&desk.editor, "make_cover", of(&made)), "stale");
    });
}

#[test]
fn what_the_checker_finds_does_not_go_out() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin]).remove(0);
        let ready = make_ready(studio, &desk, &made);
        let texts = |description: &str, tags: &[&str]| json!({ "title": null, "description": description, "tags": tags });
        let told =
            |of_what: &Value| of_what["checks"]["refusal"]["code"].as_str().unwrap_or_default().to_owned();
        assert_eq!(told(&ready), "");
        let phone = with(&ready, texts("咨询请打13812345678", &["普法"]));
        let changed = studio.done(&desk.editor, "save_publication", phone);
        assert_eq!(told(&changed), "checks_unresolved");
        assert_eq!(changed["checks"]["texts"][0]["place"]["key"], "copy.description");
        // What nobody knows was answered for another text: the checker speaks before the platform.
        assert_eq!(studio.refused(&desk.editor, "mark_ready", of(&changed)), "checks_unresolved");
        let case = json!({ "episode": desk.episode, "version": 0, "names": ["演小示"], "minor": true });
        studio.done(&desk.editor, "save_case_names", case);
        let named = studio.done(
            &desk.editor,
            "save_publication",
            with(&changed, texts("喝了酒睡一觉再开车?", &["演小示"])),
        );
        assert_eq!(studio.refused(&desk.editor, "mark_ready", of(&named)), "minor_identifiable");
        let mended = studio.done(
            &desk.editor,
            "save_publication",
            with(&named, texts("喝了酒睡一觉再开车?", &["普法"])),
        );
        assert_eq!((&mended["state"], told(&mended)), (&json!("ready"), String::new()));
        // The script cites an article that exists from 2027 on: the day of the slot decides.
        studio.put(
            "UPDATE revision SET content = ?2 WHERE episode_id = ?1",
            values![
                desk.episode,
                r#"{"header":{"hook":"","legal_point":"","law_cited":"《商标法》第八十条","takeaway":"","case_stage":"no_case"},"shots":[]}"#
            ],
        );
        let slot = |local: &str| {
            let now = read(studio, &desk, &made);
            let input = with(&now, json!({ "local": local, "zone": null, "fold": null }));
            studio.done(&desk.editor, "schedule_publication", input)["publication"].clone()
        };
        let early = slot("2026-12-04T18:00");
        assert_eq!(
            (&early["checks"]["ground"]["on"], told(&early)),
            (&json!("2026-12-04"), "checks_unresolved".into())
        );
        assert_eq!(studio.refused(&desk.editor, "hand_over", of(&early)), "checks_unresolved");
        let late = slot("2027-01-05T18:00");
        assert_eq!((&late["checks"]["ground"]["on"], told(&late)), (&json!("2027-01-05"), String::new()));
        studio.done(&desk.editor, "hand_over", of(&late));
    });
}
