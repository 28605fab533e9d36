//! Cases of platform rules: small data made for a case, and the data that ships.

use super::*;
use crate::publication::Way;
use crate::{Millis, Refusal};

fn shipped() -> Platforms {
    Platforms::parse(include_str!("../../../../assets/platforms.toml")).expect("the data that ships")
}

fn piece<'a>(title: &'a str, description: &'a str, tags: &'a [String]) -> Piece<'a> {
    Piece { title, description, tags, video: None, cover: None, images: &[] }
}

/// The findings as (rule, weight, limit, found).
fn told(findings: &[Finding]) -> Vec<(&str, Weight, &str, &str)> {
    findings.iter().map(|f| (f.rule.as_str(), f.weight, f.limit.as_str(), f.found.as_str())).collect()
}

#[test]
fn the_shipped_data_names_eleven_platforms_and_the_source_of_every_number() {
    let all = shipped();
    assert_eq!(all.platforms.len(), 11);
    let text = include_str!("../../../../assets/platforms.toml");
    let rows: toml::Table = text.parse().expect("toml");
    for (key, platform) in rows["platform"].as_table().expect("a table") {
        for part in ["rules", "by_api", "by_person", "graphic", "other"] {
            let Some(facts) = platform.get(part).and_then(|p| p.as_table()) else {
                continue;
            };
            for (rule, fact) in facts {
                for source in fact["source"].as_array().expect("a list") {
                    let source = source.as_str().expect("a key");
                    assert!(all.sources.contains_key(source), "{key}.{part}.{rule}: {source} is not listed");
                }
                if fact["value"].as_str() == Some("unknown") {
                    assert_eq!(fact["confidence"].as_str(), Some("low"), "{key}.{part}.{rule}");
                }
            }
        }
        assert!(!all.platforms[key].links.is_empty(), "{key} has forms of links");
    }
}

#[test]
fn a_length_is_counted_as_the_platform_counts() {
    for (text, chars, hanzi) in
        [("", 0, 0), ("普法", 2, 2), ("abc", 3, 2), ("12309检察", 7, 5), ("法😀", 2, 3), ("a", 1, 1)]
    {
        assert_eq!(LengthUnit::Chars.length(text), chars, "{text}");
        assert_eq!(LengthUnit::Hanzi.length(text), hanzi, "{text}");
    }
}

#[test]
fn texts_and_tags_against_the_shipped_rules() {
    let all = shipped();
    let tags: Vec<String> = (0..6).map(|n| format!("话题{n}")).collect();
    let long = "法".repeat(33);
    use Weight::{Advice, Ask, Broken};
    for (key, way, form, piece, expected) in [
        (
            "douyin",
            Way::Person,
            Form::Video,
            piece(&long, "", &tags[..5]),
            vec![("title_max", Broken, "30", "33")],
        ),
        (
            "douyin",
            Way::Person,
            Form::Video,
            piece("短", "", &tags),
            vec![("tags_max_count", Broken, "5", "6")],
        ),
        ("wechat_mp", Way::Api, Form::Video, piece(&long, "", &[]), vec![("title_max", Broken, "32", "33")]),
        (
            "wechat_mp",
            Way::Person,
            Form::Video,
            piece(&long, "", &[]),
            vec![("title_advised_max", Advice, "32", "33")],
        ),
        ("xiaohongshu", Way::Person, Form::Video, piece(&"a".repeat(40), "", &[]), vec![]),
        (
            "xiaohongshu",
            Way::Person,
            Form::Video,
            piece(&"a".repeat(41), "", &[]),
            vec![("title_max", Broken, "20", "21")],
        ),
        (
            "wechat_channels",
            Way::Person,
            Form::Video,
            piece("短标题", "", &[]),
            vec![("title_advised_min", Advice, "6", "3")],
        ),
        (
            "bilibili",
            Way::Person,
            Form::Video,
            piece("题", "", &[]),
            vec![("tags_min_count", Broken, "1", "0")],
        ),
        (
            "kuaishou",
            Way::Person,
            Form::Video,
            piece(&"题".repeat(500), &"文".repeat(500), &[]),
            vec![("description_max", Broken, "1000", "1001")],
        ),
        (
            "weibo",
            Way::Person,
            Form::Video,
            piece("题", "", &tags),
            vec![("tags_max_count", Ask, "unknown", "6"), ("cover_required", Broken, "1", "0")],
        ),
        (
            "cctv_yangshipin",
            Way::Person,
            Form::Video,
            piece("题", "文", &[]),
            vec![("title_max", Ask, "unknown", "1"), ("description_max", Ask, "unknown", "1")],
        ),
    ] {
        let rules = all.get(key).expect("a platform").rules_for(way, form);
        assert_eq!(told(&check(&piece, &rules)), expected, "{key} {way:?}");
    }
}

#[test]
fn files_against_the_shipped_rules() {
    let all = shipped();
    let video = |bytes: i64, seconds: i64| Video {
        bytes,
        milliseconds: Some(seconds * 1000),
        width: Some(1080),
        height: Some(1920),
        fps: Some(25),
        format: "mp4".into(),
    };
    let cover = |width, height, bytes| Cover { bytes, width, height, format: "jpeg".into() };
    let findings = |key: &str, way, video: Option<&Video>, cover: Option<&Cover>| {
        let rules = all.get(key).expect("a platform").rules_for(way, Form::Video);
        let found = check(&Piece { video, cover, ..piece("隔夜酒也是酒吗", "", &[]) }, &rules);
        found
            .into_iter()
            .filter(|f| !f.rule.starts_with("tags"))
            .map(|f| (f.rule, f.weight))
            .collect::<Vec<_>>()
    };
    let broken = |rule: &str| vec![(rule.to_owned(), Weight::Broken)];
    let minute = video(50_000_000, 60);
    let asked = |rule: &str| vec![(rule.to_owned(), Weight::Ask)];
    assert_eq!(findings("bilibili", Way::Api, Some(&minute), None), vec![]);
    assert_eq!(
        findings("bilibili", Way::Api, Some(&video(4_000_000_001, 3000)), None),
        broken("video_max_mb")
    );
    assert_eq!(
        findings("bilibili", Way::Api, Some(&video(900_000_000, 5 * 3600)), None),
        broken("video_max_seconds")
    );
    assert_eq!(findings("bilibili", Way::Person, None, Some(&cover(1146, 717, 90_000))), vec![]);
    assert_eq!(
        findings("bilibili", Way::Person, None, Some(&cover(1146, 717, 5_000_001))),
        broken("cover_max_kb")
    );
    assert_eq!(
        findings("bilibili", Way::Person, None, Some(&cover(800, 500, 90_000))),
        broken("cover_min_px")
    );
    assert_eq!(
        findings("bilibili", Way::Person, None, Some(&cover(1080, 1440, 90_000))),
        broken("cover_ratios")
    );
    assert_eq!(findings("wechat_mp", Way::Person, None, Some(&cover(900, 383, 90_000))), vec![]);
    assert_eq!(findings("weibo", Way::Person, None, None), broken("cover_required"));
    assert_eq!(findings("douyin", Way::Person, None, Some(&cover(1080, 1440, 9))), asked("cover_max_kb"));
    let unread = Video { milliseconds: None, ..minute };
    assert_eq!(findings("bilibili", Way::Api, Some(&unread), None), asked("video_max_seconds"));
}

#[test]
fn a_window_of_timed_publishing_is_advice_and_an_unknown_one_is_asked_about() {
    let all = shipped();
    let rules = |key: &str| all.get(key).expect("a platform").rules_for(Way::Person, Form::Video);
    let ahead = |hours: i64| Millis(hours * Millis::HOUR);
    for (key, slot, expected) in [
        ("douyin", ahead(1), vec![("schedule_min_hours", Weight::Advice, "2", "1")]),
        ("douyin", ahead(2), vec![]),
        ("douyin", ahead(14 * 24), vec![]),
        ("douyin", ahead(15 * 24), vec![("schedule_max_days", Weight::Advice, "14", "360")]),
        ("weibo", ahead(5), vec![("schedule_max_days", Weight::Ask, "unknown", "5")]),
    ] {
        assert_eq!(told(&schedule_window(&rules(key), slot, Millis(0))), expected, "{key} {slot:?}");
    }
}

#[test]
fn a_link_is_of_its_platform_or_refused() {
    let all = shipped();
    let ours = |id: &str| Ok(Some(id.to_owned()));
    let short: Result<Option<String>, &str> = Ok(None);
    for (platform, pasted, expected) in [
        ("douyin", "https://www.douyin.com/video/7300000000000000001", ours("7300000000000000001")),
        ("douyin", "3.58 复制打开抖音,看看【演示检察】 https://v.douyin.com/iAbC12/ 08/15", short.clone()),
        ("bilibili", "https://www.bilibili.com/video/BV1xx411c7mD?p=1#reply", ours("BV1xx411c7mD")),
        ("xiaohongshu", "http://www.xiaohongshu.com/explore/64ab?xsec_token=x", ours("64ab")),
        ("wechat_mp", "https://mp.weixin.qq.com/s?__biz=Mz&mid=22&idx=1&sn=a", short.clone()),
        ("toutiao", "https://www.toutiao.com/article/7300/", ours("7300")),
        ("weibo", "https://WEIBO.com/1234567890/Nabc", ours("Nabc")),
        ("weibo", "https://weibo.com/u/1234567890", Err("no work")),
        ("wechat_mp", "https://mp.weixin.qq.com/s?mid=22", Err("no work")),
        ("douyin", "https://www.bilibili.com/video/BV1xx411c7mD", Err("bilibili")),
        ("douyin", "ftp://www.douyin.com/video/1", Err("no work")),
        ("douyin", "javascript:alert(1)//https", Err("no work")),
        ("douyin", "https://www.douyin.com@evil.example/video/1", Err("no work")),
        ("douyin", "https://www.douyin.com.evil.example/video/1", Err("no work")),
        ("douyin", "https://www.douyin.com/user/abc", Err("no work")),
        ("douyin", "https://www.douyin.com:8443/video/1", Err("no work")),
        ("douyin", "已发布", Err("no work")),
    ] {
        let read = all.work_link(platform, pasted).map(|work| work.work_id);
        let read = read.map_err(|refusal| match refusal {
            Refusal::LinkOfAnotherPlatform { platform, .. } => platform,
            Refusal::NotALink { .. } => "no work".into(),
            other => panic!("{other}"),
        });
        assert_eq!(read, expected.map_err(str::to_owned), "{pasted}");
    }
}

#[test]
fn data_that_is_not_understood_is_refused() {
    let head = "schema_version = 1\ncollected_on = \"2026-11-22\"\n";
    let platform = "[platform.p]\nname = \"演示\"\nmode = \"manual\"\n";
    let rule = "[platform.p.rules]\ntitle_max = { value = 5, confidence = \"low\" }\n";
    for (text, good) in [
        (format!("{head}{platform}{rule}"), true),
        (format!("{head}{platform}{}", rule.replace('5', "\"unknown\"")), true),
        (format!("{head}{platform}{}", rule.replace('5', "\"many\"")), false),
        (format!("{head}{platform}{}", rule.replace('5', "-1")), false),
        (format!("{head}{platform}{}", rule.replace("title_max", "title_maximum")), false),
        (format!("{head}{}{rule}", platform.replace("manual", "magic")), false),
        (format!("{head}{platform}links = [\"no host\"]\n"), false),
        (format!("{}{platform}", head.replace('1', "2")), false),
        ("[".into(), false),
        ("#".repeat(2_000_000), false),
    ] {
        assert_eq!(Platforms::parse(&text).is_ok(), good, "{}", &text[..text.len().min(300)]);
    }
}

#[test]
fn a_unit_may_know_better() {
    let own = Rules {
        title_max: Some(Fact {
            value: Value::Known(10),
            source: vec![],
            confidence: Confidence::High,
            note: None,
        }),
        ..Rules::default()
    };
    let all = shipped().with_overrides(&[("zhihu".to_owned(), own)].into());
    let rules = all.get("zhihu").expect("a platform").rules_for(Way::Person, Form::Graphic);
    let found = check(&piece("一二三四五六七八九十一", "", &[]), &rules);
    assert_eq!(told(&found), vec![("title_max", Weight::Broken, "10", "11")]);
}
