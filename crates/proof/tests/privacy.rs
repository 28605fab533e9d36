//! What identifies a person and what does not; minors are a hard stop. Scores on the labelled sample. People here are invented.

use proptest::prelude::*;
use pufa_proof::privacy::{Case, Kind, find};
use pufa_proof::score::score_privacy;

fn sample() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/pii_dev.jsonl");
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("the sample {path} is needed: {e}"))
}

#[test]
fn the_labelled_sample_is_met() {
    let lines = sample();
    let formats = score_privacy(lines.lines(), true);
    assert_eq!(formats.unreadable, 0);
    assert!(formats.recall() >= 0.98, "{:?}", formats.wrong);
    assert!(formats.silence() >= 0.98, "{:?}", formats.wrong);
    let all = score_privacy(lines.lines(), false);
    assert!(all.recall() >= 0.985 && all.precision() >= 0.985, "{:?}", all.wrong);
}

#[test]
fn finds_codes_and_places() {
    for (text, kind, words) in [
        ("加微信：yanshi_2026领资料", Kind::Wechat, "yanshi_2026"),
        ("邮箱 yan.shi@example.com。", Kind::Email, "yan.shi@example.com"),
        ("车牌京A·F12345的车", Kind::PlateNev, "京A·F12345"),
        ("车牌京A12345", Kind::Plate, "京A12345"),
        ("（2024）京0105民初12345号判决", Kind::CaseNo, "（2024）京0105民初12345号"),
        ("(2010)朝刑初字第123号", Kind::CaseNo, "(2010)朝刑初字第123号"),
        ("根据甲检刑诉〔2024〕1号起诉书", Kind::ProcDocNo, "甲检刑诉〔2024〕1号"),
        ("护照EA1234567", Kind::Passport, "EA1234567"),
        ("住在甲市乙区演示路12号3栋2单元401室", Kind::Address, "甲市乙区演示路12号3栋2单元401室"),
        ("家住甲县乙镇丙村3组15号", Kind::Address, "甲县乙镇丙村3组15号"),
        ("家住甲县乙乡丙村三社，", Kind::Address, "甲县乙乡丙村三社"),
        ("暂住于上海市浦东新区演示路5号附3号", Kind::Address, "上海市浦东新区演示路5号附3号"),
        (
            "住甲市西湖区和平里西街9号演示家园1号楼2单元301。",
            Kind::Address,
            "甲市西湖区和平里西街9号演示家园1号楼2单元301",
        ),
        ("地址：呼和浩特市新城区演示街27号3-2-101", Kind::Address, "呼和浩特市新城区演示街27号3-2-101"),
        ("威信号yanshi_2026", Kind::Wechat, "yanshi_2026"),
        ("甲公鉴通字〔2026〕7号", Kind::ProcDocNo, "甲公鉴通字〔2026〕7号"),
        ("（2018）川01司惩7650号", Kind::CaseNo, "（2018）川01司惩7650号"),
        ("不服（2020）甲01执异12号之一裁定", Kind::CaseNo, "（2020）甲01执异12号之一"),
        ("（2020）甲01执异12之一号", Kind::CaseNo, "（2020）甲01执异12之一号"),
        ("检察院以甲检刑申【2020】7号", Kind::ProcDocNo, "甲检刑申【2020】7号"),
        ("不起诉决定书（甲和检民(行)监[2025]8号）", Kind::ProcDocNo, "甲和检民(行)监[2025]8号"),
        ("持P1234567号护照入境", Kind::Passport, "P1234567"),
        ("加薇：yanshi_2026", Kind::Wechat, "yanshi_2026"),
        ("我住演示大路一百二十号", Kind::Address, "演示大路一百二十号"),
        ("租住在演示街8号3楼", Kind::Address, "演示街8号3楼"),
        ("录音_13800138000.mp3", Kind::Mobile, "13800138000"),
        ("110105197902067963_合同.jpg", Kind::IdCard, "110105197902067963"),
        ("送至甲市乙区演示大道一百二十号", Kind::Address, "甲市乙区演示大道一百二十号"),
        ("住甲县乙镇丙村第三村民小组，", Kind::Address, "甲县乙镇丙村第三村民小组"),
        ("查封甲市乙区演示国际社区C1栋2单元301室的房屋", Kind::Address, "甲市乙区演示国际社区C1栋2单元301室"),
        ("住甲市乙区北京路8号演示名城3号楼", Kind::Address, "甲市乙区北京路8号演示名城3号楼"),
    ] {
        let found = find(text, &Case::default());
        let found: Vec<_> = found.iter().map(|f| (f.kind, &text[f.range.clone()])).collect();
        assert_eq!(found, [(kind, words)], "{text}");
    }
}

/// The check digit of an identity number's first seventeen digits (GB 11643).
fn check_digit(body: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
    "10X98765432".as_bytes()[sum as usize % 11].into()
}

fn kinds(text: &str) -> Vec<(Kind, String)> {
    find(text, &Case::default()).into_iter().map(|f| (f.kind, text[f.range].to_owned())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_identity_number_is_known_by_its_check_digit(
        year in 1930u32..2024, month in 1u32..=12, day in 1u32..=28, serial in 0u32..1000, wrong in 1usize..11,
        words in prop::sample::select(vec!["身份证号：", "（", "公民身份号码为", "他拿出"]),
    ) {
        let body = format!("110105{year}{month:02}{day:02}{serial:03}");
        let right = check_digit(&body);
        prop_assert_eq!(kinds(&format!("{words}{body}{right}，")), [(Kind::IdCard, format!("{body}{right}"))]);
        let at = "10X98765432".find(right).expect("a check digit");
        let other = char::from("10X98765432".as_bytes()[(at + wrong) % 11]);
        prop_assert_eq!(kinds(&format!("{words}{body}{other}，")), [(Kind::IdCardInvalid, format!("{body}{other}"))]);
    }

    #[test]
    fn a_mobile_is_found_in_any_dress(
        second in 3u32..=9, rest in 0u32..1_000_000_000, dress in 0usize..6,
        words in prop::sample::select(vec!["电话", "手机号是", "请拨打", "加我", ""]),
    ) {
        let number = format!("1{second}{rest:09}");
        let (a, b, c) = (&number[..3], &number[3..7], &number[7..]);
        let dressed = [number.clone(), format!("{a} {b} {c}"), format!("{a}-{b}-{c}"), format!("+86{number}"),
            format!("+86 {number}"), format!("86-{number}")][dress].clone();
        prop_assert_eq!(kinds(&format!("{words}{dressed}。")), [(Kind::Mobile, dressed)]);
    }

    #[test]
    fn amounts_counts_and_orders_are_nobodys(number in 100_000u64..99_999_999_999, at in 0usize..6) {
        let text = [format!("涉案金额{number}元"), format!("{number}人观看"), format!("订单编号{number}已发货"),
            format!("快递单号SF{number}"), format!("每日{number}.44元"), format!("共{number}件")][at].clone();
        prop_assert_eq!(kinds(&text), []);
    }
}

#[test]
fn passes_what_is_no_personal_data() {
    for text in [
        "法释〔2020〕22号",
        "高检发〔2023〕4号",
        "国办发〔2018〕123号",
        "《民法典》（2020）第一条",
        "微信公众号“演示检察”",
        "请拨打12309",
        "检察官走进演示小学上法治课",
        "不满十四周岁的未成年人",
        "十六周岁以上的人犯罪",
        "京东商城A座",
        "长安街上人来人往",
        "第12集 3分20秒",
        "某市某区某路某号",
        "周某驾车",
        "1**********",
        "三年前的案件",
        "演示市人民检察院地址：演示市演示区演示路1号",
        "公通字〔2024〕1号",
        "被害人陈述，未成年人文身",
        "家住长安街附近",
        "小区128户人家",
        "点击量达16673481477",
        "wx_13800138000",
        "a13800138000_b",
        "成片_20240512_v2.mp4",
        "长检发〔2020〕1号",
        "甲市乙区公告第3号楼",
        "本市3栋楼停电",
        "老人高兴地走了，男子包里有刀，被告人连夜逃走",
    ] {
        assert_eq!(find(text, &Case::default()), [], "{text}");
    }
}

#[test]
fn a_minor_is_a_hard_stop() {
    let text = "未成年人高演示，9岁，就读于甲乙区明德小学，家住石门村。";
    let found = find(text, &Case::default());
    let kinds: Vec<Kind> = found.iter().map(|f| f.kind).collect();
    assert_eq!(kinds, [Kind::PersonName, Kind::MinorAge, Kind::School, Kind::Village]);
    assert!(found.iter().all(|f| f.hard_stop));
    let masked: Vec<&str> = found.iter().map(|f| f.masked.as_str()).collect();
    assert_eq!(masked, ["高某", "×", "某小学", "某村"]);
    let adult = find("被害人胡志强报警后，民警迅速到场。", &Case::default());
    assert!(adult.iter().all(|f| !f.hard_stop) && adult.len() == 1);
    let told = Case { minor: true, hidden_names: vec!["胡志强".into()] };
    assert!(find("胡志强很害怕", &told).iter().all(|f| f.hard_stop && f.kind == Kind::PersonName));
}

#[test]
fn names_to_hide_are_found_everywhere() {
    let case = Case { hidden_names: vec!["甲乙丙".into(), "丁".into()], minor: false };
    let text = "那天甲乙丙来了，甲乙丙又走了，丁没来";
    assert_eq!(find(text, &case).len(), 2);
}
