//! When works go out: what is named before a block is placed, who is told, and what two people at once may do.

use super::{channel, desk, prepare, ready_episode, text, with};
use pufa_api::testing::on_both;
use pufa_domain::Millis;
use pufa_store::values;
use serde_json::{Value, json};

#[test]
fn the_second_mass_send_of_a_day_is_named() {
    on_both(|studio| {
        let desk = desk(studio);
        let wechat = channel(studio, &desk.admin, "wechat_mp", json!("subscription"));
        let first = prepare(studio, &desk, &desk.episode, &[&wechat]).remove(0);
        let other = ready_episode(studio, &desk.editor, &desk.column, "一次接访");
        let second = prepare(studio, &desk, &other, &[&wechat]).remove(0);
        let at = |p: &Value, local: &str| with(p, json!({ "local": local, "zone": null, "fold": null }));
        let placed = studio.done(&desk.editor, "schedule_publication", at(&first, "2026-12-04T18:00"));
        assert_eq!(placed["publication"]["state"], "draft", "planned ahead of its approval");
        let tried = studio.done(
            &desk.editor,
            "try_slots",
            json!({ "publication": second["id"], "locals": ["2026-12-04T08:00", "2026-12-05T08:00", "2027-01-01T08:00"], "zone": null }),
        );
        let codes = |n: usize| -> Vec<String> {
            tried[n]["told"]
                .as_array()
                .expect("conflicts")
                .iter()
                .map(|t| text(&t["conflict"]["code"]))
                .collect()
        };
        assert_eq!(codes(0)[0], "day_quota");
        assert!(!codes(1).contains(&"day_quota".to_owned()), "{:?}", codes(1));
        assert!(codes(2).contains(&"holidays_unknown".to_owned()), "{:?}", codes(2));
        assert_eq!(
            studio.refused(&desk.editor, "schedule_publication", at(&second, "2026-12-04T08:00")),
            "slot_refused"
        );
        let free = studio.done(
            &desk.editor,
            "next_free_slot",
            json!({ "publication": second["id"], "after": placed["publication"]["slot_at"] }),
        );
        assert_eq!(free["local"], "2026-12-07T18:00", "the next weekday at the channel's time");
    });
}

#[test]
fn times_that_no_clock_shows_are_refused() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin]).remove(0);
        for (local, zone, code) in [
            ("2027-03-28T02:30", "Europe/Berlin", "no_such_local_time"),
            ("2027-10-31T02:30", "Europe/Berlin", "local_time_twice"),
            ("1970-01-01T18:00", "Asia/Shanghai", "not_a_local_time"),
            ("2100-01-01T18:00", "Asia/Shanghai", "not_a_local_time"),
            ("2026-11-21T18:00", "Asia/Shanghai", "slot_passed"),
            ("明天", "Asia/Shanghai", "not_a_local_time"),
            ("2026-12-04T18:00", "Mars/Base", "unknown"),
        ] {
            let input = with(&made, json!({ "local": local, "zone": zone, "fold": null }));
            assert_eq!(studio.refused(&desk.editor, "schedule_publication", input), code, "{local}");
        }
        let later = json!({ "local": "2027-10-31T02:30", "zone": "Europe/Berlin", "fold": "later" });
        studio.done(&desk.editor, "schedule_publication", with(&made, later));
    });
}

#[test]
fn two_people_place_one_block_and_the_second_is_told() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin]).remove(0);
        let colleague = studio.person_with("tongshi", "editor");
        let at = |local: &str| with(&made, json!({ "local": local, "zone": null, "fold": null }));
        studio.done(&desk.editor, "schedule_publication", at("2026-12-04T18:00"));
        assert_eq!(studio.refused(&colleague, "schedule_publication", at("2026-12-05T18:00")), "stale");
    });
}

#[test]
fn the_schedule_shows_blocks_and_what_waits() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin, &desk.weibo]);
        let lonely = ready_episode(studio, &desk.editor, &desk.column, "高空抛物");
        let at = json!({ "local": "2026-12-04T18:00", "zone": null, "fold": null });
        studio.done(&desk.editor, "schedule_publication", with(&made[0], at));
        let days = |from: &str, to: &str| json!({ "from": from, "to": to });
        let shown = studio.done(&desk.editor, "schedule_view", days("2026-11-30", "2026-12-06"));
        assert_eq!(shown["blocks"][0]["local"], "2026-12-04T18:00");
        assert_eq!(shown["blocks"][0]["told"][0]["conflict"]["code"], "not_approved");
        assert_eq!(shown["unplaced"][0]["publication"], made[1]["id"]);
        assert_eq!(shown["waiting"][0]["episode"], json!(lonely));
        assert_eq!(shown["may_publish"], true);
        let names: Vec<&Value> = shown["days"].as_array().expect("days").iter().map(|d| &d["name"]).collect();
        assert!(names.contains(&&json!("国家宪法日")), "{names:?}");
        assert_eq!(
            studio.refused(&desk.editor, "schedule_view", days("2026-01-01", "2026-12-31")),
            "out_of_range"
        );
        let file = studio.done(&desk.editor, "calendar_feed", days("2026-11-30", "2026-12-06"));
        let bytes = studio.api.blobs().get(&text(&file["sha256"]), 1 << 20).expect("a file");
        let feed = String::from_utf8(bytes).expect("text").replace("\r\n ", "");
        assert!(feed.contains("DTSTART:20261204T100000Z") && feed.contains("《隔夜酒也是酒》"), "{feed}");
        let taken = json!({ "publication": made[0]["id"], "version": shown["blocks"][0]["version"] });
        assert_eq!(studio.done(&desk.editor, "unschedule_publication", taken)["slot_at"], json!(null));
    });
}

#[test]
fn a_slot_is_told_once_when_it_comes_up_and_once_when_it_was_missed() {
    on_both(|studio| {
        let desk = desk(studio);
        let made = prepare(studio, &desk, &desk.episode, &[&desk.douyin]).remove(0);
        let at = with(&made, json!({ "local": "2026-12-04T18:00", "zone": null, "fold": null }));
        let placed = studio.done(&desk.editor, "schedule_publication", at);
        let slot = Millis(placed["publication"]["slot_at"].as_i64().expect("a slot"));
        let tick = |minutes: i64| studio.api.tick(slot.plus(minutes * Millis::HOUR / 60)).expect("a tick");
        assert_eq!(
            (tick(-16), tick(-15), tick(0)),
            (0, 2, 0),
            "the editor, and the administrator, who is one too"
        );
        let editor = studio.person_id("bianji");
        studio.put("UPDATE channel SET custodian_id = ?1", values![editor]);
        assert_eq!((tick(60), tick(61)), (1, 0), "the channel's custodian alone");
        let told = studio.done(&desk.editor, "list_notices", json!({ "after": null, "limit": null }));
        assert_eq!(
            (&told["rows"][0]["kind"], &told["rows"][1]["kind"]),
            (&json!("slot_missed"), &json!("slot_due"))
        );
        assert!(text(&told["rows"][1]["params"]).contains("抖音 演示douyin"), "{told}");
    });
}
