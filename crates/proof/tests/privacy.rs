//! What identifies a person and what does not; minors are a hard stop. Scores on the labelled sample. People here are invented.

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
    ] {
        let found = find(text, &Case::default());
        let found: Vec<_> = found.iter().map(|f| (f.kind, &text[f.range.clone()])).collect();
        assert_eq!(found, [(kind, words)], "{text}");
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
