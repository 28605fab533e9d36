//! Importing a unit's own files: the roster, the list of published works, the platforms' figures; twice, changed,
//! in other shapes, and by people who may not.

use pufa_api::testing::{Person, Studio, on_both};
use serde_json::{Value, json};

fn sample(name: &str) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/unit-31/").to_owned() + name;
    std::fs::read(&path)
        .unwrap_or_else(|_| panic!("the sample {name} is missing: put shared/samples beside the repository"))
}

fn ask(studio: &Studio, who: &Person, kind: &str, name: &str, bytes: &[u8]) -> Value {
    json!({ "kind": kind, "sha256": studio.upload(who, name, bytes) })
}

fn preview(studio: &Studio, who: &Person, asked: &Value) -> Value {
    studio.done(who, "preview_import", asked.clone())
}

/// Looks and runs; answers the preview.
fn import(studio: &Studio, who: &Person, kind: &str, name: &str, bytes: &[u8]) -> Value {
    let asked = ask(studio, who, kind, name, bytes);
    let looked = preview(studio, who, &asked);
    let result = studio.done(who, "run_import", json!({ "asked": asked, "preview": looked["hash"] }));
    assert_eq!(result["counts"], looked["counts"]);
    looked
}

/// A comma-separated file.
fn csv(lines: &[&str]) -> Vec<u8> {
    lines.join("\r\n").into_bytes()
}

fn remarks(looked: &Value) -> Vec<(u64, String, String)> {
    let rows = looked["rows"].as_array().expect("rows");
    let word = |value: &Value| value.as_str().expect("a word").to_owned();
    let of_row = |row: &Value| -> Vec<(u64, String, String)> {
        let number = row["row"].as_u64().expect("a row");
        let all = row["remarks"].as_array().expect("remarks");
        all.iter().map(|r| (number, word(&r["reason"]), word(&r["text"]))).collect()
    };
    rows.iter().flat_map(of_row).collect()
}

fn reasons(looked: &Value) -> Vec<(u64, String)> {
    remarks(looked).into_iter().map(|(row, reason, _)| (row, reason)).collect()
}

fn rate(studio: &Studio, who: &Person, question: Value) -> (u64, u64, Value) {
    let view = studio.done(who, "participation", question);
    let number = |name: &str| view["rate"][name].as_u64().expect("a number");
    (number("n"), number("total"), view["rate"]["tenths"].clone())
}

#[test]
fn the_files_of_a_real_unit_give_its_real_figure() {
    on_both(|studio| {
        let admin = studio.set_up();
        let roster = import(studio, &admin, "roster", "花名册.xlsx", &sample("roster.xlsx"));
        assert_eq!(roster["makes"]["people"], 36);
        assert_eq!(roster["counts"]["doubtful"], 0, "{}", roster["rows"]);
        let list = import(studio, &admin, "episodes", "节目.xlsx", &sample("episodes.xlsx"));
        assert_eq!(list["makes"]["episodes"], 232);
        assert_eq!(
            (&list["counts"]["doubtful"], &list["counts"]["with_remarks"]),
            (&json!(0), &json!(0)),
            "{}",
            list["rows"]
        );
        assert_eq!(rate(studio, &admin, json!({ "on": "2021-09-30" })), (27, 31, json!(871)));

        let again = import(studio, &admin, "roster", "花名册.xlsx", &sample("roster.xlsx"));
        assert_eq!(again["counts"]["exists"], 36);
        studio.wait(3 * pufa_domain::Millis::DAY);
        let admin = studio.sign_in("admin");
        let again = import(studio, &admin, "episodes", "节目.xlsx", &sample("episodes.xlsx"));
        assert_eq!(again["counts"]["exists"], 232, "{}", again["rows"]);
        let nothing = again["makes"].as_object().expect("makes").values().all(|n| *n == 0);
        assert!(nothing, "twice makes nothing twice: {}", again["makes"]);
        assert_eq!(rate(studio, &admin, json!({ "on": "2021-09-30" })), (27, 31, json!(871)));
    });
}

#[test]
fn what_the_platforms_hand_out_finds_its_works() {
    on_both(|studio| {
        let admin = studio.set_up();
        import(studio, &admin, "roster", "花名册.xlsx", &sample("roster.xlsx"));
        import(studio, &admin, "episodes", "节目.xlsx", &sample("episodes.xlsx"));
        let truth = String::from_utf8(sample("exports/truth.csv")).expect("text");
        for (file, platform) in [
            ("抖音_作品列表.xlsx", "douyin"),
            ("视频号_单篇视频.csv", "wechat_channels"),
            ("公众号_已通知内容.xlsx", "wechat_mp"),
            ("小红书_笔记数据.xlsx", "xiaohongshu"),
            ("快手_作品明细.csv", "kuaishou"),
            ("头条_小视频.xlsx", "toutiao"),
            ("B站_稿件对比.csv", "bilibili"),
        ] {
            let bytes = sample(&format!("exports/{file}"));
            let told: Vec<(i64, Option<i64>)> = truth
                .lines()
                .filter_map(|line| line.strip_prefix(&format!("{platform},")))
                .map(|line| {
                    let cells: Vec<&str> = line.split(',').collect();
                    (cells[2].parse().expect("views"), cells[3].parse().ok())
                })
                .collect();
            let looked = import(studio, &admin, "figures", file, &bytes);
            assert_eq!(looked["platform"], platform);
            assert_eq!(looked["makes"]["snapshots"], told.len(), "{file}: {}", looked["counts"]);
            let sums: (i64, i64) = studio
                .api
                .store()
                .read::<_, pufa_store::StoreError>(|sql| {
                    sql.one(
                        "SELECT CAST(SUM(m.views) AS BIGINT), CAST(SUM(m.likes) AS BIGINT) FROM metric_snapshot m \
                         JOIN publication p ON p.id = m.publication_id JOIN channel c ON c.id = p.channel_id \
                         WHERE c.platform = ?1",
                        pufa_store::values![platform],
                        |c| Ok((c.int()?, c.maybe_int()?.unwrap_or(0))),
                    )
                })
                .expect("sums");
            let views = told.iter().map(|(views, _)| views).sum::<i64>();
            let likes = told.iter().filter_map(|(_, likes)| *likes).sum::<i64>();
            assert_eq!(sums, (views, likes), "{file}");
            let again = preview(studio, &admin, &ask(studio, &admin, "figures", file, &bytes));
            assert_eq!(again["makes"]["snapshots"], 0, "{file} again");
        }
        let followers =
            import(studio, &admin, "figures", "user_analysis.xls", &sample("exports/user_analysis.xls"));
        assert!(followers["makes"]["snapshots"].as_u64() > Some(20));
    });
}

#[test]
fn a_roster_in_another_shape_is_read_and_its_doubts_are_told_by_row() {
    on_both(|studio| {
        let admin = studio.set_up();
        let text = csv(&[
            "演示院花名册（2021年）,,,,",
            ",,,,",
            "序号,姓　名,所在科室,身份,到岗时间,调离时间",
            "1,甲　某,第一检察部,员额检察官,2020.5.15,至今",
            "2,乙某,控申中队,聘用制书记员,2019年3月1日,",
            "3,丙某,宣传科,书记员,2018/2/3,",
            "4,丁某,政治部,干警,5.15,",
            "5,王某、李某,办公室,干警,2018-01-01,",
            "6,戊某,办公室,干警,2020-03-01,2019-01-01",
            "7,己某,,,,",
            "8,庚某,办公室,干警,2015-01-01,",
            "9,庚某,政治部,干警,2017-01-01,",
            "10,甲　某,第一检察部,员额检察官,2020.5.15,至今",
            "合计,10,,,,",
        ]);
        let gb = encoding_rs::GB18030.encode(std::str::from_utf8(&text).expect("text")).0.into_owned();
        let asked = ask(studio, &admin, "roster", "花名册.csv", &gb);
        let looked = preview(studio, &admin, &asked);
        assert_eq!(looked["makes"]["people"], 5, "{}", looked["rows"]);
        let told = reasons(&looked);
        for (row, reason) in [
            (6, "category_depends_on_unit"),
            (7, "no_year"),
            (8, "several_names"),
            (9, "ends_before_it_begins"),
            (10, "taken_as_staff"),
            (10, "taken_from_day"),
            (12, "taken_as_namesake"),
            (13, "repeated_row"),
            (14, "total"),
        ] {
            assert!(told.contains(&(row, reason.to_owned())), "row {row}: {reason} in {told:?}");
        }
        let mut clear = asked.clone();
        clear["unclear_as"] = json!("staff");
        assert_eq!(preview(studio, &admin, &clear)["makes"]["people"], 6);
        studio.done(&admin, "run_import", json!({ "asked": asked, "preview": looked["hash"] }));
        let again = preview(studio, &admin, &asked);
        assert_eq!(
            (&again["makes"]["people"], &again["counts"]["changed"]),
            (&json!(0), &json!(0)),
            "{}",
            again["rows"]
        );
        // Somebody leaves: the same file a year later.
        let later =
            csv(&["姓名,部门,人员类别,入职日期,离职日期", "乙某,控申中队,聘用制,2019-03-01,2021-06-30"]);
        let looked = import(studio, &admin, "roster", "花名册.csv", &later);
        assert_eq!((&looked["counts"]["changed"], &looked["makes"]["people"]), (&json!(1), &json!(0)));
    });
}

#[test]
fn a_list_in_another_shape_is_read_and_nothing_is_guessed() {
    on_both(|studio| {
        let admin = studio.set_up();
        let roster = csv(&[
            "姓名,部门,人员类别,入职日期,离职日期",
            "甲某,第一检察部,干警,2015-01-01,",
            "乙某,办公室,干警,2015-01-01,",
            "丙某,办公室,干警,2015-01-01,",
            "丙某,政治部,干警,2017-01-01,",
        ]);
        import(studio, &admin, "roster", "花名册.csv", &roster);
        let text = csv(&[
            "2020年节目一览,,,,,,,,",
            "节目栏目,期次,节目名称,推送日期,发布渠道,撰稿人,主讲,时长,播放量(万)",
            "说演示,第一期,甲案与乙案,2020.5.15,抖音、微信,甲　某,\"乙某、外人某\",1:20,1.2",
            "说演示,2,丙案,2020年5月16日,抖音,甲某,丙某,75秒,超500",
            "说演示,2,丁案,2020-05-17,抖音,甲某,,,",
            "说演示,3,戊案,5.18,抖音,甲某,,,",
            "说演示,4,己案,2099-01-01,抖音,甲某,,,",
            ",,庚案,2020-06-01,某平台,丙某（政治部）,,,",
            "说演示,1,甲案与乙案,2020-05-15,抖音,甲某,,,",
        ]);
        let looked = import(studio, &admin, "episodes", "节目.csv", &text);
        assert_eq!(looked["makes"]["episodes"], 3, "{}", looked["rows"]);
        let told = remarks(&looked);
        for (row, reason, shown) in [
            (3, "not_on_roster", "外人某"),
            (4, "namesakes", "丙某"),
            (5, "number_twice", "丁案"),
            (6, "no_year", "5.18"),
            (7, "in_the_future", "2099-01-01"),
            (8, "unknown_platform", "某平台"),
            (9, "repeated_row", "3"),
        ] {
            assert!(
                told.contains(&(row, reason.to_owned(), shown.to_owned())),
                "row {row}: {reason} in {told:?}"
            );
        }
        // 甲某, 乙某 and the 丙某 of the political department, of four and the administrator, who is not employed.
        assert_eq!(rate(studio, &admin, json!({ "on": "2020-12-31" })).0, 3);
        assert_eq!(rate(studio, &admin, json!({ "on": "2020-05-14" })), (0, 4, json!(0)));
    });
}

#[test]
fn only_what_was_looked_at_is_run_and_only_by_those_who_may() {
    on_both(|studio| {
        let admin = studio.set_up();
        let staff = studio.colleague(&admin, "演示职员", "staff", &["staff"]);
        let editor = studio.colleague(&admin, "演示编辑", "editor", &["editor"]);
        let bytes = csv(&["姓名,部门", "甲某,办公室"]);
        let asked = ask(studio, &admin, "roster", "名单.csv", &bytes);
        let looked = preview(studio, &admin, &asked);
        for who in [&staff, &editor] {
            assert_eq!(studio.refused(who, "preview_import", asked.clone()), "forbidden");
            let run = json!({ "asked": asked, "preview": looked["hash"] });
            assert_eq!(studio.refused(who, "run_import", run), "forbidden");
        }
        let stranger = studio.other_unit();
        assert_eq!(studio.refused(&stranger, "preview_import", asked.clone()), "not_found");
        let other = json!({ "asked": asked, "preview": "0".repeat(64) });
        assert_eq!(studio.refused(&admin, "run_import", other), "stale");
        studio.employ(&admin, "甲某");
        let run = json!({ "asked": asked, "preview": looked["hash"] });
        assert_eq!(studio.refused(&admin, "run_import", run), "stale", "the roster changed meanwhile");
        let episodes = csv(&["标题,发布日期", "甲案,2020-05-15"]);
        let asked = ask(studio, &editor, "episodes", "节目.csv", &episodes);
        assert_eq!(preview(studio, &editor, &asked)["makes"]["episodes"], 1);
    });
}

#[test]
fn hostile_files_are_refused_in_a_word() {
    on_both(|studio| {
        let admin = studio.set_up();
        for (kind, name, bytes) in [
            ("roster", "a.csv", csv(&["部门,电话", "办公室,1"])),
            ("episodes", "a.csv", csv(&["姓名,部门", "甲某,办公室"])),
            ("figures", "a.csv", csv(&["姓名,部门", "甲某,办公室"])),
            ("roster", "a.xlsx", sample("script.docx")),
        ] {
            let asked = ask(studio, &admin, kind, name, &bytes);
            assert_eq!(studio.refused(&admin, "preview_import", asked), "bad_file", "{kind} {name}");
        }
        let nowhere = json!({ "kind": "roster", "sha256": "0".repeat(64) });
        assert_eq!(studio.refused(&admin, "preview_import", nowhere), "not_found");
        let path = json!({ "kind": "roster", "sha256": "../../etc/passwd" });
        assert_eq!(studio.refused(&admin, "preview_import", path), "not_found");
        // Names that are formulas, markup or far too long make nobody and break nothing.
        let long = "某".repeat(5_000);
        let bytes = csv(&[
            "姓名,部门",
            "=CMD(),x",
            "<script>,y",
            &format!("{long},z"),
            "甲某,'; DROP TABLE person; --",
        ]);
        let looked = import(studio, &admin, "roster", "b.csv", &bytes);
        assert_eq!((&looked["counts"]["doubtful"], &looked["makes"]["people"]), (&json!(3), &json!(1)));
    });
}
